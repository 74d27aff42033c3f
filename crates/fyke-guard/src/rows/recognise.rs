//! What a table is, from its header and a sample, with the evidence in words.
//!
//! Watch lists are known by their exact layouts and come first. The other kinds
//! ([`Kind::TABLES`]) are each tried as a mapping ([`super::matching`]); the one
//! that is complete and fits best wins.

use fyke_model::date::Day;

use super::cells::countries::CountryBook;
use super::kind::{Kind, ListFormat};
use super::lists;
use super::mapping::Mapping;
use super::matching::{self, Found};
use super::meaning::Meaning;
use super::plan::Wishes;
use super::sample::Sample;

/// What was recognised.
#[derive(Debug, Clone, PartialEq)]
pub struct Recognised {
    /// What the file is.
    pub kind: Kind,
    /// Why we think so.
    pub evidence: Vec<String>,
    /// Which column means what; none for lists.
    pub mapping: Option<Mapping>,
    /// Id of the dataset, where it can be told.
    pub dataset: Option<String>,
    /// Day of the edition, where it can be told.
    pub edition: Option<Day>,
}

/// Recognises a table. `name` is the name of the file.
pub fn recognise(sample: &Sample, name: &str, book: &CountryBook, wishes: &Wishes) -> Recognised {
    if let Some(mapping) = &wishes.mapping {
        return Recognised {
            kind: mapping.kind,
            evidence: vec![format!("{} as mapping.toml says", mapping.kind)],
            mapping: Some(mapping.clone()),
            dataset: None,
            edition: date_in_name(name),
        };
    }
    if wishes.kind.is_none_or(|kind| matches!(kind, Kind::WatchList(_)))
        && let Some(list) = lists::recognise_table(sample, name)
    {
        return list;
    }
    let kinds = match wishes.kind {
        Some(kind) if Kind::TABLES.contains(&kind) => vec![kind],
        _ => Kind::TABLES.to_vec(),
    };
    let mut tried: Vec<Found> = kinds
        .iter()
        .map(|kind| matching::find(sample, *kind, name, book))
        .collect();
    // stable: of equals the first kind stays first
    tried.sort_by(|a, b| b.score.total_cmp(&a.score));
    let forced = wishes.kind.is_some_and(|kind| kinds == [kind]);
    match tried.into_iter().find(|found| found.complete || forced) {
        Some(found) => Recognised {
            kind: found.mapping.kind,
            evidence: evidence_of(&found),
            mapping: Some(found.mapping),
            dataset: None,
            edition: date_in_name(name),
        },
        None => unknown(sample, name),
    }
}

fn evidence_of(found: &Found) -> Vec<String> {
    let named: Vec<String> = found
        .mapping
        .columns
        .iter()
        .map(|column| format!("{:?} as {}", column.column, column.meaning.as_str()))
        .collect();
    let mut text = format!("looks like {}: {}", found.mapping.kind, named.join(", "));
    if let (Some(first), Some(last)) = (found.mapping.months.first(), found.mapping.months.last()) {
        text.push_str(&format!(
            ", and {} columns of one month each from {} to {}",
            found.mapping.months.len(),
            first.month,
            last.month
        ));
    }
    let mut evidence = vec![text];
    if !found.mapping.unused.is_empty() {
        evidence.push(format!("not read: {}", found.mapping.unused.join(", ")));
    }
    evidence.extend(found.notes.iter().cloned());
    evidence
}

fn unknown(sample: &Sample, name: &str) -> Recognised {
    let header: Vec<&str> = sample.header.iter().map(String::as_str).take(20).collect();
    Recognised {
        kind: Kind::Unknown,
        evidence: vec![format!(
            "{name} has the columns {}; among them we find neither a date with a party or goods (consignments), nor partner, goods and month (flows), nor a name with a register or tax number or a date of incorporation (register), nor a company with an officer (officers), an owner with what is owned (ownership), a payer with a payee (payments), a vessel's number with time and place (positions), a firm with the power of a site (sites)",
            header.join(", ")
        )],
        mapping: None,
        dataset: None,
        edition: date_in_name(name),
    }
}

