//! Rates of transformation in the soil as ranges, and one draw of them.

use rand::Rng;

use super::Layer;
use super::climate::{DAY_S, SoilClimate, YEAR_DAYS};
use crate::range::Range;

/// Half-life of free heptyl in the top soil at 20 C, s: 2 to 10 d in the warm season, a judgement (domain reference 5);
/// at most 11.8 d follows from at most 0.5 % left after 90 d (Rodin et al. 2012, Eurasian Soil Sci. 45, 380-385).
pub const UDMH_TOP_S: Range = Range::triangular(2.0 * DAY_S, 5.0 * DAY_S, 11.8 * DAY_S);

/// Half-life of heptyl below 20 cm and of bound heptyl at the yearly mean temperature, s: 0.1 to 10 years. Low: gone
/// within a year in alkaline soils of Ulytau (Koroleva et al. 2023; ten half-lives a year); high: 8.6 to 17.6 mg/kg 21
/// years after a fall (Environmental passport 2002) and ten years in acid peat. The two do not agree.
pub fn udmh_buried_s() -> Range {
    Range::log_uniform(0.1 * YEAR_DAYS * DAY_S, 10.0 * YEAR_DAYS * DAY_S)
}

/// Share of a small dose that binds to humus and clay. That binding is strong is published (domain reference 5), how
/// much binds is not. Assumed.
pub fn bound_share() -> Range {
    Range::log_uniform(0.01, 0.3)
}

/// Most that the soil binds, kg/kg. High: 0.5 % of a dose of 240 g/kg (Rodin et al. 2012), the total left after 90 d.
/// Low assumed.
pub fn bound_capacity_kg_kg() -> Range {
    Range::log_uniform(1e-4, 1.2e-3)
}

/// NDMA formed per heptyl turned. Assumed.
pub fn ndma_yield() -> Range {
    Range::log_uniform(0.01, 0.3)
}

/// Heptyl that goes into tetramethyltetrazene per heptyl turned. Assumed; it is found 7.5 times as often as heptyl
/// (Environmental passport 2002).
pub fn tmt_yield() -> Range {
    Range::log_uniform(0.05, 0.4)
}

/// Half-life of NDMA in the top soil at 20 C, s: 4.1 to 22.5 d at 21 C in moist soils under plants (J. Environ. Qual.
/// 34, 336-341, 2005, doi 10.2134/jeq2005.0336); up to 55 d in bare dry soil, assumed.
pub fn ndma_top_s() -> Range {
    Range::log_uniform(4.1 * DAY_S, 55.0 * DAY_S)
}

/// Half-life of NDMA at depth and yearly mean temperature, s: 50 to 55 d in one study (constants-check 3); half and
/// twice that are a judgement.
pub const NDMA_BURIED_S: Range = Range::triangular(26.0 * DAY_S, 52.5 * DAY_S, 105.0 * DAY_S);

/// Half-life of tetramethyltetrazene at 20 C at all depths, s: a month to ten years. Assumed.
pub fn tmt_s() -> Range {
    Range::log_uniform(30.0 * DAY_S, 10.0 * YEAR_DAYS * DAY_S)
}

/// Share of the heptyl that the top layer loses which goes to the air and not into products. Assumed.
pub const TOP_TO_AIR: Range = Range::uniform(0.0, 0.5);

/// Rates of one member, at 20 C.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SoilRates {
    /// Loss of free heptyl by layer, 1/s.
    pub udmh_free_per_s: [f64; 4],
    /// Transformation of bound heptyl, 1/s.
    pub udmh_bound_per_s: f64,
    /// Loss of NDMA by layer, 1/s.
    pub ndma_per_s: [f64; 4],
    /// Loss of tetramethyltetrazene, 1/s.
    pub tmt_per_s: f64,
    /// Share of a small dose that binds.
    pub bound_share: f64,
    /// Most that binds, kg/kg.
    pub bound_capacity_kg_kg: f64,
    /// NDMA per heptyl turned, mol/mol.
    pub ndma_yield: f64,
    /// Heptyl into tetramethyltetrazene per heptyl turned, mol/mol.
    pub tmt_yield: f64,
    /// Share of the loss that goes to the air, by layer.
    pub to_air: [f64; 4],
}

