//! What a process of the door may still do once it has its hands on what it needs.
//!
//! Each role opens its files and sockets, then calls its function here, once,
//! before it has threads and before it reads a byte from outside: no core dumps,
//! no debugger, memory locked, no new privileges, Landlock for paths and TCP,
//! and a list of system calls (seccomp) of which every other is refused. A door
//! on a machine with swap does not start: what is swapped out is written down.
//!
//! # What belongs here
//!
//! One function per role and what they share. Units of systemd say most of this
//! again from outside (`deploy/door/`); neither relies on the other.

mod calls;

use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, CompatLevel, Compatible, PathBeneath, PathFd, Ruleset,
    RulesetAttr, RulesetCreatedAttr, RulesetStatus, Scope,
};
use rustix::mm::{MlockAllFlags, mlockall};
use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
use std::fmt;
use std::path::Path;

/// What is in force; printed once at start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confined {
    /// Paths and TCP are closed by Landlock.
    pub landlock: bool,
    /// Memory is locked.
    pub locked: bool,
}

impl fmt::Display for Confined {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let landlock = if self.landlock {
            "closed by landlock"
        } else {
            "NOT closed by landlock, which this kernel lacks: use 5.13 or later"
        };
        let locked = if self.locked {
            "locked"
        } else {
            "not locked (there is no swap): raise LimitMEMLOCK"
        };
        write!(out, "confined: calls listed, paths {landlock}, memory {locked}")
    }
}

/// The process could not be confined, and does not go on.
#[derive(Debug, thiserror::Error)]
pub enum NotConfined {
    /// The machine swaps.
    #[error(
        "swap is on ({0}): what is typed here would be written to it; turn it off (swapoff -a, and out of /etc/fstab), then start again"
    )]
    Swap(String),
    /// The kernel refused a part of it.
    #[error("{what} cannot be set ({why}); the door does not run without it, see docs/door/ops.md")]
    Refused {
        /// Which part.
        what: &'static str,
        /// The kernel's words.
        why: String,
    },
}

fn refused<E: fmt::Display>(what: &'static str) -> impl Fn(E) -> NotConfined {
    move |why| NotConfined::Refused {
        what,
        why: why.to_string(),
    }
}

/// Refuses a machine with swap. Of compressed memory too: its device may write back.
pub fn no_swap() -> Result<(), NotConfined> {
    match std::fs::read_to_string("/proc/swaps") {
        Ok(listed) => match listed.lines().nth(1) {
            None => Ok(()),
            Some(line) => Err(NotConfined::Swap(
                line.split_whitespace().next().unwrap_or("").to_owned(),
            )),
        },
        // a kernel without swap has no such file
        Err(why) if why.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(why) => Err(refused("whether there is swap")(why)),
    }
}

/// A panic says where in the program, never what it held.
pub fn quiet_panics() {
    std::panic::set_hook(Box::new(|panic| {
        use std::io::Write;
        let (file, line) = panic.location().map_or(("?", 0), |at| (at.file(), at.line()));
        let _ = writeln!(std::io::stderr(), "stopped at {file}:{line}");
    }));
}

/// What every process of the door does first: no dumps, no debugger, quiet panics,
/// locked memory. True: it is locked.
pub fn private() -> Result<bool, NotConfined> {
    quiet_panics();
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    setrlimit(Resource::Core, none).map_err(refused("no core dumps"))?;
    set_dumpable_behavior(DumpableBehavior::NotDumpable).map_err(refused("no debugger"))?;
    let all = MlockAllFlags::CURRENT | MlockAllFlags::FUTURE | MlockAllFlags::ONFAULT;
    Ok(mlockall(all).is_ok())
}

/// The store: writes published files, and the slab that it holds open. Nothing else.
pub fn store(public: &Path) -> Result<Confined, NotConfined> {
    let write = AccessFs::ReadFile
        | AccessFs::ReadDir
        | AccessFs::WriteFile
        | AccessFs::MakeReg
        | AccessFs::RemoveFile
        | AccessFs::Truncate;
    no_swap()?;
    confine(&[(public, write)], calls::STORE)
}

/// The pull: reads the key set and, at the other end of a socket, the store.
pub fn pull(public: &Path) -> Result<Confined, NotConfined> {
    no_swap()?;
    confine(&[(public, AccessFs::ReadFile.into())], calls::PULL)
}

/// The front's acceptor: reads published files and starts workers, which are this
/// program again; these inherit all of it.
pub fn acceptor(public: &Path, program: &Path) -> Result<Confined, NotConfined> {
    no_swap()?;
    let start = AccessFs::Execute | AccessFs::ReadFile;
    let mut paths = vec![(public, AccessFs::ReadFile | AccessFs::ReadDir), (program, start)];
    // the loader and the C library, where the program is not static
    for library in [
        "/lib",
        "/lib64",
        "/usr/lib",
        "/usr/lib64",
        "/etc/ld.so.cache",
        "/dev/null",
    ] {
        let library = Path::new(library);
        if library.exists() {
            let write = if library.starts_with("/dev") {
                AccessFs::WriteFile.into()
            } else {
                BitFlags::EMPTY
            };
            paths.push((library, start | write));
        }
    }
    confine(&paths, calls::ACCEPTOR)
}

/// A worker: reads and writes what it was handed, and ends. Whether the machine
/// swaps was seen by the acceptor; a worker may not even look.
pub fn worker() -> Result<Confined, NotConfined> {
    confine(&[], calls::WORKER)
}

fn confine(paths: &[(&Path, BitFlags<AccessFs>)], calls: &'static [i64]) -> Result<Confined, NotConfined> {
    let locked = private()?;
    let landlock = restrict(paths).map_err(refused("landlock"))?;
    calls::only(calls).map_err(refused("the list of system calls"))?;
    Ok(Confined { landlock, locked })
}

/// Landlock: everything that this kernel knows to forbid, but for these paths.
/// False: the kernel has none of it, which is said at start.
fn restrict(paths: &[(&Path, BitFlags<AccessFs>)]) -> anyhow::Result<bool> {
    let abi = ABI::V6;
    let mut rules = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(abi))?
        .handle_access(AccessNet::from_all(abi))?
        .scope(Scope::from_all(abi))?
        .create()?;
    for (path, access) in paths {
        let mut access = *access;
        if !path.is_dir() {
            access &= AccessFs::from_file(abi);
        }
        rules = rules.add_rule(PathBeneath::new(PathFd::new(path)?, access))?;
    }
    Ok(rules.restrict_self()?.ruleset != RulesetStatus::NotEnforced)
}
