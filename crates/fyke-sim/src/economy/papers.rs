//! Who is listed, and whose papers differ from the usual.

use super::Builder;
use crate::papers::Listing;
use crate::rng::Rng;

impl Builder<'_> {
    /// Lists two thirds of the ends and as many owners.
    pub(super) fn papers(&mut self) {
        let mut rng = Rng::new(self.settings.seed, 0x115);
        let papers = &mut self.economy.papers;
        for firm in self.economy.ends.clone() {
            if rng.chance(0.66) {
                papers.listings.push(Listing {
                    firm,
                    day: rng.whole(-900, 1_000),
                });
            }
        }
        papers.listed_owners = (papers.listings.len() as u32).max(12) & !1;
    }
}
