//! Admission of payments: who paid whom how much, when, and for which document.
//!
//! A row needs a day and both parties; an amount that cannot be read is left
//! empty, for that somebody was paid is worth knowing without it.

use fyke_model::country::Country;
use fyke_model::money::Currency;
use fyke_model::payment::Payment;
use fyke_model::refused::{Reason, Refused};

use super::cells::countries::CountryReader;
use super::cells::dates::DateOrder;
use super::cells::units;
use super::cells::words::is_null;
use super::firms::named;
use super::limits::RowLimits;
use super::mapping::Mapping;
use super::meaning::Meaning;
use super::plan::Rules;
use super::sink::{Counts, Sink};
use super::walk::{
    At, LastWord, NumberAt, Verdict, bounded, country, must, needed_day, order_of, text, walk,
};
use crate::bytes::{Admitted, GuardError, Record, Records};

/// Takes in a list of payments.
///
/// # Errors
/// Where the mapping lacks the date or a party, or names a column that the file
/// has not, or the file or the sink can go no further.
pub fn admit<R: Records + ?Sized, S: Sink>(
    records: &mut R,
    mapping: &Mapping,
    rules: &Rules,
    sink: &mut S,
) -> Result<Counts, S::Error> {
    let mut reader = Reader::new(mapping, records.header(), rules)?;
    walk(records, sink, |record, sink, broken, counts| {
        match reader.read(record, broken) {
            Ok(payment) => {
                counts.payments += 1;
                sink.payment(&Admitted::admit(payment))?;
                Ok(Verdict::Admitted)
            }
            Err(refused) => Ok(Verdict::Refused(*refused)),
        }
    })
}

struct Reader<'b> {
    date: At,
    dates: DateOrder,
    payer: At,
    payer_country: Option<At>,
    payee: At,
    payee_country: Option<At>,
    amount: Option<NumberAt>,
    currency: Option<At>,
    default_currency: Option<Currency>,
    document_no: Option<At>,
    limits: RowLimits,
    countries: CountryReader<'b>,
    currencies: LastWord<Result<Currency, Reason>>,
}

impl<'b> Reader<'b> {
    fn new(mapping: &Mapping, header: &[String], rules: &'b Rules) -> Result<Reader<'b>, GuardError> {
        let at = |meaning| At::of(mapping, meaning, header);
        Ok(Reader {
            date: must(mapping, Meaning::Date, header, "the day of the payments")?,
            dates: order_of(mapping, Meaning::Date),
            payer: must(mapping, Meaning::Payer, header, "who pays")?,
            payer_country: at(Meaning::PayerCountry)?,
            payee: must(mapping, Meaning::Payee, header, "who is paid")?,
            payee_country: at(Meaning::PayeeCountry)?,
            amount: NumberAt::of(mapping, Meaning::Value, header)?,
            currency: at(Meaning::Currency)?,
            default_currency: mapping.defaults.currency,
            document_no: at(Meaning::DocumentNo)?,
            limits: rules.rows.clone(),
            countries: CountryReader::new(&rules.countries),
            currencies: LastWord::new(units::currency),
        })
    }

    fn read<'r>(
        &mut self,
        record: &'r Record,
        broken: &mut Vec<Refused>,
    ) -> Result<Payment<'r>, Box<Refused>> {
        let date = needed_day(&self.date, self.dates, &self.limits, record)?;
        let payer = named(&self.payer, record)?;
        let payee = named(&self.payee, record)?;
        let mut of = |at: &Option<At>| -> Option<Country> {
            country(at.as_ref(), record, &mut self.countries, broken)
        };
        let (payer_country, payee_country) = (of(&self.payer_country), of(&self.payee_country));
        let (amount_minor, currency) = self.amount(record, broken);
        Ok(Payment {
            row: record.row(),
            date,
            payer,
            payer_country,
            payee,
            payee_country,
            amount_minor,
            currency,
            document_no: text(self.document_no.as_ref(), record),
        })
    }

    fn amount(&mut self, record: &Record, broken: &mut Vec<Refused>) -> (Option<i64>, Option<Currency>) {
        let Some(at) = &self.amount else {
            return (None, None);
        };
        let read = at.read(record, 2).and_then(|number| {
            let max = self.limits.consignment_value_minor_max;
            number
                .map(|number| bounded(number.scaled, max).map(|scaled| (scaled, number)))
                .transpose()
        });
        let (amount, number) = match read {
            Ok(Some(read)) => read,
            Ok(None) => return (None, None),
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
            _ => return (Some(amount), self.default_currency),
        };
        match self.currencies.read(cell) {
            Ok(currency) => (Some(amount), Some(currency)),
            Err(reason) => {
                broken.push(column.refusal(record, reason));
                (Some(amount), None)
            }
        }
    }
}
