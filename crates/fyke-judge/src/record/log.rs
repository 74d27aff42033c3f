//! A record, opened: whose log it is, and where it ends.

use super::append::Group;
use super::checkpoint::{Checkpoint, NoteKey, good_name};
use super::draft::{Draft, Unsayable};
use super::edge::Edge;
use super::leaf::{Handle, Index, Policy, What};
use super::path::{self, CHECKPOINT, ERASING, MACHINE_KEY, Tile};
use super::read::read_leaf;
use super::shelf::{Shelf, ShelfError};
use super::standing::Standing;
use super::tiles;
use crate::key::MachineKey;
use crate::random::{NoRandomness, Random, array};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Why a record was not read or written.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// The disk.
    #[error(transparent)]
    Shelf(#[from] ShelfError),
    /// No random bytes.
    #[error(transparent)]
    Random(#[from] NoRandomness),
    /// There is no record here.
    #[error("there is no record in this folder; a case gets one with its first entry")]
    Absent,
    /// There is one already.
    #[error("there is a record in this folder already; open it instead")]
    Present,
    /// What is on disk is not what was written.
    #[error("{0}; run fyke verify on this case and compare it with a copy before anything is written")]
    Altered(String),
    /// The key that signs checkpoints is not here.
    #[error("this copy has no {MACHINE_KEY}: it can be read and verified; write in the case itself")]
    ReadOnly,
    /// What was said cannot be written.
    #[error(transparent)]
    Unsayable(#[from] Unsayable),
    /// The entry may not be written so.
    #[error("{0}")]
    Refused(String),
}

/// A record, open.
///
/// ```
/// use fyke_judge::key::PersonKey;
/// use fyke_judge::record::leaf::{Policy, What};
/// use fyke_judge::record::shelf::Memory;
/// use fyke_judge::record::{Draft, Record, RecordError, SystemRandom};
///
/// let ada = PersonKey::from_seed(&[1; 32]);
/// let random = &mut SystemRandom;
/// let mut record = Record::create(Memory::new(), "fyke/example", random)?;
/// record.append(random, |group| {
///     let enrolled = What::PolicyChange(Policy::Enrolled { key: ada.public() });
///     group.person(&ada, Draft::new(enrolled).saying("Ada")?)?;
///     group.machine(Draft::new(What::TakeIn {}).saying("flows.csv")?)
/// })?;
/// assert_eq!(record.size(), 3);
/// assert_eq!(record.payload::<String>(2)?.as_deref(), Some("flows.csv"));
/// # Ok::<(), RecordError>(())
/// ```
pub struct Record {
    pub(super) shelf: Arc<dyn Shelf + Send + Sync>,
    pub(super) key: Option<MachineKey>,
    pub(super) note_key: NoteKey,
    log_key: String,
    /// The checkpoint as it lies on disk, and the end that it signs for.
    pub(super) signed: Vec<u8>,
    pub(super) edge: Edge,
    /// As far as it was asked for.
    pub(super) standing: Standing,
    /// Segments of payloads: first entry, number of entries.
    pub(super) segments: BTreeMap<Index, u64>,
    /// The handles of leads, as far as they were asked for.
    pub(super) handles: BTreeMap<String, Handle>,
    pub(super) handles_to: Index,
    /// Whether leftovers of killed writers were looked for.
    pub(super) clean: bool,
    pub(super) last_read: RefCell<Option<Arc<super::read::Segment>>>,
}

impl std::fmt::Debug for Record {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "record {} of {} entries", self.origin(), self.size())
    }
}

impl Record {
    /// Begins a record in an empty folder: a fresh machine's key, and entry 0.
    ///
    /// # Errors
    /// A record is there already; an origin with spaces or a plus; the disk.
    pub fn create(
        shelf: impl Shelf + Send + Sync + 'static,
        origin: &str,
        random: &mut dyn Random,
    ) -> Result<Record, RecordError> {
        let shelf: Arc<dyn Shelf + Send + Sync> = Arc::new(shelf);
        if !good_name(origin) {
            return Err(RecordError::Refused(format!(
                "'{origin}' is no name for a log; take one short word without spaces and plus signs, such as fyke/1a2b"
            )));
        }
        let mut guard = shelf.lock()?;
        if shelf.read(CHECKPOINT)?.is_some() {
            return Err(RecordError::Present);
        }
        // a writer that was killed here left a key and the first tiles at most
        let lost = |path: &String| {
            let known = path == MACHINE_KEY || path.ends_with(".new");
            path::ours(path) && !known && !Tile::parse(path).is_some_and(|tile| tile.in_log_of(1))
        };
        if let Some(other) = shelf.list("")?.iter().find(|path| lost(path)) {
            return Err(RecordError::Altered(format!(
                "the checkpoint is gone, and {other} is there"
            )));
        }
        guard.begin()?;
        let key = match shelf
            .read(MACHINE_KEY)?
            .and_then(|bytes| MachineKey::from_file(&bytes))
        {
            Some(key) => key,
            None => {
                let seed = zeroize::Zeroizing::new(array(random)?);
                let key = MachineKey::from_seed(&seed);
                shelf.replace(MACHINE_KEY, &key.to_file())?;
                key
            }
        };
        let mut record = Record {
            shelf: Arc::clone(&shelf),
            log_key: key.note_key(origin).to_string(),
            note_key: key.note_key(origin),
            key: Some(key),
            signed: Vec::new(),
            edge: Edge::default(),
            standing: Standing::default(),
            segments: BTreeMap::new(),
            handles: BTreeMap::new(),
            handles_to: 0,
            clean: false,
            last_read: RefCell::default(),
        };
        record.clean_up()?;
        let opened = What::PolicyChange(Policy::Opened {
            origin: origin.into(),
            log_key: record.log_key.clone(),
        });
        let mut group = Group::new(&mut record, random);
        group.machine(Draft::new(opened))?;
        let entries = group.into_entries();
        record.commit(entries)?;
        guard.done()?;
        drop(guard);
        Ok(record)
    }

