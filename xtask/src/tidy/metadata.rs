//! What `cargo metadata` says about crates: who names whom, who links whom.
//!
//! Keeps the little the rules ask for. `linked` follows what ends up in a
//! program (normal and build dependencies); development dependencies are seen
//! only where a crate names them itself.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::run;

/// One crate of the lock file.
#[derive(Debug, Clone, Default)]
pub struct Package {
    pub name: String,
    pub version: String,
    /// Its licence expression, if it states one.
    pub licence: Option<String>,
    /// One of ours.
    pub ours: bool,
    /// Names it writes in its manifest.
    pub named: Vec<Named>,
    /// Identifiers of what it links.
    links: Vec<String>,
}

/// A dependency as a manifest names it.
#[derive(Debug, Clone)]
pub struct Named {
    pub name: String,
    /// Only for its tests.
    pub development: bool,
    /// Only behind a feature.
    pub optional: bool,
}

/// All crates, by cargo's identifier.
#[derive(Debug, Default)]
pub struct Metadata(BTreeMap<String, Package>);

impl Metadata {
    /// Asks cargo, without touching the network unless the lock file must change.
    pub fn read() -> Result<Metadata> {
        let text = run::text_of(&mut run::cargo(&["metadata", "--format-version", "1"]))?;
        Metadata::parse(&text)
    }

    /// Reads cargo's answer.
    pub fn parse(text: &str) -> Result<Metadata> {
        let answer: Value = serde_json::from_str(text).context("cargo metadata is no JSON")?;
        let members: BTreeSet<&str> = list(&answer["workspace_members"])
            .iter()
            .filter_map(Value::as_str)
            .collect();
        let mut packages = BTreeMap::new();
        for package in list(&answer["packages"]) {
            let id = string(&package["id"]);
            let named = list(&package["dependencies"]).iter().map(|dependency| Named {
                name: string(&dependency["name"]),
                development: dependency["kind"] == "dev",
                optional: dependency["optional"] == true,
            });
            let package = Package {
                name: string(&package["name"]),
                version: string(&package["version"]),
                licence: package["license"].as_str().map(str::to_string),
                ours: members.contains(id.as_str()),
                named: named.collect(),
                links: Vec::new(),
            };
            packages.insert(id, package);
        }
        for node in list(&answer["resolve"]["nodes"]) {
            let links = list(&node["deps"])
                .iter()
                .filter(|edge| is_linked(edge))
                .map(|edge| string(&edge["pkg"]));
            if let Some(package) = packages.get_mut(&string(&node["id"])) {
                package.links = links.collect();
            }
        }
        Ok(Metadata(packages))
    }

    /// Every crate.
    pub fn packages(&self) -> impl Iterator<Item = &Package> {
        self.0.values()
    }

    /// Our own crates.
    pub fn ours(&self) -> impl Iterator<Item = (&str, &Package)> {
        self.0
            .iter()
            .filter(|(_, package)| package.ours)
            .map(|(id, package)| (id.as_str(), package))
    }

    /// The crates linked by `id`, each with the chain of names that leads to it.
    pub fn linked(&self, id: &str) -> BTreeMap<&str, Vec<&str>> {
        let mut chains: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let Some((id, start)) = self.0.get_key_value(id) else {
            return chains;
        };
        let mut seen = BTreeSet::from([id.as_str()]);
        let mut queue = VecDeque::from([(start, vec![start.name.as_str()])]);
        while let Some((package, chain)) = queue.pop_front() {
            for id in &package.links {
                let Some(next) = self.0.get(id).filter(|_| seen.insert(id)) else {
                    continue;
                };
                let mut chain = chain.clone();
                chain.push(&next.name);
                chains.entry(&next.name).or_insert_with(|| chain.clone());
                queue.push_back((next, chain));
            }
        }
        chains
    }
}

/// An edge counts unless every reason for it is a development dependency.
fn is_linked(edge: &Value) -> bool {
    list(&edge["dep_kinds"]).iter().any(|kind| kind["kind"] != "dev")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_string()
}

#[cfg(test)]
pub mod made_up {
    //! A workspace in a few words: `"ours: fyke-trace -> rayon, dev proptest, optional csv"`;
    //! a line without `ours:` is an outside crate, `name@version [licence] -> ...`.

    use super::*;

    pub fn metadata(text: &str) -> Metadata {
        let lines: Vec<&str> = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        let mut packages = BTreeMap::new();
        for line in &lines {
            let (ours, line) = line
                .strip_prefix("ours: ")
                .map_or((false, *line), |rest| (true, rest));
            let (head, dependencies) = line.split_once("->").unwrap_or((line, ""));
            let (head, licence) = match head.split_once('[') {
                Some((head, licence)) => (head, licence.trim().trim_end_matches(']').to_string()),
                None => (head, "MIT".to_string()),
            };
            let (name, version) = head.trim().split_once('@').unwrap_or((head.trim(), "1.0.0"));
            let mut package = Package {
                name: name.into(),
                version: version.into(),
                ours,
                ..Package::default()
            };
            package.licence = (!licence.is_empty()).then_some(licence);
            for word in dependencies
                .split(',')
                .map(str::trim)
                .filter(|word| !word.is_empty())
            {
                let (development, word) = word
                    .strip_prefix("dev ")
                    .map_or((false, word), |rest| (true, rest));
                let (optional, word) = word
                    .strip_prefix("optional ")
                    .map_or((false, word), |rest| (true, rest));
                if !development && !optional {
                    package.links.push(word.to_string());
                }
                let name = word.split('@').next().unwrap_or(word).to_string();
                package.named.push(Named {
                    name,
                    development,
                    optional,
                });
            }
            let id = if version == "1.0.0" {
                name.to_string()
            } else {
                format!("{name}@{version}")
            };
            packages.insert(id, package);
        }
        Metadata(packages)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargos_answer_is_read() {
        let answer = r#"{"workspace_members": ["a#1"],
            "packages": [
              {"id": "a#1", "name": "a", "version": "1.0.0", "license": "MIT",
               "dependencies": [{"name": "b", "kind": null}, {"name": "c", "kind": "dev"}]},
              {"id": "b#1", "name": "b", "version": "1.0.0", "license": null, "dependencies": []},
              {"id": "c#1", "name": "c", "version": "1.0.0", "license": null, "dependencies": []}],
            "resolve": {"nodes": [{"id": "a#1", "deps": [
              {"pkg": "b#1", "dep_kinds": [{"kind": null}]},
              {"pkg": "c#1", "dep_kinds": [{"kind": "dev"}]}]}]}}"#;
        let metadata = Metadata::parse(answer).unwrap();
        let linked = metadata.linked("a#1");
        assert_eq!(
            linked.keys().copied().collect::<Vec<_>>(),
            ["b"],
            "development dependencies are not linked"
        );
        let (_, a) = metadata.ours().next().unwrap();
        assert_eq!(a.named.len(), 2);
    }

    #[test]
    fn the_chain_names_every_step() {
        let metadata = made_up::metadata(
            "ours: fyke-trace -> rayon
             rayon -> crossbeam
             crossbeam ->",
        );
        assert_eq!(
            metadata.linked("fyke-trace")["crossbeam"],
            ["fyke-trace", "rayon", "crossbeam"]
        );
    }
}
