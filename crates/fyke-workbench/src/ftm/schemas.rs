//! The part of FollowTheMoney's model that a case speaks: which schema is a kind
//! of which, and the properties that help to tell one from another.
//!
//! Names and parents as in the model's documentation, <https://followthemoney.tech/explorer/>;
//! a schema that is not here is taken for a `Thing`.

/// A schema: its name, its plural, what it is a kind of, whether names of it are
/// compared.
pub const SCHEMAS: &[(&str, &str, &[&str], bool)] = &[
    ("Thing", "Things", &[], true),
    ("LegalEntity", "Legal entities", &["Thing"], true),
    ("Person", "People", &["LegalEntity"], true),
    ("Organization", "Organizations", &["LegalEntity"], true),
    ("Company", "Companies", &["Organization", "Asset"], true),
    ("PublicBody", "Public bodies", &["Organization"], true),
    ("Asset", "Assets", &["Thing"], true),
    ("Vehicle", "Vehicles", &["Asset"], true),
    ("Vessel", "Vessels", &["Vehicle"], true),
    ("Airplane", "Airplanes", &["Vehicle"], true),
    ("Security", "Securities", &["Asset"], true),
    ("CryptoWallet", "Crypto wallets", &["Thing"], true),
    ("Address", "Addresses", &["Thing"], false),
    ("Interval", "Intervals", &[], false),
    ("Sanction", "Sanctions", &["Interval"], false),
    ("Interest", "Interests", &["Interval"], false),
    ("Ownership", "Ownerships", &["Interest"], false),
    ("Directorship", "Directorships", &["Interest"], false),
    ("Membership", "Memberships", &["Interest"], false),
    ("Employment", "Employments", &["Interest"], false),
    ("Representation", "Representations", &["Interest"], false),
    ("Family", "Family members", &["Interval"], false),
    ("Associate", "Associates", &["Interval"], false),
    ("UnknownLink", "Other links", &["Interest"], false),
    ("Payment", "Payments", &["Interval"], false),
];

/// A property: the schema that first has it, its name, in words, what it says.
pub const PROPERTIES: &[(&str, &str, &str, &str)] = &[
    ("Thing", "name", "name", "a name it goes by"),
    ("Thing", "alias", "other name", "another name"),
    (
        "Thing",
        "weakAlias",
        "weak alias",
        "a name too common to tell it by",
    ),
    ("Thing", "country", "country", "ISO 3166 alpha-2, lower case"),
    ("Thing", "address", "address", "as it is written"),
    ("Thing", "topics", "topics", "sanction, role.pep and so on"),
    ("Thing", "notes", "notes", "in words"),
    ("Thing", "sourceUrl", "source", "where it stands"),
    (
        "LegalEntity",
        "jurisdiction",
        "jurisdiction",
        "where it is registered",
    ),
    (
        "LegalEntity",
        "registrationNumber",
        "registration number",
        "in a register of firms",
    ),
    ("LegalEntity", "taxNumber", "tax number", "as tax offices know it"),
    (
        "LegalEntity",
        "leiCode",
        "LEI",
        "legal entity identifier, ISO 17442",
    ),
    ("LegalEntity", "innCode", "INN", "Russian tax number"),
    ("LegalEntity", "ogrnCode", "OGRN", "Russian register number"),
    (
        "LegalEntity",
        "idNumber",
        "identity number",
        "of a document or a list",
    ),
    (
        "LegalEntity",
        "incorporationDate",
        "day of founding",
        "ISO 8601, as exact as known",
    ),
    ("LegalEntity", "legalForm", "legal form", "such as GmbH"),
    ("LegalEntity", "status", "status", "such as active"),
    ("LegalEntity", "phone", "telephone", "with its country code"),
    ("LegalEntity", "email", "e-mail", "an address"),
    ("LegalEntity", "website", "website", "an address"),
    (
        "Person",
        "birthDate",
        "day of birth",
        "ISO 8601, as exact as known",
    ),
    ("Person", "birthPlace", "place of birth", "as it is written"),
    (
        "Person",
        "nationality",
        "nationality",
        "ISO 3166 alpha-2, lower case",
    ),
    ("Person", "gender", "gender", "as a document has it"),
    ("Person", "firstName", "given name", "given name"),
    ("Person", "lastName", "family name", "family name"),
    ("Person", "fatherName", "patronymic", "name of the father"),
    ("Person", "passportNumber", "passport number", "of a passport"),
    ("Person", "position", "position", "office held"),
    ("Vehicle", "type", "type", "such as bulk carrier"),
    (
        "Vehicle",
        "buildDate",
        "day of building",
        "ISO 8601, as exact as known",
    ),
    (
        "Vehicle",
        "registrationNumber",
        "registration number",
        "as registered",
    ),
    ("Vessel", "imoNumber", "IMO number", "seven digits of the hull"),
    ("Vessel", "mmsi", "MMSI", "nine digits of the radio"),
    ("Vessel", "flag", "flag", "ISO 3166 alpha-2, lower case"),
    ("Vessel", "callSign", "call sign", "of the radio"),
    ("Airplane", "serialNumber", "serial number", "of the airframe"),
    ("CryptoWallet", "publicKey", "address", "of the wallet"),
];

