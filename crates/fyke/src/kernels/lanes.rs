//! Lanes and their statistics: flows added up, windows judged, rows looked up.
//!
//! Three questions. *Lanes*: the cells of some row groups of the flows, integers
//! that the client adds up. *Windows*: what chance does in one window of the panel;
//! a worker makes the panel of all cells once and holds it. The window that holds
//! the question itself is the client's, which judges it while the others are worked
//! out. *Lane rows*: which rows of some row groups the leads rest on. No question
//! needs a neighbour; here and elsewhere the same functions answer.

use super::held::Latest;
use super::request;
use super::rows::run_over;
use super::wire::{In, Out};
use crate::pipeline::Watch;
use crate::pipeline::elsewhere::Elsewhere;
use crate::pipeline::lanes::settings;
use crate::screen::{Failure, Outcome};
use fyke_model::dataset::FileHash;
use fyke_model::reference::Reference;
use fyke_store::depot::{Blob, Depot};
use fyke_store::error::{Fault, Result};
use fyke_store::trade::TradeFile;
use fyke_store::work::{Made, Step};
use fyke_store::{Case, StoreError, flows};
use fyke_trace::lanes::null::Null;
use fyke_trace::lanes::windows::Told;
use fyke_trace::lanes::{
    Behind, Cells, Chance, Concordance, Gathering, Judging, Panel, Used, Window, Windows,
};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Names of the kernels.
pub const LANES: &str = "lanes";
pub const WINDOWS: &str = "windows";
pub const LANE_ROWS: &str = "lane-rows";

/// The first question, for some row groups.
#[derive(Serialize, Deserialize)]
pub struct Groups {
    part: Blob,
    groups: Range<usize>,
}

/// The second question, for one window.
#[derive(Serialize, Deserialize)]
pub struct OneWindow {
    of: Source,
    window: Window,
    question: Question,
}

/// Of which figures, and judged as what.
#[derive(Clone, Serialize, Deserialize)]
struct Source {
    cells: Blob,
    regime: String,
    profiles: Vec<String>,
}

/// What is asked of a window. Numbers go by their bits, for text may round them.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Question {
    Drift,
    Told { drift_bits: u64 },
    Chance { drift_bits: u64, null: Blob },
}

/// The third question, for some row groups.
#[derive(Serialize, Deserialize)]
pub struct RowsOf {
    part: Blob,
    groups: Range<usize>,
    base: u32,
    behind: Blob,
}

/// The panel that was made last: a worker is asked of one case at a time.
pub type Held = Latest<(FileHash, String), Panel>;

fn panel(blob: &Blob, concordance: &Concordance, depot: &Depot) -> Result<Panel> {
    let cells = Cells::read(&depot.bytes_of(blob)?).map_err(|e| unreadable(depot, blob, &e.to_string()))?;
    Ok(Panel::of(&cells, concordance))
}

/// Answers the first question.
pub fn cells(asked: &Groups, depot: &Depot) -> Result<Made> {
    let mut gathering = Gathering::default();
    let (rows_in, bytes_in) =
        flows::each_of_groups(depot, &asked.part, asked.groups.clone(), 0, &mut |flow| {
            gathering.add(&flow);
        })?;
    Ok(Made {
        bytes: gathering.finish().to_bytes(),
        rows_in,
        bytes_in,
        ..Made::default()
    })
}

/// Answers the second question.
pub fn window(held: &Held, asked: &OneWindow, depot: &Depot) -> Result<Made> {
    let failed = |failure: Failure| StoreError::new(Fault::Request, failure.broke(), failure.repair());
    let of = &asked.of;
    let watch = Watch::new(&Reference::shipped(), &of.regime, &of.profiles).map_err(failed)?;
    let panel = held.get((of.cells.hash, of.regime.clone()), || {
        panel(&of.cells, &watch.concordance, depot)
    })?;
    let (settings, families) = (settings(), watch.families());
    let judging = Judging::new(&panel, &watch.lanes, &families, &settings);
    let mut out = Out::default();
    let mut bytes_in = of.cells.bytes;
    match asked.question {
        Question::Drift => out.u64(bits(judging.drift(&asked.window))),
        Question::Told { drift_bits } => {
            let told = judging.told_in(&asked.window, f64::from_bits(drift_bits));
            write_told(&told, &mut out);
        }
        Question::Chance { drift_bits, null } => {
            bytes_in += null.bytes;
            let null = Null::new(&read_told(&depot.bytes_of(&null)?)?);
            let chance = judging.chance(&asked.window, f64::from_bits(drift_bits), &null);
            write_chance(&chance, &mut out);
        }
    }
    Ok(Made {
        bytes: out.0,
        rows_in: panel.len() as u64,
        bytes_in,
        ..Made::default()
    })
}

