//! Files of every kind go in; documents with spans come out, and nothing breaks.

use crate::fuzz::targets::take_in;
use fyke_model::text::{BlockKind, Document, FindingKind};
use fyke_trawl::take::{Format, Item, Limits, Taken, each, take};
use proptest::prelude::*;
use std::io::Write;
use std::ops::ControlFlow;

fn taken(bytes: &[u8]) -> Taken {
    take("file", bytes, &Limits::default())
}

fn kept(document: &Document) -> Vec<&str> {
    let blocks = document
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Body | BlockKind::Heading));
    blocks.filter_map(|block| block.span.of(&document.text)).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

const PAGE: &str = "<html><title>Gate open</title><body><nav><a href=/>Home</a></nav><h1>Gate open</h1><p>The harbour master opened the gate of the bay on Wednesday, she said.</p></body></html>";

fn record(kind: &str, url: &str, body: &[u8]) -> Vec<u8> {
    let mut out = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <{url}>\r\nWARC-Date: 2023-07-19T10:00:00Z\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n",
        if kind == "warcinfo" { "application/warc-fields" } else { "application/http; msgtype=response" },
        body.len()
    )
    .into_bytes();
    out.extend_from_slice(body);
    out.extend_from_slice(b"\r\n\r\n");
    out
}

fn answer(status: u16, media: &str, body: &[u8]) -> Vec<u8> {
    let mut out = format!("HTTP/1.1 {status} X\r\nContent-Type: {media}\r\n\r\n").into_bytes();
    out.extend_from_slice(body);
    out
}

#[test]
fn a_web_archive_gives_its_pages_with_their_capture() {
    let records = [
        record("warcinfo", "", b"software: Crawler/3\r\nformat: WARC\r\n"),
        record(
            "response",
            "https://www.bay.example/1",
            &answer(200, "text/html", PAGE.as_bytes()),
        ),
        record(
            "response",
            "https://bay.example/2",
            &answer(404, "text/html", PAGE.as_bytes()),
        ),
        record(
            "response",
            "https://bay.example/3",
            &answer(200, "image/png", b"\x89PNG"),
        ),
        record("request", "https://bay.example/1", b"GET /1 HTTP/1.1\r\n\r\n"),
    ];
    let plain = records.concat();
    let packed: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    for bytes in [plain, packed] {
        let taken = taken(&bytes);
        assert_eq!(taken.tally.format, Some(Format::Warc));
        assert_eq!(
            (
                taken.documents.len(),
                taken.refused.len(),
                taken.tally.passed_over
            ),
            (1, 0, 3)
        );
        let document = &taken.documents[0];
        assert_eq!(document.capture.url.as_deref(), Some("https://www.bay.example/1"));
        assert_eq!(document.capture.fetched.as_deref(), Some("2023-07-19T10:00:00Z"));
        assert_eq!(document.capture.tool.as_deref(), Some("Crawler/3"));
        assert_eq!(
            document.outlet.as_ref().map(|told| told.value.as_str()),
            Some("bay.example")
        );
        assert_eq!(
            kept(document),
            [
                "Gate open",
                "The harbour master opened the gate of the bay on Wednesday, she said."
            ]
        );
    }
}

