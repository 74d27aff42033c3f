//! The share of positives in a set that nobody has labelled.
//!
//! A classifier fitted where one unit in twelve was guilty shouts where one in
//! a thousand is. Saerens, Latinne and Decaestecker (2002): shift the log-odds
//! by the change of prior, take the mean of the probabilities as the new
//! prior, repeat until it rests. It assumes that guilty units look alike in
//! both sets, which is an assumption, and the reason why the estimate is
//! printed and not hidden.
//!
//! A handful of units says next to nothing of a share, so [`PRIOR_UNITS`] units
//! of the fitted share stand beside them. Chosen on worlds of seeds below 21:
//! with 0 to 200 of them the worlds of thousands do not change, and the small ones
//! come nearer to the truth; of a world without any positive among four thousand
//! it makes .004.

/// Units of the fitted share that stand beside those at hand.
pub const PRIOR_UNITS: f64 = 50.0;

/// The probability that log-odds stated at one base rate mean at another.
pub fn shift_log_odds(log_odds: f64, fitted_rate: f64, rate: f64) -> f64 {
    let odds_of = |p: f64| (p / (1.0 - p)).ln();
    let shifted = log_odds - odds_of(fitted_rate) + odds_of(rate);
    1.0 / (1.0 + (-shifted).exp())
}

/// The base rate at which the mean of the probabilities, [`PRIOR_UNITS`] at the
/// fitted rate among them, is the base rate. Starts from the fitted rate; kept within 0.01 % and 90 %.
///
/// ```
/// use fyke_trace::measure::prior::shifted_prior;
/// // ten thousand units, of which one in twenty stands out
/// let log_odds: Vec<f64> = (0..10_000).map(|at| if at % 20 == 0 { 6.0 } else { -6.0 }).collect();
/// let rate = shifted_prior(&log_odds, 0.5);
/// assert!((rate - 0.05).abs() < 0.01);
/// // of one unit that does not, nothing is learned
/// assert!((shifted_prior(&[-6.0], 0.1) - 0.1).abs() < 0.01);
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
        let next = (sum + PRIOR_UNITS * fitted_rate) / (log_odds.len() as f64 + PRIOR_UNITS);
        let next = next.clamp(0.000_1, 0.9);
        if (next - rate).abs() < 1e-7 {
            return next;
        }
        rate = next;
    }
    rate
}
