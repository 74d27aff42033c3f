//! The pages in w3m: text alone, and a form filled in by hand.

use super::house::{House, between, hidden};
use std::io::copy;
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::process::Command;

/// w3m knows no Unix sockets: a line on loopback, for the test alone.
fn bridge(house: &House) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback");
    let port = listener.local_addr().expect("bound").port();
    let socket = house.socket();
    std::thread::spawn(move || {
        for line in listener.incoming().flatten() {
            let Ok(front) = UnixStream::connect(&socket) else {
                return;
            };
            std::thread::spawn(move || pass(&line, &front));
        }
    });
    port
}

fn pass(line: &TcpStream, front: &UnixStream) {
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let (mut from, mut to) = (line, front);
            let _ = copy(&mut from, &mut to);
        });
        let (mut from, mut to) = (front, line);
        let _ = copy(&mut from, &mut to);
        let _ = line.shutdown(Shutdown::Both);
        let _ = front.shutdown(Shutdown::Both);
    });
}

fn w3m(port: u16, path: &str, arguments: &[&str]) -> Option<String> {
    let address = format!("http://127.0.0.1:{port}{path}");
    let output = Command::new("w3m")
        .args(["-o", "use_proxy=0", "-no-cookie", "-I", "UTF-8", "-O", "UTF-8"])
        .args(arguments)
        .arg(&address)
        .output();
    match output {
        Ok(output) => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Err(_) => {
            println!("skipped: no w3m here");
            None
        }
    }
}

#[test]
fn the_way_of_a_message_in_text_alone() {
    let house = House::new();
    let port = bridge(&house);
    let Some(start) = w3m(port, "/en/", &["-dump"]) else {
        return;
    };
    for line in [
        "Tell us what you know",
        "Before you type",
        "Write here",
        "Nobody outside has checked",
    ] {
        assert!(start.contains(line), "{line} in {start}");
    }
    assert!(
        w3m(port, "/fa/", &["-dump"])
            .expect("w3m")
            .contains("پیش از نوشتن")
    );
    assert!(
        w3m(port, "/en/to", &["-dump"])
            .expect("w3m")
            .contains("Only person 2")
    );

    let posted = |path: &str, body: &str| {
        let file = house.folder.path().join("body");
        std::fs::write(&file, body).expect("body");
        let file = file.to_str().expect("a path");
        w3m(port, path, &["-dump_source", "-post", file]).expect("w3m")
    };
    let shown = posted("/en/new", "to=");
    let codename = between(&shown, "<strong>", "</strong>").replace(' ', "+");
    let body = format!("to=&shown={}&codename={codename}", hidden(&shown, "shown"));
    let form = posted("/en/write", &body);
    assert!(
        form.contains("name=\"token\"") && form.contains("<textarea"),
        "{form}"
    );
    let back = posted("/en/back", &format!("codename={codename}"));
    assert!(back.contains("No answer lies here now"), "{back}");
}
