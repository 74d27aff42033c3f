//! Small worlds in text, with the clusters that must come out.

use super::em::{Fitting, NotIdentifiable, Vectors, fit};
use super::*;
use proptest::prelude::*;

/// A number that looks random and is not.
fn dice(seed: u64, sides: u64) -> u64 {
    super::columns::mix(seed.wrapping_mul(0x9e37_79b9)) % sides
}

const GIVEN: [&str; 12] = [
    "anna", "boris", "clara", "dmitri", "elena", "fyodor", "galina", "hector", "irina", "jonas", "katya",
    "leo",
];
const TOWNS: [&str; 9] = [
    "york", "hull", "bath", "leeds", "derby", "ely", "ripon", "truro", "wells",
];

fn family(n: u64) -> String {
    let part = |n: u64| {
        [
            "bar", "den", "fos", "gil", "har", "kem", "lun", "mor", "nis", "pol", "rav", "sut",
        ][n as usize]
    };
    format!(
        "{}{}{}",
        part(dice(n, 12)),
        part(dice(n + 7_000, 12)),
        ["son", "ley", "man", "ova"][(n % 4) as usize]
    )
}

/// `people` with a second row each: given name, family name, birth day, town, and which person.
fn people(people: u64, seed: u64) -> Vec<[String; 5]> {
    let mut rows = Vec::new();
    for person in 0..people {
        let n = person + seed * 1_000_003;
        let row = [
            GIVEN[dice(n, 12) as usize].to_owned(),
            family(n),
            format!(
                "19{:02}-{:02}-{:02}",
                20 + dice(n + 1, 70),
                1 + dice(n + 2, 12),
                1 + dice(n + 3, 28)
            ),
            TOWNS[dice(n + 4, 9) as usize].to_owned(),
            person.to_string(),
        ];
        let mut copy = row.clone();
        match dice(n + 5, 5) {
            0 => copy[1].replace_range(1..2, "x"),
            1 => copy[2].replace_range(3..4, "9"),
            2 => copy[3].clear(),
            3 => copy.swap(0, 1),
            _ => copy[0].truncate(1),
        }
        rows.push(row);
        rows.push(copy);
    }
    rows
}

fn table_of(rows: &[[String; 5]]) -> Table {
    let mut builder = TableBuilder::new(&["given name", "surname", "born", "town"]);
    for row in rows {
        builder.push(&[&row[0], &row[1], &row[2], &row[3]]);
    }
    builder.finish()
}

fn quick() -> Settings {
    Settings {
        recall_sample_rows: 20,
        ..Settings::default()
    }
}

fn found(table: &Table, settings: &Settings) -> Deduped {
    dedupe(table, settings, &|_, _, _| ()).expect("this world can be learned from")
}

/// Pairs of rows together in both, in the found only, in the true only.
fn against_truth(clusters: &[u32], rows: &[[String; 5]]) -> (u32, u32, u32) {
    let (mut both, mut only_found, mut only_true) = (0, 0, 0);
    for a in 0..rows.len() {
        for b in a + 1..rows.len() {
            match (clusters[a] == clusters[b], rows[a][4] == rows[b][4]) {
                (true, true) => both += 1,
                (true, false) => only_found += 1,
                (false, true) => only_true += 1,
                (false, false) => {}
            }
        }
    }
    (both, only_found, only_true)
}

#[test]
fn people_with_slips_of_the_pen_are_found_again() {
    let rows = people(200, 8);
    let result = found(&table_of(&rows), &quick());
    let (both, only_found, only_true) = against_truth(&result.clusters, &rows);
    assert!(
        both >= 185 && only_found <= 5 && only_true <= 15,
        "{both} {only_found} {only_true}"
    );
    let recall = result.report.recall.expect("asked for");
    assert!(recall.interval.0 <= recall.recall && recall.recall <= recall.interval.1);
    assert_eq!(result.report.rows_in_clusters as usize, {
        let alone = |row: &usize| {
            result
                .clusters
                .iter()
                .filter(|c| **c == result.clusters[*row])
                .count()
                == 1
        };
        rows.len() - (0..rows.len()).filter(alone).count()
    });
}

#[test]
fn neither_threads_nor_the_order_of_rows_change_the_clusters() {
    let rows = people(150, 2);
    let one = found(
        &table_of(&rows),
        &Settings {
            threads: 1,
            ..quick()
        },
    );
    let two = found(
        &table_of(&rows),
        &Settings {
            threads: 3,
            ..quick()
        },
    );
    assert_eq!(one, two);
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|&row| dice(row as u64, 1 << 40));
    let shuffled: Vec<[String; 5]> = order.iter().map(|&row| rows[row].clone()).collect();
    let other = found(&table_of(&shuffled), &quick());
    for (a, &row_a) in order.iter().enumerate() {
        for (b, &row_b) in order.iter().enumerate().skip(a) {
            assert_eq!(
                other.clusters[a] == other.clusters[b],
                one.clusters[row_a] == one.clusters[row_b]
            );
        }
    }
}

