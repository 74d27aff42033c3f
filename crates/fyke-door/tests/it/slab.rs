//! No acknowledgement is lost, nothing is handed out twice: the slab under a
//! disk that dies.
//!
//! A disk in memory stands for the file. At a chosen call (read, write, sync, or
//! the note in memory) everything stops: a *kill* leaves what was written and the
//! note, and cuts the write under way short; a *power cut* also throws away the
//! note and, of what was not synced, keeps any sectors it likes. Then the store
//! is started again, goes on, and the desk collects, with a death of its own now
//! and then between keeping and freeing.

use fyke_door::keys::{DoorId, Draw, SealSecret, SignSecret};
use fyke_door::pull::client::{Collected, Door, Inbox, PullError, collect};
use fyke_door::slab::cell::{Raw, blank};
use fyke_door::slab::disk::Disk;
use fyke_door::slab::free::Free;
use fyke_door::slab::keep::{Keep, Note};
use fyke_door::slab::{CELL, Geometry, Held, PAYLOAD, Pace, Slab, Survey, Ticket};
use fyke_door::wire::Public;
use proptest::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::rc::Rc;

const DOOR: DoorId = DoorId([9; 32]);

/// The machine: its disk, what only the page cache holds, and its memory.
struct Machine {
    durable: RefCell<Vec<Box<Raw>>>,
    cached: RefCell<BTreeMap<u32, Box<Raw>>>,
    note: RefCell<Option<Note>>,
    /// Calls left before it stops.
    fuse: Cell<u64>,
    /// The write under way when it stopped may be cut short; there is one.
    dead: Cell<bool>,
    /// Decides what a cut leaves.
    dice: Cell<u64>,
}

impl Machine {
    fn new(cells: u32, dice: u64) -> Rc<Machine> {
        let noise = |n: u32| {
            let mut cell = blank();
            Draw::seeded_for_vectors([n as u8; 32])
                .fill(&mut cell[..64])
                .unwrap();
            cell
        };
        Rc::new(Machine {
            durable: RefCell::new((0..cells).map(noise).collect()),
            cached: RefCell::default(),
            note: RefCell::default(),
            fuse: Cell::new(u64::MAX),
            dead: Cell::new(false),
            dice: Cell::new(dice),
        })
    }

    fn geometry(&self) -> Geometry {
        Geometry::of(self.durable.borrow().len() as u64 * CELL as u64).unwrap()
    }

