//! Damaged and lying weather files: an error that helps, no panic, no memory that the file only claims.

use std::path::Path;
use std::sync::LazyLock;

use heptyl::geodesy::LonLat;
use heptyl::input::{self, DataSource, InputError, WeatherFile};
use proptest::prelude::*;

const FIXTURES: [&str; 13] = [
    "ifs_20220817T06_tuv_kz_0p4deg_jpeg2000.grib2",
    "made_ecmwf_surface.grib2",
    "made_gfs_surface.grib2",
    "made_era5_levels.nc",
    "made_era5_surface.nc",
    "gfs_20111008T00_f072_2p5deg_8_levels.grib2",
    "ifs_20220817T06_tuv_kz_0p4deg_ccsds.grib2",
    "ecmwf_20180801T12_tuv_pl_5deg.grib1",
    "era5_i10fg_kz.nc3.nc",
    "era5_i10fg_kz.nc4.nc",
    "igra2_USM00070026-data.txt",
    "igra2_USM00070026-drvd.txt",
    "wyoming_csv_72357_OUN_19990504T00.csv",
];

static BYTES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let texts = [
        "201307020230 METAR UAOL 020230Z 10005MPS -RA OVC020 M19/15 Q1008=\nSPECI UAOL 020200Z VRB02KT CAVOK 20/15=\n",
        "38069,2013,07,02,00,00,AAXX 02001 38069 11582 60904 10200 20150 39960 40050 60011=\n",
        "<HTML><H2>72572 SLC Salt Lake City Observations at 00Z 17 May 1980</H2><PRE>\n   PRES   HGHT   TEMP   DWPT   RELH   MIXR   DRCT   SKNT   THTA   THTE   THTV\n  870.0   1288    5.0    4.0     93   5.91    140     10  289.4  306.5  290.5\n  850.0   1477    4.6    3.9     95   6.00    150     12  290.9  308.4  292.0\n</PRE><PRE>Station latitude: 40.77\nStation longitude: -111.95\n</PRE></HTML>",
        "time;pressure_hpa;wind_from_deg;wind_speed_m_s;temperature_c\n2013-07-02T00:00:00Z;1000;270;5,5;21\n2013-07-02T00:00:00Z;850;280;12;\n",
    ];
    let files = FIXTURES.iter().map(|name| std::fs::read(folder.join(name)).expect(name));
    files.chain(texts.map(|text| text.as_bytes().to_vec())).collect()
});

fn read(bytes: &[u8]) -> Result<WeatherFile, InputError> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("weather");
    std::fs::write(&path, bytes).expect("a file");
    let source = DataSource::File(path);
    let times = input::weather_times(&source);
    let read = input::read_weather(&source, LonLat::new(63.3, 45.9), false);
    assert!(times.is_ok() || read.is_err(), "a file without readable times gives no weather");
    read
}

/// Values that come through damage must still be finite: a wind that is none would spoil a whole ensemble.
fn check(result: &Result<WeatherFile, InputError>) {
    match result {
        Err(error) => assert!(error.to_string().contains("; "), "it says what to do: {error}"),
        Ok(file) => {
            for level in file.soundings.iter().flat_map(|sounding| &sounding.levels) {
                assert!(level.vertical.is_finite());
                assert!(level.wind_m_s.is_none_or(|(u, v)| u.hypot(v) < 300.0));
                assert!(level.temperature_k.is_none_or(|t| (100.0..360.0).contains(&t)));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// Bytes changed anywhere, and the first kilobyte more often: it holds the headers.
    #[test]
    fn mutated_files_are_read_or_refused(
        changes in prop::collection::vec((0.0..1.0_f64, any::<bool>(), any::<u8>()), 1..12),
    ) {
        for bytes in BYTES.iter() {
            let mut bytes = bytes.clone();
            for (place, in_head, byte) in &changes {
                let length = if *in_head { bytes.len().min(1_024) } else { bytes.len() };
                bytes[(length as f64 * place) as usize] = *byte;
            }
            check(&read(&bytes));
        }
    }

    #[test]
    fn cut_files_are_read_or_refused(share in 0.0..1.0_f64) {
        for bytes in BYTES.iter() {
            check(&read(&bytes[..(bytes.len() as f64 * share) as usize]));
        }
    }
}

/// Counts, sizes and lengths in the headers, set to what a liar would write, one after the other.
#[test]
fn claims_of_gigabytes_cost_nothing() {
    for bytes in BYTES.iter() {
        // A step that meets every place of a word of four bytes.
        for at in (0..bytes.len().min(1_400)).step_by(13) {
            let mut bytes = bytes.clone();
            let end = (at + 4).min(bytes.len());
            bytes[at..end].fill(0x7f);
            check(&read(&bytes));
        }
    }
}

#[test]
fn empty_and_foreign_files_are_refused() {
    for bytes in [&b""[..], b"\0\0\0\0\0\0\0\0", b"GRIB", b"CDF\x01", b"\x89HDF\r\n\x1a\n", b"%PDF-1.7\n", b"hello"] {
        check(&read(bytes));
        assert!(read(bytes).is_err(), "{bytes:?}");
    }
}
