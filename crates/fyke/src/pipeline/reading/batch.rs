//! Files kept, read and brought in, some hundred documents at a time.
//!
//! A batch is one commit: what was told as read survives whatever kills the
//! program, and a reading that is started again passes over what is in. A file of
//! many documents may come in by several batches; its last document says so.

use super::proposed::Exchange;
use super::{Child, KnownNames, Proposer};
use crate::ledger;
use crate::screen::{Failure, Outcome};
use fyke_model::dataset::{FileHash, Handling};
use fyke_model::text::Document;
use fyke_store::query::Tables;
use fyke_store::reading::{self, Entry, Refused};
use fyke_store::{Case, evidence};
use fyke_trawl::reading::Tools;
use fyke_trawl::take::{self, Apart, Hosts, Item, Limits};
use rayon::prelude::*;
use std::fs::File;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Documents of a batch at most.
const DOCUMENTS: usize = 512;

/// Bytes of text of a batch: with what is read in it, some hundred megabytes.
const BYTES: usize = 16 << 20;

/// How far reading is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Progress {
    /// Files looked at.
    pub files: u64,
    /// Documents read.
    pub documents: u64,
}

/// What reading did.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Read {
    /// Files whose bytes were in already.
    pub known: u64,
    /// Files that came in.
    pub files: u64,
    /// Documents that were read.
    pub documents: u64,
    /// Documents that were not: file, and why with what to do.
    pub refused: Vec<(String, String)>,
    /// Parts of files that hold no text: pictures, requests.
    pub passed_over: u64,
}

/// How texts are read.
pub struct How<'a> {
    /// What reads beside the rules.
    pub tools: Tools<'a>,
    /// The names of the case.
    pub known: &'a KnownNames,
    /// Who decodes PDF and office documents.
    pub apart: &'a Child,
    /// A language model that may propose.
    pub proposer: Option<&'a Proposer>,
    /// How what is read may be handled.
    pub handling: Handling,
    /// This moment.
    pub now: &'a str,
}

/// A file of the case on its way.
struct Kept {
    hash: FileHash,
    name: String,
    bytes: u64,
    handling: Handling,
}

/// Reads files into a case; `each` hears how far it is after every batch.
pub fn read(case: &Case, files: &[PathBuf], how: &How<'_>, each: &mut dyn FnMut(Progress)) -> Outcome<Read> {
    let mut seen = reading::known(&Tables::open(case, None)?)?;
    let mut batch = Batch::new(case, how, false);
    for path in files {
        let kept = evidence::keep(case, path, &mut |_| ())?;
        batch.progress.files += 1;
        let before = seen.get(&kept.hash).copied();
        if before.is_some_and(|before| before.whole) {
            batch.done.known += 1;
            continue;
        }
        let file = Kept {
            hash: kept.hash,
            name: name_of(path),
            bytes: kept.bytes,
            handling: how.handling,
        };
        batch.file(&file, before.map(|before| before.last), each)?;
        seen.insert(
            kept.hash,
            reading::Known {
                last: u32::MAX,
                whole: true,
            },
        );
    }
    batch.finish(each)
}

/// Reads everything that is in once more; what was read before goes in the step in
/// which the first of it comes.
pub fn read_again(case: &Case, how: &How<'_>, each: &mut dyn FnMut(Progress)) -> Outcome<Read> {
    let files = reading::files(&Tables::open(case, None)?)?;
    let mut batch = Batch::new(case, how, true);
    for file in files {
        let bytes = std::fs::metadata(case.evidence_path(file.hash)).map_or(0, |meta| meta.len());
        let kept = Kept {
            hash: file.hash,
            name: file.name,
            bytes,
            handling: file.handling,
        };
        batch.progress.files += 1;
        batch.file(&kept, None, each)?;
    }
    batch.finish(each)
}

/// Documents that wait to be read together.
struct Batch<'a> {
    case: &'a Case,
    how: &'a How<'a>,
    hosts: Hosts,
    waiting: Vec<Waiting>,
    bytes: usize,
    /// The next commit takes out what was read before.
    instead: bool,
    done: Read,
    progress: Progress,
}

struct Waiting {
    hash: FileHash,
    name: String,
    bytes: u64,
    handling: Handling,
    last: bool,
    what: Result<Box<Document>, Refused>,
}

