//! The fall: ground track, regions of the impacts, break-ups and pieces.

use super::figures::row;
use super::scene::{Feature, Layer, Style, geometry};
use crate::assessment::Outcome;
use crate::geodesy::LonLat;
use crate::language::{Language, Number, msg, words};
use crate::output::geojson::kinds_of_impact;

/// Most points of a kind that are drawn: more hide each other.
const POINTS_MAX: usize = 1500;
/// Group in the legend.
const GROUP: &str = "fall";
/// Colours of the fall, as on the printed maps.
const FALL: &str = "#284678";
const FALL_FILL: &str = "#8cb0d4";
const INK: &str = "#222222";
const BREAKUP: &str = "#ba4800";
/// Fills of the pieces by kind (Okabe & Ito 2008).
const PIECES: [&str; 6] = ["#e69f00", "#56b4e9", "#009e73", "#cc79a7", "#f0e442", "#0072b2"];

/// Layers of the fall, regions first.
pub(super) fn layers(outcome: &Outcome, language: Language) -> Vec<Layer> {
    let mut made = Vec::new();
    made.extend(regions(outcome, language));
    made.extend(track(outcome, language));
    let breakups: Vec<LonLat> = outcome.breakups.iter().map(|point| point.position).collect();
    if !breakups.is_empty() {
        made.push(dots("breakups", msg("imap-breakups").say(language), BREAKUP, &breakups, language));
    }
    for (k, (piece, carries, places)) in kinds_of_impact(outcome).into_iter().enumerate() {
        let with = if carries { "imap-piece-with-propellant" } else { "imap-piece" };
        let label = msg(with).with("piece", words::piece(piece)).say(language);
        made.push(dots(&format!("impacts-{k}"), label, PIECES[k % PIECES.len()], &places, language));
    }
    made
}

fn layer(id: &str, label: String, style: Style, features: Vec<Feature>) -> Layer {
    Layer::shown(id, GROUP, label, style, features)
}

fn regions(outcome: &Outcome, language: Language) -> Option<Layer> {
    let mut found: Vec<_> = outcome.fall_regions.iter().filter(|(_, polygons)| !polygons.0.is_empty()).collect();
    found.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    let label = msg("imap-fall-regions").say(language);
    let features: Vec<Feature> = found
        .into_iter()
        .map(|(share, polygons)| Feature {
            name: label.clone(),
            rows: vec![row(language, "imap-share-of-impacts", Number::share(*share))],
            // Of nested regions the narrowest is told.
            probability: -share,
            ..Feature::plain(polygons.clone())
        })
        .collect();
    let style = Style::area(FALL, FALL_FILL, 0.16);
    (!features.is_empty()).then(|| Layer { told: true, ..layer("fall-regions", label, style, features) })
}

fn track(outcome: &Outcome, language: Language) -> Option<Layer> {
    let style = Style::line(INK, 2.0, None);
    let label = msg("imap-ground-track").say(language);
    (outcome.ground_track.0.len() > 1)
        .then(|| layer("track", label, style, vec![Feature::plain(outcome.ground_track.clone())]))
}

/// Points of one kind, thinned evenly where there are too many; the legend says so then.
fn dots(id: &str, label: String, fill: &str, places: &[LonLat], language: Language) -> Layer {
    let every = places.len().div_ceil(POINTS_MAX).max(1);
    let drawn: geo::MultiPoint<f64> =
        places.iter().step_by(every).map(|place| geo::Point::new(place.lon, place.lat)).collect();
    let label = if every > 1 {
        let (drawn, all) = (Number::whole(drawn.0.len() as f64), Number::whole(places.len() as f64));
        msg("imap-some-of").with("what", label).with("drawn", drawn).with("all", all).say(language)
    } else {
        label
    };
    let feature = Feature { geometry: geometry(drawn), ..Feature::plain(geo::Point::new(0.0, 0.0)) };
    layer(id, label, Style::dots(INK, fill), vec![feature])
}
