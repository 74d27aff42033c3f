//! What the cells of a column look like.
//!
//! A cell is reduced to its shape (`GN-1741` is `AA-9999`), and a column
//! remembers the shapes of its regular rows. A column with few shapes is
//! *narrow* (dates, codes, prices), one with many is *wide* (names, texts).
//! That is enough to tell whether a cell can belong into a column without
//! knowing what either means.

use std::collections::{BTreeMap, BTreeSet};

/// Longest cell, in characters, that has a shape; longer ones are texts.
const SHAPE_CHARS_MAX: usize = 48;
/// Most shapes that a narrow column has. Dates in two styles with one and two
/// digits have eight; half would call prices wide, double would call short
/// names narrow.
const NARROW_SHAPES_MAX: usize = 12;

/// The shape of a cell: letters by case and digits by place, the rest as it
/// is. `None` for one too long to have one.
pub(super) fn shape(cell: &str) -> Option<String> {
    let mut shape = String::with_capacity(cell.len().min(SHAPE_CHARS_MAX));
    for (count, c) in cell.chars().enumerate() {
        if count >= SHAPE_CHARS_MAX {
            return None;
        }
        shape.push(match c {
            '0'..='9' => '9',
            c if c.is_uppercase() => 'A',
            c if c.is_alphabetic() => 'a',
            c => c,
        });
    }
    Some(shape)
}

/// A shape with its runs drawn together: `$99.99` and `$9.9` are both `$9.9`.
fn runs(shape: &str) -> String {
    let mut runs = String::with_capacity(shape.len());
    for c in shape.chars() {
        if !runs.ends_with(c) || !matches!(c, '9' | 'A' | 'a') {
            runs.push(c);
        }
    }
    runs
}

/// What was seen in one column.
#[derive(Debug, Clone, Default)]
pub(super) struct Column {
    shapes: BTreeMap<String, u32>,
    runs: BTreeSet<String>,
    rows: u32,
    empty: u32,
    shapeless: u32,
}

impl Column {
    /// Remembers a cell of a regular row.
    pub fn learn(&mut self, cell: &str) {
        self.rows += 1;
        if cell.trim().is_empty() {
            self.empty += 1;
            return;
        }
        match shape(cell) {
            None => self.shapeless += 1,
            // a wide column need not remember more than that it is wide
            Some(_) if self.shapes.len() > 4 * NARROW_SHAPES_MAX => self.shapeless += 1,
            Some(shape) => {
                self.runs.insert(runs(&shape));
                *self.shapes.entry(shape).or_default() += 1;
            }
        }
    }

    /// Whether the cells look alike: few shapes for what was seen, without
    /// words in them.
    pub fn is_narrow(&self) -> bool {
        let filled = self.rows - self.empty;
        self.shapeless == 0
            && self.shapes.len() <= NARROW_SHAPES_MAX
            && filled as usize >= 3 * self.shapes.len()
            && filled > 0
    }

    /// Whether nothing was ever seen in it.
    pub fn is_empty(&self) -> bool {
        self.rows == self.empty
    }

    /// How badly a cell fits, from 0 (as all the others) to 8 (as none).
    pub fn misfit(&self, cell: &str) -> u32 {
        if cell.trim().is_empty() {
            return if 2 * self.empty > self.rows {
                0
            } else if self.empty > 0 {
                1
            } else {
                3
            };
        }
        if self.is_empty() {
            return if self.rows == 0 { 1 } else { 5 };
        }
        let shape = shape(cell);
        let known = shape
            .as_ref()
            .is_some_and(|shape| self.shapes.contains_key(shape));
        let alike = || {
            shape
                .as_ref()
                .is_some_and(|shape| self.runs.contains(&runs(shape)))
        };
        match (known, self.is_narrow()) {
            (true, true) => 0,
            (false, true) if alike() => 2,
            (false, true) => 8,
            (true, false) => 1,
            (false, false) if cell.chars().any(char::is_alphabetic) => 1,
            (false, false) => 3,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(cells: &[&str]) -> Column {
        let mut column = Column::default();
        for cell in cells {
            column.learn(cell);
        }
        column
    }

    #[test]
    fn codes_are_narrow_and_names_are_not() {
        let codes = column(&["GN-1741", "MG-8769", "RI-3895"]);
        assert!(codes.is_narrow());
        assert_eq!(codes.misfit("BH-7918"), 0);
        assert_eq!(codes.misfit("BH-79181"), 2);
        assert_eq!(codes.misfit("$48.05"), 8);
        let names = column(&["Acme", "Ромашка", "Sons & Co"]);
        assert!(!names.is_narrow());
        assert_eq!(names.misfit("Anything else"), 1);
        assert_eq!(shape("Aé9-"), Some("Aa9-".to_owned()));
    }
}
