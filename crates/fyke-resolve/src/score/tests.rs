//! Models read and written, weights that rise, small worlds resolved.

use proptest::prelude::*;

use super::*;
use crate::cluster::Verdict;
use crate::entity::features::{FEATURE_COUNT, FEATURES, Feature, Features};
use crate::entity::tests::{WORLD, world};
use crate::entity::{Entity, Family, compare, pairs, prepare_all};

#[test]
fn shipped_models_read_and_write_the_same() {
    for model in [Model::shipped(), Model::stated()] {
        assert_eq!(Model::read(&model.write()).as_ref(), Ok(&model));
        assert!(!model.provenance().is_empty());
    }
}

#[test]
fn broken_model_files_say_what_to_do() {
    let good = Model::stated().write();
    for (broken, expected) in [
        ("".to_owned(), "cannot be read"),
        (good.replace("version = 1", "version = 9"), "has version 9"),
        (
            good.replace("family.vessel", "family.boat"),
            "no weights for the family vessel",
        ),
        (
            good.replacen("\"gender\" = [-4.0, 0.3]", "\"gender\" = [-4.0]", 1),
            "has 1 weights and 2 levels",
        ),
        (
            good.replacen("\"gender\" = [-4.0, 0.3]", "\"gender\" = [4.0, 0.3]", 1),
            "do not rise",
        ),
    ] {
        let error = Model::read(&broken).expect_err(expected).to_string();
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn a_world_is_resolved_and_people_are_obeyed() {
    let entities = world(WORLD);
    let model = Model::shipped();
    let clusters = |said: &[Judgement]| resolve(&entities, &model, said, &ResolveOptions::default()).clusters;
    assert_eq!(clusters(&[]), [0, 0, 2, 3, 3, 5, 6, 7, 6]);
    let say = |a, b, verdict| Judgement { a, b, verdict };
    let told = [
        say(3, 4, Verdict::Different),
        say(2, 7, Verdict::Same),
        say(0, 1, Verdict::Unsure),
    ];
    assert_eq!(clusters(&told), [0, 0, 2, 3, 4, 5, 6, 2, 6]);
}

#[test]
fn explanations_add_up_and_quote_both_sides() {
    let entities = world(WORLD);
    let (_, prepared) = prepare_all(&entities);
    let model = Model::shipped();
    let told = explain(&model, (&entities[3], &prepared[3]), (&entities[4], &prepared[4]));
    let sum: f64 = told.parts.iter().map(|p| p.bits).sum();
    assert!((sum - told.bits).abs() < 1e-9);
    assert_eq!(
        told.probability,
        probability(&model, &compare(&prepared[3], &prepared[4]))
    );
    let date = told
        .parts
        .iter()
        .find(|p| p.feature == "dates")
        .expect("both have a date");
    assert_eq!(date.sentence, "dates: same day: \"07 Feb 1972\" and \"7.2.1972\"");
    assert_eq!(entities[4].value(date.right.expect("a value")), "7.2.1972");
}

#[test]
fn probabilities_never_reach_0_or_1() {
    for bits in [-1e9, -30.0, 0.0, 30.0, 1e9] {
        let told = model::odds(bits);
        assert!(told > 0.0 && told < 1.0, "{told}");
    }
    assert_eq!(model::odds(0.0), 0.5);
}

fn labelled(n: u64) -> Vec<LabelledPair> {
    // the name decides, the date helps, the rest is noise
    (0..n)
        .map(|at| {
            let hash = at.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
            let mut levels = [0u8; FEATURE_COUNT];
            levels[Feature::Name as usize] = 1 + (hash % 9) as u8;
            levels[Feature::Date as usize] = (hash / 9 % 10) as u8;
            levels[Feature::Country as usize] = (hash / 90 % 5) as u8;
            let same = levels[Feature::Name as usize] > 6 && levels[Feature::Date as usize] != 1;
            let features = Features {
                family: Family::Person,
                levels,
            };
            LabelledPair {
                features,
                same,
                weight: 1.0,
                fingerprint: hash,
            }
        })
        .collect()
}

#[test]
fn training_learns_and_does_not_depend_on_order() {
    let mut pairs = labelled(600);
    let options = TrainOptions {
        provenance: "a test".into(),
        ..TrainOptions::default()
    };
    let trained = train(&pairs, &options).expect("enough pairs");
    pairs.reverse();
    assert_eq!(train(&pairs, &options).as_ref(), Ok(&trained));
    let report = trained
        .model
        .family(Family::Person)
        .report
        .as_ref()
        .expect("pairs were held out");
    assert_eq!(report.pairs, 600);
    assert!(report.brier < 0.05, "{}", report.brier);
    assert_eq!(Model::read(&trained.model.write()).as_ref(), Ok(&trained.model));
    assert!(trained.fingerprints.is_sorted());
    let few = train(&pairs[..12], &options).expect_err("too few").to_string();
    assert!(few.contains("label at least 10 of each"), "{few}");
}

#[test]
fn learning_without_labels_finds_the_same_or_refuses() {
    let sorted: Vec<Features> = labelled(3_000)
        .iter()
        .filter(|p| p.same || p.features.level(Feature::Name) < 4)
        .map(|p| {
            let mut features = p.features;
            // those who are the same were born on one day, the others were not
            features.levels[Feature::Date as usize] = if p.same {
                9
            } else {
                1 + features.levels[Feature::Date as usize] % 4
            };
            features
        })
        .collect();
    let learned = learn(&sorted, &Model::stated(), "a test").expect("two clear kinds");
    let mut alike = [0u8; FEATURE_COUNT];
    (alike[Feature::Name as usize], alike[Feature::Date as usize]) = (8, 9);
    let mut unlike = [0u8; FEATURE_COUNT];
    (unlike[Feature::Name as usize], unlike[Feature::Date as usize]) = (2, 1);
    let told = |levels| {
        probability(
            &learned,
            &Features {
                family: Family::Person,
                levels,
            },
        )
    };
    assert!(
        told(alike) > 0.9 && told(unlike) < 0.1,
        "{} {}",
        told(alike),
        told(unlike)
    );
    let refused = learn(&sorted[..3], &Model::stated(), "a test")
        .expect_err("three pairs")
        .to_string();
    assert!(refused.contains("person"), "{refused}");
}

#[test]
fn labels_come_from_known_pairs_alone() {
    let entities = world(WORLD);
    let (corpus, prepared) = prepare_all(&entities);
    let options = crate::entity::CandidateOptions {
        bits_min: 0,
        ..Default::default()
    };
    let (found, _) = pairs(&prepared, &corpus, &options);
    let id = |at: usize| (entities[at].dataset.clone(), entities[at].id.clone());
    let truth = [(id(3), id(4)), (id(6), id(8))];
    let labels = cross_list_labels(&entities, &prepared, &found, &truth);
    assert_eq!(labels.iter().filter(|l| l.same).count(), 2);
    assert!(
        labels.iter().all(|l| l.same || l.weight < 1.0),
        "no pair is known to differ here"
    );
    let print = fingerprint(("us", "2"), ("eu", "2"));
    assert!(labels.iter().any(|l| l.same && l.fingerprint == print));
    assert!(!trained_on(print));
}

#[test]
fn missed_pairs_are_found_by_the_sample() {
    let entities = world(WORLD);
    let (_, prepared) = prepare_all(&entities);
    let options = RecallOptions {
        sample: 9,
        ..RecallOptions::default()
    };
    let all: Vec<(u32, u32)> = (0..9).flat_map(|a| (a + 1..9).map(move |b| (a, b))).collect();
    let whole = sample_recall(&prepared, &all, &Model::shipped(), &options);
    assert_eq!((whole.sampled, whole.recall, whole.missed.len()), (9, 1.0, 0));
    let none = sample_recall(&prepared, &[], &Model::shipped(), &options);
    assert_eq!((none.recall, none.missed.len() as u64), (0.0, none.pairs));
    assert!(none.pairs >= 3);
}

proptest! {
    #[test]
    fn more_agreement_never_lowers_the_score(
        levels in proptest::collection::vec(0u8..12, FEATURE_COUNT),
        feature in 0..FEATURE_COUNT,
        family in 0usize..4,
    ) {
        let model = Model::shipped();
        let mut features = Features { family: Family::ALL[family], levels: [0; FEATURE_COUNT] };
        for (at, spec) in FEATURES.iter().enumerate() {
            features.levels[at] = levels[at].min(spec.levels.len() as u8);
        }
        let before = probability(&model, &features);
        let highest = FEATURES[feature].levels.len() as u8;
        if features.levels[feature] > 0 && features.levels[feature] < highest {
            features.levels[feature] += 1;
            prop_assert!(probability(&model, &features) >= before);
        }
    }

    #[test]
    fn rising_sequences_are_nearest(mut values in proptest::collection::vec(-5.0f64..5.0, 1..12)) {
        let sum: f64 = values.iter().sum();
        fit::make_rise(&mut values);
        prop_assert!(values.is_sorted());
        prop_assert!((values.iter().sum::<f64>() - sum).abs() < 1e-9);
    }
}

#[test]
fn what_stands_between_two_ends_of_a_chain_is_heard() {
    // two plants of one town and an entry that mixes their names: the entry is
    // like both, the plants are not like each other
    let body = |dataset: &str, id: &str, names: &[&str]| Entity {
        dataset: dataset.into(),
        id: id.into(),
        schema: "Organization".into(),
        names: names.iter().map(|n| (*n).to_owned()).collect(),
        countries: vec!["ru".into()],
        ..Entity::default()
    };
    let bodies = [
        body("one", "1", &["Zarechny Instrument Plant Orbita"]),
        body(
            "two",
            "2",
            &[
                "Zarechny Instrument Plant Orbita",
                "Zarechny Design Bureau Kristall",
            ],
        ),
        body("three", "3", &["Zarechny Design Bureau Kristall"]),
    ];
    let (_, prepared) = prepare_all(&bodies);
    let model = Model::shipped();
    let kept = scored(&prepared, &[(0, 1), (1, 2)], &model, 0.0);
    let pairs = completed(&prepared, kept.clone(), &model, 0.01);
    let all: Vec<(u32, u32)> = pairs.iter().map(|p| (p.a, p.b)).collect();
    assert_eq!(all, [(0, 1), (0, 2), (1, 2)], "{pairs:?}");
    let between = pairs.iter().find(|p| (p.a, p.b) == (0, 2)).unwrap();
    assert!(between.probability < 0.5, "{between:?}");
    assert_eq!(
        completed(&prepared, pairs.clone(), &model, 0.01),
        pairs,
        "a second time adds nothing"
    );
}
