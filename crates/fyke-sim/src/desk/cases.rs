//! The made case at a glance.

use super::MadeDesk;
use fyke_model::desk::{Answer, CaseView, Cases, DatasetView, FileView};

impl Cases for MadeDesk {
    fn case(&self) -> Answer<CaseView> {
        Ok(CaseView {
            name: "made case".to_owned(),
            version: self.version(),
            datasets: vec![DatasetView {
                id: "made-customs".to_owned(),
                title: "made customs".to_owned(),
                kind: "consignments".to_owned(),
                simulated: true,
                files: vec![FileView {
                    hash: "ab".repeat(32),
                    name: "customs.csv".to_owned(),
                    bytes: 4096,
                    rows_in: 40,
                    rows_refused: 1,
                    added_at: "2026-01-01T00:00:00Z".to_owned(),
                    stands: true,
                }],
                ..DatasetView::default()
            }],
            regimes: vec!["made embargo".to_owned()],
            consignments: 40,
            entities: 12,
            leads: 3,
            waiting: 3,
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
