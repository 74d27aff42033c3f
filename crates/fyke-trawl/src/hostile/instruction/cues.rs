//! Words that speak to a machine whatever stands around them.
//!
//! Each family is what no reporter writes to a reader: to set aside what it was
//! told, to take a part, to hand out what it keeps, the marks of a chat, a note
//! to whatever machine sums the page up. A verb counts where it commands, that is
//! at the head of a clause: `ignored all previous orders` and `vowed to ignore
//! the instructions` are news.

use super::pieces::Piece;

/// What a cue says, in words for a person.
pub(super) type Family = &'static str;

const SET_ASIDE: &[&str] = &[
    "ignore",
    "disregard",
    "forget",
    "override",
    "bypass",
    "discard",
    "neglect",
    "overlook",
    "skip",
    "drop",
    "dismiss",
];
const TOLD: &[&str] = &[
    "instructions",
    "instruction",
    "prompt",
    "prompts",
    "directives",
    "directive",
    "guidelines",
    "commands",
    "orders",
    "programming",
    "training",
    "safeguards",
    "guardrails",
    "restrictions",
    "rules",
    "constraints",
    "messages",
    "context",
];
const BEFORE: &[&str] = &[
    "previous",
    "previously",
    "prior",
    "above",
    "earlier",
    "preceding",
    "foregoing",
    "your",
    "system",
    "initial",
    "original",
    "existing",
    "all",
    "any",
    "other",
    "given",
];
const HAND_OUT: &[&str] = &[
    "reveal",
    "print",
    "show",
    "repeat",
    "output",
    "display",
    "leak",
    "expose",
    "disclose",
    "send",
    "share",
    "forward",
    "post",
    "upload",
    "email",
    "return",
    "tell",
    "give",
    "exfiltrate",
    "list",
    "write",
    "recite",
    "copy",
];
const KEPT: &[&str] = &[
    "instructions",
    "prompt",
    "password",
    "passwords",
    "credentials",
    "api_key",
    "secrets",
    "configuration",
    "context",
    "rules",
    "guidelines",
];
const MACHINES: &[&str] = &[
    "ai",
    "chatgpt",
    "gpt",
    "llm",
    "llms",
    "chatbot",
    "chatbots",
    "bot",
    "gemini",
    "copilot",
    "claude",
    "assistant",
    "assistants",
    "summarizer",
    "summariser",
    "crawler",
    "crawlers",
    "bots",
    "dan",
];
const PARTS: &[&str] = &[
    "ai",
    "assistant",
    "chatbot",
    "bot",
    "model",
    "llm",
    "dan",
    "chatgpt",
    "gpt",
    "terminal",
    "interpreter",
    "translator",
    "system",
    "agent",
    "hacker",
    "simulator",
    "compiler",
];
/// Words before a command that leave it one.
const POLITE: &[&str] = &[
    "please",
    "now",
    "hey",
    "hi",
    "hello",
    "then",
    "and",
    "so",
    "also",
    "but",
    "kindly",
    "just",
    "ok",
    "okay",
    "important",
    "note",
    "attention",
    "warning",
    "urgent",
    "always",
    "never",
    "simply",
    "first",
    "instead",
    "you",
    "must",
    "should",
    "will",
    "shall",
    "can",
    "could",
    "would",
    "to",
    "immediately",
    "assistant",
    "system",
    "user",
    "ai",
    ":",
    "!",
    "\"",
    "[",
    "]",
    "<",
    ">",
    "#",
    "-",
    "@",
    "do",
    "not",
    "don't",
    "next",
    "finally",
];

fn any(word: &str, list: &[&str]) -> bool {
    list.contains(&word)
}

/// The family of the first cue in a piece.
pub(super) fn cue(piece: &Piece) -> Option<Family> {
    let words: Vec<&str> = piece.words.iter().map(String::as_str).collect();
    marks(&words, piece.line_start)
        .or_else(|| part(&words))
        .or_else(|| to_machines(&words))
        .or_else(|| commands(&words))
}

