//! Published examples of each kind, and what one wrong character does to them.

use super::super::identifiers::{Kind, Validity};
use super::*;
use proptest::prelude::*;

/// Kind, country, a number that is published as an example or that its bearer
/// publishes, and whether one wrong digit is always noticed.
const EXAMPLES: &[(Kind, &str, &str, bool)] = &[
    // Sberbank's own imprint
    (Kind::Inn, "RU", "7707083893", false),
    (Kind::Ogrn, "RU", "1027700132195", false),
    (Kind::Okpo, "RU", "00032537", false),
    // the common sample of a person
    (Kind::Inn, "RU", "500100732259", false),
    (Kind::Ogrn, "RU", "304500116000157", false),
    (Kind::Snils, "RU", "11223344595", false),
    (Kind::UaEdrpou, "UA", "14360570", false),
    (Kind::UaEdrpou, "UA", "32855961", false),
    (Kind::UaRnokpp, "UA", "1759013776", false),
    (Kind::ByUnp, "BY", "200988541", true),
    (Kind::ByUnp, "BY", "MA1953684", true),
    (Kind::KzBin, "KZ", "020240000555", false),
    (Kind::Uscc, "CN", "91110000600037341L", true),
    // the example of GB 11643-1999
    (Kind::CnResident, "CN", "11010519491231002X", true),
    (Kind::HkId, "HK", "G123456A", true),
    (Kind::TrVkn, "TR", "4540536920", false),
    (Kind::TrTckn, "TR", "10000000146", true),
    (Kind::TrTckn, "TR", "17291716060", true),
    (Kind::IrPerson, "IR", "0013542419", false),
    (Kind::IrCompany, "IR", "10380284790", false),
    (Kind::InGstin, "IN", "27AAPFU0939F1ZV", false),
    // the example of IMO's circular
    (Kind::Imo, "", "9074729", false),
    // Bloomberg Finance, Apple, the registry's sample of an account
    (Kind::Lei, "", "5493001KJTIIGC8Y1R12", true),
    (Kind::Isin, "", "US0378331005", true),
    (Kind::Iban, "", "GB82WEST12345698765432", true),
    (Kind::BrCnpj, "BR", "11222333000181", false),
    // the example of IN RFB 2229/2024
    (Kind::BrCnpj, "BR", "12ABC34501DE35", false),
    (Kind::BrCpf, "BR", "52998224725", false),
    (Kind::ArCuit, "AR", "20055361682", true),
    (Kind::PeRuc, "PE", "20512333797", false),
    (Kind::ClRut, "CL", "125319092", true),
    (Kind::MxCurp, "MX", "BOXW310820HNERXN09", false),
    (Kind::VeRif, "VE", "V114702834", false),
    (Kind::Vat, "AT", "U13585627", true),
    (Kind::Vat, "BE", "0428759497", true),
    (Kind::Vat, "BG", "175074752", false),
    (Kind::Vat, "CH", "100155212", true),
    (Kind::Vat, "DE", "136695976", true),
    (Kind::Vat, "DK", "13585628", true),
    (Kind::Vat, "EE", "100931558", true),
    (Kind::Vat, "ES", "54362315K", true),
    (Kind::Vat, "ES", "B58378431", true),
    (Kind::Vat, "FI", "20774740", true),
    (Kind::Vat, "FR", "40303265045", true),
    (Kind::Vat, "GB", "980780684", false),
    (Kind::Vat, "GR", "094259216", false),
    (Kind::Vat, "HR", "33392005961", true),
    (Kind::Vat, "HU", "12892312", true),
    (Kind::Vat, "IE", "6433435F", true),
    (Kind::Vat, "IE", "6433435OA", true),
    (Kind::Vat, "IT", "00743110157", true),
    (Kind::Vat, "LU", "15027442", true),
    (Kind::Vat, "MT", "11679112", true),
    (Kind::Vat, "NL", "004495445B01", false),
    (Kind::Vat, "PL", "8567346215", true),
    (Kind::Vat, "PT", "501964843", false),
    (Kind::Vat, "RO", "18547290", false),
    (Kind::Vat, "SE", "123456789701", false),
    (Kind::Vat, "SI", "50223054", false),
    (Kind::Vat, "SK", "2022749619", true),
];

