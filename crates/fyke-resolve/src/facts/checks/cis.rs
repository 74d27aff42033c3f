//! Russia, Ukraine, Belarus, Kazakhstan.

use super::{checked, digits, has_shape, shape, weighted};
use crate::facts::identifiers::Validity;

/// INN: order of the Federal Tax Service MM-3-09/... annex; 10 digits with one
/// check digit (weights 2, 4, 10, 3, 5, 9, 4, 6, 8 modulo 11 modulo 10), 12 with two.
pub(super) fn inn(value: &str) -> Option<Validity> {
    const WEIGHTS: [u32; 11] = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
    if let Some(d) = digits::<10>(value) {
        return checked(weighted(&d, &WEIGHTS[2..]) % 11 % 10 == d[9] && !value.starts_with("00"));
    }
    let d = digits::<12>(value)?;
    let first = weighted(&d, &WEIGHTS[1..]) % 11 % 10 == d[10];
    checked(first && weighted(&d, &WEIGHTS) % 11 % 10 == d[11] && !value.starts_with("00"))
}

/// OGRN: the number without its last digit modulo 11 (OGRNIP: 13), modulo 10.
pub(super) fn ogrn(value: &str) -> Option<Validity> {
    let number: u64 = match value.len() {
        13 | 15 if has_shape(value, &[(b'9', value.len())]) => value.parse().ok()?,
        _ => return None,
    };
    let modulus = if value.len() == 13 { 11 } else { 13 };
    checked((number / 10) % modulus % 10 == number % 10 && !value.starts_with('0'))
}

/// KPP: four digits, two digits or capitals, three digits. No check digit.
pub(super) fn kpp(value: &str) -> Option<Validity> {
    shape(value, &[(b'9', 4), (b'*', 2), (b'9', 3)])
}

/// OKPO (PR 50.1.024-2005): weights 1, 2, 3, ... modulo 11; where that is 10,
/// weights 3, 4, 5, ...; where that is 10 again, 0.
pub(super) fn okpo(value: &str) -> Option<Validity> {
    fn holds(d: &[u32]) -> bool {
        let Some((check, head)) = d.split_last() else {
            return false;
        };
        let sum = |from: u32| -> u32 {
            head.iter()
                .zip(0u32..)
                .map(|(digit, at)| digit * ((from + at - 1) % 10 + 1))
                .sum::<u32>()
                % 11
        };
        let rest = match sum(1) {
            10 => sum(3) % 10,
            rest => rest,
        };
        rest == *check
    }
    match value.len() {
        8 => checked(holds(&digits::<8>(value)?)),
        10 => checked(holds(&digits::<10>(value)?)),
        _ => None,
    }
}

/// SNILS: nine digits by 9 to 1, modulo 101, modulo 100, in two digits.
pub(super) fn snils(value: &str) -> Option<Validity> {
    let d = digits::<11>(value)?;
    let sum = weighted(&d[..9], &[9, 8, 7, 6, 5, 4, 3, 2, 1]);
    checked(sum % 101 % 100 == d[9] * 10 + d[10])
}

/// BIN and IIN of Kazakhstan: weights 1 to 11 modulo 11; where that is 10,
/// weights 3 to 11, 1, 2; numbers where that is 10 again are not given out.
pub(super) fn kz_bin(value: &str) -> Option<Validity> {
    let d = digits::<12>(value)?;
    let first = weighted(&d[..11], &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) % 11;
    let rest = match first {
        10 => weighted(&d[..11], &[3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) % 11,
        rest => rest,
    };
    // month of birth or of registration
    let month = d[2] * 10 + d[3];
    checked(rest == d[11] && (1..=12).contains(&month))
}

/// EDRPOU: weights 1 to 7 (7, 1 to 6 from 30,000,000 to 60,000,000) modulo 11;
/// where that is 10, each weight two higher, modulo 11 modulo 10.
pub(super) fn ua_edrpou(value: &str) -> Option<Validity> {
    let d = digits::<8>(value)?;
    let middle = (3..6).contains(&d[0]);
    let weights: [u32; 7] = match middle {
        true => [7, 1, 2, 3, 4, 5, 6],
        false => [1, 2, 3, 4, 5, 6, 7],
    };
    let rest = match weighted(&d[..7], &weights) % 11 {
        10 => weighted(&d[..7], &weights.map(|w| w + 2)) % 11 % 10,
        rest => rest,
    };
    checked(rest == d[7])
}

/// RNOKPP: weights -1, 5, 7, 9, 4, 6, 10, 5, 7 modulo 11 modulo 10.
pub(super) fn ua_rnokpp(value: &str) -> Option<Validity> {
    let d = digits::<10>(value)?;
    // -1 is 10 modulo 11
    let sum = weighted(&d[..9], &[10, 5, 7, 9, 4, 6, 10, 5, 7]);
    checked(sum % 11 % 10 == d[9])
}

/// UNP: weights 29, 23, 19, 17, 13, 7, 5, 3 modulo 11; the second of two
/// letters counts by its place in `ABCEHKMOPT`.
pub(super) fn by_unp(value: &str) -> Option<Validity> {
    let person = has_shape(value, &[(b'A', 2), (b'9', 7)]);
    if !person && !has_shape(value, &[(b'9', 9)]) {
        return None;
    }
    let mut sum = 0;
    let bytes = value.as_bytes();
    for (at, (byte, weight)) in bytes.iter().zip([29, 23, 19, 17, 13, 7, 5, 3]).enumerate() {
        let number = match (person, at) {
            (true, 1) => match b"ABCEHKMOPT".iter().position(|b| b == byte) {
                Some(place) => place as u32,
                None => return Some(Validity::BadCheckDigit),
            },
            _ => super::alphanumeric(*byte)?,
        };
        sum += number * weight;
    }
    checked(sum % 11 == u32::from(bytes.last()? - b'0'))
}
