//! What a comparison rests on, in sentences that quote both names.
//!
//! The words are aligned again, as [`super::compare()`] aligned them; this is for
//! pairs that a person reads, not for millions.

use super::agree::Kind;
use super::align::{Alignment, Link, align, run};
use super::analysed::Name;
use super::bearer::Bearer;
use super::compare::Comparison;
use super::feature::NameFeature;
use super::model::weight;
use super::word::{Class, FLAG_FOREIGN, LEGAL_CLASSES};

/// One reason for or against, in a sentence.
#[derive(Clone, PartialEq, Debug)]
pub struct Reason {
    /// The feature it belongs to.
    pub feature: NameFeature,
    /// Whether it speaks for the names being one bearer's.
    pub speaks_for: bool,
    /// Plain words, quoting both sources.
    pub text: String,
}

/// Why two names compare as they do: first what speaks against them being one
/// bearer's, the weightiest first, then what speaks for it.
///
/// ```
/// use fyke_resolve::name::{Bearer, compare, explain, prepare};
/// let (a, b) = (prepare("Fund II", Bearer::Organisation), prepare("Fund III", Bearer::Organisation));
/// let reasons = explain(&a, &b, &compare(&a, &b));
/// assert_eq!(reasons[0].text, "number 'II' against 'III' counts against");
/// ```
pub fn explain(a: &Name, b: &Name, comparison: &Comparison) -> Vec<Reason> {
    if a.is_empty() || b.is_empty() {
        return vec![nothing(a, b)];
    }
    let alignment = in_order(a, b);
    let mut against = Vec::new();
    left_over(a, b, &alignment, comparison, &mut against);
    whole_name(a, b, comparison, &mut against);
    let bearer = if a.bearer == b.bearer {
        a.bearer
    } else {
        Bearer::Unknown
    };
    against.sort_by(|x, y| {
        weight(bearer, comparison, x.feature).total_cmp(&weight(bearer, comparison, y.feature))
    });
    let mut links: Vec<&Link> = alignment.links().iter().collect();
    links.sort_by_key(|link| (link.a, link.b));
    let (mut found, mut same): (Vec<Reason>, Vec<String>) = (against, Vec::new());
    for link in links {
        match agreement(a, b, link) {
            Some(reason) => found.push(reason),
            None if a
                .words
                .get(usize::from(link.a))
                .is_some_and(|word| word.class == Class::Joiner) => {}
            None => same.push(quoted(a, link.a, link.a_len)),
        }
    }
    if !same.is_empty() {
        let text = format!(
            "{} {} in both",
            same.join(", "),
            if same.len() == 1 { "is" } else { "are" }
        );
        found.push(Reason {
            feature: NameFeature::Agreed,
            speaks_for: true,
            text,
        });
    }
    found
}

/// The alignment as the comparison made it, whichever name comes first here.
fn in_order(a: &Name, b: &Name) -> Alignment {
    if (a.words.len(), a.hash) <= (b.words.len(), b.hash) {
        align(a, b)
    } else {
        align(b, a).turned()
    }
}

fn nothing(a: &Name, b: &Name) -> Reason {
    let empty = if a.is_empty() { a } else { b };
    let text = match (empty.text().trim(), empty.signals.placeholder) {
        (text, true) => format!("'{text}' says that there is no name: nothing can be compared"),
        ("", _) => "a name is empty: nothing can be compared".to_owned(),
        (text, false) => format!("'{text}' has no letters: nothing can be compared"),
    };
    Reason {
        feature: NameFeature::Replaced,
        speaks_for: false,
        text,
    }
}

/// What one link says, unless the words are simply the same.
fn agreement(a: &Name, b: &Name, link: &Link) -> Option<Reason> {
    let (x, y) = (quoted(a, link.a, link.a_len), quoted(b, link.b, link.b_len));
    let differ = match link.agreement.plain {
        1 => "one letter".to_owned(),
        letters => format!("{letters} letters"),
    };
    let numeral = a.words[usize::from(link.a)].class == Class::Numeral;
    let (feature, text) = match link.agreement.kind {
        Kind::Same => return None,
        Kind::Spelled if foreign(a, link.a) || foreign(b, link.b) => (
            NameFeature::Letters,
            format!("{x} and {y} are one name in two scripts"),
        ),
        Kind::Spelled => (
            NameFeature::Letters,
            format!("{x} and {y} are two spellings of one name"),
        ),
        Kind::Typed => (NameFeature::Letters, format!("{x} and {y} differ in {differ}")),
        Kind::Meaning if numeral => (NameFeature::Meaning, format!("{x} and {y} are one number")),
        Kind::Meaning => (NameFeature::Meaning, format!("{x} and {y} mean the same")),
        Kind::Short => (
            NameFeature::Meaning,
            format!("{x} and {y} are long and short forms of one name"),
        ),
        Kind::Cognate => (
            NameFeature::Meaning,
            format!("{x} and {y} are one name in two languages"),
        ),
        Kind::Gendered => (
            NameFeature::Gender,
            format!("{x} and {y} are a man's and a woman's form of one name"),
        ),
        Kind::Initial => (
            NameFeature::Initials,
            format!("{x} and {y} begin with the same letter"),
        ),
        Kind::Acronym => (
            NameFeature::Meaning,
            format!("{x} and {y}: one is the initials of the other"),
        ),
        Kind::Joined if link.agreement.plain == 0 => (
            NameFeature::Joined,
            format!("{x} and {y} are one word, written apart and together"),
        ),
        Kind::Joined => (
            NameFeature::Joined,
            format!("{x} and {y}, written apart and together, differ in {differ}"),
        ),
    };
    Some(Reason {
        feature,
        speaks_for: link.agreement.kind != Kind::Gendered,
        text,
    })
}

