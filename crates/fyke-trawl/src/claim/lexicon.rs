//! Words that the rules of claims know: peoples and countries, names of upheaval and
//! force that take a side, verbs of speech and of calling, numerals, days.
//!
//! Classes of loaded words are such as guides for reporters list (the words a side
//! chooses for the same act or people); nothing in them belongs to one story.

/// Adjectives and short names of countries, to one name each.
pub(super) const PEOPLES: &[(&str, &str)] = &[
    ("afghan", "afghanistan"),
    ("american", "america"),
    ("arab", "arabia"),
    ("australian", "australia"),
    ("austrian", "austria"),
    ("azerbaijani", "azerbaijan"),
    ("belarusian", "belarus"),
    ("brazilian", "brazil"),
    ("british", "britain"),
    ("bulgarian", "bulgaria"),
    ("canadian", "canada"),
    ("chinese", "china"),
    ("cuban", "cuba"),
    ("czech", "czechia"),
    ("danish", "denmark"),
    ("dutch", "netherlands"),
    ("egyptian", "egypt"),
    ("english", "england"),
    ("european", "europe"),
    ("finnish", "finland"),
    ("french", "france"),
    ("georgian", "georgia"),
    ("german", "germany"),
    ("greek", "greece"),
    ("hungarian", "hungary"),
    ("indian", "india"),
    ("iranian", "iran"),
    ("iraqi", "iraq"),
    ("israeli", "israel"),
    ("italian", "italy"),
    ("japanese", "japan"),
    ("korean", "korea"),
    ("kurdish", "kurdistan"),
    ("lebanese", "lebanon"),
    ("libyan", "libya"),
    ("mexican", "mexico"),
    ("norwegian", "norway"),
    ("pakistani", "pakistan"),
    ("palestinian", "palestine"),
    ("polish", "poland"),
    ("romanian", "romania"),
    ("russian", "russia"),
    ("saudi", "arabia"),
    ("serbian", "serbia"),
    ("soviet", "soviet union"),
    ("spanish", "spain"),
    ("swedish", "sweden"),
    ("swiss", "switzerland"),
    ("syrian", "syria"),
    ("taiwanese", "taiwan"),
    ("turkish", "turkey"),
    ("uk", "britain"),
    ("ukrainian", "ukraine"),
    ("venezuelan", "venezuela"),
    ("vietnamese", "vietnam"),
    ("yemeni", "yemen"),
];

/// The country of a folded word that is a people's name or adjective, plural or not.
pub(super) fn people(folded: &str) -> Option<&'static str> {
    let look = |word: &str| {
        PEOPLES
            .binary_search_by(|(known, _)| known.cmp(&word))
            .ok()
            .map(|at| PEOPLES[at].1)
    };
    look(folded).or_else(|| look(folded.strip_suffix('s')?))
}

/// The first place of a country among the peoples.
pub(super) fn country_number(country: &str) -> usize {
    PEOPLES
        .iter()
        .position(|(_, known)| *known == country)
        .unwrap_or(0)
}

/// The country of a place among the peoples.
pub(super) fn country(number: usize) -> &'static str {
    PEOPLES.get(number).map_or("", |(_, country)| country)
}

/// Classes of words for one deed of which each takes a side; stems. Words for people
/// (rebel, terrorist; migrant, refugee) were tried and left out: on PolNeAR most pairs
/// spoke of other people.
pub(super) const LOADED: &[(&str, &[&str])] = &[
    (
        "an upheaval",
        &[
            "coup",
            "insurrection",
            "mutiny",
            "putsch",
            "rebellion",
            "revolt",
            "uprising",
        ],
    ),
    (
        "a crowd's act",
        &["demonstration", "protest", "rally", "riot", "unrest"],
    ),
    (
        "a killing",
        &["assassination", "execution", "murder", "manslaughter"],
    ),
    ("a mass killing", &["genocide", "massacre", "slaughter"]),
    ("a war", &["invasion", "intervention", "aggression"]),
    (
        "a seizure of land",
        &["annexation", "liberation", "occupation", "reunification"],
    ),
    ("harsh questioning", &["interrogation", "torture"]),
];

/// The class of a stem, by number.
pub(super) fn loaded(stem: &str) -> Option<usize> {
    LOADED.iter().position(|(_, words)| words.contains(&stem))
}

/// Forms of verbs of speech.
pub(super) const SAYING: &[&str] = &[
    "acknowledged",
    "added",
    "admitted",
    "alleged",
    "announced",
    "argued",
    "asserted",
    "claimed",
    "conceded",
    "concluded",
    "confirmed",
    "declared",
    "denied",
    "insisted",
    "maintained",
    "noted",
    "predicted",
    "reported",
    "said",
    "says",
    "stated",
    "stressed",
    "suggested",
    "tells",
    "told",
    "tweeted",
    "warned",
    "wrote",
];

/// Forms of verbs of calling on somebody; the one addressed stands behind them.
pub(super) const CALLING: &[&str] = &[
    "appealed to",
    "appeals to",
    "called on",
    "called upon",
    "calls on",
    "encouraged",
    "encourages",
    "implored",
    "invitation to",
    "message to",
    "urged",
    "urges",
    "urging",
];

/// Words that turn a statement round.
pub(super) const NEGATIONS: &[&str] = &[
    "aren't",
    "can't",
    "cannot",
    "couldn't",
    "didn't",
    "doesn't",
    "don't",
    "hadn't",
    "hasn't",
    "haven't",
    "isn't",
    "neither",
    "never",
    "no",
    "none",
    "nor",
    "not",
    "refused",
    "shouldn't",
    "wasn't",
    "weren't",
    "without",
    "won't",
    "wouldn't",
];

/// Words beside a number that leave it open.
pub(super) const OPEN: &[&str] = &[
    "about",
    "almost",
    "approximately",
    "around",
    "dozens",
    "estimated",
    "few",
    "hundreds",
    "least",
    "less",
    "many",
    "more",
    "most",
    "nearly",
    "over",
    "roughly",
    "several",
    "some",
    "than",
    "thousands",
    "up",
];

/// Numerals.
pub(super) const NUMERALS: &[(&str, f64)] = &[
    ("eight", 8.0),
    ("eighteen", 18.0),
    ("eighty", 80.0),
    ("eleven", 11.0),
    ("fifteen", 15.0),
    ("fifty", 50.0),
    ("five", 5.0),
    ("forty", 40.0),
    ("four", 4.0),
    ("fourteen", 14.0),
    ("nine", 9.0),
    ("nineteen", 19.0),
    ("ninety", 90.0),
    ("seven", 7.0),
    ("seventeen", 17.0),
    ("seventy", 70.0),
    ("six", 6.0),
    ("sixteen", 16.0),
    ("sixty", 60.0),
    ("ten", 10.0),
    ("thirteen", 13.0),
    ("thirty", 30.0),
    ("three", 3.0),
    ("twelve", 12.0),
    ("twenty", 20.0),
    ("two", 2.0),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_in_order() {
        assert!(PEOPLES.is_sorted());
        assert!(NUMERALS.is_sorted_by_key(|(word, _)| *word));
        assert!(SAYING.is_sorted() && NEGATIONS.is_sorted() && OPEN.is_sorted() && CALLING.is_sorted());
    }

    #[test]
    fn peoples_are_their_countries() {
        assert_eq!(people("russians"), Some("russia"));
        assert_eq!(people("british"), people("uk"));
        assert_eq!(people("door"), None);
    }
}
