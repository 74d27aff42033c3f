//! Hypotheses side by side, questions that time answers, and how good people were.

use super::LocalDesk;
use fyke_model::desk::Thinking;

impl Thinking for LocalDesk {}
