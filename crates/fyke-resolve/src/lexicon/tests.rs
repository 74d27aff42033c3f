//! Small worlds: phrases as people write them and what they mean.

use super::load::{ConceptRow, FormRow, GivenRow, SHIPPED, list, rows};
use super::*;
use crate::text::{fold, read};
use std::collections::{BTreeMap, BTreeSet};

fn words(text: &str) -> Vec<String> {
    read(text).words.into_iter().map(|word| word.latin).collect()
}

/// What a text means from its start to its end, phrase by phrase, in words.
fn meaning(text: &str, bearer: Bearer) -> String {
    let lexicon = Lexicon::shipped();
    let words = words(text);
    let mut rest = words.as_slice();
    let mut said = Vec::new();
    while let Some(first) = rest.first() {
        let (length, label) = match lexicon.longest(rest, bearer) {
            Some((length, Sense::Concept(id))) => (length, lexicon.label(id).to_owned()),
            Some((length, Sense::LegalForm { class, .. })) => (length, format!("<{}>", class.label())),
            Some((length, Sense::Numeral(number))) => (length, number.to_string()),
            Some((length, Sense::Ordinal(number))) => (length, format!("{number}th")),
            Some((length, Sense::Generation(number))) => (length, format!("generation {number}")),
            Some((length, sense)) => (length, format!("{sense:?}").to_lowercase()),
            None => (1, format!("'{first}'")),
        };
        said.push(label);
        rest = &rest[length..];
    }
    said.join(", ")
}

#[track_caller]
fn means(bearer: Bearer, worlds: &[(&str, &str)]) {
    let wrong: Vec<_> = worlds
        .iter()
        .map(|(text, expected)| (*text, meaning(text, bearer), *expected))
        .filter(|(_, found, expected)| found != expected)
        .collect();
    assert!(wrong.is_empty(), "text, found, expected: {wrong:#?}");
}

#[test]
fn the_shipped_files_are_read() {
    assert!(Lexicon::shipped().sizes().iter().all(|size| *size > 1_000));
}

#[test]
fn legal_forms_meet_across_scripts_and_lengths() {
    for (class, texts) in [
        (
            LegalClass::Limited,
            "ООО;OOO;O.O.O.;Общество с ограниченной ответственностью;LLC;L.L.C.;\
             Obshchestvo s ogranichennoy otvetstvennostyu;Obschestvo s ogranichennoi otvetstvennostiu;\
             limited liability company;GmbH;Gesellschaft mit beschränkter Haftung;ТОВ;ТОО;Ltd.;LIMITED;\
             Pty Ltd;Sp. z o.o.;Ltd. Şti.;Limited Sirketi;d.o.o.;s.r.o.;S.à r.l.;B.V.;有限公司;Sdn Bhd;OÜ;UAB",
        ),
        (
            LegalClass::JointStock,
            "АО;AO;JSC;joint-stock company;Акционерное общество;AG;Aktiengesellschaft;S.A.;société anonyme;\
             A.Ş.;Anonim Sirketi;A/S;S.p.A.;股份有限公司;N.V.",
        ),
        (
            LegalClass::PublicJointStock,
            "ПАО;PAO;PJSC;Public Joint Stock Company;ОАО;OJSC;Публичное акционерное общество;PLC;Oyj;Tbk",
        ),
        (
            LegalClass::ClosedJointStock,
            "ЗАО;ZAO;CJSC;Closed Joint Stock Company;ПрАТ;Private Joint Stock Company;Zrt",
        ),
        (
            LegalClass::State,
            "ФГУП;FGUP;FSUE;Federal State Unitary Enterprise;ДП;МУП",
        ),
        (LegalClass::Sole, "ИП;индивидуальный предприниматель;e.K.;ФОП"),
        (
            LegalClass::Corporation,
            "Inc.;Corporation;株式会社;Kabushiki Kaisha;주식회사",
        ),
        (LegalClass::FreeZone, "FZE;FZCO;FZ-LLC;DMCC"),
        (
            LegalClass::NonProfit,
            "АНО;ANO;e.V.;autonomous non-profit organization",
        ),
        (LegalClass::Partnership, "LLP;OHG;GmbH & Co. KG"),
        (LegalClass::Generic, "Co.;Company;компания;şirketi"),
    ] {
        for text in list(texts) {
            let words = words(text);
            let found = Lexicon::shipped().longest(&words, Bearer::Organisation);
            let Some((length, Sense::LegalForm { class: of, .. })) = found else {
                panic!("{text} ({words:?}) is {found:?}");
            };
            assert_eq!((of, length), (class, words.len()), "{text}");
        }
    }
}

