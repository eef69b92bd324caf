//! The season above a place: how density and temperature depart from their yearly mean, and the mean zonal wind, from the
//! ground to 120 km.
//!
//! Weather files and observations end at 10 to 30 km, but a stage that falls from 70 km meets most of its drag between
//! 15 and 45 km, where the air of July is 10 to 20 % denser than that of January and the wind turns from west to east.

use nrlmsise00::{Input, MagneticActivity, Model, Scalar};
use num_dual::Dual64;

use crate::constants::{EARTH_ROTATION_RAD_S, GAS_CONSTANT_J_MOL_K, MOLAR_MASS_AIR_KG_MOL, WGS84_SEMI_MAJOR_M};
use crate::geodesy::LonLat;

/// Spacing of the levels, m.
const SPACING_M: f64 = 2_000.0;
/// Number of levels: up to 120 km.
const LEVELS: usize = 61;
/// Tables a year.
const TABLES: usize = 24;
/// Days between them.
const DAYS_BETWEEN: f64 = 365.0 / TABLES as f64;
/// Heights between which the geostrophic wind fades to nothing, m: tides take over there, and drag has become small.
const WIND_FADES_M: (f64, f64) = (80_000.0, 100_000.0);
/// Heights between which the season fades, m: above, drag is negligible.
const SEASON_FADES_M: (f64, f64) = (100_000.0, 120_000.0);
/// Solar flux at 10.7 cm and magnetic index of a year of middle activity; below 100 km they hardly matter.
const ACTIVITY: (f64, f64) = (130.0, 10.0);

/// The season at a height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SeasonAt {
    /// Density over that of the yearly mean.
    pub density_ratio: f64,
    /// Temperature less that of the yearly mean, K.
    pub warmth_k: f64,
    /// Wind towards the east, m/s.
    pub zonal_wind_m_s: f64,
}

/// The season above a place on one day of the year, at evenly spaced heights.
#[derive(Debug, Clone, PartialEq)]
pub struct SeasonalAir(Vec<SeasonAt>);

/// The seasons above a place through the year.
#[derive(Debug, Clone, PartialEq)]
pub struct Climatology(Vec<SeasonalAir>);

/// The air of the model at a height.
#[derive(Debug, Clone, Copy)]
struct ModelAir {
    density_kg_m3: f64,
    temperature_k: f64,
    zonal_wind_m_s: f64,
}

impl Climatology {
    /// The year above a place between the tropics and the polar circles, either hemisphere.
    ///
    /// Density and temperature are those of NRLMSISE-00; the zonal wind is in geostrophic balance with its pressure,
    /// `u = -(dp/dy) / (rho f)`, with the exact derivative of the model by latitude.
    ///
    /// # Valid range
    /// 0 to 120 km; latitudes from 25 degrees, where the balance holds. Day-to-day weather is not in it.
    ///
    /// # References
    /// Picone, Hedin, Drob & Aikin 2002, J. Geophys. Res. 107, 1468, doi:10.1029/2002JA009430.
    pub fn above(place: LonLat) -> Self {
        let model = Model::new();
        let column = |day: usize| -> Vec<ModelAir> {
            let day_of_year = 1.0 + day as f64 * DAYS_BETWEEN;
            (0..LEVELS).map(|k| air_at(&model, place, day_of_year as i32, k as f64 * SPACING_M)).collect()
        };
        let year: Vec<Vec<ModelAir>> = (0..TABLES).map(column).collect();
        let mean =
            |level: usize, of: fn(&ModelAir) -> f64| year.iter().map(|c| of(&c[level])).sum::<f64>() / TABLES as f64;
        let season = |level: usize, air: &ModelAir| {
            let held = fade(level as f64 * SPACING_M, SEASON_FADES_M);
            let density_ratio = (air.density_kg_m3 / mean(level, |air| air.density_kg_m3)).powf(held);
            let warmth_k = held * (air.temperature_k - mean(level, |air| air.temperature_k));
            SeasonAt { density_ratio, warmth_k, zonal_wind_m_s: air.zonal_wind_m_s }
        };
        let of_day = |air: &Vec<ModelAir>| SeasonalAir(air.iter().enumerate().map(|(k, air)| season(k, air)).collect());
        Self(year.iter().map(of_day).collect())
    }

    /// The season of a day of the year, 1 to 366.
    pub fn on(&self, day_of_year: f64) -> SeasonalAir {
        let position = ((day_of_year - 1.0) / DAYS_BETWEEN).rem_euclid(TABLES as f64);
        let (before, share) = (position as usize % TABLES, position.fract());
        let pairs = self.0[before].0.iter().zip(&self.0[(before + 1) % TABLES].0);
        SeasonalAir(pairs.map(|(a, b)| a.towards(b, share)).collect())
    }
}

impl SeasonAt {
    fn towards(&self, other: &Self, share: f64) -> Self {
        let mix = |a: f64, b: f64| a + share * (b - a);
        Self {
            density_ratio: mix(self.density_ratio.ln(), other.density_ratio.ln()).exp(),
            warmth_k: mix(self.warmth_k, other.warmth_k),
            zonal_wind_m_s: mix(self.zonal_wind_m_s, other.zonal_wind_m_s),
        }
    }
}

impl SeasonalAir {
    /// No season: the yearly mean without wind.
    pub fn none() -> Self {
        Self(vec![SeasonAt { density_ratio: 1.0, warmth_k: 0.0, zonal_wind_m_s: 0.0 }; LEVELS])
    }

