//! From a FollowTheMoney property and a value to an identifier.
//!
//! Lists disagree in which drawer they put a number: one list's `innCode` is
//! another's `taxNumber` and a third's `idNumber` of a Russian. A value in a
//! general drawer takes the special kind whose form it has in its country; where
//! the main kind's form fits but its check digit fails it is that kind,
//! mistyped. Everything else keeps its general kind.

use super::checks::{form, mmsi_country, nit_holds, vat_country};
use super::contacts;
use super::identifiers::{Identifier, Kind, Validity};
use fyke_model::country::Country;

/// Longest value that is kept, in characters; longer ones are cut.
const VALUE_CHARS_MAX: usize = 64;

/// Reads the value of a FollowTheMoney property (`innCode`, `imoNumber`,
/// `registrationNumber`, `phone`, ...). `country` is the number's own where it is
/// known, else the record's. None where the property is no identifier or the
/// value has no letter and no digit.
///
/// ```
/// use fyke_model::country::Country;
/// use fyke_resolve::facts::identifiers::{Kind, Validity, read};
/// let ru = Some(Country::of("RU"));
/// let a = read("taxNumber", "7707 083 893", ru).unwrap();
/// let b = read("innCode", "ИНН 7707083893", None).unwrap();
/// assert_eq!((a.kind(), a.validity()), (Kind::Inn, Validity::Valid));
/// assert_eq!(a.key(), b.key());
/// assert!(read("name", "7707083893", ru).is_none());
/// ```
pub fn read(prop: &str, value: &str, country: Option<Country>) -> Option<Identifier> {
    let drawer = drawer(prop)?;
    if matches!(drawer, Kind::Email | Kind::Phone | Kind::Website | Kind::Wallet) {
        return contacts::read(drawer, value, country);
    }
    let (number, own) = number_of(value);
    let country = own.or(country);
    let value = plain(number, drawer);
    if value.is_empty() {
        return None;
    }
    if is_placeholder(&value) {
        return Some(Identifier::new(drawer, country, Validity::Placeholder, &value));
    }
    Some(settle(drawer, &value, country))
}

/// Reads a cell that may hold several values, divided by commas, semicolons or
/// "and": all of them, in their order. Commas inside a remark ("123, issued in
/// 2018") divide nothing.
///
/// ```
/// use fyke_resolve::facts::identifiers::read_all;
/// assert_eq!(read_all("phone", "+7 (499) 267-43-93, +7 (499) 263-94-01", None).len(), 2);
/// assert_eq!(read_all("passportNumber", "A1234567, issued on 4 Feb. 2003", None).len(), 1);
/// ```
pub fn read_all(prop: &str, cell: &str, country: Option<Country>) -> Vec<Identifier> {
    let contact = matches!(
        drawer(prop),
        Some(Kind::Email | Kind::Phone | Kind::Website | Kind::Wallet)
    );
    let pieces = cell.split([',', ';', '\n']).flat_map(|piece| piece.split(" / "));
    let pieces = pieces.flat_map(|piece| piece.split(" and ")).take(VALUES_MAX);
    let pieces: Vec<&str> = pieces.filter(|piece| !piece.trim().is_empty()).collect();
    let is_number = |piece: &&str| {
        let head = piece.split('(').next().unwrap_or("");
        let words = head
            .split_whitespace()
            .filter(|word| word.chars().all(char::is_alphabetic));
        head.bytes().any(|b| b.is_ascii_digit()) && words.count() == 0
    };
    if !contact && !pieces.iter().all(is_number) {
        return read(prop, cell, country).into_iter().collect();
    }
    pieces
        .into_iter()
        .filter_map(|piece| read(prop, piece, country))
        .collect()
}

/// Most values that one cell gives.
const VALUES_MAX: usize = 16;

/// The number without what people write after it, and the country that they
/// write in brackets: "A00000106 (Nicaragua)", "(b) 754833, issued in 2007".
fn number_of(value: &str) -> (&str, Option<Country>) {
    let value = value.trim_start_matches(|c: char| c.is_whitespace() || c == '"');
    let value = match value.as_bytes() {
        [b'(', b'a'..=b'z', b')', ..] => value.get(3..).unwrap_or(""),
        _ => value,
    };
    let Some(digit) = value.find(|c: char| c.is_ascii_digit()) else {
        return (value, None);
    };
    let (_, tail) = value.split_at(digit);
    let ends = [
        "(", ",", ";", " issued", " expire", " valid", " or ", " KPP", " INN", " OGRN",
    ];
    let end = ends.iter().filter_map(|mark| tail.find(mark)).min();
    let end = end.map_or(value.len(), |end| digit + end);
    let (number, rest) = value.split_at_checked(end).unwrap_or((value, ""));
    let inside = rest.strip_prefix('(').and_then(|rest| rest.split(')').next());
    let inside = inside.filter(|inside| inside.len() <= 80);
    let own = inside.map(|inside| super::countries::Countries::read([inside]));
    let own = own.and_then(|own| match own.codes() {
        [code] => Some(*code),
        _ => None,
    });
    (number, own)
}