fn foreign(name: &Name, word: u8) -> bool {
    name.words
        .get(usize::from(word))
        .is_some_and(|word| word.flags & FLAG_FOREIGN != 0)
}

/// Words without a counterpart.
fn left_over(a: &Name, b: &Name, alignment: &Alignment, comparison: &Comparison, found: &mut Vec<Reason>) {
    let used = [alignment.a_used, alignment.b_used];
    let lists = |class: fn(Class) -> bool| {
        [(a, used[0]), (b, used[1])].map(|(name, used)| {
            let open = |at: &usize| used & run(*at as u8, 1) == 0 && class(name.words[*at].class);
            (0..name.words.len())
                .filter(open)
                .map(|at| quoted(name, at as u8, 1))
                .collect::<Vec<_>>()
                .join(" ")
        })
    };
    let mut say = |feature: NameFeature, [x, y]: &[String; 2], both: &str, one: &str| {
        let text = match (x.is_empty(), y.is_empty()) {
            (true, true) => return,
            (false, false) => format!("{both}{x} against {y} counts against"),
            _ => format!("{one}{x}{y} is in one name only"),
        };
        found.push(Reason {
            feature,
            speaks_for: false,
            text,
        });
    };
    let numbers = lists(|class| class == Class::Numeral);
    let one_sided = numbers.iter().any(String::is_empty);
    say(
        if one_sided {
            NameFeature::NumberAdded
        } else {
            NameFeature::Number
        },
        &numbers,
        "number ",
        "number ",
    );
    let fathers = lists(|class| class == Class::Patronymic);
    say(NameFeature::Patronymic, &fathers, "patronymic ", "patronymic ");
    let places = lists(|class| class == Class::Place);
    say(NameFeature::Place, &places, "place ", "place ");
    let words = lists(|class| {
        matches!(
            class,
            Class::Plain | Class::Given | Class::Concept | Class::Initial
        )
    });
    let replaced = comparison.level(NameFeature::ReplacedWords) > 0;
    say(
        if replaced {
            NameFeature::Replaced
        } else {
            NameFeature::Added
        },
        &words,
        "",
        "",
    );
}

/// What the names as wholes say.
fn whole_name(a: &Name, b: &Name, comparison: &Comparison, found: &mut Vec<Reason>) {
    let mut against = |feature: NameFeature, text: String| {
        found.push(Reason {
            feature,
            speaks_for: false,
            text,
        });
    };
    if comparison.level(NameFeature::LegalForm) >= 2 {
        let kinds = |name: &Name| {
            let has = |at: &usize| name.legal & (1 << at) != 0;
            let labels = (0..LEGAL_CLASSES.len())
                .filter(has)
                .map(|at| LEGAL_CLASSES[at].label());
            labels.collect::<Vec<_>>().join(", ")
        };
        against(
            NameFeature::LegalForm,
            format!("a {} is seldom also a {}", kinds(a), kinds(b)),
        );
    }
    match comparison.level(NameFeature::Order) {
        3 => against(
            NameFeature::Order,
            "the given names stand in another order".to_owned(),
        ),
        2 => against(NameFeature::Order, "the words stand in another order".to_owned()),
        _ => {}
    }
    if comparison.level(NameFeature::Alone) > 0 {
        against(
            NameFeature::Alone,
            "one word alone stands for a longer name".to_owned(),
        );
    }
    for name in [a, b] {
        if name.signals.mixed_word {
            let text = format!("'{}' mixes scripts in one word", name.text());
            against(NameFeature::OddWriting, text);
        }
        if name.signals.hidden_marks {
            against(
                NameFeature::OddWriting,
                format!("hidden marks were removed from '{}'", name.text()),
            );
        }
        if name.is_cut() {
            let shown: String = name.text().chars().take(40).collect();
            against(
                NameFeature::OddWriting,
                format!("'{shown}...' is longer than what is compared"),
            );
        }
    }
}

/// A run of words as the name was written, or as it reads where that is not known.
fn quoted(name: &Name, from: u8, len: u8) -> String {
    let words = (from..from.saturating_add(len)).map(|word| name.latin(usize::from(word)));
    let latin = words.collect::<Vec<_>>().join(" ");
    match written(name, from, len) {
        Some(source) => format!("'{source}'"),
        None => format!("'{latin}'"),
    }
}

/// Finds the part of the text that reads as these words: the shortest run of
/// its pieces between spaces whose letters are theirs.
fn written(name: &Name, from: u8, len: u8) -> Option<String> {
    let wanted: String = (from..from.saturating_add(len))
        .map(|word| name.latin(usize::from(word)))
        .collect();
    let pieces: Vec<&str> = name
        .text()
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|p| !p.is_empty())
        .collect();
    for size in 1..=4 {
        for piece in pieces.windows(size) {
            let text = piece.join(" ");
            if crate::text::fold(&text).replace(' ', "") == wanted {
                return Some(text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned());
            }
        }
    }
    None
}
