//! New rows into an index, and parties that turn out to be one.
//!
//! Both are done column by column and in place: no more than one column is held
//! twice, so an index of a gigabyte takes in a day's rows without a second
//! gigabyte. What comes out is what would have come out had all rows been
//! pushed into one builder in the order of their numbers.

use super::super::goods::{Goods, GoodsTable, TooManyGoods};
use super::{DAY_CLAMPED, EventIndex, gather};
use fyke_model::country::Country;

impl EventIndex {
    /// Takes in the rows of an index whose parties are numbered alike, both as
    /// [`super::IndexBuilder::sorted`] gives them. Where they describe a code
    /// differently, the other one is right.
    ///
    /// # Errors
    /// More codes together than one index can hold; nothing has changed then.
    pub fn merge(&mut self, mut other: EventIndex) -> Result<(), TooManyGoods> {
        let goods = union(&self.goods, &other.goods)?;
        self.take_goods(&goods);
        other.take_goods(&goods);
        let first_day = self.first_day.min(other.first_day);
        for index in [&mut *self, &mut other] {
            index.count_days_from(first_day);
        }
        let origins = joined(&self.origins, &other.origins);
        self.take_origins(&origins);
        other.take_origins(&origins);
        let theirs = self.places_of(&other);
        woven(&mut self.src, &other.src, &theirs);
        woven(&mut self.dst, &other.dst, &theirs);
        woven(&mut self.day, &other.day, &theirs);
        woven(&mut self.goods_of, &other.goods_of, &theirs);
        woven(&mut self.mass_kg, &other.mass_kg, &theirs);
        woven(&mut self.value_log, &other.value_log, &theirs);
        woven(&mut self.origin, &other.origin, &theirs);
        woven(&mut self.marks, &other.marks, &theirs);
        woven(&mut self.row, &other.row, &theirs);
        self.party_count = self.party_count.max(other.party_count);
        self.find_spans();
        Ok(())
    }

    /// Numbers the parties anew: `party_of` says for each number which it is
    /// now. Rows that a party then sends to itself carry no trace and go.
    /// Numbers beyond the list stand for themselves.
    pub fn renumber(&mut self, party_of: &[u32]) {
        let now = |party: u32| party_of.get(party as usize).copied().unwrap_or(party);
        for party in self.src.iter_mut().chain(&mut self.dst) {
            *party = now(*party);
        }
        let kept: Vec<u32> = (0..self.src.len() as u32)
            .filter(|at| self.src[*at as usize] != self.dst[*at as usize])
            .collect();
        if kept.len() < self.src.len() {
            gather(&mut self.src, &kept);
            gather(&mut self.dst, &kept);
            gather(&mut self.day, &kept);
            gather(&mut self.goods_of, &kept);
            gather(&mut self.mass_kg, &kept);
            gather(&mut self.value_log, &kept);
            gather(&mut self.origin, &kept);
            gather(&mut self.marks, &kept);
            gather(&mut self.row, &kept);
            self.find_spans();
        }
        let most = party_of.iter().copied().max();
        self.party_count = most.map_or(self.party_count, |most| most.saturating_add(1));
    }

    /// Numbers the rows anew. The order among them must stay.
    pub fn renumber_rows(&mut self, now: impl Fn(u32) -> u32) {
        for row in &mut self.row {
            *row = now(*row);
        }
    }

    fn take_goods(&mut self, goods: &GoodsTable) {
        let place_of: Vec<u16> = self
            .goods
            .all()
            .iter()
            .map(|known| goods.place_of(known.code).unwrap_or(0))
            .collect();
        for at in &mut self.goods_of {
            *at = place_of.get(usize::from(*at)).copied().unwrap_or(0);
        }
        let moved = self.goods.all().iter().any(|known| {
            let now = goods.place_of(known.code).and_then(|place| goods.get(place));
            now.is_some_and(|now| now.family != known.family)
        });
        self.goods = goods.clone();
        if moved {
            self.sort();
        }
    }

    fn count_days_from(&mut self, first_day: fyke_model::date::Day) {
        let later = i64::from(self.first_day.0) - i64::from(first_day.0);
        self.first_day = first_day;
        if later == 0 {
            return;
        }
        let mut clamped = false;
        for (day, marks) in self.day.iter_mut().zip(&mut self.marks) {
            let offset = i64::from(*day) + later;
            *day = u16::try_from(offset).unwrap_or(u16::MAX);
            if i64::from(*day) != offset {
                *marks |= DAY_CLAMPED;
                clamped = true;
            }
        }
        // days that were apart now stand on the same last day
        if clamped {
            self.sort();
        }
    }

    fn take_origins(&mut self, origins: &[Country]) {
        let code_of: Vec<u8> = self
            .origins
            .iter()
            .map(|country| {
                let at = origins.iter().position(|known| known == country);
                at.and_then(|at| u8::try_from(at + 1).ok()).unwrap_or(0)
            })
            .collect();
        for code in &mut self.origin {
            let known = usize::from(*code).checked_sub(1);
            *code = known.and_then(|at| code_of.get(at)).copied().unwrap_or(0);
        }
        self.origins = origins.to_vec();
    }

    /// For each row of both together: is it one of the other's.
    fn places_of(&self, other: &EventIndex) -> Vec<bool> {
        let key = |index: &EventIndex, at: usize| {
            let family = index.goods.family_of(index.goods_of[at]);
            (family, index.day[at], index.row[at])
        };
        let (mut mine, mut theirs) = (0, 0);
        let mut places = Vec::with_capacity(self.len() + other.len());
        while mine < self.len() && theirs < other.len() {
            let takes = key(other, theirs) < key(self, mine);
            places.push(takes);
            theirs += usize::from(takes);
            mine += usize::from(!takes);
        }
        places.resize(places.len() + self.len() - mine, false);
        places.resize(places.len() + other.len() - theirs, true);
        places
    }
}

/// Every code of both, each once, in order of code.
fn union(mine: &GoodsTable, theirs: &GoodsTable) -> Result<GoodsTable, TooManyGoods> {
    let mut goods: Vec<Goods> = theirs.all().iter().chain(mine.all()).copied().collect();
    // stable: of equal codes theirs stay in front and are kept
    goods.sort_by_key(|g| g.code);
    goods.dedup_by_key(|g| g.code);
    GoodsTable::new(goods)
}

fn joined(mine: &[Country], theirs: &[Country]) -> Vec<Country> {
    let mut all = mine.to_vec();
    let new = theirs.iter().filter(|country| !mine.contains(country));
    all.extend(new);
    all.truncate(255);
    all
}

/// Weaves a column into another from the back, so that nothing is overwritten
/// before it was moved.
fn woven<T: Copy + Default>(mine: &mut Vec<T>, theirs: &[T], is_theirs: &[bool]) {
    let (mut old, mut new) = (mine.len(), theirs.len());
    mine.reserve_exact(new);
    mine.resize(old + new, T::default());
    for at in (0..mine.len()).rev() {
        if new == 0 {
            break;
        }
        if is_theirs[at] {
            new -= 1;
            mine[at] = theirs[new];
        } else {
            old -= 1;
            mine[at] = mine[old];
        }
    }
}
