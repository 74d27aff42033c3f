//! From nothing to a lead with its rows, through every verb.

use crate::{fyke, ok, text};
use serde_json::Value;

#[test]
fn from_a_simulated_world_to_a_lead_and_the_rows_behind_it() {
    let folder = tempfile::tempdir().unwrap();
    let (world, case) = (folder.path().join("world"), folder.path().join("case"));
    let (world, case) = (text(&world), text(&case));
    ok(&["simulate", world, "--rows", "20k", "--seed", "3"]);
    ok(&["new", case]);
    let consignments = format!("{world}/consignments.csv");
    let added = ok(&[
        "add",
        case,
        &consignments,
        &format!("{world}/registers.csv"),
        &format!("{world}/watchlist.csv"),
    ]);
    assert!(
        added.contains("consignments.csv (simulated): consignments"),
        "{added}"
    );
    let again = ok(&["add", case, &consignments]);
    assert!(again.contains("nothing changed"), "{again}");

    let leads: Value = serde_json::from_str(&ok(&["leads", case, "--json", "-n", "3"])).unwrap();
    let lead = &leads[0];
    assert_eq!(lead["simulated"], true);
    assert!(!lead["reasons"].as_array().unwrap().is_empty());
    assert!(!lead["innocent"]["explanation"].as_str().unwrap().is_empty());
    let id = lead["id"].as_str().unwrap();
    let shown: Value = serde_json::from_str(&ok(&["show", case, id, "--json"])).unwrap();
    let rows = shown["rows"].as_array().unwrap();
    assert!(!rows.is_empty());
    // every row behind the lead names the party it is about
    let name = lead["subject"]["name"].as_str().unwrap().to_lowercase();
    let fold = |v: &Value| {
        v.as_str()
            .unwrap_or("")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase()
    };
    let first = &rows[0]["cells"];
    assert!(
        [fold(&first["consignor"]), fold(&first["consignee"])]
            .iter()
            .any(|n| n.trim_end_matches('.') == name.trim_end_matches('.')),
        "{first} does not name {name}"
    );
    // and from the row to the file, as the file has it
    let row = &lead["rows"][0]["row"];
    let named = format!(
        "{}:{}:{}",
        row["dataset"].as_str().unwrap(),
        row["file"].as_str().unwrap(),
        row["row"]
    );
    let raw = ok(&["show", case, &named]);
    let line = std::fs::read_to_string(&consignments).unwrap();
    let line = line
        .lines()
        .nth(row["row"].as_u64().unwrap() as usize - 1)
        .unwrap();
    let document = line.rsplit(',').next().unwrap();
    assert!(raw.contains(document), "{raw} is not {line}");
    // the same trace gives the same ids in the same order
    let order = |text: &str| -> Vec<String> {
        let leads: Value = serde_json::from_str(text).unwrap();
        leads
            .as_array()
            .unwrap()
            .iter()
            .map(|l| l["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let before = order(&ok(&["leads", case, "--json"]));
    ok(&["trace", case]);
    assert_eq!(order(&ok(&["leads", case, "--json"])), before);

    let counted: Value = serde_json::from_str(&ok(&[
        "sql",
        case,
        "select count(*) as n from consignments",
        "--json",
    ]))
    .unwrap();
    assert!(counted[0]["n"].as_u64().unwrap() > 10_000);
    assert!(ok(&["verify", case]).starts_with("whole: 3 files"));
}

#[test]
fn a_scored_world_prints_what_the_contract_asks() {
    let folder = tempfile::tempdir().unwrap();
    let world = folder.path().join("world");
    ok(&["simulate", text(&world), "--rows", "20k", "--seed", "4"]);
    let score: Value = serde_json::from_str(&ok(&["eval", "trace", text(&world), "--json"])).unwrap();
    for key in [
        "base_rate",
        "coverage",
        "party",
        "typology",
        "ece",
        "brier_skill",
        "placebo_fdr",
    ] {
        assert!(!score[key].is_null(), "no {key} in {score}");
    }
    for depth in ["50", "200", "500", "1000"] {
        assert!(score["party"]["recall_at"][depth].is_number(), "{score}");
    }
}

#[test]
fn goods_are_ranked_from_the_shipped_figures() {
    let score: Value = serde_json::from_str(&ok(&["eval", "lanes", "--json"])).unwrap();
    let names: Vec<&str> = score["strata"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["all", "over_1m"]);
    for stratum in score["strata"].as_array().unwrap() {
        for key in ["n", "positives", "auc"] {
            assert!(stratum[key].is_number(), "{stratum}");
        }
        assert_eq!(stratum["auc_interval"].as_array().unwrap().len(), 2);
        for baseline in ["growth", "drop", "size"] {
            assert!(stratum["baselines"][baseline].is_number(), "{stratum}");
        }
    }
}

#[test]
fn what_is_wrong_is_said_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let case = folder.path().join("case");
    let case = text(&case);
    let wrong: [(&[&str], i32, &str); 6] = [
        (&["leads", case], 1, "is not a case"),
        (
            &["new", case, "--regime", "atlantis"],
            1,
            "no regime is called 'atlantis'",
        ),
        (&["simulate", case, "--rows", "many"], 2, "not a number of rows"),
        (&["frobnicate"], 2, "unrecognized subcommand"),
        (&["eval", "trace", case], 1, "is not a simulated world"),
        (&["sql", case, "select 1"], 1, "is not a case"),
    ];
    for (words, code, what) in wrong {
        let output = fyke(words);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{words:?}: {said}");
        assert!(said.contains(what), "{words:?}: {said}");
    }
    ok(&["new", case]);
    let output = fyke(&["sql", case, "select nothing from nowhere"]);
    assert_eq!(output.status.code(), Some(1));
    let output = fyke(&["show", case, "zzzz"]);
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("no lead has an id"),
        "{output:?}"
    );
}
