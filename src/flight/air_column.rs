//! The air that one member's pieces fall through: density, sound and wind on a grid of heights, made once and looked
//! up a thousand times a fall.

use crate::atmosphere;
use crate::climatology::SeasonalAir;
use crate::constants::{GAS_CONSTANT_J_MOL_K, GRAVITY_M_S2, MOLAR_MASS_AIR_KG_MOL};
use crate::weather::Weather;

/// Lowest height of the grid, m above the ellipsoid; what lies below has the air of this height.
const BOTTOM_M: f64 = -1_000.0;
/// Spacing of the grid, m. Between two heights density is exponential, the rest linear: 3e-6 of density.
const SPACING_M: f64 = 100.0;
/// Cells of the grid: to 120 km.
const CELLS: usize = 1_210;
/// Top of the grid, m.
const TOP_M: f64 = BOTTOM_M + CELLS as f64 * SPACING_M;

/// Height at which the ground's departure from the standard temperature has faded, m: the tropopause of the standard.
/// Assumed.
const TEMPERATURE_FADES_M: f64 = 11_000.0;

/// Heights between which the departure of the day's pressure from that of the season fades, m. Assumed: weather
/// systems of the lower air end in the lower stratosphere.
const PRESSURE_FADES_M: (f64, f64) = (15_000.0, 30_000.0);

/// Jump of slope from which a height counts as a kink, relative drag per m: a third of the weakest at the end of a layer
/// of the standard (4e-6 at 71 km; 3e-5 at the tropopause), ten times the bend within a layer.
const KINK_PER_M: f64 = 1.5e-6;
/// Speed at which a jump of shear is turned into one of relative drag, m/s: of bodies that leave the air again.
const KINK_SPEED_M_S: f64 = 3_000.0;

/// Air by height.
///
/// # Assumptions
/// - The air of the season is the US Standard Atmosphere 1976 with the season's departure from the yearly mean.
/// - The air of the day departs from it in temperature by what it does at the ground, fading linearly to nothing at 11 km;
///   pressure starts from the one at the ground and follows in hydrostatic equilibrium. Its departure has faded at 30 km.
/// - The density factor of the day holds at all heights.
/// - Wind is that of the weather by height above ground, which has the wind of the season above the observed one. It has
///   no vertical part.
/// - Heights above the ellipsoid are taken as heights above the sea: 35 m, or 0.4 % of density, in Kazakhstan.
#[derive(Debug, Clone, PartialEq)]
pub struct AirColumn {
    nodes: Vec<Node>,
    density_factor: f64,
    /// Heights at which drag has a kink, rising, m.
    kinks_m: Vec<f64>,
}

/// The air at a height of the grid, and the way to the next.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Node {
    density_kg_m3: f64,
    log_density_slope_per_m: f64,
    inverse_sound_s_m: f64,
    inverse_sound_slope: f64,
    wind_u_m_s: f64,
    shear_u_per_s: f64,
    wind_v_m_s: f64,
    shear_v_per_s: f64,
}

/// The air at one height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Air {
    /// Density, kg/m3.
    pub density_kg_m3: f64,
    /// Slope of its natural logarithm, 1/m.
    pub log_density_slope_per_m: f64,
    /// Inverse of the speed of sound, s/m.
    pub inverse_sound_s_m: f64,
    /// Wind towards the east, m/s.
    pub wind_u_m_s: f64,
    /// Its change with height, 1/s.
    pub shear_u_per_s: f64,
    /// Wind towards the north, m/s.
    pub wind_v_m_s: f64,
    /// Its change with height, 1/s.
    pub shear_v_per_s: f64,
}

impl AirColumn {
    /// The air over a place with its ground at a height above the ellipsoid, m.
    ///
    pub fn new(weather: &Weather, surface_m: f64) -> Self {
        let surface =
            Surface { height_m: surface_m, temperature_k: weather.temperature_k, pressure_pa: weather.pressure_pa };
        let wind_m_s = |height_m| weather.wind_m_s(height_m - surface_m);
        Self::build(&surface, &weather.season, weather.density_factor, wind_m_s)
    }

    /// The US Standard Atmosphere 1976 with a wind (east, north, m/s) by height above the ellipsoid.
    pub fn standard(density_factor: f64, wind_m_s: impl Fn(f64) -> (f64, f64)) -> Self {
        let (temperature_k, pressure_pa) = (atmosphere::temperature_k(0.0), atmosphere::pressure_pa(0.0));
        let surface = Surface { height_m: 0.0, temperature_k, pressure_pa };
        Self::build(&surface, &SeasonalAir::none(), density_factor, wind_m_s)
    }

