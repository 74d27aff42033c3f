//! What other units do: how much new ones take in at first, how many new
//! suppliers a quarter brings; and which suppliers and ends meet through several
//! parties.

use super::super::super::carried::carried;
use super::super::super::unit::Dealings;
use super::super::gathered::{Gather, gathers};
use super::super::{QUARTER_DAYS, fan_in, new_consignee};
use super::activity::Activity;
use super::units_within;
use std::collections::BTreeMap;

const OCTAVES: usize = 16;

/// See the file's head.
#[derive(Clone, Debug, Default)]
pub struct Peers {
    /// Log kilograms of the first half year of listed goods, sorted.
    first_ln: Vec<f64>,
    /// New suppliers and rows of quarters with so many rows (powers of two).
    new_suppliers: [(f64, f64); OCTAVES],
}

carried!(Peers {
    first_ln,
    new_suppliers
});

/// By family and party: the supplier and the end that it stands between beside others.
#[derive(Clone, Debug, Default)]
pub struct Gathers {
    found: BTreeMap<(u16, u32), Gather>,
}

carried!(Gathers { found });

impl Gathers {
    /// Learns from the units of one family; those that sell to no end come apart, their
    /// rows to parties that do marked as such.
    pub fn add(&mut self, units: &[Dealings]) {
        self.found.extend(gathers(units.iter()));
    }

    /// Those of these families alone; `parties` in order, numbered by their places.
    pub(in crate::party) fn within(&self, families: &[u16], parties: &[u32]) -> Gathers {
        let place = |party: u32| parties.binary_search(&party).ok().map(|at| at as u32);
        let found = units_within(&self.found, families, parties, |gather| {
            Some(Gather {
                supplier: place(gather.supplier)?,
                end: place(gather.end)?,
                ..*gather
            })
        });
        Gathers { found }
    }

    /// The supplier and the end that a party stands between beside others.
    pub fn of(&self, family: u16, party: u32) -> Option<&Gather> {
        self.found.get(&(family, party))
    }
}

impl Peers {
    /// Learns from the units of one family.
    pub fn add(&mut self, units: &[Dealings], activity: &Activity) {
        for unit in units {
            let start = new_consignee::start(unit, activity);
            self.first_ln
                .extend(start.filter(|s| s.kg > 0.0).map(|s| s.kg.ln()));
            for quarter in fan_in::quarters(unit) {
                let sum = &mut self.new_suppliers[octave(quarter.rows)];
                sum.0 += quarter.newcomers.len() as f64;
                sum.1 += quarter.rows as f64;
            }
        }
    }

    /// After the last family.
    pub fn close(&mut self) {
        self.first_ln.sort_by(f64::total_cmp);
    }

    /// Share of units whose first half year of listed goods was smaller; a
    /// half counts as one smaller and one larger among none.
    pub fn first_quantile(&self, kg: f64) -> f64 {
        let smaller = self.first_ln.partition_point(|known| *known < kg.ln());
        (smaller as f64 + 1.0) / (self.first_ln.len() as f64 + 2.0)
    }

    /// New suppliers that a quarter of so many rows usually brings.
    pub fn usual_newcomers(&self, rows: usize) -> f64 {
        let all = self
            .new_suppliers
            .iter()
            .fold((0.0, 0.0), |sum, own| (sum.0 + own.0, sum.1 + own.1));
        let base = (all.0 + 1.0) / (all.1 + 4.0);
        let own = self.new_suppliers[octave(rows)];
        rows as f64 * (own.0 + 20.0 * base) / (own.1 + 20.0)
    }
}

fn octave(rows: usize) -> usize {
    (rows.max(1).ilog2() as usize).min(OCTAVES - 1)
}

/// Quarter of a day.
pub fn quarter(day: u16) -> u16 {
    day / QUARTER_DAYS
}
