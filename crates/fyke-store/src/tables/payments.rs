//! Admitted payments as columns.

use super::columns::{Coded, Origin, decimals, optional};
use super::{Rows, Table};
use crate::error::Result;
use datafusion::arrow::array::{ArrayRef, Date32Builder, Decimal128Builder, RecordBatch, StringBuilder};
use fyke_guard::bytes::Admitted;
use fyke_model::money::Currency;
use fyke_model::payment::Payment;
use std::sync::Arc;

/// A batch of payments being built.
pub struct PaymentRows {
    origin: Origin,
    row: Vec<i64>,
    date: Date32Builder,
    payer: StringBuilder,
    payer_country: Coded,
    payee: StringBuilder,
    payee_country: Coded,
    amount: Decimal128Builder,
    currency: Coded,
    document_no: StringBuilder,
}

impl PaymentRows {
    /// Appends a payment.
    pub fn push(&mut self, payment: &Admitted<Payment<'_>>) {
        self.row.push(i64::try_from(payment.row).unwrap_or(i64::MAX));
        self.date.append_value(payment.date.0);
        self.payer.append_value(payment.payer);
        self.payer_country
            .push(payment.payer_country.as_ref().map(|c| c.as_str()));
        self.payee.append_value(payment.payee);
        self.payee_country
            .push(payment.payee_country.as_ref().map(|c| c.as_str()));
        self.amount.append_option(payment.amount_minor.map(i128::from));
        self.currency
            .push(payment.currency.as_ref().map(Currency::as_str));
        self.document_no.append_option(optional(payment.document_no));
    }
}

impl Rows for PaymentRows {
    const TABLE: Table = Table::Payments;

    fn new(origin: Origin) -> PaymentRows {
        PaymentRows {
            origin,
            row: vec![],
            date: Date32Builder::new(),
            payer: StringBuilder::new(),
            payer_country: Coded::default(),
            payee: StringBuilder::new(),
            payee_country: Coded::default(),
            amount: decimals(2),
            currency: Coded::default(),
            document_no: StringBuilder::new(),
        }
    }

    fn len(&self) -> usize {
        self.row.len()
    }

    fn finish(&mut self) -> Result<RecordBatch> {
        let mut columns = self.origin.columns(std::mem::take(&mut self.row))?;
        let rest: [ArrayRef; 8] = [
            Arc::new(self.date.finish()),
            Arc::new(self.payer.finish()),
            self.payer_country.finish()?,
            Arc::new(self.payee.finish()),
            self.payee_country.finish()?,
            Arc::new(self.amount.finish()),
            self.currency.finish()?,
            Arc::new(self.document_no.finish()),
        ];
        columns.extend(rest);
        Ok(RecordBatch::try_new(Table::Payments.schema(), columns)?)
    }
}
