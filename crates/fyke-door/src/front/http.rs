//! One request, one answer, over a connection that is then closed.
//!
//! A worker serves a single connection and blocks while it does, so the protocol
//! is read with httparse and forty lines: no chunked bodies, no upgrades, no
//! second request. What is not exactly understood is refused with a page. The
//! answer names no date and no server.

use super::refusal::Refusal;
use crate::secret::Hidden;
use std::io::{self, Read, Write};
use std::time::{Duration, Instant};

/// Bytes of a request line and its headers, at most.
pub const HEAD_MAX: usize = 8 * 1024;
const HEADERS_MAX: usize = 48;
/// A head that takes longer is cut off: Tor Browser sends it in one packet.
const HEAD_TIME: Duration = Duration::from_secs(60);
/// A body may idle as long before its rate is looked at.
const BODY_GRACE: Duration = Duration::from_secs(120);
/// Slower bodies hold a worker that others wait for, in bytes per second.
const BODY_RATE_MIN: u64 = 1024;
/// How long a body that was refused is still read, so that its sender sees the page and no reset.
const DRAIN_TIME: Duration = Duration::from_secs(600);

/// What a request asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// a page
    Get,
    /// a page's head alone
    Head,
    /// a form
    Post,
}

/// Request line and the four headers that are looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// what is asked
    pub method: Method,
    /// path without a question mark and what follows it
    pub path: String,
    /// host as sent, in lower case
    pub host: String,
    /// bytes of the body
    pub length: u64,
    /// content type as sent
    pub content_type: String,
    /// the sender waits for a word before it sends the body
    pub expects: bool,
}

/// A connection, what was read ahead of it, and how long it has taken.
pub struct Connection<S> {
    stream: S,
    ahead: Vec<u8>,
    began: Instant,
    left: u64,
    taken: u64,
}

impl<S: Read + Write> Connection<S> {
    /// Before its first byte.
    pub fn new(stream: S) -> Connection<S> {
        Connection {
            stream,
            ahead: Vec::new(),
            began: Instant::now(),
            left: 0,
            taken: 0,
        }
    }

    /// Reads the head; what came of the body stays.
    pub fn head(&mut self) -> Result<Head, Refusal> {
        let mut some = [0u8; 1024];
        loop {
            if let Some((head, used)) = parse(&self.ahead)? {
                self.ahead.drain(..used);
                self.left = head.length;
                self.began = Instant::now();
                return Ok(head);
            }
            if self.ahead.len() >= HEAD_MAX {
                return Err(Refusal::Broken);
            }
            let room = some.len().min(HEAD_MAX - self.ahead.len());
            let read = read_on(&mut self.stream, &mut some[..room])?;
            if read == 0 {
                return Err(Refusal::Broken);
            }
            self.ahead.extend_from_slice(&some[..read]);
            if self.began.elapsed() > HEAD_TIME {
                return Err(Refusal::Slow);
            }
        }
    }

    /// Tells a sender that waits for it to go on.
    pub fn go_on(&mut self) -> Result<(), Refusal> {
        Ok(self.stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?)
    }

    /// Bytes of the body that were not read yet.
    pub fn left(&self) -> u64 {
        self.left
    }

    /// The next bytes of the body; 0 once it is whole.
    pub fn body(&mut self, out: &mut [u8]) -> Result<usize, Refusal> {
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(out.len());
        if most == 0 {
            return Ok(0);
        }
        let read = if self.ahead.is_empty() {
            read_on(&mut self.stream, &mut out[..most])?
        } else {
            let n = most.min(self.ahead.len());
            out[..n].copy_from_slice(&self.ahead[..n]);
            self.ahead.drain(..n);
            n
        };
        if read == 0 {
            return Err(Refusal::Broken);
        }
        self.left -= read as u64;
        self.taken += read as u64;
        let allowed = BODY_GRACE + Duration::from_secs(self.taken / BODY_RATE_MIN);
        if self.began.elapsed() > allowed {
            return Err(Refusal::Slow);
        }
        Ok(read)
    }

    /// A whole body that is small.
    pub fn small_body(&mut self, most: usize) -> Result<Hidden, Refusal> {
        let length = usize::try_from(self.left).map_err(|_| Refusal::Large)?;
        if length > most {
            return Err(Refusal::Large);
        }
        let mut all = vec![0u8; length];
        let mut at = 0;
        while at < length {
            at += self.body(&mut all[at..])?;
        }
        Ok(Hidden::new(all))
    }

