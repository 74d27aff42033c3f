//! Which column means what, from its name, its type and its cells together.
//!
//! Names come from the synonym tables under `data/columns`; what the cells look
//! like from [`super::sample::Looks`]. Both are multiplied into one confidence;
//! pairs are then given out from the surest down, one column to one meaning.

use std::collections::BTreeMap;

use fyke_model::consignment::Side;

use super::cells::countries::{CountryBook, EU};
use super::cells::date_votes::Votes;
use super::cells::dates::{self, DateOrder};
use super::cells::numbers::Marks;
use super::cells::units::MassUnit;
use super::cells::words::{header_words, is_null};
use super::kind::Kind;
use super::mapping::{Column, Mapping, MonthColumn};
use super::meaning::{Holds, Meaning};
use super::names::{Synonym, name_score, synonyms, without_hints};
use super::recognise::is_complete;
use super::sample::{Looks, Sample};

/// A mapping that was found, and how well it fits.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The mapping.
    pub mapping: Mapping,
    /// Sum of the confidences; comparable between kinds.
    pub score: f64,
    /// Whether it has all that a row of its kind needs.
    pub complete: bool,
    /// What was assumed, in words.
    pub notes: Vec<String>,
}

/// Least confidence at which a column gets a meaning. An exact name over cells
/// that do not fit at all has 0.35 and is kept, so that the cells are refused
/// aloud instead of not being read.
const CONFIDENCE_MIN: f64 = 0.34;

/// Fewest columns named like months that make a table a wide one.
const MONTH_COLUMNS_MIN: usize = 3;

struct Candidate {
    column: usize,
    meaning: Meaning,
    confidence: f64,
    reason: String,
}

/// Finds the mapping of a sample as one kind of table. `file_name` helps where
/// a file of flows does not say who reports them.
pub fn find(sample: &Sample, kind: Kind, file_name: &str, book: &CountryBook) -> Found {
    let looks: Vec<Looks> = (0..sample.header.len())
        .map(|column| Looks::at(sample, column, book))
        .collect();
    let mut mapping = Mapping::new(kind);
    let mut notes = Vec::new();
    if kind == Kind::Flows {
        mapping.months = month_columns(sample);
    }
    let mut candidates = candidates(sample, &looks, &mapping);
    candidates.sort_by(|a, b| {
        (b.confidence.total_cmp(&a.confidence))
            .then(a.meaning.cmp(&b.meaning))
            .then(a.column.cmp(&b.column))
    });
    let mut score = 0.0;
    let mut taken = vec![false; sample.header.len()];
    for candidate in candidates {
        let free = taken.get(candidate.column) == Some(&false);
        if !free || candidate.confidence < CONFIDENCE_MIN || mapping.column(candidate.meaning).is_some() {
            continue;
        }
        if let Some(flag) = taken.get_mut(candidate.column) {
            *flag = true;
        }
        score += candidate.confidence;
        let column = styled(sample, candidate, &mut mapping, &mut notes);
        mapping.columns.push(column);
    }
    mapping.columns.sort_by_key(|column| column.meaning);
    finish(sample, &looks, &mut mapping, file_name, book, &mut notes);
    let complete = is_complete(&mapping);
    // a wide table is sure of itself: each month column is a named column too
    score += 0.5 * mapping.months.len().min(6) as f64;
    Found {
        complete,
        score: if complete { score } else { score / 4.0 },
        mapping,
        notes,
    }
}

fn month_columns(sample: &Sample) -> Vec<MonthColumn> {
    let months: Vec<MonthColumn> = sample
        .header
        .iter()
        .filter(|name| name.len() >= 6 && name.chars().any(|c| c.is_ascii_digit()))
        .filter_map(|name| {
            dates::parse_month(name, DateOrder::default())
                .ok()
                .map(|month| MonthColumn {
                    column: name.clone(),
                    month,
                })
        })
        .collect();
    if months.len() < MONTH_COLUMNS_MIN {
        Vec::new()
    } else {
        months
    }
}

