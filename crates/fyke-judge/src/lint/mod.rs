//! How a judgement is not worded.
