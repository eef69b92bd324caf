//! Small builders for KML elements in the order that its schema asks for.
//!
//! The kml crate writes the geometry of a placemark before its style and puts all holes into one boundary; the
//! schema wants the style first and one boundary a hole. Placemarks are therefore put together from elements.

use kml::types::{Folder, Kml, LineStyle, Placemark, PolyStyle, Style};

use super::{Element, LonLat, MultiPolygon};
use crate::geodesy::{Coord, LineString, Polygon};

/// What a placemark is called, what its balloon says, and the style that it is drawn in (empty for the default).
pub(super) struct Mark<'a> {
    /// Name in the list and on the globe.
    pub name: &'a str,
    /// Lines of the balloon.
    pub text: &'a [String],
    /// Id of the style.
    pub style: &'a str,
}

impl<'a> Mark<'a> {
    /// A name without balloon and style.
    pub(super) fn plain(name: &'a str) -> Self {
        Self { name, text: &[], style: "" }
    }
}

/// Name and description of the document.
pub(super) fn head(name: &str, text: &[String]) -> Vec<Kml> {
    [leaf("name", name), leaf("open", "1"), leaf("description", &balloon(text))].map(Kml::Element).into()
}

/// A folder, or none where it would be empty.
pub(super) fn folder(name: &str, visible: bool, content: Vec<Kml>) -> Option<Kml> {
    if content.is_empty() {
        return None;
    }
    let visibility = Kml::Element(leaf("visibility", if visible { "1" } else { "0" }));
    let elements = std::iter::once(visibility).chain(content).collect();
    Some(Kml::Folder(Folder { name: Some(name.to_owned()), elements, ..Folder::default() }))
}

/// A style for areas and lines; `fill` 0 leaves the area open.
pub(super) fn style(id: &str, rgb: &str, fill: u8) -> Kml {
    Kml::Style(Style {
        id: Some(id.to_owned()),
        line: Some(LineStyle { color: colour(rgb, 255), width: 2.0, ..LineStyle::default() }),
        poly: Some(PolyStyle { color: colour(rgb, fill), fill: fill > 0, ..PolyStyle::default() }),
        ..Style::default()
    })
}

/// An area.
pub(super) fn area(mark: &Mark<'_>, polygons: &MultiPolygon<f64>, visible: bool) -> Kml {
    placemark(mark, visible, collection(polygons.iter().map(polygon).collect()))
}

/// A line on the ground.
pub(super) fn line(mark: &Mark<'_>, line: &LineString<f64>) -> Kml {
    placemark(mark, true, parent("LineString", vec![leaf("tessellate", "1"), coordinates(&line.0)]))
}

/// Points.
pub(super) fn points(mark: &Mark<'_>, places: &[LonLat], visible: bool) -> Kml {
    let point = |place: &LonLat| parent("Point", vec![coordinates(&[Coord { x: place.lon, y: place.lat }])]);
    placemark(mark, visible, collection(places.iter().map(point).collect()))
}

fn placemark(mark: &Mark<'_>, visible: bool, geometry: Element) -> Kml {
    let mut children = vec![leaf("visibility", if visible { "1" } else { "0" })];
    if !mark.text.is_empty() {
        children.push(leaf("description", &balloon(mark.text)));
    }
    if !mark.style.is_empty() {
        children.push(leaf("styleUrl", &format!("#{}", mark.style)));
    }
    children.push(geometry);
    Kml::Placemark(Placemark { name: Some(mark.name.to_owned()), children, ..Placemark::default() })
}

fn collection(mut parts: Vec<Element>) -> Element {
    match parts.len() {
        1 => parts.remove(0),
        _ => parent("MultiGeometry", parts),
    }
}

fn polygon(polygon: &Polygon<f64>) -> Element {
    let ring =
        |role: &str, ring: &LineString<f64>| parent(role, vec![parent("LinearRing", vec![coordinates(&ring.0)])]);
    let mut children = vec![leaf("tessellate", "1"), ring("outerBoundaryIs", polygon.exterior())];
    children.extend(polygon.interiors().iter().map(|hole| ring("innerBoundaryIs", hole)));
    parent("Polygon", children)
}

fn coordinates(coords: &[Coord<f64>]) -> Element {
    let text: Vec<String> = coords.iter().map(|at| format!("{},{}", at.x, at.y)).collect();
    leaf("coordinates", &text.join(" "))
}

fn leaf(name: &str, content: &str) -> Element {
    Element { name: name.to_owned(), content: Some(content.to_owned()), ..Element::default() }
}

fn parent(name: &str, children: Vec<Element>) -> Element {
    Element { name: name.to_owned(), children, ..Element::default() }
}

/// Lines of a balloon, which is read as HTML.
fn balloon(text: &[String]) -> String {
    let escape = |line: &String| line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.iter().filter(|line| !line.is_empty()).map(escape).collect::<Vec<_>>().join("<br/>")
}

/// KML writes colours as opacity, blue, green, red.
fn colour(rgb: &str, opacity: u8) -> String {
    format!("{opacity:02x}{}{}{}", &rgb[4..6], &rgb[2..4], &rgb[0..2])
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::polygon;
    use kml::types::Geometry;
    use kml::{KmlReader, KmlWriter};

    /// Two holes are two boundaries with one ring each, and come back as two.
    #[test]
    fn every_hole_has_its_own_boundary() {
        let holed: MultiPolygon<f64> = polygon!(
            exterior: [(x: 0.0, y: 0.0), (x: 9.0, y: 0.0), (x: 9.0, y: 9.0), (x: 0.0, y: 9.0)],
            interiors: [
                [(x: 1.0, y: 1.0), (x: 1.0, y: 2.0), (x: 2.0, y: 2.0)],
                [(x: 5.0, y: 5.0), (x: 5.0, y: 6.0), (x: 6.0, y: 6.0)],
            ],
        )
        .into();
        let mut bytes = Vec::new();
        KmlWriter::from_writer(&mut bytes).write(&area(&Mark::plain("a"), &holed, true)).expect("writes");
        let text = String::from_utf8(bytes).expect("text");
        assert_eq!(text.matches("<innerBoundaryIs><LinearRing>").count(), 2, "{text}");
        let holes = match KmlReader::<_, f64>::from_string(&text).read() {
            Ok(Kml::Placemark(Placemark { geometry: Some(Geometry::Polygon(polygon)), .. })) => polygon.inner.len(),
            _ => 0,
        };
        assert_eq!(holes, 2, "{text}");
    }

    /// KML colours run from opacity over blue and green to red.
    #[test]
    fn colours_are_written_backwards() {
        assert_eq!(colour("d7301f", 128), "801f30d7");
    }
}
