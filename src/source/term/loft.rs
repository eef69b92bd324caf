//! Unburnt vapour by height in the hot cloud.

use super::super::fireball::Slice;
use super::super::{AirSpecies, Growth, PlaceSource, Release, SourceTerm};
use super::{Conditions, air_masses};
use crate::substance::Masses;

/// Slices are joined up to this share of the mixing height: transport spreads thinner ones into each other within
/// minutes, and each release costs a path. A choice of this program.
const JOINED_SHARE: f64 = 0.3;

/// Vapour below the mixing height becomes puffs by height; what lies above stays aloft. A slice that straddles the
/// mixing height is cut there.
pub(super) fn loft(
    vapour: &Masses,
    slices: &[Slice],
    conditions: &Conditions<'_>,
    place: &mut PlaceSource,
    term: &mut SourceTerm,
) {
    let mixing_m = conditions.weather.mixing_height_m;
    let low: Vec<Slice> = slices.iter().filter_map(|slice| below(slice, mixing_m)).collect();
    let low_share: f64 = low.iter().map(|slice| slice.share).sum();
    term.aloft = term.aloft.plus(&vapour.times(1.0 - low_share));
    keep_harmless_aloft(&vapour.times(low_share), term);
    for slice in joined(&low, JOINED_SHARE * mixing_m) {
        place.releases.push(Release {
            mass_kg: air_masses(&vapour.times(slice.share)),
            height_agl_m: slice.height_agl_m,
            sigma_horizontal_m: slice.sigma_horizontal_m(),
            sigma_vertical_m: slice.sigma_vertical_m(),
            start_s: 0.0,
            duration_s: 0.0,
            growth: Growth::Puff,
            downwind_m: 0.0,
        });
    }
}

/// The part of a slice below a height; none where all of it lies above.
fn below(slice: &Slice, height_m: f64) -> Option<Slice> {
    let bottom_m = slice.height_agl_m - 0.5 * slice.thickness_m;
    let thickness_m = (height_m - bottom_m).min(slice.thickness_m);
    (thickness_m > 0.0).then(|| Slice {
        height_agl_m: bottom_m + 0.5 * thickness_m,
        thickness_m,
        share: slice.share * thickness_m / slice.thickness_m,
        ..*slice
    })
}

/// Neighbouring slices joined up to a thickness: mass, mean height and mean square of the radius are kept.
fn joined(slices: &[Slice], thickness_max_m: f64) -> Vec<Slice> {
    let mut out: Vec<Slice> = Vec::new();
    for slice in slices.iter().filter(|slice| slice.share > 0.0) {
        match out.last_mut() {
            Some(last) if last.thickness_m + slice.thickness_m <= thickness_max_m => *last = join(last, slice),
            _ => out.push(*slice),
        }
    }
    out
}

fn join(a: &Slice, b: &Slice) -> Slice {
    let share = a.share + b.share;
    let mean = |x: f64, y: f64| (x * a.share + y * b.share) / share;
    Slice {
        height_agl_m: mean(a.height_agl_m, b.height_agl_m),
        thickness_m: a.thickness_m + b.thickness_m,
        radius_m: mean(a.radius_m * a.radius_m, b.radius_m * b.radius_m).sqrt(),
        share,
    }
}

/// Oxygen, hydrogen and peroxide do no harm as vapour; they are booked aloft so that the ledger closes.
fn keep_harmless_aloft(vapour: &Masses, term: &mut SourceTerm) {
    for (substance, mass_kg) in vapour.iter().filter(|(s, _)| AirSpecies::of_loaded(*s).is_none()) {
        term.aloft.add(substance, mass_kg);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slice(height_agl_m: f64, share: f64) -> Slice {
        Slice { height_agl_m, thickness_m: 100.0, radius_m: 50.0, share }
    }

    /// A slice from 100 to 200 m under a lid of 130 m keeps 30 % of its mass, from 100 to 130 m.
    #[test]
    fn a_straddling_slice_is_cut() {
        let cut = below(&slice(150.0, 0.5), 130.0).expect("part of it lies below");
        assert!((cut.share - 0.15).abs() < 1e-12 && (cut.height_agl_m - 115.0).abs() < 1e-12);
        assert_eq!(below(&slice(150.0, 0.5), 100.0), None);
        assert_eq!(below(&slice(150.0, 0.5), 900.0), Some(slice(150.0, 0.5)));
    }

    /// Joining keeps the mass and its mean height.
    #[test]
    fn joining_keeps_mass_and_height() {
        let slices = [slice(50.0, 0.1), slice(150.0, 0.3), slice(250.0, 0.2), slice(350.0, 0.4)];
        let sums =
            |list: &[Slice]| list.iter().fold((0.0, 0.0), |(m, z), s| (m + s.share, z + s.share * s.height_agl_m));
        let found = joined(&slices, 200.0);
        assert_eq!(found.len(), 2);
        let ((m, z), (m0, z0)) = (sums(&found), sums(&slices));
        assert!((m - m0).abs() < 1e-12 && (z - z0).abs() < 1e-9);
    }
}
