//! Every map of both fixtures, whole.

use super::*;
use crate::output::fixture::{flight_outcome, outcome};

/// Width and height from the header chunk of a PNG.
fn size(png: &[u8]) -> (u32, u32) {
    let number = |at: usize| u32::from_be_bytes([png[at], png[at + 1], png[at + 2], png[at + 3]]);
    (number(16), number(20))
}

/// Writes the maps where the environment says so, to be looked at.
fn keep(folder: &str, files: &[MapFile]) -> std::io::Result<()> {
    let Ok(root) = std::env::var("HEPTYL_TEST_MAPS") else { return Ok(()) };
    let folder = std::path::Path::new(&root).join(folder);
    std::fs::create_dir_all(&folder)?;
    for file in files {
        std::fs::write(folder.join(format!("{}.png", file.name)), &file.png)?;
        std::fs::write(folder.join(format!("{}.svg", file.name)), &file.svg)?;
    }
    Ok(())
}

fn names(files: &[MapFile]) -> Vec<&'static str> {
    files.iter().map(|f| f.name).collect()
}

#[test]
fn every_map_of_both_fixtures_is_drawn() -> Result<(), Box<dyn std::error::Error>> {
    for (folder, outcome, expected) in [
        ("pad", outcome(), &["map", "map-air", "map-soil", "map-probability"][..]),
        ("flight", flight_outcome(), &["map", "map-air", "map-soil", "map-probability", "map-fall"][..]),
    ] {
        let files = maps(&outcome)?;
        keep(folder, &files)?;
        assert_eq!(names(&files), expected);
        for file in &files {
            assert!([(3508, 2480), (2631, 1860)].contains(&size(&file.png)), "{}: {:?}", file.name, size(&file.png));
            assert!(file.png.len() < 1_000_000, "{}: {} bytes", file.name, file.png.len());
            resvg::usvg::roxmltree::Document::parse(&file.svg)?;
        }
    }
    Ok(())
}
