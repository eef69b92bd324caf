//! `samples.csv` and `samples.gpx`: the proposed sampling points, one row a sample and one waypoint a point.

use gpx::{Gpx, GpxVersion, Metadata, Waypoint};
use serde::Serialize;

use super::{OutputError, OutputFile, Writer, table};
use crate::assessment::{Outcome, SampleMedium, SamplePoint, SampleRole, SampleTaken, SampleValue};
use crate::language::{Arg, Language, Message, Number, msg};

/// Name of the waypoints.
const GPX_FILE: &str = "samples.gpx";

/// Writer of both.
pub(super) struct Samples;

impl Writer for Samples {
    fn files(&self, outcome: &Outcome, _before: &[OutputFile]) -> Result<Vec<OutputFile>, OutputError> {
        let system = super::out_system(outcome)?;
        let mut rows = Vec::new();
        for point in &outcome.assessment.samples.points {
            let at = system.from_lon_lat(point.place).map_err(|source| OutputError::System { source })?;
            // Millimetres, or their like in degrees.
            let steps = if at.x.abs() <= 360.0 && at.y.abs() <= 90.0 { 1e7 } else { 1e3 };
            let own = (rounded(at.x, steps), rounded(at.y, steps), system.name());
            rows.extend(rows_of(point, own));
        }
        Ok(vec![table::table("samples.csv", COLUMNS, rows.into_iter())?, waypoints(outcome)?])
    }
}

/// Columns of `samples.csv`, in the order of [`Row`].
const COLUMNS: &[&str] = &[
    "sample",
    "point",
    "priority",
    "role",
    "lon",
    "lat",
    "distance_m",
    "azimuth_deg",
    "medium",
    "from_cm",
    "to_cm",
    "analytes",
    "about",
    "substance",
    "modelled_p05",
    "modelled_median",
    "modelled_p95",
    "unit",
    "limit",
    "limit_id",
    "x",
    "y",
    "crs",
];

/// One sample; the modelled value is that of the leading substance.
#[derive(Serialize)]
struct Row<'a>(
    (String, &'a str, u8, SampleRole),
    (f64, f64),
    (f64, f64),
    (SampleMedium, Option<f64>, Option<f64>),
    (String, String),
    Option<&'a str>,
    (Option<f64>, Option<f64>, Option<f64>),
    Option<&'a str>,
    (Option<f64>, Option<&'a str>),
    Own<'a>,
);

/// Coordinates and name of the system that was asked for.
type Own<'a> = (f64, f64, &'a str);

fn rows_of<'a>(point: &'a SamplePoint, own: Own<'a>) -> Vec<Row<'a>> {
    let mut rows = Vec::with_capacity(point.samples());
    for taken in &point.takes {
        let layers = taken.depths_cm.iter().enumerate().map(|(k, depth)| row(point, taken, Some((k, *depth)), own));
        rows.extend(layers);
        rows.extend(taken.depths_cm.is_empty().then(|| row(point, taken, None, own)));
    }
    rows
}

fn row<'a>(point: &'a SamplePoint, taken: &SampleTaken, layer: Option<(usize, [f64; 2])>, own: Own<'a>) -> Row<'a> {
    let depth = layer.map(|(_, depth)| depth);
    let value = value_of(point, taken.medium, layer);
    let limit = value.and_then(|v| v.limit.as_ref());
    let ending = match depth {
        Some([from, to]) => format!("{}-{from:.0}-{to:.0}", kebab(&taken.medium)),
        None => kebab(&taken.medium),
    };
    Row(
        (format!("{}-{ending}", point.id), &point.id, point.priority, point.role),
        (rounded(point.place.lon, 1e7), rounded(point.place.lat, 1e7)),
        (rounded(point.distance_m, 10.0), rounded(point.azimuth_deg, 10.0) % 360.0),
        (taken.medium, depth.map(|d| d[0]), depth.map(|d| d[1])),
        (taken.analytes.join("; "), point.about.join("; ")),
        value.map(|v| v.substance.as_str()),
        table::times(value.map(|v| v.modelled)),
        value.map(|v| v.unit),
        (limit.map(|l| l.value), limit.map(|l| l.id.as_str())),
        own,
    )
}

/// What the model expects in a sample: of that layer, or in the first layer the content of the layer that holds most.
fn value_of(point: &SamplePoint, medium: SampleMedium, layer: Option<(usize, [f64; 2])>) -> Option<&SampleValue> {
    let meant = |value: &&SampleValue| match (value.depth_cm, layer) {
        (Some(of), Some((_, depth))) => of == depth,
        (Some(_), None) => false,
        (None, Some((k, _))) => k == 0,
        (None, None) => true,
    };
    point.values.iter().filter(|value| value.medium == medium).find(meant)
}

/// A receiver shows centimetres at best: 1e-7 degrees are one.
fn rounded(value: f64, steps: f64) -> f64 {
    (value * steps).round() / steps
}