/// Answers the third question.
pub fn rows(asked: &RowsOf, depot: &Depot) -> Result<Made> {
    let behind: Behind = serde_json::from_slice(&depot.bytes_of(&asked.behind)?)
        .map_err(|e| unreadable(depot, &asked.behind, &e.to_string()))?;
    let concordance = Concordance::of(&Reference::shipped());
    let mut used = Vec::new();
    let (rows_in, bytes_in) = flows::each_of_groups(
        depot,
        &asked.part,
        asked.groups.clone(),
        asked.base,
        &mut |flow| behind.uses(&flow, &concordance, &mut used),
    )?;
    let mut out = Out::default();
    for used in used {
        out.u32(used.lead);
        out.u32(used.part.into());
        out.u64(used.row);
    }
    Ok(Made {
        bytes: out.0,
        rows_in,
        bytes_in: bytes_in + asked.behind.bytes,
        ..Made::default()
    })
}

/// Adds the flows of some files up by the workers: what adding them up here gives.
pub fn cells_elsewhere(case: &Case, files: &[TradeFile], workers: &Elsewhere) -> Outcome<Cells> {
    let ask = |_base, part, groups| request(&Groups { part, groups });
    let mut gathering = Gathering::default();
    for bytes in run_over(case, files, workers, "lanes", LANES, &ask)? {
        let cells = Cells::read(&bytes?).map_err(|e| {
            Failure::new(
                format!("a worker's answer cannot be used: {e}"),
                "run the same version of fyke and fyke-worker",
            )
        })?;
        gathering.join(cells);
    }
    Ok(gathering.finish())
}

/// Looks the rows of leads up by the workers: what looking them up here gives.
pub fn rows_elsewhere(
    case: &Case,
    files: &[TradeFile],
    behind: &Behind,
    workers: &Elsewhere,
) -> Outcome<Vec<Used>> {
    let behind = workers.depot().keep(serde_json::to_vec(behind)?)?;
    let ask = |base, part, groups| {
        request(&RowsOf {
            part,
            groups,
            base,
            behind,
        })
    };
    let mut used = Vec::new();
    for bytes in run_over(case, files, workers, "lane-rows", LANE_ROWS, &ask)? {
        let bytes = bytes?;
        let mut read = In(&bytes);
        while !read.is_empty() {
            used.push(Used {
                lead: read.u32()?,
                part: u8::try_from(read.u32()?).unwrap_or(u8::MAX),
                row: read.u64()?,
            });
        }
    }
    Ok(used)
}

/// Workers who work windows out.
pub struct Others<'a> {
    of: Source,
    lanes: u64,
    workers: &'a Elsewhere,
}

impl<'a> Others<'a> {
    /// Workers who know these figures, judged as a case watches them.
    pub fn new(cells: &Cells, panel: &Panel, watch: &Watch, workers: &'a Elsewhere) -> Outcome<Others<'a>> {
        Ok(Others {
            of: Source {
                cells: workers.depot().keep(cells.to_bytes())?,
                regime: watch.regime.id.clone(),
                profiles: watch.profiles.iter().map(|p| p.id.clone()).collect(),
            },
            lanes: panel.len() as u64,
            workers,
        })
    }

    /// Asks the same of each window; what `read` makes of the answers.
    fn ask<T>(
        &self,
        windows: &[Window],
        question: Question,
        read: impl Fn(&[u8]) -> Result<T>,
    ) -> Outcome<Vec<T>> {
        if windows.is_empty() {
            return Ok(Vec::new());
        }
        let one = |window: &Window| {
            request(&OneWindow {
                of: self.of.clone(),
                window: window.clone(),
                question,
            })
        };
        let requests = windows.iter().map(one).collect::<Result<Vec<_>>>()?;
        let rows = self.lanes * windows.len() as u64;
        let step = Step::new("windows", WINDOWS, requests).with_rows_in(rows);
        let answers = self.workers.run(&step)?;
        answers.map(|bytes| Ok(read(&bytes?)?)).collect()
    }
}

impl Windows for Others<'_> {
    type Failure = Failure;

