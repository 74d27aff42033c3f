//! Leads of the made case, what people think of them, and the record of it.

use super::MadeDesk;
use fyke_model::desk::{Chronicle, Giving, Leads, Thinking};

impl Leads for MadeDesk {}
impl Thinking for MadeDesk {}
impl Chronicle for MadeDesk {}
impl Giving for MadeDesk {}
