//! Under which name was this machine asked? A browser that was led here under a
//! name of somebody else's (DNS rebinding) sends that name, and is turned away.

use crate::state::App;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::SocketAddr;

/// Lets requests through that name this machine.
pub async fn known(State(app): State<App>, request: Request, next: Next) -> Response {
    let named = request
        .headers()
        .get(header::HOST)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if is_ours(named, app.config.listen, &app.config.hosts) {
        return next.run(request).await;
    }
    let words = "this workbench does not go by that name; open the address that fyke serve printed\n";
    (StatusCode::MISDIRECTED_REQUEST, words).into_response()
}

/// The address under which a request came, as other programs are told it: the
/// name was let through by [`known`].
pub fn own_origin(app: &App, headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let listen = app.config.listen.to_string();
    let scheme = if app.config.tls.is_some() { "https" } else { "http" };
    format!("{scheme}://{}", host.unwrap_or(&listen))
}

/// Whether a `Host` header names this machine: its address, `localhost` where
/// it listens on loopback, or a name that was given.
pub fn is_ours(host: &str, listen: SocketAddr, names: &[String]) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        // an IPv6 address without a port ends in ]
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => (name, port),
        _ => (host, ""),
    };
    let name = name
        .trim_start_matches('[')
        .trim_end_matches(']')
        .to_ascii_lowercase();
    let port_fits = port.is_empty() || port == listen.port().to_string() || listen.port() == 0;
    let loopback = listen.ip().is_loopback() && ["localhost", "127.0.0.1", "::1"].contains(&name.as_str());
    let itself = name == listen.ip().to_string();
    let given = names.iter().any(|known| known.eq_ignore_ascii_case(&name));
    given || (port_fits && (loopback || itself))
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn a_machine_knows_its_names() {
        let listen = "127.0.0.1:7440".parse().unwrap();
        let names = ["fyke.example.org".to_owned()];
        let expected = "\
yes 127.0.0.1:7440
yes localhost:7440
yes LOCALHOST:7440
yes [::1]:7440
yes fyke.example.org
yes fyke.example.org:443
no  evil.example
no  evil.example:7440
no  localhost:80
no  127.0.0.1.evil.example:7440
no  
";
        let mut found = String::new();
        for line in expected.lines() {
            let host = &line[4..];
            let yes = if is_ours(host, listen, &names) {
                "yes"
            } else {
                "no "
            };
            found.push_str(&format!("{yes} {host}\n"));
        }
        assert_eq!(found, expected);
    }
}
