//! The lists of a case, held in memory to be asked.

use super::Args;
use crate::pipeline::records::CaseRecords;
use crate::screen::{Failure, Outcome, Progress, counted, note, plain};
use fyke_model::dataset::Handling;
use fyke_model::date::Day;
use fyke_model::reference::Reference;
use fyke_resolve::entity::Entity;
use fyke_resolve::screen::{BuildOptions, Index};
use fyke_store::query::Tables;
use fyke_store::questions::RowHandles;
use fyke_store::{Case, resolved};
use std::collections::{BTreeSet, HashMap};

/// The lists, with the entities that their records mean.
pub struct List {
    /// Their records.
    pub index: Index,
    entities: HashMap<(String, String), String>,
    handling: Vec<Handling>,
}

impl List {
    /// Reads the lists that are to be asked, as they stood on the day asked for.
    pub fn open(args: &Args) -> Outcome<List> {
        let case = Case::open_read_only(&args.case)?;
        let tables = Tables::open(&case, args.as_of)?;
        let reference = Reference::shipped();
        let wanted = wanted_datasets(&case, &args.dataset)?;
        let mut records = CaseRecords::default();
        let progress = Progress::spinner("reading the lists");
        records.read_statements(&tables, &RowHandles::new(&case, args.as_of)?, &reference, &|id| {
            wanted.contains(id)
        })?;
        drop(progress);
        if records.entities.is_empty() {
            return Err(Failure::new(
                format!("{} holds no list{}", args.case.display(), as_of(args.as_of)),
                format!("add one with: fyke add {} LIST", args.case.display()),
            ));
        }
        let handling = records.about.iter().map(|about| about.handling).collect();
        let index = Index::build(records.entities, &BuildOptions::default());
        let report = index.report();
        note(format_args!(
            "asking {} under {}{}",
            counted(report.entities, "entity"),
            counted(report.names, "name"),
            as_of(args.as_of)
        ));
        Ok(List {
            index,
            entities: resolved::ids(&tables)?,
            handling,
        })
    }

    /// The entity that a record was found to mean, where the case was resolved.
    pub fn meant(&self, record: &Entity) -> Option<&str> {
        let key = (record.dataset.clone(), record.id.clone());
        self.entities.get(&key).map(String::as_str)
    }

    /// How a record may be handled: the strictest label of its rows.
    pub fn handling(&self, record: u32) -> Handling {
        let label = self.handling.get(record as usize);
        label.copied().unwrap_or(Handling::Restricted)
    }
}

fn as_of(day: Option<Day>) -> String {
    day.map_or_else(String::new, |day| format!(", as they stood on {day}"))
}

/// Lists only, unless datasets are named: a register's firms are not suspects.
fn wanted_datasets(case: &Case, asked: &[String]) -> Outcome<BTreeSet<String>> {
    let files = case.files()?;
    let all: BTreeSet<&str> = files.iter().map(|f| f.dataset.as_str()).collect();
    if let Some(unknown) = asked.iter().find(|id| !all.contains(id.as_str())) {
        let known: Vec<_> = all.into_iter().map(plain).collect();
        return Err(Failure::new(
            format!("the case has no dataset {}", plain(unknown)),
            format!("use one of {}", known.join(", ")),
        ));
    }
    if !asked.is_empty() {
        return Ok(asked.iter().cloned().collect());
    }
    let lists = files
        .iter()
        .filter(|f| !matches!(f.kind.as_str(), "register" | "consignments" | "flows" | "facts"));
    Ok(lists.map(|f| f.dataset.clone()).collect())
}
