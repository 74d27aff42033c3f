//! Passkeys, for the island `passkey` (`islands/src/passkey.ts`).
//!
//! # The JSON
//! All are `POST`, `application/json`, from a page of ours; bytes are base64url
//! without padding; a refusal is a problem document (RFC 9457), its `detail` fit
//! to be shown.
//!
//! | address | takes | gives |
//! |---|---|---|
//! | `/passkey/begin-register` | `{label}` | `{state, publicKey}`: options for `navigator.credentials.create` |
//! | `/passkey/finish-register` | `{state, credential, prf}` | `{next}` |
//! | `/passkey/begin-login` | `{back}`, or `{step}` for who brought the passphrase already | `{state, publicKey}`: options for `.get` |
//! | `/passkey/finish-login` | `{state, credential, prf}` | `{next}`, and the cookie of the session |
//!
//! `credential` is WebAuthn's own JSON form (`PublicKeyCredential.toJSON`).
//! `prf` is the first result of the PRF extension, 32 bytes, or null where the
//! authenticator gives none. The salt stands in `publicKey.extensions.prf.eval`.
//!
//! # What a passkey is good for
//! One that gives a secret opens the person's key, and is enough to come in.
//! One that does not cannot open a key: it is asked for after the passphrase.
//! The secret goes to the desk over TLS or within this machine only.
//!
//! A passkey belongs to the name of a host. An address in numbers is no name:
//! on one's own machine `localhost` is.

use super::login::{begin_session, second_step};
use super::prefs::own_address;
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::guard::webauthn::ceremonies::{Given, LONGEST, Purpose};
use crate::guard::webauthn::check::{self, Kept, NotTaken, Registered, Shown, Wanted};
use crate::guard::webauthn::{base64url, cose};
use crate::state::App;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use fyke_model::desk::{Passkey, Refusal, Secret, Why};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/passkey/begin-register", post(begin_register))
        .route("/passkey/finish-register", post(finish_register))
        .route("/passkey/begin-login", post(begin_login))
        .route("/passkey/finish-login", post(finish_login))
}

/// What the secret of a passkey is made from: the same for everybody, since a
/// passkey mixes in a secret of its own.
const SALT: &str = "fyke: the secret that opens a person's key, 1";

#[derive(Deserialize, Default)]
struct Begin {
    #[serde(default)]
    label: String,
    #[serde(default)]
    back: String,
    #[serde(default)]
    step: String,
}

#[derive(Deserialize)]
struct Finish {
    state: String,
    credential: Credential,
    prf: Option<String>,
}

#[derive(Deserialize)]
struct Credential {
    id: String,
    response: Answer,
}

#[derive(Deserialize)]
struct Answer {
    #[serde(rename = "clientDataJSON")]
    client_data: String,
    #[serde(rename = "attestationObject")]
    attestation: Option<String>,
    #[serde(rename = "authenticatorData")]
    authenticator_data: Option<String>,
    signature: Option<String>,
    #[serde(rename = "userHandle")]
    user_handle: Option<String>,
}

type Sent<T> = Result<Json<T>, JsonRejection>;

/// What was sent, or that it cannot be read, in our words.
fn read<T>(ctx: &Ctx, sent: Sent<T>) -> Result<T, Failed> {
    let refusal = || Refusal::malformed(ctx.t("form-broke"), ctx.t("form-repair"));
    sent.map(|Json(sent)| sent)
        .map_err(|_| Failed::problem(&refusal()))
}

fn refused(ctx: &Ctx, broke: impl ToString) -> Failed {
    let refusal = Refusal::new(Why::Forbidden, broke.to_string(), ctx.t("passkey-repair"));
    Failed::problem(&refusal)
}

/// The name that passkeys belong to here, and the origin of our pages.
pub(super) fn place(ctx: &Ctx, headers: &HeaderMap) -> Result<(String, String), Refusal> {
    let named = headers.get(header::HOST).and_then(|value| value.to_str().ok());
    let named = named.unwrap_or_default().to_ascii_lowercase();
    let host = named.split(':').next().unwrap_or_default().to_owned();
    let is_number = host.starts_with('[') || host.parse::<std::net::Ipv4Addr>().is_ok() || host.is_empty();
    if is_number {
        let there = format!("http://localhost:{}", ctx.app.config.listen.port());
        let repair = ctx.t_with("passkey-number-repair", &[("address", there.into())]);
        return Err(Refusal::new(Why::Conflict, ctx.t("passkey-number-broke"), repair));
    }
    let scheme = if ctx.app.config.tls.is_some() {
        "https"
    } else {
        "http"
    };
    Ok((host, format!("{scheme}://{named}")))
}

