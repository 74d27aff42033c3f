//! A small door: a root, three people, their day keys from 2026-11-22 on.

use fyke_door::day::Day;
use fyke_door::keys::{
    DayList, DaySecret, DoorId, Draw, KeySet, Opening, Person, Roster, SealSecret, SignSecret,
};

/// 2026-11-22.
pub const TODAY: Day = Day(20_779);

/// Everything, secret halves too.
#[allow(dead_code)]
pub struct World {
    pub root: SignSecret,
    pub roster: Roster,
    pub signers: Vec<SignSecret>,
    pub days: Vec<Vec<DaySecret>>,
    pub publisher: SignSecret,
    pub pull: SignSecret,
    pub slab: SealSecret,
    pub staff: Vec<SealSecret>,
}

impl World {
    /// A door of so many people, each with so many days of keys.
    pub fn new(people: usize, days: u32, opening: Opening) -> World {
        let draw = &mut Draw::seeded_for_vectors([people as u8; 32]);
        let sign = |draw: &mut Draw| SignSecret::draw(draw).unwrap();
        let (root, publisher, pull) = (sign(draw), sign(draw), sign(draw));
        let slab = SealSecret::draw(draw).unwrap();
        let signers: Vec<_> = (0..people).map(|_| sign(draw)).collect();
        let staff: Vec<_> = (0..people).map(|_| SealSecret::draw(draw).unwrap()).collect();
        let roster = Roster {
            root: root.public(),
            serial: 1,
            first: TODAY.minus(10),
            last: TODAY.plus(300),
            opening,
            publisher: publisher.public(),
            pull: pull.public(),
            slab: slab.public(),
            people: (0..people)
                .map(|at| Person {
                    name: format!("person {at}"),
                    sign: signers[at].public(),
                    staff: staff[at].public(),
                })
                .collect(),
        };
        let days = (0..people)
            .map(|_| {
                (0..days)
                    .map(|n| DaySecret::draw(TODAY.plus(n), draw).unwrap())
                    .collect()
            })
            .collect();
        World {
            root,
            roster,
            signers,
            days,
            publisher,
            pull,
            slab,
            staff,
        }
    }

    pub fn door(&self) -> DoorId {
        DoorId::of(&self.root.public())
    }

    /// The key set as published.
    pub fn published(&self) -> Vec<u8> {
        let lists: Vec<Vec<u8>> = self
            .signers
            .iter()
            .zip(&self.days)
            .map(|(signer, days)| DayList::sign(self.door(), signer, days).unwrap())
            .collect();
        KeySet::write(&self.roster.sign(&self.root).unwrap(), &lists)
    }

    /// The key set of today, verified.
    pub fn keys(&self) -> KeySet {
        KeySet::read(&self.published(), self.door(), TODAY).unwrap()
    }

    /// The secret of one person today.
    pub fn secret(&self, person: usize) -> &SealSecret {
        &self.days[person][0].secret
    }
}