/// Whether the word at a place commands: it heads the piece or a clause, with
/// nothing before it but what a command may begin with.
fn commands_at(words: &[&str], at: usize) -> bool {
    let clause = words[..at]
        .iter()
        .rposition(|word| matches!(*word, ":" | "!" | "?" | "]" | ">" | "#"))
        .map_or(0, |stop| stop + 1);
    // "to ignore" is a command only after "you are to", "be sure to"
    let led = &words[clause..at];
    let infinitive = led.last() == Some(&"to") && !led.contains(&"you");
    !infinitive && led.len() <= 6 && led.iter().all(|word| any(word, POLITE))
}

/// Set aside what you were told; hand out what you keep.
fn commands(words: &[&str]) -> Option<Family> {
    for (at, word) in words.iter().enumerate() {
        let ahead = &words[at + 1..words.len().min(at + 9)];
        // after a comma the words do not show, a clause may begin: "thanks, ignore all ..."
        let heads = || commands_at(words, at);
        if any(word, SET_ASIDE) {
            let told = ahead.iter().position(|word| any(word, TOLD));
            if let Some(told) = told
                && ahead[..=told].iter().any(|word| any(word, BEFORE))
                && (heads()
                    || ahead[..told]
                        .iter()
                        .any(|word| any(word, &["previous", "preceding", "prior", "above"]))
                        && present(words, at))
            {
                return Some("sets aside what a machine was told");
            }
            let everything = ahead
                .first()
                .is_some_and(|word| any(word, &["everything", "all", "anything"]))
                && ahead
                    .iter()
                    .take(6)
                    .any(|word| any(word, &["above", "before", "previously", "prior"]));
            if everything && heads() {
                return Some("sets aside what a machine was told");
            }
        }
        if any(word, &["listen", "pay"]) && words[..at].iter().any(|word| any(word, &["not", "no", "don't"]))
        {
            let previous = ahead
                .iter()
                .any(|word| any(word, &["previous", "prior", "above", "earlier"]));
            if previous
                && ahead
                    .iter()
                    .any(|word| any(word, TOLD) || any(word, &["information", "text"]))
                && heads()
            {
                return Some("sets aside what a machine was told");
            }
        }
        if any(word, HAND_OUT) && heads() {
            let kept = ahead.iter().position(|word| any(word, KEPT));
            let whose = [
                "your",
                "system",
                "previous",
                "initial",
                "above",
                "secret",
                "hidden",
                "all",
                "preceding",
                "conversation",
                "given",
            ];
            if let Some(kept) = kept
                && ahead[..=kept].iter().any(|word| any(word, &whose))
                && !ahead[..kept].contains(&"my")
            {
                return Some("asks a machine for what it keeps");
            }
            let talk = ahead.windows(2).any(|two| {
                any(two[0], &["conversation", "chat", "user's", "users"])
                    && any(two[1], &["history", "data", "messages", "passwords", "emails"])
            });
            if talk {
                return Some("asks a machine for what it keeps");
            }
        }
    }
    None
}

/// Not "they ignore", "will ignore", "to ignore": a word of command within a piece
/// whose earlier words are a clause of their own.
fn present(words: &[&str], at: usize) -> bool {
    let before = at.checked_sub(1).map(|at| words[at]);
    !before.is_some_and(|word| {
        any(
            word,
            &[
                "to",
                "not",
                "they",
                "we",
                "i",
                "who",
                "that",
                "which",
                "he",
                "she",
                "would",
                "will",
                "can",
                "could",
                "may",
                "might",
                "often",
                "people",
                "officials",
                "should",
                "did",
                "does",
                "do",
                "didn't",
                "doesn't",
                "don't",
                "cannot",
                "can't",
            ],
        )
    })
}

