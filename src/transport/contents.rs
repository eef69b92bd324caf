//! What a cloud holds on its way: it reacts, falls out and is washed out, and every kilogram is booked.

use super::chemistry::cloud::Amounts;
use super::chemistry::nto::MOLAR_MASS_N2O4_KG_MOL;
use super::chemistry::parcel::Parcel;
use super::chemistry::sunlight::Sunlight;
use super::fate::{Fates, LossRates};
use super::path::PathLedger;
use crate::source::{AirMasses, AirSpecies};

/// Molar mass of heptyl, 0.060 098 kg/mol (atomic masses, CIAAW 2021).
const UDMH_KG_MOL: f64 = 0.060_098;
/// Molar mass of NDMA, 0.074 082 kg/mol (atomic masses, CIAAW 2021).
const NDMA_KG_MOL: f64 = 0.074_082;
/// Molar mass of NO2, kg/mol.
const NO2_KG_MOL: f64 = 0.5 * MOLAR_MASS_N2O4_KG_MOL;

const UDMH: usize = AirSpecies::Udmh as usize;
const NO2: usize = AirSpecies::No2 as usize;
const NDMA: usize = AirSpecies::Ndma as usize;
const KEROSENE: usize = AirSpecies::Kerosene as usize;

/// The contents of one release.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contents {
    parcel: Parcel,
    kerosene_kg: f64,
}

/// One step of the way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stretch {
    /// Time, s.
    pub dt_s: f64,
    /// Volume of air that the cloud is mixed with at the end, m3.
    pub volume_m3: f64,
    /// Vertical density at the ground in the middle, 1/m.
    pub ground_per_m: f64,
    /// Light.
    pub light: Sunlight,
}

impl Contents {
    /// What is released into a volume of air.
    pub fn new(mass_kg: &AirMasses, volume_m3: f64, fates: &Fates) -> Self {
        let amounts = Amounts {
            udmh: mass_kg[UDMH] / UDMH_KG_MOL,
            ndma: mass_kg[NDMA] / NDMA_KG_MOL,
            no2: mass_kg[NO2] / NO2_KG_MOL,
            ..Amounts::default()
        };
        Self { parcel: Parcel::new(amounts, volume_m3, fates.met_no2), kerosene_kg: mass_kg[KEROSENE] }
    }

    /// Mass by species, kg.
    pub fn mass_kg(&self) -> AirMasses {
        let amounts = self.parcel.amounts();
        let mut mass = [0.0; 4];
        mass[UDMH] = amounts.udmh * UDMH_KG_MOL;
        mass[NO2] = amounts.no2 * NO2_KG_MOL;
        mass[NDMA] = amounts.ndma * NDMA_KG_MOL;
        mass[KEROSENE] = self.kerosene_kg;
        mass
    }

    /// Moves the contents over a stretch: reactions first, then what the ground and the rain take.
    ///
    /// NO that light makes from NO2 and ozone turns back is booked as transformed, and less where it comes back.
    pub fn step(&mut self, stretch: &Stretch, fates: &Fates, ledger: &mut PathLedger) {
        let before = self.mass_kg();
        if before[UDMH] + before[NO2] + before[NDMA] > 0.0 {
            let turned = self.parcel.step(stretch.volume_m3, stretch.dt_s, &fates.air, stretch.light);
            ledger.formed[NDMA] += turned.ndma_formed * NDMA_KG_MOL;
            ledger.transformed[NDMA] += turned.ndma_destroyed * NDMA_KG_MOL;
        }
        let reacted = self.mass_kg();
        ledger.transformed[UDMH] += before[UDMH] - reacted[UDMH];
        ledger.transformed[NO2] += before[NO2] - reacted[NO2];
        self.deposit(&reacted, stretch, fates, ledger);
    }

    fn deposit(&mut self, mass_kg: &AirMasses, stretch: &Stretch, fates: &Fates, ledger: &mut PathLedger) {
        let kept = fates.rates.map(|rates| (-rates.per_s(stretch.ground_per_m) * stretch.dt_s).exp());
        self.parcel.keep(&Amounts {
            udmh: kept[UDMH],
            ndma: kept[NDMA],
            no2: kept[NO2],
            other: 1.0,
            no: 1.0,
            hono: 1.0,
            nitrate: 1.0,
        });
        self.kerosene_kg *= kept[KEROSENE];
        for (k, left) in self.mass_kg().into_iter().enumerate() {
            ledger.deposited[k] += mass_kg[k] - left;
        }
    }
}

impl LossRates {
    /// Rate at which the ground and the rain take a species, 1/s, where its vertical density at the ground is given.
    pub fn per_s(&self, ground_per_m: f64) -> f64 {
        self.deposition_velocity_m_s * ground_per_m + self.scavenging_per_s
    }
}
