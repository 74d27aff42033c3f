//! Taking a file in, its long part: every row admitted or refused, into parts. A
//! job for each file.

use super::request;
use crate::commands::add::rules;
use crate::pipeline::elsewhere::Elsewhere;
use crate::screen::{Failure, Outcome};
use fyke_store::depot::{Blob, Depot};
use fyke_store::error::{Fault, Result};
use fyke_store::record::TakeIn;
use fyke_store::take_in::{self, Asked, ReadRows, ToRead};
use fyke_store::work::{Made, Step};
use fyke_store::{Case, StoreError};
use serde::{Deserialize, Serialize};

/// Name of the kernel.
pub const TAKE_IN: &str = "take-in";

/// The question: a file, and all that decides how it is read.
#[derive(Serialize, Deserialize)]
pub struct File {
    file: Blob,
    asked: Asked,
}

/// The answer: what the rows became, and where each part lies.
#[derive(Serialize, Deserialize)]
struct Parts {
    read: ReadRows,
    blobs: Vec<Blob>,
}

/// Answers the question.
pub fn read(file: &File, depot: &Depot) -> Result<Made> {
    let machine = |e: std::io::Error| {
        StoreError::new(
            Fault::Machine,
            format!("a worker cannot make a folder to work in: {e}"),
            "look at its disk, or set TMPDIR to one with room",
        )
    };
    let folder = tempfile::tempdir().map_err(machine)?;
    let path = folder.path().join("file");
    depot.fetch(&file.file, &path)?;
    let read = take_in::read_rows(&path, &file.asked, &rules(), folder.path(), &mut |_| {})?;
    let blobs = read
        .parts
        .iter()
        .map(|(staged, ..)| depot.keep_file(&folder.path().join(staged)))
        .collect::<Result<Vec<_>>>()?;
    let rows_in = read.rows;
    let beside = blobs.clone();
    let bytes = serde_json::to_vec(&Parts { read, blobs }).map_err(|e| {
        StoreError::new(
            Fault::Bug,
            format!("what a file became cannot be written: {e}"),
            "please report it",
        )
    })?;
    Ok(Made {
        bytes,
        rows_in,
        bytes_in: file.file.bytes,
        beside,
    })
}

/// Reads files by the workers and brings each in, as reading them here would.
pub fn elsewhere(case: &Case, files: Vec<ToRead>, workers: &Elsewhere) -> Outcome<Vec<TakeIn>> {
    let mut requests = Vec::new();
    for file in &files {
        requests.push(request(&File {
            file: workers.depot().keep_file(&case.evidence_path(file.hash()))?,
            asked: file.asked.clone(),
        })?);
    }
    let staging = case.folder("staging")?;
    let mut records = Vec::new();
    for (file, bytes) in files
        .into_iter()
        .zip(workers.run(&Step::new("take-in", TAKE_IN, requests))?)
    {
        let parts: Parts = serde_json::from_slice(&bytes?).map_err(|e| {
            Failure::new(
                format!("a worker's answer cannot be read: {e}"),
                "run the same version of fyke and fyke-worker",
            )
        })?;
        for ((staged, ..), blob) in parts.read.parts.iter().zip(&parts.blobs) {
            workers.depot().fetch(blob, &staging.join(staged))?;
        }
        records.push(take_in::finish(case, file, parts.read)?);
    }
    Ok(records)
}
