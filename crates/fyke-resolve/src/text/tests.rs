//! Readings as a person who knows the scripts expects them, and what must hold
//! for any text at all.

use super::*;
use proptest::prelude::*;

fn folds(pairs: &[(&str, &str)]) {
    for (text, expected) in pairs {
        assert_eq!(fold(text), *expected, "of {text:?}");
    }
}

fn reads(text: &str, expected: &str) -> bool {
    read(text)
        .words
        .iter()
        .any(|word| word.latin == expected || word.readings.iter().any(|r| r == expected))
}

#[test]
fn marks_separate_and_join_as_documented() {
    folds(&[
        ("O'Neil", "oneil"),
        ("al-Qa’ida", "al qaida"),
        ("J.S.C. \"Rassvet\"", "jsc rassvet"),
        ("О.О.О. Рассвет", "ooo rassvet"),
        ("Foo S.A.", "foo sa"),
        ("Foo A/S", "foo as"),
        ("A.B.Ivanov", "a b ivanov"),
        ("Ivanov A.B.", "ivanov ab"),
        ("Smith & Sons", "smith and sons"),
        ("Smith &amp; Sons", "smith and sons"),
        ("ООО''Рассвет''", "ooo rassvet"),
        ("«Рога»(Копыта)/Co", "roga kopyta co"),
        ("MacDonald", "macdonald"),
    ]);
}

#[test]
fn numbers_compare_however_they_are_written() {
    folds(&[
        ("No.5", "no 5"),
        ("No 5", "no 5"),
        ("№5", "no 5"),
        ("M19", "m 19"),
        ("30-й", "30"),
        ("30-y zavod", "30 zavod"),
        ("30th", "30"),
        ("61st Plant", "61 plant"),
        ("٣٠", "30"),
        ("３０", "30"),
    ]);
}

#[test]
fn letters_of_each_script_read_by_their_standard() {
    folds(&[
        ("Щербаков Юрий", "shcherbakov yuriy"),
        ("Зеленський", "zelenskyi"),
        (
            "Лукашэнка Аляксандр Рыгоравіч",
            "lukashenka aliaksandr ryhoravich",
        ),
        ("България", "balgariya"),
        ("Қазақстан", "kazakstan"),
        ("Ђорђевић", "dordevic"),
        ("Γιώργος Παπανδρέου", "giorgos papandreou"),
        ("Սարգսյան Ռուբեն", "sargsyan ruben"),
        ("მიხეილ სააკაშვილი", "mikheil saakashvili"),
        ("بنيامين", "banyamin"),
        ("محمد بن سلمان", "muhammad bin salman"),
        ("حسین رضایی", "hossein rezaei"),
        ("الشام", "al sham"),
        ("أيهم", "ayham"),
        ("أنمار", "anmar"),
        ("إدلب", "idlib"),
        ("בנימין נתניהו", "binyamin netanyahu"),
        ("曾国藩", "zeng guo fan"),
        ("トヨタ", "toyota"),
        ("とうきょう", "tokyo"),
        ("김정은", "kim jung eun"),
        ("Łukasz Müller", "lukasz muller"),
        ("Ağrı İstanbul", "agri istanbul"),
        ("Nguyễn Ái Quốc", "nguyen ai quoc"),
        ("Þórður Straße", "thordur strasse"),
    ]);
}

#[test]
fn other_systems_are_among_the_readings() {
    for (text, expected) in [
        ("Юрий", "yuri"),
        ("Юрий", "yury"),
        ("Юрий", "iurii"),
        ("Юрий", "jurij"),
        ("Дмитрий", "dmitry"),
        ("Хрущёв", "hruscev"),
        ("Александр", "alexandr"),
        ("Müller", "mueller"),
        ("Åse", "aase"),
        ("Šojgu", "shoygu"),
        ("Juščenko", "yushchenko"),
        ("محمد", "mohamed"),
        ("حسین", "hussein"),
        ("陳", "chan"),
        ("陳", "chen"),
        ("이", "lee"),
        ("최", "choe"),
        ("おおの", "ohno"),
        ("Χρήστος", "hristos"),
        ("Գրիգոր", "krikor"),
    ] {
        assert!(
            reads(text, expected),
            "{text} should read {expected}: {:?}",
            read(text)
        );
    }
}

