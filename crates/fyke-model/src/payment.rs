//! A payment: money that one party sends to another, as one row tells it.
//!
//! Like a consignment it borrows its text from the reader's buffer. What ties
//! the two together is the number of the document that was paid.

use crate::country::Country;
use crate::date::Day;
use crate::money::Currency;

/// One payment. Text fields are empty where the row says nothing.
#[derive(Clone, PartialEq, Debug)]
pub struct Payment<'a> {
    /// Record number in its file, counted from 1, the header included.
    pub row: u64,
    /// Day of the payment.
    pub date: Day,
    /// Who pays.
    pub payer: &'a str,
    /// Where the payer is.
    pub payer_country: Option<Country>,
    /// Who is paid.
    pub payee: &'a str,
    /// Where the payee is.
    pub payee_country: Option<Country>,
    /// Amount in hundredths of `currency`.
    pub amount_minor: Option<i64>,
    /// The currency of the amount, where it is known.
    pub currency: Option<Currency>,
    /// Number of the invoice or declaration that was paid.
    pub document_no: &'a str,
}
