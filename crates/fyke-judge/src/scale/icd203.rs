//! The expressions of likelihood of the US Intelligence Community Directive 203:
//! seven bands that touch, each with two terms. Terms of the two rows are not
//! mixed in one text ([`crate::lint`] looks); a number on a shared border is
//! said to be on the border.

use super::words::Scale;
use std::sync::LazyLock;

static SHIPPED: LazyLock<Scale> =
    LazyLock::new(|| super::shipped(include_str!("../../../../data/scales/icd203.toml")));

/// The scale; row 0 begins with "almost no chance", row 1 with "remote".
pub fn icd203() -> &'static Scale {
    &SHIPPED
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::Probability;

    /// Figures and terms of ICD 203 (2015), D.6.e(2)(a).
    #[test]
    fn the_table_as_published() {
        let rows: Vec<String> = icd203()
            .bands
            .iter()
            .map(|b| format!("{} | {} | {b}", b.term(0), b.term(1)))
            .collect();
        assert_eq!(
            rows,
            [
                "almost no chance | remote | 0.01 to 0.05",
                "very unlikely | highly improbable | 0.05 to 0.2",
                "unlikely | improbable | 0.2 to 0.45",
                "roughly even chance | roughly even odds | 0.45 to 0.55",
                "likely | probable | 0.55 to 0.8",
                "very likely | highly probable | 0.8 to 0.95",
                "almost certain | nearly certain | 0.95 to 0.99",
            ]
        );
    }

    #[test]
    fn certainty_has_no_word() {
        let write = |p| icd203().write(Probability::new(p).unwrap(), 1);
        assert_eq!(write(0.0), "0, below remote");
        assert_eq!(write(0.995), "0.995, above nearly certain");
        assert_eq!(write(0.8), "0.8, on the border of probable and highly probable");
    }
}
