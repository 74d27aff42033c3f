//! The cabinet: one small file that holds the wrapped key of every conversation.
//!
//! A conversation has a *room* with a sealing key of its own. Anything can be put
//! into a room with its public half, which lies here in clear; its secret half
//! lies here wrapped for every pair of those who were addressed (or for the one
//! person who was). Wrapping: to each holder an encapsulation to their staff key,
//! from which both sides have a share; from each two shares a key (`keys::wrap`).
//! So a room can be made, and added to, while nobody's secret is at hand; and to
//! erase a conversation is to write the cabinet again without its entry.

use super::error::{DeskError, absent};
use super::kept::{self, NO_OUTER, Place};
use crate::book::{Edition, PER_CONVERSATION};
use crate::bytes::{Malformed, Reader};
use crate::day::Day;
use crate::keys::{
    DoorId, Draw, ENC, KeyId, MANY, NotOpened, Opening, PUBLIC, SealKey, SealSecret, WRAP, unwrap, wrap,
    wraps,
};
use crate::secret::Secret;
use sha2::{Digest, Sha256};

const MAGIC: &[u8; 8] = b"FYKECAB1";
const NAME: &str = "cabinet";
/// Conversations of one desk.
const ENTRIES_MAX: usize = 100_000;

/// A room by its random number.
pub type RoomId = [u8; 16];

/// One conversation as the cabinet knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Names its room on disk and in the log.
    pub room: RoomId,
    /// Its number among compartments: what a case is told, and all that it is told.
    pub number: u32,
    /// Names the conversation, from the codename.
    pub conversation: [u8; 16],
    /// Hash of the key by which messages continue each other.
    pub continuity: [u8; 32],
    /// Day of its last message or reply.
    pub last: Day,
    /// True where the retention clock stands still.
    pub hold: bool,
    /// What is put in is sealed to this.
    pub public: SealKey,
    /// How many of the holders open.
    pub opening: Opening,
    /// Staff keys of those who may open, with an encapsulation each.
    holders: Vec<(KeyId, Box<[u8; ENC]>)>,
    wraps: Vec<u8>,
    /// Names of parts that came, so that none is kept twice.
    seen: Vec<[u8; 8]>,
    /// The four places of its replies in a book: which reply has each, and until
    /// which edition.
    pub places: [(Edition, [u8; 16]); PER_CONVERSATION as usize],
}

/// What one holder's secret yields of an entry. Alone it opens nothing that takes two.
#[derive(Clone, Debug)]
pub struct RoomShare {
    pub(super) place: usize,
    pub(super) share: Secret<32>,
}

impl Entry {
    /// A new room for these holders; its secret is wrapped and dropped.
    #[allow(clippy::too_many_arguments)]
    pub fn new(
        door: DoorId,
        number: u32,
        conversation: [u8; 16],
        continuity: [u8; 32],
        holders: &[SealKey],
        opening: Opening,
        day: Day,
        draw: &mut Draw,
    ) -> Result<Entry, DeskError> {
        let secret = SealSecret::draw(draw)?;
        let mut entry = Entry {
            room: draw.bytes()?,
            number,
            conversation,
            continuity,
            last: day,
            hold: false,
            public: secret.public(),
            opening,
            holders: Vec::new(),
            wraps: Vec::new(),
            seen: Vec::new(),
            places: [(Edition(0), [0; 16]); PER_CONVERSATION as usize],
        };
        entry.rewrap(door, &secret, holders, opening, draw)?;
        Ok(entry)
    }

    /// Wraps the room's secret for these holders, and for nobody else.
    pub fn rewrap(
        &mut self,
        door: DoorId,
        secret: &SealSecret,
        holders: &[SealKey],
        opening: Opening,
        draw: &mut Draw,
    ) -> Result<(), DeskError> {
        let opening = if holders.len() < 2 { Opening::One } else { opening };
        self.opening = opening;
        self.public = secret.public();
        self.holders.clear();
        let mut shares = Vec::with_capacity(holders.len());
        for holder in holders.iter().take(MANY) {
            let (enc, share) = holder.share(&self.info(door, holder.id()), draw)?;
            let enc: [u8; ENC] = enc.try_into().map_err(|_| NotOpened::Altered)?;
            self.holders.push((holder.id(), Box::new(enc)));
            shares.push(share);
        }
        if shares.is_empty() {
            return Err(NotOpened::NotAddressed.into());
        }
        self.wraps = wrap(&shares, opening, &self.binding(), secret.bytes());
        Ok(())
    }

    /// What a holder's secret yields; `None` for whoever holds nothing here.
    pub fn share(&self, door: DoorId, secret: &SealSecret) -> Option<RoomShare> {
        let id = secret.public().id();
        let place = self.holders.iter().position(|(holder, _)| *holder == id)?;
        let (_, enc) = self.holders.get(place)?;
        Some(RoomShare {
            place,
            share: secret.share(&self.info(door, id), enc),
        })
    }

    /// The room's secret, from enough shares.
    pub fn open(&self, shares: &[RoomShare]) -> Result<SealSecret, NotOpened> {
        let here: Vec<(usize, Secret<32>)> =
            shares.iter().map(|one| (one.place, one.share.clone())).collect();
        let secret = unwrap(
            &here,
            self.holders.len(),
            self.opening,
            &self.binding(),
            &self.wraps,
        )?;
        let secret = SealSecret::new(secret);
        match secret.public() == self.public {
            true => Ok(secret),
            false => Err(NotOpened::Altered),
        }
    }

