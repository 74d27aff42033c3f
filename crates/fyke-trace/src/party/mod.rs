//! Goods through parties: an inventory problem, and its unit is the party.
//!
//! Goods split, merge and wait in stock, so matching one row with another
//! finds little. What ranks is a party in its dealings with one family of
//! goods: how tainted is what it sends to the ends, how much does it depend on
//! them. [`trace`](trace::trace) is the one entry point; the other files each
//! hold one idea.
//!
//! | file | idea |
//! |---|---|
//! | [`names`], [`name_key`], [`goods`], [`index`], [`family`] | rows keyed by goods, parties numbered densely |
//! | [`taint`] | the screen: proportional taint with fading stock, both ways |
//! | [`flow`], [`dependence`] | how much of a party's trade the ends are, shrunk |
//! | [`mod@unit`], [`evidence`], [`rank`] | what is known of party x family, and what it weighs |
//! | [`kinds`], [`opening`], [`precision`] | the table of reasons, what may open a lead, how often each was right |
//! | [`reexport`], [`back_to_back`], [`long_chain`], [`new_firm`] | typologies T08, T09, T20, T03 |
//! | [`company`] | how those look that a unit shares its goods with |
//! | [`echo`] | supplies whose parts add up again |
//! | [`patterns`] | further typologies that consignments alone can show |
//! | [`counter`] | what speaks for innocence |
//! | [`signs`] | what the words of one row say (T14, T15, T21, T23) |
//! | [`provenance`], [`paths`], [`mod@count`] | the explanation of a lead that a person opens; how many histories there are |
//! | [`baseline`], [`placebo`], [`world_score`], [`everyone`] | what others would do, what chance does, how good it is |
//! | `carried` | what others examine families with, as bytes |
//! | [`queue`] | the order in which a person looks, and what it misses |
//! | [`fit`] | where the weights come from |

pub mod back_to_back;
pub mod baseline;
mod carried;
mod citing;
pub mod company;
pub mod count;
pub mod counter;
pub mod coverage;
pub mod dependence;
pub mod echo;
pub mod everyone;
pub mod evidence;
mod explain;
pub mod family;
pub mod finding;
pub mod fit;
pub mod flow;
pub mod goods;
pub mod index;
pub mod kinds;
mod log_odds;
pub mod long_chain;
pub mod name_key;
pub mod names;
pub mod new_firm;
pub mod opening;
pub mod paths;
pub mod patterns;
pub mod placebo;
pub mod precision;
pub mod provenance;
pub mod queue;
pub mod rank;
pub mod reexport;
pub mod signs;
pub mod taint;
pub mod trace;
pub mod unit;
mod words;
pub mod world_score;

#[cfg(test)]
pub(crate) mod testing;

pub use family::{Ends, Party, SourceRule};
pub use finding::{Ask, Finding};
pub use goods::{Goods, GoodsTable};
pub use index::{Event, EventIndex, IndexBuilder};
pub use trace::{PartyLead, RankedUnit, Ranking, Trace, TraceInput, TraceSettings, TracedRow, trace};
