//! How one wording differs from another, word by word.
//!
//! The two are laid side by side by their longest common subsequence of folded
//! words; what stands between is a difference, and its kind follows from where it
//! stands and how much of the sentence it takes.

use fyke_model::text::{Difference, DifferenceKind};

/// Words missing in one run from which an omission without a sign is called an
/// elision rather than a word that fell out.
const ELISION_WORDS: usize = 5;

/// One word: its number under folding, and as printed.
pub(super) type Word<'a> = (u32, &'a str);

/// Differences from `one` to `other`. Capitals and marks are none; another spelling
/// of the same word is.
pub(super) fn differences(one: &[Word<'_>], other: &[Word<'_>]) -> Vec<Difference> {
    let runs = runs(one, other);
    let kept: usize = runs
        .iter()
        .map(|run| if run.same { run.one.len() } else { 0 })
        .sum();
    // less than two thirds of either side in common, and both sides with words of
    // their own: not the same wording with a change but another wording
    let own = |part: fn(&Run) -> usize| {
        runs.iter()
            .enumerate()
            .filter(|(at, run)| !run.same && *at > 0 && *at + 1 < runs.len())
            .map(|(_, run)| part(run))
            .sum::<usize>()
    };
    let other_wording = kept * 3 < one.len().max(other.len()) * 2
        && own(|run| run.one.len()) > 0
        && own(|run| run.other.len()) > 1;
    // two parts of one sentence that share next to nothing cannot be compared
    if kept < 2 && kept * 2 < one.len().min(other.len()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        let (a, b) = (shown(&one[run.one.clone()]), shown(&other[run.other.clone()]));
        let kind = if run.same {
            let respelled: Vec<(&Word<'_>, &Word<'_>)> = one[run.one.clone()]
                .iter()
                .zip(&other[run.other.clone()])
                .filter(|(a, b)| !same_letters(a.1, b.1))
                .collect();
            found.extend(respelled.into_iter().map(|(a, b)| Difference {
                kind: DifferenceKind::Spelling,
                one: a.1.to_owned(),
                other: b.1.to_owned(),
            }));
            continue;
        } else if (at == 0 || at + 1 == runs.len()) && (a.is_empty() || b.is_empty()) {
            DifferenceKind::Boundary
        } else if other_wording {
            DifferenceKind::ParaphraseInMarks
        } else if (a.is_empty() && run.other.len() >= ELISION_WORDS)
            || (b.is_empty() && run.one.len() >= ELISION_WORDS)
        {
            DifferenceKind::SilentElision
        } else {
            DifferenceKind::Substance
        };
        let kind = contracted(&a, &b, at == 0, at + 1 == runs.len()).unwrap_or(kind);
        found.push(Difference {
            kind,
            one: a,
            other: b,
        });
    }
    found
}

/// "We've" for "we have", and "are" where another begins "they're", are no other words.
fn contracted(one: &str, other: &str, first: bool, last: bool) -> Option<DifferenceKind> {
    let spelled = |text: &str| {
        let mut text = format!(" {} ", text.to_lowercase().replace('\u{2019}', "'"));
        for (from, to) in [
            ("won't ", "will not "),
            ("can't ", "cannot "),
            ("n't ", " not "),
            ("'re ", " are "),
            ("'ve ", " have "),
            ("'ll ", " will "),
            ("'m ", " am "),
            ("it's ", "it is "),
            ("that's ", "that is "),
        ] {
            text = text.replace(from, to);
        }
        text.trim().to_owned()
    };
    if one.is_empty() || other.is_empty() {
        return None;
    }
    let (one, other) = (spelled(one), spelled(other));
    let behind = |long: &str, short: &str| long.ends_with(&format!(" {short}"));
    let before = |long: &str, short: &str| long.starts_with(&format!("{short} "));
    // F.B.I. and FBI
    if one.replace(' ', "") == other.replace(' ', "") {
        Some(DifferenceKind::Spelling)
    } else if (first && (behind(&one, &other) || behind(&other, &one)))
        || (last && (before(&one, &other) || before(&other, &one)))
    {
        Some(DifferenceKind::Boundary)
    } else {
        None
    }
}

