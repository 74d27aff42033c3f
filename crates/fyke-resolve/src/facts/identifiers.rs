//! Identifiers: what kind of number it is, whether its check digit holds, and
//! what two of them say about their bearers.
//!
//! Two different valid INNs of one country mean two bearers; two passports mean
//! little. A number whose check digit fails and that is one slip away from a
//! valid one is probably that one, mistyped. Reading by property name is in
//! `identifier_kinds`, reading out of notes in
//! `identifier_text`, the arithmetic in `checks`.

use super::words::{hash, is_one_slip, quote};
use fyke_model::country::Country;

pub use super::identifier_kinds::{read, read_all};
pub use super::identifier_text::{IDENTIFIERS_MAX, find_in_text};

macro_rules! kinds {
    ($($kind:ident, $name:literal, $bears:ident, $doc:literal;)*) => {
        /// What kind of number it is.
        #[repr(u8)]
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
        pub enum Kind { $(#[doc = $doc] $kind,)* }

        impl Kind {
            /// All kinds in order.
            pub const ALL: &[Kind] = &[$(Kind::$kind,)*];

            /// What people call it.
            pub fn name(self) -> &'static str {
                match self { $(Kind::$kind => $name,)* }
            }

            /// How many of these one bearer has.
            pub fn bears(self) -> Bears {
                match self { $(Kind::$kind => Bears::$bears,)* }
            }
        }
    };
}

/// How many numbers of a kind one bearer has at a time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Bears {
    /// One for life in one country: two different ones are two bearers.
    One,
    /// One for the most part, or one of its kind that is re-issued: two
    /// different ones say something.
    Few,
    /// Any number: two different ones say nothing.
    Many,
}

kinds! {
    Inn, "INN", One, "Russian tax number, 10 digits for firms, 12 for people.";
    Ogrn, "OGRN", One, "Russian register number, 13 digits for firms, 15 for sole traders.";
    Kpp, "KPP", Many, "Russian code of the reason for tax registration.";
    Okpo, "OKPO", One, "Russian statistics code, 8 or 10 digits.";
    Snils, "SNILS", One, "Russian social insurance number.";
    KzBin, "BIN or IIN", One, "Kazakh business or personal number, 12 digits.";
    UaEdrpou, "EDRPOU", One, "Ukrainian register code, 8 digits.";
    UaRnokpp, "RNOKPP", One, "Ukrainian tax number of people, 10 digits.";
    ByUnp, "UNP", One, "Belarusian payer number, 9 characters.";
    Uscc, "unified social credit code", One, "Chinese, 18 characters (GB 32100-2015).";
    CnResident, "resident identity number", One, "Chinese, 18 characters (GB 11643-1999).";
    HkBr, "Hong Kong business registration number", Few, "8 digits, perhaps with a branch.";
    HkCr, "Hong Kong company number", Few, "7 digits, since 2023 equal to the business registration.";
    HkId, "Hong Kong identity card number", One, "A letter or two, six digits, check.";
    Imo, "IMO ship number", One, "7 digits (IMO A.1117(30)).";
    ImoCompany, "IMO company number", One, "7 digits (IMO MSC.160(78)).";
    Mmsi, "MMSI", Many, "9 digits, changes with the flag (ITU-R M.585).";
    Lei, "LEI", One, "20 characters (ISO 17442).";
    Bic, "SWIFT/BIC", Few, "8 or 11 characters (ISO 9362).";
    Isin, "ISIN", Many, "12 characters (ISO 6166).";
    Iban, "IBAN", Many, "ISO 13616.";
    Vat, "VAT number", Few, "Of a member state of the EU or alike.";
    TrVkn, "VKN", One, "Turkish tax number, 10 digits.";
    TrTckn, "TCKN", One, "Turkish identity number, 11 digits.";
    IrPerson, "Iranian national number", One, "10 digits.";
    IrCompany, "Iranian legal entity number", One, "11 digits.";
    InPan, "PAN", One, "Indian, 10 characters.";
    InCin, "CIN", Few, "Indian company number, 21 characters.";
    InGstin, "GSTIN", Few, "Indian, 15 characters.";
    PkNtn, "NTN", One, "Pakistani tax number.";
    PkCnic, "CNIC", One, "Pakistani identity number, 13 digits.";
    UsEin, "EIN", Few, "United States employer number.";
    UsSsn, "SSN", One, "United States social security number.";
    UkCompany, "UK company number", One, "8 characters.";
    BrCnpj, "CNPJ", One, "Brazilian firms, 14 digits.";
    BrCpf, "CPF", One, "Brazilian people, 11 digits.";
    ArCuit, "CUIT", One, "Argentine, 11 digits.";
    CoNit, "NIT", One, "Colombian tax number.";
    PeRuc, "RUC", One, "Peruvian, 11 digits.";
    ClRut, "RUT", One, "Chilean.";
    MxRfc, "RFC", One, "Mexican, 12 or 13 characters.";
    MxCurp, "CURP", One, "Mexican people, 18 characters.";
    VeRif, "RIF", One, "Venezuelan.";
    Duns, "D-U-N-S", Few, "9 digits.";
    Passport, "passport", Many, "Form only.";
    Email, "e-mail", Many, "In lower case.";
    Phone, "phone", Many, "International form (E.164) where the country is known.";
    Website, "website", Many, "The host without www.";
    Wallet, "crypto wallet", Many, "Form only.";
    Aircraft, "aircraft registration", Few, "Tail number (ICAO annex 7).";
    AircraftHex, "Mode S address", Few, "24 bits in hexadecimal (ICAO annex 10).";
    CallSign, "call sign", Many, "Of a ship, changes with the flag.";
    Serial, "serial number", Few, "Of a maker: hull, airframe.";
    Tax, "tax number", Few, "Of a country whose form we do not know, or of no stated country.";
    Register, "registration number", Few, "The same of a register.";
    National, "national number", Few, "The same of people.";
    Other, "identifier", Many, "Any other.";
}

