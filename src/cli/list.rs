//! `heptyl list`: what the program knows, each row with its source.

use heptyl::error::Error;
use heptyl::incident::Scenario;
use heptyl::input::{self, InputError, Reference, bundled};
use heptyl::language::{GlossaryRow, Texts};
use heptyl::places::PositionQuality;
use heptyl::substance::Substance;
use heptyl::vehicle::Vehicle;
use serde_json::{Value, json};

use super::args::{ListArgs, Listed};
use super::table::columns;

/// A listing in columns and as JSON.
struct Listing {
    heading: Vec<&'static str>,
    rows: Vec<Vec<String>>,
    json: Vec<Value>,
}

/// The listing as text or as JSON.
pub(crate) fn listing(args: &ListArgs) -> Result<String, Error> {
    let known = input::reference(&args.data.options())?;
    let listing = match args.what {
        Listed::Scenarios => scenarios(&known)?,
        Listed::Vehicles => vehicles(&known),
        Listed::Sites => sites(&known),
        Listed::DropZones => drop_zones(&known),
        Listed::Thresholds => thresholds(&known),
        Listed::Layers => layers(),
        Listed::Terms => terms(),
    };
    if args.json {
        return Ok(serde_json::to_string_pretty(&listing.json)? + "\n");
    }
    Ok(columns(&listing.heading, &listing.rows))
}

fn scenarios(known: &Reference) -> Result<Listing, InputError> {
    let catalogue = input::Catalogue { vehicles: &known.vehicles, sites: &known.sites, vehicle: None };
    let read: Vec<Scenario> = bundled::SCENARIOS
        .iter()
        .map(|file| input::scenario(&input::DataSource::Bundled(file).read("scenario")?, catalogue))
        .collect::<Result<_, _>>()?;
    let row = |s: &Scenario| {
        let date = s.time_utc.to_string().chars().take(10).collect();
        vec![s.name.clone(), date, s.vehicle.id.clone(), s.site.id.clone(), s.title.en.clone(), sources(s).join("; ")]
    };
    let object = |s: &Scenario| {
        json!({ "name": s.name, "title": s.title, "time_utc": s.time_utc.to_string(), "vehicle": s.vehicle.id,
                "site": s.site.id, "summary": s.summary, "sources": sources(s) })
    };
    Ok(Listing {
        heading: vec!["name", "date", "vehicle", "site", "title", "sources"],
        rows: read.iter().map(row).collect(),
        json: read.iter().map(object).collect(),
    })
}

/// Sources of the official findings, each once; a scenario without findings says why.
fn sources(scenario: &Scenario) -> Vec<String> {
    let mut sources: Vec<String> = Vec::new();
    for finding in &scenario.official {
        if !sources.contains(&finding.source) {
            sources.push(finding.source.clone());
        }
    }
    if sources.is_empty() {
        sources.push("assumed, no report exists".into());
    }
    sources
}

fn vehicles(known: &Reference) -> Listing {
    let loads = |vehicle: &Vehicle, substance| {
        let kg = |stage: &heptyl::vehicle::Stage| {
            stage.propellant.get(substance).map_or(0.0, |load| f64::from(stage.count) * load.range.best)
        };
        vehicle.stages.iter().map(kg).sum::<f64>()
    };
    let row = |v: &Vehicle| {
        vec![
            v.id.clone(),
            v.name.en.clone(),
            format!("{:.1}", v.liftoff_mass_kg.range.best / 1e3),
            format!("{:.1}", loads(v, Substance::Udmh) / 1e3),
            format!("{:.0}", v.ascent_ends_s()),
            v.liftoff_mass_kg.source.clone(),
        ]
    };
    let object = |v: &Vehicle| {
        let load_kg: serde_json::Map<String, Value> =
            Substance::LOADED.iter().map(|s| (s.id().to_owned(), json!(loads(v, *s)))).collect();
        json!({ "id": v.id, "name": v.name, "liftoff_mass_kg": v.liftoff_mass_kg, "load_kg": load_kg,
                "inclination_deg": v.inclination_deg, "burn_out_s": v.burn_out_s(), "ascent_ends_s": v.ascent_ends_s(),
                "programmes": v.programmes.iter().map(|p| json!({ "id": p.id, "name": p.name, "share": p.share,
                    "ends_s": p.ends_s(), "source": p.source })).collect::<Vec<_>>(),
                "stages": v.stages.iter().map(|s| json!({ "number": s.number, "name": s.name, "count": s.count,
                    "dry_mass_kg": s.dry_mass_kg })).collect::<Vec<_>>(),
                "notes": v.notes, "source": v.liftoff_mass_kg.source })
    };
    Listing {
        heading: vec!["id", "name", "lift-off t", "heptyl t", "ascent ends s", "source of the lift-off mass"],
        rows: known.vehicles.iter().map(row).collect(),
        json: known.vehicles.iter().map(object).collect(),
    }
}

