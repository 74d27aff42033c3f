//! No file that the log does not account for; co-signed checkpoints are those
//! of this log.

use super::{Report, Witnessed};
use crate::key::MachineKey;
use crate::record::checkpoint::{NoteKey, Signed};
use crate::record::edge::Edge;
use crate::record::erase::read_note;
use crate::record::leaf::Index;
use crate::record::path::{self, CHECKPOINT, ERASING, LOCK, MACHINE_KEY, NEIGHBOUR, Tile};
use crate::record::shelf::{Shelf, ShelfError};
use crate::record::standing::Standing;
use std::collections::{BTreeMap, BTreeSet};

/// What lies beside tiles and payloads.
#[derive(Default)]
pub(super) struct Files {
    /// Checkpoints that were co-signed, by size.
    cosigned: BTreeMap<u64, Signed>,
    /// The entries of an erasure that was not finished.
    erasing: BTreeSet<Index>,
}

impl Files {
    /// Looks at every name, and reads the small files.
    pub(super) fn list(shelf: &dyn Shelf, signed: &Signed, report: &mut Report) -> Result<Files, ShelfError> {
        let size = signed.says().size;
        let mut files = Files::default();
        for path in shelf.list("")? {
            if matches!(path.as_str(), CHECKPOINT | MACHINE_KEY | NEIGHBOUR) {
                continue;
            }
            if path == LOCK {
                let bytes = shelf.read(&path)?.unwrap_or_default();
                if !matches!(bytes.as_slice(), b"" | b"writing\n") {
                    report.find(None, "lock holds something else than the word of a writer");
                }
            } else if path == ERASING {
                match read_note(&shelf.read(&path)?.unwrap_or_default()) {
                    Some(note) => files.erasing = note,
                    None => report.find(None, "erasing is no list of entries"),
                }
                report.leftovers.push(path);
            } else if let Some(tile) = Tile::parse(&path) {
                if !tile.in_log_of(size) {
                    report.leftovers.push(path);
                }
            } else if let Some((first, n)) = path::parse_segment(&path) {
                if first >= size {
                    report.leftovers.push(path);
                } else if first + n > size {
                    report.find(None, format!("{path} spans entries that this log does not have"));
                }
            } else if let Some(at) = path::parse_witnessed(&path) {
                files.witnessed(shelf, &path, at, signed, report)?;
            } else if path.ends_with(".new") {
                report.leftovers.push(path);
            } else {
                report.find(None, format!("{path} is no part of a record"));
            }
        }
        Ok(files)
    }

    fn witnessed(
        &mut self,
        shelf: &dyn Shelf,
        path: &str,
        size: u64,
        signed: &Signed,
        report: &mut Report,
    ) -> Result<(), ShelfError> {
        let read = Signed::read(&shelf.read(path)?.unwrap_or_default());
        match read {
            Some(read) if read.says().size == size && read.says().origin == signed.says().origin => {
                if (1..=signed.says().size).contains(&size) {
                    self.cosigned.insert(size, read);
                } else {
                    let words = format!(
                        "{path} was signed when the log had {size} entries, and it has {}: entries were cut off",
                        signed.says().size
                    );
                    report.find(None, words);
                }
            }
            _ => report.find(
                None,
                format!("{path} is no signed checkpoint of this log in its one form"),
            ),
        }
        Ok(())
    }

    pub(super) fn erasing(&self, index: Index) -> bool {
        self.erasing.contains(&index)
    }

    /// Whether what lies here was signed by the key of the log.
    pub(super) fn check_key(
        &self,
        shelf: &dyn Shelf,
        key: &NoteKey,
        report: &mut Report,
    ) -> Result<(), ShelfError> {
        if let Some(bytes) = shelf.read(MACHINE_KEY)? {
            let bytes = zeroize::Zeroizing::new(bytes);
            let same = MachineKey::from_file(&bytes).is_some_and(|own| own.note_key(key.name()) == *key);
            if !same {
                report.find(None, format!("{MACHINE_KEY} is not the key that signs this log"));
            }
        }
        for (size, signed) in &self.cosigned {
            if !signed.signed_by(key) {
                report.find(None, format!("{} is not signed by {key}", path::witnessed(*size)));
            }
        }
        Ok(())
    }

    /// Compares the root where a witness signed one.
    pub(super) fn reached(&self, edge: &Edge, report: &mut Report) {
        if let Some(signed) = self.cosigned.get(&edge.size())
            && signed.says().root != edge.root()
        {
            let words = format!(
                "{} was signed over other entries than these: the log was written anew",
                path::witnessed(edge.size())
            );
            report.find(None, words);
        }
    }

    /// Whose lines there are, now that all witnesses are known.
    pub(super) fn end(&self, signed: &Signed, standing: &Standing, report: &mut Report) {
        let log = NoteKey::read(&report.log_key).ok();
        let mut known: Vec<NoteKey> = standing.witnesses().to_vec();
        known.extend(log);
        let all = self
            .cosigned
            .iter()
            .map(|(size, signed)| (path::witnessed(*size), signed))
            .chain([(CHECKPOINT.to_owned(), signed)]);
        for (path, signed) in all {
            for stranger in signed.strangers(&known) {
                report.find(
                    None,
                    format!("{path} has a signature line of {stranger}, whom no entry names as witness"),
                );
            }
            let mut witnesses = 0;
            for key in standing.witnesses().iter().filter(|key| signed.names(key)) {
                witnesses += 1;
                match signed.signed_at(key) {
                    Some(at) => report.witnessed.push(Witnessed {
                        size: signed.says().size,
                        at,
                        by: key.name().into(),
                    }),
                    None => report.find(
                        None,
                        format!("{path}: the co-signature of {} is not good", key.name()),
                    ),
                }
            }
            if witnesses == 0 && path != CHECKPOINT {
                report.find(
                    None,
                    format!("{path} is co-signed by no witness that an entry names"),
                );
            }
        }
        report.witnessed.sort();
        report.witnessed.dedup();
    }
}
