//! Entities, records and names as pages show them, shared by the groups of
//! questions.

use fyke_model::desk::{Answer, RecordView, Refusal, Stub};
use fyke_resolve::text::{self, Script};
use fyke_store::query::Tables;
use fyke_store::resolved::MemberRow;
use fyke_store::serving::entity::EntityLine;
use fyke_store::serving::{EntityNo, Serving};

use super::refusal::Told;

/// Renamings that are followed: an entity that was merged that often is found
/// by its newer names.
const RENAMINGS_MAX: usize = 8;

/// The entity of an id, of a record `dataset:id`, or of an id that the entity had
/// before.
pub(super) fn find(serving: &Serving, tables: &Tables, id: &str) -> Answer<EntityNo> {
    let mut id = id.to_owned();
    for _ in 0..RENAMINGS_MAX {
        if let Some(found) = serving.find(&id) {
            return Ok(found);
        }
        // rare: an old link; the events of a case are few
        let plain = id.replace('\'', "''");
        let sql = format!(
            "select other from entity_events where entity = '{plain}' and other is not null \
             order by run desc, other limit 1"
        );
        let rows = tables.ask(&sql).told()?.texts().told()?;
        match rows
            .into_iter()
            .next()
            .and_then(|row| row.into_iter().next())
            .flatten()
        {
            Some(other) if other != id => id = other,
            _ => break,
        }
    }
    Err(Refusal::absent("the entity"))
}

/// An entity in a few words.
pub(super) fn stub(serving: &Serving, entity: EntityNo) -> Stub {
    serving
        .line(entity)
        .map_or_else(Stub::default, |line| stub_of(&line))
}

/// An entity's line in fewer words.
pub(super) fn stub_of(line: &EntityLine) -> Stub {
    Stub {
        id: line.id.clone(),
        caption: line.caption.clone(),
        schema: line.schema.clone(),
        country: line.countries.first().copied(),
        listed: line.listed,
    }
}

/// A record.
pub(super) fn record_view(member: &MemberRow) -> RecordView {
    RecordView {
        key: member.key(),
        name: member.name.clone(),
        schema: member.schema.clone(),
        country: member.country,
        listed: member.listed,
    }
}

/// A text in Latin letters, where it is written in others.
pub(super) fn latin(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let words = text::read(text).words;
    if words.iter().all(|word| word.script == Script::Latin) {
        return None;
    }
    let capital = |latin: &str| {
        let mut letters = latin.chars();
        let first = letters.next().map(|letter| letter.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    };
    let mut read = String::new();
    for word in &words {
        if !read.is_empty() && !word.joined {
            read.push(' ');
        }
        match word.joined {
            true => read.push_str(&word.latin),
            false => read.push_str(&capital(&word.latin)),
        }
    }
    Some(read)
}

/// A value of FollowTheMoney that may be in other letters: identifiers and days
/// are not read.
pub(super) fn latin_value(prop: &str, value: &str) -> Option<String> {
    let named = ["name", "alias", "weakAlias", "previousName", "address", "full"];
    named.contains(&prop).then(|| latin(value)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_other_letters_is_shown_in_latin_beside() {
        assert_eq!(latin("Вектор-М ООО").as_deref(), Some("Vektorm Ooo"));
        assert_eq!(latin("Łódź Müller"), None);
        assert_eq!(latin("Alfa"), None);
        assert_eq!(latin_value("innCode", "Вектор"), None);
    }
}