impl SoilRates {
    /// Draws the rates for a climate. Bound and buried heptyl share one draw: both are heptyl that lasts.
    pub fn sample(climate: &SoilClimate, rng: &mut impl Rng) -> Self {
        let mut value = |range: Range| range.sample(rng);
        let at_20_c = climate.speed(climate.mean_k);
        let per_s = |half_life_s: f64| std::f64::consts::LN_2 / half_life_s;
        let buried = per_s(value(udmh_buried_s())) / at_20_c;
        let top = per_s(value(UDMH_TOP_S)).max(buried);
        let ndma = (per_s(value(ndma_top_s())), per_s(value(NDMA_BURIED_S)) / at_20_c);
        Self {
            udmh_free_per_s: Layer::ALL.map(|layer| between(top, buried, layer)),
            udmh_bound_per_s: buried,
            ndma_per_s: Layer::ALL.map(|layer| between(ndma.0, ndma.1, layer)),
            tmt_per_s: per_s(value(tmt_s())),
            bound_share: value(bound_share()),
            bound_capacity_kg_kg: value(bound_capacity_kg_kg()),
            ndma_yield: value(ndma_yield()),
            tmt_yield: value(tmt_yield()),
            to_air: [value(TOP_TO_AIR), 0.0, 0.0, 0.0],
        }
    }
}

/// Rate of a layer: logarithm linear in depth from the top layer to the one at 20-40 cm, that of the buried below.
/// Assumed: nothing is published for the depth between.
fn between(top: f64, buried: f64, layer: Layer) -> f64 {
    let (from, to) = (Layer::Top.depth_m(), Layer::Deep.depth_m());
    let share = ((layer.depth_m() - from) / (to - from)).clamp(0.0, 1.0);
    (top.ln() * (1.0 - share) + buried.ln() * share).exp()
}

#[cfg(test)]
mod tests {
    use super::super::climate::tests::steppe;
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    /// Half-lives as stated: the top at 20 C, the buried at the yearly mean; yields leave room for other products.
    #[test]
    fn draws_keep_to_their_ranges() {
        let climate = steppe();
        let mut rng = ChaCha8Rng::seed_from_u64(5);
        for _ in 0..500 {
            let rates = SoilRates::sample(&climate, &mut rng);
            let top_s = std::f64::consts::LN_2 / rates.udmh_free_per_s[0];
            let deep_s = std::f64::consts::LN_2 / (rates.udmh_free_per_s[3] * climate.speed(climate.mean_k));
            assert!(top_s <= UDMH_TOP_S.high && (top_s >= UDMH_TOP_S.low || top_s == deep_s));
            assert!((udmh_buried_s().low * 0.999..=udmh_buried_s().high * 1.001).contains(&deep_s));
            assert!(rates.udmh_free_per_s.windows(2).all(|pair| pair[0] >= pair[1]));
            assert!(rates.ndma_yield + rates.tmt_yield < 1.0);
        }
    }

    /// `data/substances.toml` tells the reader the same half-lives.
    #[test]
    fn the_table_tells_the_same() -> Result<(), toml::de::Error> {
        let table: toml::Table = toml::from_str(include_str!("../../data/substances.toml"))?;
        let rows = table["substance"].as_array().expect("rows");
        let ends = |id: &str, key: &str| {
            let row = rows.iter().find(|row| row["id"].as_str() == Some(id)).expect("a row");
            [&row[key]["low"], &row[key]["high"]].map(|value| value.as_float().expect("a number"))
        };
        for (id, key, range) in [
            ("udmh", "soil_half_life_summer_s", UDMH_TOP_S),
            ("udmh", "soil_half_life_buried_s", udmh_buried_s()),
            ("ndma", "soil_half_life_buried_s", NDMA_BURIED_S),
        ] {
            let [low, high] = ends(id, key);
            assert!((low / range.low - 1.0).abs() < 1e-3 && (high / range.high - 1.0).abs() < 1e-3, "{id} {key}");
        }
        Ok(())
    }
}
