//! The tables `[[official]]`: what was reported, to stand beside the model's result.

use crate::geodesy::LonLat;
use crate::incident::Official;
use crate::input::bounds::{Bounds, LATITUDE, LONGITUDE};
use crate::input::document::TableReader;
use crate::threshold::Medium;

const BASES: [(&str, &str); 3] = [("measured", "measured"), ("restricted", "restricted"), ("stated", "stated")];

const MEDIA: [(&str, Medium); 4] =
    [("air", Medium::Air), ("soil", Medium::Soil), ("water", Medium::Water), ("fall", Medium::Fall)];

/// The official findings, none where the scenario has no such table.
pub(super) fn official(root: &TableReader<'_>) -> Vec<Official> {
    let tables = root.tables("official");
    tables.iter().filter_map(finding).collect()
}

fn finding(table: &TableReader<'_>) -> Option<Official> {
    let quantity = table.string("quantity");
    let value = table.optional_number("value", Bounds::new(-1e12, 1e12, ""));
    let unit = if value.is_some() { table.string("unit") } else { table.optional_string("unit") };
    let source = table.string("source");
    let basis = table.choice("basis", &BASES);
    let medium = table.optional_choice("medium", &MEDIA);
    let note = table.optional_string("note").unwrap_or_default();
    let position = position(table);
    let within_km = table.optional_number("within_km", Bounds::new(0.0, 500.0, "km"));
    if within_km.is_some() && position.is_none() {
        table.refuse("within_km", "has no place", "it says how well lon and lat are known", "add lon and lat");
    }
    table.refuse_unknown();
    Some(Official {
        quantity: quantity?,
        value,
        unit: unit.unwrap_or_default(),
        source: source?,
        basis: basis?.to_owned(),
        medium,
        note,
        position,
        within_km: within_km.unwrap_or(0.0),
    })
}

fn position(table: &TableReader<'_>) -> Option<LonLat> {
    if !table.has("lon") && !table.has("lat") {
        // Asking marks the keys as known.
        let _ = (table.optional_number("lon", LONGITUDE), table.optional_number("lat", LATITUDE));
        return None;
    }
    let (lon, lat) = (table.number("lon", LONGITUDE), table.number("lat", LATITUDE));
    Some(LonLat::new(lon?, lat?))
}
