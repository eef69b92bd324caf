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

impl FlightState {
    /// The state after a sudden change of velocity: east, north and up, m/s.
    pub fn kicked(&self, [east, north, up]: [f64; 3]) -> Self {
        let (sin_g, cos_g) = self.flight_path_angle_deg.to_radians().sin_cos();
        let (sin_h, cos_h) = self.heading_deg.to_radians().sin_cos();
        let level = self.speed_m_s * cos_g;
        let (east, north, up) = (level * sin_h + east, level * cos_h + north, self.speed_m_s * sin_g + up);
        Self {
            speed_m_s: (east * east + north * north + up * up).sqrt(),
            flight_path_angle_deg: up.atan2(east.hypot(north)).to_degrees(),
            heading_deg: east.atan2(north).to_degrees().rem_euclid(360.0),
            ..*self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Level to the north at 100 m/s and kicked east by the same: north-east at 141 m/s; no kick changes nothing.
    #[test]
    fn a_kick_adds_to_the_velocity() {
        let north = FlightState {
            altitude_m: 1e4,
            speed_m_s: 100.0,
            flight_path_angle_deg: 0.0,
            heading_deg: 0.0,
            below: LonLat::new(63.0, 46.0),
        };
        let kicked = north.kicked([100.0, 0.0, 0.0]);
        assert!((kicked.speed_m_s - 141.421).abs() < 1e-3 && (kicked.heading_deg - 45.0).abs() < 1e-9);
        let same = north.kicked([0.0; 3]);
        assert!((same.speed_m_s - 100.0).abs() < 1e-9 && same.heading_deg.abs() < 1e-9);
    }
}
