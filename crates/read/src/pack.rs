//! MessagePack (<https://github.com/msgpack/msgpack/blob/master/spec.md>): bytes in, borrowed values out.
//!
//! Nothing is copied: strings and binaries are slices of the file. Lengths are checked against what is left of the
//! file before anything is reserved, so a damaged length neither panics nor exhausts memory.

use rmp::Marker;

use crate::error::Error;

/// Deepest nesting that is followed; the deepest in a pipeline's files is 6.
const MAX_DEPTH: usize = 32;
/// Most elements reserved ahead of reading them.
const MAX_RESERVE: usize = 1024;

/// One MessagePack value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value<'a> {
    Nil,
    Bool(bool),
    /// A number that is not negative.
    Uint(u64),
    /// A negative number.
    Int(i64),
    Float(f64),
    Str(&'a str),
    Bin(&'a [u8]),
    Array(Vec<Value<'a>>),
    Map(Vec<(Value<'a>, Value<'a>)>),
}

impl<'a> Value<'a> {
    /// The string, also when it was written as a binary.
    pub(crate) fn text(&self) -> Option<&'a str> {
        match self {
            Value::Str(s) => Some(s),
            Value::Bin(b) => std::str::from_utf8(b).ok(),
            _ => None,
        }
    }

    pub(crate) fn uint(&self) -> Option<u64> {
        if let Value::Uint(n) = self { Some(*n) } else { None }
    }

    pub(crate) fn array(&self) -> Option<&[Value<'a>]> {
        if let Value::Array(a) = self { Some(a) } else { None }
    }

    pub(crate) fn map(&self) -> Option<&[(Value<'a>, Value<'a>)]> {
        if let Value::Map(m) = self { Some(m) } else { None }
    }

    /// The value of a map's string key.
    pub(crate) fn get(&self, key: &str) -> Option<&Value<'a>> {
        self.map()?.iter().find(|(k, _)| k.text() == Some(key)).map(|(_, v)| v)
    }
}

