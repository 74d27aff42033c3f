//! The pull: the counter at which the desk fetches what lies on the slab.

pub mod client;

/// What the answer to the door's challenge is signed as.
const ANSWERED_AS: &str = "fyke door pull v1";
