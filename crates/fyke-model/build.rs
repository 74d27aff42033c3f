//! Lists the files under `data/` that are one thing each, so that adding goods,
//! a regime, a typology or an action is adding a file and needs no code.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Folders under `data/`, and the list that each becomes.
const FOLDERS: [(&str, &str); 5] = [
    ("goods", "GOODS"),
    ("regimes", "REGIMES"),
    ("typologies", "TYPOLOGIES"),
    ("actions", "ACTIONS"),
    ("words", "WORDS"),
];

fn main() {
    // asked when it runs: two checkouts may share the folder that it is built in
    let here = std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it for a build script");
    let data = PathBuf::from(here).join("../../data");
    let mut lists = String::new();
    for (folder, list) in FOLDERS {
        let from = data.join(folder);
        println!("cargo::rerun-if-changed={}", from.display());
        let entries =
            std::fs::read_dir(&from).unwrap_or_else(|e| panic!("cannot list {}: {e}", from.display()));
        let mut names: Vec<String> = entries
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| name.ends_with(".toml"))
            .collect();
        assert!(!names.is_empty(), "{} holds no .toml file", from.display());
        names.sort();
        let _ = writeln!(lists, "const {list}: &[(&str, &str)] = &[");
        for name in names {
            let path = from.join(&name);
            let _ = writeln!(lists, "    (\"{folder}/{name}\", include_str!({path:?})),");
        }
        lists.push_str("];\n");
    }
    let out = std::env::var("OUT_DIR").expect("cargo sets it for a build script");
    std::fs::write(Path::new(&out).join("shipped.rs"), lists).expect("the build folder can be written");
}
