//! What came through the door: letters that wait sealed, conversations that two
//! people open, replies, spans that become statements, and forgetting.
//!
//! Whoever may see any of it is an officer: somebody whose name stands on the
//! roster that the desk's root key signed. Without two officers' secrets nothing is
//! opened, and what was opened stays open for the session that opened it alone.
//!
//! What a source wrote travels as a [`Secret`]. So these answers, unlike others,
//! do not serialise and print as dots: no interface for programs, no export and no
//! log can hold them by mistake. No time here is finer than a day.

use super::{Answer, Hand, Refusal, Secret};
use crate::dataset::Handling;
use crate::date::Day;
use std::fmt;
use std::str::FromStr;

/// Questions about what came through the door.
pub trait Intake {
    /// Whether there is an intake here that this person may see.
    fn is_officer(&self, hand: &Hand) -> bool {
        let _ = hand;
        false
    }

    /// What waits and what was opened; nothing of what anybody wrote.
    fn intake(&self, hand: &Hand) -> Answer<IntakeList> {
        let _ = hand;
        Err(absent())
    }

    /// One line of it.
    fn intake_thing(&self, hand: &Hand, thing: &IntakeThing) -> Answer<ThingLine> {
        let _ = (hand, thing);
        Err(absent())
    }

    /// An officer gives their share of a thing to another, who may open it today and
    /// tomorrow.
    fn give_share(
        &self,
        hand: &Hand,
        thing: &IntakeThing,
        from: &str,
        to: &str,
        passphrase: &Secret,
    ) -> Answer<()> {
        let _ = (hand, thing, from, to, passphrase);
        Err(absent())
    }

    /// Opens a letter into its conversation, with what was given to this person.
    fn open_letter(&self, hand: &Hand, thing: &IntakeThing, passphrase: &Secret) -> Answer<LetterOpened> {
        let _ = (hand, thing, passphrase);
        Err(absent())
    }

    /// Opens a conversation for this session, with what was given to this person.
    fn open_conversation(&self, hand: &Hand, thing: &IntakeThing, passphrase: &Secret) -> Answer<()> {
        let _ = (hand, thing, passphrase);
        Err(absent())
    }

    /// Lets a conversation go: it takes two people again.
    fn close_conversation(&self, hand: &Hand, thing: &IntakeThing) -> Answer<()> {
        let _ = (hand, thing);
        Err(absent())
    }

    /// What was written in a conversation that this session opened.
    fn conversation(&self, hand: &Hand, thing: &IntakeThing) -> Answer<ConversationView> {
        let _ = (hand, thing);
        Err(absent())
    }

    /// A file of it as a confined process saw it: pixels and text, never its bytes.
    fn sent_file(&self, hand: &Hand, thing: &IntakeThing, file: usize) -> Answer<SentFileView> {
        let _ = (hand, thing, file);
        Err(absent())
    }

    /// The pixels of one page of such a file, as a PNG that was written here.
    fn sent_picture(&self, hand: &Hand, thing: &IntakeThing, file: usize, page: usize) -> Answer<Vec<u8>> {
        let _ = (hand, thing, file, page);
        Err(absent())
    }

    /// Answers the source. Where words are warned of nothing is sent, unless it is
    /// to be sent `anyway`.
    fn reply(&self, hand: &Hand, thing: &IntakeThing, text: &Secret, anyway: bool) -> Answer<Replied> {
        let _ = (hand, thing, text, anyway);
        Err(absent())
    }

    /// The statements that spans become; where `keep` is said they come into the
    /// case.
    fn mark_spans(
        &self,
        hand: &Hand,
        thing: &IntakeThing,
        marks: &[MarkSaid],
        keep: bool,
    ) -> Answer<Vec<MarkedStatement>> {
        let _ = (hand, thing, marks, keep);
        Err(absent())
    }

    /// Destroys the key of a conversation, or a letter unseen.
    fn erase(&self, hand: &Hand, thing: &IntakeThing, passphrase: &Secret) -> Answer<()> {
        let _ = (hand, thing, passphrase);
        Err(absent())
    }
}

fn absent() -> Refusal {
    Refusal::absent("the intake")
}

