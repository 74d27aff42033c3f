//! The star of crates and its absences: who may name whom, and what nobody may
//! find below them.
//!
//! The table is the drawing of the architecture in a form that can be checked.
//! To change the drawing, change the table and write the reason in a decision.

use super::Finding;
use super::metadata::{Metadata, Package};

/// The crates that link the query engine; the rest build in seconds.
pub const ENGINE_SIDE: &[&str] = &["fyke-store", "fyke-cluster", "fyke"];

/// For each crate, which of ours it may name. A crate that is not here may name none.
const STAR: &[(&str, &[&str])] = &[
    ("fyke-model", &[]),
    ("fyke-guard", &["fyke-model"]),
    ("fyke-resolve", &["fyke-model", "fyke-guard"]),
    ("fyke-trace", &["fyke-model", "fyke-guard"]),
    ("fyke-trawl", &["fyke-model", "fyke-guard"]),
    ("fyke-judge", &["fyke-model", "fyke-guard"]),
    ("fyke-press", &["fyke-model"]),
    ("fyke-sim", &["fyke-model", "fyke-guard"]),
    ("fyke-door", &["fyke-model", "fyke-guard", "fyke-view"]),
    ("fyke-fuzz", &[]),
    ("fyke-view", &[]),
    ("fyke-workbench", &["fyke-model", "fyke-guard"]),
    (
        "fyke-store",
        &["fyke-model", "fyke-guard", "fyke-resolve", "fyke-trace"],
    ),
    (
        "fyke",
        &[
            "fyke-model",
            "fyke-guard",
            "fyke-resolve",
            "fyke-trace",
            "fyke-trawl",
            "fyke-judge",
            "fyke-press",
            "fyke-sim",
            "fyke-view",
            "fyke-store",
            "fyke-cluster",
            "fyke-workbench",
            "fyke-door",
        ],
    ),
    ("fyke-cluster", &["fyke-model", "fyke-store"]),
    ("xtask", &["fyke-model", "fyke-resolve", "fyke-trace"]),
];

/// Tests of any crate may make their worlds with the simulator, and run its readers
/// on inputs that are nearly right.
const FOR_TESTS: &[&str] = &["fyke-sim", "fyke-fuzz"];

/// The engine and what belongs to it: to be named by `fyke-store` alone, so that one
/// crate decides their version, and linked by nothing outside `ENGINE_SIDE`.
const ENGINE: &[&str] = &["datafusion", "arrow", "parquet", "object_store", "sqlparser"];

/// Who may name a part of the engine all the same, and why.
const MAY_NAME_ENGINE: &[(&str, &str, &str)] = &[
    ("fyke-store", "", "the wall"),
    (
        "fyke-cluster",
        "datafusion",
        "the distributed engine and the traits it asks for",
    ),
    (
        "xtask",
        "parquet",
        "recomputes the shipped figures; optional, so no chore waits for it",
    ),
];

/// Crates that hold no threads of an async runtime: they take bytes and give values.
const WITHOUT_RUNTIME: &[&str] = &[
    "fyke-model",
    "fyke-guard",
    "fyke-resolve",
    "fyke-trace",
    "fyke-trawl",
    "fyke-judge",
    "fyke-press",
    "fyke-sim",
    "fyke-view",
];

/// Of these the lock file holds one version: two would not share types, or double the build.
const ONE_VERSION: &[&str] = &["arrow", "parquet", "datafusion", "object_store", "tokio"];

/// Checks the drawing against what cargo says.
pub fn check(metadata: &Metadata) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (id, package) in metadata.ours() {
        names_only_its_arms(package, metadata, &mut findings);
        names_no_engine(package, &mut findings);
        links_nothing_heavy(id, package, metadata, &mut findings);
    }
    for name in ONE_VERSION {
        let versions: Vec<&str> = metadata
            .packages()
            .filter(|package| package.name == *name)
            .map(|package| package.version.as_str())
            .collect();
        if versions.len() > 1 {
            findings.push(format!(
                "Cargo.lock: {name} in versions {}; reach it through the re-export of datafusion, or `cargo update -p {name}`",
                versions.join(" and ")
            ));
        }
    }
    findings
}

fn names_only_its_arms(package: &Package, metadata: &Metadata, findings: &mut Vec<Finding>) {
    let Some((_, allowed)) = STAR.iter().find(|(name, _)| *name == package.name) else {
        findings.push(format!(
            "{}: not in the table of crates in xtask/src/tidy/crates.rs; add it with what it may name",
            package.name
        ));
        return;
    };
    for named in &package.named {
        let ours = metadata.ours().any(|(_, other)| other.name == named.name);
        let for_tests = named.development && FOR_TESTS.contains(&named.name.as_str());
        if ours && !allowed.contains(&named.name.as_str()) && !for_tests {
            findings.push(format!(
                "{}: names {}, which it must not know; speak through fyke-model, or move the code",
                package.name, named.name
            ));
        }
    }
}

