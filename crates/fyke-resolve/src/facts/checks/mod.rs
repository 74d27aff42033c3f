//! The form of each kind of number, and the arithmetic of its check digit, each
//! named by its standard. Values come in normalised: Latin capitals and digits
//! without marks between them.

mod america;
mod asia;
mod cis;
mod vat;
mod world;

pub(crate) use america::nit_holds;
pub(crate) use vat::vat_country;
pub(crate) use world::mmsi_country;

use super::identifiers::{Kind, Validity};
use fyke_model::country::Country;

/// What the form says of a value of a kind; none where it has another form.
pub(crate) fn form(kind: Kind, value: &str, country: Option<Country>) -> Option<Validity> {
    match kind {
        Kind::Inn => cis::inn(value),
        Kind::Ogrn => cis::ogrn(value),
        Kind::Kpp => cis::kpp(value),
        Kind::Okpo => cis::okpo(value),
        Kind::Snils => cis::snils(value),
        Kind::KzBin => cis::kz_bin(value),
        Kind::UaEdrpou => cis::ua_edrpou(value),
        Kind::UaRnokpp => cis::ua_rnokpp(value),
        Kind::ByUnp => cis::by_unp(value),
        Kind::Uscc => asia::uscc(value),
        Kind::CnResident => asia::cn_resident(value),
        Kind::HkBr => shape(value, &[(b'9', 8)]).or_else(|| shape(value, &[(b'9', 11)])),
        Kind::HkCr => shape(value, &[(b'9', 7)]).or_else(|| shape(value, &[(b'9', 8)])),
        Kind::HkId => asia::hk_id(value),
        Kind::TrVkn => asia::tr_vkn(value),
        Kind::TrTckn => asia::tr_tckn(value),
        Kind::IrPerson => asia::ir_person(value),
        Kind::IrCompany => asia::ir_company(value),
        Kind::InPan => shape(value, &[(b'A', 5), (b'9', 4), (b'A', 1)]),
        Kind::InCin => shape(
            value,
            &[(b'A', 1), (b'9', 5), (b'A', 2), (b'9', 4), (b'A', 3), (b'9', 6)],
        ),
        Kind::InGstin => asia::in_gstin(value),
        Kind::PkNtn => shape(value, &[(b'9', 8)]).or_else(|| shape(value, &[(b'9', 7)])),
        Kind::PkCnic => shape(value, &[(b'9', 13)]),
        Kind::Imo => world::imo(value),
        Kind::ImoCompany => world::imo_company(value),
        Kind::Mmsi => world::mmsi(value),
        Kind::Lei => world::lei(value),
        Kind::Bic => world::bic(value),
        Kind::Isin => world::isin(value),
        Kind::Iban => world::iban(value),
        Kind::Duns | Kind::UsEin => shape(value, &[(b'9', 9)]),
        Kind::UsSsn => america::ssn(value),
        Kind::UkCompany => uk_company(value),
        Kind::BrCnpj => america::cnpj(value),
        Kind::BrCpf => america::cpf(value),
        Kind::ArCuit => america::cuit(value),
        Kind::CoNit => america::nit(value),
        Kind::PeRuc => america::pe_ruc(value),
        Kind::ClRut => america::rut(value),
        Kind::MxRfc => america::rfc(value),
        Kind::MxCurp => america::curp(value),
        Kind::VeRif => america::rif(value),
        Kind::Vat => vat::vat(value, country),
        Kind::AircraftHex => {
            let hex = value.len() == 6 && value.bytes().all(|b| b.is_ascii_hexdigit());
            hex.then_some(Validity::FormOnly)
        }
        Kind::Aircraft | Kind::CallSign => within(value, 3, 8),
        Kind::Passport => within(value, 5, 15),
        Kind::Tax | Kind::Register | Kind::National | Kind::Other | Kind::Serial => within(value, 3, 40),
        Kind::Email | Kind::Phone | Kind::Website | Kind::Wallet => Some(Validity::FormOnly),
    }
}

/// `Valid` or `BadCheckDigit`.
fn checked(holds: bool) -> Option<Validity> {
    Some(match holds {
        true => Validity::Valid,
        false => Validity::BadCheckDigit,
    })
}

fn within(value: &str, bytes_min: usize, bytes_max: usize) -> Option<Validity> {
    let fits = (bytes_min..=bytes_max).contains(&value.len()) && value.bytes().any(|b| b.is_ascii_digit());
    fits.then_some(Validity::FormOnly)
}

/// Whether the value is made of runs: `9` for digits, `A` for letters, `*` for
/// either, each so many times.
fn has_shape(value: &str, runs: &[(u8, usize)]) -> bool {
    let mut rest = value.as_bytes();
    for (class, count) in runs {
        let Some((run, tail)) = rest.split_at_checked(*count) else {
            return false;
        };
        let fits = |b: &u8| match class {
            b'9' => b.is_ascii_digit(),
            b'A' => b.is_ascii_uppercase(),
            _ => b.is_ascii_digit() || b.is_ascii_uppercase(),
        };
        if !run.iter().all(fits) {
            return false;
        }
        rest = tail;
    }
    rest.is_empty()
}

fn shape(value: &str, runs: &[(u8, usize)]) -> Option<Validity> {
    has_shape(value, runs).then_some(Validity::FormOnly)
}

/// Exactly `N` digits.
fn digits<const N: usize>(value: &str) -> Option<[u32; N]> {
    let bytes: [u8; N] = value.as_bytes().try_into().ok()?;
    bytes
        .iter()
        .all(u8::is_ascii_digit)
        .then(|| bytes.map(|b| u32::from(b - b'0')))
}

/// The sum of digits times weights, over the shorter of the two.
fn weighted(digits: &[u32], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(d, w)| d * w).sum()
}

/// The value of a character: digits as they are, `A` = 10 to `Z` = 35.
fn alphanumeric(byte: u8) -> Option<u32> {
    char::from(byte).to_digit(36)
}

/// ISO 7064 MOD 97-10 over characters: the remainder of the whole, with letters
/// as two digits.
fn mod_97(bytes: impl Iterator<Item = u8>) -> Option<u32> {
    let mut rest = 0;
    for byte in bytes {
        let value = alphanumeric(byte)?;
        rest = (rest * if value > 9 { 100 } else { 10 } + value) % 97;
    }
    Some(rest)
}

/// ISO 7064 MOD 11,10 with the check digit last.
fn mod_11_10(digits: &[u32]) -> bool {
    let mut product = 10;
    let Some((check, head)) = digits.split_last() else {
        return false;
    };
    for digit in head {
        let sum = (digit + product) % 10;
        product = if sum == 0 { 10 } else { sum } * 2 % 11;
    }
    (product + check) % 10 == 1
}

/// Luhn's formula (ISO/IEC 7812-1 annex B), the check digit last.
fn luhn(digits: &[u32]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| match at % 2 {
            0 => *digit,
            _ => digit * 2 / 10 + digit * 2 % 10,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Companies House: eight digits, or two letters (or `R0`) and six digits.
fn uk_company(value: &str) -> Option<Validity> {
    shape(value, &[(b'9', 8)])
        .or_else(|| shape(value, &[(b'A', 2), (b'9', 6)]))
        .or_else(|| shape(value, &[(b'A', 1), (b'9', 7)]))
}

#[cfg(test)]
mod tests;
