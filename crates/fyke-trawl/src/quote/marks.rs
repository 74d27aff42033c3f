//! Stretches of a paragraph between quotation marks, of any make and mixed.
//!
//! Outlets mix marks within one quotation (`“Go," he said`), leave a quotation
//! open that the next paragraph goes on with, and use one sign for apostrophes,
//! feet and marks. So a mark's shape only proposes what it is; what stands before
//! and behind it decides:
//!
//! - double marks first, with a stack: what is opened within an open one is
//!   nested where both are closed; where the outer is never closed it was a
//!   missing mark and the inner ones stand alone; where nothing is within, the
//!   quotation is open and reaches to the end of the paragraph;
//! - then single ones, apart within each double one and outside: a closing single
//!   is sought only as far as the next opening one, so that time stays linear, and
//!   a plural possessive (`the spies' names`) is not taken while another fits.

use fyke_model::text::Span;

/// A stretch between marks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Marked {
    /// The words.
    pub inner: Span,
    /// With the marks.
    pub outer: Span,
    /// How many others it lies in.
    pub depth: usize,
    /// Whether a mark closes it.
    pub closed: bool,
}

/// How deep marks are followed: speech within speech within speech is deeper than
/// any account seen, and a run of opening marks must not cost memory.
const DEPTH_MAX: usize = 3;

/// A mark as it stands.
#[derive(Clone, Copy, Debug)]
struct Sign {
    at: usize,
    end: usize,
    mark: char,
    opens: bool,
    closes: bool,
}

/// Stretches between marks in one paragraph, by start; an outer one before those
/// that lie in it.
pub(super) fn marked(text: &str, paragraph: Span) -> Vec<Marked> {
    let (double, single) = signs(text, paragraph);
    let mut all = doubles(&double, paragraph, text);
    singles(&single, &mut all, paragraph, text);
    all.sort_by_key(|m| (m.outer.start, std::cmp::Reverse(m.outer.end)));
    depths(&mut all);
    all.retain(|m| m.depth < DEPTH_MAX && !m.inner.is_empty());
    all
}

/// Double and single marks of a paragraph, with what their neighbours allow.
fn signs(text: &str, paragraph: Span) -> (Vec<Sign>, Vec<Sign>) {
    let (mut double, mut single) = (Vec::new(), Vec::new());
    let Some(body) = paragraph.of(text) else {
        return (double, single);
    };
    let mut before = None;
    let mut chars = body.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let mut mark = c;
        let mut end = at + c.len_utf8();
        if matches!(c, '\'' | '`' | '’' | '‘') && body[end..].starts_with(c) && !body[..at].ends_with('\\')
        {
            // '' of archives; of three, the first is the single one that closes within
            let third = body[end + c.len_utf8()..].starts_with(c);
            let closing = before.is_some_and(|b: char| !b.is_whitespace());
            if !(third && closing) {
                mark = if c == '`' || c == '‘' { '“' } else { '"' };
                end += c.len_utf8();
                chars.next();
            }
        }
        let after = chars.peek().map(|&(_, n)| n);
        let free_before = before.is_none_or(|b: char| {
            b.is_whitespace()
                || matches!(
                    b,
                    '(' | '[' | '{' | '—' | '–' | '-' | '/' | '…' | '>' | ':' | '\u{a0}'
                )
                || opening(b)
        });
        let free_after =
            after.is_none_or(|a| !a.is_alphanumeric() && !matches!(a, '$' | '£' | '€' | '#' | '@' | '['));
        let text_after = after.is_some_and(|a| !a.is_whitespace());
        let text_before = before.is_some_and(|b: char| !b.is_whitespace());
        let sign = |opens, closes| Sign {
            at: paragraph.start + at,
            end: paragraph.start + end,
            mark,
            opens,
            closes,
        };
        match mark {
            '“' | '”' | '"' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』' | '＂' => {
                double.push(sign(
                    free_before && text_after,
                    text_before && (free_after || !free_before),
                ));
            }
            '\'' | '‘' | '’' | '‚' | '‹' | '›' => {
                let opens = free_before && text_after && !elided(&body[end..]);
                single.push(sign(
                    opens || mark == '‘' && free_before && text_after,
                    text_before && free_after,
                ));
            }
            _ => {}
        }
        before = Some(
            body[at..paragraph_end(end, body)]
                .chars()
                .next_back()
                .unwrap_or(c),
        );
    }
    (double, single)
}

fn paragraph_end(end: usize, body: &str) -> usize {
    end.min(body.len())
}

fn opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '"' | '\'' | '«' | '„' | '‚' | '「' | '『')
}

