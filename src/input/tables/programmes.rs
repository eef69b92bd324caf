//! The tables `[[vehicle.programme]]`: ways in which a vehicle is flown.

use crate::input::bounds::Bounds;
use crate::input::document::TableReader;
use crate::vehicle::{AscentPoint, AscentProgramme, PointBasis};

const SPREAD: Bounds = Bounds::new(0.0, 0.9, "");
const SHARE: Bounds = Bounds::new(0.0, 1.0, "");

/// How far the shares may sum beside 1: they are written with two or three digits.
const SHARE_SLACK: f64 = 0.005;

const BASES: [(&str, PointBasis); 3] =
    [("published", PointBasis::Published), ("derived", PointBasis::Derived), ("assumed", PointBasis::Assumed)];

/// The programmes of a vehicle: one or more, with shares that sum to 1 and ids that differ.
pub(super) fn programmes(vehicle: &TableReader<'_>) -> Option<Vec<AscentProgramme>> {
    let tables = vehicle.tables("programme");
    if tables.is_empty() {
        vehicle
            .refuse_missing("programme", "add at least one table [[vehicle.programme]] with share = 1 and its points");
        return None;
    }
    let read: Vec<Option<AscentProgramme>> = tables.iter().map(programme).collect();
    let programmes: Vec<AscentProgramme> = read.into_iter().collect::<Option<_>>()?;
    let sum: f64 = programmes.iter().map(|programme| programme.share).sum();
    if (sum - 1.0).abs() > SHARE_SLACK {
        let help = "give each programme its share of all launches of the vehicle, 1 where there is only one";
        vehicle.refuse("programme", "has shares that do not sum to 1", format!("they sum to {sum:.3}"), help);
        return None;
    }
    let twin = |k: usize| programmes[..k].iter().any(|earlier| earlier.id == programmes[k].id);
    if let Some(k) = (0..programmes.len()).find(|k| twin(*k)) {
        let found = format!("\"{}\" stands twice", programmes[k].id);
        vehicle.refuse("programme", "repeats an id", found, "give each programme of a vehicle its own id");
        return None;
    }
    Some(programmes)
}

fn programme(table: &TableReader<'_>) -> Option<AscentProgramme> {
    let id = table.string("id");
    let name = super::names_in(table, "name");
    let share = table.number("share", SHARE);
    let source = table.string("source");
    let altitude_spread = table.number("altitude_spread", SPREAD);
    let speed_spread = table.number("speed_spread", SPREAD);
    let angle_spread_deg = table.number("angle_spread_deg", Bounds::new(0.0, 30.0, "degrees"));
    let launch_azimuth_deg = table.optional_sourced("launch_azimuth_deg", Bounds::new(-180.0, 360.0, "degrees"));
    let impulse_range = table.number("impulse_range", Bounds::new(0.0, 0.3, ""));
    let points = points(table);
    table.refuse_unknown();
    Some(AscentProgramme {
        id: id?,
        name: name?,
        share: share?,
        source: source?,
        altitude_spread: altitude_spread?,
        speed_spread: speed_spread?,
        angle_spread_deg: angle_spread_deg?,
        impulse_range: impulse_range?,
        launch_azimuth_deg,
        points: points?,
    })
}

fn points(table: &TableReader<'_>) -> Option<Vec<AscentPoint>> {
    let read: Vec<Option<AscentPoint>> = table.tables("point").iter().map(point).collect();
    let points: Vec<AscentPoint> = read.into_iter().collect::<Option<_>>()?;
    if points.is_empty() {
        table.refuse_missing(
            "point",
            "add points { time_s, altitude_m, speed_m_s, basis }, the first at first-stage cut-off",
        );
        return None;
    }
    if points.windows(2).any(|pair| pair[1].time_s <= pair[0].time_s) {
        table.refuse("point", "is not in the order of time", "time_s must rise", "sort the points by time_s");
        return None;
    }
    let last = points.len() - 1;
    let both = |(k, point): (usize, &AscentPoint)| {
        (k != last || k == 0) && point.altitude_m.is_some() && point.angle_deg.is_some()
    };
    if let Some(k) = points.iter().enumerate().position(both) {
        let found = format!("the point at {} s has altitude_m and angle_deg", points[k].time_s);
        table.refuse(
            "point",
            "asks for too much",
            found,
            "give one of the two; only the last of several points takes both",
        );
        return None;
    }
    Some(points)
}

fn point(table: &TableReader<'_>) -> Option<AscentPoint> {
    let time_s = table.number("time_s", Bounds::new(1.0, 1e6, "s"));
    let altitude_m = table.optional_number("altitude_m", Bounds::new(0.0, 1e6, "m"));
    let speed_m_s = table.optional_number("speed_m_s", Bounds::new(1.0, 12e3, "m/s"));
    let angle_deg = table.optional_number("angle_deg", Bounds::new(-30.0, 90.0, "degrees"));
    let impulse_factor = table.optional_number("impulse_factor", Bounds::new(0.7, 1.3, ""));
    let altitude_half_width = table.optional_number("altitude_half_width", SPREAD);
    let speed_half_width = table.optional_number("speed_half_width", SPREAD);
    let basis = table.choice("basis", &BASES);
    if !table.has("altitude_m") && !table.has("angle_deg") {
        table.refuse_missing("altitude_m", "a point needs altitude_m or angle_deg");
        return None;
    }
    table.refuse_unknown();
    Some(AscentPoint {
        time_s: time_s?,
        altitude_m,
        speed_m_s,
        angle_deg,
        impulse_factor,
        altitude_half_width,
        speed_half_width,
        basis: basis?,
    })
}
