//! Two readers' labels of supplier facts: how far they agree, on small worlds and
//! on the gold, and the reading beside each and beside what both say.

use crate::world::sanctions;
use fyke_trawl::score::supply::agree::{agreed, agreement};
use fyke_trawl::score::supply::supply as score;

const FIRST: &str = include_str!("../supply_gold.json");
const SECOND: &str = include_str!("../supply_gold_second.json");

/// Labels of sentences, each given as its facts.
fn world(sentences: &[&str]) -> String {
    let line = |(at, facts): (usize, &&str)| {
        format!(
            r#"{{"file":"a.csv","record":{at},"field":"reason","start":0,"end":9,"hash":"0","set":"dev","facts":[{facts}]}}"#
        )
    };
    let lines: Vec<String> = sentences.iter().enumerate().map(line).collect();
    format!(r#"{{"sentences":[{}]}}"#, lines.join(","))
}

const MAKES: &str = r#"{"relation":"makes","subject":[[0,10]],"goods":[[20,30]]}"#;
const WIDER: &str = r#"{"relation":"makes","subject":[[0,10]],"goods":[[16,30]]}"#;
const OTHER: &str = r#"{"relation":"makes","subject":[[0,10]],"goods":[[29,60]]}"#;
const PERHAPS: &str = r#"{"relation":"makes","subject":[[0,10]],"goods":[[29,60]],"optional":true}"#;

#[test]
fn a_reader_agrees_with_himself() {
    let said = agreement(FIRST, FIRST, None).unwrap();
    assert_eq!((said.n, said.same, said.kappa), (200, 200, 1.0));
    assert_eq!((said.half.f1, said.exact.f1), (1.0, 1.0));
}

#[test]
fn spans_that_differ_a_little_meet_by_half_and_not_exactly() {
    let said = agreement(&world(&[MAKES, MAKES, ""]), &world(&[WIDER, OTHER, ""]), None).unwrap();
    assert_eq!(
        (said.half.both, said.exact.both, said.half.first, said.half.second),
        (1, 0, 2, 2)
    );
    assert_eq!((said.slots["subject"].both, said.slots["goods"].both), (2, 1));
    assert_eq!((said.same, said.kappa), (2, 1.0));
}

#[test]
fn kappa_is_that_of_the_four_counts() {
    // both 1, the first alone 1, neither 2: observed 3/4, by chance (2*1 + 2*3)/16 = 1/2
    let said = agreement(
        &world(&[MAKES, MAKES, "", ""]),
        &world(&[MAKES, "", "", ""]),
        None,
    )
    .unwrap();
    assert_eq!(said.holds, [1, 1, 0, 2]);
    assert_eq!(said.kappa, 0.5);
    let turned = agreement(
        &world(&[MAKES, "", "", ""]),
        &world(&[MAKES, MAKES, "", ""]),
        None,
    )
    .unwrap();
    assert_eq!((turned.holds, turned.kappa), ([1, 0, 1, 2], 0.5));
}

#[test]
fn what_one_holds_for_optional_is_not_counted() {
    let said = agreement(&world(&[OTHER, PERHAPS]), &world(&[PERHAPS, ""]), None).unwrap();
    assert_eq!((said.half.first, said.half.second, said.same), (0, 0, 2));
}

#[test]
fn labels_of_other_sentences_are_refused() {
    assert!(agreement(&world(&[MAKES]), &world(&[MAKES, ""]), None).is_err());
    assert!(agreement(FIRST, &world(&[MAKES]), None).is_err());
    let moved = world(&[MAKES]).replace("a.csv", "b.csv");
    assert!(agreement(&world(&[MAKES]), &moved, None).is_err());
}

#[test]
fn what_both_say_is_what_must_be_found() {
    let both = agreed(&world(&[MAKES, OTHER]), &world(&[WIDER, ""])).unwrap();
    let said = agreement(&both, &world(&[WIDER, OTHER]), None).unwrap();
    assert_eq!((said.half.both, said.half.first, said.half.second), (1, 1, 1));
}

/// Prints the figures of `docs/read-supply.md` with `-- --nocapture`.
#[test]
fn the_readers_of_the_gold_agree() {
    for set in [None, Some("dev"), Some("held")] {
        let said = agreement(FIRST, SECOND, set).unwrap();
        println!("{set:?} {}", serde_json::to_string(&said).unwrap());
    }
    // every label counted, optional or not: the stricter figure
    let must = |labels: &str| labels.replace(r#""optional": true"#, r#""optional": false"#);
    let strict = agreement(&must(FIRST), &must(SECOND), None).unwrap();
    println!("strict {}", serde_json::to_string(&strict).unwrap());
    let said = agreement(FIRST, SECOND, None).unwrap();
    assert_eq!(said.n, 200);
    assert!(strict.half.f1 <= said.half.f1);
    assert!(said.half.f1 > 0.7 && said.kappa > 0.7, "{said:?}");
}

#[test]
fn the_reading_is_scored_by_each_reader() {
    let Some(folder) = sanctions() else { return };
    let both = agreed(FIRST, SECOND).unwrap();
    for (reader, labels) in [("first", FIRST), ("second", SECOND), ("both", &both)] {
        for set in ["dev", "held"] {
            let score = score(labels, Some(set), |file| std::fs::read(folder.join(file)).ok()).unwrap();
            println!(
                "{reader} {set}: facts {} labels {} right {} precision {:.3} {:.3?} recall {:.3} {:.3?} f1 {:.3} complete {:.3}",
                score.facts,
                score.labels,
                score.right,
                score.precision,
                score.precision_interval,
                score.recall,
                score.recall_interval,
                score.f1,
                score.complete_precision
            );
            assert!(
                score.precision > 0.5 && score.recall > 0.5,
                "{reader} {set}: {:?}",
                score.wrong
            );
        }
    }
}
