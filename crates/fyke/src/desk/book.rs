//! What people keep beside the case: bookmarks, notes, searches.

use super::LocalDesk;
use fyke_model::desk::Book;

impl Book for LocalDesk {}
