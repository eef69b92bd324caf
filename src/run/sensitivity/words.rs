//! What to measure first, in sentences.

use crate::assessment::{Answer, DriverReport, Effect, Sensitivity};

/// Sentences on each answer, in their order.
pub(super) fn findings(found: &Sensitivity) -> Vec<String> {
    found.answers.iter().map(|answer| format!("{}: {}", head(answer), finding(answer, found))).collect()
}

fn head(answer: &Answer) -> String {
    match answer.limit.as_str() {
        "" => answer.title.to_owned(),
        limit => format!("{} ({limit})", answer.title),
    }
}

fn finding(answer: &Answer, found: &Sensitivity) -> String {
    if let Some(because) = &answer.not_told {
        return format!("not told, {because}.");
    }
    let named = |id: &str| found.driver(id).zip(answer.effects.iter().find(|effect| effect.driver == id));
    let steps: Vec<String> =
        answer.measure_first.iter().filter_map(|id| named(id)).map(|(driver, effect)| step(driver, effect)).collect();
    let strongest = answer.effects.first().filter(|effect| effect.told).and_then(|effect| named(&effect.driver));
    let hidden = strongest.filter(|(driver, _)| driver.measure.is_none()).map(|(driver, effect)| {
        format!("it depends most on “{}” ({}), which cannot be found out afterwards", driver.name, signed(effect))
    });
    let cut = if answer.cut > 0 {
        format!(" In {} of {} members the zone reaches the edge of the computed area.", answer.cut, found.members)
    } else {
        String::new()
    };
    let text = match (steps.as_slice(), hidden) {
        ([], Some(hidden)) => format!("{hidden}; nothing that can be measured stands out from chance."),
        ([], None) => format!("no input that can be measured stands out from chance in {} members.", found.members),
        ([first, then @ ..], hidden) => {
            let then: String = then.iter().map(|text| format!("; then {text}")).collect();
            let hidden = hidden.map_or_else(String::new, |text| format!(" {}.", capital(&text)));
            format!("measure first {first}{then}.{hidden}")
        }
    };
    text + &cut
}

fn step(driver: &DriverReport, effect: &Effect) -> String {
    format!("{} ({})", driver.measure.unwrap_or(&driver.name), signed(effect))
}

/// A correlation with its sign and a true minus.
fn signed(effect: &Effect) -> String {
    format!("{:+.2}", effect.rank.value).replace('-', "−")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
