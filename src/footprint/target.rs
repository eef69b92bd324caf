//! What a piece may strike: an area, a circle about a point, or a strip along lines.

use geo::{
    Area, BoundingRect, Centroid, Contains, Coord, Distance, Euclidean, Line, LineString, MultiPolygon, Point, Rect,
    coord,
};

use super::density::Kernel;

/// Widest spacing of the nodes that stand for a target, standard deviations of the kernel.
const STEP: f64 = 0.5;

/// Nodes across the narrower side of a target at least.
const ACROSS: f64 = 8.0;

/// A place that a piece may strike, in the local plane.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    shape: Shape,
    bounds: Rect<f64>,
}

#[derive(Debug, Clone, PartialEq)]
enum Shape {
    Area(MultiPolygon<f64>),
    Circle { centre: Coord<f64>, radius_m: f64 },
    Strip { lines: Vec<LineString<f64>>, half_width_m: f64 },
}

/// A point that stands for a part of a target, in scaled coordinates of a kernel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Node {
    pub(super) at: Coord<f64>,
    /// Scaled area that it stands for.
    pub(super) area: f64,
}

impl Target {
    /// An area; none where it is empty.
    pub fn area(polygons: MultiPolygon<f64>) -> Option<Self> {
        let bounds = polygons.bounding_rect()?;
        Some(Self { shape: Shape::Area(polygons), bounds })
    }

    /// A circle.
    pub fn circle(centre: Coord<f64>, radius_m: f64) -> Self {
        let half = coord! { x: radius_m, y: radius_m };
        Self { shape: Shape::Circle { centre, radius_m }, bounds: Rect::new(centre - half, centre + half) }
    }

    /// A strip on both sides of lines; none where they are empty.
    pub fn strip(lines: Vec<LineString<f64>>, half_width_m: f64) -> Option<Self> {
        let of_lines = geo::MultiLineString(lines.clone()).bounding_rect()?;
        let half = coord! { x: half_width_m, y: half_width_m };
        let bounds = Rect::new(of_lines.min() - half, of_lines.max() + half);
        Some(Self { shape: Shape::Strip { lines, half_width_m }, bounds })
    }

    /// Rectangle about it, m.
    pub fn bounds(&self) -> Rect<f64> {
        self.bounds
    }

    /// Half of its width, m: of an area that of the narrower side of the rectangle about it.
    pub(super) fn half_width_m(&self) -> f64 {
        match &self.shape {
            Shape::Area(_) => 0.5 * self.bounds.width().min(self.bounds.height()),
            Shape::Circle { radius_m, .. } => *radius_m,
            Shape::Strip { half_width_m, .. } => *half_width_m,
        }
    }

    /// True where a point lies on it.
    pub fn holds(&self, at: Coord<f64>) -> bool {
        let (low, high) = (self.bounds.min(), self.bounds.max());
        if at.x < low.x || at.x > high.x || at.y < low.y || at.y > high.y {
            return false;
        }
        match &self.shape {
            Shape::Area(polygons) => polygons.contains(&Point(at)),
            Shape::Circle { centre, radius_m } => (at - *centre).x.hypot((at - *centre).y) <= *radius_m,
            Shape::Strip { lines, half_width_m } => {
                lines.iter().any(|line| Euclidean.distance(&Point(at), line) <= *half_width_m)
            }
        }
    }

    /// Nodes that stand for the part of the target inside a window, both in scaled coordinates of the kernel.
    pub(super) fn nodes(&self, kernel: &Kernel, window: Rect<f64>) -> Vec<Node> {
        match &self.shape {
            Shape::Strip { lines, half_width_m } => {
                let segments = lines.iter().flat_map(LineString::lines);
                segments.flat_map(|segment| strip_nodes(segment, *half_width_m, kernel, window)).collect()
            }
            Shape::Area(_) | Shape::Circle { .. } => self.lattice(kernel, window),
        }
    }

