//! A door on one machine, by hand: install, check, run.
//!
//! `install` makes a folder with the slab, the public files and the door's id;
//! `check` says what of the machine would give something away; `run` starts
//! store, pull and front and starts again what dies. A door that stays is run by
//! the units in `deploy/door/` instead, each role under its own user.

use crate::confine;
use crate::keys::{DoorId, KeySet};
use crate::store::{door_id, publish};
use anyhow::{Context, Result, bail};
use std::fs::{self, DirBuilder};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

/// How a door is installed.
#[derive(clap::Args, Debug)]
pub struct Install {
    /// the door's folder, which must not exist yet
    pub folder: PathBuf,
    /// size of the slab: 512m, 4g, 1t
    #[arg(long, value_parser = size)]
    pub size: u64,
    /// a partition to hold the slab; without it, a file in the folder
    #[arg(long)]
    pub device: Option<PathBuf>,
    /// the door's id, 64 hexadecimal digits
    #[arg(long, value_parser = door_id)]
    pub door: DoorId,
    /// the key set that the desk published
    #[arg(long)]
    pub keyset: PathBuf,
}

/// `4g` and the like in bytes.
pub fn size(text: &str) -> Result<u64, String> {
    let told = || format!("{text} is no size; write it as 512m, 4g or 1t");
    let (number, unit) = text
        .split_at_checked(text.len().saturating_sub(1))
        .ok_or_else(told)?;
    let shift = match unit {
        "m" => 20,
        "g" => 30,
        "t" => 40,
        _ => return Err(told()),
    };
    let number: u64 = number.parse().map_err(|_| told())?;
    number.checked_mul(1 << shift).ok_or_else(told)
}

/// Makes the door's folder: slab, `public/` with the key set, sockets' place, id.
pub fn install(options: &Install) -> Result<()> {
    let keyset =
        fs::read(&options.keyset).with_context(|| format!("cannot read {}", options.keyset.display()))?;
    KeySet::roster_of(&keyset, options.door)?;
    let folder = &options.folder;
    let private = |path: &Path| {
        DirBuilder::new().mode(0o750).create(path).with_context(|| {
            format!(
                "cannot make {}; it must not exist yet, and its parent must",
                path.display()
            )
        })
    };
    private(folder)?;
    for inner in ["public", "public/sheets", "run"] {
        private(&folder.join(inner))?;
    }
    let slab = folder.join("slab");
    if let Some(device) = &options.device {
        std::os::unix::fs::symlink(device, &slab)?;
    }
    let mut last = 0;
    let geometry = crate::slab::disk::install(&slab, options.size, &mut |done, of| {
        let percent = u64::from(done) * 100 / u64::from(of);
        if percent >= last + 10 {
            last = percent;
            println!("noise: {percent} %");
        }
    })
    .with_context(|| format!("cannot make the slab of {} bytes", options.size))?;
    publish::replace(&folder.join("public"), "keyset", &keyset)?;
    publish::replace(folder, "door", format!("{}\n", options.door).as_bytes())?;
    println!(
        "slab: 4 rings of {} cells of 64 KiB; what waits for the desk may take one ring",
        geometry.ring
    );
    check(folder)
}

/// Says what of the machine gives something away. An error: the door would not start.
pub fn check(folder: &Path) -> Result<()> {
    confine::no_swap()?;
    println!("swap: off");
    let pattern = fs::read_to_string("/proc/sys/kernel/core_pattern").unwrap_or_default();
    if pattern.starts_with('|') {
        println!(
            "core dumps: go to a program; the door's processes refuse to be dumped, but set kernel.core_pattern=core"
        );
    } else {
        println!("core dumps: off for the door's processes");
    }
    let hibernates = fs::read_to_string("/sys/power/disk").unwrap_or_default();
    if hibernates.contains('[') && !hibernates.contains("[disabled]") {
        println!("hibernation: possible; mask hibernate.target, since it writes memory to the disk");
    }
    let slab = folder.join("slab");
    let about = fs::metadata(&slab).with_context(|| format!("no slab at {}", slab.display()))?;
    if about.is_file() {
        println!(
            "slab: a file; its file system notes when it was last written, a partition does not (--device)"
        );
    }
    let id = id_of(folder)?;
    let keyset = fs::read(folder.join("public/keyset")).context("no key set; install one")?;
    match KeySet::read(&keyset, id, crate::day::Day::today()) {
        Ok(keys) => println!("keys: to {}", keys.until()),
        Err(stale) => println!("keys: {stale}"),
    }
    Ok(())
}

