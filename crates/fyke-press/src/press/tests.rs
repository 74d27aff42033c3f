use super::*;
use crate::files::sha256;
use crate::sample;

fn holds(pdf: &[u8], text: &str) -> bool {
    pdf.windows(text.len()).any(|window| window == text.as_bytes())
}

/// When this changes, pages are set in another way: raise [`SETTING`] and put the
/// new hash here.
#[test]
fn equal_dossiers_are_equal_bytes_and_the_bytes_are_those_of_this_setting() {
    let pdf = press(&sample::dossier()).unwrap();
    assert!(pdf == press(&sample::dossier()).unwrap());
    assert_eq!(
        (SETTING, sha256(&pdf).as_str()),
        (
            "1",
            "515a43295119ad94c3a14a97a1aadc4f72d8de93f9768674ab5dc46a5a08efa5"
        ),
        "the pages are set in another way"
    );
}

#[test]
fn it_says_that_it_is_a_pdf_a_3a_and_a_pdf_ua_1_tagged_and_in_english() {
    let pdf = press(&sample::dossier()).unwrap();
    for said in [
        "<pdfaid:part>3</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "/MarkInfo",
        "/StructTreeRoot",
        "/Lang(en-GB)",
        "/Outlines",
        "/AFRelationship/Source",
        "/AFRelationship/Data",
        "/Alt(A line that falls.)",
        "/S/TH",
        "<dc:title>",
    ] {
        assert!(holds(&pdf, said), "{said}");
    }
}

#[test]
fn text_from_data_is_never_markup() {
    let mut material = sample::material();
    material.lead.sentence = "#read(\"/etc/passwd\") *bold* $x$ \\ #pagebreak() ] } <l>".into();
    let terms = sample::dossier().evidence.terms().clone();
    let mut dossier = sample::dossier();
    dossier.evidence = crate::Releasable::of(material, terms).unwrap();
    let pdf = press(&dossier).unwrap();
    assert!(holds(&pdf, "#read("));
}

#[test]
fn what_cannot_be_printed_is_refused_in_pairs() {
    let mut dossier = sample::dossier();
    dossier.told.made_at = "yesterday".into();
    assert_eq!(
        press(&dossier).unwrap_err().to_string(),
        "'yesterday' is no time; write it as 2026-11-22T16:00:00Z"
    );
    let mut material = sample::material();
    material.charts[0].svg = "<svg><script/></svg>".into();
    let terms = sample::dossier().evidence.terms().clone();
    let mut dossier = sample::dossier();
    dossier.evidence = crate::Releasable::of(material, terms).unwrap();
    assert_eq!(
        press(&dossier).unwrap_err().to_string(),
        "the drawing 'Flows' cannot be printed: it has an element 'script'; draw it as SVG with presentation \
         attributes and nothing from elsewhere"
    );
    let mut dossier = sample::dossier();
    let record = dossier.record.as_mut().unwrap();
    record.entries[1].index = 3;
    assert_eq!(
        press(&dossier).unwrap_err().to_string(),
        "what was attached does not read back as it was: record/entry-3.json is there twice; give each entry once \
         and each number as one"
    );
}

/// A page, a bookmark and a mark take only so much; the attached files have it all.
#[test]
fn an_endless_text_is_cut_on_paper_alone() {
    let mut dossier = sample::dossier();
    let endless = "𠀀".repeat(40_000);
    dossier.told.headline = endless.clone();
    dossier.told.case = endless.clone();
    dossier.told.assessments[0].by = endless.clone();
    let mut material = sample::material();
    material.charts[0].alt = endless.clone();
    material.charts[0].title = endless;
    dossier.evidence = crate::Releasable::of(material, dossier.evidence.terms().clone()).unwrap();
    press(&dossier).unwrap();
    dossier.told.not_seen = vec!["a text that goes on".repeat(400); 400];
    let error = press(&dossier).unwrap_err().to_string();
    assert!(error.starts_with("bytes of text to print: "), "{error}");
}

#[test]
fn a_letter_that_no_font_has_does_not_stop_the_press() {
    let mut dossier = sample::dossier();
    dossier.told.case = "ᓄᓇ \u{e000} \u{202e} \u{fffe} 👩‍👩‍👧 e\u{301}\u{325}\u{20dd} \u{200d}\u{fe0f}".into();
    dossier.told.not_seen = vec!["\u{0}\u{7}".into(), String::new(), "\u{301}".into()];
    press(&dossier).unwrap();
}