/// A person as authenticators know them: nothing that could be read.
fn handle(person: &str) -> [u8; 32] {
    Sha256::digest(person.as_bytes()).into()
}

fn extensions() -> Value {
    let salt = base64url::encode(&Sha256::digest(SALT.as_bytes()));
    json!({"prf": {"eval": {"first": salt}}})
}

fn begin(ctx: &Ctx, purpose: Purpose) -> Result<(String, String), Failed> {
    let begun = ctx.app.ceremonies.begin(purpose).map_err(|_| {
        Failed::problem(&Refusal::new(
            Why::Broken,
            "this machine gave no randomness for a passkey",
            "try again in a moment",
        ))
    });
    begun.map(|(state, challenge)| (state, base64url::encode(&challenge)))
}

fn taken(ctx: &Ctx, state: &str) -> Result<Given, Failed> {
    let given = ctx.app.ceremonies.take(state);
    given.ok_or_else(|| refused(ctx, ctx.t("passkey-late")))
}

async fn begin_register(ctx: Ctx, headers: HeaderMap, sent: Sent<Begin>) -> Result<Response, Failed> {
    let Begin { label, .. } = read(&ctx, sent)?;
    let hand = ctx.somebody()?;
    let (host, _) = place(&ctx, &headers).map_err(|refusal| Failed::problem(&refusal))?;
    let person = hand.person().to_owned();
    let known = ctx.ask(move |desk| desk.passkeys(Some(&person))).await?;
    let label: String = label
        .trim()
        .chars()
        .filter(|c| !c.is_control())
        .take(60)
        .collect();
    let label = if label.is_empty() { host.clone() } else { label };
    let person = hand.person().to_owned();
    let (state, challenge) = begin(&ctx, Purpose::Register { person, label })?;
    let ways = cose::OFFERED.map(|alg| json!({"type": "public-key", "alg": alg}));
    let known = known
        .iter()
        .map(|known| json!({"type": "public-key", "id": known.credential}));
    let options = json!({
        "challenge": challenge,
        "rp": {"id": host, "name": "fyke"},
        "user": {"id": base64url::encode(&handle(hand.person())), "name": hand.name(), "displayName": hand.name()},
        "pubKeyCredParams": ways,
        "excludeCredentials": known.collect::<Vec<_>>(),
        "authenticatorSelection": {"residentKey": "required", "requireResidentKey": true, "userVerification": "required"},
        "attestation": "none",
        "timeout": LONGEST.as_millis() as u64,
        "extensions": extensions(),
    });
    Ok(Json(json!({"state": state, "publicKey": options})).into_response())
}

async fn finish_register(ctx: Ctx, headers: HeaderMap, sent: Sent<Finish>) -> Result<Response, Failed> {
    let sent = read(&ctx, sent)?;
    let hand = ctx.somebody()?;
    let (host, origin) = place(&ctx, &headers).map_err(|refusal| Failed::problem(&refusal))?;
    let given = taken(&ctx, &sent.state)?;
    let Purpose::Register { person, label } = given.purpose else {
        return Err(refused(&ctx, NotTaken::Elsewhere));
    };
    if person != hand.person() {
        return Err(refused(&ctx, NotTaken::Elsewhere));
    }
    let answer = &sent.credential.response;
    let (client_data, attestation) = (
        bytes(Some(&answer.client_data)),
        bytes(answer.attestation.as_ref()),
    );
    let wanted = Wanted {
        challenge: &given.challenge,
        host: &host,
        origin: &origin,
    };
    let registered = Registered {
        client_data: &client_data,
        attestation: &attestation,
    };
    let (credential, kept) = check::registered(wanted, registered).map_err(|why| refused(&ctx, why))?;
    let secret = prf(&ctx, sent.prf)?;
    let passkey = Passkey {
        person,
        credential: credential.clone(),
        kept: serde_json::to_string(&kept).unwrap_or_default(),
        label,
        unlocks: secret.is_some(),
    };
    let all = ctx
        .app
        .ask(|desk| desk.passkeys(None))
        .await
        .map_err(|refusal| Failed::problem(&refusal))?;
    if all.iter().any(|known| known.credential == credential) {
        return Err(refused(&ctx, ctx.t("passkey-twice")));
    }
    let kept = ctx
        .app
        .ask(move |desk| desk.keep_passkey(&hand, &passkey, secret.as_ref()))
        .await;
    kept.map_err(|refusal| Failed::problem(&refusal))?;
    Ok(Json(json!({"next": "/people?said=passkey#passkeys"})).into_response())
}

