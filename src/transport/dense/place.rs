//! The heavy releases of a place handed over to the passive model.

use super::{Behaviour, Coefficients, HeavyRelease, Surroundings, Vapour, behaviour, passive};
use crate::source::{AirSpecies, PlaceSource, Release};
use crate::substance::{Substance, SubstanceTable};
use crate::weather::Weather;

/// Height up to which a release counts as lying on the ground, m. Hot clouds lie higher. A choice of this program.
const GROUND_RELEASE_M: f64 = 10.0;

/// Vapour of N2O4 at its boiling point: 79.2 g/mol, 294.3 K; thin it is NO2, 46.006 g/mol, and takes 520 kJ/kg from the
/// air to split (see the test of the weight). Colder vapour is heavier at first and takes more: taken alike.
const OXIDISER: Vapour =
    Vapour { molar_mass_kg_mol: 0.079_2, thin_molar_mass_kg_mol: 0.046_006, temperature_k: 294.3, cold_j_kg: 520e3 };

/// Number of dense releases of the places, each replaced by the passive release that goes on from its handover.
pub fn hand_over(
    places: &mut [PlaceSource],
    substances: &SubstanceTable,
    weather: &Weather,
    coefficients: &Coefficients,
) -> usize {
    let air = Surroundings::of(weather);
    let mut dense = 0;
    for release in places.iter_mut().flat_map(|place| place.releases.iter_mut()) {
        let Some(heavy) = heavy(release, substances, weather, &air) else { continue };
        if let Behaviour::Dense { handover, .. } = behaviour(&heavy, &air, coefficients) {
            *release = passive(release, &handover);
            dense += 1;
        }
    }
    dense
}

/// The weight of a release on the ground; none where it is higher or empty. Vapours add: volumes and excesses by mass.
fn heavy(
    release: &Release,
    substances: &SubstanceTable,
    weather: &Weather,
    air: &Surroundings,
) -> Option<HeavyRelease> {
    let mass_kg: f64 = release.mass_kg.iter().sum();
    if release.height_agl_m > GROUND_RELEASE_M || mass_kg <= 0.0 {
        return None;
    }
    let (mut volume_m3, mut excess_kg) = (0.0, 0.0);
    for species in AirSpecies::ALL {
        let part_kg = release.mass_kg[species.index()];
        let Some(vapour) = vapour(species, substances, weather).filter(|_| part_kg > 0.0) else { continue };
        volume_m3 += part_kg / vapour.density_kg_m3(weather.pressure_pa);
        excess_kg += part_kg * vapour.excess(air);
    }
    (volume_m3 > 0.0).then(|| HeavyRelease {
        mass_kg,
        density_kg_m3: mass_kg / volume_m3,
        excess: excess_kg / mass_kg,
        radius_m: 2.0 * release.sigma_horizontal_m,
        duration_s: release.duration_s,
    })
}

fn vapour(species: AirSpecies, substances: &SubstanceTable, weather: &Weather) -> Option<Vapour> {
    if species.substance() == Substance::No2 {
        return Some(OXIDISER);
    }
    let molar_mass_kg_mol = substances.get(species.substance())?.molar_mass_kg_mol.range.best;
    Some(Vapour::plain(molar_mass_kg_mol, weather.temperature_k))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodesy::LonLat;
    use crate::source::Growth;
    use crate::source::test_data::weather_at;
    use crate::weather::sky::Sky;

    fn place(no2_kg: f64, height_agl_m: f64) -> PlaceSource {
        let release = Release {
            mass_kg: [0.0, no2_kg, 0.0, 0.0],
            height_agl_m,
            sigma_horizontal_m: 5.0,
            sigma_vertical_m: 0.5,
            start_s: 0.0,
            duration_s: 0.0,
            growth: Growth::Puff,
            downwind_m: 0.0,
        };
        PlaceSource {
            place: LonLat::new(63.0, 46.0),
            sky: Sky::night(0.0),
            releases: vec![release],
            spills: Vec::new(),
        }
    }

    /// Tonnes of oxidiser vapour on the ground creep and keep their mass; a milligram, or tonnes in a high cloud, do not.
    #[test]
    fn tonnes_on_the_ground_creep() {
        let mut places = [place(10_000.0, 0.0), place(1e-6, 0.0), place(10_000.0, 300.0)];
        let before = places.clone();
        let table = SubstanceTable::new(Vec::new());
        let count = hand_over(&mut places, &table, &weather_at(293.15), &Coefficients::likeliest());
        assert_eq!(count, 1);
        assert_eq!(places[1..], before[1..]);
        let crept = places[0].releases[0];
        assert!(crept.downwind_m > 0.0 && crept.start_s > 0.0 && crept.mass_kg == before[0].releases[0].mass_kg);
    }
}
