//! How well the readers of this crate take in dirty CSV, as Pollock scores it.
//!
//! Pollock (Vitagliano, Hameed, Jiang, Reisener, Wu, Naumann: "Pollock: A Data
//! Loading Benchmark", PVLDB 16(8), 2023) has 2,289 files made from one by one pollution
//! each, and for each the clean rows that a loader should see. A file gets ten measures:
//! whether it was loaded, and precision, recall and F1 of header, records and cells. The
//! *simple* score is the mean over files of their sum, so 10 is perfect; the
//! *weighted* score weighs each file by how often its pollution was met in a survey of
//! real files.
//!
//! The loader never sees the clean rows or the file's name. It hands out what a
//! person would get from `fyke add`: the header where the file has one, and
//! the admitted rows. Refused rows are not handed out.
//!
//! One thing differs from the published program: before it compares records it
//! rewrites cells that look like dates, times or prices, by rules of two
//! Python packages. Here cells are compared with letter case and the form of plain
//! numbers ignored. For a loader that leaves the text of cells alone both
//! say the same, except in rows whose cells were cut wrongly.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::bytes::csv::dialect::{Dialect, Terminator};
use crate::bytes::csv::{ReadOptions, Reader};
use crate::bytes::encoding::Encoding;
use crate::bytes::{GuardError, Limits, Next, Record, Records};

/// Whether the reader is told the dialect of each file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The reader finds the dialect itself.
    Auto,
    /// The reader is given the parameters of each file, as the published
    /// systems were.
    Parameters,
}

/// Scores of one run.
#[derive(Debug, Clone)]
pub struct PollockScore {
    /// Sum of ten measures, each averaged over all files; 10 is perfect.
    pub simple: f64,
    /// The same with each file weighted by how common its pollution is;
    /// `None` where the folder has files that Pollock does not weigh.
    pub weighted: Option<f64>,
    /// Per file, in the order of their names.
    pub files: Vec<FileScore>,
}

/// Scores of one file.
#[derive(Debug, Clone, PartialEq)]
pub struct FileScore {
    /// Its name.
    pub file: String,
    /// Whether it was loaded at all.
    pub loaded: bool,
    /// Precision, recall, F1 of the header.
    pub header: Agreement,
    /// Precision, recall, F1 of the records.
    pub records: Agreement,
    /// Precision, recall, F1 of the cells.
    pub cells: Agreement,
    /// Rows that were refused.
    pub refused: usize,
}

impl FileScore {
    /// Sum of the ten measures.
    pub fn sum(&self) -> f64 {
        f64::from(u8::from(self.loaded)) + self.header.sum() + self.records.sum() + self.cells.sum()
    }
}

/// How far two bags of things agree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// Share of the wanted things that were loaded (Pollock calls it precision).
    pub precision: f64,
    /// Share of the loaded things that were wanted (Pollock calls it recall).
    pub recall: f64,
    /// Harmonic mean of both.
    pub f1: f64,
}

impl Agreement {
    const FULL: Self = Self {
        precision: 1.0,
        recall: 1.0,
        f1: 1.0,
    };
    const NONE: Self = Self {
        precision: 0.0,
        recall: 0.0,
        f1: 0.0,
    };

    fn sum(self) -> f64 {
        self.precision + self.recall + self.f1
    }

    /// Agreement of two bags, in which the same thing may be more than once.
    fn of(wanted: &[String], loaded: &[String]) -> Self {
        if wanted.is_empty() {
            return Self::FULL;
        }
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for thing in wanted {
            *counts.entry(thing).or_default() += 1;
        }
        let mut shared = 0_usize;
        for thing in loaded {
            if let Some(count) = counts.get_mut(thing.as_str()).filter(|count| **count > 0) {
                *count -= 1;
                shared += 1;
            }
        }
        if shared == 0 {
            return Self::NONE;
        }
        let precision = shared as f64 / wanted.len() as f64;
        let recall = shared as f64 / loaded.len() as f64;
        Self {
            precision,
            recall,
            f1: 2.0 * precision * recall / (precision + recall),
        }
    }
}

/// Scores the readers of this crate on a folder in the Pollock layout: the
/// folders `csv`, `clean` and `parameters`, in `dir` or in `dir/polluted_files`.
///
/// # Errors
/// Where the folder is not of this layout or a clean file cannot be read.
pub fn score(dir: &Path, mode: Mode) -> Result<PollockScore, GuardError> {
    let root = root(dir)?;
    let mut names: Vec<String> = fs::read_dir(root.join("csv"))?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".csv"))
        .collect();
    names.sort_unstable();
    if names.is_empty() {
        return Err(GuardError::new(
            "there is no .csv file in csv/",
            "unpack polluted_files.tar.xz again",
        ));
    }
    let files = names
        .iter()
        .map(|name| score_file(&root, name, mode))
        .collect::<Result<Vec<FileScore>, GuardError>>()?;
    let simple = files.iter().map(FileScore::sum).sum::<f64>() / files.len() as f64;
    let weights: Option<Vec<f64>> = files.iter().map(|file| weight(&file.file)).collect();
    let weighted = weights.map(|weights| {
        let sums = files
            .iter()
            .zip(&weights)
            .map(|(file, weight)| file.sum() * weight);
        sums.sum::<f64>() / weights.iter().sum::<f64>()
    });
    Ok(PollockScore {
        simple,
        weighted,
        files,
    })
}

