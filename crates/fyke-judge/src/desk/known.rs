//! Leads whose answer is known before anyone judges them: from a simulated
//! world, or decided long ago and since proved. Mixed into a session and not to
//! be told from the others, they measure how well a person judges, and whether
//! they follow a machine that is wrong (rule 8).

use fyke_model::lead::Lead;
use serde::{Deserialize, Serialize};

/// A lead and its answer; one line of JSON each, where they come from a file.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownAnswer {
    /// The lead.
    pub lead: Lead,
    /// Whether it is what it looks like.
    pub truth: bool,
    /// Where the answer comes from, such as `simulated world, seed 7`.
    pub from: String,
}

/// A line that is no known answer.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "known answers, line {line}: {words}; each line is {{\"lead\": {{...}}, \"truth\": true, \"from\": \"...\"}}"
)]
pub struct BadKnownAnswer {
    line: usize,
    words: String,
}

impl KnownAnswer {
    /// Reads known answers, one a line; empty lines are skipped.
    ///
    /// # Errors
    /// A line that is none.
    pub fn read(lines: &str) -> Result<Vec<KnownAnswer>, BadKnownAnswer> {
        lines
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty())
            .map(|(at, line)| {
                serde_json::from_str(line).map_err(|error| BadKnownAnswer {
                    line: at + 1,
                    words: error.to_string(),
                })
            })
            .collect()
    }

    /// What the machine says of it: its probability is one half or more, or,
    /// where it has none, it put the lead above the cut.
    pub fn machine_says(&self) -> bool {
        self.lead
            .probability
            .map_or(!self.lead.place.explored, |p| p >= 0.5)
    }

    /// Whether the machine is wrong about it.
    pub fn machine_wrong(&self) -> bool {
        self.machine_says() != self.truth
    }
}
