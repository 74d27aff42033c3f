//! Workbooks written here, byte by byte, and what is read from them.

use super::*;
use std::io::Cursor;

/// A workbook of sheets given as (name, attributes, rows of XML).
fn workbook(sheets: &[(&str, &str, &str)]) -> Vec<u8> {
    let types = "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let roots = format!(
        "<Relationships xmlns=\"{package}\"><Relationship Id=\"r0\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let mut listed = String::new();
    let mut related = format!("<Relationship Id=\"rs\" Type=\"{office}/styles\" Target=\"styles.xml\"/>");
    let mut files: Vec<(String, String)> = Vec::new();
    for (index, (name, attributes, rows)) in sheets.iter().enumerate() {
        let id = index + 1;
        listed.push_str(&format!(
            "<sheet name=\"{name}\" sheetId=\"{id}\" r:id=\"r{id}\" {attributes}/>"
        ));
        related.push_str(&format!(
            "<Relationship Id=\"r{id}\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet{id}.xml\"/>"
        ));
        files.push((
            format!("xl/worksheets/sheet{id}.xml"),
            format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>"),
        ));
    }
    files.push(("[Content_Types].xml".into(), types.into()));
    files.push(("_rels/.rels".into(), roots));
    files.push((
        "xl/workbook.xml".into(),
        format!("<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>{listed}</sheets></workbook>"),
    ));
    files.push((
        "xl/_rels/workbook.xml.rels".into(),
        format!("<Relationships xmlns=\"{package}\">{related}</Relationships>"),
    ));
    files.push((
        "xl/styles.xml".into(),
        format!("<styleSheet xmlns=\"{main}\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>"),
    ));
    let entries: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, body)| (name.as_str(), body.as_bytes()))
        .collect();
    zip::build::zip(&entries)
}

fn text(cell: &str, text: &str) -> String {
    format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

fn trade() -> String {
    format!(
        "<row r=\"1\">{}</row><row r=\"3\">{}{}{}</row>\
         <row r=\"4\"><c r=\"A4\" s=\"1\"><v>44260</v></c>{}<c r=\"C4\"><v>1200</v></c></row>\
         <row r=\"5\"><c r=\"A5\" s=\"2\"><v>44261.5</v></c>{}<c r=\"C5\"><v>0.25</v></c></row>\
         <row r=\"7\"><c r=\"A7\" s=\"1\"><v>44262</v></c><c r=\"C7\" t=\"e\"><v>#REF!</v></c></row>",
        text("A1", "Exports of parts"),
        text("A3", "date"),
        text("B3", "country"),
        text("C3", "kg"),
        text("B4", "DE"),
        text("B5", "KZ"),
    )
}

fn rows(mut sheet: SheetRows) -> Vec<String> {
    let mut record = Record::default();
    let mut seen = Vec::new();
    loop {
        match sheet.next_record(&mut record).unwrap() {
            Next::Record => {
                let cells: Vec<&str> = record.cells().collect();
                let flaws: Vec<&str> = record.flaws().iter().map(|flaw| flaw.reason.code()).collect();
                seen.push(format!(
                    "{}: {} {}",
                    record.row(),
                    cells.join("|"),
                    flaws.join(",")
                ));
            }
            Next::Refused(refused) => seen.push(refused.to_string()),
            Next::End => return seen,
        }
    }
}

#[test]
fn dates_numbers_errors_and_a_title_above() {
    let book = workbook(&[
        ("notes", "", &format!("<row r=\"1\">{}</row>", text("A1", "x"))),
        ("trade", "", &trade()),
    ]);
    let sheet = SheetRows::open(Cursor::new(book), &SheetChoice::Largest, &Limits::default()).unwrap();
    assert_eq!(sheet.sheet(), "trade");
    assert_eq!(sheet.header(), ["date", "country", "kg"]);
    assert_eq!(
        rows(sheet),
        [
            "4: 2021-03-05|DE|1200 ",
            "5: 2021-03-06T12:00:00|KZ|0.25 ",
            "7: 2021-03-07|| cell_error"
        ]
    );
}

#[test]
fn sheets_are_chosen_by_rule_or_name() {
    let other = format!("<row r=\"1\">{}</row>", text("A1", "only"));
    let book = workbook(&[("secret", "state=\"hidden\"", &trade()), ("shown", "", &other)]);
    let open = |choice| SheetRows::open(Cursor::new(book.clone()), &choice, &Limits::default());
    assert_eq!(open(SheetChoice::Largest).unwrap().sheet(), "shown");
    assert_eq!(open(SheetChoice::First).unwrap().sheet(), "shown");
    assert_eq!(
        open(SheetChoice::Named("secret".into())).unwrap().sheet(),
        "secret"
    );
    let Err(error) = open(SheetChoice::Named("missing".into())) else {
        panic!()
    };
    assert!(error.repair().contains("\"secret\", \"shown\""));
}

#[test]
fn a_bomb_and_a_huge_sheet_are_refused() {
    let limits = Limits {
        sheet_cells_max: 5,
        ..Limits::default()
    };
    let book = workbook(&[("trade", "", &trade())]);
    let Err(error) = SheetRows::open(Cursor::new(book), &SheetChoice::First, &limits) else {
        panic!()
    };
    assert!(error.broke().contains("more than 5 cells"));
    let limits = Limits {
        zip_ratio_free_bytes: 1_000,
        zip_ratio_max: 100,
        ..Limits::default()
    };
    let bomb = workbook(&[("x", "", &"<row/>".repeat(200_000))]);
    let Err(error) = SheetRows::open(Cursor::new(bomb), &SheetChoice::First, &limits) else {
        panic!()
    };
    assert!(error.broke().contains("built to harm"), "{error}");
}
