//! `fyke demo` keeps its promises.

use crate::{ok, text};

#[test]
fn the_demo_leaves_two_cases_and_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("demo");
    let said = ok(&["demo", "--dir", text(&dir), "--no-open"]);
    assert!(
        said.contains("act one, real") && said.contains("act two, simulated"),
        "{said}"
    );
    for case in ["eu-exports", "simulated"] {
        assert!(dir.join(case).join("case.toml").exists());
    }
    let page = std::fs::read_to_string(dir.join("report.html")).unwrap();
    for part in ["<svg", "Kyrgyzstan", "simulated", "Source: Eurostat"] {
        assert!(page.contains(part), "the page has no {part}");
    }
    for loaded in [
        "src=\"http",
        "<script src",
        "<link rel=\"stylesheet\" href=\"http",
        "@import",
    ] {
        assert!(
            !page.contains(loaded),
            "the page loads something from elsewhere: {loaded}"
        );
    }
    // a second demo replaces the first; a folder of somebody else's is left alone
    ok(&["demo", "--dir", text(&dir), "--no-open"]);
    std::fs::create_dir(folder.path().join("mine")).unwrap();
    std::fs::write(folder.path().join("mine/thesis.txt"), "years of work").unwrap();
    let refused = crate::fyke(&["demo", "--dir", text(&folder.path().join("mine")), "--no-open"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(folder.path().join("mine/thesis.txt").exists());
}
