//! All that the typesetter can see: our template, the page as JSON, the drawings
//! and the files to attach. No disk, no network, no clock, no packages.

use super::fonts::FONTS;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

/// How the pages look.
pub const TEMPLATE: &str = include_str!("dossier.typ");

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// What one dossier is set from.
pub struct Desk {
    main: FileId,
    source: Source,
    files: BTreeMap<String, Bytes>,
}

impl Desk {
    /// Files by the names that the template reads them under. The typesetter keeps
    /// every name for as long as the program runs, and has room for some sixty
    /// thousand: names are numbers, the same in every dossier.
    pub fn new(files: BTreeMap<String, Bytes>) -> Result<Desk, String> {
        let path = VirtualPath::new("dossier.typ").map_err(|error| format!("{error:?}"))?;
        let main = RootedPath::new(VirtualRoot::Project, path).intern();
        Ok(Desk {
            main,
            source: Source::new(main, TEMPLATE.to_owned()),
            files,
        })
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }
    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }
    fn main(&self) -> FileId {
        self.main
    }
    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main {
            return Ok(self.source.clone());
        }
        Err(FileError::AccessDenied)
    }
    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let name = id.vpath().get_without_slash();
        self.files.get(name).cloned().ok_or(FileError::AccessDenied)
    }
    fn font(&self, index: usize) -> Option<Font> {
        FONTS.faces.get(index).cloned()
    }
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
