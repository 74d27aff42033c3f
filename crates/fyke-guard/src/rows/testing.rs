//! Small worlds for the tests of this module: a table in text, and beside it
//! what is to come of it.
//!
//! A world is a file under `tests/worlds/rows`: a first line with the name of
//! the file it plays, a table with cells divided by `|`, and after `---` all
//! that was told. `UPDATE=1 cargo test -p fyke-guard` writes the last part anew;
//! a person reads the difference.

use std::fmt::Write as _;

use fyke_model::consignment::Consignment;
use fyke_model::lane::Flow;
use fyke_model::refused::Refused;
use fyke_model::statement::Statement;

use super::sink::{Counts, Sink};
use super::{CountryBook, Plan, Rules, Wishes, admit_records, plan_records};
use crate::bytes::{Admitted, FilledRows, GuardError, Record, Records};

/// The rules of all tests, made once: the reference data take a while.
pub(crate) fn rules() -> Rules {
    static RULES: std::sync::OnceLock<Rules> = std::sync::OnceLock::new();
    RULES.get_or_init(|| Rules::new(CountryBook::shipped())).clone()
}

/// A table in text as records. Lines of blanks and of `#` are no rows; the
/// header is row 1.
pub(crate) fn table(text: &str) -> impl Records {
    let mut lines = text
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| {
            line.split('|')
                .map(|cell| cell.trim().to_owned())
                .collect::<Vec<_>>()
        })
        .collect::<Vec<_>>()
        .into_iter();
    let header = lines.next().unwrap_or_default();
    let mut row = 1;
    FilledRows::new(header, move |record: &mut Record| {
        let Some(cells) = lines.next() else {
            return Ok(false);
        };
        row += 1;
        record.begin(row, None);
        cells.iter().for_each(|cell| record.push(cell));
        Ok(true)
    })
}

/// Writes down everything it is told, a line each.
#[derive(Default)]
pub(crate) struct Told(pub(crate) String);

impl Told {
    fn line(&mut self, row: u64, words: &[String]) -> Result<(), GuardError> {
        let _ = writeln!(self.0, "row {row}: {}", words.join(", "));
        Ok(())
    }
}

fn word(words: &mut Vec<String>, key: &str, value: impl ToString) {
    let value = value.to_string();
    if !value.is_empty() {
        words.push(format!("{key} {value}"));
    }
}

fn decimal(number: Option<i64>, scale: u32) -> String {
    number.map_or_else(String::new, |number| {
        let unit = 10_i64.pow(scale);
        format!(
            "{}.{:0width$}",
            number / unit,
            number % unit,
            width = scale as usize
        )
    })
}

impl Sink for Told {
    type Error = GuardError;

    fn consignment(&mut self, row: &Admitted<Consignment<'_>>) -> Result<(), GuardError> {
        let country = |country: Option<fyke_model::country::Country>| {
            country.map_or_else(String::new, |c| c.to_string())
        };
        let mut words = vec![format!("{} {}", row.date, row.side.as_str())];
        word(&mut words, "from", row.consignor);
        word(&mut words, "in", country(row.consignor_country));
        word(&mut words, "to", row.consignee);
        word(&mut words, "in", country(row.consignee_country));
        word(&mut words, "notify", row.notify);
        word(&mut words, "by", row.forwarder);
        word(&mut words, "origin", country(row.origin));
        word(&mut words, "dispatch", country(row.dispatch));
        word(&mut words, "destination", country(row.destination));
        word(
            &mut words,
            "hs",
            row.hs
                .map_or_else(String::new, |hs| format!("{}/{}", hs.code, hs.version)),
        );
        word(&mut words, "goods", row.goods_text);
        word(&mut words, "quantity", decimal(row.quantity_milli, 3));
        word(&mut words, "unit", row.unit);
        word(&mut words, "kg", decimal(row.mass_g, 3));
        word(&mut words, "value", decimal(row.value_minor, 2));
        word(
            &mut words,
            "in",
            row.currency.map_or_else(String::new, |c| c.to_string()),
        );
        word(&mut words, "transport", row.transport);
        word(&mut words, "document", row.document_no);
        self.line(row.row, &words)
    }

    fn flow(&mut self, flow: &Admitted<Flow>) -> Result<(), GuardError> {
        let lane = flow.lane;
        let mut words = vec![format!(
            "{} {} -> {}, {}/{}, {}",
            flow.side.as_str(),
            lane.exporter,
            lane.importer,
            lane.hs.code,
            lane.hs.version,
            lane.month
        )];
        word(&mut words, "value", decimal(Some(flow.value_minor), 2));
        word(&mut words, "in", flow.currency);
        word(&mut words, "kg", decimal(flow.mass_g, 3));
        self.line(flow.row, &words)
    }

    fn statement(&mut self, s: &Admitted<Statement>) -> Result<(), GuardError> {
        let lang = if s.lang.is_empty() {
            String::new()
        } else {
            format!(" [{}]", s.lang)
        };
        self.line(
            s.row,
            &[format!(
                "{} {} {} = {}{lang}",
                s.entity_id, s.schema, s.prop, s.value
            )],
        )
    }

    fn refused(&mut self, refused: &Refused) -> Result<(), GuardError> {
        let what = if refused.kept_row {
            "cell refused"
        } else {
            "REFUSED"
        };
        let column = refused.column.as_deref().unwrap_or("");
        let _ = writeln!(
            self.0,
            "row {}: {what}, {column} {:?}: {}",
            refused.row,
            refused.value,
            refused.reason.code()
        );
        Ok(())
    }
}

/// Plans and admits a table; all that was told, and the plan.
pub(crate) fn play(name: &str, text: &str) -> (String, Plan, Counts) {
    let plan = plan_records(&mut table(text), name, &rules(), &Wishes::default())
        .expect("a table in memory is read");
    let mut told = Told::default();
    let counts = match admit_records(&mut table(text), &plan, &rules(), &mut told) {
        Ok(counts) => counts,
        Err(error) => {
            let _ = writeln!(told.0, "error: {error}");
            Counts::default()
        }
    };
    assert_eq!(
        counts.rows,
        counts.rows_admitted + counts.rows_refused,
        "{name}: rows in = admitted + refused"
    );
    let mut all = String::new();
    for line in &plan.evidence {
        let _ = writeln!(all, "{line}");
    }
    let _ = writeln!(all, "\n{}", told.0);
    let _ = writeln!(
        all,
        "{} rows = {} admitted + {} refused; {} cells refused",
        counts.rows, counts.rows_admitted, counts.rows_refused, counts.cells_refused
    );
    (all, plan, counts)
}

/// Plays every world and compares.
#[test]
fn worlds() {
    let folder =
        std::path::PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap()).join("tests/worlds/rows");
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .expect("the worlds stand beside the tests")
        .map(|file| file.expect("a file").path())
        .collect();
    files.sort();
    assert!(files.len() >= 6, "worlds are missing");
    for path in files {
        let text = std::fs::read_to_string(&path).expect("a world is text");
        let (world, expected) = text.split_once("\n---\n").unwrap_or((text.as_str(), ""));
        let (name, rows) = world.split_once('\n').unwrap_or((world, ""));
        let (told, _, _) = play(name.trim(), rows);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, format!("{world}\n---\n{told}")).expect("the world can be written");
        } else {
            assert_eq!(told, expected, "{}", path.display());
        }
    }
}
