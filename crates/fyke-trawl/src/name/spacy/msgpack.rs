//! Reads MessagePack, as far as files of a spaCy model need it.
//!
//! The format is <https://github.com/msgpack/msgpack/blob/master/spec.md>. Text
//! and bytes are borrowed; a length that the bytes do not bear out, or nesting
//! beyond any model's, ends the reading, so the work is bounded by the bytes.

/// A value.
#[derive(Debug, PartialEq)]
pub(super) enum Value<'a> {
    Nil,
    Bool(bool),
    Int(i64),
    Unsigned(u64),
    Float(f64),
    /// Text or bytes: writers of models use either for the same thing.
    Bytes(&'a [u8]),
    Array(Vec<Value<'a>>),
    Map(Vec<(Value<'a>, Value<'a>)>),
}

/// Models nest seven deep.
const DEPTH_MAX: usize = 32;

impl<'a> Value<'a> {
    /// The value that the bytes hold; none where they hold something else or more.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Value<'a>> {
        let mut reader = Reader { rest: bytes };
        let value = reader.value(DEPTH_MAX)?;
        reader.rest.is_empty().then_some(value)
    }

    pub(super) fn get(&self, key: &str) -> Option<&Value<'a>> {
        self.entries()
            .iter()
            .find(|(k, _)| matches!(k, Value::Bytes(name) if *name == key.as_bytes()))
            .map(|(_, value)| value)
    }

    pub(super) fn entries(&self) -> &[(Value<'a>, Value<'a>)] {
        match self {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    pub(super) fn items(&self) -> &[Value<'a>] {
        match self {
            Value::Array(items) => items,
            _ => &[],
        }
    }

    pub(super) fn bytes(&self) -> Option<&'a [u8]> {
        match self {
            Value::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    pub(super) fn text(&self) -> Option<&'a str> {
        std::str::from_utf8(self.bytes()?).ok()
    }

    pub(super) fn unsigned(&self) -> Option<u64> {
        match *self {
            Value::Unsigned(n) => Some(n),
            Value::Int(n) => u64::try_from(n).ok(),
            _ => None,
        }
    }
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    /// A number of `count` bytes, the first the highest.
    fn number(&mut self, count: usize) -> Option<u64> {
        Some(self.take(count)?.iter().fold(0, |n, &b| n << 8 | u64::from(b)))
    }

    fn length(&mut self, count: usize) -> Option<usize> {
        usize::try_from(self.number(count)?).ok()
    }

    fn sign_extended(&mut self, count: usize) -> Option<i64> {
        let shift = 64 - 8 * count;
        Some((self.number(count)? << shift).cast_signed() >> shift)
    }

    fn blob(&mut self, count: usize) -> Option<Value<'a>> {
        let length = self.length(count)?;
        Some(Value::Bytes(self.take(length)?))
    }

    fn value(&mut self, depth: usize) -> Option<Value<'a>> {
        let [head] = *self.take(1)? else { return None };
        Some(match head {
            0x00..=0x7f => Value::Unsigned(u64::from(head)),
            0x80..=0x8f => self.map(usize::from(head & 0x0f), depth)?,
            0x90..=0x9f => self.array(usize::from(head & 0x0f), depth)?,
            0xa0..=0xbf => Value::Bytes(self.take(usize::from(head & 0x1f))?),
            0xc0 => Value::Nil,
            0xc2 | 0xc3 => Value::Bool(head == 0xc3),
            0xc4 | 0xd9 => self.blob(1)?,
            0xc5 | 0xda => self.blob(2)?,
            0xc6 | 0xdb => self.blob(4)?,
            0xca => Value::Float(f64::from(f32::from_bits(u32::try_from(self.number(4)?).ok()?))),
            0xcb => Value::Float(f64::from_bits(self.number(8)?)),
            0xcc => Value::Unsigned(self.number(1)?),
            0xcd => Value::Unsigned(self.number(2)?),
            0xce => Value::Unsigned(self.number(4)?),
            0xcf => Value::Unsigned(self.number(8)?),
            0xd0 => Value::Int(self.sign_extended(1)?),
            0xd1 => Value::Int(self.sign_extended(2)?),
            0xd2 => Value::Int(self.sign_extended(4)?),
            0xd3 => Value::Int(self.sign_extended(8)?),
            0xdc => {
                let length = self.length(2)?;
                self.array(length, depth)?
            }
            0xdd => {
                let length = self.length(4)?;
                self.array(length, depth)?
            }
            0xde => {
                let length = self.length(2)?;
                self.map(length, depth)?
            }
            0xdf => {
                let length = self.length(4)?;
                self.map(length, depth)?
            }
            0xe0..=0xff => Value::Int(i64::from(head.cast_signed())),
            // extensions and the byte that is never used: no model has them
            _ => return None,
        })
    }

    fn array(&mut self, length: usize, depth: usize) -> Option<Value<'a>> {
        // every item takes a byte at least
        if length > self.rest.len() || depth == 0 {
            return None;
        }
        (0..length)
            .map(|_| self.value(depth - 1))
            .collect::<Option<_>>()
            .map(Value::Array)
    }

    fn map(&mut self, length: usize, depth: usize) -> Option<Value<'a>> {
        if length > self.rest.len() / 2 || depth == 0 {
            return None;
        }
        (0..length)
            .map(|_| Some((self.value(depth - 1)?, self.value(depth - 1)?)))
            .collect::<Option<_>>()
            .map(Value::Map)
    }
}

#[cfg(test)]
mod tests {
    use super::Value;

    #[test]
    fn values_of_every_size_are_read() {
        let bytes = [
            0x84, 0xa1, b'a', 0x93, 0x05, 0xff, 0xd1, 0xff, 0x00, 0xc4, 0x01, b'b', 0xcf, 0xff, 0, 0, 0, 0,
            0, 0, 1, 0xc3, 0xc0, 0xa1, b'f', 0xcb, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0,
        ];
        let value = Value::read(&bytes).expect("it is whole");
        let a = value.get("a").map(Value::items);
        assert_eq!(
            a,
            Some(&[Value::Unsigned(5), Value::Int(-1), Value::Int(-256)][..])
        );
        assert_eq!(
            value.get("b").and_then(Value::unsigned),
            Some(0xff00_0000_0000_0001)
        );
        assert_eq!(value.get("f"), Some(&Value::Float(1.5)));
        for cut in 0..bytes.len() {
            assert_eq!(
                Value::read(bytes.get(..cut).unwrap_or_default()),
                None,
                "cut at {cut}"
            );
        }
    }

    #[test]
    fn a_length_that_is_a_lie_reserves_nothing() {
        assert_eq!(Value::read(&[0xdd, 0xff, 0xff, 0xff, 0xff, 0]), None);
        assert_eq!(Value::read(&[0x91; 4000]), None);
    }
}
