//! What came through the door, where the program was told of a desk of the door.

use super::LocalDesk;
use fyke_model::desk::Intake;

impl Intake for LocalDesk {}