#[test]
fn two_spellings_of_one_form_share_its_number() {
    let lexicon = Lexicon::shipped();
    let form = |text: &str| match lexicon.longest(&words(text), Bearer::Organisation) {
        Some((_, Sense::LegalForm { form, .. })) => lexicon.form_label(form).to_owned(),
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(form("ООО"), form("Obshchestvo s ogranichennoy otvetstvennostyu"));
    assert_eq!(form("GmbH"), form("Gesellschaft mit beschränkter Haftung"));
    assert_ne!(form("GmbH"), form("ООО"));
}

#[test]
fn organisations_mean_the_same_in_several_languages() {
    means(
        Bearer::Organisation,
        &[
            ("Амурский судостроительный завод", "amur, shipbuilding, plant"),
            ("Amurskiy Sudostroitelnyy Zavod", "amur, shipbuilding, plant"),
            ("AMURSKY SHIPBUILDING PLANT", "amur, shipbuilding, plant"),
            (
                "Amur Shipbuilding Factory PJSC",
                "amur, shipbuilding, plant, <public joint-stock company>",
            ),
            ("НИИ", "research-institute"),
            ("nauchno-issledovatelskiy institut", "research-institute"),
            ("Scientific Research Institute", "research-institute"),
            (
                "научно-производственное объединение",
                "scientific-production-association",
            ),
            ("NPO", "scientific-production-association"),
            ("опытно-конструкторское бюро", "experimental-design-bureau"),
            ("OKB", "experimental-design-bureau"),
            (
                "Ministry of Defence of the Russian Federation",
                "ministry-of-defence, joiner, joiner, russia",
            ),
            (
                "Министерство обороны Российской Федерации",
                "ministry-of-defence, russia",
            ),
            ("Торговый дом", "trading-house"),
            ("Torgovy Dom", "trading-house"),
            ("sanayi ve ticaret", "industry, joiner, trade"),
            ("Уральские авиалинии", "ural, airline"),
            ("Quarkwerk Maschinenfabrik", "'quarkwerk', machine-building"),
            ("IRGC", "irgc"),
            ("Islamic Revolutionary Guard Corps", "irgc"),
            ("贸易有限公司", "trade, <limited company>"),
            ("завод № 5", "plant, numbermark, 5"),
            ("Первый часовой завод", "1th, 'chasovoy', plant"),
            ("Factory VII", "plant, 7"),
            ("производственный", "manufacturing"),
            ("proizvodstvennaya", "manufacturing"),
            ("исследований", "research"),
            ("Shi Tai Trading", "'shi', 'tai', trade"),
            ("Branch of the Republic", "branch, joiner, joiner, republic"),
        ],
    );
}

#[test]
fn people_have_titles_and_particles_and_no_legal_forms() {
    means(
        Bearer::Person,
        &[
            ("Dr. Ing. Quentin Vardi", "honorific, 'quentin', 'vardi'"),
            (
                "Sheikh Ali bin Omar al-Quarki",
                "honorific, 'ali', fatherafter(male), 'omar', particle, 'quarki'",
            ),
            ("Anar Vagif oglu", "'anar', 'vagif', fatherbefore(male)"),
            ("Sa Co Ag", "'sa', 'co', 'ag'"),
            ("Quentin Vardi Jr.", "'quentin', 'vardi', generation 2"),
            ("Quentin Vardi III", "'quentin', 'vardi', generation 3"),
            ("Delia Sajida Barron", "'delia', 'sajida', 'barron'"),
        ],
    );
}

#[test]
fn ships_are_announced() {
    means(
        Bearer::Vessel,
        &[
            ("M/V Quark", "vesselprefix, 'quark'"),
            ("motor tanker Quark 7", "vesselprefix, 'quark', 7"),
        ],
    );
}

#[test]
fn given_names_are_one_in_their_ways() {
    let same = |a: &str, b: &str| Lexicon::shipped().same_given(&fold(a), &fold(b));
    let spelling = "Александр=Oleksandr;Aleksandr=Aliaksandr;Dmitriy=Dzmitry;Дмитрий=Dmytro;Volodymyr=Vladimir;\
                    Mikhail=Mykhailo;Yevgeniy=Evgeny;Mohammed=Muhammad;Ахмед=Ahmad;Hussein=Husayn;Юрий=Iurii";
    for pair in list(spelling) {
        let (a, b) = pair.split_once('=').unwrap();
        assert_eq!(same(a, b), Some(Equivalence::SameName), "{pair}");
    }
    for pair in list("Aleksandr=Sasha;William=Bill;Robert=Bob;Dmitriy=Dima;Mikhail=Misha;José=Pepe;Bob=Rob")
    {
        let (a, b) = pair.split_once('=').unwrap();
        assert_eq!(same(a, b), Some(Equivalence::ShortForm), "{pair}");
    }
    for pair in list("Mikhail=Michael;Ivan=John;Aleksandr=Alejandro;Yusuf=Joseph;Juan=Giovanni;Pavel=Paul") {
        let (a, b) = pair.split_once('=').unwrap();
        assert_eq!(same(a, b), Some(Equivalence::Cognate), "{pair}");
    }
    for pair in list("Ali=Omar;Ivan=Igor;Maria=Marina;Sasha=Dima;Sergey=Sergeyevich") {
        let (a, b) = pair.split_once('=').unwrap();
        assert_eq!(same(a, b), None, "{pair}");
    }
}

#[test]
fn servants_of_god_are_spelled_in_many_ways() {
    let lexicon = Lexicon::shipped();
    let given = |text: &str| {
        let words = words(text);
        let (length, given) = lexicon.longest_given(&words).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(length, words.len(), "{text}");
        lexicon.given_label(given.class).to_owned()
    };
    for text in
        list("Abdul Rahman;Abdulrahman;Abd al-Rahman;Abd el Rahman;Abdel Rahman;Abdurrahman;Abd ar-Rahman")
    {
        assert_eq!(given(text), "abdulrahman", "{text}");
    }
    assert_ne!(given("Abdul Rahim"), given("Abdul Rahman"));
    assert_eq!(given("Abu Bakr"), given("Abubakr"));
}

#[test]
fn patronymics_and_surnames() {
    let lexicon = Lexicon::shipped();
    let father = |word: &str| {
        lexicon
            .patronymic_of(word)
            .and_then(|patronymic| patronymic.class)
    };
    let class = |word: &str| lexicon.given(word).map(|given| given.class);
    for (child, name) in [
        ("aleksandrovich", "aleksandr"),
        ("aleksandrovna", "oleksandr"),
        ("sergeevich", "sergey"),
        ("yurevich", "yuriy"),
        ("dmitrievna", "dmitriy"),
        ("mykolaiovych", "mykola"),
        ("ilich", "ilya"),
        ("magomedovich", "muhammad"),
    ] {
        assert!(
            father(child).is_some() && father(child) == class(name),
            "{child} of {name}"
        );
    }
    assert!(lexicon.patronymic_of("quarkov").is_none());
    assert!(lexicon.surname_variant("zhang", "cheung"));
    assert!(lexicon.surname_variant("wang", "wong") && lexicon.surname_variant("huang", "wong"));
    assert!(lexicon.surname_variant("choi", "tsoy"));
    assert!(!lexicon.surname_variant("zhang", "wang"));
}

#[test]
fn compounds_fall_into_concepts() {
    let lexicon = Lexicon::shipped();
    let split = |word: &str| {
        let compound = lexicon.split_compound(word);
        let labels: Vec<&str> = compound
            .iter()
            .flat_map(Compound::parts)
            .map(|id| lexicon.label(*id))
            .collect();
        labels.join("+")
    };
    for (word, expected) in [
        ("radiozavod", "radio+plant"),
        ("uralmash", "ural+machine-building"),
        ("aviazavod", "aviation+plant"),
        ("rosneft", "russia+oil"),
        ("quarkwerk", ""),
        ("", ""),
    ] {
        assert_eq!(split(word), expected, "{word}");
    }
}

#[test]
fn places_and_their_adjectives() {
    let lexicon = Lexicon::shipped();
    let place = |text: &str| {
        lexicon
            .place_of_adjective(&fold(text))
            .map(|id| lexicon.label(id))
    };
    for (text, expected) in [
        ("Moskovskiy", "moscow"),
        ("московская", "moscow"),
        ("Moscow", "moscow"),
        ("уральский", "ural"),
        ("baltiyskaya", "baltic"),
        ("nizhegorodsky", "nizhny-novgorod"),
        ("київський", "kyiv"),
    ] {
        assert_eq!(place(text), Some(expected), "{text}");
    }
    assert_eq!(place("petrovsky"), None);
}

#[test]
fn hostile_words_mean_nothing_and_cost_little() {
    let lexicon = Lexicon::shipped();
    let long = "a".repeat(10_000);
    assert_eq!(lexicon.longest(&[&long], Bearer::Unknown), None);
    assert_eq!(lexicon.given(&long), None);
    assert_eq!(lexicon.patronymic_of(&long), None);
    assert_eq!(lexicon.split_compound(&"zavod".repeat(2_000)), None);
    assert_eq!(lexicon.longest::<&str>(&[], Bearer::Unknown), None);
    assert!(lexicon.rarity(&long) <= 16.0);
    assert_eq!(lexicon.longest_given(&vec![long; 4]), None);
}

/// Phrases that mean two things by themselves, on purpose. The first is the likelier.
const AMBIGUOUS: &[&str] = &[];

#[test]
fn no_phrase_is_listed_under_two_meanings() {
    let mut meanings: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut add = |phrases: &str, meaning: &str| {
        for phrase in list(phrases) {
            let phrase = phrase.to_lowercase();
            meanings.entry(phrase).or_default().insert(meaning.to_owned());
        }
    };
    for row in rows::<FormRow>("legal-forms", SHIPPED.legal_forms).unwrap() {
        add(&row.phrases, &row.form);
    }
    for file in [SHIPPED.concepts, SHIPPED.places] {
        for row in rows::<ConceptRow>("concepts", file).unwrap() {
            add(&row.phrases, &row.concept);
        }
    }
    meanings.retain(|phrase, of| of.len() > 1 && !AMBIGUOUS.contains(&phrase.as_str()));
    assert!(meanings.is_empty(), "{meanings:#?}");
}

#[test]
fn no_spelling_is_of_two_given_names() {
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in rows::<GivenRow>("given-names", SHIPPED.given_names).unwrap() {
        for spelling in list(&row.same).chain([row.name.as_str()]) {
            names
                .entry(spelling.to_lowercase())
                .or_default()
                .push(row.name.clone());
        }
    }
    names.retain(|_, of| of.len() > 1);
    assert!(names.is_empty(), "{names:#?}");
}

#[test]
fn every_row_has_its_origin_and_no_word_mixes_scripts() {
    let files = [
        SHIPPED.legal_forms,
        SHIPPED.concepts,
        SHIPPED.places,
        SHIPPED.given_names,
        SHIPPED.surnames,
        SHIPPED.small_words,
        SHIPPED.numerals,
        SHIPPED.frequent_words,
    ];
    for text in files {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().unwrap().clone();
        let origin = ["source", "date", "version"]
            .map(|name| header.iter().position(|heading| heading == name).unwrap());
        for row in reader.records() {
            let row = row.unwrap();
            assert!(origin.iter().all(|at| !row[*at].trim().is_empty()), "{row:?}");
            for item in row.iter().take(origin[0]).flat_map(list) {
                assert!(!read(item).signals.mixed_word, "'{item}' of {row:?}");
            }
        }
    }
}

#[test]
fn a_wrong_row_is_named() {
    let wrong = |text: &'static str| {
        load::parse(&load::Files {
            legal_forms: text,
            ..SHIPPED
        })
        .unwrap_err()
    };
    let head = "form,class,countries,phrases,source,date,version\n";
    let text = Box::leak(format!("{head}x,strange,,X,s,2026-11-22,1\n").into_boxed_str());
    assert!(
        wrong(text).to_string().starts_with("names/legal-forms.csv: "),
        "{}",
        wrong(text)
    );
    let text = Box::leak(format!("{head}x,limited,ABC,X,s,2026-11-22,1\n").into_boxed_str());
    assert!(wrong(text).to_string().contains("'ABC'"), "{}", wrong(text));
}