    fn build(
        surface: &Surface,
        season: &SeasonalAir,
        density_factor: f64,
        wind_m_s: impl Fn(f64) -> (f64, f64),
    ) -> Self {
        let heights = (0..=CELLS).map(|k| BOTTOM_M + k as f64 * SPACING_M);
        let base: Vec<Base> = heights.map(|height_m| Base::at(height_m, season)).collect();
        let departures = surface.departure(&base, season);
        let ends: Vec<Node> = base.iter().zip(departures).map(|(b, d)| b.node(d, wind_m_s(b.height_m))).collect();
        let nodes: Vec<Node> = ends.windows(2).map(|pair| pair[0].towards(&pair[1], density_factor)).collect();
        let kinks_m = kinks_m(&nodes);
        Self { nodes, density_factor, kinks_m }
    }

    /// The air at a height above the ellipsoid, m. Above the grid density is that of the standard times the factor.
    #[inline(always)]
    pub fn at(&self, height_m: f64) -> Air {
        if height_m >= TOP_M {
            return self.above(height_m);
        }
        let place = ((height_m - BOTTOM_M) * (1.0 / SPACING_M)).max(0.0);
        // The saturating cast of a NaN is 0.
        let cell = (place as usize).min(CELLS - 1);
        let node = &self.nodes[cell];
        let rise_m = (place - cell as f64) * SPACING_M;
        Air {
            density_kg_m3: node.density_kg_m3 * exponential(node.log_density_slope_per_m * rise_m),
            log_density_slope_per_m: node.log_density_slope_per_m,
            inverse_sound_s_m: node.inverse_sound_s_m + node.inverse_sound_slope * rise_m,
            wind_u_m_s: node.wind_u_m_s + node.shear_u_per_s * rise_m,
            shear_u_per_s: node.shear_u_per_s,
            wind_v_m_s: node.wind_v_m_s + node.shear_v_per_s * rise_m,
            shear_v_per_s: node.shear_v_per_s,
        }
    }

    /// The next height above at which the slope of density or wind jumps, m.
    pub(super) fn kink_above(&self, height_m: f64) -> Option<f64> {
        self.kinks_m.get(self.kinks_m.partition_point(|kink_m| *kink_m <= height_m)).copied()
    }

    #[cold]
    fn above(&self, height_m: f64) -> Air {
        const STEP_M: f64 = 10.0;
        let density_kg_m3 = atmosphere::density_kg_m3(height_m);
        let higher_kg_m3 = atmosphere::density_kg_m3(height_m + STEP_M);
        let slope = if higher_kg_m3 > 0.0 { (higher_kg_m3 / density_kg_m3).ln() / STEP_M } else { 0.0 };
        let top = self.nodes[CELLS - 1];
        Air {
            density_kg_m3: density_kg_m3 * self.density_factor,
            log_density_slope_per_m: slope,
            inverse_sound_s_m: top.inverse_sound_s_m,
            wind_u_m_s: top.wind_u_m_s + top.shear_u_per_s * SPACING_M,
            shear_u_per_s: 0.0,
            wind_v_m_s: top.wind_v_m_s + top.shear_v_per_s * SPACING_M,
            shear_v_per_s: 0.0,
        }
    }
}

/// Heights at which drag has a kink: of two neighbours the stronger.
fn kinks_m(nodes: &[Node]) -> Vec<f64> {
    let strength = |k: usize| {
        let Some(pair) = nodes.get(k.wrapping_sub(1)..k + 1) else { return 0.0 };
        let shear = (pair[1].shear_u_per_s - pair[0].shear_u_per_s).abs()
            + (pair[1].shear_v_per_s - pair[0].shear_v_per_s).abs();
        (pair[1].log_density_slope_per_m - pair[0].log_density_slope_per_m).abs() + 2.0 * shear / KINK_SPEED_M_S
    };
    let strongest = |k: &usize| strength(*k) > KINK_PER_M.max(strength(k - 1)) && strength(*k) >= strength(k + 1);
    (1..nodes.len()).filter(strongest).map(|k| BOTTOM_M + k as f64 * SPACING_M).collect()
}

/// `exp(x)` for the small x of one cell, |x| < 0.03: the remainder of the series is below 1e-12.
#[inline(always)]
fn exponential(x: f64) -> f64 {
    1.0 + x * (1.0 + x * (1.0 / 2.0 + x * (1.0 / 6.0 + x * (1.0 / 24.0 + x * (1.0 / 120.0)))))
}

/// The air of the season at a height of the grid.
#[derive(Debug, Clone, Copy)]
struct Base {
    height_m: f64,
    density_kg_m3: f64,
    temperature_k: f64,
}

