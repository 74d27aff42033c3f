//! Documents that tell of the same: they share words, an origin, or a matter on which they differ.
//!
//! Joined while the comparison is written, one number a document, so that whoever asks for a story
//! later reads one column and compares nothing.

/// Documents by number, joined into stories.
pub(super) struct Stories {
    /// A document above each, or itself.
    above: Vec<u32>,
}

impl Stories {
    /// So many documents, each a story of its own.
    pub(super) fn new(documents: usize) -> Stories {
        Stories {
            above: (0..u32::try_from(documents).unwrap_or(u32::MAX)).collect(),
        }
    }

    /// Joins all of them.
    pub(super) fn join(&mut self, documents: impl IntoIterator<Item = u32>) {
        let mut documents = documents.into_iter();
        let Some(first) = documents.next() else { return };
        for other in documents {
            let (one, other) = (self.story(first), self.story(other));
            // the smaller stays above, so that the order of joins does not matter
            let (above, below) = (one.min(other), one.max(other));
            if let Some(at) = self.at(below) {
                *at = above;
            }
        }
    }

    /// The story of a document: the number of its first.
    pub(super) fn story(&mut self, document: u32) -> u32 {
        let mut at = document;
        loop {
            let above = self.at(at).map_or(at, |above| *above);
            if above == at {
                return at;
            }
            // every second step is made shorter, which keeps all ways short
            let next = self.at(above).map_or(above, |next| *next);
            if let Some(here) = self.at(at) {
                *here = next;
            }
            at = next;
        }
    }

    fn at(&mut self, document: u32) -> Option<&mut u32> {
        self.above.get_mut(usize::try_from(document).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_joined_is_one_story() {
        let mut stories = Stories::new(6);
        stories.join([4, 5]);
        stories.join([2, 3]);
        stories.join([3, 5]);
        stories.join([]);
        // a document that is not there joins nothing
        stories.join([1, 77]);
        let found: Vec<u32> = (0..6).map(|document| stories.story(document)).collect();
        assert_eq!(found, [0, 1, 2, 2, 2, 2]);
    }

    proptest! {
        /// The order of joins does not matter.
        #[test]
        fn any_order_gives_the_same(pairs in prop::collection::vec((0_u32..20, 0_u32..20), 0..30)) {
            let of = |pairs: &mut dyn Iterator<Item = &(u32, u32)>| {
                let mut stories = Stories::new(20);
                for (one, other) in pairs {
                    stories.join([*one, *other]);
                }
                (0..20).map(|document| stories.story(document)).collect::<Vec<_>>()
            };
            prop_assert_eq!(of(&mut pairs.iter()), of(&mut pairs.iter().rev()));
        }
    }
}
