//! Small worlds of names, and what must hold for all names.

use super::*;
use proptest::prelude::*;

fn compared(bearer: Bearer, a: &str, b: &str) -> Comparison {
    compare(&prepare(a, bearer), &prepare(b, bearer))
}

fn chance(bearer: Bearer, a: &str, b: &str) -> f32 {
    probability(bearer, &compared(bearer, a, b))
}

/// Names that are one bearer's before the bar, that are not after it.
#[test]
fn a_small_world_is_told_apart() {
    let world = "
        person: Ivan Petrovich Sidorov | SIDOROV, Ivan
        person: Ivan Sidorov | Ivan Sidorow
        person: J. R. Tolkien | John Ronald Tolkien
        person: Dr. Anna Kovalenko | Anna Kovalenko
        person: AnnaKovalenko | Anna Kovalenko
        person: Юрий Ковальчук | Yuriy Kovalchuk
        organisation: Northern Shipping Company LLC | Northern Shipping Company Limited Liability Company
        organisation: The Tree Bank | Tree Bank
        organisation: Sovcomflot | Sov Com Flot
        organisation: Quarkwerk GmbH | Quarkwerk Gesellschaft mit beschränkter Haftung
        vessel: MV Blue Whale | Blue Whale
    ";
    for line in world.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (bearer, a, b) = parts(line);
        assert!(
            chance(bearer, a, b) >= cut_off(),
            "{line}: {}",
            chance(bearer, a, b)
        );
    }
    let others = "
        person: Ivan Petrovich Sidorov | Ivan Petrovich Kuznetsov
        person: Ivan Petrovich Sidorov | Ivan Nikolaevich Sidorov
        person: Anna Kovalenko | Anna Bondarenko
        person: John A. Smith | John B. Smith
        organisation: Tactical Rockets Corporation | Tactical Biscuits Corporation
        organisation: Plant No. 5 Sever | Plant No. 17 Sever
        organisation: Quarkwerk Holdings | Bluewerk Holdings
        vessel: Lady Anna | Lady Rosa
    ";
    for line in others.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (bearer, a, b) = parts(line);
        assert!(
            chance(bearer, a, b) < cut_off(),
            "{line}: {}",
            chance(bearer, a, b)
        );
    }
}

fn parts(line: &str) -> (Bearer, &str, &str) {
    let (bearer, names) = line.split_once(": ").unwrap();
    let (a, b) = names.split_once(" | ").unwrap();
    let bearer = match bearer {
        "person" => Bearer::Person,
        "vessel" => Bearer::Vessel,
        _ => Bearer::Organisation,
    };
    (bearer, a, b)
}

#[test]
fn only_equal_readings_are_one() {
    assert_eq!(
        compared(Bearer::Person, "Ivan Sidorov", "IVAN  SIDOROV").similarity,
        1.0
    );
    assert!(compared(Bearer::Person, "Ivan Sidorov", "Sidorov, Ivan").similarity < 1.0);
    assert!(compared(Bearer::Person, "Ivan Sidorov", "Ivan Sidorov Dr").similarity < 1.0);
    let most = chance(Bearer::Person, "Ivan Sidorov Petrovich", "Ivan Sidorov Petrovich");
    assert!(most < 0.9999, "{most}");
}

#[test]
fn a_rare_word_too_many_counts_more_than_a_common_one() {
    let org = Bearer::Organisation;
    let rarity = Rarity::of(std::iter::repeat_n("x trading company", 5000).chain(["y quarkwerk"]));
    let of = |text| prepare_with(text, org, &rarity);
    let common = compare(&of("Sever Zvezda"), &of("Sever Zvezda trading"));
    let rare = compare(&of("Sever Zvezda"), &of("Sever Zvezda quarkwerk"));
    assert!(common.similarity > rare.similarity);
    assert!(common.level(NameFeature::Added) < rare.level(NameFeature::Added));
}

