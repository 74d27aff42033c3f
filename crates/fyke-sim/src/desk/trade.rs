//! What is asked about dealings of the made case.

use super::MadeDesk;
use fyke_model::desk::Trade;

impl Trade for MadeDesk {}
