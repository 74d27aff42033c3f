//! The consolidated list of the UN Security Council, in XML.
//!
//! Element names after the schema the UN publishes beside it. The day of the
//! edition is the attribute `dateGenerated` of the root.

use std::io::BufRead;

use fyke_model::refused::{Reason, Refused};

use super::Entry;
use super::values::clean;
use crate::bytes::xml::{Element, NextElement, Reader};
use crate::bytes::{GuardError, Limits};
use crate::rows::kind::{Kind, ListFormat};
use crate::rows::recognise::{Recognised, date_in_name, list};
use crate::rows::sink::{Counts, Sink};

const WANTED: [&str; 2] = ["INDIVIDUAL", "ENTITY"];

/// Recognises the list by its root.
pub(crate) fn recognise(input: impl BufRead, name: &str, limits: &Limits) -> Result<Recognised, GuardError> {
    let reader = Reader::open(input, &WANTED, limits)?;
    let root = reader.root();
    if root.name != "CONSOLIDATED_LIST" {
        return Ok(Recognised {
            kind: Kind::Unknown,
            evidence: vec![format!(
                "{name} is XML with the root <{}>; of XML we read the UN consolidated list, whose root is <CONSOLIDATED_LIST>",
                fyke_model::refused::clip(&root.name, 60)
            )],
            mapping: None,
            dataset: None,
            edition: None,
        });
    }
    let generated = root
        .attribute("dateGenerated")
        .get(..10)
        .and_then(|day| day.parse().ok());
    let evidence = "looks like the UN consolidated list: XML with the root <CONSOLIDATED_LIST>".to_owned();
    Ok(list(
        ListFormat::UnXml,
        evidence,
        "un-sc".to_owned(),
        generated.or_else(|| date_in_name(name)),
    ))
}

/// Takes the list in. A row is an entry, counted from 1.
///
/// # Errors
/// Where the file or the sink can go no further.
pub fn admit<S: Sink>(input: impl BufRead, limits: &Limits, sink: &mut S) -> Result<Counts, S::Error> {
    let mut reader = Reader::open(input, &WANTED, limits)?;
    let mut counts = Counts::default();
    let mut entry = Entry::default();
    loop {
        let refused = match reader.next_element()? {
            NextElement::Element { row, element, .. } => match read(&element, row, &mut entry) {
                Ok(()) => {
                    counts.admit();
                    entry.hand_out(sink, &mut counts)?;
                    continue;
                }
                Err(refused) => refused,
            },
            NextElement::Refused(refused) => refused,
            NextElement::End => break,
        };
        counts.refuse(&refused);
        sink.refused(&refused)?;
    }
    Ok(counts)
}

fn read(element: &Element, row: u64, entry: &mut Entry) -> Result<(), Refused> {
    let id = clean(element.text_at("DATAID"));
    if id.is_empty() || id.len() > 20 || !id.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(Refused::new(row, Some("DATAID"), id, Reason::BadIdentifier));
    }
    let person = element.name == "INDIVIDUAL";
    entry.begin(
        format!("un-{id}"),
        if person { "Person" } else { "Organization" },
        row,
    );
    let parts =
        ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"].map(|part| clean(element.text_at(part)));
    let name: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let name = name.join(" ");
    if !name.chars().any(char::is_alphanumeric) {
        return Err(Refused::new(row, Some("FIRST_NAME"), &name, Reason::BadName));
    }
    entry.say("name", &name);
    entry.say("topics", "sanction");
    entry.say_in(
        "alias",
        element.text_at("NAME_ORIGINAL_SCRIPT"),
        "original script",
    );
    entry.say("gender", &element.text_at("GENDER").to_lowercase());
    for (path, prop) in [
        ("TITLE/VALUE", "title"),
        ("DESIGNATION/VALUE", "position"),
        ("NATIONALITY/VALUE", "nationality"),
    ] {
        for value in element.at(path) {
            entry.say(prop, &value.text);
        }
    }
    entry.say("notes", element.text_at("COMMENTS1"));
    aliases(element, entry);
    places(element, entry);
    births(element, entry);
    documents(element, entry);
    entry.sanction("authority", "United Nations Security Council");
    entry.sanction("program", element.text_at("UN_LIST_TYPE"));
    entry.sanction("unscId", element.text_at("REFERENCE_NUMBER"));
    for date in super::values::dates(element.text_at("LISTED_ON")) {
        entry.sanction("listingDate", &date);
    }
    for value in element.at("LAST_DAY_UPDATED/VALUE") {
        entry.sanction("modifiedAt", &value.text);
    }
    Ok(())
}

fn aliases(element: &Element, entry: &mut Entry) {
    for alias in element
        .at("INDIVIDUAL_ALIAS")
        .into_iter()
        .chain(element.at("ENTITY_ALIAS"))
    {
        let prop = match clean(alias.text_at("QUALITY")).to_lowercase().as_str() {
            "low" => "weakAlias",
            "f.k.a." => "previousName",
            _ => "alias",
        };
        entry.say(prop, alias.text_at("ALIAS_NAME"));
        entry.say_date("birthDate", alias.text_at("DATE_OF_BIRTH"));
    }
}

fn places(element: &Element, entry: &mut Entry) {
    let joined = |place: &Element| {
        let parts = ["STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY"]
            .map(|part| clean(place.text_at(part)));
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    };
    for address in element
        .at("INDIVIDUAL_ADDRESS")
        .into_iter()
        .chain(element.at("ENTITY_ADDRESS"))
    {
        entry.say("address", &joined(address));
        entry.say("country", address.text_at("COUNTRY"));
    }
    for place in element.at("INDIVIDUAL_PLACE_OF_BIRTH") {
        entry.say("birthPlace", &joined(place));
    }
}

fn births(element: &Element, entry: &mut Entry) {
    for birth in element.at("INDIVIDUAL_DATE_OF_BIRTH") {
        for part in ["DATE", "YEAR", "FROM_YEAR", "TO_YEAR"] {
            entry.say_date("birthDate", birth.text_at(part));
        }
    }
}

fn documents(element: &Element, entry: &mut Entry) {
    for document in element.at("INDIVIDUAL_DOCUMENT") {
        let kind = clean(document.text_at("TYPE_OF_DOCUMENT")).to_lowercase();
        let prop = if kind.contains("passport") {
            "passportNumber"
        } else {
            "idNumber"
        };
        entry.say(prop, document.text_at("NUMBER"));
    }
}
