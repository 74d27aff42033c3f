//! What the columns of a table are, found out from their names and values.
//!
//! The values decide, the name of the column helps where they could be two
//! things (a town and a family name are both one word). Row keys, columns that
//! say nothing and columns that say again what others say are found here too,
//! because each of them would spoil the weights if it were compared.

use super::columns::{Column, hash_bytes, mix};
use super::tokens::{Day, words};

/// What the values of a column are; it decides how two of them are compared.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Given names.
    GivenName,
    /// A family name.
    FamilyName,
    /// A name of several words, of a person or of anything else.
    FullName,
    /// A day, with or without its parts in doubt.
    Date,
    /// A code that says where or which, shared by many: a postcode.
    Code,
    /// A number or code given to one thing.
    Identifier,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A place, or other words out of a large stock.
    Place,
    /// One of a few values.
    Category,
    /// A measured or counted number.
    Number,
    /// Running text.
    Text,
}

/// What part a column has in the comparison.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Role {
    /// Compared.
    Compared,
    /// Names the row, not the thing: never compared, it may give the truth away.
    RowKey,
    /// Has no values, or one only.
    Constant,
    /// Says again what these columns say; only its further words are compared.
    Extends(Vec<usize>),
    /// Says again what these columns say, and nothing more: not compared.
    Repeats(Vec<usize>),
}

/// What a column is, and why it is thought so.
#[derive(Clone, PartialEq, Debug)]
pub struct ColumnKind {
    /// Its name.
    pub name: String,
    /// What its values are.
    pub kind: Kind,
    /// Its part in the comparison.
    pub role: Role,
    /// The reason, in words.
    pub reason: String,
    /// Rows that have a value.
    pub filled: u64,
    /// Distinct values, in normal form.
    pub distinct: u64,
}

/// Distinct values of a column, or rows, that are looked at.
const SAMPLE_MAX: usize = 4_000;

pub(super) fn recognise(columns: &[Column], told: &[Option<Kind>]) -> Vec<ColumnKind> {
    let mut found: Vec<ColumnKind> = columns
        .iter()
        .zip(told)
        .map(|(column, told)| {
            let looks = Looks::of(column);
            let (kind, reason) = match told {
                Some(kind) => (*kind, "as told".to_owned()),
                None => kind_of(column, &looks),
            };
            let (role, reason) = match role_of(column, &looks, kind) {
                Some((role, why)) if told.is_none() || role == Role::Constant => (role, why),
                _ => (Role::Compared, reason),
            };
            let filled = column.ids.len() as u64 - u64::from(column.counts[0]);
            ColumnKind {
                name: column.name.clone(),
                kind,
                role,
                reason,
                filled,
                distinct: column.distinct() as u64,
            }
        })
        .collect();
    repeats(columns, &mut found);
    found
}

/// Shares of the sampled distinct values of a column that look like something.
#[derive(Default, Debug)]
struct Looks {
    date: f32,
    email: f32,
    /// Digits, and the signs that numbers are written with.
    numeric: f32,
    decimal: f32,
    /// At least one digit.
    digit: f32,
    /// Letters and the signs of names only.
    letters: f32,
    one_word: f32,
    words: f32,
    chars: f32,
    rows_per_value: f32,
}

impl Looks {
    fn of(column: &Column) -> Looks {
        let mut looks = Looks::default();
        let sample = smallest_hashes(1..=column.distinct() as u32, |id| {
            hash_bytes(column.value(id).as_bytes())
        });
        let total = sample.len().max(1) as f32;
        for &id in &sample {
            let value = column.value(id);
            let add = |to: &mut f32, yes: bool| *to += f32::from(u8::from(yes)) / total;
            let digits = value.bytes().filter(u8::is_ascii_digit).count();
            add(&mut looks.date, is_date(value));
            add(
                &mut looks.email,
                value
                    .split_once('@')
                    .is_some_and(|(own, host)| !own.is_empty() && host.contains('.')),
            );
            add(
                &mut looks.numeric,
                digits > 0
                    && value
                        .bytes()
                        .all(|b| b.is_ascii_digit() || b" +-()./,".contains(&b)),
            );
            add(
                &mut looks.decimal,
                value.contains('.') && value.parse::<f64>().is_ok(),
            );
            add(&mut looks.digit, digits > 0);
            add(
                &mut looks.letters,
                value
                    .bytes()
                    .all(|b| b.is_ascii_alphabetic() || b" '-.,()/&".contains(&b)),
            );
            add(&mut looks.one_word, words(value).nth(1).is_none());
            looks.words += words(value).count() as f32 / total;
            looks.chars += value.len() as f32 / total;
        }
        let filled = column.ids.len() as f32 - column.counts[0] as f32;
        looks.rows_per_value = filled / column.distinct().max(1) as f32;
        looks
    }
}

fn is_date(value: &str) -> bool {
    Day::read(value).is_some_and(|day| {
        (1000..=2200).contains(&day.year)
            && day.month <= 31
            && day.day <= 31
            && (day.month <= 12 || day.day <= 12)
    })
}

