//! A payload, read as what its entry's kind says it is.

use super::Fault;
use crate::desk::said::{
    SaidBulk, SaidDecision, SaidDisclosure, SaidExport, SaidJudgement, SaidKept, SaidReads, SaidReveal,
    SaidScore, SaidSecond, SaidSession,
};
use crate::record::leaf::What;
use serde::de::DeserializeOwned;

/// What was said, where this copy still has it.
pub(crate) enum Said {
    /// Nothing, or nothing that these rules look at.
    Nothing,
    Score(Box<SaidScore>),
    Session(SaidSession),
    Judgement(Box<SaidJudgement>),
    Reveal(SaidReveal),
    Decision(Box<SaidDecision>),
    Second(SaidSecond),
    Bulk(SaidBulk),
    Disclosure(Box<SaidDisclosure>),
    Reads(SaidReads),
    Kept(SaidKept),
}

impl Said {
    /// Reads the payload of an entry.
    pub fn read(what: &What, payload: Option<&[u8]>) -> Result<Said, Fault> {
        let Some(bytes) = payload else {
            return Ok(Said::Nothing);
        };
        Ok(match what {
            What::ScoreCommitment { .. } => Said::Score(Box::new(parse(bytes, 5)?)),
            What::Session { .. } => Said::Session(parse(bytes, 7)?),
            What::BlindJudgement { .. } => Said::Judgement(Box::new(parse(bytes, 3)?)),
            What::Reveal { .. } => Said::Reveal(parse(bytes, 3)?),
            What::Decision { .. } => Said::Decision(Box::new(parse(bytes, 9)?)),
            What::SecondSignature { .. } => Said::Second(parse(bytes, 4)?),
            What::Bulk { .. } => Said::Bulk(parse(bytes, 6)?),
            What::Disclosure { .. } => Said::Disclosure(Box::new(parse(bytes, 11)?)),
            What::Reads { .. } => Said::Reads(parse(bytes, 0)?),
            What::Kept {} => Said::Kept(parse(bytes, 0)?),
            What::Export {} => {
                parse::<SaidExport>(bytes, 0)?;
                Said::Nothing
            }
            _ => Said::Nothing,
        })
    }

    /// The id of the lead that it is about.
    pub fn lead(&self) -> Option<&str> {
        match self {
            Said::Score(said) => Some(&said.lead),
            Said::Judgement(said) => Some(&said.lead),
            Said::Reveal(said) => Some(&said.lead),
            Said::Decision(said) => Some(&said.lead),
            Said::Second(said) => Some(&said.lead),
            Said::Disclosure(said) => Some(&said.lead),
            Said::Nothing | Said::Session(_) | Said::Bulk(_) | Said::Reads(_) | Said::Kept(_) => None,
        }
    }
}

/// Rule 0 is the record itself.
fn parse<T: DeserializeOwned>(bytes: &[u8], rule: u8) -> Result<T, Fault> {
    serde_json::from_slice(bytes).map_err(|error| {
        let words = format!("what was said is not what this kind of entry says: {error}");
        if rule == 0 {
            Fault::record(words)
        } else {
            Fault::of(rule, words)
        }
    })
}
