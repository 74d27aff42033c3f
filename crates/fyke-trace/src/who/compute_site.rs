//! T36, computing power that its sites cannot run.
//!
//! An accelerator draws 0.7 to 1.2 kW with its share of server and cooling. A
//! firm that first shows up after the rules of October 2022, takes more of them
//! than its sites have power for, has them brought to a forwarder or a dwelling,
//! and sends them on within sixty days, is a stop on the way.
//!
//! `strength = 0.2 new + 0.35 power + 0.35 sent on + 0.1 odd delivery`, where
//! power is 0 while the least draw fits the sites and full where it is twice as
//! much, and sent on is the share of pieces that left within sixty days, first
//! in first out.
//!
//! Innocent look-alikes: cloud resellers, integrators who build racks for
//! others, sites leased and in no register.
//!
//! Source: BIS guidance of 13 May 2025 on advanced computing (red flags); draw
//! per piece from makers' data sheets, from general knowledge.

use super::activity::Delivery;
use super::judge::Who;
use crate::party::{Ask, Finding};
use fyke_model::date::Day;

/// Kilowatts of a piece, least and most.
pub const DRAW_KW: (f64, f64) = (0.7, 1.2);
/// First day of the rules on advanced computing: 7 October 2022.
pub const RULES_DAY: Day = Day(19_272);
/// Sent on within so many days.
pub const ONWARD_DAYS: i32 = 60;
/// Weights: new, power, sent on, odd delivery.
pub const WEIGHTS: [f64; 4] = [0.2, 0.35, 0.35, 0.1];

/// Pieces that went on within [`ONWARD_DAYS`], first in first out, and the rows
/// they left by.
fn sent_on(incoming: &[Delivery], outgoing: &[Delivery]) -> (f64, Vec<u32>) {
    let mut stock: Vec<(Day, f64)> = incoming.iter().map(|d| (d.day, d.units.max(0.0))).collect();
    stock.sort_by_key(|lot| lot.0);
    let mut leaving: Vec<&Delivery> = outgoing.iter().collect();
    leaving.sort_by_key(|delivery| (delivery.day, delivery.row));
    let (mut onward, mut rows, mut next) = (0.0, Vec::new(), 0);
    for delivery in leaving {
        let mut left = delivery.units.max(0.0);
        let mut quick = 0.0;
        while left > 0.0 {
            let Some(lot) = stock.get_mut(next).filter(|lot| lot.0 <= delivery.day) else {
                break;
            };
            let taken = left.min(lot.1);
            if delivery.day.0 - lot.0.0 <= ONWARD_DAYS {
                quick += taken;
            }
            left -= taken;
            lot.1 -= taken;
            if lot.1 <= 0.0 {
                next += 1;
            }
        }
        if quick > 0.0 {
            onward += quick;
            rows.push(delivery.row);
        }
    }
    (onward, rows)
}

/// Judges a party.
pub fn find(party: u32, who: &Who<'_>, ask: Ask) -> Finding {
    let Some((node, facts)) = who.entry(party) else {
        return Finding::UNKNOWN;
    };
    let Some(activity) = who.activity(party) else {
        return Finding::UNKNOWN;
    };
    let after = |delivery: &&Delivery| delivery.day >= RULES_DAY;
    let incoming: Vec<Delivery> = activity.compute_in.iter().filter(after).copied().collect();
    let units: f64 = incoming.iter().map(|delivery| delivery.units.max(0.0)).sum();
    if units <= 0.0 {
        return Finding::UNKNOWN;
    }
    let first = facts.incorporated.map(|born| born.day).or(activity.first_day);
    let new = first.is_some_and(|first| first >= RULES_DAY);
    let (onward, rows_out) = sent_on(&incoming, &activity.compute_out);
    // what went on draws its power elsewhere
    let kept = (units - onward).max(0.0);
    let power = facts.site_power_kw.map_or(0.0, |(site_kw, _)| {
        (units * DRAW_KW.0 / site_kw.max(0.1) - 1.0).clamp(0.0, 1.0)
    });
    let odd = facts.forwards || at_home(who, node);
    let share = onward / units;
    let parts = [f64::from(u8::from(new)), power, share, f64::from(u8::from(odd))];
    let strength = parts
        .iter()
        .zip(WEIGHTS)
        .map(|(part, weight)| part * weight)
        .sum();
    // being new, or living above the shop, is no pattern by itself
    if power <= 0.0 && share <= 0.0 {
        return Finding::NOTHING;
    }
    if ask == Ask::Weigh {
        return Finding::of(strength);
    }
    let mut sentence = format!("{} received {units} accelerators", who.register.name(node));
    if let Some((site_kw, _)) = facts.site_power_kw {
        sentence.push_str(&format!(
            ", which draw {:.0} to {:.0} kW, with {site_kw} kW at its sites",
            units * DRAW_KW.0,
            units * DRAW_KW.1
        ));
    }
    sentence.push_str(&format!(
        "; {onward} went on within {ONWARD_DAYS} days and {kept} did not"
    ));
    if new {
        sentence.push_str("; it was first seen after the rules of October 2022");
    }
    sentence.push('.');
    let registers = [
        facts.site_power_kw.map(|site| site.1),
        facts.incorporated.map(|born| born.row),
    ];
    let registers = registers.into_iter().flatten().map(|row| (row, "register"));
    let rows_in = incoming.iter().map(|delivery| (delivery.row, "in"));
    who.told(
        strength,
        sentence,
        registers
            .chain(rows_in)
            .chain(rows_out.into_iter().map(|row| (row, "out"))),
    )
}

/// All addresses known of it are dwellings.
fn at_home(who: &Who<'_>, node: u32) -> bool {
    let held = who.register.holdings(node).iter();
    let mut addresses = held
        .map(|held| &who.register.attributes()[held.attribute as usize])
        .filter(|attribute| super::address_cluster::is_address(attribute))
        .peekable();
    addresses.peek().is_some() && addresses.all(|attribute| attribute.residential)
}

#[cfg(test)]
mod tests {
    use super::super::judge::WhoKind::ComputeSite;
    use super::super::testing::{day, find};
    use super::*;

    #[test]
    fn a_flat_with_two_hundred_accelerators_that_leave_in_a_month() {
        assert_eq!(RULES_DAY, day("2022-10-07"));
        let found = find(
            ComputeSite,
            "Alfa",
            "
            firm  Alfa/MY  born=2022-11-20 power=10
            has   Alfa unit:Flat-7 home
            trade Alfa in=2023-01-10:128:Maker:4 in=2023-02-10:72:Maker:5 out=2023-02-20:150:Next:6
            ",
        );
        assert!(found.strength > 0.85, "{found:?}");
        assert!(found.rows.contains(&(4, "in")) && found.rows.contains(&(6, "out")));
    }

    #[test]
    fn a_data_centre_that_runs_what_it_buys() {
        let found = find(
            ComputeSite,
            "Alfa",
            "
            firm  Alfa/MY  born=2015-11-20 power=5000
            trade Alfa in=2023-01-10:1024:Maker:4 in=2023-02-10:1024:Maker:5
            ",
        );
        assert_eq!(found.strength, 0.0);
    }

    #[test]
    fn an_old_integrator_that_sells_after_building_for_months() {
        let found = find(
            ComputeSite,
            "Alfa",
            "
            firm  Alfa/TW  born=1995-11-20 power=900
            trade Alfa in=2023-01-10:512:Maker:4 out=2023-06-20:512:Lab:6
            ",
        );
        assert_eq!(found.strength, 0.0);
    }
}
