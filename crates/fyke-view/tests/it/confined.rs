//! The child tries what it may not, and dies or is refused.

use crate::program;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};

fn tries(what: &str) -> (Option<i32>, Option<i32>) {
    let status = Command::new(program())
        .args(["prove", what])
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .output()
        .unwrap()
        .status;
    (status.signal(), status.code())
}

const SIGSYS: Option<i32> = Some(31);
const SIGABRT: Option<i32> = Some(6);

#[test]
fn files_network_and_programs_are_out_of_reach() {
    for what in ["open", "write", "connect", "spawn"] {
        assert_eq!(tries(what).0, SIGSYS, "{what}");
    }
    assert!(!std::path::Path::new("/tmp/fyke-view-was-here").exists());
}

#[test]
fn memory_has_an_end() {
    let (signal, code) = tries("memory");
    // the allocator aborts, and aborting takes a call that is not allowed either
    assert!(signal == SIGABRT || signal == SIGSYS, "{signal:?} {code:?}");
}

#[test]
fn no_program_is_said_with_what_to_do() {
    let nowhere = std::path::Path::new("/nonexistent/fyke-view");
    let error = fyke_view::View::of(nowhere, b"a", "a.txt", &fyke_view::Limits::default()).unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("install fyke-view beside this program"),
        "{error}"
    );
}

#[test]
fn a_child_that_dies_or_lies_or_dawdles_is_a_finding_or_a_refusal() {
    let said = |script: &str, seconds: u64| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("child");
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
        let limits = fyke_view::Limits {
            seconds,
            out_bytes: 1000,
            ..fyke_view::Limits::default()
        };
        match fyke_view::View::of(&path, b"abc", "a.txt", &limits) {
            Ok(view) => view
                .findings
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("; "),
            Err(error) => error.to_string(),
        }
    };
    let died = "it killed the process that looked at it: ";
    assert_eq!(said("kill -9 $$", 20), format!("{died}signal 9"));
    assert_eq!(said("exit 3", 20), format!("{died}exit code 3"));
    assert!(said("exit 77", 20).starts_with("the viewer cannot be confined"));
    assert_eq!(
        said(
            "printf 'T\\0\\377\\377\\377'; exec /usr/bin/head -c 5000 /dev/zero",
            20
        ),
        format!("{died}it took longer, or said more, than it may")
    );
    assert!(said("printf 'Qaaaaaaaa\\0\\0\\0'", 20).contains(died));
    assert!(said("printf 'Q\\0\\0\\0\\0'", 20).contains("an unknown tag"));
    assert_eq!(
        said("exec /bin/sleep 30", 1),
        format!("{died}it took longer, or said more, than it may")
    );
}
