//! What is written on the maps, in every language: where it stands, that it fits, and that the letters exist.

use geo::{Coord, Intersects, Rect};
use resvg::usvg::{Group, Node, Options, Text, Tree};
use skrifa::{FontRef, MetadataProvider};

use super::super::{Kind, MapSize, choice, font, plots, render, size};
use super::{Tested, drawn};
use crate::assessment::Outcome;
use crate::language::Language;
use crate::output::fixture::{flight_outcome, outcome};

/// A text with the box of its letters, px of the layout.
struct Written {
    text: String,
    rect: Rect<f64>,
}

/// Every text of a drawing; the rims under texts are left out.
fn written(svg: &str, size: MapSize) -> Vec<Written> {
    let options = Options { fontdb: render::fonts(), font_family: "DejaVu Sans".into(), ..Options::default() };
    let tree = Tree::from_str(svg, &options).expect("a drawing");
    let scale = size.sheet_px().x / f64::from(tree.size().width());
    let mut found = vec![];
    collect(tree.root(), scale, &mut found);
    found
}

fn collect(group: &Group, scale: f64, found: &mut Vec<Written>) {
    for node in group.children() {
        match node {
            Node::Group(group) => collect(group, scale, found),
            Node::Text(text) if !is_rim(text) => {
                let bounds = text.abs_bounding_box();
                let corner = |x: f32, y: f32| Coord { x: scale * f64::from(x), y: scale * f64::from(y) };
                let rect = Rect::new(corner(bounds.left(), bounds.top()), corner(bounds.right(), bounds.bottom()));
                let text = text.chunks().iter().map(|chunk| chunk.text()).collect();
                found.push(Written { text, rect });
            }
            _ => {}
        }
    }
}

fn is_rim(text: &Text) -> bool {
    text.chunks().iter().flat_map(|chunk| chunk.spans()).any(|span| span.stroke().is_some())
}

/// Outcomes in a language, with the maps that they have.
fn cases(language: Language) -> Vec<(&'static str, Outcome, Vec<Kind>)> {
    let with = |name, mut outcome: Outcome| {
        outcome.language = language;
        let kinds = Kind::ALL.into_iter().filter(|kind| kind.is_made(&outcome)).collect();
        (name, outcome, kinds)
    };
    vec![with("pad", outcome()), with("flight", flight_outcome())]
}

fn no_overlap(name: &str, texts: &[Written], sheet: Coord<f64>) {
    assert!(texts.len() > 20, "{name}: only {} texts", texts.len());
    let shrunk = |rect: Rect<f64>| {
        let inner = Coord { x: 0.8, y: 0.8 };
        Rect::new(rect.min() + inner, rect.max() - inner)
    };
    for (k, a) in texts.iter().enumerate() {
        let (low, high) = (a.rect.min(), a.rect.max());
        assert!(low.x >= 10.0 && low.y >= 10.0, "{name}: {:?} leaves the sheet: {low:?}", a.text);
        assert!(high.x <= sheet.x - 10.0 && high.y <= sheet.y - 6.0, "{name}: {:?} leaves the sheet: {high:?}", a.text);
        for b in &texts[k + 1..] {
            let apart = !shrunk(a.rect).intersects(&shrunk(b.rect));
            assert!(apart, "{name}: {:?} stands on {:?} at {:?}", a.text, b.text, a.rect.center());
        }
    }
}

/// No text covers another or leaves the sheet, on any map, in any language, on both layouts.
#[test]
fn texts_do_not_overlap_and_stay_on_the_sheet() -> Tested {
    for language in Language::ALL {
        for (name, outcome, kinds) in cases(language) {
            for kind in kinds {
                for size in [MapSize::Screen, MapSize::A3] {
                    let texts = written(&drawn(kind, &outcome, size)?, size);
                    let name = format!("{name} {} {language:?} {size:?}", kind.name());
                    no_overlap(&name, &texts, size.sheet_px());
                }
            }
        }
    }
    Ok(())
}