/// Words whose first letters an apostrophe stands for: ’em, ’tis, the ’90s.
fn elided(after: &str) -> bool {
    let word: String = after
        .chars()
        .take(6)
        .take_while(|c| c.is_alphanumeric())
        .collect::<String>()
        .to_lowercase();
    let decade = word.len() >= 2
        && word.as_bytes()[..2].iter().all(u8::is_ascii_digit)
        && (word.len() == 2 || word.ends_with('s'));
    decade && word.len() <= 3
        || matches!(
            word.as_str(),
            "em" | "tis" | "twas" | "til" | "cause" | "n" | "bout" | "cuz" | "cos" | "nother" | "s"
        )
}

/// Whether a mark may close what another opened.
fn closes(open: char, mark: char) -> bool {
    match open {
        '«' => mark == '»',
        '»' => matches!(mark, '«' | '»'),
        '「' => mark == '」',
        '『' => mark == '』',
        '„' | '‟' => matches!(mark, '“' | '”' | '"'),
        _ => matches!(mark, '”' | '"' | '“' | '＂' | '‟'),
    }
}

fn doubles(signs: &[Sign], paragraph: Span, text: &str) -> Vec<Marked> {
    let mut stack: Vec<Sign> = Vec::new();
    let mut all: Vec<Marked> = Vec::new();
    for (i, sign) in signs.iter().enumerate() {
        let shape_opens = matches!(sign.mark, '“' | '„' | '‟' | '«' | '「' | '『');
        let shape_closes = matches!(sign.mark, '”' | '»' | '」' | '』');
        let can_close = stack.last().is_some_and(|open| closes(open.mark, sign.mark));
        let as_close = can_close
            && match () {
                () if sign.opens && sign.closes => !shape_opens,
                () if sign.closes => {
                    !(shape_opens && !matches!(sign.mark, '“' | '«') || inches(signs, i, text))
                }
                // a closing shape with space before and a letter behind: a slip only where nothing is open
                () => shape_closes || !sign.opens,
            };
        if as_close {
            if let Some(open) = stack.pop() {
                all.push(stretch(text, open.at, open.end, sign.at, sign.end, true));
            }
        } else if (sign.opens || shape_opens && !sign.closes)
            && !(shape_closes && sign.closes && sign.mark != '»')
            && stack.len() < DEPTH_MAX
        {
            stack.push(*sign);
        }
    }
    // never closed: a missing mark if others stand within, else open to the end
    let limit = stack.len();
    for (n, open) in stack.into_iter().enumerate() {
        let within = n + 1 < limit
            || all
                .iter()
                .rev()
                .take_while(|m| m.outer.start > open.at)
                .next()
                .is_some();
        if !within && (open.mark != '"' || n == 0) {
            all.push(stretch(
                text,
                open.at,
                open.end,
                paragraph.end,
                paragraph.end,
                false,
            ));
        }
    }
    all
}

/// A straight mark behind a number that is inches: the next straight mark closes.
fn inches(signs: &[Sign], i: usize, text: &str) -> bool {
    let Some(sign) = signs.get(i).filter(|s| s.mark == '"' && s.end == s.at + 1) else {
        return false;
    };
    let number = text
        .get(..sign.at)
        .is_some_and(|t| t.ends_with(|c: char| c.is_ascii_digit()));
    let goes_on = text.get(sign.end..).is_some_and(|t| {
        let mut chars = t.chars();
        chars.next() == Some(' ') && chars.next().is_some_and(char::is_lowercase)
    });
    number && goes_on && signs.get(i + 1).is_some_and(|next| next.closes && !next.opens)
}

