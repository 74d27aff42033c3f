//! The chains through one party, added up to who sent how much to whom.

use super::Watch;
use super::load::Loaded;
use super::parties::source_rule;
use fyke_model::date::Day;
use fyke_model::reference::Reference;
use fyke_trace::party::count::count;
use fyke_trace::party::family::{Family, Roles, Scratch};
use fyke_trace::party::paths::{Chain, GAP_DAYS, Inbound, LEGS_MAX, best_chains};
use std::collections::{BTreeMap, BTreeSet};

/// Chains that are drawn: more make a picture nobody can read.
const CHAINS_MAX: usize = 12;
/// Chains that are looked at for the likeliest of them.
const CHAINS_LISTED: usize = 200;

/// Goods that moved from one party to another along the chains.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Who sent.
    pub from: u32,
    /// Who received.
    pub to: u32,
    /// Grams.
    pub mass_g: i64,
    /// First day.
    pub first: Day,
    /// Last day.
    pub last: Day,
    /// Rows.
    pub rows: usize,
}

/// How goods may have gone through a party.
pub struct Through {
    /// The likeliest chains, added up by who sent to whom.
    pub links: Vec<Link>,
    /// How many chains there are through the party, likely or not; the
    /// largest number stands for more.
    pub chains: u128,
}

/// The chains that reach an end from a party with a family of goods (by heading).
pub fn through(
    loaded: &Loaded,
    reference: &Reference,
    watch: &Watch,
    party: u32,
    heading: u32,
) -> Option<Through> {
    let parties = loaded.parties();
    let roles = Roles::new(&parties, &source_rule(reference, watch), &loaded.ends(watch));
    let index = &loaded.index;
    let span = index
        .spans
        .iter()
        .find(|span| index.goods.family_id(span.family) == heading)?;
    let mut scratch = Scratch::new(index.party_count);
    let family = Family::open(index, *span, &roles, &mut scratch);
    let here = family.parties.iter().position(|known| *known == party)?;
    let counted = count(&family, LEGS_MAX, GAP_DAYS);
    let mut chains = best_chains(&family, &Inbound::of(&family), party, CHAINS_LISTED);
    // by the leg: a long chain must not lose to a short one for having more legs
    let by_leg = |chain: &Chain| chain.cost / chain.rows.len().max(1) as f32;
    chains.sort_by(|a, b| by_leg(a).total_cmp(&by_leg(b)).then_with(|| a.rows.cmp(&b.rows)));
    chains.truncate(CHAINS_MAX);
    let rows: BTreeSet<usize> = chains
        .iter()
        .flat_map(|chain| chain.rows.iter().map(|row| *row as usize))
        .collect();
    let mut links: BTreeMap<(u32, u32), Link> = BTreeMap::new();
    for at in rows.into_iter().map(|row| span.start + row) {
        let (Some(&from), Some(&to), Some(&kg)) =
            (index.src.get(at), index.dst.get(at), index.mass_kg.get(at))
        else {
            continue;
        };
        let day = index.date(at);
        let grams = (f64::from(kg) * 1_000.0).round() as i64;
        let link = links.entry((from, to)).or_insert(Link {
            from,
            to,
            mass_g: 0,
            first: day,
            last: day,
            rows: 0,
        });
        link.mass_g += grams;
        link.first = link.first.min(day);
        link.last = link.last.max(day);
        link.rows += 1;
    }
    let links: Vec<Link> = links.into_values().collect();
    (!links.is_empty()).then(|| Through {
        links,
        chains: counted.from_party.get(here).copied().unwrap_or_default(),
    })
}
