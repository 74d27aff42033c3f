//! The probe's experiment: every method on worlds of growing difficulty.
//!
//! ```sh
//! cargo run --release -p fyke-trace --example party_probe -- 1000000 100
//! ```
//! Arguments: rows of honest trade, seed. Prints one line a method and world.

#[path = "../tests/it/probe.rs"]
mod probe;

use fyke_model::reference::Headings;
use fyke_trace::party::dependence::Coverage;
use fyke_trace::party::world_score::{NamedWorld, table_line};
use fyke_trace::party::{TraceInput, TraceSettings};
use probe::{Probe, ProbeWorld};

fn main() {
    let mut arguments = std::env::args().skip(1).filter_map(|a| a.parse::<u64>().ok());
    let rows = arguments.next().unwrap_or(100_000) as usize;
    let seed = arguments.next().unwrap_or(1);
    println!("world | method | row AP | P@25% | recall");
    for (mix, coverage) in [(1.0, 1.0), (3.0, 1.0), (3.0, 0.7), (3.0, 0.4)] {
        let world = Probe {
            rows,
            networks: rows / 2_000,
            mix,
            coverage,
            seed,
        }
        .make();
        let parties = world.parties();
        let settings = TraceSettings {
            coverage: Coverage::Given(coverage),
            ..TraceSettings::default()
        };
        let line = table_line(
            &NamedWorld {
                name: format!("mix {mix}, coverage {coverage}"),
                input: TraceInput {
                    index: &world.index,
                    parties: &parties,
                    rule: &ProbeWorld::rule(),
                    ends: &ProbeWorld::ends(),
                    headings: &Headings::default(),
                    who: None,
                    settings: &settings,
                },
                truth: &world.truth,
            },
            seed,
        );
        for score in &line.rows {
            println!(
                "{} | {} | {:.3} | {:.2} | {:.2}",
                line.world, score.method, score.ap, score.precision_at_quarter, score.recall
            );
        }
        let units = &line.units;
        println!(
            "{} | units: {} of {} positive ({:.3}, estimated {:.3}) | AP {:.3} {:.3?} | P@25% {:.2} | AUC {:.3} | ECE {:.3} | Brier skill {:.3} | FDR {:.2} of {}",
            line.world,
            units.positives,
            units.units,
            units.base_rate,
            units.base_rate_estimated,
            units.party.ap,
            units.party.ap_interval,
            units.party.precision_at_quarter,
            units.party.auc,
            units.ece,
            units.brier_skill,
            units.placebo_fdr,
            units.placebo_flagged,
        );
    }
}
