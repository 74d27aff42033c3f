//! Words that say that somebody said something.
//!
//! Two classes. Strong cues (said, told, wrote) give words to their subject
//! wherever they stand. Weak ones (called, praised, wanted) do so only for words
//! in marks of their own sentence. The list is our own; which words are worth
//! having, and in which class, was weighed by their counts as cues in the training
//! part of PolNeAR (Newell et al., LREC 2018).

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// How sure a cue is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Strength {
    /// Of speech wherever it stands.
    Strong,
    /// Of speech only beside words in marks.
    Weak,
}

const STRONG: &str = "say tell write add continue tweet ask reply respond declare conclude report explain note recall \
    state shout answer admit joke remark announce argue insist claim warn suggest acknowledge stress emphasize \
    emphasise assert contend maintain observe quip comment confirm deny urge vow pledge promise predict recount \
    reiterate repeat protest complain lament boast concede confide caution counter exclaim cry yell scream whisper \
    mutter chant proclaim testify allege assure inform remind reveal estimate advise retort chime interject intone \
    opine muse post retweet elaborate clarify stipulate interrupt agree advertise rebut bemoan theorize wonder \
    recommend speculate narrate recite caption text email demand beg plead snap growl sigh laugh begin";

const WEAK: &str = "call describe label dub brand denounce dismiss criticize criticise praise hail decry deride slam \
    blast attack accuse blame condemn mock ridicule tout refer cite quote mention compare characterize characterise \
    portray cast paint offer want seek think believe feel consider see view express voice speak talk read sing go \
    deliver issue release outline lay give make put invite encourage discuss point reject question ask hold hear show \
    find know learn hope fear worry expect regard deem liken commend applaud defend apologize thank congratulate \
    welcome challenge threaten order press signal pronounce joke credit bill brag bash lambast rail lash scold rip \
    berate chide fault appeal plead pray swear sum end open close start list name use intend plan decide";

/// Forms that are not made by rule.
const IRREGULAR: &str = "said=say says=say told=tell wrote=write written=write writing=write replied=reply \
    cried=cry denied=deny testified=testify clarified=clarify theorizing=theorize begged=beg snapped=snap \
    quipped=quip admitted=admit thought=think felt=feel saw=see seen=see spoke=speak spoken=speak \
    sang=sing went=go gone=go gave=give given=give made=make held=hold heard=hear found=find knew=know known=know \
    sought=seek laid=lay put=put read=read cast=cast referred=refer referring=refer dubbed=dub slammed=slam \
    ripped=rip began=begin begun=begin beginning=begin decried=decry worried=worry swore=swear sworn=swear \
    summed=sum bragged=brag confided=confide chimed=chime pleaded=plead pled=plead shown=show putting=put \
    slamming=slam ripping=rip dubbing=dub labeled=label labelled=label labeling=label labelling=label \
    signaled=signal signalled=signal learnt=learn chiding=chide intends=intend planned=plan planning=plan e-mailed=email \
    goes=go going=go quipping=quip admitting=admit";

static FORMS: LazyLock<FxHashMap<String, (&'static str, Strength)>> = LazyLock::new(|| {
    let mut forms = FxHashMap::default();
    for (list, strength) in [(WEAK, Strength::Weak), (STRONG, Strength::Strong)] {
        for lemma in list.split_whitespace() {
            for form in inflected(lemma) {
                forms.insert(form, (lemma, strength));
            }
        }
    }
    for (form, lemma) in IRREGULAR
        .split_whitespace()
        .filter_map(|pair| pair.split_once('='))
    {
        if let Some(&known) = forms.get(lemma) {
            forms.insert(form.to_owned(), known);
        }
    }
    forms
});

fn inflected(lemma: &str) -> Vec<String> {
    let stem = lemma.strip_suffix('e').unwrap_or(lemma);
    let y = lemma
        .strip_suffix('y')
        .filter(|s| !s.ends_with(['a', 'e', 'o', 'u']));
    let s = match () {
        () if y.is_some() => format!("{}ies", y.unwrap_or_default()),
        () if lemma.ends_with(['s', 'x', 'z']) || lemma.ends_with("ch") || lemma.ends_with("sh") => {
            format!("{lemma}es")
        }
        () => format!("{lemma}s"),
    };
    let ed = y.map_or_else(|| format!("{stem}ed"), |y| format!("{y}ied"));
    vec![lemma.to_owned(), s, ed, format!("{stem}ing")]
}

/// The lemma and strength of a cue, given in small letters.
pub(super) fn cue(word: &str) -> Option<(&'static str, Strength)> {
    FORMS.get(word).copied()
}

