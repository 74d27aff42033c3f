//! Proofs that need no case: that an entry is in a log (C2SP tlog-proof), and
//! that a log still holds what it held.

use super::base64;
use super::checkpoint::{NoteKey, Signed};
use super::leaf::{Index, Leaf};
use super::log::{Record, RecordError};
use super::shelf::Shelf;
use super::tiles::Tiles;
use super::tree::{self, Hash, check_inclusion, leaf_hash};

/// First line of a proof.
const HEADER: &str = "c2sp.org/tlog-proof@v1";

/// A proof that one entry is in a log, with the signed checkpoint that says so.
///
/// Its text is a `.tlog-proof` file: under a kilobyte up to a hundred thousand
/// entries, 1.1 kilobytes at a million.
#[derive(Debug)]
pub struct Proof {
    index: Index,
    path: Vec<Hash>,
    checkpoint: Vec<u8>,
    signed: Signed,
}

/// What a good proof shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proven {
    /// The entry's number.
    pub index: Index,
    /// Entries in the log at the time.
    pub size: Index,
    /// Who else signed the checkpoint, and when, of the witnesses that were asked for.
    pub witnessed: Vec<(String, u64)>,
}

/// Why a proof is none.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BadProof {
    /// Not the format.
    #[error("this is no proof in the form of c2sp.org/tlog-proof@v1; ask for the file again")]
    Form,
    /// A key that is none.
    #[error(transparent)]
    Key(#[from] super::BadNoteKey),
    /// Not signed by the log.
    #[error("its checkpoint is not signed by {0}; do not rely on it")]
    Unsigned(String),
    /// The hashes lead elsewhere.
    #[error("the entry is not at place {0} of the log that its checkpoint signs for; do not rely on it")]
    Elsewhere(Index),
}

impl Record {
    /// A proof that entry `index` is in this record.
    ///
    /// # Errors
    /// There is none with this number; an altered log; the disk.
    pub fn prove(&self, index: Index) -> Result<Proof, RecordError> {
        self.entry(index)?;
        let tiles = Tiles::new(self.shelf.as_ref(), self.size());
        let path = tree::prove_inclusion(self.size(), index, &tiles).map_err(RecordError::Altered)?;
        let signed = Signed::read(&self.signed)
            .ok_or_else(|| RecordError::Altered("log/checkpoint is no checkpoint in its one form".into()))?;
        Ok(Proof {
            index,
            path,
            checkpoint: self.signed.clone(),
            signed,
        })
    }
}

impl Proof {
    /// The text of a `.tlog-proof` file.
    pub fn to_text(&self) -> Vec<u8> {
        let mut text = format!("{HEADER}\nindex {}\n", self.index);
        for hash in &self.path {
            text.push_str(&base64::encode(hash));
            text.push('\n');
        }
        text.push('\n');
        let mut text = text.into_bytes();
        text.extend(&self.checkpoint);
        text
    }

    /// Reads a proof; one with extra data is refused, since ours have none.
    ///
    /// # Errors
    /// Another form.
    pub fn read(bytes: &[u8]) -> Result<Proof, BadProof> {
        let parse = || {
            let text = std::str::from_utf8(bytes).ok()?;
            let (head, checkpoint) = text.split_once("\n\n")?;
            let mut lines = head.split('\n');
            let header = lines.next()? == HEADER;
            let index = lines.next()?.strip_prefix("index ")?.parse().ok()?;
            let hash = |line: &str| base64::decode(line)?.try_into().ok();
            let path = lines.map(hash).collect::<Option<Vec<Hash>>>()?;
            let proof = Proof {
                index,
                path,
                signed: Signed::read(checkpoint.as_bytes())?,
                checkpoint: checkpoint.into(),
            };
            (header && proof.to_text() == bytes).then_some(proof)
        };
        parse().ok_or(BadProof::Form)
    }

    /// Checks it for the bytes of an entry, against the log's key got on another
    /// way; `witnesses` are verifier keys whose co-signatures are reported.
    ///
    /// # Errors
    /// It proves nothing.
    pub fn check(&self, entry: &[u8], log_key: &str, witnesses: &[&str]) -> Result<Proven, BadProof> {
        let key = NoteKey::read(log_key)?;
        if !self.signed.signed_by(&key) {
            return Err(BadProof::Unsigned(key.to_string()));
        }
        let says = self.signed.says();
        if !check_inclusion(&self.path, says.size, &says.root, self.index, &leaf_hash(entry)) {
            return Err(BadProof::Elsewhere(self.index));
        }
        let mut witnessed = Vec::new();
        for witness in witnesses {
            let witness = NoteKey::read(witness)?;
            if let Some(at) = self.signed.signed_at(&witness).filter(|_| witness.is_witness()) {
                witnessed.push((witness.name().to_owned(), at));
            }
        }
        Ok(Proven {
            index: self.index,
            size: says.size,
            witnessed,
        })
    }

    /// [`Proof::check`] for a leaf.
    ///
    /// # Errors
    /// It proves nothing.
    pub fn check_leaf(&self, leaf: &Leaf, log_key: &str) -> Result<Proven, BadProof> {
        self.check(&leaf.bytes(), log_key, &[])
    }
}

/// The hashes that show that the first `old` entries of a copy are still there
/// in its first `size`.
///
/// # Errors
/// In words: sizes that do not follow, tiles that are missing.
pub fn consistency(shelf: &dyn Shelf, size: Index, old: Index) -> Result<Vec<Hash>, String> {
    tree::prove_consistency(size, old, &Tiles::new(shelf, size))
}
