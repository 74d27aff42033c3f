//! The record of a case, opened: where it lies, whose key signs, what a command
//! writes into it.
//!
//! A case gets its record with its first file. From the moment somebody may
//! sign in it, leads are judged blind: no command shows a score, a rank or a
//! reason of a lead to a person who has not said what they think.

use crate::commands::add::now;
use crate::screen::{Failure, Outcome};
use console::Term;
use fyke_judge::desk::{Desk, ReadLog, Standing, Suggestion};
use fyke_judge::key::{KeyFile, Passphrase, PersonKey};
use fyke_judge::record::leaf::{Index, What};
use fyke_judge::record::shelf::Folder;
use fyke_judge::record::{Draft, Random, Record, RecordError, SystemRandom};
use fyke_judge::roll::Roll;
use fyke_model::dataset::FileHash;
use fyke_model::date::Day;
use fyke_model::desk::Why;
use fyke_model::lead::Lead;
use fyke_store::Case;
use fyke_store::query::Tables;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

impl From<RecordError> for Failure {
    fn from(error: RecordError) -> Failure {
        let why = match &error {
            RecordError::Unsayable(_) => Why::Malformed,
            RecordError::Refused(_) | RecordError::ReadOnly => Why::Conflict,
            _ => Why::Broken,
        };
        Failure::pair(&error.to_string(), "see the record with: fyke verify CASE").because(why)
    }
}

/// Leads that people decided, so that they do not come up as new again.
pub fn decided(case: &Path) -> Outcome<BTreeSet<String>> {
    let Some(mut desk) = desk(case)? else {
        return Ok(BTreeSet::new());
    };
    let standings = desk.standings()?.into_iter();
    Ok(standings
        .filter(|(_, at)| is_decided(*at))
        .map(|(lead, _)| lead)
        .collect())
}

/// Where a case keeps its record.
pub fn folder(case: &Path) -> PathBuf {
    case.join("record")
}

