//! Closed classes of English words, and what sort of word any other looks like by
//! its ending and first letter: a stand-in for a part of speech that costs nothing.
//!
//! The lists are the closed classes of any English grammar (determiners, pronouns,
//! prepositions, conjunctions, auxiliaries), written for this file.

/// What sort of word it looks like.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub(super) enum Class {
    /// Opening quotation mark.
    Open,
    /// Closing quotation mark.
    Close,
    /// A straight mark not yet sorted.
    Mark,
    /// `.`, `?`, `!`.
    Stop,
    /// `,`.
    Comma,
    /// `:`.
    Colon,
    /// `;`.
    Semicolon,
    /// Dashes and ellipses.
    Dash,
    /// Opening bracket.
    Bracket,
    /// Closing bracket.
    Unbracket,
    /// Other marks.
    Sign,
    /// 's and a bare apostrophe.
    Possessive,
    /// the, a, this, each.
    Determiner,
    /// he, she, they, I, we: subjects.
    Subject,
    /// it, you, that stand as subject or object.
    Either,
    /// him, them, me, himself.
    Object,
    /// his, her, their.
    Owner,
    /// of, in, by.
    Preposition,
    /// and, or, but.
    And,
    /// because, if, while.
    Clause,
    /// that.
    That,
    /// to.
    To,
    /// who, which, what, how.
    Which,
    /// is, has, did.
    Auxiliary,
    /// will, would, could.
    Modal,
    /// not, n't, never.
    Not,
    /// also, now, still: short adverbs.
    Adverb,
    /// a number, a sum, a year.
    Number,
    /// a name, a title, the first word of a sentence.
    Capital,
    /// -ed.
    Ed,
    /// -ing.
    Ing,
    /// -ly.
    Ly,
    /// -s.
    S,
    /// -tion, -ment, -ness: nouns.
    Noun,
    /// -ous, -ive, -al: adjectives.
    Adjective,
    /// said, told, thought: irregular past forms.
    Past,
    /// Anything else.
    Other,
}

const LISTS: [(Class, &str); 14] = [
    (
        Class::Determiner,
        " the a an this these those each every any some no another both all many most few several much such ",
    ),
    (Class::Subject, " he she they we i "),
    (
        Class::Either,
        " it you this these those others one everyone nobody anyone someone ",
    ),
    (
        Class::Object,
        " him them us me himself herself themselves itself myself yourself ourselves ",
    ),
    (Class::Owner, " his her their its my our your whose "),
    (
        Class::Preposition,
        " of in on at by for with from about into over under against between through during after before without within among toward towards across behind beyond near despite upon like since until around amid per via throughout regarding concerning ",
    ),
    (Class::And, " and or but nor yet & "),
    (
        Class::Clause,
        " because if while when where as whether although though unless than once so whereas ",
    ),
    (Class::Which, " who which what how why whom whoever whatever "),
    (
        Class::Auxiliary,
        " is are was were be been being am has have had having do does did 've 're 'm ",
    ),
    (
        Class::Modal,
        " will would could should may might can must shall 'll 'd ca wo cannot ",
    ),
    (Class::Not, " not n't never neither hardly "),
    (
        Class::Adverb,
        " also now then still just even only already again ever often once always too very more less most later earlier recently previously repeatedly back out up down off away here there however instead well perhaps maybe rather quite almost about far ",
    ),
    (
        Class::Past,
        " said told thought wrote saw knew felt heard found made took gave came went got held led left put kept meant sought began spoke drew stood set ran won lost met let read brought chose swore understood broke became saying ",
    ),
];

/// Sorts a word: `form` in lower case, `raw` as it stands.
pub(super) fn class_of(form: &str, raw: &str) -> Class {
    let mut chars = form.chars();
    let (first, single) = (chars.next().unwrap_or(' '), chars.next().is_none());
    match form {
        "that" => return Class::That,
        "to" => return Class::To,
        "''" | "’’" => return Class::Mark,
        "..." | "--" => return Class::Dash,
        "'s" | "'" => return Class::Possessive,
        _ => {}
    }
    if single {
        match first {
            '“' | '„' | '«' => return Class::Open,
            '”' | '»' => return Class::Close,
            '"' => return Class::Mark,
            '.' | '?' | '!' => return Class::Stop,
            ',' => return Class::Comma,
            ':' => return Class::Colon,
            ';' => return Class::Semicolon,
            '—' | '–' | '-' | '…' => return Class::Dash,
            '(' | '[' => return Class::Bracket,
            ')' | ']' => return Class::Unbracket,
            c if !c.is_alphanumeric() => return Class::Sign,
            _ => {}
        }
    }
    if form.len() < 16 {
        let padded = format!(" {form} ");
        if let Some((class, _)) = LISTS.iter().find(|(_, list)| list.contains(&padded)) {
            return *class;
        }
    }
    if form.chars().any(|c| c.is_ascii_digit()) {
        return Class::Number;
    }
    if raw.chars().next().is_some_and(char::is_uppercase) || raw.starts_with('@') {
        return Class::Capital;
    }
    const ENDINGS: [(Class, &[&str]); 6] = [
        (Class::Ed, &["ed"]),
        (Class::Ing, &["ing"]),
        (Class::Ly, &["ly"]),
        (
            Class::Noun,
            &[
                "tion", "sion", "ment", "ness", "ity", "ism", "ist", "ship", "ance", "ence", "er", "or",
                "tions", "ments", "ers", "ors", "ists",
            ],
        ),
        (
            Class::Adjective,
            &["ous", "ive", "al", "ful", "less", "able", "ible", "ic", "ish"],
        ),
        (Class::S, &["s"]),
    ];
    let ended = ENDINGS
        .iter()
        .find(|(_, ends)| ends.iter().any(|e| form.len() > e.len() + 1 && form.ends_with(e)));
    ended.map_or(Class::Other, |(class, _)| *class)
}

/// A verb without the endings of its forms, roughly: said and say stay apart,
/// claims, claimed, claiming meet. One key for the forms of a cue.
pub(super) fn stem(form: &str) -> &str {
    let cut = |end: &str| form.strip_suffix(end).filter(|rest| rest.chars().count() >= 3);
    let bare = cut("ing")
        .or_else(|| cut("ied"))
        .or_else(|| cut("ies"))
        .or_else(|| cut("ed"))
        .or_else(|| cut("es"))
        .or_else(|| cut("s"));
    let bare = bare.unwrap_or(form);
    bare.strip_suffix(['e', 'y'])
        .filter(|rest| rest.chars().count() >= 3)
        .unwrap_or(bare)
}
