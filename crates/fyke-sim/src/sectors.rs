//! What a register says that a firm does: NACE classes that go with the goods
//! of a heading, and those that do not.
//!
//! Classes of NACE Rev. 2 as Eurostat numbers them; which class goes with
//! which chapter of the nomenclature is our own reading. A sixth of honest
//! traders stand as non-specialised, for registers are filled in once.

use crate::firms::Kind;

/// Wholesale classes that go with a heading.
fn wholesale(heading: u32) -> &'static [&'static str] {
    match heading / 100 {
        1..=24 => &["46.31", "46.34", "46.36", "46.38", "46.39"],
        30 => &["46.46"],
        32 | 38 | 39 | 40 => &["46.75", "46.76", "46.12"],
        33 => &["46.45", "46.75"],
        42 | 61..=64 => &["46.42", "46.16"],
        44 | 69 | 72 | 73 | 76 => &["46.73", "46.74", "46.13"],
        48 | 49 | 95 => &["46.49", "46.76"],
        84 if heading == 8471 => &["46.51", "46.52", "46.66"],
        84 => &["46.62", "46.63", "46.69", "46.14"],
        85 => &["46.52", "46.51", "46.69", "46.14"],
        87 => &["45.31", "45.11", "45.19"],
        88 => &["46.69", "46.14", "30.30"],
        90 => &["46.69", "46.52", "46.46"],
        94 => &["46.65", "46.47"],
        _ => &["46.90", "46.19"],
    }
}

/// Makers' classes that go with a heading.
fn making(heading: u32) -> &'static [&'static str] {
    match heading / 100 {
        1..=24 => &["10.39", "10.82", "10.89", "11.02"],
        30 => &["21.20"],
        32 | 33 | 38 => &["20.30", "20.42", "20.20"],
        39 | 40 => &["22.21", "22.29", "22.11"],
        42 | 61..=64 => &["14.13", "14.19", "15.20", "15.12"],
        44 | 48 | 49 => &["16.10", "17.12", "18.12"],
        69 | 72 | 73 | 76 => &["23.31", "24.10", "25.11", "25.94", "24.42"],
        84 => &["28.41", "28.15", "28.29", "28.99", "26.20"],
        85 => &["26.11", "26.12", "26.30", "27.12", "27.11"],
        87 => &["29.10", "29.32"],
        88 => &["30.30"],
        90 => &["26.51", "26.70", "32.50"],
        _ => &["31.09", "32.40", "32.99"],
    }
}

/// Classes that go with no goods of this world.
pub(crate) const UNRELATED: [&str; 16] = [
    "01.11", "41.20", "43.32", "47.11", "47.71", "49.32", "55.10", "56.10", "68.20", "69.20", "70.22",
    "73.11", "79.11", "81.21", "85.59", "96.02",
];

/// The class of a firm, out of 64 random bits.
pub(crate) fn class(kind: Kind, heading: u32, bits: u64) -> &'static str {
    let of = |list: &'static [&'static str]| list[(bits >> 8) as usize % list.len()];
    match kind {
        Kind::Bank => "64.19",
        Kind::Forwarder => of(&["52.29", "52.29", "52.10", "49.41"]),
        Kind::Maker | Kind::EndUser if bits % 100 < 86 => of(making(heading)),
        Kind::Retailer if bits % 100 < 80 => of(&["47.41", "47.54", "47.59", "47.78", "47.91", "47.19"]),
        _ if bits % 100 < 17 => of(&["46.90", "46.19", "46.90"]),
        _ => of(wholesale(heading)),
    }
}
