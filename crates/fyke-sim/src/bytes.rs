//! Numbers and dates as bytes, without the formatting machinery: ten million
//! rows have to be written in seconds.

use crate::calendar;

/// Digits of a whole number.
#[inline]
pub(crate) fn whole(number: u64, out: &mut Vec<u8>) {
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

/// A number of `10^-places` with all its places.
#[inline]
pub(crate) fn scaled(number: i64, places: u32, out: &mut Vec<u8>) {
    if number < 0 {
        out.push(b'-');
    }
    let (number, unit) = (number.unsigned_abs(), 10u64.pow(places));
    whole(number / unit, out);
    out.push(b'.');
    let mut digit = unit / 10;
    while digit > 0 {
        out.push(b'0' + ((number % unit) / digit % 10) as u8);
        digit /= 10;
    }
}

/// Six digits of an HS code.
#[inline]
pub(crate) fn hs6(number: u32, out: &mut Vec<u8>) {
    let mut digit = 100_000;
    while digit > 0 {
        out.push(b'0' + (number / digit % 10) as u8);
        digit /= 10;
    }
}

/// `2022-02-24` for each day of a world.
pub(crate) fn dates() -> Vec<[u8; 10]> {
    (0..calendar::DAYS)
        .map(|day| {
            let mut out = [b' '; 10];
            let text = calendar::date(day).to_string();
            for (to, from) in out.iter_mut().zip(text.bytes()) {
                *to = from;
            }
            out
        })
        .collect()
}

/// A cell, quoted where it must be.
pub(crate) fn cell(text: &[u8], out: &mut Vec<u8>) {
    if !text.iter().any(|b| matches!(b, b',' | b'"' | b'\n' | b'\r')) {
        return out.extend_from_slice(text);
    }
    out.push(b'"');
    for &b in text {
        if b == b'"' {
            out.push(b'"');
        }
        out.push(b);
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_places() {
        let text = |n, p| {
            let mut out = Vec::new();
            scaled(n, p, &mut out);
            String::from_utf8(out).unwrap()
        };
        assert_eq!(text(5, 3), "0.005");
        assert_eq!(text(-1234, 2), "-12.34");
        assert_eq!(text(100_000, 2), "1000.00");
        let mut out = Vec::new();
        hs6(80_510, &mut out);
        cell(b"a \"b\", c", &mut out);
        assert_eq!(out, b"080510\"a \"\"b\"\", c\"");
    }
}
