//! Why an ascent cannot be used.

use thiserror::Error;

/// Why an ascent cannot be used.
#[derive(Debug, Clone, Error, PartialEq)]
pub enum AscentError {
    /// The vehicle has no programme of that name, or none at all.
    #[error("vehicle `{vehicle}` has no such ascent programme; see heptyl list vehicles --json for those it has")]
    NoProgramme {
        /// Vehicle.
        vehicle: String,
    },
    /// No points, times that do not rise, or a point without altitude and angle.
    #[error(
        "ascent of `{vehicle}`, programme `{programme}`: expected {expected}, found {found}; mend the vehicles file"
    )]
    BadPoints {
        /// Vehicle.
        vehicle: String,
        /// Programme.
        programme: String,
        /// What is needed.
        expected: &'static str,
        /// What was found.
        found: String,
    },
    /// A stage that burns in the ascent has no specific impulse.
    #[error(
        "ascent of `{vehicle}`: stage {stage} burns before the last point but has no isp_vacuum_s; add it to the vehicles file"
    )]
    NoImpulse {
        /// Vehicle.
        vehicle: String,
        /// Stage.
        stage: u32,
    },
    /// The masses of the stages exceed the mass at lift-off, or a stage burns more than it has.
    #[error(
        "ascent of `{vehicle}`: the stages sum to {stages_t:.1} t, more than {liftoff_t:.1} t at lift-off; mend liftoff_mass_kg or give payload_kg"
    )]
    TooHeavy {
        /// Vehicle.
        vehicle: String,
        /// Sum of the stages, t.
        stages_t: f64,
        /// Mass at lift-off, t.
        liftoff_t: f64,
    },
    /// The thrust does not lift the vehicle.
    #[error(
        "ascent of `{vehicle}`: thrust from load, burn time and specific impulse does not carry it to {needed_m_s:.0} m/s \
         within {within_s:.0} s; mend the first stage in the vehicles file"
    )]
    NoLiftOff {
        /// Vehicle.
        vehicle: String,
        /// Speed that was waited for, m/s.
        needed_m_s: f64,
        /// How long, s.
        within_s: f64,
    },
    /// No steering of the family reaches a point.
    #[error(
        "ascent of `{vehicle}`, programme `{programme}`, stage {stage}: no flight reaches {target} at {time_s:.1} s (nearest \
         {found}); mend the point, or the masses and specific impulse of the stage"
    )]
    Unreached {
        /// Vehicle.
        vehicle: String,
        /// Programme.
        programme: String,
        /// Stage that burns there.
        stage: u32,
        /// What was aimed at.
        target: String,
        /// When, s.
        time_s: f64,
        /// The nearest that was flown.
        found: String,
    },
    /// A point is reached only with an impulse that the engines do not have.
    #[error(
        "ascent of `{vehicle}`, programme `{programme}`, stage {stage}: {target} at {time_s:.1} s needs {factor:.3} times the \
         specific impulse of the stages, expected 1 +- {range:.3}; mend the point, the masses, or impulse_range"
    )]
    ImpulseOutOfRange {
        /// Vehicle.
        vehicle: String,
        /// Programme.
        programme: String,
        /// Stage that burns there.
        stage: u32,
        /// What was aimed at.
        target: String,
        /// When, s.
        time_s: f64,
        /// Factor that it takes.
        factor: f64,
        /// Departure that is allowed.
        range: f64,
    },
}
