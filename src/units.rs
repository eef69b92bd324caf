//! Conversions between the units that people write and the SI units that the program computes in.
//!
//! This is the only place with conversion factors.

/// Temperature in kelvin from degrees Celsius.
pub fn kelvin_from_celsius(temperature_c: f64) -> f64 {
    temperature_c + 273.15
}

/// Temperature in degrees Celsius from kelvin.
pub fn celsius_from_kelvin(temperature_k: f64) -> f64 {
    temperature_k - 273.15
}

/// Pascal from hectopascal.
pub fn pascal_from_hectopascal(pressure_hpa: f64) -> f64 {
    pressure_hpa * 100.0
}

/// Hectopascal from pascal.
pub fn hectopascal_from_pascal(pressure_pa: f64) -> f64 {
    pressure_pa * 1e-2
}

/// kg/m3 from mg/m3.
pub fn kg_m3_from_mg_m3(concentration_mg_m3: f64) -> f64 {
    concentration_mg_m3 * 1e-6
}

/// mg/m3 from kg/m3.
pub fn mg_m3_from_kg_m3(concentration_kg_m3: f64) -> f64 {
    concentration_kg_m3 * 1e6
}

/// mg/L from kg/m3.
pub fn mg_l_from_kg_m3(content_kg_m3: f64) -> f64 {
    content_kg_m3 * 1e3
}

/// kg/kg from mg/kg.
pub fn kg_kg_from_mg_kg(content_mg_kg: f64) -> f64 {
    content_mg_kg * 1e-6
}

/// mg/kg from kg/kg.
pub fn mg_kg_from_kg_kg(content_kg_kg: f64) -> f64 {
    content_kg_kg * 1e6
}

/// km2 from m2.
pub fn km2_from_m2(area_m2: f64) -> f64 {
    area_m2 * 1e-6
}

/// m2 from km2.
pub fn m2_from_km2(area_km2: f64) -> f64 {
    area_km2 * 1e6
}

/// km2 from hectares.
pub fn km2_from_ha(area_ha: f64) -> f64 {
    area_ha * 1e-2
}

/// Hectares from km2.
pub fn ha_from_km2(area_km2: f64) -> f64 {
    area_km2 * 1e2
}

/// Tonnes from kg.
pub fn t_from_kg(mass_kg: f64) -> f64 {
    mass_kg * 1e-3
}

/// m from km.
pub fn m_from_km(length_km: f64) -> f64 {
    length_km * 1e3
}

/// km from m.
pub fn km_from_m(length_m: f64) -> f64 {
    length_m * 1e-3
}

/// Seconds from hours.
pub fn s_from_h(time_h: f64) -> f64 {
    time_h * 3600.0
}

/// Hours from seconds.
pub fn h_from_s(time_s: f64) -> f64 {
    time_s / 3600.0
}

/// Minutes from seconds.
pub fn min_from_s(time_s: f64) -> f64 {
    time_s / 60.0
}

/// m/s from mm/h, the unit of rain.
pub fn m_s_from_mm_h(rain_mm_h: f64) -> f64 {
    rain_mm_h * 1e-3 / 3600.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// There and back gives the same number, and the factors are the right way round.
    #[test]
    fn conversions_are_each_others_inverse() {
        assert!((celsius_from_kelvin(kelvin_from_celsius(-11.2)) + 11.2).abs() < 1e-12);
        assert!((mg_m3_from_kg_m3(kg_m3_from_mg_m3(7.4)) - 7.4).abs() < 1e-12);
        assert!((mg_kg_from_kg_kg(kg_kg_from_mg_kg(0.1)) - 0.1).abs() < 1e-12);
        assert!((km_from_m(m_from_km(2.5)) - 2.5).abs() < 1e-12);
        assert!((pascal_from_hectopascal(1013.25) - 101_325.0).abs() < 1e-9);
        assert!((hectopascal_from_pascal(101_325.0) - 1013.25).abs() < 1e-9);
        assert!((m_s_from_mm_h(3600.0) - 1e-3).abs() < 1e-15);
        assert!((s_from_h(2.0) - 7200.0).abs() < 1e-12);
        assert!((km2_from_m2(13_100.0) - 0.0131).abs() < 1e-15);
        assert!((m2_from_km2(km2_from_m2(13_100.0)) - 13_100.0).abs() < 1e-9);
        assert!((ha_from_km2(0.0131) - 1.31).abs() < 1e-12);
        assert!((km2_from_ha(ha_from_km2(320.0)) - 320.0).abs() < 1e-12);
        assert!((t_from_kg(142_000.0) - 142.0).abs() < 1e-12);
        assert!((h_from_s(5400.0) - 1.5).abs() < 1e-15 && (min_from_s(90.0) - 1.5).abs() < 1e-15);
    }
}
