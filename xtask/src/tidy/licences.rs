//! Every crate we link may be given on with ours: its licence is one of a short
//! list, or it offers one of them.

use super::Finding;
use super::metadata::Metadata;

/// Licences that ask for nothing a user of Fyke could fail to give.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "Zlib",
];

/// Checks every crate of the lock file.
pub fn check(metadata: &Metadata) -> Vec<Finding> {
    let mut findings = Vec::new();
    for package in metadata.packages() {
        let about = format!("{} {}", package.name, package.version);
        match &package.licence {
            None => findings.push(format!(
                "{about}: states no licence expression; look at its files, then replace it"
            )),
            Some(licence) => match allows(licence) {
                Some(true) => {}
                Some(false) => findings.push(format!(
                    "{about}: licence `{licence}` is not on the list; {}",
                    way_to(metadata, &package.name)
                )),
                None => findings.push(format!(
                    "{about}: `{licence}` is no licence expression we can read"
                )),
            },
        }
    }
    findings
}

/// By which chain of names one of ours comes to link it.
fn way_to(metadata: &Metadata, name: &str) -> String {
    let chain = metadata
        .ours()
        .find_map(|(id, _)| metadata.linked(id).remove(name).map(|chain| chain.join(" -> ")));
    chain.map_or_else(
        || "no crate of ours links it".to_string(),
        |chain| format!("linked by {chain}"),
    )
}

/// Whether an SPDX expression can be met from the list; `None` if it cannot be read.
///
/// `OR` needs one side, `AND` both, `AND` binds tighter; `WITH` adds a permission, so
/// the licence before it decides. A slash is an old spelling of `OR`.
fn allows(expression: &str) -> Option<bool> {
    let spaced = expression
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace('/', " OR ");
    let mut tokens = spaced.split_whitespace().peekable();
    let verdict = either(&mut tokens)?;
    tokens.next().is_none().then_some(verdict)
}

type Tokens<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn either(tokens: &mut Tokens) -> Option<bool> {
    let mut verdict = both(tokens)?;
    while tokens.next_if_eq(&"OR").is_some() {
        verdict |= both(tokens)?;
    }
    Some(verdict)
}

fn both(tokens: &mut Tokens) -> Option<bool> {
    let mut verdict = one(tokens)?;
    while tokens.next_if_eq(&"AND").is_some() {
        verdict &= one(tokens)?;
    }
    Some(verdict)
}

fn one(tokens: &mut Tokens) -> Option<bool> {
    match tokens.next()? {
        "(" => {
            let verdict = either(tokens)?;
            (tokens.next()? == ")").then_some(verdict)
        }
        ")" | "OR" | "AND" | "WITH" => None,
        licence => {
            if tokens.next_if_eq(&"WITH").is_some() {
                tokens.next()?;
            }
            Some(ALLOWED.contains(&licence))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::metadata::made_up::metadata;
    use super::*;

    #[test]
    fn expressions() {
        for (expression, expected) in [
            ("MIT", Some(true)),
            ("MIT OR Apache-2.0", Some(true)),
            ("MIT/Apache-2.0", Some(true)),
            ("GPL-3.0-only", Some(false)),
            ("LGPL-2.1-or-later OR MIT", Some(true)),
            ("MIT AND GPL-3.0-only", Some(false)),
            ("MIT OR GPL-3.0-only AND GPL-2.0-only", Some(true)),
            ("(MIT OR GPL-3.0-only) AND GPL-2.0-only", Some(false)),
            ("(MIT OR Apache-2.0) AND Unicode-3.0", Some(true)),
            ("Apache-2.0 WITH LLVM-exception OR MIT", Some(true)),
            ("GPL-2.0-only WITH Classpath-exception-2.0", Some(false)),
            ("MIT OR", None),
            ("(MIT", None),
            ("MIT Apache-2.0", None),
            ("", None),
        ] {
            assert_eq!(allows(expression), expected, "{expression}");
        }
    }

    #[test]
    fn the_finding_names_the_crate_and_the_chain() {
        let findings = check(&metadata(
            "ours: fyke-sim -> middle
             middle -> sticky@2.0.0
             sticky@2.0.0 [AGPL-3.0-only] ->
             silent [] ->",
        ));
        assert_eq!(
            findings,
            [
                "silent 1.0.0: states no licence expression; look at its files, then replace it",
                "sticky 2.0.0: licence `AGPL-3.0-only` is not on the list; linked by fyke-sim -> middle -> sticky",
            ]
        );
    }
}
