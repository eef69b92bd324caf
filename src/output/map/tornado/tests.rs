//! The chart of the fixture: what it names, and that nothing stands on anything else.

use super::super::font::Weight;
use super::*;
use crate::output::fixture::outcome;

/// Left, top, right and lower edge of a text, px, with the text.
type Placed = ([f64; 4], String);

/// Every level text of a sheet as the box that its letters fill.
fn texts(svg: &str) -> Vec<Placed> {
    let lines: Vec<&str> = svg.lines().collect();
    let attribute = |tag: &str, name: &str| -> Option<String> {
        Some(tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?.to_owned())
    };
    let number = |tag: &str, name: &str| attribute(tag, name).and_then(|text| text.parse::<f64>().ok());
    lines
        .windows(2)
        .filter(|pair| pair[0].starts_with("<text ") && !pair[0].contains("rotate") && !pair[0].contains("stroke="))
        .map(|pair| {
            let (tag, text) = (pair[0], pair[1].replace("&lt;", "<").replace("&amp;", "&"));
            let size = number(tag, "font-size").expect("a size") / 10.0;
            let weight = if tag.contains("bold") { Weight::Bold } else { Weight::Regular };
            let width = width_px(&text, size, weight);
            let (x, top) = (number(tag, "x").expect("x") / 10.0, number(tag, "y").expect("y") / 10.0);
            let left = match attribute(tag, "text-anchor").as_deref() {
                Some("middle") => x - 0.5 * width,
                Some("end") => x - width,
                _ => x,
            };
            let baseline = top + 0.76 * size;
            ([left, baseline - 0.73 * size, left + width, baseline + 0.2 * size], text)
        })
        .collect()
}

fn check_free(svg: &str) {
    let texts = texts(svg);
    assert!(texts.len() > 40, "only {} texts were seen", texts.len());
    for (k, ([left, top, right, bottom], text)) in texts.iter().enumerate() {
        assert!(*left >= LEFT_PX - 1.0 && *right <= RIGHT_PX + 1.0, "{text} leaves the sheet: {left} {right}");
        assert!(*bottom <= 1236.0 && *top >= 20.0, "{text} leaves the sheet: {top} {bottom}");
        for ([l, t, r, b], other) in &texts[..k] {
            let apart = right <= l || r <= left || bottom <= t || b <= top;
            assert!(apart, "“{text}” stands on “{other}”");
        }
    }
}

#[test]
fn the_chart_names_what_it_draws_and_nothing_overlaps() -> Result<(), MapError> {
    let svg = draw(&outcome())?;
    for text in [
        "Spread of the spill (1 sigma)",
        "7.9–52.0 m",
        "A–D",
        "90–99 %",
        "+0.88",
        "−0.71",
        "+0.5",
        "What to measure before all else",
    ] {
        assert!(svg.contains(text), "{text}");
    }
    check_free(&svg);
    Ok(())
}

/// The strongest stands at the top; what no answer has room for is not drawn.
#[test]
fn rows_are_in_the_order_of_strength() {
    let outcome = outcome();
    let rows = Rows::of(&outcome.assessment.sensitivity);
    let ids: Vec<&str> = rows.drivers.iter().map(|driver| driver.id.as_str()).collect();
    assert_eq!(ids[..3], ["low-vapour-share", "spill-spread", "burnt-share"]);
    assert_eq!(ids.len(), ROWS_MAX);
    assert!(!ids.contains(&"impact-speed"));
}

/// An answer that is not told says why in its column; a chart of two inputs has no empty half.
#[test]
fn an_answer_that_is_not_told_says_why() -> Result<(), MapError> {
    let mut outcome = outcome();
    let people = &mut outcome.assessment.sensitivity.answers[2];
    people.effects.clear();
    people.measure_first.clear();
    people.not_told = Some("people are in it in 7 of 200 members only".to_owned());
    let svg = draw(&outcome)?;
    assert!(svg.contains("Not told: people are in it in 7 of"));
    check_free(&svg);
    Ok(())
}
