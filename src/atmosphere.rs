//! The US Standard Atmosphere 1976, with its own table continued above 86 km.

use crate::constants::{
    GAS_CONSTANT_J_MOL_K, HEAT_CAPACITY_RATIO_AIR, MOLAR_MASS_AIR_KG_MOL, SUTHERLAND_BETA, SUTHERLAND_S_K,
};

/// Top of the lower layers, geometric height, m; above it density is read from the table of the standard.
const LOWER_TOP_M: f64 = 86_000.0;

/// Height (m) and natural logarithm of density (kg/m3) above 86 km: US Standard Atmosphere 1976, table I (86 km
/// 6.958e-6, 90 km 3.416e-6, 95 km 1.393e-6, 100 km 5.604e-7, 110 km 9.708e-8, 120 km 2.222e-8, 130 km 8.152e-9,
/// 150 km 2.076e-9, 200 km 2.541e-10 kg/m3). Drag is negligible there: 1 % of gravity for 100 kg/m2 at 3 km/s and 105 km.
const UPPER_DENSITY_KG_M3: [(f64, f64); 9] = [
    (86_000.0, 6.958e-6),
    (90_000.0, 3.416e-6),
    (95_000.0, 1.393e-6),
    (100_000.0, 5.604e-7),
    (110_000.0, 9.708e-8),
    (120_000.0, 2.222e-8),
    (130_000.0, 8.152e-9),
    (150_000.0, 2.076e-9),
    (200_000.0, 2.541e-10),
];

/// Temperature of the standard at a geometric height up to 86 km, K; that of 86 km above.
pub fn temperature_k(height_m: f64) -> f64 {
    standard_atmosphere::temperature_k_from_geopotential_m(geopotential_m(height_m))
}

/// Pressure of the standard at a geometric height, Pa; above 86 km it follows density at constant temperature.
pub fn pressure_pa(height_m: f64) -> f64 {
    if height_m <= LOWER_TOP_M {
        standard_atmosphere::pressure_pa_from_geopotential_m(geopotential_m(height_m))
    } else {
        density_kg_m3(height_m) * GAS_CONSTANT_J_MOL_K * temperature_k(height_m) / MOLAR_MASS_AIR_KG_MOL
    }
}

/// Density of the standard at a geometric height, kg/m3; log-linear between the rows of the table above 86 km, and
/// zero above 200 km.
pub fn density_kg_m3(height_m: f64) -> f64 {
    if height_m <= LOWER_TOP_M {
        return standard_atmosphere::density_kg_m3_from_geopotential_m(geopotential_m(height_m));
    }
    UPPER_DENSITY_KG_M3.windows(2).find(|pair| height_m <= pair[1].0).map_or(0.0, |pair| {
        let share = (height_m - pair[0].0) / (pair[1].0 - pair[0].0);
        (pair[0].1.ln() * (1.0 - share) + pair[1].1.ln() * share).exp()
    })
}

/// Geometric height at which the standard has a pressure, m; the inverse of [`pressure_pa`] up to 86 km (0.37 Pa).
pub fn height_m_from_pressure_pa(pressure_pa: f64) -> f64 {
    geometric_m(standard_atmosphere::geopotential_m_from_pressure_pa(pressure_pa))
}

/// Geometric height of a geopotential height, m (US Standard Atmosphere 1976, eq. 19).
pub fn geometric_m(geopotential_m: f64) -> f64 {
    standard_atmosphere::geometric_from_geopotential(geopotential_m)
}

/// Speed of sound at a temperature, m/s.
pub fn sound_speed_m_s(temperature_k: f64) -> f64 {
    (HEAT_CAPACITY_RATIO_AIR * GAS_CONSTANT_J_MOL_K * temperature_k / MOLAR_MASS_AIR_KG_MOL).sqrt()
}

/// Dynamic viscosity of air at a temperature, Pa s (Sutherland; US Standard Atmosphere 1976, eq. 51).
pub fn viscosity_pa_s(temperature_k: f64) -> f64 {
    SUTHERLAND_BETA * temperature_k.powf(1.5) / (temperature_k + SUTHERLAND_S_K)
}

fn geopotential_m(height_m: f64) -> f64 {
    standard_atmosphere::geopotential_from_geometric(height_m.clamp(-1_000.0, LOWER_TOP_M))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// US Standard Atmosphere 1976, table I: 11 km 0.364 80 and 50 km 1.0269e-3 kg/m3; the two parts meet at 86 km.
    #[test]
    fn density_matches_the_standard() {
        for (height_m, density) in [(0.0, 1.2250), (11_000.0, 0.364_80), (50_000.0, 1.026_9e-3)] {
            assert!((density_kg_m3(height_m) / density - 1.0).abs() < 2e-3, "{height_m}");
        }
        assert!((density_kg_m3(85_999.0) / density_kg_m3(86_001.0) - 1.0).abs() < 0.01);
        assert!((density_kg_m3(105_000.0) - (5.604e-7_f64 * 9.708e-8).sqrt()).abs() < 1e-9);
    }

    /// Height by pressure is the inverse of pressure by height in every layer.
    #[test]
    fn height_by_pressure_is_the_inverse() {
        for height_m in [-400.0, 0.0, 1_500.0, 11_500.0, 21_000.0, 33_000.0, 49_000.0, 60_000.0, 80_000.0] {
            let back_m = height_m_from_pressure_pa(pressure_pa(height_m));
            assert!((back_m - height_m).abs() < 0.1, "{height_m}: {back_m}");
        }
    }

    /// Viscosity at 288.15 K is 1.7894e-5 Pa s and sound travels at 340.29 m/s (same table).
    #[test]
    fn viscosity_and_sound_match_the_standard() {
        assert!((viscosity_pa_s(288.15) / 1.789_4e-5 - 1.0).abs() < 1e-4);
        assert!((sound_speed_m_s(288.15) / 340.29 - 1.0).abs() < 1e-4);
    }
}
