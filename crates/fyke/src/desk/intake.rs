//! What came through the door, asked of the door's desk on this machine.
//!
//! Whose name stands on the roster that the desk's root key signed is an officer;
//! the case's own roles do not make one. Secrets are typed for one step: a sitting
//! lives as long as the call that it was typed for. What stays is an opened room,
//! its key and no person's, under the session that opened it, until it is closed,
//! the session ends, or nobody asks for it for a quarter of an hour; then what was
//! given for it is spent, and it takes two people again.
//!
//! Nothing here writes to a log but the desk's own, which knows no word of a source.

use super::{LocalDesk, held};
use crate::commands::add::{now, rules};
use crate::ledger;
use fyke_door::book::Edition;
use fyke_door::day::Day as DoorDay;
use fyke_door::desk::cabinet::Entry;
use fyke_door::desk::guard::{self, Open};
use fyke_door::desk::mark::{Mark, Statement};
use fyke_door::desk::view::{self, View};
use fyke_door::desk::{
    Continuity, Cost, Desk as Door, DeskError, OpenRoom, Opened, PageKind, Queued, RETENTION_DAYS, Sitting,
    Thing,
};
use fyke_door::keys::{Draw, Person};
use fyke_door::secret::Hidden;
use fyke_model::dataset::Handling;
use fyke_model::date::Day;
use fyke_model::desk::{
    Answer, ConversationView, Hand, Intake, IntakeList, IntakeThing, LetterContinuity, LetterOpened,
    MarkSaid, MarkedStatement, Refusal, Replied, Role, Secret, SeenPage, SentFileLine, SentFileView,
    StyleWarning, ThingLine, ThingState, Told as Said, WarnedOf, Why,
};
use fyke_store::record::standing;
use fyke_store::take_in::{self, Request};
use fyke_store::{Case, leads};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

/// How long a room stays open that nobody asks for; pages say it.
const OPEN_FOR: Duration = Duration::from_secs(15 * 60);

/// How long a file is looked at: less than a request may take.
const LOOKED_AT_SECONDS: u64 = 45;

/// Days for which a reply lies in the books.
const IN_BOOKS_DAYS: u32 = 14;

/// A desk of the door, and what of it is open.
pub struct DoorDesk {
    door: Door,
    open_text: Open,
    /// Whoever holds it is the only one to write in the desk's folder.
    rooms: Mutex<Rooms>,
}

/// Open rooms, by session and thing.
type Rooms = BTreeMap<(u128, IntakeThing), Room>;

struct Room {
    room: OpenRoom,
    used: Instant,
    seen: BTreeMap<usize, Arc<View>>,
}

impl DoorDesk {
    /// Opens the desk in a folder; `keys` where the keys of its forgettable files
    /// lie on another device; texts that are open, for the style guard.
    ///
    /// # Errors
    /// There is no desk, or it or a text cannot be read.
    pub fn open(folder: &Path, keys: Option<&Path>, open_texts: &[impl AsRef<Path>]) -> Answer<DoorDesk> {
        let door = Door::open(folder, keys, &mut Draw::system()).map_err(refused)?;
        let mut open_text = Open::default();
        for path in open_texts {
            let path = path.as_ref();
            let text = std::fs::read_to_string(path).map_err(|why| {
                Refusal::new(
                    Why::Broken,
                    format!("{} cannot be read: {why}", path.display()),
                    "name a text file of open words",
                )
            })?;
            open_text.add(&text);
        }
        Ok(DoorDesk {
            door,
            open_text,
            rooms: Mutex::default(),
        })
    }

