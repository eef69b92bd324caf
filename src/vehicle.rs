//! Rockets: stages, propellants, masses, burn times and the nominal ascent. Values come from `data/vehicles.toml`.

use serde::{Deserialize, Serialize};

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
    /// Specific impulse in vacuum, mean of the engines of the stage, s; needed where the ascent is integrated.
    pub isp_vacuum_s: Option<Sourced>,
    /// Specific impulse at sea level, s; that of the vacuum where absent.
    pub isp_sea_level_s: Option<Sourced>,
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

/// How a point of an ascent is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PointBasis {
    /// Read in a source.
    Published,
    /// Computed from what is published.
    Derived,
    /// Assumed.
    Assumed,
}

/// A point that an ascent goes through: an altitude or an angle, and whatever else is known there.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AscentPoint {
    /// Time after lift-off, s.
    pub time_s: f64,
    /// Height above sea level, m.
    pub altitude_m: Option<f64>,
    /// Speed relative to the rotating Earth, m/s; from thrust and mass where absent.
    pub speed_m_s: Option<f64>,
    /// Angle of the path above the horizontal, degrees; from the steering where absent.
    pub angle_deg: Option<f64>,
    /// Factor on the specific impulse on the way here, where no speed is given; 1 where absent.
    pub impulse_factor: Option<f64>,
    /// Relative half-width of the altitude here; that of the programme where absent.
    pub altitude_half_width: Option<f64>,
    /// Relative half-width of the speed here; that of the programme where absent.
    pub speed_half_width: Option<f64>,
    /// How it is known.
    pub basis: PointBasis,
}

/// A way in which a vehicle is flown, such as to a station or to the planets.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AscentProgramme {
    /// Word that stands for it in files.
    pub id: String,
    /// Names.
    pub name: Names,
    /// Share of all launches of the vehicle; the shares of a vehicle sum to 1.
    pub share: f64,
    /// Where the points come from.
    pub source: String,
    /// Relative half-width of the altitude at a given time: what we do not know of the programme.
    pub altitude_spread: f64,
    /// Relative half-width of the speed at a given time.
    pub speed_spread: f64,
    /// Half-width of the flight-path angle at a given time, beyond what altitude and speed give, degrees.
    pub angle_spread_deg: f64,
    /// Largest relative departure of the specific impulse that may be used to meet the speeds of the points.
    pub impulse_range: f64,
    /// Launch azimuth from Baikonur, degrees, where it is known better than the inclination tells.
    pub launch_azimuth_deg: Option<Sourced>,
    /// Points, increasing in time; lift-off is not among them.
    #[serde(rename = "point")]
    pub points: Vec<AscentPoint>,
}

impl AscentProgramme {
    /// Time of the last point, s.
    pub fn ends_s(&self) -> f64 {
        self.points.last().map_or(0.0, |point| point.time_s)
    }
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
    /// Mass above the listed stages (payload, adapter, fairing), kg; lift-off mass less the stages where absent.
    pub payload_kg: Option<Sourced>,
    /// Part of that which is thrown off in the ascent (fairing, escape tower), kg.
    pub fairing_kg: Option<Sourced>,
    /// When it is thrown off, s.
    pub fairing_off_s: Option<Sourced>,
    /// Ways in which it is flown; one or more.
    #[serde(rename = "programme")]
    pub programmes: Vec<AscentProgramme>,
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

    /// Last time that every programme of the ascent knows, s.
    pub fn ascent_ends_s(&self) -> f64 {
        let ends = self.programmes.iter().map(AscentProgramme::ends_s).fold(f64::INFINITY, f64::min);
        if ends.is_finite() { ends } else { 0.0 }
    }

    /// The programme with an id; without one, that in whose part of the shares `u` (0 to 1) lies.
    pub fn programme(&self, id: Option<&str>, u: f64) -> Option<&AscentProgramme> {
        if let Some(id) = id {
            return self.programmes.iter().find(|programme| programme.id == id);
        }
        let mut below = 0.0;
        let drawn = self.programmes.iter().find(|programme| {
            below += programme.share;
            u < below
        });
        drawn.or_else(|| self.programmes.last())
    }

    /// The programme with an id; without one, the commonest.
    pub fn usual_programme(&self, id: Option<&str>) -> Option<&AscentProgramme> {
        let commonest = || self.programmes.iter().max_by(|a, b| a.share.total_cmp(&b.share));
        if id.is_some() { self.programme(id, 0.0) } else { commonest() }
    }

    /// True where a tank of the vehicle holds heptyl.
    pub fn carries_heptyl(&self) -> bool {
        self.stages.iter().any(|stage| stage.propellant.udmh_kg.is_some())
    }
}
