//! The files of the made case, as text: a customs list and a note that somebody
//! told. Rows count as a spreadsheet counts them, the header is row 1.

use fyke_model::dataset::{FileHash, Handling, RowRef};
use fyke_model::desk::RowView;
use sha2::{Digest, Sha256};

/// The customs list.
pub(super) const CUSTOMS: &str = "\
date,consignor,consignor_country,consignee,consignee_country,hs6,goods,mass_kg,value_usd
2022-03-01,Alfa GmbH,DE,Beta Ticaret A.Ş.,TR,854231,integrated circuits,400,180000
2022-03-09,Alfa GmbH,DE,Beta Ticaret A.Ş.,TR,854231,integrated circuits,380,171000
2022-04-02,Alfa GmbH,DE,Beta Ticaret A.Ş.,TR,854232,memories,120,96000
2022-03-20,Beta Ticaret A.Ş.,TR,ООО «Гама»,RU,854231,микросхемы,390,196000
2022-04-14,Beta Ticaret A.Ş.,TR,ООО «Гама»,RU,854231,микросхемы,370,188000
2022-04-21,Beta Ticaret A.Ş.,TR,ООО «Гама»,RU,854232,микросхемы,118,104000
2021-05-11,Delta Elektronik AG,DE,Ala-Too Trade,KG,854231,integrated circuits,12,5400
2021-09-03,Delta Elektronik AG,DE,Ala-Too Trade,KG,854231,integrated circuits,10,4700
2022-06-08,Delta Elektronik AG,DE,Ala-Too Trade,KG,854231,integrated circuits,210,94500
2022-07-15,Delta Elektronik AG,DE,Ala-Too Trade,KG,854231,integrated circuits,260,117000
2022-07-29,Ala-Too Trade,KG,ООО «Гама»,RU,854231,микросхемы,240,131000
2021-02-02,Nile Parts Ltd,EG,شركة الدلتا للتجارة,AE,848210,ball bearings,900,22000
2021-11-19,Nile Parts Ltd,EG,شركة الدلتا للتجارة,AE,848210,ball bearings,950,23500
2022-08-23,شركة الدلتا للتجارة,AE,Zagros Ind.,IR,848210,ball bearings,400,11800
2022-05-05,Epsilon SpA,IT,\"<b>Zeta</b> & \"\"Sons\"\" LLP\",KZ,901380,optical devices,40,61000
2022-05-30,\"<b>Zeta</b> & \"\"Sons\"\" LLP\",KZ,АО «Дельта»,RU,901380,оптика,38,70000
2022-09-01,Eta Shipping,MT,Северная звезда,PA,890120,position 59.9N 28.4E,,
2022-09-04,Eta Shipping,MT,Северная звезда,PA,890120,position 60.0N 27.9E,,
2022-10-02,Theta 贸易有限公司,CN,Iota LLC,AM,853224,capacitors,75,33000
2022-10-20,Iota LLC,AM,ООО «Гама»,RU,853224,конденсаторы,74,39000
";

/// What somebody told; never leaves in a dossier.
pub(super) const TOLD: &str = "\
day,about,words
2022-05-01,Beta Ticaret A.Ş.,the crates were opened in Mersin and marked anew
";

/// A file of the made case.
pub(super) struct MadeFile {
    pub dataset: &'static str,
    pub name: &'static str,
    pub text: &'static str,
    pub handling: Handling,
}

/// All files.
pub(super) const FILES: &[MadeFile] = &[
    MadeFile {
        dataset: "made-customs",
        name: "customs.csv",
        text: CUSTOMS,
        handling: Handling::Open,
    },
    MadeFile {
        dataset: "made-told",
        name: "told.csv",
        text: TOLD,
        handling: Handling::SourceCompartment,
    },
];

impl MadeFile {
    /// The name under which a case keeps it.
    pub fn hash(&self) -> FileHash {
        FileHash(Sha256::digest(self.text.as_bytes()).into())
    }

    /// A row of it by its number.
    pub fn row_ref(&self, row: u64) -> RowRef {
        RowRef {
            dataset: self.dataset.to_owned(),
            file: self.hash(),
            row,
        }
    }

    /// Rows of it, the header left out.
    pub fn rows(&self) -> u64 {
        (self.text.lines().count() as u64).saturating_sub(1)
    }

    /// A row with its cells and the place of its bytes.
    pub fn row(&self, row: u64) -> Option<RowView> {
        let at = usize::try_from(row).ok()?.checked_sub(1)?;
        let header = cells(self.text.lines().next()?);
        let before: usize = self.text.split_inclusive('\n').take(at).map(str::len).sum();
        let line = self.text.split_inclusive('\n').nth(at)?;
        Some(RowView {
            row: self.row_ref(row),
            file_name: self.name.to_owned(),
            handling: self.handling,
            cells: header.into_iter().zip(cells(line.trim_end())).collect(),
            bytes: Some((before as u64, line.len() as u64)),
            became: Vec::new(),
            refused: Vec::new(),
            of_rows: Some(self.rows()),
        })
    }
}

/// The row that a reference names.
pub(super) fn row(row: &RowRef) -> Option<RowView> {
    let file = FILES
        .iter()
        .find(|file| file.dataset == row.dataset && file.hash() == row.file)?;
    file.row(row.row)
}

/// The cells of a line; quotes as RFC 4180 has them.
pub(super) fn cells(line: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                if let Some(cell) = all.last_mut() {
                    cell.push('"');
                }
            }
            '"' => quoted = !quoted,
            ',' if !quoted => all.push(String::new()),
            _ => {
                if let Some(cell) = all.last_mut() {
                    cell.push(c);
                }
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found_by_its_bytes() {
        for file in FILES {
            for at in 1..=file.rows() + 1 {
                let view = file.row(at).unwrap();
                let (first, long) = view.bytes.unwrap();
                let bytes = &file.text.as_bytes()[first as usize..(first + long) as usize];
                let line = std::str::from_utf8(bytes).unwrap();
                assert_eq!(cells(line.trim_end()).len(), view.cells.len(), "{line}");
                assert_eq!(row(&view.row), Some(view));
            }
            assert_eq!(file.row(file.rows() + 2), None);
            assert_eq!(file.row(0), None);
        }
    }
}
