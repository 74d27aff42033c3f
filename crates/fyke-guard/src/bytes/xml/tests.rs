//! Small lists and small bombs.

use super::*;

fn all(xml: &[u8], wanted: &[&str], limits: &Limits) -> Result<Vec<NextElement>, GuardError> {
    let mut reader = Reader::open(xml, wanted, limits)?;
    let mut seen = Vec::new();
    loop {
        match reader.next_element()? {
            NextElement::End => return Ok(seen),
            next => seen.push(next),
        }
    }
}

#[test]
fn entries_of_a_list() {
    let xml = b"\xEF\xBB\xBF<?xml version='1.0' encoding='UTF-8'?>\n<L><ns:E id='1&amp;2'> A &amp; B<![CDATA[ <C>]]>&#1046; </ns:E><x/><E/></L>";
    let seen = all(xml, &["E"], &Limits::default()).unwrap();
    let NextElement::Element {
        row: 1,
        byte_offset,
        element,
    } = &seen[0]
    else {
        panic!()
    };
    assert_eq!(
        xml.get(*byte_offset as usize..*byte_offset as usize + 5).unwrap(),
        b"<ns:E"
    );
    assert_eq!(element.text, "A & B <C>Ж");
    assert_eq!(element.attribute("id"), "1&2");
    assert!(matches!(&seen[1], NextElement::Element { row: 2, .. }));
    assert_eq!(seen.len(), 2);
}

#[test]
fn a_declared_encoding_is_believed() {
    let text = "<?xml version=\"1.0\" encoding=\"windows-1251\"?><L><E>Ж</E></L>";
    let (raw, _, _) = encoding_rs::WINDOWS_1251.encode(text);
    let seen = all(&raw, &["E"], &Limits::default()).unwrap();
    assert!(matches!(&seen[0], NextElement::Element { element, .. } if element.text == "Ж"));
}

#[test]
fn bombs_named_after_how_they_work() {
    let limits = Limits {
        xml_text_bytes_max: 10_000,
        ..Limits::default()
    };
    let deep = format!("<L>{}", "<a>".repeat(100_000));
    let deep_inside = format!("<L><E>{}", "<a>".repeat(100_000));
    let long_text = format!("<L><E>{}</E></L>", "x".repeat(1_000_000));
    let long_tag = format!("<L><{}", "x".repeat(1_000_000));
    let many_attributes = format!("<L><E {}/></L>", "a='1' ".repeat(1_000));
    let billion = "<!DOCTYPE l [<!ENTITY a \"1\"><!ENTITY b \"&a;&a;\">]><L><E>&b;</E></L>".to_owned();
    let cut = "<L><E>one</E><E>tw".to_owned();
    for bomb in [
        deep,
        deep_inside,
        long_text,
        long_tag,
        many_attributes,
        billion,
        cut,
    ] {
        let error = all(bomb.as_bytes(), &["E"], &limits).unwrap_err();
        assert!(!error.repair().is_empty());
    }
}

#[test]
fn an_entry_that_is_too_large_is_refused_and_the_next_is_read() {
    let limits = Limits {
        xml_text_bytes_max: 1_000,
        ..Limits::default()
    };
    let pieces = "<![CDATA[0123456789]]>".repeat(200);
    let xml = format!("<L><E>{pieces}</E><E>next</E></L>");
    let seen = all(xml.as_bytes(), &["E"], &limits).unwrap();
    assert!(matches!(&seen[0], NextElement::Refused(refused) if refused.reason == Reason::OversizeXml));
    assert!(matches!(&seen[1], NextElement::Element { row: 2, element, .. } if element.text == "next"));
}

#[test]
fn an_undeclared_entity_is_only_text() {
    let seen = all(b"<L><E>a&b;c</E></L>", &["E"], &Limits::default()).unwrap();
    assert!(matches!(&seen[0], NextElement::Element { element, .. } if element.text == "a&b;c"));
}