/// Reads values one after the other from the bytes of a file.
pub(crate) struct Reader<'a> {
    file: &'a str,
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(file: &'a str, bytes: &'a [u8]) -> Self {
        Reader { file, bytes, at: 0 }
    }

    /// The one value that a file consists of.
    ///
    /// # Errors
    /// When the bytes are cut short, of an unknown kind, nested too deep, or followed by more.
    pub(crate) fn whole(file: &'a str, bytes: &'a [u8]) -> Result<Value<'a>, Error> {
        let mut reader = Reader::new(file, bytes);
        let value = reader.value()?;
        if reader.at < bytes.len() { Err(reader.damaged("more bytes than the value has")) } else { Ok(value) }
    }

    pub(crate) fn damaged(&self, problem: &'static str) -> Error {
        Error::Damaged { file: self.file.to_owned(), at: self.at, problem }
    }

    fn take(&mut self, n: usize) -> Result<&'a [u8], Error> {
        let end = self.at.checked_add(n).filter(|&e| e <= self.bytes.len());
        let end = end.ok_or_else(|| self.damaged("the file ends inside a value"))?;
        let piece = &self.bytes[self.at..end];
        self.at = end;
        Ok(piece)
    }

    /// A big-endian number of `width` bytes.
    fn number(&mut self, width: usize) -> Result<u64, Error> {
        Ok(self.take(width)?.iter().fold(0, |n, &b| (n << 8) | u64::from(b)))
    }

    fn signed(&mut self, width: usize) -> Result<Value<'a>, Error> {
        let shift = 64 - 8 * width;
        let n = ((self.number(width)? << shift) as i64) >> shift;
        Ok(if n < 0 { Value::Int(n) } else { Value::Uint(n as u64) })
    }

    fn text(&mut self, len: u64) -> Result<Value<'a>, Error> {
        let bytes = self.take(len as usize)?;
        std::str::from_utf8(bytes).map(Value::Str).map_err(|_| self.damaged("a string is not UTF-8"))
    }

    /// Number of entries of the map that begins here.
    pub(crate) fn map_len(&mut self) -> Result<usize, Error> {
        let n = match Marker::from_u8(self.take(1)?[0]) {
            Marker::FixMap(n) => u64::from(n),
            Marker::Map16 => self.number(2)?,
            Marker::Map32 => self.number(4)?,
            _ => return Err(self.damaged("not a map")),
        };
        // Each entry takes at least a byte for its key and one for its value.
        if n as usize > (self.bytes.len() - self.at) / 2 {
            return Err(self.damaged("a map is longer than the file"));
        }
        Ok(n as usize)
    }

    /// The unsigned number that begins here.
    pub(crate) fn uint(&mut self) -> Result<u64, Error> {
        match Marker::from_u8(self.take(1)?[0]) {
            Marker::FixPos(n) => Ok(u64::from(n)),
            Marker::U8 => self.number(1),
            Marker::U16 => self.number(2),
            Marker::U32 => self.number(4),
            Marker::U64 => self.number(8),
            _ => Err(self.damaged("not an unsigned number")),
        }
    }

    pub(crate) fn at_end(&self) -> bool {
        self.at == self.bytes.len()
    }

    /// The value that begins here.
    pub(crate) fn value(&mut self) -> Result<Value<'a>, Error> {
        self.nested(0)
    }

    fn nested(&mut self, depth: usize) -> Result<Value<'a>, Error> {
        if depth > MAX_DEPTH {
            return Err(self.damaged("nested too deep"));
        }
        let marker = Marker::from_u8(self.take(1)?[0]);
        match marker {
            Marker::Null => Ok(Value::Nil),
            Marker::False => Ok(Value::Bool(false)),
            Marker::True => Ok(Value::Bool(true)),
            Marker::FixPos(n) => Ok(Value::Uint(u64::from(n))),
            Marker::FixNeg(n) => Ok(Value::Int(i64::from(n))),
            Marker::U8 => Ok(Value::Uint(self.number(1)?)),
            Marker::U16 => Ok(Value::Uint(self.number(2)?)),
            Marker::U32 => Ok(Value::Uint(self.number(4)?)),
            Marker::U64 => Ok(Value::Uint(self.number(8)?)),
            Marker::I8 => self.signed(1),
            Marker::I16 => self.signed(2),
            Marker::I32 => self.signed(4),
            Marker::I64 => self.signed(8),
            Marker::F32 => Ok(Value::Float(f64::from(f32::from_bits(self.number(4)? as u32)))),
            Marker::F64 => Ok(Value::Float(f64::from_bits(self.number(8)?))),
            Marker::FixStr(n) => self.text(u64::from(n)),
            Marker::Str8 | Marker::Str16 | Marker::Str32 => {
                let len = self.number(1 << (marker.to_u8() - Marker::Str8.to_u8()))?;
                self.text(len)
            }
            Marker::Bin8 | Marker::Bin16 | Marker::Bin32 => {
                let len = self.number(1 << (marker.to_u8() - Marker::Bin8.to_u8()))?;
                Ok(Value::Bin(self.take(len as usize)?))
            }
            Marker::FixArray(n) => self.elements(u64::from(n), depth),
            Marker::Array16 | Marker::Array32 => {
                let len = self.number(2 << (marker.to_u8() - Marker::Array16.to_u8()))?;
                self.elements(len, depth)
            }
            Marker::FixMap(_) | Marker::Map16 | Marker::Map32 => {
                self.at -= 1;
                self.entries(depth)
            }
            _ => Err(self.damaged("an extension type")),
        }
    }

    fn elements(&mut self, len: u64, depth: usize) -> Result<Value<'a>, Error> {
        if len as usize > self.bytes.len() - self.at {
            return Err(self.damaged("an array is longer than the file"));
        }
        let mut array = Vec::with_capacity(MAX_RESERVE.min(len as usize));
        for _ in 0..len {
            array.push(self.nested(depth + 1)?);
        }
        Ok(Value::Array(array))
    }

    fn entries(&mut self, depth: usize) -> Result<Value<'a>, Error> {
        let len = self.map_len()?;
        let mut map = Vec::with_capacity(MAX_RESERVE.min(len));
        for _ in 0..len {
            let key = self.nested(depth + 1)?;
            map.push((key, self.nested(depth + 1)?));
        }
        Ok(Value::Map(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_each_kind() {
        let bytes = b"\x85\xa1a\x01\xc4\x01b\xff\xa1c\x92\xc0\xc3\xa1d\xcd\x01\x00\xa1e\xd1\xff\x00";
        let value = Reader::whole("f", bytes).expect("well formed");
        assert_eq!(value.get("a"), Some(&Value::Uint(1)));
        assert_eq!(value.get("b"), Some(&Value::Int(-1)), "keys may be binaries");
        assert_eq!(value.get("c"), Some(&Value::Array(vec![Value::Nil, Value::Bool(true)])));
        assert_eq!(value.get("d"), Some(&Value::Uint(256)));
        assert_eq!(value.get("e"), Some(&Value::Int(-256)));
    }

    #[test]
    fn damage_is_named() {
        let problem = |bytes: &[u8]| Reader::whole("f", bytes).expect_err("damaged").to_string();
        assert_eq!(problem(b""), "f: damaged at byte 0: the file ends inside a value");
        assert_eq!(
            problem(b"\xdd\xff\xff\xff\xff"),
            "f: damaged at byte 5: an array is longer than the file"
        );
        assert_eq!(
            problem(b"\xdf\xff\xff\xff\xff\x00"),
            "f: damaged at byte 5: a map is longer than the file"
        );
        assert_eq!(problem(b"\xa2\xff\xff"), "f: damaged at byte 3: a string is not UTF-8");
        assert_eq!(problem(b"\x01\x02"), "f: damaged at byte 1: more bytes than the value has");
        assert!(problem(&[0x91; 99]).contains("nested too deep"));
        assert!(problem(b"\xc7\x01\x00\x00").contains("an extension type"));
    }
}
