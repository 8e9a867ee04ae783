//! What Typst is allowed to see: the templates, this note's data and attachments, the fonts. No
//! clock, no disk.

use std::collections::HashMap;
use std::path::PathBuf;

use serde::Serialize;
use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use super::certain::Certain;
use super::error::{Fault, TypesetError};
use super::files::{self, File, Overrides};

/// What all notes share.
pub(super) struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    certain: Certain,
    templates: HashMap<FileId, File>,
}

impl Shared {
    /// The built-in files with the project's in their place.
    pub(super) fn new(overrides: Overrides) -> Result<Self, TypesetError> {
        let fonts = files::fonts(overrides.fonts)?;
        // Row headers of tables stand behind this feature, whose interface Typst calls temporary.
        let features = [Feature::A11yExtras].into_iter().collect();
        Ok(Self {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            certain: Certain::of(&fonts),
            fonts,
            templates: files::templates(overrides.templates)?,
        })
    }

    pub(super) fn fonts(&self) -> &[Font] {
        &self.fonts
    }

    /// The characters that every font has.
    pub(super) fn certain(&self) -> &Certain {
        &self.certain
    }

    /// The families of the fonts, each once, in their order.
    pub(super) fn families(&self) -> Vec<&str> {
        let mut families: Vec<&str> = Vec::new();
        for font in &self.fonts {
            let family = font.info().family.as_str();
            if !families.iter().any(|known| known.eq_ignore_ascii_case(family)) {
                families.push(family);
            }
        }
        families
    }
}

/// `value` as JSON.
pub(super) fn json(value: &impl Serialize) -> Result<Vec<u8>, TypesetError> {
    serde_json::to_vec(value)
        .map_err(|error| TypesetError::unplaced(Fault::Internal, error.to_string()))
}

/// The world of one note.
pub(super) struct NoteWorld<'a> {
    shared: &'a Shared,
    main: FileId,
    own: HashMap<FileId, File>,
}

impl<'a> NoteWorld<'a> {
    /// A world that starts at `main`.
    pub(super) fn new(shared: &'a Shared, main: &str) -> Result<Self, TypesetError> {
        Ok(Self { shared, main: files::file_id(main)?, own: HashMap::new() })
    }

    /// Adds a file that only this note sees.
    pub(super) fn add(&mut self, path: &str, bytes: Vec<u8>) -> Result<(), TypesetError> {
        let id = files::file_id(path)?;
        self.own.insert(id, File::new(id, Bytes::new(bytes)));
        Ok(())
    }

    /// Adds `value` as JSON.
    pub(super) fn add_json(
        &mut self,
        path: &str,
        value: &impl Serialize,
    ) -> Result<(), TypesetError> {
        self.add(path, json(value)?)
    }

    fn find(&self, id: FileId) -> FileResult<&File> {
        let found = self.own.get(&id).or_else(|| self.shared.templates.get(&id));
        found.ok_or_else(|| match id.get().root() {
            VirtualRoot::Package(package) => {
                FileError::Package(PackageError::NotFound(package.clone()))
            }
            VirtualRoot::Project => {
                FileError::NotFound(PathBuf::from(id.get().vpath().get_without_slash()))
            }
        })
    }
}

impl World for NoteWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.shared.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shared.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.find(id)?.source()
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.find(id).map(File::bytes)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shared.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