    /// Who may open it, by their staff keys.
    pub fn holders(&self) -> impl Iterator<Item = KeyId> + '_ {
        self.holders.iter().map(|(id, _)| *id)
    }

    /// Notes a part; false where it came before.
    pub fn note(&mut self, part: [u8; 8]) -> bool {
        let fresh = !self.seen.contains(&part);
        if fresh {
            self.seen.push(part);
        }
        fresh
    }

    fn info(&self, door: DoorId, holder: KeyId) -> Vec<u8> {
        [b"fyke cabinet v1".as_slice(), &door.0, &self.room, &holder.0].concat()
    }

    fn binding(&self) -> [u8; 32] {
        let mut hash = Sha256::new_with_prefix(b"fyke cabinet wraps v1");
        hash.update(self.room);
        hash.update(self.public.id().0);
        for (id, enc) in &self.holders {
            hash.update(id.0);
            hash.update(enc.as_slice());
        }
        hash.finalize().into()
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.room);
        out.extend_from_slice(&self.number.to_be_bytes());
        out.extend_from_slice(&self.conversation);
        out.extend_from_slice(&self.continuity);
        out.extend_from_slice(&self.last.0.to_be_bytes());
        out.push(u8::from(self.hold));
        out.extend_from_slice(&self.public.bytes());
        out.push(self.opening as u8);
        out.push(self.holders.len() as u8);
        for (id, enc) in &self.holders {
            out.extend_from_slice(&id.0);
            out.extend_from_slice(enc.as_slice());
        }
        out.extend_from_slice(&self.wraps);
        out.extend_from_slice(&(self.seen.len() as u32).to_be_bytes());
        self.seen.iter().for_each(|part| out.extend_from_slice(part));
        for (until, reply) in &self.places {
            out.extend_from_slice(&until.0.to_be_bytes());
            out.extend_from_slice(reply);
        }
    }

    fn read(reader: &mut Reader<'_>) -> Result<Entry, Malformed> {
        let room = reader.array("room")?;
        let number = reader.u32("number")?;
        let conversation = reader.array("conversation id")?;
        let continuity = reader.array("continuity")?;
        let last = Day(reader.u32("last day")?);
        let hold = reader.u8("hold")? != 0;
        let public = SealKey::read(&reader.array::<PUBLIC>("room key")?)?;
        let at = reader.malformed("opening", "is neither one person nor two");
        let opening = Opening::read(reader.u8("opening")?).ok_or(at)?;
        let at = reader.malformed("holders", "are none, too few to open, or more than ten");
        let many = usize::from(reader.u8("holders")?);
        if many > MANY || many < opening as usize {
            return Err(at);
        }
        let holders = (0..many)
            .map(|_| {
                Ok((
                    KeyId(reader.array("staff key id")?),
                    Box::new(reader.array("encapsulation")?),
                ))
            })
            .collect::<Result<Vec<_>, Malformed>>()?;
        let wraps = reader.take(wraps(many, opening) * WRAP, "wraps")?.to_vec();
        let parts = reader.u32("parts")?;
        let seen = (0..parts)
            .map(|_| reader.array("part"))
            .collect::<Result<Vec<_>, _>>()?;
        let mut places = [(Edition(0), [0; 16]); PER_CONVERSATION as usize];
        for place in &mut places {
            *place = (Edition(reader.u32("place until")?), reader.array("reply")?);
        }
        Ok(Entry {
            room,
            number,
            conversation,
            continuity,
            last,
            hold,
            public,
            opening,
            holders,
            wraps,
            seen,
            places,
        })
    }
}

/// Every conversation of a desk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cabinet {
    /// The number that the next compartment gets; never one that was used before.
    pub next: u32,
    /// The conversations.
    pub entries: Vec<Entry>,
}

impl Cabinet {
    /// Opens the cabinet of a desk; an empty one where there is none yet.
    pub fn open(place: &Place) -> Result<Cabinet, DeskError> {
        match kept::exists(place, NAME)? {
            false => Ok(Cabinet {
                next: 1,
                entries: Vec::new(),
            }),
            true => Ok(Cabinet::read(
                kept::read(place, NAME, |_| Ok(NO_OUTER))?.expose(),
            )?),
        }
    }

    /// Writes it whole under a new key; what was in it before and is no more, is gone.
    pub fn keep(&self, place: &Place, day: Day, draw: &mut Draw) -> Result<(), DeskError> {
        kept::write(place, NAME, &[], &self.bytes(), &NO_OUTER, day, draw)
    }

    /// A room of it.
    pub fn entry(&self, room: &RoomId) -> Result<&Entry, DeskError> {
        self.entries
            .iter()
            .find(|entry| entry.room == *room)
            .ok_or_else(|| absent("such room", "it may have been erased: look at the queue"))
    }

    /// The same, to change it.
    pub fn entry_mut(&mut self, room: &RoomId) -> Result<&mut Entry, DeskError> {
        self.entries
            .iter_mut()
            .find(|entry| entry.room == *room)
            .ok_or_else(|| absent("such room", "it may have been erased: look at the queue"))
    }

    /// Its bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend_from_slice(&self.next.to_be_bytes());
        out.extend_from_slice(&(self.entries.len() as u32).to_be_bytes());
        self.entries.iter().for_each(|entry| entry.write(&mut out));
        out
    }

    /// Reads its bytes.
    pub fn read(bytes: &[u8]) -> Result<Cabinet, Malformed> {
        let mut reader = Reader::new(bytes);
        if reader.array("magic")? != *MAGIC {
            return Err(Reader::new(bytes).malformed("magic", "is not of a cabinet"));
        }
        let next = reader.u32("next number")?;
        let at = reader.malformed("entries", "are more than a cabinet holds");
        let many = reader.u32("entries")? as usize;
        if many > ENTRIES_MAX {
            return Err(at);
        }
        let mut entries = Vec::new();
        for _ in 0..many {
            entries.push(Entry::read(&mut reader)?);
        }
        reader.end()?;
        Ok(Cabinet { next, entries })
    }
}
