//! A vapour that is heavier than air: whether that matters, and how the cloud creeps until the wind takes over.
//!
//! The criterion of Britter & McQuaid decides. Where a release is dense, a box of uniform concentration slumps, takes
//! in air and drifts; once its own weight no longer matters, it is handed to the passive model as a normal law with the
//! same mass and the same concentration on the ground. The workbook's own curves stand beside it as an independent
//! measure: they were drawn through field trials, the box was not.

pub mod surroundings;
pub mod weight;
pub mod criterion;
#[cfg(test)]
mod workbook;
pub mod coefficients;
pub mod slump;
pub mod place;

use crate::source::Release;
pub use coefficients::Coefficients;
use criterion::Duration;
pub use slump::Handover;
pub use surroundings::Surroundings;
pub use weight::Vapour;

/// A release near the ground with its weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HeavyRelease {
    /// Mass of the vapour, kg.
    pub mass_kg: f64,
    /// Density of the vapour as it enters the air, kg/m3.
    pub density_kg_m3: f64,
    /// Excess mass per mass of vapour once it is thin, see [`Vapour::excess`].
    pub excess: f64,
    /// Radius of the source, m.
    pub radius_m: f64,
    /// Duration, s; zero for a cloud that is there at once.
    pub duration_s: f64,
}

impl HeavyRelease {
    /// A mass (kg) of a vapour from a round source (radius in m) within a duration (s), at an air pressure (Pa).
    pub fn new(
        vapour: &Vapour,
        mass_kg: f64,
        radius_m: f64,
        duration_s: f64,
        air: &Surroundings,
        pressure_pa: f64,
    ) -> Self {
        let (density_kg_m3, excess) = (vapour.density_kg_m3(pressure_pa), vapour.excess(air));
        Self { mass_kg, density_kg_m3, excess, radius_m, duration_s }
    }
}

/// How a release behaves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Behaviour {
    /// The wind spreads it from the start.
    Passive {
        /// The workbook's number over its limit, below 1.
        over_limit: f64,
    },
    /// It slumps first.
    Dense {
        /// The workbook's number over its limit, 1 or more.
        over_limit: f64,
        /// Where and how large it is when the wind takes over.
        handover: Handover,
    },
}

/// Decides and, where it is dense, spreads a release.
///
/// A release that lasts between the two ideals is judged and spread as the kind that is nearer on a logarithmic scale
/// at the distance where the cloud would be handed over.
///
/// # Valid range
/// Flat ground, wind of 0.5 m/s or more, mass and density above zero. A vapour that is not heavier than air is passive.
///
/// # References
/// Britter & McQuaid 1988, Workbook on the Dispersion of Dense Gases, HSE Contract Research Report 17/1988.
pub fn behaviour(release: &HeavyRelease, air: &Surroundings, coefficients: &Coefficients) -> Behaviour {
    let buoyancy_m4_s2 = weight::buoyancy_m4_s2(release.mass_kg, release.excess, air.density_kg_m3);
    if buoyancy_m4_s2 <= 0.0 {
        return Behaviour::Passive { over_limit: 0.0 };
    }
    let volume_m3 = release.mass_kg / release.density_kg_m3;
    let at_once = || {
        let over_limit = criterion::instantaneous(buoyancy_m4_s2, volume_m3, air) / criterion::INSTANTANEOUS_LIMIT;
        (over_limit, slump::cloud(buoyancy_m4_s2, volume_m3, release.radius_m, air, coefficients))
    };
    if release.duration_s <= 0.0 {
        return decided(at_once());
    }
    let (flux_m4_s3, flow_m3_s) = (buoyancy_m4_s2 / release.duration_s, volume_m3 / release.duration_s);
    let over_limit =
        criterion::continuous(flux_m4_s3, flow_m3_s, 2.0 * release.radius_m, air) / criterion::CONTINUOUS_LIMIT;
    let handover = slump::plume(flux_m4_s3, flow_m3_s, release.radius_m, air, coefficients);
    match criterion::duration(release.duration_s, handover.distance_m, air) {
        Duration::Continuous => decided((over_limit, handover)),
        Duration::Instantaneous => decided(at_once()),
        Duration::Between { nearer_continuous: true } => decided((over_limit, handover)),
        Duration::Between { nearer_continuous: false } => decided(at_once()),
    }
}