#[test]
fn bad_names_are_met() {
    let long = "Ab".repeat(5000);
    let many = "Ivan ".repeat(500);
    for text in [
        "",
        " ",
        "N/A",
        "00000000",
        "x",
        "!!!",
        long.as_str(),
        many.as_str(),
        "\u{202e}\u{200b}",
        "Ivаn",
    ] {
        for bearer in [
            Bearer::Person,
            Bearer::Organisation,
            Bearer::Vessel,
            Bearer::Unknown,
        ] {
            let name = prepare(text, bearer);
            assert!(name.words().len() <= WORDS_MAX);
            let other = prepare("Ivan Petrov", bearer);
            for (x, y) in [(&name, &other), (&name, &name)] {
                let found = compare(x, y);
                assert!((0.0..=1.0).contains(&found.similarity));
                assert!(found.similarity <= upper_bound(x, y));
                assert!(!explain(x, y, &found).is_empty());
                let chance = probability(bearer, &found);
                assert!(chance > 0.0 && chance < 1.0);
            }
        }
    }
    assert!(prepare(&many, Bearer::Person).is_cut());
    assert_eq!(compared(Bearer::Person, "", "").similarity, 0.0);
    assert!(chance(Bearer::Person, "N/A", "N/A") < 0.05);
    assert!(chance(Bearer::Organisation, "", "") < 0.05);
}

#[test]
fn reasons_quote_both_names() {
    let texts = |bearer, a: &str, b: &str| -> Vec<String> {
        let (a, b) = (prepare(a, bearer), prepare(b, bearer));
        explain(&a, &b, &compare(&a, &b))
            .into_iter()
            .map(|reason| reason.text)
            .collect()
    };
    assert_eq!(
        texts(Bearer::Organisation, "Sever Group No. 5", "Sever Group No. 7")[0],
        "number '5' against '7' counts against"
    );
    assert_eq!(
        texts(Bearer::Person, "Quentin Sidorov", "Quentin Kuznetsov"),
        [
            "'Sidorov' against 'Kuznetsov' counts against",
            "'Quentin' is in both"
        ]
    );
    assert_eq!(
        texts(Bearer::Person, "Q. Sidorov", "Quentin Sidorov")[0],
        "'Q' and 'Quentin' begin with the same letter"
    );
    assert_eq!(
        texts(Bearer::Person, "N/A", "Q")[0],
        "'N/A' says that there is no name: nothing can be compared"
    );
    let reasons = texts(Bearer::Organisation, "Sov Com Flot", "Sovcomflot");
    assert_eq!(
        reasons,
        ["'Sov Com Flot' and 'Sovcomflot' are one word, written apart and together"]
    );
}

#[test]
fn the_shipped_model_is_sound() {
    let model = model::shipped();
    assert!((0.3..0.7).contains(&cut_off()));
    for tables in &model.tables {
        for feature in NameFeature::ALL {
            let table = &tables[feature as usize];
            let up = feature == NameFeature::Agreed;
            let ordered = table.windows(2).all(|pair| {
                if up {
                    pair[0] <= pair[1]
                } else {
                    pair[0] >= pair[1]
                }
            });
            assert!(ordered, "{feature:?} does not go one way");
        }
    }
    assert!(!trained_on("a name nobody judged", "another"));
}

fn judged() -> Vec<LabelledPair> {
    let pair = |a: &str, b: &str, is_match| LabelledPair {
        name1: a.to_owned(),
        name2: b.to_owned(),
        bearer: Bearer::Person,
        is_match,
    };
    let names = [
        "Ivan Sidorov",
        "Pyotr Kuzmin",
        "Olga Belova",
        "Quentin Marsh",
        "Rosa Delgado",
        "Emil Novak",
    ];
    let mut pairs = Vec::new();
    for (at, name) in names.iter().enumerate() {
        pairs.push(pair(name, &format!("{name}x"), true));
        pairs.push(pair(name, names[(at + 1) % names.len()], false));
    }
    pairs
}