impl<'a> Batch<'a> {
    fn new(case: &'a Case, how: &'a How<'a>, instead: bool) -> Batch<'a> {
        Batch {
            case,
            how,
            hosts: Hosts::new(),
            waiting: Vec::new(),
            bytes: 0,
            instead,
            done: Read::default(),
            progress: Progress::default(),
        }
    }

    /// Takes the documents of a file in, those after `after` alone.
    fn file(&mut self, file: &Kept, after: Option<u32>, each: &mut dyn FnMut(Progress)) -> Outcome {
        let path = self.case.evidence_path(file.hash);
        let input = File::open(&path).map_err(|e| unreadable(&path, &e))?;
        let apart = Some(self.how.apart as &dyn Apart);
        // one is held back: only the end of the file says which is the last
        let mut held: Option<Waiting> = None;
        let mut next = 0;
        let mut broken = None;
        let mut to = |item: Item| {
            let what = match item {
                Item::Document(document) => {
                    next = document.part + 1;
                    Ok(document)
                }
                Item::Refused(refused) => {
                    next = refused.part + 1;
                    Err(Refused {
                        part: refused.part,
                        why: format!("{}; {}", refused.why, refused.repair),
                    })
                }
            };
            if after.is_some_and(|after| next <= after + 1) {
                return ControlFlow::Continue(());
            }
            let before = held.replace(file.waits(what));
            match before.map_or(Ok(()), |before| self.wait(before, each)) {
                Ok(()) => ControlFlow::Continue(()),
                Err(failure) => {
                    broken = Some(failure);
                    ControlFlow::Break(())
                }
            }
        };
        let read = take::each(&file.name, file.hash, input, &Limits::default(), apart, &mut to);
        if let Some(failure) = broken {
            return Err(failure);
        }
        match read {
            Ok(tally) => self.done.passed_over += tally.passed_over,
            Err(error) => {
                let why = format!(
                    "the file could not be read to its end: {error}; ask for it again, it is cut or damaged"
                );
                let cut = file.waits(Err(Refused { part: next, why }));
                if let Some(before) = held.replace(cut) {
                    self.wait(before, each)?;
                }
            }
        }
        // a file without any document is one that could not be read
        let mut last = held.unwrap_or_else(|| {
            let why =
                "it holds no text that can be read; look at it with the program that made it".to_owned();
            file.waits(Err(Refused { part: next, why }))
        });
        last.last = true;
        self.done.files += 1;
        self.wait(last, each)
    }

    fn wait(&mut self, waiting: Waiting, each: &mut dyn FnMut(Progress)) -> Outcome {
        if let Ok(document) = &waiting.what {
            self.hosts.see(document);
            self.bytes += document.text.len();
        }
        self.waiting.push(waiting);
        if self.waiting.len() >= DOCUMENTS || self.bytes >= BYTES {
            self.bring_in(each)?;
        }
        Ok(())
    }

    /// Reads what waits and commits it.
    fn bring_in(&mut self, each: &mut dyn FnMut(Progress)) -> Outcome {
        let (how, hosts) = (self.how, &self.hosts);
        let (entries, exchanges): (Vec<Entry>, Vec<Vec<Exchange>>) = std::mem::take(&mut self.waiting)
            .into_par_iter()
            .map(|waiting| waiting.read(how, hosts))
            .unzip();
        let exchanges: Vec<Exchange> = exchanges.into_iter().flatten().collect();
        for entry in &entries {
            match &entry.read {
                Ok(_) => self.done.documents += 1,
                Err(refused) => self
                    .done
                    .refused
                    .push((entry.file_name.clone(), refused.why.clone())),
            }
        }
        ledger::proposed(self.case, how.now, &exchanges)?;
        reading::append(self.case, &entries, how.now, self.instead)?;
        self.instead = false;
        self.bytes = 0;
        self.progress.documents = self.done.documents;
        each(self.progress);
        Ok(())
    }

    fn finish(mut self, each: &mut dyn FnMut(Progress)) -> Outcome<Read> {
        if !self.waiting.is_empty() {
            self.bring_in(each)?;
        }
        Ok(self.done)
    }
}

impl Kept {
    fn waits(&self, what: Result<Box<Document>, Refused>) -> Waiting {
        Waiting {
            hash: self.hash,
            name: self.name.clone(),
            bytes: self.bytes,
            handling: self.handling,
            last: false,
            what,
        }
    }
}

impl Waiting {
    /// Read, with what was asked of a language model and what it answered.
    fn read(self, how: &How<'_>, hosts: &Hosts) -> (Entry, Vec<Exchange>) {
        let mut exchanges = Vec::new();
        let read = self.what.map(|mut document| {
            hosts.mark(&mut document);
            let mut reading = fyke_trawl::reading::read(*document, &how.tools);
            if let Some(proposer) = how.proposer {
                exchanges = proposer.read(&mut reading);
            }
            how.known.link(&mut reading);
            reading
        });
        let entry = Entry {
            file: self.hash,
            file_name: self.name,
            bytes: self.bytes,
            handling: self.handling,
            last: self.last,
            read,
        };
        (entry, exchanges)
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(
        format!("cannot read {}: {error}", path.display()),
        "put the file back from a copy of the case",
    )
}

fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}