/// What stands in the panel ends with the panel, and what stands in the frame ends with the frame.
#[test]
fn texts_stay_in_their_column() -> Tested {
    for language in Language::ALL {
        for (name, outcome, kinds) in cases(language) {
            for kind in kinds.into_iter().filter(|kind| *kind != Kind::SoilLater) {
                let layout = size::Layout::new(MapSize::Screen, false);
                for Written { text, rect } in written(&drawn(kind, &outcome, MapSize::Screen)?, MapSize::Screen) {
                    let below_titles = rect.min().y > layout.frame.min().y && rect.max().y < layout.credit - 14.0;
                    let in_panel = rect.center().x > layout.panel[0];
                    let ends = if in_panel { layout.panel[1] } else { layout.frame.max().x };
                    let fits = !below_titles || rect.max().x <= ends + 2.0;
                    assert!(fits, "{name} {} {language:?}: {text:?} ends at {:.0}", kind.name(), rect.max().x);
                }
            }
        }
    }
    Ok(())
}

/// The projection, the wind, and of every zone on the map its limit and what is known of it.
#[test]
fn the_map_says_what_it_shows() -> Tested {
    let projections = ["Lambert azimuthal equal-area", "равновеликая азимутальная Ламберта", "Ламберттің тең шамалы"];
    for (language, projection) in Language::ALL.into_iter().zip(projections) {
        for (_, outcome, kinds) in cases(language) {
            for kind in kinds {
                let svg = drawn(kind, &outcome, MapSize::Screen)?;
                assert!(svg.contains(projection) && svg.contains("WGS 84"), "{kind:?} {language:?}");
                for chosen in choice::zones(kind, &outcome) {
                    let zone = chosen.zone;
                    let limit = super::super::number::limit(zone.threshold, &zone.unit, language);
                    assert!(svg.contains(&limit), "{kind:?} {language:?}: {limit} of {}", zone.id);
                }
            }
        }
    }
    Ok(())
}

/// Russian and Kazakh have a decimal comma: no figure on a map has a point, except versions and names of files.
#[test]
fn figures_have_the_decimal_sign_of_the_language() -> Tested {
    for language in [Language::Ru, Language::Kk] {
        for (name, outcome, kinds) in cases(language) {
            for kind in kinds {
                for Written { text, rect } in written(&drawn(kind, &outcome, MapSize::Screen)?, MapSize::Screen) {
                    let bytes = text.as_bytes();
                    let point =
                        bytes.windows(3).any(|w| w[1] == b'.' && w[0].is_ascii_digit() && w[2].is_ascii_digit());
                    let excused = rect.min().y < 100.0 || rect.min().y > 1150.0;
                    assert!(!point || excused, "{name} {} {language:?}: {text:?}", kind.name());
                }
            }
        }
    }
    Ok(())
}

/// Both faces have every letter and sign that a map or plot prints, in each language.
#[test]
fn every_letter_is_in_the_faces() -> Tested {
    let faces = [FontRef::new(font::REGULAR)?, FontRef::new(font::BOLD)?];
    for language in Language::ALL {
        for (_, outcome, kinds) in cases(language) {
            let maps = kinds.into_iter().map(|kind| drawn(kind, &outcome, MapSize::Screen));
            let mut drawings: Vec<String> = maps.collect::<Result<_, _>>()?;
            drawings.extend(plots(&outcome, &[])?.into_iter().filter_map(|plot| plot.svg));
            for letter in drawings
                .iter()
                .flat_map(|svg| written(svg, MapSize::Screen))
                .flat_map(|w| w.text.chars().collect::<Vec<_>>())
            {
                let known =
                    faces.iter().all(|face| face.charmap().map(letter).is_some_and(|glyph| glyph.to_u32() != 0));
                assert!(known || letter == '\n', "{letter:?} ({:x}) in {language:?}", u32::from(letter));
            }
        }
    }
    Ok(())
}
