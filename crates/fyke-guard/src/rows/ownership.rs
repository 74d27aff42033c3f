//! Admission of lists of owners: who owns how much of whom, from when to when.
//! Each row becomes two parties and FollowTheMoney's `Ownership` between them
//! (`owner`, `asset`, `percentage`, `startDate`, `endDate`).
//!
//! An owner with a number is a company, one without may be a person: its schema
//! is then `LegalEntity`. A share that cannot be read, or is more than all,
//! leaves its row without a share, never with a guess.

use fyke_model::refused::{Reason, Refused};

use super::cells::countries::CountryReader;
use super::firms::{DateAt, FirmAt, Said, dated, link_id, state_rows};
use super::mapping::Mapping;
use super::meaning::Meaning;
use super::plan::Rules;
use super::sink::{Counts, Sink};
use super::walk::NumberAt;
use crate::bytes::{GuardError, Record, Records};

/// Ten thousandths of a per cent: as fine as registers write shares.
const SHARE_SCALE: u32 = 4;
/// All of it, at that scale.
const ALL: i64 = 100 * 10_000;

/// Takes in a list of owners.
///
/// # Errors
/// Where the mapping names no column of owners or of what they own, or one that
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
    owner: FirmAt,
    owned: FirmAt,
    share: Option<NumberAt>,
    from: Option<DateAt>,
    to: Option<DateAt>,
    countries: CountryReader<'b>,
}

impl<'b> Reader<'b> {
    fn new(mapping: &Mapping, header: &[String], rules: &'b Rules) -> Result<Reader<'b>, GuardError> {
        let owner = [Meaning::Owner, Meaning::OwnerCountry, Meaning::OwnerNumber];
        let owned = [Meaning::Owned, Meaning::OwnedCountry, Meaning::OwnedNumber];
        Ok(Reader {
            owner: FirmAt::of(mapping, header, owner, "the names of the owners")?,
            owned: FirmAt::of(mapping, header, owned, "the names of what is owned")?,
            share: NumberAt::of(mapping, Meaning::SharePercent, header)?,
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
        let owner = self.owner.read(record, &mut self.countries)?;
        let owned = self.owned.read(record, &mut self.countries)?;
        said.firm(
            &owner,
            if owner.number.is_empty() {
                "LegalEntity"
            } else {
                "Company"
            },
        );
        said.firm(&owned, "Company");
        let share = self.share(record, broken);
        let from = dated(self.from.as_ref(), record, broken);
        let to = dated(self.to.as_ref(), record, broken);
        let link = link_id("ownership", &[&owner.id, &owned.id, &from]);
        said.say(&link, "Ownership", "owner", &owner.id);
        said.say(&link, "Ownership", "asset", &owned.id);
        said.say(&link, "Ownership", "percentage", &share);
        said.say(&link, "Ownership", "startDate", &from);
        said.say(&link, "Ownership", "endDate", &to);
        Ok(())
    }

    fn share(&self, record: &Record, broken: &mut Vec<Refused>) -> String {
        let Some(at) = &self.share else {
            return String::new();
        };
        match at.read(record, SHARE_SCALE) {
            Ok(None) => String::new(),
            Ok(Some(number)) if (0..=ALL).contains(&number.scaled) => percent(number.scaled),
            Ok(Some(_)) => {
                broken.push(at.at.refusal(record, Reason::BadShare));
                String::new()
            }
            Err(reason) => {
                broken.push(at.at.refusal(record, reason));
                String::new()
            }
        }
    }
}

/// Ten thousandths of a per cent as per cent: `25`, `33.3333`.
pub(crate) fn percent(scaled: i64) -> String {
    let (whole, rest) = (scaled / 10_000, scaled % 10_000);
    let text = format!("{whole}.{rest:04}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
