//! Who dealt with whom in what, and how goods may have gone.

use super::LocalDesk;
use fyke_model::desk::Trade;

impl Trade for LocalDesk {}
