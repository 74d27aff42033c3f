use super::*;
use crate::press::press;
use crate::sample;
use crate::verify::{Verified, verify};
use proptest::prelude::*;
use std::sync::LazyLock;

static PDF: LazyLock<Vec<u8>> = LazyLock::new(|| press(&sample::dossier()).unwrap());

fn checked(pdf: &[u8]) -> Verified {
    verify(pdf, None, &sample::check)
}

#[test]
fn what_went_in_comes_out() {
    let opened = read(&PDF).unwrap();
    assert_eq!(opened.dossier, sample::dossier());
    let names: Vec<&str> = opened.files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "charts/1.svg",
            "checkpoint",
            "dossier.json",
            "entities.ftm.json",
            "lead.json",
            "log-key",
            "manifest.json",
            "record/entry-3.json",
            "record/entry-3.proof",
            "record/entry-3.said",
            "record/entry-5.json",
            "record/entry-5.proof",
            "rows.csv",
        ]
    );
    let rows = String::from_utf8(opened.files["rows.csv"].clone()).unwrap();
    let file = "ab".repeat(32);
    assert_eq!(
        rows,
        format!(
            "dataset,file,file_name,row,handling,date,consignee,mass_kg,row,mass_kg (2), (2)\n\
             customs,{file},flows.csv,2,open,2022-03-01,شركة بيتا,400,,,\n\
             customs,{file},flows.csv,3,open,2022-03-20,,390,\"=1+1, \"\"so\"\"\nand on\",,\n\
             customs,{file},flows.csv,4,open,,,1,,2,3\n"
        )
    );
}

/// An entry may name the digest before the dossier that proves the entry is made.
#[test]
fn the_digest_is_of_all_that_is_said_outside_the_record() {
    let mut other = sample::dossier();
    other.record = None;
    assert_eq!(crate::digest(&other), crate::digest(&sample::dossier()));
    other.told.headline = "another".into();
    assert_ne!(crate::digest(&other), crate::digest(&sample::dossier()));
}

#[test]
fn other_files_are_none_of_ours() {
    for bytes in [
        &b""[..],
        b"%PDF-1.7",
        b"%PDF-1.4\nstartxref\n0\n%%EOF",
        b"PK\x03\x04",
    ] {
        let error = read(bytes).unwrap_err().to_string();
        assert!(
            error.starts_with("this is no dossier as it was made: "),
            "{error}"
        );
    }
}

/// A PDF with one attached file of zeros that unpack to more than anybody takes.
#[test]
fn a_bomb_is_not_unpacked() {
    use std::io::Write;
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    let zeros = vec![0; 1 << 20];
    for _ in 0..2 * BYTES_MAX / zeros.len() + 1 {
        packer.write_all(&zeros).unwrap();
    }
    let packed = packer.finish().unwrap();
    let mut pdf = b"%PDF-1.7\n".to_vec();
    let mut at = Vec::new();
    let objects = [
        b"<</Names<</EmbeddedFiles<</Names[(a)2 0 R]>>>>>>".to_vec(),
        b"<</F(a)/EF<</F 3 0 R>>>>".to_vec(),
        [
            format!("<</Filter/FlateDecode/Length {}>>stream\n", packed.len()).as_bytes(),
            &packed,
            b"\nendstream",
        ]
        .concat(),
    ];
    for (n, object) in objects.iter().enumerate() {
        at.push(pdf.len());
        pdf.extend(
            format!("{} 0 obj\n", n + 1)
                .bytes()
                .chain(object.iter().copied())
                .chain(*b"\nendobj\n"),
        );
    }
    let start = pdf.len();
    pdf.extend(b"xref\n0 4\n0000000000 65535 f \n");
    at.iter()
        .for_each(|at| pdf.extend(format!("{at:010} 00000 n \n").bytes()));
    pdf.extend(format!("trailer\n<</Root 1 0 R/Size 4>>\nstartxref\n{start}\n%%EOF").bytes());
    assert_eq!(
        read(&pdf),
        Err(ReadError::Form("an attached file cannot be read"))
    );
}

