//! The pull by hand: one file to the desk, one file back.
//!
//! To the desk: a frame that says what lies there, the four head cells, then
//! the ring of each generation that holds something, cell by cell as on the
//! disk. The door's machine does not know which of them are in use, so the file
//! is as large with one submission as with ten thousand. Back: the frames that
//! the desk signed, each judged by the store as if it came over a line.

use crate::slab::cell::blank;
use crate::slab::{GENERATIONS, Geometry, Held, Survey};
use crate::wire::{FETCH_MAX, Frame};
use anyhow::{Context, Result, bail};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;

/// Writes everything the desk needs.
pub fn write(store: &mut UnixStream, path: &Path) -> Result<()> {
    let Frame::Lies(survey) = Frame::Ask.ask(store)? else {
        bail!("the store does not say what lies there; is it of this version?");
    };
    let file = File::create_new(path).with_context(|| {
        format!(
            "cannot make {}; it must not exist yet, on a stick with room",
            path.display()
        )
    })?;
    let mut out = BufWriter::new(file);
    let mut first = blank();
    Frame::Lies(survey).write(&mut &mut first[..])?;
    out.write_all(first.as_slice())?;
    for cells in places(&survey).chunks(FETCH_MAX) {
        Frame::Fetch(cells.to_vec()).write(store)?;
        for _ in cells {
            let Frame::Raw(raw) = Frame::read(store)? else {
                bail!("the store does not give its cells; start it again");
            };
            out.write_all(raw.as_slice())?;
        }
    }
    out.into_inner()
        .map_err(io::IntoInnerError::into_error)?
        .sync_all()?;
    Ok(())
}

/// The cells of the file, in its order.
pub(super) fn places(survey: &Survey) -> Vec<u32> {
    let geometry = Geometry { ring: survey.ring };
    let rings = (0u8..)
        .zip(&survey.held)
        .filter(|(_, held)| **held != Held::Nothing)
        .flat_map(|(number, _)| (0..survey.ring).map(move |place| geometry.cell(number, place)));
    (0..GENERATIONS as u32).chain(rings).collect()
}

/// Hands in what the desk signed. How many messages were done.
pub fn hand_in(store: &mut UnixStream, path: &Path) -> Result<usize> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let mut from = BufReader::new(file);
    let mut done = 0;
    while let Some(frame) = Frame::next(&mut from)? {
        if !matches!(frame, Frame::Free(_) | Frame::Publish { .. }) {
            bail!(
                "{} holds what is not handed in; take the file that the desk wrote",
                path.display()
            );
        }
        if frame.ask(store)? != Frame::Done {
            bail!(
                "message {} is refused; see that door and desk have the same roster",
                done + 1
            );
        }
        done += 1;
    }
    Ok(done)
}
