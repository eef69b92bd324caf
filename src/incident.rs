//! What failed, where, when and how: the scenario, as ranges where it is not known.

use jiff::Timestamp;
use serde::Serialize;

use crate::geodesy::LonLat;
use crate::places::Site;
use crate::range::Range;
use crate::substance::Names;
use crate::threshold::Medium;
use crate::vehicle::Vehicle;
use crate::weather::WeatherInput;

/// What kind of event the scenario is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FailureKind {
    /// The vehicle comes down beside its pad.
    Pad,
    /// The vehicle fails in flight and comes down along its track.
    Flight,
    /// A stage is dropped as planned.
    StageDrop,
}

/// Whether and when the falling vehicle breaks up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BreakUp {
    /// It strikes the ground whole.
    None,
    /// It breaks up at the moment of failure (explosion).
    OnFailure,
    /// It breaks up where the dynamic pressure of the fall exceeds what it can bear.
    DynamicPressure,
}

/// The failure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Failure {
    /// Kind.
    pub kind: FailureKind,
    /// Time after lift-off at which it happens, s.
    pub time_s: Range,
    /// Time until which the engines burn, s; the failure time where absent.
    pub engines_until_s: Option<Range>,
    /// What went wrong, in words.
    pub cause: String,
    /// Break-up.
    pub breakup: BreakUp,
    /// Stage that is dropped, for [`FailureKind::StageDrop`].
    pub stage: Option<u32>,
    /// Altitude at the failure, m; from the ascent where absent.
    pub altitude_m: Option<Range>,
    /// Speed relative to the Earth at the failure, m/s; from the ascent where absent.
    pub speed_m_s: Option<Range>,
}

/// A place of impact that is known or assumed instead of computed.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ImpactPlace {
    /// Distance and direction from the pad.
    FromPad {
        /// Distance, m.
        distance_m: Range,
        /// Azimuth, degrees.
        azimuth_deg: Range,
    },
    /// A reported point with the standard deviation of its position.
    At {
        /// Where.
        position: LonLat,
        /// One standard deviation in each direction, m.
        sigma_m: f64,
    },
}

/// Soil at the place of impact.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Soil {
    /// Depth over which a deposit is spread to give mg/kg, m.
    pub depth_m: f64,
    /// Dry bulk density, kg/m3.
    pub bulk_density_kg_m3: f64,
    /// Texture class of Rawls, Brakensiek & Miller (1983).
    pub texture: String,
}

/// Shares of what is left at the impact; the program's priors hold where absent.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct ShareInput {
    /// Burnt and decomposed on impact, 0 to 1.
    pub burnt_share: Option<Range>,
    /// Spilt as liquid on the ground, 0 to 1.
    pub spilt_share: Option<Range>,
    /// Carried to the ground inside tanks after a break-up aloft, 0 to 1.
    pub carried_share: Option<Range>,
}

/// Something that was officially reported, to stand beside the model's result.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Official {
    /// What was reported, a short phrase.
    pub quantity: String,
    /// The figure, or none where the report is in words.
    pub value: Option<f64>,
    /// Unit of the figure.
    pub unit: String,
    /// Who said so, where.
    pub source: String,
    /// `measured`, `restricted`, `stated`.
    pub basis: String,
    /// Medium that it is about, if one.
    pub medium: Option<Medium>,
    /// Remark, such as what the modelled counterpart is.
    pub note: String,
    /// Reported place, if it is one.
    pub position: Option<LonLat>,
}

/// Everything that the scenario file says, validated, with the vehicle and the site that it names.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// Name; the default name of the output folder.
    pub name: String,
    /// Title.
    pub title: Names,
    /// What happened, a few sentences.
    pub summary: String,
    /// Lift-off.
    pub time_utc: Timestamp,
    /// Local time minus UTC, h.
    pub utc_offset_h: f64,
    /// Vehicle.
    pub vehicle: Vehicle,
    /// Site.
    pub site: Site,
    /// Position of the site.
    pub pad: LonLat,
    /// Launch azimuth, degrees; from the inclination where absent.
    pub azimuth_deg: Option<Range>,
    /// Failure.
    pub failure: Failure,
    /// Known or assumed place of impact.
    pub impact: Option<ImpactPlace>,
    /// Weather.
    pub weather: WeatherInput,
    /// Soil.
    pub soil: Soil,
    /// Shares.
    pub shares: ShareInput,
    /// Official findings.
    pub official: Vec<Official>,
    /// Assumptions that the scenario itself states.
    pub assumptions: Vec<String>,
    /// Members of the ensemble.
    pub members: usize,
    /// Seed of the ensemble.
    pub seed: u64,
}
