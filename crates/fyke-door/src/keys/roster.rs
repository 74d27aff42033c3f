//! The roster: what the root key signs, and all that it signs.
//!
//! Who receives, how many of them it takes to open, which key publishes books and
//! sheets, which key pulls. It is in force from a first to a last day, so that a
//! lost root key ends by itself.

use super::{Opening, PUBLIC, Refused, SealKey, SignKey};
use crate::bytes::{Malformed, Reader};
use crate::day::Day;

/// Most recipients of one door.
pub const MANY: usize = 10;
/// Longest name of a recipient in bytes.
pub const NAME_MAX: usize = 64;

pub(super) const MAGIC: &[u8; 8] = b"FYKEROS1";
pub(super) const SIGNED_AS: &str = "fyke roster v1";

/// Someone who receives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// As sources see it: a name or an office, 1 to 64 bytes.
    pub name: String,
    /// Signs their day keys.
    pub sign: SignKey,
    /// What the desk wraps storage keys to, at rest.
    pub staff: SealKey,
}

/// What the root key says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster {
    /// The root key itself, which names the door.
    pub root: SignKey,
    /// Rises with every roster of the door.
    pub serial: u32,
    /// First day in force.
    pub first: Day,
    /// Last day in force.
    pub last: Day,
    /// How many people open what is addressed to two or more.
    pub opening: Opening,
    /// Signs reply books and collection sheets.
    pub publisher: SignKey,
    /// Answers the door's challenge and signs what may be freed.
    pub pull: SignKey,
    /// What the keys of the slab's generations are sealed to.
    pub slab: SealKey,
    /// Those who receive, 1 to 10, in the order in which they are shown.
    pub people: Vec<Person>,
}

impl Roster {
    /// Reads a roster and verifies that the key it names signed it. Whether that
    /// key is the right one is for `KeySet::read`, by the door's id.
    pub fn read(bytes: &[u8]) -> Result<Roster, Refused> {
        let mut reader = Reader::of(bytes, MAGIC, "is not a roster's")?;
        let root = SignKey::new(reader.array("root key")?);
        let (serial, first, last) = (
            reader.u32("serial")?,
            Day(reader.u32("first day")?),
            Day(reader.u32("last day")?),
        );
        let at = reader.malformed("opening", "is neither one person nor two");
        let opening = Opening::read(reader.u8("opening")?).ok_or(at)?;
        let publisher = SignKey::new(reader.array("publishing key")?);
        let pull = SignKey::new(reader.array("pull key")?);
        let slab = SealKey::read(&reader.array::<PUBLIC>("slab key")?)?;
        let at = reader.malformed("recipients", "are none, too few to open, or more than ten");
        let many = usize::from(reader.u8("recipients")?);
        if many > MANY || many < opening as usize {
            return Err(at.into());
        }
        let mut people = Vec::with_capacity(many);
        for _ in 0..many {
            people.push(person(&mut reader)?);
        }
        reader.signed(&root, SIGNED_AS, "roster")?;
        Ok(Roster {
            root,
            serial,
            first,
            last,
            opening,
            publisher,
            pull,
            slab,
            people,
        })
    }

    /// Whether it is in force on a day.
    pub fn holds(&self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }
}

fn person(reader: &mut Reader<'_>) -> Result<Person, Malformed> {
    let at = reader.malformed("name", "is not 1 to 64 bytes of UTF-8 without control characters");
    let name = std::str::from_utf8(reader.run("name")?).map_err(|_| at)?;
    if !(1..=NAME_MAX).contains(&name.len()) || name.chars().any(char::is_control) {
        return Err(at);
    }
    Ok(Person {
        name: name.to_owned(),
        sign: SignKey::new(reader.array("signing key")?),
        staff: SealKey::read(&reader.array::<PUBLIC>("staff key")?)?,
    })
}
