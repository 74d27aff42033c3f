//! The true count of a `cargo test -- --show-output`: passed, failed, skipped.
//!
//! The harness knows no "skipped": a test that finds no outside data prints a
//! line beginning with `skipped:` and returns. Counting it as passed would be a
//! lie, so its output is read, it is moved from one column to the other, and the
//! reason is kept. Ignored tests are skipped too.

/// Counts read off the harness's output, line by line.
#[derive(Debug, Default)]
pub struct Summary {
    reported_passed: usize,
    /// Tests that failed.
    pub failed: usize,
    ignored: usize,
    said_skipped: usize,
    /// Why tests skipped, in their own words.
    pub reasons: Vec<String>,
    /// Inside the output of tests that succeeded, which nobody need read.
    in_successes: bool,
    /// The current test of that output has been counted as skipped.
    counted: bool,
    /// Inside what the browser's test said that failed.
    in_failure: bool,
}

impl Summary {
    /// Takes one line in; returns it where a person should see it.
    pub fn read<'a>(&mut self, line: &'a str) -> Option<&'a str> {
        if let Some(counts) = line.strip_prefix("test result: ") {
            self.in_successes = false;
            self.reported_passed += number_before(counts, "passed");
            self.failed += number_before(counts, "failed");
            self.ignored += number_before(counts, "ignored");
            return Some(line);
        }
        match line {
            "successes:" => {
                self.in_successes = true;
                return None;
            }
            "failures:" => self.in_successes = false,
            _ => {}
        }
        if self.in_successes {
            if line.starts_with("---- ") {
                self.counted = false;
            } else if let Some(reason) = line.strip_prefix("skipped: ") {
                self.said_skipped += usize::from(!self.counted);
                self.counted = true;
                self.reasons.push(reason.trim().to_string());
            }
            return None;
        }
        let noise = line.is_empty()
            || line.starts_with("running ")
            || (line.starts_with("test ") && !line.ends_with("FAILED"));
        (!noise).then_some(line)
    }

    /// Takes in one line of Node's test runner (TAP); returns it where a person should
    /// see it: failures with what they said. A group of tests is not a test.
    pub fn read_tap<'a>(&mut self, line: &'a str) -> Option<&'a str> {
        if let Some(counts) = line.strip_prefix("# ") {
            let number = |word: &str| -> usize {
                counts
                    .strip_prefix(word)
                    .and_then(|rest| rest.trim().parse().ok())
                    .unwrap_or(0)
            };
            self.reported_passed += number("pass ");
            self.failed += number("fail ") + number("cancelled ");
            self.ignored += number("skipped ");
            return None;
        }
        let words = line.trim_start();
        if words.starts_with("ok ") || words.starts_with("not ok ") {
            self.in_failure = words.starts_with("not ok ");
            if let Some((_, reason)) = words.split_once("# SKIP") {
                self.reasons.push(reason.trim().to_string());
            }
        }
        (self.in_failure && !words.is_empty()).then_some(line)
    }

    /// Tests that did what they are for.
    pub fn passed(&self) -> usize {
        self.reported_passed.saturating_sub(self.said_skipped)
    }

    /// Tests that did not run, or ran without what they need.
    pub fn skipped(&self) -> usize {
        self.ignored + self.said_skipped
    }
}

/// The number in front of `word` in `"ok. 12 passed; 0 failed; ..."`.
fn number_before(counts: &str, word: &str) -> usize {
    let words: Vec<&str> = counts.split([' ', ';']).collect();
    words
        .windows(2)
        .find(|pair| pair[1] == word)
        .and_then(|pair| pair[0].parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUN: &str = "
running 4 tests
test lanes::a_surge ... ok
test lists::the_real_list ... ok
test flows::slow ... ignored
test flows::wrong ... FAILED

successes:

---- lists::the_real_list stdout ----
skipped: FYKE_DATA has no sanctions/ofac
skipped: FYKE_DATA has no sanctions/un

successes:
    lanes::a_surge
    lists::the_real_list

failures:

---- flows::wrong stdout ----
assertion failed

test result: FAILED. 2 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s
";

    #[test]
    fn a_test_that_says_it_skipped_did_not_pass() {
        let mut summary = Summary::default();
        let shown: Vec<&str> = RUN.lines().filter_map(|line| summary.read(line)).collect();
        assert_eq!((summary.passed(), summary.failed, summary.skipped()), (1, 1, 2));
        assert_eq!(
            summary.reasons,
            ["FYKE_DATA has no sanctions/ofac", "FYKE_DATA has no sanctions/un"]
        );
        assert_eq!(
            shown,
            [
                "test flows::wrong ... FAILED",
                "failures:",
                "---- flows::wrong stdout ----",
                "assertion failed",
                RUN.lines().last().unwrap(),
            ]
        );
    }

    const TAP: &str = "TAP version 13
# Subtest: 01-search
    # Subtest: a name is found
    ok 1 - a name is found
      ---
      duration_ms: 12.5
      ...
    # Subtest: another is not there
    ok 2 - another is not there # SKIP /graph is not there (404)
    # Subtest: a third is broken
    not ok 3 - a third is broken
      error: 'nothing found'
    1..3
not ok 1 - 01-search
1..1
# tests 3
# suites 1
# pass 1
# fail 1
# cancelled 0
# skipped 1
# duration_ms 99
";

    #[test]
    fn the_browser_s_tests_are_counted_too() {
        let mut summary = Summary::default();
        let shown: Vec<&str> = TAP.lines().filter_map(|line| summary.read_tap(line)).collect();
        assert_eq!((summary.passed(), summary.failed, summary.skipped()), (1, 1, 1));
        assert_eq!(summary.reasons, ["/graph is not there (404)"]);
        assert!(shown.contains(&"      error: 'nothing found'"), "{shown:?}");
        assert!(
            !shown.iter().any(|line| line.contains("a name is found")),
            "{shown:?}"
        );
    }

    #[test]
    fn two_binaries_add_up() {
        let mut summary = Summary::default();
        for _ in 0..2 {
            summary.read("test result: ok. 7 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out");
        }
        assert_eq!((summary.passed(), summary.failed, summary.skipped()), (14, 0, 0));
    }
}