/// Whether a form can be the verb of a sentence: not the bare form of a word that
/// is a noun as well, unless an auxiliary says so.
pub(super) fn finite(word: &str, lemma: &str) -> bool {
    word != lemma
        || matches!(
            word,
            "say" | "think" | "believe" | "argue" | "tell" | "insist" | "write" | "put" | "read" | "cast"
        )
}

/// Words that may stand between a subject and its verb.
pub(super) fn between(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ly")
        || matches!(
            word,
            "also"
                | "then"
                | "later"
                | "further"
                | "once"
                | "again"
                | "now"
                | "just"
                | "still"
                | "often"
                | "even"
                | "has"
                | "have"
                | "had"
                | "would"
                | "will"
                | "could"
                | "can"
                | "should"
                | "may"
                | "might"
                | "did"
                | "does"
                | "do"
                | "not"
                | "never"
                | "is"
                | "was"
                | "are"
                | "were"
                | "been"
                | "being"
                | "be"
                | "himself"
                | "herself"
                | "themselves"
                | "itself"
                | "both"
                | "all"
                | "first"
                | "soon"
                | "always"
                | "too"
                | "instead"
                | "reportedly"
                | "simply"
                | "ever"
                | "famously"
                | "went"
                | "on"
                | "to"
                | "wanted"
                | "sought"
                | "tried"
                | "continued"
                | "began"
                | "used"
                | "has been"
                | "quick"
                | "there"
                | "previously"
                | "earlier"
                | "afterward"
                | "afterwards"
                | "repeatedly"
                | "only"
                | "ahead"
                | "have been"
                | "n't"
                | "hasn’t"
                | "didn’t"
                | "didn't"
                | "wouldn’t"
                | "wouldn't"
                | "couldn't"
                | "take"
                | "took"
                | "taking"
                | "Twitter"
        )
}

/// Words that stand for a person named elsewhere: whether a man, a woman, any.
pub(super) fn pronoun(word: &str) -> Option<Gender> {
    match word {
        "he" => Some(Gender::Man),
        "she" => Some(Gender::Woman),
        "they" | "i" | "we" | "who" | "it" | "you" => Some(Gender::Any),
        _ => None,
    }
}

/// What a pronoun or a title says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Gender {
    /// He, Mr, Sir.
    Man,
    /// She, Mrs, Lady.
    Woman,
    /// Not said.
    Any,
}

/// Titles before names, small, without the point.
pub(super) fn title(word: &str) -> Option<Gender> {
    match word {
        "mr" | "sir" | "lord" | "king" | "prince" | "father" | "rev" | "pope" | "brother" | "imam"
        | "sheikh" => Some(Gender::Man),
        "mrs" | "ms" | "miss" | "lady" | "dame" | "queen" | "princess" | "sister" | "baroness" | "madam" => {
            Some(Gender::Woman)
        }
        "dr" | "prof" | "professor" | "president" | "senator" | "sen" | "rep" | "representative" | "gov"
        | "governor" | "secretary" | "minister" | "chancellor" | "general" | "gen" | "colonel" | "col"
        | "captain" | "capt" | "lt" | "maj" | "major" | "sgt" | "admiral" | "adm" | "judge" | "justice"
        | "mayor" | "ambassador" | "chairman" | "chairwoman" | "speaker" | "congressman"
        | "congresswoman" | "attorney" | "detective" | "officer" | "sheriff" | "premier" | "commissioner"
        | "councilman" | "director" | "vice" | "deputy" | "hon" | "archbishop" | "bishop" | "cardinal"
        | "lieutenant" | "sergeant" | "commander" | "delegate" | "ex-president" | "coach" | "marshal" => {
            Some(Gender::Any)
        }
        _ => None,
    }
}

