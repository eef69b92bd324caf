//! The inputs that differ from member to member, each read off what a member has drawn. A new input is one row.

use super::draw::Drawn;
use crate::flight::descent::FallenPiece;
use crate::source::{AirSpecies, Growth, Release, Spill};
use crate::substance::Substance;
use crate::transport::fate::LossRates;

/// What an input can have an effect on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Concerns {
    /// Every answer.
    All,
    /// Answers about a species.
    Species(AirSpecies),
    /// Counts of people only.
    People,
}

/// How the values of an input are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// From low to high.
    Line,
    /// Round a circle, degrees.
    Circle,
}

/// One input.
#[derive(Debug, Clone, Copy)]
pub struct Driver {
    /// Word that stands for it in files.
    pub id: &'static str,
    /// Name, short enough for the side of a chart.
    pub name: &'static str,
    /// Unit; `share` of the fuel left, `class` from 1 for A to 6 for F, `factor`, or empty.
    pub unit: &'static str,
    /// What an inspector can measure or ask for; none where it cannot be found out afterwards.
    pub measure: Option<&'static str>,
    /// What it can have an effect on.
    pub concerns: Concerns,
    /// How its values are ordered.
    pub scale: Scale,
    /// Its value in a member; none where the member has no such thing.
    pub of: fn(&Drawn) -> Option<f64>,
}

impl Driver {
    const fn new(id: &'static str, name: &'static str, unit: &'static str, of: fn(&Drawn) -> Option<f64>) -> Self {
        Self { id, name, unit, measure: None, concerns: Concerns::All, scale: Scale::Line, of }
    }

    const fn measured(self, how: &'static str) -> Self {
        Self { measure: Some(how), ..self }
    }

    const fn about(self, concerns: Concerns) -> Self {
        Self { concerns, ..self }
    }

    const fn round(self) -> Self {
        Self { scale: Scale::Circle, ..self }
    }
}

const OF_UDMH: Concerns = Concerns::Species(AirSpecies::Udmh);
const OF_NO2: Concerns = Concerns::Species(AirSpecies::No2);
const OF_NDMA: Concerns = Concerns::Species(AirSpecies::Ndma);
const OF_KEROSENE: Concerns = Concerns::Species(AirSpecies::Kerosene);

