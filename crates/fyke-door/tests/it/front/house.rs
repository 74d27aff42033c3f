//! The real front as a process, before a store of a few lines that keeps envelopes in memory.

use crate::world::{TODAY, World};
use fyke_door::content::Content;
use fyke_door::day::Day;
use fyke_door::envelope::Envelope;
use fyke_door::keys::Opening;
use fyke_door::wire::Frame;
use std::io::{Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;
use std::process::{Child, Command};
use std::sync::{Arc, Mutex};
use std::time::Duration;

pub struct House {
    pub world: World,
    pub kept: Arc<Mutex<Vec<Vec<u8>>>>,
    pub full: Arc<Mutex<bool>>,
    pub folder: tempfile::TempDir,
    front: Child,
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = self.front.kill();
        let _ = self.front.wait();
    }
}

impl House {
    pub fn new() -> House {
        House::with(&[], |_, _| {})
    }

    pub fn with(options: &[&str], publish: impl FnOnce(&World, PathBuf)) -> House {
        House::on(TODAY, options, publish)
    }

    pub fn on(day: Day, options: &[&str], publish: impl FnOnce(&World, PathBuf)) -> House {
        let world = World::new(3, 3, Opening::Two);
        let folder = tempfile::tempdir().expect("folder");
        let public = folder.path().join("public");
        std::fs::create_dir_all(public.join("sheets")).expect("folder");
        std::fs::write(public.join("keyset"), world.published()).expect("key set");
        publish(&world, public.clone());
        let (kept, full) = (Arc::default(), Arc::default());
        store(
            UnixListener::bind(folder.path().join("store.sock")).expect("store"),
            &kept,
            &full,
        );
        let front = Command::new(env!("CARGO_BIN_EXE_fyke-door"))
            .arg("front")
            .args(["--socket".as_ref(), folder.path().join("front.sock").as_os_str()])
            .args(["--store".as_ref(), folder.path().join("store.sock").as_os_str()])
            .args(["--public".as_ref(), public.as_os_str()])
            .args(["--door", &world.door().to_string()])
            .args(options)
            .args(["--day", &day.0.to_string()])
            .spawn()
            .expect("front");
        let house = House {
            world,
            kept,
            full,
            folder,
            front,
        };
        for _ in 0..500 {
            if UnixStream::connect(house.socket()).is_ok() {
                return house;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("the front does not listen");
    }

    pub fn socket(&self) -> PathBuf {
        self.folder.path().join("front.sock")
    }

    /// Sends bytes and reads the answer to its end.
    pub fn raw(&self, request: &[u8]) -> String {
        let mut line = UnixStream::connect(self.socket()).expect("front");
        let mut writer = line.try_clone().expect("line");
        let request = request.to_vec();
        let writing = std::thread::spawn(move || {
            let _ = writer.write_all(&request);
        });
        let mut answer = Vec::new();
        line.read_to_end(&mut answer).expect("an answer, and no reset");
        writing.join().expect("written");
        String::from_utf8(answer).expect("text")
    }

    pub fn get(&self, path: &str) -> String {
        self.raw(format!("GET {path} HTTP/1.1\r\nHost: door.onion\r\n\r\n").as_bytes())
    }

    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let body: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect();
        let body = body.join("&");
        self.raw(
            format!(
                "POST {path} HTTP/1.1\r\nHost: door.onion\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            )
            .as_bytes(),
        )
    }

    pub fn post_files(&self, path: &str, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> String {
        let body = multipart(fields, files);
        let mut request = format!(
            "POST {path} HTTP/1.1\r\nHost: door.onion\r\nContent-Type: multipart/form-data; boundary=XyZ\r\nContent-Length: {}\r\n\r\n",
            body.len()
        )
        .into_bytes();
        request.extend_from_slice(&body);
        self.raw(&request)
    }

    /// A codename and the token of the form after it was typed back.
    pub fn begin(&self, to: &str) -> (String, String) {
        let shown = self.post("/en/new", &[("to", to)]);
        let codename = between(&shown, "<strong>", "</strong>").to_owned();
        let written = self.post(
            "/en/write",
            &[
                ("to", to),
                ("shown", &hidden(&shown, "shown")),
                ("codename", &codename),
            ],
        );
        (codename, hidden(&written, "token"))
    }

    /// What was kept, opened by two people (or the one it is for), as (head, data).
    pub fn opened(&self) -> Vec<(fyke_door::content::Head, Vec<u8>)> {
        let kept = self.kept.lock().expect("kept").clone();
        kept.iter().map(|bytes| self.open(bytes)).collect()
    }

    fn open(&self, bytes: &[u8]) -> (fyke_door::content::Head, Vec<u8>) {
        let envelope = Envelope::read(bytes).expect("an envelope");
        let shares: Vec<_> = (0..3)
            .filter_map(|n| envelope.header().share(self.world.secret(n)))
            .take(2)
            .collect();
        let clear = envelope.open(&shares).expect("opens");
        let content = Content::read(clear.expose()).expect("content");
        (content.head, content.data.to_vec())
    }
}

fn store(listener: UnixListener, kept: &Arc<Mutex<Vec<Vec<u8>>>>, full: &Arc<Mutex<bool>>) {
    let (kept, full) = (kept.clone(), full.clone());
    std::thread::spawn(move || {
        for line in listener.incoming().flatten() {
            let (kept, full) = (kept.clone(), full.clone());
            std::thread::spawn(move || serve(line, &kept, &full));
        }
    });
}

fn serve(mut line: UnixStream, kept: &Mutex<Vec<Vec<u8>>>, full: &Mutex<bool>) {
    let mut envelope = Vec::new();
    while let Ok(frame) = Frame::read(&mut line) {
        let answer = match frame {
            Frame::Begin { .. } if *full.lock().expect("full") => Frame::Full,
            Frame::Begin { .. } => {
                envelope.clear();
                Frame::Ready
            }
            Frame::Cell(cell) => {
                envelope.extend_from_slice(&cell[..]);
                continue;
            }
            Frame::Commit => {
                kept.lock().expect("kept").push(std::mem::take(&mut envelope));
                Frame::Kept
            }
            _ => Frame::Refused,
        };
        if answer.write(&mut line).is_err() {
            return;
        }
    }
}

pub fn multipart(fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, value) in fields {
        out.extend_from_slice(
            format!("--XyZ\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").as_bytes(),
        );
    }
    for (name, bytes) in files {
        out.extend_from_slice(
            format!("--XyZ\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n").as_bytes(),
        );
        out.extend_from_slice(bytes);
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(b"--XyZ--\r\n");
    out
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect()
}

pub fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text
        .split_once(start)
        .unwrap_or_else(|| panic!("no {start} in {text}"));
    rest.split_once(end).expect("an end").0
}

pub fn hidden(page: &str, name: &str) -> String {
    between(page, &format!("name=\"{name}\" value=\""), "\"").to_owned()
}
