//! The fall of all members: centre, axes, ellipses, track.

use geo::{Contains, Coord, LineString, MultiPolygon, Point};

use super::{RunError, Stage};
use crate::assessment::{FallReport, ImpactPoint, Quantiles};
use crate::ensemble::draw::Drawn;
use crate::flight::ascent::{Ascent, AscentDeviation, AscentError, launch_azimuth_deg};
use crate::geodesy::{LonLat, geodesic_ellipse};
use crate::incident::ImpactPlace;

/// Probabilities of the ellipses on the map.
const ELLIPSES: [f64; 3] = [0.50, 0.95, 0.99];

/// Where the member's main piece lies: the one with the most propellant, or the first of all.
fn main_place(drawn: &Drawn, pad: LonLat) -> LonLat {
    let struck = drawn.descent.pieces.iter().max_by(|a, b| a.propellant.total_kg().total_cmp(&b.propellant.total_kg()));
    struck.map_or(pad, |piece| piece.place)
}

/// Mean of the main places.
pub fn centre(drawn: &[Drawn], pad: LonLat) -> LonLat {
    let n = drawn.len().max(1) as f64;
    let sum = drawn.iter().map(|d| main_place(d, pad)).fold((0.0, 0.0), |s, p| (s.0 + p.lon, s.1 + p.lat));
    LonLat::new(sum.0 / n, sum.1 / n)
}

/// Factor on one standard deviation at which an ellipse of a two-dimensional normal law holds a probability.
fn ellipse_factor(probability: f64) -> f64 {
    (-2.0 * (1.0 - probability).ln()).sqrt()
}

impl Stage<'_> {
    /// Where the main pieces fall, from the covariance of their places in the local plane; none where the scenario
    /// gives the place.
    pub(super) fn fall_report(&self) -> Option<FallReport> {
        if self.inputs.scenario.impact.is_some() {
            return None;
        }
        let pad = self.inputs.scenario.pad;
        let at: Vec<Coord<f64>> =
            self.drawn.iter().filter_map(|d| self.plane.to_plane(main_place(d, pad)).ok()).collect();
        let (major_m, minor_m, azimuth_deg) = principal_axes(&at);
        let centre = self.plane.centre();
        let factor = ellipse_factor(0.95);
        let reported = self.reported_place();
        let ellipse = geodesic_ellipse(centre, 2.0 * factor * major_m, 2.0 * factor * minor_m, azimuth_deg);
        let speeds = self.drawn.iter().flat_map(|d| d.descent.pieces.iter().filter(|p| p.propellant.total_kg() > 0.0));
        Some(FallReport {
            lon: centre.lon,
            lat: centre.lat,
            sigma_along_km: major_m * 1e-3,
            sigma_across_km: minor_m * 1e-3,
            azimuth_deg,
            area95_km2: std::f64::consts::PI * factor * factor * major_m * minor_m * 1e-6,
            breakup_altitude_m: Quantiles::of(
                self.drawn.iter().map(|d| d.descent.breakup.map_or(0.0, |state| state.altitude_m)),
            ),
            impact_speed_m_s: Quantiles::of(speeds.map(|p| p.speed_m_s)),
            distance_to_report_km: reported.map(|place| place.distance_m(centre) * 1e-3),
            report_inside_95: reported.map(|place| ellipse.contains(&Point::new(place.lon, place.lat))),
        })
    }

    /// Ellipses about the centre, from the same axes.
    pub(super) fn fall_ellipses(&self, report: Option<&FallReport>) -> Vec<(f64, MultiPolygon<f64>)> {
        let Some(fall) = report else { return Vec::new() };
        let centre = LonLat::new(fall.lon, fall.lat);
        ELLIPSES
            .iter()
            .map(|probability| {
                let factor = 2_000.0 * ellipse_factor(*probability);
                let (major_m, minor_m) = (factor * fall.sigma_along_km, factor * fall.sigma_across_km);
                (*probability, geodesic_ellipse(centre, major_m, minor_m, fall.azimuth_deg).into())
            })
            .collect()
    }

    /// Reported place of impact: that of the official findings, or the one that the scenario gives.
    pub(super) fn reported_place(&self) -> Option<LonLat> {
        let scenario = &self.inputs.scenario;
        let given = match scenario.impact {
            Some(ImpactPlace::At { position, .. }) => Some(position),
            _ => None,
        };
        scenario.official.iter().find_map(|o| o.position).or(given)
    }

    /// The nominal ascent to the failure, then straight to the centre of the impacts.
    pub(super) fn ground_track(&self) -> Result<LineString<f64>, RunError> {
        let scenario = &self.inputs.scenario;
        let vehicle = &scenario.vehicle;
        let programme = vehicle.usual_programme(scenario.programme.as_deref());
        let programme = programme.ok_or_else(|| AscentError::NoProgramme { vehicle: vehicle.id.clone() })?;
        let ascent = Ascent::of(vehicle, programme, scenario.pad)?;
        let from_inclination = launch_azimuth_deg(scenario.vehicle.inclination_deg.range.best, scenario.pad.lat);
        let azimuth_deg = scenario.azimuth_deg.map_or(from_inclination, |range| range.best);
        let nominal = AscentDeviation::nominal(azimuth_deg);
        let time_s = scenario.failure.time_s.best;
        let mut track: Vec<Coord<f64>> = Vec::new();
        if scenario.impact.is_none() {
            const POINTS: usize = 40;
            track.extend((0..=POINTS).map(|k| {
                let below = ascent.state(time_s * k as f64 / POINTS as f64, &nominal).below;
                Coord { x: below.lon, y: below.lat }
            }));
        } else {
            track.push(Coord { x: scenario.pad.lon, y: scenario.pad.lat });
        }
        let centre = self.plane.centre();
        track.push(Coord { x: centre.lon, y: centre.lat });
        Ok(LineString(track))
    }

    /// Impacts of all pieces of all members.
    pub(super) fn impacts(&self) -> Vec<ImpactPoint> {
        self.drawn
            .iter()
            .flat_map(|d| {
                d.descent.pieces.iter().map(|piece| ImpactPoint {
                    member: d.member,
                    piece: piece.name.clone(),
                    position: piece.place,
                    carries_propellant: piece.propellant.total_kg() > 0.0,
                })
            })
            .collect()
    }
}

