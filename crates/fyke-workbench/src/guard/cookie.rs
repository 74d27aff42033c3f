//! The cookie of a session: kept from scripts and from other sites; over TLS
//! sent over TLS alone, and bound to this host.

use crate::ctx::cookie_name;
use axum::http::HeaderValue;
use axum::http::header::SET_COOKIE;
use axum::response::Response;

/// Gives a session to a browser.
pub fn give(response: &mut Response, token: &str, tls: bool) {
    set(response, token, "", tls);
}

/// Takes it away.
pub fn take(response: &mut Response, tls: bool) {
    set(response, "", "; Max-Age=0", tls);
}

fn set(response: &mut Response, value: &str, more: &str, tls: bool) {
    let secure = if tls { "; Secure" } else { "" };
    let name = cookie_name(tls);
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict{more}{secure}");
    if let Ok(mut cookie) = HeaderValue::from_str(&text) {
        // prints as dots wherever headers are printed
        cookie.set_sensitive(true);
        response.headers_mut().append(SET_COOKIE, cookie);
    }
}
