//! China, Hong Kong, Turkey, Iran, India.

use super::{alphanumeric, checked, digits, has_shape, weighted};
use crate::facts::identifiers::Validity;

/// Unified social credit code (GB 32100-2015): ISO 7064 MOD 31-3 over digits
/// and letters without I, O, S, V, Z.
pub(super) fn uscc(value: &str) -> Option<Validity> {
    const ALPHABET: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    if value.len() != 18 || !has_shape(value.get(2..8)?, &[(b'9', 6)]) {
        return None;
    }
    let mut sum = 0;
    let mut weight = 1;
    let mut last = 0;
    for (at, byte) in value.bytes().enumerate() {
        let Some(place) = ALPHABET.iter().position(|b| *b == byte) else {
            return Some(Validity::BadCheckDigit).filter(|_| byte.is_ascii_alphanumeric());
        };
        if at < 17 {
            sum += place * weight;
            weight = weight * 3 % 31;
        } else {
            last = place;
        }
    }
    checked((sum + last) % 31 == 0)
}

/// Resident identity number (GB 11643-1999): ISO 7064 MOD 11-2.
pub(super) fn cn_resident(value: &str) -> Option<Validity> {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let head = digits::<17>(value.get(..17)?)?;
    let check = match value.get(17..)? {
        "X" => 10,
        digit => digits::<1>(digit)?[0],
    };
    // the date of birth stands in the middle
    let month = head[10] * 10 + head[11];
    checked((weighted(&head, &WEIGHTS) + check) % 11 == 1 && (1..=12).contains(&month))
}

/// Hong Kong identity card: one or two letters, six digits, check digit or A;
/// weights 9 to 2 modulo 11, a missing first letter counts 36.
pub(super) fn hk_id(value: &str) -> Option<Validity> {
    let two = match value.len() {
        8 => false,
        9 => true,
        _ => return None,
    };
    let letters = if two { 2 } else { 1 };
    if !has_shape(value, &[(b'A', letters), (b'9', 6), (b'*', 1)]) {
        return None;
    }
    let blank = if two { None } else { Some(36) };
    let mut sum = 0;
    let values = blank.into_iter().chain(value.bytes().filter_map(alphanumeric));
    for (value, weight) in values.zip([9, 8, 7, 6, 5, 4, 3, 2, 1]) {
        sum += value * weight;
    }
    checked(sum % 11 == 0)
}

/// VKN of the Turkish Revenue Administration, 10 digits.
pub(super) fn tr_vkn(value: &str) -> Option<Validity> {
    let d = digits::<10>(value)?;
    let mut sum = 0;
    for (digit, place) in d[..9].iter().rev().zip(1u32..) {
        let one = (digit + place) % 10;
        if one > 0 {
            let two = one * (1 << place) % 9;
            sum += if two == 0 { 9 } else { two };
        }
    }
    checked((10 - sum % 10) % 10 == d[9])
}

/// TCKN, 11 digits with two check digits.
pub(super) fn tr_tckn(value: &str) -> Option<Validity> {
    let d = digits::<11>(value)?;
    let odd = d[0] + d[2] + d[4] + d[6] + d[8];
    let even = d[1] + d[3] + d[5] + d[7];
    let tenth = (odd * 7 + 90 - even) % 10;
    let sum: u32 = d[..10].iter().sum();
    checked(d[0] != 0 && tenth == d[9] && sum % 10 == d[10])
}

/// Iranian national number: weights 10 to 2 modulo 11.
pub(super) fn ir_person(value: &str) -> Option<Validity> {
    let d = digits::<10>(value)?;
    let rest = weighted(&d[..9], &[10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    checked(d[9] == if rest < 2 { rest } else { 11 - rest })
}

/// Iranian legal entity number: each digit plus the tenth plus 2, weights 29,
/// 27, 23, 19, 17 in turn, modulo 11 modulo 10.
pub(super) fn ir_company(value: &str) -> Option<Validity> {
    let d = digits::<11>(value)?;
    let shift = d[9] + 2;
    let shifted: Vec<u32> = d[..10].iter().map(|digit| digit + shift).collect();
    let sum = weighted(&shifted, &[29, 27, 23, 19, 17, 29, 27, 23, 19, 17]);
    checked(sum % 11 % 10 == d[10])
}

/// GSTIN: Luhn's formula to the base 36, over all but the last character.
pub(super) fn in_gstin(value: &str) -> Option<Validity> {
    let runs = [(b'9', 2), (b'A', 5), (b'9', 4), (b'A', 1), (b'*', 3)];
    if !has_shape(value, &runs) {
        return None;
    }
    let mut sum = 0;
    for (at, number) in value.bytes().filter_map(alphanumeric).take(14).enumerate() {
        let product = number * if at % 2 == 0 { 1 } else { 2 };
        sum += product / 36 + product % 36;
    }
    let check = alphanumeric(*value.as_bytes().last()?)?;
    checked((36 - sum % 36) % 36 == check)
}
