//! Where a flow goes next, as probabilities that can later be scored.
//!
//! When a measure closes the direct way of some goods, a part of them turns up
//! on detours. Before that happens, this module says for each goods group and
//! each hub how much, as a distribution; afterwards it scores what it said,
//! beside what anybody would have said.
//!
//! | file | what |
//! |---|---|
//! | [`setting`] | who is who: exporters, end, hubs with their way and their customs union; windows |
//! | [`groups`] | what was known at a cut: direct flow and hubs' levels by group; what came after |
//! | [`ordinary`] | how much a hub's level moves when nothing happens: an ensemble of like lanes |
//! | [`share`] | who takes up what is diverted: the nested logit, and the simple rules beside it |
//! | [`rate`] | how much is diverted at all: stated priors |
//! | [`forecast`](mod@forecast) | all of it as draws |
//! | [`score`] | Brier, CRPS, PIT, coverage, with bootstrap over groups |
//! | [`mod@back_test`] | cut, forecast, score |
//!
//! A forecast gets a [`Panel`](crate::lanes::Panel) that ends at the cut and nothing else. The
//! quantity, the event, the models and what they cannot know: `docs/adaptation.md`.

pub mod back_test;
pub mod forecast;
pub mod groups;
pub mod ordinary;
pub mod rate;
pub mod score;
pub mod setting;
pub mod share;
#[cfg(test)]
mod tests;

pub use back_test::{AdaptationScore, back_test};
pub use forecast::{Forecast, Method, Priors, forecast};
pub use groups::{Group, Series};
pub use rate::Rate;
pub use setting::{Hub, Setting, Windows};
