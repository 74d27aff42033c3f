//! Leads, blind first, and what people decide of them.

use super::LocalDesk;
use fyke_model::desk::Leads;

impl Leads for LocalDesk {}
