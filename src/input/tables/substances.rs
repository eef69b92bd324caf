//! `substances.toml` into the table of properties.

use crate::input::bounds::Bounds;
use crate::input::document::{self, TableReader};
use crate::input::error::InputError;
use crate::input::source::Loaded;
use crate::substance::{Properties, Substance, SubstanceTable, VapourPressure};

const IDS: [(&str, Substance); 9] = [
    ("udmh", Substance::Udmh),
    ("nto", Substance::Nto),
    ("no2", Substance::No2),
    ("nitrate", Substance::Nitrate),
    ("ndma", Substance::Ndma),
    ("kerosene", Substance::Kerosene),
    ("oxygen", Substance::Oxygen),
    ("hydrogen", Substance::Hydrogen),
    ("peroxide", Substance::Peroxide),
];

const TEMPERATURE: Bounds = Bounds::new(1.0, 3000.0, "K");
const HEAT: Bounds = Bounds::new(0.0, 2e8, "J/kg");
const HALF_LIFE: Bounds = Bounds::new(1.0, 1e11, "s");
const VELOCITY: Bounds = Bounds::new(0.0, 1.0, "m/s");
const COEFFICIENT: Bounds = Bounds::new(-1e6, 1e6, "");

/// Words that say what a vapour pressure formula looks like.
#[derive(Clone, Copy)]
enum Form {
    Antoine,
    Chemsep,
    Constant,
}

/// The substances of a file.
///
/// # Errors
/// [`InputError::Toml`] with all problems of the file, and [`InputError::Empty`] where heptyl is not in it.
pub fn substances(loaded: &Loaded) -> Result<SubstanceTable, InputError> {
    let rows = document::read(&loaded.file.path, &loaded.text, |root| {
        let read: Vec<Option<Properties>> = root.tables("substance").iter().map(properties).collect();
        read.into_iter().collect::<Option<Vec<_>>>()
    })?;
    for needed in [Substance::Udmh, Substance::Nto] {
        if !rows.iter().any(|row| row.id == needed) {
            let expected = format!("[[substance]] with id = \"{}\"", needed.id());
            return Err(InputError::Empty { path: loaded.file.path.clone(), expected });
        }
    }
    Ok(SubstanceTable::new(rows))
}

fn properties(table: &TableReader<'_>) -> Option<Properties> {
    let id = table.choice("id", &IDS);
    let name = super::names_in(table, "name");
    let formula = table.string("formula");
    let molar_mass_kg_mol = table.sourced("molar_mass_kg_mol", Bounds::new(1e-3, 1.0, "kg/mol"));
    let density = Bounds::new(1.0, 5000.0, "kg/m3");
    let properties = Properties {
        id: id.unwrap_or(Substance::Udmh),
        name: name.clone().unwrap_or_default(),
        formula: formula.clone().unwrap_or_default(),
        liquid_density_kg_m3: table.optional_sourced("liquid_density_kg_m3", density),
        liquid_density_slope_kg_m3_k: table.optional_sourced("liquid_density_slope_kg_m3_k", COEFFICIENT),
        boiling_point_k: table.optional_sourced("boiling_point_k", TEMPERATURE),
        heat_of_vaporisation_j_kg: table.optional_sourced("heat_of_vaporisation_j_kg", HEAT),
        liquid_heat_capacity_j_kg_k: table.optional_sourced("liquid_heat_capacity_j_kg_k", Bounds::new(1.0, 2e4, "")),
        surface_tension_n_m: table.optional_sourced("surface_tension_n_m", Bounds::new(1e-5, 1.0, "N/m")),
        liquid_viscosity_pa_s: table.optional_sourced("liquid_viscosity_pa_s", Bounds::new(1e-7, 10.0, "Pa s")),
        diffusivity_air_m2_s: table.optional_sourced("diffusivity_air_m2_s", Bounds::new(1e-8, 1e-3, "m2/s")),
        heat_of_combustion_j_kg: table.optional_sourced("heat_of_combustion_j_kg", HEAT),
        mixture_heat_j_kg: table.optional_sourced("mixture_heat_j_kg", HEAT),
        vapour_pressure: vapour_pressure(table),
        deposition_velocity_summer_m_s: table.optional_sourced("deposition_velocity_summer_m_s", VELOCITY),
        deposition_velocity_winter_m_s: table.optional_sourced("deposition_velocity_winter_m_s", VELOCITY),
        scavenging_a_per_s: table.optional_sourced("scavenging_a_per_s", Bounds::new(0.0, 1.0, "1/s")),
        scavenging_b: table.optional_sourced("scavenging_b", Bounds::new(0.0, 2.0, "")),
        molar_mass_kg_mol: molar_mass_kg_mol?,
    };
    facts_for_the_reader(table);
    table.refuse_unknown();
    (id.is_some() && name.is_some() && formula.is_some()).then_some(properties)
}

