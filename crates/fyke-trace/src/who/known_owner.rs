//! C06, against: owned by a known public company, or by the same owner for long.
//!
//! What a company on an exchange or a state holds by half or more is audited by
//! others, and a stake held unchanged since three years before the measures was
//! not taken for them. Speaks against what owners and addresses suggest, not
//! against what the goods did: daughters of good names have diverted too.
//!
//! Cost to fake: high; an exchange or ten years.

use super::judge::Who;
use super::register::{Link, LinkKind, NodeId, Schema};
use crate::party::{Ask, Finding};
use fyke_model::date::Day;

/// Owned by half or more by a public company or a state.
pub const PUBLIC: f64 = -1.0;
/// Owned by half or more by the same owner for long.
pub const LONG_HELD: f64 = -0.5;
/// How long before the measures.
pub const LONG_DAYS: i32 = 3 * 365;
const DEPTH_MAX: usize = 4;

fn major(link: &Link, day: Day) -> bool {
    link.holds(day) && matches!(link.kind, LinkKind::Owns { share: Some(share) } if share >= 0.5)
}

/// The chain of majority owners up to a public company or a state.
fn public_above<'a>(who: &Who<'a>, node: NodeId, day: Day) -> Option<Vec<&'a Link>> {
    let mut chain = Vec::new();
    let mut at = node;
    for _ in 0..DEPTH_MAX {
        let link = who.register.links_to(at).find(|link| major(link, day))?;
        chain.push(link);
        at = link.from;
        let owner = who.register.node(at)?;
        if owner.public.is_some() || owner.schema == Schema::PublicBody {
            let listed = owner.listed(day).is_some();
            let there = owner
                .country
                .is_some_and(|country| who.question.embargoed.contains(&country));
            return (!listed && !there).then_some(chain);
        }
    }
    None
}

/// Judges a party.
pub fn find(party: u32, who: &Who<'_>, ask: Ask) -> Finding {
    let Some((node, facts)) = who.entry(party) else {
        return Finding::UNKNOWN;
    };
    let day = who
        .activity(party)
        .and_then(|a| a.watched)
        .map_or(who.question.as_of, |days| days.1);
    let name = who.register.name(node);
    if let Some(row) = facts.public {
        return match ask {
            Ask::Weigh => Finding::of(PUBLIC),
            Ask::Tell => who.told(
                PUBLIC,
                format!("{name} is itself a public company."),
                [(row, "register")],
            ),
        };
    }
    if !who
        .register
        .links_to(node)
        .any(|link| matches!(link.kind, LinkKind::Owns { .. }))
    {
        return Finding::UNKNOWN;
    }
    if let Some(chain) = public_above(who, node, day) {
        if ask == Ask::Weigh {
            return Finding::of(PUBLIC);
        }
        let top = chain
            .last()
            .map_or("someone", |link| who.register.name(link.from));
        let rows = chain.iter().map(|link| (link.row, "register"));
        return who.told(
            PUBLIC,
            format!("{name} is owned by {top}, a public company or a state."),
            rows,
        );
    }
    let long = who.register.links_to(node).find(|link| {
        let early = link
            .since
            .is_some_and(|since| since.0 + LONG_DAYS <= who.question.measure_day.0);
        let owner = who.register.node(link.from);
        let clean = owner.is_some_and(|owner| owner.listed(who.question.as_of).is_none());
        major(link, day) && early && clean
    });
    match (long, ask) {
        (None, _) => Finding::NOTHING,
        (Some(_), Ask::Weigh) => Finding::of(LONG_HELD),
        (Some(link), Ask::Tell) => {
            let since = link.since.map_or(String::new(), |day| format!(" since {day}"));
            let owner = who.register.name(link.from);
            let sentence = format!("{name} has been owned by {owner}{since}, long before the measures.");
            who.told(LONG_HELD, sentence, [(link.row, "register")])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::judge::WhoKind::KnownOwner;
    use super::super::testing::find;
    use super::*;

    #[test]
    fn the_granddaughter_of_a_public_company() {
        let found = find(
            KnownOwner,
            "Alfa",
            "firm Big/US public \n owns Big Mid 100 \n owns Mid Alfa 80",
        );
        assert_eq!(found.strength, PUBLIC);
        assert_eq!(found.rows, [(2, "register"), (1, "register")]);
    }

    #[test]
    fn the_same_family_since_2001() {
        let found = find(KnownOwner, "Alfa", "person Q \n owns Q Alfa 100 2001-01-01..");
        assert_eq!(found.strength, LONG_HELD);
    }

    #[test]
    fn an_owner_of_last_spring_and_a_listed_state_bank_speak_for_nobody() {
        assert_eq!(
            find(KnownOwner, "Alfa", "person Q \n owns Q Alfa 100 2022-03-01..").strength,
            0.0
        );
        let bank = "firm Bank/RU public listed=ofac@2022-03-01 \n owns Bank Alfa 100";
        assert_eq!(find(KnownOwner, "Alfa", bank).strength, 0.0);
    }
}
