//! What lies under the result: waters, borders, the lease and the drop zones.

use geo::{BoundingRect, Coord, Geometry, Intersects, Rect, Simplify};

use super::figures::name;
use super::scene::{Feature, Layer, Style};
use crate::assessment::Outcome;
use crate::language::{Language, msg};
use crate::output::map::same_bounds;
use crate::places::NamedArea;

/// Degrees around the result within which waters and borders are kept.
const MARGIN_DEG: f64 = 6.0;
/// Detail of waters and borders that is given up, degrees: about 200 m, finer than their source.
const DETAIL_DEG: f64 = 0.002;

/// Waters and borders, then the lease and the drop zones.
pub(super) fn layers(outcome: &Outcome, whole: Rect<f64>, language: Language) -> Vec<Layer> {
    let window = Rect::new(
        whole.min() - Coord { x: MARGIN_DEG, y: MARGIN_DEG },
        whole.max() + Coord { x: MARGIN_DEG, y: MARGIN_DEG },
    );
    let near = |shape: Geometry<f64>| {
        shape.bounding_rect().is_some_and(|bounds| bounds.intersects(&window)).then(|| Feature::plain(shape))
    };
    let base = &outcome.base_map;
    let lakes = base.lakes.iter().map(|lake| lake.outline.simplify(DETAIL_DEG).into());
    let rivers = base.rivers.iter().map(|river| river.line.simplify(DETAIL_DEG).into());
    let lease = outcome.lease.outline.bounding_rect();
    let regions = borders(&base.regions, lease);
    let countries = borders(&base.countries, lease);
    let mut made = vec![
        layer(
            "lakes",
            "imap-lakes",
            language,
            Style { pane: "ground", width: 0.8, ..Style::area("#588cb2", "#cde0ee", 1.0) },
            lakes.filter_map(near),
        ),
        layer(
            "rivers",
            "imap-rivers",
            language,
            Style { pane: "ground", ..Style::line("#588cb2", 1.3, None) },
            rivers.filter_map(near),
        ),
        layer(
            "regions",
            "imap-regions",
            language,
            Style { pane: "ground", ..Style::line("#78746a", 0.9, Some("5 3 1 3")) },
            regions.filter_map(near),
        ),
        layer(
            "countries",
            "imap-countries",
            language,
            Style { pane: "ground", ..Style::line("#78746a", 2.0, Some("12 4 2 4")) },
            countries.filter_map(near),
        ),
    ];
    let lease = std::iter::once(Feature::plain(outcome.lease.outline.clone()));
    made.push(layer("lease", "imap-lease", language, Style::line("#6a3d9a", 2.2, Some("14 5 3 5")), lease));
    let drop_zones = outcome
        .drop_zones
        .iter()
        .map(|zone| Feature { name: name(language, &zone.name), ..Feature::plain(zone.outline.clone()) });
    let style = Style { dash: Some("9 4"), ..Style::area("#006e6e", "#006e6e", 0.08) };
    made.push(Layer { told: true, ..layer("drop-zones", "imap-drop-zones", language, style, drop_zones) });
    made.retain(|layer| !layer.features.is_empty());
    made
}

/// Rings of areas as lines. A ring that is the lease itself is left to the lease outline in use.
fn borders(areas: &[NamedArea], lease: Option<Rect<f64>>) -> impl Iterator<Item = Geometry<f64>> {
    let rings = areas.iter().flat_map(|area| std::iter::once(area.outline.exterior()).chain(area.outline.interiors()));
    rings.filter(move |ring| !same_bounds(ring.bounding_rect(), lease)).map(|ring| ring.simplify(DETAIL_DEG).into())
}

fn layer(
    id: &'static str,
    label: &'static str,
    language: Language,
    style: Style,
    features: impl Iterator<Item = Feature>,
) -> Layer {
    Layer::shown(id, "ground", msg(label).say(language), style, features.collect())
}
