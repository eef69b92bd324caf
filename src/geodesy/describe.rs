//! What files say of a coordinate system: its name, its EPSG number and its text.

use proj::Proj;
use serde_json::Value;

use super::{CoordinateSystem, GeodesyError};

/// What files say of a coordinate system.
#[derive(Debug, Clone, PartialEq)]
pub struct SystemText {
    /// Name, such as `Pulkovo 1942 / Gauss-Kruger zone 12`.
    pub name: String,
    /// EPSG number, where it has one.
    pub epsg: Option<u32>,
    /// True for degrees, false for metres in a projection.
    pub is_geographic: bool,
    /// Well-known text of 1999 as GDAL writes it; none where that cannot say it.
    pub wkt1: Option<String>,
    /// Well-known text as Esri writes it; none where that cannot say it.
    pub wkt_esri: Option<String>,
    /// Well-known text by ISO 19162:2019.
    pub wkt2: String,
}

/// Projections that the old text can say. PROJ is not asked for the others, because the binding cannot take a no.
const OLD_METHODS: [&str; 10] = [
    "Transverse Mercator",
    "Lambert Conic Conformal (1SP)",
    "Lambert Conic Conformal (2SP)",
    "Albers Equal Area",
    "Lambert Azimuthal Equal Area",
    "Mercator (variant A)",
    "Mercator (variant B)",
    "Polar Stereographic (variant A)",
    "Polar Stereographic (variant B)",
    "Oblique Stereographic",
];

impl CoordinateSystem {
    /// What files say of it.
    ///
    /// # Errors
    /// [`GeodesyError::Unknown`] where PROJ does not know it, [`GeodesyError::NotPlane`] where it is neither geographic
    /// nor projected (a height, a compound).
    pub fn text(&self) -> Result<SystemText, GeodesyError> {
        let crs = self.name().to_owned();
        let unknown = |source| GeodesyError::Unknown { crs: crs.clone(), source };
        let system = Proj::new(self.name()).map_err(unknown)?;
        let untold = |found: String| GeodesyError::NotPlane { crs: crs.clone(), found };
        let json = system.to_projjson(None, None, None).map_err(|e| untold(e.to_string()))?;
        let json: Value = serde_json::from_str(&json).map_err(|e| untold(e.to_string()))?;
        let kind = json["type"].as_str().unwrap_or_default();
        if kind != "GeographicCRS" && kind != "ProjectedCRS" {
            return Err(untold(kind.to_owned()));
        }
        let is_geographic = kind == "GeographicCRS";
        let method = json["conversion"]["method"]["name"].as_str().unwrap_or_default();
        let old = is_geographic || OLD_METHODS.contains(&method);
        let written = |version| system.as_wkt(Some(version), None).map_err(|e| untold(e.to_string()));
        let in_old = |version| if old { written(version).map(Some) } else { Ok(None) };
        Ok(SystemText {
            name: json["name"].as_str().unwrap_or(self.name()).to_owned(),
            epsg: epsg(&json["id"]),
            is_geographic,
            wkt1: in_old(proj::wkt::WktVersion::Wkt1_Gdal)?,
            wkt_esri: in_old(proj::wkt::WktVersion::Wkt1_Esri)?,
            wkt2: written(proj::wkt::WktVersion::Wkt2_2019)?,
        })
    }
}

fn epsg(id: &Value) -> Option<u32> {
    if id["authority"].as_str()? != "EPSG" {
        return None;
    }
    u32::try_from(id["code"].as_u64()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The zone that maps of Baikonur are drawn in, by number and by its own text.
    #[test]
    fn a_system_tells_its_name_number_and_text() -> Result<(), GeodesyError> {
        let text = CoordinateSystem::new("28412")?.text()?;
        assert_eq!((text.name.as_str(), text.epsg), ("Pulkovo 1942 / Gauss-Kruger zone 12", Some(28_412)));
        assert!(!text.is_geographic && text.wkt2.starts_with("PROJCRS["));
        let wkt1 = text.wkt1.expect("the old text");
        assert!(wkt1.starts_with("PROJCS[") && wkt1.contains("28412"), "{wkt1}");
        let again = CoordinateSystem::new(&text.wkt2)?.text()?;
        assert_eq!((again.epsg, again.name.as_str()), (Some(28_412), "Pulkovo 1942 / Gauss-Kruger zone 12"));
        let degrees = CoordinateSystem::new("EPSG:4284")?.text()?;
        assert!(degrees.is_geographic && degrees.wkt1.is_some_and(|wkt| wkt.starts_with("GEOGCS[")));
        Ok(())
    }

    #[test]
    fn a_projection_without_an_old_text_is_told_in_the_new_one() -> Result<(), GeodesyError> {
        let text = CoordinateSystem::new("ESRI:54009")?.text()?;
        assert!(text.wkt1.is_none() && text.epsg.is_none() && text.wkt2.contains("Mollweide"));
        Ok(())
    }
}
