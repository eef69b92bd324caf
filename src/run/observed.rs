//! The profile of the weather files, for its plot.

use crate::assessment::ObservedWeather;
use crate::input::Inputs;
use crate::weather::WeatherProfile;
use crate::weather::diagnosis::Diagnosis;
use crate::weather::sounding::TimeBasis;

/// Most inversions that are told.
const INVERSIONS_MAX: usize = 3;

/// The profile of the weather files; none where no file was given.
pub(super) fn observed_weather(inputs: &Inputs) -> Option<ObservedWeather> {
    let profile = inputs.scenario.weather.profile.clone()?;
    let diagnosis = Diagnosis::of(&profile);
    let notes = crate::input::assumptions(inputs).into_iter().filter(|line| line.text.contains(&profile.source));
    let name = names_only(&profile.source);
    Some(ObservedWeather {
        title: format!("{name}, {}", time(&profile.time)),
        facts: facts(&profile, &diagnosis),
        wind_sigma_m_s: profile.wind_sigma_m_s(),
        notes: notes.map(|line| format!("{}.", line.text.replace(&profile.source, &name))).collect(),
        diagnosis,
        profile,
    })
}

/// The files without their folders.
fn names_only(source: &str) -> String {
    let name = |path: &str| path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned();
    source.split(", ").map(name).collect::<Vec<String>>().join(", ")
}

fn time(basis: &TimeBasis) -> String {
    match basis {
        TimeBasis::NotGiven => "time not given".to_owned(),
        TimeBasis::Nearest { time_utc, .. } => time_utc.to_string(),
        TimeBasis::Between { before_utc, after_utc, .. } => format!("between {before_utc} and {after_utc}"),
    }
}

fn facts(profile: &WeatherProfile, diagnosis: &Diagnosis) -> Vec<(String, String)> {
    let row = |what: &str, value: String| (what.to_owned(), value);
    let wind = |height_m: f64| {
        let (u, v) = profile.wind_m_s(height_m);
        format!("{:.1} m/s from {:.0}°", u.hypot(v), (-u).atan2(-v).to_degrees().rem_euclid(360.0))
    };
    let top_m = profile.levels.last().map_or(0.0, |level| level.height_agl_m);
    let mut rows = Vec::new();
    if profile.covers_surface() {
        rows.push(row("Wind at 10 m", wind(10.0)));
    }
    for height_m in [1_000.0, 3_000.0, 10_000.0].into_iter().filter(|height_m| *height_m <= top_m) {
        rows.push(row(&format!("Wind at {:.0} km", height_m / 1e3), wind(height_m)));
    }
    let fastest = profile.levels.iter().max_by(|a, b| a.u_m_s.hypot(a.v_m_s).total_cmp(&b.u_m_s.hypot(b.v_m_s)));
    if let Some(level) = fastest {
        let text = format!("{:.0} m/s at {:.1} km", level.u_m_s.hypot(level.v_m_s), level.height_agl_m / 1e3);
        rows.push(row("Strongest wind", text));
    }
    let mixing = diagnosis.mixing_height_m.map(|height_m| format!("{height_m:.0} m"));
    rows.push(row("Mixing height (bulk Richardson)", mixing.unwrap_or_else(|| "not told by the profile".to_owned())));
    for layer in diagnosis.inversions.iter().filter(|layer| layer.base_m < 3_000.0).take(INVERSIONS_MAX) {
        let text = format!("{:.0} to {:.0} m, {:.1} K", layer.base_m, layer.top_m, layer.strength_k);
        rows.push(row("Inversion", text));
    }
    if let Some(height_m) = diagnosis.tropopause_m {
        rows.push(row("Tropopause", format!("{:.1} km", height_m / 1e3)));
    }
    rows
}