fn names_no_engine(package: &Package, findings: &mut Vec<Finding>) {
    for named in package.named.iter().filter(|named| is_engine(&named.name)) {
        let allowed = MAY_NAME_ENGINE.iter().any(|(crate_name, part, _)| {
            *crate_name == package.name
                && named.name.starts_with(part)
                && (named.optional || package.name != "xtask")
        });
        if !allowed {
            findings.push(format!(
                "{}: names {}; only fyke-store does: ask for a function there",
                package.name, named.name
            ));
        }
    }
}

fn links_nothing_heavy(id: &str, package: &Package, metadata: &Metadata, findings: &mut Vec<Finding>) {
    if ENGINE_SIDE.contains(&package.name.as_str()) {
        return;
    }
    let without_runtime = WITHOUT_RUNTIME.contains(&package.name.as_str());
    for (name, chain) in metadata.linked(id) {
        if is_engine(name) || (without_runtime && name == "tokio") {
            findings.push(format!(
                "{}: links {name} by {}; cut that chain",
                package.name,
                chain.join(" -> ")
            ));
        }
    }
}

/// `arrow` and `arrow-cast`, `datafusion` and `datafusion-expr`; not `arrowhead`.
fn is_engine(name: &str) -> bool {
    ENGINE.iter().any(|part| {
        name.strip_prefix(part)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    })
}

#[cfg(test)]
mod tests {
    use super::super::metadata::made_up::metadata;
    use super::*;

    #[track_caller]
    fn finds(text: &str, expected: &[&str]) {
        let findings = check(&metadata(text));
        assert_eq!(findings.len(), expected.len(), "{findings:#?}");
        for (finding, words) in findings.iter().zip(expected) {
            assert!(finding.contains(words), "{finding}\nlacks: {words}");
        }
    }

    #[test]
    fn the_drawing_as_it_should_be() {
        finds(
            "ours: fyke-model ->
             ours: fyke-sim -> fyke-model
             ours: fyke-trace -> fyke-model, rayon, dev fyke-sim
             ours: fyke-store -> fyke-model, fyke-trace, datafusion
             ours: fyke-cluster -> fyke-store, datafusion-distributed
             ours: fyke -> fyke-store, fyke-cluster, fyke-trace
             ours: xtask -> optional parquet
             rayon ->
             datafusion -> arrow, tokio
             datafusion-distributed -> datafusion
             arrow ->
             parquet ->
             tokio ->",
            &[],
        );
    }

    #[test]
    fn a_sibling_names_a_sibling() {
        finds(
            "ours: fyke-trace -> fyke-judge
             ours: fyke-judge ->",
            &["fyke-trace: names fyke-judge"],
        );
    }

    #[test]
    fn a_simulator_outside_tests() {
        finds(
            "ours: fyke-trace -> fyke-sim
             ours: fyke-sim ->",
            &["fyke-trace: names fyke-sim"],
        );
    }

    #[test]
    fn the_engine_named_outside_the_wall() {
        finds(
            "ours: fyke -> datafusion
             datafusion ->",
            &["fyke: names datafusion; only fyke-store does"],
        );
    }

    #[test]
    fn a_format_of_the_engine_named_beside_the_cluster() {
        finds(
            "ours: fyke-cluster -> parquet
             parquet ->",
            &["fyke-cluster: names parquet; only fyke-store does"],
        );
    }

    #[test]
    fn the_engine_linked_by_a_detour() {
        finds(
            "ours: fyke-model -> harmless
             harmless -> arrow-array
             arrow-array ->",
            &["fyke-model: links arrow-array by fyke-model -> harmless -> arrow-array"],
        );
    }

    #[test]
    fn a_runtime_below_a_pure_crate() {
        finds(
            "ours: fyke-guard -> reqwest
             reqwest -> tokio
             tokio ->",
            &["fyke-guard: links tokio by fyke-guard -> reqwest -> tokio"],
        );
    }

    #[test]
    fn a_chore_that_waits_for_parquet() {
        finds(
            "ours: xtask -> parquet
             parquet ->",
            &["xtask: names parquet", "xtask: links parquet"],
        );
    }

    #[test]
    fn two_versions_of_arrow() {
        finds(
            "arrow@59.3.2 ->\narrow@60.1.0 ->",
            &["Cargo.lock: arrow in versions 59.3.2 and 60.1.0"],
        );
    }

    #[test]
    fn a_crate_nobody_drew() {
        finds("ours: fyke-common ->", &["fyke-common: not in the table"]);
    }
}
