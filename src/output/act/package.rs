//! The parts of a DOCX file (ECMA-376, Office Open XML) put together. docx-rs knows neither the language of a run nor
//! heads of tables that repeat, which a bilateral form needs, so the few parts are templates of their own.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::form::say;

/// Parts that are the same for every act, by their path in the package.
const PARTS: [(&str, &str); 6] = [
    ("[Content_Types].xml", include_str!("parts/content_types.xml")),
    ("_rels/.rels", include_str!("parts/package_rels.xml")),
    ("word/_rels/document.xml.rels", include_str!("parts/document_rels.xml")),
    ("word/styles.xml", include_str!("parts/styles.xml")),
    ("word/settings.xml", include_str!("parts/settings.xml")),
    ("word/fontTable.xml", include_str!("parts/font_table.xml")),
];

/// The package around its main part. Nothing in it depends on the clock.
///
/// # Errors
/// Those of the archive.
pub(super) fn packed(document: &str) -> zip::result::ZipResult<Vec<u8>> {
    let (title, page) = (say("act-title"), say("act-page"));
    let core = include_str!("parts/core.xml")
        .replace("{title}", &format!("{} / {}", title.kk, title.ru))
        .replace("{version}", env!("CARGO_PKG_VERSION"));
    let footer = include_str!("parts/footer.xml").replace("{kk}", &page.kk).replace("{ru}", &page.ru);
    let filled =
        [("docProps/core.xml", core.as_str()), ("word/footer1.xml", footer.as_str()), ("word/document.xml", document)];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for (name, text) in PARTS.into_iter().chain(filled) {
        archive.start_file(name, options)?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}