/// What the form of a number says of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
pub enum Validity {
    /// A value that people write where there is none: `000000`, `123456789`.
    Placeholder,
    /// The check digit fails, or the form is not that of its kind.
    BadCheckDigit,
    /// The form is right and has no check digit that we know.
    FormOnly,
    /// The check digit holds.
    Valid,
}

/// One identifier, normalised.
///
/// ```
/// use fyke_resolve::facts::identifiers::{Kind, Validity, read};
/// let imo = read("imoNumber", "IMO 9074729", None).unwrap();
/// assert_eq!((imo.kind(), imo.value(), imo.validity()), (Kind::Imo, "9074729", Validity::Valid));
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
pub struct Identifier {
    kind: Kind,
    country: Option<Country>,
    validity: Validity,
    value: Box<str>,
}

impl Identifier {
    pub(crate) fn new(kind: Kind, country: Option<Country>, validity: Validity, value: &str) -> Identifier {
        Identifier {
            kind,
            country,
            validity,
            value: value.into(),
        }
    }

    /// What kind of number it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The country whose number it is, where that is known.
    pub fn country(&self) -> Option<Country> {
        self.country
    }

    /// The normalised value.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// What its form says.
    pub fn validity(&self) -> Validity {
        self.validity
    }

    /// Whether it can tell bearers apart at all: placeholders cannot.
    pub fn is_telling(&self) -> bool {
        self.validity != Validity::Placeholder
    }

    /// A key for finding candidates: equal for equal values of whatever kind,
    /// because one list calls an INN a tax number and another a register's.
    pub fn key(&self) -> u64 {
        hash(&[b"id", self.head().as_bytes()])
    }

    /// The part that names the bearer: branches of one bank are one bank.
    fn head(&self) -> &str {
        match self.kind {
            Kind::Bic => self.value.get(..8).unwrap_or(&self.value),
            _ => &self.value,
        }
    }
}

impl std::fmt::Display for Identifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.kind.name(), self.value)?;
        match self.country {
            Some(country) if self.kind.is_general() => write!(f, " ({country})"),
            _ => Ok(()),
        }
    }
}

impl Kind {
    /// A kind that only says in which drawer a list put the number.
    pub fn is_general(self) -> bool {
        matches!(
            self,
            Kind::Tax
                | Kind::Register
                | Kind::National
                | Kind::Other
                | Kind::Serial
                | Kind::Passport
                | Kind::Vat
        )
    }

    fn is_contact(self) -> bool {
        matches!(self, Kind::Email | Kind::Phone | Kind::Website | Kind::Wallet)
    }
}

/// What two identifiers say, from the strongest contrary to the strongest
/// agreement.
#[repr(u8)]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum IdentifierLevel {
    /// Different numbers of a kind of which a bearer has one: two bearers.
    Conflict,
    /// Different numbers of a kind of which a bearer has few.
    Differ,
    /// Nothing to compare: none, other kinds, other countries, placeholders, or
    /// a kind of which one has many.
    Missing,
    /// One slip apart, and no check digit says which is right.
    Near,
    /// One slip apart, and a check digit shows that one of them is mistyped.
    Slip,
    /// The same, of a form without check digit.
    EqualForm,
    /// The same, and the check digit holds.
    EqualValid,
}

impl IdentifierLevel {
    /// All levels in order.
    pub const ALL: [IdentifierLevel; 7] = [
        IdentifierLevel::Conflict,
        IdentifierLevel::Differ,
        IdentifierLevel::Missing,
        IdentifierLevel::Near,
        IdentifierLevel::Slip,
        IdentifierLevel::EqualForm,
        IdentifierLevel::EqualValid,
    ];

