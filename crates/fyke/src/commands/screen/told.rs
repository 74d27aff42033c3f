//! Answers as they come, for a person or for a program.

use super::columns::Asked;
use super::list::List;
use crate::pipeline::records::key;
use crate::screen::{Outcome, counted, note, plain};
use fyke_model::dataset::Handling;
use fyke_resolve::screen::{Answer, Hit, Options, Query};
use fyke_resolve::text;
use serde_json::json;
use std::io::{BufWriter, Write, stdout};

/// Writes answers, and counts what became of the rows.
pub struct Printer {
    out: BufWriter<std::io::StdoutLock<'static>>,
    json: bool,
    /// Rows answered.
    pub rows: u64,
    nameless: u64,
    hit: u64,
    cut: u64,
    unknown_kinds: u64,
    unknown_kind: Option<String>,
}

impl Printer {
    /// Nothing written yet.
    pub fn new(json: bool) -> Printer {
        Printer {
            out: BufWriter::new(stdout().lock()),
            json,
            rows: 0,
            nameless: 0,
            hit: 0,
            cut: 0,
            unknown_kinds: 0,
            unknown_kind: None,
        }
    }

    /// Answers rows, in their order.
    pub fn answer(
        &mut self,
        list: &List,
        batch: &[(u64, Asked)],
        options: &Options,
        threads: usize,
    ) -> Outcome {
        let queries: Vec<Query> = batch.iter().map(|(_, asked)| asked.query.clone()).collect();
        let answers = list.index.search_batch(&queries, options, threads, &|_| ());
        for ((row, asked), answer) in batch.iter().zip(&answers) {
            let has_name = !answer.hits.is_empty() || asked.query.names.iter().any(|name| says_a_name(name));
            self.nameless += u64::from(!has_name);
            self.hit += u64::from(!answer.hits.is_empty());
            self.cut += u64::from(answer.cut);
            if let Some(kind) = &asked.unknown_kind {
                self.unknown_kinds += 1;
                self.unknown_kind.get_or_insert_with(|| kind.clone());
            }
            if self.json {
                let before = if self.rows == 0 { "[\n" } else { ",\n" };
                let line = as_json(list, *row, asked, has_name, answer);
                write!(self.out, "{before}{line}")?;
            } else if !answer.hits.is_empty() {
                self.tell(list, *row, asked, answer)?;
            }
            self.rows += 1;
        }
        Ok(())
    }

    fn tell(&mut self, list: &List, row: u64, asked: &Asked, answer: &Answer) -> Outcome {
        let id = match asked.id.as_str() {
            "" => String::new(),
            id => format!(" ({})", plain(id)),
        };
        writeln!(
            self.out,
            "row {row}{id}: {}",
            plain(&asked.query.names.join("; "))
        )?;
        for hit in &answer.hits {
            self.tell_hit(list, &asked.query, hit)?;
        }
        Ok(())
    }

    fn tell_hit(&mut self, list: &List, query: &Query, hit: &Hit) -> Outcome {
        let Some(record) = list.index.entity(hit.entity) else {
            return Ok(());
        };
        let why = list.index.explain(query, hit);
        let handling = match list.handling(hit.entity) {
            Handling::Open => String::new(),
            label => format!("  {}", label.as_str()),
        };
        let meant = list
            .meant(record)
            .map_or_else(String::new, |entity| format!("  entity {}", plain(entity)));
        writeln!(
            self.out,
            "  {:.3}  {}  {} {}{meant}{handling}",
            hit.probability,
            plain(&why.list_name),
            plain(&record.schema),
            plain(&key(record)),
        )?;
        for reason in &why.names {
            writeln!(self.out, "         {}", plain(&reason.text))?;
        }
        for part in &why.facts {
            writeln!(self.out, "         {}", plain(&part.sentence))?;
        }
        Ok(())
    }

    /// Ends the answers, and says what became of the rows.
    pub fn finish(mut self, list: &List, cut_off: f32) -> Outcome {
        if self.json {
            writeln!(self.out, "{}", if self.rows == 0 { "[]" } else { "\n]" })?;
        }
        self.out.flush()?;
        note(format_args!(
            "{} asked, {} with a candidate at {cut_off:.3} or more; a candidate is a question, not a finding",
            counted(self.rows - self.nameless, "name"),
            self.hit
        ));
        match self.nameless {
            0 => {}
            1 => note("1 row says no name; nothing was asked for it"),
            more => note(format_args!(
                "{} say no name; nothing was asked for them",
                counted(more, "row")
            )),
        }
        if let Some(kind) = &self.unknown_kind {
            note(format_args!(
                "{} with a kind that we do not know ('{}'): asked as if it were not said",
                counted(self.unknown_kinds, "row"),
                plain(kind)
            ));
        }
        if self.cut > 0 {
            note(format_args!(
                "{}: too many listed names were near it to look at all; ask with --exhaustive",
                counted(self.cut, "name")
            ));
        }
        let left_out = list.index.report().names_left_out;
        if left_out > 0 {
            note(format_args!(
                "{} of entities with too many names were not held",
                counted(left_out, "listed name")
            ));
        }
        Ok(())
    }
}

/// False for `N/A` and its like, and for what holds no word.
fn says_a_name(name: &str) -> bool {
    let reading = text::read(name);
    !reading.signals.placeholder && !reading.words.is_empty()
}

fn as_json(list: &List, row: u64, asked: &Asked, has_name: bool, answer: &Answer) -> serde_json::Value {
    let hits: Vec<_> = answer
        .hits
        .iter()
        .filter_map(|hit| hit_as_json(list, &asked.query, hit))
        .collect();
    json!({
        "row": row, "id": asked.id, "names": asked.query.names, "asked": has_name,
        "hits": hits, "cut": answer.cut,
    })
}

fn hit_as_json(list: &List, query: &Query, hit: &Hit) -> Option<serde_json::Value> {
    let record = list.index.entity(hit.entity)?;
    let why = list.index.explain(query, hit);
    let facts: Vec<_> = why
        .facts
        .iter()
        .map(|p| json!({ "feature": p.feature, "bits": p.bits, "sentence": p.sentence }))
        .collect();
    Some(json!({
        "probability": hit.probability, "dataset": record.dataset, "id": record.id,
        "schema": record.schema, "name": why.list_name, "asked": why.query_name,
        "entity": list.meant(record), "handling": list.handling(hit.entity).as_str(),
        "name_probability": why.name_probability,
        "reasons": why.names.iter().map(|r| r.text.clone()).collect::<Vec<_>>(), "facts": facts,
    }))
}
