//! `samples.csv` and `samples.gpx`: the proposed sampling points, one row a sample and one waypoint a point.

use gpx::{Gpx, GpxVersion, Metadata, Waypoint};
use serde::Serialize;

use super::{OutputError, OutputFile, Writer, number, table};
use crate::assessment::{Outcome, SampleMedium, SamplePoint, SampleRole, SampleValue};

/// Name of the waypoints.
const GPX_FILE: &str = "samples.gpx";

/// Writer of both.
pub(super) struct Samples;

impl Writer for Samples {
    fn files(&self, outcome: &Outcome, _before: &[OutputFile]) -> Result<Vec<OutputFile>, OutputError> {
        let points = &outcome.assessment.samples.points;
        let rows = points.iter().flat_map(rows_of);
        Ok(vec![table::table("samples.csv", COLUMNS, rows)?, waypoints(outcome)?])
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
);

fn rows_of(point: &SamplePoint) -> Vec<Row<'_>> {
    let mut rows = Vec::with_capacity(point.samples());
    for medium in &point.media {
        if *medium == SampleMedium::Soil {
            rows.extend(point.depths_cm.iter().enumerate().map(|(k, depth)| row(point, *medium, Some((k, *depth)))));
        } else {
            rows.push(row(point, *medium, None));
        }
    }
    rows
}

fn row<'a>(point: &'a SamplePoint, medium: SampleMedium, layer: Option<(usize, [f64; 2])>) -> Row<'a> {
    let depth = layer.map(|(_, depth)| depth);
    let value = value_of(point, medium, layer);
    let limit = value.and_then(|v| v.limit.as_ref());
    let ending = match depth {
        Some([from, to]) => format!("{}-{from:.0}-{to:.0}", word(medium)),
        None => word(medium).to_owned(),
    };
    Row(
        (format!("{}-{ending}", point.id), &point.id, point.priority, point.role),
        (rounded(point.place.lon, 1e7), rounded(point.place.lat, 1e7)),
        (rounded(point.distance_m, 10.0), rounded(point.azimuth_deg, 10.0)),
        (medium, depth.map(|d| d[0]), depth.map(|d| d[1])),
        (point.analytes.join("; "), point.about.join("; ")),
        value.map(|v| v.substance.as_str()),
        table::times(value.map(|v| v.modelled)),
        value.map(|v| v.unit),
        (limit.map(|l| l.value), limit.map(|l| l.id.as_str())),
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

fn word(medium: SampleMedium) -> &'static str {
    match medium {
        SampleMedium::Soil => "soil",
        SampleMedium::Vegetation => "vegetation",
        SampleMedium::Snow => "snow",
        SampleMedium::Water => "water",
        SampleMedium::Air => "air",
    }
}

fn waypoints(outcome: &Outcome) -> Result<OutputFile, OutputError> {
    let plan = &outcome.assessment.samples;
    let gpx = Gpx {
        version: GpxVersion::Gpx11,
        creator: Some(concat!("heptyl ", env!("CARGO_PKG_VERSION")).to_owned()),
        metadata: Some(Metadata { name: Some(outcome.assessment.title.clone()), ..Metadata::default() }),
        waypoints: plan.points.iter().map(waypoint).collect(),
        tracks: Vec::new(),
        routes: Vec::new(),
    };
    let mut bytes = Vec::new();
    gpx::write(&gpx, &mut bytes).map_err(|e| OutputError::format(GPX_FILE, e))?;
    Ok(OutputFile { name: GPX_FILE.to_owned(), bytes })
}

fn waypoint(point: &SamplePoint) -> Waypoint {
    let mut waypoint = Waypoint::new(geo::Point::new(rounded(point.place.lon, 1e7), rounded(point.place.lat, 1e7)));
    waypoint.name = Some(point.id.clone());
    waypoint.description = Some(description(point));
    waypoint.symbol = Some(symbol(point.role).to_owned());
    waypoint.type_ = Some(role_word(point.role).to_owned());
    waypoint
}

/// What a crew needs at the point, in a few words.
fn description(point: &SamplePoint) -> String {
    let mut parts = vec![format!("priority {}", point.priority), role_word(point.role).to_owned()];
    parts.extend((!point.about.is_empty()).then(|| point.about.join(", ")));
    let media = point.media.iter().map(|medium| match medium {
        SampleMedium::Soil => {
            let layers = point.depths_cm.iter().map(|[from, to]| format!("{from:.0}-{to:.0}"));
            format!("soil {} cm", layers.collect::<Vec<_>>().join(", "))
        }
        other => word(*other).to_owned(),
    });
    parts.push(media.collect::<Vec<_>>().join(" + "));
    parts.push(point.analytes.join(", "));
    parts.push(format!(
        "{} m at {:.0} deg from the middle",
        number::exact(point.distance_m.round()),
        point.azimuth_deg
    ));
    parts.join("; ")
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

fn role_word(role: SampleRole) -> &'static str {
    match role {
        SampleRole::Centre => "middle of the spill",
        SampleRole::Rim => "rim",
        SampleRole::Settlement => "settlement",
        SampleRole::Receptor => "place of the user",
        SampleRole::Water => "water",
        SampleRole::Axis => "along the axis",
        SampleRole::Boundary => "outline of a zone",
        SampleRole::Background => "background",
        SampleRole::Flank => "beside the axis",
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
}
