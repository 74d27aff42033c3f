//! T30, nobody can say who owns it.
//!
//! From the firm upwards, each part of it is followed to a natural person, a
//! state or a company on an exchange; what ends there is explained, each step
//! on the way costing a tenth. What is held through secrecy jurisdictions, and
//! what vanished from the register after the measures, is added. Judged only in
//! countries whose registers here name owners at all: where none does, silence
//! is the register's and not the firm's.
//!
//! `strength = 0.4 (1 - explained) + 0.4 held in secrecy + 0.2 (owners vanished after the measures)`
//!
//! Innocent look-alikes: funds and trusts, many small shareholders, family
//! holdings in Cyprus or Luxembourg, registers that are late.
//!
//! Sources: FATF guidance on beneficial ownership and its report of June 2025;
//! EU due diligence guidance of September 2023. Secrecy jurisdictions:
//! `data/words/secrecy.csv`.

use super::judge::Who;
use super::register::{Link, LinkKind, NodeId, RowId, Schema};
use super::table;
use crate::party::{Ask, Finding};
use fyke_model::country::Country;
use fyke_model::date::Day;

const SECRECY: &str = include_str!("../../../../data/words/secrecy.csv");

/// Part of what is explained that each firm on the way leaves.
pub const STEP_LEAVES: f64 = 0.9;
/// Owners further up than this are not followed.
pub const DEPTH_MAX: usize = 8;
/// No more firms than this are followed for one party: roads upwards multiply.
const FIRMS_MAX: u32 = 2_000;
/// Weights of the three parts.
pub const WEIGHTS: [f64; 3] = [0.4, 0.4, 0.2];
/// A country's registers name owners if at least so many of its firms have one.
pub const OWNED_FIRMS_MIN: u32 = 3;

/// The secrecy jurisdictions of the shipped list.
pub fn secrecy_jurisdictions() -> Vec<Country> {
    table::rows(SECRECY)
        .filter_map(|row| row.first()?.parse().ok())
        .collect()
}

/// Countries with firms whose owners the register names.
pub(super) fn names_owners(register: &super::Register) -> Vec<Country> {
    let mut owned: Vec<(Country, u32)> = Vec::new();
    let mut last = NodeId::MAX;
    let mut links: Vec<NodeId> = register
        .links()
        .iter()
        .filter(|l| owns(l))
        .map(|link| link.to)
        .collect();
    links.sort_unstable();
    for node in links {
        let country = register.node(node).and_then(|node| node.country);
        let Some(country) = country.filter(|_| node != last) else {
            continue;
        };
        last = node;
        match owned.iter_mut().find(|known| known.0 == country) {
            Some(known) => known.1 += 1,
            None => owned.push((country, 1)),
        }
    }
    owned.retain(|known| known.1 >= OWNED_FIRMS_MIN);
    owned.into_iter().map(|known| known.0).collect()
}

fn owns(link: &Link) -> bool {
    matches!(link.kind, LinkKind::Owns { .. })
}

#[derive(Default)]
struct Parts {
    explained: f64,
    secret: f64,
    rows: Vec<RowId>,
    depth: usize,
}

/// Follows the owners of a firm upwards. Stakes of unknown size share evenly
/// what the known ones leave over.
fn follow(who: &Who<'_>, node: NodeId, day: Day, above: &mut Vec<NodeId>, left: &mut u32) -> Parts {
    let register = who.register;
    let mut parts = Parts::default();
    if above.len() >= DEPTH_MAX || above.contains(&node) || *left == 0 {
        return parts;
    }
    *left -= 1;
    above.push(node);
    let mut stakes: Vec<&Link> = register
        .links_to(node)
        .filter(|link| owns(link) && link.holds(day))
        .collect();
    stakes.dedup_by_key(|link| link.from);
    let known = |link: &Link| match link.kind {
        LinkKind::Owns { share } => share,
        _ => None,
    };
    let sum: f64 = stakes.iter().filter_map(|link| known(link)).sum();
    let unknown = stakes.iter().filter(|link| known(link).is_none()).count().max(1);
    let each = (1.0 - sum).max(0.0) / unknown as f64;
    for link in stakes {
        let share = known(link).unwrap_or(each) / sum.max(1.0);
        let Some(owner) = register.node(link.from) else {
            continue;
        };
        parts.rows.push(link.row);
        if owner.schema == Schema::Person || owner.schema == Schema::PublicBody || owner.public.is_some() {
            parts.explained += share;
            parts.depth = parts.depth.max(1);
            continue;
        }
        let up = follow(who, link.from, day, above, left);
        let hidden = owner
            .country
            .is_some_and(|country| who.secrecy.contains(&country));
        parts.explained += share * up.explained * STEP_LEAVES;
        parts.secret += share * if hidden { 1.0 } else { up.secret };
        parts.rows.extend(up.rows);
        parts.depth = parts.depth.max(1 + up.depth);
    }
    above.pop();
    parts
}

