//! The chance that a named place is struck: by the main piece, and by at least one piece of a fall.

use geo::{Coord, Rect};
use rayon::prelude::*;

use super::density::{Density, Kernel, REACH};
use super::target::{Node, Target};

/// Falls that must strike a target for its probability to be their share; where fewer do, it is that of the density.
/// 25 have a standard error of a fifth.
const COUNTED_FROM: usize = 25;

/// Pieces of a class that its own kernel needs; rarer classes take the kernel of all pieces.
const CLASS_MIN: usize = 20;

/// A piece on the ground.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Landing {
    /// Number of the fall that it belongs to.
    pub fall: usize,
    /// Index of its class.
    pub class: usize,
    /// True for the main piece of its fall.
    pub main: bool,
    /// Where, m in the plane.
    pub at: Coord<f64>,
}

/// A probability with its standard error.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Estimate {
    /// Probability, 0 to 1.
    pub probability: f64,
    /// Standard error of the sampling.
    pub standard_error: f64,
    /// True where it is a share of the falls, false where it is an integral of the density.
    pub counted: bool,
}

/// How probably a target is struck.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Strike {
    /// By the main piece.
    pub main: Estimate,
    /// By at least one piece.
    pub any: Estimate,
    /// Mean number of pieces on it.
    pub expected_pieces: f64,
}

/// Where the pieces of many falls lie, with the density of each class of pieces.
#[derive(Debug, Clone)]
pub struct Scatter {
    falls: usize,
    landings: Vec<Landing>,
    main: Density,
    main_reach: Reach,
    classes: Vec<Reach>,
}

/// A kernel and the window of scaled coordinates that it reaches from its points.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Reach {
    kernel: Kernel,
    window: Rect<f64>,
}

impl Reach {
    fn of(kernel: Kernel, points: &[Coord<f64>]) -> Self {
        let far = Coord { x: f64::INFINITY, y: f64::INFINITY };
        let (low, high) = points.iter().map(|p| kernel.scaled(*p)).fold((far, far * -1.0), |(low, high), c| {
            (Coord { x: low.x.min(c.x), y: low.y.min(c.y) }, Coord { x: high.x.max(c.x), y: high.y.max(c.y) })
        });
        let margin = Coord { x: REACH, y: REACH };
        let window = if points.is_empty() { Rect::new(margin, margin) } else { Rect::new(low - margin, high + margin) };
        Self { kernel, window }
    }

    /// Nodes of a target, rising in y.
    fn nodes(&self, target: &Target) -> Vec<Node> {
        let mut nodes = target.nodes(&self.kernel, self.window);
        nodes.sort_by(|a, b| a.at.y.total_cmp(&b.at.y));
        nodes
    }

    /// Share of the kernel about a point that lies on the nodes.
    fn share(&self, at: Coord<f64>, nodes: &[Node]) -> f64 {
        if nodes.is_empty() {
            return 0.0;
        }
        let c = self.kernel.scaled(at);
        let first = nodes.partition_point(|node| node.at.y < c.y - REACH);
        let near = nodes[first..].iter().take_while(|node| node.at.y <= c.y + REACH);
        let mass: f64 = near
            .map(|node| {
                let d = node.at - c;
                node.area * (-0.5 * (d.x * d.x + d.y * d.y)).exp()
            })
            .sum();
        (mass / std::f64::consts::TAU).min(1.0)
    }
}

impl Scatter {
    /// The landings of a number of falls, of which some may have left nothing, with a number of classes. None where no
    /// fall has a main piece.
    pub fn new(falls: usize, mut landings: Vec<Landing>, classes: usize) -> Option<Self> {
        landings.sort_by_key(|landing| landing.fall);
        let points = |keep: &dyn Fn(&Landing) -> bool| -> Vec<Coord<f64>> {
            landings.iter().filter(|landing| keep(landing)).map(|landing| landing.at).collect()
        };
        let main_points = points(&|landing| landing.main);
        let main = Density::of(&main_points)?;
        let main_reach = Reach::of(main.kernel(), &main_points);
        let by_class: Vec<Vec<Coord<f64>>> = (0..classes).map(|k| points(&|landing| landing.class == k)).collect();
        let all = points(&|_| true);
        let reach = |own: &Vec<Coord<f64>>| {
            let basis = if own.len() < CLASS_MIN { &all } else { own };
            Density::of(basis).map_or(main_reach, |density| Reach::of(density.kernel(), own))
        };
        let classes = by_class.par_iter().map(reach).collect();
        Some(Self { falls, landings, main, main_reach, classes })
    }

