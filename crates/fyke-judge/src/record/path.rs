//! Names of files in a record: C2SP tlog-tiles under `log/`, segments of
//! payloads under `payloads/`, co-signed checkpoints under `witnessed/`.

/// The signed checkpoint.
pub(crate) const CHECKPOINT: &str = "log/checkpoint";
/// The key that signs it.
pub(crate) const MACHINE_KEY: &str = "machine.key";
/// Entries of an erasure that is under way.
pub(crate) const ERASING: &str = "erasing";
/// What writers lock.
pub(crate) const LOCK: &str = "lock";
/// The log of who is who, in the same folder: fyke-store writes and checks it.
pub(crate) const NEIGHBOUR: &str = "judgements.jsonl";
/// Hashes in a full tile, entries in a full bundle.
pub(crate) const WIDTH: u64 = 256;

/// What lies in rows of 256.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Row {
    /// Entries themselves.
    Entries,
    /// Hashes at this level of tiles.
    Hashes(u8),
}

/// One file of a row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Tile {
    pub row: Row,
    pub n: u64,
    /// 1 to 256; below 256 it is partial.
    pub width: u64,
}

impl Tile {
    pub(crate) fn path(self) -> String {
        let mut n = format!("{:03}", self.n % 1000);
        let mut rest = self.n / 1000;
        while rest > 0 {
            n = format!("x{:03}/{n}", rest % 1000);
            rest /= 1000;
        }
        let partial = if self.width < WIDTH {
            format!(".p/{}", self.width)
        } else {
            String::new()
        };
        match self.row {
            Row::Entries => format!("log/tile/entries/{n}{partial}"),
            Row::Hashes(level) => format!("log/tile/{level}/{n}{partial}"),
        }
    }

    pub(crate) fn parse(path: &str) -> Option<Tile> {
        let (row, rest) = path.strip_prefix("log/tile/")?.split_once('/')?;
        let row = match row {
            "entries" => Row::Entries,
            level => Row::Hashes(level.parse().ok().filter(|level| *level < 8)?),
        };
        let (numbers, width) = match rest.split_once(".p/") {
            Some((numbers, width)) => (numbers, width.parse().ok().filter(|w| (1..WIDTH).contains(w))?),
            None => (rest, WIDTH),
        };
        let mut n = 0_u64;
        for digits in numbers.split('/') {
            let digits = digits.strip_prefix('x').unwrap_or(digits);
            n = n.checked_mul(1000)?.checked_add(digits.parse().ok()?)?;
        }
        let tile = Tile { row, n, width };
        (tile.path() == path).then_some(tile)
    }

    /// Whether a log of `size` entries consists of this file among others.
    pub(crate) fn in_log_of(self, size: u64) -> bool {
        let level = match self.row {
            Row::Entries => 0,
            Row::Hashes(level) => level,
        };
        let hashes = at_level(size, level);
        if self.n < hashes / WIDTH {
            self.width == WIDTH
        } else {
            self.n == hashes / WIDTH && self.width == hashes % WIDTH
        }
    }
}

/// How many hashes there are at a level of tiles: floor(size / 256^level).
pub(crate) fn at_level(size: u64, level: u8) -> u64 {
    size.checked_shr(8 * u32::from(level)).unwrap_or(0)
}

/// Whether the record writes a file of this name.
pub(crate) fn ours(path: &str) -> bool {
    let folders = ["log/", "payloads/", "witnessed/"];
    matches!(path, MACHINE_KEY | ERASING) || folders.iter().any(|folder| path.starts_with(folder))
}

/// The payloads of the entries from `first` on, `n` of them.
pub(crate) fn segment(first: u64, n: u64) -> String {
    format!("payloads/{first}-{n}")
}

pub(crate) fn parse_segment(path: &str) -> Option<(u64, u64)> {
    let (first, n) = path.strip_prefix("payloads/")?.split_once('-')?;
    let (first, n) = (first.parse::<u64>().ok()?, n.parse::<u64>().ok()?);
    first.checked_add(n)?;
    (n > 0 && segment(first, n) == path).then_some((first, n))
}

/// The checkpoint of `size` entries with the signatures of witnesses.
pub(crate) fn witnessed(size: u64) -> String {
    format!("witnessed/{size}")
}

pub(crate) fn parse_witnessed(path: &str) -> Option<u64> {
    let size = path.strip_prefix("witnessed/")?.parse().ok()?;
    (witnessed(size) == path).then_some(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_c2sp_tlog_tiles() {
        let tile = |row, n, width| Tile { row, n, width };
        for (tile, path) in [
            (tile(Row::Hashes(0), 1_234_067, 256), "log/tile/0/x001/x234/067"),
            (tile(Row::Hashes(1), 0, 17), "log/tile/1/000.p/17"),
            (tile(Row::Entries, 1000, 1), "log/tile/entries/x001/000.p/1"),
        ] {
            assert_eq!(tile.path(), path);
            assert_eq!(Tile::parse(path), Some(tile));
        }
        for other in [
            "log/tile/0/1",
            "log/tile/00/001",
            "log/tile/8/001",
            "log/tile/0/000.p/256",
            "log/tile/0/000.p/01",
            "log/tile/0/000.p/0",
            "log/tile/0/x000/001",
            "log/tile/0/x18446744073709551615/999",
            "tile/0/001",
        ] {
            assert_eq!(Tile::parse(other), None, "{other}");
        }
        assert_eq!(parse_segment("payloads/7-3"), Some((7, 3)));
        for other in [
            "payloads/07-3",
            "payloads/7-0",
            "payloads/7-+3",
            "payloads/18446744073709551615-1",
        ] {
            assert_eq!(parse_segment(other), None, "{other}");
        }
    }

    /// The example in tlog-tiles: 70,000 entries.
    #[test]
    fn a_log_of_seventy_thousand() {
        let full = |level: u8| at_level(70_000, level) / WIDTH;
        let partial = |level: u8| at_level(70_000, level) % WIDTH;
        assert_eq!((full(0), partial(0)), (273, 112));
        assert_eq!((full(1), partial(1)), (1, 17));
        assert_eq!((full(2), partial(2)), (0, 1));
        assert_eq!((full(3), partial(3)), (0, 0));
    }
}
