//! The arithmetic of `data/eu-exports`: sums over the member states, an HS
//! version for every month, and the families that make both sides of
//! 2022-01-01 comparable. Text in, text out; files are the caller's.
//!
//! A family is the smallest set of codes closed under the `main` links of the
//! concordance, among the codes that have trade in the table. Summed by family
//! a good does not begin or end with the new nomenclature, unless the figures
//! themselves hold only one side of it, which `comparable` tells.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// First month of the table: January of this year.
const FIRST_YEAR: u16 = 2020;
/// Months in the table, 2020-01 to 2022-11.
const MONTHS: usize = 35;
/// Index of 2022-01, from which codes are those of HS2022.
const HS2022_FROM: usize = 24;
/// The months of which `check_sums` prints the totals: the last October before
/// the invasion, the first after it, and the last month there is.
const CHECKED: [usize; 3] = [21, 33, 34];

/// A month of the table, counted from 2020-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(usize);

impl Month {
    /// Reads `YYYY-MM`.
    ///
    /// # Errors
    /// Not of that form, or not a month of the table.
    pub fn parse(text: &str) -> Result<Self, String> {
        let parts = text.split_once('-').and_then(|(year, month)| {
            let (year, month): (u16, usize) = (year.parse().ok()?, month.parse().ok()?);
            (text.len() == 7 && (1..=12).contains(&month) && year >= FIRST_YEAR)
                .then(|| usize::from(year - FIRST_YEAR) * 12 + month - 1)
        });
        match parts {
            Some(index) if index < MONTHS => Ok(Self(index)),
            _ => Err(format!("month \"{text}\" is not one of 2020-01 to 2022-11")),
        }
    }

    fn label(self) -> String {
        format!("{}-{:02}", usize::from(FIRST_YEAR) + self.0 / 12, self.0 % 12 + 1)
    }

    fn version(self) -> u16 {
        if self.0 < HS2022_FROM { 2017 } else { 2022 }
    }
}

/// An HS6 code with its version, the version first so that codes of one
/// version sort together.
type Code = (u16, String);

/// Euros by month; `None` where no member state reported trade.
type Series = [Option<i64>; MONTHS];

/// Trade of one eight-digit code with all partners.
#[derive(Clone, Copy, Default)]
struct Years {
    before_2021_eur: i64,
    in_2021_eur: i64,
    in_2022_eur: i64,
}

/// The sums that the table is made from.
#[derive(Default)]
pub struct Flows {
    /// By HS6, version, partner: the order of the table.
    cells: BTreeMap<(String, u16, String), Series>,
    cn8: BTreeMap<String, Years>,
}

impl Flows {
    /// Adds one reported export of an eight-digit code.
    ///
    /// # Errors
    /// The code is not eight digits, the partner not two capitals, or the
    /// value negative.
    pub fn add(&mut self, cn8: &str, partner: &str, month: Month, value_eur: i64) -> Result<(), String> {
        if cn8.len() != 8 || !cn8.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(format!("product code \"{cn8}\" is neither four nor eight digits"));
        }
        if partner.len() != 2 || !partner.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(format!("partner \"{partner}\" is not an alpha-2 code"));
        }
        if value_eur < 0 {
            return Err(format!("value_eur {value_eur} is negative"));
        }
        let key = (cn8.chars().take(6).collect(), month.version(), partner.to_owned());
        let series = self.cells.entry(key).or_insert([None; MONTHS]);
        if let Some(cell) = series.get_mut(month.0) {
            *cell = Some(cell.unwrap_or(0) + value_eur);
        }
        let years = self.cn8.entry(cn8.to_owned()).or_default();
        match month.0 {
            0..12 => years.before_2021_eur += value_eur,
            12..24 => years.in_2021_eur += value_eur,
            _ => years.in_2022_eur += value_eur,
        }
        Ok(())
    }

    /// Totals by partner in three telling months, one partner a line.
    pub fn check_sums(&self) -> String {
        let mut sums: BTreeMap<&str, [i64; CHECKED.len()]> = BTreeMap::new();
        for ((_, _, partner), series) in &self.cells {
            let row = sums.entry(partner).or_default();
            for (sum, month) in row.iter_mut().zip(CHECKED) {
                *sum += series.get(month).copied().flatten().unwrap_or(0);
            }
        }
        let labels = CHECKED.map(|month| Month(month).label());
        let mut text = format!(
            "EUR        {:>15} {:>15} {:>15}\n",
            labels[0], labels[1], labels[2]
        );
        for (partner, [a, b, c]) in sums {
            let _ = writeln!(text, "EU -> {partner}   {a:>15} {b:>15} {c:>15}");
        }
        text
    }
}

