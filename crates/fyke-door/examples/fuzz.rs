//! Runs one reader of outside bytes on mutations of a valid input for so many CPU
//! seconds: `fuzz NAME SECONDS [SEED]`. Prints one line of JSON; a panic ends it.
//! `fuzz names` lists them.
//! Run by `cargo xtask fuzz door NAME`.

use fyke_door::fuzz::{run, targets};

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let name = words.first().map_or("", String::as_str);
    let seconds: i64 = words.get(1).and_then(|word| word.parse().ok()).unwrap_or(60);
    let seed: u64 = words.get(2).and_then(|word| word.parse().ok()).unwrap_or(0);
    if name == "names" {
        targets().for_each(|(name, ..)| println!("{name}"));
        return;
    }
    let Some(target) = targets().find(|(target, ..)| *target == name) else {
        let names: Vec<&str> = targets().map(|(name, ..)| *name).collect();
        eprintln!("no reader is called `{name}`; there are: {}", names.join(", "));
        std::process::exit(2);
    };
    let mut rounds = 0u64;
    let mut batch = 0u64;
    while rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime).tv_sec < seconds {
        let mut of_batch = [0u8; 32];
        of_batch[..8].copy_from_slice(&seed.to_be_bytes());
        of_batch[8..16].copy_from_slice(&batch.to_be_bytes());
        run(target, 100, of_batch);
        rounds += 100;
        batch += 1;
    }
    println!(
        "{{\"reader\":\"{name}\",\"cpu_seconds\":{seconds},\"inputs\":{rounds},\"seed\":{seed},\"crashes\":0}}"
    );
}
