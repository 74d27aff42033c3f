//! outside bytes become admitted here, and only here
