//! `fyke interdict CASE`: what could be stopped, what it would deny after the
//! other side has adapted, whom it would hurt, and where the flow would go.

use crate::commands::trace::refresh;
use crate::ledger;
use crate::pipeline::Watch;
use crate::pipeline::interdict::{Planned, plan_case};
use crate::screen::{Failure, Outcome, Progress, note, plain};
use fyke_model::date::Day;
use fyke_model::reference::Reference;
use fyke_store::questions::RowHandles;
use fyke_trace::interdict::{
    Adaptation, Budget, Estimate, HARM_OF_FLOW, LEAST_PROBABILITY, Network, PlannedAction, Settings, Vehicle,
    adaptation,
};
use serde_json::json;
use std::io::{BufWriter, Write, stdout};
use std::path::PathBuf;

/// Outlets of a forecast that the screen shows; `--json` has all.
const OUTLETS_SHOWN: usize = 4;
/// More scenarios than this cost minutes and move the means by less than they are unsure.
const SCENARIOS_MAX: usize = 1_000;

#[derive(clap::Args)]
pub struct Args {
    /// the case
    #[arg(required_unless_present = "assumptions")]
    case: Option<PathBuf>,
    /// how many actions at most
    #[arg(long, default_value_t = 10)]
    budget: usize,
    /// instead: actions whose cost points add up to no more than this
    #[arg(long, conflicts_with = "budget")]
    points: Option<f64>,
    /// lose no more honest trade than this in twelve months, in the unit of the case;
    /// inf: no limit; by default a tenth of the flow that is expected to reach the ends
    #[arg(long)]
    harm: Option<f64>,
    /// act on firms only where they pass diverted goods on with at least this probability
    #[arg(long, default_value_t = LEAST_PROBABILITY)]
    least_probability: f64,
    /// the day of the decision; by default the day after the last consignment
    #[arg(long)]
    decided: Option<Day>,
    /// how the other side would act: read the numbers from this file instead
    #[arg(long)]
    with: Option<PathBuf>,
    /// print the file of these numbers, to change and give back by --with
    #[arg(long)]
    assumptions: bool,
    /// worlds drawn from the ranges
    #[arg(long, default_value_t = 32)]
    scenarios: usize,
    /// the same seed gives the same plan
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// also write the JSON to this file, to score the forecasts by later
    #[arg(long)]
    out: Option<PathBuf>,
    /// print one JSON object
    #[arg(long)]
    json: bool,
    /// also in a case that is judged blind; the record keeps that you looked
    #[arg(long)]
    open: bool,
}

pub fn run(args: &Args) -> Outcome {
    let (text, adaptation) = adversary(args)?;
    let (true, Some(path)) = (!args.assumptions, &args.case) else {
        let mut out = stdout().lock();
        out.write_all(text.as_bytes())?;
        return Ok(());
    };
    if ledger::blind(path)?.is_some() {
        if !args.open {
            return Err(Failure::new(
                format!(
                    "{} is judged blind, and a plan names whom the machine suspects",
                    path.display()
                ),
                "judge the leads first, or say --open: the record keeps that you looked",
            ));
        }
        ledger::looked(path, "what to stop: a plan of the whole case", Some("--open"))?;
    }
    let (case, tables) = refresh(path)?;
    let reference = Reference::shipped();
    let handles = RowHandles::new(&case, None)?;
    let watches = Watch::of_case(&case, &reference)?;
    let progress = Progress::spinner("weighing what to stop");
    let ask = |network: &Network| settings(args, &reference, &adaptation, network);
    let plans = plan_case(&case, &tables, &handles, &reference, &watches, &ask)?;
    drop(progress);
    let whole = json!({
        "plans": plans,
        "assumptions": adaptation.parameters(),
        "decides": "people",
    });
    if let Some(file) = &args.out {
        std::fs::write(file, serde_json::to_vec_pretty(&whole)?)?;
    }
    let mut out = BufWriter::new(stdout().lock());
    if args.json {
        serde_json::to_writer_pretty(&mut out, &whole)?;
        writeln!(out)?;
        return Ok(out.flush()?);
    }
    for planned in &plans {
        write_plan(&mut out, planned)?;
    }
    if !plans.is_empty() {
        write_assumptions(&mut out, &adaptation)?;
    }
    out.flush()?;
    drop(out);
    match plans.is_empty() {
        true => note("nothing to stop: no traced goods of the case's profiles reach an end"),
        false => note("suggestions, no findings and no orders: people decide, and answer for it"),
    }
    Ok(())
}

