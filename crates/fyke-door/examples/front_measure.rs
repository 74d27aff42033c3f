//! Measures the front of a real door: what 200 open sessions and a 1 GiB upload weigh,
//! how many first contacts it keeps a second, what memory holds a minute later.
//!
//! `cargo run --release -p fyke-door --example front_measure -- PROGRAM FOLDER [quick]`
//!
//! PROGRAM is the release build of `fyke-door`; FOLDER must not exist, and is left behind.
//! Needs Linux, root for reading the memory of others, 6 GiB of disk. `quick` leaves out
//! the large upload and the minute; `serve` measures nothing and keeps the door open for
//! others until standard input ends. Prints lines `measured NAME VALUE`; run by
//! `cargo xtask bench door`.

#[allow(dead_code)]
#[path = "../tests/it/world.rs"]
mod world;

use fyke_door::day::Day;
use std::io::{Read, Write};
use std::os::unix::fs::FileExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

const SESSIONS: usize = 200;
const UPLOAD: u64 = 1 << 30;
const MARK: &str = "marker-of-a-measure-7f3a";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [program, folder, rest @ ..] = arguments.as_slice() else {
        panic!("front_measure PROGRAM FOLDER [quick | serve]");
    };
    let serve = rest == ["serve"];
    let quick = !rest.is_empty();
    let (program, folder) = (PathBuf::from(program), PathBuf::from(folder));
    let mut world = world::World::new(5, 14, fyke_door::keys::Opening::Two);
    // keys that begin yesterday by this machine's own clock
    let first = Day::today().minus(1);
    for days in &mut world.days {
        for (at, one) in (0u32..).zip(days.iter_mut()) {
            one.day = first.plus(at);
        }
    }
    world.roster.first = first;
    world.roster.last = first.plus(300);
    let keyset = folder.with_extension("keyset");
    std::fs::write(&keyset, world.published()).expect("key set");
    let door = world.door().to_string();
    let size = match (serve, quick) {
        (true, _) => "32m",
        (_, true) => "1g",
        _ => "6g",
    };
    let installed = Command::new(&program)
        .arg("install")
        .arg(&folder)
        .args(["--size", size, "--door", &door, "--keyset"])
        .arg(&keyset)
        .status();
    assert!(installed.expect("program").success(), "install");
    let mut door = Command::new(&program)
        .arg("run")
        .arg(&folder)
        .spawn()
        .expect("run");
    let socket = folder.join("run/front.sock");
    while UnixStream::connect(&socket).is_err() {
        std::thread::sleep(Duration::from_millis(50));
    }

    if serve {
        println!("serves {}", socket.display());
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
    } else {
        measure(&socket, door.id(), quick);
    }
    let _ = Command::new("kill").arg(door.id().to_string()).status();
    let _ = door.wait();
}

fn measure(socket: &Path, door: u32, quick: bool) {
    let said = |name: &str, value: f64| println!("measured front_{name} {value:.1}");
    said("first_contacts_a_second", contacts_a_second(socket));
    let upload = if quick { 64 << 20 } else { UPLOAD };
    let (sessions, watched, mib_a_second) = weights(socket, door, upload);
    said("sessions", sessions.0 as f64);
    said("pss_kib_with_sessions", sessions.1 as f64);
    said("upload_mib", (upload >> 20) as f64);
    said("upload_mib_a_second", mib_a_second);
    said("looks_during_upload", watched.looks as f64);
    said("workers_with_upload", watched.most.0 as f64);
    said("pss_kib_with_sessions_and_upload", watched.most.1 as f64);
    said("pss_kib_wanted_at_most", 65_536.0);
    if !quick {
        markers(socket, door, said);
    }
}

fn raw(socket: &Path, request: &[u8]) -> String {
    let mut line = UnixStream::connect(socket).expect("front");
    line.write_all(request).expect("sent");
    let mut answer = Vec::new();
    line.read_to_end(&mut answer).expect("answer");
    String::from_utf8_lossy(&answer).into_owned()
}

fn post(socket: &Path, path: &str, body: &str) -> String {
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    raw(socket, head.as_bytes())
}

fn after<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    text.split_once(start)
        .unwrap_or_else(|| panic!("{text}"))
        .1
        .split_once(end)
        .expect("an end")
        .0
}

