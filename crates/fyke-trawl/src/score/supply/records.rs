//! Records of the lists that the labels point into: CSV with quotes, and the
//! comments of the United Nations' XML. Only as much of both formats as these
//! files need; a file of another shape gives other sentences, which their hash
//! tells.

/// A field of a record, and whom the record is about.
pub(super) struct Record {
    pub(super) text: String,
    pub(super) name: String,
    pub(super) schema: String,
}

/// All records of a file, in order, with one field.
pub(super) fn read(text: &str, field: &str) -> Vec<Record> {
    if text.trim_start().starts_with('<') {
        xml(text, field)
    } else {
        csv(text, field)
    }
}

fn xml(text: &str, field: &str) -> Vec<Record> {
    let (open, close) = (format!("<{field}>"), format!("</{field}>"));
    let pieces = text.split(open.as_str()).skip(1);
    pieces
        .map(|piece| Record {
            text: unescape(piece.split(close.as_str()).next().unwrap_or_default()),
            name: String::new(),
            schema: String::new(),
        })
        .collect()
}

fn unescape(text: &str) -> String {
    let named = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&amp;", "&"),
    ];
    named
        .iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

fn csv(text: &str, field: &str) -> Vec<Record> {
    let mut rows = Rows {
        rest: text.strip_prefix('\u{feff}').unwrap_or(text),
    };
    let header = rows.next().unwrap_or_default();
    let column = |names: &[&str]| header.iter().position(|name| names.contains(&name.as_str()));
    let (at, name, schema) = (column(&[field]), column(&["name", "Name"]), column(&["schema"]));
    let cell = |row: &[String], at: Option<usize>| at.and_then(|at| row.get(at)).cloned().unwrap_or_default();
    rows.map(|row| Record {
        text: cell(&row, at),
        name: cell(&row, name),
        schema: cell(&row, schema),
    })
    .collect()
}

/// Rows of a CSV text; blank lines are none.
struct Rows<'a> {
    rest: &'a str,
}

impl Iterator for Rows<'_> {
    type Item = Vec<String>;

    fn next(&mut self) -> Option<Vec<String>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let (row, used) = row(self.rest);
            self.rest = self.rest.get(used..).unwrap_or_default();
            if row.len() > 1 || row.first().is_some_and(|cell| !cell.is_empty()) {
                return Some(row);
            }
        }
    }
}

/// One row, and how many bytes it took.
fn row(text: &str) -> (Vec<String>, usize) {
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut quoted = false;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' if quoted && chars.peek().is_some_and(|(_, next)| *next == '"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            ',' if !quoted => cells.push(std::mem::take(&mut cell)),
            '\r' if !quoted && chars.peek().is_some_and(|(_, next)| *next == '\n') => {}
            '\n' if !quoted => {
                cells.push(cell);
                return (cells, at + 1);
            }
            c => cell.push(c),
        }
    }
    cells.push(cell);
    (cells, text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_commas_and_lines_stay_in_their_cells() {
        let text = "name,reason,schema\nA,\"says \"\"no\"\", then\nmore\",Person\n\nB,plain,Company\n";
        let records = read(text, "reason");
        let texts: Vec<&str> = records.iter().map(|record| record.text.as_str()).collect();
        assert_eq!(texts, ["says \"no\", then\nmore", "plain"]);
        assert_eq!(records[1].name, "B");
    }

    #[test]
    fn comments_of_xml_are_counted_in_order() {
        let records = read("<A><C>one &amp; two</C></A><A><C>three</C></A>", "C");
        let texts: Vec<&str> = records.iter().map(|record| record.text.as_str()).collect();
        assert_eq!(texts, ["one & two", "three"]);
    }
}
