//! The whole way from columns to sentences on made-up members.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::*;
use crate::assessment::{DriverReport, Quantiles};
use crate::source::AirSpecies;

const MEMBERS: usize = 200;

fn uniform(seed: u64) -> Vec<f64> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    (0..MEMBERS).map(|_| rng.random::<f64>()).collect()
}

fn column(id: &str, values: &[f64], measure: Option<&'static str>) -> Column {
    let range = Quantiles::of(values.iter().copied());
    let report = DriverReport { id: id.to_owned(), name: id.to_owned(), unit: "", range, measure };
    Column { report, concerns: Concerns::All, ranks: ranks(values) }
}

fn question(values: Vec<f64>) -> Question {
    Question {
        id: "soil-area",
        title: "Area of soil above the limit",
        limit: "UDMH in soil, 0.1 mg/kg".to_owned(),
        zone: Some("udmh-mpc-soil".to_owned()),
        species: Some(AirSpecies::Udmh),
        counts_people: false,
        values,
        cut: 0,
    }
}

fn study(values: Vec<f64>, columns: &[Column]) -> Sensitivity {
    let answers = vec![answer(question(values), columns)];
    let drivers = columns.iter().map(|column| column.report.clone()).collect();
    let found =
        Sensitivity { members: MEMBERS, confidence: CONFIDENCE, drivers, left_out: vec![], answers, findings: vec![] };
    Sensitivity { findings: words::findings(&found), ..found }
}

/// Area = spread^2 x decay of the burnt share: both stand out with their signs; wind does not; the sentence asks for the
/// spread, and says that the burnt share cannot be measured only where that is the strongest.
#[test]
fn tells_what_moves_the_answer_and_what_to_measure() {
    let (spread, burnt, wind) = (uniform(1), uniform(2), uniform(3));
    let columns = [
        column("burnt", &burnt, None),
        column("spread", &spread, Some("the spread of the spill")),
        column("wind", &wind, Some("the wind")),
    ];
    let area = |of_spread: i32, of_burnt: i32| -> Vec<f64> {
        spread.iter().zip(&burnt).map(|(s, b)| (1.0 + s).powi(of_spread) * (2.0 - b).powi(of_burnt)).collect()
    };
    let found = study(area(4, 2), &columns);
    let effects = &found.answers[0].effects;
    assert_eq!(effects.iter().map(|e| e.driver.as_str()).collect::<Vec<_>>(), ["spread", "burnt", "wind"]);
    assert!(effects[0].rank.value > 0.7 && effects[1].rank.value < -0.2);
    assert!(effects[0].told && effects[1].told && !effects[2].told, "{effects:?}");
    assert!(effects[1].partial.is_some_and(|p| p.value < -0.9), "with the spread held the burnt share decides");
    assert_eq!(found.answers[0].measure_first, ["spread"]);
    assert!(found.findings[0].contains("limit (UDMH in soil, 0.1 mg/kg): measure first the spread of the spill (+0."));
    assert!(!found.findings[0].contains("afterwards"), "{}", found.findings[0]);

    let found = study(area(2, 4), &columns);
    assert_eq!(found.answers[0].measure_first, ["spread"]);
    assert!(found.findings[0].contains("It depends most on “burnt” (−0."), "{}", found.findings[0]);
}

/// Two inputs that go together are one measurement.
#[test]
fn a_second_name_of_the_same_thing_is_not_asked_for() {
    let (wind, noise) = (uniform(1), uniform(2));
    let mixing: Vec<f64> = wind.iter().zip(&noise).map(|(w, e)| w + 0.2 * e).collect();
    let columns = [column("wind", &wind, Some("wind")), column("mixing", &mixing, Some("mixing"))];
    let found = study(wind.iter().map(|w| w.exp()).collect(), &columns);
    assert_eq!(found.answers[0].measure_first, ["wind"]);
    assert!(found.answers[0].effects[1].told);
}

/// A zone in less than a tenth of the members, none at all, too few members or an answer that never differs: no figure.
#[test]
fn rare_answers_are_not_told() {
    let columns = [column("wind", &uniform(1), Some("the wind"))];
    let rare: Vec<f64> = (0..MEMBERS).map(|k| if k % 20 == 0 { 1.0 + k as f64 } else { 0.0 }).collect();
    let found = study(rare, &columns);
    assert!(found.answers[0].effects.is_empty() && found.answers[0].measure_first.is_empty() && !found.tells());
    assert!(found.findings[0].ends_with("not told, the limit is reached in 10 of 200 members only."));
    for (values, reason) in [
        (vec![0.0; MEMBERS], "0 of 200"),
        (vec![3.0; MEMBERS], "the same in every member"),
        (vec![1.0, 2.0, 3.0], "3 members are too few"),
    ] {
        let told = answer(question(values), &columns).not_told;
        assert!(told.as_ref().is_some_and(|text| text.contains(reason)), "{told:?}");
    }
    let without = Question { zone: None, values: Vec::new(), ..question(Vec::new()) };
    assert!(answer(without, &columns).not_told.is_some_and(|text| text.contains("no limit")));
}

/// Twenty inputs without effect: none stands out, in 95 of 100 tries or more (at most 12 of 100 here: 5 expected).
#[test]
fn inputs_without_effect_do_not_stand_out() {
    let columns: Vec<Column> = (0..20).map(|k| column(&format!("x{k}"), &uniform(1_000 + k), None)).collect();
    let tries = (0..100).filter(|k| {
        let effects = effects(&question(uniform(*k)), &columns);
        effects.iter().any(|effect| effect.told)
    });
    let stood_out = tries.count();
    assert!(stood_out <= 12, "{stood_out} of 100");
}
