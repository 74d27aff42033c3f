//! The desk: where people open what was brought, answer it, and forget it.
//!
//! A folder on a machine that the door never dials. Envelopes lie in it sealed as
//! they came; what was opened lies in rooms, one for each conversation, each with
//! a key of its own that takes the people who were addressed (two, where two or
//! more were). A person works in a *sitting*, with their own passphrase; what two
//! must do, one of them does ahead by *yielding* their share, sealed to the other
//! and to one thing. Nothing here prints or asks: the program `fyke-door desk` and
//! pages call it. Bytes and limits: `docs/door/desk.md`.
//!
//! | file | idea |
//! |---|---|
//! | `disk`, `kept` | files dated by the day; files that can be forgotten |
//! | `vault` | keys of a person, of the machine, of the root, behind passphrases |
//! | `cabinet`, `page` | rooms and what lies in them |
//! | `inbox` | what is pulled, kept sealed |
//! | `sitting`, `opening` | one person at work; opening with two |
//! | `care` | erasing, the retention clock, handover, backup, restore |
//! | `dial` | the way to the door, through the desk's own Tor |
//! | `reply`, `publish` | answers made ahead; key set, book and sheet |
//! | `guard` | words of a reply that only the source could know |
//! | `mark` | spans that become statements in a case |
//! | `log` | who opened what |

pub mod cabinet;
mod care;
pub mod dial;
mod disk;
mod error;
pub mod guard;
mod inbox;
mod kept;
pub mod log;
pub mod mark;
mod opening;
mod page;
mod publish;
mod reply;
mod sitting;
mod vault;

pub use care::{RETENTION_DAYS, Swept, restore};
pub use error::DeskError;
/// How files are looked at.
pub use fyke_view as view;
pub use inbox::{Kept, Queued};
pub use kept::Place;
pub use opening::{Continuity, OpenRoom, Opened, SentFile};
pub use page::{Page, PageKind, Part};
pub use publish::Publication;
pub use sitting::{Sitting, Thing};
pub use vault::{Cost, MachineKeys, PASSPHRASE_MIN, StaffKeys};

use crate::bytes::{Reader, put_run};
use crate::day::Day;
use crate::envelope::Header;
use crate::keys::{DayList, DoorId, Draw, Opening, Person, Roster, SealKey, SignKey, SignSecret};
use crate::secret::{Hidden, Secret};
use error::{absent, refused};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A desk on disk.
#[derive(Clone, Debug)]
pub struct Desk {
    folder: PathBuf,
    keys: PathBuf,
    root: SignKey,
}

const ROOT: &str = "root";
const MACHINE: &str = "machine";

impl Desk {
    /// Makes a new desk: its root key in a vault of its own (to be carried away),
    /// its machine's keys in another.
    #[allow(clippy::too_many_arguments)]
    pub fn init(
        folder: &Path,
        root_at: &Path,
        root_passphrase: &Hidden,
        machine_passphrase: &Hidden,
        cost: Cost,
        today: Day,
        draw: &mut Draw,
    ) -> Result<Desk, DeskError> {
        if folder.join("door").exists() {
            return Err(DeskError::Taken {
                what: "a desk in this folder".to_owned(),
                repair: "take an empty one",
            });
        }
        for part in [
            "", "keys", "sealed", "rooms", "yields", "cards", "lists", "freed", "outbox",
        ] {
            disk::folder(&folder.join(part))?;
        }
        disk::folder(root_at)?;
        let root = SignSecret::draw(draw)?;
        let away = Place {
            sealed: root_at.to_owned(),
            keys: root_at.to_owned(),
        };
        let seed = Hidden::new(root.seed().expose().to_vec());
        vault::write(&away, ROOT, &seed, root_passphrase, cost, today, draw)?;
        let desk = Desk {
            folder: folder.to_owned(),
            keys: folder.join("keys"),
            root: root.public(),
        };
        let machine = MachineKeys::draw(draw)?;
        vault::write(
            &desk.place(),
            MACHINE,
            &machine.bytes(),
            machine_passphrase,
            cost,
            today,
            draw,
        )?;
        let card = [
            machine.publisher.public().bytes().as_slice(),
            machine.pull.public().bytes(),
            &machine.slab.public().bytes(),
        ]
        .concat();
        disk::put(&folder.join("machine.card"), &card, today)?;
        // the last: from here on it is a desk
        disk::put(&folder.join("door"), root.public().bytes(), today)?;
        Ok(desk)
    }

