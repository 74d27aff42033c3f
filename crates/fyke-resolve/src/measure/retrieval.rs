//! A question with one right answer: how often it stands among the first k.

/// The place of the right answer, counted from 1, when the answers are
/// ordered by score. A tie counts against it: every other answer of the same
/// score stands before it, so a matcher that gives all answers the same score
/// earns nothing. `None` where the answer is missing or its score is NaN.
///
/// ```
/// use fyke_resolve::measure::answer_rank;
/// assert_eq!(answer_rank(&[(4, 0.9), (7, 0.8)], 7), Some(2));
/// assert_eq!(answer_rank(&[(4, 0.8), (7, 0.8)], 7), Some(2));
/// ```
pub fn answer_rank(answers: &[(u32, f64)], right: u32) -> Option<usize> {
    let score = answers
        .iter()
        .filter(|a| a.0 == right)
        .map(|a| a.1)
        .fold(f64::NAN, f64::max);
    if score.is_nan() {
        return None;
    }
    Some(1 + answers.iter().filter(|a| a.0 != right && a.1 >= score).count())
}

/// Share of the questions whose right answer stands among the first `k`. 0
/// without questions.
pub fn top_k_recall(ranks: &[Option<usize>], k: usize) -> f64 {
    if ranks.is_empty() {
        return 0.0;
    }
    let found = ranks.iter().flatten().filter(|rank| **rank <= k).count();
    found as f64 / ranks.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_answer_is_a_miss_and_a_tie_is_lost() {
        assert_eq!(answer_rank(&[(1, 0.5)], 2), None);
        assert_eq!(answer_rank(&[(1, f64::NAN)], 1), None);
        assert_eq!(answer_rank(&[(1, 0.5), (2, 0.5), (3, 0.5)], 1), Some(3));
        assert_eq!(top_k_recall(&[Some(1), Some(2), None, Some(1)], 1), 0.5);
        assert_eq!(top_k_recall(&[], 1), 0.0);
    }
}
