//! What the pool assumes and what it rests on, in the words of the report.

use super::draw;
use super::march::TIME_MAX_S;
use crate::provenance::{Assumption, Citation};
use crate::range::Range;
use crate::units::h_from_s;

/// What is assumed of every pool, with the ranges that members draw from.
pub fn assumptions() -> Vec<Assumption> {
    let short = |value: f64| (value * 1_000.0).round() / 1_000.0;
    let span = |range: Range, scale: f64| format!("{} to {}", short(range.low * scale), short(range.high * scale));
    [
        (
            format!("A pool on level ground spreads to a depth of {} mm.", span(draw::DEPTH_MIN_M, 1e3)),
            "what depressions of the steppe hold; published defaults are 5 to 25 mm",
        ),
        (
            format!("Soil keeps {} % of its volume of liquid against gravity.", span(draw::RETENTION, 100.0)),
            "residual content of organic liquids in sand (ITRC); heptyl mixes with water and may be kept higher up",
        ),
        (
            format!("Of the pores that infiltration fills {} are wet already.", span(draw::WET_SHARE, 1.0)),
            "dry summer steppe to thaw; nobody measures it at a spill",
        ),
        (
            format!("A texture class conducts {} times its mean.", span(draw::conductivity_factor(), 1.0)),
            "spread within a class, crusts, cracks and roots",
        ),
        (
            format!("Frozen soil conducts {} times as much as open soil.", span(draw::FROZEN_FACTOR, 1.0)),
            "from melt water; heptyl melts ice and may go faster; snow is not modelled",
        ),
        (
            format!("The film law of evaporation holds within a factor of {}.", span(draw::FILM_FACTOR, 1.0)),
            "fits differ by a factor of 2 in strong wind",
        ),
        (
            format!("Of the wind {} reaches a pool in a crater.", span(draw::CRATER_SHELTER, 1.0)),
            "no measurement was found",
        ),
        (
            format!("Soil binds {} mg/kg of heptyl, which does not evaporate again.", span(draw::bound_kg_kg(), 1e6)),
            "from its cation exchange capacity; no measurement for steppe soil was found",
        ),
        (
            format!(
                "A pool is followed for {:.0} days at most, in air that does not change.",
                h_from_s(TIME_MAX_S) / 24.0
            ),
            "the sun moves by the hour, wind and temperature are those of the start",
        ),
        (
            "Kerosene is one liquid of low vapour pressure.".to_owned(),
            "its light parts go in hours and its heavy ones stay for years; the range of the pressure stands for both",
        ),
    ]
    .into_iter()
    .map(|(text, because)| Assumption::new(text, because))
    .collect()
}

/// Papers that the pool rests on.
pub fn citations() -> Vec<Citation> {
    [
        ("evaporation of pools", "Mackay & Matsugu 1973, Can. J. Chem. Eng. 51, 434-439"),
        ("heat of pools", "Kawamura & Mackay 1987, J. Hazard. Mater. 15, 343-364; Jones et al. 2013, NOAA Tech. Memo. NOS OR&R 43"),
        ("sun and sky", "Holtslag & van Ulden 1983, J. Clim. Appl. Meteorol. 22, 517-529"),
        ("spreading of pools", "Briscoe & Shaw 1980, Prog. Energy Combust. Sci. 6, 127-140; Webber & Jones 1987; Huppert 1982, J. Fluid Mech. 121, 43-58"),
        ("depressions on slopes", "Onstad 1984, Trans. ASAE 27, 729-732"),
        ("infiltration", "Green & Ampt 1911, J. Agric. Sci. 4, 1-24; Rawls, Brakensiek & Miller 1983, J. Hydraul. Eng. 109, 62-70"),
        ("drying of soil", "Millington & Quirk 1961, Trans. Faraday Soc. 57, 1200-1207"),
    ]
    .into_iter()
    .map(|(used_for, reference)| Citation::new(used_for, reference))
    .collect()
}
