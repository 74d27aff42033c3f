//! Firms and people as rows of registers name them, and the ids they get.
//!
//! A firm is known by the register's number and its country where there is a
//! number, and by name and country where there is none. So every file that
//! names it speaks of the same entity: the register, a list of officers, a list
//! of owners, a later edition of any of them. An officer is known by name, day
//! of birth where one is given, and country; two people of one name in one
//! country without a day of birth are one record, which is an assumption and
//! told in docs/tables.md.

use fyke_model::refused::{Reason, Refused};
use fyke_model::statement::Statement;

use super::cells::countries::CountryReader;
use super::cells::dates::{DateOrder, parse_day};
use super::lists::values::{partial_date, short_hash, split_quoted};
use super::mapping::Mapping;
use super::meaning::Meaning;
use super::recognise::slug;
use super::sink::{Counts, Sink};
use super::walk::{At, Verdict, must, order_of, text, walk};
use crate::bytes::{Admitted, GuardError, Record, Records};

/// Most names that one cell can give; beyond it the cell is text and no list.
const NAMES_MAX: usize = 200;

/// A country in ids: its code in lower case, or the words as they stand.
pub(crate) fn place(cell: &str, countries: &mut CountryReader<'_>) -> String {
    match countries.read(cell) {
        Ok(country) => country.to_string().to_lowercase(),
        Err(_) => slug(cell),
    }
}

/// A name as ids see it: lower case, single blanks.
fn plain(name: &str) -> String {
    name.to_lowercase()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The id of a firm.
pub(crate) fn firm_id(place: &str, number: &str, name: &str) -> String {
    match slug(number).as_str() {
        "" => format!("reg-{place}-{}", short_hash(&[place, &plain(name)])),
        number => format!("reg-{place}-{number}"),
    }
}

/// The id of one who directs or signs.
pub(crate) fn officer_id(place: &str, name: &str, born: &str) -> String {
    format!("officer-{place}-{}", short_hash(&[&plain(name), born]))
}

/// The id of what ties two things together.
pub(crate) fn link_id(kind: &str, parts: &[&str]) -> String {
    format!("{kind}-{}", short_hash(parts))
}

/// Names in one cell, divided by semicolons; empty ones are left out.
pub(crate) fn names_of(cell: &str) -> Vec<String> {
    let mut names = split_quoted(cell, ';');
    names.retain(|name| name.chars().any(char::is_alphanumeric));
    names.truncate(NAMES_MAX);
    names
}

/// A day in ISO form, or a year or month where no more is known.
pub(crate) fn date(cell: &str, order: DateOrder) -> Option<String> {
    match parse_day(cell, order) {
        Ok(civil) => Some(civil.day().to_string()),
        Err(_) => partial_date(cell),
    }
}

/// A column of dates that a row may lack.
pub(crate) struct DateAt {
    at: At,
    order: DateOrder,
}

impl DateAt {
    /// The column of a meaning, if the mapping has one.
    pub(crate) fn of(
        mapping: &Mapping,
        meaning: Meaning,
        header: &[String],
    ) -> Result<Option<DateAt>, GuardError> {
        let order = order_of(mapping, meaning);
        Ok(At::of(mapping, meaning, header)?.map(|at| DateAt { at, order }))
    }

    /// The date of its cell; a broken one is pushed and empty.
    pub(crate) fn read(&self, record: &Record, broken: &mut Vec<Refused>) -> String {
        let cell = text(Some(&self.at), record);
        if cell.is_empty() {
            return String::new();
        }
        date(cell, self.order).unwrap_or_else(|| {
            broken.push(self.at.refusal(record, Reason::BadDate));
            String::new()
        })
    }
}

/// The date of an optional column.
pub(crate) fn dated(at: Option<&DateAt>, record: &Record, broken: &mut Vec<Refused>) -> String {
    at.map_or_else(String::new, |at| at.read(record, broken))
}

/// The columns that name a firm.
pub(crate) struct FirmAt {
    name: At,
    country: Option<At>,
    number: Option<At>,
    default_country: String,
}

/// A firm as one row names it.
pub(crate) struct Firm<'r> {
    /// Its id, see above.
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: &'r str,
    /// Its country, as the file writes it.
    pub(crate) country: String,
    /// The same in ids.
    pub(crate) place: String,
    /// Its number, empty where the row gives none.
    pub(crate) number: &'r str,
}

