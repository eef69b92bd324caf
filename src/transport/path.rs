//! The path of one release, marched once: mass left, dimensions and mean-to-dosage factors by distance.

use libm::erf;

use super::carrier::Carrier;
use super::chemistry::sunlight::Daylight;
use super::chemistry::volume::mixed_volume_m3;
use super::contents::{Contents, Stretch};
use super::fate::Fates;
use super::similarity::{Cloud, CloudSize, CloudStart, Spread};
use crate::constants::RECEPTOR_HEIGHT_M;
use crate::source::{AirMasses, AirSpecies, Growth, Release};
use crate::weather::Weather;

/// Nodes along a path.
pub const NODES: usize = 160;
/// First node after the source, m.
const FIRST_M: f64 = 1.0;
/// Ratio of the distances of two nodes: 160 nodes reach 100 km.
const RATIO: f64 = 1.075;
/// Height that stands for the top of the mixing layer, over its height.
const BELOW_LID: f64 = 0.98;
/// Standard deviations of the cloud at its start within which points are passed by a part of it only.
pub const START_SIGMAS: f64 = 3.0;
/// Averaging time of a release that lasts, s: its duration within these limits, 10 min and 1 h. The first is that of
/// the field trials, beyond the second the wind of a member would turn.
const AVERAGING_S: (f64, f64) = (600.0, 3_600.0);

/// What happened to the mass of one release by species, kg.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PathLedger {
    /// Formed on the way (NDMA).
    pub formed: AirMasses,
    /// Transformed, less what turned back (NO2).
    pub transformed: AirMasses,
    /// Deposited.
    pub deposited: AirMasses,
    /// Still in the air when the time of the assessment ends.
    pub airborne: AirMasses,
    /// Beyond the edge.
    pub left_domain: AirMasses,
}

/// One node of a path.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Distance along the line, m.
    pub distance_m: f64,
    /// Departure of the axis to the left of the line, m.
    pub offset_m: f64,
    /// Time on the way of the middle of the cloud at the receptor's height, s.
    pub travel_s: f64,
    /// Standard deviation of the passage of an instantaneous release, s.
    pub passage_sigma_s: f64,
    /// 1 / (2 sigma_y^2), 1/m2.
    pub inverse_two_sigma2: f64,
    /// Standard deviation across at that distance, m.
    pub sigma_y_m: f64,
    /// Dosage on the axis at the receptor's height by species, kg s/m3.
    pub dosage_kg_s_m3: AirMasses,
    /// Deposit on the axis by species, kg/m2.
    pub deposit_kg_m2: AirMasses,
    /// Highest concentration over dosage, 1/s.
    pub peak_per_s: f64,
    /// Highest mean over each window over dosage, 1/s; in the order of the windows given.
    pub mean_per_s: Vec<f64>,
}

/// A marched path.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// Unit vector of the line that distances run along, east and north.
    pub direction: (f64, f64),
    /// Start after the impact, s.
    pub start_s: f64,
    /// Distance downwind of the place at which it starts, m.
    pub downwind_m: f64,
    /// Nodes; the first is at the source.
    pub nodes: Vec<Node>,
    /// Largest growth of sigma_y over its start value by distance: bounds the wedge that the cloud stays in.
    pub growth: f64,
    /// Largest departure of the axis to the left and to the right over distance: leans that wedge.
    pub lean: (f64, f64),
    /// How far the cloud can be believed.
    pub doubt: PathDoubt,
    /// Where the mass went.
    pub ledger: PathLedger,
}

/// What makes a path doubtful, as the highest value before the edge.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PathDoubt {
    /// Share of the variance across that the shear of the wind makes.
    pub shear_share: f64,
    /// Share of the cloud in air that turns further from the line than it is followed.
    pub beyond_turn: f64,
    /// True where a release above a convective layer counts as released at its top.
    pub above_layer: bool,
}

impl PathDoubt {
    /// What makes either of two paths doubtful.
    pub fn with(self, other: Self) -> Self {
        Self {
            shear_share: self.shear_share.max(other.shear_share),
            beyond_turn: self.beyond_turn.max(other.beyond_turn),
            above_layer: self.above_layer || other.above_layer,
        }
    }
}

/// Bounds of the computation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PathLimits<'a> {
    /// Distance at which the computed area ends, m.
    pub edge_m: f64,
    /// Time after which the assessment ends, s.
    pub end_s: f64,
    /// Averaging windows, s.
    pub windows_s: &'a [f64],
}

