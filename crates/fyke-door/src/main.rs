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
}

fn main() {
    match Door::parse().role {
        Role::Today => {
            let today = fyke_door::day::Day::today();
            println!("{} {today}", today.0);
        }
    }
}
