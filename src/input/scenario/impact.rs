//! The table `[impact]`: a place that is known or assumed instead of computed.

use crate::geodesy::LonLat;
use crate::incident::ImpactPlace;
use crate::input::bounds::{Bounds, LATITUDE, LONGITUDE};
use crate::input::document::TableReader;

const FROM_PAD: [&str; 2] = ["distance_from_pad_m", "azimuth_deg"];
const AT: [&str; 3] = ["lon", "lat", "sigma_m"];

/// The place of impact, if the scenario gives one in exactly one of the two ways.
pub(super) fn impact(root: &TableReader<'_>) -> Option<ImpactPlace> {
    let table = root.optional_table("impact")?;
    let from_pad = FROM_PAD.iter().any(|key| table.has(key));
    let at = AT.iter().any(|key| table.has(key));
    if from_pad && at {
        root.refuse("impact", "gives the place in two ways", "from the pad and as a point", {
            "keep either distance_from_pad_m and azimuth_deg, or lon, lat and sigma_m"
        });
        return None;
    }
    let place = if at { point(&table) } else { distance(&table) };
    table.refuse_unknown();
    place
}

fn distance(table: &TableReader<'_>) -> Option<ImpactPlace> {
    let distance_m = table.range("distance_from_pad_m", Bounds::new(0.0, 2e6, "m"));
    let azimuth_deg = table.direction("azimuth_deg");
    Some(ImpactPlace::FromPad { distance_m: distance_m?, azimuth_deg: azimuth_deg? })
}

fn point(table: &TableReader<'_>) -> Option<ImpactPlace> {
    let lon = table.number("lon", LONGITUDE);
    let lat = table.number("lat", LATITUDE);
    let sigma_m = table.number("sigma_m", Bounds::new(0.0, 1e5, "m"));
    Some(ImpactPlace::At { position: LonLat::new(lon?, lat?), sigma_m: sigma_m? })
}
