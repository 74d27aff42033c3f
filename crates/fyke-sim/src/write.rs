//! A world on disk, as docs/worlds.md lays it out.
//!
//! Every file is written under a temporary name in the same folder and renamed
//! when whole; `world.toml` comes last, so a folder without it is no world.

use crate::bytes::{self, cell, dates};
use crate::calendar;
use crate::economy::{Economy, build};
use crate::observe::Declared;
use crate::payments;
use crate::settings::{Settings, SimError};
use crate::statistics;
use crate::stream::{self, Sink, document_no, truth_of};
use crate::trade::Row;
use crate::truth::Summary;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Bytes gathered before they go to the system.
const BUFFER_BYTES: usize = 1 << 20;

const CONSIGNMENTS: &[u8] =
    b"date,side,consignor,consignor_country,consignee,consignee_country,forwarder,notify,origin,\
dispatch,destination,hs_code,goods_text,quantity,unit,mass_kg,value,currency,transport,document_no\n";

/// Writes a world into `out`, which must be empty or not be there. `progress`
/// hears the number of rows written, every hundred thousand.
///
/// # Errors
/// [`SimError::NotEmpty`] when something is in the folder, [`SimError::Write`]
/// when the disk refuses, [`SimError::Settings`] for settings of no world.
pub fn write_world(
    out: &Path,
    settings: &Settings,
    progress: &mut dyn FnMut(u64),
) -> Result<Summary, SimError> {
    settings.check()?;
    refuse_full(out)?;
    let truth = out.join("truth");
    std::fs::create_dir_all(&truth).map_err(|source| SimError::Write {
        path: truth.clone(),
        source,
    })?;
    let economy = build(settings);
    let mut files = Files {
        consignments: Output::new(out.join("consignments.csv"))?,
        flows: Output::new(out.join("flows.csv"))?,
        payments: Output::new(out.join("payments.csv"))?,
        truth: Output::new(truth.join("rows.csv"))?,
        dates: dates(),
        document: Vec::new(),
        progress,
        failed: None,
    };
    files.consignments.buffer.extend_from_slice(CONSIGNMENTS);
    files.flows.buffer.extend_from_slice(statistics::HEADER);
    files.payments.buffer.extend_from_slice(payments::HEADER);
    files
        .truth
        .buffer
        .extend_from_slice(b"row,network,leg,typologies\n");
    let mut tables = stream::play(settings, &economy, &mut files);
    if let Some(error) = files.failed {
        return Err(error);
    }
    tables.summary.bytes = files.consignments.finish()?;
    files.flows.finish()?;
    files.payments.finish()?;
    files.truth.finish()?;
    crate::tables::write(out, settings, &economy, &tables)?;
    Ok(tables.summary)
}

fn refuse_full(out: &Path) -> Result<(), SimError> {
    match std::fs::read_dir(out) {
        Ok(mut entries) => match entries.next() {
            Some(_) => Err(SimError::NotEmpty(out.to_path_buf())),
            None => Ok(()),
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(source) => Err(SimError::Write {
            path: out.to_path_buf(),
            source,
        }),
    }
}

/// A file under its temporary name.
pub(crate) struct Output {
    path: PathBuf,
    part: PathBuf,
    file: File,
    pub(crate) buffer: Vec<u8>,
    written: u64,
}

impl Output {
    pub(crate) fn new(path: PathBuf) -> Result<Output, SimError> {
        let mut part = path.clone().into_os_string();
        part.push(".part");
        let part = PathBuf::from(part);
        let file = File::create(&part).map_err(|source| SimError::Write {
            path: part.clone(),
            source,
        })?;
        let buffer = Vec::with_capacity(BUFFER_BYTES + 4096);
        Ok(Output {
            path,
            part,
            file,
            buffer,
            written: 0,
        })
    }

    /// Passes the buffer on when it is full.
    pub(crate) fn tick(&mut self) -> Result<(), SimError> {
        if self.buffer.len() < BUFFER_BYTES {
            Ok(())
        } else {
            self.pass()
        }
    }

    fn pass(&mut self) -> Result<(), SimError> {
        let result = self.file.write_all(&self.buffer);
        self.written += self.buffer.len() as u64;
        self.buffer.clear();
        result.map_err(|source| SimError::Write {
            path: self.part.clone(),
            source,
        })
    }

    /// Writes the rest and gives the file its name; its bytes.
    pub(crate) fn finish(mut self) -> Result<u64, SimError> {
        self.pass()?;
        self.file
            .sync_all()
            .and_then(|()| std::fs::rename(&self.part, &self.path))
            .map_err(|source| SimError::Write {
                path: self.path.clone(),
                source,
            })?;
        Ok(self.written)
    }
}

struct Files<'p> {
    consignments: Output,
    flows: Output,
    payments: Output,
    truth: Output,
    dates: Vec<[u8; 10]>,
    document: Vec<u8>,
    progress: &'p mut dyn FnMut(u64),
    failed: Option<SimError>,
}