/// What the table needs of `data/hs/concordance-2017-2022.csv`.
#[derive(Default)]
pub struct Concordance {
    /// Codes of 2017 that have rows; every other code kept its digits.
    listed: BTreeSet<String>,
    /// The `main` links, old code and new.
    main: BTreeSet<(String, String)>,
}

impl Concordance {
    /// Reads the CSV. Only the first nine columns are looked at; they never
    /// hold a quote.
    ///
    /// # Errors
    /// Another header, or a row too short.
    pub fn parse(text: &str) -> Result<Self, String> {
        const HEADER: &str = "from_version,from_hs6,to_version,to_hs6,weight_lo,weight,weight_hi,link,basis,";
        let mut lines = text.lines().enumerate();
        if !lines.next().is_some_and(|(_, header)| header.starts_with(HEADER)) {
            return Err(format!(
                "concordance: the header does not begin with \"{HEADER}\""
            ));
        }
        let mut concordance = Self::default();
        for (index, line) in lines {
            let cells: Vec<&str> = line.splitn(10, ',').collect();
            let [_, from, _, to, _, _, _, link, basis, _] = cells.as_slice() else {
                return Err(format!("concordance, line {}: fewer than ten columns", index + 1));
            };
            if *basis != "refuted" {
                concordance.listed.insert((*from).to_owned());
            }
            if *link == "main" {
                concordance.main.insert(((*from).to_owned(), (*to).to_owned()));
            }
        }
        Ok(concordance)
    }

    fn successors(&self, from: &str) -> impl Iterator<Item = &String> {
        self.main
            .iter()
            .filter(move |(old, _)| old == from)
            .map(|(_, new)| new)
    }

    fn predecessors(&self, to: &str) -> impl Iterator<Item = &String> {
        self.main
            .iter()
            .filter(move |(_, new)| new == to)
            .map(|(old, _)| old)
    }
}

/// One family and its members in the table.
#[derive(Default)]
struct Family {
    hs2017: BTreeSet<String>,
    hs2022: BTreeSet<String>,
}

impl Family {
    /// The smallest HS2022 code; where the figures hold none, the smallest of 2017.
    fn id(&self) -> &str {
        self.hs2022
            .first()
            .or(self.hs2017.first())
            .map_or("", String::as_str)
    }
}

/// The shipped table, ready to be written.
pub struct Table<'a> {
    flows: &'a Flows,
    concordance: &'a Concordance,
    families: BTreeMap<String, Family>,
    family_of: BTreeMap<Code, String>,
}

impl<'a> Table<'a> {
    /// Groups the codes of `flows` into families.
    pub fn new(flows: &'a Flows, concordance: &'a Concordance) -> Self {
        let codes: BTreeSet<Code> = flows
            .cells
            .keys()
            .map(|(hs6, version, _)| (*version, hs6.clone()))
            .collect();
        let mut links: Vec<(Code, Code)> = Vec::new();
        for (version, hs6) in &codes {
            if *version == 2017 && !concordance.listed.contains(hs6) {
                links.push(((2017, hs6.clone()), (2022, hs6.clone())));
            }
        }
        for (old, new) in &concordance.main {
            links.push(((2017, old.clone()), (2022, new.clone())));
        }
        let mut families = BTreeMap::new();
        let mut family_of = BTreeMap::new();
        for group in closed_groups(&codes, &links) {
            let mut family = Family::default();
            for (version, hs6) in &group {
                let side = if *version == 2017 {
                    &mut family.hs2017
                } else {
                    &mut family.hs2022
                };
                side.insert(hs6.clone());
            }
            let id = family.id().to_owned();
            family_of.extend(group.into_iter().map(|code| (code, id.clone())));
            families.insert(id, family);
        }
        Self {
            flows,
            concordance,
            families,
            family_of,
        }
    }