#[test]
fn a_message_gives_its_words_and_what_is_attached() {
    let mail = "From: Ann Other <ann@bay.example>\r\nTo: bo@bay.example\r\nSubject: =?utf-8?q?The_gate_is_=C3=B6pen?=\r\nDate: Wed, 19 Jul 2023 10:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe caf=E9 by the gate is open to every boat in the bay, she said to us.\r\n--b\r\nContent-Type: text/html; name=page.html\r\nContent-Disposition: attachment; filename=page.html\r\n\r\n<html><body><p>The second gate of the bay is to open in August, she said.</p></body></html>\r\n--b--\r\n";
    let found = taken(mail.as_bytes());
    assert_eq!(found.tally.format, Some(Format::Mail));
    assert_eq!(found.documents.len(), 2);
    let message = &found.documents[0];
    assert_eq!(
        message.title.as_ref().map(|told| told.value.as_str()),
        Some("The gate is öpen")
    );
    assert_eq!(
        message.byline.as_ref().map(|told| told.value.as_str()),
        Some("Ann Other")
    );
    assert_eq!(
        message
            .published
            .as_ref()
            .map(|told| told.value.to_string())
            .as_deref(),
        Some("2023-07-19")
    );
    assert!(message.text.contains("café by the gate"));
    assert!(found.documents[1].text.contains("second gate"));
    let mbox = format!(
        "From a Wed Jul 19 10:00:00 2023\n{}\n\nFrom b Wed Jul 19 11:00:00 2023\nSubject: x\nFrom: b@x.example\n\n>From the gate we saw.\n",
        mail.replace("\r\n", "\n")
    );
    let found = taken(mbox.as_bytes());
    assert_eq!(
        (found.tally.format, found.documents.len()),
        (Some(Format::Mbox), 3)
    );
    assert!(found.documents[2].text.contains("\n\nFrom the gate we saw."));
}

#[test]
fn a_feed_gives_its_entries() {
    let rss = "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><rss version='2.0'><channel><title>The Bay</title><link>https://bay.example</link><item><title>Gate &amp;amp; pier</title><link>https://bay.example/1</link><pubDate>Wed, 19 Jul 2023 10:00:00 GMT</pubDate><dc:creator>Ann Other</dc:creator><description><![CDATA[<p>The harbour master opened the gate of the bay &b; on Wednesday.</p>]]></description></item></channel></rss>";
    let found = taken(rss.as_bytes());
    assert_eq!(
        (found.tally.format, found.documents.len()),
        (Some(Format::Feed), 1)
    );
    let entry = &found.documents[0];
    assert_eq!(entry.capture.url.as_deref(), Some("https://bay.example/1"));
    assert_eq!(
        entry.outlet.as_ref().map(|told| told.value.as_str()),
        Some("The Bay")
    );
    assert_eq!(
        entry
            .published
            .as_ref()
            .map(|told| told.value.to_string())
            .as_deref(),
        Some("2023-07-19")
    );
    assert_eq!(
        kept(entry),
        [
            "Gate & pier",
            "The harbour master opened the gate of the bay &b; on Wednesday."
        ]
    );
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Bay</title><entry><title>Gate</title><link href='https://bay.example/2'/><updated>2023-07-19T10:00:00Z</updated><author><name>Ann</name></author><content type='xhtml'><div><p>The second gate of the bay is to open in August, she said.</p></div></content></entry></feed>";
    let found = taken(atom.as_bytes());
    assert_eq!(
        kept(&found.documents[0]),
        [
            "Gate",
            "The second gate of the bay is to open in August, she said."
        ]
    );
    assert_eq!(
        found.documents[0].capture.url.as_deref(),
        Some("https://bay.example/2")
    );
}

