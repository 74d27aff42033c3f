//! What a queue saves: work saved over sampling, confirmed leads per hour.

use super::count::{Estimate, poisson};

/// Work saved over sampling at a recall (Cohen et al. 2006): the share of the
/// queue that need not be read to reach it, less what reading in any order
/// would save. `ranked`: whether each lead was right, in the order of the
/// queue. 0 is chance, at .95 the most is just under .95. `None` without a
/// right one, or of a recall outside 0 to 1.
///
/// ```
/// use fyke_judge::reviewer::work_saved;
/// let mut queue = vec![true; 10];
/// queue.extend([false; 90]);
/// // after 10 of 100 all are found: 0.90 need not be read, 0.05 chance would have saved
/// assert!((work_saved(&queue, 0.95).unwrap() - 0.85).abs() < 1e-12);
/// ```
pub fn work_saved(ranked: &[bool], recall: f64) -> Option<f64> {
    let right = ranked.iter().filter(|r| **r).count();
    if right == 0 || !(0.0..=1.0).contains(&recall) {
        return None;
    }
    let needed = (recall * right as f64 - 1e-9).ceil().max(0.0) as usize;
    let mut found = 0;
    let depth = ranked
        .iter()
        .take_while(|r| {
            let reading = found < needed;
            found += usize::from(**r && reading);
            reading
        })
        .count();
    let n = ranked.len() as f64;
    Some((n - depth as f64) / n - (1.0 - recall))
}

/// Confirmed leads per reviewer-hour with Garwood's interval. `None` of no time.
///
/// ```
/// let rate = fyke_judge::reviewer::per_hour(10, 120.0).unwrap();
/// // a Poisson count of 10 has the exact interval 4.80 to 18.39
/// assert_eq!(format!("{:.2} {:.2} {:.2}", rate.low, rate.value, rate.high), "2.40 5.00 9.20");
/// ```
pub fn per_hour(confirmed: u64, minutes: f64) -> Option<Estimate> {
    if minutes.is_nan() || minutes <= 0.0 {
        return None;
    }
    let (count, hours) = (poisson(confirmed), minutes / 60.0);
    Some(Estimate {
        value: count.value / hours,
        low: count.low / hours,
        high: count.high / hours,
    })
}
