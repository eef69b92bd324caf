//! A table of points or of vertices into features.

use serde_json::{Map, Value, json};

use super::angle::{Axis, NotAnAngle, degrees};
use super::{LayerKind, in_degrees, reproject, shown, system, wkt};
use crate::input::bounds::Bounds;
use crate::input::csv_table::{CsvRow, CsvTable};
use crate::input::error::InputError;
use crate::input::source::Loaded;

/// Headings of the first coordinate.
const EAST: [&str; 9] = ["easting", "east", "lon_deg", "lon", "longitude", "long", "lng", "долгота", "x"];

/// Headings of the second coordinate.
const NORTH: [&str; 7] = ["northing", "north", "lat_deg", "lat", "latitude", "широта", "y"];

/// Headings of a geometry as text.
const TEXT: [&str; 4] = ["wkt", "geometry", "the_geom", "geom"];

/// Headings that stand for another.
const ALIASES: [(&str, &str); 10] = [
    ("название", "name_ru"),
    ("наименование", "name_ru"),
    ("атауы", "name_kk"),
    ("население", "population"),
    ("халқы", "population"),
    ("people", "population"),
    ("pop", "population"),
    ("вид", "kind"),
    ("тип", "kind"),
    ("type", "kind"),
];

/// Coordinates of a projected system.
const METRES: Bounds = Bounds::new(-1e8, 1e8, "m");

/// The words of a row that is the sum of places listed elsewhere.
const SUM_OF_PLACES: &str = "rural_district";

/// The features of a table as GeoJSON in longitude and latitude.
pub(super) fn features(mut loaded: Loaded, crs: Option<&str>, kind: LayerKind) -> Result<Loaded, InputError> {
    let table = CsvTable::read_free(&loaded, &[], "row")?;
    let path = loaded.file.path.clone();
    let system = system(&path, named_in(&loaded.text), crs)?;
    let angles = in_degrees(&system);
    let columns = Columns::of(&table)?;
    let mut left_out = 0;
    let features = match kind {
        LayerKind::Polygons if columns.text.is_none() => outlines(&table, &columns, angles)?,
        _ => {
            let mut features = Vec::new();
            for row in table.rows() {
                if columns.place_is_empty(&row) || row.text("type") == SUM_OF_PLACES {
                    left_out += 1;
                    continue;
                }
                features.push(feature(columns.geometry(&row, angles)?, properties(&table, &row)));
            }
            features
        }
    };
    if features.is_empty() {
        return Err(InputError::Empty { path, expected: "row with coordinates".into() });
    }
    let mut root = json!({ "type": "FeatureCollection", "features": features });
    if !system.is_wgs84() {
        reproject::reproject(&path, &mut root, &system)?;
        loaded.file.source = format!("{}, converted from {}", loaded.file.source, shown(&system));
    }
    if left_out > 0 {
        let rows = if left_out == 1 { "row" } else { "rows" };
        loaded.file.source =
            format!("{}, {left_out} {rows} without coordinates or with a sum of places left out", loaded.file.source);
    }
    loaded.text = root.to_string();
    Ok(loaded)
}

/// The system that a remark names: `# crs: EPSG:28412`.
fn named_in(text: &str) -> Option<String> {
    text.lines().take_while(|line| line.trim().is_empty() || line.trim_start().starts_with('#')).find_map(|line| {
        let remark = line.trim_start().trim_start_matches('#').trim();
        let (word, name) = remark.split_once(':')?;
        word.trim().eq_ignore_ascii_case("crs").then(|| name.trim().to_owned())
    })
}

/// Which columns tell the place.
struct Columns {
    east: String,
    north: String,
    text: Option<String>,
}

impl Columns {
    fn of(table: &CsvTable) -> Result<Self, InputError> {
        let first = |known: &[&str]| known.iter().find(|name| table.has(name)).map(|name| (*name).to_owned());
        let text = first(&TEXT);
        let (east, north) = (first(&EAST), first(&NORTH));
        if text.is_none() && (east.is_none() || north.is_none()) {
            return Err(table.lacks(if north.is_none() { "lat_deg" } else { "lon_deg" }));
        }
        Ok(Self { east: east.unwrap_or_default(), north: north.unwrap_or_default(), text })
    }

    fn place_is_empty(&self, row: &CsvRow<'_>) -> bool {
        match &self.text {
            Some(column) => row.text(column).is_empty(),
            None => row.text(&self.east).is_empty() && row.text(&self.north).is_empty(),
        }
    }

