//! Admission of consignments: one row, one declared shipment.
//!
//! A row needs a date and somebody or something: a consignor, a consignee, a
//! commodity code or the goods in words. Everything else may be missing; where
//! it is there but broken, the cell is refused and the row kept without it. A
//! commodity code of less than six digits is such a cell: the row still says
//! who shipped to whom.

use fyke_model::consignment::{Consignment, Side};
use fyke_model::hs::{Hs6, HsCode, HsVersion};
use fyke_model::money::Currency;
use fyke_model::refused::{Reason, Refused};

use super::cells::countries::CountryReader;
use super::cells::dates::{Civil, DateOrder, parse_day};
use super::cells::units::{self, MassUnit};
use super::cells::words::{is_null, side};
use super::limits::RowLimits;
use super::mapping::{Defaults, Mapping};
use super::meaning::Meaning;
use super::plan::Rules;
use super::sink::{Counts, Sink};
use super::walk::{At, LastWord, NumberAt, Verdict, bounded, country, text, walk};
use crate::bytes::{Admitted, GuardError, Record, Records};

/// Takes in a table of consignments.
///
/// # Errors
/// Where the mapping names a column that the file has not, or the file or the
/// sink can go no further.
pub fn admit<R: Records + ?Sized, S: Sink>(
    records: &mut R,
    mapping: &Mapping,
    rules: &Rules,
    sink: &mut S,
) -> Result<Counts, S::Error> {
    let mut reader = Reader::new(mapping, records.header(), rules)?;
    walk(records, sink, |record, sink, broken, counts| {
        match reader.read(record, broken) {
            Ok(consignment) => {
                counts.consignments += 1;
                sink.consignment(&Admitted::admit(consignment))?;
                Ok(Verdict::Admitted)
            }
            Err(refused) => Ok(Verdict::Refused(*refused)),
        }
    })
}

/// Where every part of a consignment stands.
struct Reader<'b> {
    date: At,
    dates: DateOrder,
    side: Option<At>,
    consignor: Option<At>,
    consignor_country: Option<At>,
    consignee: Option<At>,
    consignee_country: Option<At>,
    notify: Option<At>,
    forwarder: Option<At>,
    origin: Option<At>,
    dispatch: Option<At>,
    destination: Option<At>,
    hs: Option<At>,
    hs_version: Option<At>,
    goods_text: Option<At>,
    quantity: Option<NumberAt>,
    unit: Option<At>,
    mass_net: Option<(NumberAt, MassUnit)>,
    mass_gross: Option<(NumberAt, MassUnit)>,
    mass_unit: Option<At>,
    value: Option<NumberAt>,
    currency: Option<At>,
    transport: Option<At>,
    document_no: Option<At>,
    defaults: Defaults,
    limits: RowLimits,
    countries: CountryReader<'b>,
    sides: LastWord<Option<Side>>,
    currencies: LastWord<Result<Currency, Reason>>,
    units: LastWord<Option<MassUnit>>,
}

