//! Ranks the goods of the shipped EU export figures by how likely they are of
//! military interest, from the flows alone, and prints how the six questions
//! hang together. It reads no goods profile and prints no code: it is what the
//! ranking was designed with, before the answer was looked at.
//!
//! `cargo run --release -p fyke-trace --example rank_goods`

use fyke_trace::lanes::ranking::{Components, rank_goods};
use std::error::Error;

#[path = "shared/shipped.rs"]
mod shipped;

/// One of the six questions.
type Part = fn(&Components) -> f64;

fn main() -> Result<(), Box<dyn Error>> {
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data");
    let (flows, concordance) = shipped::figures(data.as_ref())?;
    let real = shipped::regime("2022-02");
    for measure in ["2022-02", "2021-07", "2021-02"] {
        let regime = shipped::regime(measure);
        // at a placebo date the figures end before the true one
        let until = if measure == "2022-02" {
            i32::MAX
        } else {
            real.measure.0
        };
        let known: Vec<_> = flows.iter().copied().filter(|f| f.lane.month.0 < until).collect();
        let ranked = rank_goods(&known, &concordance, &regime);
        println!("\nmeasure {measure}: {} families", ranked.len());
        let parts: [(&str, Part); 6] = [
            ("prompt", |c| c.prompt),
            ("lasting", |c| c.lasting),
            ("ally", |c| c.ally),
            ("detours", |c| c.detours),
            ("coupling", |c| c.coupling),
            ("exposure", |c| c.exposure),
        ];
        for (name, part) in parts {
            let column: Vec<f64> = ranked.iter().map(|g| part(&g.components)).collect();
            let mean = column.iter().sum::<f64>() / column.len() as f64;
            let sd = (column.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / column.len() as f64).sqrt();
            let with: Vec<String> = parts
                .iter()
                .map(|(_, other)| {
                    let other: Vec<f64> = ranked.iter().map(|g| other(&g.components)).collect();
                    format!("{:6.2}", correlation(&column, &other))
                })
                .collect();
            println!(
                "{name:9} mean {mean:6.2} sd {sd:5.2}  correlations {}",
                with.join(" ")
            );
        }
    }
    Ok(())
}

fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let n = a.len() as f64;
    let (ma, mb) = (a.iter().sum::<f64>() / n, b.iter().sum::<f64>() / n);
    let (mut ab, mut aa, mut bb) = (0.0, 0.0, 0.0);
    for (x, y) in a.iter().zip(b) {
        ab += (x - ma) * (y - mb);
        aa += (x - ma).powi(2);
        bb += (y - mb).powi(2);
    }
    ab / (aa * bb).sqrt().max(1e-12)
}
