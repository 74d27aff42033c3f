//! What will show it: questions that time answers.
