//! Admitted consignments as columns.

use super::columns::{Coded, CodedNumbers, Origin, decimals, optional};
use super::{Rows, Table};
use crate::error::Result;
use datafusion::arrow::array::{
    ArrayRef, Date32Builder, Decimal128Builder, Int16Builder, RecordBatch, StringBuilder,
};
use fyke_guard::bytes::Admitted;
use fyke_model::consignment::Consignment;
use fyke_model::country::Country;
use fyke_model::money::Currency;
use std::sync::Arc;

const COUNTRIES: usize = 1 << 16;
const HS_CODES: usize = 1_000_000;

/// A batch of consignments being built.
pub struct ConsignmentRows {
    origin: Origin,
    row: Vec<i64>,
    date: Date32Builder,
    side: Coded,
    consignor: StringBuilder,
    consignor_country: CodedNumbers,
    consignee: StringBuilder,
    consignee_country: CodedNumbers,
    notify: StringBuilder,
    forwarder: StringBuilder,
    made_in: CodedNumbers,
    dispatch: CodedNumbers,
    destination: CodedNumbers,
    hs6: CodedNumbers,
    hs_version: Int16Builder,
    goods_text: StringBuilder,
    quantity: Decimal128Builder,
    unit: Coded,
    mass_kg: Decimal128Builder,
    value: Decimal128Builder,
    currency: Coded,
    value_usd: Decimal128Builder,
    transport: Coded,
    document_no: StringBuilder,
}

impl ConsignmentRows {
    /// Appends a row. `value_usd` is filled where the value was declared in US
    /// dollars and left empty otherwise: no rate is guessed.
    pub fn push(&mut self, c: &Admitted<Consignment<'_>>) {
        self.row.push(i64::try_from(c.row).unwrap_or(i64::MAX));
        self.date.append_value(c.date.0);
        self.side.push(Some(c.side.as_str()));
        self.consignor.append_option(optional(c.consignor));
        push_country(&mut self.consignor_country, c.consignor_country);
        self.consignee.append_option(optional(c.consignee));
        push_country(&mut self.consignee_country, c.consignee_country);
        self.notify.append_option(optional(c.notify));
        self.forwarder.append_option(optional(c.forwarder));
        push_country(&mut self.made_in, c.origin);
        push_country(&mut self.dispatch, c.dispatch);
        push_country(&mut self.destination, c.destination);
        self.hs6
            .push(c.hs.as_ref().map(|hs| (hs.code.number() as usize, &hs.code as _)));
        self.hs_version
            .append_option(c.hs.map(|hs| hs.version.year() as i16));
        self.goods_text.append_option(optional(c.goods_text));
        self.quantity.append_option(c.quantity_milli.map(i128::from));
        self.unit.push(optional(c.unit));
        self.mass_kg.append_option(c.mass_g.map(i128::from));
        self.value.append_option(c.value_minor.map(i128::from));
        self.currency.push(c.currency.as_ref().map(Currency::as_str));
        let usd = c.value_minor.filter(|_| c.currency == Some(Currency::USD));
        self.value_usd.append_option(usd.map(i128::from));
        self.transport.push(optional(c.transport));
        self.document_no.append_option(optional(c.document_no));
    }
}

impl Rows for ConsignmentRows {
    const TABLE: Table = Table::Consignments;

    fn new(origin: Origin) -> ConsignmentRows {
        ConsignmentRows {
            origin,
            row: vec![],
            date: Date32Builder::new(),
            side: Coded::default(),
            consignor: StringBuilder::new(),
            consignor_country: CodedNumbers::new(COUNTRIES),
            consignee: StringBuilder::new(),
            consignee_country: CodedNumbers::new(COUNTRIES),
            notify: StringBuilder::new(),
            forwarder: StringBuilder::new(),
            made_in: CodedNumbers::new(COUNTRIES),
            dispatch: CodedNumbers::new(COUNTRIES),
            destination: CodedNumbers::new(COUNTRIES),
            hs6: CodedNumbers::new(HS_CODES),
            hs_version: Int16Builder::new(),
            goods_text: StringBuilder::new(),
            quantity: decimals(3),
            unit: Coded::default(),
            mass_kg: decimals(3),
            value: decimals(2),
            currency: Coded::default(),
            value_usd: decimals(2),
            transport: Coded::default(),
            document_no: StringBuilder::new(),
        }
    }

    fn len(&self) -> usize {
        self.row.len()
    }

    fn finish(&mut self) -> Result<RecordBatch> {
        let mut columns = self.origin.columns(std::mem::take(&mut self.row))?;
        let rest: [ArrayRef; 22] = [
            Arc::new(self.date.finish()),
            self.side.finish()?,
            Arc::new(self.consignor.finish()),
            self.consignor_country.finish()?,
            Arc::new(self.consignee.finish()),
            self.consignee_country.finish()?,
            Arc::new(self.notify.finish()),
            Arc::new(self.forwarder.finish()),
            self.made_in.finish()?,
            self.dispatch.finish()?,
            self.destination.finish()?,
            self.hs6.finish()?,
            Arc::new(self.hs_version.finish()),
            Arc::new(self.goods_text.finish()),
            Arc::new(self.quantity.finish()),
            self.unit.finish()?,
            Arc::new(self.mass_kg.finish()),
            Arc::new(self.value.finish()),
            self.currency.finish()?,
            Arc::new(self.value_usd.finish()),
            self.transport.finish()?,
            Arc::new(self.document_no.finish()),
        ];
        columns.extend(rest);
        Ok(RecordBatch::try_new(Table::Consignments.schema(), columns)?)
    }
}

fn push_country(column: &mut CodedNumbers, country: Option<Country>) {
    column.push(country.as_ref().map(|c| (usize::from(c.key()), c as _)));
}