/// A letter or a conversation by the desk's own random name:
/// `envelope-` or `room-` and 32 digits of sixteen.
///
/// ```
/// use fyke_model::desk::IntakeThing;
/// let thing: IntakeThing = "room-00ff00ff00ff00ff00ff00ff00ff00ff".parse().unwrap();
/// assert_eq!(thing.short(), "00ff00");
/// assert!("room-../secret".parse::<IntakeThing>().is_err());
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum IntakeThing {
    /// A letter that waits, sealed as it came.
    Letter(String),
    /// A conversation.
    Conversation(String),
}

impl IntakeThing {
    /// As much of its name as tells it from the others of a list.
    pub fn short(&self) -> &str {
        let (IntakeThing::Letter(id) | IntakeThing::Conversation(id)) = self;
        id.get(..6).unwrap_or(id)
    }
}

impl fmt::Display for IntakeThing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IntakeThing::Letter(id) => write!(f, "envelope-{id}"),
            IntakeThing::Conversation(id) => write!(f, "room-{id}"),
        }
    }
}

impl FromStr for IntakeThing {
    type Err = Refusal;
    fn from_str(text: &str) -> Answer<IntakeThing> {
        let digits = |id: &str| {
            id.len() == 32
                && id
                    .bytes()
                    .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
        };
        match text.split_once('-') {
            Some(("envelope", id)) if digits(id) => Ok(IntakeThing::Letter(id.to_owned())),
            Some(("room", id)) if digits(id) => Ok(IntakeThing::Conversation(id.to_owned())),
            _ => Err(Refusal::absent("the letter or conversation")),
        }
    }
}

/// The list of all that came and was not erased.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct IntakeList {
    /// Letters that wait, the oldest day first.
    pub letters: Vec<ThingLine>,
    /// Conversations, by their number.
    pub conversations: Vec<ThingLine>,
    /// Numbers of conversations that were erased.
    pub erased: Vec<u32>,
}

/// How a letter or a conversation stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ThingState {
    /// Sealed as it came.
    Waits,
    /// Sealed for another door, or no letter at all.
    NotOurs,
    /// Opened once, and not answered since the last word.
    Open,
    /// A reply lies in the books, unread as far as the desk was told.
    Answered,
}

/// A letter or a conversation, as much as is known without opening it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ThingLine {
    /// Which.
    pub thing: IntakeThing,
    /// The number of its compartment; a letter has none before it is opened.
    pub number: Option<u32>,
    /// How it stands.
    pub state: ThingState,
    /// The day it was sealed on, or of the last word.
    pub day: Day,
    /// How many people open it.
    pub people: u8,
    /// Whom it is sealed to; none for somebody who is not on the roster any more.
    pub holders: Vec<Option<String>>,
    /// Who gave their share, and to whom.
    pub given: Vec<(String, String)>,
    /// Pieces of 64 KiB that a letter takes: more than one where files came.
    pub pieces: u32,
    /// The day on which the clock erases it; none where it stands still.
    pub goes: Option<Day>,
    /// Whether this session has it open.
    pub open_here: bool,
}

impl ThingLine {
    /// Who gave their share to that person.
    pub fn given_to<'l>(&'l self, name: &'l str) -> impl Iterator<Item = &'l str> {
        let to_them = self.given.iter().filter(move |(_, to)| to == name);
        to_them.map(|(from, _)| from.as_str())
    }

    /// Whether somebody whom it is sealed to has left: it is to be sealed again.
    pub fn to_reseal(&self) -> bool {
        self.holders.iter().any(Option::is_none)
    }
}

/// What came out of a letter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LetterOpened {
    /// Made by the desk for its own door.
    Decoy,
    /// Something for a conversation.
    Into {
        /// Which.
        conversation: IntakeThing,
        /// The number of its compartment.
        number: u32,
        /// How it stands to what came before.
        continuity: LetterContinuity,
        /// Its words; none where it holds a part of a file or a notice.
        text: Option<Secret>,
    },
}

/// How a letter stands to what came before under its conversation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LetterContinuity {
    /// The first of its conversation.
    First,
    /// The same source.
    Continues,
    /// It names a conversation and is not of the same source.
    OtherKey,
}

