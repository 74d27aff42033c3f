//! Text that somebody has already flattened: which lines are the account, by their
//! words and by where they stand. The same passes go over the blocks of a page
//! once its structure has spoken.
//!
//! Lines are parted into three zones: the head before the first paragraph, the
//! paragraphs, the tail after the last. A short line in the middle is a heading
//! unless something speaks against it; in the head, whatever stands below the
//! byline and above the account is furniture; in the tail, what follows a widget.

use super::cue;
use super::html::is_prose;
use super::when;
use fyke_model::date::Day;
use fyke_model::text::{Block, BlockKind, Dropped, Span, Told};

/// What the lines say of the document.
#[derive(Default)]
pub struct Head {
    /// Title.
    pub title: Option<Told<String>>,
    /// Who wrote it.
    pub byline: Option<Told<String>>,
    /// When.
    pub published: Option<Told<Day>>,
    /// Who published it.
    pub outlet: Option<Told<String>>,
}

/// Cuts plain text into blocks: a line each, unless the text is wrapped at a width,
/// where a paragraph is what stands between empty lines.
pub fn blocks(text: &str) -> Vec<Block> {
    let wrapped = is_wrapped(text);
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    let mut at = 0;
    let mut push = |open: &mut Option<(usize, usize)>| {
        if let Some((start, end)) = open.take() {
            blocks.push(Block {
                span: Span::new(start, end),
                kind: BlockKind::Body,
                language: None,
            });
        }
    };
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_matches(is_blank);
        let start = at + (line.len() - line.trim_start_matches(is_blank).len());
        if trimmed.is_empty() {
            push(&mut open);
        } else {
            let end = start + trimmed.len();
            match &mut open {
                Some((_, last)) if wrapped => *last = end,
                _ => {
                    push(&mut open);
                    open = Some((start, end));
                }
            }
        }
        at += line.len();
    }
    push(&mut open);
    blocks
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

/// Whether lines were broken at a width: most lines that another follows end in
/// the middle of a sentence, near one width.
fn is_wrapped(text: &str) -> bool {
    let (mut pairs, mut broken) = (0_u32, 0_u32);
    let mut before = "";
    for line in text.lines().take(2_000) {
        if !before.is_empty() && !line.trim().is_empty() {
            pairs += 1;
            let within = (40..=110).contains(&before.len());
            let open = !before.ends_with(['.', '!', '?', '"', '”', ':']);
            broken += u32::from(within && open);
        }
        before = line.trim();
    }
    pairs >= 4 && broken * 2 > pairs
}

/// Decides of each block that is still in, and reads what the head says. `plain`:
/// there is no structure but lines.
pub fn mark(text: &str, blocks: &mut [Block], plain: bool) -> Head {
    let mut head = Head::default();
    let kept: Vec<usize> = (0..blocks.len())
        .filter(|at| matches!(blocks[*at].kind, BlockKind::Body | BlockKind::Heading))
        .collect();
    let lines: Vec<&str> = kept
        .iter()
        .map(|at| blocks[*at].span.of(text).unwrap_or(""))
        .collect();
    let mut out: Vec<Option<Dropped>> = vec![None; lines.len()];
    let mut byline_at = None;
    for (at, line) in lines.iter().enumerate() {
        if cue::is_widget(line) || cue::is_credit(line) || cue::is_caption(line) {
            out[at] = Some(Dropped::Cue);
        } else if let Some(found) = when::read(line)
            && found.alone
        {
            out[at] = Some(Dropped::Cue);
            head.published.get_or_insert(Told {
                value: found.day,
                span: Some(blocks[kept[at]].span),
            });
        }
        if out[at].is_some()
            && head.outlet.is_none()
            && let Some(name) = cue::outlet(line)
        {
            let start = blocks[kept[at]].span.start;
            let span = Span::new(start + name.start, start + name.end);
            head.outlet = span.of(text).map(|value| Told {
                value: value.replace('\u{a0}', " "),
                span: Some(span),
            });
        }
    }
    appeals(&lines, &mut out);
    doubled(&lines, &mut out);
    let prose = |at: usize| lines[at].len() >= 60 && is_prose(lines[at]) && !is_title_like(lines[at]);
    let first = (0..lines.len()).find(|at| out[*at].is_none() && prose(*at));
    let last = (0..lines.len()).rev().find(|at| out[*at].is_none() && prose(*at));
    if let (Some(first), Some(last)) = (first, last) {
        byline_at = top(&lines, &mut out, first, plain);
        middle(&lines, &mut out, first, last);
        bottom(&lines, &mut out, last, plain);
    }
    if let Some(at) = byline_at {
        let value = byline_name(lines[at]).to_owned();
        head.byline = Some(Told {
            value,
            span: Some(blocks[kept[at]].span),
        });
    }
    for (at, line) in lines.iter().enumerate() {
        let block = &mut blocks[kept[at]];
        if let Some(why) = out[at] {
            block.kind = BlockKind::Boilerplate(why);
        } else if plain && !prose(at) && is_title_like(line) {
            block.kind = BlockKind::Heading;
        }
    }
    if plain {
        let title = (0..lines.len())
            .take(first.unwrap_or(0))
            .find(|at| out[*at].is_none());
        head.title = title.map(|at| Told {
            value: lines[at].to_owned(),
            span: Some(blocks[kept[at]].span),
        });
    }
    head
}

