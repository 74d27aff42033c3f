//! What strangers may send to the real front, and what every page is held to.

use super::house::House;
use fyke_door::front::words::{LANGUAGES, Words};

const PAGES: [&str; 6] = ["", "to", "back", "sealed", "sheets", "keys"];

#[test]
fn every_page_is_light_and_runs_nothing() {
    let house = House::new();
    for Words { code, .. } in LANGUAGES {
        for page in PAGES {
            let whole = house.get(&format!("/{code}/{page}"));
            let (head, body) = whole.split_once("\r\n\r\n").expect("a head");
            assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{code}/{page}: {head}");
            assert!(body.len() < 30 * 1024, "{code}/{page} has {} bytes", body.len());
            for forbidden in ["<script", "<img", "src=", "style=", "onclick", "url("] {
                assert!(!body.contains(forbidden), "{code}/{page}: {forbidden}");
            }
            assert_eq!(
                body.matches("https://").count(),
                1,
                "one link leads away, and it says so"
            );
            let lower = format!("{}\r\n", head.to_ascii_lowercase());
            for forbidden in ["\r\ndate:", "\r\nserver:", "set-cookie", "etag", "last-modified"] {
                assert!(!lower.contains(forbidden), "{forbidden}");
            }
            for wanted in [
                "content-security-policy: default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'\r\n",
                "referrer-policy: no-referrer\r\n",
                "cache-control: no-store\r\n",
                "connection: close\r\n",
            ] {
                assert!(lower.contains(wanted), "{code}/{page}: {wanted}");
            }
        }
    }
    assert!(house.get("/style.css").contains("text/css"));
}

#[test]
fn a_stranger_gets_a_page_and_no_reset() {
    let house = House::new();
    for (request, status) in [
        ("OPTIONS / HTTP/1.1\r\nHost: a\r\n\r\n", "405"),
        ("GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n", "404"),
        ("GET /en/..%2f..%2fetc HTTP/1.1\r\nHost: a\r\n\r\n", "404"),
        ("GET /xx/ HTTP/1.1\r\nHost: a\r\n\r\n", "404"),
        (
            "GET /en/sheets/99999999999999999999 HTTP/1.1\r\nHost: a\r\n\r\n",
            "404",
        ),
        ("GET /en/send HTTP/1.1\r\nHost: a\r\n\r\n", "404"),
        (
            "POST /en/ HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx",
            "404",
        ),
        ("POST /en/new HTTP/1.1\r\nHost: a\r\n\r\n", "400"),
        (
            "POST /en/new HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "400",
        ),
        (
            "POST /en/new HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\nContent-Length: 3\r\n\r\nabc",
            "400",
        ),
        (
            "POST /en/new HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\na=%zz",
            "400",
        ),
        (
            "POST /en/send HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nabc",
            "400",
        ),
        ("nonsense\r\n\r\n", "400"),
    ] {
        let answer = house.raw(request.as_bytes());
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status}")),
            "{request:?}: {answer}"
        );
    }
    let long = format!("GET /{} HTTP/1.1\r\nHost: a\r\n\r\n", "a".repeat(9000));
    assert!(house.raw(long.as_bytes()).starts_with("HTTP/1.1 400"));
}

#[test]
fn a_head_alone_is_answered_with_a_head_alone() {
    let house = House::new();
    let answer = house.raw(b"HEAD /en/ HTTP/1.1\r\nHost: a\r\n\r\n");
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.ends_with("\r\n\r\n"),
        "{answer}"
    );
}

#[test]
fn one_connection_has_one_answer() {
    let house = House::new();
    let two = "GET /en/keys HTTP/1.1\r\nHost: a\r\n\r\n".repeat(2);
    assert_eq!(house.raw(two.as_bytes()).matches("HTTP/1.1").count(), 1);
}

#[test]
fn too_much_is_refused_with_its_limit_while_it_is_still_being_sent() {
    let house = House::new();
    let mut request = format!(
        "POST /en/send HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=XyZ\r\nContent-Length: {}\r\n\r\n",
        (1u64 << 30) + (2 << 20)
    )
    .into_bytes();
    request.extend(std::iter::repeat_n(b'x', 3 << 20));
    let answer = {
        use std::io::{Read, Write};
        let mut line = std::os::unix::net::UnixStream::connect(house.socket()).expect("front");
        line.write_all(&request).expect("the front reads on");
        line.shutdown(std::net::Shutdown::Write).expect("no more");
        let mut answer = String::new();
        line.read_to_string(&mut answer).expect("no reset");
        answer
    };
    assert!(
        answer.starts_with("HTTP/1.1 413") && answer.contains("1 GiB"),
        "{answer}"
    );
}

#[test]
fn whoever_comes_through_another_address_is_shown_the_way() {
    let house = House::with(&["--address", "Door.onion"], |_, _| {});
    assert!(house.get("/ar/").starts_with("HTTP/1.1 200"));
    let proxied = house.raw(b"GET /en/ HTTP/1.1\r\nHost: door.onion.example\r\n\r\n");
    assert!(
        proxied.starts_with("HTTP/1.1 421") && proxied.contains("straight way"),
        "{proxied}"
    );
}

#[test]
fn when_all_workers_are_taken_a_page_says_so() {
    let house = House::with(&["--workers", "1"], |_, _| {});
    // a worker that has just answered may still be there, so the first to wait gets time to be the one
    let mut held = Vec::new();
    let answer = (0..50)
        .map(|_| {
            std::thread::sleep(std::time::Duration::from_millis(100));
            let mut line = std::os::unix::net::UnixStream::connect(house.socket()).expect("front");
            let _ = std::io::Write::write_all(&mut line, b"GET /");
            held.push(line);
            std::thread::sleep(std::time::Duration::from_millis(100));
            house.get("/en/")
        })
        .find(|answer| answer.starts_with("HTTP/1.1 503"));
    let answer = answer.expect("busy while one worker waits");
    for word in ["Wait a few minutes", "请等几分钟", "انتظر"] {
        assert!(answer.contains(word), "{word}");
    }
}
