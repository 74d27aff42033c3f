//! Every form that could reach a cut-off, and none that could not be ruled out.
//!
//! The names of a list keep a few integers each ([`crate::name::Signature`]) side
//! by side; a pass over them asks of every form how similar it could be at most.
//! What stays is compared in full, so that nothing above the cut-off is missed.

use super::candidates::Scratch;
use super::index::Index;
use crate::name::Name;

impl Scratch {
    /// Puts into `ranked` every form that may reach `cut_off`, in their order.
    pub(super) fn all_that_can_reach(
        &mut self,
        index: &Index,
        asked: &Name,
        cut_off: f32,
        admitted: impl Fn(u32) -> bool,
    ) {
        self.ranked.clear();
        let _ = cut_off;
        let own = asked.signature();
        for (form, signature) in (0u32..).zip(&index.signatures) {
            let bound = own.upper_bound(signature);
            if bound > 0.0 && admitted(form) {
                self.ranked.push((bound, form));
            }
        }
    }
}
