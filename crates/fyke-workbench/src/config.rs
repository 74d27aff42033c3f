//! How a workbench is opened: where it listens, to whom it answers.

use fyke_model::desk::Secret;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// How a workbench is opened.
#[derive(Clone, Debug)]
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
        }
    }
}
