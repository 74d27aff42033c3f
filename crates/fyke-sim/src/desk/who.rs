//! Who is who in the made case: what was known at first, and then every line
//! that people wrote and nobody took back, replayed. To take a line back is to
//! leave it out, so that what was before comes back exactly.

use super::MadeDesk;
use super::world::{Compared, Record, world};
use fyke_model::desk::{Answer, Hand, JudgementView, PairView, RecordView, Refusal, Role, Saying, Stub, Why};
use std::collections::BTreeMap;

/// A line that somebody wrote.
pub(super) struct Said {
    saying: Saying,
    by: String,
    why: String,
}

/// Record to entity.
pub(super) type Partition = BTreeMap<String, String>;

fn pair_of(saying: &Saying) -> Option<[&str; 2]> {
    match saying {
        Saying::Same { left, right } | Saying::Different { left, right } | Saying::Unsure { left, right } => {
            let mut ends = [left.as_str(), right.as_str()];
            ends.sort_unstable();
            Some(ends)
        }
        Saying::Split { .. } | Saying::TakeBack { .. } => None,
    }
}

/// Whether a line holds: nobody took it back and no later one is about its pair.
fn holds(lines: &[Said], at: usize) -> bool {
    let Some(line) = lines.get(at) else { return false };
    let taken = |number: usize| {
        lines
            .iter()
            .any(|other| matches!(other.saying, Saying::TakeBack { line } if line == number as u64 + 1))
    };
    let overruled = lines.iter().enumerate().skip(at + 1).any(|(later, other)| {
        !taken(later) && pair_of(&other.saying).is_some() && pair_of(&other.saying) == pair_of(&line.saying)
    });
    !taken(at) && !overruled
}

fn viewed(lines: &[Said], at: usize) -> Option<JudgementView> {
    let line = lines.get(at)?;
    let (word, about) = match &line.saying {
        Saying::Same { left, right } => ("same", vec![left.clone(), right.clone()]),
        Saying::Different { left, right } => ("different", vec![left.clone(), right.clone()]),
        Saying::Unsure { left, right } => ("unsure", vec![left.clone(), right.clone()]),
        Saying::Split { records, .. } => ("split", records.clone()),
        Saying::TakeBack { line } => ("taken back", vec![line.to_string()]),
    };
    Some(JudgementView {
        line: at as u64 + 1,
        word: word.to_owned(),
        about,
        by: line.by.clone(),
        at: format!("2026-01-01T00:{:02}:{:02}Z", at / 60 % 60, at % 60),
        why: line.why.clone(),
        holds: holds(lines, at),
    })
}

impl MadeDesk {
    /// Who is who now.
    pub(super) fn partition(&self) -> Partition {
        let kept = self.kept();
        let mut now = world().base.clone();
        let moved = |now: &mut Partition, from: &str, to: &str| {
            for entity in now.values_mut().filter(|entity| *entity == from) {
                to.clone_into(entity);
            }
        };
        for (at, line) in kept
            .said
            .iter()
            .enumerate()
            .filter(|(at, _)| holds(&kept.said, *at))
        {
            let apart = format!("ent-apart-{}", at + 1);
            match &line.saying {
                Saying::Same { left, right } => {
                    if let (Some(a), Some(b)) = (now.get(left).cloned(), now.get(right).cloned()) {
                        moved(&mut now, (&a).max(&b), (&a).min(&b));
                    }
                }
                Saying::Different { left, right } => {
                    if now.get(left) == now.get(right) && now.contains_key(right) {
                        now.insert(right.clone(), apart);
                    }
                }
                Saying::Split { records, .. } => {
                    for record in records {
                        now.insert(record.clone(), apart.clone());
                    }
                }
                Saying::Unsure { .. } | Saying::TakeBack { .. } => {}
            }
        }
        now
    }

    /// Lines, the newest first.
    pub(super) fn lines(&self) -> Vec<JudgementView> {
        let kept = self.kept();
        (0..kept.said.len())
            .rev()
            .filter_map(|at| viewed(&kept.said, at))
            .collect()
    }

    /// How many lines there are: part of the version of the case.
    pub(super) fn line_count(&self) -> usize {
        self.kept().said.len()
    }

    /// Writes a line.
    pub(super) fn write(&self, hand: &Hand, saying: &Saying, why: &str) -> Answer<Vec<JudgementView>> {
        hand.needs(Role::Reviewer)?;
        if why.trim().is_empty() {
            return Err(Refusal::malformed(
                "a judgement without a reason",
                "say in a few words why",
            ));
        }
        let now = self.partition();
        let unknown = |key: &str| {
            Refusal::absent(&format!(
                "the record '{}'",
                key.chars().take(80).collect::<String>()
            ))
        };
        match saying {
            Saying::Same { left, right }
            | Saying::Different { left, right }
            | Saying::Unsure { left, right } => {
                if let Some(key) = [left, right].into_iter().find(|key| !now.contains_key(*key)) {
                    return Err(unknown(key));
                }
                if left == right {
                    return Err(Refusal::malformed("a record beside itself", "choose two records"));
                }
            }
            Saying::Split { entity, records } => {
                let all = now.values().filter(|of| *of == entity).count();
                if records.is_empty() || records.len() >= all {
                    return Err(Refusal::malformed(
                        "that would leave nobody behind",
                        "choose some of the records, not all",
                    ));
                }
                if let Some(key) = records.iter().find(|key| now.get(*key) != Some(entity)) {
                    return Err(unknown(key));
                }
            }
            Saying::TakeBack { line } => {
                let kept = self.kept();
                let at = usize::try_from(*line).ok().and_then(|line| line.checked_sub(1));
                if !at.is_some_and(|at| holds(&kept.said, at)) {
                    return Err(Refusal::new(
                        Why::Conflict,
                        "this line does not hold any more",
                        "look at the record of judgements",
                    ));
                }
            }
        }
        let mut kept = self.kept();
        kept.said.push(Said {
            saying: saying.clone(),
            by: hand.name().to_owned(),
            why: why.trim().to_owned(),
        });
        let at = kept.said.len() - 1;
        Ok(viewed(&kept.said, at).into_iter().collect())
    }

