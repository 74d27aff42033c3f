//! The door's program: one role a process. See `docs/door/README.md`.
#![forbid(unsafe_code)]

#[cfg(feature = "desk")]
mod desk_cli;

use clap::{Parser, Subcommand};

/// An anonymous intake. Not yet audited by anybody outside.
#[derive(Parser)]
#[command(name = "fyke-door", version)]
struct Door {
    /// ends when the process that started it ends
    #[arg(long, global = true, hide = true)]
    with_parent: bool,
    #[command(subcommand)]
    role: Role,
}

#[derive(Subcommand)]
enum Role {
    /// makes a door's folder: the slab, the public files
    Install(fyke_door::run::Install),
    /// says what of this machine would give something away
    Check {
        /// the door's folder
        folder: std::path::PathBuf,
    },
    /// starts store, pull and front of a folder, and starts again what dies
    Run(fyke_door::run::Run),
    /// holds the slab: workers bring, the pull fetches
    Store(fyke_door::store::Options),
    /// hands what lies on the slab to the desk, over a socket or a stick
    Pull(fyke_door::pull::Options),
    /// prints the day as the door writes it: whole days since 1970-01-01, and its date
    Today,
    /// listens where Tor forwards to, and starts a worker for each connection
    Front(fyke_door::front::Options),
    /// seals files on this machine, without a network, for sending them at the door later
    #[cfg(feature = "desk")]
    Seal(fyke_door::seal_tool::Options),
    /// the other machine: pulls, opens, answers, forgets
    #[cfg(feature = "desk")]
    Desk(desk_cli::Options),
    /// prints the SHA-256 of the sealing page that this program serves
    HashPage,
}

fn main() -> anyhow::Result<()> {
    // a worker is started for every connection: what reads options is not paid for each
    if std::env::args_os()
        .nth(1)
        .is_some_and(|role| role == fyke_door::front::WORKER)
    {
        return fyke_door::front::serve_one();
    }
    let door = Door::parse();
    if door.with_parent {
        rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL))?;
    }
    match door.role {
        Role::Install(options) => fyke_door::run::install(&options)?,
        Role::Check { folder } => fyke_door::run::check(&folder)?,
        Role::Run(options) => fyke_door::run::run(&options)?,
        Role::Store(options) => fyke_door::store::keep(&options)?,
        Role::Pull(options) => fyke_door::pull::run(&options)?,
        Role::Front(options) => fyke_door::front::run(&options)?,
        #[cfg(feature = "desk")]
        Role::Seal(options) => {
            fyke_door::seal_tool::run(&options, fyke_door::day::Day::today(), &mut std::io::stdout())?;
        }
        #[cfg(feature = "desk")]
        Role::Desk(options) => desk_cli::run(&options)?,
        Role::HashPage => println!("{}", fyke_door::front::seal_page_hash()),
        Role::Today => {
            let today = fyke_door::day::Day::today();
            println!("{} {today}", today.0);
        }
    }
    Ok(())
}
