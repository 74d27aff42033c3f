//! Rows that a note cites: `@dataset:file:row`, the file by its hash or by the
//! first eight digits and more of it that tell it from others. What is in the
//! case becomes a way to the row; what is not is shown as it was written.

use crate::show;
use fyke_model::dataset::{FileHash, RowRef};
use fyke_model::desk::CaseView;
use maud::{Markup, html};

/// Digits of a hash at least.
const DIGITS_MIN: usize = 8;

/// A piece of a note.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Piece<'t> {
    /// Text, as it is.
    Text(&'t str),
    /// What stands behind an `@` and looks like a row.
    Cited(&'t str),
}

/// A note as it is read, its rows as links.
pub(super) fn shown(case: &CaseView, text: &str) -> Markup {
    html! {
        @for piece in pieces(text) {
            @match piece {
                Piece::Text(text) => (text),
                Piece::Cited(cited) => @match find(case, cited) {
                    Some(row) => (show::row(&row)),
                    None => { "@" (cited) }
                },
            }
        }
    }
}

/// Text and citations, in order; together they are the whole.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let (mut pieces, mut rest) = (Vec::new(), text);
    let mut plain = text;
    while let Some(at) = rest.find('@') {
        let after = rest.get(at + 1..).unwrap_or_default();
        let end = after.find(|c: char| c.is_whitespace() || ",;()[]{}<>\"'@".contains(c));
        let word = after.get(..end.unwrap_or(after.len())).unwrap_or_default();
        let cited = word.trim_end_matches(['.', ':', '!', '?']);
        let number = cited.rsplit(':').next().unwrap_or_default();
        let like_one = cited.matches(':').count() >= 2
            && !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_digit());
        if like_one {
            let before = plain.len() - after.len() - 1;
            if let Some(before) = plain.get(..before).filter(|before| !before.is_empty()) {
                pieces.push(Piece::Text(before));
            }
            pieces.push(Piece::Cited(cited));
            rest = after.get(cited.len()..).unwrap_or_default();
            plain = rest;
        } else {
            rest = after;
        }
    }
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    pieces
}

/// The row, where one file of the case fits.
fn find(case: &CaseView, cited: &str) -> Option<RowRef> {
    let mut parts = cited.rsplitn(3, ':');
    let row: u64 = parts.next()?.parse().ok()?;
    let (digits, dataset) = (parts.next()?, parts.next()?);
    if digits.len() < DIGITS_MIN {
        return None;
    }
    let known = case.datasets.iter().find(|known| known.id == dataset)?;
    let mut fitting = known.files.iter().filter(|file| file.hash.starts_with(digits));
    let (file, None) = (fitting.next()?, fitting.next()) else {
        return None;
    };
    let file: FileHash = file.hash.parse().ok()?;
    (row > 0).then(|| RowRef {
        dataset: dataset.to_owned(),
        file,
        row,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use fyke_model::desk::{DatasetView, FileView};

    #[test]
    fn rows_of_the_case_become_ways_and_the_rest_stays_as_it_was() {
        let file = |hash: String| FileView {
            hash,
            ..FileView::default()
        };
        let case = CaseView {
            datasets: vec![DatasetView {
                id: "customs".to_owned(),
                files: vec![
                    file("ab".repeat(32)),
                    file("cd".repeat(32)),
                    file(format!("cdcdcdcd{}", "0".repeat(56))),
                ],
                ..DatasetView::default()
            }],
            ..CaseView::default()
        };
        let cases = [
            (
                "see @customs:abababab:7.",
                "see <a class=\"row\" href=\"/row/customs/HASH/7\">customs:abababababab:7</a>.",
            ),
            (
                "two files fit @customs:cdcdcdcd:7",
                "two files fit @customs:cdcdcdcd:7",
            ),
            ("@x:abababab:7, a@b.de", "@x:abababab:7, a@b.de"),
            ("<b>@customs:abababab:0", "&lt;b&gt;@customs:abababab:0"),
            ("", ""),
        ];
        for (text, expected) in cases {
            let found = shown(&case, text).into_string();
            assert_eq!(found, expected.replace("HASH", &"ab".repeat(32)), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_of_a_note_is_lost(text in "[@:a-z0-9 .]{0,60}") {
            let whole: String = pieces(&text)
                .into_iter()
                .map(|piece| match piece {
                    Piece::Text(text) => text.to_owned(),
                    Piece::Cited(cited) => format!("@{cited}"),
                })
                .collect();
            proptest::prop_assert_eq!(whole, text);
        }
    }
}
