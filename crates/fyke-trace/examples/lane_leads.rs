//! The strongest lane leads in the shipped EU export figures, as sentences, with
//! how often the same procedure is wrong on dates at which nothing had happened.
//!
//! `cargo run --release -p fyke-trace --example lane_leads -- 0.05`, the number being
//! the false-discovery rate allowed

use fyke_model::reference::Reference;
use fyke_trace::lanes::{Concordance, LaneInput, LaneSettings, Regime, find};
use std::error::Error;
use std::time::Instant;

#[path = "shared/shipped.rs"]
#[allow(dead_code)]
mod shipped;

fn main() -> Result<(), Box<dyn Error>> {
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data");
    let (flows, _) = shipped::figures(data.as_ref())?;
    let reference = Reference::shipped();
    let regime = Regime::of(&reference, "ru-2022").ok_or("no regime ru-2022")?;
    let headings = reference
        .headings
        .all()
        .map(|(h, name)| (h, name.to_owned()))
        .collect();
    let countries = reference
        .countries
        .all()
        .map(|c| (c.country, c.name.clone()))
        .collect();
    let concordance = Concordance::of(&reference);
    let input = LaneInput {
        concordance: &concordance,
        regime: &regime,
        headings: &headings,
        countries: &countries,
        watched: &std::collections::BTreeSet::new(),
    };
    let start = Instant::now();
    let mut settings = LaneSettings::default();
    if let Some(fdr) = std::env::args().nth(1) {
        settings.fdr = fdr.parse()?;
    }
    let found = find(&flows, &input, &settings);
    let seconds = start.elapsed().as_secs_f64();
    for lead in found.leads.iter().take(12) {
        println!(
            "\n{} score {:.1}, {} since the measure, {} rows",
            lead.id,
            lead.score,
            lead.value,
            lead.rows.len()
        );
        println!("  {}", lead.sentence);
        for reason in &lead.reasons {
            println!(
                "  {} {:+.1}  {}",
                reason.typology, reason.contribution, reason.sentence
            );
        }
        println!(
            "  or else: {}; confirmed by {}",
            lead.innocent.explanation, lead.innocent.confirmed_by
        );
    }
    let d = &found.discovery;
    println!(
        "\n{} leads; {} of {} lanes surge (q {}, p at most {:?}); {} lanes significant, {} under any dependence",
        found.leads.len(),
        d.surges,
        d.judged,
        d.fdr,
        d.p_max,
        d.significant,
        d.significant_any_dependence
    );
    println!(
        "placebo dates {:?}; permuted months {:?}; realised fdr {:?}",
        d.placebo, d.permuted, d.realised_fdr
    );
    for chapter in d.chapters.iter().take(5) {
        println!(
            "  chapter {}: {} of {} goods, {} lanes",
            chapter.chapter, chapter.goods_chosen, chapter.goods, chapter.lanes_chosen
        );
    }
    for note in &found.notes {
        println!("note: {note}");
    }
    println!("{} flows in {seconds:.2} s", flows.len());
    Ok(())
}