/// Marches the path of a release.
///
/// ```text
/// dM/dt = -(Lambda + v_d g(0)) M - reactions                           mass left
/// D     = M / (sqrt(2 pi) sigma_y u) exp(-y^2 / 2 sigma_y^2) g(z)     dosage of the passage
/// ```
/// Lambda scavenging, v_d deposition velocity, g vertical density, u transport speed: the wind of each
/// height weighted by g, y from the axis, which departs from the line as the wind turns with height and time. sigma_y with
/// the shear, g, u and the axis are those of [`Cloud`]. In unstable air a release above the mixing layer counts
/// as released at its top, which the layer reaches as it grows.
///
/// # Valid range
/// Turbulence that does not change in time; a wind that turns from the line by less than 73 degrees (`doubt`).
///
/// # References
/// Pasquill & Smith 1983, Atmospheric Diffusion, 3rd ed., chapter 6; source depletion: Chamberlain 1953, AERE HP/R 1261.
pub fn march(release: &Release, fates: &Fates, weather: &Weather, light: &Daylight, limits: &PathLimits<'_>) -> Path {
    let (direction, cloud) = cloud(release, weather, limits.edge_m);
    let duration_s = if release.growth == Growth::Plume { release.duration_s } else { 0.0 };
    let volume_m3 =
        |size: &CloudSize| mixed_volume_m3(size.sigma_y_m, duration_s * size.transport_speed_m_s, size.overlap_per_m);
    let mut path = Path {
        direction,
        start_s: release.start_s,
        downwind_m: release.downwind_m,
        nodes: Vec::with_capacity(NODES),
        growth: 0.0,
        lean: (0.0, 0.0),
        doubt: PathDoubt { above_layer: release.height_agl_m > top_m(weather), ..PathDoubt::default() },
        ledger: PathLedger::default(),
    };
    let mut contents = Contents::new(&release.mass_kg, volume_m3(&cloud.at(0.0)), fates);
    let (mut mass, mut distance_m, mut ended) = (release.mass_kg, 0.0, false);
    let mut fallout = Vec::with_capacity(NODES);
    for k in 0..NODES {
        let next_m = FIRST_M * RATIO.powi(k as i32);
        let size = cloud.at(distance_m);
        path.nodes.push(node(&size, &mass, fates, release.duration_s, limits.windows_s, distance_m));
        if ended {
            continue;
        }
        path.doubt.shear_share = path.doubt.shear_share.max(size.shear_share);
        path.doubt.beyond_turn = path.doubt.beyond_turn.max(size.beyond_turn);
        let next = cloud.at(next_m);
        let stretch = Stretch {
            dt_s: next.travel_s - size.travel_s,
            volume_m3: volume_m3(&next),
            ground_per_m: cloud.at(0.5 * (distance_m + next_m)).ground_per_m,
            light: light.at(release.start_s + size.travel_s),
        };
        let before_kg = path.ledger.deposited;
        contents.step(&stretch, fates, &mut path.ledger);
        let deposited_kg = std::array::from_fn(|k| path.ledger.deposited[k] - before_kg[k]);
        fallout.push((0.5 * (distance_m + next_m), deposited_kg));
        mass = contents.mass_kg();
        distance_m = next_m;
        if distance_m >= limits.edge_m || next.travel_s >= limits.end_s {
            let rest =
                if distance_m >= limits.edge_m { &mut path.ledger.left_domain } else { &mut path.ledger.airborne };
            *rest = mass;
            mass = [0.0; 4];
            ended = true;
        }
    }
    let start_sigma_m = path.nodes[0].sigma_y_m;
    spread_about_start(&mut path.nodes, &fallout);
    let most =
        |of: &dyn Fn(&Node) -> f64| path.nodes[1..].iter().map(|node| of(node) / node.distance_m).fold(0.0, f64::max);
    path.growth = most(&|node| node.sigma_y_m - start_sigma_m);
    path.lean = (most(&|node| node.offset_m), most(&|node| -node.offset_m));
    for (rest, left) in path.ledger.left_domain.iter_mut().zip(mass) {
        *rest += left;
    }
    path
}

