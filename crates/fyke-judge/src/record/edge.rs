//! The growing end of a log: of every level the hashes that fill no tile yet,
//! and the entries that fill no bundle. With it, an entry costs two hashes and
//! no reading.

use super::bundle;
use super::path::{Row, Tile, WIDTH, at_level};
use super::tree::{Hash, empty_root, leaf_hash, node_hash, subtree};

/// The end of a log of `size` entries.
#[derive(Clone, Default, Debug)]
pub(crate) struct Edge {
    size: u64,
    levels: Vec<Vec<Hash>>,
    entries: Vec<u8>,
}

/// A file and its bytes.
pub(crate) type Written = (Tile, Vec<u8>);

impl Edge {
    /// The end made of these hashes and entries, if they fit a log of `size`.
    pub(crate) fn of(size: u64, levels: Vec<Vec<Hash>>, entries: Vec<u8>) -> Option<Edge> {
        let fits = |(level, hashes): (u8, &Vec<Hash>)| hashes.len() as u64 == at_level(size, level) % WIDTH;
        let read = bundle::read(&entries, size % WIDTH)?;
        let same = match levels.first() {
            Some(hashes) => read
                .iter()
                .zip(hashes)
                .all(|(entry, hash)| leaf_hash(entry) == *hash),
            None => read.is_empty(),
        };
        ((0..8).zip(&levels).all(fits) && same).then_some(Edge {
            size,
            levels,
            entries,
        })
    }

    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    /// The entries that fill no bundle yet.
    pub(crate) fn entries(&self) -> &[u8] {
        &self.entries
    }

    /// Adds an entry with its hash; gives out the files that it fills. `None`
    /// where the entry is too long.
    pub(crate) fn push(&mut self, entry: &[u8], mut full: impl FnMut(Written)) -> Option<()> {
        bundle::push(&mut self.entries, entry)?;
        let n = self.size / WIDTH;
        self.grow(leaf_hash(entry), &mut full);
        if self.size.is_multiple_of(WIDTH) {
            let tile = Tile {
                row: Row::Entries,
                n,
                width: WIDTH,
            };
            full((tile, std::mem::take(&mut self.entries)));
        }
        Some(())
    }

    /// Adds the hash of an entry alone: for who checks and does not write.
    pub(crate) fn grow(&mut self, hash: Hash, full: &mut impl FnMut(Written)) {
        let mut hash = hash;
        let mut n = self.size / WIDTH;
        self.size += 1;
        for level in 0_u8.. {
            if self.levels.len() <= usize::from(level) {
                self.levels.push(Vec::new());
            }
            let Some(hashes) = self.levels.get_mut(usize::from(level)) else {
                return;
            };
            hashes.push(hash);
            if (hashes.len() as u64) < WIDTH {
                return;
            }
            hash = subtree(hashes);
            let tile = Tile {
                row: Row::Hashes(level),
                n,
                width: WIDTH,
            };
            full((tile, hashes.concat()));
            hashes.clear();
            n /= WIDTH;
        }
    }

    /// The files at the end, as they are now.
    pub(crate) fn partial(&self) -> Vec<Written> {
        let mut files = Vec::new();
        let mut partial = |row, level, bytes: Vec<u8>| {
            let hashes = at_level(self.size, level);
            let (n, width) = (hashes / WIDTH, hashes % WIDTH);
            if width > 0 {
                files.push((Tile { row, n, width }, bytes));
            }
        };
        partial(Row::Entries, 0, self.entries.clone());
        for (level, hashes) in (0..8).zip(&self.levels) {
            partial(Row::Hashes(level), level, hashes.concat());
        }
        files
    }

    /// The root of all entries.
    pub(crate) fn root(&self) -> Hash {
        // complete subtrees from the right: in each level the powers of two of
        // its width, smallest last
        let mut root: Option<Hash> = None;
        for hashes in &self.levels {
            let mut rest = hashes.as_slice();
            while !rest.is_empty() {
                let width = 1 << rest.len().trailing_zeros();
                let (before, last) = rest.split_at(rest.len() - width);
                let left = subtree(last);
                root = Some(root.map_or(left, |right| node_hash(&left, &right)));
                rest = before;
            }
        }
        root.unwrap_or_else(empty_root)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree written out as RFC 6962 defines it.
    fn by_definition(entries: &[Vec<u8>]) -> Hash {
        match entries {
            [] => empty_root(),
            [one] => leaf_hash(one),
            _ => {
                let k = entries.len().next_power_of_two() / 2;
                let (left, right) = entries.split_at(k);
                node_hash(&by_definition(left), &by_definition(right))
            }
        }
    }

    #[test]
    fn the_root_is_that_of_the_definition() {
        let mut edge = Edge::default();
        let mut entries = Vec::new();
        let mut files = Vec::new();
        for n in 0..600_u64 {
            if n < 20 || n % 37 == 0 || (255..260).contains(&n) || (511..514).contains(&n) {
                assert_eq!(edge.root(), by_definition(&entries), "{n}");
            }
            let entry = n.to_string().into_bytes();
            edge.push(&entry, |(tile, _)| files.push(tile.path())).unwrap();
            entries.push(entry);
        }
        assert_eq!(
            files,
            [
                "log/tile/0/000",
                "log/tile/entries/000",
                "log/tile/0/001",
                "log/tile/entries/001"
            ]
        );
        let partial = edge.partial();
        let names: Vec<String> = partial.iter().map(|(tile, _)| tile.path()).collect();
        assert_eq!(
            names,
            [
                "log/tile/entries/002.p/88",
                "log/tile/0/002.p/88",
                "log/tile/1/000.p/2"
            ]
        );
        let read = Edge::of(600, edge.levels.clone(), edge.entries.clone()).unwrap();
        assert_eq!(read.root(), edge.root());
        assert!(Edge::of(601, edge.levels.clone(), edge.entries).is_none());
    }
}
