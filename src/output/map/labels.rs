//! Places labels so that none covers another, a symbol or the furniture of the map; what does not fit is left out.

use geo::{Coord, Distance, Euclidean, Intersects, Length, Line, LineString, MultiPolygon, Point, Rect};
use rstar::primitives::Rectangle;
use rstar::{AABB, RTree};

use super::font::width_px;
use super::style::Type;

/// Height of the capitals and figures above the baseline, as a share of the size of DejaVu Sans.
const ASCENT: f64 = 0.76;
/// Depth of letters below the baseline.
const DESCENT: f64 = 0.24;
/// Distance between the places that a line takes, px, and half the side of each.
const LINE_STEP_PX: f64 = 6.0;
const LINE_HALF_PX: f64 = 2.0;
/// Room between a leader and the signs that it does not lead to, px.
const LEADER_ROOM_PX: f64 = 16.0;
/// Growing circles on which a place for a label with a leader is looked for, near by and out of an area.
const RINGS: u32 = 4;
const RINGS_FAR: u32 = 14;
/// Room about a label, px.
const ROOM_PX: f64 = 2.0;

/// Directions of leaders in the order of preference, degrees from east, counter-clockwise.
const LEADER_ANGLES_DEG: [f64; 12] =
    [40.0, 140.0, -40.0, -140.0, 20.0, 160.0, -20.0, -160.0, 70.0, 110.0, -70.0, -110.0];

/// Keeps the rectangles that are taken.
pub(super) struct Placer {
    frame: Rect<f64>,
    taken: RTree<Rectangle<[f64; 2]>>,
}

/// A label with its place: lines with the left end of their baselines.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Placed {
    /// Left end of the baseline and text, line by line.
    pub lines: Vec<((f64, f64), String)>,
    /// Where the label stands, px.
    pub rect: Rect<f64>,
}

/// A label to be placed beside a point.
pub(super) struct Label<'a> {
    /// Point that it names.
    pub at: Coord<f64>,
    /// Text; a line feed starts a new line.
    pub text: &'a str,
    /// Type.
    pub face: Type,
    /// Distance from the point, px.
    pub gap_px: f64,
}

impl Placer {
    /// A placer for a frame in which nothing is taken.
    pub(super) fn new(frame: Rect<f64>) -> Self {
        Self { frame, taken: RTree::new() }
    }

    /// Keeps labels out of a rectangle.
    pub(super) fn reserve(&mut self, rect: Rect<f64>) {
        self.taken.insert(Rectangle::from_corners([rect.min().x, rect.min().y], [rect.max().x, rect.max().y]));
    }

    /// Keeps labels out of a square about a point.
    pub(super) fn reserve_about(&mut self, at: Coord<f64>, half_px: f64) {
        self.reserve(Rect::new(at - Coord { x: half_px, y: half_px }, at + Coord { x: half_px, y: half_px }));
    }

    /// Keeps labels off a line.
    pub(super) fn reserve_line(&mut self, line: &LineString<f64>) {
        for segment in line.lines() {
            let steps = (Euclidean.length(&segment) / LINE_STEP_PX).ceil().max(1.0) as usize;
            for k in 0..steps {
                self.reserve_about(segment.start + segment.delta() * (k as f64 / steps as f64), LINE_HALF_PX);
            }
        }
    }

    /// True where a rectangle lies in the frame and covers nothing taken.
    pub(super) fn is_free(&self, rect: Rect<f64>) -> bool {
        let inside = rect.min().x >= self.frame.min().x + ROOM_PX
            && rect.min().y >= self.frame.min().y + ROOM_PX
            && rect.max().x <= self.frame.max().x - ROOM_PX
            && rect.max().y <= self.frame.max().y - ROOM_PX;
        let envelope = AABB::from_corners([rect.min().x, rect.min().y], [rect.max().x, rect.max().y]);
        inside && self.taken.locate_in_envelope_intersecting(envelope).next().is_none()
    }

    /// Places a label at the first of eight positions that is free and takes it, or leaves it out.
    pub(super) fn place(&mut self, label: &Label<'_>) -> Option<Placed> {
        let (width, height) = size(label);
        let gap = label.gap_px;
        let slant = 0.6 * gap;
        [
            (gap, -0.5 * height),
            (-gap - width, -0.5 * height),
            (slant, -slant - height),
            (slant, slant),
            (-slant - width, -slant - height),
            (-slant - width, slant),
            (-0.5 * width, -gap - height),
            (-0.5 * width, gap),
        ]
        .into_iter()
        .find_map(|(x, y)| self.try_at(label, label.at + Coord { x, y }))
    }

    /// Places a label with its middle on its point, or leaves it out.
    pub(super) fn place_centred(&mut self, label: &Label<'_>) -> Option<Placed> {
        let (width, height) = size(label);
        self.try_at(label, label.at - Coord { x: 0.5 * width, y: 0.5 * height })
    }

