//! A verifier that we did not write accepts a log written here, and catches what
//! was changed in it: Go's x/mod sumdb (tlog and note), from Debian.

use super::world::{begun, drawn, lead};
use fyke_judge::record::leaf::What;
use fyke_judge::record::shelf::Folder;
use fyke_judge::record::{Draft, RecordError};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where Debian's golang-golang-x-mod-dev puts its sources.
const GOCODE: &str = "/usr/share/gocode";

fn build(into: &Path) -> Option<PathBuf> {
    let library = Path::new(GOCODE).join("src/golang.org/x/mod/sumdb/tlog");
    if !library.is_dir() || Command::new("go").arg("version").output().is_err() {
        println!("skipped: no go, or no golang-golang-x-mod-dev in {GOCODE}");
        return None;
    }
    let program = into.join("check");
    let built = Command::new("go")
        .args(["build", "-o"])
        .arg(&program)
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/go/main.go"))
        .env("GO111MODULE", "off")
        .env("GOPATH", GOCODE)
        .env("GOFLAGS", "")
        .env("CGO_ENABLED", "0")
        .env("GOCACHE", Path::new(env!("CARGO_TARGET_TMPDIR")).join("go"))
        .output()
        .unwrap();
    assert!(
        built.status.success(),
        "{}",
        String::from_utf8_lossy(&built.stderr)
    );
    Some(program)
}

#[test]
fn go_accepts_the_log_and_catches_what_was_changed() {
    let folder = tempfile::tempdir().unwrap();
    let Some(program) = build(folder.path()) else {
        return;
    };
    let root = folder.path().join("record");
    let mut record = begun(Folder::new(&root));
    let random = &mut drawn(1);
    for n in 0..20 {
        lead(&mut record, random, &format!("L-{n}")).unwrap();
    }
    // over the edge of a tile of the second level
    record
        .append(random, |group| {
            (0..66_000).try_for_each(|_| group.machine(Draft::new(What::TakeIn {})).map(drop))
        })
        .unwrap_or_else(|error: RecordError| panic!("{error}"));
    lead(&mut record, random, "L-1").unwrap();
    let check = || {
        let said = Command::new(&program)
            .arg(root.join("log"))
            .arg(record.log_key())
            .output()
            .unwrap();
        (said.status.success(), String::from_utf8(said.stdout).unwrap())
    };
    assert_eq!(check(), (true, "fyke/case-1: 66108 entries\n".into()));
    for (path, place, words) in [
        ("log/tile/entries/000", 300, "entries: entry 1 was altered"),
        ("log/tile/entries/258.p/60", 1, "entries: entry"),
        ("log/tile/0/003", 40, "entries: entry 769"),
        ("log/tile/1/000", 0, "proof: "),
        ("log/checkpoint", 13, "signature: "),
    ] {
        let file = root.join(path);
        let bytes = std::fs::read(&file).unwrap();
        let mut changed = bytes.clone();
        changed[place] ^= 1;
        std::fs::write(&file, &changed).unwrap();
        let (good, said) = check();
        assert!(!good && said.starts_with(words), "{path}: {said}");
        std::fs::write(&file, &bytes).unwrap();
    }
    assert!(check().0);
}
