//! The store: the process that holds the slab.
//!
//! Workers bring cells over one Unix socket, the pull fetches over another. One
//! thread owns the slab; each connection has a thread that reads frames and waits
//! its turn. Nothing here can open an envelope, and nothing is said about one
//! but kept, full, refused.
//!
//! A parent of the same program ([`keep`]) holds the running generation's key in
//! memory and starts the store again when it dies, so that a crash costs nothing.

mod line;
mod owner;
pub mod publish;

use crate::bytes::unhex;
use crate::confine;
use crate::keys::DoorId;
use crate::slab::{self, Pace, Slab};
use crate::sockets::listen;
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::io;
use std::os::fd::AsFd;
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// How the store is started.
#[derive(clap::Args, Debug, Clone)]
pub struct Options {
    /// the slab, as `fyke-door install` made it
    #[arg(long, default_value = "/var/lib/fyke-door/slab")]
    pub slab: PathBuf,
    /// folder of what the desk has published
    #[arg(long, default_value = "/var/lib/fyke-door/public")]
    pub public: PathBuf,
    /// where workers bring what they have sealed
    #[arg(long, default_value = "/run/fyke-door/store.sock")]
    pub socket: PathBuf,
    /// where the pull fetches
    #[arg(long, default_value = "/run/fyke-door/counter.sock")]
    pub counter: PathBuf,
    /// the door's id, 64 hexadecimal digits
    #[arg(long, value_parser = door_id)]
    pub door: DoorId,
    /// cells written at each tick, whatever comes; 0: when something comes
    #[arg(long, default_value_t = 0)]
    pub constant: u16,
    /// seconds of a tick
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=600))]
    pub tick: u32,
    /// set by the parent: the note lies on standard input
    #[arg(long, hide = true)]
    pub kept: bool,
}

/// Exit code of a store that will not start better a second time.
pub const WILL_NOT: i32 = 3;
/// Between a store's death and its next start.
const REST: Duration = Duration::from_millis(50);

/// A door's id as people copy it.
pub fn door_id(text: &str) -> Result<DoorId, String> {
    let bytes = unhex(text.as_bytes()).and_then(|bytes| bytes.try_into().ok());
    let told = || "a door's id has 64 hexadecimal digits; copy it from the desk".to_owned();
    bytes.map(DoorId).ok_or_else(told)
}

/// The parent: holds the note, starts the store, and starts it again when it dies
/// (not when it refuses to run).
pub fn keep(options: &Options) -> Result<()> {
    if options.kept {
        return run(options);
    }
    confine::no_swap()?;
    confine::private()?;
    let note = rustix::fs::memfd_create("note", rustix::fs::MemfdFlags::CLOEXEC)
        .context("no file in memory can be made; use a kernel from 3.17")?;
    let program = std::env::current_exe().context("cannot find this program to start the store")?;
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    loop {
        let mut child = Command::new(&program)
            .args(&arguments)
            .arg("--kept")
            .stdin(Stdio::from(note.try_clone()?))
            .spawn()
            .context("cannot start the store")?;
        let ended: ExitStatus = child.wait()?;
        if ended.success() || ended.code() == Some(WILL_NOT) {
            bail!("the store does not run; see what it said above");
        }
        std::thread::sleep(REST);
    }
}

/// The store itself.
pub fn run(options: &Options) -> Result<()> {
    // whoever starts it again must be alive to do so
    rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL))?;
    match serve(options) {
        Ok(()) => Ok(()),
        Err(why) => {
            eprintln!("fyke-door store: {why:#}");
            std::process::exit(WILL_NOT);
        }
    }
}

fn serve(options: &Options) -> Result<()> {
    let keyset = fs::read(options.public.join("keyset"))
        .with_context(|| format!("no key set in {}; install one first", options.public.display()))?;
    let roster = crate::keys::KeySet::roster_of(&keyset, options.door)?;
    let (file, geometry) = slab::disk::open(&options.slab).with_context(|| {
        format!(
            "cannot open {}; make it with fyke-door install, and start one store only",
            options.slab.display()
        )
    })?;
    let pace = match options.constant {
        0 => Pace::AsItComes,
        cells if u32::from(cells) <= geometry.ring / 8 => Pace::Constant { cells },
        _ => bail!(
            "--constant is at most an eighth of a ring of {} cells; take fewer or a larger slab",
            geometry.ring
        ),
    };
    let note: File = io::stdin().as_fd().try_clone_to_owned()?.into();
    let workers = listen(&options.socket)?;
    let counter = listen(&options.counter)?;
    println!("store: {}", confine::store(&options.public)?);
    let to = vec![roster.slab.clone()];
    let slab = Slab::open(file.try_clone()?, note, geometry, options.door, to, pace)?;
    let published = publish::Published::new(options.door, options.public.clone(), roster);
    let (orders, taken) = mpsc::sync_channel(line::LINES_MAX);
    line::accept_workers(workers, orders.clone())?;
    line::accept_counter(counter, orders, file.try_clone()?, geometry, published)?;
    let tick = Duration::from_secs(u64::from(options.tick));
    // from here on a start may help: what was acknowledged is read again
    owner::own(slab, pace, tick, &taken, &file).or_else(|why| {
        eprintln!("fyke-door store: {why}");
        std::process::exit(1)
    })
}