    /// Places a label further away, for a leader: the first free position on growing circles
    /// whose leader stays clear of the points to avoid, outside of an area that is to be kept free. The leader is taken
    /// as well.
    pub(super) fn place_apart(
        &mut self,
        label: &Label<'_>,
        avoid: &[Coord<f64>],
        outside: &MultiPolygon<f64>,
    ) -> Option<Placed> {
        let rings = if outside.0.is_empty() { RINGS } else { RINGS_FAR };
        let (width, height) = size(label);
        let angles_deg = LEADER_ANGLES_DEG;
        (0..rings)
            .flat_map(|ring| angles_deg.map(|angle| (label.gap_px * (1.0 + 0.5 * f64::from(ring)), angle)))
            .find_map(|(distance, angle_deg)| {
                let (sin, cos) = angle_deg.to_radians().sin_cos();
                let end = label.at + Coord { x: distance * cos, y: -distance * sin };
                let x = if cos > 0.0 { 0.0 } else { -width };
                let y = if sin > 0.0 { -height } else { 0.0 };
                let corner = end + Coord { x, y };
                let taken = Rect::new(corner, corner + Coord { x: width, y: height }).to_polygon();
                let clear = avoid.iter().all(|&point| distance_to_segment(point, label.at, end) > LEADER_ROOM_PX)
                    && !outside.intersects(&taken);
                let placed = clear.then(|| self.try_at(label, corner)).flatten()?;
                let start = label.at + (end - label.at) * 0.2;
                self.reserve_line(&LineString(vec![start, end]));
                Some(placed)
            })
    }

    /// Takes a box of a width and height about its middle, turned clockwise (radians), where it lies in the frame and
    /// covers nothing taken; true where it does.
    pub(super) fn place_turned(&mut self, middle: Coord<f64>, (width, height): (f64, f64), turn: f64) -> bool {
        // Squares along the box stand for it.
        let count = (width / height).ceil().max(1.0) as usize;
        let along = Coord { x: turn.cos(), y: turn.sin() };
        let step = width / count as f64;
        let squares: Vec<Rect<f64>> = (0..count)
            .map(|k| {
                let at = middle + along * (step * (k as f64 + 0.5) - 0.5 * width);
                let half = Coord { x: 0.5 * height, y: 0.5 * height };
                Rect::new(at - half, at + half)
            })
            .collect();
        let free = squares.iter().all(|square| self.is_free(*square));
        if free {
            squares.into_iter().for_each(|square| self.reserve(square));
        }
        free
    }

    fn try_at(&mut self, label: &Label<'_>, corner: Coord<f64>) -> Option<Placed> {
        let (width, height) = size(label);
        let rect = Rect::new(corner, corner + Coord { x: width, y: height });
        if !self.is_free(rect) {
            return None;
        }
        self.reserve(Rect::new(
            rect.min() - Coord { x: ROOM_PX, y: ROOM_PX },
            rect.max() + Coord { x: ROOM_PX, y: ROOM_PX },
        ));
        let leading = line_height(label.face);
        let lines = label
            .text
            .lines()
            .enumerate()
            .map(|(k, line)| ((corner.x, corner.y + leading * k as f64 + ASCENT * label.face.size_px), line.to_owned()))
            .collect();
        Some(Placed { lines, rect })
    }
}

fn distance_to_segment(point: Coord<f64>, from: Coord<f64>, to: Coord<f64>) -> f64 {
    Euclidean.distance(&Point::from(point), &Line::new(from, to))
}

fn line_height(face: Type) -> f64 {
    1.22 * face.size_px
}

fn size(label: &Label<'_>) -> (f64, f64) {
    let width = label.text.lines().map(|l| width_px(l, label.face.size_px, label.face.weight)).fold(0.0, f64::max);
    let lines = label.text.lines().count().max(1) as f64;
    (width, line_height(label.face) * (lines - 1.0) + (ASCENT + DESCENT) * label.face.size_px)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::map::style::BODY;

    fn frame() -> Rect<f64> {
        Rect::new((0.0, 0.0), (400.0, 300.0))
    }

    /// Sixty places on a small frame: some fit, none overlaps another, none is cut by the frame.
    #[test]
    fn labels_do_not_overlap() {
        let mut placer = Placer::new(frame());
        let placed: Vec<Rect<f64>> = (0..60)
            .filter_map(|k| {
                let at = Coord { x: f64::from(k * 61 % 400), y: f64::from(k * 37 % 300) };
                placer.place(&Label { at, text: "Karkaraly", face: BODY, gap_px: 7.0 }).map(|p| p.rect)
            })
            .collect();
        assert!(placed.len() > 15 && placed.len() < 60, "{}", placed.len());
        for (k, rect) in placed.iter().enumerate() {
            assert!(rect.min().x > 0.0 && rect.max().x < 400.0 && rect.min().y > 0.0 && rect.max().y < 300.0);
            assert!(placed[k + 1..].iter().all(|other| !rect.intersects(other)), "label {k} covers another");
        }
    }

    #[test]
    fn a_reserved_place_stays_free_of_labels() {
        let mut placer = Placer::new(frame());
        placer.reserve(Rect::new((0.0, 0.0), (400.0, 300.0)));
        assert_eq!(
            placer.place(&Label { at: Coord { x: 200.0, y: 150.0 }, text: "Akai", face: BODY, gap_px: 7.0 }),
            None
        );
    }

    #[test]
    fn the_right_hand_side_comes_first() {
        let mut placer = Placer::new(frame());
        let label = Label { at: Coord { x: 200.0, y: 150.0 }, text: "Akai\nvillage", face: BODY, gap_px: 7.0 };
        let first = placer.place(&label).map(|p| (p.rect.min().x, p.lines.len()));
        assert_eq!(first, Some((207.0, 2)));
        let second = placer.place(&label).map(|p| p.rect.max().x);
        assert_eq!(second, Some(193.0));
    }
}
