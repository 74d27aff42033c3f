//! The leaderboard of a world: what is asked, how much may be looked at, how an
//! answer is scored, and the hash of the truth, so that anyone may enter and
//! nobody can say afterwards that the truth was another.

use crate::settings::{Settings, SimError};
use crate::truth::Tables;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::path::Path;

/// Files of the truth that answers are scored against.
const TRUTH: [&str; 4] = ["parties.csv", "rows.csv", "networks.csv", "lanes.csv"];
/// Reviewers look at so many leads in ten million party-months.
const LEADS_PER_10M_PARTY_MONTHS: u64 = 500;
/// Months of a world.
const MONTHS: u64 = 36;

/// The text of leaderboard.toml for a world whose truth is in `truth`.
pub(crate) fn text(settings: &Settings, tables: &Tables, truth: &Path) -> Result<String, SimError> {
    let s = &tables.summary;
    let party_months = s.firms_seen * MONTHS;
    let budget = (party_months * LEADS_PER_10M_PARTY_MONTHS).div_ceil(10_000_000);
    let mut text = format!(
        "# Anyone may enter. Score an entry with: fyke eval entry WORLD ENTRY.csv\n\
         simulated = true\n\
         format = 1\n\
         \n\
         [world]\n\
         rows = {}\n\
         seed = {}\n\
         coverage = {:?}\n\
         parties_seen = {}\n\
         party_months = {party_months}\n\
         \n\
         [[task]]\n\
         id = \"parties\"\n\
         what = \"rank the parties by how likely they carry diverted goods\"\n\
         given = [\"consignments.csv\", \"flows.csv\", \"registers.csv\", \"officers.csv\", \"ownership.csv\", \"payments.csv\", \"watchlist.csv\"]\n\
         entry = \"a CSV file with the columns name, country, score; larger is more suspicious; parties left out come last\"\n\
         scored_by = [\"average precision\", \"precision at a quarter of the planted\", \"recall at the budget of leads\"]\n\
         leads = {budget}\n\
         positives = \"role middle or seller in truth/parties.csv\"\n\
         \n\
         [[task]]\n\
         id = \"interdict\"\n\
         what = \"name ten actions; what counts is the flow denied over twelve months after three rounds of reply\"\n\
         actions = 10\n\
         scored_by = [\"denied value beside a static least cut and the ten largest shippers, at no more honest trade lost\"]\n\
         \n\
         # SHA-256 of what answers are scored against\n\
         [truth]\n",
        settings.rows, settings.seed, settings.coverage, s.firms_seen,
    );
    for name in TRUTH {
        let path = truth.join(name);
        let bytes = std::fs::read(&path).map_err(|source| SimError::Write { path, source })?;
        let _ = write!(text, "\"{name}\" = \"");
        for byte in Sha256::digest(&bytes) {
            let _ = write!(text, "{byte:02x}");
        }
        text.push_str("\"\n");
    }
    Ok(text)
}
