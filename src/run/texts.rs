//! The words of the result that depend on what was run: inputs as rows, assumptions, papers.

use super::Stage;
use super::hits::{RIVER_HALF_WIDTH_M, SETTLEMENT_DENSITY_PER_KM2, SETTLEMENT_RADIUS_MIN_M};
use crate::ensemble::sample::SAMPLE;
use crate::ensemble::sketch::Sketch;
use crate::flight::ascent::{Ascent, AscentBasis};
use crate::flight::descent::{BREAKUP_HEAT_W_M2, BREAKUP_PRESSURE_PA, TRIM_LIFT_SIGMA, carried_share};
use crate::flight::launch::AZIMUTH_HALF_WIDTH_DEG;
use crate::incident::{BreakUp, FailureKind, Scenario};
use crate::input::{Inputs, climate_rows, range_text, turbulence_text};
use crate::provenance::{Assumption, Citation};
use crate::range::Range;
use crate::source::fireball::burnt::FUEL_ALONE;
use crate::source::pool;
use crate::source::shares::{BURNT_ALOFT, spilt_together};
use crate::transport::similarity;
use crate::vehicle::AscentProgramme;
use crate::weather::Stability;

/// Most levels of the wind that the report lists; of a finer profile evenly chosen ones are shown.
const UPPER_WIND_ROWS_MAX: usize = 16;

impl Stage<'_> {
    /// Inputs of the weather section.
    pub(super) fn weather_rows(&self) -> Vec<(String, String)> {
        let w = &self.inputs.scenario.weather;
        let row = |name: &str, text: String| (name.to_owned(), text);
        let mut rows = vec![
            row("Basis", if w.observed { "observed".to_owned() } else { "assumed, not observed".to_owned() }),
            row("Why so", w.note.clone()),
            row("Air temperature at 2 m", range_text(&w.temperature_c, "deg C")),
            row("Air pressure at the ground", range_text(&w.pressure_hpa, "hPa")),
            row("Wind at 10 m", range_text(&w.wind_speed_10m_m_s, "m/s")),
            row("Wind from", range_text(&w.wind_from_deg, "deg")),
            row("Cloud", range_text(&w.cloud_fraction, "of the sky")),
            row("Rain", range_text(&w.rain_mm_h, "mm/h")),
            row("Roughness length", range_text(&w.roughness_m, "m")),
            row("Snow on the ground", if w.snow { "yes".to_owned() } else { "no".to_owned() }),
        ];
        rows.push(match &w.mixing_height_m {
            Some(range) => row("Mixing height", range_text(range, "m")),
            None => row("Mixing height", self.derived_mixing_height()),
        });
        let step = w.upper_winds.len().div_ceil(UPPER_WIND_ROWS_MAX).max(1);
        for upper in w.upper_winds.iter().step_by(step) {
            let text = format!(
                "{}; from {}",
                range_text(&upper.wind_speed_m_s, "m/s"),
                range_text(&upper.wind_from_deg, "deg")
            );
            rows.push(row(&format!("Wind at {:.0} m above ground", upper.height_agl_m), text));
        }
        rows.push(row("Stability and friction velocity from", turbulence_text(w)));
        rows.push(row("Stability classes that come nearest", self.classes_drawn()));
        rows.extend(climate_rows(&self.inputs.scenario));
        rows
    }

    fn derived_mixing_height(&self) -> String {
        let q = self.summary.draws.mixing_height_m.quantiles();
        format!(
            "derived from wind, cloud and sun: {:.0} m ({:.0} to {:.0} m in 90 % of the members)",
            q.median, q.p05, q.p95
        )
    }

    fn classes_drawn(&self) -> String {
        let classes = self.summary.draws.classes.iter();
        let part = |(class, count): (&Stability, &u64)| {
            format!("{} {:.0} %", class.letter(), self.summary.share(*count) * 100.0)
        };
        classes.map(part).collect::<Vec<String>>().join(", ")
    }

    /// Inputs of the source section, and what followed from them.
    pub(super) fn source_rows(&self) -> Vec<(String, String)> {
        let mut rows = priors(self.inputs);
        rows.extend(self.fire_rows());
        let draws = &self.summary.draws;
        rows.push((
            "Vapour that creeps by its own weight at first (computed)".to_owned(),
            format!("in {} of {} members", draws.creeping, self.summary.members),
        ));
        if draws.broken > 0 {
            rows.push((
                "Freed aloft and reaching the ground as drops (computed)".to_owned(),
                format!("at most {:.2} % in any member", draws.liquid_share_aloft.highest() * 100.0),
            ));
        }
        rows
    }
}