async fn begin_login(ctx: Ctx, headers: HeaderMap, sent: Sent<Begin>) -> Result<Response, Failed> {
    let Begin { back, step, .. } = read(&ctx, sent)?;
    let (host, _) = place(&ctx, &headers).map_err(|refusal| Failed::problem(&refusal))?;
    let mut allowed = Vec::new();
    let purpose = if step.is_empty() {
        Purpose::ComeIn {
            back: own_address(&back).to_owned(),
        }
    } else {
        let Purpose::Second { hand, back } = taken(&ctx, &step)?.purpose else {
            return Err(refused(&ctx, NotTaken::Elsewhere));
        };
        let person = hand.person().to_owned();
        let known = ctx
            .app
            .ask(move |desk| desk.passkeys(Some(&person)))
            .await
            .unwrap_or_default();
        allowed.extend(
            known
                .iter()
                .map(|known| json!({"type": "public-key", "id": known.credential})),
        );
        Purpose::Second { hand, back }
    };
    let (state, challenge) = begin(&ctx, purpose)?;
    let options = json!({
        "challenge": challenge,
        "rpId": host,
        "allowCredentials": allowed,
        "userVerification": "required",
        "timeout": LONGEST.as_millis() as u64,
        "extensions": extensions(),
    });
    Ok(Json(json!({"state": state, "publicKey": options})).into_response())
}

async fn finish_login(ctx: Ctx, headers: HeaderMap, sent: Sent<Finish>) -> Result<Response, Failed> {
    let sent = read(&ctx, sent)?;
    let (host, origin) = place(&ctx, &headers).map_err(|refusal| Failed::problem(&refusal))?;
    let given = taken(&ctx, &sent.state)?;
    let all = ctx
        .app
        .ask(|desk| desk.passkeys(None))
        .await
        .map_err(|refusal| Failed::problem(&refusal))?;
    let unknown = || refused(&ctx, ctx.t("passkey-unknown"));
    let passkey = all
        .into_iter()
        .find(|known| known.credential == sent.credential.id)
        .ok_or_else(unknown)?;
    let answer = &sent.credential.response;
    if let Some(shown) = answer.user_handle.as_ref()
        && base64url::decode(shown).as_deref() != Some(&handle(&passkey.person)[..])
    {
        return Err(unknown());
    }
    let kept: Kept = serde_json::from_str(&passkey.kept).map_err(|_| unknown())?;
    let [client_data, data, signature] = [
        Some(&answer.client_data),
        answer.authenticator_data.as_ref(),
        answer.signature.as_ref(),
    ]
    .map(bytes);
    let wanted = Wanted {
        challenge: &given.challenge,
        host: &host,
        origin: &origin,
    };
    let shown = Shown {
        client_data: &client_data,
        authenticator_data: &data,
        signature: &signature,
    };
    let kept = check::shown(wanted, &kept, shown).map_err(|why| refused(&ctx, why))?;
    let secret = prf(&ctx, sent.prf)?;
    let (hand, back) = match (given.purpose, secret) {
        (Purpose::Second { hand, back }, _) if hand.person() == passkey.person => (hand, back),
        (Purpose::ComeIn { back }, Some(secret)) if passkey.unlocks => {
            let (person, credential) = (passkey.person.clone(), passkey.credential.clone());
            let opened = ctx
                .app
                .ask(move |desk| desk.unlock_with(&person, &credential, &secret))
                .await;
            (opened.map_err(|refusal| Failed::problem(&refusal))?, back)
        }
        // it is who they are, and opens nothing: the passphrase does
        (Purpose::ComeIn { back }, _) => return Ok(Json(json!({"next": second_step(&back)})).into_response()),
        _ => return Err(unknown()),
    };
    // it has counted on; where that cannot be kept the person is in all the same
    let counted = Passkey {
        kept: serde_json::to_string(&kept).unwrap_or_default(),
        ..passkey
    };
    let theirs = hand.clone();
    let _ = ctx
        .app
        .ask(move |desk| desk.keep_passkey(&theirs, &counted, None))
        .await;
    let mut response = Json(json!({"next": own_address(&back)})).into_response();
    begin_session(&ctx, &headers, hand, &mut response)?;
    Ok(response)
}

fn bytes(text: Option<&String>) -> Vec<u8> {
    text.and_then(|text| base64url::decode(text)).unwrap_or_default()
}

/// The secret, where one was given: 32 bytes, as the desk keeps it.
fn prf(ctx: &Ctx, text: Option<String>) -> Result<Option<Secret>, Failed> {
    let Some(text) = text.filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let secret = Secret::new(text);
    let may_travel = ctx.app.config.tls.is_some() || !ctx.app.config.is_open();
    let is_whole = base64url::decode(secret.reveal()).is_some_and(|bytes| bytes.len() >= 32);
    if may_travel && is_whole {
        Ok(Some(secret))
    } else {
        Err(refused(ctx, NotTaken::Form))
    }
}
