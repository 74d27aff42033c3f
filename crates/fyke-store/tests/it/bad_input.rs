//! Files made to hurt: a clear error, and a case that is as it was.

use crate::World;
use std::io::Write;

/// Nothing of a refused file is in the case.
fn untouched(world: &World) {
    assert_eq!(world.ask("select count(*) from files"), ["0"]);
    for table in ["consignments", "flows", "statements", "refused"] {
        let folder = world.case.root().join("tables").join(table);
        assert!(!folder.exists() || std::fs::read_dir(folder).unwrap().next().is_none());
    }
}

#[test]
fn an_xml_bomb_as_un_list() {
    let mut world = World::new();
    let mut bomb =
        String::from("<?xml version=\"1.0\"?>\n<!DOCTYPE CONSOLIDATED_LIST [\n<!ENTITY a0 \"ha\">\n");
    for level in 1..20 {
        bomb.push_str(&format!(
            "<!ENTITY a{level} \"&a{p};&a{p};&a{p};&a{p};&a{p};&a{p};\">\n",
            p = level - 1
        ));
    }
    bomb.push_str("]>\n<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>&a19;</FIRST_NAME></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>\n");
    let error = world.add("UN_consolidated_2026-02-27.xml", &bomb).unwrap_err();
    assert!(error.broke().contains("UN_consolidated"), "{error}");
    untouched(&world);
}

#[test]
fn a_zip_bomb_as_xlsx() {
    let mut world = World::new();
    let path = world.path("bomb.xlsx");
    std::fs::write(&path, zip_of_zeros(300 << 20)).unwrap();
    let error = world.add_path(&path, &Default::default()).unwrap_err();
    assert!(!error.repair().is_empty(), "{error}");
    untouched(&world);
}

/// A zip with one stored-in-deflate sheet of zeros: a thousand to one.
fn zip_of_zeros(bytes: usize) -> Vec<u8> {
    let mut zip = zip_writer::Zip::default();
    zip.add("[Content_Types].xml", b"<Types/>".as_slice());
    zip.add("xl/workbook.xml", b"<workbook/>".as_slice());
    zip.add_zeros("xl/worksheets/sheet1.xml", bytes);
    zip.finish()
}

/// Just enough of a zip writer to make hostile ones; deflate by flate2.
mod zip_writer {
    use super::Write;
    use flate2::{Compression, Crc, write::DeflateEncoder};

    #[derive(Default)]
    pub struct Zip {
        bytes: Vec<u8>,
        directory: Vec<u8>,
        entries: u16,
    }

    impl Zip {
        pub fn add(&mut self, name: &str, content: &[u8]) {
            let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(content).unwrap();
            let mut crc = Crc::new();
            crc.update(content);
            self.entry(name, &encoder.finish().unwrap(), crc.sum(), content.len());
        }

        pub fn add_zeros(&mut self, name: &str, bytes: usize) {
            let (mut encoder, mut crc) = (DeflateEncoder::new(Vec::new(), Compression::best()), Crc::new());
            let block = vec![0u8; 1 << 20];
            for _ in 0..bytes >> 20 {
                encoder.write_all(&block).unwrap();
                crc.update(&block);
            }
            self.entry(name, &encoder.finish().unwrap(), crc.sum(), bytes);
        }

        fn entry(&mut self, name: &str, packed: &[u8], crc: u32, size: usize) {
            let offset = u32::try_from(self.bytes.len()).unwrap();
            let mut common = Vec::new();
            for half in [20u16, 0, 8, 0, 0] {
                common.extend(half.to_le_bytes());
            }
            for word in [crc, packed.len() as u32, size as u32] {
                common.extend(word.to_le_bytes());
            }
            common.extend((name.len() as u16).to_le_bytes());
            common.extend(0u16.to_le_bytes());
            self.bytes.extend(b"PK\x03\x04");
            self.bytes.extend(&common);
            self.bytes.extend(name.as_bytes());
            self.bytes.extend(packed);
            self.directory.extend(b"PK\x01\x02\x14\x00");
            self.directory.extend(&common);
            self.directory.extend([0u8; 10]);
            self.directory.extend(offset.to_le_bytes());
            self.directory.extend(name.as_bytes());
            self.entries += 1;
        }

        pub fn finish(mut self) -> Vec<u8> {
            let at = self.bytes.len() as u32;
            self.bytes.extend(&self.directory);
            self.bytes.extend(b"PK\x05\x06\0\0\0\0");
            for half in [self.entries, self.entries] {
                self.bytes.extend(half.to_le_bytes());
            }
            self.bytes.extend((self.directory.len() as u32).to_le_bytes());
            self.bytes.extend(at.to_le_bytes());
            self.bytes.extend([0, 0]);
            self.bytes
        }
    }
}

#[test]
fn files_that_are_not_tables_are_named_with_a_repair() {
    let mut world = World::new();
    for (name, text) in [
        ("empty.csv", ""),
        ("poem.txt", "the sea\nthe net\n"),
        ("page.html", "<!doctype html><html><body>x</body></html>"),
        ("paper.pdf", "%PDF-1.7\n%..."),
    ] {
        let error = world.add(name, text).expect_err(name);
        assert!(
            error.broke().contains(name) && !error.repair().is_empty(),
            "{name}: {error}"
        );
    }
    let error = world
        .add_path(&world.path("not-there.csv"), &Default::default())
        .unwrap_err();
    assert!(error.broke().contains("not-there.csv"), "{error}");
    untouched(&world);
}

#[test]
fn a_torn_parquet_file() {
    let mut world = World::new();
    let error = world.add("torn.parquet", "PAR1 and then nothing").unwrap_err();
    assert!(error.broke().contains("torn.parquet"), "{error}");
    untouched(&world);
}

#[test]
fn evidence_that_was_changed_is_noticed() {
    let mut world = World::new();
    let table = "date,consignor,hs_code\n2022-05-01,A GmbH,854231\n";
    world.add("march.csv", table).unwrap();
    assert_eq!(fyke_store::verify::case(&world.case).unwrap().files, 1);
    let hash = world.case.files().unwrap()[0].hash;
    let path = world.case.evidence_path(hash);
    std::fs::remove_file(&path).unwrap();
    std::fs::write(&path, table.replace("A GmbH", "B GmbH")).unwrap();
    let error = fyke_store::verify::case(&world.case).unwrap_err();
    assert!(error.broke().contains("march.csv"), "{error}");
}
