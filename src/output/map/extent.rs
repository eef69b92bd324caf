//! What ground each map shows: the content of that map with room about it.

use geo::{Coord, CoordsIter, MultiPolygon, Rect};

use super::choice::Chosen;
use super::frame::Extent;
use super::{Kind, MapError};
use crate::assessment::Outcome;
use crate::geodesy::{LocalPlane, LonLat};

/// Settlements further than this do not widen a map, m.
const SETTLEMENT_REACH_M: f64 = 120e3;
/// A pad further than this does not widen a map, m.
const PAD_REACH_M: f64 = 120e3;
/// Settlements may widen the map of the air to this many times the reach of the zones.
const AIR_WIDENING: f64 = 2.5;
/// Break-ups and pieces without propellant may widen the map of the fall to this many times the reach of the rest.
const BREAKUP_WIDENING: f64 = 1.25;
/// The edge of the lease is shown where it is no further than this many times what the map shows anyway.
const LEASE_WIDENING: f64 = 1.3;

/// What a map shows.
pub(super) fn extent(
    kind: Kind,
    outcome: &Outcome,
    chosen: &[Chosen<'_>],
    plane: &LocalPlane,
    rect: Rect<f64>,
) -> Result<Extent, MapError> {
    let mut points = Points { outcome, plane, on_plane: vec![plane.to_plane(outcome.centre)?] };
    let (margin, half_min_m) = match kind {
        Kind::Main => {
            points.zones(chosen)?;
            points.fall_area(0.95)?;
            points.pad()?;
            points.settlements(3, SETTLEMENT_REACH_M)?;
            points.lease_edge()?;
            (0.06, 3_000.0)
        }
        Kind::Air => {
            points.zones(chosen)?;
            let reach = AIR_WIDENING * points.reach_m();
            points.settlements(2, reach.min(SETTLEMENT_REACH_M))?;
            (0.08, 1_000.0)
        }
        Kind::Soil(_) | Kind::SoilLater => {
            points.zones(chosen)?;
            (0.45, 60.0)
        }
        Kind::Probability => {
            for shape in chosen.iter().filter_map(|c| c.shape) {
                for (_, polygons) in &shape.geographic {
                    points.polygons(polygons)?;
                }
            }
            points.fall_area(0.95)?;
            points.reported()?;
            points.settlements(2, AIR_WIDENING * points.reach_m())?;
            (0.08, 500.0)
        }
        Kind::Fall => {
            points.fall_area(0.99)?;
            points.reported()?;
            points.breakups()?;
            points.settlements(3, 1.5 * points.reach_m())?;
            (0.08, 1_000.0)
        }
    };
    Ok(Extent::about(&points.on_plane, rect, margin, half_min_m))
}

struct Points<'a> {
    outcome: &'a Outcome,
    plane: &'a LocalPlane,
    on_plane: Vec<Coord<f64>>,
}

impl Points<'_> {
    fn add(&mut self, place: LonLat) -> Result<(), MapError> {
        self.on_plane.push(self.plane.to_plane(place)?);
        Ok(())
    }

    fn polygons(&mut self, polygons: &MultiPolygon<f64>) -> Result<(), MapError> {
        polygons.exterior_coords_iter().try_for_each(|c| self.add(LonLat::new(c.x, c.y)))
    }

    /// The zones down to a probability of 5 %.
    fn zones(&mut self, chosen: &[Chosen<'_>]) -> Result<(), MapError> {
        chosen.iter().try_for_each(|c| self.polygons(&c.about_impact(0.05)))
    }

    fn fall_area(&mut self, share: f64) -> Result<(), MapError> {
        let ellipses = &self.outcome.fall_regions;
        ellipses.iter().filter(|(s, _)| *s <= share + 1e-6).try_for_each(|(_, polygons)| self.polygons(polygons))
    }

    fn pad(&mut self) -> Result<(), MapError> {
        let near = self.outcome.pad.distance_m(self.outcome.centre) < PAD_REACH_M;
        if near { self.add(self.outcome.pad) } else { Ok(()) }
    }

    /// The break-ups and all pieces, where they do not lie far beyond the rest.
    fn breakups(&mut self) -> Result<(), MapError> {
        let reach_m = BREAKUP_WIDENING * self.reach_m();
        let pieces = self.outcome.impacts.iter().map(|impact| impact.position);
        let places = self.outcome.breakups.iter().map(|breakup| breakup.position).chain(pieces);
        places.filter(|place| place.distance_m(self.outcome.centre) < reach_m).try_for_each(|place| self.add(place))
    }

    fn reported(&mut self) -> Result<(), MapError> {
        self.outcome.reported_place.map_or(Ok(()), |place| self.add(place))
    }

    /// The nearest settlements within a distance.
    fn settlements(&mut self, count: usize, reach_m: f64) -> Result<(), MapError> {
        let mut near: Vec<_> = self.outcome.settlements.iter().filter(|s| s.distance_km * 1e3 < reach_m).collect();
        near.sort_by(|a, b| a.distance_km.total_cmp(&b.distance_km));
        near.into_iter().take(count).try_for_each(|s| self.add(s.position))
    }

    /// The nearest point of the lease border, where it is about as near as the rest.
    fn lease_edge(&mut self) -> Result<(), MapError> {
        let reach = LEASE_WIDENING * self.reach_m();
        let edge = self.outcome.lease.outline.exterior_coords_iter().map(|c| LonLat::new(c.x, c.y));
        let distance = |p: &LonLat| p.distance_m(self.outcome.centre);
        let nearest = edge.min_by(|a, b| distance(a).total_cmp(&distance(b)));
        match nearest {
            Some(place) if distance(&place) < reach => self.add(place),
            _ => Ok(()),
        }
    }

    /// Distance of the furthest point so far from the centre of the plane.
    fn reach_m(&self) -> f64 {
        self.on_plane.iter().map(|c| c.x.hypot(c.y)).fold(0.0, f64::max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture::{flight_outcome, outcome};
    use crate::output::map::choice;

    fn width_m(kind: Kind, outcome: &Outcome) -> Result<f64, MapError> {
        let rect = Rect::new((0.0, 0.0), (1100.0, 1000.0));
        let plane = LocalPlane::new(outcome.centre)?;
        Ok(1100.0 * extent(kind, outcome, &choice::zones(kind, outcome), &plane, rect)?.m_per_px)
    }

    /// A soil spot of a hectare is shown at hundreds of metres, the air at tens of kilometres.
    #[test]
    fn each_map_is_as_wide_as_its_content() -> Result<(), MapError> {
        let crash = outcome();
        assert!((150.0..1_500.0).contains(&width_m(Kind::Soil(1), &crash)?));
        assert!((50e3..300e3).contains(&width_m(Kind::Main, &crash)?));
        assert!((120e3..400e3).contains(&width_m(Kind::Fall, &flight_outcome())?));
        Ok(())
    }

    /// Karkaraly is 1000 km from the pad: the pad does not widen the map.
    #[test]
    fn a_far_pad_is_left_out() -> Result<(), MapError> {
        assert!(width_m(Kind::Main, &flight_outcome())? < 400e3);
        Ok(())
    }
}
