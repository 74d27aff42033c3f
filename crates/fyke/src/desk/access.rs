//! Who may come in, and as what.

use super::LocalDesk;
use fyke_model::desk::Access;

impl Access for LocalDesk {}
