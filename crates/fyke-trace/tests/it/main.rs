//! Tests across files: the probe's experiment at small scale.

mod lanes;
mod probe;
