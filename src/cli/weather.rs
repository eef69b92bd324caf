//! `heptyl weather`: a weather file decoded, and the profile over a place.

use heptyl::error::Error;
use heptyl::geodesy::LonLat;
use heptyl::input::{DataSource, InputError, SurfaceReport, WeatherFile, read_weather};
use heptyl::units::{celsius_from_kelvin, hectopascal_from_pascal, kelvin_from_celsius, pascal_from_hectopascal};
use heptyl::weather::WeatherProfile;
use heptyl::weather::column::{Picked, Wanted, pick, profile_at};
use heptyl::weather::diagnosis::Diagnosis;
use heptyl::weather::sounding::{Sounding, SoundingLevel, TimeBasis, VerticalAxis};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::args::WeatherArgs;
use super::table::columns;

/// Pressure at the ground where neither file nor user tells it, hPa: that of the standard atmosphere at 100 m. It only
/// serves heights above the ground of levels by pressure.
const GROUND_PRESSURE_HPA: f64 = 1_000.0;

/// Decodes the file and prints what holds at the place and time.
pub(crate) fn report(args: &WeatherArgs) -> Result<String, Error> {
    let place = place(&args.at)?;
    let read = read_weather(&DataSource::File(args.file.clone()), place, args.extend_weather)?;
    if !read.reports.is_empty() {
        return stations(&read, place, args.json);
    }
    let first = read.soundings.iter().filter_map(|sounding| sounding.time_utc).min();
    let asked = args.time.as_deref().map(time).transpose()?;
    let wanted = Wanted {
        time_utc: asked.or(first).unwrap_or(Timestamp::UNIX_EPOCH),
        place: Some(place),
        ground_pressure_pa: pascal_from_hectopascal(GROUND_PRESSURE_HPA),
        needed_top_m: 0.0,
        extend: args.extend_weather,
    };
    let refused = |source| InputError::Sounding { path: read.file.path.clone(), source: Box::new(source) };
    let picked = pick(&read.soundings, &wanted).map_err(refused)?;
    let (sounding, basis) = match &picked {
        Picked::One(sounding, basis) => (&**sounding, basis),
        Picked::Two(both, share, basis) => (if *share <= 0.5 { &both.0 } else { &both.1 }, basis),
    };
    // Near the ground alone there is no profile, and nothing to refuse.
    let profile = match profile_at(&read.file.path, &read.soundings, &wanted) {
        Ok(profile) => Some(profile),
        Err(_) if sounding.levels.is_empty() => None,
        Err(source) => return Err(refused(source).into()),
    };
    let source = format!("{}: {}", read.file.path, read.format.name());
    let found = Found { place, source, sounding, basis, profile, wanted };
    if args.json { Ok(serde_json::to_string(&found.json())? + "\n") } else { Ok(found.table()) }
}

/// Reports of stations as they were understood; they name no month, so that the place and time are those of the reader.
fn stations(read: &WeatherFile, place: LonLat, as_json: bool) -> Result<String, Error> {
    let source = format!("{}: {}", read.file.path, read.format.name());
    if as_json {
        let report = |(text, report): &(String, SurfaceReport)| {
            json!({
                "station": report.station,
                "wind_speed_m_s": report.wind_speed_m_s,
                "wind_from_deg": report.wind_from_deg,
                "temperature_k": report.temperature_c.map(kelvin_from_celsius),
                "pressure_hpa": report.pressure_hpa,
                "cloud": report.cloud,
                "text": text,
            })
        };
        let reports: Vec<Value> = read.reports.iter().map(report).collect();
        let found = json!({
            "time_utc": null, "lon": place.lon, "lat": place.lat, "source": source, "levels": [], "surface": {},
            "reports": reports,
        });
        return Ok(serde_json::to_string(&found)? + "\n");
    }
    let text = |value: Option<f64>| value.map_or("-".to_owned(), |value| format!("{value:.1}"));
    let row = |(sent, report): &(String, SurfaceReport)| {
        let numbers = [report.wind_from_deg, report.wind_speed_m_s, report.temperature_c].map(text);
        [vec![report.station.clone()], numbers.to_vec(), vec![sent.clone()]].concat()
    };
    let rows: Vec<Vec<String>> = read.reports.iter().map(row).collect();
    Ok(format!("Source: {source}\n{}", columns(&["Station", "wind from", "m/s", "deg C", "as sent"], &rows)))
}

