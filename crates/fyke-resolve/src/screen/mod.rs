//! A list held in memory, ready to be asked who a name may be.
