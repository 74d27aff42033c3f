//! How far apart two Latin words are when the alternations of romanisation
//! systems cost little.

use super::phones::{PHONES_MAX, Phones, phones};

/// The weighted edits between two folded Latin words, in letters: 0 when they
/// are spelled alike up to the romanisation, 1 for one true letter changed.
pub fn romanisation_distance(a: &str, b: &str) -> f32 {
    phone_distance(&phones(a), &phones(b))
}

/// Likeness of two folded Latin words, 0 (nothing alike) to 1.
pub fn romanisation_similarity(a: &str, b: &str) -> f32 {
    phone_similarity(&phones(a), &phones(b))
}

/// [`romanisation_distance`] of words whose sounds were made before.
pub fn phone_distance(a: &Phones, b: &Phones) -> f32 {
    let (a, b) = (a.codes(), b.codes());
    let mut row = [0.0f32; PHONES_MAX + 1];
    for (at, cell) in row.iter_mut().enumerate() {
        *cell = at as f32;
    }
    for (i, left) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = (i + 1) as f32;
        for (j, right) in b.iter().enumerate() {
            let change = diagonal + if left == right { 0.0 } else { 1.0 };
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1.0).min(diagonal + 1.0);
        }
    }
    row[b.len()]
}

/// [`romanisation_similarity`] of words whose sounds were made before.
pub fn phone_similarity(a: &Phones, b: &Phones) -> f32 {
    let longest = a.len().max(b.len());
    if longest == 0 {
        return 0.0;
    }
    (1.0 - phone_distance(a, b) / longest as f32).max(0.0)
}
