//! The features of a pair of entities and their levels, with the plain names
//! that model files and explanations use.
//!
//! Level 0 of every feature is "nothing to compare" and weighs nothing; from
//! level 1 on, higher is more alike, and a model's weights must rise with it.

use super::Family;

/// Levels of agreement, one for each of [`FEATURES`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Features {
    /// The group of schemas whose weights count.
    pub family: Family,
    /// The levels.
    pub levels: [u8; FEATURE_COUNT],
}

impl Features {
    /// The level of one feature.
    pub fn level(&self, feature: Feature) -> u8 {
        self.levels[feature as usize]
    }
}

/// What two entities are compared by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum Feature {
    /// The two names that go together best, of all names of both.
    Name,
    /// A main name of one against any name of the other.
    MainName,
    /// How many different names agree.
    NamesAgreeing,
    /// The rarest word that names of both have.
    RareWord,
    /// Evidence in the words that the best names share.
    SharedWords,
    /// What each of the best names has that the other lacks.
    OtherWords,
    /// How many entities of one list hold the name.
    Holders,
    /// Legal forms of the best names.
    LegalForm,
    /// Numbers in the best names.
    Number,
    /// Registration, tax and other numbers.
    Identifier,
    /// Days of birth or founding.
    Date,
    /// Addresses.
    Address,
    /// Countries.
    Country,
    /// Man or woman.
    Gender,
    /// One's name in the other's text.
    Mention,
    /// Rare words that the texts share.
    Text,
    /// Odd writing in a name: mixed scripts in a word or hidden marks.
    Writing,
    /// Whether both stand on one list.
    List,
}

/// How many features there are.
pub const FEATURE_COUNT: usize = 18;

/// A feature: its name and the names of its levels.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FeatureSpec {
    /// Which one.
    pub feature: Feature,
    /// Plain name, as model files write it.
    pub name: &'static str,
    /// Names of the levels from level 1 on.
    pub levels: &'static [&'static str],
}

impl FeatureSpec {
    /// The name of a level; level 0 is `nothing to compare`.
    pub fn level_name(&self, level: u8) -> &'static str {
        match level {
            0 => "nothing to compare",
            n => self
                .levels
                .get(usize::from(n) - 1)
                .copied()
                .unwrap_or("beyond the last level"),
        }
    }
}

macro_rules! features {
    ($($feature:ident $name:literal: $($level:literal),*;)*) => {
        /// The features in their order; a new one goes to the end.
        pub const FEATURES: [FeatureSpec; FEATURE_COUNT] =
            [$(FeatureSpec { feature: Feature::$feature, name: $name, levels: &[$($level),*] }),*];
    };
}

features! {
    Name "name": "other", "hardly alike", "little alike", "rather other", "rather alike", "alike",
        "much alike", "nearly equal", "equal";
    MainName "main name": "other", "little alike", "alike", "nearly equal", "equal";
    NamesAgreeing "names agreeing": "none of several", "one of several", "two", "three and more";
    RareWord "rarest shared word": "none", "common", "usual", "uncommon", "rare", "very rare";
    SharedWords "shared words": "none", "below 5 bits", "5 bits", "10 bits", "15 bits", "20 bits", "30 bits";
    OtherWords "other words": "both have over 16 bits", "both have over 8 bits", "both have some",
        "one has over 12 bits", "one has some", "none";
    Holders "holders of the name": "three and more on a list", "two on a list", "one";
    LegalForm "legal form": "of another kind", "compatible";
    Number "numbers": "differ", "differ in one sign", "on one side";
    Identifier "identifiers": "conflict", "differ", "near", "one slip", "equal but shared by many",
        "equal in form", "equal and valid";
    Date "dates": "conflict", "near years", "same year, other day", "within", "same year", "one digit off",
        "day and month swapped", "same month", "same day";
    Address "address": "other country", "other city", "other street", "same country", "same city", "crowded",
        "other unit", "same street", "same building", "same unit";
    Country "country": "none in common", "related", "one in common", "the same";
    Gender "gender": "differs", "the same";
    Mention "mention": "none", "in the text", "in both texts";
    Text "texts": "nothing rare shared", "10 bits", "20 bits", "35 bits";
    Writing "writing": "odd";
    List "lists": "the same list", "two lists";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_features() {
        for (at, spec) in FEATURES.iter().enumerate() {
            assert_eq!(spec.feature as usize, at, "{}", spec.name);
            assert_eq!(spec.level_name(0), "nothing to compare");
            assert_eq!(spec.level_name(1), spec.levels[0]);
        }
    }
}
