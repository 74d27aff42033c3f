//! Admission of company registers: each row becomes statements about one firm,
//! those who direct it, and what ties them to it (FollowTheMoney's
//! `Directorship`).
//!
//! Ids hang on what the row says of the firm and its people alone (`firms.rs`),
//! so that a later edition of the register speaks of the same entities.

use fyke_model::refused::Refused;

use super::cells::countries::CountryReader;
use super::firms::{DateAt, FirmAt, Said, link_id, names_of, officer_id, state_rows};
use super::lists::values::split_quoted;
use super::mapping::Mapping;
use super::meaning::Meaning;
use super::plan::Rules;
use super::sink::{Counts, Sink};
use super::walk::{At, text};
use crate::bytes::{GuardError, Record, Records};

/// Takes in a register.
///
/// # Errors
/// Where the mapping names no column of names or one that the file has not, or
/// the file or the sink can go no further.
pub fn admit<R: Records + ?Sized, S: Sink>(
    records: &mut R,
    mapping: &Mapping,
    rules: &Rules,
    sink: &mut S,
) -> Result<Counts, S::Error> {
    let mut reader = Reader::new(mapping, records.header(), rules)?;
    state_rows(records, sink, |record, said, broken| {
        reader.read(record, said, broken)
    })
}

struct Reader<'b> {
    firm: FirmAt,
    alias: Option<At>,
    /// Cells with one value, and their property.
    texts: Vec<(At, &'static str)>,
    /// Cells with perhaps several.
    several: Vec<(At, &'static str)>,
    dates: Vec<(DateAt, &'static str)>,
    directors: Option<At>,
    countries: CountryReader<'b>,
}

impl<'b> Reader<'b> {
    fn new(mapping: &Mapping, header: &[String], rules: &'b Rules) -> Result<Reader<'b>, GuardError> {
        let at = |meaning| At::of(mapping, meaning, header);
        let mut texts = Vec::new();
        for (meaning, prop) in [
            (Meaning::Address, "address"),
            (Meaning::TaxNumber, "taxNumber"),
            (Meaning::Status, "status"),
            (Meaning::LegalForm, "legalForm"),
            (Meaning::Sector, "sector"),
        ] {
            texts.extend(at(meaning)?.map(|at| (at, prop)));
        }
        let mut several = Vec::new();
        for (meaning, prop) in [
            (Meaning::Phone, "phone"),
            (Meaning::Email, "email"),
            (Meaning::Website, "website"),
        ] {
            several.extend(at(meaning)?.map(|at| (at, prop)));
        }
        let mut dates = Vec::new();
        for (meaning, prop) in [
            (Meaning::IncorporationDate, "incorporationDate"),
            (Meaning::DissolutionDate, "dissolutionDate"),
        ] {
            dates.extend(DateAt::of(mapping, meaning, header)?.map(|at| (at, prop)));
        }
        let names = [Meaning::Name, Meaning::Country, Meaning::Number];
        Ok(Reader {
            firm: FirmAt::of(mapping, header, names, "the names of the companies")?,
            alias: at(Meaning::Alias)?,
            texts,
            several,
            dates,
            directors: at(Meaning::Directors)?,
            countries: CountryReader::new(&rules.countries),
        })
    }

    fn read(
        &mut self,
        record: &Record,
        said: &mut Said,
        broken: &mut Vec<Refused>,
    ) -> Result<(), Box<Refused>> {
        said.begin(record.row());
        let firm = self.firm.read(record, &mut self.countries)?;
        said.firm(&firm, "Company");
        for alias in split_quoted(text(self.alias.as_ref(), record), ';') {
            said.say(&firm.id, "Company", "alias", &alias);
        }
        for (at, prop) in &self.texts {
            said.say(&firm.id, "Company", prop, text(Some(at), record));
        }
        for (at, prop) in &self.several {
            for value in split_quoted(text(Some(at), record), ';') {
                said.say(&firm.id, "Company", prop, &value);
            }
        }
        for (at, prop) in &self.dates {
            said.say(&firm.id, "Company", prop, &at.read(record, broken));
        }
        for name in names_of(text(self.directors.as_ref(), record)) {
            let officer = officer_id(&firm.place, &name, "");
            said.say(&officer, "LegalEntity", "name", &name);
            said.say(&officer, "LegalEntity", "country", &firm.country);
            let link = link_id("directorship", &[&firm.id, &officer, "", ""]);
            said.say(&link, "Directorship", "director", &officer);
            said.say(&link, "Directorship", "organization", &firm.id);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
