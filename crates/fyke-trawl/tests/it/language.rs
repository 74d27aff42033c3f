//! Languages that have been taken for each other.

use crate::world::document;
use fyke_model::text::FindingKind;
use fyke_trawl::language;
use proptest::prelude::*;

#[test]
fn neighbours_are_told_apart() {
    let world = [
        (
            "en",
            "The ministry said that the plant had been closed since the spring.",
        ),
        (
            "uk",
            "Міністерство повідомило, що завод закрили ще навесні через обстріли.",
        ),
        (
            "ru",
            "Министерство сообщило, что завод был закрыт еще весной из-за обстрелов.",
        ),
        (
            "be",
            "Міністэрства паведаміла, што завод быў зачынены яшчэ вясной.",
        ),
        (
            "bg",
            "Министерството съобщи, че заводът е затворен още през пролетта.",
        ),
        (
            "sr",
            "Министарство је саопштило да је фабрика затворена још у пролеће.",
        ),
        (
            "kk",
            "Министрлік зауыттың көктемде жабылғанын және жұмысшылардың кеткенін хабарлады.",
        ),
        (
            "ar",
            "قالت الوزارة إن المصنع أغلق منذ الربيع وإن العمال غادروا المدينة.",
        ),
        (
            "fa",
            "وزارتخانه گفت کارخانه از بهار بسته شده و کارگران شهر را ترک کرده‌اند.",
        ),
        (
            "ur",
            "وزارت نے کہا کہ فیکٹری بہار سے بند ہے اور مزدور شہر چھوڑ چکے ہیں۔",
        ),
        (
            "zh",
            "该部表示，这家工厂自春季以来一直关闭，工人们已经离开了这座城市。",
        ),
        (
            "ja",
            "同省は、工場は春から閉鎖されており、労働者は街を離れたと述べた。",
        ),
        (
            "ko",
            "공장은 봄부터 문을 닫았고 노동자들은 도시를 떠났다고 밝혔다.",
        ),
        (
            "tr",
            "Bakanlık, fabrikanın ilkbahardan beri kapalı olduğunu ve işçilerin gittiğini söyledi.",
        ),
        (
            "az",
            "Nazirlik bildirdi ki, zavod yazdan bəri bağlıdır və işçilər şəhəri tərk edib.",
        ),
        (
            "de",
            "Das Ministerium sagte, dass die Fabrik seit dem Frühling geschlossen ist.",
        ),
        (
            "fr",
            "Le ministère a dit que l'usine était fermée depuis le printemps et que les ouvriers sont partis.",
        ),
        (
            "es",
            "El ministerio dijo que la fábrica está cerrada desde la primavera y que los obreros se han ido.",
        ),
        (
            "pl",
            "Ministerstwo podało, że fabryka jest zamknięta od wiosny i że robotnicy już wyjechali.",
        ),
        ("he", "המשרד מסר כי המפעל סגור מאז האביב."),
        ("ka", "სამინისტრომ განაცხადა, რომ ქარხანა გაზაფხულიდან დაკეტილია."),
    ];
    for (code, text) in world {
        assert_eq!(language::of(text), Some(code), "{text}");
    }
}

#[test]
fn a_foreign_name_does_not_decide() {
    let text = "Заявил это Володимир Зеленський на встрече, которая была в Вене вчера, сообщили журналистам.";
    assert_eq!(language::of(text), Some("ru"));
    let text = "The word for it, Перестройка, was on every wall and in all of the papers.";
    assert_eq!(language::of(text), Some("en"));
}

#[test]
fn too_short_to_tell() {
    for text in [
        "",
        "OK",
        "12 345",
        "—",
        "Reuters",
        "Ivan Petrov",
        "Москва",
        "\u{202e}",
    ] {
        assert_eq!(language::of(text), None, "{text}");
    }
}

#[test]
fn what_nothing_here_reads_is_said_once_a_run() {
    let mut text = document(
        "The plant was closed in the spring and it has not been opened since.\n\
         Завод був закритий навесні, і з того часу його не відкривали.\n\
         Kyiv\n\
         Ніхто не знав, коли він запрацює знову.\n\
         It is not known when the workers will be back at the plant.",
    );
    language::mark(&mut text);
    language::mark(&mut text);
    let marks: Vec<_> = text
        .blocks
        .iter()
        .map(|block| block.language.as_deref())
        .collect();
    assert_eq!(marks, [Some("en"), Some("uk"), None, Some("uk"), Some("en")]);
    assert_eq!(text.findings.len(), 1);
    let finding = &text.findings[0];
    assert_eq!(finding.kind, FindingKind::NoModel);
    assert!(finding.shown.starts_with("uk: "));
    let span = finding.span.unwrap();
    assert_eq!(
        (span.start, span.end),
        (text.blocks[1].span.start, text.blocks[3].span.end)
    );
    assert_eq!(language::main_of(&text), Some("uk"));
}

proptest! {
    #[test]
    fn any_text_has_an_answer_or_none(text in "\\PC{0,400}") {
        let mut text = document(&text);
        language::mark(&mut text);
        for finding in &text.findings {
            prop_assert!(finding.span.unwrap().of(&text.text).is_some());
        }
    }
}
