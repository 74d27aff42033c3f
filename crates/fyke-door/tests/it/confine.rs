//! Each role, confined in a process of its own, tries what it must not do.
//!
//! The process is this test program again, told by its environment which role
//! to take. It says what went through; the list of that is the expected answer.

use fyke_door::confine;
use std::fs;
use std::net::TcpStream;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::Command;

const ROLE: &str = "FYKE_DOOR_TEST_ROLE";

/// What each role tries.
fn tries(public: &Path) -> Vec<&'static str> {
    let mut went = Vec::new();
    let mut tried = |what: &'static str, went_through: bool| {
        if went_through {
            went.push(what);
        }
    };
    tried("read outside", fs::read("/etc/hostname").is_ok());
    tried(
        "write outside",
        fs::write(public.join("../outside"), b"x").is_ok(),
    );
    tried("read public", fs::read(public.join("keyset")).is_ok());
    tried("write public", fs::write(public.join("new"), b"x").is_ok());
    tried("tcp", tcp());
    tried("unix", UnixStream::connect(public.join("../socket")).is_ok());
    tried("start a program", Command::new("/bin/true").status().is_ok());
    tried(
        "thread",
        std::thread::Builder::new()
            .spawn(|| {})
            .is_ok_and(|t| t.join().is_ok()),
    );
    tried("look at processes", fs::read("/proc/self/environ").is_ok());
    went
}

/// A refused connection went through: the call was made. EPERM or EACCES did not.
fn tcp() -> bool {
    match TcpStream::connect("127.0.0.1:9") {
        Ok(_) => true,
        Err(why) => why.kind() != std::io::ErrorKind::PermissionDenied,
    }
}

/// The body of the confined process, which the tests below start: without a role
/// there is nothing to do.
#[test]
fn confined() {
    let Ok(role) = std::env::var(ROLE) else { return };
    let (role, folder) = role.split_once(':').unwrap();
    let public = Path::new(folder).join("public");
    let program = std::env::current_exe().unwrap();
    let confined = match role {
        "free" => None,
        "store" => Some(confine::store(&public).unwrap()),
        "pull" => Some(confine::pull(&public).unwrap()),
        "acceptor" => Some(confine::acceptor(&public, &program).unwrap()),
        _ => Some(confine::worker().unwrap()),
    };
    let landlock = confined.is_none_or(|confined| confined.landlock);
    let went = tries(&public).join(", ");
    println!("landlock: {landlock}; went through: {went};");
    std::process::exit(0);
}

/// What went through, and whether Landlock was there to refuse.
fn of(role: &str) -> (String, bool) {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("public")).unwrap();
    fs::write(folder.path().join("public/keyset"), b"k").unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("socket")).unwrap();
    let ended = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "confine::confined", "--nocapture"])
        .env(ROLE, format!("{role}:{}", folder.path().display()))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ended.stdout).into_owned();
    let all = || format!("{role}: {said}{}", String::from_utf8_lossy(&ended.stderr));
    let (_, rest) = said
        .split_once("landlock: ")
        .unwrap_or_else(|| panic!("{}", all()));
    let (landlock, rest) = rest.split_once("; went through: ").unwrap();
    (rest.split(';').next().unwrap().to_owned(), landlock == "true")
}

fn swaps() -> bool {
    let swaps = confine::no_swap().is_err();
    if swaps {
        println!("skipped: this machine has swap, on which no role starts");
    }
    swaps
}

fn assert_goes_through(role: &str, expected: &str) {
    if swaps() {
        return;
    }
    let (went, landlock) = of(role);
    if landlock {
        assert_eq!(went, expected, "{role}");
    } else {
        println!("skipped: this kernel has no landlock, so paths stay open for the {role}");
        assert!(!went.contains("tcp"), "{role}: {went}");
    }
}

#[test]
fn unconfined_all_of_it_goes_through() {
    let (went, _) = of("free");
    for what in [
        "read outside",
        "write outside",
        "tcp",
        "unix",
        "start a program",
        "thread",
        "look at processes",
    ] {
        assert!(went.contains(what), "{what}: {went}");
    }
}

#[test]
fn the_store_writes_what_is_published_and_reaches_nobody() {
    assert_goes_through("store", "read public, write public, thread");
}

#[test]
fn the_pull_reads_the_key_set_and_reaches_the_store() {
    assert_goes_through("pull", "read public, unix, thread");
}

#[test]
fn the_acceptor_starts_itself_alone() {
    assert_goes_through("acceptor", "read public, unix, thread");
}

#[test]
fn a_worker_has_what_it_was_handed() {
    assert_goes_through("worker", "");
}
