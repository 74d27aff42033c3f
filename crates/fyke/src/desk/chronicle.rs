//! The record of the case, read and checked.

use super::LocalDesk;
use fyke_model::desk::Chronicle;

impl Chronicle for LocalDesk {}
