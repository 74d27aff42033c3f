//! The program solved exactly: a dual bound and a search below it.
//!
//! For any prices `u_e >= 0` of the elements no set within the limits is worth
//! more than
//!
//! ```text
//! sum_e u_e + the best of r_a within the limits,   r_a = own_a + sum_e max(0, w_ea - u_e)
//! ```
//!
//! (Lagrange; Cornuejols, Fisher and Nemhauser 1977). Good prices come from
//! subgradient steps. With them fixed a node of the search costs one addition,
//! since `r` is sorted once, and a million nodes are a second. Where the search
//! stops at its limit the answer is the best set known and a bound that holds.
//!
//! HiGHS solves the same program where the crate is built with the feature
//! `highs`; it needs cmake and libclang to build, which a bare machine lacks.

use super::program::Program;
use super::settings::Budget;

/// Steps of the dual: beyond three hundred the bound moved by less than 0.1 %.
const STEPS: usize = 300;
/// Nodes searched.
const NODES_MAX: usize = 400_000;

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
    let start = program.greedy();
    let value = program.value(&start);
    let (prices, worth) = dual(program, value);
    let mut order: Vec<usize> = (0..worth.len()).filter(|c| worth[*c] > 0.0).collect();
    order.sort_by(|a, b| worth[*b].total_cmp(&worth[*a]).then(a.cmp(b)));
    let mut sums = vec![0.0];
    for candidate in &order {
        sums.push(sums.last().copied().unwrap_or(0.0) + worth[*candidate]);
    }
    let mut search = Search {
        program,
        order,
        sums,
        worth,
        prices,
        best: start,
        value,
        open: 0.0,
        nodes: 0,
    };
    search.down(&mut Vec::new(), 0, 0.0);
    Solved {
        bound: search.open.max(search.value),
        set: search.best,
        value: search.value,
        solver: "branch and bound",
    }
}

/// The sum of prices and the worths at the best prices found.
fn dual(program: &Program, known: f64) -> (f64, Vec<f64>) {
    let touching = program.touching();
    let mut price = vec![0.0f64; program.elements.len()];
    let worths = |price: &[f64]| -> Vec<f64> {
        let worth = |(own, list): (&f64, &Vec<(usize, f64)>)| {
            own + list
                .iter()
                .map(|(element, value)| (value - price[*element]).max(0.0))
                .sum::<f64>()
        };
        program.own.iter().zip(&touching).map(worth).collect()
    };
    let mut best = (f64::INFINITY, 0.0, Vec::new());
    let mut pace = 1.0;
    let mut stuck = 0;
    for _ in 0..STEPS {
        let worth = worths(&price);
        let sum: f64 = price.iter().sum();
        let total = sum + program.relaxed(worth.iter().copied().enumerate(), &[]);
        if total < best.0 - 1e-9 * total.abs() {
            best = (total, sum, worth.clone());
            stuck = 0;
        } else {
            stuck += 1;
            if stuck >= 15 {
                pace *= 0.5;
                stuck = 0;
            }
        }
        if best.0 <= known * (1.0 + 1e-9) {
            break;
        }
        // how often each element is bought by the best set at these prices
        let mut slope = vec![1.0f64; price.len()];
        for candidate in cheapest(program, &worth) {
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
        let step = pace * (total - known).max(1e-9) / length;
        for (price, slope) in price.iter_mut().zip(&slope) {
            *price = (*price - step * slope).max(0.0);
        }
    }
    (best.1, best.2)
}

/// The set that the relaxed problem buys, whole ones only.
fn cheapest(program: &Program, worth: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..worth.len()).filter(|c| worth[*c] > 0.0).collect();
    let per = |c: usize| match program.budget {
        Budget::Actions(_) => worth[c],
        Budget::Points(_) => worth[c] / program.cost[c].max(1e-9),
    };
    order.sort_by(|a, b| per(*b).total_cmp(&per(*a)).then(a.cmp(b)));
    let mut set = Vec::new();
    for candidate in order {
        set.push(candidate);
        if !program.allows(&set) {
            set.pop();
            if program.harm_limit.is_none() {
                break;
            }
        }
    }
    set
}

struct Search<'a> {
    program: &'a Program,
    order: Vec<usize>,
    sums: Vec<f64>,
    worth: Vec<f64>,
    prices: f64,
    best: Vec<usize>,
    value: f64,
    /// The highest bound of what was not looked at.
    open: f64,
    nodes: usize,
}

impl Search<'_> {
    fn ceiling(&self, set: &[usize], from: usize, taken: f64) -> f64 {
        let rest = match (self.program.budget, self.program.harm_limit) {
            (Budget::Actions(most), None) => {
                let until = (from + most.saturating_sub(set.len())).min(self.order.len());
                self.sums[until] - self.sums[from]
            }
            _ => {
                let left = self.order[from..].iter().map(|c| (*c, self.worth[*c]));
                self.program.relaxed(left, set)
            }
        };
        self.prices + taken + rest
    }

    fn down(&mut self, set: &mut Vec<usize>, from: usize, taken: f64) {
        let ceiling = self.ceiling(set, from, taken);
        if ceiling <= self.value * (1.0 + 1e-9) {
            return;
        }
        self.nodes += 1;
        if self.nodes > NODES_MAX {
            self.open = self.open.max(ceiling);
            return;
        }
        let Some(&candidate) = self.order.get(from) else {
            return;
        };
        set.push(candidate);
        if self.program.allows(set) {
            let value = self.program.value(set);
            if value > self.value {
                self.value = value;
                self.best = set.clone();
            }
            self.down(set, from + 1, taken + self.worth[candidate]);
        }
        set.pop();
        self.down(set, from + 1, taken);
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
