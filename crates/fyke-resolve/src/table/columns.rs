//! A table held as small integers: each column keeps every distinct value once,
//! in normal form, and each row its number.
//!
//! Values are normalised as they come in (case, accents, blanks; a placeholder
//! such as `n/a` is a missing value), so nothing after this reads text twice.
//! Which kinds the columns have is [`super::kinds`]' to say.

use super::kinds::{self, ColumnKind, Kind};

/// Characters of a cell that are read; the rest of a longer one is left out.
pub const CELL_CHARS_MAX: usize = 256;

/// Bytes of distinct values one column may hold; values beyond are missing ones.
const TEXT_BYTES_MAX: usize = u32::MAX as usize - 4 * CELL_CHARS_MAX;

/// One column: distinct values in order of first appearance, and each row's.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    pub(super) name: String,
    /// Per row; 0 is missing, otherwise the value's number.
    pub(super) ids: Vec<u32>,
    text: Vec<u8>,
    /// Where value n ends in `text`; `ends[0]` is 0.
    ends: Vec<u32>,
    /// Rows that hold value n; `counts[0]` the rows that miss it.
    pub(super) counts: Vec<u32>,
    /// Half of the hash of a value and its number; 0 is free. Emptied when the rows end.
    slots: Vec<u64>,
}

impl Column {
    pub(super) fn new(name: &str) -> Column {
        Column {
            name: name.to_owned(),
            ends: vec![0],
            counts: vec![0],
            slots: vec![0; 64],
            ..Column::default()
        }
    }

    /// Distinct values, without the missing one.
    pub(super) fn distinct(&self) -> usize {
        self.ends.len() - 1
    }

    /// The value with this number; empty for 0.
    pub(super) fn value(&self, id: u32) -> &str {
        let id = id as usize;
        if id == 0 || id >= self.ends.len() {
            return "";
        }
        std::str::from_utf8(&self.text[self.ends[id - 1] as usize..self.ends[id] as usize])
            .unwrap_or_default()
    }

    /// The bytes of the value with this number; none for 0.
    #[inline]
    pub(super) fn bytes(&self, id: u32) -> &[u8] {
        let id = id as usize;
        if id == 0 || id >= self.ends.len() {
            return &[];
        }
        &self.text[self.ends[id - 1] as usize..self.ends[id] as usize]
    }

    pub(super) fn push(&mut self, value: &[u8]) {
        self.push_hashed(value, hash_bytes(value));
    }

    fn push_hashed(&mut self, value: &[u8], hash: u64) {
        let id = if value.is_empty() {
            0
        } else {
            self.intern(value, hash)
        };
        self.counts[id as usize] += 1;
        self.ids.push(id);
    }

    /// The values without the rows.
    pub(super) fn without_rows(&self) -> Column {
        Column {
            text: self.text.clone(),
            ends: self.ends.clone(),
            name: self.name.clone(),
            ..Column::default()
        }
    }

    /// What the slot that a hash begins at holds.
    #[inline]
    fn slot(&self, hash: u64) -> u64 {
        self.slots[(hash >> 32) as usize & (self.slots.len() - 1)]
    }

    fn intern(&mut self, value: &[u8], hash: u64) -> u32 {
        let mask = self.slots.len() - 1;
        let mark = hash >> 32;
        let mut slot = mark as usize & mask;
        loop {
            let held = self.slots[slot];
            if held == 0 {
                break;
            }
            // the text is read only where half of the hash is the same
            if held >> 32 == mark && self.bytes(held as u32) == value {
                return held as u32;
            }
            slot = (slot + 1) & mask;
        }
        if self.text.len() > TEXT_BYTES_MAX {
            return 0;
        }
        self.text.extend_from_slice(value);
        self.ends.push(self.text.len() as u32);
        self.counts.push(0);
        let id = (self.ends.len() - 1) as u32;
        self.slots[slot] = mark << 32 | u64::from(id);
        if self.ends.len() * 2 > self.slots.len() {
            self.grow();
        }
        id
    }

    fn grow(&mut self) {
        let mask = self.slots.len() * 2 - 1;
        let mut slots = vec![0u64; mask + 1];
        for &held in self.slots.iter().filter(|&&held| held != 0) {
            let mut slot = (held >> 32) as usize & mask;
            while slots[slot] != 0 {
                slot = (slot + 1) & mask;
            }
            slots[slot] = held;
        }
        self.slots = slots;
    }
}

