//! The guard at the door: what a request must be before a page sees it.
//!
//! | file | against |
//! |---|---|
//! | [`host`] | a page elsewhere that points a name of its own at this machine (DNS rebinding) |
//! | [`origin`] | a page elsewhere that posts a form here (cross-site request forgery) |
//! | [`headers`] | scripts from elsewhere, frames around this page, types guessed by the browser |
//! | [`shape`] | packed bodies, endless addresses |
//! | [`steady`], [`tls`] | who says nothing and holds a connection; who listens on the way |
//! | [`sessions`], [`cookie`] | who is nobody |
//! | [`enrolled`] | who did not come in, or may not do that |
//! | [`webauthn`] | passkeys that are not theirs |
//! | [`programs`] | programs without the key |
//! | [`patience`] | who guesses passphrases |
//! | [`strength`] | passphrases that are guessed |

pub mod cookie;
pub mod enrolled;
pub mod headers;
pub mod host;
pub mod origin;
pub mod patience;
pub mod programs;
pub mod sessions;
pub mod shape;
pub mod steady;
pub mod strength;
pub mod tls;
pub mod webauthn;
