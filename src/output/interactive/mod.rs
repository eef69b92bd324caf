//! The interactive map of the report: zoom, layers, values under the cursor, all inside the page.
//!
//! The scene (shapes as GeoJSON, grids as coded bytes, the words of the page) is made here; Leaflet draws the shapes,
//! `map.js` does the rest. Nothing is fetched, so that the page works from a memory stick.

mod fall;
mod field;
mod figures;
mod ground;
mod places;
mod scene;
mod words;
mod zones;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use geo::{BoundingRect, Coord, Rect};
use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, context};
use sha2::{Digest, Sha256};

use super::OutputError;
use crate::assessment::Outcome;
use crate::language::{Language, msg};
use scene::Scene;

/// Leaflet 1.9.4 as published, without its styles and without what names other files.
const LIBRARY: &str = include_str!("../../../data/leaflet/leaflet.js");
const LIBRARY_STYLE: &str = include_str!("../../../data/leaflet/leaflet.css");
const SCRIPT: &str = include_str!("map.js");
const STYLE: &str = include_str!("map.css");
const BODY: &str = include_str!("map.html");

/// Parts of a page that show the map.
#[derive(Debug)]
pub(super) struct Fragment {
    /// For the head: what the page may load and run (nothing but what it holds), and the styles.
    pub head: String,
    /// For the place of the map.
    pub body: String,
}

/// The interactive map of an outcome, in its language.
///
/// # Errors
/// [`OutputError::Format`] where a number of the result is not finite, or the page cannot be put together.
pub(super) fn fragment(outcome: &Outcome) -> Result<Fragment, OutputError> {
    let language = outcome.language;
    let scene = serde_json::to_string(&scene(outcome, language)).map_err(|e| OutputError::format("the map", e))?;
    let library = library();
    let script = SCRIPT.trim();
    let mut engine = Environment::new();
    let syntax = SyntaxConfig::builder().trim_blocks(true).build().map_err(|e| OutputError::format("the map", e))?;
    engine.set_syntax(syntax);
    let values = context! {
        title => msg("imap-title").say(language),
        note => msg("imap-note").say(language),
        no_script => msg("imap-no-script").say(language),
        layers => msg("imap-layers").say(language),
        scene => for_page(&scene), library => &library, script => script,
    };
    let body = engine.render_named_str("map.html", BODY, values).map_err(|e| OutputError::format("the map", e))?;
    Ok(Fragment { head: head(&[&library, script]), body })
}

/// Only the scripts of the page itself run, known by their hash; pictures stand in the page.
fn head(scripts: &[&str]) -> String {
    let hashes: Vec<String> =
        scripts.iter().map(|text| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))).collect();
    format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; \
         style-src 'unsafe-inline'; script-src {}\">\n<style>\n{}\n{}</style>\n",
        hashes.join(" "),
        library_style(),
        STYLE
    )
}

/// The library without the line that names the map of its source.
fn library() -> String {
    without_lines(LIBRARY, "//# sourceMappingURL")
}

/// The styles of the library without the pictures of controls that the map does not have.
fn library_style() -> String {
    without_lines(LIBRARY_STYLE, "url(")
}

fn without_lines(text: &str, mark: &str) -> String {
    text.lines().filter(|line| !line.contains(mark)).collect::<Vec<_>>().join("\n")
}

/// Text inside a script element: nothing in it may look like the end of that element.
fn for_page(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

fn scene(outcome: &Outcome, language: Language) -> Scene {
    let (start, whole) = views(outcome);
    let mut layers = ground::layers(outcome, whole, language);
    layers.extend(fall::layers(outcome, language));
    layers.extend(zones::geographic(outcome, language));
    layers.extend(zones::about_impact(outcome, language));
    layers.extend(places::layers(outcome, language));
    Scene {
        words: words::words(outcome, language),
        decimal: if language == Language::En { '.' } else { ',' },
        start: corners(start),
        whole: corners(whole),
        layers,
        fields: field::fields(&outcome.rasters, |raster| words::field(raster, language)),
        no_value: field::NO_VALUE,
        levels: field::LEVELS,
    }
}

/// What the map shows at first (the zones about the place of impact that matter), and everything.
fn views(outcome: &Outcome) -> (Rect<f64>, Rect<f64>) {
    let point = |at: crate::geodesy::LonLat| Coord { x: at.lon, y: at.lat };
    let shown = super::map::main_zones(outcome);
    let is_shown = |index: usize| outcome.assessment.zones.get(index).is_some_and(|zone| shown.contains(&zone.id));
    let about = outcome.shapes.iter().filter(|s| is_shown(s.zone)).flat_map(|s| &s.about_impact);
    let zones = about.filter(|(p, _)| *p >= MOSTLY).filter_map(|(_, polygons)| polygons.bounding_rect());
    let places = [Some(outcome.centre), outcome.reported_place].into_iter().flatten().map(|at| at_point(point(at)));
    let start = zones.chain(places).reduce(around).unwrap_or_else(|| at_point(point(outcome.centre)));
    let falls = outcome.fall_regions.iter().filter_map(|(_, polygons)| polygons.bounding_rect());
    let settlements = outcome.settlements.iter().map(|s| at_point(point(s.position)));
    let track = outcome.ground_track.bounding_rect();
    let whole = falls.chain(settlements).chain(track).fold(start, around);
    (widened(start), widened(whole))
}

/// Contours of at least this probability decide what the map shows at first.
const MOSTLY: f64 = 0.5;
/// Least height of a view, degrees: about 3 km.
const VIEW_MIN_DEG: f64 = 0.03;

fn at_point(at: Coord<f64>) -> Rect<f64> {
    Rect::new(at, at)
}

fn around(a: Rect<f64>, b: Rect<f64>) -> Rect<f64> {
    let low = Coord { x: a.min().x.min(b.min().x), y: a.min().y.min(b.min().y) };
    let high = Coord { x: a.max().x.max(b.max().x), y: a.max().y.max(b.max().y) };
    Rect::new(low, high)
}

/// The view with a margin of a tenth on each side, and never too small.
fn widened(view: Rect<f64>) -> Rect<f64> {
    let room = Coord { x: view.width().max(VIEW_MIN_DEG) * 0.1, y: view.height().max(VIEW_MIN_DEG) * 0.1 };
    Rect::new(view.min() - room, view.max() + room)
}

fn corners(view: Rect<f64>) -> [[f64; 2]; 2] {
    [[view.min().y, view.min().x], [view.max().y, view.max().x]]
}

#[cfg(test)]
mod tests;