/// Standard deviations along the two principal axes, m, and the azimuth of the larger, degrees 0 to 180.
fn principal_axes(at: &[Coord<f64>]) -> (f64, f64, f64) {
    let n = at.len().max(2) as f64;
    let (mx, my) = (at.iter().map(|c| c.x).sum::<f64>() / n, at.iter().map(|c| c.y).sum::<f64>() / n);
    let moment = |f: &dyn Fn(&Coord<f64>) -> f64| at.iter().map(f).sum::<f64>() / (n - 1.0);
    let xx = moment(&|c| (c.x - mx).powi(2));
    let yy = moment(&|c| (c.y - my).powi(2));
    let xy = moment(&|c| (c.x - mx) * (c.y - my));
    let half_sum = 0.5 * (xx + yy);
    let root = (0.25 * (xx - yy).powi(2) + xy * xy).sqrt();
    let angle = 0.5 * (2.0 * xy).atan2(xx - yy);
    ((half_sum + root).sqrt(), (half_sum - root).max(0.0).sqrt(), (90.0 - angle.to_degrees()).rem_euclid(180.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Points on a line towards azimuth 60 degrees: all spread along it.
    #[test]
    fn axes_of_a_line() {
        let at: Vec<Coord<f64>> = (-50..=50)
            .map(|k| {
                let d = f64::from(k) * 100.0;
                Coord { x: d * 60_f64.to_radians().sin(), y: d * 60_f64.to_radians().cos() }
            })
            .collect();
        let (major, minor, azimuth) = principal_axes(&at);
        assert!((major - 2_930.0).abs() < 5.0, "{major}");
        assert!(minor < 1e-3 && (azimuth - 60.0).abs() < 1e-6);
    }

    /// 95 % of a two-dimensional normal law lies within 2.448 standard deviations.
    #[test]
    fn ellipse_factor_is_the_chi_square_one() {
        assert!((ellipse_factor(0.95) - 2.4477).abs() < 1e-3);
    }
}