impl Stage<'_> {
    /// The greatest fire of each member; nothing where none burns.
    fn fire_rows(&self) -> Vec<(String, String)> {
        let draws = &self.summary.draws;
        if draws.burning == 0 {
            return Vec::new();
        }
        let row = |(name, unit, factor): (&str, &str, f64), sizes: &Sketch| {
            let q = sizes.quantiles().times(factor);
            let text = format!("{:.0} {unit} ({:.0} to {:.0} {unit} in 90 % of the members)", q.median, q.p05, q.p95);
            (format!("{name} (computed)"), text)
        };
        let names = [
            ("Diameter of the greatest fireball", "m", 1.0),
            ("Its duration", "s", 1.0),
            ("Heat that its surface radiates", "kW/m2", 1e-3),
            ("Height of the fire's cloud", "m", 1.0),
            ("Time until that cloud rests", "s", 1.0),
            ("Heat kills one in a hundred without shelter out to", "m", 1.0),
            ("Blast of 7 kPa (houses damaged) out to", "m", 1.0),
            ("Blast of 2 kPa (windows break) out to", "m", 1.0),
        ];
        names.into_iter().zip(&draws.fire).map(|(name, sizes)| row(name, sizes)).collect()
    }
}

/// Ranges that divide the propellant of a scenario: the scenario's own, or the priors of the program.
fn priors(inputs: &Inputs) -> Vec<(String, String)> {
    let scenario = &inputs.scenario;
    let shares = &scenario.shares;
    let row = |name: &str, range: Range, unit: &str| (name.to_owned(), range_text(&range, unit));
    let mut rows = vec![row("Failure time", scenario.failure.time_s, "s after lift-off")];
    if scenario.failure.breakup == BreakUp::None {
        rows.push(match shares.burnt_share {
            Some(range) => row("Burnt or decomposed on impact", range, "of the propellant"),
            None => (
                "Burnt or decomposed on impact".to_owned(),
                "50 to 99 % of the propellant at rest, 90 to 99 % at the speed of a falling stage".to_owned(),
            ),
        });
        rows.push(row(
            "Spilt as liquid on impact",
            shares.spilt_share.unwrap_or_else(spilt_together),
            "of the propellant",
        ));
    } else {
        let carried = shares.carried_share.unwrap_or_else(carried_share);
        rows.push(row("Burnt in the cloud of the break-up", BURNT_ALOFT, "of what it frees"));
        rows.push(row("Carried to the ground in tanks", carried, "of a stage's propellant"));
        rows.push(row(
            "Burnt where a tank strikes",
            shares.burnt_share.unwrap_or(FUEL_ALONE),
            "of its fuel; of oxidiser alone at most 0.2",
        ));
    }
    if scenario.failure.breakup == BreakUp::DynamicPressure {
        rows.push(row("Dynamic pressure at break-up", BREAKUP_PRESSURE_PA.times(1e-3), "kPa"));
    }
    rows
}