/// A conversation that is open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConversationView {
    /// Its line.
    pub line: ThingLine,
    /// What was written, in the order in which it came.
    pub told: Vec<Told>,
    /// Files that were sent.
    pub files: Vec<SentFileLine>,
}

/// What somebody wrote in a conversation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told {
    /// Which page of the conversation, from 0: what marks name.
    pub page: usize,
    /// True for words of the source, false for the desk's.
    pub by_source: bool,
    /// The day.
    pub day: Day,
    /// The language it was written in, where the form said one.
    pub language: String,
    /// The words; none where the source says that a reply was read.
    pub text: Option<Secret>,
}

/// A file that was sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SentFileLine {
    /// Its name, as the source's machine gave it.
    pub name: Secret,
    /// Its length; none where parts are missing still.
    pub bytes: Option<u64>,
    /// Parts that came.
    pub parts: usize,
}

/// A file as it may be looked at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SentFileView {
    /// Its name.
    pub name: Secret,
    /// What its bytes are, whatever the name says.
    pub kind: String,
    /// What there is to see.
    pub pages: Vec<SeenPage>,
    /// What the file gives away besides its content, in words.
    pub findings: Vec<Secret>,
    /// What nobody looked for.
    pub not_looked_for: Vec<String>,
}

/// One thing to look at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SeenPage {
    /// A picture, asked for by [`Intake::sent_picture`].
    Picture {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
    /// Text.
    Text {
        /// What it is: `text`, `table 1`.
        label: String,
        /// The text.
        text: Secret,
        /// True for what somebody who opens the file does not see.
        unseen: bool,
    },
}

/// What became of a reply.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Replied {
    /// Nothing was sent: words that only the source could know.
    Warned {
        /// Which, in the order of the text.
        warnings: Vec<StyleWarning>,
        /// How many different words of open text it was held against: with few,
        /// nearly all is warned of.
        open_words: usize,
    },
    /// It lies in the books until that day.
    Sent {
        /// The last day.
        until: Day,
    },
}

/// A warning of the style guard.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StyleWarning {
    /// What about.
    pub what: WarnedOf,
    /// First byte in the reply.
    pub from: usize,
    /// The byte behind the last.
    pub to: usize,
}

/// What a warning is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum WarnedOf {
    /// A word that only the source used.
    Word,
    /// A name.
    Name,
    /// A number, date or code.
    Number,
    /// Three words in a row as the source put them.
    Phrase,
}

/// A span that an officer marks, and what it says of whom.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MarkSaid {
    /// Which page of the conversation.
    pub page: usize,
    /// First byte of its text.
    pub from: usize,
    /// The byte behind the last.
    pub to: usize,
    /// Which entity, by a name of the officer's own.
    pub entity: String,
    /// Its schema.
    pub schema: String,
    /// Which property.
    pub property: String,
    /// The value in plain words, where it should not be the source's own.
    pub value: Option<Secret>,
}

/// A statement that a span becomes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MarkedStatement {
    /// The entity it is about.
    pub entity: String,
    /// Its schema.
    pub schema: String,
    /// Which property.
    pub property: String,
    /// The value.
    pub value: Secret,
    /// Where it comes from: the compartment, by its number alone.
    pub dataset: String,
    /// How it may be handled.
    pub handling: Handling,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_source_wrote_prints_as_dots() {
        let told = Told {
            page: 0,
            by_source: true,
            day: Day(0),
            language: "en".to_owned(),
            text: Some(Secret::new("the crates left at night")),
        };
        assert!(!format!("{told:?}").contains("crates"));
    }

    #[test]
    fn names_of_things_are_the_desks_own_and_nothing_else() {
        let id = "0123456789abcdef0123456789abcdef";
        for kind in ["envelope", "room"] {
            let name = format!("{kind}-{id}");
            assert_eq!(name.parse::<IntakeThing>().unwrap().to_string(), name);
        }
        for wrong in [
            "",
            "room-",
            "room-0123",
            &format!("room-{}", id.to_uppercase()),
            &format!("x-{id}"),
        ] {
            assert!(wrong.parse::<IntakeThing>().is_err(), "{wrong}");
        }
    }
}
