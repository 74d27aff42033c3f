//! Addresses in small worlds: what is read, and what pairs of them say.

use super::*;
use proptest::prelude::*;

/// The parts in a line: `street/house/blocks/floor/units`, and a postcode and
/// box where there are any.
fn parts(text: &str) -> String {
    let Some(a) = read(text, None) else {
        return "nothing".to_owned();
    };
    let join = |words: &Words| words.join("+");
    let own = |value: &Option<Box<str>>| value.clone().unwrap_or_default();
    let mut line = format!(
        "{}/{}/{}/{}/{}",
        join(&a.street),
        own(&a.house),
        join(&a.blocks),
        own(&a.floor),
        join(&a.units)
    );
    if let Some(postcode) = &a.postcode {
        line.push_str(&format!(" {postcode}"));
    }
    if let Some(po_box) = &a.po_box {
        line.push_str(&format!(" box {po_box}"));
    }
    line
}

#[test]
fn parts_are_read() {
    for (text, expected) in [
        ("12 Mira street, Minsk", "mira/12///"),
        (
            "ул. Мира, д. 12, корп. 3, кв. 45, Москва, 101000",
            "mira/12/3//45 101000",
        ),
        (
            "101000, Moscow, Mira Str., 12, Building 3, Office 45",
            "mira/12/3//45 101000",
        ),
        ("d. 12 str. 3 ul. Mira, Moscow 101000", "mira/12/3// 101000"),
        ("Moscow, Mira street, building 12", "mira/12///"),
        ("10 Let Pobedy St., 24, flat 62", "10+let+pobed/24///62"),
        (
            "Flat/Rm 1405, 14/F, Tower B, Block 3, 75-77 Queen Street, Hong Kong",
            "kuen/75-77/3+b/14/1405",
        ),
        ("P.O. Box 34081, Damascus, Syria", "//// box 34081"),
        (
            "Ataturk Mah. Gul Sok. No: 5 Kat 2 Daire 7, Istanbul",
            "gul/5//2/7",
        ),
        ("广东省深圳市福田区深南路12号301室", "senan/12///301"),
        (
            "17 Phillip Street, #05-01 Grand Building, 48695, Singapore",
            "filip/17///05-01 48695",
        ),
        (
            "8th Floor, Number 466, Section 2, Neihu Road, Taipei",
            "neih/466/2/8/",
        ),
        (
            "Sieveringerstrasse 164, Vienna 1190, Austria",
            "severingerstras/164/// 1190",
        ),
        ("Cyprus", "////"),
        ("28 a Gagarina st., Kazan", "gagarin/28a///"),
        ("", "nothing"),
        (" , ;", "nothing"),
    ] {
        assert_eq!(parts(text), expected, "{text}");
    }
}