/// The steps of a first contact up to its form: codename and token.
fn begin(socket: &Path) -> (String, String) {
    raw(socket, b"GET /en/to HTTP/1.1\r\nHost: a\r\n\r\n");
    let shown = post(socket, "/en/new", "to=");
    let codename = after(&shown, "<strong>", "</strong>").to_owned();
    let token = after(&shown, "name=\"shown\" value=\"", "\"");
    let page = post(
        socket,
        "/en/write",
        &format!("to=&shown={token}&codename={}", codename.replace(' ', "+")),
    );
    (codename, after(&page, "name=\"token\" value=\"", "\"").to_owned())
}

fn form(token: &str, text: &str, file: u64) -> (Vec<u8>, Vec<u8>) {
    let mut start = String::new();
    for (name, value) in [("token", token), ("to", ""), ("text", text)] {
        start += &format!("--XyZ\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    start +=
        &format!("--XyZ\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{MARK}.bin\"\r\n\r\n");
    let end = b"\r\n--XyZ--\r\n".to_vec();
    let head = format!(
        "POST /en/send HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=XyZ\r\nContent-Length: {}\r\n\r\n{start}",
        start.len() as u64 + file + end.len() as u64
    );
    (head.into_bytes(), end)
}

fn contacts_a_second(socket: &Path) -> f64 {
    let (since, done, over) = (Instant::now(), AtomicU64::new(0), AtomicBool::new(false));
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                while !over.load(Ordering::Relaxed) {
                    let (_, token) = begin(socket);
                    let (mut whole, end) = form(&token, &"a word ".repeat(1000), 0);
                    whole.extend_from_slice(&end);
                    let answer = raw(socket, &whole);
                    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
                    done.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        std::thread::sleep(Duration::from_secs(10));
        over.store(true, Ordering::Relaxed);
    });
    done.load(Ordering::Relaxed) as f64 / since.elapsed().as_secs_f64()
}

/// How many workers there are, and the sum of the proportional set sizes of them and the front, in KiB.
fn weight(run: u32) -> (usize, u64) {
    let fronts: Vec<u32> = children(run)
        .into_iter()
        .filter(|pid| {
            std::fs::read_to_string(format!("/proc/{pid}/cmdline"))
                .is_ok_and(|line| line.split('\0').any(|word| word == "front"))
        })
        .collect();
    let workers: Vec<u32> = fronts.iter().copied().flat_map(children).collect();
    let all = fronts.iter().chain(&workers);
    (workers.len(), all.copied().filter_map(pss).sum())
}

fn pss(pid: u32) -> Option<u64> {
    let rollup = std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).ok()?;
    rollup
        .lines()
        .find_map(|line| line.strip_prefix("Pss:"))?
        .trim()
        .strip_suffix(" kB")?
        .parse()
        .ok()
}

fn children(of: u32) -> Vec<u32> {
    let listed = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let pids = listed.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    pids.filter(|pid| {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        let parent = stat
            .rsplit(") ")
            .next()
            .and_then(|rest| rest.split(' ').nth(1)?.parse::<u32>().ok());
        parent == Some(of)
    })
    .collect()
}

/// What was seen of the front while an upload went on: its heaviest, as [`weight`] gives it.
struct Watched {
    looks: u64,
    most: (usize, u64),
}

/// The front with 200 sessions in the middle of a file each, then at its heaviest with the
/// upload besides, and how fast that was.
fn weights(socket: &Path, run: u32, upload: u64) -> ((usize, u64), Watched, f64) {
    let mut held: Vec<UnixStream> = (0..SESSIONS).map(|_| half_sent(socket)).collect();
    std::thread::sleep(Duration::from_secs(3));
    let sessions = weight(run);
    let (uploading, over) = (AtomicBool::new(false), AtomicBool::new(false));
    let looks = AtomicU64::new(0);
    std::thread::scope(|scope| {
        let watching = scope.spawn(|| {
            let (mut most, mut spoke) = (sessions, Instant::now());
            while !over.load(Ordering::Relaxed) {
                let begun = uploading.load(Ordering::Relaxed);
                let now = weight(run);
                if now.1 > most.1 {
                    most = now;
                }
                // a look counts if the upload went on from its begin to its end
                if begun && uploading.load(Ordering::Relaxed) {
                    looks.fetch_add(1, Ordering::Relaxed);
                }
                // a line that says nothing for half a minute would be given up
                if spoke.elapsed() > Duration::from_secs(10) {
                    spoke = Instant::now();
                    for line in &mut held {
                        line.write_all(b"x").expect("sent");
                    }
                }
                std::thread::sleep(Duration::from_millis(20));
            }
            most
        });
        let (_, token) = begin(socket);
        let upload = upload - (1 << 20);
        let (head, end) = form(&token, "", upload);
        let since = Instant::now();
        let mut line = UnixStream::connect(socket).expect("front");
        line.write_all(&head).expect("sent");
        let piece = vec![7u8; 1 << 16];
        let mut left = upload;
        while left > 0 {
            let n = left.min(piece.len() as u64);
            line.write_all(&piece[..n as usize]).expect("sent");
            left -= n;
            uploading.store(true, Ordering::Relaxed);
        }
        uploading.store(false, Ordering::Relaxed);
        line.write_all(&end).expect("sent");
        let mut answer = String::new();
        line.read_to_string(&mut answer).expect("answer");
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        let seconds = since.elapsed().as_secs_f64();
        over.store(true, Ordering::Relaxed);
        let most = watching.join().expect("watched");
        let looks = looks.load(Ordering::Relaxed);
        (
            sessions,
            Watched { looks, most },
            upload as f64 / 1_048_576.0 / seconds,
        )
    })
}

