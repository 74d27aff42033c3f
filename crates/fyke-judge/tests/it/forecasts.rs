//! Forty questions of one case: asked, answered by two people, settled by data,
//! scored out of the record.

use crate::record::world::{ada, begun, bob, drawn};
use fyke_judge::assessment::Probability;
use fyke_judge::forecast::book::{SaidAnswer, answer, ask, settle};
use fyke_judge::forecast::{
    Answers, Book, LaneSum, Listed, Listing, Origin, Question, Reach, Resolution, Seen, Sighting, Sum, Table,
    Test,
};
use fyke_judge::record::shelf::Memory;
use fyke_judge::score::{Counting, Scores, Who};
use fyke_model::date::Day;
use fyke_model::measure::Rng;

/// Of forty parties every fourth is listed in March, where the list is known
/// that far; three of four comparable ones were not.
struct World {
    known_to: &'static str,
}

impl Answers for World {
    fn lane_sum(&self, _: &LaneSum, _: &Origin) -> Result<Sum, String> {
        Err("no statistics in this case".into())
    }
    fn listed(&self, of: &Listed, _: &Origin) -> Result<Listing, String> {
        let number: u32 = of
            .name
            .trim_start_matches("party ")
            .parse()
            .map_err(|_| "no number")?;
        let march = day("2027-03-01");
        let last = day(self.known_to);
        Ok(Listing {
            first: (number.is_multiple_of(4) && march <= last).then_some(march),
            reach: Reach {
                first: None,
                last: Some(last),
            },
        })
    }
    fn seen(&self, _: &Sighting, _: &Origin) -> Result<Seen, String> {
        Err("no rows in this case".into())
    }
    fn said(&self, _: &str) -> Result<Option<bool>, String> {
        Ok(None)
    }
    fn listed_of_peers(&self, _: &Listed, _: &Origin) -> Result<Option<fyke_judge::forecast::Tally>, String> {
        Ok(Some(fyke_judge::forecast::Tally { yes: 25, n: 100 }))
    }
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn question(number: u32) -> Question {
    let (opens, closes) = (day("2026-12-01"), day("2027-05-31"));
    let test = Test::Listed(Listed {
        name: format!("party {number}"),
        country: None,
        imo: None,
        from: opens,
        to: closes,
    });
    let origin = Origin {
        table: Table::Lists,
        dataset: None,
    };
    Question::new(
        &format!("lead{number:06}"),
        opens,
        closes,
        day("2027-07-31"),
        origin,
        test,
        "",
    )
}

#[test]
fn a_record_scores_those_who_answered_in_it() {
    let random = &mut drawn(5);
    let mut record = begun(Memory::new());
    let early = World {
        known_to: "2026-12-01",
    };
    for number in 0..40 {
        ask(
            &mut record,
            random,
            &ada(),
            &question(number),
            &early,
            "2026-12-01T09:00:00Z",
        )
        .unwrap();
    }
    let again = ask(
        &mut record,
        random,
        &bob(),
        &question(0),
        &early,
        "2026-12-02T09:00:00Z",
    )
    .unwrap();
    let book = Book::of(&record).unwrap();
    assert_eq!((book.asked.len(), again), (40, book.asked[0].entry), "asked once");
    let mut say = |book: &Book, who: &fyke_judge::key::PersonKey, number: u32, p: f64, at: &str| {
        let said = SaidAnswer {
            probability: Probability::new(p).unwrap(),
            why: String::new(),
            at: at.to_owned(),
        };
        let id = question(number).id;
        answer(
            &mut record,
            random,
            who,
            book.find(&id).unwrap(),
            &said,
            day(&at[..10]),
        )
    };
    for number in 0..40_u32 {
        // ada knows more as time goes; bob says one half the day after her last word
        let sure = if number.is_multiple_of(4) { 0.9 } else { 0.1 };
        say(&book, &ada(), number, 0.5, "2026-12-02T09:00:00Z").unwrap();
        say(&book, &ada(), number, sure, "2026-12-09T09:00:00Z").unwrap();
        say(&book, &bob(), number, 0.5, "2026-12-10T09:00:00Z").unwrap();
    }
    let late = say(&book, &ada(), 1, 0.0, "2027-06-01T09:00:00Z").unwrap_err();
    assert!(late.to_string().contains("takes no answers any more"), "{late}");

    // in March ten are listed; of the others nothing can be said before June
    let march = settle(
        &mut record,
        random,
        &World {
            known_to: "2027-03-01",
        },
        day("2027-03-02"),
        "2027-03-02T09:00:00Z",
    );
    let march = march.unwrap();
    assert_eq!(
        (march.len(), march.iter().all(|m| m.1 == Resolution::Yes)),
        (10, true)
    );
    let too_few = Book::of(&record).unwrap().resolved(ada().id(), Counting::Last);
    assert_eq!(Scores::of(&too_few, &mut Rng::new(1)).unwrap_err().n, 10);
    let known = World {
        known_to: "2027-06-02",
    };
    let june = settle(
        &mut record,
        random,
        &known,
        day("2027-06-03"),
        "2027-06-03T09:00:00Z",
    )
    .unwrap();
    assert_eq!(
        (june.len(), june.iter().all(|m| m.1 == Resolution::No)),
        (30, true)
    );
    assert_eq!(
        settle(
            &mut record,
            random,
            &known,
            day("2027-06-04"),
            "2027-06-04T09:00:00Z"
        )
        .unwrap(),
        []
    );

    let book = Book::of(&record).unwrap();
    let scores = |who: &fyke_judge::key::PersonKey, counting| {
        Scores::of(&book.resolved(who.id(), counting), &mut Rng::new(1)).unwrap()
    };
    let (first, last) = (scores(&ada(), Counting::First), scores(&ada(), Counting::Last));
    assert_eq!((last.n(), last.happened()), (40, 10));
    assert!((first.brier() - 0.25).abs() < 1e-12 && (last.brier() - 0.01).abs() < 1e-12);
    let base = last.baselines().iter().find(|b| b.who == Who::BaseRate).unwrap();
    assert!(base.n == 40 && base.difference.1 < 0.0, "{base:?}");
    // bob spoke after her: he is no crowd to her, and she is one to him
    let crowd = |scores: &Scores| scores.baselines().iter().find(|b| b.who == Who::Crowd).unwrap().n;
    assert_eq!((crowd(&last), crowd(&scores(&bob(), Counting::Last))), (0, 40));
}
