//! Properties of UDMH and N2O4 by the formulae of the U.S. Air Force program AFTOX 4.1 (Vossler 1989; Kunkel 1991,
//! PL-TR-91-2119), evaluated at 15 temperatures, beside `data/substances.toml`.

use heptyl::input::{self, InputOptions};
use heptyl::substance::{Properties, Substance, SubstanceTable};

use crate::{number, table, within};

fn substances() -> SubstanceTable {
    input::reference(&InputOptions::default()).expect("the bundled tables are valid").substances
}

fn compare(name: &str, substance: Substance, check: impl Fn(&Properties, &dyn Fn(&str) -> f64, f64)) {
    let Some(rows) = table("udmh_properties/aftox_vossler_evaluated.csv") else { return };
    let substances = substances();
    let properties = substances.get(substance).expect("a row of the table");
    let rows: Vec<_> = rows.iter().filter(|row| row["name"] == name && row["inside_range"] == "1").collect();
    assert!(rows.len() > 5, "{name}: only {} rows", rows.len());
    for row in rows {
        check(properties, &|column| number(row, column), number(row, "T_K"));
    }
}

/// 12 % below 273 K and 9 % above: sources of UDMH differ by 6 to 9 % between 273 and 298 K, and the formula used here
/// was fitted from 233 K up. Density 1 %, diffusivity 10 %: both of the latter two are Fuller estimates.
#[test]
fn heptyl_is_that_of_the_air_force() {
    compare("UDMH", Substance::Udmh, |udmh, value, t| {
        if t < 233.0 {
            return;
        }
        let pressure = udmh.vapour_pressure.expect("a formula").pressure_pa(t);
        let share = if t < 273.0 { 0.12 } else { 0.09 };
        within(pressure, value("vapour_pressure_Pa"), share, &format!("vapour pressure at {t} K"));
        let density = udmh.density_kg_m3(t).expect("a density");
        within(density, value("liquid_density_kg_m3"), 0.01, &format!("density at {t} K"));
        let diffusivity = udmh.diffusivity_m2_s(t, 101_325.0).expect("a diffusivity");
        within(diffusivity, value("diffusivity_in_air_m2_s"), 0.10, &format!("diffusivity at {t} K"));
    });
}

/// 583 kJ/kg stands for all temperatures in the table; between 253 and 313 K the true value moves by 6 %.
#[test]
fn heat_of_vaporisation_of_heptyl_is_within_its_change_with_temperature() {
    compare("UDMH", Substance::Udmh, |udmh, value, t| {
        if (253.0..314.0).contains(&t) {
            let heat = udmh.heat_of_vaporisation_j_kg.as_ref().expect("a heat").range.best;
            within(heat, value("heat_of_vaporisation_J_kg"), 0.065, &format!("heat of vaporisation at {t} K"));
        }
    });
}

/// 5 %: CHEMSEP, used here, and AFTOX agree with the boiling point of 294.3 K. A widely copied Antoine set gives 70 kPa
/// at 293 K and would fail.
#[test]
fn oxidiser_boils_where_it_should() {
    compare("N2O4", Substance::Nto, |nto, value, t| {
        let pressure = nto.vapour_pressure.expect("a formula").pressure_pa(t);
        within(pressure, value("vapour_pressure_Pa"), 0.05, &format!("vapour pressure at {t} K"));
    });
    let substances = substances();
    let nto = substances.get(Substance::Nto).expect("a row of the table");
    within(
        nto.vapour_pressure.expect("a formula").pressure_pa(294.3),
        101_325.0,
        0.02,
        "pressure at the boiling point",
    );
}