fn read_form(kind: Kind, country: &str, value: &str) -> Option<Validity> {
    form(kind, value, country.parse().ok())
}

#[test]
fn published_examples_hold() {
    for (kind, country, value, _) in EXAMPLES {
        assert_eq!(
            read_form(*kind, country, value),
            Some(Validity::Valid),
            "{kind:?} {country} {value}"
        );
    }
    assert!(nit_holds("2131234321"));
    assert_eq!(mmsi_country("422032000").unwrap().as_str(), "IR");
    assert_eq!(mmsi_country("636012345").unwrap().as_str(), "LR");
    assert_eq!(mmsi_country("999999999"), None);
}

#[test]
fn forms_without_check_digits_are_known() {
    for (kind, value, expected) in [
        (Kind::Kpp, "773601001", Some(Validity::FormOnly)),
        (Kind::Kpp, "77360100", None),
        (Kind::Bic, "DEUTDEFF", Some(Validity::FormOnly)),
        (Kind::Bic, "DEUTDEFF500", Some(Validity::FormOnly)),
        (Kind::Bic, "DEUTQQFF", Some(Validity::BadCheckDigit)),
        (Kind::InPan, "AAPFU0939F", Some(Validity::FormOnly)),
        (Kind::InCin, "U72200KA2013PTC097389", Some(Validity::FormOnly)),
        (Kind::UkCompany, "SC123456", Some(Validity::FormOnly)),
        (Kind::UsSsn, "666123456", Some(Validity::BadCheckDigit)),
        (Kind::MxRfc, "FTG950807F20", Some(Validity::FormOnly)),
        (Kind::MxRfc, "FTG951307F20", None),
        (Kind::Mmsi, "422032000", Some(Validity::FormOnly)),
        (Kind::Mmsi, "299032000", Some(Validity::BadCheckDigit)),
    ] {
        assert_eq!(read_form(kind, "", value), expected, "{kind:?} {value}");
    }
}

#[test]
fn one_wrong_digit_is_noticed() {
    for (kind, country, value, always) in EXAMPLES {
        let (mut noticed, mut all) = (0, 0);
        for at in 0..value.len() {
            for digit in b'0'..=b'9' {
                let mut bytes = value.as_bytes().to_vec();
                if !bytes[at].is_ascii_digit() || bytes[at] == digit {
                    continue;
                }
                bytes[at] = digit;
                let other = String::from_utf8(bytes).unwrap();
                all += 1;
                noticed += u32::from(read_form(*kind, country, &other) != Some(Validity::Valid));
            }
        }
        if *always {
            assert_eq!(noticed, all, "{kind:?} {country} {value}");
        }
        // the weakest of them misses one in six: CURP, modulo 10 with even weights
        assert!(
            noticed * 100 >= all * 80,
            "{kind:?} {country} {value}: {noticed} of {all}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_value_panics(value in "[A-Z0-9]{0,30}", any in "\\PC{0,20}", country in "[A-Z]{2}") {
        for kind in Kind::ALL {
            for value in [&value, &any] {
                let _ = form(*kind, value, country.parse().ok());
            }
        }
        let _ = (nit_holds(&any), vat_country(&any), mmsi_country(&any));
    }

    #[test]
    fn mod_97_notices_one_wrong_digit(head in "[0-9A-Z]{18}", at in 0usize..18, digit in b'0'..=b'9') {
        let rest = mod_97(format!("{head}00").bytes()).unwrap();
        let lei = format!("{head}{:02}", 98 - rest);
        prop_assert_eq!(world::lei(&lei), Some(Validity::Valid));
        let mut bytes = lei.clone().into_bytes();
        if bytes[at].is_ascii_digit() && bytes[at] != digit {
            bytes[at] = digit;
            prop_assert_eq!(world::lei(std::str::from_utf8(&bytes).unwrap()), Some(Validity::BadCheckDigit));
        }
    }
}
