//! Column builders for rows that borrow their text: no allocation per row.

use datafusion::arrow::array::{ArrayRef, Decimal128Builder, DictionaryArray, Int32Array, StringArray};
use datafusion::arrow::buffer::NullBuffer;
use datafusion::arrow::datatypes::{DataType, Int32Type};
use datafusion::arrow::error::ArrowError;
use fyke_model::dataset::{FileHash, Handling};
use std::collections::HashMap;
use std::sync::Arc;

/// Eighteen digits: what fits into an i64, so that Parquet stores eight bytes.
pub(crate) const DECIMAL_DIGITS: u8 = 18;

/// A decimal of 18 digits with `scale` of them behind the point.
pub(crate) fn decimal(scale: i8) -> DataType {
    DataType::Decimal128(DECIMAL_DIGITS, scale)
}

/// Empty text is no text.
pub(crate) fn optional(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// What is the same for every row of a file.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Id of the dataset.
    pub dataset: String,
    /// The file.
    pub file: FileHash,
    /// How its rows may be handled.
    pub handling: Handling,
}

impl Origin {
    /// The columns `dataset`, `file`, `row`, `handling` for rows of these numbers.
    pub(crate) fn columns(&self, rows: Vec<i64>) -> Result<Vec<ArrayRef>, ArrowError> {
        let n = rows.len();
        Ok(vec![
            constant(&self.dataset, n)?,
            constant(&self.file.to_string(), n)?,
            Arc::new(datafusion::arrow::array::Int64Array::from(rows)),
            constant(self.handling.as_str(), n)?,
        ])
    }
}

fn constant(text: &str, rows: usize) -> Result<ArrayRef, ArrowError> {
    let keys = Int32Array::from(vec![0; rows]);
    Ok(Arc::new(DictionaryArray::<Int32Type>::try_new(
        keys,
        Arc::new(StringArray::from(vec![text])),
    )?))
}

/// A dictionary-coded text column for values that repeat.
#[derive(Default)]
pub(crate) struct Coded {
    keys: Vec<i32>,
    valid: Vec<bool>,
    any_null: bool,
    index: HashMap<String, i32>,
    words: Vec<String>,
    last: Option<(String, i32)>,
}

impl Coded {
    /// Appends a value; none is null.
    pub(crate) fn push(&mut self, word: Option<&str>) {
        let Some(word) = word else {
            self.keys.push(0);
            self.valid.push(false);
            self.any_null = true;
            return;
        };
        let key = match &self.last {
            // rows in a row often say the same
            Some((last, key)) if last == word => *key,
            _ => {
                let key = match self.index.get(word) {
                    Some(&key) => key,
                    None => {
                        let key = i32::try_from(self.words.len()).unwrap_or(i32::MAX);
                        self.index.insert(word.to_owned(), key);
                        self.words.push(word.to_owned());
                        key
                    }
                };
                match &mut self.last {
                    Some((last, last_key)) => {
                        last.clear();
                        last.push_str(word);
                        *last_key = key;
                    }
                    none => *none = Some((word.to_owned(), key)),
                }
                key
            }
        };
        self.keys.push(key);
        self.valid.push(true);
    }

    /// The column so far; the dictionary starts anew.
    pub(crate) fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        let nulls = std::mem::take(&mut self.any_null).then(|| NullBuffer::from(self.valid.as_slice()));
        self.valid.clear();
        let keys = Int32Array::new(std::mem::take(&mut self.keys).into(), nulls);
        // a dictionary may not be empty where keys point at 0 under a null
        let words = if self.words.is_empty() {
            vec![String::new()]
        } else {
            std::mem::take(&mut self.words)
        };
        self.index.clear();
        self.last = None;
        Ok(Arc::new(DictionaryArray::<Int32Type>::try_new(
            keys,
            Arc::new(StringArray::from(words)),
        )?))
    }
}

/// A dictionary-coded column of values that print, keyed by a small number
/// (country, HS code), so that a row costs a table look-up and no hash.
pub(crate) struct CodedNumbers {
    keys: Vec<i32>,
    valid: Vec<bool>,
    slot_of: Vec<i32>,
    used: Vec<usize>,
    words: Vec<String>,
}

impl CodedNumbers {
    /// A column whose numbers are below `numbers_max`.
    pub(crate) fn new(numbers_max: usize) -> CodedNumbers {
        CodedNumbers {
            keys: vec![],
            valid: vec![],
            slot_of: vec![-1; numbers_max],
            used: vec![],
            words: vec![],
        }
    }

    /// Appends the value with this number; `word` prints it when it is new.
    pub(crate) fn push(&mut self, value: Option<(usize, &dyn std::fmt::Display)>) {
        let slot =
            value.and_then(|(number, word)| self.slot_of.get_mut(number).map(|slot| (number, slot, word)));
        let Some((number, slot, word)) = slot else {
            self.keys.push(0);
            self.valid.push(false);
            return;
        };
        if *slot < 0 {
            *slot = i32::try_from(self.words.len()).unwrap_or(i32::MAX);
            self.words.push(word.to_string());
            self.used.push(number);
        }
        self.keys.push(*slot);
        self.valid.push(true);
    }

    /// The column so far; the dictionary starts anew.
    pub(crate) fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        for number in self.used.drain(..) {
            if let Some(slot) = self.slot_of.get_mut(number) {
                *slot = -1;
            }
        }
        let nulls = NullBuffer::from(std::mem::take(&mut self.valid));
        let nulls = (nulls.null_count() > 0).then_some(nulls);
        let keys = Int32Array::new(std::mem::take(&mut self.keys).into(), nulls);
        let words = if self.words.is_empty() {
            vec![String::new()]
        } else {
            std::mem::take(&mut self.words)
        };
        Ok(Arc::new(DictionaryArray::<Int32Type>::try_new(
            keys,
            Arc::new(StringArray::from(words)),
        )?))
    }
}

/// A builder for decimals of 18 digits.
pub(crate) fn decimals(scale: i8) -> Decimal128Builder {
    Decimal128Builder::new().with_data_type(decimal(scale))
}
