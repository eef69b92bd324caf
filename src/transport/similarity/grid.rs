//! Layers of the vertical grid: fine at the ground and around the release, coarse elsewhere.

/// Thickness over height above ground.
const STRETCH: f64 = 0.17;

/// Least thickness over height: keeps the number of layers bounded around a thin cloud aloft.
const STRETCH_MIN: f64 = 0.03;

/// Heights of the faces between layers from `ground_m` to `top_m`, m.
///
/// A layer is 0.17 of its height thick, thinner within a few deviations `spread_m` of the release height.
pub(super) fn faces_m(ground_m: f64, top_m: f64, release_m: f64, spread_m: f64) -> Vec<f64> {
    let mut faces = vec![ground_m];
    let mut z = ground_m;
    loop {
        let around = 0.4 * spread_m + STRETCH * (z - release_m).abs();
        let dz = (STRETCH * z).min(around).max(STRETCH_MIN * z);
        z += dz;
        if z >= top_m - 0.5 * dz {
            faces.push(top_m);
            return faces;
        }
        faces.push(z);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Faces rise from the ground to the top, without a sliver at the end, in a bounded number.
    #[test]
    fn faces_rise_and_are_few() {
        for (top, release, spread) in [(1_000.0, 0.46, 0.01), (2_000.0, 300.0, 20.0), (60.0, 30.0, 0.1)] {
            let faces = faces_m(0.006, top, release, spread);
            assert_eq!((faces[0], faces[faces.len() - 1]), (0.006, top));
            assert!(faces.windows(2).all(|pair| pair[1] > pair[0]));
            assert!(faces.len() < 180, "{}", faces.len());
        }
    }
}
