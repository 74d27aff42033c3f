//! What a worker can do: the kernels of the bulk steps, by name.
//!
//! A kernel takes a request and blobs of a depot and gives bytes: no case, no
//! terminal, no clock. The same request gives the same bytes everywhere. Each
//! file holds both ends: what asks (requests, and how answers are read) and what
//! answers.

pub mod compare;
pub mod families;
mod held;
pub mod lanes;
pub mod rows;
pub mod take_in;
mod wire;

use fyke_store::StoreError;
use fyke_store::depot::Depot;
use fyke_store::error::{Fault, Result};
use fyke_store::work::{self, Made};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// All kernels of this program, with what they hold from one job to the next.
#[derive(Default)]
pub struct Kernels {
    records: compare::records::Held,
    candidates: compare::candidates::Held,
    scores: compare::scores::Held,
    lanes: lanes::Held,
}

impl work::Kernels for Kernels {
    fn make_room_for(&self, kernel: &str) {
        if kernel != compare::RECORDS {
            self.records.forget();
        }
        if kernel != compare::CANDIDATES {
            self.candidates.forget();
        }
        if kernel != compare::SCORES {
            self.scores.forget();
        }
        if kernel != lanes::WINDOWS {
            self.lanes.forget();
        }
    }

    fn run(&self, kernel: &str, request: &str, depot: &Depot) -> Result<Made> {
        match kernel {
            take_in::TAKE_IN => take_in::read(&asked(request)?, depot),
            compare::RECORDS => compare::records::make_ready(&self.records, &asked(request)?, depot),
            compare::CANDIDATES => compare::candidates::find(&self.candidates, &asked(request)?, depot),
            compare::CHOICES => compare::choices::choose(&asked(request)?, depot),
            compare::SCORES => compare::scores::score(&self.scores, &asked(request)?, depot),
            lanes::LANES => lanes::cells(&asked(request)?, depot),
            lanes::WINDOWS => lanes::window(&self.lanes, &asked(request)?, depot),
            lanes::LANE_ROWS => lanes::rows(&asked(request)?, depot),
            rows::ROWS => rows::index(&asked(request)?, depot),
            families::FAMILIES => families::examine(&asked(request)?, depot),
            _ => Err(StoreError::new(
                Fault::Request,
                format!("this worker knows no kernel {kernel}"),
                "run the same version of fyke and fyke-worker",
            )),
        }
    }
}

/// A request as text.
fn request(asked: &impl Serialize) -> Result<String> {
    serde_json::to_string(asked).map_err(|e| {
        StoreError::new(
            Fault::Bug,
            format!("a request cannot be written: {e}"),
            "please report it",
        )
    })
}

fn asked<T: DeserializeOwned>(request: &str) -> Result<T> {
    serde_json::from_str(request).map_err(|e| {
        StoreError::new(
            Fault::Request,
            format!("this is no request for a kernel: {e}"),
            "run the same version of fyke and fyke-worker",
        )
    })
}
