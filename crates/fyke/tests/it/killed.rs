//! Killed at any moment, or with no room left: a case that opens, each file
//! wholly in or wholly out.

use crate::{command, ok, text};
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

const ROWS: u64 = 40_000;

fn consignments(path: &Path) {
    let mut csv = String::from(
        "date,consignor,consignor_country,consignee,consignee_country,hs_code,mass_kg,value,currency\n",
    );
    for row in 0..ROWS {
        csv.push_str(&format!(
            "2022-05-01,Maker {},DE,Buyer {},KG,854231,1.5,10.00,USD\n",
            row % 97,
            row % 89
        ));
    }
    std::fs::write(path, csv).unwrap();
}

fn rows_in(case: &str) -> u64 {
    let json = ok(&["sql", case, "select count(*) as n from consignments", "--json"]);
    serde_json::from_str::<serde_json::Value>(&json).unwrap()[0]["n"]
        .as_u64()
        .unwrap()
}

#[test]
fn a_kill_at_any_moment_leaves_the_file_wholly_in_or_out() {
    let folder = tempfile::tempdir().unwrap();
    let (file, case) = (folder.path().join("many.csv"), folder.path().join("case"));
    consignments(&file);
    ok(&["new", text(&case)]);
    let (mut out, mut delay) = (0, Duration::from_millis(2));
    loop {
        let mut adding = command(&["add", text(&case), text(&file)])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        sleep(delay);
        let done = adding.try_wait().unwrap().is_some();
        // SIGKILL on unix: nothing gets to tidy up
        let _ = adding.kill();
        adding.wait().unwrap();
        match rows_in(text(&case)) {
            0 => out += 1,
            ROWS => break,
            other => panic!("killed after {delay:?} the case holds {other} rows"),
        }
        assert!(!done, "adding ended and the file is not in");
        delay = delay.mul_f64(1.4);
    }
    assert!(out > 0, "no kill came early enough to prove anything");
    assert!(ok(&["add", text(&case), text(&file)]).contains("nothing changed"));
    ok(&["verify", text(&case)]);
    let left: Vec<_> = std::fs::read_dir(case.join("staging"))
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert_eq!(left, ["lock"]);
}

/// A limit on the size of files stands for a full disk: writes fail half way.
#[cfg(unix)]
#[test]
fn no_room_left_leaves_the_case_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let (file, case) = (folder.path().join("many.csv"), folder.path().join("case"));
    consignments(&file);
    ok(&["new", text(&case)]);
    let script = format!(
        "trap '' XFSZ; ulimit -f 300; exec {} add {} {}",
        env!("CARGO_BIN_EXE_fyke"),
        text(&case),
        text(&file)
    );
    let output = std::process::Command::new("sh")
        .args(["-c", &script])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("error:") && said.contains("try:"), "{said}");
    assert_eq!(rows_in(text(&case)), 0);
    ok(&["add", text(&case), text(&file)]);
    assert_eq!(rows_in(text(&case)), ROWS);
}