#[test]
fn pairs_are_compared() {
    use AddressLevel::*;
    for (a, b, expected) in [
        // units of a tower
        (
            "Unit 601, 6/F, 45 Pak Tin Par Street, Hong Kong",
            "Flat 1203, 12/F, 45 Pak Tin Par St., Hong Kong",
            OtherUnit,
        ),
        (
            "Unit 601, 6/F, 45 Pak Tin Par Street, Hong Kong",
            "45 Pak Tin Par Street, Unit 601, Hong Kong",
            SameUnit,
        ),
        (
            "Unit 601, 6/F, 45 Pak Tin Par Street, Hong Kong",
            "45 Pak Tin Par Street, Hong Kong",
            SameBuilding,
        ),
        (
            "Room 12, Star Plaza Tower, Dubai",
            "Office 14, Star Plaza Tower, Dubai, UAE",
            OtherUnit,
        ),
        (
            "5th Floor, 10 King Street, London",
            "7th Floor, 10 King Street, London",
            OtherUnit,
        ),
        // scripts, romanisations, order
        (
            "ул. Ленинградская, д. 12, оф. 5, Москва",
            "office 5, 12 Leningradskaia street, Moscow, Russia",
            SameUnit,
        ),
        (
            "101000, Moscow, Mira prospekt, 12",
            "pr-t Mira 12, Moskva",
            SameBuilding,
        ),
        ("12/4 Mira street, Moscow", "12 Mira street, Moscow", SameBuilding),
        ("12 Mira street, Moscow", "12a Mira street, Moscow", SameStreet),
        (
            "37 Leningradsky prospect, b. 12, Moscow",
            "37 Leningradsky prospect, b. 5, Moscow",
            OtherUnit,
        ),
        (
            "75-77 Queen Street, Hong Kong",
            "76 Queen Street, Hong Kong",
            SameBuilding,
        ),
        // streets, cities, countries
        (
            "10 Factory street, St. Petersburg 196643",
            "196643, St. Petersburg, Zavodskaya Str., 10",
            SameStreet,
        ),
        (
            "12 Mira street, Moscow",
            "12 Gagarina street, Moscow",
            OtherStreet,
        ),
        ("12 Mira street, Moscow", "12 Mira street, Kazan", OtherCity),
        ("12 Mira street, Moscow", "Moscow", SameCity),
        ("12 Mira street, Moscow", "Russia", SameCountry),
        ("Moscow, Russia", "Moskva", SameCity),
        ("St. Petersburg", "Санкт-Петербург", SameCity),
        ("Dubai, UAE", "Tehran, Iran", OtherCountry),
        ("Kowloon, Hong Kong", "Shenzhen, China", Missing),
        ("Kwun Tong, Hong Kong", "Wan Chai, Hong Kong", SameCountry),
        (
            "Simferopol, Crimea, Russia",
            "Simferopol, Crimea, Ukraine",
            SameCity,
        ),
        // boxes
        ("P.O. Box 34081, Dubai", "PO Box 34081, Dubai, UAE", SameBuilding),
        ("P.O. Box 34081, Dubai", "PO Box 99, Dubai, UAE", SameCity),
    ] {
        let (x, y) = (read(a, None).unwrap(), read(b, None).unwrap());
        assert_eq!(compare(&x, &y, 1), expected, "{a} | {b}\n{x:?}\n{y:?}");
        assert_eq!(compare(&y, &x, 1), expected, "{b} | {a}");
    }
}

#[test]
fn a_crowded_building_says_little() {
    let a = read("12 Mira street, office 5, Moscow", None).unwrap();
    assert_eq!(compare(&a, &a, 1), AddressLevel::SameUnit);
    assert_eq!(compare(&a, &a, SHARED_BY_MANY), AddressLevel::Crowded);
    assert_eq!(
        reason(&a, &a, 812),
        "one building, but 812 records share it: \"12 Mira street, office 5, Moscow\" and \"12 Mira street, office 5, Moscow\""
    );
    let b = read("Moskva, ul. Mira, d. 12", None).unwrap();
    assert_eq!(a.building_key(), b.building_key());
    assert_eq!(best(&[b], &[a], |_| 1).0, AddressLevel::SameBuilding);
}

#[test]
fn the_records_country_stands_in_where_the_text_has_none() {
    let by = read("12 Mira street", Some(Country::of("BY"))).unwrap();
    let ru = read("12 Mira street", Some(Country::of("RU"))).unwrap();
    assert_eq!(compare(&by, &ru, 1), AddressLevel::OtherCountry);
    assert_eq!(
        read("Minsk", Some(Country::of("RU"))).unwrap().country(),
        Some(Country::of("BY"))
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_text_panics_and_comparing_is_symmetric(
        a in "\\PC{0,80}|([0-9]{1,6}|street|ul\\.|Moscow|flat|floor|/F|,| |号|室|Mira|Russia|No|Box|#|-|b){0,16}",
        b in "([0-9]{1,6}|street|ul\\.|Moscow|flat|floor|/F|,| |号|室|Mira|Russia|No|Box|#|-|b){0,16}",
    ) {
        if let (Some(x), Some(y)) = (read(&a, None), read(&b, None)) {
            prop_assert_eq!(compare(&x, &y, 1), compare(&y, &x, 1));
            prop_assert!(compare(&x, &x, 1) >= AddressLevel::Missing);
            prop_assert!(!reason(&x, &y, 1).is_empty());
            let _ = (x.building_key(), x.unit_key());
        }
        prop_assert!(read_all([a.as_str()], None).len() <= ADDRESSES_MAX);
    }
}

#[test]
fn long_texts_are_bounded() {
    let long = "12 Mira street, flat 5; ".repeat(10_000);
    assert!(read(&long, None).unwrap().written().len() <= 4 * WRITTEN_CHARS_MAX);
    assert_eq!(read_all([long.as_str()], None).len(), 1);
    assert!(read_all(["(a)".repeat(100_000).as_str()], None).len() <= ADDRESSES_MAX);
}
