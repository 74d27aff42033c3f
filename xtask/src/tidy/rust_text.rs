//! Just enough of Rust's surface to tell its strings from its code.
//!
//! The engine rules read SQL, and SQL lives in string literals: one rule must not
//! fire on a comment that explains it, another must not miss a raw string over
//! ten lines. Not a parser: it knows comments, strings, characters and lifetimes.

/// A string literal: where it begins, and what is between its quotes as written.
#[derive(Debug, PartialEq, Eq)]
pub struct Literal<'a> {
    /// Line of its opening quote, from 1.
    pub line: usize,
    /// Its text, escapes not undone.
    pub text: &'a str,
}

/// The literals of a source, and the source with comments and literals blanked out line for line.
pub fn split(source: &str) -> (Vec<Literal<'_>>, String) {
    let bytes = source.as_bytes();
    let (mut literals, mut code) = (Vec::new(), String::with_capacity(source.len()));
    let (mut at, mut line) = (0, 1);
    while at < bytes.len() {
        let rest = &source[at..];
        let (length, text) = if rest.starts_with("//") {
            (rest.find('\n').unwrap_or(rest.len()), None)
        } else if rest.starts_with("/*") {
            (block_comment(rest), None)
        } else if let Some((length, text)) = string(source, at) {
            (length, Some(text))
        } else if let Some(length) = character(rest) {
            (length, None)
        } else {
            let letter = rest.chars().next().unwrap_or(' ');
            code.push(letter);
            line += usize::from(letter == '\n');
            at += letter.len_utf8();
            continue;
        };
        literals.extend(text.map(|text| Literal { line, text }));
        let lines = rest[..length].matches('\n').count();
        code.push(' ');
        code.extend(std::iter::repeat_n('\n', lines));
        line += lines;
        at += length;
    }
    (literals, code)
}

/// Block comments nest.
fn block_comment(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let (mut depth, mut at) = (0, 0);
    while at < bytes.len() {
        match &bytes[at..(at + 2).min(bytes.len())] {
            b"/*" => (depth, at) = (depth + 1, at + 2),
            b"*/" if depth == 1 => return at + 2,
            b"*/" => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
    }
    bytes.len()
}

/// A literal that begins at `at`, plain or raw, of text or bytes: its length and what it holds.
fn string(source: &str, at: usize) -> Option<(usize, &str)> {
    let rest = &source[at..];
    if let Some(inside) = rest.strip_prefix('"') {
        let mut escaped = false;
        let end = inside.find(|letter| {
            let closes = letter == '"' && !escaped;
            escaped = letter == '\\' && !escaped;
            closes
        });
        let end = end.unwrap_or(inside.len());
        return Some(((end + 2).min(rest.len()), &inside[..end]));
    }
    let in_a_word = source[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    let raw = rest
        .strip_prefix("br")
        .or_else(|| rest.strip_prefix('r'))
        .filter(|_| !in_a_word)?;
    let inside = raw.trim_start_matches('#');
    let hashes = &raw[..raw.len() - inside.len()];
    let inside = inside.strip_prefix('"')?;
    let end = inside.find(&format!("\"{hashes}")).unwrap_or(inside.len());
    let before = rest.len() - inside.len();
    Some(((before + end + 1 + hashes.len()).min(rest.len()), &inside[..end]))
}

/// `'x'`, `'\''`, `'\u{1f}'`; a lifetime is none.
fn character(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('\'')?;
    if let Some(escape) = inside.strip_prefix('\\') {
        let skipped = escape.chars().next()?.len_utf8();
        return escape[skipped..].find('\'').map(|end| 2 + skipped + end + 1);
    }
    let letter = inside.chars().next()?;
    inside[letter.len_utf8()..]
        .starts_with('\'')
        .then_some(letter.len_utf8() + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &[(usize, &str)], code: &str) {
        let (literals, rest) = split(source);
        let literals: Vec<(usize, &str)> = literals
            .iter()
            .map(|literal| (literal.line, literal.text))
            .collect();
        assert_eq!(literals, expected);
        assert_eq!(rest.split_whitespace().collect::<Vec<_>>().join(" "), code);
        assert_eq!(
            rest.matches('\n').count(),
            source.matches('\n').count(),
            "lines keep their numbers"
        );
    }

    #[test]
    fn strings_of_every_kind() {
        check(r#"let a = "x \" y"; b"#, &[(1, r#"x \" y"#)], "let a = ; b");
        check(
            "f(r\"\\\",\nr#\"two\n\"lines\"#)",
            &[(1, "\\"), (2, "two\n\"lines")],
            "f( , )",
        );
        check("b\"bytes\" + br\"raw\"", &[(1, "bytes"), (1, "raw")], "b +");
        check("\"a\\\\\" \"b\"", &[(1, "a\\\\"), (1, "b")], "");
    }

    #[test]
    fn what_only_looks_like_a_string() {
        check(
            "// \"no\"\n/* \"no\" /* nested */ \"\n */ \"yes\"",
            &[(3, "yes")],
            "",
        );
        check(
            "let q = '\"'; let s: &'a str = \"yes\"; '\\'' '\\u{22}'",
            &[(1, "yes")],
            "let q = ; let s: &'a str = ;",
        );
        check("var\"x\"", &[(1, "x")], "var");
    }

    #[test]
    fn a_source_that_breaks_off_does_not_break_us() {
        check("let a = \"open", &[(1, "open")], "let a =");
        check("r##\"open\"#", &[(1, "open\"#")], "");
        check("/* open", &[], "");
    }
}
