//! The desk as people type it: the program itself, from a first key to statements for a
//! case, and what it refuses on the way.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const TOLD: &str = "Wolfgang Stahlmann signed for pallet ninety on the ninth";

struct Typed {
    folder: tempfile::TempDir,
}

impl Typed {
    fn new() -> Typed {
        Typed {
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) -> String {
        std::fs::write(self.path(name), text).expect("written");
        self.path(name).display().to_string()
    }

    fn call(arguments: &[&str], typed: &str) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_fyke-door"))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        // one that reads nothing has closed it
        let _ = child.stdin.take().expect("a line in").write_all(typed.as_bytes());
        child.wait_with_output().expect("it ends")
    }

    fn desk(&self, whose: &[&str], arguments: &[&str]) -> Output {
        let phrases: String = whose
            .iter()
            .map(|who| format!("a long passphrase of {who}\n"))
            .collect();
        let (file, desk) = (
            self.write("phrases", &phrases),
            self.path("desk").display().to_string(),
        );
        let first = ["desk", &desk, "--passphrase-file", &file, "--cost-kib", "64"];
        Typed::call(&[&first[..], arguments].concat(), "")
    }

    /// What was said, of a call that must be done.
    fn done(&self, whose: &[&str], arguments: &[&str]) -> String {
        let output = self.desk(whose, arguments);
        let wrong = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {wrong}");
        String::from_utf8(output.stdout).expect("text")
    }

    /// Of a call that must be refused: in these words, and with nothing printed for a case.
    fn refused(&self, whose: &[&str], arguments: &[&str], words: &str) {
        let output = self.desk(whose, arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success(), "{arguments:?} was done");
        assert!(said.contains(words), "{arguments:?}: `{words}` is not in: {said}");
        assert!(!String::from_utf8_lossy(&output.stdout).contains("entity_id"));
    }

    /// A desk of Ada and Bo, who open together, with their keys.
    fn with_two() -> (Typed, String) {
        let typed = Typed::new();
        let root = typed.path("root").display().to_string();
        typed.done(&["root", "machine"], &["init", "--root", &root]);
        for who in ["Ada", "Bo"] {
            typed.done(&[who], &["staff", "--take-on", who]);
        }
        typed.done(&["root"], &["roster", "--root", &root]);
        for who in ["Ada", "Bo"] {
            typed.done(&[who], &["keys", who]);
        }
        typed.done(&["machine"], &["publish"]);
        (typed, root)
    }

    /// A message that was sealed elsewhere and carried in; its name.
    fn brought(&self, text: &str) -> String {
        let (keys, into) = (self.path("desk/outbox/keys"), self.path("sealed"));
        std::fs::create_dir_all(&into).expect("a folder");
        let (keys, to) = (keys.display().to_string(), into.display().to_string());
        let sealed = Typed::call(&["seal", "-", "--to", &keys, "--into", &to], text);
        assert!(
            sealed.status.success(),
            "{}",
            String::from_utf8_lossy(&sealed.stderr)
        );
        let part = the_one_file(&into);
        let said = self.done(&[], &["take", &part.display().to_string()]);
        std::fs::remove_file(part).expect("taken");
        said.trim().to_owned()
    }
}

fn the_one_file(folder: &Path) -> PathBuf {
    let mut files = std::fs::read_dir(folder).expect("a folder").flatten();
    let one = files.next().expect("a file").path();
    assert!(files.next().is_none(), "one part");
    one
}

fn named(said: &str, kind: &str) -> String {
    let mut words = said.split_whitespace();
    words
        .find(|word| word.starts_with(kind))
        .expect("a name")
        .to_owned()
}

