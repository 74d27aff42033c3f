//! the case on disk, its tables and the query engine