/// The record of a case; none where nothing was written yet.
pub fn open(case: &Path) -> Outcome<Option<Record>> {
    match Record::open(Folder::new(&folder(case))) {
        Ok(record) => Ok(Some(record)),
        Err(RecordError::Absent) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The record of a case in which something was written already; `without` says
/// what cannot be done without one, with the mark that joins it to the sentence.
pub fn need(case: &Path, without: &str) -> Outcome<Record> {
    open(case)?.ok_or_else(|| {
        Failure::new(
            format!("{} has no record yet{without}", case.display()),
            format!("begin one with: fyke keys enrol {}", case.display()),
        )
    })
}

/// The record of a case, begun where there is none.
pub fn begin(case: &Case) -> Outcome<Record> {
    if let Some(record) = open(case.root())? {
        return Ok(record);
    }
    let folder = case.folder("record")?;
    std::fs::create_dir_all(&folder)?;
    // the name of a log stands in every copy: it must not tell the case
    let mut bytes = [0u8; 8];
    SystemRandom.fill(&mut bytes).map_err(RecordError::from)?;
    let origin = bytes.iter().fold("fyke.record/".to_owned(), |name, byte| {
        format!("{name}{byte:02x}")
    });
    Ok(Record::create(Folder::new(&folder), &origin, &mut SystemRandom)?)
}

/// The record of a case as the desk has it; none where nothing was written yet.
pub fn desk(case: &Path) -> Outcome<Option<Desk>> {
    Ok(open(case)?.map(Desk::open).transpose()?)
}

/// Today, UTC.
pub fn today() -> Day {
    now().get(..10).and_then(|day| day.parse().ok()).unwrap_or(Day(0))
}

/// Whether a standing ends the work on a lead.
pub fn is_decided(standing: Standing) -> bool {
    matches!(
        standing,
        Standing::Escalated | Standing::Refuted | Standing::Dismissed
    )
}

/// A case that is judged blind, and where its leads stand.
pub struct Blind {
    standings: BTreeMap<String, Standing>,
}

impl Blind {
    /// Where a lead stands.
    pub fn standing(&self, lead: &str) -> Standing {
        self.standings.get(lead).copied().unwrap_or(Standing::Open)
    }

    /// Whether people have decided it: what the machine thought is no secret then.
    pub fn is_decided(&self, lead: &str) -> bool {
        is_decided(self.standing(lead))
    }
}

/// Whether leads of this case are judged blind: somebody may sign in it.
pub fn blind(case: &Path) -> Outcome<Option<Blind>> {
    let Some(record) = open(case)? else {
        return Ok(None);
    };
    if !Roll::of(&record)?.has_people() {
        return Ok(None);
    }
    let standings = Desk::open(record)?.standings()?.into_iter().collect();
    Ok(Some(Blind { standings }))
}

/// Writes of every file of the case that it came in, where the record does not
/// say so yet; begins the record with the first. A command that was killed
/// between the two leaves this to the next.
pub fn files_in(case: &Case) -> Outcome {
    let files = case.files()?;
    if files.is_empty() {
        return Ok(());
    }
    let mut record = begin(case)?;
    let known = taken_in(&record)?;
    let mut drafts = Vec::new();
    for file in files
        .iter()
        .filter(|file| !known.contains_key(&(file.hash, file.attempt)))
    {
        let said = SaidTakeIn {
            hash: file.hash,
            name: file.name.clone(),
            dataset: file.dataset.clone(),
            rows_in: file.rows_in,
            rows_refused: file.rows_refused,
            attempt: file.attempt,
            at: file.added_at.clone(),
        };
        drafts.push(Draft::new(What::TakeIn {}).saying(&said).map_err(unsayable)?);
    }
    append(&mut record, drafts)
}

/// Writes that texts came in: an entry for each file whose documents the tables
/// hold and the record does not know, also of a run that was broken off.
pub fn texts_in(case: &Case) -> Outcome {
    let files = fyke_store::reading::files(&Tables::open(case, None)?)?;
    if files.is_empty() {
        return Ok(());
    }
    let mut record = begin(case)?;
    let known = taken_in(&record)?;
    let mut drafts = Vec::new();
    for file in files
        .into_iter()
        .filter(|file| !known.contains_key(&(file.hash, 0)))
    {
        let said = SaidTakeIn {
            hash: file.hash,
            name: file.name,
            dataset: "texts".to_owned(),
            rows_in: file.documents,
            rows_refused: file.refused,
            attempt: 0,
            at: file.read_at,
        };
        drafts.push(Draft::new(What::TakeIn {}).saying(&said).map_err(unsayable)?);
    }
    append(&mut record, drafts)
}

/// Keeps what was asked of a language model and what it answered, a line each, and
/// writes that such a file came in: its hash binds every request and answer.
pub fn proposed<T: Serialize>(case: &Case, at: &str, exchanges: &[T]) -> Outcome {
    if exchanges.is_empty() {
        return Ok(());
    }
    let path = case.folder("staging")?.join("proposals.jsonl");
    let mut lines = Vec::new();
    for exchange in exchanges {
        serde_json::to_writer(&mut lines, exchange)?;
        lines.push(b'\n');
    }
    std::fs::write(&path, lines)?;
    let kept = fyke_store::evidence::keep(case, &path, &mut |_| ())?;
    std::fs::remove_file(&path)?;
    let said = SaidTakeIn {
        hash: kept.hash,
        name: "proposals.jsonl".to_owned(),
        dataset: "proposals".to_owned(),
        rows_in: exchanges.len() as u64,
        rows_refused: 0,
        attempt: 0,
        at: at.to_owned(),
    };
    let draft = Draft::new(What::TakeIn {}).saying(&said).map_err(unsayable)?;
    append(&mut begin(case)?, vec![draft])
}

fn append(record: &mut Record, drafts: Vec<Draft>) -> Outcome {
    if drafts.is_empty() {
        return Ok(());
    }
    record.append(&mut SystemRandom, |group| {
        drafts
            .into_iter()
            .try_for_each(|draft| group.machine(draft).map(drop))
    })?;
    Ok(())
}

/// The entries that say that a file came in, by the file and how often it was
/// read anew.
pub fn taken_in(record: &Record) -> Outcome<BTreeMap<(FileHash, u32), Index>> {
    let mut entries = Vec::new();
    record.each(0, |index, leaf| {
        if matches!(leaf.what, What::TakeIn {}) {
            entries.push(index);
        }
        Ok::<(), RecordError>(())
    })?;
    let mut known = BTreeMap::new();
    for index in entries {
        if let Some(said) = record.payload::<SaidTakeIn>(index)? {
            known.insert((said.hash, said.attempt), index);
        }
    }
    Ok(known)
}

/// What is said of a file that came in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SaidTakeIn {
    /// SHA-256 of the file.
    pub hash: FileHash,
    /// The name it had.
    pub name: String,
    /// The dataset it belongs to.
    pub dataset: String,
    /// Rows in it.
    pub rows_in: u64,
    /// Rows of it that no table took.
    pub rows_refused: u64,
    /// How often it was read before, with another mapping.
    pub attempt: u32,
    /// When, UTC.
    pub at: String,
}

fn unsayable(error: fyke_judge::record::Unsayable) -> Failure {
    Failure::pair(&error.to_string(), "please report it with the command")
}

/// Writes that somebody looked at something, in a case in which people judge.
pub fn looked(case: &Path, what: &str, why: Option<&str>) -> Outcome {
    let Some(mut desk) = desk(case)? else {
        return Ok(());
    };
    if !Roll::of(desk.record())?.has_people() {
        return Ok(());
    }
    let mut log = ReadLog::new(None, &crate::commands::judge::user());
    log.look(&now(), what, why);
    desk.reads(&mut log, &mut SystemRandom)?;
    Ok(())
}

/// Seals what the machine thinks of each lead, before anyone looks. Leads that
/// rest on reasons nobody measured are no suggestions and stay unsealed: people
/// judge them alone.
pub fn seal(desk: &mut Desk, leads: &[Lead]) -> Outcome {
    if !desk.machine_on() {
        return Ok(());
    }
    let suggestions: Vec<Suggestion> = leads
        .iter()
        .filter_map(|lead| Suggestion::new(lead).ok())
        .collect();
    desk.commit(&suggestions, &now(), &mut SystemRandom)?;
    Ok(())
}

/// Whose key, and how it is opened.
#[derive(clap::Args, Clone, Debug)]
pub struct Signer {
    /// your key file; $FYKE_KEY if not given, else key.fyke in the folder of your settings
    #[arg(long, global = true)]
    pub key: Option<PathBuf>,
    /// read the passphrase from this file instead of the terminal
    #[arg(long, global = true)]
    pub passphrase_file: Option<PathBuf>,
}

impl Signer {
    /// Where the key file is looked for.
    pub fn path(&self) -> Outcome<PathBuf> {
        if let Some(path) = &self.key {
            return Ok(path.clone());
        }
        let set = |name: &str| {
            std::env::var_os(name)
                .filter(|value| !value.is_empty())
                .map(PathBuf::from)
        };
        set("FYKE_KEY")
            .or_else(|| Some(set("XDG_CONFIG_HOME")?.join("fyke/key.fyke")))
            .or_else(|| Some(set("HOME")?.join(".config/fyke/key.fyke")))
            .or_else(|| Some(set("APPDATA")?.join("fyke").join("key.fyke")))
            .ok_or_else(|| {
                Failure::new(
                    "there is no folder to look for your key in",
                    "name the file with --key FILE",
                )
            })
    }

    /// Opens the key: asks for its passphrase.
    pub fn open(&self) -> Outcome<PersonKey> {
        let path = self.path()?;
        if !path.exists() {
            return Err(Failure::new(
                format!("there is no key at {}", path.display()),
                "make one with: fyke keys new --name YOUR_NAME",
            ));
        }
        let file = KeyFile::read(&path)?;
        let passphrase = self.passphrase(&format!("passphrase of {} ({})", file.name(), path.display()))?;
        Ok(file.open(&passphrase)?)
    }

    /// The passphrase, from the file or from the terminal.
    pub fn passphrase(&self, what: &str) -> Outcome<Passphrase> {
        if let Some(path) = &self.passphrase_file {
            let text = std::fs::read_to_string(path).map_err(|error| {
                Failure::new(
                    format!("{} cannot be read: {error}", path.display()),
                    "give a file whose first line is the passphrase",
                )
            })?;
            return Ok(Passphrase::new(
                text.lines().next().unwrap_or_default().to_owned(),
            ));
        }
        let term = Term::stderr();
        if !term.is_term() {
            return Err(Failure::new(
                "a passphrase is asked for and there is no terminal to type it on",
                "run this on a terminal, or give --passphrase-file FILE",
            ));
        }
        term.write_str(&format!("{what}: "))?;
        Ok(Passphrase::new(term.read_secure_line()?))
    }
}

impl From<fyke_judge::key::KeyFileError> for Failure {
    fn from(error: fyke_judge::key::KeyFileError) -> Failure {
        use fyke_judge::key::KeyFileError as E;
        let why = match &error {
            E::Closed(_) => Why::Nobody,
            E::Name(_) | E::NoPassphrase => Why::Malformed,
            _ => Why::Broken,
        };
        Failure::pair(&error.to_string(), "try again, or take your key from a backup").because(why)
    }
}
