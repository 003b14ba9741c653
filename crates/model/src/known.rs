//! The models that can be had by name: `data/models.tsv`.

use std::sync::LazyLock;

/// A model that is known by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its name: `en_core_web_md`.
    pub name: &'static str,
    /// A shorter one: `md`.
    pub alias: &'static str,
    /// The package that holds it.
    pub package: &'static str,
    /// The package's version.
    pub version: &'static str,
    /// Size of its wheel in bytes.
    pub bytes: u64,
    /// SHA-256 of its wheel, in lower-case hexadecimal.
    pub sha256: &'static str,
    /// What there is to say about it.
    pub about: &'static str,
}

static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| parse(include_str!("../data/models.tsv")));

fn parse(table: &'static str) -> Vec<Known> {
    let lines = table.lines().filter(|l| !l.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut fields = line.split('\t');
            let mut next = || fields.next();
            Some(Known {
                name: next()?,
                alias: next()?,
                package: next()?,
                version: next()?,
                bytes: next()?.parse().ok()?,
                sha256: next()?,
                about: next()?,
            })
        })
        .collect()
}

/// All known models, the default first.
pub fn known() -> &'static [Known] {
    &KNOWN
}

impl Known {
    /// The known model with this name, alias, or name and version (`en_core_web_md-3.7.1`).
    pub fn find(name: &str) -> Option<&'static Known> {
        KNOWN.iter().find(|k| k.name == name || k.alias == name || k.folder() == name)
    }

    /// The name of its folder: name and version.
    pub(crate) fn folder(&self) -> String {
        format!("{}-{}", self.name, self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        let lines = include_str!("../data/models.tsv").lines().filter(|l| !l.starts_with('#')).count();
        assert_eq!(known().len(), lines, "every line is understood");
        for model in known() {
            assert_eq!(model.sha256.len(), 64);
            assert!(model.sha256.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)));
        }
        assert_eq!(known()[0].name, "en_core_web_md");
        assert_eq!(Known::find("sm"), Known::find("en_core_web_sm"));
        assert_eq!(Known::find("xl"), None);
    }
}