    /// A short name for tables and model files.
    pub fn name(self) -> &'static str {
        match self {
            IdentifierLevel::Conflict => "identifier_conflict",
            IdentifierLevel::Differ => "identifier_differ",
            IdentifierLevel::Missing => "identifier_missing",
            IdentifierLevel::Near => "identifier_near",
            IdentifierLevel::Slip => "identifier_slip",
            IdentifierLevel::EqualForm => "identifier_equal_form",
            IdentifierLevel::EqualValid => "identifier_equal_valid",
        }
    }
}

/// Shortest value of which one slip is worth telling.
const NEAR_BYTES_MIN: usize = 7;

/// Compares two identifiers; symmetric.
pub fn compare(a: &Identifier, b: &Identifier) -> IdentifierLevel {
    if !a.is_telling() || !b.is_telling() || !comparable(a, b) {
        return IdentifierLevel::Missing;
    }
    if a.head() == b.head() {
        let valid = a.validity == Validity::Valid || b.validity == Validity::Valid;
        let whole = a.value == b.value;
        return match valid && whole {
            true => IdentifierLevel::EqualValid,
            false => IdentifierLevel::EqualForm,
        };
    }
    if a.kind != b.kind || a.kind.is_contact() {
        return IdentifierLevel::Missing;
    }
    if a.value.len().min(b.value.len()) >= NEAR_BYTES_MIN
        && is_one_slip(a.value.as_bytes(), b.value.as_bytes())
    {
        match (a.validity, b.validity) {
            (Validity::Valid, Validity::Valid) => {}
            (Validity::FormOnly, Validity::FormOnly) => return IdentifierLevel::Near,
            _ => return IdentifierLevel::Slip,
        }
    }
    differing(a, b)
}

fn differing(a: &Identifier, b: &Identifier) -> IdentifierLevel {
    let one_country = match (a.country, b.country) {
        (Some(x), Some(y)) => x == y,
        _ => !a.kind.is_general(),
    };
    // a firm's number and a person's number of one kind differ in length
    let one_form = a.value.len() == b.value.len();
    let sure = a.validity >= Validity::FormOnly && b.validity >= Validity::FormOnly;
    match a.kind.bears() {
        _ if !one_country || !one_form => IdentifierLevel::Missing,
        Bears::One if sure => IdentifierLevel::Conflict,
        Bears::One | Bears::Few => IdentifierLevel::Differ,
        Bears::Many => IdentifierLevel::Missing,
    }
}

/// Whether equal values of the two would mean one bearer.
fn comparable(a: &Identifier, b: &Identifier) -> bool {
    if a.kind == b.kind {
        let countries = a.country.zip(b.country);
        return !a.kind.is_general() || countries.is_none_or(|(x, y)| x == y) || a.value == b.value;
    }
    let contact = a.kind.is_contact() || b.kind.is_contact();
    !contact && (a.kind.is_general() || b.kind.is_general() || is_hong_kong_pair(a.kind, b.kind))
}

fn is_hong_kong_pair(a: Kind, b: Kind) -> bool {
    matches!((a, b), (Kind::HkBr, Kind::HkCr) | (Kind::HkCr, Kind::HkBr))
}

/// The level of two records and the pair that decides it: the best agreement
/// where there is one, else the strongest contrary.
pub fn decide(a: &[Identifier], b: &[Identifier]) -> (IdentifierLevel, Option<(usize, usize)>) {
    let mut best = (IdentifierLevel::Missing, None);
    let mut worst = (IdentifierLevel::Missing, None);
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate() {
            let level = compare(x, y);
            if level > best.0 {
                best = (level, Some((i, j)));
            }
            if level < worst.0 {
                worst = (level, Some((i, j)));
            }
        }
    }
    // one slip without a check digit outweighs no conflict
    match best.0 {
        IdentifierLevel::Near if worst.0 == IdentifierLevel::Conflict => worst,
        level if level > IdentifierLevel::Missing => best,
        _ => worst,
    }
}

/// The comparison in a plain sentence that quotes both values.
pub fn reason(a: &Identifier, b: &Identifier) -> String {
    let name = match a.kind.is_general() {
        true => b.kind.name(),
        false => a.kind.name(),
    };
    let (left, right) = (quote(&a.value), quote(&b.value));
    match compare(a, b) {
        IdentifierLevel::Conflict => {
            format!("different {name}, of which a bearer has one: {left} and {right}")
        }
        IdentifierLevel::Differ => format!("different {name}: {left} and {right}"),
        IdentifierLevel::Missing => "no identifiers that can be compared".to_owned(),
        IdentifierLevel::Near => format!("{name} one slip apart: {left} and {right}"),
        IdentifierLevel::Slip => {
            format!("{name} one slip apart, and the check digit of one fails: {left} and {right}")
        }
        IdentifierLevel::EqualForm if a.value != b.value => {
            format!("{name} of one bank, of other branches: {left} and {right}")
        }
        IdentifierLevel::EqualForm => format!("the same {name}: {left}"),
        IdentifierLevel::EqualValid => format!("the same {name}, and its check digit holds: {left}"),
    }
}

#[cfg(test)]
mod tests;
