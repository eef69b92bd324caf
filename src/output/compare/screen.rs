//! The short table of a comparison for the screen.

use super::{Compared, difference_text, quantity, quantity_name, row_name};
use crate::assessment::ComparedQuantity;
use crate::language::msg;
use crate::output::WrittenFile;
use crate::output::screen::aligned;

/// The main rows: values by case, and in the second line of a row the differences from the first.
pub fn comparison_summary(compared: &Compared<'_>, files: &[WrittenFile]) -> String {
    let language = compared.language;
    let comparison = compared.comparison;
    let mut head = vec![msg("compare-title").say(language), String::new()];
    head.extend(comparison.cases.iter().map(|case| case.label.clone()));
    let mut rows = vec![head];
    for row in comparison.rows.iter().filter(|row| row.is_main) {
        // People where nobody is met would be a line of zeros.
        let nobody = row.values.iter().flatten().all(|q| q.p95 < 0.5);
        if row.quantity == ComparedQuantity::People && nobody {
            continue;
        }
        let mut values = vec![row_name(row, language), quantity_name(row).say(language)];
        values.extend(row.values.iter().map(|v| v.map_or_else(|| "–".to_owned(), |q| quantity(q, row).say(language))));
        rows.push(values);
        if row.differences.iter().any(Option::is_some) {
            let mut differences = vec![String::new(), "Δ".to_owned()];
            differences.extend(row.differences.iter().map(|difference| {
                difference.as_ref().map_or_else(String::new, |d| difference_text(d, row).say(language))
            }));
            rows.push(differences);
        }
    }
    let mut text = aligned(&rows, &[]);
    text.push('\n');
    for file in files.iter().filter(|file| file.name.starts_with("compare") || file.name.ends_with(".png")) {
        text.push_str(&format!("  {}\n", file.path.display()));
    }
    text.replace('\u{202f}', " ")
}
