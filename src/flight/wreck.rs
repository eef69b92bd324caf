//! What falls: drag area and ballistic coefficient of stages, stacks and the classes of fragments.

use rand::{Rng, RngExt};

use super::budget::StageState;
use super::drag::DragShape;
use crate::range::{Range, standard_normal};
use crate::substance::Masses;

/// Drag coefficient of a stage that flies end on, on its frontal area, at low Mach number: the lower part of the 0.7 to 1.5
/// that the environmental passport of zone Yu-24 (2002) has for the whole fall; the rise with Mach number is in the curves
/// of `flight::drag`.
pub const DRAG_COEFFICIENT_END_ON: Range = Range::uniform(0.7, 1.0);

/// Drag coefficient of a tumbling stage on its mean projected area, subsonic: a cylinder across the flow has 1.2 below
/// and 0.6 to 0.7 above the drag crisis (Hoerner 1965, Fluid-Dynamic Drag, section 3).
pub const DRAG_COEFFICIENT_TUMBLING: Range = Range::uniform(0.6, 1.2);

/// Share of the fall that a wreck tumbles instead of flying end on, where nothing is known: 0 to 1.
pub const TUMBLING_SHARE: Range = Range::uniform(0.0, 1.0);

/// Departure of one fall from the mean drag of its kind, one standard deviation. Calibrated with the spread of the
/// ascent (`flight::ascent`).
const DRAG_SIGMA: f64 = 0.05;

/// Share of the dry mass, and of the length, that a tank section has of its stage, 0.3 to 0.6. Assumed.
const TANK_SHARE: Range = Range::uniform(0.3, 0.6);

/// Classes of fragments that a broken stage leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FragmentClass {
    /// Tanks with what they still hold.
    Tanks,
    /// Engines.
    Engine,
    /// Shells of burst tanks, interstages, fairings.
    Shell,
    /// Skin and other light pieces.
    Skin,
}

impl FragmentClass {
    /// All classes, the heaviest for its drag in the middle.
    pub const ALL: [Self; 4] = [Self::Tanks, Self::Engine, Self::Shell, Self::Skin];

    /// Word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Tanks => "tanks",
            Self::Engine => "engine",
            Self::Shell => "shell",
            Self::Skin => "skin",
        }
    }

    /// How its drag depends on the Mach number.
    pub fn shape(self) -> DragShape {
        match self {
            Self::Tanks | Self::Shell => DragShape::TankShell,
            Self::Engine => DragShape::Engine,
            Self::Skin => DragShape::Skin,
        }
    }

    /// Ballistic coefficient, kg/m2: engines 3000 to 5000, shells 50 to 150, skin 5 to 30 (domain reference 7.1, from
    /// memory); tanks by their mass, size and content.
    fn ballistic_coefficient_kg_m2(self, stage: &StageState, inside: &Masses, rng: &mut impl Rng) -> f64 {
        match self {
            Self::Tanks => tank_ballistic_kg_m2(stage, inside, rng),
            Self::Engine => Range::uniform(3_000.0, 5_000.0).sample(rng),
            Self::Shell => Range::uniform(50.0, 150.0).sample(rng),
            Self::Skin => Range::log_uniform(5.0, 30.0).sample(rng),
        }
    }

    /// Largest speed that the break-up gives it, m/s: by the load of the air, and by an explosion. Assumed, after the 30
    /// to 300 m/s of fragments of propellant explosions, light pieces fastest (Baker et al. 1977, NASA CR-134906).
    fn kick_max_m_s(self, explodes: bool) -> f64 {
        match (self, explodes) {
            (Self::Tanks, false) => 20.0,
            (Self::Engine, false) => 10.0,
            (Self::Shell, false) => 40.0,
            (Self::Skin, false) => 50.0,
            (Self::Tanks, true) => 60.0,
            (Self::Engine, true) => 40.0,
            (Self::Shell, true) => 150.0,
            (Self::Skin, true) => 250.0,
        }
    }

    /// A kick in a direction that is equally likely everywhere on the sphere: east, north and up, m/s.
    pub fn kick_m_s(self, explodes: bool, rng: &mut impl Rng) -> [f64; 3] {
        anywhere(self.kick_max_m_s(explodes) * rng.random::<f64>(), rng)
    }
}