fn shown(words: &[Word<'_>]) -> String {
    words.iter().map(|word| word.1).collect::<Vec<_>>().join(" ")
}

fn same_letters(one: &str, other: &str) -> bool {
    let plain = |word: &str| {
        word.chars()
            .map(|c| if c == '\u{2019}' { '\'' } else { c })
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    let (one, other) = (plain(one), plain(other));
    one.strip_suffix("'s").unwrap_or(&one) == other.strip_suffix("'s").unwrap_or(&other)
}

/// A stretch of both sides that is the same, or that stands where the other's stands.
struct Run {
    same: bool,
    one: std::ops::Range<usize>,
    other: std::ops::Range<usize>,
}

fn runs(one: &[Word<'_>], other: &[Word<'_>]) -> Vec<Run> {
    // lengths of the longest common subsequence of the tails
    let wide = other.len() + 1;
    let mut table = vec![0u16; (one.len() + 1) * wide];
    for i in (0..one.len()).rev() {
        for j in (0..other.len()).rev() {
            table[i * wide + j] = if one[i].0 == other[j].0 {
                table[(i + 1) * wide + j + 1] + 1
            } else {
                table[(i + 1) * wide + j].max(table[i * wide + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut found: Vec<Run> = Vec::new();
    while i < one.len() || j < other.len() {
        let same = i < one.len() && j < other.len() && one[i].0 == other[j].0;
        let (to_i, to_j) = if same {
            (i + 1, j + 1)
        } else if j == other.len() || (i < one.len() && table[(i + 1) * wide + j] >= table[i * wide + j + 1])
        {
            (i + 1, j)
        } else {
            (i, j + 1)
        };
        match found.last_mut() {
            Some(run) if run.same == same => {
                run.one.end = to_i;
                run.other.end = to_j;
            }
            _ => found.push(Run {
                same,
                one: i..to_i,
                other: j..to_j,
            }),
        }
        (i, j) = (to_i, to_j);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::words;
    use fyke_model::text::Span;

    fn told(one: &str, other: &str) -> String {
        let mut forms: Vec<String> = Vec::new();
        let mut read = |text: &'static str| -> Vec<Word<'static>> {
            words::words(text, Span::new(0, text.len()))
                .into_iter()
                .map(|span| {
                    let word = &text[span.start..span.end];
                    let folded = words::fold(word);
                    let at = forms.iter().position(|form| *form == folded).unwrap_or_else(|| {
                        forms.push(folded);
                        forms.len() - 1
                    });
                    (at as u32, word)
                })
                .collect()
        };
        let (one, other) = (
            read(String::leak(one.to_owned())),
            read(String::leak(other.to_owned())),
        );
        differences(&one, &other)
            .into_iter()
            .map(|d| format!("{:?}: {} / {}", d.kind, d.one, d.other))
            .collect::<Vec<_>>()
            .join("; ")
    }

    #[test]
    fn each_kind_of_difference() {
        for (one, other, want) in [
            ("The lamp is lit", "the lamp is lit,", ""),
            (
                "we organise the harbour",
                "We organize the harbor",
                "Spelling: organise / organize; Spelling: harbour / harbor",
            ),
            (
                "Our lamp will always be lit",
                "Our lamp will be lit",
                "Substance: always / ",
            ),
            (
                "for which our house is known",
                "for which my house is known",
                "Substance: our / my",
            ),
            (
                "the lamp is lit as it was in May",
                "the lamp is lit",
                "Boundary: as it was in May / ",
            ),
            (
                "The lamp is lit and so it shall be tonight for ships",
                "The lamp is lit for ships",
                "SilentElision: and so it shall be tonight / ",
            ),
        ] {
            let got = told(one, other);
            assert_eq!(got, want);
        }
    }

    #[test]
    fn another_wording_within_marks_is_called_so() {
        let got = told(
            "The keeper rose at dawn, ate by noon and was asked to dance",
            "In the morning the keeper rose, by night he ate and was dancing with Ann",
        );
        assert!(
            got.contains("ParaphraseInMarks") && !got.contains("Substance"),
            "{got}"
        );
    }
}