    /// `data/eu-exports/eu-exports.csv`.
    pub fn exports_csv(&self) -> String {
        let mut text = "hs6,hs_version,partner,family".to_owned();
        for month in 0..MONTHS {
            let _ = write!(text, ",{}", Month(month).label());
        }
        text.push('\n');
        for ((hs6, version, partner), series) in &self.flows.cells {
            let family = self
                .family_of
                .get(&(*version, hs6.clone()))
                .map_or("", String::as_str);
            let _ = write!(text, "{hs6},{version},{partner},{family}");
            for cell in series {
                text.push(',');
                if let Some(value_eur) = cell {
                    let _ = write!(text, "{value_eur}");
                }
            }
            text.push('\n');
        }
        text
    }

    /// `data/eu-exports/families.csv`.
    pub fn families_csv(&self) -> String {
        let mut text = "family,hs2017,hs2022,absent_2017,absent_2022,value_2021_eur,\
                        value_2022_eur,ended_2021_eur,new_2022_eur,comparable\n"
            .to_owned();
        for (id, family) in &self.families {
            let absent_2017: BTreeSet<&String> = family
                .hs2022
                .iter()
                .flat_map(|code| self.concordance.predecessors(code))
                .filter(|code| !family.hs2017.contains(*code))
                .collect();
            let absent_2022: BTreeSet<&String> = family
                .hs2017
                .iter()
                .flat_map(|code| self.concordance.successors(code))
                .filter(|code| !family.hs2022.contains(*code))
                .collect();
            let turnover = Turnover::of(family, self.flows);
            let _ = writeln!(
                text,
                "{id},{},{},{},{},{},{},{},{},{}",
                listed(family.hs2017.iter()),
                listed(family.hs2022.iter()),
                listed(absent_2017.into_iter()),
                listed(absent_2022.into_iter()),
                turnover.value_2021_eur,
                turnover.value_2022_eur,
                turnover.ended_2021_eur,
                turnover.new_2022_eur,
                if turnover.comparable() { "yes" } else { "no" },
            );
        }
        text
    }
}

/// How much of a family's trade lies in eight-digit codes that the switch ended
/// or began.
#[derive(Default)]
struct Turnover {
    value_2021_eur: i64,
    value_2022_eur: i64,
    ended_2021_eur: i64,
    new_2022_eur: i64,
}

impl Turnover {
    fn of(family: &Family, flows: &Flows) -> Self {
        let mut sum = Self::default();
        for hs6 in family.hs2017.union(&family.hs2022) {
            let (first, last) = (format!("{hs6}00"), format!("{hs6}99"));
            for (_, years) in flows.cn8.range(first..=last) {
                sum.value_2021_eur += years.in_2021_eur;
                sum.value_2022_eur += years.in_2022_eur;
                if years.in_2022_eur == 0 {
                    sum.ended_2021_eur += years.in_2021_eur;
                }
                if years.before_2021_eur + years.in_2021_eur == 0 {
                    sum.new_2022_eur += years.in_2022_eur;
                }
            }
        }
        sum
    }

    /// Whether the ended share of 2021 and the new share of 2022 differ by at
    /// most a tenth. What ended and what began are then each other's heirs; a
    /// larger gap means that the figures hold one side only.
    fn comparable(&self) -> bool {
        let [before, after, ended, new] = [
            self.value_2021_eur,
            self.value_2022_eur,
            self.ended_2021_eur,
            self.new_2022_eur,
        ]
        .map(i128::from);
        if before == 0 || after == 0 {
            return ended == 0 && new == 0;
        }
        (ended * after - new * before).abs() * 10 <= before * after
    }
}