fn candidates(sample: &Sample, looks: &[Looks], mapping: &Mapping) -> Vec<Candidate> {
    let synonyms = synonyms(mapping.kind);
    let mut candidates = Vec::new();
    for (column, (name, looks)) in sample.header.iter().zip(looks).enumerate() {
        if mapping.months.iter().any(|month| month.column == *name) {
            continue;
        }
        let words = header_words(name);
        let (bare, _) = without_hints(&words);
        let mut best: BTreeMap<Meaning, (f64, &Synonym)> = BTreeMap::new();
        for synonym in synonyms {
            let score = name_score(&words, &bare, synonym);
            let better = best.get(&synonym.meaning).is_none_or(|(known, _)| score > *known);
            if score > 0.0 && better {
                best.insert(synonym.meaning, (score, synonym));
            }
        }
        for (meaning, (score, synonym)) in &best {
            let share = fit(looks, *meaning, mapping.kind);
            candidates.push(Candidate {
                column,
                meaning: *meaning,
                confidence: score * (0.35 + 0.65 * share),
                reason: format!(
                    "called {:?} ({}); {} of {} cells fit",
                    synonym.words.join(" "),
                    synonym.language,
                    (share * looks.filled as f64).round(),
                    looks.filled
                ),
            });
        }
        if best.is_empty() || !sample.has_header {
            candidates.extend(by_cells(column, looks, mapping.kind));
        }
    }
    candidates
}

/// How well cells fit a meaning. Names of countries are letters too, and so
/// make a poor column of parties.
fn fit(looks: &Looks, meaning: Meaning, kind: Kind) -> f64 {
    let share = looks.share(meaning.holds());
    match meaning.holds() {
        Holds::Name if kind == Kind::Consignments => {
            share * (1.0 - 0.7 * looks.share(Holds::Country).min(share))
        }
        Holds::Hs if looks.filled > 0 => share.max(0.3),
        _ => share,
    }
}

/// Meanings that cells alone can carry: a day, a code.
fn by_cells(column: usize, looks: &Looks, kind: Kind) -> Option<Candidate> {
    let few = looks.filled < 3;
    let plain_number = looks.share(Holds::Number) > 0.5;
    let (meaning, share) = match kind {
        Kind::Consignments if !plain_number && looks.share(Holds::Day) > 0.9 => {
            (Meaning::Date, looks.share(Holds::Day))
        }
        Kind::Consignments | Kind::Flows
            if looks.share(Holds::Hs) > 0.95 && looks.code_digits >= 6 && looks.distinct > 3 =>
        {
            (Meaning::Hs, looks.share(Holds::Hs))
        }
        _ => return None,
    };
    (!few).then(|| Candidate {
        column,
        meaning,
        confidence: 0.42 * share,
        reason: format!(
            "by its cells alone: {:.0} % of {} fit",
            share * 100.0,
            looks.filled
        ),
    })
}

/// The column with the style of its cells.
fn styled(sample: &Sample, candidate: Candidate, mapping: &mut Mapping, notes: &mut Vec<String>) -> Column {
    let name = sample.header.get(candidate.column).cloned().unwrap_or_default();
    let words = header_words(&name);
    let (_, hints) = without_hints(&words);
    let mut column = Column {
        column: name,
        meaning: candidate.meaning,
        confidence: (candidate.confidence * 100.0).round() / 100.0,
        reason: candidate.reason,
        dates: None,
        decimal: None,
        mass_unit: None,
        multiplier: None,
    };
    match candidate.meaning.holds() {
        Holds::Day | Holds::Month => {
            let mut votes = Votes::default();
            sample.filled(candidate.column).for_each(|cell| votes.add(cell));
            column.dates = Some(votes.decide().0);
            if candidate.meaning.holds() == Holds::Month {
                notes.extend(votes.decide().1);
            }
        }
        Holds::Number => {
            let mut marks = Marks::default();
            sample.filled(candidate.column).for_each(|cell| marks.add(cell));
            let (decimal, note) = marks.decide();
            column.decimal = Some(decimal);
            notes.extend(note.map(|note| format!("column {}: {note}", column.column)));
            column.multiplier = hints.multiplier;
        }
        _ => {}
    }
    match candidate.meaning {
        Meaning::MassNet | Meaning::MassGross => column.mass_unit = hints.mass_unit,
        Meaning::Value => mapping.defaults.currency = hints.currency,
        _ => {}
    }
    column
}

