//! What the sampling scheme is made from.

use geo::Coord;

use super::plan::{RasterKind, SETTLEMENT_WINDOW_S};
use super::{RunError, Stage};
use crate::assessment::{
    Assessment, Quantiles, ReceptorExposure, SampleLimit, SampleMedium, SampleValue, SampledQuantity, SamplingPlan,
    SettlementExposure, WindSample, ZoneShape,
};
use crate::grid::{CELLS, Level};
use crate::places::Water;
use crate::sampling::{self, Facts, SpiltLayer};
use crate::soil::Layer;
use crate::source::AirSpecies;
use crate::substance::Substance;
use crate::threshold::Medium;

/// Quantiles of what the soil holds on the first day, on one level.
struct SoilGrid {
    species: AirSpecies,
    level: Level,
    /// 5 %, half and 95 % of the members lie below, mg/kg.
    values: [Vec<f32>; 3],
    factor: f32,
}

/// Parts of the outcome that the scheme looks at.
pub(super) struct Found<'a> {
    pub(super) shapes: &'a [ZoneShape],
    pub(super) settlements: &'a [SettlementExposure],
    pub(super) receptors: &'a [ReceptorExposure],
    pub(super) winds: &'a [WindSample],
}

impl Stage<'_> {
    /// The proposed scheme.
    pub(super) fn sampling(&self, assessment: &Assessment, found: &Found<'_>) -> Result<SamplingPlan, RunError> {
        let grids = self.soil_grids();
        let limits = |substance, medium| self.sample_limit(substance, medium);
        let soil_values = |at: Coord<f64>| self.soil_values(&grids, at);
        let shape_of = |name: &str| self.inputs.waters.iter().find(|water: &&Water| water.name == name);
        let waters = assessment.water.iter().filter_map(|body| Some((body, shape_of(&body.name)?)));
        let facts = Facts {
            plane: self.plane,
            loaded: self.left_on_board(),
            spill_radius_m: self.spill_radius_m(),
            layers: layers(assessment),
            winds: found.winds,
            snow: self.inputs.scenario.weather.snow,
            zones: &assessment.zones,
            shapes: found.shapes,
            settlements: found.settlements,
            receptors: found.receptors,
            waters: waters.collect(),
            limits: &limits,
            soil_values: &soil_values,
        };
        Ok(sampling::plan(&facts)?)
    }

    /// Substances that are left at the failure in some of the members.
    fn left_on_board(&self) -> Vec<Substance> {
        Substance::LOADED.into_iter().filter(|substance| self.summary.draws.is_left(*substance)).collect()
    }

    /// Median radius of the ground that liquid wets: that of the disc with the mass and the highest deposit of the
    /// largest spill of a member. A normal deposit has mass / (2 pi sigma2) in its middle, so that the disc has
    ///
    /// ```text
    /// radius = sqrt(2) sigma
    /// ```
    fn spill_radius_m(&self) -> Option<f64> {
        let sigma_m = &self.summary.draws.largest_spill_sigma_m;
        let is_usual = sigma_m.count() > 0 && 2 * sigma_m.count() >= self.summary.members;
        is_usual.then(|| std::f64::consts::SQRT_2 * sigma_m.quantiles().median)
    }

    fn soil_grids(&self) -> Vec<SoilGrid> {
        let kinds = self.plan.raster_kinds.iter().enumerate();
        let grids = kinds.filter_map(|(raster, (kind, level))| {
            let RasterKind::Soil(species, 0) = kind else { return None };
            Some(SoilGrid {
                species: *species,
                level: Level::all()[*level],
                values: [0.05, 0.50, 0.95].map(|share| self.tally.quantile(raster, share)),
                factor: self.description(*kind).factor,
            })
        });
        grids.collect()
    }

    /// Content of the layer that holds most, from the finest grid that holds the point.
    fn soil_values(&self, grids: &[SoilGrid], at: Coord<f64>) -> Vec<SampleValue> {
        let mut values: Vec<SampleValue> = Vec::new();
        for species in [AirSpecies::Udmh, AirSpecies::Ndma] {
            let finest = grids.iter().filter(|grid| grid.species == species).find_map(|grid| {
                let (row, column) = grid.level.cell_at(at)?;
                Some(grid.values.each_ref().map(|v| f64::from(v[row * CELLS + column] * grid.factor)))
            });
            let Some([p05, median, p95]) = finest else { continue };
            values.push(SampleValue {
                substance: species.substance().id().to_owned(),
                medium: SampleMedium::Soil,
                depth_cm: None,
                quantity: SampledQuantity::HighestContent,
                unit: "mg/kg",
                modelled: Quantiles { p05, median, p95 },
                limit: self.sample_limit(species.substance(), SampleMedium::Soil),
            });
        }
        values
    }

    /// The limit that a sample is held against: in soil that of the soil, in air that of 20 minutes.
    fn sample_limit(&self, substance: Substance, medium: SampleMedium) -> Option<SampleLimit> {
        let (of, averaging_s) = match medium {
            SampleMedium::Soil => (Medium::Soil, None),
            SampleMedium::Air => (Medium::Air, Some(SETTLEMENT_WINDOW_S)),
            SampleMedium::Water => (Medium::Water, None),
            SampleMedium::Vegetation | SampleMedium::Snow => return None,
        };
        let mut limits = self.inputs.thresholds.iter();
        let held = limits.find(|limit| {
            limit.medium == of && limit.substance == substance && averaging_s.is_none_or(|t| limit.averaging_s == t)
        })?;
        Some(SampleLimit { id: held.id.clone(), value: held.value })
    }
}

/// The layers of the model, with what they hold where most liquid was spilt.
fn layers(assessment: &Assessment) -> Vec<SpiltLayer> {
    let first_day = assessment.soil.first();
    let contents = |layer: Layer| first_day.and_then(|day| day.worst.get(layer.index()));
    let of = |layer: Layer| {
        let (top_m, bottom_m) = layer.bounds_m();
        SpiltLayer {
            depth_cm: [top_m, bottom_m].map(|depth_m| (depth_m * 100.0).round()),
            udmh_mg_kg: contents(layer).map(|c| c.udmh_mg_kg).unwrap_or_default(),
            ndma_mg_kg: contents(layer).map(|c| c.ndma_mg_kg).unwrap_or_default(),
        }
    };
    Layer::ALL.into_iter().map(of).collect()
}
