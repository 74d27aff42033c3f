//! Why a row or a cell was not taken in.
//!
//! Everything that Fyke declines to believe becomes a [`Refused`] and is kept
//! in the `refused` table of the case, so that nothing is lost in silence. This
//! file owns the words: each [`Reason`] has a stable code for programs and a
//! sentence for people. Who refuses, and when, is decided in `fyke-guard`.

use std::fmt;

/// Longest `value` that a [`Refused`] keeps, in characters. Half of it would
/// cut ordinary company names with their address; double would let a quarantine
/// table grow as large as the hostile file that fed it.
pub const REFUSED_VALUE_CHARS_MAX: usize = 200;

/// One thing that was not taken in, with the place it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Row in the file, 1-based as a spreadsheet shows it.
    pub row: u64,
    /// Name of the column, where one cell is at fault.
    pub column: Option<String>,
    /// What stood there, clipped to [`REFUSED_VALUE_CHARS_MAX`] characters.
    pub value: String,
    /// Why it was refused.
    pub reason: Reason,
    /// Whether the row was taken in all the same, with this cell left empty.
    pub kept_row: bool,
}

impl Refused {
    /// A refusal; `value` is clipped here, so the caller may pass all of it.
    ///
    /// ```
    /// use fyke_model::refused::{Reason, Refused};
    /// let refused = Refused::new(7, Some("date"), "2021-02-31", Reason::BadDate);
    /// assert_eq!(
    ///     refused.to_string(),
    ///     "row 7, column date: \"2021-02-31\": not a date we can read; write it as YYYY-MM-DD"
    /// );
    /// ```
    pub fn new(row: u64, column: Option<&str>, value: &str, reason: Reason) -> Self {
        Self {
            row,
            column: column.map(str::to_owned),
            value: clip(value, REFUSED_VALUE_CHARS_MAX),
            reason,
            kept_row: false,
        }
    }

    /// The same refusal for a cell whose row was taken in without it.
    pub fn of_cell_only(mut self) -> Self {
        self.kept_row = true;
        self
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}", self.row)?;
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        write!(
            f,
            ": {:?}: {}; {}",
            self.value,
            self.reason.broke(),
            self.reason.repair()
        )
    }
}

/// The first `chars_max` characters of `text`, with an ellipsis as the last of
/// them where something was cut off.
pub fn clip(text: &str, chars_max: usize) -> String {
    match text.char_indices().nth(chars_max) {
        None => text.to_owned(),
        Some(_) => {
            let kept = chars_max.saturating_sub(1);
            let end = text.char_indices().nth(kept).map_or(0, |(at, _)| at);
            format!("{}…", text.get(..end).unwrap_or(""))
        }
    }
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident, $code:literal, $broke:literal, $repair:literal;)*) => {
        /// Why a row or cell was refused. The codes are part of the tables'
        /// interface: one is never renamed or given another meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Reason {
            $($(#[$doc])* $name,)*
        }

        impl Reason {
            /// Every reason, in the order of declaration.
            pub const ALL: &'static [Reason] = &[$(Reason::$name),*];

            /// The stable snake_case code.
            pub fn code(self) -> &'static str {
                match self { $(Reason::$name => $code,)* }
            }

            /// What broke, in words.
            pub fn broke(self) -> &'static str {
                match self { $(Reason::$name => $broke,)* }
            }

            /// What to do about it, in words.
            pub fn repair(self) -> &'static str {
                match self { $(Reason::$name => $repair,)* }
            }

            /// The reason with this code.
            pub fn from_code(code: &str) -> Option<Reason> {
                match code { $($code => Some(Reason::$name),)* _ => None }
            }
        }
    };
}

