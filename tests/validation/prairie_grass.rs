//! Project Prairie Grass (Barad 1958, Geophysical Research Papers 59): SO2 from a pipe over mown grass, arcs at 50 to
//! 800 m, the odd runs. No constant of the model is fitted to them.

use heptyl::input::{self, DataSource};
use heptyl::run::evaluate;
use heptyl::trial::{Evaluation, Scores, TrialInputs};

use super::shared;

fn evaluation(inputs: TrialInputs) -> Option<Evaluation> {
    let path = shared("validation/prairie_grass/cases.csv")?;
    let loaded = DataSource::File(path).read("measured cases").expect("readable");
    let cases = input::cases(&loaded, inputs).expect("valid cases");
    assert_eq!(cases.cases.len(), 125);
    Some(evaluate(&cases, inputs).expect("predictions"))
}

fn maxima(evaluation: &Evaluation, group: &str) -> Scores {
    evaluation.scores.iter().find(|scores| scores.group == group).expect("a group").max_mg_m3
}

/// With measured turbulence. NMSE is 0.43; 0.27 of it come from run 39, whose inputs are those of run 59 (u* 0.14 m/s,
/// L 10 m, 2.3 and 2.6 m/s) while its maxima are a fifth to two thirds of that run's: no model with these inputs has
/// both.
#[test]
fn measured_turbulence_gives_the_arc_maxima() {
    let Some(evaluation) = evaluation(TrialInputs::Measured) else { return };
    let all = maxima(&evaluation, "all");
    assert!(all.fac2 >= 0.95 && all.fb.abs() <= 0.10 && all.vg <= 1.10 && all.nmse <= 0.45, "{all:?}");
    let far = maxima(&evaluation, "800 m");
    assert!(far.fac2 >= 0.90, "{far:?}");
}

/// With what an inspector has: wind at 2 m, clock, place, roughness.
#[test]
fn routine_weather_gives_the_arc_maxima() {
    let Some(evaluation) = evaluation(TrialInputs::Routine) else { return };
    let all = maxima(&evaluation, "all");
    assert!(all.fac2 >= 0.87 && all.fb.abs() <= 0.30 && all.vg <= 1.25, "{all:?}");
}

/// The integral across the wind knows nothing of the lateral spread: the vertical part alone, in both modes.
#[test]
fn integrals_across_the_wind_are_right_in_both_modes() {
    for inputs in [TrialInputs::Measured, TrialInputs::Routine] {
        let Some(evaluation) = evaluation(inputs) else { return };
        let s = evaluation.scores[0].crosswind_integral_mg_m2;
        assert!(s.fac2 >= 0.96 && s.fb.abs() <= 0.10 && s.nmse <= 0.15 && s.vg <= 1.08, "{inputs:?}: {s:?}");
    }
}
