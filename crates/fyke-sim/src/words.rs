//! What is written for goods when they are not called by their name, and the
//! small ways in which a name is misspelt.

use crate::goods::Catalogue;

/// Texts that say nothing.
const VAGUE: [&str; 12] = [
    "electronic parts",
    "spare parts",
    "components",
    "goods as per invoice",
    "equipment",
    "accessories",
    "parts for machines",
    "technical goods",
    "samples and parts",
    "industrial goods",
    "general cargo",
    "other parts",
];

/// A text that says nothing, out of random bits.
pub(crate) fn vague(bits: u64) -> &'static str {
    VAGUE[(bits >> 7) as usize % VAGUE.len()]
}

/// The name of listed goods of another heading, three times in ten with a
/// part number that no maker has.
pub(crate) fn other_goods(catalogue: &Catalogue, heading: u16, bits: u64, out: &mut Vec<u8>) {
    let listed: Vec<&str> = catalogue
        .goods
        .iter()
        .filter(|g| g.listed && g.heading != heading && g.weight >= 3.0)
        .map(|g| g.text)
        .collect();
    if let Some(text) = listed.get((bits >> 9) as usize % listed.len().max(1)) {
        out.extend_from_slice(text.as_bytes());
    }
    if bits % 10 < 3 {
        let letter = |shift: u64| char::from(b'A' + ((bits >> shift) % 26) as u8);
        let number = (bits >> 40) % 9000 + 1000;
        let part = format!(" p/n {}{}0{number}-{}", letter(20), letter(26), letter(32));
        out.extend_from_slice(part.as_bytes());
    }
}

/// What clerks shorten.
const SHORT: [(&[u8], &[u8]); 10] = [
    (b"International", b"Intl"),
    (b"Electronics", b"Elec"),
    (b"Trading", b"Trdg"),
    (b"Industrial", b"Ind"),
    (b"Engineering", b"Eng"),
    (b"Distribution", b"Distr"),
    (b"Equipment", b"Equip"),
    (b"Technik", b"Tech"),
    (b"Logistics", b"Log"),
    (b"Components", b"Comp"),
];

/// What another way of writing a tongue in Latin letters changes.
const WAYS: [(&[u8], &[u8]); 8] = [
    (b"kh", b"h"),
    (b"zh", b"j"),
    (b"sh", b"sch"),
    (b"ts", b"c"),
    (b"ov", b"off"),
    (b"ya", b"ia"),
    (b"ch", b"tch"),
    (b"ei", b"ey"),
];

fn replace_one(text: &mut Vec<u8>, ways: &[(&[u8], &[u8])]) -> bool {
    for (from, to) in ways {
        if let Some(at) = text.windows(from.len()).position(|w| w == *from) {
            text.splice(at..at + from.len(), to.iter().copied());
            return true;
        }
    }
    false
}

/// A word shortened, as there is one to shorten.
pub(crate) fn shorten(name: &mut Vec<u8>) {
    replace_one(name, &SHORT);
}

/// One sound written another way, as there is one.
pub(crate) fn transliterate(name: &mut Vec<u8>) {
    replace_one(name, &WAYS);
}