/// Checks what stands in the file for people and is not computed with.
fn facts_for_the_reader(table: &TableReader<'_>) {
    table.optional_string("cas");
    table.optional_string("role");
    table.optional_string("notes");
    table.optional_sourced("melting_point_k", TEMPERATURE);
    table.optional_sourced("critical_temperature_k", TEMPERATURE);
    table.optional_sourced("soil_half_life_summer_s", HALF_LIFE);
    table.optional_sourced("soil_half_life_buried_s", HALF_LIFE);
}

fn vapour_pressure(table: &TableReader<'_>) -> Option<VapourPressure> {
    let formula = table.optional_table("vapour_pressure")?;
    let form =
        formula.choice("form", &[("antoine", Form::Antoine), ("chemsep", Form::Chemsep), ("constant", Form::Constant)]);
    let coefficient = |key| formula.number(key, COEFFICIENT);
    let pressure = match form? {
        Form::Antoine => {
            let (a, b, c) = (coefficient("a"), coefficient("b"), coefficient("c"));
            VapourPressure::Antoine { a: a?, b: b?, c: c? }
        }
        Form::Chemsep => {
            let (a, b, c, d) = (coefficient("a"), coefficient("b"), coefficient("c"), coefficient("d"));
            VapourPressure::Chemsep { a: a?, b: b?, c: c?, d: d? }
        }
        Form::Constant => VapourPressure::Constant { p_pa: formula.number("p_pa", Bounds::new(0.0, 1e8, "Pa"))? },
    };
    for key in ["t_min_k", "t_max_k"] {
        formula.optional_number(key, TEMPERATURE);
    }
    for key in ["low_factor", "high_factor"] {
        formula.optional_number(key, Bounds::new(1e-3, 1e3, ""));
    }
    formula.optional_string("tag");
    formula.optional_string("source");
    formula.refuse_unknown();
    Some(pressure)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::bundled;
    use crate::input::csv_table::tests::loaded;

    /// The bundled properties give the vapour pressures of constants-check.md section 2: 17.75 kPa at 20 C.
    #[test]
    fn the_bundled_substances_are_read() -> Result<(), InputError> {
        let table = substances(&loaded("substances.toml", bundled::SUBSTANCES.text))?;
        let udmh = table.get(Substance::Udmh).expect("heptyl");
        let pressure_pa = udmh.vapour_pressure.expect("a formula").pressure_pa(293.15);
        assert!((pressure_pa / 17_750.0 - 1.0).abs() < 0.01, "{pressure_pa}");
        assert!(table.get(Substance::Ndma).is_some());
        Ok(())
    }

    #[test]
    fn a_mistyped_key_of_a_formula_is_refused() {
        let text = bundled::SUBSTANCES.text.replacen("form = \"antoine\"", "form = \"antione\"", 1);
        let report = substances(&loaded("s.toml", &text)).expect_err("a bad form").to_string();
        assert!(report.contains("did you mean \"antoine\""), "{report}");
    }
}
