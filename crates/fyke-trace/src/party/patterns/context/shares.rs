//! How usual two things are: a row that carries a sign, by family, and a row
//! whose value stands just below a limit.

use super::super::super::carried::carried;
use super::super::super::index::EventIndex;
use super::super::split::{LIMITS, Side, side_of};

/// Rows of all families that a family leans on.
const LEAN_ROWS: f64 = 50.0;

/// Share of rows that carry each mark, by family.
#[derive(Clone, Debug, Default)]
pub struct SignShares {
    all: Marked,
    by_family: Vec<Marked>,
}

carried!(SignShares { all, by_family });

#[derive(Clone, Copy, Debug, Default)]
struct Marked {
    rows: f64,
    /// By bit.
    marked: [f64; 8],
}

carried!(Marked { rows, marked });

impl SignShares {
    /// Over all rows.
    pub fn of(index: &EventIndex) -> SignShares {
        let mut shares = SignShares {
            all: Marked::default(),
            by_family: vec![Marked::default(); index.goods.families().len()],
        };
        for span in &index.spans {
            let family = &mut shares.by_family[usize::from(span.family)];
            let mut counts = [0u64; 256];
            for marks in &index.marks[span.start..span.end] {
                counts[usize::from(*marks)] += 1;
            }
            for (marks, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
                family.rows += *count as f64;
                for (bit, sum) in family.marked.iter_mut().enumerate() {
                    *sum += *count as f64 * (marks >> bit & 1) as f64;
                }
            }
            shares.all.rows += family.rows;
            for (all, own) in shares.all.marked.iter_mut().zip(&family.marked) {
                *all += own;
            }
        }
        shares
    }

    /// Share of a family's rows that carry a mark, leaning on all families.
    /// `None` where no row of any carries it: then nobody looked.
    pub fn of_mark(&self, family: u16, mark: u8) -> Option<f64> {
        let bit = mark.trailing_zeros() as usize;
        let all = *self.all.marked.get(bit)?;
        if all <= 0.0 {
            return None;
        }
        let own = self
            .by_family
            .get(usize::from(family))
            .copied()
            .unwrap_or_default();
        Some((own.marked[bit] + LEAN_ROWS * all / self.all.rows) / (own.rows + LEAN_ROWS))
    }
}

/// Of the rows near each limit, how many stand just below.
#[derive(Clone, Copy, Debug, Default)]
pub struct LimitShares {
    near: [[f64; 2]; LIMITS.len()],
}

carried!(LimitShares { near });

impl LimitShares {
    /// Over all rows with a value.
    pub fn of(index: &EventIndex) -> LimitShares {
        let mut shares = LimitShares::default();
        for value in (0..index.len()).filter_map(|at| index.value(at)) {
            for (limit, near) in LIMITS.iter().zip(&mut shares.near) {
                match side_of(value, *limit) {
                    Some(Side::Below) => near[0] += 1.0,
                    Some(Side::Above) => near[1] += 1.0,
                    None => {}
                }
            }
        }
        shares
    }

    /// Share just below of those near a limit, as if ten more lay half and
    /// half; never so high that nothing could stand out.
    pub fn below(&self, limit: usize) -> f64 {
        let [below, above] = self.near.get(limit).copied().unwrap_or_default();
        ((below + 5.0) / (below + above + 10.0)).clamp(0.1, 0.85)
    }
}
