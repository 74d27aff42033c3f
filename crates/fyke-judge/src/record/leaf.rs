//! One entry of the record: what kind of thing happened, by whom, in what
//! order, and a commitment to what was said. Not what was said.
//!
//! A leaf is what a copy without payloads still shows, so it holds just what a
//! checker needs to prove the rules of [`crate::rules`]: the kind, the key, a
//! handle that says "the same lead as before" without saying which, and the
//! indices of the entries it answers. Names, numbers, times and words are in the
//! payload: bound by a salted hash, kept in the case, erasable.
//!
//! Its bytes are JSON in one fixed form (fields in the order written here, no
//! spaces, absent fields left out); a leaf in any other form is refused, so
//! that one leaf has one hash.
//!
//! The verdict of a decision stands open. It must: whether two people were
//! needed depends on it. What that gives away (how many leads of a case were
//! escalated, not which) is written down in the decisions of this project.

use crate::key::{KeyId, PersonPublic};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Version of the form.
pub const VERSION: u8 = 1;

/// The number of an entry, from 0.
pub type Index = u64;

/// A pseudonym of a lead within one record: 16 random bytes, in hexadecimal.
/// The lead's id stands in payloads, so that erasing them unties the two.
pub type Handle = Hex<16>;

/// SHA-256 of a 32-byte nonce and a payload, see [`crate::record`].
pub type Commitment = Hex<32>;

/// An Ed25519 signature.
pub type Signature = Hex<64>;

/// Bytes that are written as lower-case hexadecimal digits, and no other way.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hex<const N: usize>(pub [u8; N]);

/// One entry.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leaf {
    /// [`VERSION`].
    pub v: u8,
    /// Who made it.
    pub by: Actor,
    /// For a person's leaf: the index of the same person's leaf before it;
    /// absent on their first. A leaf replayed or moved breaks this chain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Index>,
    /// The lead it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Handle>,
    /// What was said, bound and not shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payload: Option<Commitment>,
    /// What happened.
    pub what: What,
    /// For a person's leaf: their signature over [`Leaf::to_be_signed`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sig: Option<Signature>,
}

/// Who made an entry.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// A person, by the key that signed it.
    Person(KeyId),
    /// A machine: the case's own program. Its entries carry no signature of
    /// their own; the checkpoint over them does.
    Machine(KeyId),
}

