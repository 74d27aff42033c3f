//! What a file gives away besides its content, by name.
//!
//! A finding is a reason for a person to think before the file is passed on.
//! There is no finding that says "clean": of what was not looked for,
//! [`NOT_LOOKED_FOR`] is the list, and it is shown beside every view.

use std::fmt;

macro_rules! whats {
    ($($name:ident = $code:literal, $words:literal;)*) => {
        /// The kind of a finding.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum What {
            $(#[doc = $words] $name,)*
        }

        impl What {
            /// Every kind, in the order of its code.
            pub const ALL: &[What] = &[$(What::$name),*];

            /// The byte that stands for it between the processes.
            pub const fn code(self) -> u8 {
                match self { $(What::$name => $code,)* }
            }

            /// The kind of a byte.
            pub const fn of(code: u8) -> Option<What> {
                match code { $($code => Some(What::$name),)* _ => None }
            }

            /// What it means, in plain words.
            pub const fn words(self) -> &'static str {
                match self { $(What::$name => $words,)* }
            }
        }
    };
}

whats! {
    Place = 1, "says where it was made (coordinates)";
    Device = 2, "says with which device or program it was made";
    Author = 3, "names a person or an organisation as its author";
    Moment = 4, "says when it was made or changed";
    Edits = 5, "keeps earlier versions or tracked changes";
    Comments = 6, "holds comments or notes";
    HiddenText = 7, "holds text that is not shown";
    Embedded = 8, "holds other files inside";
    Macros = 9, "holds macros or scripts";
    Remote = 10, "names addresses that a program would fetch when it is opened";
    Thumbnail = 11, "holds a small older picture of itself";
    PrinterDots = 12, "may carry the yellow dots by which printers mark pages";
    Unique = 13, "carries a number that may be its alone";
    Locked = 14, "is locked with a password";
    OtherName = 15, "is not what its name says";
    Instructions = 16, "speaks to a machine that reads it";
    NotAll = 17, "is not shown whole";
    Undecoded = 18, "could not be decoded as what it seems to be";
    ChildDied = 19, "killed the process that looked at it";
}

/// One thing that a file gives away.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Its kind.
    pub what: What,
    /// Which, in the words of the file: for the desk's eyes alone.
    pub detail: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "it {}", self.what.words())?;
        match self.detail.is_empty() {
            true => Ok(()),
            false => write!(out, ": {}", self.detail),
        }
    }
}

impl fmt::Debug for Finding {
    /// The kind alone: details are words of a source's file.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?}", self.what)
    }
}

/// What nothing here looks for: shown beside every view and every clean copy.
pub const NOT_LOOKED_FOR: &[&str] = &[
    "marks hidden in the pixels or samples themselves: watermarks, steganography, the noise of one camera's sensor",
    "wording, typography or errors that differ from one reader's copy to the next",
    "what the picture shows: faces, reflections, screens, handwriting, the view from a window",
    "what the sound carries: voices, hum of the mains, a clock in the next room",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_comes_back_as_its_kind() {
        for what in What::ALL {
            assert_eq!(What::of(what.code()), Some(*what));
        }
        assert_eq!(What::of(0), None);
        assert_eq!(What::ALL.len(), (0..=255).filter_map(What::of).count());
    }
}
