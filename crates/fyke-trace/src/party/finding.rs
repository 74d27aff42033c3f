//! What a pattern's kernel answers, and how it is asked.
//!
//! Every pattern of a party is one function
//! `fn find(unit: &Dealings, frame: &Frame<'_>, ask: Ask) -> Finding`. Millions
//! of units are weighed and a few hundred are told, so sentences and rows are
//! made only when asked for; the strength is the same either way.

/// How much of an answer is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ask {
    /// The strength alone.
    Weigh,
    /// Also the sentence and the rows.
    Tell,
}

/// What a kernel found of a unit.
#[derive(Clone, PartialEq, Debug)]
pub struct Finding {
    /// Larger is more suspicious: 0 = looked and found nothing, about 1 = as
    /// plain as it gets, below 0 = speaks for innocence. NaN = the data to judge
    /// it are not there.
    pub strength: f64,
    /// What was found, one sentence with its figures; empty unless told.
    pub sentence: String,
    /// Rows behind it by the caller's number, with the part they play (`in`,
    /// `out`, `register`, `list`); empty unless told.
    pub rows: Vec<(u32, &'static str)>,
}

impl Finding {
    /// The data to judge it are not there.
    pub const UNKNOWN: Finding = Finding::of(f64::NAN);
    /// Looked, and found nothing.
    pub const NOTHING: Finding = Finding::of(0.0);

    /// A strength without words.
    pub const fn of(strength: f64) -> Finding {
        Finding {
            strength,
            sentence: String::new(),
            rows: Vec::new(),
        }
    }
}