    fn roll(&self) -> u64 {
        // splitmix64 (Steele, Lea, Flood 2014): a test must be the same each time
        let state = self.dice.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.dice.set(state);
        let mixed = (state ^ state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    fn burn(&self) -> io::Result<()> {
        let left = self.fuse.get();
        self.fuse.set(left.saturating_sub(1));
        if left == 0 {
            return Err(io::Error::other("stopped"));
        }
        Ok(())
    }

    /// What is there to read: the cache over the disk.
    fn now(&self, cell: u32) -> Box<Raw> {
        let cached = self.cached.borrow().get(&cell).cloned();
        cached.unwrap_or_else(|| self.durable.borrow()[cell as usize].clone())
    }

    /// Some sectors of the new, the rest of the old.
    fn torn(&self, old: &Raw, new: &Raw) -> Box<Raw> {
        let mut torn = blank();
        for at in (0..CELL).step_by(4096) {
            let from = if self.roll().is_multiple_of(2) { old } else { new };
            torn[at..at + 4096].copy_from_slice(&from[at..at + 4096]);
        }
        torn
    }

    fn power_cut(&self) {
        let cached = std::mem::take(&mut *self.cached.borrow_mut());
        for (cell, new) in cached {
            let old = self.durable.borrow()[cell as usize].clone();
            self.durable.borrow_mut()[cell as usize] = match self.roll() % 3 {
                0 => old,
                1 => new,
                _ => self.torn(&old, &new),
            };
        }
        *self.note.borrow_mut() = None;
    }
}

#[derive(Clone)]
struct Hand(Rc<Machine>);

impl Disk for Hand {
    fn read(&self, cell: u32, into: &mut Raw) -> io::Result<()> {
        self.0.burn()?;
        *into = *self.0.now(cell);
        Ok(())
    }

    fn write(&self, cell: u32, from: &Raw) -> io::Result<()> {
        let stopped = self.0.burn();
        let left = match &stopped {
            Ok(()) => Box::new(*from),
            Err(_) if !self.0.dead.replace(true) && self.0.roll().is_multiple_of(2) => {
                self.0.torn(&self.0.now(cell), from)
            }
            Err(_) => return stopped,
        };
        self.0.cached.borrow_mut().insert(cell, left);
        stopped
    }

    fn sync(&self) -> io::Result<()> {
        self.0.burn()?;
        for (cell, new) in std::mem::take(&mut *self.0.cached.borrow_mut()) {
            self.0.durable.borrow_mut()[cell as usize] = new;
        }
        Ok(())
    }
}

impl Keep for Hand {
    fn load(&self) -> Option<Note> {
        self.0.note.borrow().clone()
    }

    fn save(&self, note: &Note) -> io::Result<()> {
        self.0.burn()?;
        *self.0.note.borrow_mut() = Some(note.clone());
        Ok(())
    }
}

type Store = Slab<Hand, Hand>;

struct World {
    machine: Rc<Machine>,
    store: Option<Store>,
    pace: Pace,
    open: SealSecret,
    sign: SignSecret,
    desk: Desk,
    /// Mark and cells of what was acknowledged.
    acked: BTreeSet<u64>,
    next_mark: u64,
}

#[derive(Default)]
struct Desk {
    kept: BTreeMap<[u8; 16], Vec<u8>>,
    freed: BTreeMap<[u8; 16], u64>,
    /// Submissions it may still keep before it dies.
    breath: Option<u32>,
}

impl Inbox for Desk {
    fn has(&mut self, submission: &[u8; 16]) -> io::Result<bool> {
        Ok(self.kept.contains_key(submission))
    }

    fn keep(&mut self, submission: &[u8; 16], envelope: &[u8]) -> io::Result<()> {
        if let Some(breath) = &mut self.breath {
            *breath = breath
                .checked_sub(1)
                .ok_or_else(|| io::Error::other("the desk died"))?;
        }
        assert!(self.kept.insert(*submission, envelope.to_vec()).is_none());
        Ok(())
    }

    fn freed(&mut self, generation: &[u8; 16]) -> io::Result<u64> {
        Ok(self.freed.get(generation).copied().unwrap_or(0))
    }

    fn set_freed(&mut self, generation: &[u8; 16], up_to: u64) -> io::Result<()> {
        self.freed.insert(*generation, up_to);
        Ok(())
    }
}

struct Counter<'a>(&'a mut Store, &'a SignSecret);

impl Door for Counter<'_> {
    fn survey(&mut self) -> Result<Survey, PullError> {
        Ok(self.0.survey())
    }

    fn cells(&mut self, cells: &[u32]) -> Result<Vec<Box<Raw>>, PullError> {
        let read = |cell: &u32| {
            let raw = self.0.raw(*cell).map_err(|_| PullError::Refused("cells"))?;
            raw.ok_or(PullError::Refused("cells"))
        };
        cells.iter().map(read).collect()
    }

    fn free(&mut self, signed: &[u8]) -> Result<(), PullError> {
        let free = Free::read(signed, DOOR, &self.1.public()).unwrap();
        self.0.free(&free).map_err(|_| PullError::Refused("free"))
    }

    fn publish(&mut self, _: Public, _: &[u8]) -> Result<(), PullError> {
        Ok(())
    }
}

#[derive(Clone, Debug)]
enum Act {
    /// So many submissions at once, their cells in turn, of these buckets; then one sync.
    Bring {
        buckets: Vec<u8>,
        abandon: bool,
    },
    Collect {
        breath: Option<u32>,
    },
    Kill,
    PowerCut,
    /// The next stop comes after so many calls.
    Fuse {
        calls: u64,
        power: bool,
    },
}

impl World {
    fn new(cells: u32, pace: Pace, dice: u64) -> World {
        let mut draw = Draw::seeded_for_vectors([3; 32]);
        let mut world = World {
            machine: Machine::new(cells, dice),
            store: None,
            pace,
            open: SealSecret::draw(&mut draw).unwrap(),
            sign: SignSecret::draw(&mut draw).unwrap(),
            desk: Desk::default(),
            acked: BTreeSet::new(),
            next_mark: 1,
        };
        world.start();
        world
    }

