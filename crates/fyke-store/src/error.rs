//! Errors in pairs: what broke, and what to do about it.
//!
//! Whose fault it is decides what a person can do, so every error says it:
//! [`Fault`].

use std::fmt;
use std::path::Path;

/// Whose fault it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// What the person asked for cannot be done as asked.
    Request,
    /// The data are not what they should be.
    Data,
    /// The machine: disk, memory, permissions.
    Machine,
    /// We made a mistake.
    Bug,
}

/// An error with its repair.
#[derive(Debug)]
pub struct StoreError {
    fault: Fault,
    broke: String,
    repair: String,
}

/// What this crate returns.
pub type Result<T> = std::result::Result<T, StoreError>;

impl StoreError {
    /// An error: what broke, what to do; plain words, no full stop.
    pub fn new(fault: Fault, broke: impl Into<String>, repair: impl Into<String>) -> StoreError {
        StoreError {
            fault,
            broke: broke.into(),
            repair: repair.into(),
        }
    }

    /// Something the person asked for that cannot be done as asked.
    pub fn request(broke: impl Into<String>, repair: impl Into<String>) -> StoreError {
        StoreError::new(Fault::Request, broke, repair)
    }

    /// A file operation that failed.
    pub fn file(action: &str, path: &Path, error: &std::io::Error) -> StoreError {
        let repair = match error.kind() {
            std::io::ErrorKind::StorageFull => {
                "free some space and run the command again; the case is whole".to_owned()
            }
            std::io::ErrorKind::PermissionDenied => "check who may read and write there".to_owned(),
            std::io::ErrorKind::NotFound => "check that it is still there".to_owned(),
            _ => "check the disk and run the command again; the case is whole".to_owned(),
        };
        StoreError::new(
            Fault::Machine,
            format!("cannot {action} {}: {error}", path.display()),
            repair,
        )
    }

    /// Whose fault it is.
    pub fn fault(&self) -> Fault {
        self.fault
    }

    /// What neither another machine nor a later hour would change: trying again is no
    /// use.
    pub fn lasts(&self) -> bool {
        matches!(self.fault, Fault::Request | Fault::Bug)
    }

    /// What broke.
    pub fn broke(&self) -> &str {
        &self.broke
    }

    /// What to do.
    pub fn repair(&self) -> &str {
        &self.repair
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.broke, self.repair)
    }
}

impl std::error::Error for StoreError {}

impl From<datafusion::error::DataFusionError> for StoreError {
    fn from(error: datafusion::error::DataFusionError) -> StoreError {
        use datafusion::error::DataFusionError as E;
        match error.find_root() {
            E::SQL(..) | E::Plan(_) | E::SchemaError(..) => StoreError::request(
                format!("the query cannot be run: {}", error.strip_backtrace()),
                "list the tables and columns with: fyke sql CASE 'show columns from consignments'",
            ),
            E::ResourcesExhausted(what) => StoreError::new(
                Fault::Machine,
                format!("the query needs more memory than it may have: {what}"),
                "ask for less at a time",
            ),
            E::IoError(_) | E::ObjectStore(_) | E::ParquetError(_) => StoreError::new(
                Fault::Data,
                format!("a table cannot be read: {}", error.strip_backtrace()),
                "find out which with: fyke verify CASE",
            ),
            _ => StoreError::new(
                Fault::Data,
                format!("the query failed: {}", error.strip_backtrace()),
                "try a smaller query to see which part fails",
            ),
        }
    }
}

impl From<datafusion::arrow::error::ArrowError> for StoreError {
    fn from(error: datafusion::arrow::error::ArrowError) -> StoreError {
        StoreError::new(
            Fault::Bug,
            format!("a column could not be built: {error}"),
            "please report it with the command",
        )
    }
}

impl From<datafusion::parquet::errors::ParquetError> for StoreError {
    fn from(error: datafusion::parquet::errors::ParquetError) -> StoreError {
        StoreError::new(
            Fault::Machine,
            format!("a table could not be written or read: {error}"),
            "check the disk and run the command again; the case is whole",
        )
    }
}

impl From<fyke_guard::bytes::GuardError> for StoreError {
    fn from(error: fyke_guard::bytes::GuardError) -> StoreError {
        StoreError::new(Fault::Data, error.broke(), error.repair())
    }
}
