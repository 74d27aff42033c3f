//! What ties entities together, read off the statements: stakes, offices,
//! entries on lists, addresses that lists name, power of sites.

use crate::screen::Outcome;
use fyke_model::date::Day;
use fyke_store::known::{self, Members, TieValue};
use fyke_store::query::Tables;
use fyke_store::questions::RowHandles;
use fyke_trace::who::register::{LegalTest, LinkKind, Listing};
use std::collections::{BTreeMap, HashMap};

/// Two entities and what is between them.
pub(in crate::pipeline) struct Tie {
    pub(in crate::pipeline) from: String,
    pub(in crate::pipeline) to: String,
    pub(in crate::pipeline) kind: LinkKind,
    pub(in crate::pipeline) since: Option<Day>,
    pub(in crate::pipeline) until: Option<Day>,
    pub(in crate::pipeline) row: u32,
}

/// All of it.
#[derive(Default)]
pub(in crate::pipeline) struct Ties {
    /// In the order of dataset and tie.
    pub(in crate::pipeline) links: Vec<Tie>,
    /// Entries on lists by entity.
    pub(in crate::pipeline) listings: BTreeMap<String, Vec<Listing>>,
    /// Addresses that lists name by themselves: text, country as written, entry.
    pub(in crate::pipeline) listed_addresses: Vec<(String, Option<String>, Listing)>,
    /// Kilowatts of all sites of an entity, with the first row that says so.
    pub(in crate::pipeline) power: HashMap<String, (f64, u32)>,
}

/// One tie being read.
#[derive(Default)]
struct Open {
    dataset: String,
    tie: String,
    schema: String,
    /// Property, value, entity.
    values: Vec<(String, String, Option<String>)>,
    edition: Option<Day>,
    row: u32,
}

impl Open {
    fn value(&self, prop: &str) -> Option<&str> {
        let found = self.values.iter().find(|(known, ..)| known == prop);
        found.map(|(_, value, _)| value.as_str())
    }

    fn entity(&self, prop: &str) -> Option<&String> {
        let found = self
            .values
            .iter()
            .find(|(known, _, entity)| known == prop && entity.is_some());
        found.and_then(|(_, _, entity)| entity.as_ref())
    }

    /// The first day of a date of which perhaps only the year is known.
    fn first_day(&self, prop: &str) -> Option<Day> {
        self.value(prop).and_then(|text| day(text, "-01-01", "-01"))
    }

    /// The last day that such a date can mean, roughly: no month is longer.
    fn last_day(&self, prop: &str) -> Option<Day> {
        self.value(prop).and_then(|text| day(text, "-12-31", "-28"))
    }
}

fn day(text: &str, of_year: &str, of_month: &str) -> Option<Day> {
    match text.len() {
        4 => format!("{text}{of_year}").parse().ok(),
        7 => format!("{text}{of_month}").parse().ok(),
        _ => text.get(..10)?.parse().ok(),
    }
}

/// What a list says follows for firms that its entries own. Known by the words
/// of its name; a simulated list is read as the strictest stake rule, that of
/// the United States, for it names no law of its own. Of a list that we do not
/// know nothing follows but the entry.
pub(in crate::pipeline) fn test_of(list: &str) -> LegalTest {
    let words: Vec<String> = list
        .split(|c: char| !c.is_ascii_alphanumeric())
        .map(str::to_ascii_lowercase)
        .collect();
    let has = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    if has(&["bis", "entitylist", "meu"]) {
        LegalTest::BisAffiliates
    } else if has(&["gb", "uk", "hmt", "ofsi", "fcdo"]) {
        LegalTest::Uk
    } else if has(&["eu", "fsf", "journal"]) {
        LegalTest::Eu
    } else if has(&["ofac", "sdn", "us", "simulated", "sim"]) {
        LegalTest::Ofac
    } else {
        LegalTest::EntryOnly
    }
}

/// A share of 0 to 1 from `50`, `33.3 %` or the lower end of `25-50`.
fn share(text: &str) -> Option<f64> {
    let lower = text.trim().trim_end_matches('%').split('-').next()?;
    let percent: f64 = lower.trim().parse().ok()?;
    (0.0..=100.0).contains(&percent).then_some(percent / 100.0)
}

