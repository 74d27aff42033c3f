//! Fits the weights of evidence and says what each reason is worth.
//!
//! ```sh
//! cargo run --release -p fyke-trace --example party_fit -- WORLD1 ... WORLD5 > table.csv
//! cargo run --release -p fyke-trace --example party_fit -- probe > table.csv
//! ```
//! Give it worlds of seeds 1-5 only: what is fitted on must never be scored.
//! Standard error shows the average precision of each world under weights
//! fitted on the others and, where `ABLATE` is set, the same without each
//! reason in turn (some minutes).

#[path = "../tests/it/probe.rs"]
mod probe;
mod world;

use fyke_model::reference::{Headings, Reference};
use fyke_trace::measure::{Scored, average_precision};
use fyke_trace::party::dependence::Coverage;
use fyke_trace::party::evidence::Kind;
use fyke_trace::party::family::Roles;
use fyke_trace::party::fit::{Example, fit, fit_weights_only};
use fyke_trace::party::trace::examine;
use fyke_trace::party::world_score::Truth;
use fyke_trace::party::{TraceInput, TraceSettings};
use probe::{Probe, ProbeWorld};
use std::path::Path;
use world::World;

/// The most a reason of flow may add, as for the strongest typologies: the
/// simulator's schemes are busier than real ones need be.
const FLOW_CAP: f64 = 3.0;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let reference = Reference::shipped();
    let settings = TraceSettings::default();
    let mut examples = Vec::new();
    if arguments.first().is_some_and(|a| a == "probe") {
        for (at, (seed, coverage)) in [(1, 0.7), (2, 0.7), (3, 0.7), (4, 1.0), (5, 0.4)]
            .into_iter()
            .enumerate()
        {
            let probe = Probe {
                rows: 200_000,
                networks: 100,
                mix: 3.0,
                coverage,
                seed,
            };
            let world = probe.make();
            let given = TraceSettings {
                coverage: Coverage::Given(coverage),
                ..settings.clone()
            };
            let input = TraceInput {
                index: &world.index,
                parties: &world.parties(),
                rule: &ProbeWorld::rule(),
                ends: &ProbeWorld::ends(),
                headings: &Headings::default(),
                settings: &given,
            };
            gather(&input, &world.truth, at, &mut examples);
        }
    }
    for (at, folder) in arguments.iter().filter(|a| *a != "probe").enumerate() {
        let world = World::read(Path::new(folder))?;
        let truth = world.truth(Path::new(folder))?;
        let settings = TraceSettings {
            coverage: world.coverage.map_or(Coverage::Estimated, Coverage::Given),
            ..settings.clone()
        };
        let input = TraceInput {
            index: &world.index,
            parties: &world.parties(),
            rule: &world.rule(),
            ends: &world.ends(),
            headings: &reference.headings,
            settings: &settings,
        };
        gather(&input, &truth, at, &mut examples);
    }
    let cap = |kind: Kind| {
        reference
            .typologies
            .get(kind.id())
            .and_then(|t| t.weight_cap)
            .unwrap_or(FLOW_CAP)
    };
    eprintln!(
        "{} units, {} planted",
        examples.len(),
        examples.iter().filter(|e| e.positive).count()
    );
    for kind in Kind::ALL {
        eprintln!("alone   {:<12} {:?}", kind.id(), alone(&examples, kind));
    }
    eprintln!("all     {:?}", held_out(&examples, &Kind::ALL, &cap));
    for left_out in Kind::ALL
        .into_iter()
        .filter(|_| std::env::var_os("ABLATE").is_some())
    {
        let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| *kind != left_out).collect();
        eprintln!(
            "without {:<12} {:?}",
            left_out.id(),
            held_out(&examples, &kinds, &cap)
        );
    }
    let model = fit(&examples, &Kind::ALL, cap);
    print!("{}", model.print("\"simulated worlds of 1 m rows, seeds 1-5, coverage 0.7 0.7 0.7 1.0 0.4; cargo run --release -p fyke-trace --example party_fit\",2026-11-22,2"));
    Ok(())
}

fn gather(input: &TraceInput<'_>, truth: &Truth, world: usize, examples: &mut Vec<Example>) {
    let roles = Roles::new(input.parties, input.rule, input.ends);
    let (examined, coverage) = examine(input, &roles);
    let mut planted = 0;
    for unit in &examined {
        let family = input.index.goods.family_id(input.index.spans[unit.span].family);
        let positive = truth.sellers.contains_key(&(unit.party, family));
        planted += usize::from(positive);
        examples.push(Example {
            x: unit.evidence.x,
            positive,
            world,
        });
    }
    eprintln!(
        "world {world}: {} rows, {} units, {planted} planted of {} in the truth, coverage {coverage:.2}",
        input.index.len(),
        examined.len(),
        truth.sellers.len()
    );
}

fn worlds(examples: &[Example]) -> usize {
    examples.iter().map(|e| e.world + 1).max().unwrap_or(0)
}

fn alone(examples: &[Example], kind: Kind) -> Vec<String> {
    let score = |world: usize| {
        let items: Vec<Scored> = examples
            .iter()
            .filter(|e| e.world == world)
            .map(|e| Scored {
                score: e.x[kind as usize],
                positive: e.positive,
            })
            .collect();
        format!("{:.3}", average_precision(&items))
    };
    (0..worlds(examples)).map(score).collect()
}

fn held_out(examples: &[Example], kinds: &[Kind], cap: &impl Fn(Kind) -> f64) -> Vec<String> {
    let score = |world: usize| {
        let rest: Vec<Example> = examples.iter().filter(|e| e.world != world).copied().collect();
        let model = fit_weights_only(&rest, kinds, cap);
        let items: Vec<Scored> = examples
            .iter()
            .filter(|e| e.world == world)
            .map(|e| Scored {
                score: model.weights_of(&e.x).iter().sum(),
                positive: e.positive,
            })
            .collect();
        format!("{:.3}", average_precision(&items))
    };
    (0..worlds(examples)).map(score).collect()
}
