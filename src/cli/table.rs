//! Text in columns.

/// Rows with a heading, columns aligned by their widest cell; the last column is left ragged.
pub(crate) fn columns(heading: &[&str], rows: &[Vec<String>]) -> String {
    let mut all = vec![heading.iter().map(|cell| (*cell).to_owned()).collect::<Vec<String>>()];
    all.extend(rows.iter().cloned());
    let width = |column: usize| {
        all.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..heading.len()).map(width).collect();
    let mut text = String::new();
    for row in &all {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned() {
        let rows = [vec!["Ақай".to_owned(), "1".to_owned()], vec!["b".to_owned(), "22".to_owned()]];
        assert_eq!(columns(&["id", "n"], &rows), "id    n\nАқай  1\nb     22\n");
    }
}
