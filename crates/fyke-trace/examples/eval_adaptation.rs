//! Scores the forecast of adaptation on the shipped figures, as `fyke eval
//! adaptation` does: `cargo run --release -p fyke-trace --example eval_adaptation`

use fyke_model::reference::Reference;
use fyke_trace::adapt::{Setting, back_test};
use std::error::Error;

#[path = "shared/shipped.rs"]
#[allow(dead_code)]
mod shipped;

fn main() -> Result<(), Box<dyn Error>> {
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data");
    let (flows, concordance) = shipped::figures(data.as_ref())?;
    let setting = Setting::russia_2022(&Reference::shipped()).ok_or("a country is missing")?;
    let score = back_test(&flows, &concordance, &setting, "2022-02".parse()?, 1).ok_or("too few months")?;
    println!("{score:#.5?}");
    Ok(())
}
