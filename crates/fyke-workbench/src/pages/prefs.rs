//! Language, light and dark: a form that leaves two cookies and goes back.

use crate::prefs::Theme;
use crate::state::App;
use crate::words::Language;
use axum::Form;
use axum::Router;
use axum::extract::State;
use axum::http::header::{HeaderValue, SET_COOKIE};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use serde::Deserialize;

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/prefs", post(set))
}

#[derive(Deserialize)]
struct Wish {
    lang: Option<String>,
    theme: Option<String>,
    #[serde(default)]
    back: String,
}

async fn set(State(app): State<App>, Form(wish): Form<Wish>) -> Response {
    let mut response = Redirect::to(own_address(&wish.back)).into_response();
    let secure = if app.config.tls.is_some() { "; Secure" } else { "" };
    let language = wish.lang.as_deref().and_then(Language::of).map(Language::code);
    let theme = wish.theme.as_deref().and_then(Theme::of).map(Theme::as_str);
    for (name, value) in [("lang", language), ("theme", theme)] {
        let cookie =
            value.map(|value| format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax{secure}"));
        if let Some(Ok(cookie)) = cookie.map(|text| HeaderValue::from_str(&text)) {
            response.headers_mut().append(SET_COOKIE, cookie);
        }
    }
    response
}

/// An address of this workbench; its front page for any other, so that no form
/// sends a person elsewhere.
pub(crate) fn own_address(address: &str) -> &str {
    let own = address.starts_with('/')
        && !address.starts_with("//")
        // a browser leaves tabs and line ends out of an address before it reads it
        && !address.chars().any(|c| c == '\\' || c.is_ascii_control())
        && address.is_ascii();
    if own { address } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::own_address;

    #[test]
    fn a_form_leads_back_into_the_workbench_and_nowhere_else() {
        let kept = ["/", "/search?q=a", "/lead/x"];
        let turned = [
            "",
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "/a\r\nx: y",
        ];
        assert!(kept.iter().all(|a| own_address(a) == *a));
        assert!(turned.iter().all(|a| own_address(a) == "/"));
    }
}
