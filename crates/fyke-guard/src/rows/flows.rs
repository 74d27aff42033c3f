//! Admission of flows: what one country recorded with another in one month.
//!
//! Two layouts come in as one: long (a row per month) and wide (a column per
//! month, one row giving many flows). Every part of a lane is needed, so a
//! broken one refuses the row. Rows that sum up others of the same file would
//! count their trade twice and are refused as such: shorter commodity codes
//! beside longer ones, whole years, groups of countries, the word "total".

use fyke_model::consignment::Side;
use fyke_model::country::Country;
use fyke_model::date::Month;
use fyke_model::hs::{Hs6, HsCode, HsVersion};
use fyke_model::lane::{Flow, Lane};
use fyke_model::money::Currency;
use fyke_model::refused::{Reason, Refused};

use super::cells::countries::CountryReader;
use super::cells::dates::{DateOrder, parse_month};
use super::cells::units::{self, MassUnit};
use super::cells::words::{is_null, side};
use super::consignments::edition;
use super::limits::RowLimits;
use super::mapping::{Defaults, Mapping};
use super::meaning::Meaning;
use super::plan::Rules;
use super::sink::{Counts, Sink};
use super::walk::{At, NumberAt, Verdict, bounded, walk};
use crate::bytes::{Admitted, GuardError, Record, Records};

/// Takes in a table of flows.
///
/// # Errors
/// Where the mapping lacks what every row needs or names a column that the
/// file has not, or the file or the sink can go no further.
pub fn admit<R: Records + ?Sized, S: Sink>(
    records: &mut R,
    mapping: &Mapping,
    rules: &Rules,
    sink: &mut S,
) -> Result<Counts, S::Error> {
    let mut reader = Reader::new(mapping, records.header(), rules)?;
    let mut flows = Vec::new();
    walk(records, sink, |record, sink, broken, counts| {
        flows.clear();
        if let Err(refused) = reader.read(record, &mut flows, broken) {
            return Ok(Verdict::Refused(*refused));
        }
        for flow in flows.drain(..) {
            counts.flows += 1;
            sink.flow(&Admitted::admit(flow))?;
        }
        Ok(Verdict::Admitted)
    })
}

/// Where the values of a flow stand.
enum Values {
    /// A column for the month, one for the value.
    Long {
        month: At,
        dates: DateOrder,
        value: NumberAt,
    },
    /// A column of values per month.
    Wide(Vec<(Month, NumberAt)>),
}

struct Reader<'b> {
    reporter: Option<At>,
    partner: Option<At>,
    side: Option<At>,
    hs: At,
    hs_digits: u8,
    hs_version: Option<At>,
    values: Values,
    currency: Option<At>,
    mass: Option<(NumberAt, MassUnit)>,
    quantity: Option<NumberAt>,
    indicator: Option<At>,
    defaults: Defaults,
    limits: RowLimits,
    countries: CountryReader<'b>,
}

fn lacks(what: &str, repair: &str) -> GuardError {
    GuardError::new(
        format!("no column and no default tells {what} of these flows"),
        repair,
    )
}

