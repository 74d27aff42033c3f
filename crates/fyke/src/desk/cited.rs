//! Rows as people cite them: `dataset:file:row`, the file by its hash or by the
//! beginning of it that tells it from others.

use super::Opened;
use fyke_model::dataset::RowRef;

/// Letters of a citation at most.
const CITED_MAX: usize = 200;
/// Digits of a hash at least.
const DIGITS_MIN: usize = 8;

/// The row with the whole hash.
pub(super) fn whole(row: &RowRef) -> String {
    format!("{}:{}:{}", row.dataset, row.file, row.row)
}

/// The row that is cited, where the case has its file and the file so many rows.
pub(super) fn find(opened: &Opened, cited: &str) -> Option<RowRef> {
    let mut parts = cited.rsplitn(3, ':');
    let row: u64 = parts.next()?.parse().ok()?;
    let (digits, dataset) = (parts.next()?, parts.next()?);
    if digits.len() < DIGITS_MIN {
        return None;
    }
    let mut fitting = opened
        .files
        .values()
        .filter(|file| file.dataset == dataset && file.hash.to_string().starts_with(digits));
    let (Some(file), None) = (fitting.next(), fitting.next()) else {
        // a known answer's row is cited as any other
        let mut known = opened.known.rows.iter().map(|(row, _)| row);
        return known
            .find(|one| one.row == row && one.dataset == dataset && one.file.to_string().starts_with(digits))
            .cloned();
    };
    let last = file.last_row.max(file.rows_in.saturating_add(1));
    (1..=last).contains(&row).then(|| RowRef {
        dataset: file.dataset.clone(),
        file: file.hash,
        row,
    })
}

/// What a text cites after an `@`: what looks like a citation, whether or not it
/// is one.
pub(super) fn in_text(text: &str) -> Vec<&str> {
    text.split('@')
        .skip(1)
        .filter_map(|after| {
            let end = after.find(|c: char| c.is_whitespace() || ",;()[]{}<>\"'".contains(c));
            let cited = after
                .get(..end.unwrap_or(after.len()))?
                .trim_end_matches(['.', ':', '!', '?']);
            let digits = cited.rsplit(':').next()?;
            let like_one = cited.matches(':').count() >= 2
                && cited.len() <= CITED_MAX
                && !digits.is_empty()
                && digits.bytes().all(|byte| byte.is_ascii_digit());
            like_one.then_some(cited)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn citations_are_found_in_a_text() {
        let text = "see @customs-de:ab12cd34ab12:17, and (@list:ffffffffffff:2). mail a@b.de is none; @x:y:z neither";
        assert_eq!(
            in_text(text),
            ["customs-de:ab12cd34ab12:17", "list:ffffffffffff:2"]
        );
        assert_eq!(
            in_text("@a:b:1"),
            ["a:b:1"],
            "looks like one, and is to be refused"
        );
    }
}
