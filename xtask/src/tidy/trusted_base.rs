//! How many lines a careful person must read to trust the door's machine.
//!
//! Counted is what its processes are built from: every module that `lib.rs` and
//! `main.rs` of `fyke-door` reach without the feature `desk`, but for `run`, which
//! installs and starts and meets nothing from outside. That a door is whole without
//! the desk's files is shown by the step that builds it so. A line counts unless it is
//! blank, a comment, or of a test. The goal of research was 6,000; it is reached, and is
//! the ceiling.

use super::Finding;
use super::tree::Tree;

/// Lines that count, at most.
const MOST: usize = 6_000;
const ROOTS: [&str; 2] = ["crates/fyke-door/src/lib.rs", "crates/fyke-door/src/main.rs"];
const NOT_COUNTED: &str = "run";

/// Lines of a source that count, and all of its lines.
type Lines = (usize, usize);

/// Checks the sum, and says it.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let files = ROOTS
        .iter()
        .flat_map(|root| reached(tree, root))
        .collect::<Vec<_>>();
    let (code, all) = files
        .iter()
        .map(|path| lines(tree.text(path).unwrap_or_default()))
        .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    println!(
        "   trusted base of the door: {code} lines of code in {} files ({all} with comments and tests)",
        files.len()
    );
    if code <= MOST {
        return Vec::new();
    }
    vec![format!(
        "crates/fyke-door: {code} lines are trusted on the door's machine, {MOST} may be; \
         give what only the desk calls a file of its own behind the feature `desk`"
    )]
}

/// The file and every file of a module below it that the door is built from.
fn reached(tree: &Tree, path: &str) -> Vec<String> {
    let Some(text) = tree.text(path) else {
        return Vec::new();
    };
    let (folder, name) = path.rsplit_once('/').unwrap_or_default();
    let below = match name {
        "lib.rs" | "main.rs" | "mod.rs" => folder.to_owned(),
        _ => path.trim_end_matches(".rs").to_owned(),
    };
    let mut all = vec![path.to_owned()];
    let mut before = "";
    for line in text.lines() {
        let module = line
            .trim_start_matches("pub ")
            .strip_prefix("mod ")
            .and_then(|rest| rest.strip_suffix(';'));
        let left_out = before == "#[cfg(feature = \"desk\")]" || before == "#[cfg(test)]";
        if let Some(module) = module.filter(|name| !left_out && *name != NOT_COUNTED) {
            let places = [format!("{below}/{module}.rs"), format!("{below}/{module}/mod.rs")];
            all.extend(places.iter().flat_map(|place| reached(tree, place)));
        }
        // other attributes and comments may stand between
        if !line.starts_with("#[doc") && !line.starts_with("//") {
            before = line;
        }
    }
    all
}

fn lines(text: &str) -> Lines {
    let tests = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    let counts = |line: &&str| !line.trim().is_empty() && !line.trim().starts_with("//");
    (text[..tests].lines().filter(counts).count(), text.lines().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_door_is_built_from_is_counted_and_nothing_else() {
        let tree = Tree::of(&[
            (
                "crates/fyke-door/src/lib.rs",
                "//! A door.\n\npub mod wire;\n#[cfg(feature = \"desk\")]\n#[doc(hidden)]\npub mod desk;\npub mod run;\npub mod keys;\n",
            ),
            ("crates/fyke-door/src/desk.rs", "fn desk() {}\n"),
            ("crates/fyke-door/src/run/mod.rs", "fn run() {}\n"),
            (
                "crates/fyke-door/src/wire.rs",
                "mod frame;\n\n#[cfg(test)]\nmod tests {\n    fn test() {}\n}\n",
            ),
            (
                "crates/fyke-door/src/wire/frame.rs",
                "fn frame() {\n    // says it\n}\n",
            ),
            (
                "crates/fyke-door/src/keys/mod.rs",
                "#[cfg(feature = \"desk\")]\nmod secrets;\nmod sign;\n",
            ),
            ("crates/fyke-door/src/keys/secrets.rs", "fn secret() {}\n"),
            ("crates/fyke-door/src/keys/sign.rs", "fn sign() {}\n"),
        ]);
        let files = reached(&tree, ROOTS[0]);
        let names: Vec<&str> = files
            .iter()
            .filter_map(|path| path.strip_prefix("crates/fyke-door/src/"))
            .collect();
        assert_eq!(
            names,
            [
                "lib.rs",
                "wire.rs",
                "wire/frame.rs",
                "keys/mod.rs",
                "keys/sign.rs"
            ]
        );
        let sums: Vec<Lines> = files
            .iter()
            .map(|path| lines(tree.text(path).unwrap_or_default()))
            .collect();
        assert_eq!(sums, [(6, 8), (1, 6), (2, 3), (3, 3), (1, 1)]);
        assert!(check(&tree).is_empty());
    }
}
