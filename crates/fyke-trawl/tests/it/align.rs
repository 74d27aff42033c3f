//! Alignment, origins and claims over small worlds, in any order of documents.

use fyke_model::text::{DifferenceKind, Document, Garble, Quote};
use fyke_trawl::align::{Aligner, Encoder};
use fyke_trawl::attribution::plain as document;
use fyke_trawl::claim::{Assessment, Claims};
use fyke_trawl::origin::Origins;
use proptest::prelude::*;
use std::collections::BTreeSet;

const HERALD: &str = "Harbour master Ann Roe spoke in Oakton on Monday.
“We will open the northern gate before the winter storms arrive,” Roe said. “The lamp will always be lit for those who sail.”
She told the crowd at the quay that 40 ships had waited outside the bar since the dredger failed in spring.";
const POST: &str = "Ann Roe, who runs the port of Oakton, promised relief to captains.
“The lamp will be lit for those who sail,” Roe said after a walk along the pier.
“We will open the northern gate before the winter storms arrive,” Roe said.
Her office counts 60 ships that had waited outside the bar since the dredger failed.";
const GAZETTE: &str =
    "Captains gathered at the pier of Oakton to hear a promise that many had given up hope for.
“I will open the southern gate only when the engineers let me,” Paul Elm said.
Bakers in the old town sold out of bread before noon, and the choir sang until the rain set in.";

struct World {
    sayings: BTreeSet<BTreeSet<String>>,
    origins: usize,
    assessment: Assessment,
}

fn world(texts: &[&str]) -> World {
    let reading: Vec<(Document, Vec<Quote>)> = texts
        .iter()
        .map(|text| document(text))
        .map(|d| {
            let q = fyke_trawl::quote::quotes(&d, &[]);
            (d, q)
        })
        .collect();
    let (mut aligner, mut origins, mut claims) = (Aligner::new(), Origins::new(), Claims::new());
    for (number, (document, quotes)) in reading.iter().enumerate() {
        aligner.add(number as u32, document, quotes);
        origins.add(number as u32, document);
        claims.add(number as u32, document, quotes, &[]);
    }
    let sayings = aligner.finish().sayings;
    let independence = origins.finish(&sayings);
    let shown = |member: &fyke_model::text::Said| {
        member
            .span
            .of(&reading[member.document as usize].0.text)
            .unwrap_or_default()
            .to_owned()
    };
    World {
        sayings: sayings
            .iter()
            .map(|s| s.members.iter().map(shown).collect())
            .collect(),
        origins: independence.origins.len(),
        assessment: claims.finish(&sayings, &independence),
    }
}

#[test]
fn two_papers_quote_one_speech() {
    let world = world(&[HERALD, POST, GAZETTE]);
    let want: BTreeSet<BTreeSet<String>> = [
        vec!["We will open the northern gate before the winter storms arrive"],
        vec![
            "The lamp will always be lit for those who sail",
            "The lamp will be lit for those who sail",
        ],
    ]
    .into_iter()
    .map(|wordings| wordings.into_iter().map(str::to_owned).collect())
    .collect();
    assert_eq!(world.sayings, want);
    assert_eq!(world.origins, 3);
    let words: Vec<&str> = world
        .assessment
        .disagreements
        .iter()
        .filter(|d| d.kind == Garble::QuoteWords)
        .map(|d| d.said.as_str())
        .collect();
    assert_eq!(
        words,
        [
            "one saying in other words within marks: 'always' is missing in 1 of the documents; 2 documents carry it"
        ]
    );
}

#[test]
fn a_document_alone_does_not_disagree_with_itself() {
    for text in [HERALD, POST, GAZETTE] {
        assert_eq!(world(&[text]).assessment.disagreements, []);
    }
}

/// Two sentences of one meaning, and nothing else that it can read.
struct Shut;

impl Encoder for Shut {
    fn encode(&self, sentence: &str) -> Option<Vec<f32>> {
        let shut = sentence.contains("shut for weeks") || sentence.contains("sails from this port");
        shut.then(|| vec![1.0, 0.0])
    }

    fn least(&self) -> f32 {
        0.9
    }
}

#[test]
fn meaning_joins_pairs_of_what_words_left_and_says_so() {
    let shut = "“Our harbour is going to be shut for weeks,” Ann Roe said.";
    let sails = "“Nobody sails from this port before March,” Ann Roe said.";
    let other = "“Nobody sails from this port before March,” Paul Elm said.";
    let twice = "“Nobody sails from this port before March,” Ann Roe said. “Everything here will be shut for weeks,” Roe said.";
    for (texts, want) in [
        (vec![shut, sails], 1),
        (vec![shut, other], 0),
        (vec![twice], 0),
        // what words join is no longer asked about
        (vec![sails, sails, shut], 0),
        (vec![HERALD, POST, shut, sails], 1),
    ] {
        let reading: Vec<Document> = texts.iter().map(|text| document(text)).collect();
        let aligned = |encoder: Option<&dyn Encoder>| {
            let mut aligner = Aligner::new();
            for (number, document) in reading.iter().enumerate() {
                aligner.add(number as u32, document, &fyke_trawl::quote::quotes(document, &[]));
            }
            aligner.finish_with(encoder)
        };
        let (without, with) = (aligned(None), aligned(Some(&Shut)));
        assert_eq!(with.sayings, without.sayings, "{texts:?}");
        assert_eq!(without.near, []);
        assert_eq!(with.near.len(), want, "{texts:?}");
        for near in with.near {
            let kinds = near.saying.members.iter().flat_map(|said| &said.differences);
            let kinds: Vec<DifferenceKind> = kinds.map(|difference| difference.kind).collect();
            assert_eq!(kinds, [DifferenceKind::ByMeaning]);
            assert_eq!(near.saying.members.len(), 2);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_documents_changes_no_cluster(order in Just(vec![HERALD, POST, GAZETTE]).prop_shuffle()) {
        let (one, other) = (world(&[HERALD, POST, GAZETTE]), world(&order));
        prop_assert_eq!(one.sayings, other.sayings);
        prop_assert_eq!(one.origins, other.origins);
        let said = |world: &World| world.assessment.disagreements.iter().map(|d| (d.kind, d.said.clone())).collect::<BTreeSet<_>>();
        let (one, other) = (world(&[HERALD, POST, GAZETTE]), world(&order));
        prop_assert_eq!(said(&one), said(&other));
    }

    #[test]
    fn a_copy_never_raises_the_number_of_origins(which in 0usize..3) {
        let texts = [HERALD, POST, GAZETTE];
        let mut more = texts.to_vec();
        more.push(texts[which]);
        prop_assert_eq!(world(&texts).origins, world(&more).origins);
    }

    #[test]
    fn fuzz_align(texts in prop::collection::vec("[a-c “”\"'.,…\n$0-9éß-]{0,200}", 0..4)) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let world = world(&texts);
        prop_assert!(world.origins <= texts.len());
    }
}
