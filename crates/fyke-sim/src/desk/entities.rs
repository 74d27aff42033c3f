//! What is asked about who is who in the made case.

use super::MadeDesk;
use fyke_model::desk::Entities;

impl Entities for MadeDesk {}
