//! Which of two numbers is the day, settled by all cells of a column.
//!
//! `01/02/2022` says nothing, `13/02/2022` says that the day comes first. Votes
//! are counted per mark, since one column may hold both `24.02.2022` and
//! `02/24/2022`.

use super::dates::{DateOrder, Order, Piece, iso_day, pieces, serial_or_compact};

/// A column whose cells speak for one order more than this many times as often
/// as for the other has that order, and the few others are slips, refused as no
/// dates. Half would let one slip in a column of thirty pass for that; double
/// would refuse every ambiguous row of a file with one per cent of slips.
const STRAY_SHARE: u64 = 50;

fn strays(cells: u64) -> String {
    match cells {
        0 => String::new(),
        _ => format!(" against {cells}, which are refused"),
    }
}

/// What one cell says about the order of day and month in its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vote {
    /// Not a date with two short numbers.
    Silent,
    /// Both readings are possible.
    Either(u8),
    /// Only day first.
    Day(u8),
    /// Only month first.
    Month(u8),
}

/// The vote of a cell; it carries the mark between the numbers.
pub fn vote(cell: &str) -> Vote {
    let cell = cell.trim();
    if iso_day(cell.as_bytes()).is_some() || serial_or_compact(cell).is_some() {
        return Vote::Silent;
    }
    let Some(found) = pieces(cell) else {
        return Vote::Silent;
    };
    match found.pieces {
        [
            Some(Piece::Number(a, ..=2)),
            Some(Piece::Number(b, ..=2)),
            Some(Piece::Number(_, 2 | 4)),
        ] => match ((1..=12).contains(&a), (1..=12).contains(&b)) {
            (true, true) => Vote::Either(found.mark),
            (false, true) => Vote::Day(found.mark),
            (true, false) => Vote::Month(found.mark),
            (false, false) => Vote::Silent,
        },
        _ => Vote::Silent,
    }
}

/// The votes of a column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Votes {
    /// By mark (dot, stroke, other): either, day first, month first.
    tally: [[u64; 3]; 3],
}

impl Votes {
    /// Counts a cell.
    pub fn add(&mut self, cell: &str) {
        let (mark, column) = match vote(cell) {
            Vote::Silent => return,
            Vote::Either(mark) => (mark, 0),
            Vote::Day(mark) => (mark, 1),
            Vote::Month(mark) => (mark, 2),
        };
        let row = match mark {
            b'.' => 0,
            b'/' => 1,
            _ => 2,
        };
        if let Some(count) = self.tally.get_mut(row).and_then(|row| row.get_mut(column)) {
            *count += 1;
        }
    }

    /// Whether some cell reads in two ways and none settles which.
    pub fn undecided(&self) -> bool {
        self.tally
            .iter()
            .skip(1)
            .any(|[either, day, month]| *either > 0 && *day == 0 && *month == 0)
    }

    /// The order, and what to tell about it.
    pub fn decide(&self) -> (DateOrder, Vec<String>) {
        let mut order = DateOrder::default();
        let mut notes = Vec::new();
        let slots = [
            ("dots", &mut order.dot),
            ("strokes", &mut order.slash),
            ("hyphens", &mut order.hyphen),
        ];
        for ((mark, slot), [either, day, month]) in slots.into_iter().zip(self.tally) {
            match (day, month) {
                (0, 0) if either > 0 => {
                    let taken = match slot {
                        Order::DayFirst => "day first, as is usual after dots",
                        _ => "month before day, the order of ISO 8601",
                    };
                    notes.push(format!(
                        "dates with {mark} can be read in two ways in all {either} cells; taken as {taken}: correct it in mapping.toml if that is wrong"
                    ));
                }
                (0, 0) => {}
                (_, few) if few * STRAY_SHARE < day => {
                    *slot = Order::DayFirst;
                    notes.push(format!(
                        "dates with {mark} have the day first, settled by {day} cells{}",
                        strays(few)
                    ));
                }
                (few, _) if few * STRAY_SHARE < month => {
                    *slot = Order::MonthFirst;
                    notes.push(format!(
                        "dates with {mark} have the month first, settled by {month} cells{}",
                        strays(few)
                    ));
                }
                (_, _) => {
                    *slot = Order::Mixed;
                    notes.push(format!(
                        "dates with {mark} stand in both orders ({day} cells with the day first, {month} with the month first): those that read in two ways are refused"
                    ));
                }
            }
        }
        (order, notes)
    }
}

#[cfg(test)]
mod tests {
    use super::super::dates::parse_day;
    use super::*;
    use fyke_model::refused::Reason;

    #[test]
    fn one_day_beyond_the_twelfth_settles_a_column() {
        let mut votes = Votes::default();
        for cell in ["01/02/2022", "03/04/2022"] {
            votes.add(cell);
        }
        assert!(votes.undecided());
        assert_eq!(votes.decide().0.slash, Order::MonthFirst);
        votes.add("13/04/2022");
        assert_eq!(votes.decide().0.slash, Order::DayFirst);
        votes.add("04/13/2022");
        let (order, notes) = votes.decide();
        assert_eq!(order.slash, Order::Mixed);
        assert_eq!(parse_day("01/02/2022", order), Err(Reason::AmbiguousDate));
        assert!(parse_day("13/02/2022", order).is_ok() && parse_day("02/13/2022", order).is_ok());
        assert!(notes.first().is_some_and(|note| note.contains("both orders")));
    }

    #[test]
    fn one_slip_among_many_does_not_mix_a_column() {
        let mut votes = Votes::default();
        (0..51).for_each(|_| votes.add("13/02/2022"));
        votes.add("02/13/2022");
        let (order, notes) = votes.decide();
        assert_eq!(order.slash, Order::DayFirst);
        assert_eq!(parse_day("02/13/2022", order), Err(Reason::BadDate));
        assert!(notes.iter().any(|note| note.contains("against 1")));
    }
}
