//! Passkeys: the server's side of WebAuthn (W3C, level 3), as much of it as a
//! workbench needs.
//!
//! | file | what |
//! |---|---|
//! | [`base64url`] | bytes as text |
//! | [`cbor`] | the little of RFC 8949 that authenticators write |
//! | [`cose`] | public keys (RFC 9052) and their signatures |
//! | [`check`] | the two ceremonies: was this made here, now, by a person with this key |
//! | [`ceremonies`] | challenges that were given out and not yet answered |
//!
//! # Why not a crate
//! `webauthn_rp` 0.3, which is permissive and Rust throughout, was read and left
//! out: it brings 24 crates that nothing else here needs, `rsa` with an open
//! advisory among them (RUSTSEC-2023-0071), for attestation, P-384 and stored
//! states that are not used here; and it refuses an answer whose
//! `hmac-secret` output it did not expect, where some authenticators give it at
//! creation. What remains without those is parsing of two flat forms and one
//! signature, and the signature is `ring`'s, which TLS needs anyway.
//!
//! # What is not checked
//! Attestation: who built an authenticator is not asked, so nothing about it is
//! believed.

pub mod base64url;
pub mod cbor;
pub mod ceremonies;
pub mod check;
pub mod cose;

#[cfg(test)]
mod tests;
