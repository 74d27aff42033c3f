//! The Americas.

use super::{checked, digits, has_shape, shape, weighted};
use crate::facts::identifiers::Validity;

/// SSN: the area is not 000, 666 or 900 and above, the rest not all zeros.
pub(super) fn ssn(value: &str) -> Option<Validity> {
    let d = digits::<9>(value)?;
    let part = |from: usize, to: usize| d[from..to].iter().fold(0, |n, digit| n * 10 + digit);
    let given_out = !matches!(part(0, 3), 0 | 666 | 900..) && part(3, 5) > 0 && part(5, 9) > 0;
    Some(match given_out {
        true => Validity::FormOnly,
        false => Validity::BadCheckDigit,
    })
}

/// Modulo 11 as the Brazilian revenue does it: 0 and 1 give 0.
fn brazilian(values: &[u32], weights: &[u32]) -> u32 {
    match weighted(values, weights) % 11 {
        0 | 1 => 0,
        rest => 11 - rest,
    }
}

/// CNPJ (IN RFB 2229/2024: letters count as their ASCII code less 48).
pub(super) fn cnpj(value: &str) -> Option<Validity> {
    const WEIGHTS: [u32; 13] = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
    if !has_shape(value, &[(b'*', 12), (b'9', 2)]) {
        return None;
    }
    let values: Vec<u32> = value.bytes().map(|b| u32::from(b) - 48).collect();
    let first = brazilian(values.get(..12)?, &WEIGHTS[1..]);
    let second = brazilian(values.get(..13)?, &WEIGHTS);
    checked(values.get(12..) == Some(&[first, second]))
}

/// CPF, two check digits.
pub(super) fn cpf(value: &str) -> Option<Validity> {
    let d = digits::<11>(value)?;
    let first = brazilian(&d[..9], &[10, 9, 8, 7, 6, 5, 4, 3, 2]);
    let second = brazilian(&d[..10], &[11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
    checked(d[9..] == [first, second])
}

/// CUIT: weights 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, modulo 11.
pub(super) fn cuit(value: &str) -> Option<Validity> {
    let d = digits::<11>(value)?;
    let rest = weighted(&d[..10], &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
    checked((rest + d[10]).is_multiple_of(11))
}

/// NIT: weights 3, 7, 13, 17, ... from the right, modulo 11. Often written
/// without its check digit: then nothing can be said.
pub(super) fn nit(value: &str) -> Option<Validity> {
    shape(value, &[(b'9', value.len())]).filter(|_| (6..=10).contains(&value.len()))
}

/// Whether the last digit is the NIT's check digit.
pub(crate) fn nit_holds(value: &str) -> bool {
    const WEIGHTS: [u32; 15] = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71];
    let mut numbers = value.bytes().rev().filter_map(|b| char::from(b).to_digit(10));
    let Some(check) = numbers.next() else {
        return false;
    };
    let rest = numbers.zip(WEIGHTS).map(|(d, w)| d * w).sum::<u32>() % 11;
    check == if rest < 2 { rest } else { 11 - rest }
}

/// Peruvian RUC: weights 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, modulo 11.
pub(super) fn pe_ruc(value: &str) -> Option<Validity> {
    let d = digits::<11>(value)?;
    let rest = weighted(&d[..10], &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
    checked((11 - rest) % 10 == d[10])
}

/// RUT: weights 2 to 7 from the right, modulo 11, 10 is `K`.
pub(super) fn rut(value: &str) -> Option<Validity> {
    let (head, check) = value.split_at_checked(value.len().checked_sub(1)?)?;
    if !(7..=8).contains(&head.len()) || !has_shape(head, &[(b'9', head.len())]) {
        return None;
    }
    let check = match check {
        "K" => 10,
        digit => digits::<1>(digit)?[0],
    };
    let numbers = head.bytes().rev().filter_map(|b| char::from(b).to_digit(10));
    let sum: u32 = numbers.zip([2, 3, 4, 5, 6, 7, 2, 3]).map(|(d, w)| d * w).sum();
    checked((sum + check).is_multiple_of(11))
}

/// RFC: three letters (firms) or four (people), a date, three characters.
pub(super) fn rfc(value: &str) -> Option<Validity> {
    let letters = value.len().checked_sub(9)?;
    let month: u32 = value.get(letters + 2..letters + 4)?.parse().ok()?;
    let fits = (3..=4).contains(&letters) && (1..=12).contains(&month);
    shape(value, &[(b'A', letters), (b'9', 6), (b'*', 3)]).filter(|_| fits)
}

/// CURP (RENAPO): values over an alphabet with Ñ after N, weights 18 to 2,
/// modulo 10.
pub(super) fn curp(value: &str) -> Option<Validity> {
    let runs = [(b'A', 4), (b'9', 6), (b'A', 6), (b'*', 1), (b'9', 1)];
    if !has_shape(value, &runs) {
        return None;
    }
    let sum: u32 = value
        .bytes()
        .filter_map(super::alphanumeric)
        // Ñ stands between N (23) and O
        .map(|number| number + u32::from(number > 23))
        .zip((2..=18).rev())
        .map(|(number, weight)| number * weight)
        .sum();
    let check = u32::from(value.as_bytes().last()? - b'0');
    checked((10 - sum % 10) % 10 == check)
}

/// RIF of SENIAT: a letter worth 4 to 20, weights 3, 2, 7, 6, 5, 4, 3, 2, modulo 11.
pub(super) fn rif(value: &str) -> Option<Validity> {
    let letter = match value.as_bytes().first()? {
        b'V' => 4,
        b'E' => 8,
        b'J' => 12,
        b'P' => 16,
        b'G' => 20,
        _ => return None,
    };
    let d = digits::<9>(value.get(1..)?)?;
    let rest = (letter + weighted(&d[..8], &[3, 2, 7, 6, 5, 4, 3, 2])) % 11;
    checked(d[8] == if rest < 2 { 0 } else { 11 - rest })
}
