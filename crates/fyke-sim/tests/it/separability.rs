//! No single plain attribute tells a planted seller from an honest twin.

use crate::{Kept, plain, world};
use fyke_sim::Settings;
use std::collections::{BTreeMap, BTreeSet};

/// The chance that a planted value is above an honest one, ties halved.
fn auc(planted: &[f64], honest: &[f64]) -> f64 {
    let mut all: Vec<(f64, bool)> = planted
        .iter()
        .map(|&v| (v, true))
        .chain(honest.iter().map(|&v| (v, false)))
        .collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut wins, mut below, mut at) = (0.0, 0.0, 0);
    while at < all.len() {
        let same = all[at..].iter().take_while(|x| x.0 == all[at].0).count();
        let here = &all[at..at + same];
        let planted_here = here.iter().filter(|x| x.1).count() as f64;
        let honest_here = same as f64 - planted_here;
        wins += planted_here * (below + honest_here / 2.0);
        below += honest_here;
        at += same;
    }
    wins / (planted.len() as f64 * honest.len() as f64)
}

struct Profile<'a> {
    out: Vec<&'a Kept>,
    rows_in: f64,
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

fn share(rows: &[&Kept], test: impl Fn(&Kept) -> bool) -> f64 {
    rows.iter().filter(|r| test(r)).count() as f64 / rows.len().max(1) as f64
}

/// Value per kg against the median of the heading.
fn price(rows: &[&Kept], usual: &BTreeMap<u32, f64>) -> f64 {
    median(
        rows.iter()
            .filter_map(|r| Some(r.value_minor? as f64 / r.mass_g? as f64 / usual[&r.heading]))
            .collect(),
    )
}

#[test]
fn plain_attributes_separate_no_planted_seller_from_its_twins() {
    let (rows, tables) = world(&Settings::new(400_000, 1));
    let of = |role: &str| -> BTreeSet<(String, u32)> {
        tables
            .parties
            .iter()
            .filter(|p| p.role == role)
            .map(|p| (plain(&p.name), p.family))
            .collect()
    };
    let (sellers, controls) = (of("seller"), of("control"));
    let born: BTreeMap<String, f64> = tables
        .parties
        .iter()
        .map(|p| (plain(&p.name), f64::from(p.incorporated.0)))
        .collect();
    let sizes: BTreeMap<String, f64> = tables.parties.iter().map(|p| (plain(&p.name), p.size)).collect();
    let mut by_heading: BTreeMap<u32, Vec<f64>> = BTreeMap::new();
    let mut profiles: BTreeMap<(String, u32), Profile<'_>> = BTreeMap::new();
    for row in &rows {
        if let (Some(mass), Some(value)) = (row.mass_g, row.value_minor) {
            by_heading
                .entry(row.heading)
                .or_default()
                .push(value as f64 / mass as f64);
        }
        for (party, out) in [(&row.consignor, true), (&row.consignee, false)] {
            let key = (party.clone(), row.heading);
            if !sellers.contains(&key) && !controls.contains(&key) {
                continue;
            }
            let profile = profiles.entry(key).or_insert(Profile {
                out: Vec::new(),
                rows_in: 0.0,
            });
            if out {
                profile.out.push(row);
            } else {
                profile.rows_in += 1.0;
            }
        }
    }
    let usual: BTreeMap<u32, f64> = by_heading.into_iter().map(|(h, v)| (h, median(v))).collect();
    // only those that a candidate list would hold: with a row into an end
    profiles.retain(|_, p| p.out.iter().any(|r| r.into_end));
    type Attribute<'a> = (&'a str, Box<dyn Fn(&(String, u32), &Profile<'_>) -> f64 + 'a>);
    let attributes: Vec<Attribute<'_>> = vec![
        ("rows out", Box::new(|_, p| p.out.len() as f64)),
        ("rows in", Box::new(|_, p| p.rows_in)),
        (
            "buyers",
            Box::new(|_, p| p.out.iter().map(|r| &r.consignee).collect::<BTreeSet<_>>().len() as f64),
        ),
        ("incorporated", Box::new(|k, _| born[&k.0])),
        ("size", Box::new(|k, _| sizes[&k.0])),
        ("name length", Box::new(|k, _| k.0.len() as f64)),
        (
            "spelt length",
            Box::new(|_, p| median(p.out.iter().map(|r| r.text_len as f64).collect())),
        ),
        ("price", Box::new(|_, p| price(&p.out, &usual))),
        ("price into ends", Box::new(|_, p| price(&into(p), &usual))),
        ("pieces", Box::new(|_, p| share(&p.out, |r| r.pieces))),
        ("forwarder", Box::new(|_, p| share(&p.out, |r| r.forwarder))),
        (
            "mass missing",
            Box::new(|_, p| share(&p.out, |r| r.mass_g.is_none())),
        ),
        (
            "mass into ends",
            Box::new(move |_, p| {
                median(
                    into(p)
                        .iter()
                        .filter_map(|r| r.mass_g)
                        .map(|g| g as f64)
                        .collect(),
                )
            }),
        ),
        (
            "first day into ends",
            Box::new(move |_, p| into(p).iter().map(|r| f64::from(r.day)).fold(f64::MAX, f64::min)),
        ),
    ];
    let mut failed = Vec::new();
    for (name, attribute) in &attributes {
        let group = |planted: bool| -> Vec<f64> {
            profiles
                .iter()
                .filter(|(key, _)| sellers.contains(*key) == planted)
                .map(|(key, profile)| attribute(key, profile))
                .collect()
        };
        let (planted, honest) = (group(true), group(false));
        assert!(planted.len() > 100 && honest.len() > 1_000);
        let auc = auc(&planted, &honest);
        println!("{name:20} {auc:.3}");
        if !(0.35..=0.65).contains(&auc) {
            failed.push(format!("{name} {auc:.3}"));
        }
    }
    assert!(failed.is_empty(), "separable by {failed:?}");
}

/// The rows of a profile that go into an embargoed end.
fn into<'a>(profile: &Profile<'a>) -> Vec<&'a Kept> {
    profile.out.iter().copied().filter(|r| r.into_end).collect()
}