fn adversary(args: &Args) -> Outcome<(String, Adaptation)> {
    let Some(file) = &args.with else {
        return Ok((adaptation::SHIPPED.to_owned(), Adaptation::shipped()));
    };
    let text = std::fs::read_to_string(file).map_err(|error| {
        Failure::new(
            format!("{} cannot be read: {error}", file.display()),
            "make one with: fyke interdict --assumptions > mine.toml",
        )
    })?;
    let read = Adaptation::parse(&file.display().to_string(), &text).map_err(|error| {
        Failure::new(
            format!("{}: {}", error.file, error.what),
            "compare it with what `fyke interdict --assumptions` prints",
        )
    })?;
    Ok((text, read))
}

fn settings(args: &Args, reference: &Reference, adaptation: &Adaptation, network: &Network) -> Settings {
    let last = network.until.unwrap_or(Day(0));
    let decided = args.decided.unwrap_or(Day(last.0.saturating_add(1)));
    Settings {
        budget: args.points.map_or(Budget::Actions(args.budget), Budget::Points),
        harm_limit: Some(args.harm.unwrap_or(HARM_OF_FLOW * network.flow_value)),
        least_probability: args.least_probability,
        adaptation: adaptation.clone(),
        scenarios: args.scenarios.clamp(1, SCENARIOS_MAX),
        seed: args.seed,
        ..Settings::new(reference.actions.clone(), decided)
    }
}

fn write_plan(out: &mut dyn Write, planned: &Planned) -> Outcome {
    let (plan, unit) = (&planned.plan, planned.unit.as_str());
    let simulated = if planned.simulated { "simulated  " } else { "" };
    writeln!(
        out,
        "{simulated}{}: goods worth {} {unit} in twelve months are expected to reach the ends through {} parties",
        planned.regime,
        short(plan.flow_value),
        planned.nodes
    )?;
    writeln!(
        out,
        "of them {} would not arrive if all of this were decided on {}, after they adapt\n",
        figure(plan.denied, unit),
        planned.decided
    )?;
    for (number, action) in (1..).zip(&plan.actions) {
        write_action(out, number, action, unit)?;
    }
    let proof = &plan.proof;
    let limit = match planned.harm_limit.filter(|limit| limit.is_finite()) {
        Some(limit) => format!("within a limit of {} {unit}", short(limit)),
        None => "without a limit".to_owned(),
    };
    writeln!(
        out,
        "chosen {limit} of honest trade lost (--harm), firms from a probability of {} on (--least-probability)",
        planned.least_probability
    )?;
    writeln!(
        out,
        "honest trade lost, at most: {}\nif they did not adapt {} {unit} would be stopped; no choice within the budget stops more than {} {unit}",
        figure(plan.harm, unit),
        short(proof.unreactive),
        short(proof.bound)
    )?;
    if let (Some(greedy), Some(exact), Some(bound), Some(solver)) = (
        proof.program_greedy,
        proof.program_exact,
        proof.program_bound,
        proof.program_solver,
    ) {
        let gap = |value: f64| {
            if bound > 0.0 {
                100.0 * (1.0 - value / bound)
            } else {
                0.0
            }
        };
        writeln!(
            out,
            "at a fixed reply, of {} possible actions: greedy is {:.2} % below the bound, {solver} {:.2} %",
            proof.candidates,
            gap(greedy),
            gap(exact)
        )?;
    }
    if plan.front.len() > 1 {
        writeln!(
            out,
            "\ndenied against honest trade lost\n{:>14} {:>14}  actions",
            "lost", "denied"
        )?;
        for point in &plan.front {
            writeln!(
                out,
                "{:>14} {:>14}  {}",
                short(point.harm),
                short(point.denied),
                point.actions.len()
            )?;
        }
    }
    Ok(writeln!(out)?)
}