/// Spreads what falls near the start over the width that the cloud has there. A cloud that starts thin leaves much within
/// a distance that is short beside its width; the deposit at the start alone, taken for all ground upwind of it, would
/// be more than the cloud holds.
///
/// ```text
/// D(x) Phi(x/s) = sum_j m_j exp(-(x - x_j)^2 / 2 s^2) / (sqrt(2 pi) s sqrt(2 pi) sigma_y)     x < 3 s
/// ```
/// m_j what falls in a stretch about x_j, s the width at the start; the field multiplies by Phi, the share of the cloud that
/// passes a point beside the start.
fn spread_about_start(nodes: &mut [Node], fallout: &[(f64, AirMasses)]) {
    let start_m = nodes[0].sigma_y_m;
    for node in nodes.iter_mut().take_while(|node| node.distance_m < START_SIGMAS * start_m) {
        let passing = 0.5 * (1.0 + erf(node.distance_m / (std::f64::consts::SQRT_2 * start_m)));
        let per_m2 = 1.0 / (std::f64::consts::TAU * start_m * node.sigma_y_m * passing);
        node.deposit_kg_m2 = [0.0; 4];
        for (distance_m, fallen_kg) in fallout {
            let weight = per_m2 * (-0.5 * ((node.distance_m - distance_m) / start_m).powi(2)).exp();
            node.deposit_kg_m2.iter_mut().zip(fallen_kg).for_each(|(sum, kg)| *sum += weight * kg);
        }
    }
}

impl Path {
    /// Position of a distance among the nodes: index below and share of the way to the next.
    pub fn locate(&self, distance_m: f64) -> (usize, f64) {
        if distance_m <= FIRST_M {
            return (0, distance_m.max(0.0) / FIRST_M);
        }
        let position = 1.0 + (distance_m / FIRST_M).ln() / RATIO.ln();
        let index = (position as usize).min(self.nodes.len() - 2);
        (index, (position - index as f64).min(1.0))
    }
}

/// Top of a convective layer, m above ground; none in other air.
fn top_m(weather: &Weather) -> f64 {
    let turbulence = weather.turbulence();
    if turbulence.obukhov_length_m < 0.0 { turbulence.mixing_height_m } else { f64::INFINITY }
}

/// The line of a release and its dimensions along it, to the edge or the last node.
fn cloud(release: &Release, weather: &Weather, edge_m: f64) -> ((f64, f64), Cloud) {
    let turbulence = weather.turbulence();
    let start = CloudStart {
        height_agl_m: release.height_agl_m.min(BELOW_LID * top_m(weather)),
        sigma_horizontal_m: release.sigma_horizontal_m,
        sigma_vertical_m: release.sigma_vertical_m,
        spread: match release.growth {
            Growth::Puff => Spread::Relative,
            Growth::Plume => Spread::Absolute,
        },
        averaging_s: release.duration_s.clamp(AVERAGING_S.0, AVERAGING_S.1),
        surface_velocity_m_s: 0.0,
        receptor_height_m: RECEPTOR_HEIGHT_M,
    };
    let carrier = Carrier::of(release, weather, turbulence);
    let to_m = edge_m.min(FIRST_M * RATIO.powi(NODES as i32));
    (carrier.direction, Cloud::march(&turbulence, &carrier.wind(), &start, to_m))
}

fn node(
    size: &CloudSize,
    mass: &AirMasses,
    fates: &Fates,
    duration_s: f64,
    windows_s: &[f64],
    distance_m: f64,
) -> Node {
    let speed_m_s = size.transport_speed_m_s;
    let across_s_m2 = 1.0 / ((2.0 * std::f64::consts::PI).sqrt() * size.sigma_y_m * speed_m_s);
    let sigma_t_s = size.passage_sigma_s;
    let deposit = AirSpecies::ALL.map(|species| {
        let rates = &fates.rates[species.index()];
        mass[species.index()] * across_s_m2 * rates.per_s(size.ground_per_m)
    });
    Node {
        distance_m,
        offset_m: size.offset_m,
        travel_s: size.passage_s,
        passage_sigma_s: sigma_t_s,
        inverse_two_sigma2: 0.5 / (size.sigma_y_m * size.sigma_y_m),
        sigma_y_m: size.sigma_y_m,
        dosage_kg_s_m3: mass.map(|m| m * across_s_m2 * size.receptor_per_m),
        deposit_kg_m2: deposit,
        peak_per_s: peak_over_dosage_per_s(duration_s, sigma_t_s),
        mean_per_s: windows_s.iter().map(|w| mean_over_dosage_per_s(*w, duration_s, sigma_t_s)).collect(),
    }
}

/// Highest concentration over dosage of a passage that is a box of a duration smoothed by a normal law, 1/s.
fn peak_over_dosage_per_s(duration_s: f64, sigma_t_s: f64) -> f64 {
    if duration_s < 1e-3 * sigma_t_s {
        return 1.0 / ((2.0 * std::f64::consts::PI).sqrt() * sigma_t_s);
    }
    erf(duration_s / (2.0 * std::f64::consts::SQRT_2 * sigma_t_s)) / duration_s
}

