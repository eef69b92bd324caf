//! What is spilt where a piece strikes: a part runs together, the rest is strewn; both soak in and evaporate.

use std::f64::consts::PI;

use rand::Rng;

use super::super::pool::{
    self, Air, DROP_CRATER_DEPTH_M, DROP_CRATER_DIAMETER_M, Ground, IMPACT_CRATER_DEPTH_M, IMPACT_CRATER_DIAMETER_M,
    PoolCase, PoolDraw, PoolError, PoolFate, Segment, Terrain, Texture,
};
use super::super::{AirSpecies, Growth, PlaceSource, Release, SourceTerm, Spill};
use super::Conditions;
use crate::incident::FailureKind;
use crate::range::Range;
use crate::substance::{Masses, Properties, Substance};
use crate::weather::sky::Sky;

/// Share of the spilt liquid that runs together in a crater or a pool; the rest is strewn. Assumed: nothing was found
/// in print.
pub const POOLED_SHARE: Range = Range::uniform(0.0, 1.0);

/// Most heptyl that a place holds on the first day, kg per kg of the top 5 cm: 50 to 1000 mg/kg, each factor alike. The
/// soil could hold 20 times as much, but what runs together in a fire burns off, and thin margins dry. Calibrated on the
/// highest values of the crater of 2007 (520 mg/kg, Auteleyeva et al. 2022) and of recovered first stages (98 to 248 mg/kg,
/// Environmental passport 2002), a factor of two either way; the craters of 2013 (40 to 890 mg/kg, four laboratories) and
/// of 2018 (22 mg/kg) are the check.
pub fn heptyl_left_kg_kg() -> Range {
    Range::log_uniform(50e-6, 1_000e-6)
}

/// Share of a spill in the top 5 cm for the likeliest depth scale, 9.5 cm: 1 - exp(-5/9.5).
const TOP_SHARE: f64 = 0.41;

/// Depth of the top layer, m.
const TOP_DEPTH_M: f64 = 0.05;

/// Smallest spread of a spot, m.
const SIGMA_MIN_M: f64 = 0.05;

/// Smallest spread of strewn liquid, m. Assumed.
const STREWN_SIGMA_MIN_M: f64 = 0.3;

/// Segments that the vapour of a pool is taken in.
const POOL_SEGMENTS: usize = 3;

/// Segments and length (s) of the drying of the soil afterwards.
const DRYING: (usize, f64) = (2, 86_400.0);

/// Ends (s after the impact) by which vapour of one substance is joined to one release; the last has no end. Peaks of
/// releases are added, so segments that follow each other within such a time must not stay apart.
const JOINED_BY_S: [f64; 2] = [1_200.0, 14_400.0];

/// A mass (kg) that is not followed.
const MASS_MIN_KG: f64 = 1e-3;

/// What is spilt at one place.
pub(super) struct Spilling {
    /// Liquid, kg.
    pub liquid: Masses,
    /// True where a whole vehicle or stage struck, false for a tank.
    pub whole: bool,
    /// Diameter of the fireball, m.
    pub fireball_m: f64,
    /// True where something burns.
    pub burning: bool,
}

/// Ground, air and sky of one place with the draw of everything that nobody measures.
struct Site {
    draw: PoolDraw,
    pooled_share: f64,
    pooled: Terrain,
    strewn_sigma_m: f64,
    spread_max_m: f64,
    /// Most heptyl per area on the first day, kg/m2.
    heptyl_left_kg_m2: f64,
    burning: bool,
    ground: Ground,
    air: Air,
    sky: Sky,
}

/// The fate of the liquid at one place.
pub(super) fn spill(
    spilling: &Spilling,
    conditions: &Conditions<'_>,
    place: &mut PlaceSource,
    term: &mut SourceTerm,
    rng: &mut impl Rng,
) {
    let site = Site::draw(spilling, conditions, place, rng);
    for (substance, mass_kg) in spilling.liquid.iter().filter(|(_, mass)| *mass > 0.0) {
        let (Some(species), Some(row)) = (AirSpecies::of_loaded(substance), conditions.substances.get(substance))
        else {
            term.aloft.add(substance, mass_kg);
            continue;
        };
        let factor = pool::vapour_pressure_factor(substance).sample(rng);
        let mut vapour = Vec::new();
        let strewn = Terrain::Strewn { area_m2: PI * (2.0 * site.strewn_sigma_m).powi(2) };
        for (terrain, share) in [(site.pooled, site.pooled_share), (strewn, 1.0 - site.pooled_share)] {
            let mut lot = if site.burns_off(substance, &terrain) {
                site.residue(row, mass_kg * share)
            } else {
                site.lot(row, mass_kg * share, terrain, factor)
            };
            term.burnt.add(substance, lot.burnt_kg);
            if substance == Substance::Udmh {
                lot.sigma_m = site.heptyl_sigma_m(&lot);
            }
            if let Some(refusal) = lot.refusal {
                term.pool_refusal.get_or_insert(refusal);
            }
            place.spills.push(spill_of(substance, lot.soil_kg, lot.sigma_m));
            vapour.extend(lot.vapour.into_iter().map(|segment| (segment, lot.sigma_m)));
        }
        place.releases.extend(joined(&vapour, species));
    }
}

