//! What documents say of the world, and where they do not agree.
