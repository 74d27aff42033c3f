//! T28, owned by the listed.
//!
//! The law of three places says when an owner's listing reaches the firm it
//! owns ([`super::cascade`]). Who is blocked is worked out for every day since
//! the measures on which an entry or a stake began or ended, or for every
//! quarter where that would cost too much; a party is judged by the days on
//! which it traded. Certain and trading: full strength, and it may open a lead
//! by itself. Possible only (missing or contradictory shares, a rule whose
//! being in force was not verified): half. Blocked only after its last seen
//! trade: less.
//!
//! Innocent look-alikes: percentages that are years old; a stake sold before
//! the listing and never struck from the register; a licence that allows it.
//!
//! Sources: as in `data/ownership-rules.csv`.

use super::cascade::{Blocked, OwnershipRule, Stakes, blocked_by};
use super::judge::Who;
use super::register::{Link, LinkKind, NodeId, Register};
use crate::party::{Ask, Finding};
use fyke_model::date::Day;
use std::collections::BTreeMap;

/// Certain, and trading while it was so.
pub const CERTAIN: f64 = 1.0;
/// Possible only.
pub const POSSIBLE: f64 = 0.5;
/// What is left where all its seen trade is older.
pub const BEFORE_SHARE: f64 = 0.5;
/// From this strength on the finding may open a lead by itself.
pub const OPENS_ALONE_FROM: f64 = 1.0;
/// Days between two looks at the owners, where every change is too many.
pub const STEP_DAYS: i32 = 91;
/// No more looks than this: thirty years of quarters.
const STEPS_MAX: i32 = 120;
/// Links to be read in all looks together: some seconds.
const LINKS_READ_MAX: usize = 20_000_000;

/// Since when a party's node is blocked, by rule.
#[derive(Clone, Debug)]
pub struct Since {
    /// Id of the rule.
    pub rule: String,
    /// First day, as far as looked.
    pub day: Day,
    /// Last day, as far as looked; a gap between is not told.
    pub last: Day,
    /// How.
    pub how: Blocked,
}

/// Everyone who trades and is blocked, by node; for each rule the first look
/// on which it was possible and the first on which it was certain.
#[derive(Clone, Debug, Default)]
pub struct Owned(BTreeMap<NodeId, Vec<Since>>);

impl Owned {
    /// Looks at the owners from a day to a day.
    pub fn over(register: &Register, from: Day, to: Day) -> Owned {
        let rules = OwnershipRule::shipped();
        let mut owned = Owned::default();
        let looks = looks(register, &rules, from, to);
        for (at, day) in looks.iter().enumerate() {
            let last = looks.get(at + 1).map_or(Day(i32::MAX), |next| Day(next.0 - 1));
            let stakes = Stakes::on(register, *day);
            for rule in rules.iter().filter(|rule| rule.holds(*day)) {
                for how in blocked_by(register, &stakes, rule, *day) {
                    if register.node(how.node).is_some_and(|node| node.party.is_some()) {
                        owned.add(rule, (*day, last), how);
                    }
                }
            }
        }
        owned
    }

    fn add(&mut self, rule: &OwnershipRule, days: (Day, Day), how: Blocked) {
        let known = self.0.entry(how.node).or_default();
        match known
            .iter_mut()
            .find(|known| known.rule == rule.id && known.how.certain == how.certain)
        {
            Some(known) => known.last = days.1,
            None => known.push(Since {
                rule: rule.id.clone(),
                day: days.0,
                last: days.1,
                how,
            }),
        }
    }

    /// What is known of a node.
    pub fn of(&self, node: NodeId) -> &[Since] {
        self.0.get(&node).map_or(&[], |known| known.as_slice())
    }
}

/// The days to look at the owners on.
fn looks(register: &Register, rules: &[OwnershipRule], from: Day, to: Day) -> Vec<Day> {
    let next = |day: Day| Day(day.0.saturating_add(1));
    let mut days = vec![from.min(to), to];
    let mut change = |since: Option<Day>, until: Option<Day>| {
        days.extend(
            since
                .into_iter()
                .chain(until.map(next))
                .filter(|day| from < *day && *day < to),
        );
    };
    for rule in rules {
        change(Some(rule.from), rule.to);
    }
    for entry in register.nodes().iter().flat_map(|node| &node.listings) {
        change(entry.since, entry.until);
    }
    for link in register
        .links()
        .iter()
        .filter(|link| !matches!(link.kind, LinkKind::Directs))
    {
        change(link.since, link.until);
    }
    days.sort_unstable();
    days.dedup();
    let read = register.links().len() + register.node_count();
    if days.len().saturating_mul(read) <= LINKS_READ_MAX {
        return days;
    }
    // the last look is on the last day, the first not before the measures
    let steps = (to.0.saturating_sub(from.0) / STEP_DAYS).clamp(0, STEPS_MAX);
    (0..=steps)
        .rev()
        .map(|step| Day(to.0.saturating_sub(step * STEP_DAYS)))
        .collect()
}