    fn drifts(&self, windows: &[Window]) -> Outcome<Vec<f64>> {
        self.ask(windows, Question::Drift, |bytes| {
            In(bytes).u64().map(f64::from_bits)
        })
    }

    fn told(&self, windows: &[Window], drift: f64) -> Outcome<Vec<Vec<Told>>> {
        let drift_bits = bits(drift);
        self.ask(windows, Question::Told { drift_bits }, read_told)
    }

    fn chances(&self, windows: &[Window], drift: f64, null: &[Told]) -> Outcome<Vec<Chance>> {
        let mut out = Out::default();
        write_told(null, &mut out);
        let question = Question::Chance {
            drift_bits: bits(drift),
            null: self.workers.depot().keep(out.0)?,
        };
        self.ask(windows, question, read_chance)
    }
}

/// Which NaN a NaN is hangs on the processor, and nothing looks: all are one.
fn bits(number: f64) -> u64 {
    let number = if number.is_nan() { f64::NAN } else { number };
    number.to_bits()
}

fn write_told(told: &[Told], out: &mut Out) {
    for (counts, t) in told {
        out.u64(bits(*counts));
        out.u64(bits(*t));
    }
}

fn read_told(bytes: &[u8]) -> Result<Vec<Told>> {
    let mut read = In(bytes);
    let mut told = Vec::with_capacity(bytes.len() / 16);
    while !read.is_empty() {
        told.push((f64::from_bits(read.u64()?), f64::from_bits(read.u64()?)));
    }
    Ok(told)
}

fn write_chance(chance: &Chance, out: &mut Out) {
    for (judged, firing) in chance.judged.iter().zip(&chance.firing) {
        out.u64(*judged);
        out.u64(firing.len() as u64);
        for p in firing {
            out.u64(bits(*p));
        }
    }
}

fn read_chance(bytes: &[u8]) -> Result<Chance> {
    let mut read = In(bytes);
    let mut chance = Chance::default();
    while !read.is_empty() {
        chance.judged.push(read.u64()?);
        let number = read.u64()?;
        let firing = (0..number).map(|_| read.u64().map(f64::from_bits));
        chance.firing.push(firing.collect::<Result<_>>()?);
    }
    Ok(chance)
}

fn unreadable(depot: &Depot, blob: &Blob, error: &str) -> StoreError {
    StoreError::new(
        Fault::Data,
        format!("{}/{} cannot be used: {error}", depot.url(), blob.name()),
        "run the same version of fyke and fyke-worker",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_back_to_the_bit() {
        let chance = Chance {
            judged: vec![3, 0, 7],
            firing: vec![vec![0.1, 5e-324], vec![], vec![0.049_999_999_999_999_996]],
        };
        let mut out = Out::default();
        write_chance(&chance, &mut out);
        assert_eq!(read_chance(&out.0).unwrap(), chance);
        assert!(read_chance(&out.0[..out.0.len() - 1]).is_err());
        let told = [(0.1, -2.5), (f64::MAX, 1e-300)];
        let mut out = Out::default();
        write_told(&told, &mut out);
        assert_eq!(read_told(&out.0).unwrap(), told);
        let question = Question::Told {
            drift_bits: 0.1_f64.to_bits(),
        };
        let text = request(&question).unwrap();
        assert!(matches!(
            super::super::asked(&text).unwrap(),
            Question::Told { drift_bits } if f64::from_bits(drift_bits) == 0.1
        ));
    }
}