fn id_of(folder: &Path) -> Result<DoorId> {
    let id = fs::read_to_string(folder.join("door"))
        .with_context(|| format!("{} is no door; make one with fyke-door install", folder.display()))?;
    door_id(id.trim()).map_err(anyhow::Error::msg)
}

/// How a door is run by hand.
#[derive(clap::Args, Debug)]
pub struct Run {
    /// the door's folder
    pub folder: PathBuf,
    /// the onion address of the front; requests for another are shown the right way.
    /// Where it is not given, what stands in the folder's file `address`
    #[arg(long)]
    pub address: Option<String>,
    /// cells written at each tick, whatever comes; 0: when something comes
    #[arg(long, default_value_t = 0)]
    pub constant: u16,
    /// another day than today, for tests and drills
    #[arg(long, hide = true)]
    pub day: Option<u32>,
}

/// Starts again after this long, at the soonest: one that dies at once does not spin.
const REST: Duration = Duration::from_secs(1);
/// One that dies so many times in a row within [`REST`] will not live.
const DEATHS_MAX: u32 = 10;

struct Role {
    name: &'static str,
    arguments: Vec<String>,
    child: Option<Child>,
    started: Instant,
    deaths: u32,
}

/// Runs all roles until one of them will not live, or this process is ended: they end with it.
pub fn run(options: &Run) -> Result<()> {
    confine::no_swap()?;
    let folder = fs::canonicalize(&options.folder).with_context(|| {
        format!(
            "{} is no door; make one with fyke-door install",
            options.folder.display()
        )
    })?;
    let door = id_of(&folder)?.to_string();
    let path = |name: &str| folder.join(name).display().to_string();
    let common = [("--public", path("public")), ("--door", door)];
    let role = |name: &'static str, own: &[(&str, String)]| Role {
        name,
        arguments: std::iter::once(name.to_owned())
            .chain(
                own.iter()
                    .chain(&common)
                    .map(|(flag, value)| format!("{flag}={value}")),
            )
            .collect(),
        child: None,
        started: Instant::now(),
        deaths: 0,
    };
    let address = options.address.clone().unwrap_or_else(|| {
        let written = fs::read_to_string(folder.join("address")).unwrap_or_default();
        written.trim().to_owned()
    });
    if address.is_empty() {
        println!(
            "run: no address is known, so a page that somebody passes on looks like ours; write it into {}",
            path("address")
        );
    }
    let (store, counter) = (path("run/store.sock"), path("run/counter.sock"));
    let mut roles = [
        role(
            "store",
            &[
                ("--slab", path("slab")),
                ("--socket", store.clone()),
                ("--counter", counter.clone()),
                ("--constant", options.constant.to_string()),
            ],
        ),
        role(
            "pull",
            &[("--socket", path("run/pull.sock")), ("--counter", counter)],
        ),
        role(
            "front",
            &[
                ("--socket", path("run/front.sock")),
                ("--store", store),
                ("--address", address),
            ],
        ),
    ];
    if let (Some(day), Some(front)) = (options.day, roles.last_mut()) {
        front.arguments.push(format!("--day={day}"));
    }
    let program = std::env::current_exe().context("cannot find this program to start the roles")?;
    loop {
        for role in &mut roles {
            if let Err(why) = role.tend(&program) {
                for other in &mut roles {
                    other.end();
                }
                return Err(why);
            }
        }
        thread::sleep(Duration::from_millis(100));
    }
}

impl Role {
    fn tend(&mut self, program: &Path) -> Result<()> {
        if let Some(child) = &mut self.child {
            if child.try_wait()?.is_none() {
                return Ok(());
            }
            self.child = None;
            self.deaths = if self.started.elapsed() > 60 * REST {
                0
            } else {
                self.deaths + 1
            };
            if self.deaths > DEATHS_MAX {
                bail!("the {} does not live; see what it said above", self.name);
            }
            println!("run: the {} died and is started again", self.name);
        } else if self.deaths > 0 && self.started.elapsed() < REST {
            return Ok(());
        }
        let started = Command::new(program)
            .args(&self.arguments)
            .arg("--with-parent")
            .spawn();
        self.child = Some(started.with_context(|| format!("cannot start the {}", self.name))?);
        self.started = Instant::now();
        Ok(())
    }

    fn end(&mut self) {
        if let Some(child) = &mut self.child {
            // one that is gone already needs no end
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