    /// Sends the answer, then reads what the sender still sends, since one that is
    /// still writing would see a reset in place of the page.
    pub fn answer(mut self, head_only: bool, answer: &Answer) -> S {
        let bytes = if head_only {
            answer.head().into()
        } else {
            answer.bytes()
        };
        let sent = self.stream.write_all(&bytes).and_then(|()| self.stream.flush());
        let mut sink = [0u8; 4096];
        let since = Instant::now();
        self.left -= (self.ahead.len() as u64).min(self.left);
        while sent.is_ok() && self.left > 0 && since.elapsed() < DRAIN_TIME {
            match read_on(&mut self.stream, &mut sink) {
                Ok(read) if read > 0 => self.left -= (read as u64).min(self.left),
                _ => break,
            }
        }
        self.stream
    }
}

fn read_on(stream: &mut impl Read, out: &mut [u8]) -> io::Result<usize> {
    loop {
        match stream.read(out) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}

/// A head and how many bytes it takes; `None` while it is not whole.
pub fn parse(bytes: &[u8]) -> Result<Option<(Head, usize)>, Refusal> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS_MAX];
    let mut request = httparse::Request::new(&mut headers);
    let used = match request.parse(bytes) {
        Ok(httparse::Status::Complete(used)) => used,
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(_) => return Err(Refusal::Broken),
    };
    if request.version != Some(1) && request.version != Some(0) {
        return Err(Refusal::Broken);
    }
    let method = match request.method {
        Some("GET") => Method::Get,
        Some("HEAD") => Method::Head,
        Some("POST") => Method::Post,
        _ => return Err(Refusal::Method),
    };
    // a header that may be read in two ways is no header: each of these at most once
    let only = |name: &str| {
        let named = |header: &&httparse::Header<'_>| header.name.eq_ignore_ascii_case(name);
        let mut found = request.headers.iter().filter(named);
        let first = found.next().map(|header| std::str::from_utf8(header.value));
        match (first.transpose(), found.next()) {
            (Ok(value), None) => Ok(value.map(str::trim)),
            _ => Err(Refusal::Broken),
        }
    };
    // a body whose length is not said at the start is none that a form sends
    if only("transfer-encoding")?.is_some() {
        return Err(Refusal::Broken);
    }
    let length = match only("content-length")? {
        Some(digits) if digits.len() < 16 && digits.bytes().all(|b| b.is_ascii_digit()) => {
            digits.parse().map_err(|_| Refusal::Broken)?
        }
        None if method != Method::Post => 0,
        _ => return Err(Refusal::Broken),
    };
    let target = request.path.unwrap_or_default();
    let path = target.split(['?', '#']).next().unwrap_or_default();
    if !path.starts_with('/') {
        return Err(Refusal::Broken);
    }
    let head = Head {
        method,
        path: path.to_owned(),
        host: only("host")?.unwrap_or_default().to_ascii_lowercase(),
        length,
        content_type: only("content-type")?.unwrap_or_default().to_owned(),
        expects: only("expect")?.is_some_and(|word| word.eq_ignore_ascii_case("100-continue")),
    };
    Ok(Some((head, used)))
}

/// An answer, whole before its first byte is sent.
#[derive(Debug, Clone)]
pub struct Answer {
    /// status line's number and word
    pub status: &'static str,
    /// type of the body
    pub content_type: &'static str,
    /// a name to save it under, for what is not to be shown
    pub save_as: Option<&'static str>,
    /// what is sent
    pub body: Vec<u8>,
}

impl Answer {
    /// A page.
    pub fn page(status: &'static str, html: String) -> Answer {
        Answer {
            status,
            content_type: "text/html; charset=utf-8",
            save_as: None,
            body: html.into_bytes(),
        }
    }

    /// The style sheet.
    pub fn style(css: &str) -> Answer {
        Answer {
            content_type: "text/css; charset=utf-8",
            ..Answer::page("200 OK", css.to_owned())
        }
    }

    /// A file to keep.
    pub fn file(save_as: &'static str, body: Vec<u8>) -> Answer {
        Answer {
            status: "200 OK",
            content_type: "application/octet-stream",
            save_as: Some(save_as),
            body,
        }
    }

    /// Head and body.
    pub fn bytes(&self) -> Vec<u8> {
        [self.head().as_bytes(), &self.body].concat()
    }

    fn head(&self) -> String {
        let saved = |name| format!("Content-Disposition: attachment; filename=\"{name}\"\r\n");
        let refused = self.status.starts_with("405");
        format!(
            "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n\
             Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n\
             Content-Security-Policy: default-src 'none'; style-src 'self'; form-action 'self'; \
             frame-ancestors 'none'; base-uri 'none'\r\n{}{}\r\n",
            self.status,
            self.content_type,
            self.body.len(),
            if refused { "Allow: GET, HEAD, POST\r\n" } else { "" },
            self.save_as.map(saved).unwrap_or_default(),
        )
    }
}
