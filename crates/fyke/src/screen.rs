//! Words on the screen: failures in pairs, progress where it is long, notes
//! that never mix with results.

use fyke_model::desk::Why;
use fyke_store::StoreError;
use fyke_store::error::Fault;
use indicatif::{ProgressBar, ProgressStyle};
use std::borrow::Cow;
use std::fmt::{self, Write as _};
use std::io::{self, IsTerminal, Write};
use std::time::Duration;

/// How a command ends.
pub type Outcome<T = ()> = Result<T, Failure>;

/// What broke and what to do about it.
#[derive(Debug)]
pub struct Failure {
    broke: String,
    repair: String,
    reader_left: bool,
    why: Why,
}

impl Failure {
    /// A failure: what broke, what to do; plain words, no full stop.
    pub fn new(broke: impl Into<String>, repair: impl Into<String>) -> Failure {
        Failure {
            broke: broke.into(),
            repair: repair.into(),
            reader_left: false,
            why: Why::Conflict,
        }
    }

    /// The same, with whose move it is: what a workbench tells its browser.
    pub fn because(self, why: Why) -> Failure {
        Failure { why, ..self }
    }

    /// Whose move it is.
    pub fn why(&self) -> Why {
        self.why
    }

    /// What broke.
    pub fn broke(&self) -> &str {
        &self.broke
    }

    /// What to do.
    pub fn repair(&self) -> &str {
        &self.repair
    }

    /// A failure out of a sentence of two halves, as libraries word theirs:
    /// `what broke; what to do`. `repair` stands in where there is no second half.
    pub fn pair(sentence: &str, repair: &str) -> Failure {
        match sentence.split_once("; ") {
            Some((broke, repair)) => Failure::new(broke, repair),
            None => Failure::new(sentence, repair),
        }
    }

    /// True where whoever read our output closed it: `fyke leads CASE | head`.
    pub fn reader_left(&self) -> bool {
        self.reader_left
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.broke, self.repair)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        let why = match error.fault() {
            Fault::Request => Why::Malformed,
            Fault::Data | Fault::Machine | Fault::Bug => Why::Broken,
        };
        Failure::new(error.broke(), error.repair()).because(why)
    }
}

impl From<fyke_guard::bytes::GuardError> for Failure {
    fn from(error: fyke_guard::bytes::GuardError) -> Failure {
        Failure::new(error.broke(), error.repair())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure {
            broke: format!("reading or writing failed: {error}"),
            repair: "check the disk and where the output goes".to_owned(),
            reader_left: error.kind() == io::ErrorKind::BrokenPipe,
            why: Why::Broken,
        }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Failure {
        match error.io_error_kind() {
            Some(kind) => io::Error::from(kind).into(),
            None => Failure::new(
                format!("JSON could not be written: {error}"),
                "please report it with the command",
            ),
        }
    }
}

/// Prints a failure as a pair of lines.
pub fn tell_failure(failure: &Failure) {
    let mut screen = io::stderr().lock();
    // nothing is left to tell when standard error is gone too
    let _ = writeln!(screen, "error: {}\n  try: {}", failure.broke, failure.repair);
}

/// A note for the person at the screen; never on standard output.
pub fn note(text: impl fmt::Display) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// A progress bar on a terminal, nothing elsewhere.
pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// A bar of `total` steps.
    pub fn bar(what: &str, total: u64) -> Progress {
        Progress::styled(
            what,
            ProgressBar::new(total),
            "{msg} {wide_bar} {percent:>3} %  {elapsed}",
        )
    }

    /// A sign of life that counts rows whose total is not known.
    pub fn rows(what: &str) -> Progress {
        Progress::styled(
            what,
            ProgressBar::new_spinner(),
            "{msg} {spinner} {human_pos} rows  {elapsed}",
        )
    }

    /// A sign of life.
    pub fn spinner(what: &str) -> Progress {
        Progress::styled(what, ProgressBar::new_spinner(), "{msg} {spinner} {elapsed}")
    }

    fn styled(what: &str, bar: ProgressBar, template: &str) -> Progress {
        let bar = if io::stderr().is_terminal() {
            bar
        } else {
            ProgressBar::hidden()
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.set_message(what.to_owned());
        bar.enable_steady_tick(Duration::from_millis(100));
        Progress { bar }
    }

    /// What is being done.
    pub fn says(&self, what: &str) {
        self.bar.set_message(what.to_owned());
    }

    /// How far it is.
    pub fn at(&self, done: u64) {
        self.bar.set_position(done);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// `512 bytes`, `1.5 MiB`, `20 GiB`.
pub fn bytes(number: u64) -> String {
    indicatif::BinaryBytes(number).to_string()
}

/// `1 row`, `2 rows`, `10,000,000 rows`.
pub fn counted(number: u64, one: &str) -> String {
    let plural = match one.strip_suffix('y') {
        _ if number == 1 => one.to_owned(),
        Some(stem) if !one.ends_with("ey") => format!("{stem}ies"),
        _ => format!("{one}s"),
    };
    format!("{} {plural}", grouped(number))
}

/// A number with its thousands apart.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Characters of one value that a screen shows.
const SHOWN_CHARS: usize = 200;

/// A value from outside, fit for a terminal: what would steer the terminal or
/// hide in it (controls, zero-width characters, marks of direction, line
/// separators) is shown as `\u{1b}`, and what is longer than 200 characters
/// ends in an ellipsis. JSON needs none of it: its writer escapes by itself.
pub fn plain(text: &str) -> Cow<'_, str> {
    let is_long = text.chars().nth(SHOWN_CHARS).is_some();
    if !is_long && !text.chars().any(is_unseen) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len().min(4 * SHOWN_CHARS));
    for c in text.chars().take(SHOWN_CHARS) {
        if is_unseen(c) {
            // writing to a string cannot fail
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(c));
        } else {
            shown.push(c);
        }
    }
    if is_long {
        shown.push('…');
    }
    Cow::Owned(shown)
}

/// True for a character that acts on a screen instead of being seen on it.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_shown_and_not_obeyed() {
        assert_eq!(plain("\u{1b}[2JИван\n"), "\\u{1b}[2JИван\\u{a}");
        assert_eq!(
            plain("a\u{200b}b\u{202e}c\u{2066}"),
            "a\\u{200b}b\\u{202e}c\\u{2066}"
        );
        assert!(matches!(plain("ООО «Шум» 李明 شركة"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_long_value_is_cut() {
        assert_eq!(plain(&"я".repeat(200)).chars().count(), 200);
        let cut = plain(&"я".repeat(10_000)).into_owned();
        assert_eq!(cut, format!("{}…", "я".repeat(200)));
    }

    #[test]
    fn numbers_read_well() {
        assert_eq!(counted(1, "row"), "1 row");
        assert_eq!(counted(0, "entity"), "0 entities");
        assert_eq!(counted(10_000_000, "row"), "10,000,000 rows");
        assert_eq!(counted(999, "survey"), "999 surveys");
    }
}
