//! Names: as one types them, a thousand at a time, and as other programs ask.

use super::LocalDesk;
use fyke_model::desk::Search;

impl Search for LocalDesk {}