/// A 64-bit hash of bytes that is the same on every machine and in every run.
pub(super) fn hash_bytes(bytes: &[u8]) -> u64 {
    let mut state = 0x9e37_79b9_7f4a_7c15 ^ bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let mut word = [0; 8];
        word.copy_from_slice(chunk);
        state = mix(state ^ u64::from_le_bytes(word));
    }
    let mut word = [0; 8];
    word[..chunks.remainder().len()].copy_from_slice(chunks.remainder());
    mix(state ^ u64::from_le_bytes(word))
}

/// Spreads the bits of a word over all of it.
#[inline]
pub(super) fn mix(word: u64) -> u64 {
    let wide = u128::from(word ^ 0xa076_1d64_78bd_642f) * u128::from(word ^ 0xe703_7ed1_a0b4_28db);
    let folded = (wide >> 64) as u64 ^ wide as u64;
    (folded ^ (folded >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Takes rows in, one after another, and keeps only integers of them.
///
/// ```
/// use fyke_resolve::table::TableBuilder;
/// let mut rows = TableBuilder::new(&["name", "town"]);
/// rows.push(&["José  PÉREZ", "n/a"]);
/// let table = rows.finish();
/// assert_eq!((table.value(0, 0), table.value(0, 1)), ("jose perez", ""));
/// ```
#[derive(Clone, Debug)]
pub struct TableBuilder {
    columns: Vec<Column>,
    rows: u64,
    scratch: Vec<u8>,
    /// Per column of the row at hand: where its value ends in `text`, and its hash.
    cells: Vec<(usize, u64)>,
    text: Vec<u8>,
    kinds: Vec<Option<Kind>>,
}

impl TableBuilder {
    /// A table with these columns and no rows.
    pub fn new(column_names: &[&str]) -> TableBuilder {
        TableBuilder {
            columns: column_names.iter().map(|name| Column::new(name)).collect(),
            rows: 0,
            scratch: Vec::with_capacity(CELL_CHARS_MAX),
            cells: Vec::with_capacity(column_names.len()),
            text: Vec::new(),
            kinds: vec![None; column_names.len()],
        }
    }

    /// Says what a column is, instead of having it found out. False when there is no such column.
    pub fn set_kind(&mut self, column_name: &str, kind: Kind) -> bool {
        let found = self.columns.iter().position(|column| column.name == column_name);
        if let Some(at) = found {
            self.kinds[at] = Some(kind);
        }
        found.is_some()
    }

    /// Takes one row in. A missing cell, an empty one and a placeholder are the
    /// same; cells beyond the columns are left out. Rows beyond `u32::MAX - 1`
    /// are counted only, and the run refuses.
    pub fn push(&mut self, cells: &[&str]) {
        self.rows += 1;
        if self.rows >= u64::from(u32::MAX) {
            return;
        }
        self.cells.clear();
        self.text.clear();
        for at in 0..self.columns.len() {
            normalise(cells.get(at).copied().unwrap_or_default(), &mut self.scratch);
            self.text.extend_from_slice(&self.scratch);
            self.cells.push((self.text.len(), hash_bytes(&self.scratch)));
        }
        // memory far apart is asked for at once, so that the columns wait together
        let mut seen = 0;
        for (column, &(_, hash)) in self.columns.iter().zip(&self.cells) {
            let held = column.slot(hash);
            seen ^= held;
        }
        for (column, &(_, hash)) in self.columns.iter().zip(&self.cells) {
            seen ^= u64::from(column.ends[column.slot(hash) as u32 as usize]);
        }
        std::hint::black_box(seen);
        let mut from = 0;
        for (column, &(end, hash)) in self.columns.iter_mut().zip(&self.cells) {
            column.push_hashed(&self.text[from..end], hash);
            from = end;
        }
    }

    /// Ends the rows and finds out what the columns are.
    pub fn finish(mut self) -> Table {
        for column in &mut self.columns {
            column.slots = Vec::new();
            column.ids.shrink_to_fit();
        }
        let kinds = kinds::recognise(&self.columns, &self.kinds);
        Table {
            columns: self.columns,
            kinds,
            rows_pushed: self.rows,
        }
    }
}

/// Rows as integers, with what their columns are.
#[derive(Clone, Debug)]
pub struct Table {
    pub(super) columns: Vec<Column>,
    pub(super) kinds: Vec<ColumnKind>,
    pub(super) rows_pushed: u64,
}

impl Table {
    /// Rows held.
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, |column| column.ids.len())
    }

    /// What each column is and why, in the order of the columns.
    pub fn columns(&self) -> &[ColumnKind] {
        &self.kinds
    }

    /// The value of a row in a column, in normal form; empty when it is missing
    /// or there is no such cell.
    pub fn value(&self, row: usize, column: usize) -> &str {
        self.columns
            .get(column)
            .map_or("", |held| held.ids.get(row).map_or("", |&id| held.value(id)))
    }
}

/// Values that say that there is no value.
const PLACEHOLDERS: &[&str] = &[
    "-",
    "--",
    "---",
    ".",
    "?",
    "n/a",
    "n.a.",
    "na",
    "nan",
    "nil",
    "none",
    "null",
    "unknown",
    "unk",
    "not known",
    "not available",
    "not applicable",
    "not given",
    "undefined",
    "tbd",
    "tba",
    "xxx",
    "xxxx",
];

/// Lower case, Latin letters, single blanks; a placeholder becomes nothing.
fn normalise(cell: &str, out: &mut Vec<u8>) {
    out.clear();
    let mut blank = false;
    let mut push = |byte: u8, out: &mut Vec<u8>| {
        if byte.is_ascii_whitespace() || byte.is_ascii_control() {
            blank = !out.is_empty();
        } else {
            if blank {
                out.push(b' ');
                blank = false;
            }
            out.push(byte.to_ascii_lowercase());
        }
    };
    let plain = |bad: bool, &byte: &u8| bad | !(b'!'..=b'~').contains(&byte);
    if cell.len() <= CELL_CHARS_MAX && !cell.as_bytes().iter().fold(false, plain) {
        out.extend_from_slice(cell.as_bytes());
        out.make_ascii_lowercase();
    } else if cell.len() <= CELL_CHARS_MAX && cell.is_ascii() {
        for &byte in cell.as_bytes() {
            push(byte, out);
        }
    } else {
        for character in cell.chars().take(CELL_CHARS_MAX) {
            if character.is_ascii() {
                push(character as u8, out);
            } else {
                for byte in any_ascii::any_ascii_char(character).bytes() {
                    push(byte, out);
                }
            }
        }
        out.truncate(2 * CELL_CHARS_MAX);
    }
    let placeholder = out.len() <= 14
        && matches!(
            out.first(),
            Some(b'-' | b'.' | b'?' | b'0' | b'n' | b'u' | b't' | b'x')
        )
        && (PLACEHOLDERS.iter().any(|word| word.as_bytes() == &out[..])
            || (out.len() >= 4 && out.iter().all(|&byte| byte == b'0' || byte == b'-')));
    if placeholder {
        out.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_kept_once_in_normal_form_and_a_placeholder_not_at_all() {
        let mut rows = TableBuilder::new(&["name", "code"]);
        rows.push(&["  Ivan\tPETROV ", "0000"]);
        rows.push(&["ivan petrov", "12"]);
        rows.push(&["Иван", "N/A"]);
        rows.push(&[]);
        let table = rows.finish();
        assert_eq!(table.rows(), 4);
        assert_eq!(table.columns[0].ids, [1, 1, 2, 0]);
        assert_eq!(table.columns[1].ids, [0, 1, 0, 0]);
        assert_eq!(table.value(2, 0), "ivan");
        assert_eq!(table.value(9, 9), "");
    }

    #[test]
    fn a_cell_of_ten_thousand_characters_is_cut() {
        let mut rows = TableBuilder::new(&["name"]);
        rows.push(&[&"я".repeat(10_000)]);
        assert!(rows.finish().value(0, 0).len() <= 2 * CELL_CHARS_MAX);
    }

    #[test]
    fn many_values_keep_their_numbers() {
        let mut rows = TableBuilder::new(&["n"]);
        for n in 0..5_000 {
            rows.push(&[&format!("v{}", n % 2_500)]);
        }
        let table = rows.finish();
        assert_eq!(table.columns[0].distinct(), 2_500);
        assert!((0..2_500).all(|n| table.value(n, 0) == table.value(n + 2_500, 0)));
        assert_eq!(table.value(2_499, 0), "v2499");
    }
}
