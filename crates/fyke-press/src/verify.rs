//! Checking a dossier with no trust in who made it, and no network.
//!
//! Four things, from the bytes up: each file is the one that the manifest names;
//! the files fit together and nothing in them may not have left; each entry of the
//! record is in its log (the checker of proofs is handed in); and the pages, set
//! again from the files, are the PDF byte for byte. So what a person reads is what
//! the files say, and nothing else lies in the file.
//!
//! Who made it is proved by the log's key alone. A dossier without a record, or
//! with the key of a log that the reader does not know, may come from anybody.

use crate::dossier::{Dossier, Extract};
use crate::files::{self, DOSSIER, FORMAT, Listed, MANIFEST, Manifest};
use crate::press::{SETTING, press};
use crate::read::unpack;
use std::collections::BTreeMap;

/// An entry of the record that a dossier claims to be in a log: what a checker of
/// proofs gets to see.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// The number that the dossier gives it.
    pub index: u64,
    /// The entry.
    pub entry: &'a [u8],
    /// Its proof.
    pub proof: &'a [u8],
    /// What was said in it, with its nonce, where the dossier has it.
    pub opening: Option<&'a [u8]>,
    /// The key of the log.
    pub log_key: &'a str,
    /// The signed checkpoint that lies in the dossier.
    pub checkpoint: &'a [u8],
    /// The lead that the dossier is about.
    pub lead: &'a str,
    /// What the dossier says outside the record ([`crate::digest`]): an entry that
    /// gave it away names it.
    pub digest: &'a str,
}

/// Checks one entry: what it shows in words (`entry 12 of 40`), or why it shows nothing.
pub type CheckProof<'a> = dyn Fn(&Claim<'_>) -> Result<String, String> + 'a;

/// One thing that was looked at, in a pair: what was found, what to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// What was found.
    pub what: String,
    /// What to do about it; empty where there is nothing to do.
    pub then: String,
    /// True where it speaks against the dossier.
    pub fault: bool,
}

/// What came of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Verified {
    /// Everything that was looked at.
    pub findings: Vec<Finding>,
    /// True where nothing speaks against it and everything could be looked at. It
    /// says nothing about whose log it is: see the findings.
    pub whole: bool,
    /// What it says, where it could be read.
    pub dossier: Option<Dossier>,
}

struct Findings(Vec<Finding>);

impl Findings {
    fn good(&mut self, what: impl Into<String>, then: &str) {
        self.0.push(Finding {
            what: what.into(),
            then: then.into(),
            fault: false,
        });
    }
    fn fault(&mut self, what: impl Into<String>, then: &str) {
        self.0.push(Finding {
            what: what.into(),
            then: then.into(),
            fault: true,
        });
    }
    fn done(self, dossier: Option<Dossier>) -> Verified {
        Verified {
            whole: dossier.is_some() && self.0.iter().all(|finding| !finding.fault),
            findings: self.0,
            dossier,
        }
    }
}

/// Checks a dossier offline. `log_key` is the key of the log as the reader got it on
/// another way; without it the key in the dossier is taken, and a finding says so.
pub fn verify(pdf: &[u8], log_key: Option<&str>, check_proof: &CheckProof<'_>) -> Verified {
    let mut findings = Findings(Vec::new());
    let files = match unpack(pdf) {
        Ok(files) => files,
        Err(error) => {
            let error = error.to_string();
            let (what, then) = error.split_once("; ").unwrap_or((&error, ""));
            findings.fault(what, then);
            return findings.done(None);
        }
    };
    let Some(manifest) = read_manifest(&files, &mut findings) else {
        return findings.done(None);
    };
    against_manifest(&files, &manifest, &mut findings);
    let dossier = match files::read(&files) {
        Ok(dossier) => dossier,
        Err(error) => {
            findings.fault(
                format!("the files do not fit together: {error}"),
                "do not rely on it; ask for the dossier again",
            );
            return findings.done(None);
        }
    };
    match &dossier.record {
        Some(record) => entries(record, &dossier, log_key, check_proof, &mut findings),
        None => findings.good(
            "no entry of a record is attached: nothing here shows who made it, or who decided",
            "ask who sent it for a dossier with its record, if that matters",
        ),
    }
    pages(pdf, &manifest, &dossier, &mut findings);
    findings.done(Some(dossier))
}

