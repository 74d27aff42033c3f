//! `fyke keys`: who may sign in a case, and with what.

use crate::commands::add::now;
use crate::ledger::{self, Signer};
use crate::screen::{Failure, Outcome, note, plain};
use fyke_judge::key::{Cost, KeyFile, KeyId, PersonPublic};
use fyke_judge::record::SystemRandom;
use fyke_judge::roll::{self, Noted, Roll};
use fyke_store::Case;
use serde_json::json;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
    #[command(flatten)]
    signer: Signer,
    /// print JSON
    #[arg(long, global = true)]
    json: bool,
}

#[derive(clap::Subcommand)]
enum What {
    /// make your key: a file that your passphrase opens
    New {
        /// your name, as colleagues know it
        #[arg(long)]
        name: String,
    },
    /// show your key: its name and its public half, to be enrolled by somebody else
    Show,
    /// let yourself sign in a case that nobody signs in yet, or let somebody else in
    Enrol {
        /// the case
        case: PathBuf,
        /// the other's public key, as `fyke keys show` prints it; yourself if not given
        public: Option<PersonPublic>,
        /// the other's name
        #[arg(long, requires = "public")]
        name: Option<String>,
    },
    /// a key signs no more from here on; what it signed stays
    Retire {
        /// the case
        case: PathBuf,
        /// the key's name, see: fyke keys list CASE
        id: KeyId,
        /// why
        #[arg(long)]
        why: String,
    },
    /// let a partner co-sign the checkpoints of a case
    Witness {
        /// the case
        case: PathBuf,
        /// the partner's verifier key, as `fyke witness --show` prints it
        verifier: String,
        /// the partner's name
        #[arg(long)]
        name: String,
    },
    /// who may sign in a case, and who could once
    List {
        /// the case
        case: PathBuf,
    },
}

pub fn run(args: &Args) -> Outcome {
    match &args.what {
        What::New { name } => new(args, name),
        What::Show => show(args),
        What::Enrol { case, public, name } => enrol(args, case, *public, name.as_deref()),
        What::Retire { case, id, why } => {
            let (mut record, key) = (record(case)?, args.signer.open()?);
            let name = Roll::of(&record)?.name(*id);
            let noted = noted(&name, why);
            let entry = roll::retire(&mut record, &mut SystemRandom, &key, *id, &noted)?;
            said(args, entry, &format!("{} signs no more", plain(&name)))
        }
        What::Witness { case, verifier, name } => {
            let (mut record, key) = (record(case)?, args.signer.open()?);
            let entry = roll::let_witness(&mut record, &mut SystemRandom, &key, verifier, &noted(name, ""))?;
            said(args, entry, &format!("{} may co-sign checkpoints", plain(name)))
        }
        What::List { case } => list(args, case),
    }
}

/// The record of a case, open for writing.
fn record(case: &std::path::Path) -> Outcome<fyke_judge::record::Record> {
    ledger::begin(&Case::open(case)?)
}

fn noted(name: &str, why: &str) -> Noted {
    Noted {
        name: name.to_owned(),
        at: now(),
        why: why.to_owned(),
    }
}

fn said(args: &Args, entry: u64, words: &str) -> Outcome {
    match args.json {
        true => println!("{}", json!({ "entry": entry })),
        false => println!("{words} (entry {entry})"),
    }
    Ok(())
}

fn new(args: &Args, name: &str) -> Outcome {
    let path = args.signer.path()?;
    if path.exists() {
        return Err(Failure::new(
            format!("{} is there already", path.display()),
            "use it, or name another file with --key FILE; a key that is lost cannot be made again",
        ));
    }
    let passphrase = args.signer.passphrase("a passphrase for the new key")?;
    let (file, key) = KeyFile::seal(name, &passphrase, Cost::default(), &mut SystemRandom)?;
    // typed twice: what was mistyped once could never be opened again
    if args.signer.passphrase_file.is_none() && file.open(&args.signer.passphrase("once more")?).is_err() {
        return Err(Failure::new(
            "the two passphrases differ",
            "start again and type the same one twice",
        ));
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    file.write(&path)?;
    match args.json {
        true => println!(
            "{}",
            json!({ "file": path, "id": key.id(), "public": key.public() })
        ),
        false => {
            println!("key {} of {} is in {}", key.id(), plain(name), path.display());
            note("keep a copy of that file and its passphrase: nobody can make either again");
            note("join a case with: fyke keys enrol CASE");
        }
    }
    Ok(())
}

fn show(args: &Args) -> Outcome {
    let file = KeyFile::read(&args.signer.path()?)?;
    let public = file.public();
    match args.json {
        true => println!(
            "{}",
            json!({ "name": file.name(), "id": public.id(), "public": public })
        ),
        false => {
            println!("{}  {}", public.id(), plain(file.name()));
            println!("public {public}");
            note("have somebody who may sign let you in: fyke keys enrol CASE PUBLIC --name NAME");
        }
    }
    Ok(())
}

fn enrol(args: &Args, case: &std::path::Path, public: Option<PersonPublic>, name: Option<&str>) -> Outcome {
    let file = KeyFile::read(&args.signer.path()?)?;
    let mut record = record(case)?;
    let first = !Roll::of(&record)?.has_people();
    let (public, name) = match public {
        Some(public) => (public, name.unwrap_or_default().to_owned()),
        None => (file.public(), file.name().to_owned()),
    };
    if name.is_empty() {
        return Err(Failure::new(
            "a person needs a name on the roll",
            "give it with --name; it stands in the case, not in the log",
        ));
    }
    let key = args.signer.open()?;
    if first && public != key.public() {
        return Err(Failure::new(
            "nobody may sign in this case yet",
            format!("enrol yourself first: fyke keys enrol {}", case.display()),
        ));
    }
    let entry = roll::enrol(&mut record, &mut SystemRandom, &key, public, &noted(&name, ""))?;
    said(
        args,
        entry,
        &format!("{} may sign in {}", plain(&name), case.display()),
    )?;
    if first {
        note(
            "from here on leads of this case are judged blind: say what you think before you see what the machine thinks, with: fyke judge CASE",
        );
    }
    Ok(())
}

fn list(args: &Args, case: &std::path::Path) -> Outcome {
    let record = ledger::need(case, "")?;
    let roll = Roll::of(&record)?;
    if args.json {
        let people: Vec<_> = roll
            .people
            .values()
            .map(|p| json!({ "id": p.key.id(), "public": p.key, "name": p.name, "since": p.since, "until": p.until }))
            .collect();
        let partners: Vec<_> = roll
            .partners
            .iter()
            .map(|p| json!({ "key": p.key, "name": p.name, "since": p.since }))
            .collect();
        println!(
            "{}",
            json!({
                "origin": record.origin(), "log_key": record.log_key(), "people": people,
                "witnesses": partners, "machine": !roll.machine_off,
            })
        );
        return Ok(());
    }
    println!("log key {}", record.log_key());
    for person in roll.people.values() {
        let until = person
            .until
            .map_or(String::new(), |entry| format!(" until entry {entry}"));
        println!(
            "{}  {}  since entry {}{until}",
            person.key.id(),
            plain(person.name.as_deref().unwrap_or("name erased")),
            person.since
        );
    }
    for partner in &roll.partners {
        println!(
            "witness  {}  since entry {}  {}",
            plain(partner.name.as_deref().unwrap_or("name erased")),
            partner.since,
            partner.key
        );
    }
    if roll.machine_off {
        println!("the machine is off: it suggests nothing in this case");
    }
    Ok(())
}