/// A session in the middle of a file, with the mark in its text and its file's name.
fn half_sent(socket: &Path) -> UnixStream {
    let (_, token) = begin(socket);
    let (head, _) = form(&token, MARK, 100_000);
    let mut line = UnixStream::connect(socket).expect("front");
    line.write_all(&head).expect("sent");
    line.write_all(&vec![b'x'; 70_000]).expect("sent");
    line
}

/// What is left of a session in the memory of the door's processes: text, file name,
/// codename. First while one is open, which shows that the search finds anything.
fn markers(socket: &Path, run: u32, said: impl Fn(&str, f64)) {
    let open = half_sent(socket);
    std::thread::sleep(Duration::from_secs(2));
    let seen = search(run, &[MARK.into()]);
    said("markers_in_memory_while_one_is_open", seen.found as f64);
    drop(open);
    let (codename, token) = begin(socket);
    let (mut whole, end) = form(&token, &format!("{MARK} and more"), 4);
    whole.extend_from_slice(b"data");
    whole.extend_from_slice(&end);
    assert!(raw(socket, &whole).starts_with("HTTP/1.1 200"));
    std::thread::sleep(Duration::from_secs(60));
    let needles: Vec<Vec<u8>> = vec![
        MARK.into(),
        codename.clone().into(),
        codename.split(' ').take(3).collect::<Vec<_>>().join(" ").into(),
        codename.replace(' ', "+").into(),
        MARK.encode_utf16().flat_map(u16::to_le_bytes).collect(),
    ];
    let seen = search(run, &needles);
    said("markers_in_memory_after_60_s", seen.found as f64);
    said("processes_searched", seen.processes as f64);
    said("mib_of_memory_searched", seen.bytes as f64 / 1_048_576.0);
    said("kib_of_memory_not_readable", seen.unreadable as f64 / 1024.0);
}

#[derive(Default)]
struct Seen {
    processes: usize,
    found: usize,
    bytes: u64,
    unreadable: u64,
}

/// The memory of this process and of all below it: each role, and what it has started.
fn search(run: u32, needles: &[Vec<u8>]) -> Seen {
    let (mut seen, mut left) = (Seen::default(), vec![run]);
    while let Some(pid) = left.pop() {
        left.extend(children(pid));
        hits(pid, needles, &mut seen);
    }
    seen
}

/// All that may be written to, which is what a core holds that no file does.
fn hits(pid: u32, needles: &[Vec<u8>], seen: &mut Seen) {
    let maps = std::fs::read_to_string(format!("/proc/{pid}/maps"));
    let memory = std::fs::File::open(format!("/proc/{pid}/mem"));
    // one that has ended since it was listed holds nothing
    let (Ok(maps), Ok(memory)) = (maps, memory) else {
        return;
    };
    seen.processes += 1;
    for line in maps.lines() {
        let mut words = line.split(' ');
        let (Some(range), Some(rights)) = (words.next(), words.next()) else {
            continue;
        };
        let bounds = range.split_once('-').map(|(from, to)| {
            (
                u64::from_str_radix(from, 16).expect("an address"),
                u64::from_str_radix(to, 16).expect("an address"),
            )
        });
        let Some((from, to)) = bounds.filter(|_| rights.contains('w')) else {
            continue;
        };
        let mut bytes = vec![0u8; usize::try_from(to - from).expect("an address")];
        if memory.read_exact_at(&mut bytes, from).is_err() {
            seen.unreadable += to - from;
            continue;
        }
        seen.bytes += to - from;
        for needle in needles {
            seen.found += memchr::memmem::find_iter(&bytes, needle).count();
        }
    }
}
