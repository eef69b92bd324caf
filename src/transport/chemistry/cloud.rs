//! One cloud: amounts of each species and of ozone in a growing volume, moved forward in time.

use super::rates::AirRates;
use super::sunlight::Sunlight;

/// Parts that a step is cut into: four keep the error of a step with a tenth more volume below 2 %.
const PARTS: usize = 4;

/// Newton steps after which the ozone of a part is taken as found; from below they rise to it and never pass it.
const NEWTON_STEPS: usize = 40;

/// What a cloud holds, mol.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Amounts {
    /// Heptyl; two nitrogen atoms.
    pub udmh: f64,
    /// NDMA; two nitrogen atoms.
    pub ndma: f64,
    /// All else that heptyl turns into, counted as the heptyl that it came from; two nitrogen atoms.
    pub other: f64,
    /// NO2 and, doubled, N2O4.
    pub no2: f64,
    /// NO.
    pub no: f64,
    /// Nitrous acid.
    pub hono: f64,
    /// Nitric acid and nitrate.
    pub nitrate: f64,
}

impl Amounts {
    /// Nitrogen atoms, mol: no reaction changes it.
    pub fn nitrogen_mol(&self) -> f64 {
        2.0 * (self.udmh + self.ndma + self.other) + self.no2 + self.no + self.hono + self.nitrate
    }

    /// Heptyl and all that came from it, mol of heptyl: no reaction changes it.
    pub fn from_udmh_mol(&self) -> f64 {
        self.udmh + self.ndma + self.other
    }

    /// Species by species, the sum.
    pub fn plus(&self, other: &Self) -> Self {
        self.with(other, |a, b| a + b)
    }

    /// Species by species, the product.
    pub fn times(&self, factors: &Self) -> Self {
        self.with(factors, |a, b| a * b)
    }

    fn with(&self, other: &Self, f: impl Fn(f64, f64) -> f64) -> Self {
        Self {
            udmh: f(self.udmh, other.udmh),
            ndma: f(self.ndma, other.ndma),
            other: f(self.other, other.other),
            no2: f(self.no2, other.no2),
            no: f(self.no, other.no),
            hono: f(self.hono, other.hono),
            nitrate: f(self.nitrate, other.nitrate),
        }
    }
}

/// What turned into what, mol: the entries of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Turned {
    /// Heptyl taken by ozone.
    pub udmh_by_ozone: f64,
    /// Heptyl taken by hydroxyl.
    pub udmh_by_hydroxyl: f64,
    /// Heptyl taken by NO2.
    pub udmh_by_no2: f64,
    /// NDMA formed.
    pub ndma_formed: f64,
    /// NDMA destroyed by light.
    pub ndma_destroyed: f64,
    /// NO2 turned into nitrous acid.
    pub hono_formed: f64,
    /// NO2 turned into nitric acid and nitrate.
    pub nitrate_formed: f64,
    /// Ozone taken in from outside.
    pub ozone_entrained: f64,
    /// Ozone made by light from NO2, less what NO takes back at once.
    pub ozone_made: f64,
}

impl Turned {
    /// Entry by entry, the sum.
    pub fn plus(&self, other: &Self) -> Self {
        Self {
            udmh_by_ozone: self.udmh_by_ozone + other.udmh_by_ozone,
            udmh_by_hydroxyl: self.udmh_by_hydroxyl + other.udmh_by_hydroxyl,
            udmh_by_no2: self.udmh_by_no2 + other.udmh_by_no2,
            ndma_formed: self.ndma_formed + other.ndma_formed,
            ndma_destroyed: self.ndma_destroyed + other.ndma_destroyed,
            hono_formed: self.hono_formed + other.hono_formed,
            nitrate_formed: self.nitrate_formed + other.nitrate_formed,
            ozone_entrained: self.ozone_entrained + other.ozone_entrained,
            ozone_made: self.ozone_made + other.ozone_made,
        }
    }

    /// Heptyl turned by all routes, mol.
    pub fn udmh(&self) -> f64 {
        self.udmh_by_ozone + self.udmh_by_hydroxyl + self.udmh_by_no2
    }
}

/// A cloud at one moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cloud {
    /// Species.
    pub amounts: Amounts,
    /// Ozone inside, mol.
    pub ozone_mol: f64,
    /// Volume that it is mixed with, m3.
    pub volume_m3: f64,
}

/// Loss of ozone to one partner within a part: amount of the partner, ozone used per partner, rate times time over
/// volume (1/mol).
#[derive(Clone, Copy)]
struct Sink {
    amount_mol: f64,
    ozone_per_partner: f64,
    per_mol: f64,
}

