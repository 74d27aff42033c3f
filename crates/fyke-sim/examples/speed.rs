//! Writes a world and says what is in it and what it cost.
//!
//! `cargo run --release -p fyke-sim --example speed -- OUT ROWS SEED [COVERAGE] [placebo] [test] [one-in=1000]`

use fyke_sim::{Recipe, Settings, write_world};

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| words.get(at).and_then(|w| w.parse::<f64>().ok());
    let Some(out) = words.first() else {
        eprintln!("usage: speed OUT ROWS SEED [COVERAGE] [placebo] [test] [one-in=1000]");
        std::process::exit(2);
    };
    let mut settings = Settings::new(number(1).unwrap_or(1e6) as u64, number(2).unwrap_or(1.0) as u64);
    settings.coverage = number(3).unwrap_or(0.7);
    settings.placebo = words.iter().any(|w| w == "placebo");
    if words.iter().any(|w| w == "test") {
        settings.recipe = Recipe::Test;
    }
    settings.one_in = words.iter().find_map(|w| w.strip_prefix("one-in=")?.parse().ok());
    match write_world(out.as_ref(), &settings, &mut |_| ()) {
        Ok(summary) => {
            println!("{summary:#?}");
            println!(
                "base rate: parties {:.5}, all rows {:.5}, rows into ends {:.4}, units into ends {:.4}",
                summary.base_rate_parties(),
                summary.base_rate_all_rows(),
                summary.base_rate_rows(),
                summary.base_rate_units()
            );
        }
        Err(error) => {
            eprintln!("{error}");
            std::process::exit(1);
        }
    }
    // Linux says what the process cost
    for file in ["/proc/self/stat", "/proc/self/status"] {
        if let Ok(text) = std::fs::read_to_string(file) {
            let cells: Vec<&str> = text.rsplit(')').next().unwrap_or("").split_whitespace().collect();
            if let (true, Some(user), Some(system)) = (file.ends_with("stat"), cells.get(11), cells.get(12)) {
                println!("cpu ticks of 10 ms: user {user}, system {system}");
            }
            text.lines()
                .filter(|l| l.starts_with("VmHWM"))
                .for_each(|l| println!("{l}"));
        }
    }
}