/// Everything that an assessment of these inputs assumes: what the scenario leaves open and what the models take.
pub fn assumptions(inputs: &Inputs) -> Vec<Assumption> {
    let mut list = crate::input::assumptions(inputs);
    list.extend(priors(inputs).into_iter().skip(1).map(|(name, text)| {
        Assumption::new(format!("{name}: {text}"), "prior of this program; nothing better was found in print")
    }));
    list.extend(flight_assumptions(inputs));
    list.extend(fixed_assumptions());
    list.push(people_assumption(inputs));
    if inputs.scenario.members > SAMPLE {
        list.push(sample_assumption());
    }
    list.extend(pool::assumptions());
    list.extend(fire_assumptions());
    list.extend(super::water::assumptions());
    if inputs.scenario.impact.is_none() {
        list.extend(footprint_assumptions());
    }
    list
}

/// What is assumed of the way up.
fn flight_assumptions(inputs: &Inputs) -> Vec<Assumption> {
    let scenario = &inputs.scenario;
    let mut list = Vec::new();
    if scenario.trajectory.is_some() {
        return list;
    }
    if scenario.failure.kind != FailureKind::Pad && scenario.azimuth_deg.is_none() {
        list.push(Assumption::new(
            format!("Direction of flight from the inclination, +-{AZIMUTH_HALF_WIDTH_DEG} degrees"),
            "the azimuth was not given; assumed",
        ));
    }
    let vehicle = &scenario.vehicle;
    let flown = |programme: &&AscentProgramme| match &scenario.programme {
        Some(id) => *id == programme.id,
        None => programme.share > 0.0,
    };
    list.extend(vehicle.programmes.iter().filter(flown).map(|programme| ascent_assumption(scenario, programme)));
    list
}

/// What is told of a part of the members.
fn sample_assumption() -> Assumption {
    Assumption::new(
        format!(
            "Points of impact, the wind rose, the ledger by substance, rank correlations and comparisons by member are those of the first {SAMPLE} members; all else counts all members, quantiles to 0.4 %."
        ),
        "what is kept of each member would otherwise grow with their number",
    )
}

/// The ground that falls end on.
fn ground_assumption() -> Assumption {
    Assumption::new(
        "The ground of all falls is 100 m above the ellipsoid.",
        "elevation moves a steep impact by less than the spread of the ascent",
    )
}

/// Everything that the falls alone of these inputs assume.
pub(super) fn fall_assumptions(inputs: &Inputs) -> Vec<Assumption> {
    let scenario = &inputs.scenario;
    let mut list: Vec<Assumption> =
        scenario.assumptions.iter().map(|text| Assumption::new(text, "how such falls go")).collect();
    if scenario.failure.breakup == BreakUp::DynamicPressure {
        let range = range_text(&BREAKUP_PRESSURE_PA.times(1e-3), "kPa");
        list.push(Assumption::new(format!("Dynamic pressure at break-up: {range}"), "prior of this program"));
        let range = range_text(&BREAKUP_HEAT_W_M2.times(1e-6), "MW/m2");
        list.push(Assumption::new(
            format!("Heat flux at break-up, to a nose of 1 m radius: {range}"),
            "prior of this program, from the break-up of returning stages near 78 km",
        ));
    }
    list.push(Assumption::new(
        format!("A wreck that does not roll has lift: {TRIM_LIFT_SIGMA} of its drag (one sigma), to any side"),
        "calibrated on the spread of recovered first stages across their track (every second one)",
    ));
    list.extend(crate::input::trajectory_assumption(inputs));
    list.extend(flight_assumptions(inputs));
    list.extend(scenario.azimuth_deg.map(|range| {
        Assumption::new(format!("Launch azimuth: {}", range_text(&range, "degrees")), "given, with a spread")
    }));
    list.extend(wind_assumptions(inputs));
    list.extend(crate::input::profile_assumptions(inputs));
    list.push(ground_assumption());
    list.extend(footprint_assumptions());
    list
}

