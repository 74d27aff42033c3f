//! So many rounds of every target with each run of the tests; `cargo xtask fuzz read`
//! goes on for longer.

#[path = "../../examples/fuzz_read/inputs.rs"]
mod inputs;
#[path = "../../examples/fuzz_read/targets.rs"]
pub mod targets;

/// Without optimisation a reading takes some ten milliseconds.
const ROUNDS: u64 = 100;

#[test]
fn no_reader_panics_on_what_it_should_refuse() {
    for target in targets::TARGETS {
        println!("{}", target.0);
        fyke_fuzz::run(target, ROUNDS, 8);
    }
}

/// A target whose input is refused at once looks at nothing.
#[test]
fn inputs_are_valid() {
    use fyke_trawl::take::{Format, Limits, take};
    let formats = [
        ("html", Format::Html),
        ("plain", Format::Plain),
        ("charset", Format::Plain),
        ("mail", Format::Mail),
        ("mbox", Format::Mbox),
        ("warc", Format::Warc),
        ("packed", Format::Warc),
        ("feed", Format::Feed),
    ];
    for (name, _, input) in targets::TARGETS {
        let taken = take("input", &input(), &Limits::default());
        if let Some((_, format)) = formats.iter().find(|(of, _)| of == name) {
            assert_eq!(taken.tally.format, Some(*format), "{name}");
        }
        if formats.iter().any(|(of, _)| of == name) || ["rows", "values"].contains(name) {
            assert!(!taken.documents.is_empty(), "{name}");
        }
    }
}
