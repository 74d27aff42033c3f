//! Identifiers read and compared, in small worlds.

use super::*;
use proptest::prelude::*;

fn id(written: &str) -> Identifier {
    let mut parts = written.splitn(3, ' ');
    let (prop, country) = (parts.next().unwrap(), parts.next().unwrap());
    read(prop, parts.next().unwrap(), country.parse().ok()).unwrap()
}

#[test]
fn values_are_read_into_their_kind() {
    for (written, expected, validity) in [
        ("innCode - 7707083893", "INN 7707083893", Validity::Valid),
        ("innCode - 7707083892", "INN 7707083892", Validity::BadCheckDigit),
        ("innCode - 0000000000", "INN 0000000000", Validity::Placeholder),
        ("innCode - N/A", "INN NA", Validity::Placeholder),
        ("taxNumber RU 7707083893", "INN 7707083893", Validity::Valid),
        (
            "taxNumber RU 7707083892",
            "INN 7707083892",
            Validity::BadCheckDigit,
        ),
        (
            "taxNumber - 7707083893",
            "tax number 7707083893",
            Validity::FormOnly,
        ),
        (
            "registrationNumber RU 1027700132195",
            "OGRN 1027700132195",
            Validity::Valid,
        ),
        (
            "registrationNumber RU 7707083893",
            "INN 7707083893",
            Validity::Valid,
        ),
        (
            "registrationNumber RU 12-34",
            "registration number 1234 (RU)",
            Validity::FormOnly,
        ),
        (
            "registrationNumber - 5493001KJTIIGC8Y1R12",
            "LEI 5493001KJTIIGC8Y1R12",
            Validity::Valid,
        ),
        (
            "registrationNumber GB 2233445",
            "UK company number 02233445",
            Validity::FormOnly,
        ),
        (
            "registrationNumber HK 2345678",
            "Hong Kong company number 2345678",
            Validity::FormOnly,
        ),
        (
            "registrationNumber UA 14360570",
            "EDRPOU 14360570",
            Validity::Valid,
        ),
        (
            "imoNumber - IMO 9074729",
            "IMO ship number 9074729",
            Validity::Valid,
        ),
        (
            "imoNumber - 9074728",
            "IMO ship number 9074728",
            Validity::BadCheckDigit,
        ),
        ("swiftBic - DEUTDEFFXXX", "SWIFT/BIC DEUTDEFF", Validity::FormOnly),
        (
            "vatCode - DE 136 695 976",
            "VAT number 136695976 (DE)",
            Validity::Valid,
        ),
        (
            "taxNumber DE DE136695976",
            "VAT number 136695976 (DE)",
            Validity::Valid,
        ),
        ("taxNumber CO 800.211.424-5", "NIT 8002114245", Validity::FormOnly),
        ("taxNumber CO 890.903.938-8", "NIT 890903938", Validity::Valid),
        (
            "passportNumber IR Reg. No. A1234567",
            "passport A1234567 (IR)",
            Validity::FormOnly,
        ),
        (
            "passportNumber - АВ 123456",
            "passport AV123456",
            Validity::FormOnly,
        ),
        (
            "email - Sales@Example.COM.",
            "e-mail sales@example.com",
            Validity::FormOnly,
        ),
        (
            "website - https://www.Example.com/en/",
            "website example.com",
            Validity::FormOnly,
        ),
        (
            "website - vk.com/somebody",
            "website vk.com/somebody",
            Validity::FormOnly,
        ),
        (
            "phone RU 8 (495) 123-45-67",
            "phone +74951234567",
            Validity::FormOnly,
        ),
        (
            "phone - 007 495 1234567 ext. 12",
            "phone +74951234567",
            Validity::FormOnly,
        ),
        (
            "phone GB 020 7946 0000",
            "phone +442079460000",
            Validity::FormOnly,
        ),
        (
            "phone DE +49 (0)30 901820",
            "phone +4930901820",
            Validity::FormOnly,
        ),
        ("phone - 1234567", "phone 1234567", Validity::Placeholder),
        (
            "publicKey - 0xDE0B295669A9FD93D5F28D9EC85E40F4CB697BAE",
            "crypto wallet 0xde0b295669a9fd93d5f28d9ec85e40f4cb697bae",
            Validity::FormOnly,
        ),
    ] {
        let found = id(written);
        assert_eq!(
            (found.to_string().as_str(), found.validity()),
            (expected, validity),
            "{written}"
        );
    }
    assert_eq!(read("innCode", " - ", None), None);
    assert_eq!(read("name", "7707083893", None), None);
}

