//! Twelve months after a decision: what the measures stop, and what the other
//! side does about it.
//!
//! [`Scheme::of`] says who really carries what in a world, seen or not, over
//! its last twelve months; [`play`] lets that go on for twelve more with
//! measures in force. Each network is an agent of its own: it notices after a
//! while that a way is closed, weighs what else there is (its other firms, new
//! shells, another hub, another code, another maker), and moves what it can. It
//! does so at most three times. How quick, how far and at what price are drawn
//! for each world from the published ranges of `data/adaptation/reply.toml`;
//! whoever plans against it knows the ranges and not the draw, and plans with a
//! model of his own: nothing here is shared with one.
//!
//! | file | idea |
//! |---|---|
//! | [`scheme`] | who carries what |
//! | [`measure`] | what is in force, on whom, from when |
//! | [`temper`] | how this world's networks act |
//! | [`reply`] | month by month |

pub mod measure;
pub mod reply;
pub mod scheme;
pub mod temper;

pub use measure::{Measure, Target};
pub use reply::{After, Arrived, Vehicle, play};
pub use scheme::Scheme;
pub use temper::Temper;
