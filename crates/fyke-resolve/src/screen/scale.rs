//! The name model of screening.
//!
//! A query is a name as someone typed it, and most that is found for it is
//! someone else's: other pairs than those of two careful lists, so the levels of
//! a comparison weigh differently. The same features, the same trainer
//! ([`crate::name::train`]) and the same file format as the name model, learned
//! from names with typing errors against a list, and from names that are not on
//! it. What it was made from is in the file.

use std::sync::OnceLock;

use crate::name::reach::Scale;

/// The shipped model.
pub(super) fn scale() -> &'static Scale {
    static SHIPPED: OnceLock<Scale> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        Scale::read(include_str!("../../../../data/resolve/screening-model.toml"))
            .expect("the shipped model is read by every test of screening")
    })
}