#[test]
fn rows_give_documents_and_say_what_was_read_as_what() {
    let lines = "{\"Headline\":\"Gate open\",\"maintext\":\"The harbour master opened the gate on Wednesday, she said to the crowd.\",\"url\":\"https://bay.example/1\",\"date_publish\":\"2023-07-19 10:00:00\",\"authors\":[\"Ann\",\"Bo\"]}\n\nnonsense\n{\"id\":1}\n{\"html\":\"<p>The second gate of the bay is to open in August, she said.</p>\",\"title\":\"Second\",\"date\":1689760800}\n";
    let found = taken(lines.as_bytes());
    assert_eq!((found.documents.len(), found.refused.len()), (2, 2));
    assert_eq!(
        found
            .refused
            .iter()
            .map(|refused| refused.part)
            .collect::<Vec<_>>(),
        [1, 2]
    );
    assert_eq!(
        found.tally.mapped.get("maintext").map(String::as_str),
        Some("text")
    );
    let first = &found.documents[0];
    assert_eq!(
        first.title.as_ref().map(|told| told.value.as_str()),
        Some("Gate open")
    );
    assert_eq!(
        first.byline.as_ref().map(|told| told.value.as_str()),
        Some("Ann, Bo")
    );
    assert_eq!(
        found.documents[1]
            .published
            .as_ref()
            .map(|told| told.value.to_string())
            .as_deref(),
        Some("2023-07-19")
    );
    let array = "{\"status\": \"ok\", \"articles\": [{\"title\": \"A {brace\", \"content\": \"The gate is open, she said to them.\"}, {\"title\": \"B\", \"content\": \"It is closed.\"}]}";
    assert_eq!(taken(array.as_bytes()).documents.len(), 2);
    assert_eq!(
        taken(b"[\n{\"text\":\"The gate \\\"}\\\" is open.\"},\n{\"text\":\"b\"}\n]")
            .documents
            .len(),
        2
    );
}

#[test]
fn plain_text_is_the_file_word_for_word() {
    let text = "The gate is open\n\n  The harbour master opened it on Wednesday, she said to the crowd by the pier.\n";
    assert_eq!(taken(text.as_bytes()).documents[0].text, text);
}

