//! A set of characters: what one position of a regular expression accepts.

use crate::chars;

/// A set of characters, asked fastest for ASCII.
#[derive(Clone, Debug, Default)]
pub(crate) struct Set {
    /// Bit `c` for the ASCII character `c`, exclusion already applied.
    ascii: u128,
    /// Sorted ranges beyond ASCII, before exclusion.
    ranges: Vec<(u32, u32)>,
    /// Whether `\w`, `\d`, `\S` and `\s` are in it, before exclusion.
    word: bool,
    decimal: bool,
    not_space: bool,
    space: bool,
    /// Whether the set is everything but what is listed.
    excluded: bool,
}

impl Set {
    /// The set of one character.
    pub(crate) fn of(c: char) -> Set {
        let mut set = Set::default();
        set.add(c as u32, c as u32);
        set.seal(false);
        set
    }

    /// Adds `first..=last`.
    pub(crate) fn add(&mut self, first: u32, last: u32) {
        for c in first..=last.min(127) {
            self.ascii |= 1 << c;
        }
        if last > 127 {
            self.ranges.push((first.max(128), last));
        }
    }

    /// Adds the class `\w`, `\d`, `\s` or `\S`; false when there is no such class.
    pub(crate) fn add_class(&mut self, class: char) -> bool {
        let (flag, test): (&mut bool, fn(char) -> bool) = match class {
            'w' => (&mut self.word, chars::is_word),
            'd' => (&mut self.decimal, chars::is_decimal),
            's' => (&mut self.space, chars::is_space),
            'S' => (&mut self.not_space, |c| !chars::is_space(c)),
            _ => return false,
        };
        *flag = true;
        for c in 0..128u8 {
            if test(char::from(c)) {
                self.ascii |= 1 << c;
            }
        }
        true
    }

    /// Ends the building of the set: sorts, joins, turns it inside out when `excluded`.
    pub(crate) fn seal(&mut self, excluded: bool) {
        self.ranges.sort_unstable();
        let mut joined: Vec<(u32, u32)> = Vec::with_capacity(self.ranges.len());
        for &(first, last) in &self.ranges {
            match joined.last_mut() {
                Some(before) if first <= before.1 + 1 => before.1 = before.1.max(last),
                _ => joined.push((first, last)),
            }
        }
        self.ranges = joined;
        if excluded {
            self.ascii = !self.ascii;
        }
        self.excluded = excluded;
    }

    /// Whether the set accepts the character.
    #[inline]
    pub(crate) fn has(&self, c: char) -> bool {
        if c.is_ascii() {
            return self.ascii >> (c as u32) & 1 == 1;
        }
        let listed = chars::within(&self.ranges, c)
            || self.word && chars::is_word(c)
            || self.decimal && chars::is_decimal(c)
            || self.space && chars::is_space(c)
            || self.not_space && !chars::is_space(c);
        listed != self.excluded
    }

    /// The ASCII characters that it accepts, as bits.
    pub(crate) fn ascii(&self) -> u128 {
        self.ascii
    }

    /// Whether it may accept a character beyond ASCII.
    pub(crate) fn beyond_ascii(&self) -> bool {
        self.excluded || self.word || self.decimal || self.space || self.not_space || !self.ranges.is_empty()
    }
}
