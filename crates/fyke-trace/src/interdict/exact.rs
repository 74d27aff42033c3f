//! The program solved exactly: a dual bound and a search below it.
//!
//! For any prices `u_e >= 0` of the elements, `l >= 0` of harm and `m >= 0` of
//! cost points, no set within the limits is worth more than
//!
//! ```text
//! sum_e u_e + l H + m C + the most that so many r_a add up to
//! r_a = own_a + sum_e max(0, w_ea - u_e) - l harm_a - m cost_a
//! ```
//!
//! (Lagrange; Cornuejols, Fisher and Nemhauser 1977). Good `u` come from
//! subgradient steps; at each of them `l` and `m` are found by halving, for the
//! bound is convex in them. With all fixed a node of the search costs one
//! addition for its bound, since `r` is sorted once, and what it touches for its
//! value. The search stops after a fixed number of nodes, never by the clock, so
//! that the answer is the same on every machine; what was not looked at is in
//! the bound that is given back, so the gap that is printed is a proven one.
//!
//! HiGHS solves the same program where the crate is built with the feature
//! `highs`; it needs cmake and libclang to build, which a bare machine lacks.

use super::program::Program;
use super::settings::Budget;

/// Steps of the dual: beyond three hundred the bound moved by less than 0.1 %.
const STEPS: usize = 300;
/// Nodes searched.
const NODES_MAX: usize = 100_000;
/// Halvings of the price of a limit.
const HALVINGS: usize = 24;

/// What an exact solver found.
#[derive(Clone, PartialEq, Debug)]
pub struct Solved {
    /// The best set known.
    pub set: Vec<usize>,
    /// Its value.
    pub value: f64,
    /// No set is worth more.
    pub bound: f64,
    /// Who solved it.
    pub solver: &'static str,
}

/// Solves a program: by HiGHS where it is built in, else by our own search.
pub fn solve(program: &Program) -> Solved {
    #[cfg(feature = "highs")]
    if let Some(solved) = super::highs::solve(program) {
        return solved;
    }
    branch_and_bound(program)
}

/// Our own search.
pub fn branch_and_bound(program: &Program) -> Solved {
    let touching = program.touching();
    let mut best = program.greedy();
    let mut value = program.value(&best);
    let dual = dual(program, &touching, &mut best, &mut value);
    let mut order: Vec<usize> = (0..dual.worth.len())
        .filter(|c| program.own[*c] > 0.0 || !touching[*c].is_empty())
        .filter(|c| program.allows(&[*c]))
        .collect();
    order.sort_by(|a, b| dual.worth[*b].total_cmp(&dual.worth[*a]).then(a.cmp(b)));
    let mut sums = vec![0.0];
    for candidate in &order {
        sums.push(sums.last().copied().unwrap_or(0.0) + dual.worth[*candidate].max(0.0));
    }
    let mut search = Search {
        program,
        touching: &touching,
        order,
        sums,
        worth: dual.worth,
        base: dual.base,
        held: vec![0.0; program.elements.len()],
        best,
        value,
        open: 0.0,
        nodes: 0,
    };
    search.down(&mut Vec::new(), 0, 0.0, 0.0);
    Solved {
        bound: search.open.max(search.value),
        set: search.best,
        value: search.value,
        solver: "branch and bound",
    }
}

/// The best prices found.
struct Dual {
    /// The sum of prices, and of what the limits are worth at theirs.
    base: f64,
    /// Worth of each candidate at the prices, less what it takes of the limits.
    worth: Vec<f64>,
}

