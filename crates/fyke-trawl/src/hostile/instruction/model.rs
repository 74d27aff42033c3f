//! A small linear model: does this sentence ask something of a machine?
//!
//! Logistic regression over hashed words, pairs of words, how the sentence
//! begins and ends, and a few classes of words that carry the meaning (a task's
//! verb, "your answer", a question to somebody who knows everything). Weights are
//! bytes; `train` computes them, `weights.bin` keeps them.

use super::pieces::Piece;

/// Buckets of the hash.
pub(super) const BUCKETS: usize = 1 << 14;

/// Where the weights' bytes stand for: log-odds of a feature are `byte / STEP`.
pub(super) const STEP: f32 = 24.0;

static WEIGHTS: &[u8] = include_bytes!("weights.bin");

/// Verbs that name a task one gives to somebody who writes for one.
const TASKS: &[&str] = &[
    "write",
    "compose",
    "draft",
    "translate",
    "summarize",
    "summarise",
    "explain",
    "describe",
    "provide",
    "suggest",
    "recommend",
    "generate",
    "create",
    "list",
    "give",
    "tell",
    "show",
    "calculate",
    "compute",
    "solve",
    "define",
    "compare",
    "convert",
    "encode",
    "decode",
    "rewrite",
    "rephrase",
    "paraphrase",
    "reword",
    "correct",
    "proofread",
    "analyze",
    "analyse",
    "classify",
    "identify",
    "outline",
    "plan",
    "design",
    "develop",
    "propose",
    "find",
    "help",
    "teach",
    "answer",
    "name",
    "predict",
    "estimate",
    "evaluate",
    "review",
    "brainstorm",
    "make",
    "produce",
    "prepare",
    "share",
    "offer",
    "discuss",
    "recite",
    "sing",
    "imagine",
    "simulate",
    "count",
    "sort",
    "extract",
    "detect",
    "determine",
    "assess",
];

/// Verbs that ask to change what is being answered.
const CHANGES: &[&str] = &[
    "add",
    "include",
    "insert",
    "integrate",
    "incorporate",
    "append",
    "embed",
    "mention",
    "modify",
    "augment",
    "enhance",
    "replace",
    "use",
    "substitute",
    "render",
    "respond",
    "reply",
    "answer",
    "end",
    "begin",
    "start",
    "finish",
    "format",
    "reverse",
    "remove",
    "capitalize",
    "output",
    "print",
    "ensure",
    "employ",
    "blend",
    "merge",
    "infuse",
    "fuse",
    "introduce",
    "weave",
    "slip",
    "work",
    "promote",
    "advertise",
    "emphasize",
    "highlight",
    "steer",
    "spell",
    "misspell",
    "scramble",
    "encode",
    "encrypt",
    "express",
    "present",
    "deliver",
    "utilize",
    "leverage",
    "transform",
    "change",
    "alter",
    "swap",
    "shift",
    "write",
    "put",
    "place",
    "attach",
    "conclude",
    "close",
    "open",
];

/// What a machine gives back.
const ANSWERS: &[&str] = &[
    "response",
    "answer",
    "reply",
    "output",
    "message",
    "responses",
    "answers",
    "replies",
    "completion",
    "summary",
    "explanation",
    "solution",
    "implementation",
    "code",
    "codebase",
    "algorithm",
    "elucidation",
    "text",
    "translation",
];

const CODE: &[&str] = &["code", "snippet", "excerpt", "block", "script", "function"];
const ASKING: &[&str] = &[
    "what", "who", "when", "where", "which", "why", "how", "what's", "who's",
];
const OURS: &[&str] = &[
    "i", "we", "our", "my", "us", "i'm", "we're", "i've", "we've", "i'll", "we'll",
];
const THEIRS: &[&str] = &["he", "she", "they", "his", "her", "their", "him", "them"];
const YOURS: &[&str] = &["you", "your", "yours", "you're", "you've", "you'll"];
const POLITE: &[&str] = &[
    "please",
    "kindly",
    "also",
    "now",
    "then",
    "additionally",
    "and",
    "finally",
    "next",
];

fn any(word: &str, list: &[&str]) -> bool {
    list.contains(&word)
}

