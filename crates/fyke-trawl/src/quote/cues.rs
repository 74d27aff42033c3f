//! Words that say that somebody said something.
//!
//! Two classes. Strong cues (said, told, wrote) give words to their subject
//! wherever they stand. Weak ones (called, praised, wanted) do so only for words
//! in marks of their own sentence. The list is our own; which words are worth
//! having, and in which class, was weighed by their counts as cues in the training
//! part of PolNeAR (Newell et al., LREC 2018).

use super::phrase::determiner;
use super::roles;
use super::words::Piece;
use rustc_hash::FxHashMap;
use std::ops::Range;
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
    opine muse post retweet elaborate clarify stipulate interrupt agree jeer beam gush thunder chirp deadpan advertise rebut bemoan theorize wonder \
    recommend speculate narrate recite caption text email demand beg plead snap growl sigh laugh begin";

const WEAK: &str = "call describe label dub brand denounce dismiss criticize criticise praise hail decry deride slam \
    blast attack accuse blame condemn mock ridicule tout refer cite quote mention compare characterize characterise \
    portray cast paint offer want seek think believe feel consider see view express voice speak talk read sing go \
    deliver issue release outline lay give make put invite encourage discuss point reject question ask hold hear show \
    find know learn hope fear worry expect regard deem liken commend applaud defend apologize thank congratulate \
    welcome challenge threaten order press signal pronounce joke credit bill brag bash lambast rail lash scold rip \
    berate chide fault appeal plead pray swear sum end open close start list name intend plan decide fire shoot hit word phrase draw share cheer hiss";

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

/// A cue in a sentence.
#[derive(Clone, Debug)]
pub(super) struct CueAt {
    /// Pieces of the cue.
    pub at: Range<usize>,
    /// The word it is a form of.
    pub lemma: &'static str,
    /// How sure it is.
    pub strength: Strength,
    /// Whether it goes on from another verb of the same subject (`adding`).
    pub ing: bool,
}

/// All cues among pieces.
pub(super) fn among(pieces: &[Piece<'_>]) -> Vec<CueAt> {
    let mut all = Vec::new();
    for (i, piece) in pieces.iter().enumerate().filter(|(_, p)| p.word()) {
        let lower = piece.lower();
        if lower == "according" && pieces.get(i + 1).is_some_and(|p| p.lower() == "to") {
            all.push(CueAt {
                at: i..i + 2,
                lemma: "according to",
                strength: Strength::Strong,
                ing: false,
            });
            continue;
        }
        let Some((lemma, strength)) = cue(&lower) else {
            continue;
        };
        let before = i
            .checked_sub(1)
            .and_then(|b| pieces.get(b))
            .map(Piece::lower)
            .unwrap_or_default();
        if determiner(&before)
            && !matches!(
                before.as_str(),
                "one" | "many" | "some" | "most" | "several" | "both" | "few"
            )
        {
            continue;
        }
        // "report", "offer" | "call" | "claim", "comment" are nouns where no auxiliary or plural subject stands before
        let verb = finite(&lower, lemma)
            || roles::between(&before)
            || before.ends_with('s')
            || pronoun(&before).is_some();
        let noun = lower.ends_with('s')
            && matches!(
                lemma,
                "offer"
                    | "call"
                    | "claim"
                    | "report"
                    | "remark"
                    | "comment"
                    | "promise"
                    | "demand"
                    | "text"
                    | "show"
                    | "post"
                    | "pledge"
                    | "attack"
                    | "question"
                    | "view"
                    | "name"
                    | "point"
                    | "list"
                    | "plan"
                    | "use"
                    | "hope"
                    | "fear"
                    | "order"
                    | "tweet"
                    | "bill"
                    | "state"
            );
        let named = i
            .checked_sub(1)
            .and_then(|b| pieces.get(b))
            .is_some_and(|b| b.capital() && !b.possessive());
        if !verb
            || noun && !named && pronoun(&before).is_none()
            || piece.capital() && i > 0 && !lower.ends_with("ing")
        {
            continue;
        }
        all.push(CueAt {
            at: i..i + 1,
            lemma,
            strength,
            ing: lower.ends_with("ing"),
        });
    }
    all
}
