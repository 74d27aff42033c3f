//! `fyke serve CASE`: the case in a browser, on this machine.
//!
//! Nothing is fetched from anywhere, and nobody but this machine is answered
//! unless a certificate is given.

use crate::commands::trace::refresh;
use crate::desk::{DoorDesk, LocalDesk};
use crate::ledger::Signer;
use crate::screen::{Failure, Outcome, note};
use fyke_model::desk::{Access, Secret};
use fyke_workbench::{Config, serve};
use std::ffi::OsStr;
use std::io::IsTerminal;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Weak};
use std::time::Duration;

/// How often looks that wait are written.
const TICK: Duration = Duration::from_secs(5);

#[derive(clap::Args)]
pub struct Args {
    /// the case
    case: PathBuf,
    /// where to listen, address and port (port 0: any that is free); else on this machine alone,
    /// at the next free port. Another machine's browser is answered with a certificate alone
    #[arg(long, value_name = "ADDR:PORT")]
    listen: Option<SocketAddr>,
    /// a name under which browsers ask for it, besides the address
    #[arg(long)]
    name: Vec<String>,
    /// certificate chain, PEM
    #[arg(long, requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// its key, PEM
    #[arg(long, requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// a file with the key that programs show to screen or reconcile; without one
    /// no other machine's program is answered
    #[arg(long)]
    api_key: Option<PathBuf>,
    /// the folder of a door's desk (`fyke-door desk`): its officers open, answer and erase
    /// what came through the door. Without it no page shows any of that
    #[arg(long, value_name = "FOLDER")]
    door_desk: Option<PathBuf>,
    /// where the keys of that desk's forgettable files lie, where that is another device
    #[arg(long, value_name = "FOLDER", requires = "door_desk")]
    door_keys: Option<PathBuf>,
    /// an open text, against which replies to sources are held
    #[arg(long, value_name = "FILE", requires = "door_desk")]
    open_text: Vec<PathBuf>,
    /// open no browser; one is opened only from a terminal with a screen
    #[arg(long)]
    no_open: bool,
    #[command(flatten)]
    signer: Signer,
}

impl Args {
    /// A case in a browser that is opened, and nothing else asked for.
    pub fn of(case: PathBuf) -> Args {
        Args {
            case,
            listen: None,
            name: Vec::new(),
            tls_cert: None,
            tls_key: None,
            api_key: None,
            door_desk: None,
            door_keys: None,
            open_text: Vec::new(),
            no_open: false,
            signer: Signer {
                key: None,
                passphrase_file: None,
            },
        }
    }
}

/// Where it listens, where nobody asks for another.
const LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 7440);

/// Where who comes first begins: they get a key, then judge.
const FIRST_PAGE: &str = "welcome?back=/triage";

/// The name and port under which a browser on this machine asks for it: a passkey
/// belongs to a name and never to an address.
fn name(given: &[String], listens: SocketAddr) -> String {
    match (given.first(), listens.ip().is_loopback()) {
        (Some(name), _) => format!("{name}:{}", listens.port()),
        (None, true) => format!("localhost:{}", listens.port()),
        (None, false) => listens.to_string(),
    }
}

