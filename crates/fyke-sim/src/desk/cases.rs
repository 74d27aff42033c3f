//! The made case at a glance.

use super::MadeDesk;
use super::entities::{part, row_view};
use super::known::DATASETS;
use super::world::{Paper, world};
use fyke_model::desk::{Answer, CaseView, Cases, DatasetView, FileView, Listed, Page, RefusedRow};
use std::collections::BTreeSet;

impl Cases for MadeDesk {
    fn case(&self) -> Answer<CaseView> {
        let world = world();
        let entities: BTreeSet<String> = self.partition().into_values().collect();
        let days = world.deals.iter().map(|deal| deal.day);
        Ok(CaseView {
            name: "made case".to_owned(),
            version: self.version(),
            datasets: DATASETS
                .iter()
                .map(|(id, title, kind, licence, handling)| {
                    let files: Vec<&Paper> =
                        world.papers.iter().filter(|paper| paper.dataset == *id).collect();
                    DatasetView {
                        id: (*id).to_owned(),
                        title: (*title).to_owned(),
                        kind: (*kind).to_owned(),
                        licence: licence.map(str::to_owned),
                        handling: *handling,
                        simulated: true,
                        editions: files.iter().filter_map(|paper| paper.edition).collect(),
                        files: files.into_iter().map(file_view).collect(),
                    }
                })
                .collect(),
            regimes: vec!["made embargo".to_owned()],
            consignments: world.deals.len() as u64,
            entities: entities.len() as u64,
            leads: 5,
            waiting: 5,
            blind: true,
            refused: world.refused.len() as u64,
            simulated: true,
            days: days.clone().min().zip(days.max()),
            notes: vec!["nothing of this is real".to_owned()],
            ..CaseView::default()
        })
    }

    fn refused(&self, dataset: &str, page: Page) -> Answer<Listed<RefusedRow>> {
        let rows = world().refused.iter().filter(|(row, _)| row.dataset == dataset);
        let all = rows.map(|(row, why)| RefusedRow {
            row: row.clone(),
            column: "date".to_owned(),
            value: row_view(row).map_or_else(
                |_| String::new(),
                |view| view.cells.first().map(|cell| cell.1.clone()).unwrap_or_default(),
            ),
            why: why.clone(),
        });
        Ok(part(all.collect(), page))
    }

    fn version(&self) -> String {
        format!("made-{}", self.line_count() + 1)
    }
}

fn file_view(paper: &Paper) -> FileView {
    let refused = world().refused.iter().filter(|(row, _)| row.file == paper.hash);
    FileView {
        hash: paper.hash.to_string(),
        name: paper.name.to_owned(),
        bytes: paper.bytes.len() as u64,
        rows_in: paper.lines.len() as u64 - 1,
        rows_refused: refused.count() as u64,
        added_at: "2026-01-01T00:00:00Z".to_owned(),
        stands: paper.stands,
    }
}
