//! OFAC's remarks: one cell in which everything stands that has no column.
//!
//! Items are divided by `; ` and begin with words that say what they are. Those
//! that we know become properties; the rest is kept as `notes`, or as
//! `provisions` of the listing where it speaks of the sanction itself.

use super::Entry;
use super::values::clean;

/// Items whose value is what follows the words, up to a bracket.
const ITEMS: &[(&str, &str)] = &[
    ("DOB ", "birthDate"),
    ("POB ", "birthPlace"),
    ("nationality ", "nationality"),
    ("citizen ", "citizenship"),
    ("Gender ", "gender"),
    ("Passport ", "passportNumber"),
    ("Stateless Person Passport ", "passportNumber"),
    ("Diplomatic Passport ", "passportNumber"),
    ("Tax ID No. ", "taxNumber"),
    ("NIT # ", "taxNumber"),
    ("RUC # ", "taxNumber"),
    ("RIF # ", "taxNumber"),
    ("R.F.C. ", "taxNumber"),
    ("RFC ", "taxNumber"),
    ("C.U.I.T. ", "taxNumber"),
    ("Fiscal Code ", "taxNumber"),
    ("V.A.T. Number ", "vatCode"),
    ("SSN ", "idNumber"),
    ("National ID No. ", "idNumber"),
    ("National Foreign ID Number ", "idNumber"),
    ("Personal ID Card ", "idNumber"),
    ("Identification Number IMO ", "imoNumber"),
    ("Company Number IMO ", "imoNumber"),
    ("Vessel Registration Identification IMO ", "imoNumber"),
    ("IMO ", "imoNumber"),
    ("Identification Number ", "idNumber"),
    ("Cedula No. ", "idNumber"),
    ("D.N.I. ", "idNumber"),
    ("C.U.R.P. ", "idNumber"),
    ("CURP ", "idNumber"),
    ("Electoral Registry No. ", "idNumber"),
    ("Driver's License No. ", "idNumber"),
    ("Residency Number ", "idNumber"),
    ("Birth Certificate Number ", "idNumber"),
    ("Registration Number ", "registrationNumber"),
    ("Registration ID ", "registrationNumber"),
    ("Business Registration Number ", "registrationNumber"),
    ("Business Registration Document # ", "registrationNumber"),
    ("Business Number ", "registrationNumber"),
    ("Company Number ", "registrationNumber"),
    ("Commercial Registry Number ", "registrationNumber"),
    ("Chamber of Commerce Number ", "registrationNumber"),
    ("C.R. No. ", "registrationNumber"),
    ("Folio Mercantil No. ", "registrationNumber"),
    ("Matricula Mercantil No ", "registrationNumber"),
    ("Government Gazette Number ", "registrationNumber"),
    ("Trade License No. ", "registrationNumber"),
    ("License ", "licenseNumber"),
    ("Enterprise Number ", "registrationNumber"),
    ("Unified Social Credit Code (USCC) ", "uscCode"),
    ("Chinese Commercial Code ", "notes"),
    ("Legal Entity Number ", "leiCode"),
    ("D-U-N-S Number ", "dunsCode"),
    ("SWIFT/BIC ", "swiftBic"),
    ("MMSI ", "mmsi"),
    ("Organization Established Date ", "incorporationDate"),
    ("Website ", "website"),
    ("Email Address ", "email"),
    ("Telephone No. ", "phone"),
    ("Telephone ", "phone"),
    ("Phone Number ", "phone"),
    ("Former Vessel Flag ", "pastFlags"),
    ("Vessel Flag ", "flag"),
    ("Vessel Type ", "type"),
    ("Vessel Year of Build ", "buildDate"),
    ("Aircraft Manufacture Date ", "buildDate"),
    ("Aircraft Model ", "model"),
    ("Aircraft Tail Number ", "registrationNumber"),
    ("Aircraft Mode S Transponder Code ", "icaoCode"),
    ("Aircraft Manufacturer's Serial Number (MSN) ", "serialNumber"),
    (
        "Aircraft Construction Number (also called L/N or S/N or F/N) ",
        "serialNumber",
    ),
    ("Organization Type: ", "sector"),
    ("Listing Date (", "listingDate"),
];