    fn start(&mut self) {
        self.machine.fuse.set(u64::MAX);
        self.machine.dead.set(false);
        let hand = Hand(self.machine.clone());
        let to = vec![self.open.public()];
        let geometry = self.machine.geometry();
        self.store = Some(Slab::open(hand.clone(), hand, geometry, DOOR, to, self.pace).unwrap());
    }

    /// If the fuse has burnt down, the machine stops as it was said to.
    fn survive(&mut self, power: bool) {
        if self.machine.fuse.get() == 0 {
            if power {
                self.machine.power_cut();
            }
            self.start();
        }
    }

    fn tick(&mut self, cells: &mut Vec<(Ticket, Vec<u8>)>) -> Option<()> {
        let store = self.store.as_mut()?;
        match self.pace {
            Pace::AsItComes => {
                for (ticket, payload) in cells.drain(..) {
                    store.cell(ticket, &payload).ok()?;
                }
            }
            Pace::Constant { cells: each } => {
                cells.reverse();
                for _ in 0..each {
                    if store.move_one().ok()? {
                        continue;
                    }
                    match cells.pop() {
                        Some((ticket, payload)) => store.cell(ticket, &payload).ok()?,
                        None => store.write_nothing().ok()?,
                    }
                }
                cells.reverse();
            }
        }
        Some(())
    }

    fn bring(&mut self, buckets: &[u8], abandon: bool) -> Option<()> {
        let mut under_way = Vec::new();
        let mut waiting = Vec::new();
        for bucket in buckets {
            let mark = self.next_mark;
            self.next_mark += 1;
            if let Ok(ticket) = self.store.as_mut()?.begin(*bucket) {
                under_way.push((ticket, mark));
                let mut payload = vec![0u8; PAYLOAD];
                payload[..8].copy_from_slice(&mark.to_be_bytes());
                payload[8] = *bucket;
                for n in 0..1u16 << bucket {
                    payload[9..11].copy_from_slice(&n.to_be_bytes());
                    waiting.push((n, ticket, payload.clone()));
                }
            }
        }
        waiting.sort_by_key(|(n, ..)| *n);
        let dropped = if abandon { waiting.pop() } else { None };
        let mut waiting = waiting
            .into_iter()
            .map(|(_, ticket, cell)| (ticket, cell))
            .collect();
        loop {
            self.tick(&mut waiting)?;
            if waiting.is_empty() {
                break;
            }
            self.store.as_mut()?.sync().ok()?;
        }
        let mut whole = BTreeSet::new();
        for (ticket, mark) in under_way {
            if self.store.as_mut()?.commit(ticket).is_ok() {
                assert!(dropped.as_ref().is_none_or(|(_, of, _)| *of != ticket));
                whole.insert(mark);
            }
        }
        self.store.as_mut()?.sync().ok()?;
        self.acked.extend(whole);
        Some(())
    }

    fn collect(&mut self, breath: Option<u32>) -> Option<Collected> {
        self.desk.breath = breath;
        let mut counter = Counter(self.store.as_mut()?, &self.sign);
        let open = std::slice::from_ref(&self.open);
        let done = collect(&mut counter, DOOR, open, &self.sign, &mut self.desk).ok();
        self.desk.breath = None;
        done
    }

