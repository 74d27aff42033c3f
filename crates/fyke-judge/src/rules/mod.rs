//! The fourteen rules: each held by a type or by a check that an outsider can
//! run. `docs/judge.md` has them in one table, with what a record does not prove.
//!
//! One file a rule, with its reason. [`Check`] runs them over a record.

mod check;
mod said;
mod state;

#[cfg(test)]
mod attacks;
#[cfg(test)]
pub(crate) mod forge;
mod r01;
mod r02;
mod r03;
mod r04;
mod r05;
mod r06;
mod r07;
mod r08;
mod r09;
mod r10;
mod r11;
mod r12;
mod r13;
mod r14;

pub use crate::record::finding::{Fault, Finding, Rule};
pub use check::Check;

pub(crate) use check::Look;
pub(crate) use r06::again_of;
pub(crate) use r07::share;
pub(crate) use r08::most as most_known;
pub(crate) use r11::dissenters;
pub(crate) use r12::agreement;
pub(crate) use said::Said;
pub(crate) use state::{LeadState, OnLead, State};
