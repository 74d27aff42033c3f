//! Forms, small and with files.

use fyke_door::front::form::Form;
use fyke_door::front::multipart::{Multipart, plain_name};
use fyke_door::front::refusal::Refusal;
use proptest::prelude::*;

const KIND: &str = "multipart/form-data; boundary=XyZ";

type Parts = Vec<(String, Option<String>, Vec<u8>)>;

fn read(kind: &str, body: &[u8], step: usize) -> Result<Parts, Refusal> {
    let mut source = body;
    let mut form = Multipart::new(kind, &mut source)?;
    let mut parts = Vec::new();
    while let Some(part) = form.part()? {
        let mut all = Vec::new();
        let mut some = |some: &[u8]| {
            assert!(!some.is_empty() && some.len() <= step);
            all.extend_from_slice(some);
            Ok(())
        };
        while form.pass(step as u64, &mut some)? > 0 {}
        parts.push((part.name, part.file, all));
    }
    Ok(parts)
}

fn body(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    for (disposition, bytes) in parts {
        out.extend_from_slice(
            format!("--XyZ\r\nContent-Disposition: form-data; {disposition}\r\n\r\n").as_bytes(),
        );
        out.extend_from_slice(bytes);
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(b"--XyZ--\r\n");
    out
}

#[test]
fn a_small_form_is_read() {
    let form = Form::parse(b"to=&codename=a+b%20c%C3%A9&x").expect("fine");
    assert_eq!(form.text("codename"), Ok("a b c\u{e9}"));
    assert_eq!(
        (form.text("to"), form.text("x"), form.text("none")),
        (Ok(""), Ok(""), Ok(""))
    );
    for broken in ["a=1&a=2", "a=%4", "a=%zz", "%ff=1"] {
        assert!(Form::parse(broken.as_bytes()).is_err(), "{broken}");
    }
    assert!(
        Form::parse(b"a=%ff").expect("bytes").text("a").is_err(),
        "not a text"
    );
}

#[test]
fn a_form_with_files_is_read() {
    let sent = body(&[
        ("name=\"token\"", b"abc"),
        ("name=\"text\"", b"two\r\nlines --XyZ\r\n--Xy"),
        ("name=\"file\"; filename=\"../../etc/passwd\"", b""),
        (
            "name=\"file\"; filename=\"a;b%22c.pdf\"\r\nContent-Type: text/html",
            b"\r\n\r\n--",
        ),
    ]);
    for step in [1, 7, 4096] {
        let parts = read(KIND, &sent, step).expect("fine");
        assert_eq!(parts[0], ("token".into(), None, b"abc".to_vec()));
        assert_eq!(
            parts[1],
            ("text".into(), None, b"two\r\nlines --XyZ\r\n--Xy".to_vec())
        );
        assert_eq!(parts[2], ("file".into(), Some("passwd".into()), Vec::new()));
        assert_eq!(
            parts[3],
            ("file".into(), Some("a;b\"c.pdf".into()), b"\r\n\r\n--".to_vec())
        );
    }
}

#[test]
fn what_is_no_such_form_is_refused() {
    let whole = body(&[("name=\"token\"", b"abc")]);
    for kind in [
        "",
        "text/plain",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/mixed; boundary=XyZ",
        "multipart/form-data; boundary=\"a\u{1}b\"",
    ] {
        assert_eq!(read(kind, &whole, 9), Err(Refusal::Broken), "{kind:?}");
    }
    assert_eq!(
        read(
            &format!("multipart/form-data; boundary={}", "a".repeat(71)),
            &whole,
            9
        ),
        Err(Refusal::Broken)
    );
    // cut anywhere before its end mark, it is not a form
    for cut in 0..whole.len() - 4 {
        assert_eq!(read(KIND, &whole[..cut], 9), Err(Refusal::Broken), "cut at {cut}");
    }
    for head in ["x=\"a\"", "name=token", "name=\"open", ""] {
        assert_eq!(
            read(KIND, &body(&[(head, b"x")]), 9),
            Err(Refusal::Broken),
            "{head}"
        );
    }
    let long = format!("name=\"{}\"", "a".repeat(5000));
    assert_eq!(read(KIND, &body(&[(&long, b"x")]), 9), Err(Refusal::Broken));
}

#[test]
fn names_of_files_lead_nowhere() {
    for (given, plain) in [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\a.doc", "a.doc"),
        ("..", "file"),
        ("", "file"),
        ("a\u{202e}fdp.exe\n", "afdp.exe"),
    ] {
        assert_eq!(plain_name(given), plain);
    }
    assert_eq!(plain_name(&"\u{e9}".repeat(200)).len(), 254);
}

proptest! {
    #[test]
    fn files_of_any_bytes_come_through_whole(
        files in proptest::collection::vec(proptest::collection::vec(prop_oneof![Just(b'\r'), Just(b'\n'), Just(b'-'), any::<u8>()], 0..400), 0..4),
        step in 1usize..50,
    ) {
        let parts: Vec<(&str, &[u8])> = files.iter().map(|file| ("name=\"file\"; filename=\"a\"", file.as_slice())).collect();
        let read = read(KIND, &body(&parts), step).expect("fine");
        let bytes: Vec<Vec<u8>> = read.into_iter().map(|(_, _, bytes)| bytes).collect();
        prop_assert_eq!(bytes, files);
    }

    #[test]
    fn any_bytes_are_a_form_or_a_fault(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = Form::parse(&bytes);
        let _ = read(KIND, &bytes, 7);
    }

    #[test]
    fn a_changed_byte_is_a_form_or_a_fault(at in 0usize..120, byte in any::<u8>()) {
        let mut sent = body(&[("name=\"token\"", b"abc"), ("name=\"file\"; filename=\"a\"", b"123")]);
        let at = at % sent.len();
        sent[at] = byte;
        let _ = read(KIND, &sent, 7);
    }
}
