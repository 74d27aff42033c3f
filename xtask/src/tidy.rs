//! `cargo xtask tidy`: the rules no compiler checks, each a file below.
//!
//! What a part must not know, what a page must not claim, what a data row must
//! carry: sentences in our documents stay true only while something reads them.
//! The same rules run as an ordinary test, so `cargo test` finds them too.

mod crates;
mod data_rows;
mod decisions;
mod documents;
mod engine_rules;
mod headers;
mod licences;
mod metadata;
mod rust_text;
mod tree;
mod trusted_base;
mod words;

use anyhow::{Result, bail};

use crate::run;
use metadata::Metadata;
use tree::Tree;

pub use crates::ENGINE_SIDE;

/// One broken rule, in words that name the place and the repair.
type Finding = String;

/// Checks every rule; an error lists all that is broken.
pub fn tidy() -> Result<()> {
    let tree = Tree::read(&run::repository())?;
    println!("   the ten longest files, for information:");
    for (lines, path) in tree.longest(10) {
        println!("   {lines:>6} {path}");
    }
    let findings = findings(&tree, &Metadata::read()?);
    if findings.is_empty() {
        return Ok(());
    }
    bail!("{} rules broken:\n  {}", findings.len(), findings.join("\n  "))
}

fn findings(tree: &Tree, metadata: &Metadata) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(crates::check(metadata));
    findings.extend(licences::check(metadata));
    findings.extend(headers::check(tree));
    findings.extend(documents::check(tree));
    findings.extend(decisions::check(tree));
    findings.extend(data_rows::check(tree));
    findings.extend(engine_rules::check(tree));
    findings.extend(words::check(tree));
    findings.extend(trusted_base::check(tree));
    findings
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_repository_is_tidy() {
        super::tidy().unwrap();
    }
}
