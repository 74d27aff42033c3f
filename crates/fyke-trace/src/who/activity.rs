//! What a party did, as far as typologies of who-is-who need it: when it began
//! and stopped trading in watched goods, with whom, in what.
//!
//! [`activities`] reads it off the event index; a caller with other rows fills
//! [`Activity`] by hand. Watched goods are the rows of the index whose code is
//! listed: the index holds their families and their lookalikes.

use crate::party::EventIndex;
use crate::party::family::Roles;
use fyke_model::date::Day;

/// Goods on their way to or from the party, in pieces: for computing power.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Delivery {
    /// Day.
    pub day: Day,
    /// Pieces.
    pub units: f64,
    /// The other party.
    pub other: u32,
    /// The trace's handle of the row.
    pub row: u32,
}

/// What one party did.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Activity {
    /// Its number.
    pub party: u32,
    /// Its first row of any goods known.
    pub first_day: Option<Day>,
    /// Its first and last row of watched goods, sent or received.
    pub watched: Option<(Day, Day)>,
    /// Its first and last row of watched goods into an end.
    pub to_ends: Option<(Day, Day)>,
    /// The trace's handle of its first row of watched goods.
    pub first_row: Option<u32>,
    /// Rows of watched goods it sent or received.
    pub watched_rows: u32,
    /// Rows of watched goods it sent to ends.
    pub end_rows: u32,
    /// Whom it got goods from: party and rows, in order of party.
    pub suppliers: Vec<(u32, u32)>,
    /// Whom it sent goods to: party and rows, in order of party.
    pub buyers: Vec<(u32, u32)>,
    /// What it traded: HS6 as a number and rows, in order of code.
    pub goods: Vec<(u32, u32)>,
    /// Accelerators and servers it received, in order of day.
    pub compute_in: Vec<Delivery>,
    /// Accelerators and servers it sent, in order of day.
    pub compute_out: Vec<Delivery>,
}

/// The activity of every party with a row in the index, in order of party.
/// Pieces are not in the index: `compute_in` and `compute_out` stay empty.
pub fn activities(index: &EventIndex, roles: &Roles) -> Vec<Activity> {
    activities_of(index, roles, |_| true)
}

/// The same for some of the parties: those of a register, where the index holds
/// many more.
pub fn activities_of(index: &EventIndex, roles: &Roles, wanted: impl Fn(u32) -> bool) -> Vec<Activity> {
    let mut all: Vec<Option<Box<Gather>>> = Vec::new();
    all.resize_with(index.party_count as usize, || None);
    for at in 0..index.len() {
        let (src, dst) = (index.src[at], index.dst[at]);
        let goods = index.goods.get(index.goods_of[at]);
        let (Some(goods), day) = (goods, index.date_of(index.day[at])) else {
            continue;
        };
        let to_end = roles.is_end(dst) && !roles.is_end(src);
        for (party, other, sends) in [(src, dst, true), (dst, src, false)] {
            let Some(slot) = all.get_mut(party as usize).filter(|_| wanted(party)) else {
                continue;
            };
            let gather = slot.get_or_insert_default();
            gather.add(day, other, sends, goods.code.code.number());
            if goods.listed {
                gather.watched(day, index.row[at], sends && to_end);
            }
        }
    }
    let named = all.into_iter().enumerate();
    named
        .filter_map(|(party, gather)| gather.map(|gather| gather.done(party as u32)))
        .collect()
}

/// Of each party: does it send watched goods to an end.
pub fn end_sellers(index: &EventIndex, roles: &Roles) -> Vec<bool> {
    let mut sells = vec![false; index.party_count as usize];
    for at in 0..index.len() {
        let (src, dst) = (index.src[at], index.dst[at]);
        if roles.is_end(dst) && index.goods.is_listed(index.goods_of[at]) && !roles.is_end(src) {
            sells[src as usize] = true;
        }
    }
    sells
}