    /// The entity that an id means now: its own, a record's, or one that was.
    pub(super) fn meant(&self, now: &Partition, id: &str) -> Answer<String> {
        if now.values().any(|entity| entity == id) {
            return Ok(id.to_owned());
        }
        let of_record = now.get(id);
        let of_base = world()
            .base
            .iter()
            .find(|(_, entity)| *entity == id)
            .and_then(|(key, _)| now.get(key));
        of_record
            .or(of_base)
            .cloned()
            .ok_or_else(|| Refusal::absent("the entity"))
    }

    /// Whether two records were judged and the line holds.
    pub(super) fn is_judged(&self, pair: &Compared) -> bool {
        let mut ends = [pair.left.as_str(), pair.right.as_str()];
        ends.sort_unstable();
        let kept = self.kept();
        (0..kept.said.len()).any(|at| {
            holds(&kept.said, at) && kept.said.get(at).and_then(|line| pair_of(&line.saying)) == Some(ends)
        })
    }
}

/// Records of an entity.
pub(super) fn records_of<'p>(
    now: &'p Partition,
    entity: &'p str,
) -> impl Iterator<Item = &'static Record> + 'p {
    now.iter()
        .filter(move |(_, of)| *of == entity)
        .filter_map(|(key, _)| world().records.get(key))
}

/// The record that gives an entity its name: the listed first, else the first.
fn face(now: &Partition, entity: &str) -> Option<&'static Record> {
    records_of(now, entity).max_by_key(|record| (record.listed, record.key.starts_with("made-register")))
}

/// An entity in a few words.
pub(super) fn stub(now: &Partition, entity: &str) -> Stub {
    let face = face(now, entity);
    Stub {
        id: entity.to_owned(),
        caption: face.map_or_else(|| entity.to_owned(), |record| record.name.clone()),
        schema: face.map_or_else(|| "Thing".to_owned(), |record| record.schema.clone()),
        country: face.and_then(|record| record.country),
        listed: records_of(now, entity).any(|record| record.listed),
    }
}

/// A record as a page shows it.
pub(super) fn record_view(record: &Record) -> RecordView {
    RecordView {
        key: record.key.clone(),
        name: record.name.clone(),
        schema: record.schema.clone(),
        country: record.country,
        listed: record.listed,
    }
}

/// A pair as a page shows it.
pub(super) fn pair_view(now: &Partition, pair: &Compared) -> Option<PairView> {
    let records = &world().records;
    Some(PairView {
        left: record_view(records.get(&pair.left)?),
        right: record_view(records.get(&pair.right)?),
        probability: pair.probability,
        reasons: pair.reasons.clone(),
        same_entity: now.get(&pair.left) == now.get(&pair.right),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use fyke_model::desk::Entities;

    #[test]
    fn what_is_taken_back_leaves_who_is_who_as_it_was() {
        let desk = MadeDesk::new();
        let ada = Hand::new(1, "ada", "Ada", Role::Reviewer);
        let (left, right) = (
            "made-register:1027700001".to_owned(),
            "made-customs:Vostok Mikro RU".to_owned(),
        );
        let before = desk.partition();
        desk.say(
            &ada,
            &Saying::Same {
                left: left.clone(),
                right: right.clone(),
            },
            "the same seal",
        )
        .unwrap();
        let merged = desk.partition();
        assert_eq!(merged[&right], "ent-vostok");
        assert_eq!(desk.meant(&merged, "ent-vostok-2").unwrap(), "ent-vostok");
        let split = Saying::Split {
            entity: "ent-vostok".to_owned(),
            records: vec![right.clone()],
        };
        desk.say(&ada, &split, "other people").unwrap();
        assert_eq!(desk.partition()[&right], "ent-apart-2");
        desk.say(&ada, &Saying::TakeBack { line: 2 }, "wrong line")
            .unwrap();
        assert_eq!(desk.partition(), merged);
        desk.say(&ada, &Saying::TakeBack { line: 1 }, "wrong line")
            .unwrap();
        assert_eq!(desk.partition(), before);
        assert!(desk.say(&ada, &Saying::TakeBack { line: 1 }, "again").is_err());
        assert!(desk.say(&ada, &Saying::Unsure { left, right }, " ").is_err());
    }
}
