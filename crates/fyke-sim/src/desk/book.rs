//! What people of the made case keep.

use super::MadeDesk;
use fyke_model::desk::Book;

impl Book for MadeDesk {}
