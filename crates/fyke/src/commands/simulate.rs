//! `fyke simulate OUT`: a world of trade with planted diversion and known truth.

use crate::screen::{Failure, Outcome, Progress, counted, grouped};
use fyke_sim::{Recipe, Settings, SimError, Summary, write_world};
use serde_json::json;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Args {
    /// the folder to make
    out: PathBuf,
    /// consignments to simulate: 20000, 500k, 10m
    #[arg(long, default_value = "1m", value_parser = rows)]
    rows: u64,
    /// the same seed and settings give the same bytes
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// share of the consignments not into an embargoed end that the analyst sees
    #[arg(long, default_value_t = Settings::new(0, 0).coverage)]
    coverage: f64,
    /// plant nothing: what is found in such a world is false
    #[arg(long)]
    placebo: bool,
    /// how much honest trade in the same goods goes through each planted middle
    #[arg(long, default_value_t = Settings::new(0, 0).stock_mixing)]
    stock_mixing: f64,
    /// plant one firm in so many of all; without it about one in 40, as the
    /// scores of the flow alone have it
    #[arg(long, value_name = "N")]
    one_in: Option<u32>,
    /// the rules networks are planted by: dev, or test (measured on, never fitted on)
    #[arg(long, default_value = "dev")]
    recipe: Recipe,
    /// print one JSON object
    #[arg(long)]
    json: bool,
}

fn rows(text: &str) -> Result<u64, String> {
    let text = text.replace(['_', ','], "").to_lowercase();
    let (digits, factor) = match text.strip_suffix(['k', 'm', 'b']) {
        Some(digits) if text.ends_with('k') => (digits, 1_000),
        Some(digits) if text.ends_with('m') => (digits, 1_000_000),
        Some(digits) => (digits, 1_000_000_000),
        None => (text.as_str(), 1),
    };
    let number: u64 = digits
        .parse()
        .map_err(|_| format!("'{text}' is not a number of rows; write 20000, 500k or 10m"))?;
    number
        .checked_mul(factor)
        .ok_or_else(|| format!("{text} rows are more than can be counted"))
}

impl Args {
    fn settings(&self) -> Settings {
        Settings {
            rows: self.rows,
            seed: self.seed,
            coverage: self.coverage,
            placebo: self.placebo,
            stock_mixing: self.stock_mixing,
            one_in: self.one_in,
            recipe: self.recipe,
        }
    }
}

impl From<SimError> for Failure {
    fn from(error: SimError) -> Failure {
        let text = error.to_string();
        match text.split_once("; ") {
            Some((broke, repair)) => Failure::new(broke, repair),
            None => Failure::new(text, "check the folder and the disk"),
        }
    }
}

pub fn run(args: &Args) -> Outcome {
    let bar = Progress::bar("simulating", args.rows);
    let summary = write_world(&args.out, &args.settings(), &mut |rows| bar.at(rows))?;
    drop(bar);
    if args.json {
        println!("{}", as_json(args, &summary));
    } else {
        println!(
            "simulated {} in {}; {} networks planted; base rates: {:.3} % of the parties, {:.3} % of the rows; of what goes into the ends {:.1} % of the rows and {:.1} % of the (party, goods) units",
            counted(summary.rows_seen, "row"),
            args.out.display(),
            grouped(summary.networks),
            summary.base_rate_parties() * 100.0,
            summary.base_rate_all_rows() * 100.0,
            summary.base_rate_rows() * 100.0,
            summary.base_rate_units() * 100.0
        );
    }
    Ok(())
}

fn as_json(args: &Args, summary: &Summary) -> serde_json::Value {
    json!({
        "out": args.out,
        "rows": summary.rows_seen,
        "firms": summary.firms,
        "networks": summary.networks,
        "recipe": args.recipe.name(),
        "planted_parties": summary.planted,
        "base_rate_parties": summary.base_rate_parties(),
        "base_rate_all_rows": summary.base_rate_all_rows(),
        "base_rate_rows": summary.base_rate_rows(),
        "base_rate_units": summary.base_rate_units(),
        "bytes": summary.bytes,
    })
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn numbers_of_rows_as_people_write_them() {
        assert_eq!(rows("10m"), Ok(10_000_000));
        assert_eq!(rows("500K"), Ok(500_000));
        assert_eq!(rows("20_000"), Ok(20_000));
        assert!(rows("many").is_err());
        assert!(rows("99999999999b").is_err());
    }
}