/// The winds that the falls were drawn with.
fn wind_assumptions(inputs: &Inputs) -> Vec<Assumption> {
    let weather = &inputs.scenario.weather;
    let level = |height_m: f64, speed: &Range, from: &Range| {
        format!("{height_m:.0} m {} from {}", range_text(speed, "m/s"), range_text(from, "degrees"))
    };
    if weather.profile.is_some() {
        let top_m = weather.upper_winds.last().map_or(10.0, |wind| wind.height_agl_m);
        let text = format!("Winds of {} levels up to {top_m:.0} m above ground", weather.upper_winds.len());
        return vec![Assumption::new(text, weather.note.clone())];
    }
    let mut levels = vec![level(10.0, &weather.wind_speed_10m_m_s, &weather.wind_from_deg)];
    levels.extend(weather.upper_winds.iter().map(|w| level(w.height_agl_m, &w.wind_speed_m_s, &w.wind_from_deg)));
    vec![Assumption::new(format!("Wind by height above ground: {}", levels.join("; ")), weather.note.clone())]
}

/// What stands for the places that a piece may strike.
fn footprint_assumptions() -> [Assumption; 2] {
    [
        Assumption::new(
            format!(
                "A settlement is a circle of the area that its people need at {SETTLEMENT_DENSITY_PER_KM2:.0} per km2, at least {:.0} km in radius; a river is a strip of {:.0} m on both sides.",
                SETTLEMENT_RADIUS_MIN_M * 1e-3,
                RIVER_HALF_WIDTH_M
            ),
            "the data have points and lines, not outlines",
        ),
        Assumption::new(
            "Probabilities below 25 falls are the integral of a kernel density; far from all falls they say little.",
            "Silverman 1986; Hyndman 1996, Am. Stat. 50, 120-126",
        ),
    ]
}

/// What the ascent of a programme rests on.
fn ascent_assumption(scenario: &Scenario, programme: &AscentProgramme) -> Assumption {
    let share = if scenario.programme.is_some() { 1.0 } else { programme.share };
    let basis = match Ascent::of(&scenario.vehicle, programme, scenario.pad).map(|ascent| ascent.basis().clone()) {
        Ok(AscentBasis::Integrated) => "integrated with mass and thrust through its points".to_owned(),
        Ok(AscentBasis::Interpolated { because }) => format!("interpolated between its points ({because})"),
        Ok(AscentBasis::UserTrajectory) => "the trajectory of the scenario".to_owned(),
        Err(error) => format!("unusable: {error}"),
    };
    Assumption::new(
        format!(
            "Ascent of {}, programme {} ({:.0} % of the launches), {basis}: altitude up to +-{:.0} %, speed up to +-{:.0} %",
            scenario.vehicle.name.en,
            programme.name.en,
            share * 100.0,
            programme.altitude_spread * 100.0,
            programme.speed_spread * 100.0
        ),
        programme.source.clone(),
    )
}

/// How well people are known.
fn people_assumption(inputs: &Inputs) -> Assumption {
    if inputs.population.raster.is_some() {
        return Assumption::new(
            "People: all figures of the raster half to double.",
            "a raster spreads the people of a district by what is seen from above; in the steppe no cell is counted",
        );
    }
    Assumption::new(
        "People: settlements +-15 %, rural background half to double.",
        "figures are of the nearest census or undated, and the background is an even spread of a difference",
    )
}

/// What is assumed of fires and of heavy vapour.
fn fire_assumptions() -> [Assumption; 3] {
    [
        Assumption::new(
            "Vapour of the oxidiser is as heavy as at its boiling point (79.2 g/mol, 520 kJ/kg to split); a heavy cloud takes in air at its edge at 0 to 0.85 of its front speed.",
            "published models of heavy gas differ that much; warmth of the ground is left out, which errs on the heavy side",
        ),
        Assumption::new(
            "Soil that is not frozen is soft or hard to what strikes it, each alike; frozen soil is hard.",
            "hard ground mixes the propellants less; the ground of a place is not known",
        ),
        Assumption::new(
            "The cloud of a fire leaves up to 15 % of itself as a stem; its nitrogen oxides freeze at 1800 to 2300 K and a tenth to all of them become NO2.",
            "nothing was found in print for such fires; the NO2 is counted from the oxidiser that burnt",
        ),
    ]
}

