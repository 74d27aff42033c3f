//! The case at a glance.

use super::LocalDesk;
use fyke_model::desk::Cases;

impl Cases for LocalDesk {
    fn version(&self) -> String {
        self.opened()
            .map(|opened| opened.version.clone())
            .unwrap_or_default()
    }
}