    /// The season at a height above the sea; the lowest and highest level hold beyond the ends.
    pub fn at(&self, height_m: f64) -> SeasonAt {
        let position = (height_m / SPACING_M).clamp(0.0, (LEVELS - 1) as f64);
        let below = (position as usize).min(LEVELS - 2);
        self.0[below].towards(&self.0[below + 1], position - below as f64)
    }
}

/// One below the first height, nothing above the second, linear between.
fn fade(height_m: f64, (from_m, to_m): (f64, f64)) -> f64 {
    ((to_m - height_m) / (to_m - from_m)).clamp(0.0, 1.0)
}

fn air_at(model: &Model, place: LonLat, day_of_year: i32, height_m: f64) -> ModelAir {
    let of = |value: f64| Dual64::lift(value);
    // Noon of the local sun, so that the daily wave does not depend on the longitude.
    let noon_s = (12.0 - place.lon / 15.0).rem_euclid(24.0) * 3_600.0;
    let (flux, index) = ACTIVITY;
    let output = model.gtd7d(&Input::consistent(
        day_of_year,
        of(noon_s),
        of(height_m * 1e-3),
        Dual64::from(place.lat).derivative(),
        of(place.lon),
        of(flux),
        of(flux),
        MagneticActivity::Daily { ap: of(index) },
    ));
    let pressure_pa = output.total_mass * output.temperature * (GAS_CONSTANT_J_MOL_K / MOLAR_MASS_AIR_KG_MOL);
    let metres_per_degree = WGS84_SEMI_MAJOR_M.to_radians();
    let coriolis_per_s = 2.0 * EARTH_ROTATION_RAD_S * place.lat.to_radians().sin();
    let geostrophic_m_s = -pressure_pa.eps / metres_per_degree / (output.total_mass.re * coriolis_per_s);
    ModelAir {
        density_kg_m3: output.total_mass.re,
        temperature_k: output.temperature.re,
        zonal_wind_m_s: geostrophic_m_s * fade(height_m, WIND_FADES_M),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atmosphere;

    const ZHEZKAZGAN: LonLat = LonLat::new(67.7, 47.8);
    const JANUARY: f64 = 15.0;
    const JULY: f64 = 196.0;

    /// US Standard Atmosphere 1976 is a yearly mean of 45 N: the yearly mean of the model stays within 5 % of it up
    /// to 40 km (7 % at 50 km).
    #[test]
    fn the_yearly_mean_is_near_the_standard() {
        let (model, place) = (Model::new(), LonLat::new(67.7, 45.0));
        for height_m in [5e3, 10e3, 20e3, 30e3, 40e3] {
            let density = |m: i32| air_at(&model, place, 15 + 30 * m, height_m).density_kg_m3;
            let mean = (0..12).map(density).sum::<f64>() / 12.0;
            assert!((mean / atmosphere::density_kg_m3(height_m) - 1.0).abs() < 0.05, "{height_m}: {mean}");
        }
    }

    /// COSPAR International Reference Atmosphere 1986 (Fleming et al. 1990, Adv. Space Res. 10, 12, 11-59), read from
    /// memory of its charts: at 45 to 50 N and 50 km 50 to 75 m/s in January, -30 to -50 m/s in July; July is 15 to 30 %
    /// denser.
    #[test]
    fn winter_blows_from_the_west_and_summer_from_the_east() {
        let year = Climatology::above(ZHEZKAZGAN);
        let (winter, summer) = (year.on(JANUARY).at(50e3), year.on(JULY).at(50e3));
        assert!((50.0..80.0).contains(&winter.zonal_wind_m_s), "{}", winter.zonal_wind_m_s);
        assert!((-50.0..-25.0).contains(&summer.zonal_wind_m_s), "{}", summer.zonal_wind_m_s);
        assert!((1.15..1.35).contains(&(summer.density_ratio / winter.density_ratio)));
    }

    /// Mean zonal wind at 200 hPa (about 11.8 km) over 47.5 N, 67.5 E: 20 to 28 m/s in January and July (long-term mean,
    /// see the notes of the bundled scenarios); the zonal mean of the whole circle is within 10 m/s of it.
    #[test]
    fn the_jet_is_of_the_size_that_is_observed() {
        let year = Climatology::above(ZHEZKAZGAN);
        for day in [JANUARY, JULY] {
            let wind_m_s = year.on(day).at(11_800.0).zonal_wind_m_s;
            assert!((11.0..35.0).contains(&wind_m_s), "{day}: {wind_m_s}");
        }
    }

    /// The ends of the year meet, the seasons cancel over the year, and nothing is left of them above 120 km.
    #[test]
    fn the_year_closes() {
        let year = Climatology::above(ZHEZKAZGAN);
        let (last, first) = (year.on(365.99).at(30e3), year.on(1.0).at(30e3));
        assert!((last.zonal_wind_m_s - first.zonal_wind_m_s).abs() < 0.5);
        let warmth = (0..365).map(|d| year.on(1.0 + f64::from(d)).at(40e3).warmth_k).sum::<f64>() / 365.0;
        assert!(warmth.abs() < 0.3, "{warmth}");
        let top = year.on(JULY).at(150e3);
        assert!((top.density_ratio - 1.0).abs() < 1e-12 && top.warmth_k == 0.0 && top.zonal_wind_m_s == 0.0);
    }
}