    fn geometry(&self, row: &CsvRow<'_>, angles: bool) -> Result<Value, InputError> {
        let Some(column) = &self.text else {
            return Ok(json!({ "type": "Point", "coordinates": self.position(row, angles)? }));
        };
        wkt::geometry(row.text(column))
            .ok_or_else(|| row.refuse(column, "WKT such as POINT (63.3 45.6) or POLYGON ((...))", "correct the cell"))
    }

    fn position(&self, row: &CsvRow<'_>, angles: bool) -> Result<[f64; 2], InputError> {
        if angles {
            return Ok([angle(row, &self.east, Axis::Longitude)?, angle(row, &self.north, Axis::Latitude)?]);
        }
        Ok([row.number(&self.east, METRES)?, row.number(&self.north, METRES)?])
    }
}

fn angle(row: &CsvRow<'_>, column: &str, axis: Axis) -> Result<f64, InputError> {
    let most = if axis == Axis::Latitude { 90.0 } else { 180.0 };
    let expected = format!("an angle between -{most} and {most} degrees, such as 46.071 or 46\u{b0}04'15.6\"");
    let advice = |problem| match problem {
        NotAnAngle::Numbers => "write decimal degrees, or degrees, minutes and seconds",
        NotAnAngle::Sixty => "minutes and seconds lie below 60, and only the last number has a fraction",
        NotAnAngle::OtherAxis => "longitude and latitude look swapped: exchange the two headings",
    };
    let found = degrees(row.text(column), axis).map_err(|problem| row.refuse(column, &expected, advice(problem)))?;
    if found.abs() <= most {
        return Ok(found);
    }
    let advice = if found.abs() > 360.0 {
        "the numbers look like metres: name the system with --crs"
    } else {
        "correct the cell"
    };
    Err(row.refuse(column, &expected, advice))
}

/// What the column `ring` says, and the vertices.
type NamedRing = (String, Vec<[f64; 2]>);

/// Outlines from vertices: rows of the same id (or name) and part make a polygon, of the same ring a ring; the first
/// ring is the outer one, and a ring is closed where the table does not close it.
fn outlines(table: &CsvTable, columns: &Columns, angles: bool) -> Result<Vec<Value>, InputError> {
    let key = ["id", "name", "name_en", "name_ru", "zone"].into_iter().find(|column| table.has(column)).unwrap_or("id");
    let mut found: Vec<(String, Map<String, Value>, Vec<NamedRing>)> = Vec::new();
    for row in table.rows() {
        let id = format!("{}\n{}", row.text(key), row.text("part"));
        let at = found.iter().position(|(known, ..)| *known == id).unwrap_or_else(|| {
            found.push((id, properties(table, &row), Vec::new()));
            found.len() - 1
        });
        let rings = &mut found[at].2;
        let ring = row.text("ring");
        let at = rings.iter().position(|(known, _)| known == ring).unwrap_or_else(|| {
            rings.push((ring.to_owned(), Vec::new()));
            rings.len() - 1
        });
        rings[at].1.push(columns.position(&row, angles)?);
    }
    Ok(found
        .into_iter()
        .map(|(_, properties, rings)| {
            let rings: Vec<Vec<[f64; 2]>> = rings.into_iter().map(|(_, ring)| closed(ring)).collect();
            feature(json!({ "type": "Polygon", "coordinates": rings }), properties)
        })
        .collect())
}

fn closed(mut ring: Vec<[f64; 2]>) -> Vec<[f64; 2]> {
    if ring.first() != ring.last() {
        ring.extend(ring.first().copied());
    }
    ring
}

fn feature(geometry: Value, properties: Map<String, Value>) -> Value {
    json!({ "type": "Feature", "properties": properties, "geometry": geometry })
}

/// The other cells of a row by heading; figures of people without spaces and with a decimal point.
fn properties(table: &CsvTable, row: &CsvRow<'_>) -> Map<String, Value> {
    let mut properties = Map::new();
    for column in table.header() {
        let text = row.text(column);
        let is_place = [&EAST[..], &NORTH[..], &TEXT[..]].iter().any(|names| names.contains(&column.as_str()));
        if text.is_empty() || is_place {
            continue;
        }
        let name = ALIASES.iter().find(|(alias, _)| alias == column).map_or_else(
            || column.strip_prefix("pop_").map_or_else(|| column.clone(), |year| format!("population_{year}")),
            |(_, name)| (*name).to_owned(),
        );
        let is_count = name.starts_with("population");
        let plain: String =
            text.chars().filter(|c| !c.is_whitespace()).map(|c| if c == ',' { '.' } else { c }).collect();
        properties.entry(name).or_insert(Value::String(if is_count { plain } else { text.to_owned() }));
    }
    properties
}
