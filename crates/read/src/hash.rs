//! String ids and the rows of hash embeddings.
//!
//! Method: MurmurHash64A (A. Appleby, public domain) of the UTF-8 bytes with seed 1, except for strings of the fixed
//! symbol table; MurmurHash3 x64 128 of one 8-byte key for the rows (Svenstrup et al., *Hash Embeddings*, 2017).

use std::{collections::HashMap, sync::LazyLock};

/// Fixed numbers of symbols. Ordinary words are among them: "mark" is 423.
static SYMBOLS: LazyLock<HashMap<&'static str, u64>> = LazyLock::new(|| {
    let lines = include_str!("../data/symbols.tsv").lines().filter(|l| !l.starts_with("# "));
    lines.filter_map(|l| l.split_once('\t')).filter_map(|(name, id)| Some((name, id.parse().ok()?))).collect()
});

/// spaCy's 64-bit id of a string: 0 for the empty one, a small number for a symbol, else its hash.
pub(crate) fn string_id(s: &str) -> u64 {
    if s.is_empty() {
        return 0;
    }
    SYMBOLS.get(s).copied().unwrap_or_else(|| murmur64a(s.as_bytes(), 1))
}

/// MurmurHash64A.
fn murmur64a(bytes: &[u8], seed: u64) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    const R: u32 = 47;
    let mut h = seed ^ (bytes.len() as u64).wrapping_mul(M);
    let (words, tail) = bytes.as_chunks::<8>();
    for word in words {
        let mut k = u64::from_le_bytes(*word).wrapping_mul(M);
        k = (k ^ (k >> R)).wrapping_mul(M);
        h = (h ^ k).wrapping_mul(M);
    }
    if !tail.is_empty() {
        let last = tail.iter().rev().fold(0, |n, &b| (n << 8) | u64::from(b));
        h = (h ^ last).wrapping_mul(M);
    }
    h = (h ^ (h >> R)).wrapping_mul(M);
    h ^ (h >> R)
}

/// The four numbers that, modulo a hash embedding's height, are the rows of `key`.
pub(crate) fn embed_keys(key: u64, seed: u32) -> [u32; 4] {
    fn mix(mut x: u64) -> u64 {
        x = (x ^ (x >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        x = (x ^ (x >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        x ^ (x >> 33)
    }
    let salt = u64::from(seed) ^ 8;
    let mut h1 =
        key.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f) ^ salt;
    let mut h2 = salt;
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    h1 = mix(h1);
    h2 = mix(h2);
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    [h1 as u32, (h1 >> 32) as u32, h2 as u32, (h2 >> 32) as u32]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_known_strings() {
        let known = [
            ("", 0),
            ("a", 11901859001352538922),
            ("abc", 13021918864714763345),
            ("hello", 5983625672228268878),
            ("the", 7425985699627899538),
            ("Xxxxx", 16072095006890171862),
            ("é", 16256712947286012828),
            ("“", 16073121960489476521),
            ("12345678", 9871996032675327904),
            ("123456789", 2056675840866671865),
        ];
        for (text, id) in known {
            assert_eq!(string_id(text), id, "{text}");
        }
    }

    #[test]
    fn words_that_are_symbols() {
        for (text, id) in
            [("X", 101), ("mark", 423), ("prep", 443), ("punct", 445), ("_", 456), ("agent", 401)]
        {
            assert_eq!(string_id(text), id, "{text}");
        }
        assert!(string_id("Mark") > 456 && string_id("ROOT") > 456);
    }

    #[test]
    fn rows_of_known_keys() {
        assert_eq!(embed_keys(0, 9), [1862229173, 1175497701, 2029532547, 1365388714]);
        assert_eq!(embed_keys(0, 8), [0, 0, 0, 0]);
        assert_eq!(embed_keys(1, 8), [1161550108, 2247783286, 1742325162, 1224191281]);
        assert_eq!(embed_keys(12243330280420775239, 8), [3784600526, 1276565020, 1381933493, 1914847531]);
    }
}