/// The things with the smallest hashes, at most [`SAMPLE_MAX`]: a sample that
/// does not depend on their order.
fn smallest_hashes(all: impl Iterator<Item = u32>, hash: impl Fn(u32) -> u64) -> Vec<u32> {
    let mut hashed: Vec<(u64, u32)> = all.map(|at| (mix(hash(at)), at)).collect();
    if hashed.len() > SAMPLE_MAX {
        hashed.select_nth_unstable(SAMPLE_MAX);
        hashed.truncate(SAMPLE_MAX);
    }
    hashed.sort_unstable();
    hashed.into_iter().map(|(_, at)| at).collect()
}

/// Whether the column's name has one of these words.
fn named(column: &Column, hints: &[&str]) -> bool {
    let mut spaced = String::with_capacity(column.name.len() + 4);
    let mut before = ' ';
    for c in column.name.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            spaced.push(' ');
        }
        spaced.extend(c.to_lowercase());
        before = c;
    }
    let plain: String = spaced
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let plain = format!(" {} ", plain.split_whitespace().collect::<Vec<_>>().join(" "));
    hints.iter().any(|hint| plain.contains(&format!(" {hint} ")))
}

const GIVEN: &[&str] = &[
    "given",
    "first",
    "forename",
    "forenames",
    "firstname",
    "givenname",
    "fname",
    "first name",
    "given name",
    "middle",
    "middle name",
    "patronymic",
    "vorname",
    "prenom",
    "nombre",
    "imya",
    "imia",
];
const FAMILY: &[&str] = &[
    "family",
    "last",
    "surname",
    "lastname",
    "familyname",
    "lname",
    "nachname",
    "nom",
    "apellido",
    "familiya",
];
const FULL: &[&str] = &[
    "full",
    "name",
    "names",
    "title",
    "party",
    "company",
    "organisation",
    "organization",
    "entity",
];
const PHONE: &[&str] = &[
    "phone",
    "telephone",
    "tel",
    "mobile",
    "cell",
    "fax",
    "msisdn",
    "phone number",
];
const CODE: &[&str] = &[
    "postcode",
    "zip",
    "postal",
    "post code",
    "postal code",
    "zipcode",
    "plz",
    "code",
];
const NUMBER: &[&str] = &[
    "amount", "price", "value", "quantity", "qty", "weight", "mass", "age", "height", "balance", "total",
    "sum", "cost",
];
const KEY: &[&str] = &[
    "id", "key", "uuid", "guid", "index", "idx", "row", "rec", "record", "rowid", "recid", "pk", "no", "nr",
];

fn kind_of(column: &Column, looks: &Looks) -> (Kind, String) {
    let percent = |share: f32| format!("{:.0} %", 100.0 * share);
    if looks.email > 0.7 {
        return (
            Kind::Email,
            format!("{} of its values are e-mail addresses", percent(looks.email)),
        );
    }
    if looks.date > 0.7 {
        return (
            Kind::Date,
            format!("{} of its values read as days", percent(looks.date)),
        );
    }
    if looks.numeric > 0.8 {
        return number_kind(column, looks);
    }
    if looks.digit > 0.7 && looks.chars <= 24.0 && looks.words <= 3.0 {
        let why = format!(
            "{} of its values have digits, {:.1} rows share one",
            percent(looks.digit),
            looks.rows_per_value
        );
        let code = named(column, CODE) || looks.rows_per_value >= 1.5;
        return (if code { Kind::Code } else { Kind::Identifier }, why);
    }
    let few = column.distinct() <= 40 || (column.distinct() <= 400 && looks.rows_per_value > 100.0);
    if looks.words >= 6.0 && !named(column, FULL) {
        return (Kind::Text, format!("{:.1} words a value", looks.words));
    }
    if named(column, FAMILY) && !(named(column, GIVEN) && looks.words > 1.5) {
        return (Kind::FamilyName, "the column's name says so".to_owned());
    }
    if named(column, GIVEN) && !named(column, FAMILY) {
        return (Kind::GivenName, "the column's name says so".to_owned());
    }
    if named(column, FULL) || (named(column, GIVEN) && named(column, FAMILY)) {
        return (
            Kind::FullName,
            format!("the column's name says so; {:.1} words a value", looks.words),
        );
    }
    if few && looks.rows_per_value >= 3.0 {
        let why = format!(
            "{} values, {:.0} rows each",
            column.distinct(),
            looks.rows_per_value
        );
        return (Kind::Category, why);
    }
    (
        Kind::Place,
        format!(
            "words out of a stock of {}, {:.1} rows each",
            column.distinct(),
            looks.rows_per_value
        ),
    )
}

