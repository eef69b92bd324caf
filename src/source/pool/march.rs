//! The life of a pool, step by step: spreading, soaking in, evaporating.

use super::fate::{Moment, PoolFate, Wetted};
use super::heat::{Surroundings, Warmth};
use super::liquid::Liquid;
use super::soil::{Soaking, Texture};
use super::{PoolCase, PoolError};

/// Bands of equal area from the middle of the spill outwards: each has its own age and depth of soaking.
const BANDS: usize = 32;

/// Most of the spill that a step may take away.
const SHARE_PER_STEP: f64 = 1.0 / 150.0;

/// Most that the radius may grow in a step.
const GROWTH_PER_STEP: f64 = 0.06;

/// Most that the temperature may change in a step, K, where the step can be shortened.
const WARMING_PER_STEP_K: f64 = 2.0;

/// First, shortest and longest step, s. The longest follows the sun.
const STEP_S: (f64, f64, f64) = (0.1, 0.02, 600.0);

/// Time after which what is left of a pool is no longer followed, s: 30 days.
pub const TIME_MAX_S: f64 = 30.0 * 86_400.0;

/// Soaked in and wetted for how long, of one band.
#[derive(Debug, Clone, Copy, Default)]
struct Band {
    soaked_m: f64,
    wetted_s: f64,
}

struct Pool<'a> {
    case: &'a PoolCase<'a>,
    around: Surroundings<'a>,
    texture: Texture,
    full_area_m2: f64,
    bands: [Band; BANDS],
    left_kg: f64,
    evaporated_kg: f64,
    soaked_kg: f64,
    area_m2: f64,
    temperature_k: f64,
    time_s: f64,
}

/// What a step would do.
struct Step {
    warmth: Warmth,
    soaked_m: [f64; BANDS],
    evaporated_kg: f64,
    soaked_kg: f64,
}

/// The fate of a spill.
///
/// ```text
/// dm/dt = -E(T) A - rho sum(f_i A_i)
/// ```
/// m liquid left, A pool area, E loss of vapour at the pool's temperature, f_i rate of infiltration in the band i. What
/// leaves the pool is booked as vapour or soil in the same step, so mass closes to rounding.
///
/// # Valid range
/// One liquid; air that does not change but for the sun; at most 30 days. A boiling pool is mixed; a crust of frozen
/// liquid, films of drops on plants and snow are not in here.
///
/// # Errors
/// [`PoolError`] where the table lacks a property or a number of the case is out of its range.
pub fn fate(case: &PoolCase<'_>) -> Result<PoolFate, PoolError> {
    case.check()?;
    let liquid = Liquid::new(case.properties, case.vapour_pressure_factor)?;
    let mut pool = Pool::new(case, liquid);
    let mut history = vec![pool.moment()];
    let mut step_s = STEP_S.0;
    while pool.left_kg > 0.0 && pool.time_s < TIME_MAX_S {
        step_s = pool.advance((1.5 * step_s).min(STEP_S.2));
        history.push(pool.moment());
    }
    Ok(pool.into_fate(history))
}

impl<'a> Pool<'a> {
    fn new(case: &'a PoolCase<'a>, liquid: Liquid<'a>) -> Self {
        let around = Surroundings::new(case, liquid);
        let temperature_k = case.liquid_temperature_k.max(liquid.melting_k);
        let volume_m3 = case.mass_kg / liquid.density_kg_m3(temperature_k.min(around.boiling_k));
        Self {
            case,
            around,
            texture: case.ground.texture,
            full_area_m2: case.terrain.resting_area_m2(volume_m3),
            bands: [Band::default(); BANDS],
            left_kg: case.mass_kg,
            evaporated_kg: 0.0,
            soaked_kg: 0.0,
            area_m2: case.terrain.start_area_m2(volume_m3),
            temperature_k,
            time_s: 0.0,
        }
    }

    /// Share of a band under the pool.
    fn covered(&self, band: usize) -> f64 {
        (self.area_m2 / self.full_area_m2 * BANDS as f64 - band as f64).clamp(0.0, 1.0)
    }

    /// Takes one step, shortened until it changes little enough; returns its length.
    fn advance(&mut self, longest_s: f64) -> f64 {
        let density = self.around.liquid.density_kg_m3(self.temperature_k.min(self.around.boiling_k));
        let mean_depth_m = self.left_kg / density / self.area_m2;
        let radius_m = (self.area_m2 / std::f64::consts::PI).sqrt();
        let viscosity = self.around.liquid.viscosity_pa_s(self.temperature_k) / density;
        let speed_m_s = self.case.terrain.edge_speed_m_s(mean_depth_m, radius_m, viscosity);
        let mut step_s = longest_s.min(GROWTH_PER_STEP * radius_m / speed_m_s.max(1e-12));
        let mut step = self.propose(step_s, mean_depth_m, density);
        while step_s > STEP_S.1 && self.too_long(&step) {
            step_s *= 0.6;
            step = self.propose(step_s, mean_depth_m, density);
        }
        self.take(&step, step_s);
        self.resize(radius_m + speed_m_s * step_s);
        step_s
    }

    fn too_long(&self, step: &Step) -> bool {
        let superheated = self.temperature_k > self.around.boiling_k;
        let warmed_k = (step.warmth.temperature_k - self.temperature_k).abs();
        step.evaporated_kg + step.soaked_kg > SHARE_PER_STEP * self.case.mass_kg
            || (!superheated && warmed_k > WARMING_PER_STEP_K)
    }

