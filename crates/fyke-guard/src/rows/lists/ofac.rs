//! OFAC's tables: SDN and the other ("consolidated") list, with their files of
//! aliases, addresses and overlong remarks.
//!
//! The files have no header (some copies were given one), say nothing by `-0-`,
//! and end with DOS's 0x1A. Columns after the "SDN Data Specification" of the US
//! Treasury. The four files of a list share their entity numbers.

use fyke_model::refused::{Reason, Refused};

use super::Entry;
use super::remarks;
use super::values::{clean, split_quoted};
use crate::bytes::Record;
use crate::rows::kind::ListFormat;
use crate::rows::recognise::{Recognised, date_in_name, list};

const AUTHORITY: &str = "Office of Foreign Assets Control";

/// Most lines of the head that are looked at.
const LINES_MAX: usize = 50;

/// Recognises one of the tables from the first bytes of a file.
pub(crate) fn recognise(head: &[u8], name: &str) -> Option<Recognised> {
    let text = String::from_utf8_lossy(head);
    // the last line may be cut off
    let mut lines: Vec<&str> = text.lines().take(LINES_MAX + 1).collect();
    if lines.len() > 1 && !text.ends_with('\n') {
        lines.pop();
    }
    let rows: Vec<Vec<String>> = lines.iter().map(|line| split_quoted(line, ',')).collect();
    let data: Vec<&Vec<String>> = rows
        .iter()
        .skip(usize::from(has_header(head)))
        .filter(|row| row.len() > 1)
        .collect();
    let fits = |test: fn(&[String]) -> bool| {
        let fitting = data.iter().filter(|row| test(row)).count();
        !data.is_empty() && fitting * 10 >= data.len() * 9
    };
    let other = name.to_lowercase().contains("cons");
    let (format, evidence) = if fits(is_sdn) {
        let what =
            "12 columns, first a number, third individual, vessel, aircraft or -0-, fourth a programme";
        (ListFormat::OfacSdn, format!("looks like OFAC SDN: {what}"))
    } else if fits(is_alt) {
        let what = "5 columns, first two numbers, third aka, fka or nka";
        (ListFormat::OfacAlt, format!("looks like OFAC ALT: {what}"))
    } else if fits(is_add) {
        let what = "6 columns, first two numbers, -0- for nothing";
        (ListFormat::OfacAdd, format!("looks like OFAC ADD: {what}"))
    } else if name.to_lowercase().contains("comments") && fits(is_comment) {
        let what = "2 columns, a number and a long remark, and the name of the file";
        (
            ListFormat::OfacComments,
            format!("looks like OFAC SDN_COMMENTS: {what}"),
        )
    } else {
        return None;
    };
    let part = match format {
        ListFormat::OfacAlt => "-alt",
        ListFormat::OfacAdd => "-add",
        ListFormat::OfacComments => "-comments",
        _ => "",
    };
    let dataset = format!("ofac-{}{part}", if other { "cons" } else { "sdn" });
    Some(list(format, evidence, dataset, date_in_name(name)))
}

/// Whether somebody gave the table a header: its first cell is no number.
pub(crate) fn has_header(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    !bytes
        .trim_ascii_start()
        .iter()
        .find(|b| **b != b'"')
        .is_some_and(u8::is_ascii_digit)
}

fn is_number(cell: Option<&String>) -> bool {
    cell.is_some_and(|cell| !cell.is_empty() && cell.bytes().all(|b| b.is_ascii_digit()))
}

fn is_sdn(row: &[String]) -> bool {
    let kind = row.get(2).map_or("", String::as_str);
    row.len() == 12
        && is_number(row.first())
        && matches!(kind, "-0-" | "individual" | "entity" | "vessel" | "aircraft")
        && row.iter().any(|cell| cell == "-0-")
}

fn is_alt(row: &[String]) -> bool {
    let kind = row.get(2).map_or("", String::as_str);
    row.len() == 5 && is_number(row.first()) && is_number(row.get(1)) && matches!(kind, "aka" | "fka" | "nka")
}