    /// Open rooms, without those that nobody asked for in time.
    fn rooms(&self) -> MutexGuard<'_, Rooms> {
        let mut rooms = held(self.rooms.lock());
        let late: Vec<_> = rooms
            .iter()
            .filter(|(_, one)| one.used.elapsed() >= OPEN_FOR)
            .map(|(key, _)| key.clone())
            .collect();
        for key in late {
            let _ = let_go(&mut rooms, &key);
        }
        rooms
    }

    /// Closes what nobody asks for.
    pub fn tick(&self) {
        drop(self.rooms());
    }

    /// Closes what a session has open.
    pub fn leave(&self, hand: &Hand) {
        let mut rooms = self.rooms();
        let own: Vec<_> = rooms.keys().filter(|(id, _)| *id == hand.id()).cloned().collect();
        for key in own {
            let _ = let_go(&mut rooms, &key);
        }
    }

    fn names(&self, name: &str) -> bool {
        self.door
            .roster()
            .is_ok_and(|roster| roster.people.iter().any(|person| person.name == name))
    }

    /// One step of somebody with their own passphrase, which goes with it.
    fn sitting<T>(
        &self,
        name: &str,
        passphrase: &Secret,
        step: impl FnOnce(&Sitting<'_>, &mut Draw) -> Result<T, DeskError>,
    ) -> Answer<T> {
        let draw = &mut Draw::system();
        let typed = Hidden::new(passphrase.reveal().as_bytes().to_vec());
        let sitting = self
            .door
            .sit(name, &typed, Cost::default(), DoorDay::today(), draw)
            .map_err(|error| match error {
                DeskError::Disk { .. } | DeskError::NoRandomness(_) => refused(error),
                // whether there is such a vault is nobody's business
                _ => Refusal::new(
                    Why::Conflict,
                    "that name and passphrase do not go together",
                    "look at both and try again",
                ),
            })?;
        step(&sitting, draw).map_err(refused)
    }

    fn list(&self, hand: &Hand, rooms: &Rooms) -> Answer<IntakeList> {
        let people = self.door.roster().map_err(refused)?.people;
        let yields = self.door.yields().map_err(refused)?;
        let cabinet = self.door.cabinet().map_err(refused)?;
        let given = |thing: &Thing| -> Vec<(String, String)> {
            let of_it = yields.iter().filter(|(of, ..)| of == thing);
            of_it.map(|(_, from, to)| (from.clone(), to.clone())).collect()
        };
        let letters = self.door.queue().map_err(refused)?;
        let letters = letters
            .into_iter()
            .map(|queued| letter(queued, &people))
            .collect::<Answer<_>>()?;
        let mut conversations = Vec::new();
        for entry in &cabinet.entries {
            let thing = Thing::Room(entry.room);
            let mut line = conversation(entry, &people)?;
            line.given = given(&thing);
            line.open_here = rooms.contains_key(&(hand.id(), line.thing.clone()));
            conversations.push(line);
        }
        conversations.sort_by_key(|line| line.number);
        let left: BTreeSet<u32> = cabinet.entries.iter().map(|entry| entry.number).collect();
        Ok(IntakeList {
            letters,
            conversations,
            erased: (1..cabinet.next)
                .filter(|number| !left.contains(number))
                .collect(),
        })
    }

    fn line(&self, hand: &Hand, rooms: &Rooms, thing: &IntakeThing) -> Answer<ThingLine> {
        let list = self.list(hand, rooms)?;
        let mut lines = list.letters.into_iter().chain(list.conversations);
        lines
            .find(|line| line.thing == *thing)
            .ok_or_else(|| Refusal::absent("the letter or conversation"))
    }
}

/// With the program every session ends.
impl Drop for DoorDesk {
    fn drop(&mut self) {
        let rooms = std::mem::take(&mut *self.rooms());
        for one in rooms.into_values() {
            let _ = one.room.close();
        }
    }
}

/// Lets a room go, and with it what was given for it.
fn let_go(rooms: &mut Rooms, key: &(u128, IntakeThing)) -> Answer<()> {
    match rooms.remove(key) {
        Some(one) => one.room.close().map_err(refused),
        None => Ok(()),
    }
}