/// Steps to good prices; a set met on the way that is worth more than the best
/// one known takes its place.
fn dual(program: &Program, touching: &[Vec<(usize, f64)>], known: &mut Vec<usize>, value: &mut f64) -> Dual {
    let mut price = vec![0.0f64; program.elements.len()];
    // what breaks a limit alone is in no set
    let fits: Vec<bool> = (0..program.own.len()).map(|c| program.allows(&[c])).collect();
    let mut best = (f64::INFINITY, 0.0, Vec::new());
    let (mut pace, mut stuck) = (1.0, 0);
    for step in 0..STEPS {
        let worth: Vec<f64> = program
            .own
            .iter()
            .zip(touching)
            .zip(&fits)
            .map(|((own, list), fits)| {
                let shared = list
                    .iter()
                    .map(|(element, value)| (value - price[*element]).max(0.0));
                if *fits { own + shared.sum::<f64>() } else { 0.0 }
            })
            .collect();
        let (limits, reduced) = within_limits(program, &worth);
        let bought = most(program, &reduced);
        let base = price.iter().sum::<f64>() + limits;
        let total = base + bought.iter().map(|c| reduced[*c]).sum::<f64>();
        if step % 10 == 0 {
            let set = fitting(program, &reduced);
            let worth = program.value(&set);
            if worth > *value {
                (*known, *value) = (set, worth);
            }
        }
        if total < best.0 - 1e-9 * total.abs() {
            best = (total, base, reduced);
            stuck = 0;
        } else {
            stuck += 1;
            if stuck >= 15 {
                pace *= 0.5;
                stuck = 0;
            }
        }
        if best.0 <= *value * (1.0 + 1e-9) {
            break;
        }
        // how often each element is bought by the best set at these prices
        let mut slope = vec![1.0f64; price.len()];
        for candidate in bought {
            for (element, value) in &touching[candidate] {
                if *value > price[*element] {
                    slope[*element] -= 1.0;
                }
            }
        }
        let length: f64 = slope
            .iter()
            .zip(&price)
            .map(|(s, p)| if *p > 0.0 || *s < 0.0 { s * s } else { 0.0 })
            .sum();
        if length <= 0.0 {
            break;
        }
        let stride = pace * (total - *value).max(1e-9) / length;
        for (price, slope) in price.iter_mut().zip(&slope) {
            *price = (*price - stride * slope).max(0.0);
        }
    }
    Dual {
        base: best.1,
        worth: best.2,
    }
}

/// Prices of harm and of cost points at which the bound is least, one after the
/// other: what the limits are worth at them, and what is left of each worth.
fn within_limits(program: &Program, worth: &[f64]) -> (f64, Vec<f64>) {
    let mut left = worth.to_vec();
    let mut base = 0.0;
    let points = match program.budget {
        Budget::Points(most) => Some(most),
        Budget::Actions(_) => None,
    };
    let limits = [(points, &program.cost), (program.harm_limit, &program.harm)];
    for (limit, takes) in limits {
        let Some(limit) = limit.filter(|limit| limit.is_finite()) else {
            continue;
        };
        let at = |price: f64| -> Vec<f64> {
            left.iter()
                .zip(takes)
                .map(|(worth, take)| worth - price * take)
                .collect()
        };
        let over = |price: f64| {
            let reduced = at(price);
            let bought = most(program, &reduced);
            bought.iter().map(|c| takes[*c]).sum::<f64>() > limit
        };
        if !over(0.0) {
            continue;
        }
        // at this price nothing that takes anything is bought
        let dearest = left
            .iter()
            .zip(takes)
            .filter(|(_, take)| **take > 0.0)
            .map(|(worth, take)| worth / take)
            .fold(0.0, f64::max);
        let (mut low, mut high) = (0.0, dearest);
        for _ in 0..HALVINGS {
            // prices span many powers of ten
            let middle = if low > 0.0 {
                f64::sqrt(low * high)
            } else {
                high * 1e-3
            };
            if over(middle) {
                low = middle;
            } else {
                high = middle;
            }
        }
        left = at(high);
        base += high * limit;
    }
    (base, left)
}

/// So many of the largest positive worths as the budget allows.
fn most(program: &Program, worth: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..worth.len()).filter(|c| worth[*c] > 0.0).collect();
    if let Budget::Actions(most) = program.budget {
        let by = |a: &usize, b: &usize| worth[*b].total_cmp(&worth[*a]).then(a.cmp(b));
        if most == 0 {
            order.clear();
        } else if order.len() > most {
            order.select_nth_unstable_by(most - 1, by);
            order.truncate(most);
        }
    }
    order
}

/// A set within the limits, by worth at these prices.
fn fitting(program: &Program, worth: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..worth.len()).collect();
    order.sort_by(|a, b| worth[*b].total_cmp(&worth[*a]).then(a.cmp(b)));
    let mut set = Vec::new();
    for candidate in order {
        set.push(candidate);
        if !program.allows(&set) {
            set.pop();
        }
    }
    set
}

