//! A country as its ISO 3166-1 alpha-2 code, two bytes that copy for free.
//!
//! Turning names into codes needs the table in [`crate::reference`]; this file
//! owns only the code itself.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// An ISO 3166-1 alpha-2 code such as `KG`, or a user-assigned one such as
/// `XK`. The letters are checked, the existence of the country is not:
/// [`crate::reference::Countries::facts`] does that.
///
/// ```
/// use fyke_model::country::Country;
/// let kg: Country = "kg".parse().unwrap();
/// assert_eq!(kg.as_str(), "KG");
/// assert!("Kyrgyzstan".parse::<Country>().is_err());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Country([u8; 2]);

/// Text that is not two letters.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("'{0}' is not a two-letter country code; use ISO 3166-1 alpha-2, for example KG")]
pub struct BadCountry(String);

impl Country {
    /// The code for a literal known to be right, as in `Country::of("RU")`.
    ///
    /// # Panics
    /// In a constant context or test when `code` is not two ASCII letters; it
    /// is for literals in our own code, never for input.
    pub const fn of(code: &str) -> Country {
        let b = code.as_bytes();
        assert!(b.len() == 2 && b[0].is_ascii_uppercase() && b[1].is_ascii_uppercase());
        Country([b[0], b[1]])
    }

    /// The two letters, upper case.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }

    /// The two letters as a number, for columns and keys.
    pub const fn key(self) -> u16 {
        u16::from_be_bytes(self.0)
    }
}

impl FromStr for Country {
    type Err = BadCountry;
    fn from_str(text: &str) -> Result<Country, BadCountry> {
        match text.trim().as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Ok(Country([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
            }
            _ => Err(BadCountry(text.chars().take(40).collect())),
        }
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl TryFrom<String> for Country {
    type Error = BadCountry;
    fn try_from(text: String) -> Result<Country, BadCountry> {
        text.parse()
    }
}
impl From<Country> for String {
    fn from(country: Country) -> String {
        country.as_str().to_owned()
    }
}