fn write_action(out: &mut dyn Write, number: usize, action: &PlannedAction, unit: &str) -> Outcome {
    let subject = action.subject.to_string();
    let probability = action
        .probability
        .map_or(String::new(), |p| format!("  p {p:.2}"));
    let [early, likely, late] = action.lead_time_days;
    writeln!(
        out,
        "{number:>3}  {}: {}{probability}",
        action.name,
        plain(&subject)
    )?;
    writeln!(
        out,
        "     denies {}; costs honest trade {}",
        figure(action.denied, unit),
        figure(action.harm, unit)
    )?;
    writeln!(out, "     who: {}", action.who)?;
    writeln!(out, "     law: {}", action.legal_basis)?;
    writeln!(
        out,
        "     works after {likely:.0} days ({early:.0} to {late:.0}), likely {} to {}; taken back {}",
        action.start, action.until, action.reversible
    )?;
    let forecast = &action.forecast;
    let mut next: Vec<String> = forecast
        .outlets
        .iter()
        .take(OUTLETS_SHOWN)
        .filter(|outlet| outlet.share >= 0.005)
        .map(|outlet| {
            let vehicle = match outlet.vehicle {
                Vehicle::ExistingMiddle => "firms that trade now",
                Vehicle::NewShell => "new firms",
                Vehicle::OtherCode => "another code",
            };
            let [low, high] = outlet.share_interval.map(|share| share * 100.0);
            format!(
                "{} {vehicle} {:.0} % ({low:.0} to {high:.0})",
                outlet.hub,
                outlet.share * 100.0
            )
        })
        .collect();
    let [low, high] = forecast.denied_interval.map(|share| share * 100.0);
    next.insert(
        0,
        format!(
            "stays away {:.0} % ({low:.0} to {high:.0})",
            forecast.denied_share * 100.0
        ),
    );
    writeln!(out, "     where it goes next: {}\n", next.join("; "))?;
    Ok(())
}

fn write_assumptions(out: &mut dyn Write, adaptation: &Adaptation) -> Outcome {
    writeln!(
        out,
        "how would they act? numbers to argue with (low, likely, high)"
    )?;
    for parameter in adaptation.parameters() {
        let [low, likely, high] = parameter.range;
        writeln!(
            out,
            "  {:<18} {low:>6} {likely:>6} {high:>6}  {}\n{:41}{}",
            parameter.id,
            plain(&parameter.what),
            "",
            plain(&parameter.source)
        )?;
    }
    writeln!(
        out,
        "change them: fyke interdict --assumptions > mine.toml, then --with mine.toml"
    )?;
    Ok(())
}

fn figure(estimate: Estimate, unit: &str) -> String {
    format!(
        "{} {unit} ({} to {})",
        short(estimate.mean),
        short(estimate.low),
        short(estimate.high)
    )
}

/// Three digits, and a word for the rest.
fn short(value: f64) -> String {
    let (scaled, word) = match value.abs() {
        v if v >= 1e9 => (value / 1e9, " bn"),
        v if v >= 1e6 => (value / 1e6, " m"),
        v if v >= 1e3 => (value / 1e3, " k"),
        _ => (value, ""),
    };
    let digits = match scaled.abs() {
        v if v >= 100.0 => 0,
        v if v >= 10.0 => 1,
        _ => 2,
    };
    format!("{scaled:.digits$}{word}")
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn figures_have_three_digits() {
        let shown = [0.0, 7.125, 999.0, 12_345.0, 1_234_567.0, 2.5e9].map(short);
        assert_eq!(shown, ["0.00", "7.12", "999", "12.3 k", "1.23 m", "2.50 bn"]);
    }
}