/// The word that stands for a choice in files.
pub(super) fn kebab(choice: &impl Serialize) -> String {
    serde_json::to_value(choice).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Why a point stands where it does.
pub(super) fn role_message(role: SampleRole) -> Message {
    msg(format!("sample-role-{}", kebab(&role)))
}

/// What is taken at a point, in one line.
pub(super) fn taken(point: &SamplePoint) -> Arg {
    let one = |taken: &SampleTaken| {
        let layers: Vec<String> = taken.depths_cm.iter().map(|[from, to]| format!("{from:.0}–{to:.0}")).collect();
        let message = msg(format!("sample-medium-{}", kebab(&taken.medium)));
        let message = if layers.is_empty() { message } else { message.with("layers", layers.join(", ")) };
        Arg::Message(Box::new(message))
    };
    Arg::Joined(point.takes.iter().map(one).collect(), " + ".into())
}

fn waypoints(outcome: &Outcome) -> Result<OutputFile, OutputError> {
    let plan = &outcome.assessment.samples;
    let language = outcome.language;
    let title = msg("gis-samples-gpx").with("title", outcome.assessment.title.as_str()).say(language);
    let gpx = Gpx {
        version: GpxVersion::Gpx11,
        creator: Some(concat!("heptyl ", env!("CARGO_PKG_VERSION")).to_owned()),
        metadata: Some(Metadata { name: Some(title), ..Metadata::default() }),
        waypoints: plan.points.iter().map(|point| waypoint(point, language)).collect(),
        tracks: Vec::new(),
        routes: Vec::new(),
    };
    let mut bytes = Vec::new();
    gpx::write(&gpx, &mut bytes).map_err(|e| OutputError::format(GPX_FILE, e))?;
    Ok(OutputFile { name: GPX_FILE.to_owned(), bytes })
}

fn waypoint(point: &SamplePoint, language: Language) -> Waypoint {
    let mut waypoint = Waypoint::new(geo::Point::new(rounded(point.place.lon, 1e7), rounded(point.place.lat, 1e7)));
    let role = role_message(point.role).say(language);
    waypoint.name = Some(point.id.clone());
    waypoint.description = Some(description(point, &role, language));
    waypoint.symbol = Some(symbol(point.role).to_owned());
    waypoint.type_ = Some(role);
    waypoint
}

/// What a crew needs at the point, in a few words.
fn description(point: &SamplePoint, role: &str, language: Language) -> String {
    let mut parts = vec![msg("gis-priority").with("n", usize::from(point.priority)).say(language), role.to_owned()];
    parts.extend((!point.about.is_empty()).then(|| point.about.join(", ")));
    parts.push(taken(point).say(language));
    let place = msg("sample-at")
        .with("distance", Arg::from(Number::whole(point.distance_m)).unit("m"))
        .with("azimuth", Arg::from(Number::whole(point.azimuth_deg)).unit("deg"));
    parts.push(place.say(language));
    parts.join("; ").replace('\u{202f}', " ")
}

/// Symbols that receivers of all makes know.
fn symbol(role: SampleRole) -> &'static str {
    match role {
        SampleRole::Centre | SampleRole::Rim => "Flag, Red",
        SampleRole::Settlement => "City (Small)",
        SampleRole::Receptor => "Building",
        SampleRole::Water => "Drinking Water",
        SampleRole::Axis | SampleRole::Flank => "Flag, Blue",
        SampleRole::Boundary => "Flag, Green",
        SampleRole::Background => "Pin, Green",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture;

    #[test]
    fn one_row_a_sample_and_one_waypoint_a_point() {
        let outcome = fixture::outcome();
        let plan = &outcome.assessment.samples;
        let files = Samples.files(&outcome, &[]).expect("writes");
        let text = String::from_utf8(files[0].bytes.clone()).expect("text");
        assert_eq!(text.lines().count(), 1 + plan.samples, "{text}");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        assert_eq!(reader.headers().expect("headers"), COLUMNS);
        let names: Vec<String> = reader.records().map(|r| r.expect("row")[0].to_owned()).collect();
        assert!(names.contains(&"P01-soil-40-100".to_owned()) && names.contains(&"P03-water".to_owned()), "{names:?}");
        let gpx = gpx::read(files[1].bytes.as_slice()).expect("GPX");
        assert_eq!(gpx.waypoints.len(), plan.points.len());
        let first = &gpx.waypoints[0];
        assert!((first.point().x() - plan.points[0].place.lon).abs() < 1e-7);
        assert_eq!(first.name.as_deref(), Some("P01"));
    }

    /// The content of a layer stands in its row; that of the layer that holds most in the first row only.
    #[test]
    fn modelled_values_stand_beside_their_sample() {
        let outcome = fixture::outcome();
        let files = Samples.files(&outcome, &[]).expect("writes");
        let mut reader = csv::Reader::from_reader(files[0].bytes.as_slice());
        let rows: Vec<csv::StringRecord> = reader.records().map(|r| r.expect("row")).collect();
        let median = |name: &str| rows.iter().find(|r| &r[0] == name).map(|r| r[15].to_owned()).expect("row");
        assert_eq!((median("P02-soil-0-5").as_str(), median("P02-soil-5-20").as_str()), ("31.0", ""));
    }

    /// A crew reads what to take in its language.
    #[test]
    fn waypoints_speak_three_languages() {
        for (language, expected) in
            [(Language::En, "soil 0–5, 5–20"), (Language::Ru, "почва 0–5, 5–20"), (Language::Kk, "топырақ 0–5, 5–20")]
        {
            let outcome = Outcome { language, ..fixture::outcome() };
            let text = String::from_utf8(Samples.files(&outcome, &[]).expect("writes")[1].bytes.clone()).expect("text");
            assert!(text.contains(expected), "{text}");
        }
    }
}