fn root(dir: &Path) -> Result<PathBuf, GuardError> {
    for root in [dir.to_path_buf(), dir.join("polluted_files")] {
        if ["csv", "clean", "parameters"]
            .iter()
            .all(|part| root.join(part).is_dir())
        {
            return Ok(root);
        }
    }
    let packed = dir.join("polluted_files.tar.xz");
    Err(GuardError::new(
        format!("{} has no folders csv, clean and parameters", dir.display()),
        match packed.is_file() {
            true => format!(
                "unpack them: tar -xf {} -C SOME_FOLDER, and name that folder",
                packed.display()
            ),
            false => "name the folder that polluted_files.tar.xz was unpacked into".to_owned(),
        },
    ))
}

fn score_file(root: &Path, name: &str, mode: Mode) -> Result<FileScore, GuardError> {
    let polluted = fs::read(root.join("csv").join(name))?;
    let reader = match mode {
        Mode::Auto => Reader::open(polluted.as_slice(), &Limits::default()),
        Mode::Parameters => {
            let parameters = fs::read(root.join("parameters").join(format!("{name}_parameters.json")))?;
            Reader::with_dialect(
                polluted.as_slice(),
                dialect(&parameters)?,
                &ReadOptions::default(),
            )
        }
    };
    // Pollock reads the clean file as RFC 4180 without anything special
    let clean = fs::read(root.join("clean").join(name))?;
    let plain = Dialect {
        header_rows: 0,
        ..Dialect::default()
    };
    let mut wanted = Reader::with_dialect(clean.as_slice(), plain, &ReadOptions::default())?;
    let (wanted, _) = rows(&mut wanted, false)?;
    let loaded = reader.and_then(|mut reader| {
        let with_header = reader.has_header();
        rows(&mut reader, with_header)
    });
    Ok(match loaded {
        Err(_) => FileScore {
            file: name.to_owned(),
            loaded: false,
            header: Agreement::NONE,
            records: Agreement::NONE,
            cells: Agreement::NONE,
            refused: 0,
        },
        Ok((loaded, refused)) => compare(name, &wanted, &loaded, refused),
    })
}

/// All rows, with the header as the first where there is one, and how many
/// were refused.
fn rows(reader: &mut impl Records, with_header: bool) -> Result<(Vec<Vec<String>>, usize), GuardError> {
    let mut rows = Vec::new();
    if with_header {
        rows.push(reader.header().to_vec());
    }
    let mut record = Record::default();
    let mut refused = 0;
    loop {
        match reader.next_record(&mut record)? {
            Next::Record => rows.push(record.cells().map(str::to_owned).collect()),
            Next::Refused(_) => refused += 1,
            Next::End => return Ok((rows, refused)),
        }
    }
}

fn compare(name: &str, wanted: &[Vec<String>], loaded: &[Vec<String>], refused: usize) -> FileScore {
    let even = |rows: &[Vec<String>]| -> Vec<Vec<String>> {
        rows.iter()
            .map(|row| row.iter().map(|cell| normal(cell)).collect())
            .collect()
    };
    let (wanted_even, loaded_even) = (even(wanted), even(loaded));
    let header = |rows: &[Vec<String>]| rows.first().cloned().unwrap_or_default();
    // a record is its cells one after another, with nothing between them
    let records = |rows: &[Vec<String>]| {
        rows.iter()
            .skip(1)
            .map(|row| row.concat())
            .collect::<Vec<String>>()
    };
    // cells are compared as they stand, those of the header among them
    let cells = |rows: &[Vec<String>]| rows.concat();
    let (header, records, cells) = match wanted.is_empty() {
        true => (Agreement::FULL, Agreement::FULL, Agreement::FULL),
        false => (
            Agreement::of(&header(&wanted_even), &header(&loaded_even)),
            Agreement::of(&records(&wanted_even), &records(&loaded_even)),
            Agreement::of(&cells(wanted), &cells(loaded)),
        ),
    };
    FileScore {
        file: name.to_owned(),
        loaded: true,
        header,
        records,
        cells,
        refused,
    }
}

/// A cell without what is only form: case, and zeros around plain numbers.
fn normal(cell: &str) -> String {
    match cell.trim().parse::<f64>() {
        Ok(number) if number.is_finite() => number.to_string(),
        _ => cell.to_lowercase(),
    }
}

