//! Random numbers from a counter: the same words for the same seed, member, particle and step, in whatever order and on
//! whatever thread they are asked for.

/// Multipliers of a round (Salmon et al. 2011, table 2).
const MULTIPLIERS: [u32; 2] = [0xD251_1F53, 0xCD9E_8D57];
/// What the key grows by in each round: golden ratio and sqrt(3) - 1 (same source).
const WEYL: [u32; 2] = [0x9E37_79B9, 0xBB67_AE85];
/// Rounds of the variant that passes all tests of BigCrush with a margin.
const ROUNDS: usize = 10;

/// Philox4x32-10: four random words of a counter and a key.
///
/// # References
/// Salmon, Moraes, Dror & Shaw 2011, Parallel random numbers: as easy as 1, 2, 3, Proc. SC'11,
/// doi:10.1145/2063384.2063405.
#[inline(always)]
pub fn philox(counter: [u32; 4], key: [u32; 2]) -> [u32; 4] {
    let ([mut a, mut b, mut c, mut d], [mut low_key, mut high_key]) = (counter, key);
    for _ in 0..ROUNDS {
        let first = u64::from(a) * u64::from(MULTIPLIERS[0]);
        let second = u64::from(c) * u64::from(MULTIPLIERS[1]);
        (a, b, c, d) =
            ((second >> 32) as u32 ^ b ^ low_key, second as u32, (first >> 32) as u32 ^ d ^ high_key, first as u32);
        low_key = low_key.wrapping_add(WEYL[0]);
        high_key = high_key.wrapping_add(WEYL[1]);
    }
    [a, b, c, d]
}

/// Words of consecutive counters: `first` to `first + N` in the first word, the others as given. The loops go over the
/// counters, so that one instruction serves many.
#[inline(always)]
pub fn philox_lanes<const N: usize>(first: u32, others: [u32; 3], key: [u32; 2]) -> [[u32; N]; 4] {
    let mut a: [u32; N] = std::array::from_fn(|k| first.wrapping_add(k as u32));
    let (mut b, mut c, mut d) = ([others[0]; N], [others[1]; N], [others[2]; N]);
    let [mut low_key, mut high_key] = key;
    for _ in 0..ROUNDS {
        for k in 0..N {
            let first = u64::from(a[k]) * u64::from(MULTIPLIERS[0]);
            let second = u64::from(c[k]) * u64::from(MULTIPLIERS[1]);
            a[k] = (second >> 32) as u32 ^ b[k] ^ low_key;
            b[k] = second as u32;
            c[k] = (first >> 32) as u32 ^ d[k] ^ high_key;
            d[k] = first as u32;
        }
        low_key = low_key.wrapping_add(WEYL[0]);
        high_key = high_key.wrapping_add(WEYL[1]);
    }
    [a, b, c, d]
}

/// Key of a seed.
pub fn key_of(seed: u64) -> [u32; 2] {
    [seed as u32, (seed >> 32) as u32]
}

/// A number between 2^-24 and 1 - 2^-24 from the upper 23 bits of a word, all equally spaced.
#[inline(always)]
pub fn uniform(word: u32) -> f32 {
    ((word >> 9) as i32 as f32 + 0.5) * (1.0 / 8_388_608.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Known answers of the Random123 library (file `kat_vectors`, lines `philox4x32 10`).
    #[test]
    fn known_answers() {
        let cases = [
            ([0; 4], [0; 2], [0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8]),
            ([u32::MAX; 4], [u32::MAX; 2], [0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD]),
            (
                [0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344],
                [0xA409_3822, 0x299F_31D0],
                [0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1],
            ),
        ];
        for (counter, key, expected) in cases {
            assert_eq!(philox(counter, key), expected);
        }
    }

    #[test]
    fn lanes_are_the_single_ones() {
        let lanes = philox_lanes::<16>(u32::MAX - 3, [5, 6, 7], [8, 9]);
        for k in 0..16_u32 {
            let single = philox([(u32::MAX - 3).wrapping_add(k), 5, 6, 7], [8, 9]);
            assert_eq!(lanes.map(|words| words[k as usize]), single);
        }
    }

    #[test]
    fn uniform_numbers_stay_inside() {
        assert_eq!(uniform(0), 1.0 / 16_777_216.0);
        assert_eq!(uniform(u32::MAX), 1.0 - 1.0 / 16_777_216.0);
        assert_eq!(key_of(0x0123_4567_89AB_CDEF), [0x89AB_CDEF, 0x0123_4567]);
    }
}