/// Departure of the day from the season at a height: of temperature (K), and of the logarithm of pressure.
#[derive(Debug, Clone, Copy, Default)]
struct Departure {
    temperature_k: f64,
    log_pressure: f64,
}

/// The air at the ground.
struct Surface {
    height_m: f64,
    temperature_k: f64,
    pressure_pa: f64,
}

impl Base {
    fn at(height_m: f64, season: &SeasonalAir) -> Self {
        let here = season.at(height_m);
        Self {
            height_m,
            density_kg_m3: atmosphere::density_kg_m3(height_m) * here.density_ratio,
            temperature_k: atmosphere::temperature_k(height_m) + here.warmth_k,
        }
    }

    fn pressure_pa(&self) -> f64 {
        let (density_kg_m3, temperature_k) =
            (atmosphere::density_kg_m3(self.height_m), atmosphere::temperature_k(self.height_m));
        atmosphere::pressure_pa(self.height_m) * self.density_kg_m3 / density_kg_m3 * self.temperature_k / temperature_k
    }

    fn node(&self, departure: Departure, (wind_u_m_s, wind_v_m_s): (f64, f64)) -> Node {
        let temperature_k = self.temperature_k + departure.temperature_k;
        Node {
            density_kg_m3: self.density_kg_m3 * departure.log_pressure.exp() * self.temperature_k / temperature_k,
            log_density_slope_per_m: 0.0,
            inverse_sound_s_m: 1.0 / atmosphere::sound_speed_m_s(temperature_k),
            inverse_sound_slope: 0.0,
            wind_u_m_s,
            shear_u_per_s: 0.0,
            wind_v_m_s,
            shear_v_per_s: 0.0,
        }
    }
}

impl Surface {
    /// Departures at the heights of the grid from the bottom up.
    ///
    /// ```text
    /// d(ln p - ln p_s)/dz = -(g/R) (1/T - 1/T_s)
    /// ```
    /// p and T pressure and temperature, with index s those of the season, R gas constant of air. Below the ground
    /// the departure is that at the ground.
    fn departure(&self, base: &[Base], season: &SeasonalAir) -> Vec<Departure> {
        const G_OVER_R_K_M: f64 = GRAVITY_M_S2 * MOLAR_MASS_AIR_KG_MOL / GAS_CONSTANT_J_MOL_K;
        let ground = Base::at(self.height_m, season);
        let warmth_k = |height_m: f64| {
            let share = (TEMPERATURE_FADES_M - height_m) / (TEMPERATURE_FADES_M - self.height_m);
            (self.temperature_k - ground.temperature_k) * share.clamp(0.0, 1.0)
        };
        let mut log_pressure = (self.pressure_pa / ground.pressure_pa()).ln();
        let mut below_k = ground.temperature_k;
        let mut departures = Vec::with_capacity(base.len());
        for here in base {
            // The part of the cell below this height that lies above the ground.
            let part_m = (here.height_m - self.height_m).clamp(0.0, SPACING_M);
            if part_m > 0.0 {
                let (season_k, warmer_k) =
                    (0.5 * (below_k + here.temperature_k), warmth_k(here.height_m - 0.5 * part_m));
                log_pressure -= part_m * G_OVER_R_K_M * (1.0 / (season_k + warmer_k) - 1.0 / season_k);
                below_k = here.temperature_k;
            }
            let (from_m, to_m) = PRESSURE_FADES_M;
            let held = ((to_m - here.height_m) / (to_m - from_m)).clamp(0.0, 1.0);
            departures.push(Departure { temperature_k: warmth_k(here.height_m), log_pressure: log_pressure * held });
        }
        departures
    }
}