/// A line set like a heading: short, without the end of a sentence.
fn is_title_like(line: &str) -> bool {
    line.len() <= 200
        && !line.ends_with(['.', ';', ',', ':'])
        && !line.ends_with(".\"")
        && !line.ends_with(".”")
}

/// An appeal is a run: what stands between two lines of it belongs to it.
fn appeals(lines: &[&str], out: &mut [Option<Dropped>]) {
    let mut last: Option<usize> = None;
    for at in 0..lines.len() {
        if !cue::is_appeal(lines[at]) {
            continue;
        }
        // one paragraph alone may report on somebody's appeal; two make a box, and so
        // does one whose words are addressed to the reader
        if let Some(before) = last
            && at - before <= 3
            && !lines[before..at].iter().any(|line| line.contains(['"', '“']))
        {
            for one in out.iter_mut().take(at + 1).skip(before) {
                one.get_or_insert(Dropped::Cue);
            }
        } else if lines[at].len() <= 120
            && lines[at].to_lowercase().contains("your ")
            && !lines[at].contains(['"', '“'])
        {
            out[at].get_or_insert(Dropped::Cue);
        }
        last = Some(at);
    }
}

/// The same line twice in a row: a caption and its text for the blind, a link and
/// its picture. Of a paragraph the second alone is dropped.
fn doubled(lines: &[&str], out: &mut [Option<Dropped>]) {
    for at in 1..lines.len() {
        let (one, two) = (lines[at - 1], lines[at]);
        if one.len() < 12 {
            continue;
        }
        let same = one == two;
        let longer = two
            .strip_prefix(one)
            .map(str::trim)
            .is_some_and(|more| more.len() <= 80 && more.starts_with('(') && more.ends_with(')'));
        if !(same || longer) {
            continue;
        }
        // a page shows its title twice; one of them is the title
        let title = out[..at - 1].iter().all(Option::is_some);
        let paragraph = title || one.len() > 300 || (one.ends_with('.') && one.len() > 150 && !longer);
        if !paragraph {
            out[at - 1].get_or_insert(Dropped::Doubled);
        }
        out[at].get_or_insert(Dropped::Doubled);
    }
}

/// The head: title, standfirst, byline, date; below the byline furniture. Gives the
/// line of the byline.
fn top(lines: &[&str], out: &mut [Option<Dropped>], first: usize, plain: bool) -> Option<usize> {
    let title = (0..first).find(|at| out[*at].is_none());
    let mut byline = None;
    let mut below = false;
    for at in 0..first {
        let line = lines[at];
        let near_date = (at.saturating_sub(2)..=(at + 3).min(lines.len() - 1))
            .any(|near| near != at && when::read(lines[near]).is_some_and(|found| found.alone));
        if Some(at) == title {
            continue;
        }
        if byline.is_none() && (is_byline(line) || (near_date && is_name(line))) {
            byline = Some(at);
            out[at].get_or_insert(Dropped::Cue);
            below = true;
        } else if out[at].is_none()
            && let Some(title) = title
            && at > title
            && is_near(lines[title], line)
        {
            out[at] = Some(Dropped::Doubled);
        } else if below && plain && is_title_like(line) {
            out[at].get_or_insert(Dropped::Cue);
        }
        below |= at > title.unwrap_or(usize::MAX) && when::read(line).is_some_and(|found| found.alone);
    }
    // a byline may stand before the account with no title at all
    if byline.is_none() {
        let at = (0..first.min(4)).find(|at| is_byline(lines[*at]));
        if let Some(at) = at {
            out[at].get_or_insert(Dropped::Cue);
            byline = Some(at);
        }
    }
    byline
}

fn middle(lines: &[&str], out: &mut [Option<Dropped>], first: usize, last: usize) {
    for at in first..last {
        if out[at].is_none() && cue::is_shouted(lines[at]) {
            out[at] = Some(Dropped::Cue);
        }
        // the title of the account that a link before or after leads to
        if cue::is_turn(lines[at]) && at + 1 < last && is_title_like(lines[at + 1]) {
            out[at + 1].get_or_insert(Dropped::Cue);
        }
    }
}

