//! Which rows a kept index holds, and for which question.
//!
//! Rows are numbered file after file, in the order in which files came in, by a
//! numbering of the index's own: a watch list that comes in between must not
//! shift it. An index may be gone on with where its files are still the first
//! of the case, read as they were; where one was read anew or withdrawn, all is
//! read again.

use super::Watch;
use crate::screen::{Failure, Outcome};
use fyke_model::dataset::FileHash;
use fyke_model::money::Currency;
use fyke_model::reference::Reference;
use fyke_store::trade::TradeFile;
use fyke_trace::party::EventIndex;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// What was read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Account {
    /// Differs whenever the same rows would be read otherwise.
    pub purpose: String,
    /// Currencies of the values.
    pub currencies: BTreeSet<Currency>,
    /// The files, each with its base in the index's own numbering.
    pub files: Vec<TradeFile>,
}

/// What decides how a row is read into the index: the program, the goods, the
/// ends, the words.
pub fn purpose(reference: &Reference, watch: &Watch) -> String {
    let mut hasher = Sha256::new();
    hasher.update(env!("CARGO_PKG_VERSION"));
    hasher.update(format!("{:?}", watch.regime.ends));
    hasher.update(format!("{:?}", watch.listed()));
    hasher.update(format!("{:?}", reference.words));
    hasher.update(format!("{:?}", reference.concordance));
    FileHash(hasher.finalize().into()).to_string()
}

impl Account {
    /// Nothing read yet.
    pub fn new(purpose: String) -> Account {
        Account {
            purpose,
            ..Account::default()
        }
    }

    /// Do the files of the case begin with these, read as they were.
    pub fn begins(&self, files: &[TradeFile]) -> bool {
        let same = |(mine, now): (&TradeFile, &TradeFile)| {
            mine.hash == now.hash && mine.parts == now.parts && mine.rows_numbered == now.rows_numbered
        };
        self.files.len() <= files.len() && self.files.iter().zip(files).all(same)
    }

    /// The next files, with bases that go on where the account ends.
    pub fn numbered(&self, files: &[TradeFile]) -> Outcome<Vec<TradeFile>> {
        let mut next = self.files.last().map_or(Some(0), after);
        let mut numbered = Vec::with_capacity(files.len());
        for file in files {
            let base = next.ok_or_else(|| {
                Failure::new(
                    format!(
                        "the case holds more than {} consignments, which one trace cannot number",
                        u32::MAX
                    ),
                    "split it by goods or by year into several cases",
                )
            })?;
            let file = TradeFile { base, ..file.clone() };
            next = after(&file);
            numbered.push(file);
        }
        Ok(numbered)
    }

    /// Is this the number of a row of these files.
    pub fn numbers(&self, row: u32) -> bool {
        let after = self.files.partition_point(|file| file.base <= row);
        let file = after.checked_sub(1).and_then(|at| self.files.get(at));
        file.is_some_and(|file| row - file.base <= file.rows_numbered)
    }

    /// Gives the rows the handles that the case has for them now.
    pub fn renumber_rows(&self, index: &mut EventIndex, now: &[TradeFile]) {
        let pairs: Vec<(u32, u32)> = self
            .files
            .iter()
            .zip(now)
            .map(|(a, b)| (a.base, b.base))
            .collect();
        if pairs.iter().all(|(own, now)| own == now) {
            return;
        }
        index.renumber_rows(|row| {
            let after = pairs.partition_point(|(own, _)| *own <= row);
            match after.checked_sub(1).and_then(|at| pairs.get(at)) {
                Some((own, now)) => now.saturating_add(row - own),
                None => row,
            }
        });
    }

    /// As text, one thing a line.
    pub fn to_text(&self) -> String {
        let mut text = format!("purpose {}\n", self.purpose);
        for currency in &self.currencies {
            // writing into a String does not fail
            let _ = writeln!(text, "currency {currency}");
        }
        for file in &self.files {
            let parts = file.parts.join(" ");
            let _ = writeln!(
                text,
                "file {} {} {} {parts}",
                file.hash, file.base, file.rows_numbered
            );
        }
        text
    }

    /// From text; none where a line is no such thing.
    pub fn parse(text: &str) -> Option<Account> {
        let mut account = Account::default();
        for line in text.lines() {
            let (what, rest) = line.split_once(' ')?;
            match what {
                "purpose" => account.purpose = rest.to_owned(),
                "currency" => {
                    account.currencies.insert(rest.parse().ok()?);
                }
                "file" => {
                    let mut words = rest.split(' ');
                    account.files.push(TradeFile {
                        hash: words.next()?.parse().ok()?,
                        base: words.next()?.parse().ok()?,
                        rows_numbered: words.next()?.parse().ok()?,
                        parts: words.map(str::to_owned).collect(),
                    });
                }
                _ => return None,
            }
        }
        Some(account)
    }
}

/// The base of whatever follows a file.
fn after(file: &TradeFile) -> Option<u32> {
    file.base.checked_add(file.rows_numbered)?.checked_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(byte: u8, rows: u32) -> TradeFile {
        TradeFile {
            hash: FileHash([byte; 32]),
            parts: vec![format!("consignments/{byte}-0.parquet")],
            rows_numbered: rows,
            base: 77,
        }
    }

    fn account() -> Account {
        let mut account = Account::new("p".to_owned());
        account.currencies.insert(Currency::USD);
        account.files = account.numbered(&[file(1, 10), file(2, 5)]).unwrap();
        account
    }

    #[test]
    fn an_account_is_gone_on_with_while_its_files_stand_as_they_were() {
        let account = account();
        assert!(account.begins(&[file(1, 10), file(2, 5)]));
        assert!(account.begins(&[file(1, 10), file(2, 5), file(3, 1)]));
        assert!(!account.begins(&[file(1, 10)]), "one was withdrawn");
        assert!(!account.begins(&[file(2, 5), file(1, 10)]), "another order");
        let mut anew = file(2, 5);
        anew.parts = vec!["consignments/2-1.parquet".to_owned()];
        assert!(!account.begins(&[file(1, 10), anew]), "read anew");
    }

    #[test]
    fn numbers_follow_one_another_and_survive_as_text() {
        let account = account();
        assert_eq!(account.files.iter().map(|f| f.base).collect::<Vec<_>>(), [0, 11]);
        assert!(account.numbers(10) && account.numbers(16) && !account.numbers(17));
        assert_eq!(Account::parse(&account.to_text()), Some(account));
        assert_eq!(Account::parse("purpose p\nsomething else\n"), None);
        assert!(
            Account::default()
                .numbered(&[file(1, u32::MAX), file(2, 1)])
                .is_err()
        );
    }
}
