//! Is this record whole? Asked by someone who trusts nobody who had it.
//!
//! One pass, in pieces that fit in memory: entries are hashed and read on all
//! cores, who may write what is followed in order, signatures are checked on all
//! cores, then payloads and the rules in order. Every tile is computed again
//! and compared byte for byte.

use super::checkpoint::{NoteKey, Signed};
use super::edge::Edge;
use super::finding::{Fault, Finding, Rule};
use super::leaf::{Hex, Index, Leaf, Policy, Signature, What};
use super::path::{CHECKPOINT, Row, Tile, WIDTH};
use super::shelf::{Shelf, ShelfError};
use super::standing::Standing;
use super::tree::{Hash, leaf_hash};
use super::{bundle, payload, tiles};
use crate::key::PersonPublic;
use files::Files;
use said::Said;

mod files;
mod said;

/// A check that sees every entry once, in order, in the same pass that checks
/// the bytes.
pub trait Checker {
    /// One entry whose form, hash, actor and signature are good. `payload` is
    /// what was said (the JSON that [`super::Draft::saying`] wrote), where this
    /// copy holds it and it was not erased.
    ///
    /// # Errors
    /// What is wrong with it.
    fn entry(&mut self, index: Index, leaf: &Leaf, payload: Option<&[u8]>) -> Result<(), Fault>;

    /// What is wrong with the whole, once all `size` entries were seen.
    fn end(&mut self, size: Index) -> Vec<Finding> {
        let _ = size;
        Vec::new()
    }
}

/// What a verifier has to say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// Name of the log.
    pub origin: String,
    /// Entries that the checkpoint signs for.
    pub size: Index,
    /// Their root.
    pub root: Hex<32>,
    /// The key that the checkpoint was checked with.
    pub log_key: String,
    /// True where that key is the record's own word (entry 0) and was not given
    /// by whoever verifies: then somebody could have written the whole anew.
    pub on_its_own_word: bool,
    /// Entries that a person signed.
    pub signed: u64,
    /// Payloads that were there and fit.
    pub payloads: u64,
    /// Payloads that an erasure accounts for.
    pub erased: u64,
    /// True where the copy holds no payload at all.
    pub without_payloads: bool,
    /// Who co-signed which size, and when.
    pub witnessed: Vec<Witnessed>,
    /// What a killed writer left; harmless, the next write cleans it.
    pub leftovers: Vec<String>,
    /// What is wrong, in the order of entries; at most [`FINDINGS_MAX`].
    pub findings: Vec<Finding>,
}

/// One co-signature.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Witnessed {
    /// Entries at the time.
    pub size: Index,
    /// When, in seconds since 1970, as the witness says.
    pub at: u64,
    /// Name of the witness.
    pub by: String,
}

/// Findings shown: who has a hundred knows that the record is not whole.
pub const FINDINGS_MAX: usize = 100;

/// Bundles looked at together: about eight thousand entries, a few megabytes.
const TOGETHER: u64 = 32;

impl Report {
    /// Whether nothing is wrong.
    pub fn whole(&self) -> bool {
        self.findings.is_empty()
    }

    fn find(&mut self, entry: Option<Index>, words: impl Into<String>) {
        if self.findings.len() < 10 * FINDINGS_MAX {
            let (rule, words) = (Rule::Record, words.into());
            self.findings.push(Finding { entry, rule, words });
        }
    }
}

