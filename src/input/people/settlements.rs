//! Settlements from CSV or from GeoJSON points, with the figure nearest to a year.

use geo::Geometry;

use crate::geodesy::LonLat;
use crate::input::bounds::{LATITUDE, LONGITUDE, PEOPLE};
use crate::input::csv_table::{CsvRow, CsvTable};
use crate::input::error::InputError;
use crate::input::geojson::{Check, Shape, shapes};
use crate::input::source::Loaded;
use crate::population::Settlement;
use crate::substance::Names;

const PREFIX: &str = "population_";

/// A figure and its year, if it has one.
type Figure = (Option<i32>, f64);

/// The settlements of a file for a year. CSV needs `lat_deg`, `lon_deg` and a name; figures stand in the columns
/// `population_<year>` and `population_undated`. GeoJSON needs points with `name`, and the same properties or
/// `population`.
pub(crate) fn settlements(loaded: &Loaded, year: i32) -> Result<Vec<Settlement>, InputError> {
    if loaded.text.trim_start().starts_with(['{', '[']) {
        return shapes(loaded, &["Point"], Check::Computed)?.iter().map(|shape| from_shape(shape, year)).collect();
    }
    let table = CsvTable::read(loaded, &["name_en", "lat_deg", "lon_deg"], "settlement")?;
    table.rows().map(|row| from_row(&row, table.header(), year)).collect()
}

fn from_row(row: &CsvRow<'_>, header: &[String], year: i32) -> Result<Settlement, InputError> {
    let mut figures = Vec::new();
    for column in header.iter().filter(|column| column.starts_with(PREFIX)) {
        if let Some(people) = row.optional_number(column, PEOPLE)? {
            figures.push((year_of(column), people));
        }
    }
    let name = Names { en: row.text("name_en").into(), ru: row.text("name_ru").into(), kk: row.text("name_kk").into() };
    if name == Names::default() {
        return Err(row.refuse("name_en", "a name in one of the languages", "fill in the cell"));
    }
    let figure = nearest(&figures, year);
    Ok(Settlement {
        name,
        position: LonLat::new(row.number("lon_deg", LONGITUDE)?, row.number("lat_deg", LATITUDE)?),
        region: row.text("region_en").into(),
        people: figure.map(|(_, people)| people),
        people_year: figure.and_then(|(year, _)| year),
        source: row.text("source").into(),
    })
}

fn from_shape(shape: &Shape, year: i32) -> Result<Settlement, InputError> {
    let name = shape.names();
    if name == Names::default() {
        return Err(shape.place.refuse("the settlement has no name", "add a property \"name\" or \"name_en\""));
    }
    let Geometry::Point(point) = &shape.geometry else {
        return Err(shape.place.refuse("expected a point", "give settlements as points"));
    };
    let mut figures = Vec::new();
    for key in shape.properties.keys().filter(|key| *key == "population" || key.starts_with(PREFIX)) {
        figures.extend(people_in(shape, key)?.map(|people| (year_of(key), people)));
    }
    let figure = nearest(&figures, year);
    Ok(Settlement {
        name,
        position: LonLat::new(point.x(), point.y()),
        region: shape.text("region_en"),
        people: figure.map(|(_, people)| people),
        people_year: figure.and_then(|(year, _)| year),
        source: shape.text("source"),
    })
}

fn people_in(shape: &Shape, key: &str) -> Result<Option<f64>, InputError> {
    let text = shape.text(key);
    if text.is_empty() {
        return Ok(None);
    }
    let people = text.parse().ok().filter(|people| PEOPLE.hold(*people));
    people.map(Some).ok_or_else(|| {
        shape.place.refuse(format!("\"{key}\": expected {PEOPLE}, found \"{text}\""), "correct the property")
    })
}

/// The year in a column name such as `population_1999`.
fn year_of(column: &str) -> Option<i32> {
    column.strip_prefix(PREFIX).and_then(|year| year.parse().ok())
}

/// The dated figure nearest to a year (the earlier of two), else the undated one.
fn nearest(figures: &[Figure], year: i32) -> Option<Figure> {
    let dated = figures.iter().filter_map(|(of, people)| of.map(|of| (of, *people)));
    let best = dated.min_by_key(|(of, _)| ((of - year).unsigned_abs(), *of));
    best.map(|(of, people)| (Some(of), people)).or_else(|| figures.iter().find(|(of, _)| of.is_none()).copied())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::csv_table::tests::loaded;

    const HEADER: &str = "name_en,lat_deg,lon_deg,population_1989,population_1999,population_undated\n";

    #[test]
    fn the_figure_nearest_to_the_year_is_taken() -> Result<(), InputError> {
        let text = format!("{HEADER}A,49,75,100,200,300\nB,49,75,,,300\nC,49,75,,,\n");
        let read = settlements(&loaded("s.csv", &text), 1999)?;
        let figures: Vec<_> = read.iter().map(|s| (s.people, s.people_year)).collect();
        assert_eq!(figures, [(Some(200.0), Some(1999)), (Some(300.0), None), (None, None)]);
        assert_eq!(settlements(&loaded("s.csv", &text), 1994)?[0].people_year, Some(1989));
        Ok(())
    }

    #[test]
    fn points_of_geojson_are_settlements_too() -> Result<(), InputError> {
        let text = r#"{"type":"Feature","properties":{"name":"Akai","population":4500},"geometry":{"type":"Point","coordinates":[63.3,45.7]}}"#;
        let read = settlements(&loaded("s.geojson", text), 2013)?;
        assert_eq!((read[0].name.en.as_str(), read[0].people), ("Akai", Some(4500.0)));
        Ok(())
    }

    #[test]
    fn bad_settlements_are_refused_with_their_place() {
        let csv = settlements(&loaded("s.csv", &format!("{HEADER}A,149,75,1,1,1\n")), 2013).expect_err("latitude");
        assert!(csv.to_string().contains("line 2, column \"lat_deg\""), "{csv}");
        let people = settlements(&loaded("s.csv", &format!("{HEADER}A,49,75,1,-5,1\n")), 2013).expect_err("people");
        assert!(people.to_string().contains("population_1999"), "{people}");
        let swapped =
            r#"{"type":"Feature","properties":{"name":"A"},"geometry":{"type":"Point","coordinates":[46,63]}}"#;
        let text = settlements(&loaded("s.geojson", swapped), 2013).expect_err("swapped").to_string();
        assert!(text.contains("look swapped") && text.contains("(\"A\")"), "{text}");
    }
}
