//! Where admitted rows go, and the count of what went where.
//!
//! A [`Sink`] is what the store implements: one call per kind of thing.
//! [`Counts`] keeps the identity that every admission ends with: each row that
//! was read was either admitted or refused.

use std::collections::BTreeMap;

use fyke_model::consignment::Consignment;
use fyke_model::lane::Flow;
use fyke_model::payment::Payment;
use fyke_model::position::Position;
use fyke_model::refused::{Reason, Refused};
use fyke_model::statement::Statement;

use crate::bytes::{Admitted, GuardError};

/// Takes what was admitted and what was refused, in the order of the file.
///
/// An error of the sink (a full disk) ends the admission and is handed back as
/// it is; an error of the file arrives through `From<GuardError>`.
pub trait Sink {
    /// What can go wrong in the sink.
    type Error: From<GuardError>;

    /// A consignment; its text is borrowed from the reader's buffer and gone
    /// with the next row.
    fn consignment(&mut self, consignment: &Admitted<Consignment<'_>>) -> Result<(), Self::Error>;

    /// A flow of goods between two countries in one month.
    fn flow(&mut self, flow: &Admitted<Flow>) -> Result<(), Self::Error>;

    /// One property of one entity of a list or register.
    fn statement(&mut self, statement: &Admitted<Statement>) -> Result<(), Self::Error>;

    /// A payment; its text is borrowed like that of a consignment. A sink that
    /// never sees such files need not say what to do with one.
    ///
    /// # Errors
    /// Those of the sink.
    fn payment(&mut self, payment: &Admitted<Payment<'_>>) -> Result<(), Self::Error> {
        let _ = payment;
        Ok(())
    }

    /// Where a vessel was; as with payments.
    ///
    /// # Errors
    /// Those of the sink.
    fn position(&mut self, position: &Admitted<Position<'_>>) -> Result<(), Self::Error> {
        let _ = position;
        Ok(())
    }

    /// A row that was declined or, where [`Refused::kept_row`] is set, a cell
    /// without which its row was taken in.
    fn refused(&mut self, refused: &Refused) -> Result<(), Self::Error>;
}

/// What became of the rows of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// Rows (list entries, lines) that were read, the header not counted.
    pub rows: u64,
    /// Rows of which something was taken in, or which were whole but had
    /// nothing to say (a row of empty months).
    pub rows_admitted: u64,
    /// Rows that were refused. Always `rows - rows_admitted`.
    pub rows_refused: u64,
    /// Cells that were refused while their row was taken in.
    pub cells_refused: u64,
    /// Consignments handed out.
    pub consignments: u64,
    /// Flows handed out; a row with one column per month gives many.
    pub flows: u64,
    /// Statements handed out.
    pub statements: u64,
    /// Payments handed out.
    pub payments: u64,
    /// Positions handed out.
    pub positions: u64,
    /// Refused rows by reason.
    pub rows_refused_by_reason: BTreeMap<Reason, u64>,
    /// Refused cells of admitted rows by reason.
    pub cells_refused_by_reason: BTreeMap<Reason, u64>,
    /// How the file was read and what was mended, in words.
    pub notes: Vec<String>,
}

impl Counts {
    /// Notes a refusal, of a row or of a cell.
    pub(crate) fn refuse(&mut self, refused: &Refused) {
        if refused.kept_row {
            self.cells_refused += 1;
            *self.cells_refused_by_reason.entry(refused.reason).or_default() += 1;
        } else {
            self.rows += 1;
            self.rows_refused += 1;
            *self.rows_refused_by_reason.entry(refused.reason).or_default() += 1;
        }
    }

    /// Notes a row that was taken in.
    #[inline]
    pub(crate) fn admit(&mut self) {
        self.rows += 1;
        self.rows_admitted += 1;
    }
}

/// A sink that keeps everything, for tests and small files.
///
/// Consignments are kept as printed lines, since their text is borrowed.
#[derive(Debug, Default)]
pub struct Kept {
    /// Consignments, printed with `{:?}`.
    pub consignments: Vec<String>,
    /// Flows.
    pub flows: Vec<Flow>,
    /// Statements.
    pub statements: Vec<Statement>,
    /// Payments, printed with `{:?}`.
    pub payments: Vec<String>,
    /// Positions, printed with `{:?}`.
    pub positions: Vec<String>,
    /// Refusals of rows and cells.
    pub refused: Vec<Refused>,
}

impl Sink for Kept {
    type Error = GuardError;

    fn consignment(&mut self, consignment: &Admitted<Consignment<'_>>) -> Result<(), GuardError> {
        self.consignments.push(format!("{:?}", **consignment));
        Ok(())
    }

    fn flow(&mut self, flow: &Admitted<Flow>) -> Result<(), GuardError> {
        self.flows.push(**flow);
        Ok(())
    }

    fn statement(&mut self, statement: &Admitted<Statement>) -> Result<(), GuardError> {
        self.statements.push((**statement).clone());
        Ok(())
    }

    fn payment(&mut self, payment: &Admitted<Payment<'_>>) -> Result<(), GuardError> {
        self.payments.push(format!("{:?}", **payment));
        Ok(())
    }

    fn position(&mut self, position: &Admitted<Position<'_>>) -> Result<(), GuardError> {
        self.positions.push(format!("{:?}", **position));
        Ok(())
    }

    fn refused(&mut self, refused: &Refused) -> Result<(), GuardError> {
        self.refused.push(refused.clone());
        Ok(())
    }
}
