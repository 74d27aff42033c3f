//! The one loop over records, and the small readers that rows are made with.
//!
//! [`walk`] owns the count and its identity: whatever a row's reader says, each
//! record ends as admitted or refused. A row's reader borrows the record, so
//! nothing is allocated while all goes well.

use fyke_model::country::Country;
use fyke_model::date::Day;
use fyke_model::refused::{Reason, Refused};

use super::cells::countries::CountryReader;
use super::cells::dates::{Civil, DateOrder, parse_day};
use super::cells::numbers::{Decimal, Number, parse_number};
use super::cells::words::{is_null, text_of};
use super::limits::RowLimits;
use super::mapping::Mapping;
use super::meaning::Meaning;
use super::plan::position;
use super::sink::{Counts, Sink};
use crate::bytes::{GuardError, Next, Record, Records};

/// What a row's reader came to.
pub(crate) enum Verdict {
    /// The row was handed to the sink.
    Admitted,
    /// The row is to be refused.
    Refused(Refused),
}

/// Reads every record, hands it to `row` and keeps the count. Broken cells that
/// `row` pushes into its third argument are told to the sink after the row.
pub(crate) fn walk<R, S, F>(records: &mut R, sink: &mut S, mut row: F) -> Result<Counts, S::Error>
where
    R: Records + ?Sized,
    S: Sink,
    F: FnMut(&Record, &mut S, &mut Vec<Refused>, &mut Counts) -> Result<Verdict, S::Error>,
{
    let mut counts = Counts::default();
    let mut record = Record::default();
    let mut broken = Vec::new();
    loop {
        match records.next_record(&mut record)? {
            Next::Record => match row(&record, sink, &mut broken, &mut counts)? {
                Verdict::Admitted => {
                    counts.admit();
                    for refused in broken.drain(..) {
                        let refused: Refused = refused;
                        let refused = refused.of_cell_only();
                        counts.refuse(&refused);
                        sink.refused(&refused)?;
                    }
                }
                Verdict::Refused(refused) => {
                    broken.clear();
                    counts.refuse(&refused);
                    sink.refused(&refused)?;
                }
            },
            Next::Refused(refused) => {
                counts.refuse(&refused);
                sink.refused(&refused)?;
            }
            Next::End => break,
        }
    }
    counts.notes = records.notes();
    Ok(counts)
}

/// A column of the file, with its name for refusals.
#[derive(Debug, Clone)]
pub(crate) struct At {
    index: usize,
    name: String,
}

impl At {
    /// The column of a meaning, if the mapping has one.
    pub(crate) fn of(
        mapping: &Mapping,
        meaning: Meaning,
        header: &[String],
    ) -> Result<Option<At>, GuardError> {
        mapping
            .column(meaning)
            .map(|column| {
                Ok(At {
                    index: position(header, &column.column, meaning)?,
                    name: column.column.clone(),
                })
            })
            .transpose()
    }

    /// A column by its name.
    pub(crate) fn named(header: &[String], name: &str, meaning: Meaning) -> Result<At, GuardError> {
        Ok(At {
            index: position(header, name, meaning)?,
            name: name.to_owned(),
        })
    }

    /// The text of its cell; empty where reading its bytes went wrong.
    #[inline]
    pub(crate) fn raw<'r>(&self, record: &'r Record) -> &'r str {
        if record.flaws().is_empty() || record.flaws().iter().all(|flaw| flaw.column != self.index) {
            record.text(self.index)
        } else {
            ""
        }
    }

    /// The refusal of its cell.
    #[cold]
    pub(crate) fn refusal(&self, record: &Record, reason: Reason) -> Refused {
        let reason = record
            .flaws()
            .iter()
            .find(|flaw| flaw.column == self.index)
            .map_or(reason, |flaw| flaw.reason);
        Refused::new(record.row(), Some(&self.name), record.text(self.index), reason)
    }

    /// Tells of a flaw found while reading the bytes of its cell.
    #[inline]
    pub(crate) fn flaw(&self, record: &Record, broken: &mut Vec<Refused>) {
        if let Some(flaw) = record.flaws().iter().find(|flaw| flaw.column == self.index) {
            broken.push(self.refusal(record, flaw.reason));
        }
    }
}

/// The trimmed text of an optional column, null marks as nothing.
#[inline]
pub(crate) fn text<'r>(at: Option<&At>, record: &'r Record) -> &'r str {
    at.map_or("", |at| text_of(at.raw(record)))
}