impl Ties {
    /// Reads them all.
    pub(in crate::pipeline) fn read(
        tables: &Tables,
        handles: &RowHandles,
        members: &Members,
    ) -> Outcome<Ties> {
        let mut ties = Ties::default();
        let mut open = Open::default();
        let mut sites: BTreeMap<(String, String), (f64, u32)> = BTreeMap::new();
        let mut at_sites: Vec<(String, (String, String))> = Vec::new();
        let mut addresses: BTreeMap<(String, String), (String, Option<String>)> = BTreeMap::new();
        let mut listed: Vec<((String, String), Listing)> = Vec::new();
        let mut close = |open: &mut Open, ties: &mut Ties| {
            let done = std::mem::take(open);
            match done.schema.as_str() {
                "Sanction" => sanction(&done, ties, &mut listed),
                "Address" => {
                    let full = done.value("full").or(done.value("name")).unwrap_or_default();
                    let place = (full.to_owned(), done.value("country").map(str::to_owned));
                    addresses.insert((done.dataset, done.tie), place);
                }
                "RealEstate" => {
                    if let Some(kw) = done.value("powerKw").and_then(|text| text.parse().ok()) {
                        sites.insert((done.dataset, done.tie), (kw, done.row));
                    }
                }
                _ => link(&done, ties, &mut at_sites),
            }
        };
        known::ties(tables, handles, members, &mut |said: TieValue<'_>| {
            if open.tie != said.tie || open.dataset != said.dataset || open.schema != said.schema {
                close(&mut open, &mut ties);
                said.dataset.clone_into(&mut open.dataset);
                said.tie.clone_into(&mut open.tie);
                said.schema.clone_into(&mut open.schema);
                open.edition = said.edition;
                open.row = said.handle;
            }
            open.values.push((
                said.prop.to_owned(),
                said.value.to_owned(),
                said.entity.map(str::to_owned),
            ));
        })?;
        close(&mut open, &mut ties);
        for (owner, site) in at_sites {
            if let Some(&(kw, row)) = sites.get(&site) {
                let power = ties.power.entry(owner).or_insert((0.0, row));
                power.0 += kw;
                power.1 = power.1.min(row);
            }
        }
        for (address, listing) in listed {
            if let Some((text, country)) = addresses.get(&address) {
                ties.listed_addresses
                    .push((text.clone(), country.clone(), listing));
            }
        }
        for listings in ties.listings.values_mut() {
            listings.sort_by_key(|listing| (listing.since, listing.row));
        }
        Ok(ties)
    }
}

/// An entry of a list: of an entity, or of an address alone.
fn sanction(done: &Open, ties: &mut Ties, listed: &mut Vec<((String, String), Listing)>) {
    let list = done.value("authority").unwrap_or(&done.dataset);
    let since = done.first_day("startDate").or(done.first_day("listingDate"));
    // the dataset tells the law where the authority's own words do not
    let test = match test_of(list) {
        LegalTest::EntryOnly => test_of(&done.dataset),
        test => test,
    };
    let listing = Listing {
        list: list.to_owned(),
        since: since.or(done.edition),
        until: done.last_day("endDate"),
        test,
        row: done.row,
    };
    for (prop, value, entity) in &done.values {
        match entity {
            Some(entity) if prop == "entity" => {
                ties.listings
                    .entry(entity.clone())
                    .or_default()
                    .push(listing.clone());
            }
            None if prop == "entity" => listed.push(((done.dataset.clone(), value.clone()), listing.clone())),
            _ => {}
        }
    }
}

/// A stake, an office, a succession.
fn link(done: &Open, ties: &mut Ties, at_sites: &mut Vec<(String, (String, String))>) {
    let (from, to, kind) = match done.schema.as_str() {
        "Ownership" => {
            let share = done.value("percentage").and_then(share);
            ("owner", "asset", LinkKind::Owns { share })
        }
        "Directorship" => ("director", "organization", LinkKind::Directs),
        "Succession" => ("successor", "predecessor", LinkKind::Succeeds),
        "UnknownLink" => ("subject", "object", LinkKind::Controls),
        _ => return,
    };
    // an unknown tie is control only where its role says so
    let role = done.value("role").unwrap_or_default().to_lowercase();
    if kind == LinkKind::Controls
        && !["control", "influence", "appointment"]
            .iter()
            .any(|word| role.contains(word))
    {
        return;
    }
    let Some(owner) = done.entity(from) else { return };
    match done.entity(to) {
        Some(asset) => ties.links.push(Tie {
            from: owner.clone(),
            to: asset.clone(),
            kind,
            since: done.first_day("startDate"),
            until: done.last_day("endDate"),
            row: done.row,
        }),
        None => {
            if let Some(site) = done.value(to) {
                at_sites.push((owner.clone(), (done.dataset.clone(), site.to_owned())));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_and_dates_are_read_with_their_ends() {
        assert_eq!(share("50"), Some(0.5));
        assert_eq!(share("25-50"), Some(0.25));
        assert_eq!(share("33.5 %"), Some(0.335));
        assert_eq!((share("much"), share("140")), (None, None));
        let shown = |day: Option<Day>| day.map(|day| day.to_string());
        assert_eq!(shown(day("2022", "-01-01", "-01")).as_deref(), Some("2022-01-01"));
        assert_eq!(
            shown(day("2022-03", "-12-31", "-28")).as_deref(),
            Some("2022-03-28")
        );
        assert_eq!(
            shown(day("2022-03-14T00:00", "", "")).as_deref(),
            Some("2022-03-14")
        );
        assert_eq!(day("soon", "", ""), None);
    }

    #[test]
    fn a_list_is_known_by_its_name() {
        let table = [
            ("us_ofac_sdn", LegalTest::Ofac),
            ("EU Official Journal", LegalTest::Eu),
            ("gb_hmt_sanctions", LegalTest::Uk),
            ("us_bis_entity", LegalTest::BisAffiliates),
            ("simulated", LegalTest::Ofac),
            ("un_sc", LegalTest::EntryOnly),
        ];
        for (list, test) in table {
            assert_eq!(test_of(list), test, "{list}");
        }
    }
}
