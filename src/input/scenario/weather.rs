//! The table `[weather]`.

use jiff::Timestamp;

use super::turbulence::known_turbulence;
use crate::input::bounds::Bounds;
use crate::input::document::TableReader;
use crate::input::weather::report::SurfaceReport;
use crate::weather::{UpperWind, WeatherInput};

const BASES: [(&str, bool); 2] = [("assumed", false), ("observed", true)];

/// Wind at 10 m, m/s; in a calm the gusts carry a cloud.
const WIND_10M: Bounds = Bounds::new(0.0, 60.0, "m/s");

/// The weather of the scenario.
///
/// `report` may hold a METAR or SYNOP; what it gives takes the place of the ranges.
pub(super) fn weather(table: &TableReader<'_>, time_utc: Option<Timestamp>) -> Option<WeatherInput> {
    let observed = table.choice("basis", &BASES);
    let note = table.string("note");
    let temperature_c = table.range("temperature_c", Bounds::new(-60.0, 60.0, "degrees Celsius"));
    let pressure_hpa = table.range("pressure_hpa", Bounds::new(500.0, 1100.0, "hPa"));
    let wind_speed_10m_m_s = table.range("wind_speed_10m_m_s", WIND_10M);
    let wind_from_deg = table.direction("wind_from_deg");
    let cloud_fraction = table.range("cloud_fraction", Bounds::new(0.0, 1.0, "(share of the sky)"));
    let rain_mm_h = table.range("rain_mm_h", Bounds::new(0.0, 200.0, "mm/h"));
    let roughness_m = table.range("roughness_m", Bounds::new(1e-5, 3.0, "m"));
    let snow = table.flag("snow");
    let mixing_height_m = table.optional_range("mixing_height_m", Bounds::new(20.0, 6000.0, "m"));
    let upper_winds = upper_winds(table);
    let any_day = table.flag("any_day");
    let known = known_turbulence(table);
    let report = table.optional_string("report");
    table.refuse_unknown();
    let weather = WeatherInput {
        observed: observed?,
        note: note?,
        temperature_c: temperature_c?,
        pressure_hpa: pressure_hpa?,
        wind_speed_10m_m_s: wind_speed_10m_m_s?,
        wind_from_deg: wind_from_deg?,
        cloud_fraction: cloud_fraction?,
        rain_mm_h: rain_mm_h?,
        roughness_m: roughness_m?,
        snow,
        mixing_height_m,
        upper_winds: upper_winds?,
        profile: None,
        any_day,
        known,
    };
    match report {
        Some(text) => with_report(table, &text, time_utc?, weather),
        None => Some(weather),
    }
}

/// The weather with the report of a station in it.
fn with_report(
    table: &TableReader<'_>,
    text: &str,
    time_utc: Timestamp,
    weather: WeatherInput,
) -> Option<WeatherInput> {
    let over = SurfaceReport::parse(text).and_then(|report| report.over(text, time_utc, weather));
    over.map_err(|told| {
        table.refuse("report", "cannot be used", told, {
            "give a METAR or SYNOP as it was sent, such as \"UAOL 020230Z 09004MPS CAVOK 20/15 Q1008\", or remove the line"
        });
    })
    .ok()
}

fn upper_winds(table: &TableReader<'_>) -> Option<Vec<UpperWind>> {
    let tables = table.tables("upper");
    let read: Vec<Option<UpperWind>> = tables.iter().map(upper_wind).collect();
    let winds: Vec<UpperWind> = read.into_iter().collect::<Option<_>>()?;
    if winds.windows(2).any(|pair| pair[1].height_agl_m <= pair[0].height_agl_m) {
        table.refuse("upper", "is not in the order of height", "height_agl_m must rise", "sort the [[weather.upper]]");
        return None;
    }
    Some(winds)
}

fn upper_wind(table: &TableReader<'_>) -> Option<UpperWind> {
    let height_agl_m = table.number("height_agl_m", Bounds::new(20.0, 50e3, "m"));
    let wind_speed_m_s = table.range("wind_speed_m_s", Bounds::new(0.0, 150.0, "m/s"));
    let wind_from_deg = table.direction("wind_from_deg");
    table.refuse_unknown();
    Some(UpperWind { height_agl_m: height_agl_m?, wind_speed_m_s: wind_speed_m_s?, wind_from_deg: wind_from_deg? })
}
