//! The door's program: one role a process. See `docs/door/README.md`.
#![forbid(unsafe_code)]

use clap::{Parser, Subcommand};

/// An anonymous intake. Not yet audited by anybody outside.
#[derive(Parser)]
#[command(name = "fyke-door", version)]
struct Door {
    #[command(subcommand)]
    role: Role,
}

#[derive(Subcommand)]
enum Role {
    /// prints the day as the door writes it: whole days since 1970-01-01, and its date
    Today,
    /// listens where Tor forwards to, and starts a worker for each connection
    Front(fyke_door::front::Options),
    /// serves the one connection that is its standard input; started by the front
    #[command(hide = true)]
    Worker,
}

fn main() -> anyhow::Result<()> {
    match Door::parse().role {
        Role::Front(options) => fyke_door::front::run(&options)?,
        Role::Worker => fyke_door::front::serve_one()?,
        Role::Today => {
            let today = fyke_door::day::Day::today();
            println!("{} {today}", today.0);
        }
    }
    Ok(())
}
