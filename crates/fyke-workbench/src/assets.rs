//! What a page loads beside itself: its style, its scripts, its mark. All of it
//! is in the program; names carry a hash of what they hold, so that a browser
//! may keep them for good.

use crate::words::{Language, Words};
use axum::Router;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The styles, one file an area, put together in this order.
const STYLES: &[&str] = &[
    include_str!("../style/base.css"),
    include_str!("../style/judge.css"),
    include_str!("../style/people.css"),
    include_str!("../style/read.css"),
    include_str!("../style/texts.css"),
    include_str!("../style/intake.css"),
];

/// The mark of the program: a bag net held open by hoops.
const MARK: &str = include_str!("../style/mark.svg");

/// Scripts, as islands/build.mjs made them; their names carry a hash already.
pub(crate) mod islands {
    include!("../islands/dist/embedded.rs");
}

/// What islands say, a file a language.
const SPOKEN: &[(Language, &str)] = &[
    (Language::En, "words-en.json"),
    (Language::Uk, "words-uk.json"),
    (Language::Ru, "words-ru.json"),
    (Language::Ar, "words-ar.json"),
    (Language::Zh, "words-zh.json"),
];

/// The address of what islands say in a language.
pub fn spoken(language: Language) -> String {
    let what = SPOKEN.iter().find(|(each, _)| *each == language);
    address(what.map_or("words-en.json", |(_, what)| what))
}

/// A file that pages load.
struct Asset {
    bytes: Vec<u8>,
    kind: &'static str,
}

/// All by the name in their address, and the name by what they are.
struct Assets {
    by_name: BTreeMap<String, Asset>,
    names: BTreeMap<&'static str, String>,
}

fn assets() -> &'static Assets {
    static ALL: OnceLock<Assets> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all = Assets {
            by_name: BTreeMap::new(),
            names: BTreeMap::new(),
        };
        all.hold(
            "style.css",
            "text/css; charset=utf-8",
            STYLES.concat().into_bytes(),
        );
        all.hold("mark.svg", "image/svg+xml", MARK.as_bytes().to_vec());
        let words = Words::shipped();
        for (language, what) in SPOKEN {
            let said = crate::islands::said(&words, *language);
            all.hold(what, "application/json", said.into_bytes());
        }
        for (what, name, bytes) in islands::FILES {
            all.names.insert(what, (*name).to_owned());
            let asset = Asset {
                bytes: bytes.to_vec(),
                kind: kind_of(name),
            };
            all.by_name.insert((*name).to_owned(), asset);
        }
        all
    })
}

impl Assets {
    fn hold(&mut self, what: &'static str, kind: &'static str, bytes: Vec<u8>) {
        let hash: String = Sha256::digest(&bytes)
            .iter()
            .take(6)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let (stem, ending) = what.rsplit_once('.').unwrap_or((what, "bin"));
        let name = format!("{stem}-{hash}.{ending}");
        self.names.insert(what, name.clone());
        self.by_name.insert(name, Asset { bytes, kind });
    }
}

/// The address of an asset.
///
/// ```
/// assert!(fyke_workbench::assets::address("style.css").starts_with("/assets/style-"));
/// ```
pub fn address(what: &str) -> String {
    let name = assets().names.get(what).map_or(what, String::as_str);
    format!("/assets/{name}")
}

/// Addresses of the scripts that every page loads: htmx and what starts islands.
pub fn scripts() -> Vec<String> {
    ["htmx.js", "boot.js"].map(address).to_vec()
}

/// What a file is, by the end of its name.
fn kind_of(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Their route.
pub(crate) fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{name}", get(one))
}

async fn one(Path(name): Path<String>) -> Response {
    let Some(asset) = assets().by_name.get(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, asset.kind),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, asset.bytes.as_slice()).into_response()
}
