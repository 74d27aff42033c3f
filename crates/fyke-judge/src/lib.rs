//! People decide, and the record proves it.
//!
//! A machine suggests. A person looks at the rows, says what they think before
//! they know what the machine thinks, sees it, and decides; whoever doubts that
//! this is how it went can check it in the record of the case, from a copy
//! without a word of what was said.
//!
//! # What belongs here
//! [`assessment`]: one number with what it rests on, and [`scale`]: the words of
//! the services for it. [`lint`]: how a judgement is not worded. [`record`]: the
//! log that only grows. [`key`]: who signs; [`roll`]: who may. [`rules`]: the fourteen rules, each
//! with the type or the check that holds it. [`desk`]: the way of one lead from
//! blind judgement to decision. [`hypothesis`], [`forecast`], [`reviewer`]: what
//! could be true, what will show it, and how good we were.
//!
//! # What does not
//! Screens, terminals and clocks (time is an argument); tables; how a lead was
//! found. Files only below the one folder that holds the record.
#![warn(missing_docs)]

pub mod assessment;
pub mod desk;
pub mod forecast;
pub mod hypothesis;
pub mod key;
pub mod lint;
pub mod random;
pub mod record;
pub mod reviewer;
pub mod roll;
pub mod rules;
pub mod scale;
pub mod score;
