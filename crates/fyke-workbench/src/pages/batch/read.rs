//! Lines of names, as people paste them: a name alone, or with a country and a
//! day behind it. What is not understood stays in the name, since a comma
//! belongs to many names and to no country.

use fyke_model::country::Country;
use fyke_model::desk::BatchName;

/// Letters of one name at most.
const NAME_MAX: usize = 400;

/// The names of a text, one a line.
///
/// # Errors
/// How many there are, where that is more than `most`.
pub(super) fn names(text: &str, most: usize) -> Result<Vec<BatchName>, usize> {
    let mut names: Vec<BatchName> = text.lines().filter_map(name).collect();
    if names
        .first()
        .is_some_and(|first| first.name.eq_ignore_ascii_case("name"))
    {
        names.remove(0);
    }
    if names.len() > most {
        return Err(names.len());
    }
    Ok(names)
}

fn name(line: &str) -> Option<BatchName> {
    let whole: String = line
        .trim()
        .chars()
        .filter(|c| !c.is_control() || *c == '\t')
        .take(NAME_MAX)
        .collect();
    let mark = ['\t', ';', ',']
        .into_iter()
        .find(|mark| whole.contains(*mark))
        .unwrap_or(',');
    let cells = cells(&whole, mark);
    let cell = |at: usize| cells.get(at).map(String::as_str).unwrap_or_default();
    let country: Option<Country> = cell(1).parse().ok();
    let named_column = cell(0).eq_ignore_ascii_case("name") && cells.len() > 1;
    let understood = cells.len() == 1 || country.is_some() || cell(1).is_empty() || named_column;
    let name = if understood {
        cell(0).to_owned()
    } else {
        whole.clone()
    };
    let date = Some(cell(2))
        .filter(|date| understood && !date.is_empty())
        .map(str::to_owned);
    (!name.is_empty()).then(|| BatchName {
        name,
        country: country.filter(|_| understood),
        date,
    })
}

/// Cells of a line; a cell in quotes may hold the mark.
fn cells(line: &str, mark: char) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        let Some(cell) = cells.last_mut() else { break };
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if quoted || cell.trim().is_empty() => quoted = !quoted,
            _ if letter == mark && !quoted => cells.push(String::new()),
            _ => cell.push(letter),
        }
    }
    cells.into_iter().map(|cell| cell.trim().to_owned()).collect()
}

/// A cell of a CSV file. What a spreadsheet would take for a formula gets a mark
/// before it, so that a name from outside runs nothing on a colleague's machine.
pub(super) fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if formula {
        format!("'{cell}")
    } else {
        cell.to_owned()
    };
    if cell.contains(['"', ',', '\n', '\r']) {
        return format!("\"{}\"", cell.replace('"', "\"\""));
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_people_paste_them() {
        let expected = "\
Vostok Micro LLC | RU | 2011
Sidorov, Ivan |  | 
Sidorov, Ivan | CY | 1969-03-08
Alfa, Beta, Gama and Sons |  | 
ООО «Восток Микро» | RU | 
Say \"Go\" Ltd |  | 
";
        let text = "name;country;date\nVostok Micro LLC; RU; 2011\nSidorov, Ivan\n\"Sidorov, Ivan\",CY,1969-03-08\n\n\
                    Alfa, Beta, Gama and Sons\nООО «Восток Микро»\tru\nSay \"Go\" Ltd\n";
        let mut found = String::new();
        for name in names(text, 10).unwrap() {
            let country = name.country.map(|c| c.to_string()).unwrap_or_default();
            found.push_str(&format!(
                "{} | {country} | {}\n",
                name.name,
                name.date.unwrap_or_default()
            ));
        }
        assert_eq!(found, expected);
        assert_eq!(names(text, 5).unwrap_err(), 6);
    }

    #[test]
    fn a_name_is_no_formula_in_a_spreadsheet() {
        assert_eq!(quoted("=cmd|' /C calc'!A0"), "'=cmd|' /C calc'!A0");
        assert_eq!(quoted("a,\"b\""), "\"a,\"\"b\"\"\"");
    }
}
