//! The tables `[soil]` and `[shares]`.

use crate::incident::{ShareInput, Soil};
use crate::input::bounds::Bounds;
use crate::input::document::TableReader;

/// Texture classes of Rawls, Brakensiek & Miller (1983), table 2.
pub(super) const TEXTURES: [(&str, &str); 11] = [
    ("sand", "sand"),
    ("loamy sand", "loamy sand"),
    ("sandy loam", "sandy loam"),
    ("loam", "loam"),
    ("silt loam", "silt loam"),
    ("sandy clay loam", "sandy clay loam"),
    ("clay loam", "clay loam"),
    ("silty clay loam", "silty clay loam"),
    ("sandy clay", "sandy clay"),
    ("silty clay", "silty clay"),
    ("clay", "clay"),
];

const SHARE: Bounds = Bounds::new(0.0, 1.0, "(share)");

/// The soil at the place of impact.
pub(super) fn soil(table: &TableReader<'_>) -> Option<Soil> {
    let depth_m = table.number("depth_m", Bounds::new(0.005, 3.0, "m"));
    let bulk_density_kg_m3 = table.number("bulk_density_kg_m3", Bounds::new(300.0, 2200.0, "kg/m3"));
    let texture = table.choice("texture", &TEXTURES);
    table.refuse_unknown();
    Some(Soil { depth_m: depth_m?, bulk_density_kg_m3: bulk_density_kg_m3?, texture: texture?.to_owned() })
}

/// Shares of what is left at the impact; all absent where there is no table.
pub(super) fn shares(root: &TableReader<'_>) -> ShareInput {
    let Some(table) = root.optional_table("shares") else { return ShareInput::default() };
    let shares = ShareInput {
        burnt_share: table.optional_range("burnt_share", SHARE),
        spilt_share: table.optional_range("spilt_share", SHARE),
        carried_share: table.optional_range("carried_share", SHARE),
        whole_stage: table.optional_whole("whole_stage", Bounds::new(1.0, 9.0, "")).map(|number| number as u32),
    };
    table.refuse_unknown();
    if let (Some(burnt), Some(spilt)) = (&shares.burnt_share, &shares.spilt_share)
        && burnt.low + spilt.low > 1.0
    {
        table.refuse("spilt_share", "and burnt_share are more than 1 together", "even at their lowest", {
            "lower one of them: what burns cannot be spilt"
        });
    }
    shares
}