/// A velocity of a given size in a direction that is equally likely everywhere on the sphere: east, north and up.
pub(super) fn anywhere(speed_m_s: f64, rng: &mut impl Rng) -> [f64; 3] {
    let up = 2.0 * rng.random::<f64>() - 1.0;
    let (sin, cos) = (std::f64::consts::TAU * rng.random::<f64>()).sin_cos();
    let level = (1.0 - up * up).sqrt();
    [speed_m_s * level * sin, speed_m_s * level * cos, speed_m_s * up]
}

/// A fragment of a stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Fragment {
    /// Class.
    pub class: FragmentClass,
    /// Ballistic coefficient, kg/m2.
    pub ballistic_coefficient_kg_m2: f64,
    /// Propellant inside.
    pub inside: Masses,
}

/// One fragment of each class of a stage, with `inside` in its tanks; a stage that is only an engine block or a
/// spacecraft has the same classes.
pub fn fragments(stage: &StageState, inside: Masses, rng: &mut impl Rng) -> Vec<Fragment> {
    let held = |class| if class == FragmentClass::Tanks { inside } else { Masses::default() };
    let fragment = |class: FragmentClass, rng: &mut _| Fragment {
        class,
        ballistic_coefficient_kg_m2: class.ballistic_coefficient_kg_m2(stage, &inside, rng),
        inside: held(class),
    };
    FragmentClass::ALL.into_iter().map(|class| fragment(class, rng)).collect()
}

fn tank_ballistic_kg_m2(stage: &StageState, inside: &Masses, rng: &mut impl Rng) -> f64 {
    let share = TANK_SHARE.sample(rng);
    let mass_kg = stage.dry_mass_kg * share + inside.total_kg();
    let area_m2 = stage.blocks * tumbling_area_m2(stage.diameter_m, stage.length_m * share);
    mass_kg / (DRAG_COEFFICIENT_TUMBLING.sample(rng) * area_m2)
}

/// Ballistic coefficient of stages that fall in one piece, kg/m2.
///
/// ```text
/// beta = m / [ (1 - t) C_end A_end + t C_tumbling A_tumbling ]
/// ```
/// t share of the fall in which the wreck tumbles, A_end frontal area, A_tumbling the mean projected area of a convex
/// body in all positions, a quarter of its surface (Cauchy 1832). The coefficients are subsonic ones. A single stage
/// whose drag area is known from recovered ones has that, with a departure of each fall.
pub fn whole_ballistic_kg_m2(attached: &[StageState], rng: &mut impl Rng) -> f64 {
    let mass_kg: f64 = attached.iter().map(StageState::mass_kg).sum();
    if let [StageState { drag_area_m2: Some(range), .. }] = attached {
        return mass_kg / (range.sample(rng) * (DRAG_SIGMA * standard_normal(rng)).exp());
    }
    let coefficients = (DRAG_COEFFICIENT_END_ON.sample(rng), DRAG_COEFFICIENT_TUMBLING.sample(rng));
    mass_kg / drag_area_m2(attached, TUMBLING_SHARE.sample(rng), coefficients)
}

/// The same with the middle of each range.
pub fn nominal_whole_kg_m2(attached: &[StageState]) -> f64 {
    let mass_kg: f64 = attached.iter().map(StageState::mass_kg).sum();
    match attached {
        [StageState { drag_area_m2: Some(range), .. }] => mass_kg / range.best,
        _ => {
            let coefficients = (DRAG_COEFFICIENT_END_ON.best, DRAG_COEFFICIENT_TUMBLING.best);
            mass_kg / drag_area_m2(attached, TUMBLING_SHARE.best, coefficients)
        }
    }
}

/// Ballistic coefficient of the heaviest tanks of a broken vehicle, empty, with the middle of each range, kg/m2.
pub fn nominal_tanks_kg_m2(attached: &[StageState]) -> f64 {
    let of = |stage: &StageState| {
        let area_m2 = stage.blocks * tumbling_area_m2(stage.diameter_m, stage.length_m * TANK_SHARE.best);
        stage.dry_mass_kg * TANK_SHARE.best / (DRAG_COEFFICIENT_TUMBLING.best * area_m2)
    };
    attached.iter().map(of).fold(1.0, f64::max)
}

