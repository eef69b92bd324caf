//! Rivers and lakes whose water is followed.

use std::collections::BTreeMap;

use geo::{Centroid, LineString, MultiLineString, MultiPolygon, Point, Polygon};
use serde::Serialize;

use super::BaseMap;

/// Kind of a water body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum WaterKind {
    /// Running water, known as a line.
    River,
    /// Standing water, known as an outline.
    Lake,
}

impl WaterKind {
    /// Word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::River => "river",
            Self::Lake => "lake",
        }
    }
}

/// Shape of a water body in longitude and latitude.
#[derive(Debug, Clone, PartialEq)]
pub enum WaterShape {
    /// Middle line of a river.
    River(MultiLineString<f64>),
    /// Outline of a lake.
    Lake(MultiPolygon<f64>),
}

/// What is stated of a water body; each is drawn from a range where absent.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct WaterFacts {
    /// Depth over which what falls in mixes at once, m.
    pub depth_m: Option<f64>,
    /// Width of a river, m.
    pub width_m: Option<f64>,
    /// Flow of a river, m3/s.
    pub flow_m3_s: Option<f64>,
}

/// A river or a lake.
#[derive(Debug, Clone, PartialEq)]
pub struct Water {
    /// Name, never empty.
    pub name: String,
    /// Shape.
    pub shape: WaterShape,
    /// What is stated of it.
    pub facts: WaterFacts,
}

impl Water {
    /// Kind.
    pub fn kind(&self) -> WaterKind {
        match self.shape {
            WaterShape::River(_) => WaterKind::River,
            WaterShape::Lake(_) => WaterKind::Lake,
        }
    }
}

/// Rivers and lakes of a base map: the parts of one name together, those without a name apart.
pub fn waters_of(base_map: &BaseMap) -> Vec<Water> {
    let rivers = base_map.rivers.iter().map(|river| (river.name.en.clone(), river.line.clone(), WaterFacts::default()));
    let lakes = base_map.lakes.iter().map(|lake| (lake.name.en.clone(), lake.outline.clone(), WaterFacts::default()));
    let mut waters = rivers_of(rivers);
    waters.extend(lakes_of(lakes));
    waters
}

/// Rivers from named lines: lines of one name with the same facts are one river.
pub fn rivers_of(lines: impl IntoIterator<Item = (String, LineString<f64>, WaterFacts)>) -> Vec<Water> {
    together(lines, WaterKind::River, |parts| WaterShape::River(MultiLineString(parts)))
}

/// Lakes from named outlines: outlines of one name with the same facts are one lake.
pub fn lakes_of(outlines: impl IntoIterator<Item = (String, Polygon<f64>, WaterFacts)>) -> Vec<Water> {
    together(outlines, WaterKind::Lake, |parts| WaterShape::Lake(MultiPolygon(parts)))
}

/// Parts by name in the order in which each name comes first.
fn together<P: Centroid<Output = Option<Point<f64>>>>(
    parts: impl IntoIterator<Item = (String, P, WaterFacts)>,
    kind: WaterKind,
    shape: impl Fn(Vec<P>) -> WaterShape,
) -> Vec<Water> {
    let mut groups: Vec<(String, WaterFacts, Vec<P>)> = Vec::new();
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (name, part, facts) in parts {
        if name.is_empty() {
            groups.push((nameless(kind, &part), facts, vec![part]));
            continue;
        }
        let same = by_name.entry(name.clone()).or_default();
        match same.iter().find(|k| groups[**k].1 == facts) {
            Some(k) => groups[*k].2.push(part),
            None => {
                same.push(groups.len());
                groups.push((name, facts, vec![part]));
            }
        }
    }
    groups.into_iter().map(|(name, facts, parts)| Water { name, shape: shape(parts), facts }).collect()
}

fn nameless(kind: WaterKind, part: &impl Centroid<Output = Option<Point<f64>>>) -> String {
    let place = part.centroid().map_or_else(String::new, |at| format!(" at {:.3} N {:.3} E", at.y(), at.x()));
    format!("{} without a name{place}", kind.word())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(name: &str, flow_m3_s: Option<f64>) -> (String, LineString<f64>, WaterFacts) {
        let facts = WaterFacts { flow_m3_s, ..WaterFacts::default() };
        (name.to_owned(), LineString::from(vec![(63.0, 46.0), (64.0, 46.0)]), facts)
    }

    #[test]
    fn parts_of_one_name_are_one_water() {
        let rivers =
            rivers_of([line("A", None), line("", None), line("A", None), line("A", Some(3.0)), line("", None)]);
        let names: Vec<&str> = rivers.iter().map(|river| river.name.as_str()).collect();
        let nameless = "river without a name at 46.000 N 63.500 E";
        assert_eq!(names, ["A", nameless, "A", nameless]);
        assert!(matches!(&rivers[0].shape, WaterShape::River(lines) if lines.0.len() == 2));
        assert_eq!(rivers[2].facts.flow_m3_s, Some(3.0));
    }
}
