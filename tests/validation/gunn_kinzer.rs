//! Gunn & Kinzer 1949, J. Meteorology 6, 243-248, table 2: measured terminal speeds of water drops at 20 C, 1013 hPa.

use heptyl::source::droplet::{AirAt, Liquid, terminal_speed_m_s};

use crate::{number, table};

const WATER: Liquid = Liquid {
    density_kg_m3: 998.2,
    surface_tension_n_m: 0.0728,
    heat_of_vaporisation_j_kg: 2.45e6,
    molar_mass_kg_mol: 0.018_015,
};

/// Air of the experiment, as the table's own check has it.
const AIR: AirAt =
    AirAt { temperature_k: 293.15, pressure_pa: 101_325.0, density_kg_m3: 1.193_7, viscosity_pa_s: 1.813e-5 };

/// The law is that of a rigid sphere. Against the drops it is up to 10 % slow below 0.4 mm (the table prints two digits
/// there, 3 %, and other laws of spheres are 7 % slow as well), right within 5 % from 0.4 to 1.4 mm, and too fast above,
/// for drops flatten: 40 % at 5.8 mm. Drops that fall faster lose
/// less on the way, so the error is on the side of more liquid at the ground.
#[test]
fn drops_of_rain_fall_as_measured() {
    let Some(rows) = table("physical_tables/gunn_kinzer_1949.csv") else { return };
    for row in &rows {
        let diameter_mm = number(row, "diameter_mm");
        let measured_m_s = number(row, "terminal_velocity_m_s");
        let ratio = terminal_speed_m_s(diameter_mm * 1e-3, &WATER, &AIR, 1.0) / measured_m_s;
        let allowed = match diameter_mm {
            d if d < 0.4 => 0.88..1.05,
            d if d <= 1.4 => 0.95..1.05,
            d if d <= 3.0 => 0.95..1.15,
            _ => 1.0..1.45,
        };
        assert!(allowed.contains(&ratio), "{diameter_mm} mm: {ratio} of the measured {measured_m_s} m/s");
    }
}
