//! What a reader prefers: a language, light or dark. Kept in plain cookies, set
//! by a form, so that it works without scripts.

use crate::words::Language;
use axum::http::{HeaderMap, header};

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// All.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// As cookies and the page have it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme of a name.
    pub fn of(name: &str) -> Option<Theme> {
        Theme::ALL.into_iter().find(|theme| theme.as_str() == name)
    }
}

/// The value of a cookie.
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().split_once('=').filter(|(found, _)| *found == name))
        .map(|(_, value)| value)
}

/// The language that a request asks for: chosen, else wished by the browser.
pub fn language(headers: &HeaderMap) -> Language {
    cookie(headers, "lang").and_then(Language::of).unwrap_or_else(|| {
        let wish = headers.get(header::ACCEPT_LANGUAGE);
        Language::wished(wish.and_then(|value| value.to_str().ok()).unwrap_or_default())
    })
}

/// The theme that was chosen.
pub fn theme(headers: &HeaderMap) -> Theme {
    cookie(headers, "theme").and_then(Theme::of).unwrap_or_default()
}
