//! What can happen to clusters that are kept, and what it reached.

use super::Verdict;

/// Something that happened to the records or to what people say of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// A record is added, or replaced where it was there.
    Put {
        /// Its number.
        record: u32,
        /// Its keys, in any order.
        keys: Vec<u64>,
    },
    /// A record is taken out. Judgements of it stay, and hold again when it
    /// comes back.
    Remove {
        /// Its number.
        record: u32,
    },
    /// A person says something of a pair; it takes the place of what was said before.
    Judge {
        /// One.
        a: u32,
        /// The other.
        b: u32,
        /// What was said.
        verdict: Verdict,
    },
    /// What was said of a pair is taken back.
    Withdraw {
        /// One.
        a: u32,
        /// The other.
        b: u32,
    },
}

/// Why a change was not made.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum UpkeepError {
    /// A number beyond what was agreed.
    #[error(
        "number {number} where {numbers} are agreed: number records from 0 without gaps, or ask for more room"
    )]
    Number {
        /// The number given.
        number: u32,
        /// How many there are.
        numbers: usize,
    },
    /// A judgement of one record.
    #[error("a judgement of {0} and itself: a judgement is about two")]
    OneRecord(u32),
}

/// What a change reached.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Touched {
    /// The clusters as they are now whose records changed, by their lowest
    /// record; of records that are there only. A replaced record counts.
    pub clusters: Vec<Vec<u32>>,
    /// Records taken out, rising.
    pub gone: Vec<u32>,
    /// Pairs scored.
    pub scored: usize,
    /// Numbers in the components that were worked out again.
    pub reached: usize,
}

impl Change {
    /// Is the change one that can be made, where so many numbers are agreed.
    pub(super) fn check(&self, numbers: usize) -> Result<(), UpkeepError> {
        match *self {
            Change::Put { record, .. } | Change::Remove { record } => check_number(record, numbers),
            Change::Judge { a, b, .. } | Change::Withdraw { a, b } => check_pair(a, b, numbers),
        }
    }
}

pub(super) fn check_number(number: u32, numbers: usize) -> Result<(), UpkeepError> {
    if (number as usize) < numbers {
        Ok(())
    } else {
        Err(UpkeepError::Number { number, numbers })
    }
}

pub(super) fn check_pair(a: u32, b: u32, numbers: usize) -> Result<(), UpkeepError> {
    check_number(a, numbers)?;
    check_number(b, numbers)?;
    if a == b {
        Err(UpkeepError::OneRecord(a))
    } else {
        Ok(())
    }
}