impl Sink {
    fn taken_mol(&self, ozone_mol: f64) -> f64 {
        let a = self.per_mol * ozone_mol;
        self.amount_mol * a / (1.0 + a)
    }

    fn ozone_used(&self, ozone_mol: f64) -> f64 {
        self.ozone_per_partner * self.taken_mol(ozone_mol)
    }

    fn ozone_used_slope(&self, ozone_mol: f64) -> f64 {
        let a = 1.0 + self.per_mol * ozone_mol;
        self.ozone_per_partner * self.amount_mol * self.per_mol / (a * a)
    }
}

impl Cloud {
    /// A cloud that comes from a fire or a pool: no ozone inside yet.
    pub fn new(amounts: Amounts, volume_m3: f64) -> Self {
        Self { amounts, ozone_mol: 0.0, volume_m3 }
    }

    /// Moves the cloud forward while its volume grows; gives what turned into what.
    ///
    /// ```text
    /// dO/dt = c_out dV/dt + J NO2 - k_u s U O/V - k_no NO O/V - k_n NO2 O/V           ozone O, mol
    /// dU/dt = -k_u U O/V - k_oh U OH - k_n2 U NO2/V                                    heptyl U, mol
    /// OH    = OH_sun f L / (L + k_oh U/V + k_on NO2/V)                                 hydroxyl, mol/m3
    /// y     = y_short + (y_excess - y_short) min(1, O / (s U))                         yield of NDMA (assumed form)
    /// ```
    /// Implicit in ozone and its partners, exact for the rest, in a few parts a step; nothing turns negative whatever
    /// the step. A volume that is smaller than before is taken as unchanged.
    pub fn step(&mut self, volume_m3: f64, dt_s: f64, rates: &AirRates, light: Sunlight) -> Turned {
        let mut turned = Turned::default();
        let growth_m3 = (volume_m3 - self.volume_m3).max(0.0) / PARTS as f64;
        for _ in 0..PARTS {
            self.volume_m3 += growth_m3;
            turned.ozone_entrained += growth_m3 * rates.ozone_mol_m3;
            self.ozone_mol += growth_m3 * rates.ozone_mol_m3;
            let part_s = dt_s / PARTS as f64;
            self.ozone_part(part_s, rates, light, &mut turned);
            self.hydroxyl_part(part_s, rates, light, &mut turned);
            self.no2_part(part_s, rates, &mut turned);
            self.light_on_ndma(part_s, rates, light, &mut turned);
        }
        turned
    }

    /// Light on NO2, and ozone with heptyl, NO and, by night, NO2. NO2 that forms again within the part sees the light
    /// again: solved together, that is the factor 1/(1 + J dt) on NO + O3.
    fn ozone_part(&mut self, dt_s: f64, rates: &AirRates, light: Sunlight, turned: &mut Turned) {
        let jt = light.no2_photolysis_per_s * dt_s;
        let made = self.amounts.no2 * jt / (1.0 + jt);
        self.amounts.no2 -= made;
        self.amounts.no += made;
        turned.ozone_made += made;
        let per_volume = dt_s / self.volume_m3;
        let at_night = if light.is_night() { rates.n2o5_to_nitrate } else { 0.0 };
        let sinks = [
            Sink {
                amount_mol: self.amounts.udmh,
                ozone_per_partner: rates.ozone_per_udmh,
                per_mol: rates.udmh_ozone_m3_mol_s * per_volume,
            },
            Sink {
                amount_mol: self.amounts.no,
                ozone_per_partner: 1.0,
                per_mol: rates.no_ozone_m3_mol_s * per_volume / (1.0 + jt),
            },
            // One ozone makes one N2O5 out of two NO2.
            Sink {
                amount_mol: self.amounts.no2,
                ozone_per_partner: 0.5,
                per_mol: 2.0 * at_night * rates.no2_ozone_m3_mol_s * per_volume,
            },
        ];
        let ozone_mol = remaining_ozone(self.ozone_mol + made, &sinks);
        let [udmh, no, no2] = sinks.map(|sink| sink.taken_mol(ozone_mol));
        self.ozone_mol = ozone_mol;
        self.amounts.no += -no;
        self.amounts.no2 += no - no2;
        self.amounts.nitrate += no2;
        turned.nitrate_formed += no2;
        turned.udmh_by_ozone += udmh;
        self.oxidise(udmh, rates, turned);
    }

