//! Goods through lanes and through parties: what a flow would be if nothing
//! were wrong, what it is, and the reasons why the difference deserves a look.
//!
//! # What belongs here
//! [`adapt`]: where a flow goes next, as probabilities that can be scored.
//! [`graph`]: dated edges: windows, paths, chains, cycles.
//! [`lanes`]: what country-level trade figures betray.
//! [`interdict`]: what to stop, once the other side has adapted.
//! [`party`]: consignments as an inventory problem, party by party.
//! [`who`]: what registers, lists, owners and payments say of a party.
//! [`measure`]: how good a ranking is, for every claim the project makes.
//!
//! # What does not
//! Files, engines, the way to a row on disk. Rows are numbers (`u32`) that the
//! caller understands; parties are numbers that the caller gave out. Nothing
//! here reads the truth of a simulated world except the scoring functions.
#![warn(missing_docs)]

pub mod adapt;
pub mod graph;
pub mod interdict;
pub mod lanes;
pub mod measure;
pub mod party;
pub mod who;
