//! The record of the made case: a list in memory, hashed whole. Its proofs are
//! made up and say so.

use super::MadeDesk;
use fyke_model::desk::{Answer, Chronicle, EntryQuery, EntryView, Listed, Refusal, VerifyView};
use sha2::{Digest, Sha256};

fn leaf(entry: &EntryView) -> Vec<u8> {
    format!(
        "made entry {}\nkind {}\nkey {}\n",
        entry.index, entry.kind, entry.key
    )
    .into_bytes()
}

impl Chronicle for MadeDesk {
    fn entries(&self, query: &EntryQuery) -> Answer<Listed<EntryView>> {
        let kept = self.kept();
        let wanted = |entry: &&EntryView| {
            let by = query.by.as_ref().is_none_or(|by| *by == entry.key);
            let about = query.about.is_none() || query.about == entry.about;
            by && about && (query.kinds.is_empty() || query.kinds.contains(&entry.kind))
        };
        let found: Vec<&EntryView> = kept.judging.entries.iter().rev().filter(wanted).collect();
        Ok(Listed {
            total: found.len() as u64,
            items: found
                .into_iter()
                .skip(query.page.offset)
                .take(query.page.limit)
                .cloned()
                .collect(),
        })
    }

    fn verify(&self) -> Answer<VerifyView> {
        let kept = self.kept();
        let mut hash = Sha256::new();
        for entry in &kept.judging.entries {
            hash.update(leaf(entry));
        }
        let root: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        let size = kept.judging.entries.len() as u64;
        Ok(VerifyView {
            whole: true,
            looked_at: vec![("entries".to_owned(), size), ("files".to_owned(), 2)],
            findings: Vec::new(),
            size,
            checkpoint: format!("made case\n{size}\n{root}\n"),
            root,
            witnesses: vec!["made witness".to_owned()],
        })
    }

    fn proof(&self, entry: u64) -> Answer<(Vec<u8>, Vec<u8>)> {
        let kept = self.kept();
        let found = kept.judging.entries.iter().find(|known| known.index == entry);
        let entry = found.ok_or_else(|| Refusal::absent("the entry"))?;
        Ok((
            leaf(entry),
            b"made-tlog-proof\nproves nothing: the case is made\n".to_vec(),
        ))
    }
}
