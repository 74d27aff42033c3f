//! Heads of requests: only what can be read in one way is read.

use fyke_door::front::http::{Connection, HEAD_MAX, Method, parse};
use fyke_door::front::refusal::Refusal;
use proptest::prelude::*;

fn refused(head: &str) -> Refusal {
    parse(head.as_bytes()).expect_err("must be refused")
}

#[test]
fn a_page_is_asked_for() {
    let bytes = b"GET /uk/?a=b HTTP/1.1\r\nHost: ABC.onion\r\nAccept: */*\r\n\r\nrest";
    let (head, used) = parse(bytes).expect("fine").expect("whole");
    assert_eq!(&bytes[used..], b"rest");
    assert_eq!(
        (head.method, head.path.as_str(), head.host.as_str()),
        (Method::Get, "/uk/", "abc.onion")
    );
    assert_eq!(head.length, 0);
}

#[test]
fn a_head_that_could_be_read_in_two_ways_is_refused() {
    let post = "POST / HTTP/1.1\r\nHost: a\r\n";
    for (headers, fault) in [
        ("Content-Length: 1\r\nContent-Length: 2\r\n", Refusal::Broken),
        ("Content-Length: 1\r\nContent-Length: 1\r\n", Refusal::Broken),
        ("Content-Length: 1, 1\r\n", Refusal::Broken),
        ("Content-Length: +1\r\n", Refusal::Broken),
        ("Content-Length: -1\r\n", Refusal::Broken),
        ("Content-Length: 0x10\r\n", Refusal::Broken),
        ("Content-Length:\r\n", Refusal::Broken),
        ("Content-Length: 99999999999999999999\r\n", Refusal::Broken),
        ("Transfer-Encoding: chunked\r\n", Refusal::Broken),
        (
            "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n",
            Refusal::Broken,
        ),
        ("Host: b\r\nContent-Length: 1\r\n", Refusal::Broken),
        (
            "Content-Type: a\r\nContent-Type: b\r\nContent-Length: 1\r\n",
            Refusal::Broken,
        ),
        ("", Refusal::Broken),
        (" folded: header\r\nContent-Length: 1\r\n", Refusal::Broken),
        ("Content-Length : 1\r\n", Refusal::Broken),
    ] {
        assert_eq!(refused(&format!("{post}{headers}\r\n")), fault, "{headers:?}");
    }
}

#[test]
fn methods_that_no_form_uses_are_refused() {
    for method in [
        "OPTIONS", "PUT", "DELETE", "TRACE", "CONNECT", "PATCH", "PROPFIND", "get",
    ] {
        assert_eq!(
            refused(&format!("{method} / HTTP/1.1\r\nHost: a\r\n\r\n")),
            Refusal::Method,
            "{method}"
        );
    }
    assert_eq!(
        refused("GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n"),
        Refusal::Broken
    );
    assert_eq!(refused("GET / HTTP/2.0\r\nHost: a\r\n\r\n"), Refusal::Broken);
    assert_eq!(refused("GET /\0 HTTP/1.1\r\n\r\n"), Refusal::Broken);
}

#[test]
fn too_many_headers_are_too_many() {
    let many: String = (0..60).map(|n| format!("x-{n}: y\r\n")).collect();
    assert_eq!(refused(&format!("GET / HTTP/1.1\r\n{many}\r\n")), Refusal::Broken);
    assert_eq!(HEAD_MAX, 8192);
}

proptest! {
    #[test]
    fn any_bytes_are_a_head_or_a_fault(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = parse(&bytes);
        fyke_door::front::fuzz::fuzz_head(&bytes);
        fyke_door::front::fuzz::fuzz_form(&bytes);
        fyke_door::front::fuzz::fuzz_multipart(&bytes);
        fyke_door::front::fuzz::fuzz_token(&bytes);
    }

    #[test]
    fn a_head_is_read_alike_however_it_is_cut(cut in 0usize..66) {
        let whole = b"POST /en/back HTTP/1.1\r\nHost: a.onion\r\nContent-Length: 12\r\n\r\nbody";
        let (_, used) = parse(whole).expect("fine").expect("whole");
        prop_assert_eq!(parse(&whole[..cut.min(used - 1)]), Ok(None));
    }
}

/// A line that gives so much, and then nothing more: what a socket does whose time is up.
struct Silent(Vec<u8>);

impl std::io::Read for Silent {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        if self.0.is_empty() {
            return Err(std::io::ErrorKind::WouldBlock.into());
        }
        let n = out.len().min(self.0.len());
        out[..n].copy_from_slice(&self.0[..n]);
        self.0.drain(..n);
        Ok(n)
    }
}

impl std::io::Write for Silent {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_line_that_falls_silent_is_given_up_in_head_and_body() {
    for head in ["", "GET", "GET / HTTP/1.1\r\nHost: a\r\n"] {
        let mut from = Connection::new(Silent(head.into()));
        assert_eq!(from.head(), Err(Refusal::Slow), "{head:?}");
    }
    let mut from = Connection::new(Silent(
        b"POST /en/send HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf".to_vec(),
    ));
    assert_eq!(from.head().expect("whole").length, 9);
    let mut some = [0u8; 16];
    assert_eq!(from.body(&mut some), Ok(4));
    assert_eq!(from.body(&mut some), Err(Refusal::Slow));
    assert_eq!(from.left(), 5);
}