fn drag_area_m2(attached: &[StageState], tumbling_share: f64, (end_on, tumbling): (f64, f64)) -> f64 {
    let end_m2 = attached.iter().map(|s| s.blocks * circle_m2(s.diameter_m)).fold(0.1, f64::max);
    let sides_m2: f64 = attached.iter().map(|s| s.blocks * std::f64::consts::PI * s.diameter_m * s.length_m).sum();
    let tumbling_m2 = 0.25 * (2.0 * end_m2 + sides_m2);
    (1.0 - tumbling_share) * end_on * end_m2 + tumbling_share * tumbling * tumbling_m2
}

fn circle_m2(diameter_m: f64) -> f64 {
    std::f64::consts::FRAC_PI_4 * diameter_m * diameter_m
}

fn tumbling_area_m2(diameter_m: f64, length_m: f64) -> f64 {
    0.25 * (2.0 * circle_m2(diameter_m) + std::f64::consts::PI * diameter_m * length_m)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    fn first_stage(drag_area_m2: Option<Range>) -> StageState {
        StageState {
            number: 1,
            dry_mass_kg: 31_000.0,
            diameter_m: 7.4,
            length_m: 21.2,
            blocks: 1.0,
            drag_area_m2,
            left: Masses::default(),
        }
    }

    /// Proton's first stage end on: 31 t over 0.7 to 1.0 times 43 m2 is 720 to 1030 kg/m2; tumbling it is lighter for
    /// its drag, down to 31 t / (1.2 x 145 m2) = 178 kg/m2.
    #[test]
    fn an_empty_first_stage_lies_between_end_on_and_tumbling() {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        for _ in 0..500 {
            let beta = whole_ballistic_kg_m2(&[first_stage(None)], &mut rng);
            assert!((177.0..1_030.0).contains(&beta), "{beta}");
        }
    }

    /// A known drag area is used, and single falls depart from it by 10 %.
    #[test]
    fn a_known_drag_area_is_kept() {
        let mut rng = ChaCha8Rng::seed_from_u64(2);
        let stage = first_stage(Some(Range::exactly(62.0)));
        let logs: Vec<f64> =
            (0..2_000).map(|_| whole_ballistic_kg_m2(std::slice::from_ref(&stage), &mut rng).ln()).collect();
        let mean = logs.iter().sum::<f64>() / logs.len() as f64;
        let sigma = (logs.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / logs.len() as f64).sqrt();
        assert!((mean.exp() / 500.0 - 1.0).abs() < 0.01 && (sigma / DRAG_SIGMA - 1.0).abs() < 0.06, "{mean} {sigma}");
    }

    /// Two blocks that fall side by side fall like one of them.
    #[test]
    fn equal_blocks_fall_alike() {
        let one = first_stage(None);
        let two = StageState { blocks: 2.0, dry_mass_kg: 62_000.0, ..one.clone() };
        let beta =
            |stage: &StageState| whole_ballistic_kg_m2(std::slice::from_ref(stage), &mut ChaCha8Rng::seed_from_u64(3));
        assert!((beta(&one) / beta(&two) - 1.0).abs() < 1e-12);
    }

    /// Kicks point everywhere: their mean is zero within its standard error, and none is beyond the largest.
    #[test]
    fn kicks_have_no_direction() {
        let mut rng = ChaCha8Rng::seed_from_u64(4);
        let kicks: Vec<[f64; 3]> = (0..4_000).map(|_| FragmentClass::Skin.kick_m_s(true, &mut rng)).collect();
        for axis in 0..3 {
            let mean = kicks.iter().map(|kick| kick[axis]).sum::<f64>() / kicks.len() as f64;
            assert!(mean.abs() < 4.0, "{axis}: {mean}");
        }
        assert!(kicks.iter().all(|k| k.iter().map(|v| v * v).sum::<f64>().sqrt() <= 250.0));
    }
}