/// Judges a party.
pub fn find(party: u32, who: &Who<'_>, ask: Ask) -> Finding {
    let Some((node, facts)) = who.entry(party) else {
        return Finding::UNKNOWN;
    };
    let owns = |link: &Link| matches!(link.kind, LinkKind::Owns { .. } | LinkKind::Controls);
    let owners_known = who.register.links_to(node).any(owns);
    let trade = who.activity(party).and_then(|activity| activity.watched);
    let weigh = |since: &Since| {
        let base = if since.how.certain { CERTAIN } else { POSSIBLE };
        let during = trade.is_none_or(|(first, last)| since.day <= last && first <= since.last);
        if during { base } else { base * BEFORE_SHARE }
    };
    let best = who.owned.of(node).iter().max_by(|a, b| {
        let order = weigh(a).total_cmp(&weigh(b));
        order.then(b.day.cmp(&a.day)).then(b.rule.cmp(&a.rule))
    });
    let Some(best) = best else {
        let known = owners_known || !facts.listings.is_empty();
        return if known { Finding::NOTHING } else { Finding::UNKNOWN };
    };
    let strength = weigh(best);
    if ask == Ask::Weigh {
        return Finding::of(strength);
    }
    let name = |node: &NodeId| who.register.name(*node);
    let sentence = if best.how.listed {
        format!(
            "{} is itself on a list that blocks it ({}).",
            name(&node),
            best.rule
        )
    } else {
        let percent = |share: f64| (share * 1_000.0).round() / 10.0;
        let (least, most) = (percent(best.how.share.0), percent(best.how.share.1));
        let share = match least == most {
            true => format!("{least} %"),
            false => format!("{least} to {most} %"),
        };
        let path: Vec<&str> = best.how.path.iter().map(name).collect();
        format!(
            "Under the rule {} {} {} blocked from {} on: blocked owners hold {share} of it ({}).",
            best.rule,
            name(&node),
            if best.how.certain { "is" } else { "may be" },
            best.day,
            path.join(" > ")
        )
    };
    who.told(
        strength,
        sentence,
        best.how
            .rows
            .iter()
            .enumerate()
            .map(|(at, row)| (*row, if at == 0 { "list" } else { "register" })),
    )
}

#[cfg(test)]
mod tests {
    use super::super::judge::WhoKind::OwnedByListed;
    use super::super::testing::find;
    use super::*;

    const TRADE: &str = "trade Alfa watched=2022-05-01..2022-12-01";

    fn of(owners: &str) -> Finding {
        find(OwnedByListed, "Alfa", &format!("{TRADE}\n{owners}"))
    }

    #[test]
    fn the_daughters_daughter_of_a_listed_man() {
        let found = of("person Ada/RU listed=ofac@2022-03-01 \n owns Ada Mid 70 \n owns Mid Alfa 100");
        assert_eq!(found.strength, CERTAIN);
        assert!(found.sentence.contains("Ada > Mid > Alfa"), "{}", found.sentence);
        assert_eq!(found.rows, [(1, "list"), (2, "register"), (3, "register")]);
    }

    #[test]
    fn an_unknown_stake_is_only_possible() {
        assert_eq!(
            of("person Ada/RU listed=ofac@2022-03-01 \n owns Ada Alfa ?").strength,
            POSSIBLE
        );
    }

    #[test]
    fn a_minority_of_a_listed_man_is_nothing() {
        assert_eq!(
            of("person Ada/RU listed=ofac@2022-03-01 \n owns Ada Alfa 20").strength,
            0.0
        );
    }

    #[test]
    fn sold_before_the_listing() {
        let sold = "person Ada/RU listed=ofac@2022-03-01 \n owns Ada Alfa 100 2010-01-01..2021-06-01";
        assert_eq!(of(sold).strength, 0.0);
    }

    #[test]
    fn listed_a_year_after_the_last_trade() {
        let late = "person Ada/RU listed=ofac@2023-11-01 \n owns Ada Alfa 100";
        assert_eq!(of(late).strength, CERTAIN * BEFORE_SHARE);
    }

    #[test]
    fn sold_to_the_listed_in_the_last_week_of_its_trade() {
        let late = "person Ada/RU listed=ofac@2022-03-01 \n owns Ada Alfa 100 2022-11-25..";
        assert_eq!(of(late).strength, CERTAIN);
        let after = "person Ada/RU listed=ofac@2022-03-01 \n owns Ada Alfa 100 2022-12-02..";
        assert_eq!(of(after).strength, CERTAIN * BEFORE_SHARE);
    }

    #[test]
    fn where_no_owner_is_known_nothing_is() {
        assert!(of("person Ada/RU listed=ofac@2022-03-01").strength.is_nan());
    }
}
