//! How they would act: the numbers, each a range with its source, for people
//! to argue with. The ranges are `data/adaptation/reply.toml`.

/// The shipped numbers.
pub const SHIPPED: &str = include_str!("../../../../data/adaptation/reply.toml");

/// A range: low, likely, high. Nobody knows the inside; it is drawn from the
/// triangle over it.
pub type Range = [f64; 3];

/// How the adversary replies.
#[derive(Clone, PartialEq, Debug)]
pub struct Adaptation {}

impl Adaptation {
    /// The shipped numbers.
    pub fn shipped() -> Adaptation {
        Adaptation {}
    }
}