/// Whether a mapping has what a row of its kind cannot do without.
pub(crate) fn is_complete(mapping: &Mapping) -> bool {
    let has = |meaning| mapping.column(meaning).is_some();
    match mapping.kind {
        Kind::Consignments => {
            has(Meaning::Date)
                && (has(Meaning::Consignor)
                    || has(Meaning::Consignee)
                    || (has(Meaning::Hs)
                        && (has(Meaning::Value) || has(Meaning::MassNet) || has(Meaning::GoodsText))
                        && (has(Meaning::Destination) || has(Meaning::ConsigneeCountry))))
        }
        Kind::Flows => {
            has(Meaning::Hs)
                && (has(Meaning::Partner) || mapping.defaults.partner.is_some())
                && (!mapping.months.is_empty() || (has(Meaning::Month) && has(Meaning::Value)))
        }
        Kind::Register => {
            // a name with a country and an address may be any list of parties
            has(Meaning::Name)
                && [Meaning::IncorporationDate, Meaning::Number, Meaning::TaxNumber]
                    .into_iter()
                    .any(has)
        }
        Kind::Officers => has(Meaning::Name) && has(Meaning::Officer),
        Kind::Ownership => has(Meaning::Owner) && has(Meaning::Owned),
        Kind::Payments => has(Meaning::Date) && has(Meaning::Payer) && has(Meaning::Payee),
        Kind::Positions => {
            (has(Meaning::Imo) || has(Meaning::Mmsi))
                && [Meaning::Time, Meaning::Latitude, Meaning::Longitude]
                    .into_iter()
                    .all(has)
        }
        Kind::Sites => has(Meaning::Name) && has(Meaning::PowerKw),
        Kind::WatchList(_) | Kind::Bods | Kind::Unknown => false,
    }
}

/// The day that a file name carries: `sdn_2023-01-21.csv`, `sdn_2021-07.csv`
/// (the first of the month), `list-20210707.csv`.
///
/// ```
/// use fyke_guard::rows::recognise::date_in_name;
/// assert_eq!(date_in_name("sdn_2023-01-21.csv").unwrap().to_string(), "2023-01-21");
/// assert_eq!(date_in_name("sdn_2021-07.csv").unwrap().to_string(), "2021-07-01");
/// assert_eq!(date_in_name("sdn.csv"), None);
/// ```
pub fn date_in_name(name: &str) -> Option<Day> {
    let runs: Vec<&str> = name
        .split(|c: char| !c.is_ascii_digit())
        .filter(|run| !run.is_empty())
        .collect();
    let number = |text: &str| text.parse::<u16>().ok();
    let day = |year: &str, month: &str, day: &str| {
        let year = i16::try_from(number(year)?).ok()?;
        ((1990..=2199).contains(&year))
            .then(|| Day::from_ymd(year, number(month)? as i8, number(day)? as i8))?
    };
    for (at, run) in runs.iter().enumerate() {
        let next = |offset: usize| runs.get(at + offset).copied().unwrap_or("");
        if run.len() == 8
            && let (Some(y), Some(m), Some(d)) = (run.get(..4), run.get(4..6), run.get(6..))
            && let Some(found) = day(y, m, d)
        {
            return Some(found);
        }
        if run.len() == 4 && next(1).len() == 2 {
            let whole = (next(2).len() == 2).then(|| day(run, next(1), next(2))).flatten();
            if let Some(found) = whole.or_else(|| day(run, next(1), "1")) {
                return Some(found);
            }
        }
    }
    None
}

/// A plain id from words: lower case, hyphens.
pub(crate) fn slug(text: &str) -> String {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("-").chars().take(60).collect()
}

/// A recognised list.
pub(crate) fn list(
    format: ListFormat,
    evidence: String,
    dataset: String,
    edition: Option<Day>,
) -> Recognised {
    let mut evidence = vec![evidence];
    if edition.is_none() {
        evidence.push(
            "neither the file nor its name tells the day of this edition; name it with the file".to_owned(),
        );
    }
    Recognised {
        kind: Kind::WatchList(format),
        evidence,
        mapping: None,
        dataset: Some(dataset),
        edition,
    }
}