#[test]
fn from_the_queue_to_statements_for_a_case() {
    let (typed, _) = Typed::with_two();
    let envelope = typed.brought(TOLD);
    let queue = typed.done(&[], &["queue"]);
    assert!(
        queue.contains(&envelope) && queue.contains("2 open, of Ada, Bo  yielded: -"),
        "{queue}"
    );
    assert!(!queue.contains("Stahlmann"), "{queue}");

    typed.refused(&["Ada"], &["open", "Ada", &envelope], "two");
    typed.done(&["Bo"], &["yield", "Bo", &envelope, "--to", "Ada"]);
    assert!(typed.done(&[], &["queue"]).contains("yielded: Bo to Ada"));
    let opened = typed.done(&["Ada"], &["open", "Ada", &envelope]);
    assert!(
        opened.contains(TOLD) && opened.contains("compartment-0001"),
        "{opened}"
    );
    let room = named(&opened, "room-");
    typed.refused(&["Ada"], &["open", "Ada", &envelope], "it may be opened already");

    let yields = || typed.done(&["Bo"], &["yield", "Bo", &room, "--to", "Ada"]);
    yields();
    let says_too_much = typed.write("reply", "Was Stahlmann there before?");
    typed.refused(
        &["Ada"],
        &["reply", "Ada", &room, "--text", &says_too_much],
        "nothing was sent",
    );
    let plain = typed.write("reply", "Thank you. Who else was there?");
    assert!(
        typed
            .done(&["Ada"], &["reply", "Ada", &room, "--text", &plain])
            .contains("in the books")
    );

    yields();
    let marks = typed.write(
        "marks",
        "1\t0\t18\tman\tPerson\tname\n1\t30\t43\tload\tVessel\tnotes\tpallets\n",
    );
    let statements = typed.done(&["Ada"], &["mark", "Ada", &room, "--marks", &marks]);
    let lines: Vec<serde_json::Value> = statements
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(
        lines,
        [
            serde_json::json!({"entity_id": "compartment-0001-man", "schema": "Person", "prop": "name",
                "value": "Wolfgang Stahlmann", "dataset": "compartment-0001"}),
            serde_json::json!({"entity_id": "compartment-0001-load", "schema": "Vessel", "prop": "notes",
                "value": "pallets", "dataset": "compartment-0001"}),
        ]
    );
    // what was yielded is spent with the sitting
    typed.refused(&["Ada"], &["mark", "Ada", &room, "--marks", &marks], "two");

    yields();
    typed.done(&["Ada"], &["erase", "Ada", &room]);
    typed.refused(&["Bo"], &["yield", "Bo", &room, "--to", "Ada"], "there is no");
    let log = typed.done(&[], &["log"]);
    for done in ["Ada opened", "Ada marked", "Ada erased"] {
        assert!(log.contains(done), "{done}: {log}");
    }
    assert!(!log.contains("Stahlmann"));
}

#[test]
fn marks_that_are_none_are_refused_and_say_which_line() {
    let (typed, _) = Typed::with_two();
    let envelope = typed.brought(TOLD);
    typed.done(&["Bo"], &["yield", "Bo", &envelope, "--to", "Ada"]);
    let room = named(&typed.done(&["Ada"], &["open", "Ada", &envelope]), "room-");
    typed.done(&["Bo"], &["yield", "Bo", &room, "--to", "Ada"]);
    for (marks, words) in [
        (
            "1\t0\t18\tman\tPerson\tname\n\nx\t0\t4\tman\tPerson\tname\n",
            "line 3",
        ),
        ("9\t0\t4\tman\tPerson\tname\n", "page 9 is no text"),
        ("1\t0\t4000\tman\tPerson\tname\n", "bytes 0 to 4000"),
        ("1\t0\t4\ta man\tPerson\tname\n", "single words"),
    ] {
        let file = typed.write("marks", marks);
        typed.refused(&["Ada"], &["mark", "Ada", &room, "--marks", &file], words);
    }
}

#[test]
fn what_cannot_be_done_is_refused_with_what_to_do() {
    let (typed, root) = Typed::with_two();
    let envelope = typed.brought(TOLD);
    typed.refused(&["Bo"], &["open", "Ada", &envelope], "passphrase");
    typed.refused(&[], &["open", "Ada", &envelope], "no line left for Ada");
    typed.refused(&["Ada"], &["yield", "Ada", &envelope, "--to", "Nobody"], "Nobody");
    typed.refused(&["machine"], &["pull"], "say how the door is reached");
    typed.refused(
        &["Ada"],
        &["reply", "Ada", &envelope, "--text", "x"],
        "open it, then name its room",
    );
    typed.refused(&["root", "machine"], &["init", "--root", &root], "");
    let noise = typed.write("noise", "no envelope");
    typed.refused(&[], &["take", &noise], "magic");
    let nothing = typed.path("not-there").display().to_string();
    typed.refused(&[], &["take", &nothing], "cannot read");
    // the same envelope twice is one
    assert_eq!(typed.done(&[], &["queue"]).matches("envelope-").count(), 1);
    typed.done(&["Ada"], &["destroy", "Ada", &envelope]);
    typed.refused(
        &["Ada"],
        &["destroy", "Ada", "room-00000000000000000000000000000000"],
        "erase it",
    );
    assert_eq!(typed.done(&[], &["queue"]), "");
}
