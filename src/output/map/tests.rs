//! Every map of both fixtures, whole.

mod texts;

use super::*;
use crate::geodesy::LonLat;
use crate::output::fixture::{flight_outcome, outcome};
use crate::places::PositionQuality;

type Tested = Result<(), Box<dyn std::error::Error>>;

/// Writes the maps where the environment says so, to be looked at.
fn keep(folder: &str, files: &[MapFile]) -> std::io::Result<()> {
    let Ok(root) = std::env::var("HEPTYL_TEST_MAPS") else { return Ok(()) };
    let folder = std::path::Path::new(&root).join(folder);
    std::fs::create_dir_all(&folder)?;
    for file in files {
        std::fs::write(folder.join(format!("{}.png", file.name)), &file.png)?;
        if let Some(svg) = &file.svg {
            std::fs::write(folder.join(format!("{}.svg", file.name)), svg)?;
        }
    }
    Ok(())
}

/// Width, height and dots per inch of a PNG.
fn size(bytes: &[u8]) -> Result<(u32, u32, f64), png::DecodingError> {
    let reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info()?;
    let info = reader.info();
    let per_metre = info.pixel_dims.map_or(0, |dims| dims.xppu);
    Ok((info.width, info.height, f64::from(per_metre) * 0.0254))
}

fn check(folder: &str, outcome: &Outcome, expected: &[&str]) -> Tested {
    let files = maps(outcome, &[])?;
    keep(folder, &files)?;
    assert_eq!(files.iter().map(|f| f.name.as_str()).collect::<Vec<_>>(), expected);
    for file in &files {
        let (width, height, dots) = size(&file.png)?;
        assert_eq!((width, height, dots.round()), (1754, 1240, 150.0), "{}", file.name);
        assert!(file.png.len() < 1_000_000, "{}: {} bytes", file.name, file.png.len());
        resvg::usvg::roxmltree::Document::parse(file.svg.as_deref().unwrap_or_default())?;
    }
    Ok(())
}

/// One map as SVG, without the cost of its picture.
fn drawn(kind: Kind, outcome: &Outcome, size: MapSize) -> Result<String, MapError> {
    let plane = LocalPlane::new(outcome.centre)?;
    let made = Kind::ALL.into_iter().map(|kind| (kind, kind.name())).collect();
    sheet::Sheets { outcome, plane: &plane, made: &made }.draw(kind, size)
}

fn svg(kind: Kind, outcome: &Outcome) -> Result<String, MapError> {
    drawn(kind, outcome, MapSize::Screen)
}

#[test]
fn every_map_of_a_crash_beside_the_pad_is_drawn() -> Tested {
    check("pad", &outcome(), &["map", "map-air", "map-soil", "map-probability"])
}

#[test]
fn every_map_of_a_failure_in_flight_is_drawn() -> Tested {
    check("flight", &flight_outcome(), &["map", "map-air", "map-soil", "map-probability", "map-fall"])
}

/// A4 and A3 at 300 dots per inch, to the pixel, and written into the file.
#[test]
fn the_sizes_of_print_are_exact() -> Tested {
    let mut outcome = outcome();
    outcome.shapes.retain(|shape| outcome.assessment.zones[shape.zone].medium == crate::threshold::Medium::Air);
    outcome.shapes.iter_mut().for_each(|shape| shape.geographic.clear());
    let files = maps(&outcome, &[MapSize::A3, MapSize::A4, MapSize::A4])?;
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["map", "map-a4", "map-a3", "map-air", "map-air-a4", "map-air-a3"]);
    let sizes: Vec<_> =
        files[..3].iter().map(|f| size(&f.png).expect("a PNG")).map(|(w, h, d)| (w, h, d.round())).collect();
    assert_eq!(sizes, [(1754, 1240, 150.0), (3508, 2480, 300.0), (4961, 3508, 300.0)]);
    assert!(files[1].svg.is_none() && files[2].svg.as_ref().is_some_and(|svg| svg.contains("420mm")));
    Ok(())
}

#[test]
fn every_plot_is_drawn() -> Tested {
    let (pad, flight) = (plots(&outcome(), &[])?, plots(&flight_outcome(), &[])?);
    keep("pad", &pad)?;
    keep("flight", &flight)?;
    let names = |files: &[MapFile]| files.iter().map(|file| file.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&pad), ["plot-sensitivity"]);
    assert_eq!(names(&flight), ["plot-droplets", "plot-sensitivity"]);
    assert!(pad[0].png.len() < 1_000_000, "{} bytes", pad[0].png.len());
    let mut nothing = outcome();
    nothing.assessment.sensitivity.answers.iter_mut().for_each(|answer| answer.effects.clear());
    assert!(plots(&nothing, &[])?.is_empty());
    Ok(())
}

/// Without any shape only the main map is left, and it says in words why it shows no zone.
#[test]
fn an_outcome_without_exceedance_says_so() -> Tested {
    let mut nothing = outcome();
    for shape in &mut nothing.shapes {
        shape.about_impact.clear();
        shape.geographic.clear();
    }
    for zone in &mut nothing.assessment.zones {
        (zone.probability, zone.area_km2, zone.population) = Default::default();
    }
    check("nothing", &nothing, &["map"])?;
    let drawn = svg(Kind::Main, &nothing)?;
    assert!(drawn.contains("No limit is exceeded anywhere") && drawn.contains(", not reached"));
    Ok(())
}

/// A placeholder at a round degree stands in many lists of pads; its quality says that it is not known.
#[test]
fn a_pad_of_unknown_position_is_never_drawn() -> Tested {
    let mut outcome = outcome();
    let drawn = svg(Kind::Main, &outcome)?;
    assert!(drawn.contains("\n200/39\n") && !drawn.contains("\n92\n"));
    let placeholder = outcome.sites.iter_mut().find(|s| s.name.en == "Pad 92").ok_or("the fixture has pad 92")?;
    placeholder.quality = PositionQuality::A;
    assert!(svg(Kind::Main, &outcome)?.contains("\n92\n"), "the same point with a known position is drawn");
    Ok(())
}

#[test]
fn a_place_outside_the_frame_is_not_drawn() -> Tested {
    let mut outcome = outcome();
    outcome.settlements[0].name.en = "Farawayville".into();
    assert!(in_map(&svg(Kind::Main, &outcome)?, "Farawayville"));
    outcome.settlements[0].position = LonLat::new(75.47, 49.41);
    outcome.settlements[0].distance_km = 1_000.0;
    assert!(!in_map(&svg(Kind::Main, &outcome)?, "Farawayville"));
    Ok(())
}

/// True where a text stands left of the panel.
fn in_map(svg: &str, text: &str) -> bool {
    let lines: Vec<&str> = svg.lines().collect();
    let x = |tag: &str| tag.split("x=\"").nth(1)?.split('"').next()?.parse::<f64>().ok();
    lines.windows(2).any(|pair| pair[1] == text && x(pair[0]).is_some_and(|x| x < 11_900.0))
}
