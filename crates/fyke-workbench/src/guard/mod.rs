//! The guard at the door: what a request must be before a page sees it.
//!
//! | file | against |
//! |---|---|
//! | [`host`] | a page elsewhere that points a name of its own at this machine (DNS rebinding) |
//! | [`origin`] | a page elsewhere that posts a form here (cross-site request forgery) |
//! | [`headers`] | scripts from elsewhere, frames around this page, types guessed by the browser |
//! | [`sessions`] | who is nobody |

pub mod headers;
pub mod host;
pub mod origin;
pub mod sessions;
