//! `fyke dossier CASE LEAD -o lead.pdf`: a lead as a document that goes out, with
//! its evidence inside; `fyke verify lead.pdf` checks one, offline.

use crate::desk::LocalDesk;
use crate::ledger::Signer;
use crate::screen::{Failure, Outcome, note, plain};
use fyke_judge::record::Proof;
use fyke_model::desk::{GivingSaid, Refusal};
use serde_json::json;
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Args {
    /// the case
    case: PathBuf,
    /// the lead
    lead: String,
    /// the file to write
    #[arg(long, short)]
    output: PathBuf,
    /// how freely it may go on: clear, green, amber, amber_strict or red; below red it takes a release that
    /// two people signed
    #[arg(long, default_value = "red")]
    tlp: String,
    /// who gets it
    #[arg(long)]
    to: String,
    /// what for
    #[arg(long)]
    why: String,
    /// a dataset whose licence lets them have its rows
    #[arg(long)]
    licensed: Vec<String>,
    #[command(flatten)]
    signer: Signer,
    /// print JSON
    #[arg(long)]
    json: bool,
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Failure {
        Failure::new(refusal.broke, refusal.repair).because(refusal.why)
    }
}

pub fn run(args: &Args) -> Outcome {
    let desk = LocalDesk::open(&args.case)?;
    let hand = desk.come_in(args.signer.open()?)?;
    let giving = GivingSaid {
        tlp: args.tlp.clone(),
        to: args.to.clone(),
        why: args.why.clone(),
        licensed: args.licensed.clone(),
    };
    // a file that cannot be written must not be in the record as given away
    let folder = match args.output.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    let (_, pdf) = desk.make_dossier(&hand, &args.lead, &giving)?;
    file.write_all(&pdf)?;
    file.as_file().sync_all()?;
    file.persist(&args.output).map_err(|error| error.error)?;
    match args.json {
        true => println!("{}", json!({ "file": args.output, "bytes": pdf.len() })),
        false => println!(
            "{} ({} bytes); whoever gets it checks it with: fyke verify {}",
            args.output.display(),
            pdf.len(),
            args.output.display()
        ),
    }
    Ok(())
}

/// Whether a path is a dossier: a file that begins as PDF files do.
pub fn is_one(path: &Path) -> bool {
    let mut head = [0_u8; 5];
    let begins = path.is_file()
        && File::open(path).is_ok_and(|mut file| file.read_exact(&mut head).is_ok())
        && head == *b"%PDF-";
    begins
        || (path.is_file()
            && path
                .extension()
                .is_some_and(|ext| ext.eq_ignore_ascii_case("pdf")))
}

/// Checks a dossier with no trust in who made it.
pub fn verify(path: &Path, log_key: Option<&str>, as_json: bool) -> Outcome {
    /// Bytes of a file that is read whole.
    const PDF_MAX: u64 = 512 << 20;
    if path.metadata()?.len() > PDF_MAX {
        return Err(Failure::new(
            format!("{} is larger than any dossier", path.display()),
            "check the name of the file",
        ));
    }
    let pdf = std::fs::read(path)?;
    let verified = fyke_press::verify(&pdf, log_key, &|claim| {
        let proof = Proof::read(claim.proof).map_err(|error| error.to_string())?;
        let proven = proof
            .check(claim.entry, claim.log_key, &[])
            .map_err(|error| error.to_string())?;
        match proven.index == claim.index {
            true => Ok(format!("entry {} of {}", proven.index, proven.size)),
            false => Err(format!("its proof is of entry {}", proven.index)),
        }
    });
    if as_json {
        let findings: Vec<_> = verified
            .findings
            .iter()
            .map(|one| json!({ "what": one.what, "then": one.then, "fault": one.fault }))
            .collect();
        println!("{}", json!({ "whole": verified.whole, "findings": findings }));
    } else {
        for finding in verified.findings.iter().filter(|one| !one.fault) {
            println!("{}", plain(&finding.what));
            if !finding.then.is_empty() {
                note(format_args!("  {}", plain(&finding.then)));
            }
        }
    }
    match verified.findings.iter().find(|one| one.fault) {
        Some(fault) => Err(Failure::new(plain(&fault.what), plain(&fault.then))),
        None if verified.whole => Ok(()),
        None => Err(Failure::new(
            "not everything in it could be looked at",
            "check it with the version of fyke that made it",
        )),
    }
}
