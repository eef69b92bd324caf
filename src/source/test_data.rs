//! A substance and a weather for the tests of the source models.

use crate::climatology::SeasonalAir;
use crate::range::Range;
use crate::substance::{Names, Properties, Sourced, Substance, VapourPressure};
use crate::weather::{Stability, Weather, WindAt};

fn known(value: f64) -> Sourced {
    Sourced { range: Range::exactly(value), tag: "V".to_owned(), source: "constants-check 2.1".to_owned() }
}

/// UDMH with the likeliest values of constants-check 2.1.
pub(crate) fn udmh() -> Properties {
    Properties {
        id: Substance::Udmh,
        name: Names::default(),
        formula: "C2H8N2".to_owned(),
        molar_mass_kg_mol: known(0.060_10),
        liquid_density_kg_m3: Some(known(790.8)),
        liquid_density_slope_kg_m3_k: Some(known(-0.98)),
        boiling_point_k: Some(known(335.5)),
        heat_of_vaporisation_j_kg: Some(known(583e3)),
        liquid_heat_capacity_j_kg_k: Some(known(2_785.0)),
        surface_tension_n_m: Some(known(0.024_6)),
        liquid_viscosity_pa_s: Some(known(5.53e-4)),
        diffusivity_air_m2_s: Some(known(1.05e-5)),
        heat_of_combustion_j_kg: Some(known(30e6)),
        mixture_heat_j_kg: Some(known(7e6)),
        vapour_pressure: Some(VapourPressure::Antoine { a: 9.13464, b: 1129.24, c: -62.0 }),
        deposition_velocity_summer_m_s: Some(known(3.5e-3)),
        deposition_velocity_winter_m_s: Some(known(1.7e-3)),
        scavenging_a_per_s: Some(known(1e-4)),
        scavenging_b: Some(known(0.8)),
    }
}

/// A neutral day with a west wind of 5 m/s and a given temperature at the ground.
pub(crate) fn weather_at(temperature_k: f64) -> Weather {
    Weather {
        temperature_k,
        pressure_pa: 101_325.0,
        wind_speed_10m_m_s: 5.0,
        wind_from_deg: 270.0,
        rain_mm_h: 0.0,
        snow: false,
        day_of_year: 180.0,
        day: true,
        stability: Stability::D,
        obukhov_length_m: f64::INFINITY,
        friction_velocity_m_s: 0.34,
        mixing_height_m: 1_000.0,
        roughness_m: 0.03,
        sigma_v_measured_m_s: None,
        gust_speed_m_s: 0.5,
        winds: vec![WindAt { height_agl_m: 10.0, u_m_s: 5.0, v_m_s: 0.0 }],
        later: Vec::new(),
        season: SeasonalAir::none(),
        density_factor: 1.0,
        cloud_fraction: 0.5,
    }
}
