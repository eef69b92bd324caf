//! Rain and snow of a model: amounts over intervals as rates, rain told from snow, and the depth of what lies.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::fields::{Ground, Quantity, Value};

/// Temperature at 2 m below which precipitation counts as snow where the file does not part the two, K: half of it falls
/// as snow at 1.0 degrees C, from -0.4 to 2.4 over the northern hemisphere (Jennings et al. 2018, Nat. Commun. 9, 1148).
const SNOW_BELOW_K: f64 = 274.15;

/// Density of lying snow where the file gives it as water only, 200 kg/m3, and that of water. Fresh snow has about 100,
/// snow of late winter 300 (Sturm et al. 2010, J. Hydrometeorol. 11, 1380-1394): good to a factor of 1.6.
const SNOW_KG_M3: f64 = 200.0;
const WATER_KG_M3: f64 = 1_000.0;

/// An amount over an interval.
#[derive(Debug, Clone, Copy)]
struct Amount {
    start_utc: Timestamp,
    end_utc: Timestamp,
    mm: f64,
}

impl Amount {
    fn hours(&self) -> f64 {
        (self.end_utc.as_second() - self.start_utc.as_second()) as f64 / 3_600.0
    }
}

/// Rates at the ends of the intervals, mm/h, of precipitation and of snowfall.
///
/// Models sum from the start of the forecast or over buckets of some hours: the shortest interval that ends at a time is
/// taken, given as such or as the difference of two sums from one start.
pub(super) fn rates(values: &[Value]) -> BTreeMap<Timestamp, Ground> {
    let mut rates: BTreeMap<Timestamp, Ground> = BTreeMap::new();
    for quantity in [Quantity::Precipitation, Quantity::Snowfall, Quantity::RainRate] {
        let over = values.iter().filter(|value| value.quantity == quantity && value.over_s > 0.0);
        let amounts: Vec<Amount> = over.filter_map(amount).collect();
        // A mean rate is the amount of its interval.
        let of = if quantity == Quantity::Precipitation { Quantity::RainRate } else { quantity };
        for end in &amounts {
            let shortest = shortest_to(end, &amounts);
            let rate_mm_h = (shortest.mm / shortest.hours()).max(0.0);
            rates.entry(end.end_utc).or_default().entry(of).or_insert(rate_mm_h);
        }
    }
    rates
}

fn amount(value: &Value) -> Option<Amount> {
    let start_utc = value.time_utc.checked_sub(SignedDuration::from_secs(value.over_s as i64)).ok()?;
    let hours = if value.quantity.is_sum() { 1.0 } else { value.over_s / 3_600.0 };
    Some(Amount { start_utc, end_utc: value.time_utc, mm: value.value * hours })
}

/// The shortest interval with the same end.
fn shortest_to(end: &Amount, amounts: &[Amount]) -> Amount {
    let given = || amounts.iter().filter(|other| other.end_utc == end.end_utc);
    let parted = |whole: Amount| {
        let first =
            amounts.iter().filter(move |part| part.start_utc == whole.start_utc && part.end_utc < whole.end_utc);
        first.map(move |part| Amount { start_utc: part.end_utc, end_utc: whole.end_utc, mm: whole.mm - part.mm })
    };
    let differences = given().flat_map(|whole| parted(*whole));
    given().copied().chain(differences).min_by(|a, b| a.hours().total_cmp(&b.hours())).unwrap_or(*end)
}

/// Rain and snowfall, mm/h, each none where the file does not tell.
pub(super) fn rain_and_snow(values: &Ground) -> (Option<f64>, Option<f64>) {
    let get = |quantity| values.get(&quantity).copied();
    let Some(both_mm_h) = get(Quantity::RainRate).map(|rate| rate.max(0.0)) else {
        return (None, get(Quantity::Snowfall));
    };
    let by_temperature = || {
        let cold = get(Quantity::Temperature).is_some_and(|temperature_k| temperature_k < SNOW_BELOW_K);
        if cold { both_mm_h } else { 0.0 }
    };
    let snow_mm_h = get(Quantity::Snowfall).map_or_else(by_temperature, |snow| snow.min(both_mm_h));
    (Some(both_mm_h - snow_mm_h), Some(snow_mm_h))
}

/// Depth of the snow on the ground, m.
pub(super) fn snow_depth_m(values: &Ground) -> Option<f64> {
    let by_water = || values.get(&Quantity::SnowWater).map(|mm| mm / 1e3 * WATER_KG_M3 / SNOW_KG_M3);
    values.get(&Quantity::SnowDepth).copied().or_else(by_water).map(|depth_m| depth_m.max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::weather::fields::At;

    fn sum(start_h: i64, end_h: i64, mm: f64) -> Value {
        Value {
            time_utc: Timestamp::UNIX_EPOCH.checked_add(SignedDuration::from_hours(end_h)).expect("a time"),
            lead_s: 0.0,
            over_s: (end_h - start_h) as f64 * 3_600.0,
            at: At::Ground,
            quantity: Quantity::Precipitation,
            value: mm,
        }
    }

    fn rate(values: &[Value], end_h: i64) -> f64 {
        let end = Timestamp::UNIX_EPOCH.checked_add(SignedDuration::from_hours(end_h)).expect("a time");
        rates(values)[&end][&Quantity::RainRate]
    }

    /// ECMWF sums from the start of the forecast; NCEP gives both that and buckets of six hours.
    #[test]
    fn sums_become_the_rate_of_the_shortest_interval() {
        let of_ecmwf = [sum(0, 6, 3.0), sum(0, 9, 9.0), sum(0, 12, 9.0)];
        assert_eq!([6, 9, 12].map(|end| rate(&of_ecmwf, end)), [0.5, 2.0, 0.0]);
        let of_ncep = [sum(0, 6, 3.0), sum(0, 12, 9.0), sum(6, 12, 6.0), sum(6, 9, 4.5)];
        assert_eq!([6, 9, 12].map(|end| rate(&of_ncep, end)), [0.5, 1.5, 0.5]);
    }

    #[test]
    fn snow_is_told_from_rain_by_the_file_or_by_the_temperature() {
        let ground = |rows: &[(Quantity, f64)]| rows.iter().copied().collect::<Ground>();
        let (rate, temperature) = (Quantity::RainRate, Quantity::Temperature);
        assert_eq!(rain_and_snow(&ground(&[(rate, 2.0), (temperature, 280.0)])), (Some(2.0), Some(0.0)));
        assert_eq!(rain_and_snow(&ground(&[(rate, 2.0), (temperature, 270.0)])), (Some(0.0), Some(2.0)));
        let both = ground(&[(rate, 2.0), (temperature, 270.0), (Quantity::Snowfall, 0.5)]);
        assert_eq!(rain_and_snow(&both), (Some(1.5), Some(0.5)));
        assert_eq!(rain_and_snow(&ground(&[(temperature, 270.0)])), (None, None));
        assert_eq!(snow_depth_m(&ground(&[(Quantity::SnowWater, 30.0)])), Some(0.15));
        assert_eq!(snow_depth_m(&ground(&[(Quantity::SnowWater, 30.0), (Quantity::SnowDepth, 0.2)])), Some(0.2));
    }
}
