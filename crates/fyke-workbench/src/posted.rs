//! A form that was sent: what does not fit is refused with a page, as anything
//! else is. Passphrases come out of it as secrets at once.

use crate::ctx::Ctx;
use crate::error::Failed;
use crate::state::App;
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use fyke_model::desk::{Refusal, Secret, Why};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// A form that was sent, and the request that it came with.
pub struct Posted<T>(pub Ctx, pub T);

impl<T: DeserializeOwned> FromRequest<App> for Posted<T> {
    type Rejection = Failed;

    async fn from_request(request: Request, app: &App) -> Result<Posted<T>, Failed> {
        let (mut parts, body) = request.into_parts();
        let ctx = match Ctx::from_request_parts(&mut parts, app).await {
            Ok(ctx) => ctx,
            Err(never) => match never {},
        };
        match Form::<T>::from_request(Request::from_parts(parts, body), app).await {
            Ok(Form(form)) => Ok(Posted(ctx, form)),
            Err(rejection) => Err(refused(&ctx, &rejection)),
        }
    }
}

/// Its words are ours: what the library says may quote what was sent.
fn refused(ctx: &Ctx, rejection: &FormRejection) -> Failed {
    let why = match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Why::TooMuch,
        _ => Why::Malformed,
    };
    ctx.failed(Refusal::new(why, ctx.t("form-broke"), ctx.t("form-repair")))
}

/// A passphrase, or a word that was told, as it stands in a form.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "String")]
pub struct Hidden(pub Secret);

impl From<String> for Hidden {
    fn from(text: String) -> Hidden {
        Hidden(Secret::new(text))
    }
}