/// Checks a record or a copy of one, with or without payloads.
///
/// `log_key` is the verifier key that the asker got on another way than this
/// copy; without it, the key in entry 0 is used and the report says so.
///
/// # Errors
/// The disk alone: whatever is wrong with the record is a finding.
pub fn verify(
    shelf: &(dyn Shelf + Sync),
    log_key: Option<&str>,
    checkers: &mut [&mut dyn Checker],
) -> Result<Report, ShelfError> {
    // a case that is being written to moves under our feet; a copy does not,
    // and may lie where nothing can be locked
    let live = shelf.read(super::path::MACHINE_KEY)?.is_some();
    let _guard = if live { shelf.lock().ok() } else { None };
    let mut report = Report {
        origin: String::new(),
        size: 0,
        root: Hex([0; 32]),
        log_key: String::new(),
        on_its_own_word: log_key.is_none(),
        signed: 0,
        payloads: 0,
        erased: 0,
        without_payloads: false,
        witnessed: Vec::new(),
        leftovers: Vec::new(),
        findings: Vec::new(),
    };
    let Some(bytes) = shelf.read(CHECKPOINT)? else {
        report.find(
            None,
            "log/checkpoint is missing: there is no record here, or its end was cut off",
        );
        return Ok(report);
    };
    let Some(signed) = Signed::read(&bytes) else {
        report.find(None, "log/checkpoint is no signed checkpoint in its one form");
        return Ok(report);
    };
    report.origin.clone_from(&signed.says().origin);
    report.size = signed.says().size;
    report.root = Hex(signed.says().root);
    let mut pass = Pass {
        shelf,
        files: Files::list(shelf, &signed, &mut report)?,
        said: Said::list(shelf, report.size)?,
        signed,
        standing: Standing::default(),
        edge: Edge::default(),
        report,
    };
    pass.key(log_key)?;
    pass.entries(checkers)?;
    pass.end()?;
    let (size, mut report) = (pass.report.size, pass.report);
    for checker in checkers {
        report.findings.extend(checker.end(size));
    }
    report
        .findings
        .sort_by_key(|finding| finding.entry.unwrap_or(Index::MAX));
    report.findings.truncate(FINDINGS_MAX);
    Ok(report)
}

struct Pass<'a> {
    shelf: &'a (dyn Shelf + Sync),
    signed: Signed,
    files: Files,
    said: Said,
    standing: Standing,
    edge: Edge,
    report: Report,
}

/// One bundle, read.
struct Read {
    n: u64,
    width: u64,
    /// The hashes of the tile over it.
    tile: Option<Vec<Hash>>,
    /// Hash and leaf of each entry; `None` where the bundle is missing or torn.
    entries: Option<Vec<(Hash, Result<Leaf, String>)>>,
    /// How many entries at its beginning fit the tile.
    fit: u64,
}

/// An entry on its way through the checks.
struct Going {
    index: Index,
    leaf: Leaf,
    /// Where a person signed: their key, the signed bytes, the signature.
    signed: Option<(PersonPublic, Vec<u8>, Signature)>,
}