#[derive(Default)]
struct Gather {
    activity: Activity,
    suppliers: Tally,
    buyers: Tally,
    goods: Tally,
}

/// Counts by number. Most parties deal with few, over and over: a short list is
/// put in order once in a while, which costs less than a tree of each party.
#[derive(Default)]
struct Tally {
    /// Number and rows; the first `ordered` in order, each once.
    counts: Vec<(u32, u32)>,
    ordered: usize,
}

impl Tally {
    fn add(&mut self, number: u32) {
        if let Some(last) = self.counts.last_mut().filter(|last| last.0 == number) {
            last.1 += 1;
            return;
        }
        if self.counts.len() == self.counts.capacity() && self.counts.len() >= 2 * self.ordered + 8 {
            self.order();
        }
        self.counts.push((number, 1));
    }

    fn order(&mut self) {
        self.counts.sort_unstable();
        self.counts.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += if same { next.1 } else { 0 };
            same
        });
        self.ordered = self.counts.len();
    }

    fn done(mut self) -> Vec<(u32, u32)> {
        self.order();
        self.counts.shrink_to_fit();
        self.counts
    }
}

fn widen(span: &mut Option<(Day, Day)>, day: Day) {
    *span = Some(span.map_or((day, day), |(first, last)| (first.min(day), last.max(day))));
}

impl Gather {
    fn add(&mut self, day: Day, other: u32, sends: bool, hs6: u32) {
        let first = &mut self.activity.first_day;
        *first = Some(first.map_or(day, |known| known.min(day)));
        let partners = if sends {
            &mut self.buyers
        } else {
            &mut self.suppliers
        };
        partners.add(other);
        self.goods.add(hs6);
    }

    fn watched(&mut self, day: Day, row: u32, to_end: bool) {
        let activity = &mut self.activity;
        let earlier = activity.watched.is_none_or(|(first, _)| day < first);
        if earlier {
            activity.first_row = Some(row);
        }
        widen(&mut activity.watched, day);
        activity.watched_rows += 1;
        if to_end {
            widen(&mut activity.to_ends, day);
            activity.end_rows += 1;
        }
    }

    fn done(self, party: u32) -> Activity {
        Activity {
            party,
            suppliers: self.suppliers.done(),
            buyers: self.buyers.done(),
            goods: self.goods.done(),
            ..self.activity
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::party::testing::World;

    #[test]
    fn first_last_partners_and_goods_are_read_off_the_rows() {
        let world = World::read(
            "
            day  from      to        goods   kg
            5    Home/KG   Shop/KG   610910  10
            9    Maker/DE  Shop/KG   854231  100
            20   Shop/KG   End/RU    854231   50
            30   Shop/KG   End/RU    854232   50
            40   Shop/KG   Home/KG   854231   10
            ",
        );
        let index = world.index();
        let shop = world.party("Shop");
        let all = activities(&index, &world.roles());
        let found = all.iter().find(|activity| activity.party == shop).unwrap();
        let day = |offset: i32| Day(crate::party::testing::FIRST_DAY.0 + offset);
        assert_eq!(found.first_day, Some(day(5)));
        assert_eq!(found.watched, Some((day(9), day(40))), "shirts are not watched");
        assert_eq!(found.to_ends, Some((day(20), day(30))));
        assert_eq!(
            (found.watched_rows, found.end_rows, found.first_row),
            (4, 2, Some(1))
        );
        assert_eq!(found.buyers, [(world.party("Home"), 1), (world.party("End"), 2)]);
        assert_eq!(found.goods, [(610910, 1), (854231, 3), (854232, 1)]);
        let some = activities_of(&index, &world.roles(), |party| party == shop);
        assert_eq!(some, std::slice::from_ref(found));
        let sells = end_sellers(&index, &world.roles());
        for activity in &all {
            assert_eq!(sells[activity.party as usize], activity.end_rows > 0);
        }
    }
}