/// What holds at the place and time.
struct Found<'a> {
    place: LonLat,
    source: String,
    sounding: &'a Sounding,
    basis: &'a TimeBasis,
    profile: Option<WeatherProfile>,
    wanted: Wanted,
}

fn place(text: &str) -> Result<LonLat, InputError> {
    let numbers = text
        .split_once(',')
        .and_then(|(lon, lat)| Some((lon.trim().parse::<f64>().ok()?, lat.trim().parse::<f64>().ok()?)));
    let inside = numbers.filter(|(lon, lat)| (-180.0..=360.0).contains(lon) && lat.abs() <= 90.0);
    inside.map(|(lon, lat)| LonLat::new((lon + 180.0).rem_euclid(360.0) - 180.0, lat)).ok_or_else(|| {
        InputError::Option {
            option: "--at",
            found: text.to_owned(),
            expected: "degrees east, comma, degrees north, such as 63.34,45.92".to_owned(),
        }
    })
}

fn time(text: &str) -> Result<Timestamp, InputError> {
    text.parse().ok().ok_or_else(|| InputError::Option {
        option: "--time",
        found: text.to_owned(),
        expected: "a time such as 2013-07-02T02:38:00Z".to_owned(),
    })
}

impl Found<'_> {
    /// Time that the values hold for; none where the file names none.
    fn time_utc(&self) -> Option<Timestamp> {
        match self.basis {
            TimeBasis::NotGiven => None,
            TimeBasis::Nearest { time_utc, .. } => Some(*time_utc),
            TimeBasis::Between { .. } if self.sounding.time_utc.is_some() => Some(self.wanted.time_utc),
            TimeBasis::Between { .. } => None,
        }
    }

    fn pressure_pa(&self, level: &SoundingLevel) -> Option<f64> {
        let by_pressure = matches!(self.sounding.axis, VerticalAxis::Pressure { .. });
        if by_pressure { Some(level.vertical) } else { level.pressure_pa }
    }

    /// Height above the sea as the file has it: geopotential where it gives that.
    fn height_asl_m(&self, level: &SoundingLevel) -> Option<f64> {
        let above_sea =
            matches!(self.sounding.axis, VerticalAxis::Geopotential { .. } | VerticalAxis::HeightAboveSea { .. });
        above_sea.then_some(level.vertical)
    }

    fn json(&self) -> Value {
        let level = |level: &SoundingLevel| {
            json!({
                "pressure_hpa": self.pressure_pa(level).map(hectopascal_from_pascal),
                "height_asl_m": self.height_asl_m(level),
                "height_agl_m": matches!(self.sounding.axis, VerticalAxis::HeightAboveGround).then_some(level.vertical),
                "wind_u_m_s": level.wind_m_s.map(|wind| wind.0),
                "wind_v_m_s": level.wind_m_s.map(|wind| wind.1),
                "temperature_k": level.temperature_k,
                "relative_humidity": level.relative_humidity,
            })
        };
        json!({
            "time_utc": self.time_utc().map(|time| time.to_string()),
            "lon": self.place.lon,
            "lat": self.place.lat,
            "source": self.source,
            "levels": self.sounding.levels.iter().map(level).collect::<Vec<_>>(),
            "surface": self.sounding.surface,
            "station": self.sounding.origin.place,
            "forecast_h": self.sounding.origin.lead_s / 3_600.0,
            "time": self.basis,
            "extended": self.profile.as_ref().map(|profile| &profile.extended),
            "diagnosis": self.profile.as_ref().map(Diagnosis::of),
        })
    }

    fn table(&self) -> String {
        let mut facts = vec![
            ("Source", self.source.clone()),
            ("Place", format!("{:.4} E {:.4} N", self.place.lon, self.place.lat)),
            ("Time", self.time_utc().map_or("not given".to_owned(), |time| time.to_string())),
        ];
        if let TimeBasis::Between { before_utc, after_utc, .. } = self.basis {
            facts.push(("Between", format!("{before_utc} and {after_utc}")));
        }
        if let Some(place) = self.sounding.origin.place.filter(|place| place.distance_m(self.place) > 1.0) {
            let km = place.distance_m(self.place) / 1e3;
            facts.push((
                "Station",
                format!("{}, {:.3} E {:.3} N, {km:.0} km away", self.sounding.origin.name, place.lon, place.lat),
            ));
        }
        if self.sounding.origin.lead_s > 0.0 {
            facts.push(("Forecast over", format!("{:.0} h", self.sounding.origin.lead_s / 3_600.0)));
        }
        facts.extend(self.near_ground());
        facts.extend(self.profile.iter().flat_map(diagnosed));
        let rows: Vec<Vec<String>> = facts.into_iter().map(|(what, text)| vec![what.to_owned(), text]).collect();
        let heading = if matches!(self.sounding.axis, VerticalAxis::HeightAboveGround) {
            "m above ground"
        } else {
            "m above sea"
        };
        let levels: Vec<Vec<String>> = self.sounding.levels.iter().map(|level| self.row(level)).collect();
        let head = ["  hPa", heading, "wind from", "m/s", "deg C", "humidity %"];
        format!("{}\nLevels\n{}", columns(&["Weather", "Value"], &rows), columns(&head, &levels))
    }

    fn near_ground(&self) -> Vec<(&'static str, String)> {
        let surface = &self.sounding.surface;
        let wind = surface.wind_u_10m_m_s.zip(surface.wind_v_10m_m_s);
        [
            ("Wind at 10 m", wind.map(|(u, v)| format!("{:.1} m/s from {:.0} degrees", u.hypot(v), from_deg(u, v)))),
            ("Gust", surface.gust_10m_m_s.map(|gust| format!("{gust:.1} m/s"))),
            (
                "Temperature at 2 m",
                surface.temperature_2m_k.map(|t| format!("{:.1} degrees C", celsius_from_kelvin(t))),
            ),
            ("Pressure at the ground", surface.pressure_pa.map(|p| format!("{:.1} hPa", hectopascal_from_pascal(p)))),
            ("Ground of the model", surface.ground_geopotential_m.map(|height| format!("{height:.0} m above the sea"))),
            ("Cloud", surface.cloud_fraction.map(|share| format!("{:.0} % of the sky", 100.0 * share))),
            ("Rain", surface.rain_mm_h.map(|rate| format!("{rate:.2} mm/h"))),
            ("Snowfall", surface.snowfall_mm_h.map(|rate| format!("{rate:.2} mm/h of water"))),
            ("Snow on the ground", surface.snow_depth_m.map(|depth_m| format!("{:.0} cm", 100.0 * depth_m))),
            ("Mixing height of the model", surface.mixing_height_m.map(|height| format!("{height:.0} m"))),
        ]
        .into_iter()
        .filter_map(|(what, text)| text.map(|text| (what, text)))
        .collect()
    }

    fn row(&self, level: &SoundingLevel) -> Vec<String> {
        let text =
            |value: Option<f64>, digits: usize| value.map_or("-".to_owned(), |value| format!("{value:.digits$}"));
        let height_m = self
            .height_asl_m(level)
            .or_else(|| matches!(self.sounding.axis, VerticalAxis::HeightAboveGround).then_some(level.vertical));
        vec![
            format!("  {}", text(self.pressure_pa(level).map(hectopascal_from_pascal), 1)),
            text(height_m, 0),
            text(level.wind_m_s.map(|(u, v)| from_deg(u, v)), 0),
            text(level.wind_m_s.map(|(u, v)| u.hypot(v)), 1),
            text(level.temperature_k.map(celsius_from_kelvin), 1),
            text(level.relative_humidity.map(|share| 100.0 * share), 0),
        ]
    }
}

fn from_deg(u_m_s: f64, v_m_s: f64) -> f64 {
    (-u_m_s).atan2(-v_m_s).to_degrees().rem_euclid(360.0)
}

/// What the profile says of itself.
fn diagnosed(profile: &WeatherProfile) -> Vec<(&'static str, String)> {
    let found = Diagnosis::of(profile);
    let mut rows = Vec::new();
    if let Some(height_m) = found.mixing_height_m {
        rows.push(("Mixing height", format!("{height_m:.0} m above ground (bulk Richardson number)")));
    }
    if let Some(number) = found.surface_richardson {
        rows.push(("Richardson number", format!("{number:.2} near the ground (above 0 stable)")));
    }
    for layer in found.inversions.iter().filter(|layer| layer.base_m < 3_000.0) {
        rows.push((
            "Inversion",
            format!("{:.0} to {:.0} m above ground, {:.1} K", layer.base_m, layer.top_m, layer.strength_k),
        ));
    }
    if let Some(height_m) = found.tropopause_m {
        rows.push(("Tropopause", format!("{:.1} km above ground", height_m / 1e3)));
    }
    rows
}