    /// Heptyl into NDMA and other products, by the ozone that is left over.
    fn oxidise(&mut self, udmh_mol: f64, rates: &AirRates, turned: &mut Turned) {
        self.amounts.udmh = (self.amounts.udmh - udmh_mol).max(0.0);
        let need = rates.ozone_per_udmh * self.amounts.udmh;
        let excess = if need > self.ozone_mol { self.ozone_mol / need } else { 1.0 };
        let yield_mol = rates.ndma_yield_short + (rates.ndma_yield_excess - rates.ndma_yield_short) * excess;
        let ndma = udmh_mol * yield_mol;
        self.amounts.ndma += ndma;
        self.amounts.other += udmh_mol - ndma;
        turned.ndma_formed += ndma;
    }

    fn hydroxyl_part(&mut self, dt_s: f64, rates: &AirRates, light: Sunlight, turned: &mut Turned) {
        if light.is_night() {
            return;
        }
        let (udmh_m3, no2_m3) = (self.amounts.udmh / self.volume_m3, self.amounts.no2 / self.volume_m3);
        let shared =
            rates.hydroxyl_loss_per_s + rates.udmh_hydroxyl_m3_mol_s * udmh_m3 + rates.no2_hydroxyl_m3_mol_s * no2_m3;
        let clean = rates.hydroxyl_full_sun_mol_m3 * light.share_of_full_sun;
        let hydroxyl_mol_m3 = clean * rates.hydroxyl_loss_per_s / shared;
        let lost = |amount: f64, k: f64| -amount * (-k * hydroxyl_mol_m3 * dt_s).exp_m1();
        let no2 = lost(self.amounts.no2, rates.no2_hydroxyl_m3_mol_s);
        self.amounts.no2 -= no2;
        self.amounts.nitrate += no2;
        turned.nitrate_formed += no2;
        let udmh = lost(self.amounts.udmh, rates.udmh_hydroxyl_m3_mol_s);
        turned.udmh_by_hydroxyl += udmh;
        self.oxidise(udmh, rates, turned);
    }

    /// Heptyl and two NO2 into nitrous acid and other products.
    fn no2_part(&mut self, dt_s: f64, rates: &AirRates, turned: &mut Turned) {
        let per_mol = 2.0 * rates.udmh_no2_m3_mol_s * dt_s / self.volume_m3;
        let udmh = pair_loss_mol(self.amounts.udmh, 0.5 * self.amounts.no2, per_mol);
        self.amounts.udmh -= udmh;
        self.amounts.other += udmh;
        self.amounts.no2 = (self.amounts.no2 - 2.0 * udmh).max(0.0);
        self.amounts.hono += 2.0 * udmh;
        turned.udmh_by_no2 += udmh;
        turned.hono_formed += 2.0 * udmh;
    }

    fn light_on_ndma(&mut self, dt_s: f64, rates: &AirRates, light: Sunlight, turned: &mut Turned) {
        let per_s = rates.ndma_photolysis_full_sun_per_s * light.share_of_full_sun;
        let destroyed = -self.amounts.ndma * (-per_s * dt_s).exp_m1();
        self.amounts.ndma -= destroyed;
        self.amounts.other += destroyed;
        turned.ndma_destroyed += destroyed;
    }
}

/// Ozone left at the end of a part: O + sum of what the sinks use at O equals what there was. The left side rises and
/// bends down, so Newton's steps from 0 climb to the root from below.
fn remaining_ozone(available_mol: f64, sinks: &[Sink]) -> f64 {
    let mut ozone = 0.0;
    for _ in 0..NEWTON_STEPS {
        let excess = available_mol - ozone - sinks.iter().map(|sink| sink.ozone_used(ozone)).sum::<f64>();
        let slope = 1.0 + sinks.iter().map(|sink| sink.ozone_used_slope(ozone)).sum::<f64>();
        ozone += excess / slope;
        if excess <= 1e-13 * available_mol {
            break;
        }
    }
    ozone.clamp(0.0, available_mol)
}

/// Pairs used when a and b meet one to one at a rate `per_mol` x a x b for a unit of time; exact.
///
/// ```text
/// x = a b (1 - e) / (a - b e) ,   e = exp(-(a - b) k) ,   a >= b;     a^2 k / (1 + a k) where they are equal
/// ```
fn pair_loss_mol(first: f64, second: f64, per_mol: f64) -> f64 {
    let (a, b) = (first.max(second), first.min(second));
    if b <= 0.0 {
        return 0.0;
    }
    let difference = (a - b) * per_mol;
    if difference < 1e-9 {
        let ak = b * per_mol;
        return b * ak / (1.0 + ak);
    }
    let e = (-difference).exp();
    (-a * b * (-difference).exp_m1() / (a - b * e)).min(b)
}

#[cfg(test)]
#[path = "cloud_tests.rs"]
mod tests;
