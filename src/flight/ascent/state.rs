//! Where a vehicle is and how it flies, at one instant.

use crate::geodesy::LonLat;

/// Flight state relative to the rotating Earth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FlightState {
    /// Height above the ellipsoid, m.
    pub altitude_m: f64,
    /// Speed relative to the Earth, m/s.
    pub speed_m_s: f64,
    /// Angle of the path above the horizontal, degrees.
    pub flight_path_angle_deg: f64,
    /// Direction of flight over ground, degrees from north.
    pub heading_deg: f64,
    /// Point below.
    pub below: LonLat,
}