    fn act(&mut self, act: &Act, power: &mut bool) {
        match act {
            Act::Bring { buckets, abandon } => {
                self.bring(buckets, *abandon);
            }
            Act::Collect { breath } => {
                self.collect(*breath);
            }
            Act::Kill => self.start(),
            Act::PowerCut => {
                self.machine.power_cut();
                self.start();
            }
            Act::Fuse { calls, power: cut } => {
                self.machine.fuse.set(*calls);
                *power = *cut;
            }
        }
        self.survive(*power);
    }

    /// The desk comes until nothing is left; then everything acknowledged is there,
    /// once, as it was brought.
    fn judge(&mut self) {
        self.machine.fuse.set(u64::MAX);
        self.start();
        let unopened = self.collect(None).expect("the desk can collect").unopened;
        assert_eq!(unopened, 0);
        let mut seen = BTreeSet::new();
        for envelope in self.desk.kept.values() {
            let bucket = envelope[8];
            assert_eq!(envelope.len(), PAYLOAD << bucket);
            let mark = &envelope[..8];
            for (n, cell) in (0u16..).zip(envelope.chunks(PAYLOAD)) {
                assert_eq!(
                    (&cell[..8], cell[8], &cell[9..11]),
                    (mark, bucket, &n.to_be_bytes()[..])
                );
            }
            let mark = u64::from_be_bytes(mark.try_into().unwrap());
            assert!(seen.insert(mark), "submission {mark} came twice");
        }
        let lost: Vec<_> = self.acked.difference(&seen).collect();
        assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    }
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let bring = (proptest::collection::vec(0u8..3, 1..4), any::<bool>());
    let act = prop_oneof![
        6 => bring.prop_map(|(buckets, abandon)| Act::Bring { buckets, abandon }),
        2 => proptest::option::weighted(0.3, 0u32..3).prop_map(|breath| Act::Collect { breath }),
        1 => Just(Act::Kill),
        1 => Just(Act::PowerCut),
        4 => (0u64..60, any::<bool>()).prop_map(|(calls, power)| Act::Fuse { calls, power }),
    ];
    proptest::collection::vec(act, 1..14)
}

fn play(acts: &[Act], pace: Pace, dice: u64) {
    let mut world = World::new(100, pace, dice);
    let mut power = false;
    for act in acts {
        world.act(act, &mut power);
    }
    world.judge();
}

/// Few in the usual run; as many as `PROPTEST_CASES` says where it says.
fn some() -> ProptestConfig {
    let mut config = ProptestConfig::default();
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 24;
    }
    config
}

proptest! {
    #![proptest_config(some())]

    #[test]
    fn what_is_acknowledged_comes_once(acts in acts(), dice: u64) {
        play(&acts, Pace::AsItComes, dice);
    }

    #[test]
    fn and_at_a_constant_pace(acts in acts(), dice: u64) {
        play(&acts, Pace::Constant { cells: 2 }, dice);
    }
}

/// Every call that a small day makes is a point at which it is killed or cut.
fn every_call_is_a_point_of_death(pace: Pace, power: bool) {
    let day = [
        Act::Bring {
            buckets: vec![0, 1],
            abandon: false,
        },
        Act::Collect { breath: None },
        Act::Bring {
            buckets: vec![1, 0],
            abandon: true,
        },
        Act::Collect { breath: None },
        Act::Bring {
            buckets: vec![0],
            abandon: false,
        },
    ];
    let mut points = 0;
    for calls in 0.. {
        let mut world = World::new(100, pace, calls);
        world.machine.fuse.set(calls);
        let mut cut = power;
        let mut burnt = false;
        for act in &day {
            let before = world.machine.fuse.get();
            world.act(act, &mut cut);
            burnt |= world.machine.fuse.get() > before;
        }
        world.judge();
        if !burnt {
            break;
        }
        points += 1;
    }
    assert!(points > 20, "{points}");
}

