//! Small files, each named after what is wrong with it, with what is read
//! from it beside it.

use fyke_guard::bytes::csv::Reader;
use fyke_guard::bytes::{Limits, Next, Record, Records};

use super::show;

/// A table of customs rows with `odd` as its row 10, and what became of that
/// row and the one after it.
fn among_rows(odd: &str) -> Vec<String> {
    let mut file = String::from("date,consignor,hs6,country,mass_kg,remark\n");
    let firms = [
        "Acme",
        "Ромашка",
        "Sons & Daughters",
        "B.V. Import",
        "ТОО Запад",
        "Delta 9 Ltd",
        "Öz Ticaret",
        "Fa. Meier",
    ];
    for (day, firm) in (1..).zip(firms) {
        file.push_str(&format!("2021-03-0{day},{firm},85423{day},KZ,{day}0,\n"));
    }
    file.push_str(odd);
    file.push_str("\n2021-04-01,Last Firm,854231,TR,10,\n2021-04-02,\"After, Ltd\",854232,AE,20,\n");
    let mut reader = Reader::open(file.as_bytes(), &Limits::default()).unwrap();
    let shown = show(&mut reader);
    assert!(
        shown
            .iter()
            .any(|row| row.ends_with("2021-04-01|Last Firm|854231|TR|10|")),
        "{shown:?}"
    );
    assert!(
        shown
            .iter()
            .any(|row| row.ends_with("2021-04-02|After, Ltd|854232|AE|20|")),
        "{shown:?}"
    );
    shown
        .into_iter()
        .skip(8)
        .take_while(|row| !row.contains("Last Firm"))
        .collect()
}

macro_rules! corpus {
    ($($name:ident: $odd:expr => $expected:expr;)*) => {
        $(#[test]
        fn $name() {
            assert_eq!(among_rows($odd), $expected);
        })*
    };
}

corpus! {
    quote_never_closed: "2021-03-09,\"Acme Ltd,854231,TR,50," => ["10: 2021-03-09|\"Acme Ltd|854231|TR|50|"];
    quote_never_closed_and_a_delimiter_lost: "2021-03-09,\"Acme Ltd 854231,TR" => ["10! unclosed_quote"];
    quote_before_a_quoted_cell: "2021-03-09,\"\"Acme, Ltd\",854231,TR,50," => ["10: 2021-03-09|\"Acme, Ltd|854231|TR|50|"];
    quotes_inside_nobody_doubled: "2021-03-09,\"Acme \"East\", Ltd\",854231,TR,50," => ["10: 2021-03-09|Acme \"East\", Ltd|854231|TR|50|"];
    quote_in_an_unquoted_cell: "2021-03-09,Acme 5\" Pipes,854231,TR,50," => ["10: 2021-03-09|Acme 5\" Pipes|854231|TR|50|"];
    line_break_in_a_quoted_cell: "2021-03-09,\"Acme\nLtd\",854231,TR,50," => ["10: 2021-03-09|Acme\nLtd|854231|TR|50|"];
    delimiter_too_many: "2021-03-09,,Acme,854231,TR,50," => ["10: 2021-03-09|Acme|854231|TR|50|"];
    delimiter_lost_between_code_and_country: "2021-03-09,Acme,854231TR,50," => ["10: 2021-03-09|Acme|854231|TR|50|"];
    delimiters_lost_at_the_end: "2021-03-09,Acme,854231,TR,50" => ["10: 2021-03-09|Acme|854231|TR|50|"];
    comma_in_an_unquoted_firm: "2021-03-09,Acme, Inc.,854231,TR,50," => ["10: 2021-03-09|Acme, Inc.|854231|TR|50|"];
    row_with_other_delimiter: "2021-03-09;Acme;854231;TR;50;" => ["10: 2021-03-09|Acme|854231|TR|50|"];
    total_below_the_rows: "total,8 rows" => ["10! too_few_cells"];
    words_in_every_cell: "a,b,c,d,e,f,g,h,i" => ["10! too_many_cells"];
    header_once_more: "date,consignor,hs6,country,mass_kg,remark" => ["10! not_a_record"];
    empty_rows: "\n,,,,,\n   " => [""; 0];
    cell_of_zero_bytes: "2021-03-09,Ac\0me,854231,TR,50," => ["10: 2021-03-09|Acme|854231|TR|50|"];
    carriage_return_alone: "2021-03-09,Acme,854231,TR,50,\r2021-03-10,B,854232,AE,60," =>
        ["10: 2021-03-09|Acme|854231|TR|50|", "11: 2021-03-10|B|854232|AE|60|"];
}