    /// Opens a record, finishes an erasure that was killed, and checks that the
    /// end of the log is the one that the checkpoint signs for. A copy without
    /// `machine.key` opens for reading.
    ///
    /// # Errors
    /// No record; one that was altered; the disk.
    pub fn open(shelf: impl Shelf + Send + Sync + 'static) -> Result<Record, RecordError> {
        let shelf: Arc<dyn Shelf + Send + Sync> = Arc::new(shelf);
        let end = tiles::end(shelf.as_ref())?.ok_or(RecordError::Absent)?;
        let end = end.map_err(RecordError::Altered)?;
        let key = shelf.read(MACHINE_KEY)?;
        let key = key.map(|bytes| {
            let bytes = zeroize::Zeroizing::new(bytes);
            MachineKey::from_file(&bytes)
                .ok_or_else(|| RecordError::Altered(format!("{MACHINE_KEY} is no key in its one form")))
        });
        let key = key.transpose()?;
        let mut record = Record {
            shelf,
            // for the moment: entry 0 says which it is
            log_key: String::new(),
            note_key: key
                .as_ref()
                .unwrap_or(&MachineKey::from_seed(&[0; 32]))
                .note_key(&end.signed.says().origin),
            key,
            signed: Vec::new(),
            edge: end.edge,
            standing: Standing::default(),
            segments: BTreeMap::new(),
            handles: BTreeMap::new(),
            handles_to: 0,
            clean: false,
            last_read: RefCell::default(),
        };
        let first = record.leaf(0)?;
        record
            .standing
            .admit(&first)
            .map_err(|words| RecordError::Altered(format!("entry 0: {words}")))?;
        if let What::PolicyChange(Policy::Opened { log_key, .. }) = &first.what {
            let said = NoteKey::read(log_key).map_err(|error| RecordError::Altered(error.to_string()))?;
            if record.key.is_some() && said != record.note_key {
                return Err(RecordError::Altered(format!(
                    "{MACHINE_KEY} is not the key of entry 0"
                )));
            }
            record.log_key.clone_from(log_key);
            record.note_key = said;
        }
        record.refresh()?;
        if record.key.is_some() && record.shelf.read(ERASING)?.is_some() {
            let shelf = Arc::clone(&record.shelf);
            let mut guard = shelf.lock()?;
            record.enter(guard.as_mut())?;
            guard.done()?;
        }
        Ok(record)
    }

    /// Reads the end of the log again if another program moved it.
    ///
    /// # Errors
    /// An altered log; the disk.
    pub fn refresh(&mut self) -> Result<(), RecordError> {
        if self.shelf.read(CHECKPOINT)?.as_ref() == Some(&self.signed) {
            return Ok(());
        }
        let altered = |words: &str| Err(RecordError::Altered(words.into()));
        let Some(end) = tiles::end(self.shelf.as_ref())? else {
            return altered("the checkpoint is gone");
        };
        let end = end.map_err(RecordError::Altered)?;
        if !end.signed.signed_by(&self.note_key) {
            return altered("the checkpoint is not signed by the key of entry 0");
        }
        if end.edge.size() < self.standing.next() {
            return altered("the log lost entries that were there before");
        }
        self.edge = end.edge;
        self.signed = end.bytes;
        let size = self.size();
        let inside =
            |path: &String| path::parse_segment(path).filter(|(first, n)| first.saturating_add(*n) <= size);
        self.segments = self.shelf.list("payloads")?.iter().filter_map(inside).collect();
        self.last_read.take();
        // an erasure may have untied some
        self.forget_handles();
        Ok(())
    }

    /// Number of entries.
    pub fn size(&self) -> Index {
        self.edge.size()
    }

    /// Name of the log in its checkpoints.
    pub fn origin(&self) -> &str {
        self.note_key.name()
    }

    /// Verifier key of the log: give it to who will verify, on another way than
    /// the copies.
    pub fn log_key(&self) -> &str {
        &self.log_key
    }

    /// What the checkpoint says.
    pub fn checkpoint(&self) -> Checkpoint {
        Checkpoint {
            origin: self.origin().into(),
            size: self.size(),
            root: self.edge.root(),
        }
    }

    /// The checkpoint as it lies on disk.
    pub fn signed_checkpoint(&self) -> &[u8] {
        &self.signed
    }

    /// Whether this is the case itself, which can be written to, and no copy.
    pub fn writable(&self) -> bool {
        self.key.is_some()
    }

    /// Reads on who may do what, to the end of the log.
    pub(super) fn catch_up(&mut self) -> Result<(), RecordError> {
        if self.standing.next() == self.size() {
            return Ok(());
        }
        let mut standing = std::mem::take(&mut self.standing);
        let machine = MachineKey::id_of(&self.note_key.public());
        // a leaf has one form, and this is how a machine's begins; after entry 0
        // a machine's says nothing about who may do what
        let pass = format!("{{\"v\":1,\"by\":{{\"machine\":\"{machine}\"}}").into_bytes();
        let caught = self.each_entry(standing.next(), self.size(), |index, entry| {
            if index > 0 && entry.starts_with(&pass) {
                standing.pass();
                return Ok(());
            }
            let leaf = read_leaf(index, entry)?;
            let admitted = standing.admit(&leaf).map(drop);
            admitted.map_err(|words| RecordError::Altered(format!("entry {index}: {words}")))
        });
        if caught.is_ok() {
            self.standing = standing;
        }
        caught
    }
}