impl<'b> Reader<'b> {
    fn new(mapping: &Mapping, header: &[String], rules: &'b Rules) -> Result<Reader<'b>, GuardError> {
        let at = |meaning| At::of(mapping, meaning, header);
        let number = |meaning| NumberAt::of(mapping, meaning, header);
        let reader = Reader {
            reporter: at(Meaning::Reporter)?,
            partner: at(Meaning::Partner)?,
            side: at(Meaning::Side)?,
            hs: at(Meaning::Hs)?
                .ok_or_else(|| lacks("the goods", "give a column the meaning hs in mapping.toml"))?,
            hs_digits: mapping.hs_digits,
            hs_version: at(Meaning::HsVersion)?,
            values: Values::new(mapping, header)?,
            currency: at(Meaning::Currency)?,
            mass: number(Meaning::MassNet)?.map(|number| {
                let unit = mapping
                    .column(Meaning::MassNet)
                    .and_then(|column| column.mass_unit);
                (number, unit.unwrap_or(MassUnit::Kilogram))
            }),
            quantity: number(Meaning::Quantity)?,
            indicator: at(Meaning::Indicator)?,
            defaults: mapping.defaults,
            limits: rules.rows.clone(),
            countries: CountryReader::new(&rules.countries),
        };
        if reader.reporter.is_none() && reader.defaults.reporter.is_none() {
            return Err(lacks(
                "the reporting country",
                "set reporter = \"EU\" (or another) under [defaults] in mapping.toml",
            ));
        }
        if reader.partner.is_none() && reader.defaults.partner.is_none() {
            return Err(lacks(
                "the partner country",
                "set partner under [defaults] in mapping.toml",
            ));
        }
        if reader.side.is_none() && reader.defaults.side.is_none() {
            return Err(lacks(
                "the direction",
                "set side = \"export\" or \"import\" under [defaults] in mapping.toml",
            ));
        }
        if reader.currency.is_none() && reader.defaults.currency.is_none() {
            return Err(lacks(
                "the currency",
                "set currency = \"EUR\" (or another) under [defaults] in mapping.toml",
            ));
        }
        Ok(reader)
    }

    fn read(
        &mut self,
        record: &Record,
        flows: &mut Vec<Flow>,
        broken: &mut Vec<Refused>,
    ) -> Result<(), Box<Refused>> {
        self.only_values(record)?;
        let code = self.code(record)?;
        let reporter = needed(
            self.reporter.as_ref(),
            record,
            self.defaults.reporter,
            &mut self.countries,
        )?;
        let partner = needed(
            self.partner.as_ref(),
            record,
            self.defaults.partner,
            &mut self.countries,
        )?;
        let side = self.direction(record)?;
        let currency = self.currency(record)?;
        let stated = self.edition(record)?;
        let (exporter, importer) = match side {
            Side::Import => (partner, reporter),
            _ => (reporter, partner),
        };
        let flow = |month: Month, value_minor| Flow {
            row: record.row(),
            lane: Lane {
                exporter,
                importer,
                hs: HsCode {
                    version: stated.unwrap_or_else(|| HsVersion::in_force(month)),
                    code,
                },
                month,
            },
            side,
            value_minor,
            currency,
            mass_g: None,
            quantity_milli: None,
        };
        match &self.values {
            Values::Long { month, dates, value } => {
                let parsed = parse_month(month.raw(record), *dates).map_err(|reason| {
                    let empty = is_null(month.raw(record));
                    month.refusal(record, if empty { Reason::MissingRequired } else { reason })
                })?;
                self.in_time(parsed)
                    .map_err(|reason| month.refusal(record, reason))?;
                let value_minor = self
                    .amount(value, record)
                    .and_then(|value| value.ok_or(Reason::MissingRequired))
                    .map_err(|reason| value.at.refusal(record, reason))?;
                let mut flow = flow(parsed, value_minor);
                flow.mass_g = self.mass(record, broken);
                flow.quantity_milli = self.quantity(record, broken);
                flows.push(flow);
            }
            Values::Wide(months) => {
                for (month, column) in months {
                    match self.amount(column, record) {
                        Ok(Some(value_minor)) => flows.push(flow(*month, value_minor)),
                        Ok(None) => {}
                        Err(reason) => broken.push(column.at.refusal(record, reason)),
                    }
                }
                if flows.is_empty()
                    && let Some(first) = broken.first()
                {
                    return Err(Box::new(first.clone()));
                }
            }
        }
        Ok(())
    }

    /// Refuses rows of figures that are not values: quantities and prices of
    /// files with one figure per row.
    fn only_values(&self, record: &Record) -> Result<(), Box<Refused>> {
        let Some(at) = &self.indicator else {
            return Ok(());
        };
        let cell = at.raw(record);
        let upper = cell.to_uppercase();
        if is_null(cell) || upper.contains("VALUE") || upper.contains("WERT") || upper.contains("VALEUR") {
            Ok(())
        } else {
            Err(Box::new(at.refusal(record, Reason::UnknownKind)))
        }
    }

    fn code(&self, record: &Record) -> Result<Hs6, Box<Refused>> {
        let cell = self.hs.raw(record).trim();
        let refuse = |reason| Box::new(self.hs.refusal(record, reason));
        if is_null(cell) {
            return Err(refuse(Reason::MissingRequired));
        }
        if cell.eq_ignore_ascii_case("total") || cell.eq_ignore_ascii_case("all") {
            return Err(refuse(Reason::AggregateRow));
        }
        let digits = cell.bytes().filter(u8::is_ascii_digit).count();
        let foreign = cell.bytes().any(|b| !b.is_ascii_digit() && !b". -".contains(&b));
        // an odd number of digits has lost a leading zero
        let level = digits + digits % 2;
        if !foreign && level < usize::from(self.hs_digits) {
            return Err(refuse(Reason::AggregateRow));
        }
        cell.parse().map_err(|_| refuse(Reason::BadHsCode))
    }

    fn direction(&self, record: &Record) -> Result<Side, Box<Refused>> {
        let Some(at) = &self.side else {
            return Ok(self.defaults.side.unwrap_or(Side::Export));
        };
        let cell = at.raw(record);
        match (side(cell), self.defaults.side) {
            (Some(side @ (Side::Export | Side::Import)), _) => Ok(side),
            (None, Some(side)) if is_null(cell) => Ok(side),
            (None, None) if is_null(cell) => Err(Box::new(at.refusal(record, Reason::MissingRequired))),
            _ => Err(Box::new(at.refusal(record, Reason::UnknownKind))),
        }
    }

    fn currency(&self, record: &Record) -> Result<Currency, Box<Refused>> {
        let default = self.defaults.currency;
        match (&self.currency, default) {
            (Some(at), _) if !is_null(at.raw(record)) => {
                units::currency(at.raw(record)).map_err(|reason| Box::new(at.refusal(record, reason)))
            }
            (_, Some(currency)) => Ok(currency),
            (Some(at), None) => Err(Box::new(at.refusal(record, Reason::MissingRequired))),
            (None, None) => Err(Box::new(Refused::new(
                record.row(),
                None,
                "",
                Reason::UnknownCurrency,
            ))),
        }
    }

    fn edition(&self, record: &Record) -> Result<Option<HsVersion>, Box<Refused>> {
        let stated = self
            .hs_version
            .as_ref()
            .and_then(|at| edition(at.raw(record)).map(|found| (at, found)));
        match stated {
            Some((_, Ok(version))) => Ok(Some(version)),
            Some((at, Err(reason))) => Err(Box::new(at.refusal(record, reason))),
            None => Ok(self.defaults.hs_version),
        }
    }

    fn in_time(&self, month: Month) -> Result<(), Reason> {
        match month >= self.limits.date_min.month() && month <= self.limits.date_max.month() {
            true => Ok(()),
            false => Err(Reason::AbsurdDate),
        }
    }

    fn amount(&self, column: &NumberAt, record: &Record) -> Result<Option<i64>, Reason> {
        match column.read(record, 2)? {
            Some(number) => bounded(number.scaled, self.limits.flow_value_minor_max).map(Some),
            None => Ok(None),
        }
    }

    fn mass(&self, record: &Record, broken: &mut Vec<Refused>) -> Option<i64> {
        let (at, unit) = self.mass.as_ref()?;
        let mass_g = at.read(record, 3).and_then(|number| match number {
            Some(number) => {
                let mass_g = unit.grams(number.scaled).ok_or(Reason::AbsurdQuantity)?;
                bounded(mass_g, self.limits.flow_mass_g_max).map(Some)
            }
            None => Ok(None),
        });
        mass_g.unwrap_or_else(|reason| {
            broken.push(at.at.refusal(record, reason));
            None
        })
    }

    fn quantity(&self, record: &Record, broken: &mut Vec<Refused>) -> Option<i64> {
        let at = self.quantity.as_ref()?;
        match at
            .read(record, 3)
            .and_then(|number| number.map(|n| bounded(n.scaled, i64::MAX)).transpose())
        {
            Ok(quantity_milli) => quantity_milli,
            Err(reason) => {
                broken.push(at.at.refusal(record, reason));
                None
            }
        }
    }
}

impl Values {
    fn new(mapping: &Mapping, header: &[String]) -> Result<Values, GuardError> {
        if !mapping.months.is_empty() {
            let multiplier = mapping.month_multiplier.unwrap_or(1);
            return mapping
                .months
                .iter()
                .map(|month| {
                    let at = At::named(header, &month.column, Meaning::Month)?;
                    Ok((month.month, NumberAt::new(at, mapping.month_decimal, multiplier)))
                })
                .collect::<Result<_, GuardError>>()
                .map(Values::Wide);
        }
        match (
            At::of(mapping, Meaning::Month, header)?,
            NumberAt::of(mapping, Meaning::Value, header)?,
        ) {
            (Some(month), Some(value)) => Ok(Values::Long {
                month,
                dates: mapping
                    .column(Meaning::Month)
                    .and_then(|column| column.dates)
                    .unwrap_or_default(),
                value,
            }),
            (None, _) => Err(lacks(
                "the month",
                "give a column the meaning month in mapping.toml",
            )),
            (_, None) => Err(lacks(
                "the value",
                "give a column the meaning value in mapping.toml",
            )),
        }
    }
}

/// A country that the lane needs.
fn needed(
    at: Option<&At>,
    record: &Record,
    default: Option<Country>,
    countries: &mut CountryReader<'_>,
) -> Result<Country, Box<Refused>> {
    match (at, default) {
        (Some(at), _) if !is_null(at.raw(record)) => countries
            .read(at.raw(record))
            .map_err(|reason| Box::new(at.refusal(record, reason))),
        (_, Some(country)) => Ok(country),
        (Some(at), None) => Err(Box::new(at.refusal(record, Reason::MissingRequired))),
        (None, None) => Err(Box::new(Refused::new(
            record.row(),
            None,
            "",
            Reason::MissingRequired,
        ))),
    }
}

#[cfg(test)]
mod tests;
