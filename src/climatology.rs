//! Mean air of the season above a place: density, temperature and zonal wind from the ground to 150 km.
//!
//! Weather files and observations end at 10 to 30 km, but a stage that falls from 70 km meets most of its drag between
//! 15 and 45 km, where the air of July is 10 to 20 % denser than that of January and the wind turns from west to east.

use nrlmsise00::{Input, MagneticActivity, Model, Scalar};
use num_dual::Dual64;

use crate::atmosphere;
use crate::constants::{EARTH_ROTATION_RAD_S, GAS_CONSTANT_J_MOL_K, MOLAR_MASS_AIR_KG_MOL, WGS84_SEMI_MAJOR_M};
use crate::geodesy::LonLat;

/// Spacing of the levels, m.
const SPACING_M: f64 = 2_000.0;
/// Number of levels: up to 150 km.
const LEVELS: usize = 76;
/// Days between the tables of the year.
const DAYS_BETWEEN: f64 = 365.0 / TABLES as f64;
/// Tables a year.
const TABLES: usize = 24;
/// Heights between which the geostrophic wind fades to nothing, m: tides take over there, and drag has become small.
const FADE_M: (f64, f64) = (80_000.0, 100_000.0);
/// Solar flux at 10.7 cm and magnetic index of a year of middle activity; below 100 km they hardly matter.
const ACTIVITY: (f64, f64) = (130.0, 10.0);

/// The mean air at a height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeanAir {
    /// Density, kg/m3.
    pub density_kg_m3: f64,
    /// Temperature, K.
    pub temperature_k: f64,
    /// Wind towards the east, m/s.
    pub zonal_wind_m_s: f64,
}

/// The mean air above a place on one day of the year, at evenly spaced heights.
#[derive(Debug, Clone, PartialEq)]
pub struct SeasonalAir(Vec<MeanAir>);

/// The mean air above a place through the year.
#[derive(Debug, Clone, PartialEq)]
pub struct Climatology(Vec<SeasonalAir>);

impl Climatology {
    /// The year above a place between the tropics and the polar circles, either hemisphere.
    ///
    /// Density and temperature are those of NRLMSISE-00; the zonal wind is in geostrophic balance with its pressure,
    /// `u = -(dp/dy) / (rho f)`, with the exact derivative of the model by latitude.
    ///
    /// # Valid range
    /// 0 to 150 km; latitudes from 25 degrees, where the balance holds. Day-to-day weather is not in it.
    ///
    /// # References
    /// Picone, Hedin, Drob & Aikin 2002, J. Geophys. Res. 107, 1468, doi:10.1029/2002JA009430.
    pub fn above(place: LonLat) -> Self {
        let model = Model::new();
        Self((0..TABLES).map(|k| SeasonalAir::of_day(&model, place, 1.0 + k as f64 * DAYS_BETWEEN)).collect())
    }

    /// The mean air of a day of the year, 1 to 366.
    pub fn on(&self, day_of_year: f64) -> SeasonalAir {
        let position = ((day_of_year - 1.0) / DAYS_BETWEEN).rem_euclid(TABLES as f64);
        let (before, share) = (position as usize % TABLES, position.fract());
        let mix = |a: f64, b: f64| a + share * (b - a);
        let pairs = self.0[before].0.iter().zip(&self.0[(before + 1) % TABLES].0);
        let mixed = pairs.map(|(a, b)| MeanAir {
            density_kg_m3: mix(a.density_kg_m3.ln(), b.density_kg_m3.ln()).exp(),
            temperature_k: mix(a.temperature_k, b.temperature_k),
            zonal_wind_m_s: mix(a.zonal_wind_m_s, b.zonal_wind_m_s),
        });
        SeasonalAir(mixed.collect())
    }
}

impl SeasonalAir {
    /// The US Standard Atmosphere 1976 without wind.
    pub fn standard() -> Self {
        let air = |k: usize| {
            let height_m = k as f64 * SPACING_M;
            let (density_kg_m3, temperature_k) =
                (atmosphere::density_kg_m3(height_m), atmosphere::temperature_k(height_m));
            MeanAir { density_kg_m3, temperature_k, zonal_wind_m_s: 0.0 }
        };
        Self((0..LEVELS).map(air).collect())
    }

