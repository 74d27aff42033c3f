//! The commands of the desk and their options, as `--help` prints them.

use clap::{Args, Subcommand};
use fyke_door::desk::Thing;
use std::path::PathBuf;

/// The desk: another machine than the door's.
#[derive(Args, Debug)]
pub struct Options {
    /// the desk's folder
    pub(super) folder: PathBuf,
    /// where the keys of what can be forgotten lie, where that is another device
    #[arg(long)]
    pub(super) keys: Option<PathBuf>,
    /// passphrases, a line each, in the order in which they are asked for
    #[arg(long)]
    pub(super) passphrase_file: Option<PathBuf>,
    /// another day than today, in whole days since 1970-01-01
    #[arg(long, hide = true)]
    pub(super) day: Option<u32>,
    /// memory of one guess of a passphrase, in KiB
    #[arg(long, hide = true, default_value_t = 256 << 10)]
    pub(super) cost_kib: u32,
    #[command(subcommand)]
    pub(super) what: What,
}

/// Where the door is reached.
#[derive(Args, Debug)]
pub(super) struct Reached {
    /// the onion address of the door's pull, reached through the desk's own tor
    #[arg(long, conflicts_with_all = ["carried", "socket"])]
    pub(super) onion: Option<String>,
    /// the socket on which that tor is asked
    #[arg(long, default_value = "/run/tor/socks")]
    pub(super) socks: PathBuf,
    /// a socket that leads to the door's pull
    #[arg(long, conflicts_with = "carried")]
    pub(super) socket: Option<PathBuf>,
    /// a file that the door wrote, carried by hand
    #[arg(long, requires = "back")]
    pub(super) carried: Option<PathBuf>,
    /// the file that is carried back
    #[arg(long)]
    pub(super) back: Option<PathBuf>,
}

#[derive(Subcommand, Debug)]
pub(super) enum What {
    /// makes a desk; the root key goes to a folder of its own, to be carried away
    Init {
        /// where the root key's vault is written
        #[arg(long)]
        root: PathBuf,
    },
    /// who is on the staff; takes somebody on or lets them go
    Staff {
        /// takes somebody on, under a passphrase of theirs
        #[arg(long)]
        take_on: Option<String>,
        /// lets somebody go
        #[arg(long, conflicts_with = "take_on")]
        let_go: Option<String>,
    },
    /// signs the roster of everybody on the staff, with the root key
    Roster {
        /// where the root key's vault lies
        #[arg(long)]
        root: PathBuf,
        /// one person opens, instead of two
        #[arg(long)]
        one_opens: bool,
        /// for how many days
        #[arg(long, default_value_t = 365)]
        days: u32,
    },
    /// draws somebody's day keys for two weeks, destroys those that are spent
    Keys {
        /// who
        name: String,
    },
    /// draws the key with which this desk's tor finds the pull; prints its public half, for
    /// the file `authorized_clients/desk.auth` of the door's tor
    TorKey {
        /// the onion address of the door's pull
        #[arg(long)]
        onion: String,
        /// the folder that is tor's ClientOnionAuthDir
        #[arg(long)]
        into: PathBuf,
    },
    /// fetches what lies at the door
    Pull(Reached),
    /// takes in an envelope that was carried by hand
    Take {
        /// the sealed file
        file: PathBuf,
    },
    /// what waits, and the rooms there are
    Queue,
    /// gives one's share of a thing to another person, who opens it
    Yield {
        /// who gives
        name: String,
        /// what: envelope-... or room-... as the queue names it
        thing: Thing,
        /// to whom
        #[arg(long)]
        to: String,
    },
    /// opens an envelope into its room, or a room
    Open {
        /// who opens
        name: String,
        /// what: envelope-... or room-... as the queue names it
        thing: Thing,
        /// writes clean copies of the room's files into this folder
        #[arg(long)]
        clean_copies: Option<PathBuf>,
    },
    /// answers a source
    Reply {
        /// who answers
        name: String,
        /// the room
        room: Thing,
        /// the text
        #[arg(long)]
        text: PathBuf,
        /// open texts, against which the style guard holds the reply
        #[arg(long)]
        open_text: Vec<PathBuf>,
        /// sends it whatever the style guard says
        #[arg(long)]
        anyway: bool,
    },
    /// spans of a room as statements for a case, on standard output
    Mark {
        /// who marks
        name: String,
        /// the room
        room: Thing,
        /// lines of: page, first byte, byte behind the last, entity, schema, property[, value], parted by tabs
        #[arg(long)]
        marks: PathBuf,
    },
    /// erases a conversation
    Erase {
        /// who erases
        name: String,
        /// the room
        room: Thing,
    },
    /// destroys an envelope unseen
    Destroy {
        /// who destroys
        name: String,
        /// the envelope
        envelope: Thing,
    },
    /// stops the clock that erases a room after 180 days, or lets it go on
    Hold {
        /// who
        name: String,
        /// the room
        room: Thing,
        /// lets the clock go on
        #[arg(long)]
        release: bool,
    },
    /// gives a room a new key, for these people and nobody else
    Handover {
        /// who does it
        name: String,
        /// the room
        room: Thing,
        /// for whom
        #[arg(long, required = true)]
        to: Vec<String>,
    },
    /// makes key set, reply book and sheets, and hands them to the door
    Publish {
        #[command(flatten)]
        reached: Reached,
        /// which book of the day, 1 to 4
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=4))]
        book: u32,
    },
    /// makes envelopes of our own that nobody can tell from a source's
    Decoys {
        /// how many
        count: usize,
        /// into which folder
        #[arg(long)]
        into: PathBuf,
    },
    /// lets go what its day has come for
    Sweep,
    /// copies the desk, in place of the copy before
    BackUp {
        /// into which folder
        into: PathBuf,
    },
    /// brings a desk back from a copy, into the folder named first
    Restore {
        /// from which folder
        from: PathBuf,
    },
    /// who did what, and the last hash
    Log,
}
