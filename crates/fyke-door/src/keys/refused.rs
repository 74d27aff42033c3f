//! Why what comes signed is not taken: one list for all that the root, a recipient or
//! the desk signs.

use crate::bytes::Malformed;
use crate::day::Day;

/// What is refused, and what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Its bytes are wrong.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// Another door's.
    #[error("the {0} is of another door; get this door's from its desk")]
    OtherDoor(&'static str),
    /// Whoever must has not signed it, or it was changed on the way.
    #[error(
        "the {0} is not signed by who must sign it; get it from the desk again, and do not use the one here"
    )]
    NotSigned(&'static str),
    /// A list of somebody who does not receive here, or two of one person.
    #[error("the key set holds day keys of somebody who is not on the roster, or twice; publish it again")]
    Stranger,
    /// Too old or too young: fewer recipients have a key today than it takes to open.
    #[error(
        "the keys of the door do not reach {today}; the desk must publish new ones, and nothing can be sent until then"
    )]
    Stale {
        /// Today as the reader knows it.
        today: Day,
    },
}
