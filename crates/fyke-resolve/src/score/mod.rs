//! From levels of agreement to a calibrated probability, and back to reasons.