fn letter(queued: Queued, people: &[Person]) -> Answer<ThingLine> {
    let addressed = match queued.addressed.is_empty() && queued.readable {
        // their day keys are not known here any more: anybody may have been meant
        true => people.iter().map(|person| person.name.clone()).collect(),
        false => queued.addressed,
    };
    Ok(ThingLine {
        thing: named(&Thing::Envelope(queued.id))?,
        number: None,
        state: match queued.readable {
            true => ThingState::Waits,
            false => ThingState::NotOurs,
        },
        day: day(queued.day),
        people: queued.opening as u8,
        holders: addressed.into_iter().map(Some).collect(),
        given: queued.yielded,
        pieces: queued.cells,
        goes: None,
        open_here: false,
    })
}

fn conversation(entry: &Entry, people: &[Person]) -> Answer<ThingLine> {
    let now = Edition::first_of(DoorDay::today());
    let answered = entry.places.iter().any(|(until, _)| *until > now);
    let named_on_roster = |id| {
        let person = people.iter().find(|person| person.staff.id() == id);
        person.map(|person| person.name.clone())
    };
    Ok(ThingLine {
        thing: named(&Thing::Room(entry.room))?,
        number: Some(entry.number),
        state: match answered {
            true => ThingState::Answered,
            false => ThingState::Open,
        },
        day: day(entry.last),
        people: entry.opening as u8,
        holders: entry.holders().map(named_on_roster).collect(),
        given: Vec::new(),
        pieces: 1,
        goes: (!entry.hold).then(|| day(entry.last.plus(RETENTION_DAYS))),
        open_here: false,
    })
}

fn named(thing: &Thing) -> Answer<IntakeThing> {
    thing.name().parse()
}

fn thing_of(thing: &IntakeThing) -> Answer<Thing> {
    thing.to_string().parse().map_err(refused)
}

fn day(day: DoorDay) -> Day {
    Day(i32::try_from(day.0).unwrap_or(i32::MAX))
}

/// What went wrong at the door's desk: its sentences have what broke before the
/// semicolon and what to do behind it, and hold no payload.
fn refused(error: DeskError) -> Refusal {
    let why = match &error {
        DeskError::Disk { .. } | DeskError::NoRandomness(_) => Why::Broken,
        DeskError::Absent { .. } => Why::Absent,
        _ => Why::Conflict,
    };
    let said = error.to_string();
    match said.rsplit_once("; ") {
        Some((broke, repair)) => Refusal::new(why, broke, repair),
        None => Refusal::new(why, said, "look at the desk with `fyke-door desk queue`"),
    }
}

fn closed() -> Refusal {
    Refusal::new(
        Why::Conflict,
        "this conversation is not open in your session",
        "open it with another officer first",
    )
}

/// The open room of a session, used now.
fn room<'r>(rooms: &'r mut Rooms, hand: &Hand, thing: &IntakeThing) -> Answer<&'r mut Room> {
    let one = rooms.get_mut(&(hand.id(), thing.clone())).ok_or_else(closed)?;
    one.used = Instant::now();
    Ok(one)
}

fn secret(bytes: &Hidden) -> Secret {
    Secret::new(String::from_utf8_lossy(bytes.expose()))
}

fn told(room: &OpenRoom) -> Vec<Said> {
    let pages = room.pages.iter().enumerate();
    pages
        .filter_map(|(at, page)| {
            let by_source = match page.kind {
                PageKind::Message | PageKind::Read => true,
                PageKind::Reply => false,
                PageKind::Part(_) => return None,
            };
            Some(Said {
                page: at,
                by_source,
                day: day(page.day),
                language: page.language.clone(),
                text: page.text().map(Secret::new),
            })
        })
        .collect()
}

