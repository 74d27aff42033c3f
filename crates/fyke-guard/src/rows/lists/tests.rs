use std::path::PathBuf;

use super::super::kind::Kind;
use super::super::testing::{Told, rules};
use super::super::{Kept, Plan, Wishes, admit_file, plan_file};
use super::*;

/// Writes a file, plans and admits it.
fn read(name: &str, bytes: &[u8]) -> (Plan, Counts, String) {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let path = folder.path().join("0a1b2c");
    std::fs::write(&path, bytes).expect("a file for a test");
    let plan = plan_file(&path, name, &rules(), &Wishes::default()).expect("the file is recognised");
    let mut told = Told::default();
    let counts = admit_file(&path, &plan, &rules(), &mut told).expect("the file is read");
    assert_eq!(counts.rows, counts.rows_admitted + counts.rows_refused);
    (plan, counts, told.0)
}

fn has(told: &str, parts: &[&str]) {
    for part in parts {
        assert!(told.contains(part), "{part} is missing from\n{told}");
    }
}

#[test]
fn ofac_sdn_without_header_in_latin_1_with_the_end_mark_of_dos() {
    let list = b"36,\"CAF\xc9 NORTE, S.A.\",-0- ,\"CUBA] [SDGT\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"a.k.a. 'CANORTE'; Tax ID No. 7701234567 (Russia); Organization Established Date 12 Mar 1999; Linked To: BOREAS LLC.\"\r\n\
41,\"INVENTED, Nobody\",\"individual\",\"SDGT\",\"Colonel\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 10 Dec 1948; alt. DOB 1949; POB Nowhere; Passport A123 (Cuba) issued 1 Jan 2000; Gender Male; nationality Cuba; Secondary sanctions risk: section 1.\"\r\n\
52,\"OLD HERON\",\"vessel\",\"IRAN\",-0- ,\"ABCD\",\"Tug\",\"100\",\"90\",\"Panama\",\"Boreas LLC\",\"Vessel Registration Identification IMO 1234567; MMSI 211000000\"\r\n\
x7,\"BROKEN\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n\x1a";
    let many: Vec<u8> = (100..140)
        .flat_map(|n| {
            format!("{n},\"FIRM {n}\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n").into_bytes()
        })
        .collect();
    let (plan, counts, told) = read("sdn_2021-07.csv", &[many.as_slice(), list.as_slice()].concat());
    assert_eq!(plan.kind, Kind::WatchList(ListFormat::OfacSdn));
    assert_eq!(
        (
            plan.dataset.as_deref(),
            plan.edition.map(|d| d.to_string()).as_deref()
        ),
        (Some("ofac-sdn"), Some("2021-07-01"))
    );
    assert_eq!(counts.rows_admitted, 43);
    has(
        &told,
        &[
            "ofac-36 Organization name = CAFÉ NORTE, S.A.",
            "ofac-36 Organization weakAlias = CANORTE",
            "ofac-36 Organization innCode = 7701234567",
            "ofac-36 Organization incorporationDate = 1999-03-12",
            "ofac-36 Organization notes = Linked To: BOREAS LLC",
            "ofac-36-sanction Sanction program = CUBA",
            "ofac-36-sanction Sanction program = SDGT",
            "ofac-41 Person birthDate = 1948-12-10",
            "ofac-41 Person birthDate = 1949",
            "ofac-41 Person passportNumber = A123",
            "ofac-41 Person gender = male",
            "ofac-41 Person nationality = Cuba",
            "ofac-41 Person position = Colonel",
            "ofac-41-sanction Sanction provisions = Secondary sanctions risk: section 1",
            "ofac-52 Vessel imoNumber = 1234567",
            "ofac-52 Vessel mmsi = 211000000",
            "ofac-52 Vessel flag = Panama",
            "REFUSED, ent_num \"x7\": bad_identifier",
        ],
    );
    assert!(!told.contains("-0-"));
}

