//! Static word vectors: `vocab/vectors` (NumPy's `.npy`) and `vocab/key2row` (MessagePack).
//!
//! A word's row is found by the id of its exact text. Many names share a row, because the table was pruned: never
//! compare two names by their vectors.

use crate::{error::Error, pack::Reader, thinc::floats};

const MAGIC: &[u8] = b"\x93NUMPY\x01\x00";
/// Keys are spread over this many buckets by their top bits; most are hashes, so the buckets are even.
const BUCKETS: usize = 1 << 16;

/// The table of vectors, row-major.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub(crate) width: usize,
    pub(crate) rows: usize,
    pub(crate) data: Vec<f32>,
}

impl Table {
    /// Parses `vocab/vectors`. A table without rows is a pipeline without vectors.
    ///
    /// # Errors
    /// When it is not a two-dimensional `.npy` array of little-endian f32 numbers in C order.
    pub(crate) fn parse(file: &str, bytes: &[u8]) -> Result<Table, Error> {
        let header = |bytes: &[u8]| -> Option<(String, usize)> {
            let rest = bytes.strip_prefix(MAGIC)?;
            let len = usize::from(u16::from_le_bytes(rest.first_chunk::<2>().copied()?));
            let text = rest.get(2..2 + len)?;
            Some((String::from_utf8_lossy(text).into_owned(), MAGIC.len() + 2 + len))
        };
        let foreign =
            |found: &str| Error::unexpected(file, "the header", "a .npy array of f32 in C order", found);
        let (text, start) = header(bytes).ok_or_else(|| foreign("other bytes"))?;
        let shape =
            text.split_once("'shape': (").and_then(|(_, rest)| rest.split_once(')')).map(|(shape, _)| shape);
        let shape = shape.ok_or_else(|| foreign(&text))?;
        let shape: Option<Vec<usize>> =
            shape.split(',').map(str::trim).filter(|s| !s.is_empty()).map(|s| s.parse().ok()).collect();
        let Some(&[rows, width]) = shape.as_deref() else { return Err(foreign(&text)) };
        if rows == 0 || width == 0 {
            return Ok(Table::default());
        }
        if !text.contains("'descr': '<f4'") || !text.contains("'fortran_order': False") {
            return Err(foreign(&text));
        }
        let data = &bytes[start..];
        if rows.checked_mul(width).and_then(|n| n.checked_mul(4)) != Some(data.len()) {
            let found = format!("{} bytes", data.len());
            return Err(Error::unexpected(file, "the data", format!("{rows} x {width} numbers"), found));
        }
        Ok(Table { width, rows, data: floats(data) })
    }

    pub(crate) fn row(&self, row: usize) -> &[f32] {
        &self.data[row * self.width..(row + 1) * self.width]
    }
}

/// Word ids and the rows of their vectors.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    /// Where each bucket begins in `keys`; one more than there are buckets. Empty when there are no keys.
    starts: Vec<u32>,
    /// Sorted.
    keys: Vec<u64>,
    rows: Vec<u32>,
}

impl Keys {
    /// Parses `vocab/key2row` for a table of `rows` rows.
    ///
    /// # Errors
    /// When it is damaged or names a row that the table lacks.
    pub(crate) fn parse(file: &str, bytes: &[u8], rows: usize) -> Result<Keys, Error> {
        let mut reader = Reader::new(file, bytes);
        let len = reader.map_len()?;
        let mut pairs = Vec::with_capacity(len);
        for _ in 0..len {
            let key = reader.uint()?;
            let row = reader.uint()?;
            if row >= rows as u64 {
                return Err(reader.damaged("a row that the table of vectors does not have"));
            }
            pairs.push((key, row as u32));
        }
        if !reader.at_end() {
            return Err(reader.damaged("more bytes than the map has"));
        }
        Ok(Keys::sorted(&pairs))
    }

    /// Sorts by bucket (counting), then inside each bucket: hashes spread evenly, so this is close to linear.
    fn sorted(pairs: &[(u64, u32)]) -> Keys {
        if pairs.is_empty() {
            return Keys::default();
        }
        let mut starts = vec![0u32; BUCKETS + 1];
        for &(key, _) in pairs {
            starts[bucket(key) + 1] += 1;
        }
        for i in 0..BUCKETS {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut sorted = vec![(0, 0); pairs.len()];
        for &pair in pairs {
            let at = &mut next[bucket(pair.0)];
            sorted[*at as usize] = pair;
            *at += 1;
        }
        for i in 0..BUCKETS {
            sorted[starts[i] as usize..starts[i + 1] as usize].sort_unstable();
        }
        Keys {
            starts,
            keys: sorted.iter().map(|p| p.0).collect(),
            rows: sorted.iter().map(|p| p.1).collect(),
        }
    }

    /// The row of a word's vector.
    pub(crate) fn row(&self, id: u64) -> Option<usize> {
        let start = *self.starts.get(bucket(id))? as usize;
        let end = self.starts[bucket(id) + 1] as usize;
        let i = self.keys[start..end].binary_search(&id).ok()?;
        Some(self.rows[start + i] as usize)
    }
}

fn bucket(key: u64) -> usize {
    (key >> 48) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn npy(header: &str, data: &[u8]) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend((header.len() as u16).to_le_bytes());
        bytes.extend(header.as_bytes());
        bytes.extend(data);
        bytes
    }

    #[test]
    fn a_table_is_read_or_refused() {
        let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }\n";
        let table = Table::parse("v", &npy(header, &[0, 0, 128, 63, 0, 0, 0, 64])).expect("well formed");
        assert_eq!((table.row(0), table.row(1)), (&[1.0f32][..], &[2.0f32][..]));
        assert!(Table::parse("v", &npy(header, &[0; 7])).is_err());
        assert!(Table::parse("v", &npy(&header.replace("<f4", "<f8"), &[0; 8])).is_err());
        assert!(Table::parse("v", &npy(&header.replace("(2, 1)", "(2,)"), &[0; 8])).is_err());
        assert!(Table::parse("v", b"\x93NUMPY\x01\x00\xff\xff").is_err());
        assert_eq!(
            Table::parse("v", &npy(&header.replace("(2, 1)", "(0, 0)"), b"")).map_or(1, |t| t.rows),
            0
        );
    }

    #[test]
    fn keys_of_all_widths() {
        let bytes = b"\x84\x05\x00\xcd\x01\xa7\x01\xcf\xff\xff\xff\xff\xff\xff\xff\xff\x02\xcf\x00\x01\x00\x00\x00\x00\x00\x00\x00";
        let keys = Keys::parse("k", bytes, 3).expect("well formed");
        assert_eq!(keys.row(5), Some(0));
        assert_eq!(keys.row(423), Some(1));
        assert_eq!(keys.row(u64::MAX), Some(2));
        assert_eq!(keys.row(1 << 48), Some(0));
        assert_eq!(keys.row(6), None);
        assert!(Keys::parse("k", bytes, 2).is_err());
        assert_eq!(Keys::parse("k", b"\x80", 0).map_or(Some(1), |k| k.row(7)), None);
    }
}