#[test]
fn look_alikes_are_read_and_told() {
    // Cyrillic а, о, е; a Latin word all the same
    for text in ["Ivаnov", "Pоwell", "Gаzprоm", "P0well", "lNVEST"] {
        let reading = read(text);
        assert!(
            reading.words[0].latin.bytes().all(|b| b.is_ascii_lowercase()),
            "{text}"
        );
        assert_eq!(reading.words.len(), 1, "{text}");
    }
    assert_eq!(fold("Ivаnov"), "ivanov");
    assert_eq!(fold("Вiктар"), "viktar");
    assert_eq!(fold("ХХI век"), "xxi vek");
    assert_eq!(fold("3АО Рассвет"), "zao rassvet");
    assert!(read("Ivаnov").signals.mixed_word);
    assert!(read("P0well").signals.mixed_word);
    assert!(!read("Иванов Ivanov").signals.mixed_word);
    assert!(!read("Unit 29155").signals.mixed_word);
}

#[test]
fn words_say_how_they_were_written() {
    let flags = |text: &str| -> Vec<(bool, bool)> {
        read(text)
            .words
            .iter()
            .map(|word| (word.joined, word.dotted))
            .collect()
    };
    assert_eq!(
        flags("al-Qaida X"),
        [(false, false), (true, false), (false, false)]
    );
    assert_eq!(flags("الشام"), [(false, false), (true, false)]);
    assert_eq!(flags("小明 王"), [(false, false), (true, false), (false, false)]);
    assert_eq!(flags("A. Ivanov"), [(false, true), (false, false)]);
    assert_eq!(flags("О.О.О. Рассвет"), [(false, true), (false, false)]);
    assert_eq!(flags("M19"), [(false, false), (true, false)]);
}

#[test]
fn true_differences_cost_and_systems_do_not() {
    assert!(romanisation_distance("gaddafi", "qadhafi") < 0.5);
    assert!(romanisation_distance("ivanov", "petrov") > 2.0);
    assert!(romanisation_distance("khrushchev", "hruscev") < 1.0);
    assert_eq!(
        romanisation_distance("ivanov", ""),
        romanisation_distance("", "ivanov")
    );
    assert_eq!(romanisation_similarity("", ""), 0.0);
    assert!(romanisation_distance("shatrou", "shatrov") < 0.2);
}

#[test]
fn whole_texts_without_a_value_are_told() {
    for text in [
        "N/A",
        "n.a.",
        "UNKNOWN",
        "-",
        "-0-",
        "XXXX",
        "00000000",
        "не указано",
        "Нет данных",
        "???",
        "TBD",
    ] {
        assert!(read(text).signals.placeholder, "{text}");
    }
    for text in [
        "Na Li",
        "Test Peter",
        "Xi",
        "Oo",
        "",
        " ",
        "None Such Ltd",
        "1",
        "X",
    ] {
        assert!(!read(text).signals.placeholder, "{text}");
    }
}

#[test]
fn long_and_hostile_texts_are_cut_and_told() {
    let long = read(&"Иванов ".repeat(2_000));
    assert!(long.signals.cut);
    assert!(long.words.len() <= TEXT_CHARS_MAX);
    let flood = format!("a{}b", "\u{301}".repeat(10_000));
    assert_eq!(fold(&flood), "ab");
    assert!(!read("Иванов").signals.cut);
}