/// Highest mean over a window, over dosage, 1/s: the share of the passage that the best-placed window catches.
pub fn mean_over_dosage_per_s(window_s: f64, duration_s: f64, sigma_t_s: f64) -> f64 {
    let s = sigma_t_s;
    if duration_s < 1e-3 * s {
        return erf(window_s / (2.0 * std::f64::consts::SQRT_2 * s)) / window_s;
    }
    // Integral of erf(t / (sqrt(2) s)) from 0 to a.
    let integral = |a: f64| {
        let x = a / (std::f64::consts::SQRT_2 * s);
        a * erf(x) + s * (2.0 / std::f64::consts::PI).sqrt() * ((-x * x).exp() - 1.0)
    };
    let caught = integral(0.5 * (window_s + duration_s)) - integral(0.5 * (window_s - duration_s).abs());
    caught / (duration_s * window_s)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::test_data::weather_at;
    use crate::transport::chemistry::rates::AirRates;
    use crate::transport::fate::LossRates;

    fn release(mass_kg: f64) -> Release {
        Release {
            mass_kg: [mass_kg, 0.0, 0.0, 0.0],
            height_agl_m: 0.0,
            sigma_horizontal_m: 0.01,
            sigma_vertical_m: 0.01,
            start_s: 0.0,
            duration_s: 600.0,
            growth: Growth::Plume,
            downwind_m: 0.0,
        }
    }

    fn limits(windows_s: &[f64]) -> PathLimits<'_> {
        PathLimits { edge_m: 80_000.0, end_s: 86_400.0, windows_s }
    }

    /// Beside the set that it replaces: C/Q on the axis of a ground source, class D, 5 m/s, 1 km, is 2.199e-5 s/m3 by
    /// Briggs (domain reference 7.6). Neutral air by similarity is within a factor of two of it.
    #[test]
    fn axis_dosage_is_near_that_of_briggs() {
        let path = march(&release(1.0), &Fates::default(), &weather_at(293.15), &Daylight::NIGHT, &limits(&[600.0]));
        let (index, share) = path.locate(1_000.0);
        let dosage = |k: usize| path.nodes[k].dosage_kg_s_m3[0].ln();
        let at_1_km = (dosage(index) * (1.0 - share) + dosage(index + 1) * share).exp();
        assert!((0.5..2.0).contains(&(at_1_km / 2.199e-5)), "{at_1_km}");
    }

    /// Every kilogram is transformed, deposited, in the air or gone, to rounding.
    #[test]
    fn mass_closes() {
        let rates = LossRates { deposition_velocity_m_s: 5e-3, scavenging_per_s: 1e-4 };
        let air = AirRates::median(293.15, 101_325.0);
        let fates = Fates { rates: [rates; 4], air, met_no2: 0.5 };
        let path = march(&release(100.0), &fates, &weather_at(293.15), &Daylight::NIGHT, &limits(&[600.0]));
        let l = path.ledger;
        let udmh = l.transformed[0] + l.deposited[0] + l.airborne[0] + l.left_domain[0];
        assert!((udmh / 100.0 - 1.0).abs() < 1e-12, "{udmh}");
        let ndma = l.transformed[2] + l.deposited[2] + l.airborne[2] + l.left_domain[2];
        assert!((ndma / l.formed[2] - 1.0).abs() < 1e-12);
        assert!(l.formed[2] > 0.0 && l.formed[2] < l.transformed[0]);
    }

    /// A window shorter than a long release sees the plateau 1/duration; a window longer than the passage sees all.
    #[test]
    fn window_means_have_the_right_limits() {
        assert!((mean_over_dosage_per_s(600.0, 7_200.0, 30.0) * 7_200.0 - 1.0).abs() < 1e-9);
        assert!((mean_over_dosage_per_s(3_600.0, 60.0, 30.0) * 3_600.0 - 1.0).abs() < 1e-9);
        let puff = mean_over_dosage_per_s(60.0, 0.0, 1_000.0);
        assert!((puff / peak_over_dosage_per_s(0.0, 1_000.0) - 1.0).abs() < 1e-3);
    }

    /// Where nothing reacts results scale with mass.
    #[test]
    fn is_linear_in_mass() {
        let rates = LossRates { deposition_velocity_m_s: 3e-3, scavenging_per_s: 0.0 };
        let fates = Fates { rates: [rates; 4], ..Fates::default() };
        let one = march(&release(1.0), &fates, &weather_at(293.15), &Daylight::NIGHT, &limits(&[600.0]));
        let ten = march(&release(10.0), &fates, &weather_at(293.15), &Daylight::NIGHT, &limits(&[600.0]));
        for (a, b) in one.nodes.iter().zip(&ten.nodes) {
            assert!((10.0 * a.dosage_kg_s_m3[0] - b.dosage_kg_s_m3[0]).abs() <= 1e-12 * b.dosage_kg_s_m3[0]);
        }
    }
}
