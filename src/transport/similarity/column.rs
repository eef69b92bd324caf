//! One implicit step of the diffusion equation for all moments of a cloud at once.

/// Moments of a cloud in a layer: its concentration, and that times the departure to the left of the path, its square,
/// the delay against the cloud's own speed, and its square.
pub(super) type Moments = [f64; 5];

/// Index of the concentration among the moments.
pub(super) const DOSE: usize = 0;
/// Index of the departure to the left.
pub(super) const LEFT: usize = 1;
/// Index of its square.
pub(super) const LEFT_SQUARED: usize = 2;
/// Index of the delay.
pub(super) const LATE: usize = 3;
/// Index of its square.
pub(super) const LATE_SQUARED: usize = 4;

/// The linear system of one step of a distance, taken apart (Thomas algorithm).
#[derive(Debug, Clone, Default)]
pub(super) struct Factors {
    store: Vec<f64>,
    /// Conductance to the layer below over the pivot, and one over the pivot.
    low: Vec<f64>,
    per_pivot: Vec<f64>,
    upper: Vec<f64>,
}

/// What the layers of a column are like during a step.
pub(super) struct Column<'a> {
    pub thickness_m: &'a [f64],
    pub wind_m_s: &'a [f64],
    /// Per layer: departure to the left, m, and delay, s, that a metre of the path adds, times the wind and the thickness.
    pub drift: &'a [(f64, f64)],
    pub conductance_m_s: &'a [f64],
    pub ground_m_s: f64,
}

impl Column<'_> {
    /// Takes the system of a step apart.
    pub(super) fn factor(&self, factors: &mut Factors, distance_m: f64) {
        let Factors { store, low, per_pivot, upper } = factors;
        for values in [&mut *store, &mut *low, &mut *per_pivot, &mut *upper] {
            values.clear();
        }
        let (mut below, mut ratio, mut ground) = (0.0, 0.0, self.ground_m_s);
        let above = self.conductance_m_s.iter().copied().chain([0.0]);
        for ((wind, thickness), above) in self.wind_m_s.iter().zip(self.thickness_m).zip(above) {
            let stored = wind * thickness / distance_m;
            let pivot = 1.0 / (stored + below + above + ground - below * ratio);
            store.push(stored * pivot);
            low.push(below * pivot);
            per_pivot.push(pivot);
            ratio = above * pivot;
            upper.push(ratio);
            (below, ground) = (above, 0.0);
        }
    }

    /// One implicit step in place; what the drifts add is taken at its start.
    pub(super) fn solve(&self, factors: &Factors, moments: &mut [Moments]) {
        let mut before = [0.0; 5];
        let rows = factors.store.iter().zip(&factors.low).zip(&factors.per_pivot).zip(self.drift);
        for (value, (((store, low), per_pivot), (left, late))) in moments.iter_mut().zip(rows) {
            let (left, late) = (left * per_pivot, late * per_pivot);
            let [dose, to_left, _, delay, _] = *value;
            let added = [0.0, left * dose, 2.0 * left * to_left, late * dose, 2.0 * late * delay];
            for m in 0..5 {
                before[m] = store * value[m] + (added[m] + low * before[m]);
            }
            *value = before;
        }
        let mut above = [0.0; 5];
        for (value, upper) in moments.iter_mut().zip(&factors.upper).rev() {
            for m in 0..5 {
                value[m] += upper * above[m];
            }
            above = *value;
        }
    }
}