/// The kind that a property stands for.
fn drawer(prop: &str) -> Option<Kind> {
    Some(match prop {
        "innCode" => Kind::Inn,
        "ogrnCode" => Kind::Ogrn,
        "kppCode" => Kind::Kpp,
        "okpoCode" => Kind::Okpo,
        "snilsCode" | "snils" => Kind::Snils,
        "uscCode" => Kind::Uscc,
        "imoNumber" => Kind::Imo,
        "mmsi" => Kind::Mmsi,
        "leiCode" => Kind::Lei,
        "swiftBic" | "bic" => Kind::Bic,
        "isin" | "isinCode" => Kind::Isin,
        "iban" => Kind::Iban,
        "vatCode" => Kind::Vat,
        "dunsCode" => Kind::Duns,
        "socialSecurityNumber" => Kind::UsSsn,
        "passportNumber" => Kind::Passport,
        "email" => Kind::Email,
        "phone" => Kind::Phone,
        "website" => Kind::Website,
        "publicKey" | "cryptoWallet" => Kind::Wallet,
        "callSign" => Kind::CallSign,
        "icaoCode" => Kind::AircraftHex,
        "aircraftRegistration" => Kind::Aircraft,
        "serialNumber" => Kind::Serial,
        "taxNumber" | "fnsCode" => Kind::Tax,
        "registrationNumber" | "jibCode" | "mbsCode" | "ibcRuc" | "voenCode" | "cikCode" => Kind::Register,
        "idNumber" => Kind::National,
        "licenseNumber" | "bikCode" | "bik" | "uniqueEntityId" | "npiCode" | "cageCode" | "permId"
        | "giiNumber" | "accountNumber" | "number" | "bvdId" | "ticker" => Kind::Other,
        _ => return None,
    })
}

/// Latin capitals and digits; words such as "INN" or "No." before the number
/// are left out.
fn plain(value: &str, drawer: Kind) -> String {
    let cut: String = value.chars().take(4 * VALUE_CHARS_MAX).collect();
    let latin = any_ascii::any_ascii(&cut);
    let lettered = !matches!(
        drawer,
        Kind::Inn | Kind::Ogrn | Kind::Okpo | Kind::Snils | Kind::Imo | Kind::Mmsi | Kind::Duns | Kind::UsSsn
    );
    let mut parts: Vec<&str> = latin.split_whitespace().collect();
    let has_digit = |part: &str| part.bytes().any(|b| b.is_ascii_digit());
    // words before the first part with a digit, as in "Reg. No. 123": kept where
    // they are short letters of the number itself, as in "AB 123456"
    let first = parts.iter().copied().position(has_digit).unwrap_or(0);
    let is_word = |part: &&str| part.len() > 3 || part.ends_with(['.', ':', '#']) || is_label(part);
    let words = parts.get(..first).unwrap_or(&[]).iter().rposition(is_word);
    parts.drain(..words.map_or(0, |last| last + 1));
    // "series 3418 No 265658"
    parts.retain(|part| !is_label(part));
    let kept: String = parts
        .iter()
        .flat_map(|part| part.chars())
        .filter(|c| {
            if lettered {
                c.is_ascii_alphanumeric()
            } else {
                c.is_ascii_digit()
            }
        })
        .take(VALUE_CHARS_MAX)
        .collect();
    if kept.is_empty() {
        return latin
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .take(VALUE_CHARS_MAX)
            .collect::<String>()
            .to_ascii_uppercase();
    }
    kept.to_ascii_uppercase()
}

fn is_label(part: &str) -> bool {
    let part = part.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    ["no", "nr", "num", "inn", "ogrn", "imo", "kpp", "lei", "reg", "id"]
        .iter()
        .any(|label| part.eq_ignore_ascii_case(label))
}

/// What people write where there is no number.
pub(crate) fn is_placeholder(value: &str) -> bool {
    const WORDS: &[&str] = &[
        "NA",
        "NONE",
        "NULL",
        "NIL",
        "UNKNOWN",
        "NOTAVAILABLE",
        "NOTKNOWN",
        "NOTAPPLICABLE",
        "UNAVAILABLE",
        "ID",
        "IMO",
        "TBD",
        "TBA",
        "NET",
        "HET",
        "OTSUTSTVUET",
        "NEIZVESTNO",
        "PENDING",
        "TEST",
    ];
    const ROWS: [&str; 3] = [
        "01234567890123456789",
        "12345678901234567890",
        "98765432109876543210",
    ];
    let bytes = value.as_bytes();
    let one_character = bytes.windows(2).all(|pair| pair.first() == pair.last());
    let counted = bytes.len() >= 5 && ROWS.iter().any(|row| row.starts_with(value));
    let nothing = bytes.iter().all(|b| matches!(b, b'0' | b'X'));
    one_character || counted || nothing || WORDS.contains(&value)
}

