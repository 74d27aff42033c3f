//! Money and mass as integers, so that a sum never depends on how rows were split.
//!
//! Money is counted in hundredths of its currency ([`Amount::minor`], two
//! decimal places for every currency, also yen), mass in grams. Both are
//! stored as Decimal128: `value` with scale 2, `mass_kg` with scale 3.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// An ISO 4217 currency code, three letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

/// An amount of money: hundredths of a unit of `currency`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Amount {
    /// Hundredths of a unit: 1234 is 12.34.
    pub minor: i64,
    /// The currency the amount was declared in.
    pub currency: Currency,
}

/// Text that is not three letters.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("'{0}' is not a currency code; use ISO 4217, for example EUR")]
pub struct BadCurrency(String);

impl Currency {
    /// US dollars.
    pub const USD: Currency = Currency(*b"USD");
    /// No currency, where a row names none.
    pub const NONE: Currency = Currency(*b"XXX");
    /// Euros.
    pub const EUR: Currency = Currency(*b"EUR");

    /// The three letters, upper case.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }
}

impl FromStr for Currency {
    type Err = BadCurrency;
    fn from_str(text: &str) -> Result<Currency, BadCurrency> {
        match text.trim().as_bytes() {
            [a, b, c] if [a, b, c].iter().all(|l| l.is_ascii_alphabetic()) => Ok(Currency([
                a.to_ascii_uppercase(),
                b.to_ascii_uppercase(),
                c.to_ascii_uppercase(),
            ])),
            _ => Err(BadCurrency(text.chars().take(40).collect())),
        }
    }
}
impl TryFrom<String> for Currency {
    type Error = BadCurrency;
    fn try_from(text: String) -> Result<Currency, BadCurrency> {
        text.parse()
    }
}
impl From<Currency> for String {
    fn from(currency: Currency) -> String {
        currency.as_str().to_owned()
    }
}
impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl fmt::Display for Amount {
    /// `EUR 1.2 m`: three significant digits, for people.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.currency, Compact(self.minor as f64 / 100.0))
    }
}

/// A number printed short, as a journalist would: `93.7 m`, `1.2 bn`, `870`.
pub struct Compact(pub f64);

impl fmt::Display for Compact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.0;
        let (scaled, suffix) = match value.abs() {
            v if v >= 999.5e6 => (value / 1e9, " bn"),
            v if v >= 999.5e3 => (value / 1e6, " m"),
            v if v >= 999.5 => (value / 1e3, " k"),
            _ => (value, ""),
        };
        let places = if scaled.abs() >= 99.95 || suffix.is_empty() {
            0
        } else {
            1
        };
        write!(f, "{scaled:.places$}{suffix}")
    }
}

/// Parses a plain decimal number into an integer with `scale` decimal places,
/// rounding half away from zero beyond them. Accepts a sign, digits, one
/// decimal point, and an exponent; no thousands marks (whoever knows a
/// column's style removes them first). `None` when it is not such a number or
/// does not fit.
///
/// ```
/// use fyke_model::money::parse_scaled;
/// assert_eq!(parse_scaled(b"12.345", 2), Some(1235));
/// assert_eq!(parse_scaled(b"-0.5", 3), Some(-500));
/// assert_eq!(parse_scaled(b"1e3", 2), Some(100_000));
/// assert_eq!(parse_scaled(b"1,5", 2), None);
/// ```
pub fn parse_scaled(text: &[u8], scale: u32) -> Option<i64> {
    let text = text.trim_ascii();
    let (negative, text) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    let (mantissa, exponent) = match text.iter().position(|b| matches!(b, b'e' | b'E')) {
        Some(at) => (
            text.get(..at)?,
            std::str::from_utf8(text.get(at + 1..)?)
                .ok()?
                .parse::<i32>()
                .ok()?,
        ),
        None => (text, 0),
    };
    let mut number: i128 = 0;
    let mut digits = 0;
    let mut places: Option<i32> = None;
    for &b in mantissa {
        match b {
            b'0'..=b'9' => {
                digits += 1;
                if number < 10i128.pow(30) {
                    number = number * 10 + i128::from(b - b'0');
                    if let Some(p) = places.as_mut() {
                        *p += 1;
                    }
                } else if places.is_none() {
                    return None;
                }
            }
            b'.' if places.is_none() => places = Some(0),
            _ => return None,
        }
    }
    if digits == 0 {
        return None;
    }
    let shift = i32::try_from(scale)
        .ok()?
        .checked_add(exponent)?
        .checked_sub(places.unwrap_or(0))?;
    let scaled = if shift >= 0 {
        number.checked_mul(10i128.checked_pow(shift.unsigned_abs())?)?
    } else {
        match 10i128.checked_pow(shift.unsigned_abs()) {
            Some(divisor) => (number + divisor / 2) / divisor,
            None => 0,
        }
    };
    i64::try_from(if negative { -scaled } else { scaled }).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn short_numbers_read_well() {
        for (value, text) in [
            (0.0, "0"),
            (999.4, "999"),
            (1_000.0, "1.0 k"),
            (93_700_000.0, "93.7 m"),
            (999_999.0, "1.0 m"),
            (2.86e9, "2.9 bn"),
            (-720e6, "-720 m"),
        ] {
            assert_eq!(Compact(value).to_string(), text);
        }
    }

    proptest! {
        #[test]
        fn hundredths_survive_printing(minor in any::<i64>()) {
            let sign = if minor < 0 { "-" } else { "" };
            let text = format!("{sign}{}.{:02}", minor.unsigned_abs() / 100, minor.unsigned_abs() % 100);
            prop_assume!(minor != i64::MIN);
            prop_assert_eq!(parse_scaled(text.as_bytes(), 2), Some(minor));
        }

        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..40), scale in 0u32..12) {
            let _ = parse_scaled(&bytes, scale);
        }
    }
}
