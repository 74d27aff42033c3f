//! What a browser without a script does: asks for pages, follows links, sends
//! forms, and keeps one cookie.

use crate::{command, text};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Stdio};

/// `fyke serve`, listening; ended when it goes.
pub struct Serving {
    child: Child,
    port: u16,
}

/// Somebody at a browser.
pub struct Browser {
    port: u16,
    cookie: String,
}

/// What came back.
pub struct Came {
    pub status: u16,
    pub head: String,
    pub bytes: Vec<u8>,
}

impl Serving {
    /// Serves a case on a free port.
    pub fn of(case: &Path) -> Serving {
        let mut child = command(&["serve", text(case), "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        // a name, since a passkey belongs to one and never to an address
        let port = line
            .trim()
            .strip_prefix("http://localhost:")
            .and_then(|rest| rest.strip_suffix('/'));
        let port = port.and_then(|port| port.parse().ok());
        Serving {
            port: port.unwrap_or_else(|| panic!("no address: {line:?}")),
            child,
        }
    }

    /// A browser that has not been here yet.
    pub fn browser(&self) -> Browser {
        Browser {
            port: self.port,
            cookie: String::new(),
        }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Browser {
    /// Looks at an address.
    pub fn get(&mut self, address: &str) -> Came {
        self.ask("GET", address, None)
    }

    /// Sends a form.
    pub fn post(&mut self, address: &str, fields: &[(&str, &str)]) -> Came {
        let fields: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", escaped(value)))
            .collect();
        self.ask("POST", address, Some(fields.join("&")))
    }

    /// Sends a form and follows where it leads.
    pub fn go(&mut self, address: &str, fields: &[(&str, &str)]) -> (String, Came) {
        let came = self.post(address, fields);
        assert_eq!(came.status, 303, "{address}: {}", came.text());
        let to = came.header("location").unwrap().to_owned();
        let page = self.get(&to);
        assert_eq!(page.status, 200, "{to}: {}", page.text());
        (to, page)
    }

    fn ask(&mut self, method: &str, address: &str, form: Option<String>) -> Came {
        // one answer and then the end: no lengths to count, nothing kept open
        let mut asked = format!(
            "{method} {address} HTTP/1.0\r\nhost: localhost:{}\r\nsec-fetch-site: same-origin\r\naccept: text/html\r\n",
            self.port
        );
        if !self.cookie.is_empty() {
            asked += &format!("cookie: {}\r\n", self.cookie);
        }
        if let Some(form) = &form {
            asked += "content-type: application/x-www-form-urlencoded\r\n";
            asked += &format!("content-length: {}\r\n", form.len());
        }
        asked += "\r\n";
        asked += form.as_deref().unwrap_or_default();
        let mut stream = TcpStream::connect(SocketAddr::from(([127, 0, 0, 1], self.port))).unwrap();
        stream.write_all(asked.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n");
        let end = end.unwrap_or_else(|| panic!("{method} {address}: no head"));
        let came = Came {
            head: String::from_utf8(answer[..end].to_vec()).unwrap(),
            bytes: answer[end + 4..].to_vec(),
            status: std::str::from_utf8(&answer[9..12]).unwrap().parse().unwrap(),
        };
        if let Some(cookie) = came.header("set-cookie") {
            self.cookie = cookie.split(';').next().unwrap().to_owned();
        }
        came
    }
}

impl Came {
    /// What it says.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// A line of its head.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    /// Addresses of ours that it names in links, forms and parts that are fetched.
    pub fn addresses(&self) -> Vec<String> {
        let text = self.text();
        let marks = ["href=\"", "src=\"", "hx-get=\"", "data-src=\""];
        let named = marks.iter().flat_map(|mark| text.split(mark).skip(1));
        named
            .filter_map(|rest| rest.split('"').next())
            .filter(|to| to.starts_with('/') && !to.starts_with("//"))
            .map(|to| to.replace("&amp;", "&").split('#').next().unwrap().to_owned())
            .collect()
    }

    /// The first address that begins so.
    pub fn address(&self, begins: &str) -> String {
        let mut all = self.addresses().into_iter();
        all.find(|to| to.starts_with(begins))
            .unwrap_or_else(|| panic!("nothing leads to {begins}: {}", self.text()))
    }
}

/// A value as a form sends it.
fn escaped(value: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    value.bytes().map(byte).collect()
}
