//! How far apart two Latin words are when the alternations of romanisation
//! systems cost little.
//!
//! A weighted edit distance over [`Phones`]. The weights are set by hand from
//! what the standards spell differently: 0.05 to 0.3 of a letter for one sound
//! in two systems, 0.3 to 0.5 for sounds that languages exchange, 1 for others.

use super::phones::*;

/// Side of the cost table: a power of two above every code, so that no look-up
/// needs a check.
const TABLE: usize = 64;

const _: () = assert!(CODES <= TABLE);

/// Units of a cost in one letter.
pub(crate) const LETTER: u16 = 20;

/// The weighted edits between two folded Latin words, in letters: 0 when they
/// are spelled alike up to the romanisation, 1 for one true letter changed.
///
/// ```
/// use fyke_resolve::text::romanisation_distance;
/// assert!(romanisation_distance("gaddafi", "qadhafi") < 0.5);
/// assert!(romanisation_distance("ivanov", "petrov") > 2.0);
/// ```
pub fn romanisation_distance(a: &str, b: &str) -> f32 {
    phone_distance(&phones(a), &phones(b))
}

/// Likeness of two folded Latin words, 0 (nothing alike) to 1:
/// `1 - distance / sounds of the longer`.
pub fn romanisation_similarity(a: &str, b: &str) -> f32 {
    phone_similarity(&phones(a), &phones(b))
}

/// [`romanisation_similarity`] of words whose sounds were made before.
pub fn phone_similarity(a: &Phones, b: &Phones) -> f32 {
    let longest = a.len().max(b.len());
    if longest == 0 {
        return 0.0;
    }
    (1.0 - phone_distance(a, b) / longest as f32).max(0.0)
}

/// [`romanisation_distance`] of words whose sounds were made before.
pub fn phone_distance(a: &Phones, b: &Phones) -> f32 {
    f32::from(edits(a.codes(), b.codes())) / f32::from(LETTER)
}

/// The weighted edits between two rows of sounds, in twentieths of a letter
/// ([`LETTER`]). Rows longer than [`PHONES_MAX`] count up to there.
///
/// One row of the table is kept and changed in place; sounds that both words
/// begin or end with are stepped over first, since changing none of them is
/// never dearer.
pub(crate) fn edits(a: &[u8], b: &[u8]) -> u16 {
    let (a, b) = (&a[..a.len().min(PHONES_MAX)], &b[..b.len().min(PHONES_MAX)]);
    if a.contains(&OU) != b.contains(&OU) {
        return edits_with_ou(a, b);
    }
    let start = a.iter().zip(b).take_while(|(left, right)| left == right).count();
    let (a, b) = (&a[start..], &b[start..]);
    let end = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(left, right)| left == right)
        .count();
    let (a, b) = (&a[..a.len() - end], &b[..b.len() - end]);
    let mut row = [0u16; PHONES_MAX];
    let mut gaps = [0u16; PHONES_MAX];
    let mut sum = 0;
    for ((cell, own), &right) in row.iter_mut().zip(&mut gaps).zip(b) {
        *own = gap(right);
        sum += *own;
        *cell = sum;
    }
    let mut start = 0;
    for &left in a {
        let lost = gap(left);
        let change = &CHANGE[usize::from(left) % TABLE];
        let mut diagonal = start;
        start += lost;
        let mut beside = start;
        for ((cell, &own), &right) in row.iter_mut().zip(&gaps).zip(b) {
            let above = *cell;
            let changed = diagonal + u16::from(change[usize::from(right) % TABLE]);
            beside = changed.min(above + lost).min(beside + own);
            (diagonal, *cell) = (above, beside);
        }
    }
    b.len().checked_sub(1).map_or(start, |last| row[last])
}

type Row = [u16; PHONES_MAX + 1];

/// The same where one word has the Belarusian `ou`, which may stand for two sounds.
fn edits_with_ou(a: &[u8], b: &[u8]) -> u16 {
    let (mut before_last, mut last, mut row): (Row, Row, Row) =
        ([0; PHONES_MAX + 1], [0; PHONES_MAX + 1], [0; PHONES_MAX + 1]);
    for (j, &right) in b.iter().enumerate() {
        last[j + 1] = last[j] + gap(right);
    }
    for (i, &left) in a.iter().enumerate() {
        let lost = gap(left);
        let change = &CHANGE[usize::from(left) % TABLE];
        let mut beside = last[0] + lost;
        row[0] = beside;
        for (j, &right) in b.iter().enumerate() {
            let mut best = last[j] + u16::from(change[usize::from(right) % TABLE]);
            best = best.min(last[j + 1] + lost).min(beside + gap(right));
            if left == OU && j > 0 && is_ov(b[j - 1], right) {
                best = best.min(last[j - 1] + 2);
            }
            if right == OU && i > 0 && is_ov(a[i - 1], left) {
                best = best.min(before_last[j] + 2);
            }
            beside = best;
            row[j + 1] = best;
        }
        (before_last, last, row) = (last, row, before_last);
    }
    last[b.len()]
}

/// Belarusian `ou` for `ov`.
fn is_ov(vowel: u8, consonant: u8) -> bool {
    matches!(vowel, O | A | E) && matches!(consonant, V | F | W)
}

