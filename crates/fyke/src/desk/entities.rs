//! Who is who, who said so, and the bytes it stands on.

use super::LocalDesk;
use fyke_model::desk::Entities;

impl Entities for LocalDesk {}
