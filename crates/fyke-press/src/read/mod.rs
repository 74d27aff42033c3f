//! Opening a dossier: the files out of the PDF, and what they say.

mod object;
mod pdf;
#[cfg(test)]
mod tests;

use crate::dossier::Dossier;
use crate::files;
use crate::press::BYTES_MAX;
use std::collections::BTreeMap;

/// What lay in a dossier.
#[derive(Clone, PartialEq, Debug)]
pub struct Opened {
    /// Every file by its name.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What they say, read back.
    pub dossier: Dossier,
}

/// Why a file is no dossier.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ReadError {
    /// Larger than any dossier.
    #[error("this file has {0} bytes, more than any dossier; check that it is the one you were sent")]
    TooLarge(usize),
    /// No PDF as we write it.
    #[error(
        "this is no dossier as it was made: {0}; ask for the file itself, not a copy that another program saved"
    )]
    Form(&'static str),
    /// Its files do not say what a dossier says.
    #[error("the files in this dossier do not fit together: {0}; do not rely on it, and ask for it again")]
    Files(String),
}

/// The largest PDF that is looked at.
const PDF_MAX: usize = 2 * BYTES_MAX;

/// The files of a dossier, not looked into.
pub(crate) fn unpack(pdf: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, ReadError> {
    if pdf.len() > PDF_MAX {
        return Err(ReadError::TooLarge(pdf.len()));
    }
    pdf::files(pdf).map_err(ReadError::Form)
}

/// Takes the files out of a dossier and reads them. That it can be read says nothing
/// about who made it: that is for [`crate::verify`].
///
/// # Errors
/// It is none, or not in the form in which it was made.
pub fn read(pdf: &[u8]) -> Result<Opened, ReadError> {
    let files = unpack(pdf)?;
    let dossier = files::read(&files).map_err(ReadError::Files)?;
    Ok(Opened { files, dossier })
}
