//! The probability yardstick of the UK's Professional Head of Intelligence
//! Assessment: seven bands with gaps between them, on purpose, so that two
//! neighbouring words are never the same number.

use super::words::Scale;
use std::sync::LazyLock;

static SHIPPED: LazyLock<Scale> =
    LazyLock::new(|| super::shipped(include_str!("../../../../data/scales/phia.toml")));

/// The yardstick.
pub fn phia() -> &'static Scale {
    &SHIPPED
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::Probability;

    /// Figures of the published yardstick (UK government, 2019 form).
    #[test]
    fn the_yardstick_as_published() {
        let bands: Vec<String> = phia()
            .bands
            .iter()
            .map(|b| format!("{} {b}", b.term(0)))
            .collect();
        assert_eq!(
            bands,
            [
                "remote chance 0 to 0.05",
                "highly unlikely 0.1 to 0.2",
                "unlikely 0.25 to 0.35",
                "realistic possibility 0.4 to below 0.5",
                "likely 0.55 to 0.75",
                "highly likely 0.8 to 0.9",
                "almost certain 0.95 to 1",
            ]
        );
    }

    #[test]
    fn a_number_in_a_gap_gets_no_word() {
        for (p, words) in [
            (0.07, "0.07, between remote chance and highly unlikely"),
            (0.5, "0.5, between realistic possibility and likely"),
            (0.92, "0.92, between highly likely and almost certain"),
            (1.0, "almost certain (1)"),
        ] {
            assert_eq!(phia().write(Probability::new(p).unwrap(), 0), words);
        }
    }
}
