//! What is asked about names of the made case.

use super::MadeDesk;
use fyke_model::desk::Search;

impl Search for MadeDesk {}