fn decided((over_limit, handover): (f64, Handover)) -> Behaviour {
    if over_limit < 1.0 { Behaviour::Passive { over_limit } } else { Behaviour::Dense { over_limit, handover } }
}

/// The passive release that goes on from a handover; its path starts [`Handover::distance_m`] downwind.
pub fn passive(release: &Release, handover: &Handover) -> Release {
    Release {
        height_agl_m: 0.0,
        sigma_horizontal_m: handover.sigma_horizontal_m,
        sigma_vertical_m: handover.sigma_vertical_m,
        start_s: release.start_s + handover.elapsed_s,
        downwind_m: release.downwind_m + handover.distance_m,
        ..*release
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Growth;

    fn air() -> Surroundings {
        Surroundings {
            wind_speed_10m_m_s: 3.0,
            wind_exponent: 0.15,
            friction_velocity_m_s: 0.2,
            temperature_k: 293.15,
            density_kg_m3: 1.204,
        }
    }

    /// N2O4 from its boiling point to thin NO2 (see the test of its weight).
    fn oxidiser(mass_kg: f64, duration_s: f64) -> HeavyRelease {
        let vapour = Vapour {
            molar_mass_kg_mol: 0.079_2,
            thin_molar_mass_kg_mol: 0.046_006,
            temperature_k: 294.3,
            cold_j_kg: 520e3,
        };
        HeavyRelease::new(&vapour, mass_kg, 5.0, duration_s, &air(), 101_325.0)
    }

    /// Tonnes of oxidiser vapour are dense; grams are not, whatever they are.
    #[test]
    fn mass_decides() {
        let of = |mass, duration| behaviour(&oxidiser(mass, duration), &air(), &Coefficients::likeliest());
        assert!(matches!(of(10_000.0, 0.0), Behaviour::Dense { over_limit, .. } if over_limit > 5.0));
        assert!(matches!(of(10_000.0, 1_000.0), Behaviour::Dense { .. }));
        assert!(matches!(of(1.0, 3_600.0), Behaviour::Passive { .. }));
    }

    /// A vapour lighter than air, or as heavy, is passive.
    #[test]
    fn light_vapour_is_passive() {
        let light = HeavyRelease { excess: -0.1, ..oxidiser(10_000.0, 0.0) };
        let even = HeavyRelease { excess: 0.0, ..light };
        for release in [light, even] {
            let found = behaviour(&release, &air(), &Coefficients::likeliest());
            assert_eq!(found, Behaviour::Passive { over_limit: 0.0 });
        }
    }

    /// A long release is a plume and a burst is a cloud, also where the burst is given a short duration.
    #[test]
    fn a_burst_is_a_cloud() {
        let at_once = behaviour(&oxidiser(5_000.0, 0.0), &air(), &Coefficients::likeliest());
        let burst = behaviour(&oxidiser(5_000.0, 1.0), &air(), &Coefficients::likeliest());
        assert_eq!(at_once, burst);
    }

    /// The passive release keeps mass, duration and growth, lies on the ground and starts later.
    #[test]
    fn handing_over_keeps_the_mass() {
        let release = Release {
            mass_kg: [1.0, 2.0, 3.0, 4.0],
            height_agl_m: 2.0,
            sigma_horizontal_m: 1.0,
            sigma_vertical_m: 1.0,
            start_s: 60.0,
            duration_s: 300.0,
            growth: Growth::Plume,
            downwind_m: 0.0,
        };
        let Behaviour::Dense { handover, .. } =
            behaviour(&oxidiser(10_000.0, 300.0), &air(), &Coefficients::likeliest())
        else {
            panic!("dense");
        };
        let on = passive(&release, &handover);
        assert_eq!((on.mass_kg, on.duration_s, on.height_agl_m), (release.mass_kg, 300.0, 0.0));
        assert!(on.start_s > 60.0 && on.sigma_horizontal_m > on.sigma_vertical_m);
    }
}
