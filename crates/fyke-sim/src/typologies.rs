//! Sets of typologies as bits, by their number in data/typologies.

/// A set of typologies: bit n is typology n.
pub(crate) type Set = u64;

/// The set of one typology.
pub(crate) const fn t(number: u32) -> Set {
    1 << number
}

const NAMES: [&str; 37] = [
    "", "T01", "T02", "T03", "T04", "T05", "T06", "T07", "T08", "T09", "T10", "T11", "T12", "T13", "T14",
    "T15", "T16", "T17", "T18", "T19", "T20", "T21", "T22", "T23", "T24", "T25", "T26", "T27", "T28", "T29",
    "T30", "T31", "T32", "T33", "T34", "T35", "T36",
];

/// The names of a set, in order.
pub(crate) fn names(set: Set) -> impl Iterator<Item = &'static str> {
    NAMES
        .into_iter()
        .enumerate()
        .filter(move |(number, _)| set & t(*number as u32) != 0)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_tells_its_names_in_order() {
        assert_eq!(
            names(t(20) | t(3) | t(9)).collect::<Vec<_>>(),
            ["T03", "T09", "T20"]
        );
    }
}