/// The dialect that Pollock tells about a file, in its JSON.
fn dialect(parameters: &[u8]) -> Result<Dialect, GuardError> {
    let bad = || {
        GuardError::new(
            "the parameters of a file cannot be read",
            "unpack polluted_files.tar.xz again",
        )
    };
    let parameters: serde_json::Value = serde_json::from_slice(parameters).map_err(|_| bad())?;
    let text = |key: &str| {
        parameters
            .get(key)
            .and_then(serde_json::Value::as_str)
            .unwrap_or("")
    };
    let count = |key: &str| {
        parameters
            .get(key)
            .and_then(serde_json::Value::as_u64)
            .unwrap_or(0) as usize
    };
    let byte = |key: &str| text(key).bytes().next();
    let quote = byte("quotechar").unwrap_or(b'"');
    Ok(Dialect {
        encoding: match text("encoding") {
            "" | "ascii" => Encoding::Utf8,
            name => Encoding::by_name(name).unwrap_or(Encoding::Utf8),
        },
        delimiter: Some(text("delimiter"))
            .filter(|text| !text.is_empty())
            .unwrap_or(",")
            .to_owned(),
        quote: Some(quote),
        escape: byte("escapechar").filter(|&escape| escape != quote),
        terminator: match text("row_delimiter") {
            "\r" => Terminator::Byte(b'\r'),
            _ => Terminator::Line,
        },
        preamble_rows: count("preamble_lines"),
        header_rows: count("header_lines"),
        comment: None,
    })
}

/// How often the pollution of a file was met in the survey, by the start of its
/// name: `pollock_weights.json` of github.com/HPI-Information-Systems/Pollock, in
/// which the files of one group share one weight.
const WEIGHTS: [(&str, f64); 26] = [
    ("source.csv", 1.0),
    ("file_no_payload.csv", 15.0),
    ("file_no_trailing_newline.csv", 184.0),
    ("file_double_trailing_newline.csv", 5.0),
    ("file_no_header.csv", 470.0),
    ("file_header_multirow_2.csv", 47.0),
    ("file_header_multirow_3.csv", 47.0),
    ("file_preamble.csv", 282.0),
    ("file_multitable_same.csv", 188.0 / 3.0),
    ("file_multitable_more.csv", 188.0 / 3.0),
    ("file_multitable_less.csv", 188.0 / 3.0),
    ("file_header_only.csv", 3.0),
    ("file_one_data_row.csv", 4.0),
    ("file_record_delimiter_0xD.csv", 7.0),
    ("file_record_delimiter_0xA.csv", 1691.0),
    ("file_field_delimiter_0x9.csv", 4.0),
    ("file_field_delimiter_0x3B.csv", 834.0),
    ("file_field_delimiter_0x20.csv", 4.0),
    ("file_field_delimiter_0x2C_0x20.csv", 101.0),
    ("file_quotation_char_0x27.csv", 11.0),
    ("file_escape_char_0x5C.csv", 1.0),
    ("file_escape_char_0x00.csv", 7.0),
    ("row_less_sep_", 520.0 / 1414.0),
    ("row_more_sep_", 520.0 / 1414.0),
    ("row_field_delimiter_", 1.0 / 7.0),
    ("row_extra_quote", 1.0 / 108.0),
];

fn weight(file: &str) -> Option<f64> {
    WEIGHTS
        .iter()
        .find(|(start, _)| file.starts_with(start))
        .map(|(_, weight)| *weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_those_of_the_survey() {
        assert!((weight("row_less_sep_row0_col0.csv").unwrap() - 0.367_751_060_820_367_74).abs() < 1e-12);
        assert!((weight("row_extra_quote91_col9.csv").unwrap() - 0.009_259_259_259_259_259).abs() < 1e-15);
        assert_eq!(weight("mine.csv"), None);
    }

    #[test]
    fn agreement_counts_every_copy_once() {
        let bag = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let agreement = Agreement::of(&bag("a a b c"), &bag("a b b"));
        assert_eq!((agreement.precision, agreement.recall), (0.5, 2.0 / 3.0));
        assert_eq!(Agreement::of(&[], &bag("x")), Agreement::FULL);
        assert_eq!(Agreement::of(&bag("x"), &bag("y")), Agreement::NONE);
    }

    #[test]
    fn a_small_folder_in_the_layout() {
        let dir = tempfile::tempdir().unwrap();
        for (path, text) in [
            ("csv/a.csv", "id;name\n1;\"x\n2;y\n"),
            ("clean/a.csv", "\"id\",\"name\"\n\"1\",\"\"\"x\"\n\"2\",\"y\"\n"),
            (
                "parameters/a.csv_parameters.json",
                r#"{"encoding":"ascii","delimiter":";","quotechar":"\"","escapechar":"\"","row_delimiter":"\n","header_lines":1,"preamble_lines":0}"#,
            ),
        ] {
            let path = dir.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        for mode in [Mode::Auto, Mode::Parameters] {
            let score = score(dir.path(), mode).unwrap();
            assert_eq!((score.simple, score.weighted), (10.0, None), "{:?}", score.files);
        }
        assert!(score(&dir.path().join("csv"), Mode::Auto).is_err());
    }
}
