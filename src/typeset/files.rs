//! The built-in templates and fonts, and what a project puts in their place.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::Bytes;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::Font;

use super::digest::Digest;
use super::error::{Fault, TypesetError};
use crate::paths;

/// Pairs of name and content of files in a folder.
macro_rules! embed {
    ($folder:literal: $($name:literal)*) => {
        &[$(($name, include_bytes!(concat!("../../", $folder, "/", $name)))),*]
    };
}

/// Every file of `templates/`.
const TEMPLATES: &[(&str, &[u8])] = embed!("templates":
    "main.typ"
    "budgetnotat.typ"
    "pakke.typ"
    "business-case.typ"
    "aendringer.typ"
    "rettelsesblad.typ"
    "faelles/bydele.typ"
    "faelles/diagram.typ"
    "faelles/hoved.typ"
    "faelles/papir.typ"
    "faelles/prosa.typ"
    "faelles/side.typ"
    "faelles/skrift.typ"
    "faelles/spalter.typ"
    "faelles/tabel.typ"
);

/// Every font of `fonts/`.
const FONTS: &[(&str, &[u8])] = embed!("fonts":
    "SourceSans3-Regular.otf"
    "SourceSans3-It.otf"
    "SourceSans3-Semibold.otf"
    "SourceSans3-SemiboldIt.otf"
    "SourceSans3-Bold.otf"
    "SourceSans3-BoldIt.otf"
    "SourceCodePro-Regular.otf"
);

/// A project's own files, which take precedence over the built-in ones.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// Files of the project's `templates/`: path from there with `/`, and content. New names are
    /// allowed and can be imported or shown by the others.
    pub templates: Vec<(String, Vec<u8>)>,
    /// Font files. They come before the built-in ones, and a template must name their family to use
    /// them.
    pub fonts: Vec<Vec<u8>>,
}

impl Overrides {
    /// A digest of all that can make a PDF another though its page is the same: the program with
    /// its templates and fonts, and these.
    pub fn digest(&self) -> String {
        digest(self).hex()
    }
}

/// A file that templates can reach.
pub(super) struct File {
    id: FileId,
    bytes: Bytes,
    /// Its text parsed, once it is asked for as a template: data and attachments never are.
    source: OnceLock<FileResult<Source>>,
}

impl File {
    pub(super) fn new(id: FileId, bytes: Bytes) -> Self {
        Self { id, bytes, source: OnceLock::new() }
    }

    pub(super) fn bytes(&self) -> Bytes {
        self.bytes.clone()
    }

    pub(super) fn source(&self) -> FileResult<Source> {
        let parsed = || {
            let text = std::str::from_utf8(&self.bytes).map_err(|_| FileError::InvalidUtf8)?;
            Ok(Source::new(self.id, text.to_owned()))
        };
        self.source.get_or_init(parsed).clone()
    }
}

/// The id of a path in the virtual project. Typst keeps ids for ever and has 65.535 of them, so
/// paths are names of files in a project and a few constants, never made up as we go.
pub(super) fn file_id(path: &str) -> Result<FileId, TypesetError> {
    let path = VirtualPath::new(path).map_err(|error| TypesetError {
        template: path.to_owned(),
        ..TypesetError::unplaced(Fault::Template, error.to_string())
    })?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// The digest of the program with its templates and fonts, taken when it was built.
const PROGRAM: &str = env!("PROGRAM_DIGEST");

/// A digest of all that typesetting takes besides the page: the program, its templates and fonts,
/// and the project's own.
pub(super) fn digest(overrides: &Overrides) -> Digest {
    let mut digest = Digest::default();
    digest.add(PROGRAM.as_bytes());
    for (name, bytes) in &overrides.templates {
        digest.add(name.as_bytes());
        digest.add(bytes);
    }
    overrides.fonts.iter().for_each(|bytes| digest.add(bytes));
    digest
}

/// The templates by id: the built-in ones, with the project's in their place or beside them.
pub(super) fn templates(
    overrides: Vec<(String, Vec<u8>)>,
) -> Result<HashMap<FileId, File>, TypesetError> {
    let mut files: BTreeMap<String, Bytes> =
        TEMPLATES.iter().map(|(name, bytes)| ((*name).to_owned(), Bytes::new(*bytes))).collect();
    files.extend(overrides.into_iter().map(|(name, bytes)| (name, Bytes::new(bytes))));
    let place = |(name, bytes): (String, Bytes)| {
        let id = file_id(&paths::template(&name))?;
        Ok((id, File::new(id, bytes)))
    };
    files.into_iter().map(place).collect()
}

/// The fonts: the project's, then the built-in ones.
pub(super) fn fonts(overrides: Vec<Vec<u8>>) -> Result<Vec<Font>, TypesetError> {
    let mut fonts = Vec::new();
    for (i, bytes) in overrides.into_iter().enumerate() {
        let found = fonts.len();
        fonts.extend(Font::iter(Bytes::new(bytes)));
        if fonts.len() == found {
            return Err(TypesetError::unplaced(
                Fault::Font,
                format!("font file {} holds no usable font", i + 1),
            ));
        }
    }
    fonts.extend(FONTS.iter().flat_map(|(_, bytes)| Font::iter(Bytes::new(*bytes))));
    Ok(fonts)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    /// Names of the files below `folder`, with `/`.
    fn names(folder: &Path, prefix: &str) -> Vec<String> {
        let mut names = Vec::new();
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
            if entry.path().is_dir() {
                names.extend(names_in(&entry.path(), &name));
            } else {
                names.push(name);
            }
        }
        names.sort();
        names
    }

    fn names_in(folder: &Path, name: &str) -> Vec<String> {
        names(folder, &format!("{name}/"))
    }

    fn listed(list: &[(&str, &[u8])]) -> Vec<String> {
        let mut names: Vec<_> = list.iter().map(|(name, _)| (*name).to_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn every_template_and_font_is_listed() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let templates = names(&root.join("templates"), "");
        assert_eq!(listed(TEMPLATES), templates);
        let is_font = |name: &String| Path::new(name).extension().is_some_and(|ext| ext == "otf");
        let fonts = names(&root.join("fonts"), "");
        assert_eq!(listed(FONTS), fonts.into_iter().filter(is_font).collect::<Vec<_>>());
    }

    #[test]
    fn every_listed_font_can_be_read() {
        assert_eq!(fonts(Vec::new()).unwrap().len(), FONTS.len());
    }

    #[test]
    fn a_file_that_is_no_font_is_an_error() {
        assert_eq!(fonts(vec![b"no font".to_vec()]).unwrap_err().kind, Fault::Font);
    }
}
