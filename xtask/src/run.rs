//! Running other programs, and knowing what they cost.
//!
//! Owns the folder everything runs in, and the one place that asks the kernel
//! what a child used. CPU seconds rather than wall time are what we compare: on a
//! machine with other work the first still mean something.

use std::fs::File;
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

use anyhow::{Context, Result, bail};

/// The repository: the folder above this crate. Cargo says at run time where that
/// is; what was compiled in may be another checkout that shares our target folder.
pub fn repository() -> PathBuf {
    let compiled_in = || PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let xtask = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(compiled_in, PathBuf::from);
    xtask
        .parent()
        .expect("xtask is a folder of the repository")
        .to_path_buf()
}

/// A command that starts in the repository.
pub fn command(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(repository());
    command
}

/// The `cargo` that runs us.
pub fn cargo(arguments: &[&str]) -> Command {
    let program = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let mut command = command(&program, arguments);
    // what cargo tells this program of itself would be news to build scripts below
    // (ring's watches it), and all that links them would be built again
    for (name, _) in std::env::vars_os() {
        let own = name.to_str().is_some_and(|name| {
            name == "CARGO_MANIFEST_DIR" || name == "CARGO_MANIFEST_PATH" || name.starts_with("CARGO_PKG_")
        });
        if own {
            command.env_remove(name);
        }
    }
    command
}

/// The trimmed standard output of a command that must succeed.
pub fn text_of(command: &mut Command) -> Result<String> {
    let output = command
        .output()
        .with_context(|| format!("cannot start {command:?}"))?;
    if !output.status.success() {
        bail!("{command:?} failed:\n{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_string())
}

/// Where things may be kept that can be made again: worlds, cases, peers.
pub fn cache() -> Result<PathBuf> {
    let base = match std::env::var_os("XDG_CACHE_HOME") {
        Some(folder) => PathBuf::from(folder),
        None => PathBuf::from(std::env::var_os("HOME").context("neither XDG_CACHE_HOME nor HOME is set")?)
            .join(".cache"),
    };
    let folder = base.join("fyke");
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    Ok(folder)
}

/// What one run of a program cost, its own children included.
#[derive(Debug, Clone)]
pub struct Cost {
    /// From start to exit.
    pub wall_seconds: f64,
    /// Processor time in the program.
    pub user_seconds: f64,
    /// Processor time in the kernel on its behalf.
    pub system_seconds: f64,
    /// The largest resident set of any one process of it.
    pub peak_kib: i64,
    /// What it printed on standard output.
    pub output: String,
}

impl Cost {
    /// User and system time together.
    pub fn cpu_seconds(&self) -> f64 {
        self.user_seconds + self.system_seconds
    }
}

/// Runs a command to its end and reads its bill from the kernel.
///
/// Standard output goes through a file so that a program which prints much
/// cannot stall on a full pipe; standard error stays on the terminal.
pub fn measure(command: &mut Command) -> Result<Cost> {
    static RUNS: AtomicU32 = AtomicU32::new(0);
    let run = RUNS.fetch_add(1, Ordering::Relaxed);
    let path = std::env::temp_dir().join(format!("xtask-{}-{run}.stdout", std::process::id()));
    let out = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    let started = Instant::now();
    let child = command
        .stdout(out)
        .spawn()
        .with_context(|| format!("cannot start {command:?}"))?;
    let (status, usage) = wait_for(child.id())?;
    let wall_seconds = started.elapsed().as_secs_f64();
    let output = String::from_utf8_lossy(&std::fs::read(&path)?).into_owned();
    std::fs::remove_file(&path).ok();
    if !(libc::WIFEXITED(status) && libc::WEXITSTATUS(status) == 0) {
        bail!("{command:?} failed (wait status {status})\n{output}");
    }
    Ok(Cost {
        wall_seconds,
        user_seconds: seconds(usage.ru_utime),
        system_seconds: seconds(usage.ru_stime),
        peak_kib: usage.ru_maxrss,
        output,
    })
}

/// `std` waits for a child but keeps the bill to itself; `wait4` hands it over.
fn wait_for(process: u32) -> Result<(i32, libc::rusage)> {
    let process = i32::try_from(process).context("process number out of range")?;
    let mut status = 0;
    // SAFETY: an all-zero rusage is a valid value of that plain struct.
    let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
    loop {
        // SAFETY: both pointers are to live local variables of the types wait4 expects.
        let waited = unsafe { libc::wait4(process, &mut status, 0, &mut usage) };
        if waited == process {
            return Ok((status, usage));
        }
        let error = std::io::Error::last_os_error();
        if error.kind() != std::io::ErrorKind::Interrupted {
            return Err(error).context("cannot wait for the child");
        }
    }
}

fn seconds(time: libc::timeval) -> f64 {
    time.tv_sec as f64 + time.tv_usec as f64 / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bill_of_a_child_includes_its_work_and_its_words() {
        let busy = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; echo counted $i";
        let cost = measure(&mut command("sh", &["-c", busy])).unwrap();
        assert_eq!(cost.output, "counted 200000\n");
        assert!(cost.cpu_seconds() > 0.0, "{cost:?}");
        assert!(cost.peak_kib > 0, "{cost:?}");
    }

    #[test]
    fn a_child_that_fails_is_an_error_with_its_words() {
        let error = measure(&mut command("sh", &["-c", "echo half a row; exit 3"])).unwrap_err();
        assert!(error.to_string().contains("half a row"), "{error}");
    }
}
