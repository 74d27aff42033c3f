//! Checkpoints: size and root of a log, signed by its key and by witnesses
//! (C2SP tlog-checkpoint, signed-note, tlog-cosignature).

use super::base64;
use super::tree::Hash;
use crate::key::MachineKey;
use ed25519_dalek::{Signature, VerifyingKey};
use sha2::{Digest, Sha256};
use signed_note::{Note, Signature as Line};
use std::fmt;
use tlog_tiles::Checkpoint as Text;

/// A key that signs notes, as its verifier key `name+id+key` says it.
#[derive(Clone, PartialEq, Eq)]
pub struct NoteKey {
    name: String,
    kind: Kind,
    key: VerifyingKey,
}

/// What a note key signs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// The text of a note: 0x01.
    Log,
    /// The text and a time: 0x04.
    Witness,
}

impl Kind {
    const fn byte(self) -> u8 {
        match self {
            Kind::Log => 1,
            Kind::Witness => 4,
        }
    }
}

impl NoteKey {
    pub(crate) fn new(name: &str, kind: Kind, key: VerifyingKey) -> NoteKey {
        NoteKey {
            name: name.into(),
            kind,
            key,
        }
    }

    /// Reads a verifier key of a log or of a witness (Ed25519).
    ///
    /// # Errors
    /// Text that is none.
    pub fn read(text: &str) -> Result<NoteKey, BadNoteKey> {
        let parse = || {
            let (name, rest) = text.split_once('+')?;
            let (_, key) = rest.split_once('+')?;
            let key = base64::decode(key)?;
            let (kind, key) = key.split_first()?;
            let kind = [Kind::Log, Kind::Witness]
                .into_iter()
                .find(|known| known.byte() == *kind)?;
            let key = VerifyingKey::from_bytes(key.try_into().ok()?).ok()?;
            let read = NoteKey::new(name, kind, key);
            // a weak key verifies what nobody signed
            (good_name(name) && !key.is_weak() && read.to_string() == text).then_some(read)
        };
        parse().ok_or_else(|| BadNoteKey(text.chars().take(200).collect()))
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it is a witness's and not a log's.
    pub fn is_witness(&self) -> bool {
        self.kind == Kind::Witness
    }

    /// Its public half.
    pub(crate) fn public(&self) -> [u8; 32] {
        self.key.to_bytes()
    }

    /// First four bytes of SHA-256(name, line feed, kind, key).
    pub(crate) fn id(&self) -> u32 {
        let hash: Hash = Sha256::new()
            .chain_update(self.name.as_bytes())
            .chain_update([b'\n', self.kind.byte()])
            .chain_update(self.key.as_bytes())
            .finalize()
            .into();
        let [a, b, c, d, ..] = hash;
        u32::from_be_bytes([a, b, c, d])
    }

    /// Whether this line is signed by this key, and at what time if a time is signed.
    fn verify(&self, text: &[u8], line: &Line) -> Option<u64> {
        match self.kind {
            Kind::Log => {
                let signature = Signature::from_slice(line.signature()).ok()?;
                self.key.verify_strict(text, &signature).ok().map(|()| 0)
            }
            Kind::Witness => {
                let (at, signature) = line.signature().split_first_chunk::<8>()?;
                let at = u64::from_be_bytes(*at);
                let signature = Signature::from_slice(signature).ok()?;
                (self.key.verify_strict(&cosigned(at, text), &signature).is_ok()
                    && at <= i64::MAX.cast_unsigned())
                .then_some(at)
            }
        }
    }
}

impl fmt::Display for NoteKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut key = vec![self.kind.byte()];
        key.extend(self.key.as_bytes());
        write!(f, "{}+{:08x}+{}", self.name, self.id(), base64::encode(&key))
    }
}
impl fmt::Debug for NoteKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Text that is no verifier key.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("'{0}' is no verifier key; it looks like name+1a2b3c4d+AQ... and is copied as a whole")]
pub struct BadNoteKey(String);

/// Whether a key or a log may be called so: no spaces, no plus, one short line.
pub(crate) fn good_name(name: &str) -> bool {
    signed_note::is_key_name_valid(name) && name.len() <= 200 && !name.chars().any(char::is_control)
}

/// What a witness signs.
fn cosigned(at: u64, text: &[u8]) -> Vec<u8> {
    let mut message = format!("cosignature/v1\ntime {at}\n").into_bytes();
    message.extend(text);
    message
}

/// What a checkpoint says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checkpoint {
    /// Name of the log.
    pub origin: String,
    /// Entries.
    pub size: u64,
    /// Their root.
    pub root: Hash,
}

/// A checkpoint with its signature lines, none of them checked yet.
#[derive(Debug)]
pub struct Signed {
    note: Note,
    lines: Vec<Line>,
    says: Checkpoint,
}

impl Checkpoint {
    fn text(&self) -> Option<Vec<u8>> {
        let root = tlog_tiles::tlog::Hash(self.root);
        Some(Text::new(&self.origin, self.size, root, "").ok()?.to_bytes())
    }

