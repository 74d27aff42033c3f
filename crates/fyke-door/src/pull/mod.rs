//! The pull: the counter at which the desk fetches what lies on the slab.
//!
//! A second onion service, known to the desk alone, forwards to this process's
//! Unix socket. Whoever connects is asked to sign a challenge with the desk's
//! pull key; after that, frames go to the store and back. The process keeps
//! nothing: what frees cells or is published is judged by the store, by its
//! signature. [`client`] is the desk's end.
//!
//! Without a line, `--to-file` writes the same cells to a file on a stick, and
//! `--from-file` reads back what the desk signed ([`carry`]).

#[cfg(feature = "desk")]
pub mod carried;
pub mod carry;
#[cfg(feature = "desk")]
pub mod client;

use crate::confine;
use crate::keys::{DoorId, KeySet, SignKey};
use crate::secret::random;
use crate::sockets::{listen, serve_each};
use crate::store::door_id;
use crate::wire::{Frame, WireError};
use anyhow::{Context, Result};
use std::fs;
use std::io::{BufReader, BufWriter};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What the answer to the door's challenge is signed as.
pub(crate) const ANSWERED_AS: &str = "fyke door pull v1";
/// Whoever has not answered by then is nobody's desk.
const ANSWER_BY: Duration = Duration::from_secs(30);
/// A desk from which nothing comes for as long has gone.
const SILENCE: Duration = Duration::from_secs(300);
/// Desks at once: one, and some that its broken lines left behind.
const DESKS_MAX: usize = 8;

/// How the pull is started.
#[derive(clap::Args, Debug, Clone)]
pub struct Options {
    /// where Tor forwards the pull's onion port to
    #[arg(long, default_value = "/run/fyke-door/pull.sock")]
    pub socket: PathBuf,
    /// the store's socket for the pull
    #[arg(long, default_value = "/run/fyke-door/counter.sock")]
    pub counter: PathBuf,
    /// folder of what the desk has published
    #[arg(long, default_value = "/var/lib/fyke-door/public")]
    pub public: PathBuf,
    /// the door's id, 64 hexadecimal digits
    #[arg(long, value_parser = door_id)]
    pub door: DoorId,
    /// no service: write all cells to this file, to be carried to the desk
    #[arg(long, conflicts_with = "from_file")]
    pub to_file: Option<PathBuf>,
    /// no service: read what the desk signed from this file
    #[arg(long)]
    pub from_file: Option<PathBuf>,
}

/// Serves desks until it is ended from outside, or carries a file.
pub fn run(options: &Options) -> Result<()> {
    let store = || {
        UnixStream::connect(&options.counter)
            .with_context(|| format!("no store at {}; start it first", options.counter.display()))
    };
    if let Some(path) = &options.to_file {
        return carry::write(&mut store()?, path);
    }
    if let Some(path) = &options.from_file {
        let done = carry::hand_in(&mut store()?, path)?;
        println!("pull: {done} signed messages handed in");
        return Ok(());
    }
    let listener = listen(&options.socket)?;
    println!("pull: {}", confine::pull(&options.public)?);
    let options = options.clone();
    // a line that broke, or was no desk's, is told no more
    serve_each(&listener, DESKS_MAX, move |stream| drop(serve(stream, &options)));
    Ok(())
}

fn pull_key(public: &Path, door: DoorId) -> Option<SignKey> {
    let keyset = fs::read(public.join("keyset")).ok()?;
    Some(KeySet::roster_of(&keyset, door).ok()?.pull)
}

fn serve(mut desk: UnixStream, options: &Options) -> Result<(), WireError> {
    desk.set_read_timeout(Some(ANSWER_BY))?;
    desk.set_write_timeout(Some(SILENCE))?;
    let door = options.door.0;
    let nonce = random().map_err(std::io::Error::other)?;
    let answered = Frame::Challenge { door, nonce }.ask(&mut desk)?;
    let said = [door, nonce].concat();
    let known = pull_key(&options.public, options.door).is_some_and(
        |key| matches!(answered, Frame::Answer(signature) if key.verifies(ANSWERED_AS, &said, &signature)),
    );
    if !known {
        return Frame::Refused.write(&mut desk);
    }
    Frame::Done.write(&mut desk)?;
    desk.set_read_timeout(Some(SILENCE))?;
    let mut store = UnixStream::connect(&options.counter)?;
    let mut from = BufReader::new(desk.try_clone()?);
    let mut to = BufWriter::with_capacity(crate::slab::CELL + 5, desk);
    while let Some(frame) = Frame::next(&mut from)? {
        let answers = match &frame {
            Frame::Fetch(cells) => cells.len(),
            Frame::Ask | Frame::Free(_) | Frame::Publish { .. } => 1,
            _ => return Err(WireError::Unexpected),
        };
        frame.write(&mut store)?;
        for _ in 0..answers {
            let answer = Frame::read(&mut store)?;
            let refused = answer == Frame::Refused;
            answer.write(&mut to)?;
            if refused {
                break;
            }
        }
    }
    Ok(())
}
