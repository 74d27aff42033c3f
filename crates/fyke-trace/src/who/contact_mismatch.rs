//! T32, telephone, mail and country do not fit.
//!
//! A firm in one country with the telephone of another, a mail address anybody
//! gets for nothing, a domain younger than half a year. Each costs a minute to
//! fake and fires on honest thousands, so the weight is capped low and this
//! never opens a lead: it only tells two candidates apart.
//!
//! Innocent look-alikes: firms of a diaspora, branch offices, small firms
//! everywhere that use free mail.
//!
//! Sources: NCA/JMLIT red alert of December 2023, indicator 7; calling codes
//! after ITU-T E.164 (`data/words/calling-codes.csv`); our own list of free mail
//! (`data/words/free-mail.csv`).

use super::judge::Who;
use super::register::{AttributeKind, RowId};
use super::table;
use crate::party::{Ask, Finding};
use fyke_model::country::Country;

const CALLING: &str = include_str!("../../../../data/words/calling-codes.csv");
const FREE_MAIL: &str = include_str!("../../../../data/words/free-mail.csv");

/// A telephone of another country.
pub const PHONE_ELSEWHERE: f64 = 0.4;
/// A telephone of an embargoed country, where the firm is in another.
pub const PHONE_EMBARGOED: f64 = 0.7;
/// A mail address anybody gets.
pub const FREE: f64 = 0.15;
/// A domain younger than [`DOMAIN_YOUNG_DAYS`] at the first watched goods.
pub const YOUNG_DOMAIN: f64 = 0.3;
/// How young.
pub const DOMAIN_YOUNG_DAYS: i32 = 180;

/// Telephone prefixes and free mail.
#[derive(Clone, Debug)]
pub struct Contacts {
    prefixes: Vec<(&'static str, Vec<Country>)>,
    free: Vec<&'static str>,
}

impl Contacts {
    /// The shipped tables.
    pub fn shipped() -> Contacts {
        let prefix = |row: Vec<&'static str>| {
            let countries = row.get(1)?.split(';').filter_map(|country| country.parse().ok());
            Some((*row.first()?, countries.collect()))
        };
        Contacts {
            prefixes: table::rows(CALLING).filter_map(prefix).collect(),
            free: table::rows(FREE_MAIL)
                .filter_map(|row| row.first().copied())
                .collect(),
        }
    }

    /// The countries that a number with its prefix may be of; none = unknown.
    pub fn countries(&self, phone: &str) -> &[Country] {
        let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
        let digits = digits.strip_prefix("00").unwrap_or(&digits);
        if !phone.trim_start().starts_with('+') && !phone.trim_start().starts_with("00") {
            return &[];
        }
        let fitting = self
            .prefixes
            .iter()
            .filter(|(prefix, _)| digits.starts_with(prefix));
        let longest = fitting.max_by_key(|(prefix, _)| prefix.len());
        longest.map_or(&[], |(_, countries)| countries.as_slice())
    }

    /// Is this the domain of a mail address that anybody gets.
    pub fn is_free(&self, mail: &str) -> bool {
        let domain = mail.rsplit('@').next().unwrap_or(mail).to_ascii_lowercase();
        self.free.contains(&domain.as_str())
    }
}

/// Judges a party.
pub fn find(party: u32, who: &Who<'_>, ask: Ask) -> Finding {
    let Some((node, facts)) = who.entry(party) else {
        return Finding::UNKNOWN;
    };
    let first = who
        .activity(party)
        .and_then(|activity| activity.watched)
        .map(|days| days.0);
    let mut any = false;
    let mut found: Vec<(f64, String, RowId)> = Vec::new();
    let mut at_home = false;
    for held in who.register.holdings(node) {
        let attribute = &who.register.attributes()[held.attribute as usize];
        let value = &attribute.value;
        match attribute.kind {
            AttributeKind::Phone => {
                let of = who.contacts.countries(value);
                let Some(home) = facts.country.filter(|_| !of.is_empty()) else {
                    continue;
                };
                any = true;
                if of.contains(&home) {
                    at_home = true;
                    continue;
                }
                let embargoed = of.iter().any(|country| who.question.embargoed.contains(country));
                let strength = if embargoed {
                    PHONE_EMBARGOED
                } else {
                    PHONE_ELSEWHERE
                };
                found.push((strength, format!("a telephone of {}", of[0]), held.row));
            }
            AttributeKind::Mail => {
                any = true;
                if who.contacts.is_free(value) {
                    found.push((FREE, "free mail".to_owned(), held.row));
                }
            }
            AttributeKind::Domain => {
                let Some(since) = attribute.since else { continue };
                any = true;
                let young = first.is_some_and(|first| (0..DOMAIN_YOUNG_DAYS).contains(&(first.0 - since.0)));
                if young {
                    found.push((YOUNG_DOMAIN, format!("a domain of {since}"), held.row));
                }
            }
            _ => {}
        }
    }
    if !any {
        return Finding::UNKNOWN;
    }
    // a firm with a telephone at home may have others abroad
    if at_home {
        found.retain(|(strength, ..)| *strength < PHONE_ELSEWHERE);
    }
    // two telephones abroad are one oddity
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut phone = false;
    found.retain(|(strength, ..)| *strength < PHONE_ELSEWHERE || !std::mem::replace(&mut phone, true));
    found.dedup_by(|a, b| a.1 == b.1);
    let strength = found.iter().map(|found| found.0).sum::<f64>().min(1.0);
    if ask == Ask::Weigh || found.is_empty() {
        return Finding::of(strength);
    }
    let said: Vec<&str> = found.iter().map(|found| found.1.as_str()).collect();
    let home = facts
        .country
        .map_or(String::new(), |country| format!(" of {country}"));
    let sentence = format!("{}{home} has {}.", who.register.name(node), said.join(" and "));
    who.told(
        strength,
        sentence,
        found.iter().map(|found| (found.2, "register")),
    )
}

#[cfg(test)]
mod tests {
    use super::super::judge::WhoKind::ContactMismatch;
    use super::super::table::tests::first_cells_are_plain;
    use super::super::testing::find;
    use super::*;

    #[test]
    fn prefixes_are_read_by_their_longest() {
        first_cells_are_plain(CALLING, 2);
        first_cells_are_plain(FREE_MAIL, 1);
        let contacts = Contacts::shipped();
        assert_eq!(contacts.countries("+7 495 123"), [Country::of("RU")]);
        assert_eq!(contacts.countries("+7 727 123"), [Country::of("KZ")]);
        assert_eq!(contacts.countries("00996 312"), [Country::of("KG")]);
        assert!(contacts.countries("+1 242 555").contains(&Country::of("BS")));
        assert!(contacts.countries("495 123").is_empty());
    }

    #[test]
    fn a_moscow_telephone_and_a_domain_of_last_week() {
        let found = find(
            ContactMismatch,
            "Alfa",
            "
            firm  Alfa/KG
            has   Alfa phone:+74951234567
            has   Alfa domain:alfa.example since=2022-04-20
            has   Alfa mail:alfa@gmail.com
            trade Alfa watched=2022-05-01..2022-12-01
            ",
        );
        assert_eq!(found.strength, 1.0);
    }

    #[test]
    fn a_firm_at_home_with_an_office_abroad() {
        let text = "firm Alfa/KG \n has Alfa phone:+996312 \n has Alfa phone:+74951234567 \n has Alfa domain:alfa.kg since=2010-01-01";
        assert_eq!(find(ContactMismatch, "Alfa", text).strength, 0.0);
    }
}