#[test]
fn a_stream_can_be_left_and_parts_keep_their_numbers() {
    let lines: String = (0..10)
        .map(|n| format!("{{\"text\":\"The gate number {n} is open.\"}}\n"))
        .collect();
    let mut parts = Vec::new();
    let file = fyke_model::dataset::FileHash([7; 32]);
    let tally = each(
        "rows.jsonl",
        file,
        lines.as_bytes(),
        &Limits::default(),
        None,
        &mut |item| {
            if let Item::Document(document) = item {
                parts.push((document.part, document.file == file));
            }
            if parts.len() == 3 {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        },
    );
    assert_eq!(parts, [(0, true), (1, true), (2, true)]);
    assert_eq!(tally.unwrap().documents, 3);
}

// each of these is quadratic in a reader that looks back over what it holds; a run of
// this test that does not end says so
#[test]
fn hostile_pages_cost_what_their_length_costs() {
    let limits = Limits::default();
    let many = 100_000;
    for piece in [
        "<div>",
        "<p>",
        "<b>",
        "<a href=x>",
        "<ul><li>",
        "<table><tr><td>",
        "<x-y>",
        "<span style=display:none>",
        "&",
        "&amp",
        "<",
        "</p>",
        "<!-",
        "<p><b>a",
        "a<br>",
        "<svg>",
        "<button><p>",
        "\" '",
        "<p x='",
    ] {
        let page = format!("<html><body><p>start {}", piece.repeat(many));
        let taken = take("page.html", page.as_bytes(), &limits);
        assert_eq!(taken.documents.len(), 1, "{piece}");
    }
    let ends = format!(
        "<html>{}{}{}",
        "<div>".repeat(many),
        "</span>".repeat(many),
        "</b></div>".repeat(many)
    );
    let deep = take("page.html", ends.as_bytes(), &limits);
    assert!(
        deep.documents[0]
            .findings
            .iter()
            .any(|found| found.kind == FindingKind::Cut)
    );
    let line = "The gate is open ".repeat(500_000);
    assert_eq!(
        take("line.txt", line.as_bytes(), &limits).documents[0]
            .blocks
            .len(),
        1
    );
    let bomb = gzip(&vec![b' '; 20 << 20]);
    assert_eq!(take("bomb.gz", &bomb, &limits).documents.len(), 1);
    let nested = format!("{{\"text\":{}", "[".repeat(1_000_000));
    assert_eq!(take("nested.json", nested.as_bytes(), &limits).refused.len(), 1);
}

#[test]
fn boilerplate_of_the_five_seeds_is_left_out() {
    let Some(data) = std::env::var_os("FYKE_DATA").map(std::path::PathBuf::from) else {
        println!("skipped: FYKE_DATA has no news");
        return;
    };
    let Ok(answers) = std::fs::read(data.join("news/seed_gold.json")) else {
        println!("skipped: FYKE_DATA has no news/seed_gold.json");
        return;
    };
    let seeds = data.join("../seeds");
    let gold = fyke_trawl::score::gold::read(&answers, |name: &str| {
        std::fs::read_to_string(seeds.join(name)).ok()
    })
    .unwrap();
    let score = fyke_trawl::score::boilerplate::boilerplate(&gold);
    assert!(score.f1 >= 0.95, "{score:?}");
    assert!(score.wrong.is_empty(), "{score:?}");
}

#[test]
fn a_title_shown_twice_is_still_a_title() {
    let text = "Gate of the bay is open\n\nGate of the bay is open\n\nThe harbour master opened the gate of the bay on Wednesday, she said.";
    let document = &taken(text.as_bytes()).documents[0];
    assert_eq!(
        document.title.as_ref().map(|told| told.value.as_str()),
        Some("Gate of the bay is open")
    );
    assert_eq!(kept(document).len(), 2);
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        take_in(&bytes);
    }

    #[test]
    fn no_markup_panics(pieces in proptest::collection::vec(prop_oneof![
        Just("<p>"), Just("</p>"), Just("<div class=comments>"), Just("</div>"), Just("<b>"), Just("</b>"), Just("<table><td>"), Just("</table>"),
        Just("<script>"), Just("</script>"), Just("<ul><li>"), Just("<a href=x>"), Just("</a>"), Just("&#x41;"), Just("&#xfffffff;"), Just("é “w”"),
        Just("The gate is open, she said to the crowd that stood there."), Just("<!--"), Just("-->"), Just("<![CDATA["), Just("]]>"), Just("<br>"),
        Just("<span hidden>"), Just("</span>"), Just("<h1>T</h1>"), Just("<noscript>"), Just("</noscript>"), Just("<body>"), Just("<pre>\n a\n"), Just("\u{a0}"),
        Just("<article>"), Just("</article>"), Just("<title>"), Just("<meta property=og:title content='x'>"), Just("<svg>"), Just("<x-y class='a-b'>"), Just("</x-y>"),
    ], 0..60)) {
        let page = format!("<html>{}", pieces.concat());
        take_in(page.as_bytes());
    }

    #[test]
    fn no_change_of_a_container_panics(which in 0usize..6, at in any::<prop::sample::Index>(), to in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let samples: [Vec<u8>; 6] = [
            record("response", "https://bay.example/1", &answer(200, "text/html", PAGE.as_bytes())),
            gzip(&record("response", "https://bay.example/1", &answer(200, "text/html", PAGE.as_bytes()))),
            b"From: a@b.example\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: c\r\nSubject: y\r\n\r\nopen\r\n--b--".to_vec(),
            b"{\"text\":\"The gate is open.\",\"items\":[{\"text\":\"a\"}]}\n{\"html\":\"<p>a\"}".to_vec(),
            b"<rss><channel><item><title>a</title><link>https://x.example</link><description><![CDATA[<p>b]]></description></item></channel></rss>".to_vec(),
            PAGE.as_bytes().to_vec(),
        ];
        let mut bytes = samples[which].clone();
        let at = at.index(bytes.len());
        bytes[at] = to;
        bytes.truncate(cut.index(bytes.len()) + 1);
        take_in(&bytes);
    }

    #[test]
    fn plain_text_is_kept_whole(text in "[ -~\n“”é]{1,400}") {
        let taken = taken(text.as_bytes());
        for document in taken.documents {
            if document.capture.media_type.as_deref() == Some("text/plain") {
                prop_assert_eq!(&document.text, &text);
            }
        }
    }
}
