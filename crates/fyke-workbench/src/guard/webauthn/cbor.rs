//! The little of CBOR (RFC 8949) that authenticators write: whole numbers,
//! bytes, texts, maps; all of definite length, as CTAP2's canonical form has
//! it. Anything else is stepped over or refused; nothing of it is believed
//! longer than the bytes that are there.

/// A value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value<'b> {
    /// A whole number.
    Int(i64),
    /// Bytes.
    Bytes(&'b [u8]),
    /// A text.
    Text(&'b str),
    /// Pairs, in their order.
    Map(Vec<(Value<'b>, Value<'b>)>),
    /// A list, a tag, a truth: read and not kept.
    Other,
}

/// Values inside values.
const DEPTH_MAX: u8 = 8;

/// Reads one value: it, and the bytes behind it.
///
/// ```
/// use fyke_workbench::guard::webauthn::cbor::{Value, read};
/// let (value, rest) = read(&[0xa1, 0x61, b'a', 0x38, 0x63, 0x07]).unwrap();
/// assert_eq!(value, Value::Map(vec![(Value::Text("a"), Value::Int(-100))]));
/// assert_eq!(rest, [7]);
/// assert!(read(&[0x5a, 0xff, 0xff, 0xff, 0xff]).is_none(), "bytes that are not there");
/// ```
pub fn read(bytes: &[u8]) -> Option<(Value<'_>, &[u8])> {
    value(bytes, DEPTH_MAX)
}

impl<'b> Value<'b> {
    /// What a map holds under a text.
    pub fn under(&self, name: &str) -> Option<&Value<'b>> {
        self.at(&Value::Text(name))
    }
    /// What a map holds under a number.
    pub fn number(&self, key: i64) -> Option<&Value<'b>> {
        self.at(&Value::Int(key))
    }
    fn at(&self, wanted: &Value<'_>) -> Option<&Value<'b>> {
        let Value::Map(pairs) = self else { return None };
        pairs
            .iter()
            .find(|(key, _)| key == wanted)
            .map(|(_, value)| value)
    }
    /// Its bytes.
    pub fn bytes(&self) -> Option<&'b [u8]> {
        if let Value::Bytes(bytes) = self {
            Some(bytes)
        } else {
            None
        }
    }
    /// Its number.
    pub fn int(&self) -> Option<i64> {
        if let Value::Int(n) = self { Some(*n) } else { None }
    }
}

fn value(bytes: &[u8], depth: u8) -> Option<(Value<'_>, &[u8])> {
    let depth = depth.checked_sub(1)?;
    let (&first, rest) = bytes.split_first()?;
    let (n, rest) = argument(first & 31, rest)?;
    match first >> 5 {
        0 => Some((Value::Int(i64::try_from(n).ok()?), rest)),
        1 => Some((Value::Int(-1 - i64::try_from(n).ok()?), rest)),
        2 => {
            let (held, rest) = rest.split_at_checked(usize::try_from(n).ok()?)?;
            Some((Value::Bytes(held), rest))
        }
        3 => {
            let (held, rest) = rest.split_at_checked(usize::try_from(n).ok()?)?;
            Some((Value::Text(std::str::from_utf8(held).ok()?), rest))
        }
        4 => {
            let mut rest = rest;
            for _ in 0..n {
                rest = value(rest, depth)?.1;
            }
            Some((Value::Other, rest))
        }
        5 => {
            let (mut pairs, mut rest) = (Vec::new(), rest);
            for _ in 0..n {
                let (key, after) = value(rest, depth)?;
                let (held, after) = value(after, depth)?;
                pairs.push((key, held));
                rest = after;
            }
            Some((Value::Map(pairs), rest))
        }
        6 => Some((Value::Other, value(rest, depth)?.1)),
        // true, false, null; and numbers with a point, whose bytes are stepped over
        _ => Some((Value::Other, rest)),
    }
}

/// The number in, or behind, a first byte; none of indefinite length.
fn argument(low: u8, rest: &[u8]) -> Option<(u64, &[u8])> {
    let width = match low {
        0..=23 => return Some((u64::from(low), rest)),
        24 => 1,
        25 => 2,
        26 => 4,
        27 => 8,
        _ => return None,
    };
    let (held, rest) = rest.split_at_checked(width)?;
    Some((
        held.iter().fold(0, |sum, byte| (sum << 8) | u64::from(*byte)),
        rest,
    ))
}
