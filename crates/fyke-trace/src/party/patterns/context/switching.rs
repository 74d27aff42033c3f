//! Codes in and out within a group of confusable codes, for every party that
//! sells to ends: listed codes and others, rows and mass.

use super::super::super::family::Roles;
use super::super::super::index::EventIndex;
use super::confusable::Confusable;
use std::collections::BTreeMap;

/// Rows and kilograms.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Amount {
    /// Rows.
    pub rows: f64,
    /// Kilograms.
    pub kg: f64,
}

/// What a party took in and sent to ends within one group.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Passed {
    /// In under listed codes, and under others.
    pub taken: [Amount; 2],
    /// To ends under listed codes, and under others.
    pub sent: [Amount; 2],
}

impl Passed {
    /// Rows sent to ends under codes of one kind that the supply of that kind
    /// cannot have covered, where there was supply of the other: `kind` 1 =
    /// in listed, out unlisted.
    pub fn switched(&self, kind: usize, coverage: f64) -> f64 {
        let (sent, own, other) = (self.sent[kind], self.taken[kind], self.taken[1 - kind]);
        if sent.kg <= 0.0 || other.kg <= 0.0 {
            return 0.0;
        }
        let uncovered = (sent.kg - own.kg / coverage).max(0.0);
        let possible = uncovered.min(other.kg / coverage);
        sent.rows * possible / sent.kg
    }

    /// Rows sent to ends.
    pub fn sent_rows(&self) -> f64 {
        self.sent[0].rows + self.sent[1].rows
    }
}

/// See the file's head.
#[derive(Clone, Debug, Default)]
pub struct Switching {
    group_of: Vec<Option<u16>>,
    passed: BTreeMap<(u32, u16), Passed>,
    /// Rows sent and switched, by group and kind.
    peers: BTreeMap<u16, [f64; 3]>,
}

impl Switching {
    /// Over all rows.
    pub fn of(index: &EventIndex, roles: &Roles, confusable: &Confusable) -> Switching {
        let group_of = confusable.by_goods(&index.goods);
        let mut sells = vec![false; index.party_count as usize];
        for at in 0..index.len() {
            if group_of[usize::from(index.goods_of[at])].is_some() && roles.is_end(index.dst[at]) {
                sells[index.src[at] as usize] = true;
            }
        }
        let mut passed: BTreeMap<(u32, u16), Passed> = BTreeMap::new();
        for at in 0..index.len() {
            let goods = index.goods_of[at];
            let Some(group) = group_of[usize::from(goods)] else {
                continue;
            };
            let kind = usize::from(!index.goods.is_listed(goods));
            let (from, to) = (index.src[at], index.dst[at]);
            let mut add = |party: u32, sent: bool| {
                let own = passed.entry((party, group)).or_default();
                let amount = if sent {
                    &mut own.sent[kind]
                } else {
                    &mut own.taken[kind]
                };
                amount.rows += 1.0;
                amount.kg += f64::from(index.mass_kg[at]);
            };
            if sells[from as usize] && roles.is_end(to) {
                add(from, true);
            }
            if sells[to as usize] {
                add(to, false);
            }
        }
        let mut peers: BTreeMap<u16, [f64; 3]> = BTreeMap::new();
        for ((_, group), own) in &passed {
            let sums = peers.entry(*group).or_default();
            sums[0] += own.switched(0, 1.0);
            sums[1] += own.switched(1, 1.0);
            sums[2] += own.sent_rows();
        }
        Switching {
            group_of,
            passed,
            peers,
        }
    }

    /// The group of a code of the goods table.
    pub fn group(&self, goods: u16) -> Option<u16> {
        self.group_of.get(usize::from(goods)).copied().flatten()
    }

    /// What a party took in and sent within a group.
    pub fn passed(&self, party: u32, group: u16) -> Passed {
        self.passed.get(&(party, group)).copied().unwrap_or_default()
    }

    /// Share of rows that others in the group switch, the party left out, as if
    /// `lean` rows of a rate of one in twenty stood beside them.
    pub fn usual(&self, party: u32, group: u16, kind: usize) -> f64 {
        let (lean, base) = (20.0, 0.05);
        let sums = self.peers.get(&group).copied().unwrap_or_default();
        let own = self.passed(party, group);
        let switched = (sums[kind] - own.switched(kind, 1.0)).max(0.0);
        (switched + lean * base) / ((sums[2] - own.sent_rows()).max(0.0) + lean)
    }
}