impl<'b> Reader<'b> {
    fn new(mapping: &Mapping, header: &[String], rules: &'b Rules) -> Result<Reader<'b>, GuardError> {
        let at = |meaning| At::of(mapping, meaning, header);
        let number = |meaning| NumberAt::of(mapping, meaning, header);
        let mass = |meaning| -> Result<Option<(NumberAt, MassUnit)>, GuardError> {
            let unit = mapping.column(meaning).and_then(|column| column.mass_unit);
            Ok(number(meaning)?.map(|number| (number, unit.unwrap_or(MassUnit::Kilogram))))
        };
        let date = at(Meaning::Date)?.ok_or_else(|| {
            GuardError::new(
                "no column holds the date of the consignments",
                "give one the meaning date in mapping.toml",
            )
        })?;
        Ok(Reader {
            date,
            dates: mapping
                .column(Meaning::Date)
                .and_then(|column| column.dates)
                .unwrap_or_default(),
            side: at(Meaning::Side)?,
            consignor: at(Meaning::Consignor)?,
            consignor_country: at(Meaning::ConsignorCountry)?,
            consignee: at(Meaning::Consignee)?,
            consignee_country: at(Meaning::ConsigneeCountry)?,
            notify: at(Meaning::Notify)?,
            forwarder: at(Meaning::Forwarder)?,
            origin: at(Meaning::Origin)?,
            dispatch: at(Meaning::Dispatch)?,
            destination: at(Meaning::Destination)?,
            hs: at(Meaning::Hs)?,
            hs_version: at(Meaning::HsVersion)?,
            goods_text: at(Meaning::GoodsText)?,
            quantity: number(Meaning::Quantity)?,
            unit: at(Meaning::Unit)?,
            mass_net: mass(Meaning::MassNet)?,
            mass_gross: mass(Meaning::MassGross)?,
            mass_unit: at(Meaning::MassUnit)?,
            value: number(Meaning::Value)?,
            currency: at(Meaning::Currency)?,
            transport: at(Meaning::Transport)?,
            document_no: at(Meaning::DocumentNo)?,
            defaults: mapping.defaults,
            limits: rules.rows.clone(),
            countries: CountryReader::new(&rules.countries),
            sides: LastWord::new(side),
            currencies: LastWord::new(units::currency),
            units: LastWord::new(MassUnit::from_word),
        })
    }

    /// One row. The refusal is boxed: it is rare, and the way back stays short.
    fn read<'r>(
        &mut self,
        record: &'r Record,
        broken: &mut Vec<Refused>,
    ) -> Result<Consignment<'r>, Box<Refused>> {
        let civil = self.day(record)?;
        let mut row = Consignment::blank(record.row(), civil.day());
        row.consignor = text(self.consignor.as_ref(), record);
        row.consignee = text(self.consignee.as_ref(), record);
        row.goods_text = text(self.goods_text.as_ref(), record);
        let code = self.hs.as_ref().map_or("", |at| at.raw(record));
        if row.consignor.is_empty() && row.consignee.is_empty() && row.goods_text.is_empty() && is_null(code)
        {
            return Err(Box::new(self.nobody(record)));
        }
        row.notify = text(self.notify.as_ref(), record);
        row.forwarder = text(self.forwarder.as_ref(), record);
        row.unit = text(self.unit.as_ref(), record);
        row.transport = text(self.transport.as_ref(), record);
        row.document_no = text(self.document_no.as_ref(), record);
        row.side = self.side(record, broken);
        let countries = &mut self.countries;
        row.consignor_country = country(self.consignor_country.as_ref(), record, countries, broken);
        row.consignee_country = country(self.consignee_country.as_ref(), record, countries, broken);
        row.origin = country(self.origin.as_ref(), record, countries, broken);
        row.dispatch = country(self.dispatch.as_ref(), record, countries, broken);
        row.destination = country(self.destination.as_ref(), record, countries, broken);
        row.hs = self.hs(code, civil, record, broken);
        row.quantity_milli = self.quantity(record, broken);
        row.mass_g = self.mass(&row, record, broken);
        (row.value_minor, row.currency) = self.value(record, broken);
        if !record.flaws().is_empty() {
            self.flaws(record, broken);
        }
        Ok(row)
    }

    #[inline]
    fn day(&self, record: &Record) -> Result<Civil, Box<Refused>> {
        let cell = self.date.raw(record);
        let civil = parse_day(cell, self.dates).map_err(|reason| {
            let reason = if is_null(cell) {
                Reason::MissingRequired
            } else {
                reason
            };
            Box::new(self.date.refusal(record, reason))
        })?;
        let day = civil.day();
        if day < self.limits.date_min || day > self.limits.date_max {
            return Err(Box::new(self.date.refusal(record, Reason::AbsurdDate)));
        }
        Ok(civil)
    }

    /// The refusal of a row without party and goods: a total, if there is
    /// hardly anything in it, else a row that lacks what it needs.
    #[cold]
    fn nobody(&self, record: &Record) -> Refused {
        let filled = record.cells().filter(|cell| !is_null(cell)).count();
        let column = [&self.consignee, &self.consignor, &self.goods_text, &self.hs]
            .into_iter()
            .flatten()
            .next();
        match column {
            Some(at) if filled > 2 => at.refusal(record, Reason::MissingRequired),
            _ => {
                let words: Vec<&str> = record.cells().filter(|cell| !cell.is_empty()).take(5).collect();
                Refused::new(record.row(), None, &words.join(" "), Reason::NotARecord)
            }
        }
    }

    fn side(&mut self, record: &Record, broken: &mut Vec<Refused>) -> Side {
        let default = self.defaults.side.unwrap_or(Side::Transport);
        let Some(at) = &self.side else {
            return default;
        };
        let cell = at.raw(record);
        match self.sides.read(cell) {
            Some(side) => side,
            None if is_null(cell) => default,
            None => {
                broken.push(at.refusal(record, Reason::UnknownKind));
                default
            }
        }
    }

    #[inline]
    fn hs(&self, code: &str, civil: Civil, record: &Record, broken: &mut Vec<Refused>) -> Option<HsCode> {
        if is_null(code) {
            return None;
        }
        let at = self.hs.as_ref()?;
        let Ok(code) = code.parse::<Hs6>() else {
            broken.push(at.refusal(record, Reason::BadHsCode));
            return None;
        };
        let mut version = self
            .defaults
            .hs_version
            .unwrap_or_else(|| HsVersion::in_force(civil.to_month()));
        if let Some(at) = &self.hs_version {
            match edition(at.raw(record)) {
                Some(Ok(stated)) => version = stated,
                Some(Err(reason)) => broken.push(at.refusal(record, reason)),
                None => {}
            }
        }
        Some(HsCode { version, code })
    }

    fn quantity(&self, record: &Record, broken: &mut Vec<Refused>) -> Option<i64> {
        let at = self.quantity.as_ref()?;
        let bounds = |number| bounded(number, self.limits.consignment_quantity_milli_max);
        match at
            .read(record, 3)
            .and_then(|number| number.map(|n| bounds(n.scaled)).transpose())
        {
            Ok(number) => number,
            Err(reason) => {
                broken.push(at.at.refusal(record, reason));
                None
            }
        }
    }

    /// Net mass, or gross, or a quantity that is counted in a unit of mass.
    fn mass(&mut self, row: &Consignment<'_>, record: &Record, broken: &mut Vec<Refused>) -> Option<i64> {
        for (at, unit) in [&self.mass_net, &self.mass_gross].into_iter().flatten() {
            match mass_of(
                at,
                *unit,
                self.mass_unit.as_ref(),
                &mut self.units,
                &self.limits,
                record,
                broken,
            ) {
                Ok(Some(mass_g)) => return Some(mass_g),
                Ok(None) => {}
                Err(reason) => broken.push(at.at.refusal(record, reason)),
            }
        }
        if row.unit.is_empty() {
            return None;
        }
        let unit = self.units.read(row.unit)?;
        let mass_g = unit.grams(row.quantity_milli?)?;
        bounded(mass_g, self.limits.consignment_mass_g_max).ok()
    }

    fn value(&mut self, record: &Record, broken: &mut Vec<Refused>) -> (Option<i64>, Option<Currency>) {
        let Some(at) = &self.value else {
            return (None, None);
        };
        let number = match at.read(record, 2) {
            Ok(None) => return (None, None),
            Ok(Some(number)) => number,
            Err(reason) => {
                broken.push(at.at.refusal(record, reason));
                return (None, None);
            }
        };
        let value_minor = match bounded(number.scaled, self.limits.consignment_value_minor_max) {
            Ok(value_minor) => value_minor,
            Err(reason) => {
                broken.push(at.at.refusal(record, reason));
                return (None, None);
            }
        };
        let beside = [number.prefix, number.suffix]
            .into_iter()
            .find(|word| !word.is_empty());
        let (column, cell) = match (&self.currency, beside) {
            (Some(column), _) if !is_null(column.raw(record)) => (column, column.raw(record)),
            (_, Some(word)) => (&at.at, word),
            _ => return (Some(value_minor), self.defaults.currency),
        };
        match self.currencies.read(cell) {
            Ok(currency) => (Some(value_minor), Some(currency)),
            Err(reason) => {
                broken.push(column.refusal(record, reason));
                (Some(value_minor), None)
            }
        }
    }

    /// Flaws of cells that were then read as empty.
    #[cold]
    fn flaws(&self, record: &Record, broken: &mut Vec<Refused>) {
        let texts = [
            &self.consignor,
            &self.consignor_country,
            &self.consignee,
            &self.consignee_country,
            &self.notify,
            &self.forwarder,
            &self.origin,
            &self.dispatch,
            &self.destination,
            &self.hs,
            &self.goods_text,
            &self.unit,
            &self.currency,
            &self.transport,
            &self.document_no,
            &self.side,
            &self.hs_version,
            &self.mass_unit,
        ];
        let masses = [&self.mass_net, &self.mass_gross]
            .into_iter()
            .flatten()
            .map(|(at, _)| at);
        let numbers = [&self.quantity, &self.value]
            .into_iter()
            .flatten()
            .chain(masses)
            .map(|number| &number.at);
        for at in texts.into_iter().flatten().chain(numbers) {
            at.flaw(record, broken);
        }
    }
}