#[test]
fn ofac_aliases_and_addresses_speak_of_the_same_entities() {
    let alt: String = (1..30)
        .map(|n| format!("{n},{n},\"fka\",\"OLD NAME {n}\",-0- \r\n"))
        .collect();
    let (plan, counts, told) = read("cons_alt.csv", alt.as_bytes());
    assert_eq!(
        (plan.dataset.as_deref(), plan.edition, counts.rows_admitted),
        (Some("ofac-cons-alt"), None, 29)
    );
    has(&told, &["ofac-7 Thing previousName = OLD NAME 7"]);
    let add: String = (1..30)
        .map(|n| format!("{n},{n},\"{n} Pier Rd\",-0- ,\"Panama\",-0- \r\n"))
        .collect();
    let (plan, _, told) = read("add.csv", add.as_bytes());
    assert_eq!(plan.kind, Kind::WatchList(ListFormat::OfacAdd));
    has(
        &told,
        &[
            "ofac-7 Thing address = 7 Pier Rd, Panama",
            "ofac-7 Thing country = Panama",
        ],
    );
}

#[test]
fn un_individuals_and_entities() {
    let list = r#"<?xml version="1.0"?><CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09Z"><INDIVIDUALS><INDIVIDUAL>
<DATAID>1</DATAID><FIRST_NAME>NOBODY</FIRST_NAME><SECOND_NAME>INVENTED</SECOND_NAME><UN_LIST_TYPE>DRC</UN_LIST_TYPE>
<REFERENCE_NUMBER>CDi.999</REFERENCE_NUMBER><LISTED_ON>2012-12-31</LISTED_ON><NATIONALITY><VALUE>Panama</VALUE></NATIONALITY>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Nob</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_DATE_OF_BIRTH><FROM_YEAR>1960</FROM_YEAR><TO_YEAR>1962</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>P1</NUMBER></INDIVIDUAL_DOCUMENT>
</INDIVIDUAL></INDIVIDUALS><ENTITIES><ENTITY><DATAID>2</DATAID><FIRST_NAME>BOREAS LLC</FIRST_NAME>
<ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>Old Boreas</ALIAS_NAME></ENTITY_ALIAS>
<ENTITY_ADDRESS><CITY>Bishkek</CITY><COUNTRY>Kyrgyzstan</COUNTRY></ENTITY_ADDRESS></ENTITY>
<ENTITY><FIRST_NAME>NO ID</FIRST_NAME></ENTITY></ENTITIES></CONSOLIDATED_LIST>"#;
    let (plan, counts, told) = read("un.xml", list.as_bytes());
    assert_eq!(plan.edition.map(|d| d.to_string()).as_deref(), Some("2026-02-27"));
    assert_eq!((counts.rows_admitted, counts.rows_refused), (2, 1));
    has(
        &told,
        &[
            "un-1 Person name = NOBODY INVENTED",
            "un-1 Person weakAlias = Nob",
            "un-1 Person birthDate = 1960",
            "un-1 Person birthDate = 1962",
            "un-1 Person passportNumber = P1",
            "un-1-sanction Sanction listingDate = 2012-12-31",
            "un-1-sanction Sanction unscId = CDi.999",
            "un-2 Organization previousName = Old Boreas",
            "un-2 Organization address = Bishkek, Kyrgyzstan",
            "REFUSED, DATAID \"\": bad_identifier",
        ],
    );
}

#[test]
fn eu_designations_with_several_values_in_a_cell() {
    let table = "celex,recordId,programKey,annex,measure,startDate,reason,schema,name,alias,birthDate,innCode,address\n\
        32014R0833,1,EU-RUS,IV,Export control,12.9.2014,Invented.,LegalEntity,Boreas LLC,\"Борей; \"\"Boreas; Trade\"\"\",,7701234567 (Tax ID/INN),\"1 Pier Rd; 2 Pier Rd\"\n\
        32014R0833,1,EU-RUS,V,Asset freeze,12.9.2014,Invented.,LegalEntity,Boreas LLC,,,7701234567 (Tax ID/INN),\n\
        32014R0833,2,EU-RUS,IV,Export control,,,Person,Nobody Invented,,Approximately 1952,,\n\
        32014R0833,3,EU-RUS,IV,Export control,,,,No Schema,,,,\n";
    let (plan, counts, told) = read("32014R0833.csv", table.as_bytes());
    assert_eq!(
        (plan.dataset.as_deref(), plan.edition),
        (Some("eu-journal-32014r0833"), None)
    );
    assert_eq!((counts.rows_admitted, counts.rows_refused), (3, 1));
    has(
        &told,
        &[
            "alias = Boreas; Trade",
            "address = 2 Pier Rd",
            "birthDate = 1952",
            "listingDate = 2014-09-12",
            "provisions = Asset freeze",
        ],
    );
    let ids: std::collections::BTreeSet<&str> = told
        .lines()
        .filter(|line| line.contains("name = Boreas LLC"))
        .filter_map(|line| line.split(' ').nth(2))
        .collect();
    assert_eq!(ids.len(), 1, "one party under two measures is one entity");
}

