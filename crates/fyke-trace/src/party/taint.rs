//! The core screen: how much of what a party sends came from a source, and how
//! much of what it receives goes on to an end.
//!
//! Tracing is an inventory problem. Each party keeps one stock per family (and,
//! in a second pass, per subheading): kilograms on hand and how many of them
//! are tainted. What leaves takes the proportional share, what stays fades
//! with a half-life, because goods are used up and sold where nobody records
//! it. Three numbers a party, one step a row: the scalar form of the
//! proportional provenance model (full provenance, with a weight for every
//! origin, is too heavy for a screen and is computed when a lead is opened).
//!
//! Run forward, taint starts where listed goods leave a source. Run backward in
//! reversed time the same kernel asks of each row how much of it was later
//! sent on to an embargoed end: "stock" is then the demand a party is about to
//! serve.
//!
//! A row never carries more taint than the stock behind it holds. So what goes
//! in equals what came out, plus what is in stock, plus what faded; where the
//! data show less coming in than going out, the rest counts as untainted.

use super::family::{ARRIVES, Family, STARTS};

/// Stock fades to half in so many days: the middle of the 45-120 days that fit
/// distribution of electronic parts; the ranking is flat in between.
pub const HALF_LIFE_DAYS: f32 = 90.0;

/// Factors by which a stock fades over 0, 1, 2... days.
#[derive(Clone, Debug)]
pub struct Decay {
    factor: Vec<f32>,
}

impl Decay {
    /// Exponential decay. Beyond twenty half-lives nothing is left.
    pub fn half_life_days(days: f32) -> Decay {
        let days = if days.is_finite() { days.max(0.5) } else { 36_500.0 };
        let length = ((days * 20.0) as usize).clamp(2, 65_536);
        Decay {
            factor: (0..length).map(|age| (0.5f32).powf(age as f32 / days)).collect(),
        }
    }

    /// What is left of one kilogram after so many days.
    #[inline]
    pub fn over(&self, days: u16) -> f32 {
        self.factor.get(usize::from(days)).copied().unwrap_or(0.0)
    }
}

#[derive(Clone, Copy, Default)]
struct Stock {
    kg: f32,
    tainted_kg: f32,
    day: u16,
}

impl Stock {
    #[inline]
    fn age_to(&mut self, day: u16, decay: &Decay) {
        let days = day.abs_diff(self.day);
        if days > 0 {
            let factor = decay.over(days);
            self.kg *= factor;
            self.tainted_kg *= factor;
            self.day = day;
        }
    }

    /// Takes up to `kg` out and says how much of it was tainted.
    #[inline]
    fn draw(&mut self, kg: f32) -> f32 {
        if self.kg <= 0.0 {
            return 0.0;
        }
        let drawn = kg.min(self.kg);
        let tainted = (self.tainted_kg * (drawn / self.kg)).min(self.tainted_kg);
        self.kg -= drawn;
        self.tainted_kg -= tainted;
        tainted
    }
}

/// Which stock a row touches: one per party, or one per party and subheading.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Grain {
    /// One stock for the whole family: finds goods that changed their code.
    Family,
    /// One stock for each subheading: ranks better where they did not.
    Subheading,
}

/// Kilograms of each row that came from a source.
pub fn forward(family: &Family<'_>, grain: Grain, decay: &Decay) -> Vec<f32> {
    let mut carried = vec![0.0; family.len()];
    let mut stocks = vec![Stock::default(); stock_count(family, grain)];
    let (day, mass) = (family.day(), family.mass_kg());
    for row in 0..carried.len() {
        let (from, to) = keys(family, grain, row);
        let kg = mass[row];
        let tainted = if family.marks[row] & STARTS != 0 {
            kg
        } else {
            let stock = &mut stocks[from];
            stock.age_to(day[row], decay);
            stock.draw(kg)
        };
        let stock = &mut stocks[to];
        stock.age_to(day[row], decay);
        stock.kg += kg;
        stock.tainted_kg += tainted;
        carried[row] = tainted;
    }
    carried
}

/// Hands that the tainted part of each row passed through, the consignor of
/// the row included: 1 where it comes from a source, 2 where the consignor had
/// it from a source, on average where paths mix. `carried` is what
/// [`forward`] gave at the grain of the family.
pub fn hands(family: &Family<'_>, carried: &[f32], decay: &Decay) -> Vec<f32> {
    #[derive(Clone, Copy, Default)]
    struct Passed {
        kg: f32,
        hand_kg: f32,
        day: u16,
    }
    let mut hands = vec![0.0; family.len()];
    let mut held = vec![Passed::default(); family.parties.len()];
    let day = family.day();
    for row in 0..hands.len().min(carried.len()) {
        let kg = carried[row];
        if kg <= 0.0 {
            continue;
        }
        let from = held[family.src[row] as usize];
        hands[row] = match family.marks[row] & STARTS != 0 || from.kg <= 0.0 {
            true => 1.0,
            false => 1.0 + from.hand_kg / from.kg,
        };
        let to = &mut held[family.dst[row] as usize];
        let factor = decay.over(day[row].abs_diff(to.day));
        to.kg = to.kg * factor + kg;
        to.hand_kg = to.hand_kg * factor + kg * hands[row];
        to.day = day[row];
    }
    hands
}

