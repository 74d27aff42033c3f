//! Random and half-random bytes at every parser of outside bytes: no panic, no
//! endless loop, no row lost in silence. The seed and the count are fixed, so
//! a failure is the same on every machine.

use std::io::Cursor;

use fyke_guard::bytes::xml::NextElement;
use fyke_guard::bytes::{Limits, csv, jsonl, sniff, xlsx, xml, zip};

use super::show;

const ROUNDS: u64 = 1_500;

/// SplitMix64 (Steele, Lea and Flood 2014): enough for bytes without a crate.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    /// Up to 400 bytes: pieces that mean something to the parser, and noise.
    fn bytes(&mut self, pieces: &[&[u8]]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let length = self.below(400);
        while bytes.len() < length {
            match self.below(4) {
                0 => bytes.push(self.next() as u8),
                _ => bytes.extend_from_slice(pieces[self.below(pieces.len())]),
            }
        }
        bytes
    }

    /// A copy with some bytes changed, dropped or doubled.
    fn spoil(&mut self, good: &[u8]) -> Vec<u8> {
        let mut bytes = good.to_vec();
        for _ in 0..=self.below(4) {
            if bytes.is_empty() {
                break;
            }
            let at = self.below(bytes.len());
            match self.below(4) {
                0 => bytes[at] = self.next() as u8,
                1 => bytes.truncate(at),
                2 => drop(bytes.remove(at)),
                _ => bytes.insert(at, self.next() as u8),
            }
        }
        bytes
    }
}

/// Small limits, so that they are met.
fn limits() -> Limits {
    Limits {
        cell_bytes_max: 60,
        row_bytes_max: 200,
        columns_max: 20,
        line_bytes_max: 100,
        xml_text_bytes_max: 100,
        xml_depth_max: 6,
        sample_bytes: 128,
        ..Limits::default()
    }
}

#[test]
fn delimited_text() {
    let pieces: [&[u8]; 14] = [
        b",",
        b";",
        b"\"",
        b"\"\"",
        b"'",
        b"\n",
        b"\r\n",
        b"\r",
        b"a,b,c\n",
        b"1",
        b"\xD0\x96",
        b"\\\"",
        b" ",
        b"\t",
    ];
    let mut random = Random(1);
    for _ in 0..ROUNDS {
        let bytes = random.bytes(&pieces);
        for limits in [Limits::default(), limits()] {
            let mut reader = csv::Reader::open(bytes.as_slice(), &limits).unwrap();
            let lines = bytes.len() + 1;
            assert!(show(&mut reader).len() <= lines);
        }
    }
}

#[test]
fn json_lines() {
    let pieces: [&[u8]; 9] = [
        b"{",
        b"}",
        b"[",
        b"]",
        b"\"a\":",
        b"1,",
        b"\n",
        b"{\"a\":1}\n",
        b"\\",
    ];
    let mut random = Random(2);
    for _ in 0..ROUNDS {
        let bytes = random.bytes(&pieces);
        let mut rows = jsonl::LineRows::open(bytes.as_slice(), &limits()).unwrap();
        assert!(show(&mut rows).len() <= bytes.len() + 1);
    }
}

#[test]
fn xml_lists() {
    let pieces: [&[u8]; 10] = [
        b"<a>",
        b"</a>",
        b"<E id='1'>",
        b"</E>",
        b"&amp;",
        b"&#x0;",
        b"<![CDATA[",
        b"]]>",
        b"<!DOCTYPE",
        b"text",
    ];
    let mut random = Random(3);
    for _ in 0..ROUNDS {
        let mut bytes = b"<L>".to_vec();
        bytes.extend(random.bytes(&pieces));
        let Ok(mut reader) = xml::Reader::open(bytes.as_slice(), &["E"], &limits()) else {
            continue;
        };
        // an error is an end; so is the end
        for _ in 0..bytes.len() + 1 {
            if matches!(reader.next_element(), Ok(NextElement::End) | Err(_)) {
                break;
            }
        }
    }
}

#[test]
fn zips_and_workbooks() {
    let pieces: [&[u8]; 6] = [
        b"PK\x03\x04",
        b"PK\x01\x02",
        b"PK\x05\x06",
        b"\0\0\0\0",
        b"\xFF\xFF\xFF\xFF",
        b"xl/workbook.xml",
    ];
    let mut random = Random(4);
    for _ in 0..ROUNDS {
        let mut bytes = random.bytes(&pieces);
        bytes.extend_from_slice(b"PK\x05\x06");
        bytes.extend((0..18).map(|_| random.next() as u8 & random.next() as u8));
        let _ = zip::check(&mut Cursor::new(&bytes), &limits());
        let choice = xlsx::SheetChoice::Largest;
        assert!(xlsx::SheetRows::open(Cursor::new(&bytes), &choice, &limits()).is_err());
    }
}

#[test]
fn formats_of_spoiled_heads() {
    let heads: [&[u8]; 5] = [
        b"PAR1\x15\x04",
        b"PK\x03\x04[Content_Types].xml",
        b"<?xml version='1.0'?><a/>",
        b"{\"a\":1}\n",
        b"a,b\n1,2\n",
    ];
    let mut random = Random(5);
    for _ in 0..ROUNDS {
        let head = heads[random.below(heads.len())];
        let sniffed = sniff(&random.spoil(head), Some("a.csv"));
        assert!(!sniffed.format.name().is_empty());
    }
}
