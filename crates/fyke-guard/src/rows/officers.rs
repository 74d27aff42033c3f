//! Admission of lists of officers: who directs or signs for which company, from
//! when to when. Each row becomes a company, a person and FollowTheMoney's
//! `Directorship` between them.
//!
//! The schema of an officer is `LegalEntity`: a company can direct another, and
//! the file does not say.

use fyke_model::refused::Refused;

use super::cells::countries::CountryReader;
use super::firms::{DateAt, FirmAt, Said, dated, link_id, named, officer_id, state_rows};
use super::mapping::Mapping;
use super::meaning::Meaning;
use super::plan::Rules;
use super::sink::{Counts, Sink};
use super::walk::{At, must, text};
use crate::bytes::{GuardError, Record, Records};

/// Takes in a list of officers.
///
/// # Errors
/// Where the mapping names no column of companies or of officers, or one that
/// the file has not, or the file or the sink can go no further.
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
    company: FirmAt,
    officer: At,
    country: Option<At>,
    born: Option<DateAt>,
    role: Option<At>,
    from: Option<DateAt>,
    to: Option<DateAt>,
    countries: CountryReader<'b>,
}

impl<'b> Reader<'b> {
    fn new(mapping: &Mapping, header: &[String], rules: &'b Rules) -> Result<Reader<'b>, GuardError> {
        let names = [Meaning::Name, Meaning::Country, Meaning::Number];
        Ok(Reader {
            company: FirmAt::of(mapping, header, names, "the names of the companies")?,
            officer: must(mapping, Meaning::Officer, header, "the names of the officers")?,
            country: At::of(mapping, Meaning::OfficerCountry, header)?,
            born: DateAt::of(mapping, Meaning::BirthDate, header)?,
            role: At::of(mapping, Meaning::Role, header)?,
            from: DateAt::of(mapping, Meaning::From, header)?,
            to: DateAt::of(mapping, Meaning::To, header)?,
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
        let company = self.company.read(record, &mut self.countries)?;
        let name = named(&self.officer, record)?;
        let born = dated(self.born.as_ref(), record, broken);
        let country = match text(self.country.as_ref(), record) {
            "" => company.country.as_str(),
            country => country,
        };
        // by the company's country, as a register's own list of directors has it
        let officer = officer_id(&company.place, name, &born);
        said.firm(&company, "Company");
        said.say(&officer, "LegalEntity", "name", name);
        said.say(&officer, "LegalEntity", "country", country);
        if !born.is_empty() {
            said.say(&officer, "Person", "birthDate", &born);
        }
        let role = text(self.role.as_ref(), record);
        let from = dated(self.from.as_ref(), record, broken);
        let to = dated(self.to.as_ref(), record, broken);
        let link = link_id("directorship", &[&company.id, &officer, role, &from]);
        said.say(&link, "Directorship", "director", &officer);
        said.say(&link, "Directorship", "organization", &company.id);
        said.say(&link, "Directorship", "role", role);
        said.say(&link, "Directorship", "startDate", &from);
        said.say(&link, "Directorship", "endDate", &to);
        Ok(())
    }
}
