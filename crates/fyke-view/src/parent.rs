//! The side that asks: starts the child, feeds it, and stops it in time.
//!
//! The child gets an empty environment, the file on its standard input and a pipe
//! for what it says; its standard error goes nowhere, so that no word of a file
//! comes into a log. It ends with this process, with its time, or when it has
//! said more than it may. That it died is a finding, and the file is then shown
//! as bytes by a second child that decodes nothing.

use crate::finding::{Finding, What};
use crate::frame::{self, Malformed};
use crate::{Limits, View};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// No view could be made.
#[derive(Debug, thiserror::Error)]
pub enum NoView {
    /// A file above the limit.
    #[error(
        "the file has {bytes} bytes and at most {most} are looked at; leave it sealed, or raise the limit"
    )]
    TooLarge {
        /// Its length.
        bytes: usize,
        /// The limit.
        most: usize,
    },
    /// The program could not be started.
    #[error("{program}: the viewer cannot be started ({why}); install fyke-view beside this program")]
    NoProgram {
        /// Where it was looked for.
        program: String,
        /// What the system said.
        why: std::io::Error,
    },
    /// The child could not confine itself, so it read nothing.
    #[error(
        "the viewer cannot be confined on this machine and looked at nothing; it takes Linux with seccomp: use such a machine"
    )]
    NotConfined,
    /// It did not speak as it should.
    #[error(transparent)]
    Malformed(#[from] Malformed),
}

/// With this a child says that it is not confined and read nothing.
pub(crate) const NOT_CONFINED: i32 = 77;

/// Where the program `fyke-view` lies: in the folder of the running program.
pub fn beside_this_program() -> PathBuf {
    std::env::current_exe()
        .ok()
        .and_then(|here| here.parent().map(|folder| folder.join("fyke-view")))
        .unwrap_or_else(|| PathBuf::from("fyke-view"))
}

impl View {
    /// A view of a file, made by the program `fyke-view`. Of the name only the
    /// ending is handed on.
    ///
    /// # Errors
    /// A file above the limit, no program, a machine that cannot confine it, a
    /// child that does not speak as it should.
    pub fn of(program: &Path, file: &[u8], name: &str, limits: &Limits) -> Result<View, NoView> {
        if file.len() > limits.file_bytes {
            return Err(NoView::TooLarge {
                bytes: file.len(),
                most: limits.file_bytes,
            });
        }
        let ending = ending(name);
        let how = if limits.pictures { "look" } else { "read" };
        let (said, end) = asked(program, file, &ending, how, limits)?;
        let (mut view, whole) = frame::read_all(&said, limits)?;
        if whole && end.is_some_and(|status| status.success()) {
            return Ok(view);
        }
        view.findings.push(Finding {
            what: What::ChildDied,
            detail: died_of(end),
        });
        if view.pages.is_empty() {
            let (said, _) = asked(program, file, &ending, "bytes", limits)?;
            let (bytes, _) = frame::read_all(&said, limits)?;
            view.pages = bytes.pages;
            view.findings.extend(bytes.findings);
        }
        view.findings.sort();
        view.findings.dedup();
        Ok(view)
    }
}

/// The ending of a name: at most eight letters and digits, in lower case.
fn ending(name: &str) -> String {
    let after = name.rsplit_once('.').map_or("", |(_, after)| after);
    let plain = after.len() <= 8 && after.chars().all(|c| c.is_ascii_alphanumeric());
    if plain {
        after.to_ascii_lowercase()
    } else {
        String::new()
    }
}

fn died_of(end: Option<ExitStatus>) -> String {
    use std::os::unix::process::ExitStatusExt;
    match end {
        None => "it took longer, or said more, than it may".to_owned(),
        Some(status) => match (status.signal(), status.code()) {
            (Some(31), _) => "it tried what it may not (signal 31)".to_owned(),
            (Some(24), _) => "it used up its processor time (signal 24)".to_owned(),
            (Some(signal), _) => format!("signal {signal}"),
            (None, Some(code)) => format!("exit code {code}"),
            (None, None) => String::new(),
        },
    }
}

/// What the child said and how it ended; `None` where it was stopped.
fn asked(
    program: &Path,
    file: &[u8],
    ending: &str,
    how: &str,
    limits: &Limits,
) -> Result<(Vec<u8>, Option<ExitStatus>), NoView> {
    let mut child = Command::new(program)
        .args([how, ending, &limits.pages.to_string()])
        .env_clear()
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|why| NoView::NoProgram {
            program: program.display().to_string(),
            why,
        })?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let most = limits.out_bytes as u64;
    let (tell, told) = mpsc::channel();
    let said = std::thread::scope(|scope| {
        scope.spawn(move || {
            // a child that reads no further has its reasons: its end tells them
            let _ = input.map(|mut pipe| pipe.write_all(file));
        });
        scope.spawn(move || {
            let mut said = Vec::new();
            let read = output.map(|pipe| pipe.take(most + 1).read_to_end(&mut said));
            let _ = tell.send((said, read.is_some_and(|read| read.is_ok())));
        });
        let heard = told.recv_timeout(Duration::from_secs(limits.seconds));
        match heard {
            Ok((said, true)) if said.len() as u64 <= most => (said, true),
            Ok((said, _)) => {
                stop(&mut child);
                (said, false)
            }
            Err(_) => {
                stop(&mut child);
                // its end closes the pipes, and with them both threads
                (told.recv().map(|(said, _)| said).unwrap_or_default(), false)
            }
        }
    });
    let (said, in_time) = said;
    if !in_time {
        return Ok((said, None));
    }
    let end = waited(&mut child);
    if end.and_then(|status| status.code()) == Some(NOT_CONFINED) {
        return Err(NoView::NotConfined);
    }
    Ok((said, end))
}

fn stop(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

/// The end of a child that closed its output: it has a second to go by itself.
fn waited(child: &mut Child) -> Option<ExitStatus> {
    for _ in 0..100 {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status);
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    stop(child);
    None
}