impl Node {
    fn towards(self, next: &Self, density_factor: f64) -> Self {
        Self {
            density_kg_m3: self.density_kg_m3 * density_factor,
            log_density_slope_per_m: (next.density_kg_m3 / self.density_kg_m3).ln() / SPACING_M,
            inverse_sound_slope: (next.inverse_sound_s_m - self.inverse_sound_s_m) / SPACING_M,
            shear_u_per_s: (next.wind_u_m_s - self.wind_u_m_s) / SPACING_M,
            shear_v_per_s: (next.wind_v_m_s - self.wind_v_m_s) / SPACING_M,
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calm(_: f64) -> (f64, f64) {
        (0.0, 0.0)
    }

    /// Between the heights of the grid: 1e-5 of density away from the kinks at the layers' ends, 8e-4 at them.
    #[test]
    fn the_grid_follows_the_standard() {
        let air = AirColumn::standard(1.0, calm);
        for k in 0..2_500 {
            let height_m = -1_000.0 + 49.7 * f64::from(k);
            let exact = atmosphere::density_kg_m3(height_m);
            let found = air.at(height_m);
            assert!((found.density_kg_m3 / exact - 1.0).abs() < 8e-4, "{height_m}: {found:?} for {exact}");
            let sound_m_s = atmosphere::sound_speed_m_s(atmosphere::temperature_k(height_m));
            assert!((found.inverse_sound_s_m * sound_m_s - 1.0).abs() < 3e-4, "{height_m}");
        }
        assert!((air.at(5_050.0).density_kg_m3 / atmosphere::density_kg_m3(5_050.0) - 1.0).abs() < 1e-5);
        assert!((air.at(119_999.9).density_kg_m3 / air.at(120_000.1).density_kg_m3 - 1.0).abs() < 1e-3);
        assert_eq!(air.at(2e6).density_kg_m3, 0.0);
        assert!(air.at(f64::NAN).density_kg_m3 > 0.0);
    }

    /// Colder and at standard pressure at the ground: denser there, thinner from 8 to 9 km on, where density hardly
    /// changes with the season (the isopycnic level, about 8 km), as without departure above 86 km.
    #[test]
    fn cold_air_is_denser_below_and_thinner_aloft() {
        let cold = Surface { height_m: 100.0, temperature_k: 258.15, pressure_pa: atmosphere::pressure_pa(100.0) };
        let cold = AirColumn::build(&cold, &SeasonalAir::none(), 1.0, calm);
        let ratio = |height_m: f64| cold.at(height_m).density_kg_m3 / atmosphere::density_kg_m3(height_m);
        assert!((ratio(100.0) - 287.5 / 258.15).abs() < 1e-3, "{}", ratio(100.0));
        assert!((ratio(8_000.0) - 1.0).abs() < 0.06 && ratio(11_500.0) < 0.97, "{} {}", ratio(8e3), ratio(11.5e3));
        assert!((ratio(90_000.0) - 1.0).abs() < 2e-3);
        assert!(cold.at(100.0).inverse_sound_s_m > AirColumn::standard(1.0, calm).at(100.0).inverse_sound_s_m);
    }

    /// The ideal gas law and hydrostatics: the mass above a height is pressure over gravity. 0.5 % for gravity's fall
    /// with height (0.3 % per 10 km), which the standard has and the check has not.
    #[test]
    fn the_column_weighs_what_the_ground_carries() {
        let warm = Surface { height_m: 0.0, temperature_k: 303.15, pressure_pa: 100_000.0 };
        let air = AirColumn::build(&warm, &SeasonalAir::none(), 1.0, calm);
        let mass_kg_m2: f64 = (0..6_000).map(|k| 10.0 * air.at(5.0 + 10.0 * f64::from(k)).density_kg_m3).sum();
        assert!((mass_kg_m2 * GRAVITY_M_S2 / 100_000.0 - 1.0).abs() < 5e-3, "{mass_kg_m2}");
    }

    /// The ends of the standard's layers (geopotential 11, 20, 32, 47, 51 and 71 km; table 4) are kinks, and so is a
    /// change of wind.
    #[test]
    fn the_ends_of_the_layers_are_kinks() {
        let air = AirColumn::standard(1.0, calm);
        let found: Vec<f64> = air.kinks_m.iter().copied().filter(|height_m| *height_m < 80_000.0).collect();
        let expected = [11_019.0, 20_063.0, 32_162.0, 47_350.0, 51_413.0, 71_802.0];
        assert!(found.len() == expected.len(), "{found:?}");
        for (found_m, expected_m) in found.iter().zip(expected) {
            assert!((found_m - expected_m).abs() <= SPACING_M, "{found_m} for {expected_m}");
        }
        let jet = AirColumn::standard(1.0, |height_m| (0.01 * height_m.min(9_000.0), 0.0));
        assert_eq!(jet.kink_above(0.0), Some(9_000.0));
        assert_eq!(jet.kink_above(1e6), None);
    }

    /// Factor and wind arrive; wind is held above the grid.
    #[test]
    fn factor_and_wind_arrive() {
        let air = AirColumn::standard(1.1, |height_m| (height_m * 1e-3, -5.0));
        let found = air.at(10_050.0);
        assert!((found.density_kg_m3 / AirColumn::standard(1.0, calm).at(10_050.0).density_kg_m3 - 1.1).abs() < 1e-12);
        assert!((found.wind_u_m_s - 10.05).abs() < 1e-9 && (found.shear_u_per_s - 1e-3).abs() < 1e-12);
        assert!((air.at(3e5).wind_u_m_s - 120.0).abs() < 1e-9 && (air.at(3e5).wind_v_m_s + 5.0).abs() < 1e-12);
    }
}