fn fixed_assumptions() -> Vec<Assumption> {
    vec![
        Assumption::new(
            "Of what is spilt 0 to 100 % runs together in the crater or under the tank; the rest is strewn as a normal law whose spread is between a pool and the edge of the fireball, each factor alike.",
            "no measured law of how an exploding stage scatters its liquid was found",
        ),
        Assumption::new(
            "Where something burns, heptyl that ran together burns off; where it lay or was strewn the top 5 cm hold at most 50 to 1000 mg/kg of it after the fire.",
            "the highest samples of 2007 and of recovered first stages, a factor of two either way; those of 2013 and 2018 were the check",
        ),
        Assumption::new(
            "Soil dries for one day after its pool is gone; what is left lies in the depth as in the crater of 2013, falling to 1/e over 4 to 20 cm, and what comes from the air in the top 5 cm; nothing is washed deeper.",
            "one crater was sampled by depth; the steppe is dry",
        ),
        Assumption::new(
            "Heptyl in the soil: half-life of 2 to 12 days at 20 C in the top layer and of 0.1 to 10 years below 20 cm or where it is bound, up to 30 % of a small dose; 1 to 30 % of what turns becomes NDMA. No clean-up.",
            "published rates and findings after years do not agree; the range spans both",
        ),
        Assumption::new(
            "Air holds 20 to 60 ppb of ozone; heptyl meets it and hydroxyl at published or analogous rates within a factor of 2 to 5; 0 to 100 % of the heptyl of a release is mixed with its NO2; 10 to 80 % of what ozone takes becomes NDMA.",
            "rates are ranges; how well the vapours of a fire are mixed is not known",
        ),
        Assumption::new(
            "The wind of a member turns with height and, where the weather files give several times, from hour to hour; its turbulence does not change in time; flat ground; receptors at 1.5 m outdoors for the whole passage.",
            "one state of turbulence describes the hours in which the cloud passes",
        ),
        ground_assumption(),
    ]
}

/// Coefficient sets for the manifest.
pub fn coefficient_sets() -> Vec<String> {
    vec![similarity::NAME.to_owned()]
}