    /// Opens a desk; `keys` is where the keys of its forgettable files lie, where
    /// that is another device.
    pub fn open(folder: &Path, keys: Option<&Path>, draw: &mut Draw) -> Result<Desk, DeskError> {
        let root = disk::get(&folder.join("door"))?
            .ok_or_else(|| absent("desk in this folder", "make one with `fyke-door desk init`"))?;
        let root: [u8; 32] = Reader::new(&root).array("root key")?;
        let desk = Desk {
            folder: folder.to_owned(),
            keys: keys.map_or_else(|| folder.join("keys"), Path::to_owned),
            root: SignKey::new(root),
        };
        kept::finish(&desk.place(), "cabinet", draw)?;
        Ok(desk)
    }

    /// The door it serves.
    pub fn door(&self) -> DoorId {
        DoorId::of(&self.root)
    }

    /// Where its forgettable files lie.
    pub(crate) fn place(&self) -> Place {
        Place {
            sealed: self.folder.clone(),
            keys: self.keys.clone(),
        }
    }

    pub(crate) fn path(&self, part: &str) -> PathBuf {
        self.folder.join(part)
    }

    /// The keys of the machine, for pulling and publishing.
    pub fn machine(&self, passphrase: &Hidden) -> Result<MachineKeys, DeskError> {
        Ok(MachineKeys::read(&vault::read(
            &self.place(),
            MACHINE,
            passphrase,
        )?)?)
    }

    /// Takes somebody on: their keys in a vault, their card for the next roster.
    pub fn take_on(
        &self,
        name: &str,
        passphrase: &Hidden,
        cost: Cost,
        today: Day,
        draw: &mut Draw,
    ) -> Result<(), DeskError> {
        let vault_name = vault_name(name)?;
        if kept::exists(&self.place(), &vault_name)? {
            return Err(DeskError::Taken {
                what: format!("a vault of {name}"),
                repair: "take another name, or let them go first",
            });
        }
        let keys = StaffKeys::draw(name, draw)?;
        vault::write(
            &self.place(),
            &vault_name,
            &keys.bytes(),
            passphrase,
            cost,
            today,
            draw,
        )?;
        let person = keys.person();
        let mut card = Vec::new();
        put_run(&mut card, name.as_bytes());
        card.extend_from_slice(person.sign.bytes());
        card.extend_from_slice(&person.staff.bytes());
        disk::put(&self.path("cards").join(&vault_name), &card, today)
    }

    /// Takes somebody off: vault and card are gone; they leave the roster when it is
    /// signed next.
    pub fn let_go(&self, name: &str, draw: &mut Draw) -> Result<(), DeskError> {
        let vault_name = vault_name(name)?;
        kept::erase(&self.place(), &vault_name, draw)?;
        disk::remove(&self.path("cards").join(&vault_name))
    }

    /// Everybody with a card, by name.
    pub fn staff(&self) -> Result<Vec<Person>, DeskError> {
        let mut people = Vec::new();
        for name in disk::names(&self.path("cards"))? {
            let card = disk::get(&self.path("cards").join(&name))?.unwrap_or_default();
            let mut reader = Reader::new(&card);
            people.push(Person {
                name: String::from_utf8_lossy(reader.run("name")?).into_owned(),
                sign: SignKey::new(reader.array("signing key")?),
                staff: SealKey::read(&reader.array("staff key")?)?,
            });
            reader.end()?;
        }
        people.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(people)
    }

