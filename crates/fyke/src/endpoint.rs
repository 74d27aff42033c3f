//! A language model on this machine, asked over its OpenAI-compatible endpoint.
//!
//! Texts may be restricted, so nothing but a loopback address is ever dialled: no
//! name is looked up, no proxy is heeded, no redirection followed.

use crate::screen::{Failure, Outcome};
use hyper::body::{Body, Incoming};
use hyper::header::{CONTENT_TYPE, HOST};
use hyper::{Method, Request};
use hyper_util::rt::TokioIo;
use std::future::poll_fn;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::time::Duration;
use tokio::net::TcpStream;

/// A large model on a small machine writes some tokens a second.
const PATIENCE: Duration = Duration::from_secs(600);

/// Bytes of an answer at most: what `propose` reads.
const ANSWER_MAX: usize = 4 << 20;

/// Where a model answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Endpoint {
    address: SocketAddr,
    /// What stands before `/chat/completions`.
    path: String,
}

impl Endpoint {
    /// An address such as `http://127.0.0.1:8080/v1`, of this machine alone.
    pub fn parse(url: &str) -> Outcome<Endpoint> {
        let wrong = |why: &str| {
            Failure::new(
                format!("{url} is no endpoint that may be asked: {why}"),
                "name one on this machine, such as http://127.0.0.1:8080/v1",
            )
        };
        let rest = url
            .strip_prefix("http://")
            .ok_or_else(|| wrong("it does not begin with http://"))?;
        let (place, path) = rest.split_once('/').unwrap_or((rest, ""));
        let place = place.replace("localhost", "127.0.0.1");
        let address = place
            .parse::<SocketAddr>()
            .or_else(|_| place.parse::<IpAddr>().map(|ip| SocketAddr::new(ip, 80)))
            .map_err(|_| wrong("names are not looked up, since texts leave no machine"))?;
        if !address.ip().is_loopback() {
            return Err(wrong("it is another machine's, and texts leave no machine"));
        }
        let path = path.trim_end_matches('/');
        let path = if path.is_empty() {
            String::new()
        } else {
            format!("/{path}")
        };
        if !path.chars().all(|c| c.is_ascii_graphic()) {
            return Err(wrong("its path holds what no path may"));
        }
        Ok(Endpoint { address, path })
    }

    /// What the model answers to the body of a chat request; else why nothing came.
    pub fn ask(&self, body: &str) -> Result<String, String> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|e| e.to_string())?;
        runtime.block_on(async {
            match tokio::time::timeout(PATIENCE, self.exchange(body)).await {
                Ok(answer) => answer,
                Err(_) => Err(format!("no answer within {} seconds", PATIENCE.as_secs())),
            }
        })
    }

    async fn exchange(&self, body: &str) -> Result<String, String> {
        let stream = TcpStream::connect(self.address)
            .await
            .map_err(|e| format!("nothing answers at {}: {e}", self.address))?;
        let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream))
            .await
            .map_err(|e| e.to_string())?;
        tokio::spawn(connection);
        let request = Request::builder()
            .method(Method::POST)
            .uri(format!("{}/chat/completions", self.path))
            .header(HOST, self.address.to_string())
            .header(CONTENT_TYPE, "application/json")
            .body(body.to_owned())
            .map_err(|e| e.to_string())?;
        let answer = sender.send_request(request).await.map_err(|e| e.to_string())?;
        let status = answer.status();
        let said = whole(answer.into_body()).await?;
        if !status.is_success() {
            return Err(format!("it answered {status}"));
        }
        String::from_utf8(said).map_err(|_| "its answer is no text".to_owned())
    }
}

async fn whole(mut body: Incoming) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        if let Ok(data) = frame.map_err(|e| e.to_string())?.into_data() {
            if bytes.len() + data.len() > ANSWER_MAX {
                return Err(format!("its answer is longer than {} MB", ANSWER_MAX >> 20));
            }
            bytes.extend_from_slice(&data);
        }
    }
    Ok(bytes)
}

/// Sixteen bytes of chance, for the lines that a document stands between.
pub fn nonce() -> Outcome<[u8; 16]> {
    let mut nonce = [0; 16];
    getrandom::fill(&mut nonce).map_err(|e| {
        Failure::new(
            format!("the system gives no random bytes: {e}"),
            "try again; see the system's log",
        )
    })?;
    Ok(nonce)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    #[test]
    fn only_this_machine_is_asked() {
        let at = |url: &str| Endpoint::parse(url).map(|one| (one.address.to_string(), one.path));
        assert_eq!(
            at("http://127.0.0.1:8080/v1/").unwrap(),
            ("127.0.0.1:8080".into(), "/v1".into())
        );
        assert_eq!(
            at("http://localhost:1").unwrap(),
            ("127.0.0.1:1".into(), String::new())
        );
        assert_eq!(at("http://[::1]:8080/v1").unwrap().0, "[::1]:8080");
        for refused in [
            "https://api.example/v1",
            "http://10.0.0.7:8080/v1",
            "http://api.example/v1",
            "http://localhost.example:80/v1",
            "http://127.0.0.1:80/v1 HTTP/1.1",
            "127.0.0.1",
        ] {
            assert!(at(refused).is_err(), "{refused}");
        }
        // an address that is used nowhere
        let nobody = Endpoint {
            address: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 1),
            path: String::new(),
        };
        assert!(nobody.ask("{}").unwrap_err().starts_with("nothing answers at"));
    }
}