/// The sets of `codes` joined by `links`, directly or through each other. Links
/// to codes outside are ignored.
fn closed_groups(codes: &BTreeSet<Code>, links: &[(Code, Code)]) -> Vec<BTreeSet<Code>> {
    let mut neighbours: BTreeMap<&Code, Vec<&Code>> = BTreeMap::new();
    for (a, b) in links
        .iter()
        .filter(|(a, b)| codes.contains(a) && codes.contains(b))
    {
        neighbours.entry(a).or_default().push(b);
        neighbours.entry(b).or_default().push(a);
    }
    let mut seen: BTreeSet<&Code> = BTreeSet::new();
    let mut groups = Vec::new();
    for start in codes {
        let mut group = BTreeSet::new();
        let mut open = vec![start];
        while let Some(code) = open.pop() {
            if seen.insert(code) {
                group.insert(code.clone());
                open.extend(neighbours.get(code).into_iter().flatten());
            }
        }
        if !group.is_empty() {
            groups.push(group);
        }
    }
    groups
}

/// Codes in one cell, `;` between them.
fn listed<'c>(codes: impl Iterator<Item = &'c String>) -> String {
    codes.map(String::as_str).collect::<Vec<_>>().join(";")
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONCORDANCE: &str = "\
from_version,from_hs6,to_version,to_hs6,weight_lo,weight,weight_hi,link,basis,source,date,version,note
2017,620111,2022,620120,1,1,1,main,official,s,2026-11-22,1,
2017,620191,2022,620120,1,1,1,main,official,s,2026-11-22,1,
2017,851712,2022,851713,0,1,1,main,unknown,s,2026-11-22,1,
2017,851712,2022,854151,0,0,0.01,side,refuted,s,2026-11-22,1,\"no, said trade\"
";

    fn flows(rows: &[(&str, &str, &str, i64)]) -> Flows {
        let mut flows = Flows::default();
        for (cn8, partner, month, value_eur) in rows {
            let month = Month::parse(month).expect("the test names a month");
            flows
                .add(cn8, partner, month, *value_eur)
                .expect("the test names good rows");
        }
        flows
    }

    /// Two coats merge into one code; ball bearings stay; the phone's parent is
    /// missing from the figures, so its sudden trade must not be judged.
    #[test]
    fn families_close_over_the_switch_and_say_where_they_cannot() {
        let flows = flows(&[
            ("62011100", "KG", "2021-03", 40),
            ("62019100", "KG", "2021-04", 60),
            ("62012000", "KG", "2022-04", 500),
            ("84821010", "KG", "2021-12", 7),
            ("84821010", "KG", "2022-01", 8),
            ("85171300", "KG", "2022-05", 900),
        ]);
        let concordance = Concordance::parse(CONCORDANCE).expect("parses");
        let table = Table::new(&flows, &concordance);
        let expected = "\
620120,620111;620191,620120,,,100,500,100,500,yes
848210,848210,848210,,,7,8,0,0,yes
851713,,851713,851712,,0,900,0,900,no
";
        let text = table.families_csv();
        assert_eq!(text.split_once('\n').map(|(_, rows)| rows), Some(expected));
    }

    #[test]
    fn sums_member_states_and_keeps_versions_apart() {
        let flows = flows(&[
            ("84821010", "KG", "2021-12", 7),
            ("84821090", "KG", "2021-12", 5),
            ("84821010", "KG", "2022-01", 0),
        ]);
        let concordance = Concordance::parse(CONCORDANCE).expect("parses");
        let text = Table::new(&flows, &concordance).exports_csv();
        let rows: Vec<&str> = text.lines().skip(1).collect();
        let (old, new) = (",".repeat(24), ",".repeat(25));
        assert_eq!(
            rows,
            [
                format!("848210,2017,KG,848210{old}12{}", ",".repeat(11)),
                format!("848210,2022,KG,848210{new}0{}", ",".repeat(10)),
            ]
        );
    }

    #[test]
    fn refuses_what_is_no_flow() {
        let month = Month::parse("2022-11").expect("the last month");
        assert!(Month::parse("2022-12").is_err());
        assert!(Month::parse("2022-1").is_err());
        assert!(Flows::default().add("8482101", "KG", month, 1).is_err());
        assert!(Flows::default().add("84821010", "kg", month, 1).is_err());
        assert!(Flows::default().add("84821010", "KG", month, -1).is_err());
        assert!(Concordance::parse("a,b\n").is_err());
    }
}
