//! Texts that say that there is no value.
//!
//! Only the whole text counts: a person may be called Na or Test.

use super::cyrillic::lower;
use super::script::{Kind, kind};

/// Longer texts stand for a value, unless one mark fills them.
const LONGEST: usize = 32;

/// Whole texts, folded to small letters and digits, that stand for no value.
const WORDS: &[&str] = &[
    "anonim",
    "anonymous",
    "blank",
    "dummy",
    "empty",
    "error",
    "fehlt",
    "inconnu",
    "inconnue",
    "keine angabe",
    "keine angaben",
    "n a",
    "n d",
    "n k",
    "na",
    "name unknown",
    "nan",
    "nao informado",
    "nicht bekannt",
    "nil",
    "no aplica",
    "no data",
    "no disponible",
    "no info",
    "no information",
    "no name",
    "no se sabe",
    "no value",
    "noname",
    "non applicable",
    "non communique",
    "non disponible",
    "non renseigne",
    "none",
    "not applicable",
    "not available",
    "not disclosed",
    "not given",
    "not indicated",
    "not known",
    "not provided",
    "not specified",
    "not stated",
    "null",
    "nulo",
    "pending",
    "redacted",
    "sans nom",
    "sconosciuto",
    "sin datos",
    "sin nombre",
    "tba",
    "tbc",
    "tbd",
    "test",
    "to be advised",
    "to be announced",
    "to be confirmed",
    "to be determined",
    "to order",
    "unbekannt",
    "undefined",
    "undisclosed",
    "unidentified",
    "unk",
    "unknown",
    "unknown name",
    "unnamed",
    "unspecified",
    "withheld",
    "yok",
    // Russian, Ukrainian, Belarusian
    "без имени",
    "без имені",
    "без названия",
    "без назви",
    "відсутні",
    "відсутній",
    "відсутня",
    "данных нет",
    "данные отсутствуют",
    "дані відсутні",
    "не вказано",
    "не встановлено",
    "не заполнено",
    "не известен",
    "не известна",
    "не известно",
    "не имеет",
    "не определено",
    "не предоставлено",
    "не применимо",
    "не указан",
    "не указана",
    "не указано",
    "не установлен",
    "не установлена",
    "не установлено",
    "невідома",
    "невідомий",
    "невідомо",
    "немає",
    "немає даних",
    "неизвестен",
    "неизвестна",
    "неизвестно",
    "неизвестный",
    "нет",
    "нет данных",
    "нет информации",
    "нет сведений",
    "отсутствует",
    "отсутствуют",
    "пусто",
    "тест",
    "н д",
    "нд",
    "б н",
    "невядома",
    "няма",
    "няма данни",
    "неизвестно лице",
    // Greek, Turkish, Arabic, Persian, Hebrew, Chinese, Japanese, Korean
    "άγνωστο",
    "άγνωστος",
    "bilinmiyor",
    "belirtilmemiş",
    "غير معروف",
    "مجهول",
    "لا يوجد",
    "غير متوفر",
    "نامعلوم",
    "ناشناس",
    "לא ידוע",
    "不详",
    "不詳",
    "无",
    "無",
    "未知",
    "不明",
    "なし",
    "該当なし",
    "없음",
    "미상",
    "알수없음",
];

/// Whether the whole text stands for no value. A text without letters or digits
/// that is not empty (`-`, `???`) does too, and so does one letter or digit
/// written again and again (`XXXX`, `00000000`, `-0-`).
pub(super) fn is_placeholder(letters: &[char]) -> bool {
    if letters.len() > LONGEST {
        return repeated(letters);
    }
    let mut folded = String::with_capacity(letters.len());
    let mut gap = false;
    for &letter in letters {
        if kind(letter) != Kind::Other {
            if gap && !folded.is_empty() {
                folded.push(' ');
            }
            gap = false;
            folded.push(lower(letter));
        } else {
            gap = true;
        }
    }
    if folded.is_empty() {
        return letters.iter().any(|letter| !letter.is_whitespace());
    }
    repeated(letters) || WORDS.contains(&folded.as_str())
}

/// One mark or digit over and over. Letters must be `x`, since AA and Oo are names.
fn repeated(letters: &[char]) -> bool {
    let mut all = letters
        .iter()
        .filter(|letter| kind(**letter) != Kind::Other)
        .map(|letter| letter.to_ascii_lowercase());
    let Some(first) = all.next() else {
        return !letters.is_empty() && letters.iter().any(|l| !l.is_whitespace());
    };
    let mut count = 1;
    for letter in all {
        if letter != first {
            return false;
        }
        count += 1;
    }
    match first {
        '0' => true,
        'x' | 'х' | 'Х' => count >= 2,
        '9' => count >= 5,
        '1'..='8' => count >= 7,
        _ => false,
    }
}
