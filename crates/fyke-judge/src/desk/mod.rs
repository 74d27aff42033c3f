//! The way of one lead: sealed score, blind judgement, reveal, decision, second signature.
