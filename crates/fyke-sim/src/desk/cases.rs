//! The made case at a glance.

use super::{MadeDesk, customs};
use fyke_model::desk::{Answer, CaseView, Cases, DatasetView, FileView};

impl Cases for MadeDesk {
    fn case(&self) -> Answer<CaseView> {
        Ok(CaseView {
            name: "made case".to_owned(),
            version: self.version(),
            datasets: customs::FILES.iter().map(dataset).collect(),
            regimes: vec!["made embargo".to_owned()],
            consignments: 20,
            entities: 12,
            leads: 5,
            waiting: 5,
            blind: true,
            refused: 1,
            simulated: true,
            notes: vec!["nothing of this is real".to_owned()],
            ..CaseView::default()
        })
    }

    fn version(&self) -> String {
        "made-1".to_owned()
    }
}

fn dataset(file: &customs::MadeFile) -> DatasetView {
    DatasetView {
        id: file.dataset.to_owned(),
        title: file.dataset.replace('-', " "),
        kind: "consignments".to_owned(),
        handling: file.handling,
        simulated: true,
        files: vec![FileView {
            hash: file.hash().to_string(),
            name: file.name.to_owned(),
            bytes: file.text.len() as u64,
            rows_in: file.rows(),
            rows_refused: 1,
            added_at: "2026-01-01T00:00:00Z".to_owned(),
            stands: true,
        }],
        ..DatasetView::default()
    }
}
