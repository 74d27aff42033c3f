//! What leaves the case, each with the entry that says so.

use super::LocalDesk;
use fyke_model::desk::Giving;

impl Giving for LocalDesk {}
