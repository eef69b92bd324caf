//! Well-known text of points and polygons into the geometry of GeoJSON.

use serde_json::{Value, json};

/// Deepest nesting of brackets: a multipolygon has three.
const DEEPEST: usize = 3;

/// The geometry of `POINT`, `POLYGON` or `MULTIPOLYGON` text; none where the text is not one of them.
pub(super) fn geometry(text: &str) -> Option<Value> {
    let text = text.trim();
    // EWKT of PostGIS begins with SRID=...;
    let text = text.rsplit_once(';').map_or(text, |(_, rest)| rest.trim());
    let (word, rest) = text.split_at(text.find('(')?);
    let word = word.trim().to_uppercase();
    let kind = match word.split_whitespace().next()? {
        "POINT" => "Point",
        "POLYGON" => "Polygon",
        "MULTIPOLYGON" => "MultiPolygon",
        _ => return None,
    };
    let mut parser = Parser { rest };
    let list = parser.list(DEEPEST)?;
    if !parser.rest.trim().is_empty() {
        return None;
    }
    // The position of a point stands alone in its brackets.
    let coordinates = if kind == "Point" { list.get(0).cloned()? } else { list };
    Some(json!({ "type": kind, "coordinates": coordinates }))
}

struct Parser<'t> {
    rest: &'t str,
}

impl Parser<'_> {
    /// A bracket with brackets or positions in it.
    fn list(&mut self, deeper: usize) -> Option<Value> {
        self.rest = self.rest.trim_start().strip_prefix('(')?;
        let mut items = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            if self.rest.starts_with('(') {
                items.push(self.list(deeper.checked_sub(1)?)?);
            } else {
                let end = self.rest.find([',', ')'])?;
                let (position, rest) = self.rest.split_at(end);
                let numbers: Result<Vec<f64>, _> = position.split_whitespace().map(str::parse).collect();
                items.push(json!(
                    numbers.ok().filter(|numbers| numbers.len() >= 2 && numbers.iter().all(|n| n.is_finite()))?
                ));
                self.rest = rest;
            }
            self.rest = self.rest.trim_start();
            match self.rest.strip_prefix(',') {
                Some(rest) => self.rest = rest,
                None => {
                    self.rest = self.rest.strip_prefix(')')?;
                    return Some(Value::Array(items));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_and_polygons_are_read_and_the_rest_is_not() {
        assert_eq!(geometry("POINT (63.3 45.6)"), Some(json!({"type":"Point","coordinates":[63.3,45.6]})));
        let ring = json!([[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]]);
        assert_eq!(
            geometry("SRID=4326;polygon((0 0, 1 0,1 1, 0 0))"),
            Some(json!({"type":"Polygon","coordinates":ring.clone()}))
        );
        assert_eq!(
            geometry("MULTIPOLYGON(((0 0,1 0,1 1,0 0)))"),
            Some(json!({"type":"MultiPolygon","coordinates":[ring]}))
        );
        for text in [
            "",
            "POINT",
            "POINT ()",
            "POINT (1)",
            "POLYGON((0 0, 1 x))",
            "LINESTRING (0 0, 1 1)",
            "POINT (1 2",
            "POINT (1 2) z",
            "POINT (NaN 2)",
            "MULTIPOLYGON(((((0 0)))))",
        ] {
            assert_eq!(geometry(text), None, "{text}");
        }
    }
}
