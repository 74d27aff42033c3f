//! Whether two names can be one speaker.
//!
//! Only what tells persons apart is used: a family name, a given name beside it.
//! Offices ("the minister"), pronouns and nameless officials tell nothing, and a
//! guard that knows nothing does not forbid.

/// Words before a name that are no part of it.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "admiral", "ambassador", "archbishop", "baroness", "bishop", "captain", "chairman", "chancellor", "chief",
    "col", "colonel", "commander", "congressman", "congresswoman", "dame", "director", "dr", "foreign",
    "former", "gen", "general", "gov", "governor", "hon", "judge", "justice", "king", "lady", "lieutenant",
    "lord", "lt", "madam", "maj", "major", "marshal", "mayor", "minister", "miss", "mr", "mrs", "ms", "pope",
    "premier", "president", "prime", "prince", "princess", "prof", "professor", "queen", "rep",
    "representative", "rev", "secretary", "sen", "senator", "sergeant", "sheikh", "sir", "speaker",
    "spokesman", "spokeswoman", "the", "vice",
];

/// A person's name as compared: given names and family name, folded.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub(crate) struct Name {
    family: String,
    given: Vec<String>,
}

impl Name {
    /// The family name, folded.
    pub(crate) fn family(&self) -> &str {
        &self.family
    }
}

/// Reads a name; none where it names no person: an office, a pronoun, words in
/// small letters.
pub(crate) fn name(shown: &str) -> Option<Name> {
    let mut parts: Vec<String> = Vec::new();
    for word in shown.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let bare = bare
            .strip_suffix("'s")
            .or_else(|| bare.strip_suffix("’s"))
            .unwrap_or(bare);
        let folded = bare.to_lowercase();
        if bare.is_empty()
            || TITLES.binary_search(&folded.as_str()).is_ok()
            || matches!(folded.as_str(), "jr" | "sr" | "ii" | "iii")
        {
            continue;
        }
        let particle = !parts.is_empty()
            && matches!(
                folded.as_str(),
                "al" | "bin"
                    | "da"
                    | "de"
                    | "del"
                    | "den"
                    | "der"
                    | "di"
                    | "la"
                    | "le"
                    | "van"
                    | "von"
                    | "el"
            );
        if particle {
            continue;
        }
        if !bare.chars().next().is_some_and(char::is_uppercase) || pronoun(&folded) {
            return None;
        }
        // letters that are all capitals, or hold a digit, are an office's or a body's
        if bare.chars().count() > 1
            && (bare.chars().all(|c| !c.is_lowercase()) || bare.chars().any(|c| c.is_ascii_digit()))
        {
            return None;
        }
        parts.push(folded);
    }
    let family = parts.pop()?;
    Some(Name { family, given: parts })
}

fn pronoun(folded: &str) -> bool {
    matches!(
        folded,
        "he" | "she" | "they" | "it" | "we" | "i" | "you" | "who" | "this" | "that"
    )
}

/// Two names that cannot be one person: other family names, or given names that
/// begin with other letters.
pub(crate) fn conflict(one: &Name, other: &Name) -> bool {
    if one.family != other.family {
        // a given name alone, as in headlines: may be the same
        return !(one.given.is_empty() && other.given.contains(&one.family)
            || other.given.is_empty() && one.given.contains(&other.family));
    }
    match (one.given.first(), other.given.first()) {
        (Some(a), Some(b)) => a.chars().next() != b.chars().next(),
        _ => false,
    }
}

/// Two names in full that share no word: surely two persons, where [`conflict`] only
/// forbids to call them one.
pub(crate) fn other_person(one: &Name, other: &Name) -> bool {
    let full = !one.given.is_empty() && !other.given.is_empty();
    let words = |name: &Name| {
        name.given
            .iter()
            .chain([&name.family])
            .cloned()
            .collect::<Vec<String>>()
    };
    full && !words(one).iter().any(|word| words(other).contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_in_order() {
        assert!(TITLES.is_sorted());
    }

    #[test]
    fn who_can_be_whom() {
        let can = |one: &str, other: &str| match (name(one), name(other)) {
            (Some(a), Some(b)) => !conflict(&a, &b),
            _ => true,
        };
        assert!(can("Sir Paul Oak", "Oak"));
        assert!(can("the minister", "Ann Elm"));
        assert!(can("Mr. Oak", "Paul Oak"));
        assert!(!can("Paul Oak", "Ann Elm"));
        assert!(!can("Paul Oak", "Mary Oak"));
        assert_eq!(name("MI9 chief"), None);
        assert_eq!(name("a senior official"), None);
    }
}