/// Words with which items about the listing itself begin.
const PROVISIONS: &[&str] = &[
    "Secondary sanctions risk",
    "Additional Sanctions Information",
    "Transactions Prohibited",
    "Executive Order",
    "CAATSA Section",
    "Effective Date (",
    "Target Type",
    "PEESA Information",
    "IFCA Determination",
    "BIS Entity List",
];

/// Reads the remarks of an entry.
pub(crate) fn read(remarks: &str, schema: &str, entry: &mut Entry) {
    for item in items(remarks) {
        one(item, schema, entry);
    }
}

/// The items, divided by semicolons outside of quotes and brackets.
fn items(remarks: &str) -> impl Iterator<Item = &str> {
    remarks
        .split("; ")
        .map(|item| item.trim().trim_end_matches([';', '.']).trim())
        .filter(|item| !item.is_empty())
}

fn one(item: &str, schema: &str, entry: &mut Entry) {
    let bare = item.strip_prefix("alt. ").unwrap_or(item);
    if let Some((kind, name)) = other_name(bare) {
        entry.say(kind, name);
        return;
    }
    if PROVISIONS.iter().any(|words| bare.starts_with(words)) {
        entry.sanction("provisions", item);
        return;
    }
    let Some((words, prop)) = ITEMS.iter().find(|(words, _)| bare.starts_with(words)) else {
        entry.say("notes", item);
        return;
    };
    let value = bare.get(words.len()..).unwrap_or("");
    match *prop {
        "listingDate" => {
            if let Some((_, date)) = value.split_once(": ") {
                for date in super::values::dates(date) {
                    entry.sanction("listingDate", &date);
                }
            }
        }
        "birthDate" | "incorporationDate" | "buildDate" => entry.say_date(prop, value),
        "gender" => entry.say(prop, &value.to_lowercase()),
        "birthPlace" | "nationality" | "citizenship" | "sector" | "website" | "email" | "phone"
        | "pastFlags" | "flag" | "type" | "model" | "notes" => entry.say(prop, value),
        _ => number(value, prop, schema, item, entry),
    }
}

/// `a.k.a. 'X'`, `f.k.a. 'X'`: names in remarks are weak ones.
fn other_name(item: &str) -> Option<(&'static str, &str)> {
    for (words, prop) in [
        ("a.k.a. ", "weakAlias"),
        ("f.k.a. ", "previousName"),
        ("n.k.a. ", "name"),
    ] {
        if let Some(name) = item.strip_prefix(words) {
            return Some((prop, name.trim_matches(['\'', '"', ' ', '.'])));
        }
    }
    None
}

/// A number with perhaps its country in brackets and days of issue.
fn number(value: &str, prop: &str, schema: &str, item: &str, entry: &mut Entry) {
    let (number, country) = match value.split_once(" (") {
        Some((number, rest)) => (number, rest.split(')').next().unwrap_or("")),
        None => (value, ""),
    };
    let number = [" issued ", " expires "]
        .iter()
        .fold(number, |number, words| number.split(words).next().unwrap_or(""));
    let number = clean(number).trim_end_matches(['.', ',']);
    if !number.bytes().any(|b| b.is_ascii_digit()) {
        entry.say("notes", item);
        return;
    }
    let digits = number.bytes().all(|b| b.is_ascii_digit());
    let prop = match (prop, country, number.len()) {
        ("taxNumber", "Russia", 10 | 12) if digits => "innCode",
        ("registrationNumber", "Russia", 13 | 15) if digits && schema != "Airplane" => "ogrnCode",
        _ => prop,
    };
    entry.say(prop, number);
}