fn bottom(lines: &[&str], out: &mut [Option<Dropped>], last: usize, plain: bool) {
    let mut furniture = false;
    for at in last + 1..lines.len() {
        furniture |= out[at].is_some() || (plain && cue::is_shouted(lines[at]));
        if furniture && (is_title_like(lines[at]) || lines[at].len() < 60) {
            out[at].get_or_insert(Dropped::Cue);
        }
    }
}

/// `By Ann Other`, `By Ann Other and Bo Else, Harbour Correspondent`.
fn is_byline(line: &str) -> bool {
    let Some(rest) = ["By ", "BY ", "by ", "Words by ", "Written by "]
        .iter()
        .find_map(|by| line.strip_prefix(by))
    else {
        return false;
    };
    rest.len() <= 120
        && !rest.ends_with(['.', ':', '?', '!'])
        && is_name(rest.split([',', '|', '•', ';']).next().unwrap_or(""))
}

fn byline_name(line: &str) -> &str {
    let rest = ["Words by ", "Written by ", "By ", "BY ", "by "]
        .iter()
        .find_map(|by| line.strip_prefix(by))
        .unwrap_or(line);
    rest.trim()
}

/// Two to ten words, each with a capital or a word between names.
fn is_name(line: &str) -> bool {
    if line.len() > 80
        || line.contains(|c: char| c.is_ascii_digit() || matches!(c, '?' | '!' | ':' | '"' | '“' | '/'))
    {
        return false;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let between = |word: &str| {
        matches!(
            word,
            "and"
                | "&"
                | "de"
                | "van"
                | "von"
                | "der"
                | "den"
                | "al"
                | "bin"
                | "la"
                | "le"
                | "da"
                | "di"
                | "in"
        )
    };
    (2..=10).contains(&words.len())
        && words
            .iter()
            .all(|word| word.starts_with(char::is_uppercase) || between(word))
        && words.iter().filter(|word| !between(word)).count() >= 2
        && words.iter().filter(|word| !between(word)).count() <= 6
}

/// Whether two titles say the same: at least seven in ten of their words.
fn is_near(one: &str, other: &str) -> bool {
    let words = |line: &str| {
        let mut words: Vec<String> = line
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .take(60)
            .map(str::to_lowercase)
            .collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    let (one, other) = (words(one), words(other));
    let common = one
        .iter()
        .filter(|word| other.binary_search(word).is_ok())
        .count();
    common >= 4 && common * 10 >= 7 * (one.len() + other.len() - common)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(String, BlockKind)> {
        let mut blocks = blocks(text);
        mark(text, &mut blocks, true);
        blocks
            .iter()
            .map(|block| (block.span.of(text).unwrap_or("").to_owned(), block.kind))
            .collect()
    }

    #[test]
    fn a_flattened_page_is_told_apart() {
        let text = "Harbour master opens the gate to every boat in the bay\n\nBy Ann Other\n19 July 2023\nComments\nVideo shows the gate at night\n\nThe harbour master of Port Alfa opened the gate on Wednesday, saying that every boat was welcome.\n\nBoats wait at the gate\nBoats wait at the gate (Reuters)\n\nFISHERMEN WARN OF LONG QUEUES AT THE SECOND GATE OF THE BAY\n\n“Our gate is always open,” she said to the crowd that had gathered there since the morning.\n\nPrevious Article\n\nNew shoes for the museum of the bay\n";
        let cue = BlockKind::Boilerplate(Dropped::Cue);
        let expected = [
            BlockKind::Heading,
            cue,
            cue,
            cue,
            cue,
            BlockKind::Body,
            BlockKind::Boilerplate(Dropped::Doubled),
            cue,
            cue,
            BlockKind::Body,
            cue,
            cue,
        ];
        let found: Vec<BlockKind> = kinds(text).into_iter().map(|(_, kind)| kind).collect();
        assert_eq!(found, expected);
        let mut marked = blocks(text);
        let head = mark(text, &mut marked, true);
        assert_eq!(
            head.title.map(|title| title.value).as_deref(),
            Some("Harbour master opens the gate to every boat in the bay")
        );
        assert_eq!(
            head.byline.map(|byline| byline.value).as_deref(),
            Some("Ann Other")
        );
        assert_eq!(
            head.published.map(|day| day.value.to_string()).as_deref(),
            Some("2023-07-19")
        );
    }

    #[test]
    fn lines_broken_at_a_width_are_one_paragraph() {
        let text = "The harbour master of the port opened the\ngate on Wednesday and said that every one\nof the boats in the bay could come in and\nthat none of them would have to pay for\nit.\n\nShe left at noon.";
        assert_eq!(blocks(text).len(), 2);
    }
}