/// Judges a party.
pub fn find(party: u32, who: &Who<'_>, ask: Ask) -> Finding {
    let Some((node, facts)) = who.entry(party) else {
        return Finding::UNKNOWN;
    };
    let register_tells = facts
        .country
        .is_some_and(|country| who.names_owners.contains(&country));
    let any = who.register.links_to(node).any(owns);
    if facts.schema != Schema::Company || facts.public.is_some() || !(register_tells || any) {
        return Finding::UNKNOWN;
    }
    let day = who
        .activity(party)
        .and_then(|a| a.watched)
        .map_or(who.question.as_of, |days| days.1);
    let now = follow(who, node, day, &mut Vec::new(), &mut FIRMS_MAX.clone());
    let had = |link: &&Link| owns(link) && link.holds(who.question.measure_day);
    let before = who.register.links_to(node).find(had);
    let vanished = before.filter(|_| now.rows.is_empty());
    let strength = WEIGHTS[0] * (1.0 - now.explained.min(1.0))
        + WEIGHTS[1] * now.secret.min(1.0)
        + if vanished.is_some() { WEIGHTS[2] } else { 0.0 };
    if ask == Ask::Weigh {
        return Finding::of(strength);
    }
    let percent = |part: f64| (part.min(1.0) * 100.0).round();
    let mut sentence = format!(
        "{} % of {} can be followed to a person, a state or an exchange, {} levels up; {} % is held through secrecy jurisdictions",
        percent(now.explained),
        who.register.name(node),
        now.depth,
        percent(now.secret)
    );
    if vanished.is_some() {
        sentence.push_str("; an owner named before the measures is named no more");
    }
    sentence.push('.');
    let rows = now.rows.into_iter().chain(vanished.map(|link| link.row));
    who.told(strength, sentence, rows.map(|row| (row, "register")))
}

#[cfg(test)]
mod tests {
    use super::super::judge::WhoKind::OwnerOpacity;
    use super::super::table::tests::first_cells_are_plain;
    use super::super::testing::find;
    use super::*;

    /// Three firms of this country whose owners are known.
    const KNOWN: &str = "
        person P/KG
        firm One/KG
        firm Two/KG
        firm Three/KG
        owns P One 100
        owns P Two 100
        owns P Three 100
    ";

    fn of(text: &str) -> f64 {
        find(OwnerOpacity, "Alfa", &format!("{KNOWN}\n{text}")).strength
    }

    #[test]
    fn through_the_islands_to_nobody() {
        first_cells_are_plain(SECRECY, 1);
        let found = of("firm Alfa/KG \n firm Hold/VG \n owns Hold Alfa 100");
        assert!((found - 0.8).abs() < 1e-9, "{found}");
    }

    #[test]
    fn an_owner_that_vanished_after_the_measures() {
        let found = of("firm Alfa/KG \n person Q \n owns Q Alfa 100 2015-01-01..2022-03-10");
        assert!((found - 0.6).abs() < 1e-9, "{found}");
    }

    #[test]
    fn a_family_firm_and_a_daughter_of_a_public_company() {
        assert_eq!(of("firm Alfa/KG \n person Q \n owns Q Alfa 100"), 0.0);
        let daughter =
            of("firm Alfa/KG \n firm Mid/DE \n firm Big/US public \n owns Mid Alfa 100 \n owns Big Mid 100");
        assert!(daughter < 0.1, "{daughter}");
    }

    #[test]
    fn where_registers_name_no_owners_silence_says_nothing() {
        assert!(of("firm Alfa/AE").is_nan());
        assert!((of("firm Alfa/KG") - 0.4).abs() < 1e-9);
    }

    #[test]
    fn rings_of_owners_end() {
        assert!(of("firm Alfa/KG \n owns Beta Alfa 100 \n owns Alfa Beta 100") > 0.3);
    }
}
