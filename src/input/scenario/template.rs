//! The commented scenario that `heptyl new` prints.

use crate::places::Site;
use crate::vehicle::Vehicle;

const TEXT: &str = include_str!("template.toml");

/// Until this time after lift-off a failing vehicle comes down beside its pad, s: in 2013 it took 33 s.
const PAD_UNTIL_S: f64 = 35.0;

const IMPACT: &str = "\
[impact]                                 # needed for kind pad; without it the fall is computed
distance_from_pad_m = { low = 0, best = 1000, high = 3000 }
azimuth_deg = { low = 0, high = 360, law = \"uniform\" }
# or, once the place is found, instead of the two lines above:
# lon = 63.0
# lat = 46.0
# sigma_m = 100                          # one standard deviation of the position
";

const IMPACT_OPTIONAL: &str = "\
# [impact]                               # once the place is found; without it the fall is computed
# lon = 68.0
# lat = 48.0
# sigma_m = 1000                         # one standard deviation of the position
";

/// A scenario for a failure of a vehicle from a site, s after lift-off, that the reader accepts as it stands.
pub fn template(vehicle: &Vehicle, site: &Site, failure_time_s: f64) -> String {
    let beside_pad = failure_time_s <= PAD_UNTIL_S;
    let (kind, breakup, impact) =
        if beside_pad { ("pad", "none", IMPACT) } else { ("flight", "dynamic-pressure", IMPACT_OPTIONAL) };
    let ascent_end_s = vehicle.ascent_ends_s().min(vehicle.burn_out_s());
    let text = TEXT
        .replace("{{impact}}", impact)
        .replace("{{vehicle_name}}", &vehicle.name.en)
        .replace("{{site_name}}", &site.name.en.to_lowercase())
        .replace("{{programme}}", vehicle.usual_programme(None).map_or("", |programme| programme.id.as_str()))
        .replace("{{vehicle}}", &vehicle.id)
        .replace("{{site}}", &site.id)
        .replace("{{kind}}", kind)
        .replace("{{breakup}}", breakup)
        .replace("{{time_s}}", &failure_time_s.to_string())
        .replace("{{ascent_end_s}}", &ascent_end_s.to_string());
    text.lines().map(aligned).collect()
}

/// The line with its remark moved to the column of the remarks.
fn aligned(line: &str) -> String {
    const COLUMN: usize = 41;
    match line.split_once("  #") {
        Some((key, remark)) if key.len() < COLUMN && !key.trim().is_empty() && !key.starts_with("#  ") => {
            format!("{:COLUMN$}#{remark}\n", key.trim_end())
        }
        _ => format!("{line}\n"),
    }
}