/// A hash of a feature that is the same everywhere and always: FNV-1a.
fn hash(seed: u32, parts: &[&str]) -> usize {
    let mut hash = 0x811c_9dc5_u32 ^ seed.wrapping_mul(0x9e37_79b9);
    for part in parts {
        for byte in part.bytes().chain([0]) {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
    (hash ^ (hash >> 15)) as usize % BUCKETS
}

/// The features of a piece as buckets, sorted, each once.
pub(super) fn features(piece: &Piece) -> Vec<u16> {
    let words: Vec<&str> = piece.words.iter().map(String::as_str).collect();
    let mut found: Vec<u16> = Vec::with_capacity(words.len() * 2 + 24);
    let mut add = |seed: u32, parts: &[&str]| found.push(hash(seed, parts) as u16);
    add(0, &["bias"]);
    for word in &words {
        add(1, &[word]);
    }
    for two in words.windows(2) {
        add(2, two);
    }
    // "please", "now" before a command leave it what it is
    let skipped = words
        .iter()
        .take_while(|word| any(word, POLITE))
        .count()
        .min(words.len() - 1);
    let rest = &words[skipped..];
    let first = rest[0];
    add(3, &[first]);
    add(4, &rest[..rest.len().min(2)]);
    add(5, &rest[..rest.len().min(3)]);
    let last = words[words.len() - 1];
    let end = if any(last, &["?", ":", "!", "\""]) {
        last
    } else {
        "."
    };
    add(6, &[end]);
    let length = match words.len() {
        0..=2 => "1",
        3..=4 => "3",
        5..=8 => "5",
        9..=14 => "9",
        15..=24 => "15",
        25..=40 => "25",
        _ => "41",
    };
    add(7, &[length]);
    let class = if any(first, TASKS) {
        "task"
    } else if any(first, CHANGES) {
        "change"
    } else if any(first, ASKING) {
        "asks"
    } else if any(first, &["can", "could", "would", "will"]) && rest.get(1) == Some(&"you") {
        "can-you"
    } else {
        "other"
    };
    let both = any(first, TASKS) && any(first, CHANGES);
    let has = |list: &[&str]| words.iter().any(|word| any(word, list));
    let answer = names_the_answer(piece);
    let code = words
        .windows(2)
        .any(|two| any(two[0], &["code", "following", "subsequent", "below", "script"]) && any(two[1], CODE));
    let person = match (has(OURS), has(YOURS), has(THEIRS)) {
        (true, true, _) => "we-you",
        (true, false, _) => "we",
        (false, true, _) => "you",
        (false, false, true) => "they",
        _ => "nobody",
    };
    let names = ["0", "1", "2", "3"][piece.names.min(3)];
    add(8, &[class, end]);
    add(9, &[class, person]);
    add(10, &[class, length]);
    add(11, &[class, names]);
    add(12, &[person, end]);
    add(13, &[if answer { "answer" } else { "" }, class]);
    add(14, &[if code { "code" } else { "" }, class]);
    add(15, &[if both { "both" } else { class }]);
    if piece.before_code || words.contains(&"`") {
        add(16, &["fence"]);
    }
    if class == "asks" && end == "?" {
        add(17, &[person, names]);
    }
    if rest.first() == Some(&"in") && answer {
        add(18, &["in-answer"]);
    }
    if class == "can-you" {
        let verb = rest.get(2).copied().unwrap_or("");
        add(19, &[if any(verb, TASKS) { "task" } else { "other" }]);
        add(3, &[verb]);
    }
    let quoted = words.iter().filter(|word| **word == "\"").count();
    add(20, &[["0", "1", "2"][quoted.min(2)], class]);
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether a piece speaks of its reader's answer: your reply, the output.
pub(super) fn names_the_answer(piece: &Piece) -> bool {
    let words = &piece.words;
    words
        .windows(2)
        .any(|two| two[0] == "your" && any(&two[1], ANSWERS))
        || words
            .windows(3)
            .any(|three| any(&three[0], &["your"]) && any(&three[2], ANSWERS))
}

/// Log-odds that a piece asks something of a machine.
pub(super) fn score(piece: &Piece) -> f32 {
    scored(&features(piece), WEIGHTS)
}

/// The same by given weights.
pub(super) fn scored(features: &[u16], weights: &[u8]) -> f32 {
    let weight = |&at: &u16| {
        weights
            .get(usize::from(at))
            .map_or(0, |&byte| i32::from(byte as i8))
    };
    features.iter().map(weight).sum::<i32>() as f32 / STEP
}