#[test]
fn training_is_repeatable_and_learns() {
    let pairs = judged();
    let trained = train(&pairs, "six names", "a test");
    assert_eq!(trained, train(&pairs, "six names", "a test"));
    assert_eq!(trained.trained_on.lines().count(), pairs.len());
    let model = model::Model::parse(&trained.model).unwrap();
    for pair in &pairs {
        let found = compared(pair.bearer, &pair.name1, &pair.name2);
        let chance = model.probability(0, &found);
        assert_eq!(chance >= model.cut_off, pair.is_match, "{pair:?} {chance}");
    }
    assert_eq!(cross_validate(&pairs, 3).len(), pairs.len());
    assert_eq!(fingerprint("Ivan B", "Anna"), fingerprint("anna", "IVAN  b"));
}

#[test]
fn a_broken_model_is_refused() {
    let bad = model::Model::parse("made_from = 1").unwrap_err();
    assert!(bad.to_string().contains("cargo xtask data name-model"));
    let text = train(&judged(), "", "")
        .model
        .replace("\"letters\"", "\"lettres\"");
    assert!(matches!(model::Model::parse(&text), Err(BadModel::Feature(name)) if name == "letters"));
}

/// Names of words that meet in many ways.
fn any_name() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => "[a-z]{1,9}",
        3 => prop::sample::select(vec![
            "ivan", "ivanov", "ivanova", "ivanovich", "ivanovna", "sergei", "sergey", "Сергей", "sasha", "aleksandr",
            "bin", "al", "ooo", "llc", "gmbh", "plant", "zavod", "bank", "ii", "iii", "5", "7", "north", "sever", "sov",
            "com", "flot", "sovcomflot", "scf", "the", "and", "dr", "mv", "o'neil", "محمد", "moscow", "company", "compny",
            "joint", "stock", "kim", "li", "x", "a.b.", "wang", "huang", "wong",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(word, 0..7).prop_map(|words| words.join(" "))
}

fn any_bearer() -> impl Strategy<Value = Bearer> {
    prop::sample::select(vec![
        Bearer::Person,
        Bearer::Organisation,
        Bearer::Vessel,
        Bearer::Unknown,
    ])
}

/// A name and the same with a letter or word changed.
fn near_names() -> impl Strategy<Value = (String, String)> {
    (any_name(), any_name(), 0usize..40, "[a-z ]{0,1}", any::<bool>()).prop_map(|(a, b, at, put, join)| {
        let mut changed: Vec<char> = a.chars().collect();
        let at = at.min(changed.len());
        let end = (at + 1).min(changed.len());
        changed.splice(at..end, put.chars());
        let changed: String = changed.into_iter().collect();
        let changed = if join {
            changed.replacen(' ', "", 2)
        } else {
            changed
        };
        if b.len() > 20 { (a, b) } else { (a, changed) }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn nothing_passes_the_bound((a, b) in near_names(), bearer in any_bearer()) {
        let (x, y) = (prepare(&a, bearer), prepare(&b, bearer));
        let found = compare(&x, &y).similarity;
        prop_assert!(found <= upper_bound(&x, &y), "{} > {}", found, upper_bound(&x, &y));
        prop_assert!(could_reach(&x, &y, found));
    }

    #[test]
    fn comparing_is_symmetric((a, b) in near_names(), bearer in any_bearer()) {
        let (x, y) = (prepare(&a, bearer), prepare(&b, bearer));
        prop_assert_eq!(compare(&x, &y), compare(&y, &x));
        prop_assert_eq!(upper_bound(&x, &y), upper_bound(&y, &x));
    }

    #[test]
    fn a_name_is_itself(a in any_name(), bearer in any_bearer()) {
        let name = prepare(&a, bearer);
        let found = compare(&name, &name);
        prop_assert_eq!(found.similarity, if name.is_empty() { 0.0 } else { 1.0 });
        prop_assert_eq!(found.level(NameFeature::Replaced) > 0, name.is_empty());
    }

    #[test]
    fn any_text_is_met(a in "\\PC{0,60}", b in "\\PC{0,60}", bearer in any_bearer()) {
        let (x, y) = (prepare(&a, bearer), prepare(&b, bearer));
        let found = compare(&x, &y);
        prop_assert!(found.similarity <= upper_bound(&x, &y));
        explain(&x, &y, &found);
    }
}