fn singles(signs: &[Sign], all: &mut Vec<Marked>, paragraph: Span, text: &str) {
    let mut doubles: Vec<Span> = all.iter().map(|m| m.outer).collect();
    doubles.sort_by_key(|d| d.start);
    // the double stretch each single mark lies in, innermost; none outside
    let mut home: Vec<Option<usize>> = Vec::with_capacity(signs.len());
    let mut open: Vec<usize> = Vec::new();
    let mut next = 0;
    for sign in signs {
        while next < doubles.len() && doubles[next].start < sign.at {
            while open
                .last()
                .is_some_and(|&o| doubles[o].end <= doubles[next].start)
            {
                open.pop();
            }
            open.push(next);
            next += 1;
        }
        while open.last().is_some_and(|&o| doubles[o].end <= sign.at) {
            open.pop();
        }
        home.push(open.last().copied());
    }
    let mut i = 0;
    while i < signs.len() {
        let sign = signs[i];
        if !sign.opens {
            i += 1;
            continue;
        }
        let mut best: Option<usize> = None;
        let mut sure = false;
        let mut j = i + 1;
        while j < signs.len() {
            let other = signs[j];
            if home[j] == home[i] {
                if other.opens && !other.closes {
                    break;
                }
                if other.closes && other.mark != '‘' {
                    let possessive = text
                        .get(..other.at)
                        .is_some_and(|t| t.ends_with(['s', 'S', 'z', 'x']))
                        && text.get(other.end..).is_some_and(|t| {
                            let mut chars = t.chars();
                            chars.next() == Some(' ') && chars.next().is_some_and(char::is_alphabetic)
                        });
                    if !possessive {
                        best = Some(j);
                        sure = true;
                        break;
                    }
                    best = best.or(Some(j));
                }
            }
            j += 1;
        }
        let whole = home[i].is_none() && sign.at == paragraph.start;
        match best {
            Some(close) if sure || matches!(sign.mark, '‘' | '\'') => {
                all.push(stretch(
                    text,
                    sign.at,
                    sign.end,
                    signs[close].at,
                    signs[close].end,
                    true,
                ));
                i = close + 1;
            }
            None if whole && sign.mark == '‘' => {
                all.push(stretch(
                    text,
                    sign.at,
                    sign.end,
                    paragraph.end,
                    paragraph.end,
                    false,
                ));
                i = j.max(i + 1);
            }
            _ => i = if j > i + 1 && best.is_none() { j } else { i + 1 },
        }
    }
}

fn stretch(text: &str, at: usize, start: usize, stop: usize, end: usize, closed: bool) -> Marked {
    let words = text.get(start..stop).unwrap_or_default();
    let from = start + (words.len() - words.trim_start().len());
    let to = (start + words.trim_end().len()).max(from);
    Marked {
        inner: Span::new(from, to),
        outer: Span::new(at, if closed { end } else { to.max(start) }),
        depth: 0,
        closed,
    }
}

/// How many stretches each lies in; those that cross another are dropped.
fn depths(all: &mut Vec<Marked>) {
    let mut open: Vec<Span> = Vec::new();
    all.retain_mut(|m| {
        while open.last().is_some_and(|o| o.end <= m.outer.start) {
            open.pop();
        }
        if open.last().is_some_and(|o| o.end < m.outer.end) {
            return false;
        }
        m.depth = open.len();
        open.push(m.outer);
        true
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, usize)> {
        let span = Span::new(0, text.len());
        marked(text, span)
            .iter()
            .map(|m| (m.inner.of(text).expect("on borders"), m.depth))
            .collect()
    }

    #[test]
    fn marks_of_all_makes_and_mixed() {
        assert_eq!(
            found("“Go now,\" he said. \"Or stay.”"),
            [("Go now,", 0), ("Or stay.", 0)]
        );
        assert_eq!(
            found("Il dit « non », „ja“ und »nein«, 「はい」"),
            [("non", 0), ("ja", 0), ("nein", 0), ("はい", 0)]
        );
        assert_eq!(
            found("''We stay,'' he said. ''For good.''"),
            [("We stay,", 0), ("For good.", 0)]
        );
    }

    #[test]
    fn an_open_quotation_reaches_to_the_end_of_its_paragraph() {
        assert_eq!(found("“We stay. We wait"), [("We stay. We wait", 0)]);
        assert_eq!(
            found("“We stay,” he said. “We wait."),
            [("We stay,", 0), ("We wait.", 0)]
        );
        assert_eq!(found("“We stay, he said. “We wait.”"), [("We wait.", 0)]);
    }

    #[test]
    fn apostrophes_feet_and_inches_are_no_marks() {
        assert_eq!(
            found("It's the spies' names, rock 'n' roll of the '90s, don’t"),
            []
        );
        assert_eq!(found("He is 6'2\" tall and 12\" wide."), []);
        assert_eq!(
            found("The 'door is open', he said, and the spies' names"),
            [("door is open", 0)]
        );
        assert_eq!(
            found("\"a board of 12\" wide,\" he said"),
            [("a board of 12\" wide,", 0)]
        );
    }

    #[test]
    fn speech_within_speech() {
        assert_eq!(
            found("“He said, ‘Don’t go.’” Then"),
            [("He said, ‘Don’t go.’", 0), ("Don’t go.", 1)]
        );
        assert_eq!(
            found("‘He said “no” to me,’ she said"),
            [("He said “no” to me,", 0), ("no", 1)]
        );
        assert_eq!(
            found("''They say, 'It is lies,''' he said"),
            [("They say, 'It is lies,'", 0), ("It is lies,", 1)]
        );
        assert_eq!(
            found("“Ann defended “Look here!” line by”"),
            [("Ann defended “Look here!” line by", 0), ("Look here!", 1)]
        );
    }
}