/// Whether the model, as far as it is here, has a schema of that name.
pub fn known(name: &str) -> bool {
    SCHEMAS.iter().any(|(schema, ..)| *schema == name)
}

/// Names of all schemas.
pub fn names() -> Vec<&'static str> {
    SCHEMAS.iter().map(|(name, ..)| *name).collect()
}

/// Schemas that are of a kind, itself among them.
///
/// ```
/// use fyke_workbench::ftm::schemas::kinds_of;
/// assert_eq!(kinds_of("Vehicle"), ["Vehicle", "Vessel", "Airplane"]);
/// ```
pub fn kinds_of(name: &str) -> Vec<&'static str> {
    SCHEMAS
        .iter()
        .filter(|(schema, ..)| is_a(schema, name))
        .map(|(schema, ..)| *schema)
        .collect()
}

/// Whether a schema is another, or a kind of it. One that is not here is a `Thing`.
pub fn is_a(schema: &str, kind: &str) -> bool {
    if schema == kind {
        return true;
    }
    match SCHEMAS.iter().find(|(name, ..)| *name == schema) {
        Some((_, _, parents, _)) => parents.iter().any(|parent| is_a(parent, kind)),
        None => kind == "Thing",
    }
}

/// Properties that things of a schema may have: the schema that has it, its
/// name, in words, what it says.
pub fn properties_of(
    schema: &str,
) -> impl Iterator<Item = &'static (&'static str, &'static str, &'static str, &'static str)> {
    PROPERTIES.iter().filter(move |(of, ..)| is_a(schema, of))
}

/// A property's name without the schema before it: `Person:birthDate`.
pub fn bare(property: &str) -> &str {
    property.rsplit_once(':').map_or(property, |(_, name)| name)
}

/// The plural of a schema.
pub fn plural(schema: &str) -> &str {
    SCHEMAS
        .iter()
        .find(|(name, ..)| *name == schema)
        .map_or(schema, |(_, plural, ..)| plural)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parents_are_there_and_nothing_is_its_own_ancestor() {
        for (name, _, parents, _) in SCHEMAS {
            for parent in *parents {
                assert!(known(parent), "{name} is a kind of {parent}");
                assert!(!is_a(parent, name), "{name} is a kind of itself");
            }
        }
        for (schema, name, ..) in PROPERTIES {
            assert!(known(schema), "{schema}:{name}");
        }
    }

    #[test]
    fn a_company_is_a_thing_and_no_person() {
        assert!(is_a("Company", "Thing") && is_a("Company", "Asset"));
        assert!(!is_a("Company", "Person"));
        assert!(is_a("Trailer", "Thing"));
        let of: Vec<&str> = properties_of("Vessel").map(|(_, name, ..)| *name).collect();
        assert!(of.contains(&"imoNumber") && of.contains(&"name") && !of.contains(&"birthDate"));
    }
}