fn spill_of(substance: Substance, soil_kg: f64, sigma_m: f64) -> Spill {
    let mut mass = Masses::default();
    mass.add(substance, soil_kg);
    Spill { mass, sigma_m }
}

/// What became of one substance on one terrain.
struct Lot {
    soil_kg: f64,
    sigma_m: f64,
    vapour: Vec<Segment>,
    burnt_kg: f64,
    /// Why the pool model did not take it.
    refusal: Option<PoolError>,
}

impl Lot {
    /// All of it soaks in at once.
    fn soaked(soil_kg: f64, sigma_m: f64, refusal: Option<PoolError>) -> Self {
        Self { soil_kg, sigma_m, vapour: Vec::new(), burnt_kg: 0.0, refusal }
    }
}

impl Site {
    fn draw(spilling: &Spilling, conditions: &Conditions<'_>, place: &PlaceSource, rng: &mut impl Rng) -> Self {
        let (scenario, weather) = (conditions.scenario, conditions.weather);
        let draw = PoolDraw::sample(rng);
        let pooled_share = POOLED_SHARE.sample(rng);
        let sky = place.sky;
        let texture = Texture::named(&scenario.soil.texture);
        let bulk_kg_m3 = scenario.soil.bulk_density_kg_m3;
        let ground = Ground::drawn(texture, bulk_kg_m3, weather.temperature_k, sky.solar_w_m2(0.0), &draw);
        let dropped = scenario.failure.kind == FailureKind::StageDrop;
        let pooled = terrain(spilling.whole, dropped, &draw, rng);
        let strewn_sigma_m = strewn_sigma_m(spilling, conditions, &draw, rng);
        Self {
            draw,
            pooled_share,
            pooled,
            strewn_sigma_m,
            spread_max_m: (0.5 * spilling.fireball_m).max(strewn_sigma_m),
            heptyl_left_kg_m2: heptyl_left_kg_kg().sample(rng) * bulk_kg_m3 * TOP_DEPTH_M / TOP_SHARE,
            burning: spilling.burning,
            ground,
            air: Air::from(weather),
            sky,
        }
    }

    /// Heptyl that runs together where something burns burns off. Kerosene that has soaked in does not.
    fn burns_off(&self, substance: Substance, terrain: &Terrain) -> bool {
        self.burning && substance == Substance::Udmh && !matches!(terrain, Terrain::Strewn { .. })
    }

    /// What a burnt pool leaves in the ground under it.
    fn residue(&self, properties: &Properties, mass_kg: f64) -> Lot {
        let area_m2 = match self.pooled {
            Terrain::Crater { diameter_m, .. } => 0.25 * PI * diameter_m * diameter_m,
            _ => {
                mass_kg / (self.draw.depth_min_m * properties.density_kg_m3(self.air.temperature_k).unwrap_or(f64::MAX))
            }
        };
        let soil_kg = mass_kg.min(self.heptyl_left_kg_m2 * area_m2);
        Lot { burnt_kg: mass_kg - soil_kg, ..Lot::soaked(soil_kg, self.strewn_sigma_m, None) }
    }

    /// Spread at which the centre of what is left holds as much as was drawn, not beyond the edge of the fireball, m.
    fn heptyl_sigma_m(&self, lot: &Lot) -> f64 {
        let sigma_m = (lot.soil_kg / (std::f64::consts::TAU * self.heptyl_left_kg_m2)).sqrt();
        sigma_m.clamp(SIGMA_MIN_M, self.spread_max_m)
    }

    /// Follows one liquid; one that the pool model cannot take soaks in whole where it was strewn.
    fn lot(&self, properties: &Properties, mass_kg: f64, terrain: Terrain, vapour_pressure_factor: f64) -> Lot {
        let case = PoolCase {
            properties,
            mass_kg,
            liquid_temperature_k: self.air.temperature_k,
            terrain,
            ground: self.ground,
            air: self.air,
            sky: self.sky,
            film_factor: self.draw.film_factor,
            vapour_pressure_factor,
        };
        if mass_kg < MASS_MIN_KG {
            return Lot::soaked(mass_kg, self.strewn_sigma_m, None);
        }
        match pool::fate(&case) {
            Ok(fate) => self.lot_of(&fate, &case),
            Err(error) => Lot::soaked(mass_kg, self.strewn_sigma_m, Some(error)),
        }
    }