reasons! {
    // what is wrong with the bytes
    /// Bytes that are no text in the encoding of the file.
    Undecodable, "undecodable", "bytes that are no text in the encoding of the file",
        "name the right encoding or save the file as UTF-8";
    /// More cells than the header has columns.
    TooManyCells, "too_many_cells", "more cells than the header has columns",
        "quote the cells that contain the delimiter";
    /// Fewer cells than the header has columns.
    TooFewCells, "too_few_cells", "fewer cells than the header has columns",
        "add the missing delimiters, or cut the row if it is a note";
    /// One cell larger than the limit.
    OversizeCell, "oversize_cell", "a cell larger than the limit",
        "look for a missing closing quote, or raise cell_bytes_max";
    /// One row larger than the limit.
    OversizeRow, "oversize_row", "a row larger than the limit",
        "look for a missing line end, or raise row_bytes_max";
    /// A quote that is never closed.
    UnclosedQuote, "unclosed_quote", "a quote that is opened and not closed",
        "close the quote, or double a quote that is part of the text";
    /// Text before or after a quoted cell which fits no reading.
    StrayQuote, "stray_quote", "a quote in the middle of a cell that can be read in more than one way",
        "double a quote that is part of the text";
    /// A row of another table below or above the first.
    OtherTable, "other_table", "a row of another table in the same file",
        "put each table into a file of its own";
    /// A line that is no JSON value, or nested too deep.
    BadJson, "bad_json", "a line that is not one JSON value",
        "write one complete JSON value per line";
    /// A JSON line that is not the kind of value that is wanted.
    UnexpectedJson, "unexpected_json", "a JSON value of another shape than expected",
        "write one object per line";
    /// An error value (#REF!, #N/A ...) in a spreadsheet.
    CellError, "cell_error", "the spreadsheet shows an error instead of a value",
        "repair the formula and save the file again";
    /// A part of an XML file beyond the limits.
    OversizeXml, "oversize_xml", "an element with more text or depth than the limit",
        "check that the file is the list it claims to be";

    // what is wrong with the meaning
    /// A cell that must not be empty.
    MissingRequired, "missing_required", "a value that is needed is missing",
        "fill it in, or correct the column in mapping.toml";
    /// No date.
    BadDate, "bad_date", "not a date we can read", "write it as YYYY-MM-DD";
    /// A date that reads in two ways.
    AmbiguousDate, "ambiguous_date", "a date that can be read in two ways",
        "name the order of day and month in mapping.toml";
    /// A date outside of what can be true.
    AbsurdDate, "absurd_date", "a date far outside of the records",
        "correct the year";
    /// No country that we know.
    UnknownCountry, "unknown_country", "not a country we know",
        "write the ISO 3166 code of two letters";
    /// No HS code.
    BadHsCode, "bad_hs_code", "not a code of the Harmonized System",
        "write at least six digits, with the leading zero";
    /// An HS version that does not exist.
    BadHsVersion, "bad_hs_version", "not an edition of the Harmonized System",
        "write its year: 2002, 2007, 2012, 2017 or 2022";
    /// No number.
    BadNumber, "bad_number", "not a number we can read",
        "write digits with one decimal point and no grouping";
    /// A number that reads in two ways.
    AmbiguousNumber, "ambiguous_number", "a number that can be read in two ways",
        "name the decimal sign in mapping.toml";
    /// Less than nothing.
    NegativeQuantity, "negative_quantity", "less than nothing was shipped",
        "correct the sign, or leave reversals out";
    /// More than can be.
    AbsurdQuantity, "absurd_quantity", "more than can have been shipped",
        "correct the number or its unit";
    /// A unit that we do not know.
    UnknownUnit, "unknown_unit", "not a unit we know",
        "use kg, t, or the units in docs/tables.md";
    /// A currency that we do not know.
    UnknownCurrency, "unknown_currency", "not a currency we know",
        "write the ISO 4217 code of three letters";
    /// An identifier whose form or check digit is wrong.
    BadIdentifier, "bad_identifier", "an identifier of wrong form or check digit",
        "copy it again from the register";
    /// A party without a name.
    BadName, "bad_name", "no name of a party", "write the name as registered";
    /// The same row once more.
    DuplicateRow, "duplicate_row", "the same row stands in the file already",
        "nothing: the first one counts";
    /// The same identifier for two records.
    DuplicateIdentifier, "duplicate_identifier", "this identifier was given to another record of the file",
        "give each record an identifier of its own";
    /// A row that refers to a record which is not there.
    DanglingReference, "dangling_reference", "refers to a record that is not in the file",
        "add the file that holds the record";
    /// A kind of record that we do not take in.
    UnknownKind, "unknown_kind", "a kind of record we do not take in",
        "nothing: it is kept here in case it matters";
    /// A place that is not on the globe.
    BadPosition, "bad_position", "not a place on the globe",
        "write degrees, latitude from -90 to 90 and longitude from -180 to 180";
    /// A share of less than nothing or more than all.
    BadShare, "bad_share", "not a share between nothing and all",
        "write per cent, from 0 to 100";
    /// A sum of other rows of the same file.
    AggregateRow, "aggregate_row", "a sum of other rows, which would count their trade twice",
        "nothing: the rows it sums up are taken in";
    /// A total or a note among the rows.
    NotARecord, "not_a_record", "a total, a heading or a note among the rows",
        "nothing: it is kept here in case it matters";
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.broke(), self.repair())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_distinct_and_lead_back_to_their_reason() {
        for reason in Reason::ALL {
            assert_eq!(Reason::from_code(reason.code()), Some(*reason));
            assert!(
                reason.code().chars().all(|c| c.is_ascii_lowercase() || c == '_'),
                "{}",
                reason.code()
            );
        }
    }

    #[test]
    fn a_long_value_is_clipped_between_characters() {
        let refused = Refused::new(1, None, &"ж".repeat(10_000), Reason::BadName);
        assert_eq!(refused.value.chars().count(), REFUSED_VALUE_CHARS_MAX);
        assert!(refused.value.ends_with('…'));
        assert_eq!(clip("короткое", 8), "короткое");
        assert_eq!(clip("abc", 0), "…");
    }
}