/// Finds the special kind of a value in a drawer.
fn settle(drawer: Kind, value: &str, country: Option<Country>) -> Identifier {
    match drawer {
        Kind::Vat => return settle_vat(value, country),
        Kind::Imo => return settle_imo(value),
        Kind::Bic => {
            let value = if value.len() == 11 {
                value.strip_suffix("XXX").unwrap_or(value)
            } else {
                value
            };
            return with_form(Kind::Bic, value, country);
        }
        Kind::Mmsi => return with_form(Kind::Mmsi, value, mmsi_country(value).or(country)),
        Kind::Iban | Kind::Isin => return with_form(drawer, value, country),
        Kind::Tax | Kind::Register | Kind::National => {}
        // other countries have social security numbers too
        Kind::UsSsn if country.is_some_and(|country| country.as_str() != "US") => {
            return settle(Kind::National, value, country);
        }
        _ => return with_form(drawer, value, country),
    }
    if let Some(found) = without_country(drawer, value) {
        return found;
    }
    let known: Vec<(Kind, String, Validity)> = candidates(drawer, value, country)
        .into_iter()
        .filter_map(|(kind, text)| form(kind, &text, country).map(|validity| (kind, text, validity)))
        .collect();
    // one that holds before the first that is only mistyped
    let holds = known
        .iter()
        .find(|(_, _, validity)| *validity >= Validity::FormOnly);
    let main = candidates(drawer, value, country).first().map(|(kind, _)| *kind);
    let mistyped = known.iter().find(|(kind, _, _)| Some(*kind) == main);
    if let Some((kind, text, validity)) = holds.or(mistyped) {
        let country = if *kind == Kind::Vat {
            country
        } else {
            own_country(*kind).or(country)
        };
        return Identifier::new(*kind, country, *validity, text);
    }
    if let Some(found) = colombian(value, country) {
        return found;
    }
    with_form(drawer, value, country)
}

fn with_form(kind: Kind, value: &str, country: Option<Country>) -> Identifier {
    // a number of another length is another number that stands in this drawer
    let other = match kind {
        _ if form(kind, value, country).is_some() => None,
        Kind::Lei | Kind::Uscc | Kind::Ogrn | Kind::Okpo => Some(Kind::Register),
        Kind::Inn => Some(Kind::Tax),
        Kind::Snils => Some(Kind::National),
        _ => None,
    };
    if let Some(other) = other {
        let country = country.or(own_country(kind));
        return Identifier::new(
            other,
            country,
            form(other, value, country).unwrap_or(Validity::BadCheckDigit),
            value,
        );
    }
    let validity = form(kind, value, country).unwrap_or(Validity::BadCheckDigit);
    Identifier::new(kind, own_country(kind).or(country), validity, value)
}

/// Numbers so long and so checked that they are known without their country.
fn without_country(drawer: Kind, value: &str) -> Option<Identifier> {
    if drawer == Kind::National {
        return None;
    }
    let has_letter = value.bytes().any(|b| b.is_ascii_uppercase());
    [Kind::Lei, Kind::Uscc]
        .into_iter()
        .filter(|kind| has_letter || *kind == Kind::Uscc && value.starts_with('9'))
        .find(|kind| form(*kind, value, None) == Some(Validity::Valid))
        .map(|kind| with_form(kind, value, None))
}

