//! Heights of levels that are given by pressure.

use super::sounding::SoundingLevel;
use crate::atmosphere;
use crate::constants::{GAS_CONSTANT_J_MOL_K, GRAVITY_M_S2, MOLAR_MASS_AIR_KG_MOL};

/// Heights above the ground of levels given by pressure, m; negative below the ground.
///
/// ```text
/// z(p2) - z(p1) = R T / (M g) ln(p1 / p2) ,  T mean of both levels
/// ```
/// R gas constant, M molar mass of dry air, g standard gravity, T temperature, K. The sum is a geopotential height and
/// is turned into a geometric one. A missing temperature is interpolated in ln p; beyond the levels that have one it
/// follows the lapse of the standard atmosphere.
///
/// # Valid range
/// Dry air: water vapour of 10 g/kg lifts a level by 0.6 %.
///
/// # References
/// Wallace & Hobbs 2006, Atmospheric Science, 2nd ed., eq. 3.29.
pub(super) fn hypsometric_heights_m(levels: &[SoundingLevel], ground_pressure_pa: f64) -> Vec<f64> {
    let known: Vec<(f64, f64)> = {
        let mut known: Vec<(f64, f64)> =
            levels.iter().filter_map(|level| level.temperature_k.map(|t| (level.vertical.ln(), t))).collect();
        known.sort_by(|a, b| b.0.total_cmp(&a.0));
        known
    };
    let mut order: Vec<usize> = (0..levels.len()).collect();
    order.sort_by(|a, b| levels[*b].vertical.total_cmp(&levels[*a].vertical));
    let first_above = order.partition_point(|level| levels[*level].vertical > ground_pressure_pa);
    let mut heights_m = vec![0.0; levels.len()];
    let (below, above) = order.split_at(first_above);
    for chain in [above.to_vec(), below.iter().rev().copied().collect()] {
        let (mut log_p, mut geopotential_m) = (ground_pressure_pa.ln(), 0.0);
        for level in chain {
            let next = levels[level].vertical.ln();
            let mean_k = 0.5 * (temperature_at_k(&known, log_p) + temperature_at_k(&known, next));
            geopotential_m += GAS_CONSTANT_J_MOL_K * mean_k / (MOLAR_MASS_AIR_KG_MOL * GRAVITY_M_S2) * (log_p - next);
            heights_m[level] = atmosphere::geometric_m(geopotential_m);
            log_p = next;
        }
    }
    heights_m
}

/// Temperature at the logarithm of a pressure, from at least one known pair in falling order of pressure.
fn temperature_at_k(known: &[(f64, f64)], log_p: f64) -> f64 {
    let standard_k = |log_p: f64| atmosphere::temperature_k(atmosphere::height_m_from_pressure_pa(log_p.exp()));
    let beyond = |end: (f64, f64)| end.1 + standard_k(log_p) - standard_k(end.0);
    let (first, last) = (known[0], known[known.len() - 1]);
    if log_p >= first.0 {
        return beyond(first);
    }
    if log_p <= last.0 {
        return beyond(last);
    }
    known.windows(2).find(|pair| log_p >= pair[1].0).map_or(last.1, |pair| {
        let share = (log_p - pair[0].0) / (pair[1].0 - pair[0].0);
        pair[0].1 + share * (pair[1].1 - pair[0].1)
    })
}

/// Geopotential height at a pressure, m, linear in ln p between levels that have both; beyond them with the spacing of
/// the standard atmosphere. None where no level has both.
pub(super) fn geopotential_at_m(levels: &[SoundingLevel], pressure_pa: f64) -> Option<f64> {
    let mut known: Vec<(f64, f64)> =
        levels.iter().filter_map(|level| level.pressure_pa.map(|p| (p.ln(), level.vertical))).collect();
    known.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (first, last, log_p) = (*known.first()?, *known.last()?, pressure_pa.ln());
    let standard_m = |log_p: f64| atmosphere::height_m_from_pressure_pa(log_p.exp());
    let beyond = |end: (f64, f64)| end.1 + standard_m(log_p) - standard_m(end.0);
    if log_p >= first.0 {
        return Some(beyond(first));
    }
    let pair = known.windows(2).find(|pair| log_p >= pair[1].0);
    Some(pair.map_or_else(
        || beyond(last),
        |pair| {
            let share = (log_p - pair[0].0) / (pair[1].0 - pair[0].0);
            pair[0].1 + share * (pair[1].1 - pair[0].1)
        },
    ))
}
