//! How much of a closed flow turns up on the known hubs at all: a prior, since
//! no month before the cut can tell.
//!
//! `rate = lost x rerouted`. Which part of the direct flow a measure will stop
//! is not known on its first day: uniform between 0.3 and 1. Which part of that
//! turns up at the hubs is log-normal in two steps, one draw for the embargo,
//! one for each group. Every forecast with diversion in it, simple or not, gets
//! the same rate, so none wins by it.

use crate::measure::Rng;

/// The prior of the rerouted share of what is lost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// Its median.
    pub median: f64,
    /// Deviation of its natural log that all groups share.
    pub common_sd: f64,
    /// Deviation of its natural log from group to group.
    pub group_sd: f64,
}

/// Least and largest share of the direct flow that is lost.
const LOST: (f64, f64) = (0.3, 1.0);

impl Rate {
    /// From what was published before March 2022: of the trade lost to Russia's
    /// counter-sanctions of 2014 an estimated 8.56 % was evaded (Lukaszuk,
    /// Aussenwirtschaft 71, December 2021). One case, other goods, the other
    /// direction: a factor of e either way for the embargo and again for the
    /// group, so that 90 % of groups lie between 1 % and 88 %.
    pub const BEFORE: Rate = Rate {
        median: 0.0856,
        common_sd: 1.0,
        group_sd: 1.0,
    };
    /// From what was published of 2022-23 itself (hindsight): detours offset
    /// less than a tenth of the total, yet more than half for many products
    /// (Chupilkin, Javorcik and Plekhanov, CEPR DP20097; "many" read as 15 %).
    pub const PUBLISHED: Rate = Rate {
        median: 0.08,
        common_sd: 0.3,
        group_sd: 1.75,
    };

    /// The part of a group's direct flow that turns up at the hubs together;
    /// `common` is the embargo's standard normal draw.
    pub fn draw(&self, common: f64, rng: &mut Rng) -> f64 {
        let lost = LOST.0 + (LOST.1 - LOST.0) * rng.unit();
        let ln = self.median.ln() + self.common_sd * common + self.group_sd * normal(rng);
        lost * ln.exp().min(1.0)
    }
}

/// A standard normal number (Box and Muller 1958).
pub(crate) fn normal(rng: &mut Rng) -> f64 {
    let radius = (-2.0 * (1.0 - rng.unit()).ln()).sqrt();
    radius * (std::f64::consts::TAU * rng.unit()).cos()
}

/// A gamma number of this shape and scale one (Marsaglia and Tsang 2000).
pub(crate) fn gamma(shape: f64, rng: &mut Rng) -> f64 {
    if shape < 1.0 {
        // a small shape by the power of a uniform
        return gamma(shape + 1.0, rng) * (1.0 - rng.unit()).powf(1.0 / shape.max(1e-6));
    }
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * d).sqrt();
    loop {
        let x = normal(rng);
        let v = (1.0 + c * x).powi(3);
        if v > 0.0 && (1.0 - rng.unit()).ln() < 0.5 * x * x + d - d * v + d * v.ln() {
            return d * v;
        }
    }
}
