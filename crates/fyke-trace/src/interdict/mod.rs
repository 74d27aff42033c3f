//! What to stop, once the other side has adapted.
//!
//! A flow that is blocked does not vanish: it goes through the next firm, the
//! next country, the next code. What counts here is the flow that does *not*
//! arrive over twelve months after the adversary's best reply, and the honest
//! trade that is hurt on the way. [`plan()`] is the one entry point; the other
//! files each hold one idea.
//!
//! | file | idea |
//! |---|---|
//! | [`network`] | who passes how much traced value to whom, and along which chains |
//! | [`subject`], [`candidate`] | typed actions put on real subjects |
//! | [`adaptation`], [`draw`], [`scenario`] | how they would act: ranges, and worlds drawn from them |
//! | [`reply`] | the best reply to a set of actions, and what is denied after it |
//! | [`game`], [`search`] | all families and scenarios together; which set to take |
//! | [`program`], [`exact`] | the same choice as a linear program, solved exactly |
//! | [`forecast`] | where the flow goes next, as probabilities |
//! | [`baseline`], [`max_flow`] | what others would cut: the least cut, the largest shippers |
//! | [`settings`], [`mod@plan`] | what is asked, and the answer |
//!
//! A machine lists what could be done and what it would cost whom. People decide.

pub mod adaptation;
pub mod baseline;
pub mod candidate;
pub mod draw;
pub mod exact;
mod flow;
pub mod forecast;
pub mod game;
#[cfg(feature = "highs")]
pub mod highs;
pub mod max_flow;
pub mod network;
pub mod plan;
pub mod program;
pub mod reply;
mod route;
pub mod scenario;
pub mod search;
pub mod settings;
pub mod subject;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use adaptation::Adaptation;
pub use baseline::{baseline_largest, baseline_max_flow};
pub use forecast::{DisplacementForecast, Outlet, Vehicle};
pub use network::{Network, NetworkInput};
pub use plan::{Estimate, FrontPoint, Plan, PlannedAction, plan};
pub use settings::{Budget, HARM_OF_FLOW, LEAST_PROBABILITY, Settings};
pub use subject::{PartyName, Subject};