#[test]
fn a_pair_is_explained_by_what_adds_up_to_its_weight() {
    let rows = people(150, 3);
    let table = table_of(&rows);
    let result = found(&table, &quick());
    let edge = result
        .edges
        .iter()
        .find(|edge| edge.weight > 0.0)
        .expect("some rows match");
    let why = explain(&table, &result.model, edge.a as usize, edge.b as usize).expect("both rows are there");
    let sum: f64 = why.prior_bits + why.columns.iter().map(|column| column.bits).sum::<f64>();
    assert!(
        (sum - why.total_bits).abs() < 1e-3 && (sum - f64::from(edge.weight)).abs() < 1e-3,
        "{why:?} {edge:?}"
    );
    assert!(why.columns.iter().any(|column| column.name == "born"));
    assert_eq!(explain(&table, &result.model, 0, 1_000_000), None);
}

#[test]
fn a_model_is_written_and_read_and_used_again() {
    let rows = people(150, 4);
    let table = table_of(&rows);
    let first = found(&table, &quick());
    let read = FittedModel::from_toml(&first.model.to_toml()).expect("written by us");
    assert_eq!(read, first.model);
    let again = found(
        &table,
        &Settings {
            model: Some(read),
            ..quick()
        },
    );
    assert_eq!(again.clusters, first.clusters);
    assert!(FittedModel::from_toml("prior_bits = 'a'").is_err());
    let mut other = TableBuilder::new(&["ship", "flag"]);
    other.push(&["alpha", "pa"]);
    other.push(&["beta", "mt"]);
    let wrong = dedupe(
        &other.finish(),
        &Settings {
            model: Some(first.model),
            ..quick()
        },
        &|_, _, _| (),
    );
    assert!(matches!(wrong, Err(Refused::WrongModel { .. })), "{wrong:?}");
}

#[test]
fn tables_that_cannot_tell_are_refused() {
    let refuse = |columns: &[&str], rows: &[&[&str]]| {
        let mut builder = TableBuilder::new(columns);
        rows.iter().for_each(|row| builder.push(row));
        dedupe(&builder.finish(), &quick(), &|_, _, _| ()).expect_err("nothing to learn from")
    };
    let one_column = refuse(
        &["name", "note"],
        &[&["ann", "n/a"], &["ann", ""], &["bob", "null"]],
    );
    assert!(
        matches!(
            one_column,
            Refused::TooFewColumns {
                usable: 1,
                columns: 2,
                ..
            }
        ),
        "{one_column}"
    );
    assert!(
        one_column.to_string().contains("note: it has no values"),
        "{one_column}"
    );
    assert!(matches!(refuse(&[], &[]), Refused::TooFewColumns { .. }));
    assert!(matches!(refuse(&["a", "b"], &[]), Refused::TooFewColumns { .. }));
    let one_row = refuse(&["name", "town"], &[&["ann", "york"]]);
    assert!(matches!(one_row, Refused::TooFewColumns { .. }), "{one_row}");
    let few = refuse(
        &["name", "town"],
        &[&["ann", "york"], &["bob", "hull"], &["cid", "hull"]],
    );
    assert!(matches!(few, Refused::NotIdentifiable(_)), "{few}");
}

#[test]
fn the_key_of_a_row_is_never_compared() {
    let mut builder = TableBuilder::new(&["rec_id", "first_name", "surname", "dob"]);
    for (n, row) in people(60, 5).iter().enumerate() {
        builder.push(&[&format!("rec-{}-{}", row[4], n % 2), &row[0], &row[1], &row[2]]);
    }
    let table = builder.finish();
    assert_eq!(table.columns()[0].role, Role::RowKey);
    let kinds: Vec<Kind> = table.columns()[1..].iter().map(|column| column.kind).collect();
    assert_eq!(kinds, [Kind::GivenName, Kind::FamilyName, Kind::Date]);
    assert!(
        found(&table, &quick())
            .model
            .features
            .iter()
            .all(|feature| feature.name != "rec_id")
    );
}

#[test]
fn a_name_said_twice_counts_once() {
    let mut builder = TableBuilder::new(&["full_name", "first_name", "surname", "town"]);
    for row in &people(60, 6) {
        builder.push(&[&format!("{} {}", row[0], row[1]), &row[0], &row[1], &row[3]]);
    }
    let table = builder.finish();
    assert_eq!(
        table.columns()[0].role,
        Role::Repeats(vec![1, 2]),
        "{}",
        table.columns()[0].reason
    );
}

