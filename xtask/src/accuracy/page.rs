//! The page of accuracy: one section per claim, one line per figure.

use std::fmt::Write as _;

use serde_json::Value;

use super::Measured;

/// What stands above the sections.
const HEAD: &str = "# Accuracy, as measured\n\n\
    Written by `cargo xtask accuracy`, never by hand. Each section is a command you can run on data of your \
    own. Intervals are 95 %, by bootstrap.\n";

/// The page that was there with the claims measured now: each takes the place of its
/// older section, or the end. `when` is a date and a commit.
pub fn page(before: &str, claims: &[Measured], when: &str) -> String {
    let mut sections: Vec<(String, String)> = before
        .split("\n## `")
        .skip(1)
        .filter_map(|section| section.split_once('`'))
        .map(|(command, rest)| (command.to_owned(), rest.trim().to_owned()))
        .collect();
    for claim in claims {
        let body = section(claim, when);
        match sections.iter_mut().find(|(command, _)| *command == claim.command) {
            Some(old) => old.1 = body,
            None => sections.push((claim.command.clone(), body)),
        }
    }
    let mut page = HEAD.to_owned();
    for (command, body) in sections {
        let _ = write!(page, "\n## `{command}`\n\n{body}\n");
    }
    page
}

fn section(claim: &Measured, when: &str) -> String {
    let mut section = format!("Measured on {when}.\n\n");
    match &claim.answer {
        Ok(answer) => {
            section.push_str("| figure | value |\n|---|---|\n");
            for (name, value) in figures(answer) {
                let _ = writeln!(section, "| {name} | {value} |");
            }
        }
        Err(error) => {
            let first = error.to_string();
            let _ = writeln!(
                section,
                "Not measured: {}",
                first.lines().last().unwrap_or_default()
            );
        }
    }
    section.trim().to_owned()
}

/// Every figure of an answer with the path that leads to it.
///
/// A list of named objects is told by their names, a list of numbers stays one value.
fn figures(value: &Value) -> Vec<(String, String)> {
    let mut found = Vec::new();
    collect("", value, &mut found);
    found
}

fn collect(path: &str, value: &Value, found: &mut Vec<(String, String)>) {
    let below = |name: &str| {
        if path.is_empty() {
            name.to_string()
        } else {
            format!("{path} {name}")
        }
    };
    match value {
        Value::Object(map) => {
            for (name, inner) in map.iter().filter(|(name, _)| *name != "name") {
                collect(&below(name), inner, found);
            }
        }
        Value::Array(list) if list.iter().any(Value::is_object) => {
            for (index, inner) in list.iter().enumerate() {
                let name = inner["name"]
                    .as_str()
                    .map_or_else(|| (index + 1).to_string(), str::to_string);
                collect(&below(&name), inner, found);
            }
        }
        Value::Array(list) => {
            let shown: Vec<String> = list.iter().map(shown).collect();
            found.push((path.into(), shown.join(" to ")));
        }
        plain => found.push((path.into(), shown(plain))),
    }
}

/// A number to four decimals, a word as it is.
fn shown(value: &Value) -> String {
    match value {
        Value::Number(number) if number.is_f64() => {
            let text = format!("{:.4}", number.as_f64().unwrap_or(f64::NAN));
            text.trim_end_matches('0').trim_end_matches('.').to_string()
        }
        Value::String(text) => text.replace('|', "/"),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_answer_becomes_lines_a_person_reads() {
        let answer = json!({"strata": [{"name": "all", "n": 900, "auc": 0.79912, "auc_interval": [0.7, 0.85],
            "baselines": {"size": 0.5}}], "note": "a|b"});
        let page = page(
            "",
            &[Measured {
                command: "fyke eval lanes".into(),
                answer: Ok(answer),
            }],
            "2026-11-22 at commit abc",
        );
        for line in [
            "## `fyke eval lanes`",
            "| strata all n | 900 |",
            "| strata all auc | 0.7991 |",
            "| strata all auc_interval | 0.7 to 0.85 |",
            "| strata all baselines size | 0.5 |",
            "| note | a/b |",
        ] {
            assert!(page.lines().any(|shown| shown == line), "{page}\nlacks: {line}");
        }
    }

    #[test]
    fn what_could_not_be_measured_is_said() {
        let failed = Measured {
            command: "fyke eval csv X".into(),
            answer: Err(anyhow::anyhow!("no such folder")),
        };
        assert!(page("", &[failed], "2026-11-22 at commit abc").contains("Not measured: no such folder"));
    }

    #[test]
    fn what_is_not_measured_again_stands_as_it_was() {
        let said = |command: &str, n: u32| Measured {
            command: command.into(),
            answer: Ok(json!({"n": n})),
        };
        let first = page(
            "",
            &[said("fyke eval a", 1), said("fyke eval b", 2)],
            "2026-01-01 at commit abc",
        );
        assert_eq!(
            page(
                &first,
                &[said("fyke eval b", 3), said("fyke eval c", 4)],
                "2026-02-02 at commit def"
            ),
            page("", &[said("fyke eval a", 1)], "2026-01-01 at commit abc")
                + "\n## `fyke eval b`\n\nMeasured on 2026-02-02 at commit def.\n\n| figure | value |\n|---|---|\n| n | 3 |\n"
                + "\n## `fyke eval c`\n\nMeasured on 2026-02-02 at commit def.\n\n| figure | value |\n|---|---|\n| n | 4 |\n"
        );
    }
}
