//! The shipped figures through the lane statistics, from file to lead.

#[path = "../../examples/shared/shipped.rs"]
mod shipped;

use fyke_model::reference::Reference;
use fyke_trace::lanes::{Concordance, LaneFindings, LaneInput, LaneSettings, Regime, find};
use std::collections::BTreeMap;

fn findings() -> LaneFindings {
    let data = std::path::PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap()).join("../../data");
    let (flows, own) = shipped::figures(&data).expect("the shipped figures can be read");
    let reference = Reference::shipped();
    let concordance = Concordance::of(&reference);
    // two ways to the same families: the tables as text, and the reference data
    for flow in &flows {
        assert_eq!(own.family(flow.lane.hs), concordance.family(flow.lane.hs));
    }
    let headings: BTreeMap<u32, String> = reference.headings.all().map(|(h, n)| (h, n.into())).collect();
    let countries = reference
        .countries
        .all()
        .map(|c| (c.country, c.name.clone()))
        .collect();
    let settings = LaneSettings {
        permutations: 1,
        ..LaneSettings::default()
    };
    let input = LaneInput {
        concordance: &concordance,
        regime: &Regime::of(&reference, "ru-2022").expect("the regime is shipped"),
        headings: &headings,
        countries: &countries,
        watched: &std::collections::BTreeSet::new(),
    };
    assert_eq!(shipped::regime("2022-02").measure, input.regime.measure);
    find(&flows, &input, &settings)
}

/// Real figures, real leads; quiet where nothing had happened; and the goods that
/// only changed their number in 2022 are not among them.
#[test]
fn the_shipped_figures_speak_and_their_placebo_dates_are_quiet() {
    let found = findings();
    assert!(found.leads.len() >= 20, "{} leads", found.leads.len());
    let wrong = found
        .discovery
        .realised_fdr
        .expect("the figures reach far enough back");
    assert!(wrong < 0.15, "{:?}", found.discovery);
    for lead in &found.leads {
        assert!(!lead.rows.is_empty() && !lead.reasons.is_empty(), "{lead:?}");
        let has = |role: &str| lead.rows.iter().any(|r| r.role == role);
        assert!(
            has("before") && has("after") && has("direct") && has("detour"),
            "{lead:?}"
        );
        assert_ne!(
            lead.family.to_string(),
            "851713",
            "smartphones, a new number in 2022"
        );
    }
    let told: Vec<&str> = found.leads.iter().map(|l| &*l.sentence).collect();
    assert!(told.iter().any(|s| s.contains("to Kyrgyzstan rose")), "{told:#?}");
}
