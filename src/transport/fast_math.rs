//! Elementary functions in single precision without branches and calls, so that loops over them use the full width of
//! the processor. They use no fused operations and have the same bits everywhere.
//!
//! The polynomials are those of the Cephes library (Moshier 1989, Methods and Programs for Mathematical Functions;
//! single precision: `expf`, `logf`, `sinf`, `cosf`).

/// 1.5 x 2^23: adding it to a number below 2^22 rounds that to an integer, which stands in the lowest bits.
pub(crate) const ROUNDER: f32 = 12_582_912.0;
/// Bits of [`ROUNDER`].
const ROUNDER_BITS: u32 = 0x4B40_0000;

/// exp(x); relative error below 2e-7.
///
/// # Valid range
/// x <= 88; below -87 the result is that of -87, 1.6e-38.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    let x = if x > -87.0 { x } else { -87.0 };
    let shifted = x * std::f32::consts::LOG2_E + ROUNDER;
    let n = shifted - ROUNDER;
    // ln 2 in two parts, the first with few digits, so that the difference is exact.
    let r = (x - n * 0.693_359_4) + n * 2.121_944_4e-4;
    let p = 1.987_569_1e-4;
    let p = p * r + 1.398_199_9e-3;
    let p = p * r + 8.333_452e-3;
    let p = p * r + 4.166_579_6e-2;
    let p = p * r + 1.666_666_5e-1;
    let p = p * r + 0.5;
    let fraction = p * (r * r) + r + 1.0;
    let power = shifted.to_bits().wrapping_sub(ROUNDER_BITS).wrapping_add(127) << 23;
    fraction * f32::from_bits(power)
}

/// ln(x); error below 2e-7 of the result or of one, whichever is more.
///
/// # Valid range
/// Normal numbers above zero.
#[inline(always)]
pub fn ln(x: f32) -> f32 {
    // The mantissa between sqrt(1/2) and sqrt(2), and the power of two that is left.
    const SQRT_HALF_BITS: u32 = 0x3F35_04F3;
    let above = x.to_bits().wrapping_sub(SQRT_HALF_BITS);
    let power = ((above as i32) >> 23) as f32;
    let r = f32::from_bits((above & 0x007F_FFFF).wrapping_add(SQRT_HALF_BITS)) - 1.0;
    let p = 7.037_683_6e-2;
    let p = p * r - 1.151_461e-1;
    let p = p * r + 1.167_699_9e-1;
    let p = p * r - 1.242_014_1e-1;
    let p = p * r + 1.424_932_3e-1;
    let p = p * r - 1.666_805_8e-1;
    let p = p * r + 2.000_071_5e-1;
    let p = p * r - 2.499_999_4e-1;
    let p = p * r + 3.333_333e-1;
    let square = r * r;
    let tail = p * r * square - power * 2.121_944_4e-4 - 0.5 * square;
    r + tail + power * 0.693_359_4
}

/// Share of a normal law below a number of its standard deviations; relative error below 3e-6 from -5 on.
///
/// # References
/// Press, Teukolsky, Vetterling & Flannery 1992, Numerical Recipes, 2nd ed., section 6.2 (`erfcc`: relative error below
/// 1.2e-7 everywhere, before rounding).
#[inline(always)]
pub fn share_below(sigmas: f32) -> f32 {
    let z = sigmas.abs() * std::f32::consts::FRAC_1_SQRT_2;
    let t = 1.0 / (1.0 + 0.5 * z);
    let p = 0.170_872_77;
    let p = p * t - 0.822_152_2;
    let p = p * t + 1.488_515_9;
    let p = p * t - 1.135_204;
    let p = p * t + 0.278_868_07;
    let p = p * t - 0.186_288_06;
    let p = p * t + 0.096_784_18;
    let p = p * t + 0.374_091_96;
    let p = p * t + 1.000_023_7;
    let p = p * t - 1.265_512_2;
    let beyond = 0.5 * t * exp(p - z * z);
    if sigmas < 0.0 { beyond } else { 1.0 - beyond }
}

/// Sine and cosine of a number of turns; absolute error below 2e-7.
///
/// # Valid range
/// Up to a million turns either way; what is lost of the fraction then is lost in the argument.
#[inline(always)]
pub fn sin_cos_turns(turns: f32) -> (f32, f32) {
    let shifted = turns * 4.0 + ROUNDER;
    let quarter = shifted.to_bits();
    let r = (turns - (shifted - ROUNDER) * 0.25) * std::f32::consts::TAU;
    let square = r * r;
    let sin = ((-1.951_529_6e-4 * square + 8.332_161e-3) * square - 1.666_665_5e-1) * square * r + r;
    let cos = ((2.443_315_7e-5 * square - 1.388_731_6e-3) * square + 4.166_664_6e-2) * square * square - 0.5 * square;
    let cos = cos + 1.0;
    let swapped = quarter & 1 == 1;
    let (of_sin, of_cos) = if swapped { (cos, sin) } else { (sin, cos) };
    let sign_of_sin = (quarter & 2) << 30;
    let sign_of_cos = (quarter.wrapping_add(1) & 2) << 30;
    (f32::from_bits(of_sin.to_bits() ^ sign_of_sin), f32::from_bits(of_cos.to_bits() ^ sign_of_cos))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_the_normal_law_are_those_of_double_precision() {
        for k in 0..=2_000 {
            let x = -5.0 + 10.0 * k as f32 / 2_000.0;
            let exact = 0.5 * libm::erfc(-f64::from(x) / std::f64::consts::SQRT_2);
            assert!((f64::from(share_below(x)) / exact - 1.0).abs() < 3e-6, "{x}");
        }
    }

    #[test]
    fn functions_are_those_of_double_precision() {
        for k in 0..20_000 {
            let x = -87.0 + 175.0 * k as f32 / 20_000.0;
            let exact = f64::from(x).exp();
            assert!((f64::from(exp(x)) / exact - 1.0).abs() < 2e-7, "exp({x})");
            let u = (k as f32 + 0.5) / 20_000.0;
            let exact = f64::from(u).ln();
            assert!((f64::from(ln(u)) - exact).abs() < 2e-7 * exact.abs().max(1.0), "ln({u})");
            let (sin, cos) = sin_cos_turns(u);
            let angle = std::f64::consts::TAU * f64::from(u);
            assert!((f64::from(sin) - angle.sin()).abs() < 2e-7, "sin({u})");
            assert!((f64::from(cos) - angle.cos()).abs() < 2e-7, "cos({u})");
        }
        assert!((f64::from(ln(3.2e-8)) - 3.2e-8_f64.ln()).abs() < 4e-6 && ln(1.0) == 0.0 && exp(0.0) == 1.0);
    }
}
