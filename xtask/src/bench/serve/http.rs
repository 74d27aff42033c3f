//! As much of HTTP/1.1 as a load needs: a request on a connection that stays
//! open, the whole answer read, its length thrown away. Loopback only.

use anyhow::{Context, Result, bail, ensure};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// What came back.
pub struct Came {
    /// The status.
    pub status: u16,
    /// The body as it came over the wire.
    pub body: Vec<u8>,
}

/// A connection that stays open.
pub struct Connection {
    address: SocketAddr,
    stream: Option<BufReader<TcpStream>>,
    cookie: Option<String>,
}

impl Connection {
    /// To a server on this machine.
    pub fn new(address: SocketAddr) -> Result<Connection> {
        ensure!(address.ip().is_loopback(), "a load goes to this machine alone");
        Ok(Connection {
            address,
            stream: None,
            cookie: None,
        })
    }

    /// Asks for an address; packed as a browser takes it, or plain to be read.
    pub fn get(&mut self, path: &str, packed: bool) -> Result<Came> {
        // a server may close a connection that rested: try once more on a new one
        match self.ask(path, packed) {
            Ok(came) => Ok(came),
            Err(_) => {
                self.stream = None;
                self.ask(path, packed).with_context(|| format!("GET {path}"))
            }
        }
    }

    fn ask(&mut self, path: &str, packed: bool) -> Result<Came> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => {
                let stream = TcpStream::connect(self.address)?;
                stream.set_nodelay(true)?;
                stream.set_read_timeout(Some(Duration::from_secs(60)))?;
                BufReader::new(stream)
            }
        };
        let mut request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n", self.address);
        if packed {
            request.push_str("Accept-Encoding: gzip\r\n");
        }
        if let Some(cookie) = &self.cookie {
            request.push_str(&format!("Cookie: {cookie}\r\n"));
        }
        request.push_str("\r\n");
        stream.get_mut().write_all(request.as_bytes())?;
        let (came, closes) = answer(&mut stream)?;
        if !closes {
            self.stream = Some(stream);
        }
        Ok(came)
    }
}

fn answer(stream: &mut BufReader<TcpStream>) -> Result<(Came, bool)> {
    let first = line(stream)?;
    let status = first
        .split_whitespace()
        .nth(1)
        .and_then(|code| code.parse().ok())
        .with_context(|| format!("no status in {first:?}"))?;
    let (mut length, mut chunked, mut closes) = (None, false, false);
    loop {
        let header = line(stream)?;
        let Some((name, value)) = header.split_once(':') else {
            break;
        };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = Some(value.parse::<usize>()?),
            "transfer-encoding" => chunked = value.eq_ignore_ascii_case("chunked"),
            "connection" => closes = value.eq_ignore_ascii_case("close"),
            _ => {}
        }
    }
    let mut body = Vec::new();
    if chunked {
        loop {
            let size = usize::from_str_radix(line(stream)?.split(';').next().unwrap_or(""), 16)?;
            let begun = body.len();
            body.resize(begun + size, 0);
            stream.read_exact(&mut body[begun..])?;
            line(stream)?;
            if size == 0 {
                break;
            }
        }
    } else if let Some(length) = length {
        body.resize(length, 0);
        stream.read_exact(&mut body)?;
    } else if status != 304 {
        stream.read_to_end(&mut body)?;
        closes = true;
    }
    Ok((Came { status, body }, closes))
}

fn line(stream: &mut BufReader<TcpStream>) -> Result<String> {
    let mut line = String::new();
    if stream.read_line(&mut line)? == 0 {
        bail!("the connection was closed");
    }
    Ok(line.trim_end().to_owned())
}
