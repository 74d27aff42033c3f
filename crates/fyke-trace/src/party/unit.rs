//! The unit of a lead: what one party did with one family of goods.
//!
//! Neither a row nor a path nor a firm as such: a wholesaler may trade
//! honestly in bearings and pass chips on. [`screen`] runs the taint kernels
//! over a family and gathers its units:
//!
//! - every party with at least one row into an end;
//! - every party through which goods flow from a source to an end although it
//!   sells to none: a middleman. Of each row it sends, the screen says how much
//!   came from a source and how much goes on to an end; where the product is
//!   large enough ([`Through`]), the rows that go on stand in for rows into ends,
//!   so that every kernel judges a middleman as it judges a seller
//!   ([`Dealings::direct`] tells them apart);
//! - every party that the caller names ([`super::family::Roles::with_named`]):
//!   registers or lists say enough of it that its trade is looked at whatever
//!   the flow says.
//!
//! Typologies, dependence and rank read nothing else, so a unit can be judged
//! anywhere.

use super::family::{ARRIVES, Family, STARTS};
use super::kinds::fusion_parameter;
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
    /// Arrives at an end; in a unit that sells to none, goes on to one.
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
    /// Some of its rows arrive at an end. Otherwise the rows that the goods go
    /// on from to an end count as such.
    pub direct: bool,
    /// What it received.
    pub incoming: Vec<Movement>,
    /// What it sent, to ends and to others.
    pub outgoing: Vec<Movement>,
}

impl Dealings {
    /// What it sent to ends; of a middleman, what went on to them.
    pub fn to_ends(&self) -> impl Iterator<Item = &Movement> {
        self.outgoing.iter().filter(|m| m.to_end)
    }

    /// What it sent to anyone else.
    pub fn to_others(&self) -> impl Iterator<Item = &Movement> {
        self.outgoing.iter().filter(|m| !m.to_end)
    }
}

/// How much must flow through a party that sells to no end.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Through {
    /// Least share of what it sends that is both from a source and bound for an end.
    pub share_min: f64,
    /// The same in kilograms.
    pub mass_kg_min: f64,
    /// A row goes on to an end where so much of it does.
    pub row_share_min: f32,
}

impl Default for Through {
    /// The numbers of `data/typologies/F01.toml`.
    fn default() -> Through {
        Through {
            share_min: fusion_parameter("through_share_min"),
            mass_kg_min: fusion_parameter("through_mass_kg_min"),
            row_share_min: fusion_parameter("through_row_share_min") as f32,
        }
    }
}

const NO_UNIT: u32 = u32::MAX;

/// The units of a family, in order of their first row in the family.
pub fn screen(family: &Family<'_>, decay: &Decay) -> Vec<Dealings> {
    let through = &Through::default();
    let arrives = family.marks.iter().any(|marks| marks & ARRIVES != 0);
    if !arrives && !family.is_named.contains(&true) {
        return Vec::new();
    }
    let wide = forward(family, Grain::Family, decay);
    let bound = backward(family, Grain::Family, decay);
    let (mut unit_of, mut units) = chosen(family, &wide, &bound, through);
    if units.is_empty() {
        return units;
    }
    let narrow = forward(family, Grain::Subheading, decay);
    let hands = hands(family, &wide, decay);
    let (day, mass) = (family.day(), family.mass_kg());
    for row in 0..family.len() {
        let (from, to) = (family.src[row] as usize, family.dst[row] as usize);
        let (seller, buyer) = (unit_of[from], unit_of[to]);
        if seller == NO_UNIT && buyer == NO_UNIT {
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
        if let Some(unit) = units.get_mut(seller as usize) {
            unit.outgoing.push(Movement {
                other: family.parties[to],
                to_end: movement.to_end || !unit.direct && goes_on(&movement, through),
                ..movement
            });
        }
        if let Some(unit) = units.get_mut(buyer as usize) {
            unit.incoming.push(Movement {
                other: family.parties[from],
                ..movement
            });
        }
    }
    unit_of.clear();
    units
}

fn goes_on(movement: &Movement, through: &Through) -> bool {
    movement.bound_kg > 0.0 && movement.bound_kg >= through.row_share_min * movement.kg
}

/// The unit of each party of the family, and the units, still without rows.
fn chosen(family: &Family<'_>, wide: &[f32], bound: &[f32], through: &Through) -> (Vec<u32>, Vec<Dealings>) {
    const DIRECT: u8 = 1;
    const CHOSEN: u8 = 2;
    let mass = family.mass_kg();
    let mut marks = vec![0u8; family.parties.len()];
    // what each party sends, and what of it comes from a source and goes to an end
    let mut sums = vec![(0.0f32, 0.0f32); family.parties.len()];
    for row in 0..family.len() {
        let from = family.src[row] as usize;
        sums[from].0 += mass[row];
        if family.marks[row] & ARRIVES != 0 {
            marks[from] |= DIRECT | CHOSEN;
        } else if family.marks[row] & STARTS == 0 && bound[row] >= through.row_share_min * mass[row] {
            sums[from].1 += wide[row] * (bound[row] / mass[row].max(1e-9));
        }
    }
    for (local, marks) in marks.iter_mut().enumerate() {
        let sums = sums[local];
        let (all, flowing) = (f64::from(sums.0), f64::from(sums.1));
        let flows = flowing > 0.0 && flowing >= through.mass_kg_min && flowing >= through.share_min * all;
        if family.is_end[local] && *marks & DIRECT == 0 {
            continue;
        }
        if flows || family.is_named[local] {
            *marks |= CHOSEN;
        }
    }
    let mut unit_of = vec![NO_UNIT; family.parties.len()];
    let mut units = Vec::new();
    for ((party, marks), slot) in family.parties.iter().zip(&marks).zip(&mut unit_of) {
        if marks & CHOSEN != 0 {
            *slot = units.len() as u32;
            units.push(Dealings {
                party: *party,
                family: family.span.family,
                direct: marks & DIRECT != 0,
                incoming: Vec::new(),
                outgoing: Vec::new(),
            });
        }
    }
    (unit_of, units)
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

    #[test]
    fn a_middleman_is_judged_by_what_goes_on() {
        let world = World::read(
            "
            day  from       to         goods   kg
            1    Maker/DE   Mid/AE     854231  100
            9    Mid/AE     Shop/KG    854231   90
            15   Shop/KG    End/RU     854231   90
            20   Farm/KZ    Home/KG    854231   40
            30   Home/KG    Kiosk/KG   854231   40
            ",
        );
        let index = world.index();
        let decay = Decay::half_life_days(HALF_LIFE_DAYS);
        let units = screen(&world.family(&index, 0), &decay);
        let named: Vec<(u32, bool)> = units.iter().map(|unit| (unit.party, unit.direct)).collect();
        // the maker sends what it made: nothing flows through it
        assert_eq!(named, [(world.party("Mid"), false), (world.party("Shop"), true)]);
        assert_eq!(units[0].to_ends().count(), 1);
    }
}