/// You are now, act as, pretend to be, from now on.
fn part(words: &[&str]) -> Option<Family> {
    let family = Some("gives a machine a part to play");
    for at in 0..words.len() {
        let rest = &words[at..];
        let near = |from: usize, list: &[&str]| rest.iter().skip(from).take(6).any(|word| any(word, list));
        let part = match rest {
            ["from", "now", "on", "you", ..] | ["you", "are", "now", "a" | "an" | "in" | "the", ..] => {
                near(3, PARTS)
                    || near(
                        3,
                        &[
                            "will", "must", "respond", "reply", "answer", "going", "act", "mode",
                        ],
                    )
            }
            ["you", "are" | "re", ..] | ["you're", ..] => {
                near(2, &["chatgpt", "dan", "chatbot", "llm"])
                    || rest
                        .windows(2)
                        .take(6)
                        .any(|two| matches!(two, ["ai", "assistant" | "model"] | ["language", "model"]))
            }
            [
                "act" | "behave" | "respond" | "reply",
                "as" | "like",
                "a" | "an" | "if",
                ..,
            ] => commands_at(words, at) && (near(2, PARTS) || near(2, &["you"])),
            ["pretend", "to" | "you" | "that", ..] => commands_at(words, at),
            ["as", "an", "ai", next, ..] => any(next, &["language", "model", "assistant", "you", "i"]),
            ["developer" | "dan" | "god" | "jailbreak", "mode", ..] => {
                near(2, &["enabled", "on", "activated", "is"]) || at == 0
            }
            ["do", "anything", "now", ..] => true,
            _ => false,
        };
        if part {
            return family;
        }
    }
    None
}

/// A note to whatever machine reads: "AI assistants reading this must".
fn to_machines(words: &[&str]) -> Option<Family> {
    let family = Some("is addressed to machines that read");
    for at in 0..words.len() {
        let rest = &words[at..];
        let machine = |from: usize, many: usize| {
            rest.iter().skip(from).take(many).any(|word| any(word, MACHINES))
                || rest
                    .windows(2)
                    .skip(from)
                    .take(many)
                    .any(|two| matches!(two, ["language", "model" | "models"]))
        };
        let note = match rest {
            [
                "note" | "message" | "instruction" | "instructions" | "attention",
                "to" | "for" | ":",
                ..,
            ] => commands_at(words, at) && machine(2, 3),
            ["if", "you", "are" | "re", ..] | ["if", "you're", ..] => machine(2, 4),
            [
                "when" | "while",
                "summarizing" | "summarising" | "translating" | "processing" | "analyzing" | "analysing",
                "this",
                ..,
            ] => true,
            [
                "summarize" | "summarise" | "translate" | "describe" | "rate" | "classify",
                "this",
                thing,
                "as",
                ..,
            ] => {
                any(
                    thing,
                    &["article", "document", "page", "text", "email", "message", "file"],
                ) && commands_at(words, at)
            }
            [first, ..] if at == 0 && any(first, MACHINES) => {
                rest.get(1)
                    .is_some_and(|word| any(word, &[":", "must", "should"]))
                    && rest.len() > 3
                    || matches!(rest, [_, "reading" | "processing", "this", ..])
            }
            [
                _,
                "assistants" | "models" | "agents",
                "reading" | "processing",
                ..,
            ] => true,
            ["your", "system", "prompt", ..] | ["the", "system", "prompt", ..] => {
                commands_at(words, at) || at + 3 >= words.len()
            }
            _ => false,
        };
        if note {
            return family;
        }
    }
    None
}

/// Marks that divide a chat.
fn marks(words: &[&str], line_start: bool) -> Option<Family> {
    let family = Some("holds the marks of a chat with a machine");
    for rest in (0..words.len()).map(|at| &words[at..]) {
        match rest {
            ["im_start" | "im_end" | "endoftext", ..]
            | ["[", "inst", "]", ..]
            | ["<", "<", "sys", ">", ">", ..] => return family,
            ["<", "system" | "assistant" | "instructions", ">", ..] => return family,
            ["#", "#", ..]
                if matches!(
                    rest.iter().find(|word| **word != "#"),
                    Some(&"instruction" | &"system" | &"response")
                ) =>
            {
                return family;
            }
            _ => {}
        }
    }
    let speaks = |word: &str| {
        any(
            word,
            &[
                "you", "ignore", "respond", "reply", "answer", "your", "assist", "sure",
            ],
        )
    };
    match words {
        ["system" | "assistant", ":", rest @ ..] | ["user" | "human", ":", rest @ ..] if line_start => {
            (rest.iter().take(8).any(|word| speaks(word))).then_some(family?)
        }
        _ => None,
    }
}
