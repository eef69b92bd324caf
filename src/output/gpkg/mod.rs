//! `zones.gpkg`: all layers in one GeoPackage (OGC 12-128r17, version 1.3) with the styles that QGIS opens them in.
//!
//! Coordinates are longitude and latitude on WGS 84, or those of `--out-crs`. Bytes depend on the result only: the time
//! of the last change is the lift-off.

mod layer;
mod layers;
mod schema;
mod style;
#[cfg(test)]
mod tests;

use geo::{BoundingRect, Geometry, Rect};
use geozero::{CoordDimensions, ToWkb};
use rusqlite::types::Value;
use rusqlite::{Connection, MAIN_DB, params, params_from_iter};

use super::{OutputError, OutputFile, Writer};
use crate::assessment::Outcome;
use crate::geodesy::{CoordinateSystem, SystemText, WGS84};
use layer::{Feature, Layer};

/// Name of the file.
const FILE: &str = "zones.gpkg";

/// Number of WGS 84 among the reference systems of a GeoPackage.
const SRS_WGS84: i32 = 4326;

/// Number of a system that has none of its own.
const SRS_OWN: i32 = 100_000;

/// Writer of `zones.gpkg`.
pub(super) struct ZonesGpkg;

impl Writer for ZonesGpkg {
    fn files(&self, outcome: &Outcome, _before: &[OutputFile]) -> Result<Vec<OutputFile>, OutputError> {
        let refuse = |e: rusqlite::Error| OutputError::format(FILE, e);
        let system = super::out_system(outcome)?;
        let text = system.text().map_err(|e| OutputError::format(FILE, e))?;
        let db = Connection::open_in_memory().map_err(refuse)?;
        let mut package = Package { db, srs_id: srs_id(&text), system, text };
        package.begin(outcome)?;
        let time = last_change(outcome);
        for layer in layers::layers(outcome) {
            package.add(&layer, &time)?;
        }
        let bytes = package.db.serialize(MAIN_DB).map_err(refuse)?.to_vec();
        Ok(vec![OutputFile { name: FILE.to_owned(), bytes }])
    }
}

/// Lift-off with milliseconds, as the standard writes times.
fn last_change(outcome: &Outcome) -> String {
    let time: Result<jiff::Timestamp, _> = outcome.assessment.time_utc.parse();
    time.map_or_else(|_| "1970-01-01T00:00:00.000Z".to_owned(), |t| t.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string())
}

fn srs_id(text: &SystemText) -> i32 {
    match text.epsg {
        Some(code) => i32::try_from(code).unwrap_or(SRS_OWN),
        None => SRS_OWN,
    }
}

struct Package {
    db: Connection,
    system: CoordinateSystem,
    text: SystemText,
    srs_id: i32,
}

impl Package {
    fn begin(&self, outcome: &Outcome) -> Result<(), OutputError> {
        let refuse = |e: rusqlite::Error| OutputError::format(FILE, e);
        self.db.pragma_update(None, "application_id", schema::APPLICATION_ID).map_err(refuse)?;
        self.db.pragma_update(None, "user_version", schema::USER_VERSION).map_err(refuse)?;
        self.db.execute_batch(schema::TABLES).map_err(refuse)?;
        let undefined = ("undefined".to_owned(), "undefined".to_owned());
        self.reference_system(("Undefined Cartesian SRS", -1, "NONE", -1), &undefined)?;
        self.reference_system(("Undefined geographic SRS", 0, "NONE", 0), &undefined)?;
        let wgs84 = CoordinateSystem::new(WGS84).and_then(|system| system.text());
        let wgs84 = wgs84.map_err(|e| OutputError::format(FILE, e))?;
        self.reference_system(("WGS 84 geodetic", SRS_WGS84, "EPSG", SRS_WGS84), &definitions(&wgs84))?;
        if self.srs_id != SRS_WGS84 {
            let organization = if self.text.epsg.is_some() { "EPSG" } else { "NONE" };
            let row = (self.text.name.as_str(), self.srs_id, organization, self.srs_id);
            self.reference_system(row, &definitions(&self.text))?;
        }
        let (name, definition) = schema::CRS_WKT;
        self.extension("gpkg_spatial_ref_sys", "definition_12_063", name, (definition, "read-write"))?;
        self.contents(("layer_styles", "attributes"), ("layer_styles", ""), &last_change(outcome), None)
    }

    fn reference_system(
        &self,
        (name, id, organization, code): (&str, i32, &str, i32),
        (wkt1, wkt2): &(String, String),
    ) -> Result<(), OutputError> {
        self.execute(
            "INSERT INTO gpkg_spatial_ref_sys VALUES (?1, ?2, ?3, ?4, ?5, NULL, ?6)",
            params![name, id, organization, code, wkt1, wkt2],
        )
    }