    fn propose(&self, step_s: f64, mean_depth_m: f64, density_kg_m3: f64) -> Step {
        let diameter_m = (4.0 * self.area_m2 / std::f64::consts::PI).sqrt();
        let drivers = self.around.drivers(self.time_s, diameter_m, self.root_age_per_s(step_s));
        let warmth = self.around.step(&drivers, self.temperature_k, mean_depth_m * density_kg_m3, step_s);
        let ground = &self.case.ground;
        let soaking = Soaking::new(
            &self.around.liquid,
            self.texture,
            ground.wet_share,
            ground.conductivity_factor,
            warmth.temperature_k,
        );
        let band_m2 = self.full_area_m2 / BANDS as f64;
        let (mut soaked_m, mut volume_m3) = ([0.0; BANDS], 0.0);
        for (k, gain) in soaked_m.iter_mut().enumerate() {
            let covered = self.covered(k);
            if covered <= 0.0 {
                break;
            }
            let inside_m2 = (k as f64 + 0.5 * covered) * band_m2;
            let head_m = self.case.terrain.head_m(inside_m2, self.area_m2, mean_depth_m);
            let before_m = self.bands[k].soaked_m;
            *gain = covered * (soaking.after_m(before_m, head_m, step_s) - before_m).max(0.0);
            volume_m3 += *gain * band_m2;
        }
        Step {
            warmth,
            soaked_m,
            evaporated_kg: warmth.flux_kg_m2_s * self.area_m2 * step_s,
            soaked_kg: volume_m3 * density_kg_m3,
        }
    }

    /// Mean over the wetted bands of 2 (sqrt(t1) - sqrt(t0)) / (t1 - t0), s^-1/2.
    fn root_age_per_s(&self, step_s: f64) -> f64 {
        let (mut sum, mut weight) = (0.0, 0.0);
        for (k, band) in self.bands.iter().enumerate() {
            let covered = self.covered(k);
            sum += covered * 2.0 * ((band.wetted_s + step_s).sqrt() - band.wetted_s.sqrt()) / step_s;
            weight += covered;
        }
        sum / f64::max(weight, f64::MIN_POSITIVE)
    }

    /// Books a step; the last one takes just what is left.
    fn take(&mut self, step: &Step, step_s: f64) {
        let wanted_kg = step.evaporated_kg + step.soaked_kg;
        let share = if wanted_kg >= self.left_kg { self.left_kg / wanted_kg } else { 1.0 };
        for k in 0..BANDS {
            if self.covered(k) > 0.0 {
                self.bands[k].soaked_m += share * step.soaked_m[k];
                self.bands[k].wetted_s += share * step_s;
            }
        }
        self.evaporated_kg += share * step.evaporated_kg;
        self.soaked_kg += share * step.soaked_kg;
        self.left_kg = if share < 1.0 { 0.0 } else { (self.left_kg - wanted_kg).max(0.0) };
        self.temperature_k = step.warmth.temperature_k;
        self.time_s += share * step_s;
    }

    /// Area after a step: open spills keep what they have wetted, a crater's pool shrinks with its level.
    fn resize(&mut self, radius_m: f64) {
        let volume_m3 = self.left_kg / self.around.liquid.density_kg_m3(self.temperature_k);
        self.area_m2 = match self.case.terrain {
            super::Terrain::Open { .. } => (std::f64::consts::PI * radius_m * radius_m).min(self.full_area_m2),
            terrain => terrain.resting_area_m2(volume_m3).min(self.full_area_m2),
        }
        .max(1e-6 * self.full_area_m2);
    }

    fn moment(&self) -> Moment {
        Moment {
            time_s: self.time_s,
            evaporated_kg: self.evaporated_kg,
            soaked_kg: self.soaked_kg,
            area_m2: self.area_m2,
            temperature_k: self.temperature_k,
        }
    }

    fn into_fate(self, history: Vec<Moment>) -> PoolFate {
        let largest_m2 = history.iter().map(|moment| moment.area_m2).fold(0.0, f64::max);
        let coldest_k = history.iter().map(|moment| moment.temperature_k).fold(f64::INFINITY, f64::min);
        let band_m2 = self.full_area_m2 / BANDS as f64;
        let density_kg_m3 = self.soaked_density_kg_m3(band_m2);
        PoolFate {
            spilt_kg: self.case.mass_kg,
            evaporated_kg: self.evaporated_kg,
            soaked_kg: self.soaked_kg,
            left_kg: self.left_kg,
            wetted_area_m2: largest_m2,
            end_s: self.time_s,
            coldest_k,
            history,
            wetted: Wetted {
                band_area_m2: band_m2,
                soaked_m: self.bands.iter().map(|band| band.soaked_m).filter(|depth| *depth > 0.0).collect(),
                density_kg_m3,
                fillable: self.texture.effective_porosity * (1.0 - self.case.ground.wet_share),
                retention: self.case.ground.retention,
                bulk_density_kg_m3: self.case.ground.bulk_density_kg_m3,
                bound_kg_kg: if self.around.liquid.mixes_with_water() { self.case.ground.bound_kg_kg } else { 0.0 },
            },
        }
    }

    /// Mean density of what soaked in, kg/m3, so that depth and mass of the soil fit each other exactly.
    fn soaked_density_kg_m3(&self, band_m2: f64) -> f64 {
        let volume_m3 = band_m2 * self.bands.iter().map(|band| band.soaked_m).sum::<f64>();
        if volume_m3 > 0.0 { self.soaked_kg / volume_m3 } else { self.around.liquid.density_kg_m3(self.temperature_k) }
    }
}
