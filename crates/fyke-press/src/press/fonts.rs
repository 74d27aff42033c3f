//! The letters of a dossier. They are built in, since a page must be the same on
//! every machine; fonts that a system happens to have are never looked at.
//!
//! Libertinus Serif for reading, Open Sans for labels and tables, DejaVu Sans Mono
//! for hashes, and one face for each script in which names are written. Where they
//! come from: `data/fonts/README.md`.

use std::sync::LazyLock;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// Ours, by the scripts they bring.
const OURS: [&[u8]; 10] = [
    include_bytes!("../../../../data/fonts/OpenSans-Regular.ttf"),
    include_bytes!("../../../../data/fonts/OpenSans-Semibold.ttf"),
    include_bytes!("../../../../data/fonts/NotoNaskhArabic-Regular.ttf"),
    include_bytes!("../../../../data/fonts/NotoNaskhArabic-Bold.ttf"),
    include_bytes!("../../../../data/fonts/NotoSerifGeorgian-Regular.ttf"),
    include_bytes!("../../../../data/fonts/NotoSerifArmenian-Regular.ttf"),
    include_bytes!("../../../../data/fonts/NotoSerifHebrew-Regular.ttf"),
    include_bytes!("../../../../data/fonts/NotoSerifThai-Regular.ttf"),
    include_bytes!("../../../../data/fonts/NotoSerifDevanagari-Regular.ttf"),
    include_bytes!("../../../../data/fonts/DroidSansFallbackFull.ttf"),
];

/// Of the faces that come with typst these families are taken.
const THEIRS: [&str; 2] = ["Libertinus Serif", "DejaVu Sans Mono"];

/// The faces and what they are called.
pub struct Fonts {
    pub faces: Vec<Font>,
    pub book: LazyHash<FontBook>,
    /// A bit for each letter that some face has.
    letters: Vec<u64>,
}

/// All of them.
pub static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let theirs = typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data)));
    let mut faces: Vec<Font> = theirs
        .filter(|font| THEIRS.contains(&font.info().family.as_str()))
        .collect();
    faces.extend(OURS.iter().flat_map(|data| Font::iter(Bytes::new(*data))));
    let book = LazyHash::new(FontBook::from_fonts(&faces));
    let mut letters = vec![0u64; 0x11_0000 / 64];
    for letter in faces.iter().flat_map(|font| font.info().coverage.iter()) {
        if let Some(bits) = letters.get_mut(letter as usize / 64) {
            *bits |= 1 << (letter % 64);
        }
    }
    Fonts { faces, book, letters }
});

impl Fonts {
    /// Whether one face has all these letters.
    pub fn draw(&self, letters: &[char]) -> bool {
        if let [c] = letters {
            let c = u32::from(*c);
            let bits = self.letters.get(c as usize / 64).copied().unwrap_or_default();
            return bits >> (c % 64) & 1 == 1;
        }
        let has = |font: &Font| {
            let coverage = &font.info().coverage;
            letters.iter().all(|c| coverage.contains(u32::from(*c)))
        };
        self.faces.iter().any(has)
    }
}
