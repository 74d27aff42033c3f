//! Small lists with the expected answers beside them.

use super::*;
use crate::entity::{Alias, Entity};

/// One entity a line: id, schema, names parted by `|`.
fn list(text: &str) -> Vec<Entity> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let mut parts = line.splitn(3, ' ');
            let (id, schema) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
            let mut names = parts
                .next()
                .unwrap_or("")
                .split('|')
                .map(|name| name.trim().to_owned());
            Entity {
                id: id.into(),
                schema: schema.into(),
                names: names.by_ref().take(1).collect(),
                aliases: names.map(|name| Alias { name, weak: false }).collect(),
                ..Entity::default()
            }
        })
        .collect()
}

const LISTED: &str = "
    p1 Person  Petrovsky, Ivan Sergeyevich
    p2 Person  Ivanov, Oleg Pavlovich | Oleg IVANOV
    p3 Person  AL-HASSAN, Mohammed Khalid | Muhammad Khaled Alhasan
    p4 Person  Шевченко Тарас Григорович
    p5 Person  Lindqvist, Märta
    c1 Company Amur Shipbuilding Plant PJSC
    c2 Company OOO Severny Veter
    c3 Company Al Qamar Trading LLC
    c4 Company National Bank of Ruritania
    c5 Company Grand Trade Pacific Ltd
    v1 Vessel  OCEAN PEARL
    v2 Vessel  STELLA NOVA";

fn index() -> Index {
    Index::build(list(LISTED), &BuildOptions::default())
}

fn first(index: &Index, query: &Query, options: &Options) -> String {
    let answer = index.search(query, options);
    answer
        .hits
        .first()
        .and_then(|hit| index.entity(hit.entity))
        .map_or("-".into(), |entity| entity.id.clone())
}

/// Query, schema, and the id of the best hit; `-` for none.
const ASKED: &[(&str, &str, &str)] = &[
    // as written, and with what fingers do to it
    ("Ivan Sergeyevich Petrovsky", "Person", "p1"),
    ("Ivan Sergeyevich Petrovksy", "Person", "p1"),
    ("Ivna Sergeyevich Petrovskyy", "Person", "p1"),
    // swapped order; missing patronymic
    ("Petrovsky Ivan Sergeyevich", "Person", "p1"),
    ("Ivan Petrovsky", "Person", "p1"),
    // other romanisations
    ("Iwan Sergejewitsch Petrowski", "Person", "p1"),
    ("Mohamad Khalid al Hassan", "Person", "p3"),
    // another script
    ("Петровский Иван Сергеевич", "Person", "p1"),
    ("Taras Hryhorovych Shevchenko", "Person", "p4"),
    // a Cyrillic letter in a Latin word
    ("Ivan Petr\u{43e}vsky", "Person", "p1"),
    // accents
    ("Marta Lindqvist", "Person", "p5"),
    // translated, and transliterated
    ("Амурский судостроительный завод", "Company", "c1"),
    ("Amursky Sudostroitelny Zavod", "Company", "c1"),
    ("Amur Shipbuilding Factory", "Company", "c1"),
    // another legal form, or none
    ("Severnyy Veter LLC", "Company", "c2"),
    ("Severny Veter", "LegalEntity", "c2"),
    // glued and split
    ("Alqamar Trading", "Company", "c3"),
    ("Oceanpearl", "Vessel", "v1"),
    // a person is no ship
    ("Stella Nova", "Person", "-"),
    ("Stella Nova", "", "v2"),
    // not on the list
    ("Gustav Andersen", "Person", "-"),
    ("Western Dairy Cooperative", "Company", "-"),
];