fn sites(known: &Reference) -> Listing {
    let quality = |quality| match quality {
        PositionQuality::A => "100 m",
        PositionQuality::B => "500 m",
        PositionQuality::C => "2 km",
        PositionQuality::Unknown => "unknown",
    };
    let row = |s: &heptyl::places::Site| {
        let place = s.position.map_or_else(|| "-".to_owned(), |p| format!("{:.5} N {:.5} E", p.lat, p.lon));
        let within = quality(s.quality).to_owned();
        vec![s.id.clone(), s.name.en.clone(), place, within, s.heptyl.clone(), s.used_for.clone(), s.source.clone()]
    };
    Listing {
        heading: vec!["id", "name", "position", "good to", "heptyl", "use", "source"],
        rows: known.sites.iter().map(row).collect(),
        json: known.sites.iter().map(|site| json!(site)).collect(),
    }
}

fn drop_zones(known: &Reference) -> Listing {
    let row = |z: &heptyl::places::DropZone| {
        let area = z.area_km2.map_or_else(|| "not known".to_owned(), |km2| format!("{km2:.1}"));
        vec![z.id.clone(), z.name.en.clone(), area, z.used_for.clone(), z.source.clone()]
    };
    Listing {
        heading: vec!["id", "name", "area km2", "use", "source"],
        rows: known.drop_zones.iter().map(row).collect(),
        json: known.drop_zones.iter().map(|zone| json!(zone)).collect(),
    }
}

fn thresholds(known: &Reference) -> Listing {
    let row = |t: &heptyl::threshold::Threshold| {
        let averaging = if t.averaging_s > 0.0 { format!("{} min", t.averaging_s / 60.0) } else { "-".to_owned() };
        let source = format!("{} ({})", t.legal_source, t.legal_date);
        vec![
            t.id.clone(),
            format!("{} {}", t.value, t.unit),
            averaging,
            t.name.en.clone(),
            t.confidence.clone(),
            source,
        ]
    };
    Listing {
        heading: vec!["id", "limit", "averaging", "name", "tag", "source"],
        rows: known.thresholds.iter().map(row).collect(),
        json: known.thresholds.iter().map(|threshold| json!(threshold)).collect(),
    }
}

fn terms() -> Listing {
    let rows = Texts::glossary();
    let row = |term: &GlossaryRow| vec![term.id.clone(), term.en.clone(), term.ru.clone(), term.kk.clone()];
    Listing {
        heading: vec!["id", "English", "Russian", "Kazakh"],
        json: rows.iter().map(|term| json!(term)).collect(),
        rows: rows.iter().map(row).collect(),
    }
}

fn layers() -> Listing {
    let row = |file: &&bundled::BundledFile| vec![file.name.to_owned(), file.title.to_owned(), file.source.to_owned()];
    let object = |file: &&bundled::BundledFile| {
        json!({ "file": file.name, "title": file.title, "source": file.source,
                "sha256": input::sha256_hex(file.text.as_bytes()) })
    };
    Listing {
        heading: vec!["file", "what", "source"],
        rows: bundled::LAYERS.iter().map(row).collect(),
        json: bundled::LAYERS.iter().map(object).collect(),
    }
}
