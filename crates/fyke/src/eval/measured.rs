//! Figures that may not have been measured: a share of nothing is no share,
//! and reads `null` and "not measured", never 1.

use fyke_resolve::measure::Counts;

/// A share, where there was something to take it of.
pub fn share<T>(figure: T, of: u64) -> Option<T> {
    (of > 0).then_some(figure)
}

/// None where nothing is the same and nothing was called so.
pub fn f1(counts: &Counts) -> Option<f64> {
    let concerned = counts.true_positive + counts.false_positive + counts.false_negative;
    share(counts.f1(), concerned)
}

/// None where nothing was called the same.
pub fn precision(counts: &Counts) -> Option<f64> {
    share(counts.precision(), counts.true_positive + counts.false_positive)
}

/// None where nothing is the same.
pub fn recall(counts: &Counts) -> Option<f64> {
    share(counts.recall(), counts.true_positive + counts.false_negative)
}

/// `0.912`, to so many digits.
pub fn shown(figure: Option<f64>, digits: usize) -> String {
    figure.map_or("not measured".to_owned(), |figure| format!("{figure:.digits$}"))
}

/// `0.912 [0.880, 0.931]`.
pub fn shown_within(figure: Option<f64>, interval: Option<(f64, f64)>) -> String {
    match (figure, interval) {
        (Some(figure), Some((low, high))) => format!("{figure:.3} [{low:.3}, {high:.3}]"),
        _ => shown(figure, 3),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_nothing_is_not_one() {
        assert_eq!(share(1.0, 0), None);
        assert_eq!(shown(share(1.0, 0), 3), "not measured");
        assert_eq!(
            shown_within(share(0.5, 2), share((0.25, 0.75), 2)),
            "0.500 [0.250, 0.750]"
        );
        assert_eq!(shown_within(None, None), "not measured");
        let silent = Counts {
            false_negative: 3,
            ..Counts::default()
        };
        assert_eq!(
            (f1(&silent), precision(&silent), recall(&silent)),
            (Some(0.0), None, Some(0.0))
        );
    }
}