/// Grams of a cell in the unit that its row, its cell or its column names.
#[inline]
fn mass_of(
    at: &NumberAt,
    unit: MassUnit,
    unit_at: Option<&At>,
    units: &mut LastWord<Option<MassUnit>>,
    limits: &RowLimits,
    record: &Record,
    broken: &mut Vec<Refused>,
) -> Result<Option<i64>, Reason> {
    let Some(number) = at.read(record, 3)? else {
        return Ok(None);
    };
    let mut unit = unit;
    if let Some(at) = unit_at {
        let word = at.raw(record);
        match units.read(word) {
            Some(named) => unit = named,
            None if is_null(word) => {}
            None => {
                // a number in an unknown unit is no mass
                broken.push(at.refusal(record, Reason::UnknownUnit));
                return Ok(None);
            }
        }
    }
    if !number.suffix.is_empty() {
        unit = units.read(number.suffix).ok_or(Reason::UnknownUnit)?;
    }
    let mass_g = unit.grams(number.scaled).ok_or(Reason::AbsurdQuantity)?;
    bounded(mass_g, limits.consignment_mass_g_max).map(Some)
}

/// The HS edition that a cell names: `2017`, `HS2017`, `HS 2017`, Comtrade's
/// `H5`. `None` where it says nothing.
pub(crate) fn edition(cell: &str) -> Option<Result<HsVersion, Reason>> {
    let cell = cell.trim();
    if is_null(cell) {
        return None;
    }
    let year = match cell {
        "H4" => 2012,
        "H5" => 2017,
        "H6" => 2022,
        "HS" => return None,
        _ => {
            let digits = cell.trim_start_matches(|c: char| !c.is_ascii_digit());
            match digits.parse::<u16>() {
                Ok(year) => year,
                Err(_) => return Some(Err(Reason::BadHsVersion)),
            }
        }
    };
    Some(HsVersion::from_year(year).ok_or(Reason::BadHsVersion))
}

#[cfg(test)]
mod tests;
