//! What the program knows beforehand: vehicles, substances, limits, launch sites, drop zones.

mod drop_zones;
mod sites;
mod substances;
mod thresholds;
mod trajectory;
mod vehicles;

pub use drop_zones::drop_zones;
pub use sites::{find_site, sites};
pub use substances::substances;
pub use thresholds::thresholds;
pub use trajectory::trajectory;
pub use vehicles::vehicles;

use super::csv_table::CsvRow;
use super::document::TableReader;
use crate::substance::Names;

/// The names in a row with the columns `name_en`, `name_ru` and `name_kk`.
pub(super) fn names_of(row: &CsvRow<'_>) -> Names {
    Names { en: row.text("name_en").into(), ru: row.text("name_ru").into(), kk: row.text("name_kk").into() }
}

/// The names in a table `{ en, ru, kk }`, of which the English one must be there.
pub(super) fn names_in(table: &TableReader<'_>, key: &'static str) -> Option<Names> {
    let names = table.table(key)?;
    let en = names.string("en");
    let ru = names.optional_string("ru").unwrap_or_default();
    let kk = names.optional_string("kk").unwrap_or_default();
    names.refuse_unknown();
    Some(Names { en: en?, ru, kk })
}