fn read_manifest(files: &BTreeMap<String, Vec<u8>>, findings: &mut Findings) -> Option<Manifest> {
    let then = "do not rely on it; ask for the dossier again";
    let Some(bytes) = files.get(MANIFEST) else {
        findings.fault("it has no manifest", then);
        return None;
    };
    let manifest: Manifest = match serde_json::from_slice(bytes) {
        Ok(manifest) => manifest,
        Err(error) => {
            findings.fault(format!("its manifest cannot be read: {error}"), then);
            return None;
        }
    };
    if manifest.format != FORMAT {
        let other: String = manifest.format.chars().take(40).collect();
        findings.fault(
            format!("it is of the format '{other}', and this program reads {FORMAT}"),
            "check it with the version of fyke that its last page names",
        );
        return None;
    }
    Some(manifest)
}

/// Each file is the one that the manifest names, and no other lies there.
fn against_manifest(files: &BTreeMap<String, Vec<u8>>, manifest: &Manifest, findings: &mut Findings) {
    let then = "do not rely on it; ask for the dossier again";
    let named: BTreeMap<&str, &Listed> = manifest
        .files
        .iter()
        .map(|file| (file.name.as_str(), file))
        .collect();
    let before = findings.0.len();
    for (name, listed) in &named {
        match files.get(*name) {
            None => findings.fault(format!("the manifest names {name}, and it is not there"), then),
            Some(bytes) if files::sha256(bytes) != listed.sha256 => {
                findings.fault(format!("{name} is not the file that the manifest names"), then);
            }
            Some(_) => {}
        }
    }
    for name in files
        .keys()
        .filter(|name| *name != MANIFEST && !named.contains_key(name.as_str()))
    {
        findings.fault(
            format!("{name} is attached, and the manifest does not name it"),
            then,
        );
    }
    if findings.0.len() == before {
        findings.good(
            format!("{} attached files are those that the manifest names", named.len()),
            "",
        );
    }
}

fn entries(
    record: &Extract,
    dossier: &Dossier,
    log_key: Option<&str>,
    check_proof: &CheckProof<'_>,
    findings: &mut Findings,
) {
    let key =
        match log_key {
            Some(key) => {
                if key.trim() != record.log_key {
                    findings.fault(
                        "the log's key in the dossier is not the one you gave",
                        "ask who sent it which log it is from; do not rely on it until you know",
                    );
                }
                key.trim()
            }
            None => {
                findings.good(
                format!("entries were checked with the key in the dossier itself: {}", record.log_key),
                "compare it with the key that you got from its owner on another way; anybody can make a log",
            );
                record.log_key.as_str()
            }
        };
    let digest = files::digest(dossier);
    let mut shown = 0;
    for entry in &record.entries {
        let claim = Claim {
            index: entry.index,
            entry: &entry.bytes,
            proof: &entry.proof,
            opening: entry.opening.as_deref(),
            log_key: key,
            checkpoint: &record.checkpoint,
            lead: &dossier.evidence.lead().id,
            digest: &digest,
        };
        match check_proof(&claim) {
            Ok(words) => {
                shown += 1;
                findings.good(format!("{}: {words}", entry.what), "");
            }
            Err(why) => findings.fault(
                format!(
                    "entry {} ({}) is not shown to be in the log: {why}",
                    entry.index, entry.what
                ),
                "do not rely on it; ask for a new proof of this entry",
            ),
        }
    }
    let said = dossier.told.decisions.iter().flat_map(|said| {
        let others = said.seconded.iter().map(|second| second.entry);
        std::iter::once(said.entry).chain(others)
    });
    let said = said.chain(dossier.told.assessments.iter().map(|said| said.entry));
    for index in said.flatten() {
        if !record.entries.iter().any(|entry| entry.index == index) {
            findings.fault(
                format!("the pages name entry {index}, and it is not attached"),
                "ask for a dossier with that entry",
            );
        }
    }
    if shown == record.entries.len() {
        findings.good(format!("{shown} entries of the record are in the log"), "");
    }
}

/// The pages again from the files: every byte must be the same.
fn pages(pdf: &[u8], manifest: &Manifest, dossier: &Dossier, findings: &mut Findings) {
    if manifest.setting != SETTING {
        let other: String = manifest.setting.chars().take(40).collect();
        findings.fault(
            format!("its pages were set in the way '{other}' and this program sets them in the way '{SETTING}', so they were not compared"),
            "check it with the version of fyke that its last page names",
        );
        return;
    }
    match press(dossier) {
        Ok(again) if again == pdf => findings.good(
            format!("the pages say what the attached files say: set again from {DOSSIER} and the others they are the same {} bytes", pdf.len()),
            "",
        ),
        Ok(_) => findings.fault(
            "the pages are not those that the attached files give",
            "do not rely on what is printed; the attached files may still be good, see the findings above",
        ),
        Err(error) => findings.fault(
            format!("the pages could not be set again from the attached files: {error}"),
            "do not rely on what is printed",
        ),
    }
}