    fn extension(
        &self,
        table: &str,
        column: &str,
        name: &str,
        (definition, scope): (&str, &str),
    ) -> Result<(), OutputError> {
        self.execute(
            "INSERT INTO gpkg_extensions VALUES (?1, ?2, ?3, ?4, ?5)",
            params![table, column, name, definition, scope],
        )
    }

    fn contents(
        &self,
        (table, data_type): (&str, &str),
        (title, description): (&str, &str),
        time: &str,
        bounds: Option<Rect<f64>>,
    ) -> Result<(), OutputError> {
        let edges = bounds.map(|b| (b.min().x, b.min().y, b.max().x, b.max().y));
        let srs_id = (data_type == "features").then_some(self.srs_id);
        self.execute(
            "INSERT INTO gpkg_contents VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                table,
                data_type,
                title,
                description,
                time,
                edges.map(|e| e.0),
                edges.map(|e| e.1),
                edges.map(|e| e.2),
                edges.map(|e| e.3),
                srs_id
            ],
        )
    }

    /// Adds a layer with its index and style. A layer without features is left out.
    fn add(&mut self, layer: &Layer, time: &str) -> Result<(), OutputError> {
        if layer.features.is_empty() {
            return Ok(());
        }
        let convert = |feature: &Feature| layer::converted(layer.table, &feature.geometry, &self.system);
        let geometries = layer.features.iter().map(convert).collect::<Result<Vec<_>, _>>()?;
        let columns: String = layer.columns.iter().map(|(name, of)| format!(", \"{name}\" {of}")).collect();
        let (table, kind) = (layer.table, layer.kind.sql_name());
        self.batch(&format!(
            "CREATE TABLE {table} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom {kind}{columns})"
        ))?;
        self.contents((table, "features"), (&layer.title, &layer.description), time, layer::bounds(&geometries))?;
        self.execute(
            "INSERT INTO gpkg_geometry_columns VALUES (?1, 'geom', ?2, ?3, 0, 0)",
            params![table, kind, self.srs_id],
        )?;
        self.batch(&schema::index_table(table))?;
        for (feature, geometry) in layer.features.iter().zip(&geometries) {
            self.insert(table, feature, geometry)?;
        }
        self.batch(&schema::index_triggers(table))?;
        let (name, definition) = schema::RTREE;
        self.extension(table, "geom", name, (definition, "write-only"))?;
        self.style(layer, time)
    }

    fn insert(&self, table: &str, feature: &Feature, geometry: &Geometry<f64>) -> Result<(), OutputError> {
        let bounds = geometry.bounding_rect();
        let edges = bounds.map(|b| vec![b.min().x, b.max().x, b.min().y, b.max().y]).unwrap_or_default();
        // A point is its own envelope.
        let envelope = if matches!(geometry, Geometry::Point(_)) { Vec::new() } else { edges.clone() };
        let blob = geometry
            .to_gpkg_wkb(CoordDimensions::xy(), Some(self.srs_id), envelope)
            .map_err(|e| OutputError::format(FILE, e))?;
        let mut values = vec![Value::Null, Value::Blob(blob)];
        values.extend(feature.values.iter().cloned());
        let marks = vec!["?"; values.len()].join(", ");
        self.execute(&format!("INSERT INTO {table} VALUES ({marks})"), params_from_iter(values))?;
        if let [min_x, max_x, min_y, max_y] = edges[..] {
            self.execute(
                &format!("INSERT INTO rtree_{table}_geom VALUES (?1, ?2, ?3, ?4, ?5)"),
                params![self.db.last_insert_rowid(), min_x, max_x, min_y, max_y],
            )?;
        }
        Ok(())
    }

    fn style(&self, layer: &Layer, time: &str) -> Result<(), OutputError> {
        let label = layer.columns.iter().map(|(name, _)| *name).find(|name| *name == "label");
        let qml = style::qml(layer.kind, &layer.styles, label);
        let sld = style::sld(layer.table, layer.kind, &layer.styles);
        self.execute(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, \
             styleQML, styleSLD, useAsDefault, description, owner, ui, update_time) \
             VALUES ('', '', ?1, 'geom', ?1, ?2, ?3, 1, ?4, '', NULL, ?5)",
            params![layer.table, qml, sld, layer.title, time],
        )
    }

    fn execute(&self, sql: &str, values: impl rusqlite::Params) -> Result<(), OutputError> {
        self.db.execute(sql, values).map(drop).map_err(|e| OutputError::format(FILE, e))
    }

    fn batch(&self, sql: &str) -> Result<(), OutputError> {
        self.db.execute_batch(sql).map_err(|e| OutputError::format(FILE, e))
    }
}

/// The system as WKT 1 (where that can say it) and as WKT 2.
fn definitions(text: &SystemText) -> (String, String) {
    (text.wkt1.clone().unwrap_or_else(|| "undefined".to_owned()), text.wkt2.clone())
}
