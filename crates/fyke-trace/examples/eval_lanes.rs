//! Scores the frozen ranking of goods against a goods profile, beside what
//! anybody would try first. The program's `fyke eval lanes` prints the same.
//!
//! `cargo run --release -p fyke-trace --example eval_lanes -- common-high-priority`

use fyke_model::reference::Reference;
use fyke_trace::lanes::{Concordance, Regime, eval_lanes};
use std::error::Error;

#[path = "shared/shipped.rs"]
#[allow(dead_code)]
mod shipped;

fn main() -> Result<(), Box<dyn Error>> {
    let id = std::env::args().nth(1).unwrap_or("common-high-priority".into());
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data");
    let (flows, _) = shipped::figures(data.as_ref())?;
    let reference = Reference::shipped();
    let profile = reference.profiles.get(&id).ok_or("no goods profile of that id")?;
    let regime = Regime::of(&reference, "ru-2022").ok_or("no regime ru-2022")?;
    let score = eval_lanes(&flows, &Concordance::of(&reference), &regime, &profile.hs_codes());
    println!(
        "{} codes listed, in {} families of the figures",
        score.codes_listed, score.families_listed
    );
    for s in &score.strata {
        let b = s.baselines;
        println!(
            "{:8} n {:5} positives {:3} auc {:.3} [{:.3}, {:.3}]  growth {:.3} drop {:.3} size {:.3} rank sum {:.3}  gain over the best [{:.3}, {:.3}]",
            s.name,
            s.n,
            s.positives,
            s.auc,
            s.auc_interval.0,
            s.auc_interval.1,
            b.growth,
            b.drop,
            b.size,
            b.rank_sum,
            s.gain_interval.0,
            s.gain_interval.1
        );
    }
    Ok(())
}
