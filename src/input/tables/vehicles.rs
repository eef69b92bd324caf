//! `vehicles.toml` into vehicles.

use super::programmes;
use crate::input::bounds::Bounds;
use crate::input::document::{self, TableReader};
use crate::input::error::InputError;
use crate::input::source::Loaded;
use crate::vehicle::{PropellantLoad, Stage, Vehicle};

const MASS: Bounds = Bounds::new(0.0, 5e6, "kg");
const LENGTH: Bounds = Bounds::new(0.1, 100.0, "m");
const TIME: Bounds = Bounds::new(-60.0, 1e6, "s");
const COUNT: Bounds = Bounds::new(1.0, 40.0, "");
const IMPULSE: Bounds = Bounds::new(50.0, 600.0, "s");

/// The vehicles of a file.
///
/// # Errors
/// [`InputError::Toml`] with all problems of the file.
pub fn vehicles(loaded: &Loaded) -> Result<Vec<Vehicle>, InputError> {
    document::read(&loaded.file.path, &loaded.text, |root| {
        let tables = root.tables("vehicle");
        if tables.is_empty() {
            root.refuse_missing("vehicle", "add at least one table [[vehicle]]");
        }
        let read: Vec<Option<Vehicle>> = tables.iter().map(vehicle).collect();
        read.into_iter().collect()
    })
}

fn vehicle(table: &TableReader<'_>) -> Option<Vehicle> {
    let id = table.string("id");
    let name = super::names_in(table, "name");
    let liftoff_mass_kg = table.sourced("liftoff_mass_kg", MASS);
    let inclination_deg = table.sourced("inclination_deg", Bounds::new(0.0, 180.0, "degrees"));
    let payload_kg = table.optional_sourced("payload_kg", MASS);
    let fairing_kg = table.optional_sourced("fairing_kg", MASS);
    let fairing_off_s = table.optional_sourced("fairing_off_s", TIME);
    let programmes = programmes::programmes(table);
    let notes = table.optional_string("notes").unwrap_or_default();
    let stages = stages(table);
    table.refuse_unknown();
    Some(Vehicle {
        id: id?,
        name: name?,
        liftoff_mass_kg: liftoff_mass_kg?,
        inclination_deg: inclination_deg?,
        payload_kg,
        fairing_kg,
        fairing_off_s,
        programmes: programmes?,
        notes,
        stages: stages?,
    })
}

fn stages(table: &TableReader<'_>) -> Option<Vec<Stage>> {
    let tables = table.tables("stage");
    if tables.is_empty() {
        table.refuse_missing("stage", "add at least one table [[vehicle.stage]]");
    }
    let read: Vec<Option<Stage>> = tables.iter().map(stage).collect();
    read.into_iter().collect()
}

fn stage(table: &TableReader<'_>) -> Option<Stage> {
    let number = table.whole("number", COUNT);
    let name = table.string("name");
    let count = table.whole("count", COUNT);
    let diameter_m = table.sourced("diameter_m", LENGTH);
    let length_m = table.sourced("length_m", LENGTH);
    let dry_mass_kg = table.sourced("dry_mass_kg", Bounds::new(1.0, 5e6, "kg"));
    let ignition_s = table.sourced("ignition_s", TIME);
    let cutoff_s = table.sourced("cutoff_s", TIME);
    let separation_s = table.optional_sourced("separation_s", TIME);
    let drag_area_m2 = table.optional_sourced("drag_area_m2", Bounds::new(0.1, 1e4, "m2"));
    let engines = table.optional_whole("engines", COUNT);
    let engine_mass_kg = table.optional_sourced("engine_mass_kg", MASS);
    let isp_vacuum_s = table.optional_sourced("isp_vacuum_s", IMPULSE);
    let isp_sea_level_s = table.optional_sourced("isp_sea_level_s", IMPULSE);
    let propellant = load(table, "propellant");
    let residual = load(table, "residual");
    table.refuse_unknown();
    if let (Some(ignition), Some(cutoff)) = (&ignition_s, &cutoff_s)
        && cutoff.range.best <= ignition.range.best
    {
        table.refuse("cutoff_s", "is not after the ignition", "too early", "cutoff_s must be later than ignition_s");
        return None;
    }
    Some(Stage {
        number: small(number?)?,
        name: name?,
        count: small(count?)?,
        diameter_m: diameter_m?,
        length_m: length_m?,
        dry_mass_kg: dry_mass_kg?,
        ignition_s: ignition_s?,
        cutoff_s: cutoff_s?,
        separation_s,
        drag_area_m2,
        engines: engines.and_then(small),
        engine_mass_kg,
        isp_vacuum_s,
        isp_sea_level_s,
        propellant,
        residual,
    })
}

