//! A file of the case as it came in, byte for byte, for who may have it: what a
//! source told is never handed out, and what is not open only to people of the
//! case who judge.

use crate::ctx::Ctx;
use crate::error::Failed;
use crate::state::App;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures::stream;
use fyke_model::dataset::{FileHash, Handling};
use fyke_model::desk::{FileView, Refusal, Role, Why};

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/evidence/{hash}", get(file))
}

/// Bytes that are read at once: a file of any length takes so much memory.
const PIECE: usize = 256 << 10;

async fn file(ctx: Ctx, Path(hash): Path<String>) -> Result<Response, Failed> {
    // the hash is sixty-four digits and nothing else: no path can be made of it
    let hash: FileHash = hash.parse().map_err(|error: fyke_model::dataset::BadHash| {
        ctx.failed(Refusal::malformed(error.to_string(), ctx.t("nowhere-repair")))
    })?;
    let (file, handling) = ctx
        .ask(move |desk| {
            let text = hash.to_string();
            let mut found: Option<(FileView, Handling)> = None;
            for dataset in desk.case()?.datasets {
                for file in dataset.files.into_iter().filter(|file| file.hash == text) {
                    // one file in two datasets carries the stricter label
                    let label = found
                        .as_ref()
                        .map_or(dataset.handling, |(_, label)| dataset.handling.max(*label));
                    found = Some((file, label));
                }
            }
            found.ok_or_else(|| Refusal::absent("the file"))
        })
        .await?;
    match handling {
        Handling::Open => {}
        Handling::Licensed | Handling::Restricted => {
            ctx.may(Role::Reviewer)?;
        }
        Handling::SourceCompartment => {
            let refusal = Refusal::new(
                Why::Conflict,
                ctx.t("evidence-stays"),
                ctx.t("evidence-stays-repair"),
            );
            return Err(ctx.failed(refusal));
        }
    }
    ctx.looked(format!("file {hash}"));
    let app = ctx.app.clone();
    let pieces = stream::try_unfold(0u64, move |from| {
        let app = app.clone();
        async move {
            let piece = app
                .ask(move |desk| desk.bytes(hash, from, PIECE))
                .await
                .map_err(std::io::Error::other)?;
            let next = from + piece.len() as u64;
            Ok::<_, std::io::Error>((!piece.is_empty()).then(|| (Bytes::from(piece), next)))
        }
    });
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_LENGTH, file.bytes.to_string()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{}\"", plain(&file.name)),
        ),
    ];
    Ok((headers, Body::from_stream(pieces)).into_response())
}

/// A file name of letters, digits and `.-_` alone: names come from outside.
fn plain(name: &str) -> String {
    let text: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') {
                c
            } else {
                '_'
            }
        })
        .take(120)
        .collect();
    let text = text.trim_start_matches('.').to_owned();
    if text.is_empty() {
        "evidence".to_owned()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_name_from_outside_ends_no_header_and_names_no_folder() {
        assert_eq!(plain("../../etc/passwd"), "_.._etc_passwd");
        assert_eq!(plain("a\"\r\nx: y.csv"), "a___x__y.csv");
        assert_eq!(plain("декларации.csv"), "__________.csv");
        assert_eq!(plain("..."), "evidence");
    }
}
