//! The case at a glance.

use super::LocalDesk;
use super::refusal::Told;
use fyke_model::dataset::{FileHash, RowRef};
use fyke_model::desk::{Answer, CaseView, Cases, DatasetView, FileView, Listed, Page, Refusal, RefusedRow};
use fyke_store::record::{TakeIn, standing};
use fyke_store::serving::flow::Basis;
use fyke_store::serving::rows::RefusedCell;
use std::collections::{BTreeMap, BTreeSet};

/// What was refused, on one page at most.
const REFUSED_MAX: usize = 1_000;

impl Cases for LocalDesk {
    fn case(&self) -> Answer<CaseView> {
        let opened = self.opened()?;
        let (case, serving) = (&opened.case, &opened.serving);
        let files = case.files().told()?;
        let stands: BTreeSet<_> = standing(&files, None).into_iter().map(|file| file.hash).collect();
        let mut datasets: BTreeMap<&str, Vec<&TakeIn>> = BTreeMap::new();
        for file in &files {
            datasets.entry(&file.dataset).or_default().push(file);
        }
        let (blind, waiting) = {
            let log = self.log()?;
            let decided = |lead: &str| log.as_ref().is_some_and(|log| log.is_decided(lead));
            let leads = opened.shelf.ids();
            let waiting = leads.filter(|lead| !decided(lead)).count() as u64;
            (log.as_ref().is_some_and(|log| log.blind()), waiting)
        };
        let reference = &self.reference;
        let titles = case.file().regimes.iter();
        let titles = titles.map(|id| {
            reference
                .regimes
                .get(id)
                .map_or_else(|| id.clone(), |r| r.title.clone())
        });
        let days = [Basis::Consignments, Basis::Flows]
            .into_iter()
            .filter_map(|basis| serving.days(basis));
        let mut notes = vec![];
        if serving.unknown_rows() > 0 {
            notes.push(format!(
                "{} name a party that was never resolved: run fyke resolve",
                crate::screen::counted(serving.unknown_rows(), "row")
            ));
        }
        if serving.count(Basis::Consignments) == 0 && serving.count(Basis::Flows) > 0 {
            notes.push("the figures name no firm: who sent and who received is not in them".to_owned());
        }
        Ok(CaseView {
            name: case.file().name.clone(),
            version: opened.version.clone(),
            datasets: datasets
                .into_iter()
                .map(|(id, files)| dataset(id, &files, &|file| stands.contains(&file.hash)))
                .collect(),
            regimes: titles.collect(),
            consignments: serving.count(Basis::Consignments),
            flows: serving.count(Basis::Flows),
            entities: serving.entities(),
            refused: files.iter().map(|file| file.refused.values().sum::<u64>()).sum(),
            leads: opened.shelf.filed.len() as u64,
            waiting,
            blind,
            simulated: case.file().simulated || files.iter().any(|file| file.simulated),
            days: days.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))),
            notes,
        })
    }

    fn refused(&self, dataset: &str, page: Page) -> Answer<Listed<RefusedRow>> {
        let opened = self.opened()?;
        let files = opened.case.files().told()?;
        let own = files.iter().filter(|file| file.dataset == dataset);
        let files: Vec<FileHash> = own.map(|file| file.hash).collect();
        if files.is_empty() {
            return Err(Refusal::absent("the dataset"));
        }
        let page = (page.offset, page.limit.min(REFUSED_MAX));
        let (cells, total) = opened.serving.refused_of(&files, page).told()?;
        let row = |cell: RefusedCell| RefusedRow {
            row: RowRef {
                dataset: dataset.to_owned(),
                file: cell.file,
                row: cell.row,
            },
            column: cell.column,
            value: cell.value,
            why: cell.why,
        };
        Ok(Listed {
            items: cells.into_iter().map(row).collect(),
            total,
        })
    }

    fn version(&self) -> String {
        self.opened()
            .map(|opened| opened.version.clone())
            .unwrap_or_default()
    }
}

fn dataset(id: &str, files: &[&TakeIn], stands: &dyn Fn(&TakeIn) -> bool) -> DatasetView {
    let editions: BTreeSet<_> = files.iter().filter_map(|file| file.edition).collect();
    DatasetView {
        id: id.to_owned(),
        // a case knows no title but the id that people gave
        title: id.to_owned(),
        kind: files.first().map_or_else(String::new, |file| file.kind.clone()),
        licence: None,
        handling: files.iter().map(|file| file.handling).max().unwrap_or_default(),
        simulated: files.iter().any(|file| file.simulated),
        editions: editions.into_iter().collect(),
        files: files
            .iter()
            .map(|file| FileView {
                hash: file.hash.to_string(),
                name: file.name.clone(),
                bytes: file.bytes,
                rows_in: file.rows_in,
                rows_refused: file.rows_refused,
                added_at: file.added_at.clone(),
                stands: stands(file),
            })
            .collect(),
    }
}