impl Sink for Files<'_> {
    fn row(&mut self, number: u64, row: &Row, declared: &Declared, economy: &Economy) {
        if self.failed.is_some() {
            return;
        }
        if let Some(date) = self.dates.get(row.day as usize) {
            document_no(number, &mut self.document);
            consignment(
                date,
                declared,
                economy,
                &self.document,
                &mut self.consignments.buffer,
            );
        }
        if let Some(truth) = truth_of(row, economy) {
            let out = &mut self.truth.buffer;
            bytes::whole(number, out);
            out.push(b',');
            bytes::whole(u64::from(truth.network), out);
            out.push(b',');
            bytes::whole(u64::from(truth.leg), out);
            out.push(b',');
            out.extend_from_slice(truth.typologies.join(";").as_bytes());
            out.push(b'\n');
            self.failed = self.truth.tick().err();
        }
        if let Err(error) = self.consignments.tick() {
            self.failed = Some(error);
        }
        if number.is_multiple_of(100_000) {
            (self.progress)(number);
        }
    }

    fn pays(&self) -> bool {
        true
    }

    fn payments(&mut self, bytes: &mut Vec<u8>) {
        self.payments.buffer.append(bytes);
        if let Err(error) = self.payments.tick() {
            self.failed = Some(error);
        }
    }

    fn flows(&mut self, bytes: &mut Vec<u8>) {
        self.flows.buffer.append(bytes);
        if let Err(error) = self.flows.tick() {
            self.failed = Some(error);
        }
    }
}

fn consignment(date: &[u8], declared: &Declared, economy: &Economy, document: &[u8], out: &mut Vec<u8>) {
    let code = |place: u8, out: &mut Vec<u8>| {
        out.extend_from_slice(economy.atlas.of(place).code.as_str().as_bytes());
        out.push(b',');
    };
    out.extend_from_slice(date);
    out.push(b',');
    out.extend_from_slice(declared.side.as_bytes());
    out.push(b',');
    out.extend_from_slice(&declared.consignor);
    out.push(b',');
    code(declared.from_place, out);
    out.extend_from_slice(&declared.consignee);
    out.push(b',');
    code(declared.to_place, out);
    out.extend_from_slice(&declared.forwarder);
    out.push(b',');
    out.extend_from_slice(&declared.notify);
    out.push(b',');
    match declared.origin {
        Some(origin) => code(origin, out),
        None => out.push(b','),
    }
    code(declared.dispatch, out);
    code(declared.destination, out);
    bytes::hs6(declared.hs6, out);
    out.push(b',');
    cell(&declared.goods_text, out);
    out.push(b',');
    match declared.pieces {
        Some(pieces) => {
            bytes::whole(pieces.unsigned_abs(), out);
            out.extend_from_slice(b",pcs,");
        }
        None => out.extend_from_slice(b",,"),
    }
    if let Some(mass_g) = declared.mass_g {
        bytes::scaled(mass_g, 3, out);
    }
    out.push(b',');
    match declared.value_minor {
        Some(value_minor) => {
            bytes::scaled(value_minor, 2, out);
            out.extend_from_slice(b",USD,");
        }
        None => out.extend_from_slice(b",,"),
    }
    out.extend_from_slice(declared.transport.as_bytes());
    out.push(b',');
    out.extend_from_slice(document);
    out.push(b'\n');
}

/// The day of the year as text; for tables.
pub(crate) fn day(day: i32) -> String {
    calendar::date(day).to_string()
}