/// All inputs: what is drawn comes first, what follows from it after, so that of two that say the same the first is
/// held and the second is found to follow.
pub const DRIVERS: &[Driver] = &[
    // flight
    Driver::new("failure-time", "Time of the failure", "s", |d| Some(d.descent.failure_time_s))
        .measured("the time of the failure, from telemetry or video"),
    Driver::new("flight-direction", "Direction of flight", "deg", |d| Some(d.descent.failure.heading_deg))
        .measured("the direction of flight at the failure, from tracking data")
        .round(),
    Driver::new("fuel-left", "Fuel left at the failure", "kg", |d| Some(left_kg(d)))
        .measured("the fuel aboard, from the loading sheets and the time of the failure"),
    Driver::new("break-up-height", "Height of the break-up", "m", |d| Some(d.descent.breakup?.altitude_m))
        .measured("the height of the break-up, from tracking data or video"),
    Driver::new("impact-speed", "Speed at the ground", "m/s", |d| Some(main_piece(d)?.speed_m_s)),
    // weather
    Driver::new("wind-speed", "Wind speed at 10 m", "m/s", |d| Some(d.weather.wind_speed_10m_m_s))
        .measured("the wind speed at 10 m in the hours after the impact, from the nearest station"),
    Driver::new("wind-direction", "Wind direction", "deg", |d| Some(d.weather.wind_from_deg))
        .measured("the wind direction in the hours after the impact, from the nearest station or a sounding")
        .round(),
    Driver::new("temperature", "Air temperature", "deg C", |d| Some(d.weather.temperature_k - 273.15))
        .measured("the air temperature at the impact, from the nearest station"),
    Driver::new("rain", "Rain", "mm/h", |d| Some(d.weather.rain_mm_h))
        .measured("the rain of the hours after the impact, from the nearest station"),
    Driver::new("roughness", "Roughness of the ground", "m", |d| Some(d.weather.roughness_m))
        .measured("the height of plants and buildings below the path of the cloud"),
    Driver::new("stability", "Stability of the air (A to F)", "class", |d| {
        Some(f64::from(d.weather.stability as u8 + 1))
    })
    .measured("sun and cloud cover at the hour of the impact, from the nearest station"),
    Driver::new("mixing-height", "Mixing height", "m", |d| Some(d.weather.mixing_height_m))
        .measured("the mixing height, from a sounding of the hour"),
    // release
    Driver::new("carried-share", "Fuel that comes down in tanks", "share", |d| share(d, carried_kg(d)))
        .measured("the liquid that is left in the tanks that are found"),
    Driver::new("burnt-share", "Fuel burnt or decomposed", "share", |d| share(d, burnt_kg(d))),
    Driver::new("spilt-share", "Fuel spilt as liquid", "share", |d| share(d, spilt_kg(d)))
        .measured("the liquid spilt, from pools and the depth of wet soil in the crater"),
    Driver::new("spill-spread", "Spread of the spill (1 sigma)", "m", |d| Some(largest_spill(d)?.sigma_m))
        .measured("how far the spill reaches, from samples along two lines across the place of impact"),
    Driver::new("low-vapour-share", "Fuel let go as vapour in low air", "share", |d| share(d, released_kg(d, false))),
    Driver::new("drops-share", "Freed aloft and landing as drops", "share", |d| {
        d.descent.breakup.map(|_| d.term.liquid_share_aloft)
    }),
    Driver::new("cloud-height", "Height of the fire's cloud", "m", |d| Some(d.term.fire.cloud_height_agl_m))
        .measured("the height at which the cloud stopped rising, from photographs or video"),
    // losses
    Driver::new("udmh-uptake", "Uptake of UDMH by the ground", "m/s", |d| rates(d, AirSpecies::Udmh, UPTAKE))
        .about(OF_UDMH),
    Driver::new("udmh-washout", "Washout of UDMH", "1/s", |d| rates(d, AirSpecies::Udmh, WASHOUT)).about(OF_UDMH),
    Driver::new("no2-uptake", "Uptake of NO2 by the ground", "m/s", |d| rates(d, AirSpecies::No2, UPTAKE))
        .about(OF_NO2),
    Driver::new("no2-washout", "Washout of NO2", "1/s", |d| rates(d, AirSpecies::No2, WASHOUT)).about(OF_NO2),
    Driver::new("ozone", "Ozone of the air", "mol/m3", |d| Some(d.fates.air.ozone_mol_m3))
        .measured("the ozone of the air, from the nearest monitoring post"),
    Driver::new("hydroxyl", "Hydroxyl of the air in sun", "mol/m3", |d| Some(d.fates.air.hydroxyl_full_sun_mol_m3)),
    Driver::new("met-no2", "Heptyl mixed with its NO2", "share", |d| Some(d.fates.met_no2)),
    Driver::new("ndma-yield", "NDMA formed where ozone is short", "mol/mol", |d| Some(d.fates.air.ndma_yield_short))
        .about(OF_NDMA),
    Driver::new("ndma-light", "Decay of NDMA in full sun", "1/s", |d| Some(d.fates.air.ndma_photolysis_full_sun_per_s))
        .about(OF_NDMA),
    Driver::new("kerosene-uptake", "Uptake of kerosene by the ground", "m/s", |d| {
        rates(d, AirSpecies::Kerosene, UPTAKE)
    })
    .about(OF_KEROSENE),
    // soil
    Driver::new("soil-top-share", "Spill that stays in the top 5 cm", "share", |d| Some(d.soil.top_share()))
        .measured("heptyl by depth in a pit at the place of impact"),
    Driver::new("soil-day-share", "Fallout left in soil after a day", "share", |d| {
        Some(d.soil.left_of_fallout(0, 1.0, 0.0).udmh_kg)
    }),
    // people
    Driver::new("settled-factor", "Census of the settlements", "factor", |d| Some(d.settled_factor))
        .measured("how many people were in the settlements that day")
        .about(Concerns::People),
    Driver::new("rural-factor", "People outside settlements", "factor", |d| Some(d.rural_factor))
        .measured("how many herders and travellers were outside settlements that day")
        .about(Concerns::People),
];

const UPTAKE: fn(&LossRates) -> f64 = |rates| rates.deposition_velocity_m_s;
const WASHOUT: fn(&LossRates) -> f64 = |rates| rates.scavenging_per_s;

fn rates(drawn: &Drawn, species: AirSpecies, pick: fn(&LossRates) -> f64) -> Option<f64> {
    Some(pick(&drawn.fates.rates[species.index()]))
}

/// The fuel that a member is about: heptyl where any is left, else kerosene. What becomes of the oxidiser of a heptyl
/// stage goes with it; the kerosene of a lower stage says nothing of the heptyl above it.
fn fuel(drawn: &Drawn) -> (Substance, AirSpecies) {
    if drawn.descent.budget.left().get(Substance::Udmh) > 0.0 {
        (Substance::Udmh, AirSpecies::Udmh)
    } else {
        (Substance::Kerosene, AirSpecies::Kerosene)
    }
}

fn left_kg(drawn: &Drawn) -> f64 {
    drawn.descent.budget.left().get(fuel(drawn).0)
}