    fn of_day(model: &Model, place: LonLat, day_of_year: f64) -> Self {
        Self((0..LEVELS).map(|k| air_at(model, place, day_of_year as i32, k as f64 * SPACING_M)).collect())
    }

    /// The air at a height above the ellipsoid: density by its logarithm, the others linearly; the lowest and highest
    /// level hold beyond the ends, with density falling off as between the last two.
    pub fn at(&self, height_m: f64) -> MeanAir {
        let position = (height_m / SPACING_M).max(0.0);
        let below = (position as usize).min(LEVELS - 2);
        let share = position - below as f64;
        let (a, b) = (&self.0[below], &self.0[below + 1]);
        let mix = |a: f64, b: f64| a + share.min(1.0) * (b - a);
        MeanAir {
            density_kg_m3: (a.density_kg_m3.ln() + share * (b.density_kg_m3 / a.density_kg_m3).ln()).exp(),
            temperature_k: mix(a.temperature_k, b.temperature_k),
            zonal_wind_m_s: mix(a.zonal_wind_m_s, b.zonal_wind_m_s),
        }
    }
}

fn air_at(model: &Model, place: LonLat, day_of_year: i32, height_m: f64) -> MeanAir {
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
    let fade = ((FADE_M.1 - height_m) / (FADE_M.1 - FADE_M.0)).clamp(0.0, 1.0);
    MeanAir {
        density_kg_m3: output.total_mass.re,
        temperature_k: output.temperature.re,
        zonal_wind_m_s: geostrophic_m_s * fade,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZHEZKAZGAN: LonLat = LonLat::new(67.7, 47.8);
    const JANUARY: f64 = 15.0;
    const JULY: f64 = 196.0;

    /// US Standard Atmosphere 1976 is a yearly mean of 45 N: the mean of all seasons stays within 5 % of it at 10, 20
    /// and 40 km (0.413 51, 0.088 91, 0.003 995 7 kg/m3).
    #[test]
    fn yearly_mean_density_is_near_the_standard() {
        let year = Climatology::above(LonLat::new(67.7, 45.0));
        for (height_m, standard) in [(10e3, 0.413_51), (20e3, 0.088_91), (40e3, 3.995_7e-3)] {
            let mean =
                (0..12).map(|m| year.on(15.0 + 30.4 * f64::from(m)).at(height_m).density_kg_m3).sum::<f64>() / 12.0;
            assert!((mean / standard - 1.0).abs() < 0.05, "{height_m}: {mean}");
        }
    }

    /// COSPAR International Reference Atmosphere 1986 (Fleming et al. 1990, Adv. Space Res. 10, 12, 11-59): at 45 to
    /// 50 N and 50 km the zonal wind is 50 to 75 m/s in January and -30 to -50 m/s in July; July is 15 to 30 % denser.
    #[test]
    fn winter_blows_from_the_west_and_summer_from_the_east() {
        let year = Climatology::above(ZHEZKAZGAN);
        let (winter, summer) = (year.on(JANUARY).at(50e3), year.on(JULY).at(50e3));
        assert!((50.0..80.0).contains(&winter.zonal_wind_m_s), "{}", winter.zonal_wind_m_s);
        assert!((-50.0..-25.0).contains(&summer.zonal_wind_m_s), "{}", summer.zonal_wind_m_s);
        assert!((1.15..1.35).contains(&(summer.density_kg_m3 / winter.density_kg_m3)));
    }

    /// The ends of the year meet, and density falls at every step.
    #[test]
    fn the_year_closes_and_density_falls() {
        let year = Climatology::above(ZHEZKAZGAN);
        let (last, first) = (year.on(365.99).at(30e3), year.on(1.0).at(30e3));
        assert!((last.zonal_wind_m_s - first.zonal_wind_m_s).abs() < 0.5);
        let april = year.on(105.0);
        let densities: Vec<f64> = (0..300).map(|k| april.at(f64::from(k) * 1e3).density_kg_m3).collect();
        assert!(densities.windows(2).all(|pair| pair[1] < pair[0]));
    }
}
