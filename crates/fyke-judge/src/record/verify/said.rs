//! Payloads of a copy, in step with its entries.

use super::files::Files;
use super::{Report, payload};
use crate::record::draft::read_about;
use crate::record::leaf::{Handle, Index, Leaf};
use crate::record::path;
use crate::record::shelf::{Shelf, ShelfError};
use crate::record::standing::Standing;
use crate::record::tiles;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// A line: entry, nonce, payload.
type Line = (Index, [u8; 32], Vec<u8>);

/// The segments, and the lines of the one we are in.
pub(super) struct Said {
    segments: VecDeque<(Index, u64)>,
    lines: VecDeque<Line>,
    none: bool,
    missing: BTreeSet<Index>,
    /// Which lead stands behind which handle: one for one.
    leads: BTreeMap<Handle, String>,
    handles: BTreeMap<String, Handle>,
}

impl Said {
    pub(super) fn list(shelf: &dyn Shelf, size: Index) -> Result<Said, ShelfError> {
        let mut segments: Vec<(Index, u64)> = shelf
            .list("payloads")?
            .iter()
            .filter_map(|path| path::parse_segment(path))
            .filter(|(first, n)| first.saturating_add(*n) <= size)
            .collect();
        segments.sort_unstable();
        Ok(Said {
            none: segments.is_empty(),
            segments: segments.into(),
            lines: VecDeque::new(),
            missing: BTreeSet::new(),
            leads: BTreeMap::new(),
            handles: BTreeMap::new(),
        })
    }

    /// What an entry says, where it is there and fits.
    pub(super) fn of(
        &mut self,
        shelf: &dyn Shelf,
        index: Index,
        leaf: &Leaf,
        report: &mut Report,
    ) -> Result<Option<Vec<u8>>, ShelfError> {
        while let Some((first, n)) = self.segments.front().copied() {
            if first > index {
                break;
            }
            self.segments.pop_front();
            self.load(shelf, first, n, report)?;
        }
        // lines of entries that were not followed are passed over
        while self.lines.front().is_some_and(|(line, ..)| *line < index) {
            self.lines.pop_front();
        }
        let line = match self.lines.front() {
            Some((line, ..)) if *line == index => self.lines.pop_front(),
            _ => None,
        };
        match (leaf.payload, line) {
            (None, None) => Ok(None),
            (None, Some(_)) => {
                report.find(
                    Some(index),
                    "it says nothing in the log, and a payload lies there for it",
                );
                Ok(None)
            }
            (Some(_), None) => {
                if !self.none {
                    self.missing.insert(index);
                }
                Ok(None)
            }
            (Some(bound), Some((_, nonce, payload))) => {
                if payload::commitment(&nonce, &payload) == bound {
                    report.payloads += 1;
                    Ok(self.words(index, leaf, payload, report))
                } else {
                    report.find(Some(index), "what it says is not what it is bound to");
                    Ok(None)
                }
            }
        }
    }

    /// What is said beside the lead, whose handle must be its own.
    fn words(&mut self, index: Index, leaf: &Leaf, payload: Vec<u8>, report: &mut Report) -> Option<Vec<u8>> {
        let Some(handle) = leaf.about else {
            return Some(payload);
        };
        let Some((lead, said)) = read_about(&payload) else {
            report.find(
                Some(index),
                "it is about a lead, and what it says does not name one",
            );
            return None;
        };
        let said = said.map(<[u8]>::to_vec);
        match (self.leads.get(&handle), self.handles.get(&lead)) {
            (Some(known), _) if *known != lead => {
                report.find(Some(index), "its handle stood for another lead before");
            }
            (_, Some(known)) if *known != handle => {
                report.find(Some(index), "its lead had another handle before");
            }
            (None, None) => {
                self.handles.insert(lead.clone(), handle);
                self.leads.insert(handle, lead);
            }
            _ => {}
        }
        said
    }

    fn load(
        &mut self,
        shelf: &dyn Shelf,
        first: Index,
        n: u64,
        report: &mut Report,
    ) -> Result<(), ShelfError> {
        let path = path::segment(first, n);
        let bytes = shelf.read(&path)?.unwrap_or_default();
        match payload::read(&bytes, first, n) {
            Ok(lines) => {
                let own = |line: payload::Line<'_>| (line.index, line.nonce, line.payload.to_vec());
                if self.lines.back().is_some_and(|(last, ..)| *last >= first) {
                    report.find(
                        Some(first),
                        format!("{path} holds payloads that another segment holds too"),
                    );
                }
                self.lines.extend(lines.into_iter().map(own));
            }
            Err(line) => report.find(
                Some(first),
                format!("{path}, line {line}, is torn or not in its one form"),
            ),
        }
        Ok(())
    }

    /// Accounts for what is missing and for what should be.
    pub(super) fn end(
        &mut self,
        shelf: &dyn Shelf,
        standing: &Standing,
        files: &Files,
        report: &mut Report,
    ) -> Result<(), ShelfError> {
        report.without_payloads = self.none;
        for index in &self.missing {
            if standing.erased_by(*index).is_none() {
                report.find(Some(*index), "its payload is missing, and no entry erased it");
            }
        }
        for (index, by) in standing.erased() {
            if self.none || self.missing.contains(&index) {
                report.erased += 1;
                continue;
            }
            let said = tiles::leaf_at(shelf, report.size, index)?.is_some_and(|leaf| leaf.payload.is_some());
            if !said {
                report.find(Some(by), format!("it erases entry {index}, which says nothing"));
            } else if files.erasing(index) {
                report.leftovers.push(format!(
                    "the payload of entry {index}, whose erasure was not finished"
                ));
            } else {
                report.find(
                    Some(index),
                    format!("entry {by} erased what it says, and it is still there"),
                );
            }
        }
        Ok(())
    }
}