impl Pass<'_> {
    /// With which key the checkpoint is checked, and whether it holds.
    fn key(&mut self, given: Option<&str>) -> Result<(), ShelfError> {
        let said = tiles::leaf_at(self.shelf, self.report.size, 0)?.and_then(|leaf| match leaf.what {
            What::PolicyChange(Policy::Opened { log_key, .. }) => NoteKey::read(&log_key).ok(),
            _ => None,
        });
        let key = match given.map(NoteKey::read) {
            Some(Ok(given)) => {
                if let Some(said) = said.filter(|said| *said != given) {
                    let words = format!("the record is that of {said}, and {given} was asked for");
                    self.report.find(Some(0), words);
                }
                given
            }
            Some(Err(error)) => {
                self.report.find(None, error.to_string());
                return Ok(());
            }
            None => match said {
                Some(said) => said,
                None => {
                    let words = "no key to check the checkpoint with: entry 0 names none and none was given";
                    self.report.find(None, words);
                    return Ok(());
                }
            },
        };
        self.report.log_key = key.to_string();
        if !self.signed.signed_by(&key) {
            self.report
                .find(None, format!("log/checkpoint is not signed by {key}"));
        }
        self.files.check_key(self.shelf, &key, &mut self.report)
    }

    fn entries(&mut self, checkers: &mut [&mut dyn Checker]) -> Result<(), ShelfError> {
        let bundles = self.report.size.div_ceil(WIDTH);
        let mut from = 0;
        while from < bundles {
            let to = (from + TOGETHER).min(bundles);
            let mut going = Vec::new();
            for read in self.read(from..to)? {
                if !self.follow(read, &mut going)? {
                    return Ok(());
                }
            }
            let good = check_signatures(&going);
            for (going, good) in going.iter().zip(good) {
                let Going { index, leaf, .. } = going;
                if !good {
                    self.report.find(
                        Some(*index),
                        "it is not signed by the person it names, or was changed since",
                    );
                    continue;
                }
                self.report.signed += u64::from(leaf.sig.is_some());
                let payload = self.said.of(self.shelf, *index, leaf, &mut self.report)?;
                for checker in &mut *checkers {
                    if let Err(fault) = checker.entry(*index, leaf, payload.as_deref()) {
                        self.report.findings.push(fault.at(Some(*index)));
                    }
                }
            }
            from = to;
        }
        Ok(())
    }

    /// Reads bundles and the tiles over them, on all cores.
    fn read(&self, range: std::ops::Range<u64>) -> Result<Vec<Read>, ShelfError> {
        let (shelf, size) = (self.shelf, self.report.size);
        let numbers: Vec<u64> = range.collect();
        let read: Vec<Result<Vec<Read>, ShelfError>> = spread(&numbers, |part| {
            part.iter().map(|n| read_bundle(shelf, size, *n)).collect()
        });
        Ok(read
            .into_iter()
            .collect::<Result<Vec<_>, _>>()?
            .into_iter()
            .flatten()
            .collect())
    }

    /// Follows the hashes and the standing of everybody through one bundle;
    /// false where the log cannot be followed further.
    fn follow(&mut self, read: Read, going: &mut Vec<Going>) -> Result<bool, ShelfError> {
        let first = read.n * WIDTH;
        let tile = |row| {
            Tile {
                row,
                n: read.n,
                width: read.width,
            }
            .path()
        };
        let hashes = tile(Row::Hashes(0));
        if read.tile.is_none() {
            self.report
                .find(None, format!("{hashes} is missing or of another length"));
        }
        let Some(entries) = read.entries else {
            let words = format!("{} is missing or torn here", tile(Row::Entries));
            self.report.find(Some(first + read.fit), words);
            // the hashes alone still lead to the root
            let Some(tile) = read.tile else {
                return Ok(false);
            };
            for hash in tile {
                self.grow(hash)?;
                self.standing.pass();
            }
            return Ok(true);
        };
        for (place, (hash, leaf)) in entries.into_iter().enumerate() {
            let index = first + place as u64;
            let known = read.tile.as_ref().and_then(|tile| tile.get(place));
            if known.is_some_and(|known| *known != hash) {
                self.report.find(
                    Some(index),
                    format!("its bytes and its hash in {hashes} do not fit"),
                );
            }
            self.grow(hash)?;
            let leaf = match leaf {
                Ok(leaf) => leaf,
                Err(words) => {
                    self.report.find(Some(index), words);
                    self.standing.pass();
                    continue;
                }
            };
            let signed = match self.standing.admit(&leaf) {
                Ok(None) => None,
                Ok(Some(public)) => {
                    let Some(signature) = leaf.sig else {
                        self.report
                            .find(Some(index), "a person's entry without their signature");
                        continue;
                    };
                    Some((public, leaf.to_be_signed(&self.report.origin), signature))
                }
                Err(words) => {
                    self.report.find(Some(index), words);
                    continue;
                }
            };
            going.push(Going { index, leaf, signed });
        }
        Ok(true)
    }

    /// One hash more; compares the tiles that it fills, and co-signed roots.
    fn grow(&mut self, hash: Hash) -> Result<(), ShelfError> {
        let mut full = Vec::new();
        self.edge.grow(hash, &mut |file| full.push(file));
        for (tile, bytes) in full {
            // level 0 was compared hash by hash
            if tile.row != Row::Hashes(0) {
                self.compare(tile, &bytes)?;
            }
        }
        self.files.reached(&self.edge, &mut self.report);
        Ok(())
    }

    fn compare(&mut self, tile: Tile, bytes: &[u8]) -> Result<(), ShelfError> {
        let path = tile.path();
        if self.shelf.read(&path)?.as_deref() != Some(bytes) {
            self.report
                .find(None, format!("{path} is not what the entries under it hash to"));
        }
        Ok(())
    }

    fn end(&mut self) -> Result<(), ShelfError> {
        if self.edge.size() == self.report.size {
            for (tile, bytes) in self.edge.partial() {
                if !matches!(tile.row, Row::Entries | Row::Hashes(0)) {
                    self.compare(tile, &bytes)?;
                }
            }
            if self.edge.root() != self.signed.says().root {
                self.report.find(
                    None,
                    "the entries do not hash to the root that log/checkpoint signs for",
                );
            }
        }
        if !self.standing.origin().is_empty() && self.standing.origin() != self.report.origin {
            self.report
                .find(Some(0), "it names another log than log/checkpoint");
        }
        self.said
            .end(self.shelf, &self.standing, &self.files, &mut self.report)?;
        self.files.end(&self.signed, &self.standing, &mut self.report);
        Ok(())
    }
}

