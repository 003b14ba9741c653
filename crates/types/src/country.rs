//! Country codes: those of two letters that names carry, those of three that event data use (ISO 3166-1), and the usual names.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Alpha-2, alpha-3, name.
static ROWS: LazyLock<Vec<[&'static str; 3]>> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        Some([cells.next()?, cells.next()?, cells.next()?])
    };
    include_str!("../data/country.tsv").lines().filter(|l| !l.starts_with('#')).filter_map(row).collect()
});

/// Alpha-3 by alpha-2.
static ALPHA3: LazyLock<BTreeMap<&'static str, &'static str>> =
    LazyLock::new(|| ROWS.iter().map(|r| (r[0], r[1])).collect());

/// Names by alpha-3.
static NAMES: LazyLock<BTreeMap<&'static str, &'static str>> =
    LazyLock::new(|| ROWS.iter().map(|r| (r[1], r[2])).collect());

/// The ISO 3166-1 alpha-3 code of an alpha-2 code: `"KE"` → `"KEN"`.
pub fn alpha3(alpha2: &str) -> Option<&'static str> {
    ALPHA3.get(alpha2).copied()
}

/// The usual English name of the country with this alpha-3 code: `"KEN"` → `"Kenya"`.
pub fn country_name(alpha3: &str) -> Option<&'static str> {
    NAMES.get(alpha3).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sound() {
        assert_eq!(alpha3("KE"), Some("KEN"));
        assert_eq!(alpha3("ke"), None);
        assert_eq!(country_name("KEN"), Some("Kenya"));
        assert!(ROWS.len() > 240 && ALPHA3.len() == ROWS.len() && NAMES.len() == ROWS.len());
        assert!(ROWS.iter().all(|[two, three, name]| two.len() == 2 && three.len() == 3 && !name.is_empty()));
    }
}
