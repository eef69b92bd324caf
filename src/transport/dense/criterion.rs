//! When a release is dense, and whether it counts as lasting or as sudden.

use super::Surroundings;

/// Limit of the number of a release that lasts, 0.15 (Britter & McQuaid 1988, as in CCPS 1999, Guidelines for
/// Consequence Analysis of Chemical Releases, section 2.3, and Crowl & Louvar 2002, Chemical Process Safety, section
/// 5-3). From memory: the workbook itself was not at hand.
pub const CONTINUOUS_LIMIT: f64 = 0.15;

/// Limit of the number of a cloud that is there at once, 0.20 (same places, from memory).
pub const INSTANTANEOUS_LIMIT: f64 = 0.20;

/// u t / x from which a release counts as lasting, and below which it counts as sudden: 2.5 and 0.6 (same places).
const DURATION_LIMITS: (f64, f64) = (2.5, 0.6);

/// How a duration counts at a distance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duration {
    /// As a release that lasts.
    Continuous,
    /// As one that is there at once.
    Instantaneous,
    /// Neither; the workbook asks for both and the larger concentration.
    Between {
        /// True where it is nearer to one that lasts, on a logarithmic scale.
        nearer_continuous: bool,
    },
}

/// The number of a release that lasts.
///
/// ```text
/// N = (g' q / (u^3 D))^(1/3) ,   D = sqrt(q / u), or the width of the source where that is larger
/// ```
/// g' q buoyancy flux, m4/s3; q volume flow of the vapour, m3/s; u wind at 10 m. A flow without width or air is not
/// meant: both fluxes above zero.
pub fn continuous(buoyancy_flux_m4_s3: f64, flow_m3_s: f64, width_m: f64, air: &Surroundings) -> f64 {
    let u = air.wind_speed_10m_m_s;
    let size_m = (flow_m3_s / u).sqrt().max(width_m);
    (buoyancy_flux_m4_s3 / (u.powi(3) * size_m)).cbrt()
}

/// The number of a cloud that is there at once.
///
/// ```text
/// N = sqrt(g' V) / (u V^(1/3))
/// ```
/// g' V buoyancy, m4/s2; V volume, m3; u wind at 10 m.
pub fn instantaneous(buoyancy_m4_s2: f64, volume_m3: f64, air: &Surroundings) -> f64 {
    buoyancy_m4_s2.sqrt() / (air.wind_speed_10m_m_s * volume_m3.cbrt())
}

/// How a release of a duration (s) counts at a distance (m).
pub fn duration(duration_s: f64, distance_m: f64, air: &Surroundings) -> Duration {
    let number = air.wind_speed_10m_m_s * duration_s / distance_m;
    let (lasting, sudden) = DURATION_LIMITS;
    if number >= lasting {
        Duration::Continuous
    } else if number <= sudden {
        Duration::Instantaneous
    } else {
        Duration::Between { nearer_continuous: number * number >= lasting * sudden }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::constants::GRAVITY_M_S2;

    fn air(wind_speed_10m_m_s: f64) -> Surroundings {
        Surroundings {
            wind_speed_10m_m_s,
            wind_exponent: 0.15,
            friction_velocity_m_s: 0.3,
            temperature_k: 298.0,
            density_kg_m3: 1.22,
        }
    }

    /// Burro trial of LNG, the worked example of CCPS 1999 p. 122 and Crowl & Louvar: 0.23 m3/s of liquid of 425.6
    /// kg/m3 make 55.6 m3/s of vapour of 1.76 kg/m3 in a wind of 10.9 m/s for 174 s. Printed to two digits, from
    /// memory: 0.44, so dense. At the answer, 367 m, u t / x is 5.1, so it lasts.
    #[test]
    fn burro_is_dense_and_lasts() {
        let flow = 0.23 * 425.6 / 1.76;
        let reduced = GRAVITY_M_S2 * (1.76 - 1.22) / 1.22;
        let number = continuous(reduced * flow, flow, 0.0, &air(10.9));
        assert!((number - 0.44).abs() < 0.01, "{number}");
        assert_eq!(duration(174.0, 367.0, &air(10.9)), Duration::Continuous);
    }

    /// A wider source is less dense, a stronger wind makes every release less dense.
    #[test]
    fn wind_and_width_thin() {
        let number = |wind, width| continuous(20.0, 10.0, width, &air(wind));
        assert!(number(2.0, 0.0) > number(8.0, 0.0));
        assert!(number(2.0, 20.0) < number(2.0, 0.0));
        assert!(instantaneous(1e4, 1e3, &air(2.0)) > instantaneous(1e4, 1e3, &air(8.0)));
    }

    #[test]
    fn short_releases_are_clouds() {
        assert_eq!(duration(1.0, 500.0, &air(5.0)), Duration::Instantaneous);
        assert_eq!(duration(130.0, 500.0, &air(5.0)), Duration::Between { nearer_continuous: true });
        assert_eq!(duration(100.0, 500.0, &air(5.0)), Duration::Between { nearer_continuous: false });
    }
}