    /// This checkpoint signed by the log's key; `None` where the origin is no name.
    pub(crate) fn sign(&self, key: &MachineKey) -> Option<Vec<u8>> {
        let text = self.text()?;
        let id = key.note_key(&self.origin).id();
        let line = Line::new(self.origin.clone(), id, key.sign(&text).to_vec()).ok()?;
        Some(Note::new(&text, &[line]).ok()?.to_bytes())
    }
}

impl Signed {
    /// Reads a checkpoint in its one form: no extension lines, no line twice.
    pub(crate) fn read(bytes: &[u8]) -> Option<Signed> {
        let note = Note::from_bytes(bytes).ok()?;
        let text = Text::from_bytes(note.text()).ok()?;
        let says = Checkpoint {
            origin: text.origin().into(),
            size: text.size(),
            root: text.hash().0,
        };
        // the note keeps its lines to itself, so they are read once more
        let mut lines = Vec::new();
        for line in bytes.get(note.text().len() + 1..)?.split(|byte| *byte == b'\n') {
            if !line.is_empty() {
                let line = Line::from_bytes(line).ok()?;
                let again = |known: &Line| known.name() == line.name() && known.id() == line.id();
                if lines.iter().any(again) {
                    return None;
                }
                lines.push(line);
            }
        }
        let one_form = note.to_bytes() == bytes && says.text()? == note.text();
        one_form.then_some(Signed { note, lines, says })
    }

    pub(crate) fn says(&self) -> &Checkpoint {
        &self.says
    }

    /// Whether `key` signed it.
    pub(crate) fn signed_by(&self, key: &NoteKey) -> bool {
        !key.is_witness() && key.name == self.says.origin && self.signed_at(key).is_some()
    }

    /// When `key` signed it, if it did.
    pub(crate) fn signed_at(&self, key: &NoteKey) -> Option<u64> {
        let line = self.lines.iter().find(|line| of(line, key))?;
        key.verify(self.note.text(), line)
    }

    /// The names on lines that belong to none of these keys.
    pub(crate) fn strangers<'a>(&'a self, keys: &'a [NoteKey]) -> impl Iterator<Item = &'a str> {
        let stranger = |line: &&Line| !keys.iter().any(|key| of(line, key));
        self.lines.iter().filter(stranger).map(Line::name)
    }

    /// Whether one of its lines claims to be of `key`.
    pub(crate) fn names(&self, key: &NoteKey) -> bool {
        self.lines.iter().any(|line| of(line, key))
    }

    /// This checkpoint with the line of a witness more.
    pub(crate) fn cosign(&self, key: &MachineKey, name: &str, at: u64) -> Option<Vec<u8>> {
        let text = self.note.text();
        let mut signature = at.to_be_bytes().to_vec();
        signature.extend(key.sign(&cosigned(at, text)));
        let id = key.witness_key(name).id();
        let line = Line::new(name.into(), id, signature).ok()?;
        let others = self
            .lines
            .iter()
            .filter(|other| other.name() != name || other.id() != id);
        let lines: Vec<Line> = others.cloned().chain([line]).collect();
        Some(Note::new(text, &lines).ok()?.to_bytes())
    }

    /// The lines of both, where both say the same.
    pub(crate) fn join(&self, other: &Signed) -> Option<Vec<u8>> {
        let here = |line: &&Line| {
            !self
                .lines
                .iter()
                .any(|known| known.name() == line.name() && known.id() == line.id())
        };
        let lines: Vec<Line> = self
            .lines
            .iter()
            .chain(other.lines.iter().filter(here))
            .cloned()
            .collect();
        let joined = Note::new(self.note.text(), &lines).ok()?.to_bytes();
        (self.says == other.says).then_some(joined)
    }
}

fn of(line: &Line, key: &NoteKey) -> bool {
    line.name() == key.name && line.id() == key.id()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_and_one_signer() {
        let key = MachineKey::from_seed(&[1; 32]);
        let says = Checkpoint {
            origin: "fyke/x".into(),
            size: 3,
            root: [7; 32],
        };
        let bytes = says.sign(&key).unwrap();
        let signed = Signed::read(&bytes).unwrap();
        assert_eq!(signed.says(), &says);
        let vkey = key.note_key("fyke/x");
        assert_eq!(NoteKey::read(&vkey.to_string()).unwrap(), vkey);
        assert!(signed.signed_by(&vkey));
        assert!(!signed.signed_by(&MachineKey::from_seed(&[2; 32]).note_key("fyke/x")));
        // whatever byte changes, it is no checkpoint any more or nobody's
        for place in 0..bytes.len() {
            for bit in [1, 0x20, 0x80] {
                let mut other = bytes.clone();
                other[place] ^= bit;
                let good = Signed::read(&other).is_some_and(|signed| signed.signed_by(&vkey));
                assert!(!good, "{}", String::from_utf8_lossy(&other));
            }
        }
        assert!(NoteKey::read("fyke/x+00000000+AQ==").is_err());
    }
}