#[test]
fn ten_megabyte_cell() {
    for cell in [
        "x".repeat(10_000_000),
        format!("\"{}\"", "line of text\n".repeat(800_000)),
    ] {
        let file = format!("a,b\n1,2\n3,{cell}\n5,6\n");
        let mut reader = Reader::open(file.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(show(&mut reader), ["2: 1|2", "3! oversize_cell", "4: 5|6"]);
    }
}

#[test]
fn row_without_an_end() {
    let limits = Limits {
        row_bytes_max: 1_000_000,
        ..Limits::default()
    };
    let file = format!("a,b\n1,2\n{}\n5,6\n", "x".repeat(5_000_000));
    let mut reader = Reader::open(file.as_bytes(), &limits).unwrap();
    assert_eq!(show(&mut reader), ["2: 1|2", "3! oversize_row", "4: 5|6"]);
}

#[test]
fn more_columns_than_a_spreadsheet_has() {
    let file = format!("a,b\n1,2\n{}\n5,6\n", ",x".repeat(20_000));
    let mut reader = Reader::open(file.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(show(&mut reader), ["2: 1|2", "3! oversize_row", "4: 5|6"]);
}

#[test]
fn unclosed_quote_in_every_row() {
    let file = format!("a,b\n{}", "1,\"x\n".repeat(20_000));
    let mut reader = Reader::open(file.as_bytes(), &Limits::default()).unwrap();
    let shown = show(&mut reader);
    assert_eq!(shown.len(), 20_000);
    assert!(
        shown.iter().all(|row| row.ends_with(": 1|\"x")),
        "{:?}",
        shown.first()
    );
}

#[test]
fn two_stray_quotes_do_not_swallow_the_rows_between() {
    let mut file = String::from("id,name,remark\n");
    for id in 0..300 {
        file.push_str(&format!(
            "{id},Firm {id},{}\n",
            if id == 50 || id == 250 { "\"" } else { "" }
        ));
    }
    let mut reader = Reader::open(file.as_bytes(), &Limits::default()).unwrap();
    let shown = show(&mut reader);
    assert_eq!(shown.len(), 300);
    assert_eq!(shown[50], "52: 50|Firm 50|\"");
    assert_eq!(shown[51], "53: 51|Firm 51|");
}

#[test]
fn second_table_below_the_first() {
    let file = "id,name,country\n1,Acme,DE\n2,Sons,TR\n\nid,name\n1,x\n2,\"y, z\"\n";
    let mut reader = Reader::open(file.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(
        show(&mut reader),
        [
            "2: 1|Acme|DE",
            "3: 2|Sons|TR",
            "5! other_table",
            "6! other_table",
            "7! other_table"
        ]
    );
}

#[test]
fn latin_bytes_late_in_a_plain_file() {
    let mut file = b"name,country\n".to_vec();
    for _ in 0..40_000 {
        file.extend_from_slice(b"Acme Trading,DE\n");
    }
    let (spanish, _, _) = encoding_rs::WINDOWS_1252.encode("Muñoz Compañía,ES\nPeña Nieto,ES\n");
    file.extend_from_slice(&spanish);
    let mut reader = Reader::open(file.as_slice(), &Limits::default()).unwrap();
    let shown = show(&mut reader);
    assert_eq!(shown[40_000], "40002: Muñoz Compañía|ES");
    assert_eq!(shown[40_001], "40003: Peña Nieto|ES");
    assert!(reader.notes().iter().any(|note| note.contains("windows-1252")));
}

#[test]
fn one_undecodable_byte_is_a_flaw_of_its_cell() {
    let mut file = "имя,страна\n".repeat(30).into_bytes();
    file.extend_from_slice(b"a\xFFb,DE\n");
    let mut reader = Reader::open(file.as_slice(), &Limits::default()).unwrap();
    let mut record = Record::default();
    let mut flaws = Vec::new();
    while reader.next_record(&mut record).unwrap() != Next::End {
        flaws.extend(
            record
                .flaws()
                .iter()
                .map(|flaw| (record.row(), flaw.column, flaw.reason.code())),
        );
    }
    assert_eq!(flaws, [(31, 0, "undecodable")]);
}

#[test]
fn byte_offsets_lead_to_the_rows_of_the_original() {
    let text = "\u{FEFF}id;name;city\r\n1;Ж;Москва\r\n\r\n2;\"a\r\nb\";Омск\r\n3;в;Тверь\r\n";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (cp1251, _, _) = encoding_rs::WINDOWS_1251.encode(text.trim_start_matches('\u{FEFF}'));
    for (file, width) in [(text.as_bytes().to_vec(), 1), (utf16, 2), (cp1251.repeat(1), 1)] {
        let mut reader = Reader::open(file.as_slice(), &Limits::default()).unwrap();
        assert_eq!(reader.header(), ["id", "name", "city"]);
        let mut record = Record::default();
        let mut first_bytes = Vec::new();
        while reader.next_record(&mut record).unwrap() == Next::Record {
            let offset = record.byte_offset().unwrap() as usize;
            first_bytes.push((record.row(), char::from(file[offset]), file[offset + width]));
        }
        let semicolon = b';';
        assert_eq!(
            first_bytes,
            [(2, '1', semicolon), (4, '2', semicolon), (5, '3', semicolon)]
        );
    }
}

#[test]
fn header_with_doubled_and_missing_names() {
    let mut reader = Reader::open(&b"id,name,name,\n1,a,b,c\n2,d,e,f\n"[..], &Limits::default()).unwrap();
    assert_eq!(reader.header(), ["id", "name", "name_2", "column_4"]);
    assert_eq!(show(&mut reader).len(), 2);
}

#[test]
fn files_with_nothing_in_them() {
    for file in ["", "\n", "\u{FEFF}", "\r\n\r\n", "\x1A", ",,,\n"] {
        let mut reader = Reader::open(file.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(show(&mut reader), [""; 0], "{file:?}");
    }
}

#[test]
fn nothing_but_rows_out_of_order() {
    let limits = Limits {
        mend_bytes_max: 100,
        ..Limits::default()
    };
    let file = format!("a,b\n1,2\n{}3,4\n", "\"x\"y\n".repeat(100));
    let mut reader = Reader::open(file.as_bytes(), &limits).unwrap();
    let shown = show(&mut reader);
    assert_eq!(shown.first().map(String::as_str), Some("2: 1|2"));
    assert_eq!(shown.last().map(String::as_str), Some("103: 3|4"));
    assert!(reader.notes().iter().any(|note| note.contains("without mending")));
}
