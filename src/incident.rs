//! What failed, where, when and how: the scenario, as ranges where it is not known.

use std::path::PathBuf;

use jiff::Timestamp;
use serde::Serialize;

use crate::geodesy::LonLat;
use crate::places::Site;
use crate::range::Range;
use crate::substance::Names;
use crate::threshold::Medium;
use crate::trajectory::Trajectory;
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

/// What goes wrong in flight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FailureMode {
    /// The engines stop and the vehicle coasts.
    EngineStop,
    /// The engines burn on while the vehicle turns out of its direction.
    LossOfControl,
    /// The vehicle explodes.
    Explosion,
    /// The engines stop, and the spent stage that should have left stays attached.
    NoSeparation,
}

/// Whether and when the falling vehicle breaks up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BreakUp {
    /// It strikes the ground whole.
    None,
    /// It breaks up at the moment of failure (explosion).
    OnFailure,
    /// It breaks up where the load of the air, dynamic pressure or heat, exceeds what it can bear.
    DynamicPressure,
}

/// The failure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Failure {
    /// Kind.
    pub kind: FailureKind,
    /// What goes wrong; [`FailureMode::EngineStop`] for a stage that is dropped as planned.
    pub mode: FailureMode,
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
    /// Altitude at the failure, m; from the trajectory or the ascent where absent.
    pub altitude_m: Option<Range>,
    /// Speed relative to the Earth at the failure, m/s; from the trajectory or the ascent where absent.
    pub speed_m_s: Option<Range>,
    /// Angle of the path above the horizontal at the failure, degrees; from the ascent where absent.
    pub flight_path_angle_deg: Option<Range>,
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
    /// Number of a stage whose tanks came down whole, as was reported.
    pub whole_stage: Option<u32>,
}

/// What stands before the id of a zone in the note of an official figure.
const ZONE_MARK: &str = "zone:";

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
    /// Remark. `zone: ID` in it names the zone that stands beside the figure, `zone: none` says that none does.
    pub note: String,
    /// Reported place, if it is one.
    pub position: Option<LonLat>,
    /// How well the place is known, km: radius of the circle that it lies in.
    pub within_km: f64,
}

impl Official {
    /// Id of the zone that the note puts beside the figure; `none` where it says that no zone can stand there.
    pub fn zone_id(&self) -> Option<&str> {
        self.zone_mark().map(|(start, end)| self.note[start..end].trim_start_matches(ZONE_MARK).trim_start())
    }

    /// The note as a reader wants it: without the id of the zone.
    pub fn remark(&self) -> String {
        let Some((start, end)) = self.zone_mark() else { return self.note.clone() };
        let joint = |c: char| c.is_whitespace() || matches!(c, ';' | ',' | '.');
        let (before, after) = (self.note[..start].trim_end_matches(joint), self.note[end..].trim_start_matches(joint));
        [before, after].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
    }

    /// Where `zone: ID` starts and ends in the note; "ozone: ..." is no such mark.
    fn zone_mark(&self) -> Option<(usize, usize)> {
        let starts_word = |at: &usize| !self.note[..*at].ends_with(char::is_alphanumeric);
        let start = self.note.match_indices(ZONE_MARK).map(|(at, _)| at).find(starts_word)?;
        let rest = &self.note[start + ZONE_MARK.len()..];
        let id = rest.trim_start();
        let length = id.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(id.len());
        let end = start + ZONE_MARK.len() + (rest.len() - id.len()) + length;
        (length > 0).then_some((start, end))
    }
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
    /// Id of the ascent programme; drawn by share where absent.
    pub programme: Option<String>,
    /// Site.
    pub site: Site,
    /// Position of the site.
    pub pad: LonLat,
    /// Launch azimuth, degrees; from the inclination where absent.
    pub azimuth_deg: Option<Range>,
    /// File with an own trajectory that the scenario names, as found from its folder.
    pub trajectory_file: Option<PathBuf>,
    /// File with own rivers and lakes that the scenario names, as found from its folder.
    pub water_file: Option<PathBuf>,
    /// Own trajectory in place of the nominal ascent.
    pub trajectory: Option<Trajectory>,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn noted(note: &str) -> (Option<String>, String) {
        let official = Official {
            quantity: "soil to be treated".into(),
            value: Some(13_100.0),
            unit: "m2".into(),
            source: "Kazcosmos".into(),
            basis: "stated".into(),
            medium: Some(Medium::Soil),
            note: note.into(),
            position: None,
            within_km: 0.0,
        };
        (official.zone_id().map(str::to_owned), official.remark())
    }

    #[test]
    fn a_note_names_its_zone_and_the_rest_is_the_remark() {
        for (note, zone, remark) in [
            ("zone: udmh-mpc-soil", Some("udmh-mpc-soil"), ""),
            ("zone: fall-95; 119 fragments", Some("fall-95"), "119 fragments"),
            ("119 fragments; zone:fall-95.", Some("fall-95"), "119 fragments"),
            ("first, zone: none, last", Some("none"), "first; last"),
            ("zone: нет", None, "zone: нет"),
            ("ozone: 40 ppb", None, "ozone: 40 ppb"),
            ("стоит рядом; zone: no2-idlh; ещё", Some("no2-idlh"), "стоит рядом; ещё"),
            ("", None, ""),
        ] {
            assert_eq!(noted(note), (zone.map(str::to_owned), remark.to_owned()), "{note}");
        }
    }
}