fn seen(view: &View) -> Vec<SeenPage> {
    let pages = view.pages.iter();
    pages
        .map(|page| match page {
            view::Page::Picture { width, height, .. } => SeenPage::Picture {
                width: *width,
                height: *height,
            },
            view::Page::Text { label, text } => SeenPage::Text {
                label: label.clone(),
                text: Secret::new(text.as_str()),
                unseen: false,
            },
            view::Page::Unseen { label, text } => SeenPage::Text {
                label: label.clone(),
                text: Secret::new(text.as_str()),
                unseen: true,
            },
        })
        .collect()
}

fn warned_of(what: guard::What) -> WarnedOf {
    match what {
        guard::What::Word => WarnedOf::Word,
        guard::What::Name => WarnedOf::Name,
        guard::What::Number => WarnedOf::Number,
        guard::What::Phrase => WarnedOf::Phrase,
    }
}

fn statement(said: &Statement) -> MarkedStatement {
    MarkedStatement {
        entity: said.entity.clone(),
        schema: said.schema.clone(),
        property: said.property.clone(),
        value: secret(&said.value),
        dataset: said.dataset.clone(),
        handling: Handling::SourceCompartment,
    }
}

impl LocalDesk {
    /// The door's desk, for an officer.
    fn officer(&self, hand: &Hand) -> Answer<&DoorDesk> {
        let door = self
            .intake
            .as_ref()
            .ok_or_else(|| Refusal::absent("the intake"))?;
        self.key(hand)?;
        hand.needs(Role::Reviewer)?;
        match door.names(hand.name()) {
            true => Ok(door),
            false => Err(Refusal::new(
                Why::Forbidden,
                "this is for officers of the door",
                "ask for a roster with your name on it",
            )),
        }
    }

    /// A file of an open room as the confined process saw it, looked at once.
    fn view_of(&self, hand: &Hand, thing: &IntakeThing, file: usize) -> Answer<(Secret, Arc<View>)> {
        let door = self.officer(hand)?;
        let (name, bytes) = {
            let mut rooms = door.rooms();
            let one = room(&mut rooms, hand, thing)?;
            let mut files = one.room.files();
            if file >= files.len() {
                return Err(Refusal::absent("the file"));
            }
            let file_of = files.swap_remove(file);
            let name = secret(&file_of.name);
            if let Some(view) = one.seen.get(&file) {
                return Ok((name, Arc::clone(view)));
            }
            (
                name,
                file_of.whole.ok_or_else(|| Refusal::absent("the whole file"))?,
            )
        };
        // others are not kept waiting while it is looked at
        let limits = view::Limits {
            seconds: LOOKED_AT_SECONDS,
            ..view::Limits::default()
        };
        let program = view::beside_this_program();
        let view = View::of(&program, bytes.expose(), name.reveal(), &limits).map_err(|error| {
            let said = error.to_string();
            let (broke, repair) = said.rsplit_once("; ").unwrap_or((&said, "leave it sealed"));
            Refusal::new(Why::Broken, broke, repair)
        })?;
        let view = Arc::new(view);
        if let Ok(one) = room(&mut door.rooms(), hand, thing) {
            one.seen.insert(file, Arc::clone(&view));
        }
        Ok((name, view))
    }

    /// Brings statements of a compartment into the case. The newest file of a list
    /// stands for the whole of it, so what the compartment said before goes along.
    fn take_in_statements(&self, dataset: &str, lines: &str) -> Answer<()> {
        let put = || -> crate::screen::Outcome {
            let case = Case::open(&self.root)?;
            let files = case.files()?;
            let before = standing(&files, None)
                .into_iter()
                .filter(|file| file.dataset == dataset)
                .max_by(|a, b| a.added_at.cmp(&b.added_at));
            let mut text = match before {
                Some(file) => std::fs::read_to_string(case.evidence_path(file.hash))?,
                None => String::new(),
            };
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            text.push_str(lines);
            let folder = tempfile::tempdir()?;
            let path = folder.path().join(format!("{dataset}.jsonl"));
            std::fs::write(&path, &text)?;
            let request = Request {
                kind: None,
                mapping: None,
                dataset: Some(dataset.to_owned()),
                edition: None,
                handling: Handling::SourceCompartment,
                now: now(),
                ..Request::default()
            };
            take_in::add(&case, &path, &request, &rules(), &mut |_| ())?;
            ledger::files_in(&case)?;
            leads::write_files_table(&case)?;
            Ok(())
        };
        put().map_err(Refusal::from)
    }
}

