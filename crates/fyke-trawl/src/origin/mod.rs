//! Copies, credits, groups of one origin: forty reprints are one.
