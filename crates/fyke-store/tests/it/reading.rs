//! What was read in texts, in and out again.

use fyke_model::dataset::{FileHash, Handling};
use fyke_model::desk::TextQuery;
use fyke_model::text::{
    Block, BlockKind, Disagreement, Document, DocumentId, Finding, FindingKind, Garble, Link, Mention,
    MentionKind, Origin, Quote, QuoteKind, Reading, Said, Saying, SharedBy, SharedOrigin, Span, Told,
};
use fyke_store::Case;
use fyke_store::query::Tables;
use fyke_store::reading::{self, Among, Counted, Entry, Group, Refused};

/// A document of one paragraph; what stands between marks is a quote.
fn document(byte: u8, outlet: &str, text: &str) -> Reading {
    let quotes = text.find('"').zip(text.rfind('"')).map(|(from, to)| Quote {
        span: Span::new(from + 1, to),
        parts: vec![],
        kind: QuoteKind::Full,
        speaker: None,
        cue: None,
        by: "test 1".to_owned(),
    });
    let mention = Mention {
        span: Span::new(0, 4),
        kind: MentionKind::Organization,
        name: "Gate".to_owned(),
        known: Some("list:gate".to_owned()),
        by: "test 1".to_owned(),
    };
    let block = Block {
        span: Span::new(0, text.len()),
        kind: BlockKind::Body,
        language: Some("en".to_owned()),
    };
    Reading {
        document: Document {
            file: FileHash([byte; 32]),
            published: Some(Told {
                value: format!("2026-01-0{byte}").parse().unwrap(),
                span: None,
            }),
            outlet: Some(Told {
                value: outlet.to_owned(),
                span: None,
            }),
            ..Document::of(text, vec![block])
        },
        sentences: vec![],
        quotes: quotes.into_iter().collect(),
        mentions: vec![mention],
        facts: vec![],
        credits: vec![],
        links: vec![Link {
            mention: 0,
            record: "list:gate".to_owned(),
            name: "Gate Ltd".to_owned(),
            probability: 1.0,
        }],
        by: vec!["test 1".to_owned()],
    }
}

fn entry(read: Result<Reading, Refused>, byte: u8) -> Entry {
    Entry {
        file: FileHash([byte; 32]),
        file_name: format!("{byte}.txt"),
        bytes: 10,
        handling: Handling::Open,
        last: true,
        read,
    }
}

fn filled() -> (tempfile::TempDir, Case, Vec<Reading>) {
    let folder = tempfile::tempdir().unwrap();
    let case = Case::create(&folder.path().join("case"), "t", &[]).unwrap();
    let one = document(1, "Ferry News", "Gate Ltd said \"the gate is always open\".");
    let other = document(2, "Port Post", "Gate Ltd said \"the gate is open\".");
    let entries = [entry(Ok(one.clone()), 1), entry(Ok(other.clone()), 2)];
    reading::append(&case, &entries, "2026-01-05T00:00:00Z", false).unwrap();
    let refused = Refused {
        part: 0,
        why: "no text; look at it".to_owned(),
    };
    reading::append(&case, &[entry(Err(refused), 3)], "2026-01-06T00:00:00Z", false).unwrap();
    (folder, case, vec![one, other])
}

#[test]
fn a_reading_comes_out_as_it_went_in() {
    let (_folder, case, readings) = filled();
    let tables = Tables::open(&case, None).unwrap();
    let mut heard = Vec::new();
    reading::each_reading(&tables, &mut |id, handling, reading| {
        heard.push((id, handling, reading))
    })
    .unwrap();
    let expected: Vec<_> = readings
        .into_iter()
        .map(|reading| (DocumentId::of(&reading.document), Handling::Open, reading))
        .collect();
    assert_eq!(heard, expected);
    let known = reading::known(&tables).unwrap();
    assert_eq!(known.len(), 3);
    assert!(known.values().all(|file| file.whole && file.last == 0));
}

#[test]
fn documents_are_found_by_what_they_say_and_whom_they_name() {
    let (_folder, case, _) = filled();
    let tables = Tables::open(&case, None).unwrap();
    let found = |query: TextQuery| -> Vec<String> {
        let listed = reading::documents(&tables, &query).unwrap();
        assert_eq!(listed.total, listed.items.len() as u64);
        listed.items.into_iter().map(|line| line.file_name).collect()
    };
    let text = |text: &str| TextQuery {
        text: text.to_owned(),
        ..TextQuery::default()
    };
    // the newest first, those without a day last
    assert_eq!(found(text("")), ["2.txt", "1.txt", "3.txt"]);
    assert_eq!(found(text("ALWAYS gate")), ["1.txt"]);
    assert_eq!(found(text("it's")), Vec::<String>::new());
    let named = TextQuery {
        record: Some("list:gate".to_owned()),
        outlet: Some("Port Post".to_owned()),
        ..TextQuery::default()
    };
    assert_eq!(found(named), ["2.txt"]);
}

