//! Words of the page that no layer holds.

use std::collections::BTreeMap;

use super::field::quantity;
use super::scene::{GroupWords, Words};
use crate::assessment::{Outcome, Raster};
use crate::language::{Arg, Language, msg};

/// Group of waters and borders.
const GROUND: &str = "ground";

/// Groups of the legend in their order, and the ids of their titles and notes.
const GROUPS: [(&str, &str, Option<&str>); 6] = [
    ("zones-found", "imap-group-zones-found", Some("imap-note-zones-found")),
    ("zones-before", "imap-group-zones-before", Some("imap-note-zones-before")),
    ("places", "imap-group-places", None),
    ("fall", "imap-group-fall", None),
    ("fields", "imap-group-fields", Some("imap-note-fields")),
    (GROUND, "imap-group-ground", None),
];

/// Words by the name that the script uses.
const OTHER: [(&str, &str); 12] = [
    ("zoom_in", "imap-zoom-in"),
    ("zoom_out", "imap-zoom-out"),
    ("fit_start", "imap-fit-start"),
    ("fit_whole", "imap-fit-whole"),
    ("full_screen", "imap-full-screen"),
    ("metre", "unit-m"),
    ("kilometre", "unit-km"),
    ("more", "imap-more-limits"),
    ("values_here", "imap-values-here"),
    ("values_note", "imap-values-note"),
    ("no_zone_here", "imap-no-zone-here"),
    ("how_to", "imap-how-to"),
];

/// Quantities of the grids, with the ids of their names. A grid that is not listed keeps its own description.
const FIELDS: [(&str, &str); 4] = [
    ("udmh-highest", "imap-udmh-highest"),
    ("udmh-dosage", "imap-field-udmh-dosage"),
    ("udmh-soil", "imap-field-udmh-soil"),
    ("no2-highest", "imap-no2-highest"),
];

/// The words in a language.
pub(super) fn words(outcome: &Outcome, language: Language) -> Words {
    let say = |id: &'static str| msg(id).say(language);
    let group = |(id, title, note): (&'static str, &'static str, Option<&'static str>)| {
        // Under the base map stands who made it.
        let note = if id == GROUND { outcome.base_map.credit.clone() } else { note.map(say).unwrap_or_default() };
        GroupWords { id, title: say(title), note }
    };
    Words {
        groups: GROUPS.into_iter().map(group).collect(),
        north_south: [say("imap-north"), say("imap-south")],
        east_west: [say("imap-east"), say("imap-west")],
        other: OTHER.into_iter().map(|(key, id)| (key, say(id))).collect::<BTreeMap<_, _>>(),
    }
}

/// Name and unit of a grid in a language.
pub(super) fn field(raster: &Raster, language: Language) -> (String, String) {
    let name = quantity(raster);
    let unit = Arg::text("").unit(raster.unit.clone()).say(language).trim().to_owned();
    let known = FIELDS.iter().find(|(id, _)| *id == name).map(|(_, id)| msg(*id).say(language));
    let soil = name.split_once("-soil-day-").map(|(substance, day)| {
        let id = if substance == "ndma" { "imap-field-ndma-soil-day" } else { "imap-field-udmh-soil-day" };
        msg(id).with("day", day).say(language)
    });
    (known.or(soil).unwrap_or_else(|| raster.description.clone()), unit)
}
