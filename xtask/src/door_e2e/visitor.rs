//! Somebody with a browser that runs no script: pages and forms in HTTP/1.1, over a
//! Unix socket or through Tor's SOCKS port.

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, bail};

/// How the front is reached, and under which name.
#[derive(Clone)]
pub struct Way {
    /// The socket of the front, or of a tor where `onion`.
    pub socket: PathBuf,
    /// The name that a browser sends.
    pub address: String,
    /// Through Tor.
    pub onion: bool,
}

/// What came back.
pub struct Page {
    /// 200 and its like.
    pub status: u16,
    /// The page, or the bytes of a file as far as they are text.
    pub text: String,
}

impl Way {
    /// A connection; through Tor only once it leads to the service.
    pub fn dial(&self) -> Result<UnixStream> {
        let mut line = UnixStream::connect(&self.socket)
            .with_context(|| format!("cannot reach {}", self.socket.display()))?;
        line.set_read_timeout(Some(Duration::from_secs(180)))?;
        if self.onion {
            let mut ask = vec![5, 1, 0, 5, 1, 0, 3, u8::try_from(self.address.len())?];
            ask.extend_from_slice(self.address.as_bytes());
            ask.extend_from_slice(&[0, 80]);
            line.write_all(&ask)?;
            // chosen way (2), answer (4), an address of four bytes and a port
            let mut answer = [0u8; 12];
            line.read_exact(&mut answer)?;
            if answer[3] != 0 {
                bail!("tor finds no way to {}: 0x{:02x}", self.address, answer[3]);
            }
        }
        Ok(line)
    }

    fn say(&self, request: Vec<u8>) -> Result<Page> {
        let mut line = self.dial()?;
        let mut writer = line.try_clone()?;
        // what is refused is answered while it is still being sent
        let writing = std::thread::spawn(move || {
            let _ = writer.write_all(&request);
        });
        let mut answer = Vec::new();
        line.read_to_end(&mut answer).context("no answer")?;
        let _ = writing.join();
        let answer = String::from_utf8_lossy(&answer);
        let (head, text) = answer
            .split_once("\r\n\r\n")
            .context("an answer without a head")?;
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
        Ok(Page {
            status: status.context("an answer without a status")?,
            text: text.to_owned(),
        })
    }

    /// Asks for a page.
    pub fn get(&self, path: &str) -> Result<Page> {
        self.say(format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address).into_bytes())
    }

    /// Sends a form of a few fields.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Result<Page> {
        let encoded = |text: &str| -> String { text.bytes().map(|byte| format!("%{byte:02X}")).collect() };
        let body: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect();
        let body = body.join("&");
        let (host, length) = (&self.address, body.len());
        self.say(
            format!(
                "POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
                 Content-Length: {length}\r\n\r\n{body}"
            )
            .into_bytes(),
        )
    }

    /// Sends a form with files.
    pub fn send(&self, path: &str, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Result<Page> {
        const EDGE: &str = "a-line-that-no-file-here-has";
        let mut body = Vec::new();
        for (name, value) in fields {
            let part =
                format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        for (name, bytes) in files {
            let part = format!(
                "--{EDGE}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
            );
            body.extend_from_slice(part.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{EDGE}--\r\n").as_bytes());
        let (host, length) = (&self.address, body.len());
        let mut request = format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: multipart/form-data; boundary={EDGE}\r\n\
             Content-Length: {length}\r\n\r\n"
        )
        .into_bytes();
        request.extend_from_slice(&body);
        self.say(request)
    }

    /// Takes a codename and types it back: the codename, and the form's token.
    pub fn begin(&self, to: &str) -> Result<(String, String)> {
        let shown = self.post("/en/new", &[("to", to)])?.is(200)?;
        let codename = shown.between("<strong>", "</strong>")?.to_owned();
        let token = shown.hidden("shown")?;
        let fields = [
            ("to", to),
            ("shown", token.as_str()),
            ("codename", codename.as_str()),
        ];
        let form = self.post("/en/write", &fields)?.is(200)?;
        Ok((codename, form.hidden("token")?))
    }

    /// Comes back with a codename.
    pub fn come_back(&self, codename: &str) -> Result<Page> {
        self.post("/en/back", &[("codename", codename)])?.is(200)
    }
}

impl Page {
    /// The page, if this is its status.
    pub fn is(self, status: u16) -> Result<Page> {
        if self.status != status {
            bail!("{} where {status} must come:\n{}", self.status, self.text);
        }
        Ok(self)
    }

    /// The page, if this stands on it.
    pub fn says(self, what: &str) -> Result<Page> {
        if !self.text.contains(what) {
            bail!("`{what}` is not on the page:\n{}", self.text);
        }
        Ok(self)
    }

    /// The page, if this does not stand on it.
    pub fn says_not(self, what: &str) -> Result<Page> {
        if self.text.contains(what) {
            bail!("`{what}` is on the page:\n{}", self.text);
        }
        Ok(self)
    }

    /// The first text between two.
    pub fn between(&self, before: &str, after: &str) -> Result<&str> {
        let rest = self.text.split_once(before).map(|(_, rest)| rest);
        rest.and_then(|rest| rest.split_once(after))
            .map(|(found, _)| found)
            .with_context(|| format!("nothing between `{before}` and `{after}`:\n{}", self.text))
    }

    /// The value of a hidden field.
    pub fn hidden(&self, name: &str) -> Result<String> {
        Ok(self
            .between(&format!("name=\"{name}\" value=\""), "\"")?
            .to_owned())
    }

    /// Every receipt on the page, in its words.
    pub fn receipts(&self) -> Vec<String> {
        let parts = self.text.split("<dd class=\"words\">").skip(1);
        parts
            .filter_map(|rest| rest.split_once('<').map(|(words, _)| words.to_owned()))
            .collect()
    }
}
