//! What a comparison of two names found, as small numbers with plain names.
//!
//! The order of [`NameFeature::ALL`] is the order in [`Comparison::levels`](super::Comparison::levels)
//! and in the model file; a new feature goes to the end.

/// One thing that a comparison of two names found.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum NameFeature {
    /// Evidence in the words that agree: three bits of rarity a level.
    Agreed,
    /// Letters that differ inside words that agree, what romanisations exchange
    /// counting less; a level is half a letter.
    Letters,
    /// Words on both sides that have no counterpart, a contradiction: two bits a level.
    Replaced,
    /// Words that one side alone has: three bits a level.
    Added,
    /// Words that agree by meaning and not by letters: translation, short form, acronym.
    Meaning,
    /// Words of which one side gives the initial alone.
    Initials,
    /// Order: 0 the same or explained by a comma, 1 turned round, 2 scrambled, 3 two given names exchanged.
    Order,
    /// Words written apart on one side and together on the other.
    Joined,
    /// Legal form: 0 compatible or not given, 1 on one side, 2 seldom one body, 3 hardly one body.
    LegalForm,
    /// Numbers on both sides: 0 the same or none, 1 differing in one sign, 2 differing.
    Number,
    /// Places: 0 the same or none, 1 on one side, 2 differing.
    Place,
    /// Given names: 0 agree or unknown, 1 on one side, 2 alike, 3 two known names that differ.
    GivenName,
    /// Patronymics: 0 agree or unknown, 1 on one side, 2 differing.
    Patronymic,
    /// Forms of words for a woman and for a man: 0 no, 1 yes.
    Gender,
    /// Words on the poorer side: 0 three and more, 1 two, 2 one, 3 one short one.
    FewWords,
    /// Odd writing on either side: mixed scripts in a word or hidden marks.
    OddWriting,
    /// Letters that differ inside words that agree, all counting the same.
    Spelling,
    /// Share of letters that differ in the word that differs most; 15 is half of it.
    LetterShare,
    /// Number of words replaced.
    ReplacedWords,
    /// Number of words on one side only.
    AddedWords,
    /// A number that one side alone has: 0 no, 1 yes.
    NumberAdded,
    /// One word that stands for a longer name: words the other has besides.
    Alone,
}

impl NameFeature {
    /// All, in the order of the levels.
    pub const ALL: [NameFeature; NameFeature::COUNT] = [
        NameFeature::Agreed,
        NameFeature::Letters,
        NameFeature::Replaced,
        NameFeature::Added,
        NameFeature::Meaning,
        NameFeature::Initials,
        NameFeature::Order,
        NameFeature::Joined,
        NameFeature::LegalForm,
        NameFeature::Number,
        NameFeature::Place,
        NameFeature::GivenName,
        NameFeature::Patronymic,
        NameFeature::Gender,
        NameFeature::FewWords,
        NameFeature::OddWriting,
        NameFeature::Spelling,
        NameFeature::LetterShare,
        NameFeature::ReplacedWords,
        NameFeature::AddedWords,
        NameFeature::NumberAdded,
        NameFeature::Alone,
    ];

    /// How many there are.
    pub const COUNT: usize = 22;

    /// The highest level of each.
    pub const LEVEL_MAX: u8 = 15;

    /// Its name in the model file.
    pub fn key(self) -> &'static str {
        match self {
            NameFeature::Agreed => "agreed",
            NameFeature::Letters => "letters",
            NameFeature::Replaced => "replaced",
            NameFeature::Added => "added",
            NameFeature::Meaning => "meaning",
            NameFeature::Initials => "initials",
            NameFeature::Order => "order",
            NameFeature::Joined => "joined",
            NameFeature::LegalForm => "legal_form",
            NameFeature::Number => "number",
            NameFeature::Place => "place",
            NameFeature::GivenName => "given_name",
            NameFeature::Patronymic => "patronymic",
            NameFeature::Gender => "gender",
            NameFeature::FewWords => "few_words",
            NameFeature::OddWriting => "odd_writing",
            NameFeature::Spelling => "spelling",
            NameFeature::LetterShare => "letter_share",
            NameFeature::ReplacedWords => "replaced_words",
            NameFeature::AddedWords => "added_words",
            NameFeature::NumberAdded => "number_added",
            NameFeature::Alone => "alone",
        }
    }

    /// Its name for a person.
    pub fn label(self) -> &'static str {
        match self {
            NameFeature::Agreed => "words that agree",
            NameFeature::Letters => "letters that differ",
            NameFeature::Replaced => "words replaced by others",
            NameFeature::Added => "words on one side only",
            NameFeature::Meaning => "words of the same meaning",
            NameFeature::Initials => "initials for words",
            NameFeature::Order => "order of words",
            NameFeature::Joined => "words joined or split",
            NameFeature::LegalForm => "legal form",
            NameFeature::Number => "numbers",
            NameFeature::Place => "places",
            NameFeature::GivenName => "given names",
            NameFeature::Patronymic => "patronymics",
            NameFeature::Gender => "forms for a woman and a man",
            NameFeature::FewWords => "few words to compare",
            NameFeature::OddWriting => "odd writing",
            NameFeature::Spelling => "spelling",
            NameFeature::LetterShare => "share of letters that differ",
            NameFeature::ReplacedWords => "number of words replaced",
            NameFeature::AddedWords => "number of words on one side only",
            NameFeature::NumberAdded => "number on one side only",
            NameFeature::Alone => "one word for a longer name",
        }
    }
}
