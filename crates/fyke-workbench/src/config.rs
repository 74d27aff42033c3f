//! How a workbench is opened: where it listens, to whom it answers.

use fyke_model::desk::Secret;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

/// How a workbench is opened.
#[derive(Clone)]
pub struct Config {
    /// Where it listens. Anything but loopback takes `tls` and people who sign in.
    pub listen: SocketAddr,
    /// Names under which it may be asked, besides the address itself: a browser
    /// that was led here under another name is turned away.
    pub hosts: Vec<String>,
    /// Certificate chain and key, PEM.
    pub tls: Option<(Vec<u8>, Vec<u8>)>,
    /// What programs must show to use the screening interface; none on loopback.
    pub api_key: Option<Secret>,
    /// Bytes of a request at most, bodies of bulk searches included.
    pub body_max: usize,
    /// How long who says nothing is waited for.
    pub waits: Waits,
}

/// How long who says nothing is waited for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Waits {
    /// For the head of a request, the next one on a connection that stays open
    /// included, and for the hello of TLS.
    pub head: Duration,
    /// Between two pieces of a body.
    pub body: Duration,
    /// For the whole of a request.
    pub whole: Duration,
    /// For the other side to take a piece of an answer.
    pub write: Duration,
    /// For what was begun, once somebody said stop.
    pub stop: Duration,
}

impl Default for Waits {
    fn default() -> Waits {
        Waits {
            head: Duration::from_secs(15),
            body: Duration::from_secs(10),
            // nothing here should take a second
            whole: Duration::from_secs(60),
            write: Duration::from_secs(30),
            stop: Duration::from_secs(5),
        }
    }
}

/// The key of a certificate is not printed.
impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("listen", &self.listen)
            .field("hosts", &self.hosts)
            .field("tls", &self.tls.is_some())
            .field("api_key", &self.api_key)
            .field("body_max", &self.body_max)
            .field("waits", &self.waits)
            .finish()
    }
}

impl Config {
    /// Whether others than this machine may ask.
    pub fn is_open(&self) -> bool {
        !self.listen.ip().is_loopback()
    }
}

impl Default for Config {
    fn default() -> Config {
        Config {
            listen: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 7440),
            hosts: Vec::new(),
            tls: None,
            api_key: None,
            // ten thousand names with a country and a day each are under 1 MB
            body_max: 4 << 20,
            waits: Waits::default(),
        }
    }
}