fn gap(code: u8) -> u16 {
    u16::from(GAP[usize::from(code) % TABLE])
}

/// What a sound costs that the other word lacks: vowels little, since Arabic
/// and Hebrew do not write them; `y` and `h` least.
static GAP: [u8; TABLE] = gaps();

/// What one sound costs in the place of another.
static CHANGE: [[u8; TABLE]; TABLE] = changes();

const fn gaps() -> [u8; TABLE] {
    let mut gaps = [LETTER as u8; TABLE];
    gaps[A as usize] = 7;
    gaps[E as usize] = 7;
    gaps[I as usize] = 5;
    gaps[O as usize] = 8;
    gaps[U as usize] = 8;
    gaps[OU as usize] = 8;
    gaps[Y as usize] = 3;
    gaps[H as usize] = 8;
    gaps[W as usize] = 14;
    gaps[GH as usize] = 14;
    gaps[J as usize] = 14;
    gaps[T as usize] = 16;
    gaps
}

const fn changes() -> [[u8; TABLE]; TABLE] {
    let mut costs = [[LETTER as u8; TABLE]; TABLE];
    let mut code = 0;
    while code < TABLE {
        costs[code][code] = 0;
        code += 1;
    }
    let mut at = 0;
    while at < PAIRS.len() {
        let (a, b, cost) = PAIRS[at];
        costs[a as usize][b as usize] = cost;
        costs[b as usize][a as usize] = cost;
        at += 1;
    }
    costs
}

/// Pairs of sounds that romanisations or languages exchange, in twentieths.
const PAIRS: &[(u8, u8, u8)] = &[
    // vowels
    (A, E, 5),
    (A, O, 5),
    (A, I, 9),
    (A, U, 9),
    (A, Y, 9),
    (A, OU, 9),
    (E, I, 4),
    (E, O, 6),
    (E, U, 8),
    (E, Y, 4),
    (E, OU, 9),
    (I, O, 10),
    (I, U, 8),
    (I, Y, 1),
    (I, OU, 9),
    (O, U, 3),
    (O, Y, 10),
    (O, OU, 2),
    (U, Y, 5),
    (U, OU, 0),
    (Y, OU, 9),
    (I, J, 4),
    (Y, J, 3),
    (E, J, 9),
    (U, W, 3),
    (O, W, 6),
    (OU, W, 2),
    (U, V, 6),
    (O, V, 12),
    // lips
    (B, P, 6),
    (B, V, 7),
    (V, W, 1),
    (V, F, 4),
    (W, F, 5),
    (P, F, 6),
    // throat
    (G, GH, 2),
    (G, K, 6),
    (G, Q, 4),
    (G, H, 6),
    (G, KH, 7),
    (G, J, 6),
    (G, ZH, 10),
    (GH, Q, 3),
    (GH, K, 6),
    (GH, H, 5),
    (GH, KH, 5),
    (K, Q, 1),
    (K, KH, 5),
    (K, H, 8),
    (K, CK, 0),
    (K, C, 8),
    (K, CH, 7),
    (Q, KH, 5),
    (Q, H, 8),
    (Q, CK, 2),
    (Q, CH, 5),
    (KH, H, 1),
    (KH, CH, 4),
    (KH, CK, 6),
    (KH, J, 8),
    (H, CH, 6),
    // hisses
    (CK, C, 4),
    (CK, CH, 8),
    (CK, TS, 8),
    (CK, S, 10),
    (C, S, 3),
    (C, TS, 1),
    (C, CH, 2),
    (C, SH, 6),
    (C, Z, 6),
    (C, SC, 4),
    (S, Z, 4),
    (S, TS, 6),
    (S, SH, 5),
    (S, CH, 13),
    (S, SC, 5),
    (S, TH, 6),
    (S, DZ, 12),
    (S, ZH, 13),
    (Z, TS, 6),
    (Z, ZH, 4),
    (Z, DH, 4),
    (Z, DZ, 4),
    (Z, J, 7),
    (Z, D, 12),
    (Z, TH, 8),
    (Z, SH, 12),
    (TS, CH, 5),
    (TS, SH, 8),
    (TS, DZ, 4),
    (TS, J, 5),
    (TS, T, 8),
    (TS, SC, 6),
    (TS, ZH, 7),
    (SH, CH, 5),
    (SH, SC, 3),
    (SH, ZH, 6),
    (SH, J, 7),
    (SH, TS, 8),
    (CH, SC, 4),
    (CH, ZH, 5),
    (CH, J, 5),
    (CH, DZ, 7),
    (CH, T, 10),
    (SC, ZH, 8),
    (ZH, J, 3),
    (ZH, DZ, 5),
    (J, DZ, 4),
    (J, D, 12),
    (J, Q, 6),
    // teeth
    (D, DH, 1),
    (D, T, 6),
    (D, TH, 6),
    (D, DZ, 5),
    (DH, T, 7),
    (DH, TH, 3),
    (DH, DZ, 6),
    (T, TH, 1),
    (TH, F, 8),
    (L, R, 13),
    (M, N, 12),
    (M, NG, 12),
    (N, NG, 2),
];