/// What happened.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum What {
    /// A file came in. Payload: its hash, name, rows.
    TakeIn {},
    /// The machine fixed its score of a lead before anyone looked. Payload:
    /// [`crate::desk`]'s suggestion.
    ScoreCommitment {
        /// The commitment that this one replaces, where the lead was scored before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        replaces: Option<Index>,
    },
    /// A person began to work through a queue. Payload: the queue in order,
    /// and why each is in it.
    Session {
        /// Leads in it.
        n: u64,
        /// Of them drawn by chance from below the cut.
        below_cut: u64,
        /// How many there were below the cut to draw from.
        below_cut_of: u64,
        /// Of them with an answer known beforehand.
        known: u64,
        /// Number of known answers there were to draw from.
        known_of: u64,
    },
    /// A person's judgement before the machine's was shown. Payload: assessment.
    BlindJudgement {
        /// The score commitment that lay sealed at the time; absent where the
        /// machine is off.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        score: Option<Index>,
    },
    /// What was shown to this person after their judgement.
    Reveal {
        /// Their own judgement.
        judgement: Index,
        /// The entries whose payload was shown: a score, others' judgements.
        shows: Vec<Index>,
    },
    /// A person's verdict on a lead. Payload: assessment, reasons.
    Decision {
        /// Which.
        verdict: Verdict,
        /// Their own blind judgement; absent for what is decided in bulk.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        judgement: Option<Index>,
        /// The last reveal before it, if there was one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reveal: Option<Index>,
        /// The [`What::Bulk`] that it is part of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bulk: Option<Index>,
        /// An earlier decision of the same person that this one takes back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        undoes: Option<Index>,
        /// True where the probability is another than in the blind judgement.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        changed: bool,
    },
    /// A second person agrees with a decision that takes two. Payload: why.
    SecondSignature {
        /// The decision.
        decision: Index,
        /// This person's own blind judgement of the same lead.
        judgement: Index,
    },
    /// Several leads dismissed or deferred at one stroke; each has its own
    /// [`What::Decision`] after this entry. Payload: the selection in words.
    Bulk {
        /// What is done to all of them.
        verdict: Verdict,
        /// How many.
        n: u64,
        /// How many chance picked of them to be looked at again, one by one.
        again: u64,
    },
    /// Something of the case was given to someone. Payload: what, to whom, why.
    Disclosure {
        /// How freely it may go on: TLP 2.0.
        tlp: Tlp,
        /// The decision to release it that two people signed; needed below RED.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decision: Option<Index>,
    },
    /// Pages that were looked at, many in one entry. Payload: which, when.
    Reads {
        /// How many.
        n: u64,
    },
    /// A person keeps something beside the case: a bookmark, a note, a search.
    /// Payload: what; a later one of the same person replaces it.
    Kept {},
    /// Something was written out of the case in a form that other programs
    /// read: what a person looks at already, in a file. Payload: what, how much.
    Export {},
    /// Payloads that were destroyed. Payload: why, on whose word.
    Erasure {
        /// The entries whose payloads are gone.
        of: Vec<Index>,
    },
    /// The machine layer was switched on or off, or replaced. Payload: version.
    ModelChange {
        /// Whether machines suggest in this case from here on.
        on: bool,
    },
    /// A question that time will answer. Payload: text, date, dataset.
    Forecast {},
    /// A person's probability for a forecast, or its outcome. Payload: which.
    Answer {
        /// The forecast.
        forecast: Index,
        /// True where this is the outcome, not an opinion of it.
        outcome: bool,
    },
    /// Hypotheses of a lead and the evidence for and against them. Payload: the matrix.
    Matrix {
        /// The version before it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        replaces: Option<Index>,
    },
    /// A person's probability of each hypothesis. Payload: the answers.
    Weighing {
        /// The matrix they answer to.
        matrix: Index,
    },
    /// Who may do what changed.
    PolicyChange(Policy),
}

/// A change of the rules of a case.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "policy", rename_all = "snake_case", deny_unknown_fields)]
pub enum Policy {
    /// The record begins: entry 0.
    Opened {
        /// Name of the log in its checkpoints; says nothing about the case.
        origin: String,
        /// Public half of the machine's key that signs checkpoints, as a
        /// verifier key of C2SP signed-note.
        log_key: String,
    },
    /// A person may sign from here on: said by a person already enrolled; the
    /// first enrols themselves. Payload: their name.
    Enrolled {
        /// Their key.
        key: PersonPublic,
    },
    /// A key signs no more from here on.
    Retired {
        /// Which.
        key: KeyId,
    },
    /// A partner's key that may co-sign checkpoints. Payload: who.
    Witness {
        /// Their verifier key of C2SP signed-note.
        key: String,
    },
    /// Any other rule: blindness, shares drawn by chance. Payload: old and new.
    Settings {},
}

/// What a person may decide of a lead.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// To be acted on. Takes two.
    Escalate,
    /// A person is to be named in what goes out. Takes two.
    NamePerson,
    /// May leave the case below TLP:RED. Takes two.
    Release,
    /// The innocent explanation holds.
    Refute,
    /// Not worth more work now.
    Dismiss,
    /// Later: something is missing.
    Defer,
    /// Open again.
    Reopen,
}

/// Traffic Light Protocol 2.0 (FIRST, 2022), strictest last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tlp {
    /// No limit.
    Clear,
    /// Within the community.
    Green,
    /// Within the recipient's organisation and its clients.
    Amber,
    /// Within the recipient's organisation alone.
    AmberStrict,
    /// For the named recipients' eyes only.
    Red,
}

