//! Rockets: stages, propellants, masses, burn times and the nominal ascent. Values come from `data/vehicles.toml`.

use serde::Deserialize;

use crate::substance::{Names, Sourced, Substance};

/// Propellant of one block by substance, kg; absent where the block has none.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PropellantLoad {
    /// Heptyl, kg.
    pub udmh_kg: Option<Sourced>,
    /// Dinitrogen tetroxide, kg.
    pub nto_kg: Option<Sourced>,
    /// Kerosene, kg.
    pub kerosene_kg: Option<Sourced>,
    /// Oxygen, kg.
    pub oxygen_kg: Option<Sourced>,
    /// Hydrogen, kg.
    pub hydrogen_kg: Option<Sourced>,
    /// Hydrogen peroxide, kg.
    pub peroxide_kg: Option<Sourced>,
}

impl PropellantLoad {
    /// Load of a substance, kg.
    pub fn get(&self, substance: Substance) -> Option<&Sourced> {
        match substance {
            Substance::Udmh => self.udmh_kg.as_ref(),
            Substance::Nto => self.nto_kg.as_ref(),
            Substance::Kerosene => self.kerosene_kg.as_ref(),
            Substance::Oxygen => self.oxygen_kg.as_ref(),
            Substance::Hydrogen => self.hydrogen_kg.as_ref(),
            Substance::Peroxide => self.peroxide_kg.as_ref(),
            Substance::No2 | Substance::Nitrate | Substance::Ndma => None,
        }
    }
}

/// One stage: equal blocks that burn together.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Order of firing, from 1.
    pub number: u32,
    /// Maker's name.
    pub name: String,
    /// Number of equal blocks; masses are of one.
    pub count: u32,
    /// Outer diameter, m.
    pub diameter_m: Sourced,
    /// Length, m.
    pub length_m: Sourced,
    /// Dry mass, kg.
    pub dry_mass_kg: Sourced,
    /// Ignition after lift-off, s.
    pub ignition_s: Sourced,
    /// Nominal end of burn after lift-off, s.
    pub cutoff_s: Sourced,
    /// Separation after lift-off, s.
    pub separation_s: Option<Sourced>,
    /// Drag area (coefficient times area) of one empty block as it falls, m2; only where recovered stages tell it.
    pub drag_area_m2: Option<Sourced>,
    /// Number of engines of one block.
    pub engines: Option<u32>,
    /// Mass of one engine, kg.
    pub engine_mass_kg: Option<Sourced>,
    /// Load of one block at lift-off.
    #[serde(default)]
    pub propellant: PropellantLoad,
    /// What is left in one block at a nominal drop.
    #[serde(default)]
    pub residual: PropellantLoad,
}

impl Stage {
    /// When the stage leaves the vehicle: its separation, or its cut-off where no separation is listed, s.
    pub fn leaves_at_s(&self) -> f64 {
        self.separation_s.as_ref().unwrap_or(&self.cutoff_s).range.best
    }
}

/// A point of the nominal ascent.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AscentPoint {
    /// Time after lift-off, s.
    pub time_s: f64,
    /// Height above sea level, m.
    pub altitude_m: f64,
    /// Speed relative to the rotating Earth, m/s.
    pub speed_m_s: f64,
}

/// A rocket.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vehicle {
    /// Word that stands for it in files and on the command line.
    pub id: String,
    /// Names.
    pub name: Names,
    /// Mass at lift-off, kg.
    pub liftoff_mass_kg: Sourced,
    /// Usual inclination of the orbit from Baikonur, degrees.
    pub inclination_deg: Sourced,
    /// Where the ascent points come from.
    pub ascent_source: String,
    /// Relative half-width of the altitude at a given time.
    pub ascent_altitude_spread: f64,
    /// Relative half-width of the speed at a given time.
    pub ascent_speed_spread: f64,
    /// Nominal ascent, increasing in time.
    pub ascent: Vec<AscentPoint>,
    /// What is not known.
    #[serde(default)]
    pub notes: String,
    /// Stages in order of firing.
    #[serde(rename = "stage")]
    pub stages: Vec<Stage>,
}

impl Vehicle {
    /// Last cut-off of any stage, s: a failure later than that is not a launch failure.
    pub fn burn_out_s(&self) -> f64 {
        self.stages.iter().map(|stage| stage.cutoff_s.range.high).fold(0.0, f64::max)
    }

    /// True where a tank of the vehicle holds heptyl.
    pub fn carries_heptyl(&self) -> bool {
        self.stages.iter().any(|stage| stage.propellant.udmh_kg.is_some())
    }
}
