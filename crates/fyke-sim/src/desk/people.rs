//! People of the made case, and what they keep.

use super::MadeDesk;
use fyke_model::desk::{Access, Book};

impl Access for MadeDesk {}
impl Book for MadeDesk {}