/// Papers and rules that the numbers rest on.
pub fn citations() -> Vec<Citation> {
    [
        ("atmosphere", "US Standard Atmosphere 1976, NOAA/NASA/USAF, NOAA-S/T 76-1562"),
        ("geodesics and areas", "Karney 2013, J. Geodesy 87, 43-55, doi 10.1007/s00190-012-0578-z"),
        ("season of the air", "Picone, Hedin, Drob & Aikin 2002, J. Geophys. Res. 107, 1468, doi 10.1029/2002JA009430"),
        ("ascent", "Bryson & Ho 1975, Applied Optimal Control, section 2.7 (linear-tangent steering)"),
        ("drag by Mach number", "Gowen & Perkins 1953, NACA TN 2960; Hoerner 1965, Fluid-Dynamic Drag"),
        ("heat flux at break-up", "Sutton & Graves 1971, NASA TR R-376"),
        ("integration of the fall", "Dormand & Prince 1980, J. Comput. Appl. Math. 6, 19-26"),
        ("fall regions", "Silverman 1986, Density Estimation for Statistics and Data Analysis; Hyndman 1996, Am. Stat. 50, 120-126"),
        ("sun", "Reda & Andreas 2004, Solar Energy 76, 577-589"),
        ("energy balance of the ground", "Holtslag & van Ulden 1983, J. Clim. Appl. Meteorol. 22, 517-529; van Ulden & Holtslag 1985, J. Clim. Appl. Meteorol. 24, 1196-1207"),
        ("Obukhov length of a class", "Golder 1972, Boundary-Layer Meteorol. 3, 47-58"),
        ("mixing height", "Zilitinkevich 1972, Boundary-Layer Meteorol. 3, 141-145; Stull 1988, An Introduction to Boundary Layer Meteorology, section 11.2"),
        ("calm air", "Cimorelli et al. 2004, AERMOD: Description of Model Formulation, EPA-454/R-03-004"),
        ("fireball", "CCPS 1994, Guidelines for Evaluating the Characteristics of Vapor Cloud Explosions, Flash Fires, and BLEVEs; Gayle & Bransford 1965, NASA TM X-53314"),
        ("cloud rise", "Morton, Taylor & Turner 1956, Proc. R. Soc. A 234, 1-23; Briggs 1975, Plume rise predictions, in Lectures on Air Pollution and Environmental Impact Analyses, AMS"),
        ("break-up of drops", "Pilch & Erdman 1987, Int. J. Multiphase Flow 13, 741-757"),
        ("evaporation of drops", "Ranz & Marshall 1952, Chem. Eng. Prog. 48, 141-146 and 173-180"),
        ("heat and blast", "TNO 1992, Green Book CPR 16E; Kinney & Graham 1985, Explosive Shocks in Air; DESR 6055.09, table V5.E4.T5"),
        ("heavy gas", "Britter & McQuaid 1988, HSE Contract Research Report 17/1988; Eidsvik 1980, Atmos. Environ. 14, 769-777; Spicer & Havens 1989, EPA-450/4-89-019"),
        ("chemistry of the air", "Carter, Tuazon, Winer & Pitts 1981, ACS Symp. Ser. 174, ch. 8; Richters & Berndt 2013, Int. J. Chem. Kinet. 45, doi 10.1002/kin.20816; Trebs et al. 2009, Atmos. Meas. Tech. 2, 725-739"),
        ("heptyl in the soil", "Rodin et al. 2012, Eurasian Soil Sci. 45, 380-385; Koroleva et al. 2021, Environ. Pollut. 268, 115711; Koroleva et al. 2023, Eurasian Soil Sci. 56, 210-225; EFSA 2007, EFSA Journal 622"),
        ("sensitivity", "Iman & Conover 1982, Commun. Stat. B 11, 311-334; Saltelli, Chan & Scott 2000, Sensitivity Analysis, Wiley; Bonett & Wright 2000, Psychometrika 65, 23-28"),
        ("turbulence of the surface layer", "Dyer 1974, Boundary-Layer Meteorol. 7, 363-372; Hartogensis & de Bruin 2005, Boundary-Layer Meteorol. 116, 253-276"),
        ("vertical spread", "Brost & Wyngaard 1978, J. Atmos. Sci. 35, 1427-1440; Willis & Deardorff 1976, Q. J. R. Meteorol. Soc. 102, 427-445"),
        ("lateral spread", "Taylor 1921, Proc. London Math. Soc. 20, 196-212; Panofsky et al. 1977, Boundary-Layer Meteorol. 11, 355-361; Du 1997, Boundary-Layer Meteorol. 83, 207-219"),
        ("shear of the wind", "Aris 1956, Proc. R. Soc. A 235, 67-77; Saffman 1962, Q. J. R. Meteorol. Soc. 88, 382-393"),
        ("spread of puffs", "Gifford 1982, Atmos. Environ. 16, 505-512"),
        ("acute limits", "NRC, Acute Exposure Guideline Levels, vol. 6 (UDMH) and vol. 11 (NO2); NIOSH IDLH documentation"),
        ("vehicles, incidents, properties", "the sources named in data/vehicles.toml, data/substances.toml and the scenario"),
    ]
    .into_iter()
    .map(|(used_for, reference)| Citation::new(used_for, reference))
    .chain(pool::citations())
    .chain(super::water::citations())
    .collect()
}
