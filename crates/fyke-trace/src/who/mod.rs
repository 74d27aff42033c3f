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
//! | [`facts`], [`nace`], [`register`], `traders`, [`activity`], [`voyages`] | what is known, as plain numbers |
//! | [`cascade`], [`interest`] | who is blocked through owners, and how much is owned by the numbers |
//! | [`judge`] | one entry for all typologies |
//! | [`shelf`], [`business_line`] | T04, T05: an old shell, goods of another business |
//! | [`address_cluster`], [`listed_address`], [`shared_contact`], [`phoenix`] | T24 to T27: the same rooms, people, heirs |
//! | [`owned`], [`divestment`], [`opacity`] | T28 to T30: who owns it |
//! | [`payments`], [`contact_mismatch`], [`near_name`] | T31 to T33: money, contacts, names |
//! | [`silent_ship`], [`ship_to_ship`], [`thin`] | T34, T35: ships; of a million positions those that matter |
//! | [`compute_site`] | T36: computing power and where it could run |
//! | [`known_owner`], [`agent_tower`], [`old_firm`] | C06 to C08: what speaks against |

pub mod activity;
pub mod address_cluster;
pub mod agent_tower;
pub mod business_line;
pub mod cascade;
pub mod compute_site;
pub mod contact_mismatch;
pub mod divestment;
pub mod facts;
pub mod interest;
pub mod judge;
pub mod known_owner;
pub mod listed_address;
pub mod nace;
pub mod near_name;
pub mod old_firm;
pub mod opacity;
pub mod owned;
#[cfg(test)]
mod parameters_tests;
pub mod payments;
pub mod phoenix;
pub mod register;
pub mod shared_contact;
pub mod shelf;
pub mod ship_to_ship;
pub mod silent_ship;
mod table;
#[cfg(test)]
pub(crate) mod testing;
pub mod thin;
mod traders;
pub mod voyages;

pub use activity::{Activity, activities, activities_of, end_sellers};
pub use cascade::{Blocked, OwnershipRule, blocked};
pub use judge::{Question, Who, WhoKind};
pub use register::{Register, RegisterBuilder};
pub use voyages::Voyages;