    fn lot_of(&self, fate: &PoolFate, case: &PoolCase<'_>) -> Lot {
        let mut vapour = fate.segments(POOL_SEGMENTS);
        vapour.extend(pool::drying_segments(fate, case, DRYING.1, DRYING.0).unwrap_or_default());
        let vapour_kg: f64 = vapour.iter().map(|segment| segment.mass_kg).sum();
        // Soaked in and left on the ground, less what dried: the rest of the spill, to the last digit.
        Lot {
            soil_kg: (case.mass_kg - vapour_kg).max(0.0),
            sigma_m: fate.sigma_m(),
            vapour,
            burnt_kg: 0.0,
            refusal: None,
        }
    }
}

/// What the pooled part lies in: the crater of a vehicle or of a dropped stage, or open level ground under a tank.
fn terrain(whole: bool, dropped: bool, draw: &PoolDraw, rng: &mut impl Rng) -> Terrain {
    let (across, down) = if dropped {
        (DROP_CRATER_DIAMETER_M, DROP_CRATER_DEPTH_M)
    } else {
        (IMPACT_CRATER_DIAMETER_M, IMPACT_CRATER_DEPTH_M)
    };
    let (diameter_m, depth_m) = (across.sample(rng), down.sample(rng));
    if whole {
        Terrain::Crater { diameter_m, depth_m, depth_min_m: draw.depth_min_m, shelter: draw.crater_shelter }
    } else {
        Terrain::Open { slope: 0.0, depth_min_m: draw.depth_min_m }
    }
}

/// Spread of the strewn part, m: between a pool of all the liquid and the edge of the fireball, each factor alike.
fn strewn_sigma_m(spilling: &Spilling, conditions: &Conditions<'_>, draw: &PoolDraw, rng: &mut impl Rng) -> f64 {
    let temperature_k = conditions.weather.temperature_k;
    let density = |s: Substance| conditions.substances.get(s).and_then(|r| r.density_kg_m3(temperature_k));
    let volume_m3: f64 = spilling.liquid.iter().filter_map(|(s, mass)| density(s).map(|rho| mass / rho)).sum();
    let pool_m = (0.5 * (volume_m3 / (PI * draw.depth_min_m)).sqrt()).max(STREWN_SIGMA_MIN_M);
    Range::log_uniform(pool_m, (0.25 * spilling.fireball_m).max(pool_m)).sample(rng)
}

/// Vapour of one substance from both terrains as few releases: those that end within the same time are one.
fn joined(vapour: &[(Segment, f64)], species: AirSpecies) -> Vec<Release> {
    let lot_of = |segment: &Segment| JOINED_BY_S.partition_point(|by_s| *by_s < segment.start_s + segment.duration_s);
    let lots = (0..=JOINED_BY_S.len()).map(|k| vapour.iter().filter(move |(segment, _)| lot_of(segment) == k));
    lots.filter_map(|lot| {
        let sum = |value: &dyn Fn(&(Segment, f64)) -> f64| lot.clone().map(value).sum::<f64>();
        let total_kg = sum(&|(segment, _)| segment.mass_kg);
        if total_kg <= 0.0 {
            return None;
        }
        let start_s = lot.clone().map(|(segment, _)| segment.start_s).fold(f64::INFINITY, f64::min);
        let end_s = lot.clone().map(|(segment, _)| segment.start_s + segment.duration_s).fold(0.0, f64::max);
        let variance_m2 = sum(&|(segment, sigma_m)| segment.mass_kg * sigma_m * sigma_m) / total_kg;
        let mut mass_kg = [0.0; 4];
        mass_kg[species.index()] = total_kg;
        Some(Release {
            mass_kg,
            height_agl_m: 0.0,
            sigma_horizontal_m: variance_m2.sqrt(),
            sigma_vertical_m: 0.5,
            start_s,
            duration_s: (end_s - start_s).max(1.0),
            growth: Growth::Plume,
            downwind_m: 0.0,
        })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Vapour of a minute, an hour and a day becomes three releases that hold all of it.
    #[test]
    fn joining_keeps_the_mass() {
        let segment = |start_s: f64, duration_s: f64| (Segment { start_s, duration_s, mass_kg: 2.0 }, 3.0);
        let vapour = [segment(0.0, 60.0), segment(60.0, 120.0), segment(180.0, 3_600.0), segment(4_000.0, 80_000.0)];
        let found = joined(&vapour, AirSpecies::No2);
        let masses: Vec<f64> = found.iter().map(|release| release.mass_kg[AirSpecies::No2.index()]).collect();
        assert_eq!(masses, [4.0, 2.0, 2.0]);
        assert_eq!((found[0].start_s, found[0].duration_s, found[0].sigma_horizontal_m), (0.0, 180.0, 3.0));
    }
}
