//! Harmonized System codes, which mean nothing without their version.
//!
//! 1 January 2022 renumbered the nomenclature: 8525.80 (HS 2017) became
//! 8525.81-89 (HS 2022). A code is therefore a pair of number and version, and
//! two codes of different versions are never equal. Conversion between
//! versions lives with the concordance in [`crate::reference`].
//! Source of the version dates: World Customs Organization, HS editions.

use crate::date::Month;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// An edition of the Harmonized System nomenclature.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum HsVersion {
    /// In force 1 January 2012 to 31 December 2016.
    #[serde(rename = "2012")]
    Hs2012,
    /// In force 1 January 2017 to 31 December 2021.
    #[serde(rename = "2017")]
    Hs2017,
    /// In force from 1 January 2022.
    #[serde(rename = "2022")]
    Hs2022,
}

impl HsVersion {
    /// The edition in force in a month, for declarations that do not say.
    ///
    /// Countries adopt an edition late now and then; where a dataset says
    /// which edition it uses, that wins over this.
    ///
    /// ```
    /// use fyke_model::hs::HsVersion;
    /// assert_eq!(HsVersion::in_force("2021-12".parse().unwrap()), HsVersion::Hs2017);
    /// assert_eq!(HsVersion::in_force("2022-01".parse().unwrap()), HsVersion::Hs2022);
    /// ```
    pub fn in_force(month: Month) -> HsVersion {
        match month.year() {
            ..=2016 => HsVersion::Hs2012,
            2017..=2021 => HsVersion::Hs2017,
            _ => HsVersion::Hs2022,
        }
    }

    /// The year that names the edition.
    pub const fn year(self) -> u16 {
        match self {
            HsVersion::Hs2012 => 2012,
            HsVersion::Hs2017 => 2017,
            HsVersion::Hs2022 => 2022,
        }
    }

    /// The edition that a year names.
    pub const fn from_year(year: u16) -> Option<HsVersion> {
        match year {
            2012 => Some(HsVersion::Hs2012),
            2017 => Some(HsVersion::Hs2017),
            2022 => Some(HsVersion::Hs2022),
            _ => None,
        }
    }
}

impl fmt::Display for HsVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.year())
    }
}

/// A six-digit HS subheading as a number, leading zeros implied.
///
/// ```
/// use fyke_model::hs::Hs6;
/// let code: Hs6 = "8542.31".parse().unwrap();
/// assert_eq!(code.to_string(), "854231");
/// assert_eq!(code.heading(), 8542);
/// // a spreadsheet ate the leading zero of 010121
/// assert_eq!("10121".parse::<Hs6>().unwrap().to_string(), "010121");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hs6(u32);

/// An HS subheading together with the edition that gives it meaning.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct HsCode {
    /// The edition.
    pub version: HsVersion,
    /// The subheading.
    pub code: Hs6,
}

/// Text that is not an HS code of at least six digits.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("'{0}' is not an HS code; give six to ten digits, for example 854231 or 8542.31")]
pub struct BadHs(String);

impl Hs6 {
    /// A subheading from its number; `None` unless it is 010000..=999999.
    pub const fn from_number(number: u32) -> Option<Hs6> {
        if number >= 10_000 && number <= 999_999 {
            Some(Hs6(number))
        } else {
            None
        }
    }

    /// The number: 854231 for 8542.31.
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The four-digit heading: 8542 for 8542.31.
    pub const fn heading(self) -> u32 {
        self.0 / 100
    }

    /// The two-digit chapter: 85 for 8542.31.
    pub const fn chapter(self) -> u32 {
        self.0 / 10_000
    }
}

impl FromStr for Hs6 {
    type Err = BadHs;
    /// Reads six to ten digits with dots or spaces between, and five, seven or
    /// nine digits as a code whose leading zero was lost on the way (no
    /// nomenclature has codes of odd length). Tariff lines beyond six digits
    /// are cut to their subheading.
    fn from_str(text: &str) -> Result<Hs6, BadHs> {
        let bad = || BadHs(text.chars().take(40).collect());
        let mut number: u64 = 0;
        let mut digits = 0u32;
        for b in text.trim().bytes() {
            match b {
                b'0'..=b'9' if digits < 10 => {
                    number = number * 10 + u64::from(b - b'0');
                    digits += 1;
                }
                b'.' | b' ' | b'-' if digits > 0 => {}
                _ => return Err(bad()),
            }
        }
        let digits = digits + digits % 2;
        if !(6..=10).contains(&digits) {
            return Err(bad());
        }
        let six = number / 10u64.pow(digits - 6);
        u32::try_from(six).ok().and_then(Hs6::from_number).ok_or_else(bad)
    }
}

impl fmt::Display for Hs6 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}", self.0)
    }
}
impl fmt::Debug for Hs6 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}", self.0)
    }
}
impl TryFrom<String> for Hs6 {
    type Error = BadHs;
    fn try_from(text: String) -> Result<Hs6, BadHs> {
        text.parse()
    }
}
impl From<Hs6> for String {
    fn from(code: Hs6) -> String {
        code.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn codes_as_people_write_them() {
        let table = "
            8542.31      854231
            8542 31      854231
            85423190     854231
            8542319000   854231
            010121       010121
            10121        010121
            1012100      010121
            8542         -
            854231x      -
            -8542        -
            00000000     -
            12345678901  -
        ";
        for line in table.lines().map(str::trim).filter(|l| !l.is_empty()) {
            let (text, expected) = line.rsplit_once(' ').unwrap();
            let read = text.parse::<Hs6>().map_or("-".to_owned(), |c| c.to_string());
            assert_eq!(read, expected, "for {text}");
        }
    }

    proptest! {
        #[test]
        fn a_code_survives_printing(number in 10_000u32..1_000_000) {
            let code = Hs6::from_number(number).unwrap();
            prop_assert_eq!(code.to_string().parse::<Hs6>().unwrap(), code);
        }

        #[test]
        fn no_text_panics(text in ".*") {
            let _ = text.parse::<Hs6>();
        }
    }
}
