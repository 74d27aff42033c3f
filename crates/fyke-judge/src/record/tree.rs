//! The Merkle tree of RFC 6962, section 2.1, and the one place that names the
//! crate which proves with it: put another behind these five functions and
//! nothing else notices.

use sha2::{Digest, Sha256};
use tlog_tiles::tlog;

/// A SHA-256.
pub type Hash = [u8; 32];

/// The hash of an entry.
pub fn leaf_hash(entry: &[u8]) -> Hash {
    Sha256::new()
        .chain_update([0])
        .chain_update(entry)
        .finalize()
        .into()
}

/// The hash of two neighbours.
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new()
        .chain_update([1])
        .chain_update(left)
        .chain_update(right)
        .finalize()
        .into()
}

/// The root of a tree without entries.
pub fn empty_root() -> Hash {
    Sha256::new().finalize().into()
}

/// Where hashes come from: node `n` of `level` spans the entries from
/// `n << level` to `(n + 1) << level`, all of them in the tree.
pub trait Nodes {
    /// That node, or why it cannot be had.
    ///
    /// # Errors
    /// In words.
    fn node(&self, level: u8, n: u64) -> Result<Hash, String>;
}

struct Reader<'a>(&'a dyn Nodes);

impl tlog::HashReader for Reader<'_> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog::Hash>, tlog::Error> {
        let read = |index: &u64| {
            let (level, n) = tlog::split_stored_hash_index(*index);
            self.0
                .node(level, n)
                .map(tlog::Hash)
                .map_err(tlog::Error::InvalidInput)
        };
        indexes.iter().map(read).collect()
    }
}

fn plain(hashes: Vec<tlog::Hash>) -> Vec<Hash> {
    hashes.into_iter().map(|hash| hash.0).collect()
}

fn theirs(hashes: &[Hash]) -> Vec<tlog::Hash> {
    hashes.iter().copied().map(tlog::Hash).collect()
}

/// The hashes that lead from entry `index` to the root of the first `size`.
///
/// # Errors
/// An index outside the tree, or what [`Nodes`] says.
pub fn prove_inclusion(size: u64, index: u64, nodes: &dyn Nodes) -> Result<Vec<Hash>, String> {
    tlog::prove_record(size, index, &Reader(nodes))
        .map(plain)
        .map_err(|error| error.to_string())
}

/// Whether those hashes do.
pub fn check_inclusion(proof: &[Hash], size: u64, root: &Hash, index: u64, leaf: &Hash) -> bool {
    tlog::check_record(&theirs(proof), size, tlog::Hash(*root), index, tlog::Hash(*leaf)).is_ok()
}

/// The hashes that show that the first `old` entries are still the same in a
/// tree of `size`.
///
/// # Errors
/// As [`prove_inclusion`].
pub fn prove_consistency(size: u64, old: u64, nodes: &dyn Nodes) -> Result<Vec<Hash>, String> {
    tlog::prove_tree(size, old, &Reader(nodes))
        .map(plain)
        .map_err(|error| error.to_string())
}

/// Whether those hashes do.
pub fn check_consistency(proof: &[Hash], size: u64, root: &Hash, old: u64, old_root: &Hash) -> bool {
    tlog::check_tree(
        &theirs(proof),
        size,
        tlog::Hash(*root),
        old,
        tlog::Hash(*old_root),
    )
    .is_ok()
}

/// The root of `2^k` neighbours.
pub(crate) fn subtree(hashes: &[Hash]) -> Hash {
    match hashes {
        [one] => *one,
        _ => {
            let (left, right) = hashes.split_at(hashes.len().next_power_of_two() / 2);
            node_hash(&subtree(left), &subtree(right))
        }
    }
}
