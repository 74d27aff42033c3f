//! What Fyke makes of a file: what it is, which column means what, how many
//! rows come in and why the others do not.
//!
//! ```text
//! cargo run --release -p fyke-guard --example admit -- FILE...
//! ```
//!
//! Rows per CPU-second: divide the rows by the user time that `time` prints.

use std::path::Path;

use fyke_guard::bytes::{Admitted, GuardError};
use fyke_guard::rows::{self, CountryBook, Rules, Sink, Wishes};
use fyke_model::consignment::Consignment;
use fyke_model::lane::Flow;
use fyke_model::refused::Refused;
use fyke_model::statement::Statement;

/// Keeps a sum that the compiler cannot leave out, and the first refusals.
#[derive(Default)]
struct Tally {
    mass_g: i64,
    value_minor: i64,
    letters: usize,
    refused: Vec<Refused>,
}

impl Sink for Tally {
    type Error = GuardError;

    fn consignment(&mut self, consignment: &Admitted<Consignment<'_>>) -> Result<(), GuardError> {
        self.mass_g = self.mass_g.wrapping_add(consignment.mass_g.unwrap_or(0));
        self.value_minor = self
            .value_minor
            .wrapping_add(consignment.value_minor.unwrap_or(0));
        self.letters += consignment.consignor.len() + consignment.goods_text.len();
        Ok(())
    }

    fn flow(&mut self, flow: &Admitted<Flow>) -> Result<(), GuardError> {
        self.value_minor = self.value_minor.wrapping_add(flow.value_minor);
        Ok(())
    }

    fn statement(&mut self, statement: &Admitted<Statement>) -> Result<(), GuardError> {
        self.letters += statement.value.len();
        Ok(())
    }

    fn refused(&mut self, refused: &Refused) -> Result<(), GuardError> {
        if self.refused.len() < 5 {
            self.refused.push(refused.clone());
        }
        Ok(())
    }
}

fn main() -> Result<(), GuardError> {
    let rules = Rules::new(CountryBook::shipped());
    for path in std::env::args().skip(1) {
        let path = Path::new(&path);
        let name = path
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        println!("{name}");
        let plan = match rows::plan_file(path, &name, &rules, &Wishes::default()) {
            Ok(plan) => plan,
            Err(error) => {
                println!("  {error}");
                continue;
            }
        };
        for line in &plan.evidence {
            println!("  {line}");
        }
        println!(
            "  dataset {:?}, edition {:?}",
            plan.dataset,
            plan.edition.map(|day| day.to_string())
        );
        let mut tally = Tally::default();
        match rows::admit_file(path, &plan, &rules, &mut tally) {
            Ok(counts) => {
                println!(
                    "  {} rows: {} admitted, {} refused {:?}; {} cells refused {:?}",
                    counts.rows,
                    counts.rows_admitted,
                    counts.rows_refused,
                    counts.rows_refused_by_reason,
                    counts.cells_refused,
                    counts.cells_refused_by_reason
                );
                println!(
                    "  {} consignments, {} flows, {} statements; mass {} g, value {} minor, {} letters",
                    counts.consignments,
                    counts.flows,
                    counts.statements,
                    tally.mass_g,
                    tally.value_minor,
                    tally.letters
                );
            }
            Err(error) => println!("  {error}"),
        }
        for refused in &tally.refused {
            println!("  {refused}");
        }
    }
    Ok(())
}
