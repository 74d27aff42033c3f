use super::super::testing::{play, rules, table};
use super::*;
use proptest::prelude::*;

/// `column meaning` for each column that got one.
fn meanings(kind: Kind, text: &str) -> Vec<String> {
    let sample = Sample::take(&mut table(text)).expect("a table in memory is read");
    let found = find(&sample, kind, "file.csv", &rules().countries);
    let mut named: Vec<String> = found
        .mapping
        .columns
        .iter()
        .map(|column| format!("{} = {}", column.column, column.meaning.as_str()))
        .collect();
    named.sort();
    named
}

#[test]
fn the_shipped_tables_have_words_and_no_name_twice_in_one_kind() {
    for kind in [Kind::Consignments, Kind::Flows, Kind::Register] {
        let mut seen: BTreeMap<(&str, &str), Meaning> = BTreeMap::new();
        for synonym in synonyms(kind) {
            assert!(!synonym.words.is_empty());
            if let Some(other) = seen.insert((&synonym.joined, synonym.language), synonym.meaning) {
                assert_eq!(
                    other, synonym.meaning,
                    "{:?} in {}",
                    synonym.words, synonym.language
                );
            }
        }
    }
}

#[test]
fn headers_of_many_styles_are_understood() {
    let cases = [
        (
            "DATE_OF_DECL|EXPORTER_NAME|IMPORTER_NAME|HS_CODE_8|NET_KG|FOB_USD\n2022-01-02|A Ltd|B LLC|85423100|1.5|2",
            "EXPORTER_NAME = consignor; FOB_USD = value; HS_CODE_8 = hs; IMPORTER_NAME = consignee; NET_KG = mass_net",
        ),
        (
            "shipDate|shipperName|consigneeName|productCode|grossWeightKg|declaredValueUsd\n2022-01-02|A Ltd|B LLC|854231|1.5|2",
            "consigneeName = consignee; declaredValueUsd = value; grossWeightKg = mass_gross; productCode = hs; shipperName = consignor",
        ),
        (
            "Fecha|Exportador|Importador|País de origen|Partida arancelaria|Peso neto (kg)|Valor FOB\n02.01.2022|A SA|B SRL|Chile|854231|1,5|2,25",
            "Exportador = consignor; Fecha = date; Importador = consignee; Partida arancelaria = hs; País de origen = origin; Peso neto (kg) = mass_net; Valor FOB = value",
        ),
        (
            "Tarih|Gönderen|Alıcı|Menşe Ülke|GTİP|Net Ağırlık (kg)|Kıymet\n02.01.2022|A AŞ|B OOO|Çin|854231|1,5|2,25",
            "Alıcı = consignee; GTİP = hs; Gönderen = consignor; Kıymet = value; Menşe Ülke = origin; Net Ağırlık (kg) = mass_net; Tarih = date",
        ),
        (
            "Datum|Versender|Empfänger|Ursprungsland|Warennummer|Eigenmasse in kg|Währung\n02.01.2022|A GmbH|B OOO|DE|85423190|1,5|EUR",
            "Datum = date; Eigenmasse in kg = mass_net; Empfänger = consignee; Ursprungsland = origin; Versender = consignor; Warennummer = hs; Währung = currency",
        ),
        (
            "日期|出口商|进口商|原产国|海关编码|净重|币种\n2022-01-02|甲公司|乙公司|CN|854231|1.5|USD",
            "出口商 = consignor; 净重 = mass_net; 原产国 = origin; 币种 = currency; 日期 = date; 海关编码 = hs; 进口商 = consignee",
        ),
        (
            "Дата декларації|Відправник|Одержувач|Код УКТ ЗЕД|Країна походження|Вага нетто\n02.01.2022|ТОВ А|ТОВ Б|8542319000|Китай|1,5",
            "Вага нетто = mass_net; Відправник = consignor; Дата декларації = date; Код УКТ ЗЕД = hs; Країна походження = origin; Одержувач = consignee",
        ),
    ];
    for (text, expected) in cases {
        let found = meanings(Kind::Consignments, text);
        for part in expected.split("; ") {
            assert!(
                found.iter().any(|named| named == part),
                "{part} is missing from {found:?}"
            );
        }
    }
}

#[test]
fn an_address_is_no_party_and_a_price_no_value() {
    let found = meanings(
        Kind::Consignments,
        "Date|Shipper Address|Shipper|Importer Phone|Unit Price|Port of Loading\n2022-01-02|1 Pier Rd|A Ltd|555|3|Mersin",
    );
    assert_eq!(found, ["Date = date", "Shipper = consignor"]);
}

#[test]
fn cells_decide_between_two_columns_of_one_name() {
    let found = meanings(
        Kind::Consignments,
        "date|Date|exporter|hs\nsoon|2022-01-02|A Ltd|854231\nlater|2022-01-03|A Ltd|854231",
    );
    assert!(found.contains(&"Date = date".to_owned()), "{found:?}");
}

#[test]
fn units_and_currencies_in_a_header_are_heard() {
    let text = "date|exporter|hs|Gross weight, t|Value (thousand EUR)\n2022-01-02|A Ltd|854231|1.5|2";
    let sample = Sample::take(&mut table(text)).expect("a table in memory is read");
    let mapping = find(&sample, Kind::Consignments, "x.csv", &rules().countries).mapping;
    assert_eq!(
        mapping.column(Meaning::MassGross).and_then(|c| c.mass_unit),
        Some(MassUnit::Tonne)
    );
    assert_eq!(
        mapping.column(Meaning::Value).and_then(|c| c.multiplier),
        Some(1_000)
    );
    assert_eq!(
        mapping.defaults.currency.map(|c| c.to_string()).as_deref(),
        Some("EUR")
    );
    let (told, _, _) = play("x.csv", text);
    assert!(told.contains("kg 1500.000, value 2000.00, in EUR"), "{told}");
}

proptest! {
    // a case plans a whole table: sixty-four take a second
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_header_and_no_cell_panics(rows in proptest::collection::vec(proptest::collection::vec("[^|\n\r]{0,12}", 1..6), 1..6)) {
        let text: Vec<String> = rows.iter().map(|row| row.join("|")).collect();
        let _ = play("any.csv", &text.join("\n"));
    }
}
