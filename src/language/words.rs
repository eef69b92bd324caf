//! Short texts that several outputs share.

use super::{Message, Number, msg};

/// `yes` or `no`.
pub fn yes_no(yes: bool) -> Message {
    msg(if yes { "yes" } else { "no" })
}

/// What stands where a value is not known.
pub fn not_known() -> Message {
    msg("not-known")
}

/// What stands in place of an empty table or list.
pub fn nothing_to_list() -> Message {
    msg("nothing-to-list")
}

/// A count of members of the ensemble.
pub fn members(count: usize) -> Message {
    msg("members-count").with("n", count)
}

/// A count of people, rounded as counts are.
pub fn people(count: f64) -> Message {
    msg("people-count").with("n", Number::count(count))
}

/// What a zone of the fall area means for who stands in it.
pub fn zone_of_pieces() -> Message {
    msg("zone-of-pieces")
}

/// The nearest of eight points of the compass.
///
/// # Units
/// `azimuth_deg` degrees from north, 0 to 360.
pub fn direction(azimuth_deg: f64) -> Message {
    msg(format!("direction-{}", (azimuth_deg / 45.0).round() as usize % 8))
}

/// A substance by its id; an id that has no name stands for itself.
pub fn substance(id: &str) -> super::Arg {
    let text = format!("substance-{id}");
    if super::Texts::of(super::Language::En).has(&text) { msg(text).into() } else { id.into() }
}

/// A place in degrees with four decimals (about 10 m): `46.0710° N, 62.9850° E`.
///
/// # Units
/// Degrees east and north on WGS 84.
pub fn place(lon: f64, lat: f64) -> Message {
    msg("place-degrees")
        .with("lat", Number::fixed(lat.abs(), 4))
        .with("ns", if lat < 0.0 { "south" } else { "north" })
        .with("lon", Number::fixed(lon.abs(), 4))
        .with("ew", if lon < 0.0 { "west" } else { "east" })
}

/// A piece that falls, by its name in the result: `whole vehicle`, `stage 2`, `tanks of stage 2`; any other name
/// stands for itself.
pub fn piece(name: &str) -> super::Arg {
    let of_stage = |id: String, stage: &str| msg(id).with("stage", stage.to_owned());
    let message = match name.split_once(" of stage ") {
        Some((class, stage)) => of_stage(format!("piece-{class}"), stage),
        None if name == "whole vehicle" => msg("piece-whole-vehicle"),
        None => match name.strip_prefix("stage ") {
            Some(stage) => of_stage("piece-stage".to_owned(), stage),
            None => return name.into(),
        },
    };
    if super::Texts::of(super::Language::En).has(&message.id) { message.into() } else { name.into() }
}