impl What {
    /// Whether a machine may write it: it takes in, scores, counts what was
    /// read, and says how a forecast turned out. All else takes a person.
    pub const fn by_machine(&self) -> bool {
        matches!(
            self,
            What::TakeIn {}
                | What::ScoreCommitment { .. }
                | What::Reads { .. }
                | What::Forecast {}
                | What::Answer { outcome: true, .. }
                | What::PolicyChange(Policy::Opened { .. })
        )
    }
}

impl Verdict {
    /// Whether it takes two people, the second blind to the first.
    pub const fn takes_two(self) -> bool {
        matches!(self, Verdict::Escalate | Verdict::NamePerson | Verdict::Release)
    }

    /// Whether many leads may be decided so at one stroke.
    pub const fn in_bulk(self) -> bool {
        matches!(self, Verdict::Dismiss | Verdict::Defer)
    }

    /// Whether it ends the work on a lead: the machine may do none of these.
    pub const fn closes(self) -> bool {
        !matches!(self, Verdict::Defer | Verdict::Reopen)
    }
}

/// Bytes that are no leaf in its one form.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not an entry of a record in its one form: {0}")]
pub struct BadLeaf(String);

impl Leaf {
    /// The bytes that go into the log.
    pub fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a leaf has string keys and no floats, which JSON can always write")
    }

    /// Reads what [`Leaf::bytes`] wrote.
    ///
    /// # Errors
    /// Anything that this version would have written in another form.
    pub fn read(bytes: &[u8]) -> Result<Leaf, BadLeaf> {
        let leaf: Leaf = serde_json::from_slice(bytes).map_err(|error| BadLeaf(error.to_string()))?;
        if leaf.v != VERSION {
            return Err(BadLeaf(format!("version {} where {VERSION} is known", leaf.v)));
        }
        if leaf.bytes() != bytes {
            return Err(BadLeaf("its fields are in another order or spelling".into()));
        }
        Ok(leaf)
    }

    /// What a person signs: the log they write in, and the leaf without its
    /// signature.
    pub fn to_be_signed(&self, origin: &str) -> Vec<u8> {
        let unsigned = Leaf {
            sig: None,
            ..self.clone()
        };
        let mut bytes = format!("fyke-record-v1\n{origin}\n").into_bytes();
        bytes.extend(unsigned.bytes());
        bytes
    }
}

impl<const N: usize> fmt::Display for Hex<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
impl<const N: usize> fmt::Debug for Hex<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}
impl<const N: usize> Serialize for Hex<N> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}
impl<'de, const N: usize> Deserialize<'de> for Hex<N> {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Hex<N>, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(from)?;
        crate::key::hex(&text)
            .map(Hex)
            .ok_or_else(|| serde::de::Error::custom(format!("not {} lower-case hexadecimal digits", 2 * N)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leaf_has_one_form() {
        let leaf = Leaf {
            v: VERSION,
            by: Actor::Machine(crate::key::MachineKey::from_seed(&[7; 32]).id()),
            after: None,
            about: Some(Hex([1; 16])),
            payload: Some(Hex([2; 32])),
            what: What::Reveal {
                judgement: 3,
                shows: vec![1, 2],
            },
            sig: None,
        };
        let bytes = leaf.bytes();
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert_eq!(
            text,
            format!(
                r#"{{"v":1,"by":{{"machine":"{}"}},"about":"{}","payload":"{}","what":{{"kind":"reveal","judgement":3,"shows":[1,2]}}}}"#,
                crate::key::MachineKey::from_seed(&[7; 32]).id(),
                "01".repeat(16),
                "02".repeat(32)
            )
        );
        assert_eq!(Leaf::read(&bytes).unwrap(), leaf);
        for other in [
            text.replace(":3", ": 3"),
            text.replace("\"v\":1", "\"v\":2"),
            text.replace("0101", "0A01"),
            text.replace("\"shows\"", "\"note\":1,\"shows\""),
        ] {
            assert!(Leaf::read(other.as_bytes()).is_err(), "{other}");
        }
    }
}