fn small(whole: u64) -> Option<u32> {
    u32::try_from(whole).ok()
}

fn load(stage: &TableReader<'_>, key: &'static str) -> PropellantLoad {
    let Some(table) = stage.optional_table(key) else { return PropellantLoad::default() };
    let load = PropellantLoad {
        udmh_kg: table.optional_sourced("udmh_kg", MASS),
        nto_kg: table.optional_sourced("nto_kg", MASS),
        kerosene_kg: table.optional_sourced("kerosene_kg", MASS),
        oxygen_kg: table.optional_sourced("oxygen_kg", MASS),
        hydrogen_kg: table.optional_sourced("hydrogen_kg", MASS),
        peroxide_kg: table.optional_sourced("peroxide_kg", MASS),
    };
    table.refuse_unknown();
    load
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::bundled;
    use crate::input::csv_table::tests::loaded;
    use crate::substance::Substance;

    /// Proton-M carries about 173 t of heptyl in its three stages (domain reference, trap T2).
    #[test]
    fn the_bundled_vehicles_are_read() -> Result<(), InputError> {
        let all = vehicles(&loaded("vehicles.toml", bundled::VEHICLES.text))?;
        let proton = all.iter().find(|vehicle| vehicle.id == "proton-m").expect("Proton-M");
        let udmh_t: f64 = proton.stages[..3]
            .iter()
            .filter_map(|stage| Some(f64::from(stage.count) * stage.propellant.get(Substance::Udmh)?.range.best))
            .sum::<f64>()
            / 1e3;
        assert!((udmh_t - 173.3).abs() < 2.0, "{udmh_t}");
        assert!(all.len() >= 12);
        Ok(())
    }

    /// A negative mass, a mistyped key and a turned range are told in one report.
    #[test]
    fn a_bad_vehicle_is_refused_with_every_problem() {
        let text = bundled::VEHICLES
            .text
            .replacen("liftoff_mass_kg = { low = 680000.0", "liftoff_mass_kg = { low = -680000.0", 1)
            .replacen("[vehicle.stage.residual]\nudmh_kg", "[vehicle.stage.residual]\nudhm_kg", 1);
        let report = vehicles(&loaded("mine.toml", &text)).expect_err("two problems").to_string();
        assert!(report.contains("2 problems"), "{report}");
        assert!(report.contains("liftoff_mass_kg.low"), "{report}");
        assert!(report.contains("did you mean \"udmh_kg\""), "{report}");
    }

    /// Shares, order, and what a point must give, each refused with its table.
    #[test]
    fn a_bad_programme_is_refused() {
        for (old, new, said) in [
            ("share = 0.146", "share = 0.3", "has shares that do not sum to 1"),
            ("id = \"deep-space\"", "id = \"near-earth\"", "repeats an id"),
            ("{ time_s = 327.2, ", "{ time_s = 27.2, ", "is not in the order of time"),
            ("{ time_s = 122.0, altitude_m = 42400.0, ", "{ time_s = 122.0, ", "a point needs altitude_m or angle_deg"),
            ("altitude_m = 42400.0, ", "altitude_m = 42400.0, angle_deg = 24.0, ", "asks for too much"),
            ("basis = \"published\"", "basis = \"publisht\"", "did you mean \"published\""),
            ("isp_vacuum_s = { low = 314.0", "isp_vacuum_s = { low = 3.0", "isp_vacuum_s.low"),
        ] {
            let text = bundled::VEHICLES.text.replacen(old, new, 1);
            assert_ne!(text, bundled::VEHICLES.text, "{old}");
            let report = vehicles(&loaded("mine.toml", &text)).expect_err(new).to_string();
            assert!(report.contains(said), "{new}\n{report}");
        }
    }
}
