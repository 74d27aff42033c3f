use fyke_trawl::attribution::{self, train};
use fyke_trawl::score::polnear;
use std::path::Path;
use std::time::Instant;

fn everything(text: &str, model: Option<&attribution::Weights>) -> Vec<polnear::Attributed> {
    attribution::readings(&attribution::plain(text), model)
        .into_iter()
        .map(|r| r.said)
        .collect()
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let num = |name: &str, other: f64| -> f64 {
        args.iter()
            .position(|a| a == name)
            .and_then(|i| args.get(i + 1))
            .and_then(|v| v.parse().ok())
            .unwrap_or(other)
    };
    let train_dir = polnear::load(Path::new(&args[1])).expect("loads");
    let dev = args
        .get(2)
        .filter(|a| !a.starts_with('-'))
        .map(|d| polnear::load(Path::new(d)).expect("loads"));
    let (lessons, held) = match dev {
        Some(dev) => (train_dir, dev),
        None => {
            // every seventh article of train is held out
            let (mut a, mut b) = (Vec::new(), Vec::new());
            for (i, article) in train_dir.into_iter().enumerate() {
                if i % 7 == 3 {
                    b.push(article)
                } else {
                    a.push(article)
                }
            }
            (a, b)
        }
    };
    if args.iter().any(|a| a == "--cues") {
        for (word, (cue, other)) in train::cues(&lessons) {
            println!("{word},{cue},{other}");
        }
        return;
    }
    let rules = |a: &polnear::Article| everything(&a.text, None);
    let s = polnear::score(&held, rules);
    println!(
        "rules all {:.3} p {:.3} r {:.3} direct {:.3} mixed {:.3} indirect {:.3} speaker {:.3} n {}",
        s.all.f1,
        s.all.precision,
        s.all.recall,
        s.direct.f1,
        s.mixed.f1,
        s.indirect.f1,
        s.speaker.accuracy,
        s.speaker.n
    );
    let how = train::Training {
        seed: num("--seed", 1.0) as u64,
        epochs: num("--epochs", 4.0) as usize,
        bits: num("--bits", 20.0) as u32,
        common: num("--common", 0.0) as usize,
        threshold: num("--threshold", 0.4) as f32,
    };
    let t = Instant::now();
    let weights = train::train(&lessons, how, |e, l| {
        eprintln!("epoch {e} loss {l:.3} {:?}", t.elapsed())
    });
    let file = weights.write();
    let read = attribution::Weights::read(&file).expect("reads");
    println!("bytes {} words {}", file.len(), read.common_words().len());
    if args.iter().any(|a| a == "--show") {
        for a in &held {
            let found = everything(&a.text, Some(&read));
            let marked = polnear::in_marks(&a.text);
            let inside = |x: &polnear::Attributed| {
                x.content.iter().all(|c| {
                    marked
                        .iter()
                        .any(|m| m.start <= c.start + 4 && c.end <= m.end + 4)
                })
            };
            let words = |v: &[fyke_model::text::Span]| {
                v.iter()
                    .map(|s| s.of(&a.text).unwrap_or(""))
                    .collect::<Vec<_>>()
                    .join(" <> ")
            };
            for g in a.readers[0].iter().filter(|g| inside(g)) {
                if !found.iter().any(|f| {
                    f.content
                        .first()
                        .map(|c| c.start)
                        .is_some_and(|s| s.abs_diff(g.content[0].start) < 5)
                }) {
                    println!(
                        "MISS {} | {} | {}",
                        words(&g.source),
                        words(&g.cue),
                        words(&g.content)
                    );
                    for f in found
                        .iter()
                        .filter(|f| f.content.iter().any(|c| g.content.iter().any(|d| c.overlaps(*d))))
                    {
                        println!(
                            "     {} | {} | {}",
                            words(&f.source),
                            words(&f.cue),
                            words(&f.content)
                        );
                    }
                }
            }
            for f in found.iter().filter(|g| inside(g)) {
                if !a.readers[0].iter().any(|g| {
                    f.content
                        .first()
                        .map(|c| c.start)
                        .is_some_and(|s| s.abs_diff(g.content[0].start) < 5)
                }) {
                    println!(
                        "FALSE {} | {} | {}",
                        words(&f.source),
                        words(&f.cue),
                        words(&f.content)
                    );
                }
            }
        }
        return;
    }
    for threshold in [0.2f32, 0.25, 0.3] {
        let read = read.clone().with_threshold(threshold);
        let t = Instant::now();
        let s = polnear::score(&held, |a| everything(&a.text, Some(&read)));
        let ms = t.elapsed().as_secs_f64() * 1000.0 / held.len() as f64;
        println!(
            "{threshold} all {:.3} [{:.3} {:.3}] p {:.3} r {:.3} exact {:.3} | direct {:.3} p {:.3} r {:.3} ex {:.3} mixed {:.3} indirect {:.3} | speaker {:.3} n {} direct speaker {:.3} | {:?} {ms:.2} ms/doc",
            s.all.f1,
            s.all.f1_interval[0],
            s.all.f1_interval[1],
            s.all.precision,
            s.all.recall,
            s.all.exact_f1,
            s.direct.f1,
            s.direct.precision,
            s.direct.recall,
            s.direct.exact_f1,
            s.mixed.f1,
            s.indirect.f1,
            s.speaker.accuracy,
            s.speaker.n,
            s.direct_speaker.accuracy,
            s.second_reader
        );
    }
}
