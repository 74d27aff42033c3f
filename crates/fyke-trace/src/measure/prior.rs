//! The share of positives in a set that nobody has labelled.
//!
//! A classifier fitted where one unit in twelve was guilty shouts where one in
//! a thousand is. Saerens, Latinne and Decaestecker (2002): shift the log-odds
//! by the change of prior, take the mean of the probabilities as the new
//! prior, repeat until it rests. It assumes that guilty units look alike in
//! both sets, which is an assumption, and the reason why the estimate is
//! printed and not hidden.

/// The probability that log-odds stated at one base rate mean at another.
pub fn shift_log_odds(log_odds: f64, fitted_rate: f64, rate: f64) -> f64 {
    let odds_of = |p: f64| (p / (1.0 - p)).ln();
    let shifted = log_odds - odds_of(fitted_rate) + odds_of(rate);
    1.0 / (1.0 + (-shifted).exp())
}

/// The base rate at which the mean of the probabilities is the base rate.
/// Starts from the fitted rate; kept within 0.01 % and 90 %.
///
/// ```
/// use fyke_trace::measure::prior::shifted_prior;
/// // a hundred units, of which five stand out
/// let log_odds: Vec<f64> = (0..100).map(|at| if at < 5 { 6.0 } else { -6.0 }).collect();
/// let rate = shifted_prior(&log_odds, 0.5);
/// assert!((rate - 0.05).abs() < 0.01);
/// ```
pub fn shifted_prior(log_odds: &[f64], fitted_rate: f64) -> f64 {
    let mut rate = fitted_rate;
    if log_odds.is_empty() {
        return rate;
    }
    for _ in 0..200 {
        let sum: f64 = log_odds
            .iter()
            .map(|l| shift_log_odds(*l, fitted_rate, rate))
            .sum();
        let next = (sum / log_odds.len() as f64).clamp(0.000_1, 0.9);
        if (next - rate).abs() < 1e-7 {
            return next;
        }
        rate = next;
    }
    rate
}
