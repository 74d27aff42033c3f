//! Small worlds: a lane, a party, a ship; what they are asked and what time says.

use super::*;
use fyke_model::date::{Day, Month};
use fyke_model::lead::Lead;
use fyke_model::money::{Amount, Currency};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}
fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn lead(subject: &str) -> Lead {
    let text = format!(
        r#"{{"id":"abcdefghij","subject":{subject},
        "goods":{{"id":"8542","title":"integrated circuits"}},
        "from":"2026-01","to":"2026-10","regime":"ru-2022","score":1.0,"probability":null,
        "value":{{"minor":100000000,"currency":"USD"}},"coverage":null,"sentence":"s","reasons":[],
        "innocent":{{"explanation":"e","confirmed_by":"c"}},"rows":[],"handling":"open","simulated":true}}"#
    );
    serde_json::from_str(&text).unwrap()
}
fn lane() -> Lead {
    lead(r#"{"kind":"lane","exporter":"DE","through":["KG"],"end":"RU"}"#)
}
fn party() -> Lead {
    lead(r#"{"kind":"party","name":"Beta","country":"TR","end":"RU"}"#)
}
fn vessel() -> Lead {
    lead(r#"{"kind":"vessel","name":"Gama","imo":"9123456","flag":"PA","end":"RU"}"#)
}

/// A world in which each month of a lane is worth so many dollars.
#[derive(Default)]
struct World {
    months: Vec<(&'static str, i64)>,
    first: Option<&'static str>,
    rows: Vec<&'static str>,
    reach: (Option<&'static str>, Option<&'static str>),
    said: Option<bool>,
    peers: Option<Tally>,
}

impl World {
    fn reach(&self) -> Reach {
        Reach {
            first: self.reach.0.map(day),
            last: self.reach.1.map(day),
        }
    }
}

impl Answers for World {
    fn lane_sum(&self, of: &LaneSum, _: &Origin) -> Result<Sum, String> {
        let at = |m: Month| self.months.iter().find(|known| month(known.0) == m);
        let months = || (of.from.0..=of.to.0).map(Month);
        let minor = months().filter_map(at).map(|known| known.1 * 100).sum();
        Ok(Sum {
            amount: Amount {
                minor,
                currency: Currency::USD,
            },
            missing: months().filter(|m| at(*m).is_none()).collect(),
        })
    }
    fn listed(&self, _: &Listed, _: &Origin) -> Result<Listing, String> {
        Ok(Listing {
            first: self.first.map(day),
            reach: self.reach(),
        })
    }
    fn seen(&self, of: &Sighting, _: &Origin) -> Result<Seen, String> {
        let within = |row: &&&str| (of.from..=of.to).contains(&day(row));
        Ok(Seen {
            rows: self.rows.iter().filter(within).count() as u64,
            reach: self.reach(),
        })
    }
    fn said(&self, _: &str) -> Result<Option<bool>, String> {
        Ok(self.said)
    }
    fn listed_of_peers(&self, _: &Listed, _: &Origin) -> Result<Option<Tally>, String> {
        Ok(self.peers)
    }
}

#[test]
fn every_lead_offers_questions_that_can_turn_out() {
    let today = day("2026-11-22");
    let texts = |lead: Lead| -> Vec<String> { offer(&lead, today).into_iter().map(|q| q.text).collect() };
    assert_eq!(
        texts(lane()),
        [
            "exports of integrated circuits (family 8542) from DE to KG from 2026-12 to 2027-05 will be above USD 600 k (official statistics)",
            "a row of declarations dated 2026-11-23 to 2027-05-23 will show integrated circuits from KG to RU",
        ]
    );
    assert_eq!(
        texts(party()),
        [
            "Beta (TR) will stand in an edition dated 2026-11-23 to 2027-05-23 of a watch list of the case",
            "a row of declarations dated 2026-11-23 to 2027-05-23 will show integrated circuits by Beta to RU",
        ]
    );
    assert_eq!(
        texts(vessel()),
        [
            "a row of positions of ships will show Gama in waters of RU between 2026-11-23 and 2027-05-23",
            "Gama (IMO 9123456) will stand in an edition dated 2026-11-23 to 2027-05-23 of a watch list of the case",
        ]
    );
    for lead in [
        lane(),
        party(),
        vessel(),
        Lead {
            value: None,
            ..lane()
        },
    ] {
        let questions = offer(&lead, today);
        assert!((1..=3).contains(&questions.len()));
        for q in &questions {
            assert!(
                q.opens < q.closes && q.closes < q.due && q.id.len() == 10,
                "{q:?}"
            );
            let json = serde_json::to_string(q).unwrap();
            assert_eq!(&serde_json::from_str::<Question>(&json).unwrap(), q);
            assert_eq!(
                offer(&lead, today)
                    .iter()
                    .filter(|other| other.id == q.id)
                    .count(),
                1
            );
        }
    }
}

#[test]
fn days_at_the_ends_of_time_do_no_harm() {
    for today in [Day(i32::MAX), Day(i32::MIN), Day(0)] {
        for lead in [lane(), party(), vessel()] {
            for q in offer(&lead, today) {
                let _ = resolve(&q, &World::default(), today);
                let _ = (
                    base_rate(&q, &World::default()),
                    past_middle(&q, &World::default()),
                );
            }
        }
    }
}

#[test]
fn a_sum_answers_when_its_months_are_there() {
    let q = offer(&lane(), day("2026-11-22")).remove(0);
    assert_eq!((q.closes, q.due), (day("2027-05-31"), day("2027-11-27")));
    let half = World {
        months: vec![("2026-12", 300_000), ("2027-01", 200_000)],
        ..World::default()
    };
    let low = World {
        months: ["2026-12", "2027-01", "2027-02", "2027-03", "2027-04", "2027-05"]
            .map(|m| (m, 90_000))
            .to_vec(),
        ..World::default()
    };
    let high = World {
        months: vec![("2026-12", 300_000), ("2027-01", 300_001)],
        ..World::default()
    };
    // above already, however few months are in
    assert_eq!(resolve(&q, &high, day("2027-02-20")), Resolution::Yes);
    assert_eq!(resolve(&q, &half, day("2027-02-20")), Resolution::Open);
    assert_eq!(resolve(&q, &half, day("2027-08-01")), Resolution::Open);
    assert_eq!(
        resolve(&q, &half, day("2027-11-28")),
        Resolution::Void {
            why:
                "the data hold no row of DE for 2027-02, 2027-03, 2027-04, 2027-05, and 2027-11-27 has passed"
                    .into()
        }
    );
    assert_eq!(
        resolve(&q, &low, day("2027-05-31")),
        Resolution::Open,
        "the last day is not over"
    );
    assert_eq!(resolve(&q, &low, day("2027-06-01")), Resolution::No);
    // the same asked from below
    let mut below = q.clone();
    if let Test::LaneSum(sum) = &mut below.test {
        sum.than = Than::Below;
    }
    assert_eq!(resolve(&below, &low, day("2027-05-31")), Resolution::Open);
    assert_eq!(resolve(&below, &low, day("2027-06-01")), Resolution::Yes);
    assert_eq!(
        resolve(&below, &half, day("2027-11-28")),
        resolve(&q, &half, day("2027-11-28"))
    );
}

#[test]
fn below_is_no_as_soon_as_the_sum_is_above() {
    let mut q = offer(&lane(), day("2026-11-22")).remove(0);
    if let Test::LaneSum(sum) = &mut q.test {
        sum.than = Than::Below;
    }
    let high = World {
        months: vec![("2026-12", 900_000)],
        ..World::default()
    };
    assert_eq!(resolve(&q, &high, day("2027-02-01")), Resolution::Open);
    // five months lack, and they cannot take it back
    assert_eq!(resolve(&q, &high, day("2027-06-01")), Resolution::No);
}

#[test]
fn silence_is_no_answer() {
    let [listed, seen]: [Question; 2] = offer(&party(), day("2026-11-22")).try_into().unwrap();
    let (over, late) = (day("2027-05-24"), day("2027-07-23"));
    let silent = World {
        reach: (Some("2020-01-01"), Some("2027-05-22")),
        ..World::default()
    };
    let told = World {
        reach: (Some("2020-01-01"), Some("2027-05-23")),
        ..World::default()
    };
    for q in [&listed, &seen] {
        assert_eq!(resolve(q, &silent, over), Resolution::Open);
        assert!(
            matches!(resolve(q, &silent, late), Resolution::Void { .. }),
            "{q:?}"
        );
        assert_eq!(resolve(q, &told, q.closes), Resolution::Open);
        assert_eq!(resolve(q, &told, over), Resolution::No);
    }
    let listing = |first| World {
        first: Some(first),
        ..World::default()
    };
    assert_eq!(resolve(&listed, &listing("2027-05-23"), over), Resolution::Yes);
    assert_eq!(
        resolve(&listed, &listing("2027-05-24"), over),
        Resolution::Open,
        "a day late, and no edition of the day"
    );
    assert_eq!(
        resolve(&listed, &listing("2026-11-22"), over),
        Resolution::Void {
            why: "Beta already stood in the edition of 2026-11-22, before the question opened".into()
        }
    );
    let rows = World {
        rows: vec!["2026-11-22", "2027-05-23"],
        ..World::default()
    };
    assert_eq!(resolve(&seen, &rows, over), Resolution::Yes);
    let early = World {
        rows: vec!["2026-11-22"],
        ..World::default()
    };
    assert_eq!(
        resolve(&seen, &early, over),
        Resolution::Open,
        "what was there before does not count"
    );
}

#[test]
fn a_person_answers_what_no_table_can() {
    let opens = day("2026-11-22");
    let test = Test::Person {
        look: "a court of DE will open a case about Beta".into(),
    };
    let origin = Origin {
        table: Table::Person,
        dataset: None,
    };
    let q = Question::new(
        "abcdefghij",
        opens,
        day("2027-01-31"),
        day("2027-02-28"),
        origin,
        test,
        "goods",
    );
    let world = |said| World {
        said,
        ..World::default()
    };
    assert_eq!(q.text, "by 2027-01-31, a court of DE will open a case about Beta");
    assert_eq!(resolve(&q, &world(Some(true)), opens), Resolution::Yes);
    assert_eq!(
        resolve(&q, &world(Some(false)), day("2027-02-01")),
        Resolution::No
    );
    assert_eq!(resolve(&q, &world(None), day("2027-02-28")), Resolution::Open);
    assert!(matches!(
        resolve(&q, &world(None), day("2027-03-01")),
        Resolution::Void { .. }
    ));
    assert_eq!(base_rate(&q, &world(None)), None);
}

#[test]
fn the_past_gives_the_base_rate_and_a_better_amount() {
    let q = offer(&lane(), day("2026-11-22")).remove(0);
    // October is the last month that is there in November; three half years
    // are whole; the fourth lacks its first months
    let mut months: Vec<(&str, i64)> = Vec::new();
    for (names, dollars) in [
        (
            ["2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10"],
            200_000,
        ),
        (
            ["2025-11", "2025-12", "2026-01", "2026-02", "2026-03", "2026-04"],
            50_000,
        ),
        (
            ["2025-05", "2025-06", "2025-07", "2025-08", "2025-09", "2025-10"],
            10_000,
        ),
    ] {
        months.extend(names.map(|name| (name, dollars)));
    }
    months.push(("2025-04", 1));
    let world = World {
        months,
        ..World::default()
    };
    let rate = base_rate(&q, &world).unwrap();
    assert_eq!(
        (rate.yes, rate.n, rate.rate, rate.of),
        (1, 3, 0.375, ReferenceClass::OwnPast)
    );
    assert_eq!(past_middle(&q, &world), Some(300_000 * 100));
    // statistics that lag by three months shift the windows and lose none of the past but the tail
    let late = World {
        months: world.months.iter().copied().filter(|m| m.0 < "2026-08").collect(),
        ..World::default()
    };
    let rate = base_rate(&q, &late).unwrap();
    assert_eq!((rate.yes, rate.n), (1, 2), "750,000 and 180,000 against 600,000");
    let better = q.with_amount(300_000 * 100, "integrated circuits");
    assert!(
        better.id != q.id && better.text.contains("above USD 300 k"),
        "{}",
        better.text
    );
    let one = q.from_dataset("comtrade", "integrated circuits");
    assert!(one.id != q.id && one.text.ends_with("(comtrade)"), "{}", one.text);
}

#[test]
fn sightings_and_listings_have_a_base_rate_too() {
    let [listed, seen]: [Question; 2] = offer(&party(), day("2026-11-22")).try_into().unwrap();
    let world = World {
        rows: vec!["2026-08-01", "2025-08-01"],
        reach: (Some("2025-01-01"), Some("2026-11-22")),
        peers: Some(Tally { yes: 3, n: 99 }),
        ..World::default()
    };
    // half years back from 2026-11-21: seen, not seen, seen; the fourth is not in the data
    let rate = base_rate(&seen, &world).unwrap();
    assert_eq!((rate.yes, rate.n, rate.rate), (2, 3, 0.625));
    let rate = base_rate(&listed, &world).unwrap();
    assert_eq!((rate.rate, rate.of), (0.035, ReferenceClass::Peers));
    assert_eq!(base_rate(&listed, &World::default()), None);
}
