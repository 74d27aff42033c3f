//! The file that a door wrote, at the desk: read as if it were the door.

use super::carry::places;
use super::client::{Door, PullError, free_frame, publish_frame};
use crate::slab::Survey;
use crate::slab::cell::{Raw, blank};
use crate::slab::disk::Disk;
use crate::wire::{Frame, Public, WireError};
use std::fs::File;
use std::io::{Read, Write};

/// A door that was carried to the desk: reads the one file, writes the other.
pub struct Carried<W> {
    file: File,
    survey: Survey,
    places: Vec<u32>,
    back: W,
}

impl<W: Write> Carried<W> {
    /// The file that the door wrote, and where the desk's words go.
    pub fn open(mut file: File, back: W) -> Result<Carried<W>, PullError> {
        let mut first = blank();
        file.read_exact(first.as_mut_slice())?;
        let Frame::Lies(survey) = Frame::read(&mut first.as_slice())? else {
            return Err(WireError::Unexpected.into());
        };
        // a file that is shorter than its first cell says ends with an error when it is read
        let places = places(&survey);
        Ok(Carried {
            file,
            survey,
            places,
            back,
        })
    }
}

impl<W: Write> Door for Carried<W> {
    fn survey(&mut self) -> Result<Survey, PullError> {
        Ok(self.survey)
    }

    fn cells(&mut self, cells: &[u32]) -> Result<Vec<Box<Raw>>, PullError> {
        let mut read = |cell: &u32| {
            let at = self.places.binary_search(cell);
            let at = at.map_err(|_| PullError::Refused("cells that were not carried"))?;
            let mut raw = blank();
            self.file
                .read(u32::try_from(at + 1).unwrap_or(u32::MAX), &mut raw)?;
            Ok(raw)
        };
        cells.iter().map(&mut read).collect()
    }

    fn free(&mut self, signed: &[u8]) -> Result<(), PullError> {
        Ok(free_frame(signed)?.write(&mut self.back)?)
    }

    fn publish(&mut self, what: Public, bytes: &[u8]) -> Result<(), PullError> {
        Ok(publish_frame(what, bytes)?.write(&mut self.back)?)
    }
}
