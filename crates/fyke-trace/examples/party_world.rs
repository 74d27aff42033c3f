//! Scores the trace on folders that `fyke simulate` wrote, with the baselines,
//! and prints the first leads as a person would read them.
//!
//! ```sh
//! cargo run --release -p fyke-trace --example party_world -- WORLD...
//! ```

mod world;

use fyke_trace::party::dependence::Coverage;
use fyke_trace::party::world_score::{NamedWorld, table_line};
use fyke_trace::party::{TraceInput, TraceSettings, trace};
use std::path::Path;
use world::World;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for folder in std::env::args().skip(1) {
        let world = World::read(Path::new(&folder))?;
        let truth = world.truth(Path::new(&folder))?;
        let settings = TraceSettings {
            coverage: world.coverage.map_or(Coverage::Estimated, Coverage::Given),
            leads_max: 3,
            ..TraceSettings::default()
        };
        let parties = world.parties();
        let (rule, ends) = (world.rule(), world.ends());
        let input = TraceInput {
            index: &world.index,
            parties: &parties,
            rule: &rule,
            ends: &ends,
            headings: &world.reference.headings,
            settings: &settings,
        };
        for lead in trace(&input).leads {
            println!("\n{:.2} {:.3} {}", lead.score, lead.probability, lead.sentence);
            for reason in &lead.reasons {
                println!(
                    "  {:+.2} {:<10} {}",
                    reason.contribution, reason.typology, reason.sentence
                );
            }
            println!(
                "  rows {}, innocent: {}",
                lead.rows.len(),
                lead.innocent.explanation
            );
        }
        let named = NamedWorld {
            name: folder.clone(),
            input,
            truth: &truth,
        };
        let line = table_line(&named, 1);
        for score in &line.rows {
            println!(
                "{folder} | {} | row AP {:.3} | P@25% {:.2} | recall {:.2}",
                score.method, score.ap, score.precision_at_quarter, score.recall
            );
        }
        println!("{:#?}", line.units);
    }
    Ok(())
}