/// The special kinds that a drawer of a country may hold, the main one first,
/// with the value as that kind writes it.
fn candidates(drawer: Kind, value: &str, country: Option<Country>) -> Vec<(Kind, String)> {
    let Some(country) = country else {
        return Vec::new();
    };
    let kinds: &[Kind] = match (country.as_str(), drawer) {
        ("RU", Kind::Tax) => &[Kind::Inn, Kind::Ogrn],
        ("RU", Kind::Register) => &[Kind::Ogrn, Kind::Inn],
        ("RU", _) => &[Kind::Snils, Kind::Inn],
        ("UA", Kind::Register) => &[Kind::UaEdrpou, Kind::UaRnokpp, Kind::Ogrn],
        // Crimea's firms have Russian numbers
        ("UA", _) => &[Kind::UaRnokpp, Kind::UaEdrpou, Kind::Inn],
        ("BY", _) => &[Kind::ByUnp],
        ("KZ", _) => &[Kind::KzBin],
        ("CN", Kind::National) => &[Kind::CnResident],
        ("CN", _) => &[Kind::Uscc],
        ("HK", Kind::National) => &[Kind::HkId],
        ("HK", _) => &[Kind::HkBr, Kind::HkCr],
        ("TR", Kind::National) => &[Kind::TrTckn],
        ("TR", _) => &[Kind::TrVkn, Kind::TrTckn],
        ("IR", Kind::National) => &[Kind::IrPerson],
        ("IR", _) => &[Kind::IrCompany],
        ("IN", Kind::Register) => &[Kind::InCin, Kind::InPan],
        ("IN", _) => &[Kind::InPan, Kind::InGstin],
        ("PK", Kind::National) => &[Kind::PkCnic],
        ("PK", Kind::Tax) => &[Kind::PkNtn],
        ("US", Kind::National) => &[Kind::UsSsn],
        ("US", Kind::Tax) => &[Kind::UsEin],
        ("GB", Kind::Register) => &[Kind::UkCompany],
        ("BR", Kind::National) => &[Kind::BrCpf],
        ("BR", _) => &[Kind::BrCnpj, Kind::BrCpf],
        ("AR", _) => &[Kind::ArCuit],
        ("PE", Kind::Tax) => &[Kind::PeRuc],
        ("CL", _) => &[Kind::ClRut],
        ("MX", Kind::Tax) => &[Kind::MxRfc, Kind::MxCurp],
        ("MX", _) => &[Kind::MxCurp, Kind::MxRfc],
        ("VE", Kind::Tax) => &[Kind::VeRif],
        (_, Kind::Tax) => &[Kind::Vat],
        _ => &[],
    };
    kinds
        .iter()
        .map(|kind| (*kind, as_kind(*kind, value, country)))
        .collect()
}

fn as_kind(kind: Kind, value: &str, country: Country) -> String {
    match kind {
        Kind::UkCompany if value.len() < 8 && value.bytes().all(|b| b.is_ascii_digit()) => {
            format!("{value:0>8}")
        }
        Kind::Vat => match vat_country(value) {
            Some((own, rest)) if own == country => rest.to_owned(),
            _ => value.to_owned(),
        },
        _ => value.to_owned(),
    }
}

/// Colombians write the NIT with its check digit or without: kept without where
/// it holds, so that both are one.
fn colombian(value: &str, country: Option<Country>) -> Option<Identifier> {
    if country? != Country::of("CO") || !(6..=10).contains(&value.len()) {
        return None;
    }
    let validity = form(Kind::CoNit, value, country)?;
    if value.len() == 10 && nit_holds(value) && value.starts_with(['8', '9']) {
        return Some(Identifier::new(
            Kind::CoNit,
            country,
            Validity::Valid,
            value.get(..9)?,
        ));
    }
    Some(Identifier::new(Kind::CoNit, country, validity, value))
}

fn settle_vat(value: &str, country: Option<Country>) -> Identifier {
    if let Some((own, rest)) = vat_country(value)
        && let Some(validity) = form(Kind::Vat, rest, Some(own))
    {
        return Identifier::new(Kind::Vat, Some(own), validity, rest);
    }
    match form(Kind::Vat, value, country) {
        Some(validity) => Identifier::new(Kind::Vat, country, validity, value),
        None => settle(Kind::Tax, value, country),
    }
}

/// Ships and their owners have numbers of one form with different check digits.
fn settle_imo(value: &str) -> Identifier {
    let ship = with_form(Kind::Imo, value, None);
    let owner = with_form(Kind::ImoCompany, value, None);
    match (ship.validity(), owner.validity()) {
        (Validity::BadCheckDigit, Validity::Valid) => owner,
        _ => ship,
    }
}

/// The country of kinds that only one country gives out.
fn own_country(kind: Kind) -> Option<Country> {
    let code = match kind {
        Kind::Inn | Kind::Ogrn | Kind::Kpp | Kind::Okpo | Kind::Snils => "RU",
        Kind::KzBin => "KZ",
        Kind::UaEdrpou | Kind::UaRnokpp => "UA",
        Kind::ByUnp => "BY",
        Kind::Uscc | Kind::CnResident => "CN",
        Kind::HkBr | Kind::HkCr | Kind::HkId => "HK",
        Kind::TrVkn | Kind::TrTckn => "TR",
        Kind::IrPerson | Kind::IrCompany => "IR",
        Kind::InPan | Kind::InCin | Kind::InGstin => "IN",
        Kind::PkNtn | Kind::PkCnic => "PK",
        Kind::UsEin | Kind::UsSsn => "US",
        Kind::UkCompany => "GB",
        Kind::BrCnpj | Kind::BrCpf => "BR",
        Kind::ArCuit => "AR",
        Kind::CoNit => "CO",
        Kind::PeRuc => "PE",
        Kind::ClRut => "CL",
        Kind::MxRfc | Kind::MxCurp => "MX",
        Kind::VeRif => "VE",
        _ => return None,
    };
    code.parse().ok()
}
