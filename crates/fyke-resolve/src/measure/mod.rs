//! How right it is: precision, recall, F1 with bootstrap intervals,
//! calibration, clusters against truth.
