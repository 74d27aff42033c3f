//! Whom a unit shares its goods with, and how they look.
//!
//! A scheme has more than one firm. What speaks for a seller speaks for the
//! middleman that supplied it, and the other way round: the goods are the same.
//!
//! ```text
//! p_j = what speaks for unit j alone, as a probability at the fitted base rate
//!       ([`Model::alone`])
//! x   = max( sum over suppliers of (share of the makers' goods it got) p_j,
//!            sum over buyers of (share of what goes through it to the ends) p_j )
//! ```
//!
//! One round and no more: `p_j` is made without this reason, so nothing that a
//! unit says of its neighbour comes back to it. Only neighbours that are
//! candidates count; embargoed ends and makers never do. `x` rises with every
//! neighbour's `p_j`, and 0 (nobody it deals with looks like anything) weighs
//! nothing.
//!
//! Innocent look-alike: an honest dealer that buys from, or sells to, a firm of
//! a scheme without knowing. It has one such neighbour among many, a middleman
//! has little else; still, guilt by association is the weakest ground a person
//! can be asked to look on, so this reason opens nothing alone. Source: guilt
//! by association in transaction graphs (Koutra and others 2011), cut to one
//! round.

use super::evidence::Frame;
use super::finding::Finding;
use super::kinds::{Kernel, Kind};
use super::rank::Model;
use super::trace::Examined;
use super::unit::Dealings;
use super::words::percent;
use std::collections::BTreeMap;

/// Most ties kept of a unit, heaviest first: a hub's lesser ones say nothing.
const TIES_MAX: usize = 12;
/// A neighbour is named from here on: more speaks for it than against.
const NAMED_FROM: f32 = 0.5;

/// Goods shared with another party.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Tie {
    /// The other party, by the caller's number.
    pub party: u32,
    /// Share of the unit's kilograms from a source that it supplied.
    pub up: f32,
    /// Share of the unit's kilograms from a source and bound for an end that it bought.
    pub down: f32,
    /// What speaks for the other party alone, 0 to 1; 0 where it is no candidate.
    pub standing: f32,
}

/// The ties of a unit, heaviest first, still without standing.
pub fn ties(unit: &Dealings) -> Vec<Tie> {
    let mut shared: BTreeMap<u32, (f32, f32)> = BTreeMap::new();
    let (mut up_kg, mut down_kg) = (0.0f32, 0.0f32);
    for m in unit.incoming.iter().filter(|m| m.tainted_kg > 0.0) {
        up_kg += m.tainted_kg;
        if !m.from_source {
            shared.entry(m.other).or_default().0 += m.tainted_kg;
        }
    }
    for m in unit.outgoing.iter().filter(|m| m.bound_kg > 0.0) {
        let flowing = m.tainted_kg * (m.bound_kg / m.kg.max(1e-9)).min(1.0);
        down_kg += flowing;
        if !(unit.direct && m.to_end) {
            shared.entry(m.other).or_default().1 += flowing;
        }
    }
    let mut ties: Vec<Tie> = shared
        .into_iter()
        .map(|(party, (up, down))| Tie {
            party,
            up: up / up_kg.max(1e-9),
            down: down / down_kg.max(1e-9),
            standing: 0.0,
        })
        .filter(|tie| tie.up + tie.down > 0.0)
        .collect();
    let weight = |tie: &Tie| tie.up + tie.down;
    ties.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.party.cmp(&b.party)));
    ties.truncate(TIES_MAX);
    ties
}

/// The number of the reason, from ties with standing.
pub fn number(ties: &[Tie]) -> f64 {
    let (up, down) = ties.iter().fold((0.0, 0.0), |(up, down), tie| {
        (up + tie.up * tie.standing, down + tie.down * tie.standing)
    });
    f64::from(up.max(down)).min(1.0)
}

/// The reason itself.
pub fn kind() -> Option<Kind> {
    Kind::all().find(|kind| matches!(kind.kernel(), Kernel::Company))
}