impl FirmAt {
    /// The columns of these meanings. `what` is told where none holds the name.
    pub(crate) fn of(
        mapping: &Mapping,
        header: &[String],
        meanings: [Meaning; 3],
        what: &str,
    ) -> Result<FirmAt, GuardError> {
        let [name, country, number] = meanings;
        Ok(FirmAt {
            name: must(mapping, name, header, what)?,
            country: At::of(mapping, country, header)?,
            number: At::of(mapping, number, header)?,
            default_country: mapping
                .defaults
                .country
                .map(|c| c.to_string())
                .unwrap_or_default(),
        })
    }

    /// The firm of a row.
    ///
    /// # Errors
    /// The refusal of a row without a name.
    pub(crate) fn read<'r>(
        &self,
        record: &'r Record,
        countries: &mut CountryReader<'_>,
    ) -> Result<Firm<'r>, Box<Refused>> {
        let name = named(&self.name, record)?;
        let country = match text(self.country.as_ref(), record) {
            "" => self.default_country.clone(),
            country => country.to_owned(),
        };
        let place = place(&country, countries);
        let number = text(self.number.as_ref(), record);
        Ok(Firm {
            id: firm_id(&place, number, name),
            name,
            country,
            place,
            number,
        })
    }
}

/// A name that a row cannot do without.
pub(crate) fn named<'r>(at: &At, record: &'r Record) -> Result<&'r str, Box<Refused>> {
    let name = text(Some(at), record);
    if name.chars().any(char::is_alphanumeric) {
        return Ok(name);
    }
    let reason = if name.is_empty() {
        Reason::MissingRequired
    } else {
        Reason::BadName
    };
    Err(Box::new(at.refusal(record, reason)))
}

/// Takes in rows that are read into statements: all that a row says is handed
/// out, or nothing of it.
pub(crate) fn state_rows<R: Records + ?Sized, S: Sink>(
    records: &mut R,
    sink: &mut S,
    mut read: impl FnMut(&Record, &mut Said, &mut Vec<Refused>) -> Result<(), Box<Refused>>,
) -> Result<Counts, S::Error> {
    let mut said = Said::default();
    walk(records, sink, |record, sink, broken, counts| {
        if let Err(refused) = read(record, &mut said, broken) {
            return Ok(Verdict::Refused(*refused));
        }
        said.hand_out(sink, counts)?;
        Ok(Verdict::Admitted)
    })
}

/// The statements of one row, gathered before any of them is handed out.
#[derive(Default)]
pub(crate) struct Said {
    row: u64,
    statements: Vec<Statement>,
}

impl Said {
    /// Begins a row; what was gathered before is gone.
    pub(crate) fn begin(&mut self, row: u64) {
        self.row = row;
        self.statements.clear();
    }

    /// States a property, unless the value says nothing.
    pub(crate) fn say(&mut self, id: &str, schema: &str, prop: &str, value: &str) {
        if !value.is_empty() {
            self.statements
                .push(Statement::new(id, schema, prop, value, self.row));
        }
    }

    /// States who a firm is.
    pub(crate) fn firm(&mut self, firm: &Firm<'_>, schema: &str) {
        self.say(&firm.id, schema, "name", firm.name);
        self.say(&firm.id, schema, "jurisdiction", &firm.country);
        self.say(&firm.id, schema, "registrationNumber", firm.number);
    }

    /// Hands out all that was stated.
    pub(crate) fn hand_out<S: Sink>(&mut self, sink: &mut S, counts: &mut Counts) -> Result<(), S::Error> {
        for statement in self.statements.drain(..) {
            counts.statements += 1;
            sink.statement(&Admitted::admit(statement))?;
        }
        Ok(())
    }
}
