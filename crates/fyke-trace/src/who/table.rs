//! Shipped tables, read line by line.
//!
//! The columns that code reads come first and hold no comma and no quote;
//! sources and notes, which may, come last and are never read here. A test
//! holds this against a full CSV reader.

/// The cells of each row of a shipped table, header left out. Cells beyond the
/// first quoted one are not to be used.
pub(super) fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = text.lines().skip(1).filter(|line| !line.trim().is_empty());
    lines.map(|line| line.split(',').map(str::trim).collect())
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The first cells of every row are what a CSV reader makes of them.
    pub fn first_cells_are_plain(text: &'static str, cells: usize) {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let full: Vec<Vec<String>> = reader
            .records()
            .map(|row| row.unwrap().iter().take(cells).map(str::to_owned).collect())
            .collect();
        let ours: Vec<Vec<String>> = rows(text)
            .map(|row| row.into_iter().take(cells).map(str::to_owned).collect())
            .collect();
        assert_eq!(ours, full);
        assert!(!full.is_empty());
    }
}
