//! Made texts.

use super::MadeDesk;
use fyke_model::desk::Texts;

impl Texts for MadeDesk {}
