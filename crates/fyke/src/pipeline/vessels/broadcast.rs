//! Flag and name as a ship broadcasts them, and when they changed.
//!
//! The first digits of a radio's number are its flag's. A change counts where
//! the new one was first heard after the old one was last heard, and was heard
//! for a day at least: two that are heard in turns are a fault of a receiver or
//! two ships with one number, and are nobody's change of flag.

use fyke_model::country::Country;
use fyke_model::date::Day;
use fyke_resolve::facts::identifiers;
use fyke_store::known::PositionRow;
use fyke_trace::who::register::{NodeId, RowId};
use fyke_trace::who::voyages::Change;

/// Values of one ship that are remembered: no ship has more flags or names.
const VALUES_MAX: usize = 24;
/// A new value is heard for so many seconds at least.
const LASTS_S: i64 = 86_400;

/// One value and when it was heard.
#[derive(Clone, Debug)]
struct Spell<T> {
    value: T,
    first: i64,
    last: i64,
    row: RowId,
}

/// What one ship broadcast of itself.
#[derive(Default)]
pub struct Spells {
    flags: Vec<Spell<Country>>,
    names: Vec<Spell<String>>,
    /// The radio last heard, and its flag.
    radio: (String, Option<Country>),
}

fn hear<T>(
    spells: &mut Vec<Spell<T>>,
    same: impl Fn(&T) -> bool,
    value: impl Fn() -> T,
    heard: &PositionRow,
) {
    if let Some(known) = spells.iter_mut().find(|spell| same(&spell.value)) {
        known.last = known.last.max(heard.time_s);
    } else if spells.len() < VALUES_MAX {
        spells.push(Spell {
            value: value(),
            first: heard.time_s,
            last: heard.time_s,
            row: heard.handle,
        });
    }
}

/// Letters and digits; broadcasts pad, and cut names at twenty characters.
fn plain(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_uppercase).collect()
}

impl Spells {
    /// Takes a report; those of one ship come in order of time.
    pub fn hear(&mut self, heard: &PositionRow) {
        if self.radio.0 != heard.mmsi {
            let flag = identifiers::read("mmsi", &heard.mmsi, None).and_then(|number| number.country());
            self.radio = (heard.mmsi.clone(), flag);
        }
        if let Some(flag) = self.radio.1 {
            hear(&mut self.flags, |known| *known == flag, || flag, heard);
        }
        if !heard.name.is_empty() {
            let name = plain(&heard.name);
            let same = |known: &String| {
                let known = plain(known);
                known == name
                    || (known.len().min(name.len()) >= 8
                        && (known.starts_with(&name) || name.starts_with(&known)))
            };
            hear(&mut self.names, same, || heard.name.trim().to_owned(), heard);
        }
    }

    /// The flag heard last.
    pub fn flag(&self) -> Option<Country> {
        self.flags
            .iter()
            .max_by_key(|spell| spell.last)
            .map(|spell| spell.value)
    }

    /// The name heard last.
    pub fn name(&self) -> Option<&str> {
        self.names
            .iter()
            .max_by_key(|spell| spell.last)
            .map(|spell| spell.value.as_str())
    }

    /// When flag and name changed.
    pub fn changes(self, vessel: NodeId) -> Vec<Change> {
        let mut changes = changes(self.flags, vessel, true);
        changes.extend(self::changes(self.names, vessel, false));
        changes.sort_by_key(|change| (change.day, change.row, change.flag));
        changes
    }
}

fn changes<T>(mut spells: Vec<Spell<T>>, vessel: NodeId, flag: bool) -> Vec<Change> {
    spells.retain(|spell| spell.last - spell.first >= LASTS_S);
    spells.sort_by_key(|spell| spell.first);
    let pairs = spells.windows(2).filter_map(|pair| match pair {
        [old, new] if old.last < new.first => Some(Change {
            vessel,
            day: Day(new.first.div_euclid(86_400).clamp(-4_000_000, 4_000_000) as i32),
            flag,
            row: new.row,
        }),
        _ => None,
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(day: i64, mmsi: &str, name: &str) -> PositionRow {
        PositionRow {
            imo: "9074729".to_owned(),
            mmsi: mmsi.to_owned(),
            name: name.to_owned(),
            time_s: 1_651_363_200 + day * 86_400,
            latitude: 40.0,
            longitude: 20.0,
            speed: None,
            draught: None,
            handle: day as u32,
        }
    }

    fn changes_of(reports: &[(i64, &str, &str)]) -> Vec<(u32, bool)> {
        let mut spells = Spells::default();
        for (day, mmsi, name) in reports {
            spells.hear(&heard(*day, mmsi, name));
        }
        spells
            .changes(0)
            .iter()
            .map(|change| (change.row, change.flag))
            .collect()
    }

    #[test]
    fn a_new_flag_and_a_new_name_are_changes() {
        // Russia, then Gabon, then Cameroon
        let reports = [
            (0, "273123456", "VOLGA"),
            (9, "273123456", "VOLGA"),
            (10, "626123456", "VOLGA"),
            (90, "626123456", "VOLGA"),
            (91, "613123456", "BLUE SEA"),
            (95, "613123456", "BLUE SEA"),
        ];
        assert_eq!(changes_of(&reports), [(10, true), (91, false), (91, true)]);
    }

    #[test]
    fn what_is_heard_in_turns_or_once_is_no_change() {
        let turns = [
            (0, "273123456", "VOLGA"),
            (1, "626123456", "VOLGA"),
            (2, "273123456", "VOLGA"),
            (3, "626123456", "VOLGA"),
        ];
        assert_eq!(changes_of(&turns), []);
        let once = [
            (0, "273123456", "VOLGA"),
            (1, "273123456", "VOLGA"),
            (2, "273123456", "V0LGA"),
            (3, "273123456", "volga "),
        ];
        assert_eq!(changes_of(&once), []);
    }
}