fn read_bundle(shelf: &dyn Shelf, size: Index, n: u64) -> Result<Read, ShelfError> {
    let width = (size - n * WIDTH).min(WIDTH);
    let path = |row| Tile { row, n, width };
    let tile = tiles::hashes(shelf, path(Row::Hashes(0)))?;
    let bytes = shelf.read(&path(Row::Entries).path())?;
    let entries = bytes.as_deref().and_then(|bytes| bundle::read(bytes, width));
    let fit = match (&entries, &tile) {
        (None, Some(tile)) => fitting(bytes.as_deref().unwrap_or_default(), tile),
        _ => 0,
    };
    let read = |entry: &&[u8]| {
        (
            leaf_hash(entry),
            Leaf::read(entry).map_err(|error| error.to_string()),
        )
    };
    Ok(Read {
        n,
        width,
        tile,
        entries: entries.map(|entries| entries.iter().map(read).collect()),
        fit,
    })
}

/// How many entries at the beginning of a torn bundle are those of its tile.
fn fitting(bytes: &[u8], tile: &[Hash]) -> u64 {
    let mut rest = bytes;
    let mut fit = 0;
    for hash in tile {
        let Some((length, after)) = rest.split_first_chunk::<2>() else {
            break;
        };
        let length = usize::from(u16::from_be_bytes(*length));
        let Some((entry, after)) = after.split_at_checked(length) else {
            break;
        };
        if leaf_hash(entry) != *hash {
            break;
        }
        fit += 1;
        rest = after;
    }
    fit
}

/// For each entry, whether its signature is good; on all cores.
fn check_signatures(going: &[Going]) -> Vec<bool> {
    let good = |going: &Going| match &going.signed {
        Some((public, message, signature)) => public.verifies(message, &signature.0),
        None => true,
    };
    spread(going, |part| part.iter().map(good).collect::<Vec<bool>>())
        .into_iter()
        .flatten()
        .collect()
}

/// `work` on even parts of `all`, one for each core, in order.
fn spread<T: Sync, R: Send>(all: &[T], work: impl Fn(&[T]) -> R + Sync) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let part = all.len().div_ceil(cores).max(1);
    // what is little is done here: a thread costs more than a few signatures
    if all.len() < 2 || cores < 2 {
        return vec![work(all)];
    }
    let work = &work;
    std::thread::scope(|scope| {
        let threads: Vec<_> = all
            .chunks(part)
            .map(|part| scope.spawn(move || work(part)))
            .collect();
        threads
            .into_iter()
            .map(|thread| match thread.join() {
                Ok(done) => done,
                Err(panic) => std::panic::resume_unwind(panic),
            })
            .collect()
    })
}
