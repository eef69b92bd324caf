//! Units as each language prints them.

use super::{Language, Texts};

/// Texts of units by the name that inputs and results use for them.
const UNITS: [(&str, &str); 35] = [
    ("m", "unit-m"),
    ("km", "unit-km"),
    ("cm", "unit-cm"),
    ("mm", "unit-mm"),
    ("um", "unit-um"),
    ("m2", "unit-m2"),
    ("km2", "unit-km2"),
    ("ha", "unit-ha"),
    ("m3", "unit-m3"),
    ("kg", "unit-kg"),
    ("t", "unit-t"),
    ("g", "unit-g"),
    ("mg/m3", "unit-mg-m3"),
    ("mg/kg", "unit-mg-kg"),
    ("mg/L", "unit-mg-l"),
    ("mg/m2", "unit-mg-m2"),
    ("g/m2", "unit-g-m2"),
    ("kg/m2", "unit-kg-m2"),
    ("mg s/m3", "unit-mg-s-m3"),
    ("(mg/m3)^3.5 min", "unit-toxic-load"),
    ("m/s", "unit-m-s"),
    ("m3/s", "unit-m3-s"),
    ("mm/h", "unit-mm-h"),
    ("s", "unit-s"),
    ("min", "unit-min"),
    ("h", "unit-h"),
    ("deg", "unit-deg"),
    ("deg C", "unit-deg-c"),
    ("hPa", "unit-hpa"),
    ("kPa", "unit-kpa"),
    ("kW/m2", "unit-kw-m2"),
    ("MW/m2", "unit-mw-m2"),
    ("%", "unit-percent"),
    ("people", "unit-people"),
    ("kg/m3", "unit-kg-m3"),
];

/// A unit in a language; one that is not known is printed as it is named.
pub(super) fn written(unit: &str, language: Language) -> String {
    let id = UNITS.iter().find(|(name, _)| *name == unit).map(|(_, id)| *id);
    id.map_or_else(|| unit.to_owned(), |id| Texts::of(language).plain(id))
}

/// What stands between a number and its unit: nothing before a degree sign of an angle, else a space that does not
/// break.
pub(super) fn gap(unit: &str) -> &'static str {
    if unit == "deg" { "" } else { "\u{a0}" }
}