/// The day of a column that every row needs, within bounds.
#[inline]
pub(crate) fn needed_day(
    at: &At,
    order: DateOrder,
    limits: &RowLimits,
    record: &Record,
) -> Result<Day, Box<Refused>> {
    let cell = at.raw(record);
    let day = parse_day(cell, order).map(Civil::day).map_err(|reason| {
        let empty = is_null(cell);
        Box::new(at.refusal(record, if empty { Reason::MissingRequired } else { reason }))
    })?;
    if day < limits.date_min || day > limits.date_max {
        return Err(Box::new(at.refusal(record, Reason::AbsurdDate)));
    }
    Ok(day)
}

/// The order of day and month in the column of a meaning.
pub(crate) fn order_of(mapping: &Mapping, meaning: Meaning) -> DateOrder {
    let column = mapping.column(meaning);
    column.and_then(|column| column.dates).unwrap_or_default()
}

/// The column of a meaning that the rows cannot do without.
pub(crate) fn must(
    mapping: &Mapping,
    meaning: Meaning,
    header: &[String],
    what: &str,
) -> Result<At, GuardError> {
    At::of(mapping, meaning, header)?.ok_or_else(|| {
        GuardError::new(
            format!("no column holds {what}"),
            format!("give one the meaning {} in mapping.toml", meaning.as_str()),
        )
    })
}

/// The country of an optional column.
#[inline]
pub(crate) fn country(
    at: Option<&At>,
    record: &Record,
    countries: &mut CountryReader<'_>,
    broken: &mut Vec<Refused>,
) -> Option<Country> {
    let at = at?;
    let cell = at.raw(record);
    if is_null(cell) {
        return None;
    }
    match countries.read(cell) {
        Ok(country) => Some(country),
        Err(reason) => {
            broken.push(at.refusal(record, reason));
            None
        }
    }
}

/// A column of numbers with its style.
#[derive(Debug, Clone)]
pub(crate) struct NumberAt {
    /// Where.
    pub(crate) at: At,
    decimal: Decimal,
    multiplier: i64,
}

impl NumberAt {
    /// The column of a meaning, if the mapping has one.
    pub(crate) fn of(
        mapping: &Mapping,
        meaning: Meaning,
        header: &[String],
    ) -> Result<Option<NumberAt>, GuardError> {
        let Some(at) = At::of(mapping, meaning, header)? else {
            return Ok(None);
        };
        let column = mapping.column(meaning);
        let multiplier = column.and_then(|column| column.multiplier).unwrap_or(1);
        Ok(Some(NumberAt::new(
            at,
            column.and_then(|column| column.decimal).unwrap_or_default(),
            multiplier,
        )))
    }

    /// A column with a style.
    pub(crate) fn new(at: At, decimal: Decimal, multiplier: i64) -> NumberAt {
        NumberAt {
            at,
            decimal,
            multiplier,
        }
    }

    /// The number of its cell; `Ok(None)` where the cell says nothing.
    #[inline]
    pub(crate) fn read<'r>(&self, record: &'r Record, scale: u32) -> Result<Option<Number<'r>>, Reason> {
        let cell = self.at.raw(record);
        if is_null(cell) {
            return Ok(None);
        }
        let mut number = parse_number(cell, self.decimal, scale)?;
        if self.multiplier != 1 {
            number.scaled = number
                .scaled
                .checked_mul(self.multiplier)
                .ok_or(Reason::AbsurdQuantity)?;
        }
        Ok(Some(number))
    }
}

/// A number within bounds.
#[inline]
pub(crate) fn bounded(number: i64, max: i64) -> Result<i64, Reason> {
    match number {
        ..0 => Err(Reason::NegativeQuantity),
        _ if number > max => Err(Reason::AbsurdQuantity),
        _ => Ok(number),
    }
}

/// A look-up that remembers its last word: most columns of few words repeat
/// the one above.
#[derive(Debug)]
pub(crate) struct LastWord<T> {
    read: fn(&str) -> T,
    word: String,
    found: Option<T>,
}

impl<T: Copy> LastWord<T> {
    pub(crate) fn new(read: fn(&str) -> T) -> LastWord<T> {
        LastWord {
            read,
            word: String::new(),
            found: None,
        }
    }

    #[inline]
    pub(crate) fn read(&mut self, word: &str) -> T {
        match self.found {
            Some(found) if self.word == word => found,
            _ => self.read_anew(word),
        }
    }

    #[cold]
    fn read_anew(&mut self, word: &str) -> T {
        let found = (self.read)(word);
        self.word.clear();
        self.word.push_str(word);
        self.found = Some(found);
        found
    }
}
