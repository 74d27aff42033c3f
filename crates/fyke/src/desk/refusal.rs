//! What broke below, as a workbench hears it: whose move it is.
//!
//! Below, everything fails as a [`Failure`]; where a question is answered that
//! becomes a [`Refusal`] by `?`. What fails in a library says [`Told::told`]
//! before the `?`.

use crate::screen::Failure;
use fyke_model::desk::{Answer, Refusal};

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Refusal {
        Refusal::new(failure.why(), failure.broke(), failure.repair())
    }
}

/// What came of a step in a library, as it is told.
pub trait Told<T> {
    /// The value, or what broke in words.
    ///
    /// # Errors
    /// The library's, with whose move it is.
    fn told(self) -> Answer<T>;
}

impl<T, E: Into<Failure>> Told<T> for Result<T, E> {
    fn told(self) -> Answer<T> {
        self.map_err(|error| error.into().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fyke_model::desk::Why;
    use fyke_store::StoreError;

    #[test]
    fn whose_move_it_is_survives() {
        let asked: Result<(), _> = Err(StoreError::request("no such column", "name another"));
        let refused = asked.told().unwrap_err();
        assert_eq!(refused.why, Why::Malformed);
        assert_eq!(refused.to_string(), "no such column; name another");
    }
}
