//! What a person keeps beside the case, and what they write out of it: entries
//! of their own hand that decide nothing.
//!
//! A note is dated, signed and cannot be changed unseen; a new version of it is
//! another entry. What is not kept any more stays in the log as having been
//! kept, and its words can be erased as all others can.

use super::said::{SaidExport, SaidKept};
use super::write::parts;
use super::{Desk, DeskError, Hand};
use crate::record::leaf::{Index, What};

/// Kinds of things that are kept.
pub const KEPT: [&str; 4] = ["bookmark", "note", "search", "seen"];

impl Desk {
    /// Keeps something, or another version of it, or (null) keeps it no more.
    ///
    /// # Errors
    /// A kind that nobody knows; the record.
    pub fn keep(
        &mut self,
        kind: &str,
        id: &str,
        thing: serde_json::Value,
        hand: &mut Hand<'_>,
    ) -> Result<Index, DeskError> {
        let (by, at, random) = parts(hand);
        let said = SaidKept {
            at: at.to_string(),
            kind: kind.to_string(),
            id: id.to_string(),
            thing,
        };
        self.write(random, |writer| writer.person(by, None, What::Kept {}, &said))
    }

    /// Writes that something was exported.
    ///
    /// # Errors
    /// The record.
    pub fn exported(
        &mut self,
        what: &str,
        form: &str,
        rows: u64,
        hand: &mut Hand<'_>,
    ) -> Result<Index, DeskError> {
        let (by, at, random) = parts(hand);
        let said = SaidExport {
            at: at.to_string(),
            what: what.to_string(),
            form: form.to_string(),
            rows,
        };
        self.write(random, |writer| writer.person(by, None, What::Export {}, &said))
    }
}

#[cfg(test)]
mod tests {
    use super::super::world::World;
    use crate::desk::said::{SaidExport, SaidKept};
    use crate::record::leaf::{Actor, What};
    use crate::rules::forge::{ANN, id};
    use serde_json::json;

    #[test]
    fn what_is_kept_is_signed_and_verifies() {
        let mut world = World::new(2);
        let note = json!({ "text": "the seller moved" });
        let kept = world
            .by(ANN, |desk, hand| desk.keep("note", "n1", note.clone(), hand))
            .unwrap();
        let leaf = world.desk.record().leaf(kept).unwrap();
        assert_eq!((leaf.by, leaf.what), (Actor::Person(id(ANN)), What::Kept {}));
        let said: SaidKept = world.desk.record().payload(kept).unwrap().unwrap();
        assert_eq!((said.kind.as_str(), said.thing), ("note", note));
        let out = world
            .by(ANN, |desk, hand| desk.exported("/leads", "csv", 12, hand))
            .unwrap();
        let said: SaidExport = world.desk.record().payload(out).unwrap().unwrap();
        assert_eq!(said.rows, 12);
        let strange = world.by(ANN, |desk, hand| desk.keep("score", "x", json!(1), hand));
        assert!(strange.unwrap_err().to_string().contains("'score'"));
        world.verifies();
    }
}
