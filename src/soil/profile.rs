//! How a spill lies in the depth before it turns into anything.

use super::Layer;
use crate::range::Range;

/// Depth over which the concentration falls to 1/e, m. From the highest values by depth of the 2013 crater, day 1: 890
/// at the surface, 303.9 at 10-20 and 109.3 mg/kg at 20-30 cm (Koroleva et al. 2021, Environ. Pollut. 268, 115711)
/// follow 9.5 cm. One crater; maxima of a depth need not lie above one another. The ends are assumed.
pub const DEPTH_SCALE_M: Range = Range::triangular(0.04, 0.095, 0.20);

/// Shares of a mass in the layers where the concentration falls exponentially.
///
/// ```text
/// share = exp(-z1/s) - exp(-z2/s) ;   the lowest layer takes all that is below
/// ```
pub fn shares_by_layer(depth_scale_m: f64) -> [f64; 4] {
    Layer::ALL.map(|layer| {
        let (top, bottom) = layer.bounds_m();
        let below = if layer == Layer::Below { 0.0 } else { (-bottom / depth_scale_m).exp() };
        (-top / depth_scale_m).exp() - below
    })
}

/// Mean concentration of a layer, kg per kg of soil, where a deposit of 1 kg/m2 has a share in it.
pub fn dose_kg_kg(layer: Layer, share: f64, deposit_kg_m2: f64, bulk_density_kg_m3: f64) -> f64 {
    let (top, bottom) = layer.bounds_m();
    share * deposit_kg_m2 / ((bottom - top) * bulk_density_kg_m3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_sum_to_one() {
        for scale in [0.02, 0.095, 0.5] {
            assert!((shares_by_layer(scale).iter().sum::<f64>() - 1.0).abs() < 1e-12);
        }
    }

    /// The crater of 2013: with 9.5 cm the ratio of 10-20 to 20-30 cm is exp(10/9.5) = 2.87; measured 2.78.
    #[test]
    fn the_scale_repeats_the_crater() {
        let ratio = (0.10_f64 / DEPTH_SCALE_M.best).exp();
        assert!((ratio / (303.9 / 109.3) - 1.0).abs() < 0.05, "{ratio}");
    }

    /// 1 kg/m2 all in the top 5 cm of soil of 1300 kg/m3 is 1/65.
    #[test]
    fn dose_is_mass_over_soil() {
        assert!((dose_kg_kg(Layer::Top, 1.0, 1.0, 1_300.0) * 65.0 - 1.0).abs() < 1e-12);
    }
}
