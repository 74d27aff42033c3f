//! Families: sets of HS codes that can be compared over 2022-01-01, and the text
//! of `data/eu-exports/families.csv`.
//!
//! A family is the smallest set of codes closed under the `main` links of the
//! concordance, among the codes that have trade in the table. Summed by family
//! a good does not begin or end with the new nomenclature, unless the figures
//! themselves hold only one side of it, which `comparable` tells.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::concordance::Concordance;
use super::exports::Flows;

/// An HS6 code with its version, the version first so that codes of one
/// version sort together.
pub type Code = (u16, String);

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

/// The families of a table.
pub struct Families<'a> {
    concordance: &'a Concordance,
    families: BTreeMap<String, Family>,
    family_of: BTreeMap<Code, String>,
}

impl<'a> Families<'a> {
    /// Groups `codes`.
    pub fn new(codes: &BTreeSet<Code>, concordance: &'a Concordance) -> Self {
        let kept = codes
            .iter()
            .filter(|(version, hs6)| *version == 2017 && concordance.kept(hs6));
        let same = kept.map(|(_, hs6)| ((2017, hs6.clone()), (2022, hs6.clone())));
        let changed = concordance
            .main()
            .map(|row| ((2017, row.from.clone()), (2022, row.to.clone())));
        let links: Vec<(Code, Code)> = same.chain(changed).collect();
        let mut families = BTreeMap::new();
        let mut family_of = BTreeMap::new();
        for group in closed_groups(codes, &links) {
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
            concordance,
            families,
            family_of,
        }
    }

    /// The family of a code; empty for a code that was not grouped.
    pub fn of(&self, code: &Code) -> &str {
        self.family_of.get(code).map_or("", String::as_str)
    }

    /// The text of `data/eu-exports/families.csv`.
    pub fn csv(&self, flows: &Flows) -> String {
        let mut text = "family,hs2017,hs2022,absent_2017,absent_2022,value_2021_eur,\
                        value_2022_eur,ended_2021_eur,new_2022_eur,comparable\n"
            .to_owned();
        for (id, family) in &self.families {
            let (absent_2017, absent_2022) = self.absent(family);
            let turnover = Turnover::of(family, flows);
            let _ = writeln!(
                text,
                "{id},{},{},{},{},{},{},{},{},{}",
                listed(&family.hs2017),
                listed(&family.hs2022),
                listed(&absent_2017),
                listed(&absent_2022),
                turnover.value_2021_eur,
                turnover.value_2022_eur,
                turnover.ended_2021_eur,
                turnover.new_2022_eur,
                if turnover.comparable() { "yes" } else { "no" },
            );
        }
        text
    }

    /// Parents and heirs of a family's members that the table lacks.
    fn absent(&self, family: &Family) -> (BTreeSet<String>, BTreeSet<String>) {
        let (mut parents, mut heirs) = (BTreeSet::new(), BTreeSet::new());
        for row in self.concordance.main() {
            let (has_from, has_to) = (family.hs2017.contains(&row.from), family.hs2022.contains(&row.to));
            if has_to && !has_from {
                parents.insert(row.from.clone());
            }
            if has_from && !has_to {
                heirs.insert(row.to.clone());
            }
        }
        (parents, heirs)
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
            for years in flows.below(hs6) {
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
fn listed(codes: &BTreeSet<String>) -> String {
    codes.iter().map(String::as_str).collect::<Vec<_>>().join(";")
}

#[cfg(test)]
mod tests {
    use super::super::concordance::tests::COATS_AND_PHONES;
    use super::super::exports::tests::flows;
    use super::*;

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
        let concordance = Concordance::parse(COATS_AND_PHONES).expect("parses");
        let expected = "\
620120,620111;620191,620120,,,100,500,100,500,yes
848210,848210,848210,,,7,8,0,0,yes
851713,,851713,851712,,0,900,0,900,no
";
        let text = Families::new(&flows.codes(), &concordance).csv(&flows);
        assert_eq!(text.split_once('\n').map(|(_, rows)| rows), Some(expected));
    }
}
