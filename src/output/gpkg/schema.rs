//! The tables of a GeoPackage (OGC 12-128r17, version 1.3) and of its extensions, as SQL.

/// `application_id`: "GPKG" (requirement 2).
pub(super) const APPLICATION_ID: i32 = 0x4750_4B47;

/// `user_version`: 1.3.0 (requirement 2). 1.4 differs in triggers only and is refused by readers of 2022.
pub(super) const USER_VERSION: i32 = 10_300;

/// Core tables, the table of extensions, and the table in which QGIS keeps styles.
pub(super) const TABLES: &str = "
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL,
  definition TEXT NOT NULL,
  description TEXT,
  definition_12_063 TEXT NOT NULL DEFAULT 'undefined'
);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY,
  data_type TEXT NOT NULL,
  identifier TEXT UNIQUE,
  description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE,
  min_y DOUBLE,
  max_x DOUBLE,
  max_y DOUBLE,
  srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
);
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL,
  m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
);
CREATE TABLE gpkg_extensions (
  table_name TEXT,
  column_name TEXT,
  extension_name TEXT NOT NULL,
  definition TEXT NOT NULL,
  scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
);
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  f_table_catalog TEXT(256),
  f_table_schema TEXT(256),
  f_table_name TEXT(256),
  f_geometry_column TEXT(256),
  styleName TEXT(30),
  styleQML TEXT,
  styleSLD TEXT,
  useAsDefault BOOLEAN,
  description TEXT,
  owner TEXT(30),
  ui TEXT(30),
  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))
);
";

/// Extension of the second definition of a reference system.
pub(super) const CRS_WKT: (&str, &str) = ("gpkg_crs_wkt", "http://www.geopackage.org/spec130/#extension_crs_wkt");

/// Extension of the spatial index.
pub(super) const RTREE: (&str, &str) = ("gpkg_rtree_index", "http://www.geopackage.org/spec130/#extension_rtree");

/// Virtual table of the spatial index of a layer and its content; the geometry functions of the triggers are those of
/// the programs that edit the layer, so that the index is filled by value.
pub(super) fn index_table(layer: &str) -> String {
    format!("CREATE VIRTUAL TABLE rtree_{layer}_geom USING rtree(id, minx, maxx, miny, maxy)")
}

/// Triggers that keep the index (annex F.3), to be made once the layer is filled.
pub(super) fn index_triggers(layer: &str) -> String {
    let index = format!("rtree_{layer}_geom");
    let some = "(NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))";
    let none = "(NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))";
    let insert = format!(
        "INSERT OR REPLACE INTO {index} VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), \
         ST_MaxY(NEW.geom));"
    );
    let delete = format!("DELETE FROM {index} WHERE id = OLD.fid;");
    let trigger = |name: &str, when: &str, condition: &str, action: &str| {
        format!("CREATE TRIGGER {index}_{name} AFTER {when} ON {layer} WHEN {condition} BEGIN {action} END;\n")
    };
    let moved = "OLD.fid != NEW.fid";
    let stays = "OLD.fid = NEW.fid";
    let both = format!("DELETE FROM {index} WHERE id IN (OLD.fid, NEW.fid);");
    [
        trigger("insert", "INSERT", some, &insert),
        trigger("update1", "UPDATE OF geom", &format!("{stays} AND {some}"), &insert),
        trigger("update2", "UPDATE OF geom", &format!("{stays} AND {none}"), &delete),
        trigger("update3", "UPDATE", &format!("{moved} AND {some}"), &format!("{delete} {insert}")),
        trigger("update4", "UPDATE", &format!("{moved} AND {none}"), &both),
        trigger("delete", "DELETE", "OLD.geom NOT NULL", &delete),
    ]
    .concat()
}