#[test]
fn what_they_say_together_replaces_what_they_said() {
    let (_folder, case, readings) = filled();
    assert!(!reading::is_compared(&case).unwrap());
    let said = |document: u32, reading: &Reading| Said {
        document,
        quote: 0,
        span: reading.quotes.first().unwrap().span,
        speaker: None,
        differences: vec![],
    };
    let documents: Vec<(DocumentId, Handling)> = readings
        .iter()
        .map(|reading| (DocumentId::of(&reading.document), Handling::Open))
        .collect();
    let saying = Saying {
        speaker: None,
        canonical: 1,
        members: (0..)
            .zip(&readings)
            .map(|(n, reading)| said(n, reading))
            .collect(),
    };
    let counted = Counted {
        outlets: 2,
        origins: 1,
    };
    let origin = Origin {
        documents: vec![0, 1],
        outlets: vec![],
        earliest: Some(0),
        campaign: false,
    };
    let shared = SharedOrigin {
        one: 1,
        other: 0,
        by: SharedBy::Carried,
        jaccard_permille: 400,
        contained_permille: 900,
        passages: vec![],
    };
    let finding = Finding {
        kind: FindingKind::Campaign,
        span: None,
        shown: "everywhere at once".to_owned(),
    };
    let disagreement = Disagreement {
        kind: Garble::QuoteWords,
        sides: vec![(0, Span::new(27, 33)), (1, Span::new(15, 31))],
        said: "one has 'always'".to_owned(),
        reconcilable_by: None,
    };
    // twice: the second run replaces the first
    for _ in 0..2 {
        let text = |n: u32| {
            let reading = readings.get(usize::try_from(n).ok()?)?;
            Some(reading.document.text.clone())
        };
        let mut writer = reading::Writer::new(&case, documents.clone(), Box::new(text)).unwrap();
        writer
            .origins(
                std::slice::from_ref(&origin),
                std::slice::from_ref(&shared),
                &[(1, finding.clone())],
            )
            .unwrap();
        writer.saying(&saying, counted).unwrap();
        writer.disagreement(&disagreement).unwrap();
        writer.finish(&reading::fingerprint(&case).unwrap()).unwrap();
    }
    assert!(reading::is_compared(&case).unwrap());
    let tables = Tables::open(&case, None).unwrap();
    let sayings = reading::sayings(&tables, &TextQuery::default(), Among::All).unwrap();
    assert_eq!(sayings.total, 1);
    let found = tables
        .ask("select count(*) from findings where kind = 'campaign'")
        .unwrap();
    assert_eq!(found.texts().unwrap(), [[Some("1".to_owned())]]);
    let saying = &sayings.items[0];
    assert_eq!((saying.outlets, saying.origins), (2, 1));
    assert_eq!(saying.text, "the gate is open");
    let words: Vec<&str> = saying.places.iter().map(|place| place.text.as_str()).collect();
    assert_eq!(words, ["the gate is always open", "the gate is open"]);
    let disagreements = reading::disagreements(&tables, &TextQuery::default(), Among::All).unwrap();
    assert_eq!(disagreements.total, 1);
    assert_eq!(disagreements.items[0].sides[0].text, "always");
    let id = DocumentId::of(&readings[1].document);
    let witnesses = reading::witnesses(&tables, Group::Origin(&id)).unwrap();
    assert_eq!(witnesses.len(), 2);
    assert!(witnesses[0].earliest && !witnesses[1].earliest);
    assert_eq!(
        witnesses[1].shared,
        Some((DocumentId::of(&readings[0].document), SharedBy::Carried))
    );
}

#[test]
fn reading_again_leaves_nothing_of_before() {
    let (_folder, case, readings) = filled();
    let again = [entry(Ok(readings[0].clone()), 1)];
    reading::append(&case, &again, "2026-02-01T00:00:00Z", true).unwrap();
    let tables = Tables::open(&case, None).unwrap();
    assert_eq!(reading::known(&tables).unwrap().len(), 1);
    assert_eq!(
        reading::documents(&tables, &TextQuery::default()).unwrap().total,
        1
    );
}
