//! The program in the hands of HiGHS (Huangfu and Hall 2018), where it is built in.

use super::exact::Solved;
use super::program::Program;
use super::settings::Budget;
use highs::{HighsModelStatus, RowProblem, Sense};

/// Seconds after which the best set known is taken.
const SECONDS_MAX: f64 = 60.0;

/// Solves a program; none where HiGHS did not find an answer.
pub fn solve(program: &Program) -> Option<Solved> {
    let mut problem = RowProblem::default();
    let chosen: Vec<_> = program
        .own
        .iter()
        .map(|own| problem.add_integer_column(*own, 0.0..=1.0))
        .collect();
    for element in &program.elements {
        let mut parts = Vec::with_capacity(element.len());
        for (candidate, value) in element {
            let part = problem.add_column(*value, 0.0..=1.0);
            let whole = *chosen.get(*candidate as usize)?;
            problem.add_row(..=0.0, [(part, 1.0), (whole, -1.0)]);
            parts.push((part, 1.0));
        }
        problem.add_row(..=1.0, parts);
    }
    let limited = |values: &[f64]| -> Vec<_> { chosen.iter().copied().zip(values.iter().copied()).collect() };
    match program.budget {
        Budget::Actions(most) => {
            problem.add_row(..=most as f64, limited(&vec![1.0; chosen.len()]));
        }
        Budget::Points(most) => {
            problem.add_row(..=most, limited(&program.cost));
        }
    }
    if let Some(most) = program.harm_limit {
        problem.add_row(..=most, limited(&program.harm));
    }
    let mut model = problem.try_optimise(Sense::Maximise).ok()?;
    model.make_quiet();
    model.set_option("time_limit", SECONDS_MAX);
    model.set_option("threads", 1);
    model.set_option("mip_rel_gap", 1e-7);
    let solved = model.try_solve().ok()?;
    let optimal = solved.status() == HighsModelStatus::Optimal;
    let solution = solved.get_solution();
    let set: Vec<usize> = solution
        .columns()
        .iter()
        .take(chosen.len())
        .enumerate()
        .filter(|(_, value)| **value > 0.5)
        .map(|(candidate, _)| candidate)
        .collect();
    let value = program.value(&set);
    let bound = match optimal {
        true => value,
        // HiGHS says how far it is from the best as a share of the value
        false => value * (1.0 + solved.mip_gap().max(0.0)),
    };
    program.allows(&set).then_some(Solved {
        set,
        value,
        bound,
        solver: "HiGHS",
    })
}
