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
use fyke_model::payment::Payment;
use fyke_model::position::Position;
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

    fn payment(&mut self, row: &Admitted<Payment<'_>>) -> Result<(), GuardError> {
        let country = |country: Option<fyke_model::country::Country>| {
            country.map_or_else(String::new, |c| c.to_string())
        };
        let mut words = vec![row.date.to_string()];
        word(&mut words, "from", row.payer);
        word(&mut words, "in", country(row.payer_country));
        word(&mut words, "to", row.payee);
        word(&mut words, "in", country(row.payee_country));
        word(&mut words, "amount", decimal(row.amount_minor, 2));
        word(
            &mut words,
            "in",
            row.currency.map_or_else(String::new, |c| c.to_string()),
        );
        word(&mut words, "document", row.document_no);
        self.line(row.row, &words)
    }

    fn position(&mut self, row: &Admitted<Position<'_>>) -> Result<(), GuardError> {
        let mut words = vec![format!("at {}", row.time_s)];
        word(&mut words, "imo", row.imo);
        word(&mut words, "mmsi", row.mmsi);
        word(&mut words, "name", row.name);
        word(&mut words, "lat", row.lat_micro);
        word(&mut words, "lon", row.lon_micro);
        let tenths = |number: Option<i32>| number.map_or_else(String::new, |n| n.to_string());
        word(&mut words, "tenths of a knot", tenths(row.speed_decikn));
        word(&mut words, "draught dm", tenths(row.draught_dm));
        self.line(row.row, &words)
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

/// SplitMix64 (Steele, Lea and Flood 2014): enough for spoiled text without a crate.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % bound.max(1) as u64) as usize
    }

    /// A copy with some characters dropped, doubled or changed.
    pub(crate) fn spoil(&mut self, good: &str) -> String {
        const STRANGE: [char; 16] = [
            '|', '\n', '-', '.', ',', '0', '9', '%', '"', ';', '{', '}', ' ', 'Ж', '\u{0}', '\u{202e}',
        ];
        let mut letters: Vec<char> = good.chars().collect();
        for _ in 0..=self.below(12) {
            if letters.is_empty() {
                break;
            }
            let at = self.below(letters.len());
            match self.below(4) {
                0 => letters.truncate(at.max(letters.len() / 2)),
                1 => drop(letters.remove(at)),
                2 => letters.insert(at, STRANGE[self.below(STRANGE.len())]),
                _ => letters[at] = STRANGE[self.below(STRANGE.len())],
            }
        }
        letters.into_iter().collect()
    }
}

/// Every world with characters changed: nothing panics and no row is lost.
/// `play` holds rows in = admitted + refused.
#[test]
fn spoiled_worlds() {
    let folder =
        std::path::PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap()).join("tests/worlds/rows");
    let mut random = Random(4);
    for file in std::fs::read_dir(&folder).expect("the worlds stand beside the tests") {
        let text = std::fs::read_to_string(file.expect("a file").path()).expect("a world is text");
        let (world, _) = text.split_once("\n---\n").unwrap_or((text.as_str(), ""));
        let (name, rows) = world.split_once('\n').unwrap_or((world, ""));
        for _ in 0..40 {
            play(name.trim(), &random.spoil(rows));
        }
    }
}
