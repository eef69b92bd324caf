//! Water vapour: what the files give in one measure is needed in another.

/// Ratio of the molar masses of water and dry air, 0.621 98 (18.0153 / 28.9644; CODATA, US Standard Atmosphere 1976).
const VAPOUR_RATIO: f64 = 0.621_98;

/// Saturation pressure over water, Pa.
///
/// ```text
/// e = 611.2 exp(17.62 t / (243.12 + t)) ,  t in degrees Celsius
/// ```
///
/// # Valid range
/// -45 to 60 degrees Celsius, 0.3 %; below it is an extrapolation, as radiosonde archives use it.
///
/// # References
/// WMO-No. 8, Guide to Instruments and Methods of Observation, 2018 ed., annex 4.B.
pub fn saturation_pressure_pa(temperature_k: f64) -> f64 {
    let t_c = (temperature_k - 273.15).max(-120.0);
    611.2 * (17.62 * t_c / (243.12 + t_c)).exp()
}

/// Relative humidity over water from temperature and dew point, K; 0 to 1.
pub fn relative_humidity(temperature_k: f64, dewpoint_k: f64) -> f64 {
    (saturation_pressure_pa(dewpoint_k) / saturation_pressure_pa(temperature_k)).clamp(0.0, 1.0)
}

/// Relative humidity over water from specific humidity (kg/kg), pressure (Pa) and temperature (K); 0 to 1.
pub fn relative_humidity_from_specific(specific_kg_kg: f64, pressure_pa: f64, temperature_k: f64) -> f64 {
    let q = specific_kg_kg.max(0.0);
    let vapour_pa = q * pressure_pa / (VAPOUR_RATIO + (1.0 - VAPOUR_RATIO) * q);
    (vapour_pa / saturation_pressure_pa(temperature_k)).clamp(0.0, 1.0)
}

/// Virtual temperature, K: the temperature of dry air that is as light as the moist one.
pub fn virtual_temperature_k(temperature_k: f64, relative_humidity: f64, pressure_pa: f64) -> f64 {
    let vapour_pa = (relative_humidity * saturation_pressure_pa(temperature_k)).min(0.5 * pressure_pa);
    temperature_k / (1.0 - vapour_pa / pressure_pa * (1.0 - VAPOUR_RATIO))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WMO-No. 8, annex 4.B: 23.37 hPa at 20 degrees and 6.112 hPa at zero; a dew point 10 K below 20 degrees is 52.5 %.
    #[test]
    fn saturation_is_that_of_the_tables() {
        assert!((saturation_pressure_pa(293.15) / 2_337.0 - 1.0).abs() < 3e-3);
        assert!((saturation_pressure_pa(273.15) - 611.2).abs() < 1e-9);
        assert!((relative_humidity(293.15, 283.15) - 0.525).abs() < 2e-3);
    }

    /// By hand: 10 g/kg at 1000 hPa is a vapour pressure of 15.98 hPa, and lifts 300 K to 301.8 K.
    #[test]
    fn measures_of_humidity_agree() {
        let rh = relative_humidity_from_specific(0.010, 1e5, 300.0);
        assert!((rh * saturation_pressure_pa(300.0) - 1_598.0).abs() < 2.0);
        assert!((virtual_temperature_k(300.0, rh, 1e5) - 301.82).abs() < 0.03);
        assert_eq!(virtual_temperature_k(300.0, 0.0, 1e5), 300.0);
    }
}
