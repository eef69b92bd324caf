//! What becomes of heptyl that lies in the soil, by depth, for days to years.
#![doc = include_str!("doc.md")]

pub mod climate;
pub mod profile;
pub mod rates;
pub mod fate;
pub mod history;
pub mod index;
#[cfg(test)]
mod literature;

/// A layer of the soil.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// 0 to 5 cm: what snow, dust, plants and the first sample touch.
    Top,
    /// 5 to 20 cm.
    Root,
    /// 20 to 40 cm.
    Deep,
    /// Below 40 cm.
    Below,
}

impl Layer {
    /// All of them, from the top.
    pub const ALL: [Self; 4] = [Self::Top, Self::Root, Self::Deep, Self::Below];

    /// Index into arrays by layer.
    pub fn index(self) -> usize {
        self as usize
    }

    /// Upper and lower bound, m. What lies below 40 cm is counted down to 1 m.
    pub fn bounds_m(self) -> (f64, f64) {
        match self {
            Self::Top => (0.0, 0.05),
            Self::Root => (0.05, 0.20),
            Self::Deep => (0.20, 0.40),
            Self::Below => (0.40, 1.00),
        }
    }

    /// Depth that stands for the layer, m; below 40 cm near its top, where most lies.
    pub fn depth_m(self) -> f64 {
        match self {
            Self::Below => 0.60,
            _ => 0.5 * (self.bounds_m().0 + self.bounds_m().1),
        }
    }

    /// Name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Top => "0-5 cm",
            Self::Root => "5-20 cm",
            Self::Deep => "20-40 cm",
            Self::Below => "below 40 cm",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Layer;

    #[test]
    fn layers_join_and_hold_their_depths() {
        for pair in Layer::ALL.windows(2) {
            assert_eq!(pair[0].bounds_m().1, pair[1].bounds_m().0);
        }
        for (k, layer) in Layer::ALL.into_iter().enumerate() {
            let (top, bottom) = layer.bounds_m();
            assert!(top < layer.depth_m() && layer.depth_m() < bottom && layer.index() == k);
        }
    }
}