    /// Density of the main pieces.
    pub fn density(&self) -> &Density {
        &self.main
    }

    /// Rectangle of the plane about all pieces with the reach of their kernels, m.
    pub fn bounds(&self) -> Option<Rect<f64>> {
        let corners: Vec<Coord<f64>> = self
            .classes
            .iter()
            .chain([&self.main_reach])
            .flat_map(|reach| {
                let polygon = reach.window.to_polygon();
                polygon.exterior().coords().map(|c| reach.kernel.unscaled(*c)).collect::<Vec<_>>()
            })
            .collect();
        geo::BoundingRect::bounding_rect(&geo::LineString(corners))
    }

    /// How probably a target is struck.
    ///
    /// Where at least 25 falls strike it, the probability is their share k/n with the standard error
    /// sqrt(p (1 - p)/n). Below, it is the integral of the kernel density over the target: the mean over the falls of
    /// the share of a piece's kernel that lies on it, and its standard error that of this mean. The kernel stands for
    /// falls that were not drawn, whose pieces keep together: those of one fall that lie closer to each other than half
    /// the width of the target strike it together and count as one, the others one by one. Far beyond the outermost fall the integral says more about
    /// the kernel than about the falls.
    pub fn strike(&self, target: &Target) -> Strike {
        let counted = self.counted(target);
        if counted.main.counted {
            return counted;
        }
        let smoothed = self.smoothed(target);
        if counted.any.counted {
            let any = counted.any;
            let main = smoothed.main;
            return Strike { main: Estimate { probability: main.probability.min(any.probability), ..main }, ..counted };
        }
        smoothed
    }

    fn counted(&self, target: &Target) -> Strike {
        let (mut main, mut any, mut pieces) = (0, 0, 0);
        for fall in self.landings.chunk_by(|a, b| a.fall == b.fall) {
            let here = fall.iter().filter(|landing| target.holds(landing.at));
            let (count, with_main) = here.fold((0, false), |(n, m), landing| (n + 1, m || landing.main));
            pieces += count;
            any += usize::from(count > 0);
            main += usize::from(with_main);
        }
        let n = self.falls.max(1) as f64;
        let share = |count: usize| {
            let p = count as f64 / n;
            Estimate { probability: p, standard_error: (p * (1.0 - p) / n).sqrt(), counted: count >= COUNTED_FROM }
        };
        Strike { main: share(main), any: share(any), expected_pieces: pieces as f64 / n }
    }

    fn smoothed(&self, target: &Target) -> Strike {
        let main_nodes = self.main_reach.nodes(target);
        let nodes: Vec<Vec<Node>> = self.classes.iter().map(|reach| reach.nodes(target)).collect();
        let (mut main, mut any, mut expected) = (Mean::default(), Mean::default(), 0.0);
        for fall in self.landings.chunk_by(|a, b| a.fall == b.fall) {
            let mut apart: Vec<(Coord<f64>, f64)> = Vec::new();
            for landing in fall {
                let share = self.classes[landing.class].share(landing.at, &nodes[landing.class]);
                expected += share;
                let near = |(at, _): &&mut (Coord<f64>, f64)| {
                    (*at - landing.at).x.hypot((*at - landing.at).y) < target.half_width_m()
                };
                match apart.iter_mut().find(near) {
                    Some((_, largest)) => *largest = largest.max(share),
                    None => apart.push((landing.at, share)),
                }
                if landing.main {
                    main.add(self.main_reach.share(landing.at, &main_nodes));
                }
            }
            any.add(1.0 - apart.iter().map(|(_, share)| 1.0 - share).product::<f64>());
        }
        let n = self.falls.max(1) as f64;
        let (main, mut any) = (main.estimate(n), any.estimate(n));
        // Two kernels, that of the main pieces and that of a class, may differ by a little.
        any.probability = any.probability.max(main.probability);
        Strike { main, any, expected_pieces: (expected / n).max(any.probability) }
    }
}

/// Sums for a mean and its standard error over a number of falls; those that are not added count as zero.
#[derive(Debug, Clone, Copy, Default)]
struct Mean {
    sum: f64,
    squares: f64,
}

impl Mean {
    fn add(&mut self, value: f64) {
        self.sum += value;
        self.squares += value * value;
    }

    fn estimate(&self, n: f64) -> Estimate {
        let mean = self.sum / n;
        let variance = (self.squares / n - mean * mean).max(0.0);
        Estimate { probability: mean, standard_error: (variance / n).sqrt(), counted: false }
    }
}

#[cfg(test)]
mod tests;