    fn lattice(&self, kernel: &Kernel, window: Rect<f64>) -> Vec<Node> {
        let Some(own) = self.scaled_bounds(kernel) else { return Vec::new() };
        let low = coord! { x: own.min().x.max(window.min().x), y: own.min().y.max(window.min().y) };
        let high = coord! { x: own.max().x.min(window.max().x), y: own.max().y.min(window.max().y) };
        if low.x >= high.x || low.y >= high.y {
            return Vec::new();
        }
        let count = |width: f64| (width / STEP).max(ACROSS).ceil() as usize;
        let (columns, rows) = (count(high.x - low.x), count(high.y - low.y));
        let step = coord! { x: (high.x - low.x) / columns as f64, y: (high.y - low.y) / rows as f64 };
        let middle = |row: usize, column: usize| {
            low + coord! { x: (column as f64 + 0.5) * step.x, y: (row as f64 + 0.5) * step.y }
        };
        let mut nodes: Vec<Node> = (0..rows)
            .flat_map(|row| (0..columns).map(move |column| middle(row, column)))
            .filter(|at| self.holds(kernel.unscaled(*at)))
            .map(|at| Node { at, area: step.x * step.y })
            .collect();
        if low == own.min() && high == own.max() {
            self.fit(&mut nodes, kernel);
        }
        nodes
    }

    /// Gives the nodes of a whole target its exact area; a target between all nodes becomes one.
    fn fit(&self, nodes: &mut Vec<Node>, kernel: &Kernel) {
        let exact = self.area_m2() / kernel.unit_area_m2();
        let found: f64 = nodes.iter().map(|node| node.area).sum();
        if found > 0.0 {
            nodes.iter_mut().for_each(|node| node.area *= exact / found);
        } else if let Some(centre) = self.centroid() {
            nodes.push(Node { at: kernel.scaled(centre), area: exact });
        }
    }

    fn area_m2(&self) -> f64 {
        match &self.shape {
            Shape::Area(polygons) => polygons.unsigned_area(),
            Shape::Circle { radius_m, .. } => std::f64::consts::PI * radius_m * radius_m,
            Shape::Strip { lines, half_width_m } => {
                lines.iter().flat_map(LineString::lines).map(|s| s.delta().x.hypot(s.delta().y)).sum::<f64>()
                    * 2.0
                    * half_width_m
            }
        }
    }

    fn centroid(&self) -> Option<Coord<f64>> {
        match &self.shape {
            Shape::Area(polygons) => polygons.centroid().map(|point| point.0),
            Shape::Circle { centre, .. } => Some(*centre),
            Shape::Strip { .. } => None,
        }
    }

    fn scaled_bounds(&self, kernel: &Kernel) -> Option<Rect<f64>> {
        let scaled: Vec<Coord<f64>> = match &self.shape {
            Shape::Area(polygons) => {
                polygons.iter().flat_map(|p| p.exterior().coords()).map(|c| kernel.scaled(*c)).collect()
            }
            _ => self.bounds.to_polygon().exterior().coords().map(|c| kernel.scaled(*c)).collect(),
        };
        LineString(scaled).bounding_rect()
    }
}

/// Nodes along one piece of a line, on rows across the strip.
fn strip_nodes(segment: Line<f64>, half_width_m: f64, kernel: &Kernel, window: Rect<f64>) -> Vec<Node> {
    let delta = segment.delta();
    let length_m = delta.x.hypot(delta.y);
    let ends = LineString(vec![kernel.scaled(segment.start), kernel.scaled(segment.end)]).bounding_rect();
    let reach = half_width_m / kernel.along_m.min(kernel.across_m);
    let outside = |low: f64, high: f64, from: f64, to: f64| high + reach < from || low - reach > to;
    let is_far = |e: Rect<f64>| {
        outside(e.min().x, e.max().x, window.min().x, window.max().x)
            || outside(e.min().y, e.max().y, window.min().y, window.max().y)
    };
    if length_m <= 0.0 || ends.is_none_or(is_far) {
        return Vec::new();
    }
    let step_m = STEP * kernel.along_m.min(kernel.across_m);
    let along = (length_m / step_m).ceil().max(1.0);
    let across = (2.0 * half_width_m / step_m).ceil().max(2.0);
    let area = length_m / along * 2.0 * half_width_m / across / kernel.unit_area_m2();
    let normal = coord! { x: -delta.y / length_m, y: delta.x / length_m };
    let node = |k: usize| {
        let (i, j) = ((k % along as usize) as f64 + 0.5, (k / along as usize) as f64 + 0.5);
        let off_m = half_width_m * (2.0 * j / across - 1.0);
        let at = segment.start + delta * (i / along) + normal * off_m;
        Node { at: kernel.scaled(at), area }
    };
    let is_near = |node: &Node| {
        let (low, high) = (window.min(), window.max());
        (low.x..=high.x).contains(&node.at.x) && (low.y..=high.y).contains(&node.at.y)
    };
    (0..(along * across) as usize).map(node).filter(is_near).collect()
}
