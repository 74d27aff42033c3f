//! Who is behind a party: what registers, lists, owners, payments, ships and
//! sites say, beside what the party did.
//!
//! [`Who::judge`] takes a [`Register`] and the [`Activity`] of each party and
//! is then asked one typology at a time by [`WhoKind::find`]. Everything comes
//! in as numbers: the caller resolves who is who, splits addresses, compares
//! names. A register entry is paper and can be bought; what only costs a word
//! (a telephone number, a mail address) weighs next to nothing.
//!
//! | file | idea |
//! |---|---|
//! | [`register`], [`activity`], [`voyages`] | what is known, as plain numbers |
//! | [`cascade`], [`interest`] | who is blocked through owners, and how much is owned by the numbers |
//! | [`judge`] | one entry for all typologies |

pub mod activity;
pub mod cascade;
pub mod interest;
pub mod judge;
pub mod register;
mod table;
#[cfg(test)]
mod testing;
pub mod voyages;

pub use activity::{Activity, activities};
pub use cascade::{Blocked, OwnershipRule, blocked};
pub use judge::{Question, Who, WhoKind};
pub use register::{Register, RegisterBuilder};
