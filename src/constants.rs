//! Physical constants, each with symbol, value, unit and source. Properties of substances stand in `data/`.

/// Molar gas constant R, 8.314 462 618 J/(mol K), exact (CODATA 2018).
pub const GAS_CONSTANT_J_MOL_K: f64 = 8.314_462_618;

/// Standard gravity g, 9.806 65 m/s2, exact by convention (CGPM 1901).
pub const GRAVITY_M_S2: f64 = 9.806_65;

/// Molar mass of dry air, 0.028 964 4 kg/mol (US Standard Atmosphere 1976, table 3).
pub const MOLAR_MASS_AIR_KG_MOL: f64 = 0.028_964_4;

/// Heat capacity of dry air at constant pressure c_p, 1004.7 J/(kg K) (3.5 R/M of an ideal diatomic gas).
pub const HEAT_CAPACITY_AIR_J_KG_K: f64 = 3.5 * GAS_CONSTANT_J_MOL_K / MOLAR_MASS_AIR_KG_MOL;

/// Ratio of the heat capacities of air, 1.4 (US Standard Atmosphere 1976).
pub const HEAT_CAPACITY_RATIO_AIR: f64 = 1.4;

/// Sutherland's beta, 1.458e-6 kg/(m s K^0.5) (US Standard Atmosphere 1976, eq. 51).
pub const SUTHERLAND_BETA: f64 = 1.458e-6;

/// Sutherland's S, 110.4 K (US Standard Atmosphere 1976, eq. 51).
pub const SUTHERLAND_S_K: f64 = 110.4;

/// Heat conductivity of air at 273 K, 0.0241 W/(m K) (US Standard Atmosphere 1976, eq. 53, evaluated).
pub const CONDUCTIVITY_AIR_273_W_M_K: f64 = 0.024_1;

/// Von Karman constant kappa, 0.40 (Hogstrom 1988, Boundary-Layer Meteorol. 42, 55-78).
pub const VON_KARMAN: f64 = 0.40;

/// Angular speed of the Earth omega, 7.292 115e-5 rad/s (WGS 84, NIMA TR8350.2, table 3.1).
pub const EARTH_ROTATION_RAD_S: f64 = 7.292_115e-5;

/// Gravitational constant of the Earth GM, 3.986 004 418e14 m3/s2 (WGS 84, NIMA TR8350.2, table 3.1).
pub const EARTH_GM_M3_S2: f64 = 3.986_004_418e14;

/// Second zonal harmonic J2 of the Earth's gravity, 1.082 629 8e-3 (WGS 84 (EGM96), NIMA TR8350.2).
pub const EARTH_J2: f64 = 1.082_629_8e-3;

/// Semi-major axis of the WGS 84 ellipsoid a, 6 378 137 m, exact.
pub const WGS84_SEMI_MAJOR_M: f64 = 6_378_137.0;

/// Flattening of the WGS 84 ellipsoid f, 1/298.257 223 563, exact.
pub const WGS84_FLATTENING: f64 = 1.0 / 298.257_223_563;

/// Area in the lease of the Baikonur complex, 6717 km2 (lease treaty of 10 December 1994).
pub const LEASE_OFFICIAL_AREA_KM2: f64 = 6717.0;

/// Height of a receptor's nose above ground, 1.5 m (sampler height of Project Prairie Grass; Barad 1958).
pub const RECEPTOR_HEIGHT_M: f64 = 1.5;