struct Search<'a> {
    program: &'a Program,
    touching: &'a [Vec<(usize, f64)>],
    order: Vec<usize>,
    sums: Vec<f64>,
    worth: Vec<f64>,
    base: f64,
    /// What the set holds of each element.
    held: Vec<f64>,
    best: Vec<usize>,
    value: f64,
    /// The highest bound of what was not looked at.
    open: f64,
    nodes: usize,
}

impl Search<'_> {
    /// No set that begins so and goes on below `from` is worth more.
    fn ceiling(&self, set: &[usize], from: usize, taken: f64) -> f64 {
        let until = match self.program.budget {
            Budget::Actions(most) => (from + most.saturating_sub(set.len())).min(self.order.len()),
            Budget::Points(_) => self.order.len(),
        };
        self.base + taken + self.sums[until] - self.sums[from]
    }

    fn down(&mut self, set: &mut Vec<usize>, from: usize, taken: f64, value: f64) {
        for at in from..self.order.len() {
            let ceiling = self.ceiling(set, at, taken);
            if ceiling <= self.value * (1.0 + 1e-9) {
                return;
            }
            self.nodes += 1;
            if self.nodes > NODES_MAX {
                self.open = self.open.max(ceiling);
                return;
            }
            let candidate = self.order[at];
            set.push(candidate);
            if self.program.allows(set) {
                let (gain, undo) = self.hold(candidate);
                if value + gain > self.value {
                    self.value = value + gain;
                    self.best.clone_from(set);
                }
                self.down(set, at + 1, taken + self.worth[candidate], value + gain);
                for (element, held) in undo {
                    self.held[element] = held;
                }
            }
            set.pop();
        }
    }

    /// Adds a candidate to what is held: what it adds, and how to undo it.
    fn hold(&mut self, candidate: usize) -> (f64, Vec<(usize, f64)>) {
        let mut gain = self.program.own[candidate];
        let mut undo = Vec::new();
        for (element, value) in &self.touching[candidate] {
            let held = self.held[*element];
            if *value > held {
                gain += value - held;
                undo.push((*element, held));
                self.held[*element] = *value;
            }
        }
        (gain, undo)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn program() -> impl Strategy<Value = Program> {
        let element = proptest::collection::vec((0u32..9, 1u32..100), 2..5);
        let elements = proptest::collection::vec(element, 1..12);
        let own = proptest::collection::vec(0u32..60, 9);
        let harm = proptest::collection::vec(0u32..20, 9);
        (elements, own, harm, 1usize..5, proptest::option::of(1u32..60)).prop_map(
            |(elements, own, harm, most, limit)| Program {
                own: own.into_iter().map(f64::from).collect(),
                elements: elements
                    .into_iter()
                    .map(|mut element| {
                        element.sort_unstable();
                        element.dedup_by_key(|touched| touched.0);
                        element.into_iter().map(|(c, w)| (c, f64::from(w))).collect()
                    })
                    .collect(),
                cost: vec![1.0; 9],
                harm: harm.into_iter().map(f64::from).collect(),
                budget: Budget::Actions(most),
                harm_limit: limit.map(f64::from),
            },
        )
    }

    fn brute(program: &Program) -> f64 {
        (0u32..512)
            .map(|bits| (0..9).filter(|c| bits >> c & 1 == 1).collect::<Vec<usize>>())
            .filter(|set| program.allows(set))
            .map(|set| program.value(&set))
            .fold(0.0, f64::max)
    }

    proptest! {
        #[test]
        fn the_search_finds_what_trying_all_finds(program in program()) {
            let best = brute(&program);
            let solved = branch_and_bound(&program);
            prop_assert!((solved.value - best).abs() < 1e-6, "{} {best}", solved.value);
            prop_assert!(solved.bound >= best - 1e-6 && program.allows(&solved.set));
            prop_assert!((solve(&program).value - best).abs() < 1e-4 * best.max(1.0));
        }

        #[test]
        fn greedy_keeps_its_promise(mut program in program()) {
            program.harm_limit = None;
            let greedy = program.value(&program.greedy());
            prop_assert!(greedy >= (1.0 - (-1f64).exp()) * brute(&program) - 1e-9);
        }
    }
}