/// A mass as a share of the fuel that is left at the failure.
fn share(drawn: &Drawn, mass_kg: f64) -> Option<f64> {
    let left_kg = left_kg(drawn);
    (left_kg > 0.0).then(|| mass_kg / left_kg)
}

fn burnt_kg(drawn: &Drawn) -> f64 {
    drawn.term.burnt.get(fuel(drawn).0)
}

fn carried_kg(drawn: &Drawn) -> f64 {
    drawn.descent.pieces.iter().map(|piece| piece.propellant.get(fuel(drawn).0)).sum()
}

/// The piece that brings most of the fuel down.
fn main_piece(drawn: &Drawn) -> Option<&FallenPiece> {
    let fuel_kg = |piece: &FallenPiece| piece.propellant.get(fuel(drawn).0);
    let loaded = drawn.descent.pieces.iter().filter(|piece| fuel_kg(piece) > 0.0);
    loaded.max_by(|a, b| fuel_kg(a).total_cmp(&fuel_kg(b)))
}

fn spills(drawn: &Drawn) -> impl Iterator<Item = &Spill> {
    drawn.term.places.iter().flat_map(|place| &place.spills)
}

/// The spill with most of the fuel.
fn largest_spill(drawn: &Drawn) -> Option<&Spill> {
    let fuel_kg = |spill: &Spill| spill.mass.get(fuel(drawn).0);
    spills(drawn).filter(|spill| fuel_kg(spill) > 0.0).max_by(|a, b| fuel_kg(a).total_cmp(&fuel_kg(b)))
}

/// Fuel that enters the air of the mixing layer, from the ground or not, kg.
fn released_kg(drawn: &Drawn, from_ground: bool) -> f64 {
    let species = fuel(drawn).1;
    let is_from_ground = |release: &Release| release.growth == Growth::Plume && release.height_agl_m <= 0.0;
    let releases = drawn.term.places.iter().flat_map(|place| &place.releases);
    releases.filter(|r| is_from_ground(r) == from_ground).map(|r| r.mass_kg[species.index()]).sum()
}

/// Liquid on the ground: what stays in the soil and what evaporates from it, kg.
fn spilt_kg(drawn: &Drawn) -> f64 {
    spills(drawn).map(|spill| spill.mass.get(fuel(drawn).0)).sum::<f64>() + released_kg(drawn, true)
}

#[cfg(test)]
mod tests {
    use super::super::draw::Urn;
    use super::*;
    use crate::input::{InputOptions, load};

    fn value(id: &str, drawn: &Drawn) -> Option<f64> {
        (DRIVERS.iter().find(|driver| driver.id == id).expect("a row").of)(drawn)
    }

    fn members_of(scenario: &str) -> Vec<Drawn> {
        let options = InputOptions { scenario: scenario.into(), members: Some(8), ..InputOptions::default() };
        let inputs = load(&options).expect("a bundled scenario");
        let urn = Urn::new(&inputs).expect("a usable ascent");
        (0..8).map(|member| urn.draw(member).expect("draws")).collect()
    }

    /// A whole vehicle at the ground: burnt, spilt and vapour are all of the fuel, less what the cloud lifts above the
    /// mixing layer. The shares are of the fuel that matters: the hydrazine of a spacecraft on a kerosene vehicle.
    #[test]
    fn shares_are_of_the_fuel_that_matters() {
        for scenario in ["baikonur-2013", "zhezkazgan-2007", "soyuz-2018"] {
            for drawn in members_of(scenario) {
                let of = |id: &str| value(id, &drawn).expect("every member has it");
                let aloft = drawn.term.aloft.get(fuel(&drawn).0) / left_kg(&drawn);
                let sum = of("burnt-share") + of("spilt-share") + of("low-vapour-share") + aloft;
                assert!((sum - 1.0).abs() < 1e-9, "{scenario} {}: {sum}", drawn.member);
                assert_eq!(fuel(&drawn).0, Substance::Udmh);
                assert!(of("fuel-left") > 0.0 && of("spill-spread") > 0.0 && of("impact-speed") > 0.0);
            }
        }
    }

    /// Only what breaks up aloft has a height of the break-up.
    #[test]
    fn a_member_may_lack_an_input() {
        assert!(members_of("baikonur-2013").iter().all(|drawn| value("break-up-height", drawn).is_none()));
        assert!(members_of("karkaraly-1999").iter().all(|drawn| value("break-up-height", drawn) > Some(1e3)));
    }

    /// Each row has its own id and name; names fit beside a chart.
    #[test]
    fn rows_are_told_apart() {
        for (k, driver) in DRIVERS.iter().enumerate() {
            let same = |other: &Driver| other.id == driver.id || other.name == driver.name;
            assert!(!DRIVERS[..k].iter().any(same), "{}", driver.id);
            assert!(driver.name.chars().count() <= 34, "{}", driver.name);
            assert!(driver.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
        }
    }
}
