//! Moments as people write them.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use serde::{Deserialize, Serialize};

use super::Language;

/// By which clock a moment is written.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Clock {
    /// Universal time; `UTC` stands behind it.
    Utc,
    /// Local time so many hours ahead of universal time; `UTC+6` stands behind it.
    Local {
        /// Hours ahead of universal time.
        utc_offset_h: f64,
    },
}

/// How fine a moment is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Precision {
    /// The day alone.
    Day,
    /// To the minute.
    Minute,
    /// To the second.
    Second,
}

/// A moment: `2 July 2013, 02:38 UTC` in English, `02.07.2013, 02:38 UTC` in Russian and Kazakh.
pub(super) fn written(at: Timestamp, clock: Clock, precision: Precision, language: Language) -> String {
    let offset_s = match clock {
        Clock::Utc => 0.0,
        Clock::Local { utc_offset_h } => utc_offset_h * 3600.0,
    };
    let zone = Offset::from_seconds(offset_s as i32).map_or(TimeZone::UTC, TimeZone::fixed);
    let day = if language == Language::En { "%-d %B %Y" } else { "%d.%m.%Y" };
    let time = match precision {
        Precision::Day => "",
        Precision::Minute => ", %H:%M",
        Precision::Second => ", %H:%M:%S",
    };
    let text = at.to_zoned_datetime(zone).strftime(&format!("{day}{time}")).to_string();
    match (precision, clock) {
        (Precision::Day, _) => text,
        (_, Clock::Utc) => format!("{text} UTC"),
        (_, Clock::Local { utc_offset_h }) => format!("{text} UTC{}", ahead(utc_offset_h)),
    }
}

/// `+6`, `+5:30`, `−3`.
fn ahead(hours: f64) -> String {
    let sign = if hours < 0.0 { '−' } else { '+' };
    let minutes = (hours.abs() * 60.0).round() as u32;
    match minutes % 60 {
        0 => format!("{sign}{}", minutes / 60),
        rest => format!("{sign}{}:{rest:02}", minutes / 60),
    }
}
