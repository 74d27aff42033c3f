//! A thing in a form (`entity:x`), and where it is seen.

use crate::pages::leads::plain_subject;
use crate::pages::prefs::own_address;
use crate::show;
use fyke_model::desk::{Answer, Desk, Hand, LeadPage, Refusal, Thing};

/// Letters of an id at most.
const ID_MAX: usize = 2000;

/// As a form has it.
pub(super) fn written(thing: &Thing) -> String {
    let (kind, id) = parts(thing);
    format!("{kind}:{id}")
}

/// Kind and id.
pub(super) fn parts(thing: &Thing) -> (&'static str, &str) {
    match thing {
        Thing::Lead(id) => ("lead", id),
        Thing::Entity(id) => ("entity", id),
        Thing::Row(id) => ("row", id),
        Thing::Flow(id) => ("flow", id),
        Thing::View(id) => ("view", id),
    }
}

/// Of a kind and an id, or of one text that has both.
///
/// # Errors
/// No kind of thing, or no id of one.
pub(super) fn read(kind: &str, id: &str) -> Answer<Thing> {
    let (kind, id) = match kind.split_once(':') {
        Some(both) if id.is_empty() => both,
        _ => (kind, id),
    };
    let wrong = || {
        Refusal::malformed(
            "this is nothing that can be kept",
            "go back to its page and keep it there",
        )
    };
    if id.is_empty() || id.len() > ID_MAX || id.chars().any(char::is_control) {
        return Err(wrong());
    }
    let id = id.to_owned();
    match kind {
        "lead" => Ok(Thing::Lead(id)),
        "entity" => Ok(Thing::Entity(id)),
        "row" if row_parts(&id).is_some() => Ok(Thing::Row(id)),
        "flow" if id.contains('-') => Ok(Thing::Flow(id)),
        // an address of our own: nobody is led elsewhere by what is kept
        "view" if id != "/" && own_address(&id) == id => Ok(Thing::View(id)),
        _ => Err(wrong()),
    }
}

fn row_parts(id: &str) -> Option<(&str, &str, u64)> {
    let (rest, row) = id.rsplit_once(':')?;
    let (dataset, file) = rest.rsplit_once(':')?;
    Some((dataset, file, row.parse().ok()?))
}

/// Where it is seen.
pub(super) fn address(thing: &Thing) -> String {
    match thing {
        Thing::Lead(id) => format!("/lead/{}", show::query(id)),
        Thing::Entity(id) => show::entity_address(id),
        Thing::Row(id) => match row_parts(id) {
            Some((dataset, file, row)) => {
                format!("/row/{}/{}/{row}", show::query(dataset), show::query(file))
            }
            None => "/".to_owned(),
        },
        Thing::Flow(id) => {
            let (exporter, importer) = id.split_once('-').unwrap_or((id, ""));
            format!(
                "/flows?exporter={}&importer={}",
                show::query(exporter),
                show::query(importer)
            )
        }
        Thing::View(id) => own_address(id).to_owned(),
    }
}

/// What it is called, where the desk knows: whoever asks may know as much.
pub(super) fn title(desk: &dyn Desk, hand: Option<&Hand>, thing: &Thing) -> Option<String> {
    match thing {
        Thing::Entity(id) => desk.entity(id).ok().map(|view| view.caption),
        Thing::Lead(id) => {
            let page = desk.lead(hand, id).ok()?;
            let subject = match &page {
                LeadPage::Open(open) => &open.lead.subject,
                LeadPage::Blind(blind) | LeadPage::Judged { blind, .. } => &blind.subject,
            };
            Some(plain_subject(subject))
        }
        _ => None,
    }
}

/// Where the notes about it are.
pub(super) fn notes_address(thing: &Thing) -> String {
    format!("/notes?about={}", show::query(&written(thing)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_form_says_is_a_thing_with_a_place_or_refused() {
        let expected = "\
lead:ab -> /lead/ab
entity:made:a b -> /entity/made%3Aa%20b
row:customs:abab:7 -> /row/customs/abab/7
flow:DE-TR -> /flows?exporter=DE&importer=TR
view:/search?q=a -> /search?q=a
view://evil.example -> refused
view:https://evil.example -> refused
row:customs:abab -> refused
entity: -> refused
score:1 -> refused
";
        let mut found = String::new();
        for line in expected.lines() {
            let (text, _) = line.split_once(" -> ").unwrap();
            let place = read(text, "").map_or("refused".to_owned(), |thing| address(&thing));
            found.push_str(&format!("{text} -> {place}\n"));
        }
        assert_eq!(found, expected);
        assert_eq!(read("entity", "a:b").unwrap(), Thing::Entity("a:b".to_owned()));
    }
}