/// Whether a word is what somebody is: the head of `the ministry's spokesman`.
pub(super) fn role(word: &str) -> bool {
    role_class(word).is_some()
        || title(word).is_some()
            && !matches!(
                word,
                "mr" | "sir" | "mrs" | "ms" | "miss" | "dr" | "gen" | "col" | "sen" | "rep" | "gov"
            )
        || word.ends_with("ist") && word.len() > 5
        || word.ends_with("woman")
        || word.ends_with("ician")
        || matches!(
            word,
            "man"
                | "adviser"
                | "advisor"
                | "aide"
                | "ally"
                | "analyst"
                | "author"
                | "candidate"
                | "nominee"
                | "rival"
                | "strategist"
                | "lawyer"
                | "lawmaker"
                | "expert"
                | "scholar"
                | "reporter"
                | "editor"
                | "writer"
                | "host"
                | "anchor"
                | "columnist"
                | "billionaire"
                | "businessman"
                | "mogul"
                | "veteran"
                | "voter"
                | "supporter"
                | "critic"
                | "opponent"
                | "teacher"
                | "student"
                | "resident"
                | "witness"
                | "source"
                | "insider"
                | "diplomat"
                | "envoy"
                | "agent"
                | "prosecutor"
                | "investigator"
                | "manager"
                | "organizer"
                | "leaders"
                | "officials"
                | "officers"
                | "aides"
                | "advisers"
                | "critics"
                | "supporters"
                | "analysts"
                | "experts"
                | "researchers"
                | "researcher"
                | "economist"
                | "lawyers"
                | "member"
                | "members"
                | "father"
                | "mother"
                | "son"
                | "daughter"
                | "wife"
                | "husband"
                | "brother"
                | "sister"
                | "friend"
                | "neighbor"
                | "neighbour"
                | "owner"
                | "partner"
                | "producer"
                | "actor"
                | "actress"
                | "singer"
                | "star"
                | "pastor"
                | "priest"
                | "doctor"
                | "nurse"
                | "soldier"
                | "fighter"
                | "guard"
                | "employee"
                | "worker"
                | "staffer"
                | "surrogate"
                | "pollster"
                | "consultant"
                | "counsel"
                | "operative"
                | "person"
                | "user"
                | "one"
                | "others"
                | "some"
                | "many"
                | "people"
                | "several"
                | "moderator"
                | "interviewer"
                | "protester"
                | "democrat"
                | "republican"
                | "victim"
                | "suspect"
                | "survivor"
                | "trader"
                | "dealer"
                | "smuggler"
                | "seller"
                | "buyer"
                | "engineer"
                | "pilot"
                | "sailor"
                | "customs"
                | "inspector"
                | "auditor"
                | "accountant"
                | "banker"
                | "investor"
                | "donor"
                | "farmer"
        )
}

/// Heads of roles that are one: a chief, a head and a leader.
pub(super) fn role_class(word: &str) -> Option<&'static str> {
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
    matches!(
        word,
        "of" | "in"
            | "on"
            | "at"
            | "by"
            | "for"
            | "with"
            | "from"
            | "to"
            | "about"
            | "over"
            | "under"
            | "after"
            | "before"
            | "during"
            | "against"
            | "between"
            | "among"
            | "into"
            | "like"
            | "through"
            | "toward"
            | "towards"
            | "since"
            | "until"
            | "without"
            | "within"
            | "near"
            | "behind"
            | "despite"
            | "via"
            | "than"
            | "amid"
            | "including"
            | "around"
            | "off"
            | "outside"
            | "inside"
    )
}

/// Days, months and words that are capital only because of where they stand.
pub(super) fn no_name(word: &str) -> bool {
    matches!(
        word,
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "january"
            | "february"
            | "march"
            | "april"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "jan"
            | "feb"
            | "aug"
            | "sept"
            | "oct"
            | "nov"
            | "dec"
            | "the"
            | "a"
            | "an"
            | "in"
            | "on"
            | "at"
            | "but"
            | "and"
            | "or"
            | "as"
            | "for"
            | "if"
            | "when"
            | "while"
            | "after"
            | "before"
            | "this"
            | "that"
            | "these"
            | "those"
            | "there"
            | "here"
            | "then"
            | "now"
            | "yet"
            | "so"
            | "still"
            | "since"
            | "during"
            | "with"
            | "by"
            | "from"
            | "to"
            | "of"
            | "not"
            | "no"
            | "yes"
            | "his"
            | "her"
            | "their"
            | "its"
            | "our"
            | "my"
            | "your"
            | "what"
            | "who"
            | "why"
            | "how"
            | "where"
            | "which"
            | "it"
            | "he"
            | "she"
            | "they"
            | "we"
            | "i"
            | "you"
            | "asked"
            | "speaking"
            | "according"
            | "although"
            | "though"
            | "because"
            | "despite"
            | "however"
            | "meanwhile"
            | "earlier"
            | "later"
            | "today"
            | "yesterday"
            | "tomorrow"
            | "last"
            | "first"
            | "next"
            | "one"
            | "two"
            | "three"
            | "some"
            | "many"
            | "most"
            | "other"
            | "another"
            | "even"
            | "also"
            | "just"
            | "only"
            | "once"
            | "both"
            | "all"
            | "each"
            | "every"
            | "such"
            | "about"
            | "over"
            | "under"
            | "through"
            | "until"
            | "well"
            | "like"
            | "instead"
            | "indeed"
            | "perhaps"
            | "again"
            | "let"
    )
}
