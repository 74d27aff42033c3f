//! The copy that may be shared: none of the planted marks is in it, and mat2,
//! another program for the same purpose, finds nothing to take out of it.

use crate::{made, view};
use fyke_view::clean_copy;
use std::process::Command;

/// What was planted in the notes of the made files, never in what they show.
const PLANTED: &[&str] = &[
    "Planted",
    "PlantedCo",
    "planted under",
    "under the white",
    "2026:11:01",
    "IART",
];

#[test]
fn nothing_that_was_planted_is_in_a_clean_copy() {
    for (name, file) in made::all() {
        let view = view(&file, name).unwrap();
        for clean in clean_copy(&view) {
            let text = String::from_utf8_lossy(&clean.bytes);
            for mark in PLANTED {
                assert!(!text.contains(mark), "{name}: {mark} is in {}", clean.name);
            }
            if !clean.name.ends_with(".png") {
                continue;
            }
            let kinds: Vec<&str> = ["IHDR", "IDAT", "IEND", "tEXt", "eXIf", "tIME", "iCCP", "pHYs"]
                .into_iter()
                .filter(|kind| text.contains(kind))
                .collect();
            assert_eq!(kinds, ["IHDR", "IDAT", "IEND"], "{name}");
        }
    }
}

#[test]
fn mat2_finds_nothing_left_and_leaves_no_more_marks_out_than_we_do() {
    if Command::new("mat2").arg("--version").output().is_err() {
        println!("skipped: mat2 is not installed");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for (name, file) in made::all() {
        if name.ends_with(".txt") || name.ends_with(".xlsx") {
            continue;
        }
        let original = folder.path().join(name);
        std::fs::write(&original, &file).unwrap();
        let before = marks(&file);
        // mat2 writes its copy beside the file
        let _ = Command::new("mat2").arg(&original).output().unwrap();
        let (stem, ending) = name.rsplit_once('.').unwrap();
        let theirs = std::fs::read(folder.path().join(format!("{stem}.cleaned.{ending}")));
        let mut ours = 0;
        for clean in clean_copy(&view(&file, name).unwrap()) {
            ours += marks(&clean.bytes);
            let path = folder.path().join(&clean.name);
            std::fs::write(&path, &clean.bytes).unwrap();
            if clean.name.ends_with(".png") {
                let shown = Command::new("mat2").arg("--show").arg(&path).output().unwrap();
                let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
                assert!(shown.contains("No metadata found"), "{name}: {shown}");
            }
        }
        match theirs {
            Ok(theirs) => {
                println!(
                    "{name}: {before} marks; left by mat2 {}, by us {ours}",
                    marks(&theirs)
                );
                assert!(ours <= marks(&theirs), "{name}");
            }
            Err(_) => println!("{name}: {before} marks; mat2 makes no copy, ours leaves {ours}"),
        }
    }
}

/// How many of the planted marks stand in bytes as they are.
fn marks(bytes: &[u8]) -> usize {
    let text = String::from_utf8_lossy(bytes);
    PLANTED.iter().filter(|mark| text.contains(*mark)).count()
}
