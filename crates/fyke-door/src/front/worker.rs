//! The worker: one connection, one answer, and it is gone.

use super::control::{Memory, greeting};
use super::flow::Desk;
use super::http::Connection;
use super::public::Public;
use super::store::Store;
use anyhow::Result;
use std::io::{self, Read};
use std::net::Shutdown;
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::time::Duration;

/// A line on which nothing comes for as long is given up.
const SILENCE: Duration = Duration::from_secs(30);
/// The store answers when its disk has written.
const STORE_SILENCE: Duration = Duration::from_secs(120);

/// Serves the connection that is this process's standard input.
pub fn run() -> Result<()> {
    // a panic's text could carry what was typed, and standard error is the acceptor's line
    std::panic::set_hook(Box::new(|_| {}));
    let connection = UnixStream::from(io::stdin().as_fd().try_clone_to_owned()?);
    let line = UnixStream::from(io::stdout().as_fd().try_clone_to_owned()?);
    let control = io::stderr().as_fd().try_clone_to_owned()?;
    let (day, half_hour, file) = greeting(control.as_fd())?;
    let public = Public::read(file)?;
    connection.set_read_timeout(Some(SILENCE))?;
    connection.set_write_timeout(Some(SILENCE * 2))?;
    // no socket where the store could not be reached: then nothing is kept, and pages say so
    let _ = line.set_read_timeout(Some(STORE_SILENCE));
    let _ = line.set_write_timeout(Some(STORE_SILENCE));
    crate::confine::worker()?;
    let desk = Desk {
        public: &public,
        day,
        half_hour,
        memory: &Memory(control),
    };
    let mut connection = desk.serve(Connection::new(connection), &mut Store::new(line));
    // what nobody asked for is read, not left: a line closed over it would reset the page
    connection.shutdown(Shutdown::Write)?;
    connection.set_read_timeout(Some(SILENCE / 6))?;
    let mut sink = [0u8; 4096];
    for _ in 0..64 {
        match connection.read(&mut sink) {
            Ok(read) if read > 0 => {}
            _ => break,
        }
    }
    Ok(())
}
