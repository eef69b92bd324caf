//! Words that the report uses for the ids of the result.

use std::collections::BTreeMap;

use crate::assessment::{Basis, Zone};
use crate::geodesy::LonLat;
use crate::output::number;
use crate::threshold::{Medium, Severity};

/// A substance in words.
pub(super) fn substance(id: &str) -> &str {
    match id {
        "udmh" => "heptyl (UDMH)",
        "nto" => "nitrogen tetroxide (NTO)",
        "no2" => "nitrogen dioxide (NO₂)",
        "nitrate" => "nitrate (NO₃)",
        "ndma" => "nitrosodimethylamine (NDMA)",
        "kerosene" => "kerosene",
        "oxygen" => "liquid oxygen",
        "hydrogen" => "liquid hydrogen",
        "peroxide" => "hydrogen peroxide",
        other => other,
    }
}

/// The ids of a table by substance in the order of the reader's interest: heptyl, oxidiser, what they become, the rest.
pub(super) fn in_order<V>(by_id: &BTreeMap<String, V>) -> Vec<(&str, &V)> {
    const ORDER: [&str; 6] = ["udmh", "nto", "no2", "ndma", "nitrate", "kerosene"];
    let rank = |id: &str| ORDER.iter().position(|known| *known == id).unwrap_or(ORDER.len());
    let mut rows: Vec<(&str, &V)> = by_id.iter().map(|(id, value)| (id.as_str(), value)).collect();
    rows.sort_by_key(|(id, _)| rank(id));
    rows
}

/// A medium in words.
pub(super) fn medium(medium: Medium) -> &'static str {
    match medium {
        Medium::Air => "air",
        Medium::Soil => "soil",
        Medium::Water => "water",
        Medium::Fall => "fall of pieces",
    }
}

/// A severity in words.
pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Hygienic => "hygienic norm exceeded",
        Severity::Acute1 => "effects that pass",
        Severity::Acute2 => "lasting harm, or unable to escape",
        Severity::Idlh => "immediate danger",
        Severity::Acute3 => "danger to life",
    }
}

/// What it means to be inside a zone.
pub(super) fn meaning(zone: &Zone) -> &'static str {
    match zone.medium {
        Medium::Fall => "pieces come down there",
        _ => severity(zone.severity),
    }
}

/// True for a zone that this program computed: measured and restricted zones are never put beside it as its equal.
pub(super) fn is_modelled(zone: &Zone) -> bool {
    zone.basis == Basis::Modelled
}

/// A dash where there is no text.
pub(super) fn or_dash(text: &str) -> String {
    if text.is_empty() { "–".to_owned() } else { text.to_owned() }
}

/// How a zone was found.
pub(super) fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Modelled => "modelled",
        Basis::Measured => "measured",
        Basis::Restricted => "restricted",
    }
}

/// Name of a zone; its id where it has no name.
pub(super) fn zone(zone: &Zone) -> &str {
    if zone.name.en.is_empty() { &zone.id } else { &zone.name.en }
}

/// The limit of a zone with its unit; nothing for the fall area, whose limit is a share.
pub(super) fn limit(zone: &Zone) -> String {
    match zone.medium {
        Medium::Fall => "–".to_owned(),
        _ => format!("{} {}", number::exact(zone.threshold), number::unit(&zone.unit)),
    }
}

/// Distance and direction from one place to another: `2.5 km to the south-east (azimuth 134°)`.
pub(super) fn way(from: LonLat, to: LonLat) -> String {
    const POINTS: [&str; 8] =
        ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"];
    let azimuth_deg = from.azimuth_deg(to);
    let point = POINTS[(azimuth_deg / 45.0).round() as usize % 8];
    let distance_km = crate::units::km_from_m(from.distance_m(to));
    format!("{} km to the {point} (azimuth {azimuth_deg:.0}°)", number::two_digits(distance_km))
}

/// Several words as a sentence lists them: `a, b and c`.
pub(super) fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Domain reference, section 10: 81/24 to 200/39 is 5.00 km at 133.5 degrees.
    #[test]
    fn says_how_far_and_where() {
        let way = way(LonLat::new(62.985, 46.071), LonLat::new(63.03209, 46.03998));
        assert!(way == "5.0 km to the south-east (azimuth 133°)" || way.ends_with("134°)"), "{way}");
    }

    #[test]
    fn lists_as_a_sentence_does() {
        let words = ["Akai", "Toretam", "Baikonur"].map(str::to_owned);
        assert_eq!(list(&words), "Akai, Toretam and Baikonur");
        assert_eq!(list(&words[..1]), "Akai");
    }
}
