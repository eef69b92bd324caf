//! The soil under a pool by depth, and what dries out of it again.

use super::fate::{PoolFate, Segment, Wetted};
use super::liquid::Liquid;
use super::{PoolCase, PoolError};

/// Moles of water in a cubic metre of it: 998 kg/m3 over 0.018 015 kg/mol.
const WATER_MOL_M3: f64 = 998.0 / 0.018_015;

/// A layer of soil.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Layer {
    /// Upper edge below the surface, m.
    pub top_m: f64,
    /// Lower edge below the surface, m.
    pub bottom_m: f64,
}

/// The layers that inspectors sample at drop places: 0-5, 5-20, 20-40 and 40-80 cm (domain reference, section 8).
pub const SAMPLED_LAYERS: [Layer; 4] = [
    Layer { top_m: 0.0, bottom_m: 0.05 },
    Layer { top_m: 0.05, bottom_m: 0.20 },
    Layer { top_m: 0.20, bottom_m: 0.40 },
    Layer { top_m: 0.40, bottom_m: 0.80 },
];

/// What a layer holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LayerContent {
    /// The layer.
    pub layer: Layer,
    /// Mass in it, kg.
    pub mass_kg: f64,
    /// Mean over the wetted area, kg/kg of dry soil.
    pub mean_kg_kg: f64,
    /// Highest of any place, kg/kg of dry soil.
    pub highest_kg_kg: f64,
}

impl Wetted {
    /// What the soil keeps against gravity, never more than its front left behind, m3/m3.
    pub fn held(&self) -> f64 {
        self.retention.min(self.fillable)
    }

    /// Content of wetted soil after drainage, kg/kg of dry soil.
    pub fn full_kg_kg(&self) -> f64 {
        self.density_kg_m3 * self.held() / self.bulk_density_kg_m3
    }

    /// Share of that content that the soil binds and does not give back to the air.
    pub fn bound_share(&self) -> f64 {
        (self.bound_kg_kg / self.full_kg_kg()).min(1.0)
    }

    /// Content of a layer after drainage and after the soil has dried down to a depth, m.
    ///
    /// ```text
    /// z = F / theta ;  content = rho theta / rho_b         down to z, nothing below
    /// ```
    /// F liquid that soaked in, theta what the soil keeps, rho_b dry bulk density. Dried soil holds what it binds.
    pub fn content(&self, layer: Layer, dried_m: f64) -> LayerContent {
        let thickness_m = layer.bottom_m - layer.top_m;
        let bound = self.bound_share();
        let (mut sum_m, mut fullest_m) = (0.0, 0.0_f64);
        for soaked_m in &self.soaked_m {
            let wet_to_m = soaked_m / self.held();
            let part_m = |from_m: f64, to_m: f64| (to_m.min(layer.bottom_m) - from_m.max(layer.top_m)).max(0.0);
            let full_m = part_m(dried_m, wet_to_m) + bound * part_m(0.0, wet_to_m.min(dried_m));
            sum_m += full_m;
            fullest_m = fullest_m.max(full_m);
        }
        let bands = self.soaked_m.len().max(1) as f64;
        LayerContent {
            layer,
            mass_kg: sum_m * self.band_area_m2 * self.density_kg_m3 * self.held(),
            mean_kg_kg: self.full_kg_kg() * sum_m / (bands * thickness_m),
            highest_kg_kg: self.full_kg_kg() * fullest_m / thickness_m,
        }
    }

    /// What has left the soil again down to a depth, kg.
    pub fn dried_kg(&self, dried_m: f64) -> f64 {
        let bare_m: f64 = self.soaked_m.iter().map(|soaked_m| (soaked_m / self.held()).min(dried_m)).sum();
        (1.0 - self.bound_share()) * bare_m * self.band_area_m2 * self.density_kg_m3 * self.held()
    }
}

/// Depth to which a soil has dried by diffusion of vapour through its dry part, m, a time (s) after the pool is gone.
///
/// ```text
/// z = sqrt(2 De x cs t / (rho theta)) ;  De = D a^(10/3) / n^2
/// ```
/// De diffusivity in the pores (Millington & Quirk 1961), a air-filled and n total porosity, cs saturated vapour, rho
/// theta liquid held, x its mole share in the water of the soil for a liquid that mixes with it (Raoult), one for others.
///
/// # Valid range
/// Soil at the temperature of the air, no rain, no reaction, no binding to humus: an upper bound of the loss. Heptyl binds
/// and mixes with water below Raoult's law, so it dries more slowly than this.
///
/// # Errors
/// [`PoolError`] where the table lacks a property.
///
/// # References
/// Millington & Quirk 1961, Trans. Faraday Soc. 57, 1200-1207; the receding front as in Ho & Udell 1992, J. Contam.
/// Hydrol. 11, 291-316.
pub fn drying_depth_m(fate: &PoolFate, case: &PoolCase<'_>, time_s: f64) -> Result<f64, PoolError> {
    let liquid = Liquid::new(case.properties, case.vapour_pressure_factor)?;
    let (wetted, texture) = (&fate.wetted, case.ground.texture);
    let water = case.ground.wet_share * texture.effective_porosity;
    let air_filled = (texture.porosity - water).max(0.0);
    let temperature_k = case.air.temperature_k;
    let diffusivity = liquid.diffusivity_m2_s(temperature_k, case.air.pressure_pa) * air_filled.powf(10.0 / 3.0)
        / (texture.porosity * texture.porosity);
    let held_kg_m3 = wetted.density_kg_m3 * wetted.held();
    let share = if liquid.mixes_with_water() {
        let (moles, water_moles) = (held_kg_m3 / liquid.molar_mass_kg_mol(), water * WATER_MOL_M3);
        moles / (moles + water_moles)
    } else {
        1.0
    };
    Ok((2.0 * diffusivity * share * liquid.saturated_vapour_kg_m3(temperature_k) * time_s / held_kg_m3).sqrt())
}

/// Vapour that leaves the soil again from the end of the pool until a time (s) after it, in segments of equal depth.
///
/// A spill strewn as a film soaks in within seconds, so that nearly all of its vapour comes this way; of a deep pool it is
/// the smaller part. See [`drying_depth_m`] for what is assumed.
///
/// # Errors
/// [`PoolError`] where the table lacks a property.
pub fn drying_segments(
    fate: &PoolFate,
    case: &PoolCase<'_>,
    until_s: f64,
    count: usize,
) -> Result<Vec<Segment>, PoolError> {
    let per_root_s = drying_depth_m(fate, case, 1.0)?;
    let dry_s = (fate.drained_depth_m() / per_root_s).powi(2).min(until_s);
    let time_s = |k: usize| dry_s * (k as f64 / count as f64).powi(2);
    let dried_kg = |k: usize| fate.wetted.dried_kg(per_root_s * time_s(k).sqrt());
    let segment = |k: usize| Segment {
        start_s: fate.end_s + time_s(k),
        duration_s: time_s(k + 1) - time_s(k),
        mass_kg: dried_kg(k + 1) - dried_kg(k),
    };
    Ok((0..count).map(segment).filter(|segment| segment.mass_kg > 0.0).collect())
}