#[test]
fn follow_the_money_entities_and_statements() {
    let entities = "{\"id\":\"a\",\"schema\":\"Company\",\"datasets\":[\"inv\"],\"last_seen\":\"2024-03-14T00:00:00\",\"properties\":{\"name\":[\"Boreas\"],\"amount\":[5],\"odd\":[{\"x\":1}],\"owner\":[{\"id\":\"b\"}]}}\n{\"id\":\"\",\"schema\":\"Company\",\"properties\":{}}\n[1]\n";
    let (plan, counts, told) = read("x.ftm.json", entities.as_bytes());
    assert_eq!(plan.kind, Kind::WatchList(ListFormat::FtmEntities));
    assert_eq!(
        (
            plan.dataset.as_deref(),
            plan.edition.map(|d| d.to_string()).as_deref()
        ),
        (Some("inv"), Some("2024-03-14"))
    );
    assert_eq!(
        (counts.rows_admitted, counts.rows_refused, counts.cells_refused),
        (1, 2, 1)
    );
    has(
        &told,
        &[
            "a Company amount = 5",
            "a Company owner = b",
            "unexpected_json",
            "bad_identifier",
        ],
    );
    let statements = "{\"entity_id\":\"a\",\"schema\":\"Person\",\"prop\":\"name\",\"value\":\"Nobody\",\"lang\":\"eng\"}\n{\"entity_id\":\"a\",\"schema\":\"Person\",\"prop\":\"name\",\"value\":\"\"}\n";
    let (plan, counts, told) = read("statements.json", statements.as_bytes());
    assert_eq!(plan.kind, Kind::WatchList(ListFormat::FtmStatements));
    assert_eq!((counts.rows_admitted, counts.rows_refused), (1, 1));
    has(&told, &["a Person name = Nobody [eng]"]);
}

#[test]
fn a_wide_table_is_read_from_its_file_though_its_header_looks_like_data() {
    let mut text = "hs6,hs_version,partner,family,2021-10,2021-11,2021-12\n".to_owned();
    text.extend((0..30).map(|n| format!("8542{:02},2017,KG,854231,,{n},5\n", n + 10)));
    let (plan, counts, _) = read("eu-exports.csv", text.as_bytes());
    assert_eq!(
        (plan.kind, counts.rows_admitted, counts.flows),
        (Kind::Flows, 30, 60)
    );
}

/// A file of the data set that is not part of the repository.
pub(crate) fn outside(part: &str) -> Option<PathBuf> {
    let path = std::env::var_os("FYKE_DATA").map(|data| PathBuf::from(data).join(part));
    match path {
        Some(path) if path.exists() => Some(path),
        _ => {
            println!("skipped: FYKE_DATA has no {part}");
            None
        }
    }
}

fn count(path: &std::path::Path) -> (Plan, Counts) {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let plan = plan_file(path, &name, &rules(), &Wishes::default()).expect("the file is recognised");
    let counts = admit_file(path, &plan, &rules(), &mut Kept::default()).expect("the file is read");
    (plan, counts)
}