pub fn run(args: &Args) -> Outcome {
    let asked = args.listen.unwrap_or(LISTEN);
    if !asked.ip().is_loopback() && args.tls_cert.is_none() {
        return Err(Failure::new(
            format!(
                "{} is not this machine alone, and passphrases would go over the wire as they are",
                asked.ip()
            ),
            "give --tls-cert and --tls-key, or listen on 127.0.0.1",
        ));
    }
    refresh(&args.case)?;
    let mut desk = LocalDesk::open(&args.case)?;
    if let Some(folder) = &args.door_desk {
        let door = DoorDesk::open(folder, args.door_keys.as_deref(), &args.open_text)
            .map_err(|refusal| Failure::new(refusal.broke, refusal.repair))?;
        desk = desk.with_intake(door);
    }
    let desk = Arc::new(desk);
    bring(&desk, &args.signer);
    let tls = match (&args.tls_cert, &args.tls_key) {
        (Some(cert), Some(key)) => Some((read(cert)?, read(key)?)),
        _ => None,
    };
    let api_key = args.api_key.as_deref().map(key_of_programs).transpose()?;
    let config = |listen| Config {
        listen,
        hosts: args.name.clone(),
        tls: tls.clone(),
        api_key: api_key.clone(),
        ..Config::default()
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let ticking = tick(Arc::downgrade(&desk));
    let dyn_desk: Arc<dyn fyke_model::desk::Desk> = desk.clone();
    let scheme = if tls.is_some() { "https" } else { "http" };
    let outcome = runtime.block_on(async {
        let served = match serve(Arc::clone(&dyn_desk), config(asked)).await {
            Err(error) if args.listen.is_none() && error.kind() == std::io::ErrorKind::AddrInUse => {
                serve(Arc::clone(&dyn_desk), config(SocketAddr::new(LISTEN.ip(), 0))).await?
            }
            served => served.map_err(|error| {
                Failure::new(
                    format!("{asked} cannot be listened on: {error}"),
                    "name another with --listen",
                )
            })?,
        };
        let address = format!("{scheme}://{}/", name(&args.name, served.address()));
        println!("{address}");
        let first = desk.people().is_ok_and(|people| people.is_empty());
        let page = match first {
            true => format!("{address}{FIRST_PAGE}"),
            false => address,
        };
        if first {
            note(format_args!(
                "nobody may decide here yet; become the first: {page}"
            ));
        }
        note("the workbench is open; end it with Ctrl-C");
        if !args.no_open && std::io::stdout().is_terminal() {
            show(&page);
        }
        served.until(stop()).await?;
        Ok::<(), Failure>(())
    });
    // what was looked at is written before the program ends
    drop(dyn_desk);
    desk.write_all();
    runtime.shutdown_timeout(Duration::from_secs(5));
    drop(ticking);
    outcome
}

/// Until Ctrl-C, or the system asks.
async fn stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut ended) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupted => {}
                _ = ended.recv() => {}
            }
            return;
        }
    }
    let _ = interrupted.await;
}

/// Lays the key of whoever starts it beside the case, where they may sign in it:
/// so that they can come in with the passphrase they have.
fn bring(desk: &LocalDesk, signer: &Signer) {
    if let Ok(path) = signer.path()
        && path.exists()
        && let Err(failure) = desk.bring(&path)
    {
        note(format_args!("your key was not brought: {failure}"));
    }
}

/// Writes what was looked at, now and then, for as long as the desk is there.
fn tick(desk: Weak<LocalDesk>) -> std::thread::JoinHandle<()> {
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(TICK);
            let Some(desk) = desk.upgrade() else { return };
            desk.tick();
        }
    })
}

fn read(path: &Path) -> Outcome<Vec<u8>> {
    std::fs::read(path).map_err(|error| {
        Failure::new(
            format!("{} cannot be read: {error}", path.display()),
            "name a PEM file that this program may read",
        )
    })
}

/// Characters of a key of programs at least: it is not typed, so it can be long.
const KEY_MIN: usize = 20;

/// The key that programs show: the one line of a file.
fn key_of_programs(path: &Path) -> Outcome<Secret> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        Failure::new(
            format!("{} cannot be read: {error}", path.display()),
            "name a text file that holds the key and nothing else",
        )
    })?;
    let key = text.trim();
    if key.len() < KEY_MIN || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Failure::new(
            format!("{} holds no key that could not be guessed", path.display()),
            format!("write {KEY_MIN} or more letters and digits on one line"),
        ));
    }
    Ok(Secret::new(key))
}

/// Asks the system to show a page or an address, where there is a screen to show
/// it on.
pub fn show(what: impl AsRef<OsStr>) {
    let opener = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    let screen = |name| std::env::var_os(name).is_some();
    if cfg!(target_os = "linux") && !screen("DISPLAY") && !screen("WAYLAND_DISPLAY") {
        return;
    }
    let started = Command::new(opener)
        .arg(what)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    if started.is_err() {
        note("no browser could be opened; open it by hand");
    }
}
