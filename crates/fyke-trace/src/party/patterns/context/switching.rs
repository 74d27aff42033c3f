//! Codes in and out within a group of confusable codes, listed codes and
//! others, rows and mass: for every party that sells to ends, and for those who
//! sell to such and to no end themselves, of whom what they sell to such counts
//! as sent. The two are each other's peers in nothing, and compared apart.

use super::super::super::carried::carried;
use super::super::super::family::Roles;
use super::super::super::index::EventIndex;
use super::super::super::signs::tokens::Hashed;
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

carried!(Amount { rows, kg });

/// What a party took in and sent to ends within one group.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Passed {
    /// In under listed codes, and under others.
    pub taken: [Amount; 2],
    /// To ends under listed codes, and under others.
    pub sent: [Amount; 2],
}

carried!(Passed { taken, sent });

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
    /// What all do.
    pub(in crate::party) groups: Groups,
    /// What each did.
    pub(in crate::party) passing: Passing,
}

/// The groups of codes, and what is usual within each.
#[derive(Clone, Debug, Default)]
pub(in crate::party) struct Groups {
    group_of: Vec<Option<u16>>,
    /// Rows sent and switched, by group, party near the ends or not, and kind.
    peers: BTreeMap<(u16, bool), [f64; 3]>,
}

carried!(Groups { group_of, peers });

/// What parties took in and sent, by party and group, in that order.
#[derive(Clone, Debug, Default)]
pub(in crate::party) struct Passing {
    all: Vec<Kept>,
}

carried!(Passing { all });

impl Passing {
    /// The same for these parties alone, in order of their numbers, numbered by their
    /// places in the list.
    pub(in crate::party) fn of_parties(&self, parties: &[u32]) -> Passing {
        let mut all = Vec::new();
        let mut left = self.all.as_slice();
        for (party, now) in parties.iter().zip(0..) {
            left = &left[left.partition_point(|kept| kept.party < *party)..];
            let own = left.iter().take_while(|kept| kept.party == *party);
            all.extend(own.map(|kept| Kept { party: now, ..*kept }));
        }
        Passing { all }
    }
}

#[derive(Clone, Copy, Debug)]
struct Kept {
    party: u32,
    group: u16,
    /// It sells to ends itself.
    direct: bool,
    own: Passed,
}

carried!(Kept {
    party,
    group,
    direct,
    own
});

impl Switching {
    /// Over all rows.
    pub fn of(index: &EventIndex, roles: &Roles, confusable: &Confusable) -> Switching {
        const SELLS: u8 = 1;
        const FEEDS: u8 = 2;
        let group_of = confusable.by_goods(&index.goods);
        let grouped = |at: &usize| group_of[usize::from(index.goods_of[*at])].is_some();
        let mut near = vec![0u8; index.party_count as usize];
        for at in (0..index.len())
            .filter(grouped)
            .filter(|at| roles.is_end(index.dst[*at]))
        {
            near[index.src[at] as usize] |= SELLS;
        }
        for at in (0..index.len()).filter(grouped) {
            if near[index.dst[at] as usize] & SELLS != 0 && near[index.src[at] as usize] & SELLS == 0 {
                near[index.src[at] as usize] |= FEEDS;
            }
        }
        let mut place: Hashed<u32> = Hashed::default();
        let mut passed: Vec<Kept> = Vec::new();
        for at in 0..index.len() {
            let goods = index.goods_of[at];
            let Some(group) = group_of[usize::from(goods)] else {
                continue;
            };
            let kind = usize::from(!index.goods.is_listed(goods));
            let (from, to) = (index.src[at], index.dst[at]);
            let mut add = |party: u32, sent: bool| {
                // spread over all bits: the map takes the key for its own hash
                let key = (u64::from(party) << 16 | u64::from(group)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
                let slot = *place.entry(key ^ key >> 32).or_insert_with(|| {
                    passed.push(Kept {
                        party,
                        group,
                        direct: near[party as usize] & SELLS != 0,
                        own: Passed::default(),
                    });
                    (passed.len() - 1) as u32
                });
                let own = &mut passed[slot as usize].own;
                let amount = if sent {
                    &mut own.sent[kind]
                } else {
                    &mut own.taken[kind]
                };
                amount.rows += 1.0;
                amount.kg += f64::from(index.mass_kg[at]);
            };
            let on = match near[from as usize] {
                FEEDS => near[to as usize] & SELLS != 0,
                way => way & SELLS != 0 && roles.is_end(to),
            };
            if on {
                add(from, true);
            }
            if near[to as usize] != 0 {
                add(to, false);
            }
        }
        // makers take nothing in: they are nobody's peers here
        passed.retain(|kept| kept.direct || kept.own.taken.iter().any(|amount| amount.rows > 0.0));
        passed.sort_unstable_by_key(|kept| (kept.party, kept.group));
        let mut peers: BTreeMap<(u16, bool), [f64; 3]> = BTreeMap::new();
        for kept in &passed {
            let sums = peers.entry((kept.group, kept.direct)).or_default();
            sums[0] += kept.own.switched(0, 1.0);
            sums[1] += kept.own.switched(1, 1.0);
            sums[2] += kept.own.sent_rows();
        }
        Switching {
            groups: Groups { group_of, peers },
            passing: Passing { all: passed },
        }
    }

    fn kept(&self, party: u32, group: u16) -> Option<&Kept> {
        let key = (party, group);
        let passed = &self.passing.all;
        let found = passed.binary_search_by_key(&key, |kept| (kept.party, kept.group));
        passed.get(found.ok()?)
    }

    /// The group of a code of the goods table.
    pub fn group(&self, goods: u16) -> Option<u16> {
        self.groups.group_of.get(usize::from(goods)).copied().flatten()
    }

    /// What a party took in and sent within a group.
    pub fn passed(&self, party: u32, group: u16) -> Passed {
        self.kept(party, group).map(|kept| kept.own).unwrap_or_default()
    }

    /// Share of rows that others in the group switch, the party left out, as if
    /// `lean` rows of a rate of one in twenty stood beside them.
    pub fn usual(&self, party: u32, group: u16, kind: usize) -> f64 {
        let (lean, base) = (20.0, 0.05);
        let direct = self.kept(party, group).is_none_or(|kept| kept.direct);
        let sums = self
            .groups
            .peers
            .get(&(group, direct))
            .copied()
            .unwrap_or_default();
        let own = self.passed(party, group);
        let switched = (sums[kind] - own.switched(kind, 1.0)).max(0.0);
        (switched + lean * base) / ((sums[2] - own.sent_rows()).max(0.0) + lean)
    }
}
