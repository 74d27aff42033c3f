//! From values to pixels: a linear scale from zero, and round numbers on it.

/// A linear scale that begins at zero, since bars that do not, lie.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    max: f64,
    from_px: f64,
    to_px: f64,
}

impl Scale {
    /// Zero at `from_px`, `max` at `to_px`; a `max` that is not positive counts
    /// as one, so that an empty chart has an axis too.
    pub fn new(max: f64, from_px: f64, to_px: f64) -> Scale {
        let max = if max.is_finite() && max > 0.0 { max } else { 1.0 };
        Scale { max, from_px, to_px }
    }

    /// Where a value stands.
    pub fn at(&self, value: f64) -> f64 {
        self.from_px + value / self.max * (self.to_px - self.from_px)
    }
}

/// Round values from zero up to at least `max`, in about `wanted` steps of 1,
/// 2 or 5 times a power of ten.
pub(super) fn ticks(max: f64, wanted: u32) -> Vec<f64> {
    if !(max.is_finite() && max > 0.0) {
        return vec![0.0, 1.0];
    }
    let raw = max / f64::from(wanted.max(1));
    let power = 10f64.powf(raw.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|m| m * power)
        .find(|step| *step >= raw * 0.999)
        .unwrap_or(10.0 * power);
    let count = (max / step).ceil().clamp(1.0, 20.0) as u32;
    (0..=count).map(|at| f64::from(at) * step).collect()
}

/// Moves labels that want the same height apart, keeping their order and
/// staying between `top` and `bottom` where there is room. Returns a height
/// for each, in the order given.
pub(super) fn apart(wanted: &[f64], gap: f64, top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]));
    let mut placed = wanted.to_vec();
    let mut lowest = top;
    for at in &order {
        placed[*at] = placed[*at].max(lowest);
        lowest = placed[*at] + gap;
    }
    let mut highest = bottom;
    for at in order.iter().rev() {
        placed[*at] = placed[*at].min(highest);
        highest = placed[*at] - gap;
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_reach_the_top() {
        assert_eq!(ticks(93.0, 4), [0.0, 50.0, 100.0]);
        assert_eq!(ticks(7.5, 4), [0.0, 2.0, 4.0, 6.0, 8.0]);
        assert_eq!(ticks(f64::NAN, 4), [0.0, 1.0]);
        for max in [1e-9, 0.3, 17.0, 1e18] {
            let ticks = ticks(max, 4);
            assert!(
                *ticks.last().unwrap() >= max && ticks.len() <= 7,
                "{max}: {ticks:?}"
            );
        }
    }

    #[test]
    fn labels_keep_their_order_and_their_distance() {
        assert_eq!(apart(&[10.0, 12.0, 50.0], 10.0, 0.0, 60.0), [10.0, 20.0, 50.0]);
        assert_eq!(apart(&[58.0, 59.0], 10.0, 0.0, 60.0), [50.0, 60.0]);
    }
}
