//! The acceptor: one process that reads nothing of what is sent.
//!
//! Each connection goes to a fresh process of the same program: its standard input is
//! the connection, its standard output a connection to the store, its standard error
//! the line to here, so that nothing it might print reaches a log. It serves one
//! request and ends, and the kernel takes back every page it touched.

use super::control::{Remembered, greet};
use super::pages::busy;
use super::public::{Boot, bundle, state};
use crate::day::Day;
use crate::keys::DoorId;
use crate::secret::Secret;
use crate::sockets::listen;
use crate::store::door_id;
use anyhow::{Context, Result};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{OFlags, fcntl_setfl};
use rustix::net::{AddressFamily, SocketFlags, SocketType, socketpair};
use std::collections::VecDeque;
use std::io::{ErrorKind, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A worker that lives longer is ended: a gibibyte over Tor takes two hours.
const LIFE_MAX: Duration = Duration::from_secs(12 * 3600);
/// How often the folder of public files is looked at.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// Connections that were told to come back, kept until they have read it.
const TOLD_MAX: usize = 64;

/// To the C library of a worker: give back what was freed, keep nothing spare.
const SMALL: &str =
    "glibc.malloc.top_pad=4096:glibc.malloc.trim_threshold=4096:glibc.malloc.mmap_threshold=32768";

/// How the front is started.
#[derive(clap::Args, Debug, Clone)]
pub struct Options {
    /// where Tor forwards the onion port to
    #[arg(long, default_value = "/run/fyke-door/front.sock")]
    pub socket: PathBuf,
    /// the store's socket for workers
    #[arg(long, default_value = "/run/fyke-door/store.sock")]
    pub store: PathBuf,
    /// folder of what the desk has published
    #[arg(long, default_value = "/var/lib/fyke-door/public")]
    pub public: PathBuf,
    /// the door's id, 64 hexadecimal digits
    #[arg(long, value_parser = door_id)]
    pub door: DoorId,
    /// the onion address; requests for another are shown the right way. Empty: any
    #[arg(long, default_value = "")]
    pub address: String,
    /// workers at once, at most
    #[arg(long, default_value_t = 256)]
    pub workers: usize,
    /// another day than today, for tests and drills
    #[arg(long, hide = true)]
    pub day: Option<u32>,
}

struct Worker {
    child: Child,
    line: OwnedFd,
    born: Instant,
}

struct Front {
    options: Options,
    program: PathBuf,
    boot: Boot,
    started: Instant,
    public: OwnedFd,
    seen: Vec<(u64, u64, i64, i64)>,
    looked: Instant,
    workers: Vec<Worker>,
    told: VecDeque<UnixStream>,
    remembered: Remembered,
}

/// Listens until it is ended from outside.
pub fn run(options: &Options) -> Result<()> {
    // Tor's user is in the folder's group
    let listener = listen(&options.socket)?;
    listener.set_nonblocking(true)?;
    let boot = Boot {
        key: Secret::random()?,
        door: options.door,
        address: options.address.to_ascii_lowercase(),
    };
    let mut front = Front {
        program: std::env::current_exe().context("cannot find this program to start workers")?,
        public: bundle(&boot, &options.public).context("cannot hold the public files in memory")?,
        seen: state(&options.public),
        boot,
        options: options.clone(),
        started: Instant::now(),
        looked: Instant::now(),
        workers: Vec::new(),
        told: VecDeque::new(),
        remembered: Remembered::default(),
    };
    let confined = crate::confine::acceptor(&front.options.public, &front.program)?;
    eprintln!("{confined}");
    loop {
        front.turn(&listener)?;
    }
}

impl Front {
    fn half_hour(&self) -> u32 {
        u32::try_from(self.started.elapsed().as_secs() / 1800).unwrap_or(u32::MAX)
    }

    /// Waits for something and does it.
    fn turn(&mut self, listener: &UnixListener) -> Result<()> {
        let mut waited: Vec<PollFd<'_>> = vec![PollFd::new(listener, PollFlags::IN)];
        waited.extend(
            self.workers
                .iter()
                .map(|worker| PollFd::new(&worker.line, PollFlags::IN)),
        );
        waited.extend(self.told.iter().map(|told| PollFd::new(told, PollFlags::IN)));
        let wait = Timespec {
            tv_sec: 10,
            tv_nsec: 0,
        };
        match poll(&mut waited, Some(&wait)) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error).context("the front cannot wait for connections; start it again"),
        }
        let ready: Vec<bool> = waited.iter().map(|one| !one.revents().is_empty()).collect();
        let mut ready = ready.into_iter();
        let mut next = || ready.next().unwrap_or(false);
        let incoming = next();
        let half_hour = self.half_hour();
        let remembered = &mut self.remembered;
        self.workers.retain_mut(|worker| {
            let spoke = next();
            let stays = worker.born.elapsed() < LIFE_MAX
                && (!spoke || remembered.serve(worker.line.as_fd(), half_hour));
            if !stays {
                // it has ended, or says what no worker says
                let _ = worker.child.kill();
                let _ = worker.child.wait();
            }
            stays
        });
        self.told.retain_mut(|told| {
            let mut sink = [0u8; 4096];
            !next()
                || match told.read(&mut sink) {
                    Ok(read) => read > 0,
                    Err(error) => error.kind() == ErrorKind::WouldBlock,
                }
        });
        if incoming {
            self.accept(listener);
        }
        Ok(())
    }

    fn accept(&mut self, listener: &UnixListener) {
        while let Ok((connection, _)) = listener.accept() {
            if self.workers.len() < self.options.workers {
                // a worker that cannot be started leaves the connection closed, which is all that can be said
                let _ = self.start(connection);
            } else {
                self.tell_busy(connection);
            }
        }
    }

    fn start(&mut self, connection: UnixStream) -> Result<()> {
        if self.looked.elapsed() > LOOK_EVERY {
            self.looked = Instant::now();
            let now = state(&self.options.public);
            if now != self.seen {
                self.public = bundle(&self.boot, &self.options.public)?;
                self.seen = now;
            }
        }
        // without a store the worker still shows pages, and says that nothing can be kept
        let store = match UnixStream::connect(&self.options.store) {
            Ok(stream) => Stdio::from(OwnedFd::from(stream)),
            Err(_) => Stdio::null(),
        };
        let (line, theirs) = socketpair(
            AddressFamily::UNIX,
            SocketType::SEQPACKET,
            SocketFlags::CLOEXEC,
            None,
        )?;
        let day = self.options.day.map_or_else(Day::today, Day);
        greet(line.as_fd(), day, self.half_hour(), self.public.as_fd())?;
        let child = Command::new(&self.program)
            .arg(super::WORKER)
            .env_clear()
            .env("GLIBC_TUNABLES", SMALL)
            .stdin(Stdio::from(OwnedFd::from(connection)))
            .stdout(store)
            .stderr(Stdio::from(theirs))
            .spawn()?;
        self.workers.push(Worker {
            child,
            line,
            born: Instant::now(),
        });
        Ok(())
    }

    fn tell_busy(&mut self, mut connection: UnixStream) {
        let answer = super::http::Answer::page("503 Service Unavailable", busy());
        // by fcntl: the confined front may not make the call that std makes
        let at_once = fcntl_setfl(&connection, OFlags::NONBLOCK);
        if at_once.is_ok() && connection.write_all(&answer.bytes()).is_ok() {
            let _ = connection.shutdown(std::net::Shutdown::Write);
            self.told.push_back(connection);
            if self.told.len() > TOLD_MAX {
                self.told.pop_front();
            }
        }
    }
}
