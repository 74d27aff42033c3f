//! The unit of a lead: what one party did with one family of goods.
//!
//! Neither a row nor a path nor a firm as such: a wholesaler may trade
//! honestly in bearings and pass chips on. [`screen`] runs the taint kernels
//! over a family and gathers, for every party with at least one row into an
//! end, its rows in and out with what the kernels say of each. Typologies,
//! dependence and rank read nothing else, so a unit can be judged anywhere.

use super::family::{ARRIVES, Family, STARTS};
use super::taint::{Decay, Grain, backward, forward, hands};

/// One row as its party sees it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Movement {
    /// Row within the family.
    pub at: u32,
    /// Days since the index's first day.
    pub day: u16,
    /// Subheading within the family.
    pub slot: u16,
    /// Mass in kilograms.
    pub kg: f32,
    /// Declared value, in whole units; 0 where none is declared.
    pub value: f32,
    /// The other party, by the caller's number.
    pub other: u32,
    /// Kilograms that came from a source, family-wide stocks.
    pub tainted_kg: f32,
    /// Kilograms that came from a source under the same subheading throughout.
    pub tainted_same_kg: f32,
    /// Kilograms that go on to an end.
    pub bound_kg: f32,
    /// Hands the tainted part went through before, its consignor included.
    pub hands: f32,
    /// The code is listed.
    pub listed: bool,
    /// Arrives at an end.
    pub to_end: bool,
    /// Leaves a source.
    pub from_source: bool,
}

/// All that one party received and sent of one family, each in order of day.
#[derive(Clone, PartialEq, Debug)]
pub struct Dealings {
    /// The caller's number of the party.
    pub party: u32,
    /// Place of the family in the goods table.
    pub family: u16,
    /// What it received.
    pub incoming: Vec<Movement>,
    /// What it sent, to ends and to others.
    pub outgoing: Vec<Movement>,
}

impl Dealings {
    /// What it sent to ends.
    pub fn to_ends(&self) -> impl Iterator<Item = &Movement> {
        self.outgoing.iter().filter(|m| m.to_end)
    }

    /// What it sent to anyone else.
    pub fn to_others(&self) -> impl Iterator<Item = &Movement> {
        self.outgoing.iter().filter(|m| !m.to_end)
    }
}

/// The units of a family: every party with at least one row into an end, in
/// order of their first row in the family.
pub fn screen(family: &Family<'_>, decay: &Decay) -> Vec<Dealings> {
    if !family.marks.iter().any(|marks| marks & ARRIVES != 0) {
        return Vec::new();
    }
    let wide = forward(family, Grain::Family, decay);
    let narrow = forward(family, Grain::Subheading, decay);
    let bound = backward(family, Grain::Family, decay);
    let hands = hands(family, &wide, decay);
    let mut unit_of = vec![u32::MAX; family.parties.len()];
    let mut units: Vec<Dealings> = Vec::new();
    for row in (0..family.len()).filter(|row| family.marks[*row] & ARRIVES != 0) {
        unit_of[family.src[row] as usize] = 0;
    }
    for (party, slot) in family.parties.iter().zip(&mut unit_of) {
        if *slot == 0 {
            *slot = units.len() as u32;
            units.push(Dealings {
                party: *party,
                family: family.span.family,
                incoming: Vec::new(),
                outgoing: Vec::new(),
            });
        }
    }
    let (day, mass) = (family.day(), family.mass_kg());
    for row in 0..family.len() {
        let (from, to) = (family.src[row] as usize, family.dst[row] as usize);
        let (seller, buyer) = (unit_of[from] as usize, unit_of[to] as usize);
        if unit_of[from] == u32::MAX && unit_of[to] == u32::MAX {
            continue;
        }
        let movement = Movement {
            at: row as u32,
            day: day[row],
            slot: family.slot(row),
            kg: mass[row],
            value: family.value(row).map_or(0.0, |value| value as f32),
            other: 0,
            tainted_kg: wide[row],
            tainted_same_kg: narrow[row],
            bound_kg: bound[row],
            hands: hands[row],
            listed: family.is_listed(row),
            to_end: family.marks[row] & ARRIVES != 0,
            from_source: family.marks[row] & STARTS != 0,
        };
        if let Some(unit) = units.get_mut(seller) {
            unit.outgoing.push(Movement {
                other: family.parties[to],
                ..movement
            });
        }
        if let Some(unit) = units.get_mut(buyer) {
            unit.incoming.push(Movement {
                other: family.parties[from],
                ..movement
            });
        }
    }
    units
}

#[cfg(test)]
mod tests {
    use super::super::taint::HALF_LIFE_DAYS;
    use super::super::testing::World;
    use super::*;

    #[test]
    fn a_unit_has_its_rows_in_and_out_and_no_others() {
        let world = World::read(
            "
            day  from       to         goods   kg
            1    Maker/DE   Shop/KG    854231  100
            9    Shop/KG    End/RU     854232   50
            9    Shop/KG    Home/KG    854231   30
            9    Shop/KG    End/RU     848210   50
            10   Maker/DE   Home/KG    854231   10
            ",
        );
        let index = world.index();
        let decay = Decay::half_life_days(HALF_LIFE_DAYS);
        let chips = index
            .spans
            .iter()
            .position(|s| index.goods.family_id(s.family) == 8542);
        let units = screen(&world.family(&index, chips.unwrap()), &decay);
        assert_eq!(units.len(), 1);
        assert_eq!(units[0].party, world.party("Shop"));
        assert_eq!(units[0].incoming.len(), 1);
        assert_eq!(units[0].to_ends().count(), 1);
        assert_eq!(units[0].to_others().count(), 1);
        let sent = units[0].to_ends().next().unwrap();
        assert!(sent.tainted_kg > 40.0 && sent.tainted_same_kg == 0.0);
        assert_eq!(sent.hands, 2.0);
    }
}