fn number_kind(column: &Column, looks: &Looks) -> (Kind, String) {
    let why = format!(
        "numbers of {:.1} characters, {:.1} rows share one",
        looks.chars, looks.rows_per_value
    );
    if named(column, PHONE) {
        return (Kind::Phone, why);
    }
    if named(column, CODE) && looks.chars <= 10.0 {
        return (Kind::Code, why);
    }
    if looks.decimal > 0.3 || named(column, NUMBER) {
        return (Kind::Number, why);
    }
    if looks.chars >= 6.0 && looks.rows_per_value < 5.0 {
        return (Kind::Identifier, why);
    }
    (Kind::Code, why)
}

fn role_of(column: &Column, looks: &Looks, kind: Kind) -> Option<(Role, String)> {
    let filled = column.ids.len() as u64 - u64::from(column.counts[0]);
    if column.distinct() == 0 {
        return Some((Role::Constant, "it has no values".to_owned()));
    }
    if column.distinct() == 1 {
        return Some((Role::Constant, "it has one value".to_owned()));
    }
    let code = matches!(
        kind,
        Kind::Code | Kind::Identifier | Kind::Number | Kind::Place | Kind::FullName
    );
    if !code || filled < 3 || column.distinct() as u64 != filled || filled < column.ids.len() as u64 {
        return None;
    }
    if looks.one_word < 0.9 && looks.digit < 0.9 {
        return None;
    }
    if named(column, KEY) {
        return Some((
            Role::RowKey,
            "every row has its own value and the column is named like a key".to_owned(),
        ));
    }
    running_number(column).then(|| (Role::RowKey, "its values number the rows".to_owned()))
}

/// Whether the values are numbers that run from some start, with few left out.
fn running_number(column: &Column) -> bool {
    let (mut low, mut high) = (u64::MAX, 0);
    for id in 1..=column.distinct() as u32 {
        let Ok(number) = column.value(id).parse::<u64>() else {
            return false;
        };
        low = low.min(number);
        high = high.max(number);
    }
    high - low < 2 * column.distinct() as u64
}

/// Columns that say again, in whole or in part, what others say.
fn repeats(columns: &[Column], found: &mut [ColumnKind]) {
    let rows = columns.first().map_or(0, |column| column.ids.len()) as u32;
    let content = |row: u32| {
        columns.iter().fold(0u64, |sum, column| {
            mix(sum ^ hash_bytes(column.value(column.ids[row as usize]).as_bytes()))
        })
    };
    let named_columns: Vec<usize> = (0..columns.len())
        .filter(|&at| {
            found[at].role == Role::Compared
                && matches!(
                    found[at].kind,
                    Kind::FullName | Kind::GivenName | Kind::FamilyName | Kind::Place
                )
        })
        .collect();
    if named_columns.len() < 2 {
        return;
    }
    let sample = smallest_hashes(0..rows, content);
    let set = |row: u32, column: usize| -> Vec<&str> {
        words(columns[column].value(columns[column].ids[row as usize])).collect()
    };
    // the longest first: what holds the words of others extends them
    let mut order = named_columns.clone();
    let mean_words = |at: usize| {
        sample.iter().map(|&row| set(row, at).len()).sum::<usize>() as f32 / sample.len().max(1) as f32
    };
    order.sort_by(|&a, &b| mean_words(b).total_cmp(&mean_words(a)).then(a.cmp(&b)));
    for &whole in &order {
        let parts: Vec<usize> = named_columns
            .iter()
            .copied()
            .filter(|&part| part != whole && !matches!(found[part].role, Role::Repeats(_) | Role::Extends(_)))
            .filter(|&part| held_in(&sample, |row| (set(row, part), set(row, whole))) > 0.9)
            .collect();
        if parts.is_empty() || (parts.len() == 1 && mean_words(whole) > 2.0 * mean_words(parts[0]).max(0.5)) {
            continue;
        }
        let rest = sample.iter().filter(|&&row| {
            set(row, whole)
                .iter()
                .any(|word| !parts.iter().any(|&part| set(row, part).contains(word)))
        });
        let rest = rest.count() as f32 / sample.len().max(1) as f32;
        let names: Vec<&str> = parts.iter().map(|&part| columns[part].name.as_str()).collect();
        let names = names.join(" and ");
        if rest < 0.01 {
            found[whole].role = Role::Repeats(parts);
            found[whole].reason = format!("says the words of {names} again");
        } else if parts.len() > 1 {
            found[whole].role = Role::Extends(parts);
            found[whole].reason = format!("says the words of {names} again, and further ones");
        }
    }
}

/// Share of the rows, of those that have a part, in which the whole has all its words.
fn held_in<'a>(sample: &[u32], of: impl Fn(u32) -> (Vec<&'a str>, Vec<&'a str>)) -> f32 {
    let (mut held, mut all) = (0, 0);
    for &row in sample {
        let (part, whole) = of(row);
        if !part.is_empty() {
            all += 1;
            held += usize::from(part.iter().all(|word| whole.contains(word)));
        }
    }
    if all == 0 { 0.0 } else { held as f32 / all as f32 }
}
