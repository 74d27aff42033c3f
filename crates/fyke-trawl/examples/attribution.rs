//! Trains and scores the reader of attributions while it is worked on.
//!
//! ```text
//! attribution score DIR                 rules and shipped weights on a PolNeAR folder
//! attribution train DIR OUT [COMMON]    weights.bin from a PolNeAR folder; COMMON 0: every word
//! attribution try DIR FILE              weights of a file on a PolNeAR folder
//! attribution cues DIR                  the lexicon of the rules
//! ```

use fyke_trawl::attribution::{Weights, train};
use fyke_trawl::score::polnear;
use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let (["score" | "train" | "try" | "cues", dir] | ["train" | "try", dir, _] | ["train", dir, _, _]) =
        args.as_slice()
    else {
        return Err("usage: attribution score DIR | train DIR OUT [COMMON] | try DIR FILE | cues DIR".into());
    };
    let articles = polnear::load(Path::new(dir))?;
    let print = |name: &str, model: Option<&Weights>| -> Result<(), Box<dyn Error>> {
        let score = polnear::score(&articles, |article| polnear::read(article, model));
        println!("{name} {}", serde_json::to_string(&score)?);
        Ok(())
    };
    match args.as_slice() {
        ["train", _, out, rest @ ..] => {
            let common = rest
                .first()
                .map_or(Ok(train::Training::default().common), |n| n.parse())?;
            let how = train::Training {
                common,
                ..train::Training::default()
            };
            let weights = train::train(&articles, how, |epoch, loss| {
                eprintln!("epoch {epoch}, loss {loss:.3}")
            });
            std::fs::write(out, weights.write())?;
        }
        ["try", _, file] => print("weights", Some(&Weights::read(&std::fs::read(file)?)?))?,
        ["cues", _] => {
            println!("word,as_cue,elsewhere");
            for (word, (cue, other)) in train::cues(&articles) {
                println!("{word},{cue},{other}");
            }
        }
        _ => {
            print("rules", None)?;
            print("shipped", Some(Weights::shipped()))?;
        }
    }
    Ok(())
}
