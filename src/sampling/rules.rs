//! The numbers of the scheme and the standards and practice behind them.
//!
//! The standards were not read in full; what is taken from them is what their users quote. Where practice in the country
//! is published it goes before the general norm.

use crate::assessment::SampleMedium;
use crate::substance::Substance;

/// Standards and practice that the scheme follows, with what is taken from each.
pub const STANDARDS: [&str; 6] = [
    "GOST 17.4.3.01-2017, Soils. General requirements for sampling: circles about the source at growing distances, drawn \
     out as a segment where the pollution spread, named by distance and azimuth",
    "GOST 17.4.4.02-2017, Soils. Methods of sampling: a joint sample of five points (envelope), 1 kg, layers 0-5 and \
     5-20 cm, deeper layers where a substance migrates",
    "GOST 31861-2012, Water. General requirements for sampling",
    "RD 52.04.186-89, Manual on the control of air pollution: air at 1.5 m, samples of 20 minutes",
    "Joint commission on the crash of 2 July 2013: 25 samples of soil and air on the first day, also in Akai, Toretam and \
     Baikonur; the crater by layers and its rim by directions; every sample split between both sides",
    "Fall places of first stages (PASS-2002; Sharapova 2020; Koroleva et al. 2021): soil to 80-115 cm, plants beyond the \
     spot, snow, water, air at 0-1.5 m within 150 m of the place for three days",
];

/// Most points of a scheme. Assumed: two crews work 12 to 15 points a day each, so that all is taken within three days,
/// while free heptyl still is what was spilt (most of it is transformed in the first days, Rodin et al. 2012).
pub const POINTS_AT_MOST: usize = 60;

/// Distances of the circles, m: the series 1-2-5 from the rim of a crater to where a deposit of drops can end. To 500 m
/// proposed in the domain reference (section 8, M); beyond that the series goes on.
pub const CIRCLES_M: [f64; 10] = [10.0, 25.0, 50.0, 100.0, 200.0, 500.0, 1_000.0, 2_000.0, 5_000.0, 10_000.0];

/// Least reach of the circles, m: a detectable spot of a first stage stays within 100 m (Meshkov et al. 2009).
pub const REACH_AT_LEAST_M: f64 = 100.0;

/// Spill radius from which eight directions of the rim are sampled instead of four, m. Assumed: below it eight points
/// are closer than the five pits of one joint sample (a square of 5 m).
pub const EIGHT_DIRECTIONS_FROM_M: f64 = 10.0;

/// Standard deviation of the direction of the cloud above which no axis is told, degrees. Assumed: two thirds of the
/// members then spread over more than a third of the circle.
pub const AXIS_SPREAD_AT_MOST_DEG: f64 = 60.0;

/// Least and greatest angle between the axis and the rays beside it, degrees. Assumed: closer rays meet the same
/// deposit; wider ones leave the segment.
pub const FLANK_DEG: (f64, f64) = (15.0, 45.0);

/// Least distance of a background point, m (control at 3 to 5 km; domain reference, section 8, M).
pub const BACKGROUND_FROM_M: f64 = 3_000.0;

/// Distance of a background point over the furthest reach of a zone of soil in its direction. Assumed.
pub const BACKGROUND_BEYOND: f64 = 1.5;

/// Points closer than this share of their distance from the middle stand for each other. Assumed.
pub const SAME_PLACE_SHARE: f64 = 0.15;

/// Least of that distance, m: the square of one joint sample.
pub const SAME_PLACE_M: f64 = 5.0;

/// Least distance of the rim from the middle, m: the square of one joint sample. Assumed; a spill of less is one sample.
pub const RIM_AT_LEAST_M: f64 = 5.0;

/// Settlements and receptors that are sampled, each. Assumed: in 2013 there were three settlements.
pub const PLACES_AT_MOST: usize = 12;

/// Nearest settlements that are sampled whether the cloud reaches them or not: people there ask, and a measured "no"
/// answers (in 2013 Akai, Toretam and Baikonur).
pub const NEAREST_SETTLEMENTS: usize = 3;

/// Waters that are sampled.
pub const WATERS_AT_MOST: usize = 4;

/// Distance along a river to the points beside the nearest one, m: one of them is the upstream one. Assumed; the
/// direction of flow is not in the data.
pub const ALONG_RIVER_M: f64 = 1_000.0;

/// Distance within which air is sampled, m (measured at 100 to 150 m from fresh fall places; PASS-2002).
pub const AIR_WITHIN_M: f64 = 150.0;

/// Layers of the soil, from the top, that are sampled in the middle; on the rim; anywhere else.
pub const LAYERS_IN_THE_MIDDLE: usize = 4;
/// See [`LAYERS_IN_THE_MIDDLE`].
pub const LAYERS_ON_THE_RIM: usize = 3;
/// See [`LAYERS_IN_THE_MIDDLE`].
pub const LAYERS_ELSEWHERE: usize = 2;

/// What is asked of the laboratory, by what was on board and what is taken. Of heptyl also what it becomes:
/// tetramethyltetrazene is found 7.5 times as often as heptyl itself (Koroleva et al.), formaldehyde and dimethylamine
/// are its products; nitrate, nitrite and pH tell of the oxidiser.
pub fn analytes(loaded: &[Substance], medium: SampleMedium) -> Vec<&'static str> {
    let in_air = medium == SampleMedium::Air;
    let of = |substance: Substance| match (substance, in_air) {
        (Substance::Udmh, true) => vec!["udmh", "ndma", "dma", "formaldehyde"],
        (Substance::Udmh, false) => vec!["udmh", "ndma", "tmt", "dma", "formaldehyde"],
        (Substance::Nto, true) => vec!["no2"],
        (Substance::Nto, false) => vec!["nitrate", "nitrite", "ph"],
        (Substance::Kerosene, _) => vec!["petroleum"],
        _ => Vec::new(),
    };
    loaded.iter().flat_map(|substance| of(*substance)).collect()
}
