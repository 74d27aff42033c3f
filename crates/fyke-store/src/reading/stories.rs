//! Documents that tell of the same: they share words, an origin, or a matter on which they differ.
//!
//! Joined while the comparison is written, one number a document, so that whoever asks for a story
//! later reads one column and compares nothing.

use fyke_resolve::cluster::Sets;

/// Documents by number, joined into stories.
pub(super) struct Stories(Sets);

impl Stories {
    /// So many documents, each a story of its own.
    pub(super) fn new(documents: usize) -> Stories {
        Stories(Sets::new(documents))
    }

    /// Joins all of them.
    pub(super) fn join(&mut self, documents: impl IntoIterator<Item = u32>) {
        let mut documents = documents.into_iter();
        let Some(first) = documents.next() else { return };
        for other in documents {
            self.0.join(first, other);
        }
    }

    /// The story of a document: the number of its first.
    pub(super) fn story(&mut self, document: u32) -> u32 {
        self.0.root(document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