#[test]
fn crowds_and_greedy_rows_stay_within_bounds() {
    let mut rows = people(150, 7);
    // one name for very many, equal rows, and a row that holds words of everybody
    for n in 0..1_500 {
        rows.push([
            "ivan".into(),
            "ivanov".into(),
            String::new(),
            String::new(),
            format!("ivan{n}"),
        ]);
    }
    for _ in 0..40 {
        rows.push([
            "maria".into(),
            "quist".into(),
            "1950-05-05".into(),
            "york".into(),
            "maria".into(),
        ]);
    }
    let greedy: Vec<String> = rows.iter().take(300).map(|row| row[1].clone()).collect();
    rows.push([
        GIVEN.join(" "),
        greedy.join(" "),
        "1950-05-05".into(),
        TOWNS.join(" "),
        "greedy".into(),
    ]);
    let result = found(&table_of(&rows), &quick());
    assert!(
        result.report.pairs < 100 * rows.len() as u64,
        "{:?}",
        result.report
    );
    // equal rows that say little are not taken for one; equal rows that say much are
    assert_eq!(
        result
            .clusters
            .iter()
            .filter(|label| **label == result.clusters[300])
            .count(),
        1
    );
    assert_eq!(
        result
            .clusters
            .iter()
            .filter(|label| **label == result.clusters[1_800])
            .count(),
        40
    );
    let greedy = result.clusters.last().expect("rows were pushed");
    assert!(result.clusters.iter().filter(|label| *label == greedy).count() <= 3);
}

/// Pairs of three features of two levels: matches agree nine times in ten, others one in ten.
fn planted(matches: f64, others: f64, believe: impl Fn(usize) -> f64) -> Vectors {
    let mut vectors = Vectors::new(&[2, 2, 2]);
    for bits in 0..8u8 {
        let vector = [bits & 1, bits >> 1 & 1, bits >> 2];
        let agree = vector.iter().filter(|level| **level == 1).count();
        let share = |p: f64| p.powi(agree as i32) * (1.0 - p).powi(3 - agree as i32);
        vectors.push(
            &vector,
            matches * share(0.9) + others * share(0.1),
            believe(agree),
        );
    }
    vectors
}

#[test]
fn planted_weights_are_found() {
    let learned = fit(
        &planted(1_000.0, 9_000.0, |agree| agree as f64 / 3.5),
        &Fitting::default(),
    )
    .expect("planted");
    assert!((learned.prior - 0.1).abs() < 0.01, "{}", learned.prior);
    for feature in &learned.features {
        assert!(
            (feature.m[1] - 0.9).abs() < 0.02 && (feature.u[1] - 0.1).abs() < 0.02,
            "{feature:?}"
        );
    }
}

#[test]
fn what_cannot_be_told_is_refused() {
    // one feature that varies
    let mut flat = Vectors::new(&[2, 2]);
    flat.push(&[0, 1], 500.0, 0.2);
    flat.push(&[1, 1], 500.0, 0.8);
    let refused = fit(&flat, &Fitting::default());
    assert!(
        matches!(
            refused,
            Err(NotIdentifiable::TooFewFeatures {
                varying: 1,
                features: 2
            })
        ),
        "{refused:?}"
    );
    // nobody is believed to match
    let refused = fit(&planted(1_000.0, 9_000.0, |_| 0.0), &Fitting::default());
    assert!(
        matches!(refused, Err(NotIdentifiable::TooFewPairs { .. })),
        "{refused:?}"
    );
    // features that are independent throughout: there is one kind of pair, not two
    let refused = fit(
        &planted(0.0, 10_000.0, |agree| agree as f64 / 3.5),
        &Fitting::default(),
    );
    assert!(refused.is_err(), "{refused:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// The objective never falls, levels never weigh less than those below, whatever the data.
    #[test]
    fn learning_never_falls_and_agreement_never_weighs_less(
        rows in prop::collection::vec((prop::collection::vec(0u8..4, 4), 1u32..400, 0.0f64..1.0), 8..60)
    ) {
        let mut vectors = Vectors::new(&[3, 3, 3, 2]);
        for (vector, count, belief) in &rows {
            vectors.push(vector, f64::from(*count), *belief);
        }
        if let Ok(learned) = fit(&vectors, &Fitting { overlap_min: 0.0, ..Fitting::default() }) {
            for pair in learned.objective.windows(2) {
                prop_assert!(pair[1] >= pair[0] - 1e-9, "{:?}", learned.objective);
            }
            for feature in &learned.features {
                let levels = feature.m.len() as u8;
                prop_assert!((1..levels).all(|level| feature.bits(level) >= feature.bits(level - 1) - 1e-9));
                prop_assert!((feature.m.iter().sum::<f64>() - 1.0).abs() < 1e-9);
                prop_assert!((feature.u.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            }
        }
    }
}
