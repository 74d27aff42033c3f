//! seeded worlds with known truth
