//! `thresholds.csv` into limits.

use crate::input::bounds::Bounds;
use crate::input::csv_table::{CsvRow, CsvTable};
use crate::input::error::InputError;
use crate::input::source::Loaded;
use crate::substance::Substance;
use crate::threshold::{Medium, Severity, Threshold};

const NEEDED: [&str; 8] = ["id", "substance", "medium", "quantity", "value", "unit", "averaging_s", "severity"];

const MEDIA: [(&str, Medium); 3] = [("air", Medium::Air), ("soil", Medium::Soil), ("water", Medium::Water)];

const SEVERITIES: [(&str, Severity); 5] = [
    ("hygienic", Severity::Hygienic),
    ("acute-1", Severity::Acute1),
    ("acute-2", Severity::Acute2),
    ("acute-3", Severity::Acute3),
    ("idlh", Severity::Idlh),
];

/// The limits of a file.
///
/// # Errors
/// [`InputError::Cell`] and its like, with line and column.
pub fn thresholds(loaded: &Loaded) -> Result<Vec<Threshold>, InputError> {
    let table = CsvTable::read(loaded, &NEEDED, "limit")?;
    let rows: Vec<Threshold> = table.rows().map(|row| threshold(&row)).collect::<Result<_, _>>()?;
    if let Some((index, row)) =
        table.rows().enumerate().find(|(k, row)| rows[..*k].iter().any(|r| r.id == row.text("id")))
    {
        let first = rows.iter().position(|r| r.id == rows[index].id).unwrap_or(index);
        return Err(row.refuse("id", "an id of its own", &format!("row {} has it already; rename one", first + 1)));
    }
    Ok(rows)
}

fn threshold(row: &CsvRow<'_>) -> Result<Threshold, InputError> {
    let medium = row.choice("medium", &MEDIA)?;
    let substance = Substance::from_id(row.text("substance"))
        .ok_or_else(|| row.refuse("substance", "udmh, no2, ndma, nitrate or kerosene", "use one of these words"))?;
    let unit = match medium {
        Medium::Air => "mg/m3",
        Medium::Soil => "mg/kg",
        Medium::Water | Medium::Fall => "mg/L",
    };
    if row.text("unit") != unit {
        return Err(row.refuse("unit", &format!("\"{unit}\" for this medium"), "convert the value to that unit"));
    }
    Ok(Threshold {
        id: row.needed("id")?.into(),
        substance,
        medium,
        quantity: row.needed("quantity")?.into(),
        value: row.number("value", Bounds::new(1e-12, 1e9, unit))?,
        unit: unit.into(),
        averaging_s: row.optional_number("averaging_s", Bounds::new(0.0, 3.2e7, "s"))?.unwrap_or(0.0),
        severity: row.choice("severity", &SEVERITIES)?,
        name: super::names_of(row),
        legal_source: row.text("legal_source").into(),
        legal_date: row.text("legal_date").into(),
        confidence: row.text("confidence").into(),
        note: row.text("note").into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::bundled;
    use crate::input::csv_table::tests::loaded;

    /// Domain reference, section 6: AEGL-2 of 1 h is 7.4 mg/m3, the soil limit 0.1 mg/kg.
    #[test]
    fn the_bundled_limits_are_read() -> Result<(), InputError> {
        let all = thresholds(&loaded("thresholds.csv", bundled::THRESHOLDS.text))?;
        let value = |id: &str| all.iter().find(|limit| limit.id == id).map(|limit| limit.value);
        assert_eq!(value("udmh-aegl2-60min"), Some(7.4));
        assert_eq!(value("udmh-mpc-soil"), Some(0.1));
        Ok(())
    }

    #[test]
    fn a_wrong_unit_and_a_double_id_are_refused() {
        let header = "id,substance,medium,quantity,value,unit,averaging_s,severity\n";
        let read =
            |rows: &str| thresholds(&loaded("t.csv", &format!("{header}{rows}"))).expect_err("bad row").to_string();
        assert!(read("a,udmh,air,MPC,1,ppm,1200,hygienic\n").contains("expected \"mg/m3\""));
        let row = "a,udmh,soil,MPC,0.1,mg/kg,0,hygienic\n";
        assert!(read(&format!("{row}{row}")).contains("line 3, column \"id\""));
        assert!(read("a,udmh,soil,MPC,-0.1,mg/kg,0,hygienic\n").contains("expected a number"));
    }
}
