//! The child: confines itself, reads one file, says what is in it, ends.
//!
//! The order is the point. Nothing of the file is read before the process has
//! given up network, files and new processes; a machine where that fails is told
//! so and the file stays unread. A reader that panics is caught and named, and
//! the bytes are shown instead; one that dies harder is the parent's finding.

mod audio;
mod confine;
mod embedded;
mod image;
mod marks;
mod office;
mod office_xml;
mod out;
mod pdf;
mod sniff;
mod text;

use crate::What;
use crate::parent::NOT_CONFINED;
use out::Out;
use sniff::Kind;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Entry of the program `fyke-view`: arguments `look|read|bytes` (`read` draws
/// nothing), the ending of the file's name, the most pages; or `prove open|write|connect|spawn`, which tries
/// what it may not and should not live to tell. Gives the exit code.
pub fn child() -> i32 {
    std::panic::set_hook(Box::new(|_| {}));
    let arguments: Vec<String> = std::env::args().collect();
    let argument = |at: usize| arguments.get(at).map_or("", String::as_str);
    if confine::confine().is_err() {
        return NOT_CONFINED;
    }
    if argument(1) == "prove" {
        return confine::prove(argument(2));
    }
    let mut file = Vec::new();
    if std::io::stdin().lock().read_to_end(&mut file).is_err() {
        return 1;
    }
    let mut out = Out::new(argument(3).parse().unwrap_or(1), argument(1) == "look");
    match argument(1) {
        "look" | "read" => look(&file, argument(2), &mut out),
        _ => text::bytes(&file, &mut out),
    }
    out.end();
    0
}

/// Looks at a file: its kind by its bytes, then the reader of that kind.
fn look(file: &[u8], ending: &str, out: &mut Out) {
    let kind = sniff::sniff(file);
    out.kind(kind.name());
    if !kind.endings().is_empty() && !ending.is_empty() && !kind.endings().contains(&ending) {
        out.finding(
            What::OtherName,
            &format!("named .{ending}, it is {}", kind.name()),
        );
    }
    let read = catch_unwind(AssertUnwindSafe(|| match kind {
        Kind::Pdf => pdf::look(file, out),
        Kind::Picture(format) => image::look(file, format, out),
        Kind::Audio => audio::look(file, out),
        Kind::Zip => office::look(file, out),
        Kind::Text => text::look(file, out),
        Kind::Ole | Kind::Unknown => None,
    }));
    marks::look(file, kind, out);
    match read {
        Ok(Some(())) => {}
        Ok(None) if matches!(kind, Kind::Ole | Kind::Unknown) => {
            out.finding(What::Undecoded, "no reader for this kind; shown as bytes");
            text::bytes(file, out);
        }
        Ok(None) => {
            out.finding(What::Undecoded, &format!("read as {}", kind.name()));
            text::bytes(file, out);
        }
        Err(_) => {
            out.finding(What::Undecoded, &format!("the reader of {} gave up", kind.name()));
            text::bytes(file, out);
        }
    }
}