fn is_add(row: &[String]) -> bool {
    row.len() == 6 && is_number(row.first()) && is_number(row.get(1)) && row.iter().any(|cell| cell == "-0-")
}

fn is_comment(row: &[String]) -> bool {
    row.len() == 2 && is_number(row.first())
}

/// Begins the entry of the entity that a row is about.
fn begin(record: &Record, schema: &str, entry: &mut Entry) -> Result<(), Refused> {
    if record.cells().all(|cell| clean(cell).is_empty()) {
        return Err(Refused::new(
            record.row(),
            None,
            record.text(0),
            Reason::NotARecord,
        ));
    }
    let number = clean(record.text(0));
    if number.is_empty() || number.len() > 12 || !number.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Refused::new(
            record.row(),
            Some("ent_num"),
            number,
            Reason::BadIdentifier,
        ));
    }
    entry.begin(format!("ofac-{number}"), schema, record.row());
    Ok(())
}

/// A row of `sdn.csv`.
pub(crate) fn sdn(record: &Record, entry: &mut Entry) -> Result<(), Refused> {
    let cell = |at| clean(record.text(at));
    let schema = match cell(2) {
        "individual" => "Person",
        "vessel" => "Vessel",
        "aircraft" => "Airplane",
        _ => "Organization",
    };
    begin(record, schema, entry)?;
    let name = cell(1);
    if !name.chars().any(char::is_alphanumeric) {
        return Err(Refused::new(
            record.row(),
            Some("SDN_Name"),
            name,
            Reason::BadName,
        ));
    }
    entry.say("name", name);
    entry.say("topics", "sanction");
    let title = if schema == "Person" { "position" } else { "notes" };
    for (at, prop) in [
        (4, title),
        (5, "callSign"),
        (6, "type"),
        (7, "deadweightTonnage"),
        (8, "grossRegisteredTonnage"),
        (9, "flag"),
    ] {
        entry.say(prop, cell(at));
    }
    if !cell(10).is_empty() {
        entry.say("notes", &format!("Owner: {}", cell(10)));
    }
    entry.sanction("authority", AUTHORITY);
    for program in cell(3).split("] [") {
        entry.sanction("program", program.trim_matches(['[', ']', ' ']));
    }
    remarks::read(cell(11), schema, entry);
    Ok(())
}

/// A row of `alt.csv`: another name.
pub(crate) fn alt(record: &Record, entry: &mut Entry) -> Result<(), Refused> {
    begin(record, "Thing", entry)?;
    let name = clean(record.text(3));
    if !name.chars().any(char::is_alphanumeric) {
        return Err(Refused::new(
            record.row(),
            Some("alt_name"),
            name,
            Reason::BadName,
        ));
    }
    let prop = match clean(record.text(2)) {
        "fka" => "previousName",
        "nka" => "name",
        _ => "alias",
    };
    entry.say(prop, name);
    entry.say("notes", record.text(4));
    Ok(())
}

/// A row of `add.csv`: an address, most often only a country.
pub(crate) fn add(record: &Record, entry: &mut Entry) -> Result<(), Refused> {
    begin(record, "Thing", entry)?;
    let parts: Vec<&str> = (2..5)
        .map(|at| clean(record.text(at)))
        .filter(|part| !part.is_empty())
        .collect();
    // many rows say only that nothing is known; they are whole all the same
    entry.say("address", &parts.join(", "));
    entry.say("country", record.text(4));
    entry.say("notes", record.text(5));
    Ok(())
}

/// A row of `sdn_comments.csv`: the rest of remarks too long for their column.
pub(crate) fn comments(record: &Record, entry: &mut Entry) -> Result<(), Refused> {
    begin(record, "Thing", entry)?;
    remarks::read(clean(record.text(1)), "Thing", entry);
    Ok(())
}