impl Intake for LocalDesk {
    fn is_officer(&self, hand: &Hand) -> bool {
        self.officer(hand).is_ok()
    }

    fn intake(&self, hand: &Hand) -> Answer<IntakeList> {
        let door = self.officer(hand)?;
        let rooms = door.rooms();
        door.list(hand, &rooms)
    }

    fn intake_thing(&self, hand: &Hand, thing: &IntakeThing) -> Answer<ThingLine> {
        let door = self.officer(hand)?;
        let rooms = door.rooms();
        door.line(hand, &rooms, thing)
    }

    fn give_share(
        &self,
        hand: &Hand,
        thing: &IntakeThing,
        from: &str,
        to: &str,
        passphrase: &Secret,
    ) -> Answer<()> {
        let door = self.officer(hand)?;
        let of = thing_of(thing)?;
        let _alone = door.rooms();
        door.sitting(from, passphrase, |sitting, draw| sitting.yield_to(of, to, draw))
    }

    fn open_letter(&self, hand: &Hand, thing: &IntakeThing, passphrase: &Secret) -> Answer<LetterOpened> {
        let door = self.officer(hand)?;
        let Thing::Envelope(id) = thing_of(thing)? else {
            return Err(Refusal::absent("the letter"));
        };
        let _alone = door.rooms();
        let opened = door.sitting(hand.name(), passphrase, |sitting, draw| {
            sitting.open_envelope(id, draw)
        })?;
        Ok(match opened {
            Opened::Decoy => LetterOpened::Decoy,
            Opened::Into {
                room,
                number,
                continuity,
                page,
                ..
            } => LetterOpened::Into {
                conversation: named(&Thing::Room(room))?,
                number,
                continuity: match continuity {
                    Continuity::First => LetterContinuity::First,
                    Continuity::Continues => LetterContinuity::Continues,
                    Continuity::OtherKey => LetterContinuity::OtherKey,
                },
                text: page.text().map(Secret::new),
            },
        })
    }

    fn open_conversation(&self, hand: &Hand, thing: &IntakeThing, passphrase: &Secret) -> Answer<()> {
        let door = self.officer(hand)?;
        let Thing::Room(id) = thing_of(thing)? else {
            return Err(Refusal::absent("the conversation"));
        };
        let mut rooms = door.rooms();
        let opened = door.sitting(hand.name(), passphrase, |sitting, _| sitting.open_room(id))?;
        let one = Room {
            room: opened,
            used: Instant::now(),
            seen: BTreeMap::new(),
        };
        rooms.insert((hand.id(), thing.clone()), one);
        Ok(())
    }

    fn close_conversation(&self, hand: &Hand, thing: &IntakeThing) -> Answer<()> {
        let door = self.officer(hand)?;
        let mut rooms = door.rooms();
        let_go(&mut rooms, &(hand.id(), thing.clone()))
    }

    fn conversation(&self, hand: &Hand, thing: &IntakeThing) -> Answer<ConversationView> {
        let door = self.officer(hand)?;
        let mut rooms = door.rooms();
        let line = door.line(hand, &rooms, thing)?;
        let one = room(&mut rooms, hand, thing)?;
        one.room.read_again().map_err(refused)?;
        let files = one.room.files();
        Ok(ConversationView {
            line,
            told: told(&one.room),
            files: files
                .iter()
                .map(|file| SentFileLine {
                    name: secret(&file.name),
                    bytes: file.whole.as_ref().map(|whole| whole.expose().len() as u64),
                    parts: file.parts,
                })
                .collect(),
        })
    }