/// What remains once every column has its meaning.
fn finish(
    sample: &Sample,
    looks: &[Looks],
    mapping: &mut Mapping,
    file_name: &str,
    book: &CountryBook,
    notes: &mut Vec<String>,
) {
    let used = |name: &String| {
        mapping.columns.iter().any(|column| column.column == *name)
            || mapping.months.iter().any(|month| month.column == *name)
    };
    mapping.unused = sample.header.iter().filter(|name| !used(name)).cloned().collect();
    let has = |mapping: &Mapping, meaning| mapping.column(meaning).is_some();
    if !has(mapping, Meaning::MassUnit) {
        for column in &mut mapping.columns {
            if matches!(column.meaning, Meaning::MassNet | Meaning::MassGross) && column.mass_unit.is_none() {
                column.mass_unit = Some(MassUnit::Kilogram);
                notes.push(format!(
                    "column {}: no unit is named; taken as kilograms",
                    column.column
                ));
            }
        }
    }
    let file_words = header_words(file_name);
    if matches!(mapping.kind, Kind::Consignments | Kind::Flows) && !has(mapping, Meaning::Side) {
        mapping.defaults.side = side_of_name(&file_words);
        if let Some(side) = mapping.defaults.side {
            notes.push(format!("side {} from the name of the file", side.as_str()));
        }
    }
    if mapping.kind != Kind::Flows {
        return;
    }
    if !has(mapping, Meaning::Reporter) {
        mapping.defaults.reporter = country_of_name(&file_words, book);
        notes.push(match mapping.defaults.reporter {
            Some(country) => format!("reporter {country} from the name of the file"),
            None => {
                "no column and no word of the file's name says who reports; set reporter under [defaults]"
                    .to_owned()
            }
        });
    }
    if mapping.defaults.side.is_none() && !has(mapping, Meaning::Side) {
        mapping.defaults.side = Some(Side::Export);
        notes.push(
            "nothing says whether these are exports or imports; taken as exports of the reporter".to_owned(),
        );
    }
    currency_of_flows(sample, mapping, &file_words, notes);
    let hs = mapping.column(Meaning::Hs).map(|column| column.column.clone());
    if let Some(at) = hs.and_then(|hs| sample.header.iter().position(|name| *name == hs))
        && let Some(looks) = looks.get(at)
    {
        // five, seven and nine digits have lost a leading zero
        mapping.hs_digits = match looks.code_digits {
            0..=6 => 6,
            _ => 8,
        };
    }
    month_style(sample, mapping, notes);
}

fn currency_of_flows(sample: &Sample, mapping: &mut Mapping, file_words: &[String], notes: &mut Vec<String>) {
    if mapping.defaults.currency.is_some() || mapping.column(Meaning::Currency).is_some() {
        return;
    }
    // an indicator such as VALUE_IN_EUR names it in its cells
    let indicator = mapping
        .column(Meaning::Indicator)
        .and_then(|column| sample.header.iter().position(|name| *name == column.column));
    let in_cells = indicator.and_then(|at| {
        sample
            .filled(at)
            .take(50)
            .find_map(|cell| without_hints(&header_words(cell)).1.currency)
    });
    let in_name = without_hints(file_words).1.currency;
    let (currency, why) = match (in_cells, in_name) {
        (Some(currency), _) => (currency, "as the indicator says"),
        (None, Some(currency)) => (currency, "from the name of the file"),
        (None, None) if mapping.defaults.reporter == Some(EU) => {
            (fyke_model::money::Currency::EUR, "since the EU reports")
        }
        (None, None) => (
            fyke_model::money::Currency::USD,
            "since nothing says otherwise; correct it in mapping.toml if that is wrong",
        ),
    };
    mapping.defaults.currency = Some(currency);
    notes.push(format!("values in {currency}, {why}"));
}

fn month_style(sample: &Sample, mapping: &mut Mapping, notes: &mut Vec<String>) {
    let mut marks = Marks::default();
    for month in &mapping.months {
        if let Some(at) = sample.header.iter().position(|name| *name == month.column) {
            sample.filled(at).for_each(|cell| marks.add(cell));
        }
    }
    let (decimal, note) = marks.decide();
    mapping.month_decimal = decimal;
    notes.extend(note.map(|note| format!("columns of months: {note}")));
}

fn side_of_name(words: &[String]) -> Option<Side> {
    let has = |stem: &str| words.iter().any(|word| word.starts_with(stem));
    match (has("export"), has("import")) {
        (true, false) => Some(Side::Export),
        (false, true) => Some(Side::Import),
        _ if has("transit") => Some(Side::Transit),
        _ => None,
    }
}

fn country_of_name(words: &[String], book: &CountryBook) -> Option<fyke_model::country::Country> {
    if words
        .iter()
        .any(|word| matches!(word.as_str(), "eu" | "eu27" | "eu28"))
    {
        return Some(EU);
    }
    words
        .iter()
        .filter(|word| word.chars().count() >= 4 && !is_null(word) && word.chars().all(char::is_alphabetic))
        .find_map(|word| book.find(word).ok())
}

#[cfg(test)]
mod tests;