#[test]
fn sounds_agree_across_systems_and_not_across_names() {
    for (a, b) in [
        ("yuschenko", "iushchenko"),
        ("yuschenko", "juscenko"),
        ("mohammed", "muhammad"),
        ("mohamad", "muhammad"),
        ("gaddafi", "qadhafi"),
        ("gaddafi", "kadhafi"),
        ("zhang", "chang"),
        ("tchaikovsky", "chaykovskiy"),
        ("hussein", "husayn"),
        ("oualid", "walid"),
        ("shatrou", "shatrov"),
        ("volkau", "volkov"),
        ("tsikhanouskaya", "tsikhanovskaya"),
    ] {
        assert_eq!(sound(a), sound(b), "{a} {b}");
        assert!(
            romanisation_similarity(a, b) > 0.8,
            "{a} {b} {}",
            romanisation_similarity(a, b)
        );
    }
    let names = [
        "ivanov", "petrov", "sidorov", "smith", "mueller", "hassan", "karimi", "zhang", "wong", "garcia",
    ];
    for (at, a) in names.iter().enumerate() {
        for b in &names[at + 1..] {
            assert_ne!(sound(a), sound(b), "{a} {b}");
            assert!(
                romanisation_similarity(a, b) < 0.75,
                "{a} {b} {}",
                romanisation_similarity(a, b)
            );
        }
    }
}

/// Text of any planes, rich in the scripts that names use and in marks.
fn any_text() -> impl Strategy<Value = String> {
    let letter = prop_oneof![
        4 => proptest::char::range('\u{20}', '\u{17f}'),
        4 => proptest::char::range('\u{370}', '\u{6ff}'),
        2 => proptest::char::range('\u{10a0}', '\u{11ff}'),
        2 => proptest::char::range('\u{1e00}', '\u{20ff}'),
        2 => proptest::char::range('\u{3000}', '\u{318f}'),
        1 => proptest::char::range('\u{4e00}', '\u{9fff}'),
        1 => proptest::char::range('\u{ac00}', '\u{d7a3}'),
        1 => proptest::char::range('\u{fb00}', '\u{ffff}'),
        1 => proptest::char::any(),
        2 => proptest::sample::select(vec!['.', '/', '\'', '-', '&', '0', '1', '3', 'l', ' ', '"', '\u{301}']),
    ];
    proptest::collection::vec(letter, 0..40).prop_map(|letters| letters.into_iter().collect())
}

#[test]
fn what_the_properties_found_stays_found() {
    let floods = "\u{fdfa}".repeat(600);
    for text in ["ㄅ〡", floods.as_str()] {
        let once = fold(text);
        assert_eq!(fold(&once), once, "of {text:?}");
    }
}

/// No files beside the sources: what fails becomes a test of its own above.
fn quietly(cases: u32) -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(cases)
    }
}

proptest! {
    #![proptest_config(quietly(256))]

    #[test]
    fn folding_twice_is_folding_once(text in any_text()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn words_are_never_empty_and_plain(text in any_text()) {
        let reading = read(&text);
        for word in &reading.words {
            for latin in std::iter::once(&word.latin).chain(&word.readings) {
                prop_assert!(!latin.is_empty());
                prop_assert!(latin.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()), "{:?}", word);
            }
            prop_assert!(word.readings.len() <= 4);
            prop_assert!(!word.readings.contains(&word.latin));
        }
        let fold = fold(&text);
        prop_assert!(!fold.contains("  ") && fold.trim() == fold);
    }

    #[test]
    fn hidden_marks_change_nothing(text in any_text(), at in 0usize..40, mark in proptest::sample::select(vec!['\u{200b}', '\u{200e}', '\u{202e}', '\u{feff}', '\u{ad}', '\u{0}'])) {
        let mut letters: Vec<char> = text.chars().collect();
        letters.insert(at.min(letters.len()), mark);
        let with: String = letters.into_iter().collect();
        prop_assert_eq!(fold(&with), fold(&text));
        prop_assert!(read(&with).signals.hidden_marks);
    }

    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let text = String::from_utf8_lossy(&bytes);
        prop_assert!(read(&text).words.len() <= bytes.len() * 3);
    }

    #[test]
    fn distance_is_symmetric_and_zero_for_equals(a in "[a-z]{0,20}", b in "[a-z]{0,20}") {
        prop_assert_eq!(romanisation_distance(&a, &b), romanisation_distance(&b, &a));
        prop_assert_eq!(romanisation_distance(&a, &a), 0.0);
        prop_assert!((0.0..=1.0).contains(&romanisation_similarity(&a, &b)));
    }
}