/// Kilograms of each row that went on to an end.
pub fn backward(family: &Family<'_>, grain: Grain, decay: &Decay) -> Vec<f32> {
    let mut carried = vec![0.0; family.len()];
    let last_day = family.day().last().copied().unwrap_or(0);
    let blank = Stock {
        day: last_day,
        ..Stock::default()
    };
    let mut demands = vec![blank; stock_count(family, grain)];
    let (day, mass) = (family.day(), family.mass_kg());
    for row in (0..carried.len()).rev() {
        let (from, to) = keys(family, grain, row);
        let kg = mass[row];
        let bound = if family.marks[row] & ARRIVES != 0 {
            kg
        } else {
            let demand = &mut demands[to];
            demand.age_to(day[row], decay);
            demand.draw(kg)
        };
        let demand = &mut demands[from];
        demand.age_to(day[row], decay);
        demand.kg += kg;
        demand.tainted_kg += bound;
        carried[row] = bound;
    }
    carried
}

fn stock_count(family: &Family<'_>, grain: Grain) -> usize {
    match grain {
        Grain::Family => family.parties.len(),
        Grain::Subheading => family.parties.len() * family.slots(),
    }
}

#[inline]
fn keys(family: &Family<'_>, grain: Grain, row: usize) -> (usize, usize) {
    let (from, to) = (family.src[row] as usize, family.dst[row] as usize);
    match grain {
        Grain::Family => (from, to),
        Grain::Subheading => {
            let (slots, slot) = (family.slots(), usize::from(family.slot(row)));
            (from * slots + slot, to * slots + slot)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::World;
    use super::*;
    use proptest::prelude::*;

    const CHAIN: &str = "
        day  from       to         goods   kg
        1    Maker/DE   Shop/KG    854231  100
        5    Farm/KZ    Shop/KG    854231  100
        9    Shop/KG    Shady/KZ   854231   50
        20   Shady/KZ   End/RU     854231   50
        21   Shop/KG    Home/KG    854231   50
    ";

    #[test]
    fn what_leaves_takes_the_proportional_share() {
        let world = World::read(CHAIN);
        let index = world.index();
        let family = world.family(&index, 0);
        let still = Decay::half_life_days(f32::INFINITY);
        let kg = forward(&family, Grain::Family, &still);
        for (row, expected) in [100.0, 0.0, 25.0, 25.0, 25.0].into_iter().enumerate() {
            assert!((kg[row] - expected).abs() < 0.1, "row {row}: {}", kg[row]);
        }
    }

    #[test]
    fn backward_asks_how_much_went_on_to_an_end() {
        let world = World::read(CHAIN);
        let index = world.index();
        let family = world.family(&index, 0);
        let still = Decay::half_life_days(f32::INFINITY);
        let kg = backward(&family, Grain::Family, &still);
        // read back in time: the shop's next hundred kilograms are half end-bound
        for (row, expected) in [0.0, 50.0, 50.0, 50.0, 0.0].into_iter().enumerate() {
            assert!((kg[row] - expected).abs() < 0.1, "row {row}: {}", kg[row]);
        }
    }

    #[test]
    fn a_changed_code_is_seen_by_family_only() {
        let world = World::read(
            "
            day  from       to         goods   kg
            1    Maker/DE   Shop/KG    854231  10
            5    Shop/KG    End/RU     854239  10
            ",
        );
        let index = world.index();
        let family = world.family(&index, 0);
        let decay = Decay::half_life_days(HALF_LIFE_DAYS);
        assert!(forward(&family, Grain::Family, &decay)[1] > 9.0);
        assert_eq!(forward(&family, Grain::Subheading, &decay)[1], 0.0);
    }

    proptest! {
        #[test]
        fn taint_is_never_made(rows in proptest::collection::vec((0u16..60, 0u8..8, 0u8..8, 1u16..500), 1..80)) {
            let world = World::random(&rows);
            let index = world.index();
            for span in 0..index.spans.len() {
                let family = world.family(&index, span);
                let still = Decay::half_life_days(f32::INFINITY);
                let kg = forward(&family, Grain::Family, &still);
                let started: f32 = (0..kg.len()).filter(|r| family.marks[*r] & STARTS != 0).map(|r| kg[r]).sum();
                let mut held = vec![0.0f32; family.parties.len()];
                for row in 0..kg.len() {
                    prop_assert!(kg[row] >= 0.0 && kg[row] <= family.mass_kg()[row] * 1.001);
                    if family.marks[row] & STARTS == 0 {
                        held[family.src[row] as usize] -= kg[row];
                    }
                    held[family.dst[row] as usize] += kg[row];
                }
                // in = out + stock: nothing negative, and the sum is what the sources sent
                prop_assert!(held.iter().all(|h| *h > -0.01 * started.max(1.0)));
                prop_assert!((held.iter().sum::<f32>() - started).abs() <= 0.01 * started.max(1.0));
            }
        }
    }
}