/// Gives every tie its standing, from that of each unit alone; units are named
/// by family and party.
pub fn look_around<'t>(
    standings: &BTreeMap<(u32, u32), f32>,
    units: impl Iterator<Item = (u32, &'t mut Vec<Tie>)>,
) {
    for (family, ties) in units {
        for tie in ties {
            tie.standing = standings.get(&(family, tie.party)).copied().unwrap_or(0.0);
        }
    }
}

/// Fills the reason in for all candidates of a trace.
pub(crate) fn fill(units: &mut [Examined], model: &Model) {
    let Some(kind) = kind() else { return };
    let standings: BTreeMap<(u32, u32), f32> = units
        .iter()
        .map(|unit| ((unit.span, unit.party), model.alone(&unit.evidence) as f32))
        .collect();
    look_around(
        &standings,
        units.iter_mut().map(|unit| (unit.span, &mut unit.ties)),
    );
    for unit in units {
        unit.evidence.x[kind.at()] = number(&unit.ties) as f32;
    }
}

/// The reason in words, with the rows shared.
pub(crate) fn tell(x: f64, ties: &[Tie], unit: &Dealings, frame: &Frame<'_>) -> Finding {
    let known: Vec<&Tie> = ties.iter().filter(|tie| tie.standing >= NAMED_FROM).collect();
    let with = |party: u32| known.iter().any(|tie| tie.party == party);
    let incoming = unit.incoming.iter();
    let rows_in: Vec<u32> = incoming
        .filter(|m| m.tainted_kg > 0.0 && with(m.other))
        .map(|m| m.at)
        .collect();
    let outgoing = unit.outgoing.iter();
    let rows_out: Vec<u32> = outgoing
        .filter(|m| m.bound_kg > 0.0 && with(m.other))
        .map(|m| m.at)
        .collect();
    let share = |part: fn(&Tie) -> f32| known.iter().map(|tie| f64::from(part(tie))).sum::<f64>();
    let (up, down) = (share(|tie| tie.up), share(|tie| tie.down));
    let names: Vec<&str> = known.iter().take(3).map(|tie| frame.name(tie.party)).collect();
    let more = match known.len() > names.len() {
        true => " and others",
        false => "",
    };
    let names = format!("{}{more}", names.join(", "));
    let sentence = match (known.is_empty(), up >= down) {
        (true, _) => "some of these goods are shared with firms that have reasons of their own".to_owned(),
        (false, true) => format!(
            "{} of the makers' goods it got came through {names}, for whom reasons of their own speak",
            percent(up)
        ),
        (false, false) => format!(
            "{} of the makers' goods that go through it to {} leave through {names}, for whom reasons of their \
             own speak",
            percent(down),
            frame.end_name(unit)
        ),
    };
    Finding {
        strength: x,
        sentence,
        rows: frame.rows(unit, &rows_in, &rows_out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tie(party: u32, up: f32, down: f32) -> Tie {
        Tie {
            party,
            up,
            down,
            standing: 0.0,
        }
    }

    #[test]
    fn a_supplier_of_a_guilty_seller_is_in_bad_company_and_a_supplier_of_many_is_not() {
        let standings = BTreeMap::from([((7, 1), 0.9f32), ((8, 2), 0.9)]);
        let mut guilty = vec![tie(1, 0.0, 0.9), tie(2, 0.0, 0.1)];
        // the other party looks bad in other goods only
        let mut honest = vec![tie(1, 0.05, 0.1), tie(2, 0.0, 0.9)];
        look_around(&standings, [(7, &mut guilty), (7, &mut honest)].into_iter());
        assert!((number(&guilty) - 0.81).abs() < 1e-6);
        assert!((number(&honest) - 0.09).abs() < 1e-6);
        assert_eq!(number(&[]), 0.0);
    }

    #[test]
    fn more_that_speaks_for_a_neighbour_is_never_less() {
        let with = |standing: f32| {
            let mut ties = vec![tie(1, 0.5, 0.2), tie(2, 0.3, 0.7)];
            ties[0].standing = 0.4;
            ties[1].standing = standing;
            number(&ties)
        };
        assert!((0..10).all(|at| with(at as f32 / 10.0) <= with((at + 1) as f32 / 10.0)));
    }
}