#[test]
fn identifiers_are_compared() {
    use IdentifierLevel::*;
    for (a, b, expected) in [
        ("innCode - 7707083893", "taxNumber RU 7707 083 893", EqualValid),
        ("innCode - 7707083893", "taxNumber - 7707083893", EqualValid),
        ("innCode - 7707083893", "innCode - 7736050003", Conflict),
        ("innCode - 7707083893", "innCode - 500100732259", Missing),
        ("innCode - 7707083893", "innCode - 7707083839", Slip),
        ("innCode - 7707083893", "innCode - 7707083892", Slip),
        ("innCode - 7707083893", "innCode - 1234500001", Differ),
        ("innCode - 7707083893", "ogrnCode - 1027700132195", Missing),
        ("innCode - 7707083893", "innCode - 0000000000", Missing),
        ("innCode - 0000000000", "innCode - 0000000000", Missing),
        ("imoNumber - 9074729", "imoNumber - IMO9074729", EqualValid),
        ("imoNumber - 9074729", "imoNumber - 9176187", Conflict),
        (
            "registrationNumber HK 2345678",
            "registrationNumber HK 2345678",
            EqualForm,
        ),
        (
            "registrationNumber HK 2345678",
            "registrationNumber HK 2345679",
            Near,
        ),
        (
            "registrationNumber HK 2345678",
            "registrationNumber HK 1122334",
            Differ,
        ),
        (
            "registrationNumber AE 45678",
            "registrationNumber AE 99123",
            Differ,
        ),
        (
            "registrationNumber AE 45678",
            "registrationNumber IR 99123",
            Missing,
        ),
        (
            "registrationNumber AE 45678",
            "registrationNumber - 99123",
            Missing,
        ),
        (
            "passportNumber RU 701234567",
            "passportNumber RU 651111222",
            Missing,
        ),
        (
            "passportNumber RU 701234567",
            "passportNumber RU 701234567",
            EqualForm,
        ),
        (
            "passportNumber RU 701234567",
            "passportNumber CN 701234567",
            EqualForm,
        ),
        ("swiftBic - DEUTDEFF", "swiftBic - DEUTDEFF500", EqualForm),
        ("swiftBic - DEUTDEFF", "swiftBic - COBADEFF", Differ),
        ("phone RU 84951234567", "phone - +74951234567", EqualForm),
        ("phone RU 84951234567", "innCode - 84951234567", Missing),
        ("email - a@example.com", "email - b@example.com", Missing),
    ] {
        let (x, y) = (id(a), id(b));
        assert_eq!(compare(&x, &y), expected, "{a} | {b}");
        assert_eq!(compare(&y, &x), expected, "{b} | {a}");
    }
}

#[test]
fn agreement_decides_before_contradiction() {
    let a = [id("innCode - 7707083893"), id("phone - +74951234567")];
    let b = [id("innCode - 7736050003"), id("phone - +74951234567")];
    // a shared phone does not outweigh two tax numbers on its own: the caller sees both
    assert_eq!(decide(&a, &b), (IdentifierLevel::EqualForm, Some((1, 1))));
    assert_eq!(decide(&a[..1], &b), (IdentifierLevel::Conflict, Some((0, 0))));
    assert_eq!(decide(&[], &b), (IdentifierLevel::Missing, None));
    assert_eq!(
        reason(&a[0], &b[0]),
        "different INN, of which a bearer has one: \"7707083893\" and \"7736050003\""
    );
}

fn any_identifier() -> impl Strategy<Value = Option<Identifier>> {
    let props = prop_oneof![
        Just("innCode"),
        Just("taxNumber"),
        Just("registrationNumber"),
        Just("idNumber"),
        Just("swiftBic"),
        Just("imoNumber"),
        Just("vatCode"),
        Just("passportNumber"),
        Just("phone"),
        Just("website"),
    ];
    let values = prop_oneof![
        "[0-9]{5,13}",
        "[A-Z]{0,4}[0-9]{2,9}",
        "770708389[0-9]",
        "\\PC{0,12}"
    ];
    let countries = prop_oneof![Just("RU"), Just("DE"), Just("HK"), Just("CO"), Just("-")];
    (props, values, countries).prop_map(|(prop, value, country)| read(prop, &value, country.parse().ok()))
}

#[test]
fn what_stands_around_a_contact_is_taken_off_whole() {
    let world = [
        ("website", "M. A", "a"),
        ("website", "www.m. www2.Example.com", "example.com"),
        ("website", "vk.com/somebody /", "vk.com/somebody"),
        ("website", "vk.com/away?to=https://example.com", "vk.com/away"),
        (
            "website",
            "vk.com/away/https://example.com",
            "vk.com/away/https://example.com",
        ),
        ("email", "<mailto: mailto:Sales@example.com>", "sales@example.com"),
    ];
    for (prop, written, expected) in world {
        let once = read(prop, written, None).expect("something is left of it");
        assert_eq!(once.value(), expected, "{written}");
        let twice = read(prop, once.value(), None).expect("something is left of it");
        assert_eq!(twice.value(), expected, "{written} read again");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn comparing_is_symmetric_and_equal_values_meet(a in any_identifier(), b in any_identifier()) {
        if let (Some(a), Some(b)) = (a, b) {
            prop_assert_eq!(compare(&a, &b), compare(&b, &a));
            prop_assert_eq!(decide(std::slice::from_ref(&a), std::slice::from_ref(&b)).0, compare(&a, &b));
            if compare(&a, &b) >= IdentifierLevel::EqualForm {
                prop_assert_eq!(a.key(), b.key());
            }
            if a.is_telling() {
                prop_assert!(compare(&a, &a) >= IdentifierLevel::EqualForm);
            }
            prop_assert!(!reason(&a, &b).is_empty());
        }
    }

    #[test]
    fn reading_what_was_read_changes_nothing(prop in "(innCode|imoNumber|passportNumber|phone|email|website|leiCode|mmsi|swiftBic)", value in "\\PC{0,30}|[0-9 +A-Z.-]{0,20}|(HTTP://|MAILTO:|M\\.|www2?\\.|VK\\.COM/|[ a./?#@:]){0,8}") {
        if let Some(once) = read(&prop, &value, None) {
            let twice = read(&prop, once.value(), None);
            prop_assert_eq!(twice.map(|t| t.value().to_owned()), Some(once.value().to_owned()));
        }
    }

    #[test]
    fn long_values_are_cut(value in "[0-9A-Z ]{0,40}", times in 1usize..60) {
        for prop in ["innCode", "taxNumber", "passportNumber", "phone", "website", "email", "publicKey"] {
            if let Some(found) = read(prop, &value.repeat(times), None) {
                prop_assert!(found.value().len() <= 128);
            }
        }
    }
}