/// Entries counted by an independent reader (Python's csv), the rows of the
/// header and of 0x1A left out.
#[test]
fn every_entry_of_the_real_lists_comes_in() {
    for (part, dataset, edition, entries) in [
        ("sanctions/ofac/sdn_2019-01.csv", "ofac-sdn", "2019-01-01", 7_379),
        ("sanctions/ofac/sdn_2021-07.csv", "ofac-sdn", "2021-07-01", 8_976),
        (
            "sanctions/ofac/sdn_2023-01-21.csv",
            "ofac-sdn",
            "2023-01-21",
            11_443,
        ),
        (
            "sanctions/ofac/sdn_address_2023-01-21.csv",
            "ofac-sdn-add",
            "2023-01-21",
            16_357,
        ),
        (
            "sanctions/ofac/alt_2025-12.csv",
            "ofac-sdn-alt",
            "2025-12-01",
            20_107,
        ),
        (
            "sanctions/ofac/add_2025-12.csv",
            "ofac-sdn-add",
            "2025-12-01",
            24_244,
        ),
        (
            "sanctions/ofac/sdn_comments_2025-12.csv",
            "ofac-sdn-comments",
            "2025-12-01",
            28,
        ),
        (
            "sanctions/ofac/cons_prim_2025-12.csv",
            "ofac-cons",
            "2025-12-01",
            442,
        ),
        (
            "sanctions/ofac/cons_alt_2025-12.csv",
            "ofac-cons-alt",
            "2025-12-01",
            1_073,
        ),
        (
            "sanctions/ofac/cons_add_2025-12.csv",
            "ofac-cons-add",
            "2025-12-01",
            574,
        ),
        (
            "sanctions/un/UN_consolidated_2026-02-27.xml",
            "un-sc",
            "2026-02-27",
            1_003,
        ),
        (
            "sanctions/ua_war_sanctions/targets.simple.csv",
            "ukraine-war-and-sanctions",
            "2026-03-13",
            5_600,
        ),
    ] {
        let Some(path) = outside(part) else { continue };
        let (plan, counts) = count(&path);
        assert_eq!(plan.dataset.as_deref(), Some(dataset), "{part}");
        assert_eq!(
            plan.edition.map(|day| day.to_string()).as_deref(),
            Some(edition),
            "{part}"
        );
        assert_eq!(counts.rows_admitted, entries, "{part}");
        assert!(
            counts.rows_refused <= 1,
            "{part}: {:?}",
            counts.rows_refused_by_reason
        );
    }
}

#[test]
fn every_designation_of_the_eu_journal_comes_in() {
    let Some(folder) = outside("sanctions/eu_journal") else {
        return;
    };
    let mut entries = 0;
    for file in std::fs::read_dir(folder).expect("the folder is read") {
        let path = file.expect("a file").path();
        if path.extension().is_some_and(|ext| ext == "csv") {
            let (plan, counts) = count(&path);
            assert_eq!(
                plan.kind,
                Kind::WatchList(ListFormat::EuJournal),
                "{}",
                path.display()
            );
            assert_eq!(counts.rows_refused, 0, "{}", path.display());
            entries += counts.rows_admitted;
        }
    }
    assert_eq!(entries, 8_017);
}

#[test]
fn figures_of_whole_years_are_refused_as_sums() {
    let Some(path) = outside("trade/eaeu_mirror/kyrgyz_import_yearly.csv") else {
        return;
    };
    let (plan, counts) = count(&path);
    assert_eq!((plan.kind, counts.flows), (Kind::Flows, 0));
    assert_eq!(
        counts.rows_refused_by_reason.get(&Reason::AggregateRow),
        Some(&counts.rows)
    );
}

#[test]
fn the_shipped_exports_are_read_whole() {
    let path = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap())
        .join("../../data/eu-exports/eu-exports.csv");
    let (plan, counts) = count(&path);
    assert_eq!(plan.kind, Kind::Flows);
    assert_eq!((counts.rows_refused, counts.cells_refused), (0, 0));
    // one flow per filled cell of the 35 columns of months
    let text = std::fs::read_to_string(path).expect("it is shipped");
    let filled: usize = text
        .lines()
        .skip(1)
        .map(|line| line.split(',').skip(4).filter(|cell| !cell.is_empty()).count())
        .sum();
    assert_eq!(counts.flows, filled as u64);
}
