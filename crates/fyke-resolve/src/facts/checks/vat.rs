//! VAT numbers of the EU's member states, the United Kingdom and Switzerland.
//!
//! Forms and check digits are those of the Commission's VIES and of the states'
//! own descriptions. Values come without the country's letters.

use super::{checked, digits, has_shape, luhn, mod_11_10, shape, weighted};
use crate::facts::identifiers::Validity;
use fyke_model::country::Country;

/// The country whose letters begin the number, and the number after them.
pub(crate) fn vat_country(value: &str) -> Option<(Country, &str)> {
    let (head, tail) = match value.strip_prefix("CHE") {
        Some(tail) => ("CH", tail),
        None => value.split_at_checked(2)?,
    };
    let head = match head {
        "EL" => "GR",
        "XI" => "GB",
        head => head,
    };
    let known = [
        "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE",
        "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
    ];
    let digits = tail.bytes().filter(u8::is_ascii_digit).count();
    if !known.contains(&head) || digits < 2 {
        return None;
    }
    Some((head.parse().ok()?, tail))
}

/// What the form says of the number of a country; none where it has another
/// form or the country is not known.
pub(super) fn vat(value: &str, country: Option<Country>) -> Option<Validity> {
    match country?.as_str() {
        "AT" => austria(value),
        "BE" => belgium(value),
        "BG" => bulgaria(value),
        "CH" => switzerland(value),
        "CY" => shape(value, &[(b'9', 8), (b'A', 1)]),
        "CZ" => shape(value, &[(b'9', value.len())]).filter(|_| (8..=10).contains(&value.len())),
        "DE" => checked(mod_11_10(&digits::<9>(value)?)),
        "DK" => checked(weighted(&digits::<8>(value)?, &[2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)),
        "EE" => checked(weighted(&digits::<9>(value)?, &[3, 7, 1, 3, 7, 1, 3, 7, 1]).is_multiple_of(10)),
        "ES" => spain(value),
        "FI" => checked(weighted(&digits::<8>(value)?, &[7, 9, 10, 5, 8, 4, 2, 1]).is_multiple_of(11)),
        "FR" => france(value),
        "GB" => britain(value),
        "GR" => greece(value),
        "HR" => checked(mod_11_10(&digits::<11>(value)?)),
        "HU" => checked(weighted(&digits::<8>(value)?, &[9, 7, 3, 1, 9, 7, 3, 1]).is_multiple_of(10)),
        "IE" => ireland(value),
        "IT" => checked(luhn(&digits::<11>(value)?)),
        "LT" => shape(value, &[(b'9', 9)]).or_else(|| shape(value, &[(b'9', 12)])),
        "LU" => luxembourg(value),
        "LV" => shape(value, &[(b'9', 11)]),
        "MT" => malta(value),
        "NL" => netherlands(value),
        "PL" => poland(value),
        "PT" => portugal(value),
        "RO" => romania(value),
        "SE" => sweden(value),
        "SI" => slovenia(value),
        "SK" => {
            digits::<10>(value)?;
            checked(value.parse::<u64>().is_ok_and(|n| n.is_multiple_of(11)))
        }
        _ => None,
    }
}

fn austria(value: &str) -> Option<Validity> {
    let d = digits::<8>(value.strip_prefix('U')?)?;
    let sum: u32 = d[..7]
        .iter()
        .enumerate()
        .map(|(at, n)| if at % 2 == 0 { *n } else { n * 2 / 10 + n * 2 % 10 })
        .sum();
    checked((96 - sum) % 10 == d[7])
}

fn belgium(value: &str) -> Option<Validity> {
    let padded;
    let value = match value.len() {
        9 => {
            padded = format!("0{value}");
            &padded
        }
        _ => value,
    };
    digits::<10>(value)?;
    let (head, check) = value.split_at_checked(8)?;
    let (head, check): (u32, u32) = (head.parse().ok()?, check.parse().ok()?);
    checked(97 - head % 97 == check)
}

fn bulgaria(value: &str) -> Option<Validity> {
    let Some(d) = digits::<9>(value) else {
        return shape(value, &[(b'9', 10)]);
    };
    let rest = match weighted(&d[..8], &[1, 2, 3, 4, 5, 6, 7, 8]) % 11 {
        10 => weighted(&d[..8], &[3, 4, 5, 6, 7, 8, 9, 10]) % 11 % 10,
        rest => rest,
    };
    checked(rest == d[8])
}

/// UID of the Federal Statistical Office; `MWST`, `TVA`, `IVA` may follow.
fn switzerland(value: &str) -> Option<Validity> {
    let d = digits::<9>(value.get(..9)?)?;
    let rest = weighted(&d[..8], &[5, 4, 3, 2, 7, 6, 5, 4]) % 11;
    checked((rest + d[8]).is_multiple_of(11))
}

fn spain(value: &str) -> Option<Validity> {
    const LETTERS: &[u8] = b"TRWAGMYFPDXBNJZSQVHLCKE";
    if has_shape(value, &[(b'9', 8), (b'A', 1)]) {
        let number: usize = value.get(..8)?.parse().ok()?;
        return checked(LETTERS.get(number % 23) == value.as_bytes().last());
    }
    if !has_shape(value, &[(b'A', 1), (b'9', 7), (b'*', 1)]) {
        return None;
    }
    let (first, last) = (*value.as_bytes().first()?, *value.as_bytes().last()?);
    let d = digits::<7>(value.get(1..8)?)?;
    if let Some(lead) = b"XYZ".iter().position(|b| *b == first) {
        let number = d.iter().fold(lead, |n, digit| n * 10 + *digit as usize);
        return checked(LETTERS.get(number % 23) == Some(&last));
    }
    let even: u32 = d.iter().skip(1).step_by(2).sum();
    let odd: u32 = d.iter().step_by(2).map(|n| n * 2 / 10 + n * 2 % 10).sum();
    let check = (10 - (even + odd) % 10) % 10;
    let letter = b"JABCDEFGHI".get(check as usize).copied();
    checked(u32::from(last) == u32::from(b'0') + check || Some(last) == letter)
}

/// Two characters of key and the SIREN, which has Luhn's check digit.
fn france(value: &str) -> Option<Validity> {
    if !has_shape(value, &[(b'*', 2), (b'9', 9)]) {
        return None;
    }
    let siren = digits::<9>(value.get(2..)?)?;
    let number = siren.iter().fold(0u64, |n, digit| n * 10 + u64::from(*digit));
    let key = value.get(..2)?.parse::<u64>().ok();
    // keys with letters follow a rule of their own
    let key_holds = key.is_none_or(|key| (12 + 3 * (number % 97)) % 97 == key);
    checked(luhn(&siren) && key_holds)
}

fn britain(value: &str) -> Option<Validity> {
    let d = match value.len() {
        12 => digits::<9>(value.get(..9)?)?,
        _ => digits::<9>(value)?,
    };
    let sum = weighted(&d[..7], &[8, 7, 6, 5, 4, 3, 2]) + d[7] * 10 + d[8];
    checked(sum.is_multiple_of(97) || (sum + 55).is_multiple_of(97))
}

fn greece(value: &str) -> Option<Validity> {
    let d = digits::<9>(value)?;
    let sum = weighted(&d[..8], &[256, 128, 64, 32, 16, 8, 4, 2]);
    checked(sum % 11 % 10 == d[8])
}

fn ireland(value: &str) -> Option<Validity> {
    if !has_shape(value.get(..8)?, &[(b'9', 7), (b'A', 1)]) {
        // the old form with a mark or letter in second place
        return shape(value, &[(b'9', 1), (b'A', 1), (b'9', 5), (b'A', 1)]);
    }
    let d = digits::<7>(value.get(..7)?)?;
    let second = match value.as_bytes().get(8..)? {
        [] | [b'W'] => 0,
        [letter @ b'A'..=b'I'] => u32::from(letter - b'A') + 1,
        _ => return None,
    };
    let rest = (weighted(&d, &[8, 7, 6, 5, 4, 3, 2]) + second * 9) % 23;
    checked(b"WABCDEFGHIJKLMNOPQRSTUV".get(rest as usize) == value.as_bytes().get(7))
}

fn luxembourg(value: &str) -> Option<Validity> {
    digits::<8>(value)?;
    let number: u32 = value.parse().ok()?;
    checked(number / 100 % 89 == number % 100)
}

fn malta(value: &str) -> Option<Validity> {
    let d = digits::<8>(value)?;
    let sum = weighted(&d[..6], &[3, 4, 6, 7, 8, 9]);
    checked(37 - sum % 37 == d[6] * 10 + d[7])
}

/// Nine digits, `B`, two digits: the number of a firm (weights 9 to 2 modulo
/// 11), or since 2020 MOD 97-10 with the country's letters before it.
fn netherlands(value: &str) -> Option<Validity> {
    if !has_shape(value, &[(b'9', 9), (b'A', 1), (b'9', 2)]) {
        return None;
    }
    let d = digits::<9>(value.get(..9)?)?;
    let rest = weighted(&d[..8], &[9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    let new = super::mod_97(b"NL".iter().copied().chain(value.bytes())) == Some(1);
    checked(rest == d[8] || new)
}

fn poland(value: &str) -> Option<Validity> {
    let d = digits::<10>(value)?;
    checked(weighted(&d[..9], &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == d[9])
}

fn portugal(value: &str) -> Option<Validity> {
    let d = digits::<9>(value)?;
    let rest = weighted(&d[..8], &[9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    checked(d[8] == if rest < 2 { 0 } else { 11 - rest })
}

/// CUI of Romania: 2 to 10 digits, weights 7, 5, 3, 2, 1, 7, 5, 3, 2.
fn romania(value: &str) -> Option<Validity> {
    if !(2..=10).contains(&value.len()) || !has_shape(value, &[(b'9', value.len())]) {
        return None;
    }
    let d = digits::<10>(&format!("{value:0>10}"))?;
    let sum = weighted(&d[..9], &[7, 5, 3, 2, 1, 7, 5, 3, 2]);
    checked(sum * 10 % 11 % 10 == d[9])
}

fn sweden(value: &str) -> Option<Validity> {
    let d = digits::<10>(value.get(..10)?)?;
    checked(luhn(&d) && matches!(value.get(10..), Some("" | "01" | "02" | "03" | "04")))
}

fn slovenia(value: &str) -> Option<Validity> {
    let d = digits::<8>(value)?;
    let rest = 11 - weighted(&d[..7], &[8, 7, 6, 5, 4, 3, 2]) % 11;
    checked(rest % 10 == d[7] && rest != 11)
}