    /// Signs a roster of everybody with a card, with the root key from where it is kept.
    pub fn sign_roster(
        &self,
        root_at: &Path,
        root_passphrase: &Hidden,
        opening: Opening,
        today: Day,
        days: u32,
    ) -> Result<Roster, DeskError> {
        let away = Place {
            sealed: root_at.to_owned(),
            keys: root_at.to_owned(),
        };
        let seed = vault::read(&away, ROOT, root_passphrase)?;
        let seed: [u8; 32] = Reader::new(seed.expose()).array("root key")?;
        let root = SignSecret::new(Secret::new(seed));
        let machine = disk::get(&self.path("machine.card"))?
            .ok_or_else(|| absent("card of the machine", "restore it from a backup"))?;
        let mut reader = Reader::new(&machine);
        let serial = self.roster().map_or(0, |roster| roster.serial);
        let roster = Roster {
            root: root.public(),
            serial: serial.saturating_add(1),
            first: today,
            last: today.plus(days),
            opening,
            publisher: SignKey::new(reader.array("publishing key")?),
            pull: SignKey::new(reader.array("pull key")?),
            slab: SealKey::read(&reader.array("slab key")?)?,
            people: self.staff()?,
        };
        if root.public() != self.root {
            return Err(refused(
                "this root key is of another desk",
                "bring the one that this desk was made with",
            ));
        }
        let signed = roster.sign(&root)?;
        disk::put(&self.path("roster"), &signed, today)?;
        Ok(roster)
    }

    /// The roster in force, verified.
    pub fn roster(&self) -> Result<Roster, DeskError> {
        let bytes = disk::get(&self.path("roster"))?
            .ok_or_else(|| absent("roster", "sign one with `fyke-door desk roster`"))?;
        let roster = Roster::read(&bytes)?;
        match roster.root == self.root {
            true => Ok(roster),
            false => Err(refused(
                "the roster in this folder is of another door",
                "sign it again with this desk's root key",
            )),
        }
    }

    /// Every list of day keys that was published lately, verified.
    pub(crate) fn lists(&self) -> Result<Vec<DayList>, DeskError> {
        let mut lists = Vec::new();
        for name in disk::names(&self.path("lists"))? {
            let bytes = disk::get(&self.path("lists").join(&name))?.unwrap_or_default();
            lists.push(DayList::read(&bytes, self.door())?);
        }
        Ok(lists)
    }

    /// Whom of these an envelope addresses, as far as their day keys are known here.
    pub(crate) fn addressed<'p>(people: &'p [Person], lists: &[DayList], header: &Header) -> Vec<&'p Person> {
        let keys: BTreeSet<_> = header.addressed().collect();
        let named = |person: &&Person| {
            let theirs = lists.iter().filter(|list| list.signer == person.sign);
            theirs
                .filter_map(|list| list.key(header.day))
                .any(|key| keys.contains(&key.id()))
        };
        people.iter().filter(named).collect()
    }

    /// The log, verified, and its last hash.
    pub fn log(&self) -> Result<(Vec<log::Line>, String), DeskError> {
        log::read(&self.path("log"))
    }

    /// The cabinet, opened.
    pub fn cabinet(&self) -> Result<cabinet::Cabinet, DeskError> {
        cabinet::Cabinet::open(&self.place())
    }

    /// Looks at a file of a source through the confined child.
    pub fn view(
        &self,
        program: &Path,
        name: &str,
        bytes: &Hidden,
    ) -> Result<fyke_view::View, fyke_view::NoView> {
        fyke_view::View::of(program, bytes.expose(), name, &fyke_view::Limits::default())
    }
}

/// The vault of a person: their name in letters that every disk takes.
pub(crate) fn vault_name(name: &str) -> Result<String, DeskError> {
    let fits = (1..=crate::keys::NAME_MAX).contains(&name.len()) && !name.chars().any(char::is_control);
    match fits {
        true => Ok(format!("staff-{}", disk::hex(name.as_bytes()))),
        false => Err(refused(
            "a name has 1 to 64 bytes and no control characters",
            "take a shorter one, or an office",
        )),
    }
}