#[test]
fn a_whole_dossier_is_whole() {
    let verified = checked(&PDF);
    assert!(verified.whole, "{:#?}", verified.findings);
    let with_key = verify(&PDF, Some("example/log+00000000+AAAA"), &sample::check);
    assert!(with_key.whole);
    let other_key = verify(&PDF, Some("another/log+00000000+AAAA"), &sample::check);
    assert!(!other_key.whole);
}

#[test]
fn an_entry_that_is_not_in_the_log_is_named() {
    let refuse = |_: &crate::Claim<'_>| Err("the hashes lead elsewhere".to_owned());
    let verified = verify(&PDF, None, &refuse);
    let faults: Vec<&str> = verified
        .findings
        .iter()
        .filter(|f| f.fault)
        .map(|f| f.what.as_str())
        .collect();
    assert_eq!(
        faults,
        [
            "entry 3 (entry 3) is not shown to be in the log: the hashes lead elsewhere",
            "entry 5 (entry 5) is not shown to be in the log: the hashes lead elsewhere",
        ]
    );
}

/// Whoever changes a word on a page and nothing else: the files still fit.
#[test]
fn a_word_changed_on_the_page_alone_is_found() {
    let mut other = sample::dossier();
    other.told.headline = "Beta is innocent".into();
    let other = press(&other).unwrap();
    // the pages of one in the file of the other: the attached files are the same but one
    let verified = checked(&other);
    assert!(verified.whole);
    let title = b"Beta passes goods on";
    let at = PDF
        .windows(title.len())
        .position(|window| window == title)
        .unwrap();
    let mut forged = PDF.clone();
    forged[at..at + 4].copy_from_slice(b"Zeta");
    let verified = checked(&forged);
    assert!(!verified.whole);
    let faults: Vec<&str> = verified
        .findings
        .iter()
        .filter(|f| f.fault)
        .map(|f| f.what.as_str())
        .collect();
    assert_eq!(faults, ["the pages are not those that the attached files give"]);
}

/// A row that may not leave, put in by another program.
#[test]
fn a_held_row_in_a_dossier_is_found() {
    let mut files = read(&PDF).unwrap().files;
    let rows = String::from_utf8(files["rows.csv"].clone()).unwrap();
    files.insert(
        "rows.csv".into(),
        rows.replacen(",open,", ",restricted,", 1).into_bytes(),
    );
    assert_eq!(
        files::read(&files).unwrap_err(),
        "1 row may not leave\n  customs:abababababab:2: restricted to the people on this case; leave it out"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_flipped_bit_is_read_without_panic(from_end in 0usize..30_000, bit in 0u8..8) {
        let mut pdf = PDF.clone();
        let at = pdf.len() - 1 - from_end.min(pdf.len() - 1);
        pdf[at] ^= 1 << bit;
        // most lie in a page or a font, and the files are still whole
        let _ = read(&pdf);
    }

    #[test]
    fn a_cut_one_never_verifies(to in any::<prop::sample::Index>()) {
        prop_assert!(!checked(&PDF[..to.index(PDF.len())]).whole);
    }

    #[test]
    fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut pdf = b"%PDF-1.7\n".to_vec();
        pdf.extend(&bytes);
        pdf.extend(b"\nstartxref\n9\n%%EOF");
        prop_assert!(read(&pdf).is_err());
    }
}

// each of these sets the pages again
proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn a_flipped_bit_never_verifies(at in any::<prop::sample::Index>(), bit in 0u8..8) {
        let mut pdf = PDF.clone();
        let at = at.index(pdf.len());
        pdf[at] ^= 1 << bit;
        prop_assert!(!checked(&pdf).whole);
    }

    #[test]
    fn one_with_bytes_more_never_verifies(more in prop::collection::vec(any::<u8>(), 1..80)) {
        let mut pdf = PDF.clone();
        pdf.extend(more);
        prop_assert!(!checked(&pdf).whole);
    }
}
