//! The algebra of scores, and that nothing is shown under thirty.

use super::*;
use fyke_model::measure::Rng;
use proptest::prelude::*;

fn answered() -> impl Strategy<Value = Vec<Answered>> {
    // twentieths, so that many answers are the same
    let one = (0u8..=20, any::<bool>()).prop_map(|(p, happened)| Answered {
        p: f64::from(p) / 20.0,
        happened,
    });
    proptest::collection::vec(one, 1..80)
}

fn resolved(n: usize) -> Vec<Resolved> {
    (0..n)
        .map(|i| Resolved {
            question: format!("q{i:03}"),
            probability: Probability::new(if i % 3 == 0 { 0.8 } else { 0.2 }).unwrap(),
            happened: i % 3 == 0,
            base_rate: Probability::new(1.0 / 3.0).ok(),
            crowd: (i % 2 == 0).then(|| Probability::new(0.5).unwrap()),
        })
        .collect()
}

proptest! {
    #[test]
    fn the_parts_add_up(answered in answered(), bins in 1usize..25) {
        let brier = brier_score(&answered);
        prop_assert!((Murphy::of(&answered).brier() - brier).abs() < 1e-12);
        prop_assert!((Binned::of(&answered, bins).brier() - brier).abs() < 1e-12);
        let corp = Corp::with_draws(&answered, 3, &mut Rng::new(1));
        prop_assert!((corp.brier() - brier).abs() < 1e-12);
        prop_assert!(corp.mcb >= -1e-12 && corp.dsc >= -1e-12 && corp.unc <= 0.25);
    }

    /// Recalibrated answers are calibrated: fitting them again changes nothing.
    #[test]
    fn steps_rise_and_fitting_twice_is_fitting_once(answered in answered()) {
        let corp = Corp::with_draws(&answered, 3, &mut Rng::new(1));
        prop_assert!(corp.steps.is_sorted_by(|a, b| a.said < b.said && a.means <= b.means));
        let again: Vec<Answered> = answered
            .iter()
            .map(|a| Answered {
                p: corp.steps.iter().find(|s| s.said == a.p).unwrap().means,
                happened: a.happened,
            })
            .collect();
        let second = Corp::with_draws(&again, 3, &mut Rng::new(1));
        prop_assert!(second.mcb.abs() < 1e-12);
        prop_assert!((second.dsc - corp.dsc).abs() < 1e-12);
        prop_assert!(second.steps.iter().all(|s| (s.said - s.means).abs() < 1e-12));
    }

    /// Who answers what is counted, not in which order.
    #[test]
    fn order_does_not_count(mut answered in answered()) {
        let (before, ece) = (Murphy::of(&answered), calibration_error(&answered));
        answered.reverse();
        let after = Murphy::of(&answered);
        prop_assert!((before.reliability - after.reliability).abs() < 1e-12);
        prop_assert!((ece - calibration_error(&answered)).abs() < 1e-12);
    }

    /// Saying what one believes is best in the mean, for both scores.
    #[test]
    fn honesty_is_best(belief in 0.01f64..0.99, said in 0.01f64..0.99) {
        let mean = |p: f64, score: &dyn Fn(&[Answered]) -> f64| {
            belief * score(&[Answered { p, happened: true }]) + (1.0 - belief) * score(&[Answered { p, happened: false }])
        };
        prop_assert!(mean(belief, &brier_score) <= mean(said, &brier_score) + 1e-12);
        prop_assert!(mean(belief, &|a| log_score(a).0) <= mean(said, &|a| log_score(a).0) + 1e-12);
    }
}

#[test]
fn nothing_is_shown_under_thirty_and_one_question_counts_once() {
    let need = NEEDED;
    assert_eq!(
        Scores::of(&resolved(29), &mut Rng::new(1)).unwrap_err(),
        TooFew { n: 29, need }
    );
    let mut twice = resolved(29);
    twice.extend(resolved(29));
    assert_eq!(
        Scores::of(&twice, &mut Rng::new(1)).unwrap_err(),
        TooFew { n: 29, need }
    );
    assert_eq!(
        TooFew { n: 29, need }.to_string(),
        "29 of the questions are resolved and a score needs 30; answer more, or wait until more are resolved"
    );
    let mut late = resolved(30);
    let first = late.first().unwrap().clone();
    late.push(Resolved {
        probability: Probability::new(0.0).unwrap(),
        ..first
    });
    let (early, late) = (
        Scores::of(&resolved(30), &mut Rng::new(1)).unwrap(),
        Scores::of(&late, &mut Rng::new(1)).unwrap(),
    );
    assert!(late.brier() > early.brier(), "the last answer counts");
}

#[test]
fn baselines_stand_beside_on_the_questions_they_answered() {
    let scores = Scores::of(&resolved(60), &mut Rng::new(3)).unwrap();
    assert!((scores.brier() - 0.04).abs() < 1e-12);
    let [base, crowd, half] = scores.baselines() else {
        panic!("three baselines");
    };
    assert_eq!(
        (base.who, base.n, crowd.who, crowd.n, half.n),
        (Who::BaseRate, 60, Who::Crowd, 30, 60)
    );
    assert!((base.theirs - 2.0 / 9.0).abs() < 1e-12 && base.difference.1 < 0.0);
    assert_eq!(half.theirs, 0.25);
    let mut alone = resolved(30);
    alone.iter_mut().for_each(|r| r.crowd = None);
    let text = Scores::of(&alone, &mut Rng::new(3)).unwrap().to_string();
    assert!(
        text.contains("crowd                              -   nobody answered"),
        "{text}"
    );
}

#[test]
fn a_person_who_overstates_sees_it() {
    // says 0.9 and is right six times in ten; says 0.1 and it comes once in ten
    let answered: Vec<Answered> = (0..100)
        .map(|i| match i < 50 {
            true => Answered {
                p: 0.9,
                happened: i % 10 < 6,
            },
            false => Answered {
                p: 0.1,
                happened: i % 10 < 1,
            },
        })
        .collect();
    let corp = Corp::with_draws(&answered, 400, &mut Rng::new(5));
    let [low, high] = corp.steps.as_slice() else {
        panic!("two steps")
    };
    assert_eq!((low.means, high.means), (0.1, 0.6));
    assert!(low.band.0 <= low.means && low.means <= low.band.1);
    assert!(high.means < high.band.0, "{high:?}");
    let text = show::diagram(&corp);
    assert_eq!(text, include_str!("overstates.txt"), "{text}");
    let page = include_str!("../../../../docs/scores.md");
    assert!(page.contains(&text), "docs/scores.md shows another diagram");
}

#[test]
fn a_calibrated_person_is_mostly_inside_the_bands() {
    let mut rng = Rng::new(11);
    let mut inside = (0, 0);
    for _ in 0..20 {
        let answered: Vec<Answered> = (0..120)
            .map(|_| {
                let p = (rng.unit() * 11.0).floor() / 10.0;
                Answered {
                    p,
                    happened: rng.unit() < p,
                }
            })
            .collect();
        for step in Corp::with_draws(&answered, 200, &mut rng).steps {
            inside.0 += usize::from((step.band.0..=step.band.1).contains(&step.means));
            inside.1 += 1;
        }
    }
    let share = inside.0 as f64 / inside.1 as f64;
    assert!((0.85..0.98).contains(&share), "{share}");
}
