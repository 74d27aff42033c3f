//! The two ceremonies of WebAuthn level 3: section 7.1, a key is registered;
//! section 7.2, a key is shown. Both ask the same of what the browser says: was
//! it made for this challenge, on a page of this host, with this host's name in
//! it, by a person who was there and proved to be who they are.

use super::base64url;
use super::cbor::{self, Value};
use super::cose::PublicKey;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What an answer must have been made for.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'w> {
    /// The challenge that was given out.
    pub challenge: &'w [u8; 32],
    /// The host's name, without its port: the relying party.
    pub host: &'w str,
    /// The origin of our pages, `http://localhost:7440`.
    pub origin: &'w str,
}

/// What is kept of a passkey to check it again.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Kept {
    /// Its public key.
    pub key: PublicKey,
    /// How often it says it has signed; nought where it does not count.
    pub count: u32,
    /// The host it was made for.
    pub host: String,
}

/// An answer of `navigator.credentials.create`, in bytes.
#[derive(Clone, Copy, Debug)]
pub struct Registered<'a> {
    /// What the browser says about the page.
    pub client_data: &'a [u8],
    /// What the authenticator says.
    pub attestation: &'a [u8],
}

/// An answer of `navigator.credentials.get`, in bytes.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// What the browser says about the page.
    pub client_data: &'a [u8],
    /// What the authenticator says.
    pub authenticator_data: &'a [u8],
    /// Its signature under both.
    pub signature: &'a [u8],
}

/// Why an answer was not taken: what broke; a page says what to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotTaken {
    /// Its form is not the one of the standard.
    #[error("the answer of the passkey cannot be read")]
    Form,
    /// It was made for another challenge, page, host or purpose.
    #[error("the passkey answered another page or another question")]
    Elsewhere,
    /// Nobody was there, or did not prove who they are.
    #[error("the passkey did not ask who you are")]
    Unverified,
    /// Its algorithm was not offered.
    #[error("the passkey signs in a way that is not known here")]
    Algorithm,
    /// Its signature is not of this key.
    #[error("the signature of the passkey does not hold")]
    Signature,
    /// It has signed less often than before: there are two of it.
    #[error("there seems to be a copy of this passkey")]
    Copied,
}

/// Registers a key: its id, base64url, and what is kept of it.
///
/// # Errors
/// Why it was not taken.
pub fn registered(wanted: Wanted<'_>, answer: Registered<'_>) -> Result<(String, Kept), NotTaken> {
    said(wanted, "webauthn.create", answer.client_data)?;
    let (attestation, rest) = cbor::read(answer.attestation).ok_or(NotTaken::Form)?;
    let data = attestation.under("authData").and_then(Value::bytes);
    let data = data.filter(|_| rest.is_empty()).ok_or(NotTaken::Form)?;
    let (flags, count, rest) = header(wanted, data)?;
    if flags & 0x40 == 0 {
        return Err(NotTaken::Form);
    }
    // the authenticator's make, which is not asked; the length of its id; its id; its key
    let (_, rest) = rest.split_at_checked(16).ok_or(NotTaken::Form)?;
    let (length, rest) = rest.split_first_chunk::<2>().ok_or(NotTaken::Form)?;
    let length = usize::from(u16::from_be_bytes(*length));
    let id = rest
        .split_at_checked(length)
        .filter(|_| (1..=1023).contains(&length));
    let (id, rest) = id.ok_or(NotTaken::Form)?;
    let (key, _) = cbor::read(rest).ok_or(NotTaken::Form)?;
    let key = PublicKey::of(&key).ok_or(NotTaken::Algorithm)?;
    let host = wanted.host.to_owned();
    Ok((base64url::encode(id), Kept { key, count, host }))
}

/// Checks that a key was shown: what is kept of it from here on.
///
/// # Errors
/// Why it was not taken.
pub fn shown(wanted: Wanted<'_>, kept: &Kept, answer: Shown<'_>) -> Result<Kept, NotTaken> {
    said(wanted, "webauthn.get", answer.client_data)?;
    let (_, count, _) = header(wanted, answer.authenticator_data)?;
    let message = [answer.authenticator_data, &Sha256::digest(answer.client_data)].concat();
    if !kept.key.signed(&message, answer.signature) {
        return Err(NotTaken::Signature);
    }
    // one that counts has counted on
    if (count != 0 || kept.count != 0) && count <= kept.count {
        return Err(NotTaken::Copied);
    }
    Ok(Kept {
        count,
        ..kept.clone()
    })
}

#[derive(Deserialize)]
struct ClientData {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(default, rename = "crossOrigin")]
    cross_origin: bool,
}

/// What the browser says about the page.
fn said(wanted: Wanted<'_>, kind: &str, client_data: &[u8]) -> Result<(), NotTaken> {
    let said: ClientData = serde_json::from_slice(client_data).map_err(|_| NotTaken::Form)?;
    let ours = said.kind == kind
        && base64url::decode(&said.challenge).as_deref() == Some(wanted.challenge)
        && said.origin == wanted.origin
        && !said.cross_origin;
    if ours { Ok(()) } else { Err(NotTaken::Elsewhere) }
}

/// The first 37 bytes: for which host, who was there, how often it signed.
fn header<'d>(wanted: Wanted<'_>, data: &'d [u8]) -> Result<(u8, u32, &'d [u8]), NotTaken> {
    let (host, rest) = data.split_first_chunk::<32>().ok_or(NotTaken::Form)?;
    let (&flags, rest) = rest.split_first().ok_or(NotTaken::Form)?;
    let (count, rest) = rest.split_first_chunk::<4>().ok_or(NotTaken::Form)?;
    let ours: [u8; 32] = Sha256::digest(wanted.host.as_bytes()).into();
    if *host != ours {
        return Err(NotTaken::Elsewhere);
    }
    // somebody was there (bit 0) and proved who they are (bit 2)
    if flags & 0x05 != 0x05 {
        return Err(NotTaken::Unverified);
    }
    Ok((flags, u32::from_be_bytes(*count), rest))
}
