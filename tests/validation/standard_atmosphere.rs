//! US Standard Atmosphere 1976 (NOAA-S/T 76-1562), as evaluated by the package fluids 1.3.1, 0 to 80 km.

use heptyl::atmosphere;

use crate::{number, table, within};

/// 0.1 %: the evaluations differ by 1e-6 in the gas constant of air and in the radius that turns geometric into
/// geopotential height, which grows with height; 0.1 % of density moves a fall by metres.
const SHARE: f64 = 1e-3;

#[test]
fn the_standard_is_met_to_80_km() {
    let Some(rows) = table("physical_tables/standard_atmosphere.csv") else { return };
    for row in &rows {
        let height_m = number(row, "z_geometric_m");
        let temperature_k = number(row, "T_K_us1976");
        within(atmosphere::temperature_k(height_m), temperature_k, SHARE, &format!("temperature at {height_m} m"));
        let pressure_pa = number(row, "p_Pa_us1976");
        within(atmosphere::pressure_pa(height_m), pressure_pa, SHARE, &format!("pressure at {height_m} m"));
        let density_kg_m3 = number(row, "rho_kg_m3_us1976");
        within(atmosphere::density_kg_m3(height_m), density_kg_m3, SHARE, &format!("density at {height_m} m"));
        let viscosity_pa_s = number(row, "mu_Pa_s_us1976");
        within(atmosphere::viscosity_pa_s(temperature_k), viscosity_pa_s, SHARE, &format!("viscosity at {height_m} m"));
        let sound_m_s = number(row, "sound_m_s_us1976");
        within(atmosphere::sound_speed_m_s(temperature_k), sound_m_s, SHARE, &format!("sound at {height_m} m"));
    }
}
