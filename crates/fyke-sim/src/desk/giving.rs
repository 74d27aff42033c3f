//! What leaves the made case: a dossier in name only, refused where a row may
//! not leave.

use super::MadeDesk;
use super::leads::{conflict, find, held, reason};
use fyke_model::dataset::{Handling, RowRef};
use fyke_model::desk::{Answer, Giving, GivingSaid, Hand, Refusal, Role};

impl Giving for MadeDesk {
    fn dossier(&self, hand: &Hand, lead: &str, giving: &GivingSaid) -> Answer<(String, Vec<u8>)> {
        let made = find(lead).ok_or_else(|| Refusal::absent("the lead"))?;
        hand.needs(Role::Releaser)?;
        reason(&giving.to)?;
        reason(&giving.why)?;
        if !["clear", "green", "amber", "amber_strict", "red"].contains(&giving.tlp.as_str()) {
            return Err(Refusal::malformed(
                "that is no TLP label",
                "use clear, green, amber, amber_strict or red",
            ));
        }
        let mut kept = self.kept();
        if kept.judging.mine(hand, lead).is_none_or(|mine| !mine.shown) {
            return Err(conflict(
                "you have not seen this lead whole",
                "judge it and have it shown before you give it away",
            ));
        }
        if giving.tlp != "red" && !kept.judging.released(lead, &giving.tlp) {
            return Err(conflict(
                format!(
                    "nobody released this lead as TLP:{}, or no second person signed it",
                    giving.tlp
                ),
                "give it away as TLP:RED, or have two people release it",
            ));
        }
        let theirs = |row: &RowRef, label: Handling| {
            label == Handling::Licensed && giving.licensed.contains(&row.dataset)
        };
        let stay = held(made)
            .into_iter()
            .filter(|(row, label)| !theirs(row, *label))
            .count();
        if stay > 0 {
            return Err(conflict(
                format!("rows of this lead that may not leave: {stay}"),
                "find open data that say the same, or give away the entity instead",
            ));
        }
        let words = format!(
            "{} gave {lead} to {} as TLP:{}",
            hand.name(),
            giving.to,
            giving.tlp
        );
        kept.judging.log("disclosure", hand, Some(lead), words);
        let pdf = b"%PDF-1.7\n% a dossier of the made case, without pages\n%%EOF\n".to_vec();
        Ok((format!("{lead}.pdf"), pdf))
    }
}
