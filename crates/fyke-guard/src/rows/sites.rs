//! Admission of sites: where a firm uses how much power.
//!
//! Each row becomes a firm, FollowTheMoney's `RealEstate` for the place, and the
//! `Ownership` that ties them. `powerKw` is a property of ours; FollowTheMoney
//! has none for it.

use fyke_model::refused::{Reason, Refused};

use super::cells::countries::CountryReader;
use super::firms::{DateAt, FirmAt, Said, dated, link_id, state_rows};
use super::mapping::Mapping;
use super::meaning::Meaning;
use super::plan::Rules;
use super::sink::{Counts, Sink};
use super::walk::{At, NumberAt, text};
use crate::bytes::{GuardError, Record, Records};

/// Watts: as fine as connections are written.
const WATTS: u32 = 3;
/// A hundred gigawatts: more than any grid connection carries.
const WATTS_MAX: i64 = 100_000_000_000;

/// Takes in a list of sites.
///
/// # Errors
/// Where the mapping lacks firm or power, or names a column that the file has
/// not, or the file or the sink can go no further.
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
    address: Option<At>,
    power: NumberAt,
    from: Option<DateAt>,
    to: Option<DateAt>,
    countries: CountryReader<'b>,
}

impl<'b> Reader<'b> {
    fn new(mapping: &Mapping, header: &[String], rules: &'b Rules) -> Result<Reader<'b>, GuardError> {
        let names = [Meaning::Name, Meaning::Country, Meaning::Number];
        let power = NumberAt::of(mapping, Meaning::PowerKw, header)?.ok_or_else(|| {
            GuardError::new(
                "no column holds the power of the sites",
                "give one the meaning power_kw in mapping.toml",
            )
        })?;
        Ok(Reader {
            firm: FirmAt::of(mapping, header, names, "the firms of the sites")?,
            address: At::of(mapping, Meaning::Address, header)?,
            power,
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
        let firm = self.firm.read(record, &mut self.countries)?;
        let refuse = |reason| Box::new(self.power.at.refusal(record, reason));
        let watts = match self.power.read(record, WATTS) {
            Ok(Some(number)) => number.scaled,
            Ok(None) => return Err(refuse(Reason::MissingRequired)),
            Err(reason) => return Err(refuse(reason)),
        };
        if watts < 0 {
            return Err(refuse(Reason::NegativeQuantity));
        }
        if watts > WATTS_MAX {
            return Err(refuse(Reason::AbsurdQuantity));
        }
        let address = text(self.address.as_ref(), record);
        let site = link_id("site", &[&firm.id, address]);
        let power = format!("{}.{:03}", watts / 1_000, watts % 1_000);
        said.firm(&firm, "Company");
        said.say(&site, "RealEstate", "address", address);
        said.say(&site, "RealEstate", "country", &firm.country);
        let power = power.trim_end_matches('0').trim_end_matches('.');
        said.say(&site, "RealEstate", "powerKw", power);
        let from = dated(self.from.as_ref(), record, broken);
        let to = dated(self.to.as_ref(), record, broken);
        let link = link_id("ownership", &[&firm.id, &site, &from]);
        said.say(&link, "Ownership", "owner", &firm.id);
        said.say(&link, "Ownership", "asset", &site);
        said.say(&link, "Ownership", "startDate", &from);
        said.say(&link, "Ownership", "endDate", &to);
        Ok(())
    }
}