    fn sent_file(&self, hand: &Hand, thing: &IntakeThing, file: usize) -> Answer<SentFileView> {
        let (name, view) = self.view_of(hand, thing, file)?;
        Ok(SentFileView {
            name,
            kind: view.kind.clone(),
            pages: seen(&view),
            findings: view
                .findings
                .iter()
                .map(|finding| Secret::new(finding.to_string()))
                .collect(),
            not_looked_for: view::NOT_LOOKED_FOR
                .iter()
                .map(|what| (*what).to_owned())
                .collect(),
        })
    }

    fn sent_picture(&self, hand: &Hand, thing: &IntakeThing, file: usize, page: usize) -> Answer<Vec<u8>> {
        let (_, view) = self.view_of(hand, thing, file)?;
        match view.pages.get(page) {
            Some(view::Page::Picture { png, .. }) => Ok(png.clone()),
            _ => Err(Refusal::absent("the picture")),
        }
    }

    fn reply(&self, hand: &Hand, thing: &IntakeThing, text: &Secret, anyway: bool) -> Answer<Replied> {
        let door = self.officer(hand)?;
        let mut rooms = door.rooms();
        let one = room(&mut rooms, hand, thing)?;
        one.room.read_again().map_err(refused)?;
        let source: Vec<String> = one
            .room
            .pages
            .iter()
            .filter(|page| page.kind == PageKind::Message)
            .filter_map(fyke_door::desk::Page::text)
            .collect();
        let warned = guard::warnings(text.reveal(), &source, &door.open_text);
        if !warned.is_empty() && !anyway {
            return Ok(Replied::Warned {
                open_words: door.open_text.len(),
                warnings: warned
                    .into_iter()
                    .map(|one| StyleWarning {
                        what: warned_of(one.what),
                        from: one.span.start,
                        to: one.span.end,
                    })
                    .collect(),
            });
        }
        let today = DoorDay::today();
        one.room
            .reply(text.reveal(), Edition::first_of(today), &mut Draw::system())
            .map_err(refused)?;
        Ok(Replied::Sent {
            until: day(today.plus(IN_BOOKS_DAYS)),
        })
    }

    fn mark_spans(
        &self,
        hand: &Hand,
        thing: &IntakeThing,
        marks: &[MarkSaid],
        keep: bool,
    ) -> Answer<Vec<MarkedStatement>> {
        let door = self.officer(hand)?;
        let mut rooms = door.rooms();
        let one = room(&mut rooms, hand, thing)?;
        let marks: Vec<Mark> = marks
            .iter()
            .map(|said| Mark {
                page: said.page,
                span: said.from..said.to,
                entity: said.entity.clone(),
                schema: said.schema.clone(),
                property: said.property.clone(),
                value: said.value.as_ref().map(|value| value.reveal().to_owned()),
            })
            .collect();
        let malformed = |error| Refusal {
            why: Why::Malformed,
            ..refused(error)
        };
        let drafts = one.room.drafts(&marks).map_err(malformed)?;
        if let (true, Some(first)) = (keep, drafts.first()) {
            let lines: String = drafts.iter().map(Statement::line).collect();
            self.take_in_statements(&first.dataset, &lines)?;
            // the desk's own log says that it was done
            one.room.statements(&marks).map_err(malformed)?;
        }
        Ok(drafts.iter().map(statement).collect())
    }

    fn erase(&self, hand: &Hand, thing: &IntakeThing, passphrase: &Secret) -> Answer<()> {
        let door = self.officer(hand)?;
        let of = thing_of(thing)?;
        let mut rooms = door.rooms();
        door.sitting(hand.name(), passphrase, |sitting, draw| match of {
            Thing::Envelope(id) => sitting.destroy(id),
            Thing::Room(id) => sitting.erase(id, draw),
        })?;
        // nobody reads on in what is gone
        rooms.retain(|(_, open), _| open != thing);
        Ok(())
    }
}