#[test]
fn whoever_is_meant_comes_first() {
    let index = index();
    let wrong: Vec<String> = ASKED
        .iter()
        .filter_map(|&(name, schema, wanted)| {
            let got = first(&index, &Query::name(name, schema), &Options::default());
            (got != wanted).then(|| format!("{name} ({schema}): {got}, not {wanted}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_exhaustive_way_finds_what_the_fast_way_finds() {
    let index = index();
    let fast = Options::default();
    let exhaustive = Options {
        exhaustive: true,
        ..fast
    };
    for &(name, schema, _) in ASKED {
        let query = Query::name(name, schema);
        assert_eq!(
            index.search(&query, &fast),
            index.search(&query, &exhaustive),
            "{name}"
        );
    }
}

#[test]
fn a_batch_says_what_single_queries_say_on_any_number_of_threads() {
    let index = index();
    let queries: Vec<Query> = (0..600)
        .map(|at| ASKED[at % ASKED.len()])
        .map(|(name, schema, _)| Query::name(name, schema))
        .collect();
    let options = Options::default();
    let single: Vec<Answer> = queries
        .iter()
        .map(|query| index.search(query, &options))
        .collect();
    for threads in [1, 2, 5] {
        let told = std::sync::atomic::AtomicU64::new(0);
        let progress = |done| {
            told.fetch_add(done, std::sync::atomic::Ordering::Relaxed);
        };
        assert_eq!(index.search_batch(&queries, &options, threads, &progress), single);
        assert_eq!(told.into_inner(), 600);
    }
}

#[test]
fn an_explanation_quotes_both_names() {
    let index = index();
    let query = Query::name("Muhammed Khaled Alhasan", "Person");
    let answer = index.search(&query, &Options::default());
    let said = index.explain(&query, &answer.hits[0]);
    assert_eq!(said.query_name, "Muhammed Khaled Alhasan");
    assert_eq!(said.list_name, "Muhammad Khaled Alhasan");
    assert_eq!(said.name_probability, answer.hits[0].probability);
    assert!(said.names.iter().any(|reason| reason.speaks_for));
    assert!(said.facts.is_empty());
}

#[test]
fn a_birth_date_decides_between_namesakes() {
    let born = |id: &str, date: &str| Entity {
        id: id.into(),
        schema: "Person".into(),
        names: vec!["Ivan Petrov".into()],
        dates: vec![date.into()],
        ..Entity::default()
    };
    let index = Index::build(
        vec![born("older", "1951-03-02"), born("younger", "1984-11-30")],
        &BuildOptions::default(),
    );
    let query = Query {
        dates: vec!["1984-11-30".into()],
        ..Query::name("Ivan Petrov", "Person")
    };
    let answer = index.search(
        &query,
        &Options {
            cut_off: 0.0,
            ..Options::default()
        },
    );
    assert_eq!(index.entity(answer.hits[0].entity).unwrap().id, "younger");
    assert!(answer.hits[0].probability > answer.hits[1].probability);
    let said = index.explain(&query, &answer.hits[0]);
    assert!(!said.facts.is_empty(), "the date is one of the reasons");
}

#[test]
fn a_shared_identifier_finds_a_ship_under_a_new_name() {
    let ship = Entity {
        id: "v".into(),
        schema: "Vessel".into(),
        names: vec!["OCEAN PEARL".into()],
        identifiers: vec![("imoNumber".into(), "IMO9074729".into())],
        ..Entity::default()
    };
    let index = Index::build(vec![ship], &BuildOptions::default());
    let renamed = Query {
        identifiers: vec![("imoNumber".into(), "9074729".into())],
        ..Query::name("ZEPHYR", "Vessel")
    };
    let options = Options {
        cut_off: 0.0,
        ..Options::default()
    };
    assert_eq!(index.search(&Query::name("ZEPHYR", "Vessel"), &options).hits, []);
    assert_eq!(index.search(&renamed, &options).hits.len(), 1);
}

#[test]
fn nothing_asked_nothing_found() {
    let index = index();
    for name in [
        "",
        " ",
        "-",
        "N/A",
        "UNKNOWN",
        "00000000",
        "\u{200f}\u{202e}",
        "\u{0}",
    ] {
        assert_eq!(
            index.search(&Query::name(name, "Person"), &Options::default()),
            Answer::default(),
            "{name:?}"
        );
    }
    assert_eq!(
        index.search(&Query::default(), &Options::default()),
        Answer::default()
    );
    let empty = Index::build(Vec::new(), &BuildOptions::default());
    for exhaustive in [false, true] {
        let options = Options {
            exhaustive,
            ..Options::default()
        };
        assert_eq!(
            empty.search(&Query::name("Ivan Petrov", "Person"), &options),
            Answer::default()
        );
    }
}

#[test]
fn a_query_of_ten_thousand_letters_is_answered() {
    let index = index();
    for name in [
        "a".repeat(10_000),
        "ivan ".repeat(2_000),
        "ы".repeat(10_000),
        "a b ".repeat(2_500),
    ] {
        for exhaustive in [false, true] {
            index.search(
                &Query::name(&name, "Person"),
                &Options {
                    exhaustive,
                    ..Options::default()
                },
            );
        }
    }
    let many = Query {
        names: vec!["Ivan Petrovsky".into(); 1_000],
        schema: "Person".into(),
        ..Query::default()
    };
    let answer = index.search(&many, &Options::default());
    assert!(answer.cut && answer.hits.len() == 1, "{answer:?}");
}

#[test]
fn a_name_that_thousands_bear_is_cut_and_says_so() {
    let namesakes = (0..5_000)
        .map(|number| format!("n{number} Person Ivan Petrov\n"))
        .collect::<String>();
    let index = Index::build(
        list(&(namesakes + "p1 Person Ivan Petrovsky")),
        &BuildOptions::default(),
    );
    assert_eq!(index.report().forms, 2);
    for exhaustive in [false, true] {
        let options = Options {
            exhaustive,
            limit: 3,
            ..Options::default()
        };
        let answer = index.search(&Query::name("Ivan Petrov", "Person"), &options);
        assert!(answer.cut);
        assert_eq!(
            answer.hits.iter().map(|hit| hit.entity).collect::<Vec<_>>(),
            [0, 1, 2]
        );
    }
}

#[test]
fn an_entry_with_two_thousand_aliases_does_not_hide_the_others() {
    let given = [
        "ivan", "oleg", "pavel", "anna", "maria", "boris", "gleb", "vera", "nina", "igor",
    ];
    let mut aliases = String::new();
    for first in given {
        for second in given {
            for last in 0..20 {
                aliases += &format!(" | {first} {second} petrovsk{}", (b'a' + last) as char);
            }
        }
    }
    let text = format!("glutton Person Everyman{aliases}\n p1 Person Petrovskyan, Ivan Olegovich");
    let index = Index::build(list(&text), &BuildOptions::default());
    let answer = index.search(
        &Query::name("Ivan Oleg Petrovskyan", "Person"),
        &Options {
            cut_off: 0.0,
            ..Options::default()
        },
    );
    let ids: Vec<&str> = answer
        .hits
        .iter()
        .filter_map(|hit| index.entity(hit.entity))
        .map(|e| e.id.as_str())
        .collect();
    assert!(ids.contains(&"p1"), "{ids:?}");
    let few = Index::build(list(&text), &BuildOptions { names_max: 100 });
    assert_eq!(few.report().names_left_out, 1_901);
}