#[test]
fn a_kill_at_every_call() {
    every_call_is_a_point_of_death(Pace::AsItComes, false);
}

#[test]
fn a_power_cut_at_every_call() {
    every_call_is_a_point_of_death(Pace::AsItComes, true);
}

#[test]
fn a_kill_at_every_call_of_a_constant_pace() {
    every_call_is_a_point_of_death(Pace::Constant { cells: 2 }, false);
}

#[test]
fn a_power_cut_at_every_call_of_a_constant_pace() {
    every_call_is_a_point_of_death(Pace::Constant { cells: 2 }, true);
}

#[test]
fn a_full_slab_refuses_before_it_takes() {
    let mut world = World::new(100, Pace::AsItComes, 1);
    // four rings of 24 cells: three submissions of eight fill the running one
    for _ in 0..3 {
        world.bring(&[3], false).unwrap();
    }
    let store = world.store.as_mut().unwrap();
    assert!(store.begin(0).is_err());
    assert_eq!(world.collect(None).unwrap().kept, 3);
    world.bring(&[3], false).unwrap();
    assert_eq!(world.acked.len(), 4);
    world.judge();
}

#[test]
fn a_promise_is_room_that_nobody_else_gets() {
    let mut world = World::new(100, Pace::AsItComes, 1);
    let store = world.store.as_mut().unwrap();
    let first = store.begin(4).unwrap();
    assert!(store.begin(4).is_err());
    store.abandon(first);
    let second = store.begin(4).unwrap();
    assert!(store.cell(second, &[0; 3]).is_err());
    assert!(store.commit(second).is_err());
    assert!(store.begin(11).is_err());
}

#[test]
fn four_reboots_close_the_door_until_the_desk_has_been() {
    let mut world = World::new(100, Pace::AsItComes, 1);
    world.bring(&[0], false).unwrap();
    for _ in 0..4 {
        world.machine.power_cut();
        world.start();
    }
    let store = world.store.as_mut().unwrap();
    assert!(
        store
            .survey()
            .held
            .iter()
            .all(|held| matches!(held, Held::Frozen { .. }))
    );
    assert!(store.begin(0).is_err());
    assert_eq!(world.collect(None).unwrap().kept, 1);
    world.bring(&[0], false).unwrap();
    world.judge();
    assert_eq!(world.desk.kept.len(), 2);
}

#[test]
fn at_a_constant_pace_a_quiet_day_keeps_what_lies_there() {
    let mut world = World::new(100, Pace::Constant { cells: 2 }, 1);
    world.bring(&[1, 2], false).unwrap();
    // the ring of 24 goes round ten times
    for _ in 0..120 {
        world.tick(&mut Vec::new()).unwrap();
        world.store.as_mut().unwrap().sync().unwrap();
    }
    world.machine.power_cut();
    world.start();
    assert_eq!(world.collect(None).unwrap().kept, 2);
    world.judge();
}

#[test]
fn frees_of_others_free_nothing() {
    let mut world = World::new(100, Pace::AsItComes, 1);
    let mut draw = Draw::seeded_for_vectors([8; 32]);
    let stranger = SignSecret::draw(&mut draw).unwrap();
    let free = Free {
        door: DOOR,
        generation: [1; 16],
        up_to: 5,
    };
    let (ours, key) = (free.sign(&world.sign), world.sign.public());
    assert_eq!(Free::read(&ours, DOOR, &key), Ok(free));
    assert!(Free::read(&free.sign(&stranger), DOOR, &key).is_err());
    assert!(Free::read(&ours, DoorId([0; 32]), &key).is_err());
    for at in 0..ours.len() {
        let mut changed = ours.clone();
        changed[at] ^= 1;
        assert!(Free::read(&changed, DOOR, &key).is_err());
        assert!(Free::read(&ours[..at], DOOR, &key).is_err());
    }
    world.bring(&[0], false).unwrap();
    world.judge();
}
