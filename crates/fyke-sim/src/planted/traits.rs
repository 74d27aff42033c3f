//! What a network shows beside its flow: which typologies it uses, and which
//! of its middles have a past of their own.

use super::{Leg, Network};
use crate::calendar::INVASION;
use crate::recipe::Rules;
use crate::rng::Rng;
use crate::typologies::{Set, t};

/// The past of a firm. Honest firms have them too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Story {
    /// T03: incorporated on this day.
    Born(i32),
    /// T27: incorporated on this day, as another like it stopped.
    Heir(i32),
    /// T02: first trade of an older firm, on this day.
    Late(i32),
    /// T04: a firm from the shelf, its directors changed, trades from this day.
    Shelf(i32),
    /// T04: trade in the first months, then none until this day.
    Dormant(i32),
}

impl Story {
    /// The typologies that the story is.
    pub(crate) fn typologies(self) -> Set {
        match self {
            Story::Born(_) => t(3),
            Story::Heir(_) => t(3) | t(27),
            Story::Late(_) => t(2),
            Story::Shelf(_) | Story::Dormant(_) => t(4),
        }
    }

    /// The day of incorporation of a newborn.
    pub(crate) fn born(self) -> Option<i32> {
        match self {
            Story::Born(day) | Story::Heir(day) => Some(day),
            _ => None,
        }
    }

    /// First day of its trade, or of the second part of it.
    pub(crate) fn trades_from(self) -> i32 {
        match self {
            Story::Born(day)
            | Story::Heir(day)
            | Story::Late(day)
            | Story::Shelf(day)
            | Story::Dormant(day) => day,
        }
    }
}

/// Draws the typologies beside those of the flow, three to eight in all.
pub(super) fn draw(rng: &mut Rng, rules: &Rules, flow: Set) -> Set {
    let wanted = rng.whole(rules.used.0, rules.used.1) as u32;
    let mut set = 0;
    for _ in 0..60 {
        if (set | flow).count_ones() >= wanted {
            break;
        }
        let total: f64 = rules.weights.iter().map(|w| w.1).sum();
        let mut at = rng.unit() * total;
        let drawn = rules.weights.iter().find(|w| {
            at -= w.1;
            at < 0.0
        });
        let Some(&(number, _)) = drawn else { continue };
        // dear and cheap at once is neither; back-to-back lots are not gathered
        let clash = match number {
            11 => t(12),
            12 => t(11),
            17 => t(18) | t(9),
            18 => t(17),
            _ => 0,
        };
        if (set | flow) & clash == 0 {
            set |= t(number);
        }
    }
    set
}

/// Gives middles their pasts: sellers first, as the reports have it.
pub(super) fn stories(rng: &mut Rng, network: &Network, legs: &[Leg]) -> Vec<(u8, Story)> {
    let sells = |party: u8| legs.iter().any(|leg| leg.last && leg.from == party);
    let first = |party: u8| legs.iter().filter(|leg| leg.to == party).map(|leg| leg.day).min();
    let mut free: Vec<(u8, i32)> = network
        .middles()
        .filter_map(|(party, _)| Some((party, first(party)?)))
        .collect();
    free.sort_by_key(|&(party, _)| !sells(party));
    let mut stories = Vec::new();
    let uses = |number: u32| network.typologies & t(number) != 0;
    if uses(27) || uses(3) {
        // a new firm is one that sells into the end
        if let Some(at) = free
            .iter()
            .position(|&(party, day)| sells(party) && day > INVASION + 2)
        {
            let (party, day) = free.remove(at);
            let born = (day - rng.whole(12, 110)).max(INVASION + 1);
            let story = if uses(27) {
                Story::Heir(born)
            } else {
                Story::Born(born)
            };
            stories.push((party, story));
        }
    }
    if uses(4)
        && let Some(at) = free.iter().position(|&(_, day)| day > INVASION)
    {
        let (party, day) = free.remove(at);
        let from = day - rng.whole(3, 60);
        let story = if rng.chance(0.6) {
            Story::Shelf(from)
        } else {
            Story::Dormant(from)
        };
        stories.push((party, story));
    }
    if uses(2)
        && let Some(at) = free.iter().position(|&(_, day)| day > 200)
    {
        let (party, day) = free.remove(at);
        stories.push((party, Story::Late(day - rng.whole(3, 60))));
    }
    stories
}
