//! Files made to break readers, and files broken at random: the parent gets a
//! view or an error in words, and lives.

use crate::{made, view};
use proptest::prelude::*;
use std::path::{Path, PathBuf};

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.path() {
            path if path.is_dir() => files_below(&path, found),
            path => found.push(path),
        }
    }
}

#[test]
fn every_hostile_file_gives_a_view() {
    let Some(data) = std::env::var_os("FYKE_DATA").map(|data| PathBuf::from(data).join("hostile")) else {
        println!("skipped: FYKE_DATA is not set");
        return;
    };
    let mut files = Vec::new();
    files_below(&data, &mut files);
    files.sort();
    assert!(
        files.len() > 100,
        "{} files below {}",
        files.len(),
        data.display()
    );
    let mut died = Vec::new();
    for path in &files {
        let bytes = std::fs::read(path).unwrap();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let view = view(&bytes, &name).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(
            !view.pages.is_empty() || bytes.is_empty(),
            "{}: nothing to see",
            path.display()
        );
        if view
            .findings
            .iter()
            .any(|finding| finding.what == fyke_view::What::ChildDied)
        {
            died.push(name);
        }
    }
    println!(
        "{} hostile files seen, the child died on {}: {died:?}",
        files.len(),
        died.len()
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn bytes_that_are_no_file(bytes in prop::collection::vec(any::<u8>(), 0..300), head in 0usize..8) {
        let heads: [&[u8]; 8] = [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xd8\xff\xe1", b"RIFF\x20\0\0\0WAVE", b"OggS", b"GIF89a", b"II*\0"];
        let file = [heads[head], &bytes].concat();
        prop_assert!(view(&file, "a.bin").is_ok());
    }

    #[test]
    fn good_files_broken_somewhere(which in 0usize..7, at in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6), cut in any::<prop::sample::Index>(), cuts in any::<bool>()) {
        let (name, mut file) = made::all().swap_remove(which);
        for (place, byte) in at {
            let place = place.index(file.len());
            file[place] = byte;
        }
        if cuts {
            file.truncate(cut.index(file.len()).max(1));
        }
        prop_assert!(view(&file, name).is_ok());
    }
}
