//! (first form; being filled in)
use super::identifiers::{Identifier, Kind, Validity};
use fyke_model::country::Country;

/// Reads the value of a FollowTheMoney property; `country` is the record's or
/// the number's own. None where the property is no identifier or the value is
/// empty.
pub fn read(prop: &str, value: &str, country: Option<Country>) -> Option<Identifier> {
    let kind = match prop {
        "innCode" => Kind::Inn,
        "ogrnCode" => Kind::Ogrn,
        "imoNumber" => Kind::Imo,
        "leiCode" => Kind::Lei,
        "swiftBic" => Kind::Bic,
        "passportNumber" => Kind::Passport,
        "taxNumber" => Kind::Tax,
        "registrationNumber" => Kind::Register,
        "idNumber" => Kind::National,
        _ => return None,
    };
    let value: String = value
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(64)
        .collect();
    let value = value.trim_start_matches("IMO").to_ascii_uppercase();
    (!value.is_empty()).then(|| Identifier::new(kind, country, Validity::FormOnly, &value))
}
