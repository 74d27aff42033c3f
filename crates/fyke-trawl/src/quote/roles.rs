//! Words that tell what a word beside a name is: titles, what somebody is, what is
//! no person, what bounds a phrase. Lists of our own.

use super::cues::Gender;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Titles of men, small, without the point.
const MEN: &str = "mr sir lord king prince father rev pope brother imam sheikh";
/// Titles of women.
const WOMEN: &str = "mrs ms miss lady dame queen princess sister baroness madam";
/// Titles of either.
const ANY: &str = "dr prof professor president senator sen rep representative gov governor secretary minister \
    chancellor general gen colonel col captain capt lt maj major sgt admiral adm judge justice mayor \
    ambassador chairman chairwoman speaker congressman congresswoman attorney detective officer sheriff \
    premier commissioner councilman director vice deputy hon archbishop bishop cardinal lieutenant \
    sergeant commander delegate ex-president coach marshal";
/// What somebody is, beside the classes of [`class`].
const ROLES: &str = "man adviser advisor aide ally analyst author candidate nominee rival strategist lawyer lawmaker \
    expert scholar reporter editor writer host anchor columnist billionaire businessman mogul veteran \
    voter supporter critic opponent teacher student resident witness source insider diplomat envoy agent \
    prosecutor investigator manager organizer leaders officials officers aides advisers critics \
    supporters analysts experts researchers researcher economist lawyers member members father mother \
    son daughter wife husband brother sister friend neighbor neighbour owner partner producer actor \
    actress singer star pastor priest doctor nurse soldier fighter guard employee worker staffer \
    surrogate pollster consultant counsel operative person user one others some many people several \
    moderator interviewer protester democrat republican victim suspect survivor trader dealer smuggler \
    seller buyer engineer pilot sailor customs inspector auditor accountant banker investor donor farmer \
    crowd audience fans protesters voters residents investigators prosecutors lawmakers";
/// Words after which a name is no subject.
const PREPOSITIONS: &str = "of in on at by for with from to about over under after before during against between among into like \
    through toward towards since until without within near behind despite via than amid including around \
    off outside inside";
/// Days, months and words that are capital only because of where they stand.
const NO_NAMES: &str = "monday tuesday wednesday thursday friday saturday sunday january february march april june july \
    august september october november december jan feb aug sept oct nov dec the a an in on at but and or \
    as for if when while after before this that these those there here then now yet so still since \
    during with by from to of not no yes his her their its our my your what who why how where which it \
    he she they we i you asked speaking according although though because despite however meanwhile \
    earlier later today yesterday tomorrow last first next one two three some many most other another \
    even also just only once both all each every such about over under through until well like instead \
    indeed perhaps again let";
/// Words that may stand between a subject and its verb.
const BETWEEN: &str = "also then later further once again now just still often even has have had would will could can \
    should may might did does do not never is was are were been being be himself herself themselves \
    itself both all first soon always too instead reportedly simply ever famously went on to wanted \
    sought tried continued began used quick there previously earlier afterward afterwards repeatedly \
    only ahead n't hasn’t didn’t didn't wouldn’t wouldn't couldn't take took taking Twitter";
/// Last words of names of organisations, places and peoples.
const NO_PERSONS: &str = "press times post service services agency department university party house senate committee group \
    company corp inc bank court council ministry institute center centre street states city county news \
    network association union campaign foundation commission bureau army navy forces embassy church \
    school college office hall palace spring war act kingdom republic congress parliament board journal \
    tribune gazette society federation league project fund sea channel ocean river island islands \
    convention telegraph guardian independent kremlin pentagon america russia ukraine china iran britain \
    germany france israel mexico moscow washington london paris berlin beijing kyiv kiev tehran prague \
    york africa europe asia twitter facebook republicans democrats americans russians ukrainians nato \
    obamacare islam english russian british american western ukrainian chinese iranian state committees \
    magazine gallup quinnipiac poll polls data report study statement text";

struct Lists {
    men: FxHashSet<&'static str>,
    women: FxHashSet<&'static str>,
    any: FxHashSet<&'static str>,
    roles: FxHashSet<&'static str>,
    prepositions: FxHashSet<&'static str>,
    no_names: FxHashSet<&'static str>,
    between: FxHashSet<&'static str>,
    no_persons: FxHashSet<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let set = |list: &'static str| list.split_whitespace().collect();
    Lists {
        men: set(MEN),
        women: set(WOMEN),
        any: set(ANY),
        roles: set(ROLES),
        prepositions: set(PREPOSITIONS),
        no_names: set(NO_NAMES),
        between: set(BETWEEN),
        no_persons: set(NO_PERSONS),
    }
});

/// Titles before names, small, without the point: whose they are.
pub(super) fn title(word: &str) -> Option<Gender> {
    match () {
        () if LISTS.men.contains(word) => Some(Gender::Man),
        () if LISTS.women.contains(word) => Some(Gender::Woman),
        () if LISTS.any.contains(word) => Some(Gender::Any),
        () => None,
    }
}

/// Whether a word is what somebody is: the head of `the ministry's spokesman`.
pub(super) fn role(word: &str) -> bool {
    let short = matches!(
        word,
        "mr" | "sir" | "mrs" | "ms" | "miss" | "dr" | "gen" | "col" | "sen" | "rep" | "gov"
    );
    class(word).is_some()
        || LISTS.roles.contains(word)
        || title(word).is_some() && !short
        || word.len() > 5 && (word.ends_with("ist") || word.ends_with("woman") || word.ends_with("ician"))
}

/// Heads of roles that are one: a chief, a head and a leader.
pub(super) fn class(word: &str) -> Option<&'static str> {
    Some(match word {
        "chief" | "head" | "leader" | "boss" | "director" | "ceo" | "chairman" | "chair" | "chairwoman"
        | "executive" => "head",
        "spokesman" | "spokeswoman" | "spokesperson" | "spokesmen" => "spokesman",
        "official" => "official",
        "officer" => "officer",
        "spy" => "spy",
        "president" => "president",
        "minister" | "premier" => "minister",
        "founder" | "co-founder" => "founder",
        "secretary" => "secretary",
        "commander" | "general" => "commander",
        _ => return None,
    })
}

/// Words after which a name is the object of a preposition, never a subject.
pub(super) fn preposition(word: &str) -> bool {
    LISTS.prepositions.contains(word)
}

/// Days, months and words that are capital only because of where they stand.
pub(super) fn no_name(word: &str) -> bool {
    LISTS.no_names.contains(word)
}

/// Words that may stand between a subject and its verb.
pub(super) fn between(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ly") || LISTS.between.contains(word)
}

/// Whether a last word is that of an organisation, a place, a thing.
pub(super) fn no_person(word: &str) -> bool {
    LISTS.no_persons.contains(word)
}
