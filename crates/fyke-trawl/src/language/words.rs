//! The small words of a language: articles, prepositions, particles. They are a
//! third of any running text and seldom borrowed, so a dozen words of context
//! settle what trigrams still guess at. Written here from common grammar.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Languages of the Latin script with their small words. A word that two share
/// stands with both and votes for both.
const LATIN: &[(&str, &str)] = &[
    (
        "en",
        "the of and to in is that for was on with as by at from are be has have had it its not but his her \
         he she they we you this which were an or who will would their been after said than into about over \
         our my your there what when if no more all out up",
    ),
    (
        "de",
        "der die das und in den von zu mit ist nicht sich des dem ein eine einen einem einer auf für auch als \
         an es werden wird aus bei nach hat dass sie er war im am zum zur über noch wurde oder sind",
    ),
    (
        "fr",
        "le la les de des du et en un une est que qui dans pour pas au aux sur par avec il elle ce cette son \
         sa ses plus ne se ont été sont mais ou leur nous vous être fait après selon",
    ),
    (
        "es",
        "el la los las de del y en un una es que por con para no se su sus al lo como más pero le ha fue \
         este esta son entre cuando muy sin sobre también según hasta desde donde ser está",
    ),
    (
        "it",
        "il lo la i gli le di del della dei delle e in un una è che per con non si da al alla nel nella sono \
         come più ma anche ha dal dalla sul sulla questo questa stato essere dopo suo sua",
    ),
    (
        "pt",
        "o a os as de do da dos das e em um uma é que por com para não se no na nos nas ao à mais mas como \
         foi pelo pela seu sua são ou ele ela também até está ser entre sobre",
    ),
    (
        "nl",
        "de het een en van in is dat op te zijn met voor niet aan er om ook als bij door naar maar uit dan \
         heeft werd hij ze wordt over nog deze dit die hebben was tot",
    ),
    (
        "sv",
        "och i att det som en på är av för med den till inte om ett har de var han sig men från vid så \
         efter kan ska eller när under också hade",
    ),
    (
        "pl",
        "i w na z do nie się jest że o to od po za przez jak ale dla co są przy oraz przed był było być który \
         która które jego ich tym ma już tylko także",
    ),
    (
        "cs",
        "a v na se je že s z do o k pro jako by ale ve to po za od jsem byl byla bylo podle která který které \
         jeho také ze jsou při nebo až však",
    ),
    (
        "ro",
        "și de în la a cu pe din că nu o un este pentru care mai au fost sau ce prin al ale lui sa ar după \
         dar fi le către această acest",
    ),
    (
        "tr",
        "ve bir bu da de için ile olarak daha çok gibi en olan ne ya ki kadar sonra olduğu değil ise göre \
         ancak her o var yok oldu dedi tarafından üzerine ama türkiye",
    ),
    (
        "az",
        "və bir bu da də üçün ilə olaraq daha çox kimi ən olan ki qədər sonra deyil isə görə hər var yoxdur \
         olub tərəfindən edib",
    ),
    (
        "id",
        "yang dan di dari untuk dengan pada ini itu dalam tidak akan ke adalah oleh telah juga para bahwa \
         sebagai atau karena kata mereka saat bisa ada",
    ),
];

/// Russian, Ukrainian and Bulgarian in short pieces without a telling letter.
const CYRILLIC: &[(&str, &str)] = &[
    (
        "ru",
        "и в на не что с по как это от но из за для к его о же так было только или до уже при если они она \
         он все после со где когда во был",
    ),
    (
        "uk",
        "та й на не що з по як це від але із за для до його про ж так було тільки або вже при якщо вони \
         вона він все після де коли у був під щоб",
    ),
    (
        "bg",
        "на и за да се от в не че с като по е са го но ще след при до му това или към беше която които \
         бе през тази",
    ),
];

/// Votes that settle it: two words may stand in a foreign title.
const VOTES_MIN: usize = 3;

type Voters = FxHashMap<&'static str, u32>;

fn voters(lists: &'static [(&'static str, &'static str)]) -> Voters {
    let mut voters = Voters::default();
    for (at, (_, words)) in lists.iter().enumerate() {
        for word in words.split_whitespace() {
            *voters.entry(word).or_default() |= 1 << at;
        }
    }
    voters
}

/// The language of a Latin text by its small words.
pub(super) fn latin(text: &str) -> Option<&'static str> {
    static VOTERS: LazyLock<Voters> = LazyLock::new(|| voters(LATIN));
    vote(text, LATIN, &VOTERS, VOTES_MIN)
}

/// The same for Cyrillic, where it decides what letters left open: one vote is
/// enough to break a tie of alphabets.
pub(super) fn cyrillic(text: &str) -> Option<&'static str> {
    static VOTERS: LazyLock<Voters> = LazyLock::new(|| voters(CYRILLIC));
    vote(text, CYRILLIC, &VOTERS, 2)
}

/// Who has the most votes, where they are enough: at least `least`, a tenth of
/// the words, and a third more than the next.
fn vote(
    text: &str,
    lists: &[(&'static str, &'static str)],
    voters: &Voters,
    least: usize,
) -> Option<&'static str> {
    let mut votes = [0usize; 32];
    let mut words = 0;
    let mut lower = String::new();
    for word in text.split(|letter: char| !letter.is_alphabetic()) {
        if word.is_empty() {
            continue;
        }
        words += 1;
        // no small word is longer than this many bytes
        if word.len() > 24 {
            continue;
        }
        lower.clear();
        lower.extend(word.chars().flat_map(char::to_lowercase));
        if let Some(&set) = voters.get(lower.as_str()) {
            for (at, count) in votes.iter_mut().enumerate().take(lists.len()) {
                *count += (set >> at & 1) as usize;
            }
        }
    }
    let first = (0..lists.len()).max_by_key(|&at| (votes[at], std::cmp::Reverse(at)))?;
    let second = (0..lists.len())
        .filter(|&at| at != first)
        .map(|at| votes[at])
        .max()
        .unwrap_or(0);
    let enough = votes[first] >= least && votes[first] * 10 >= words && votes[first] * 3 >= second * 4;
    enough.then_some(lists[first].0)
}
