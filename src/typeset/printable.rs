//! What is typeset.

use serde::Serialize;

use crate::page::pack::PackPage;
use crate::page::paper::Paper;
use crate::page::{Page, Theme};

/// What is typeset: what a template is given, and what the PDF is known by.
pub trait Printable: Serialize + Sync {
    /// What its pages look like.
    fn theme(&self) -> &Theme;
    /// What it is known by, whatever becomes of its content.
    fn identity(&self) -> String;
}

impl Printable for Page {
    fn theme(&self) -> &Theme {
        &self.theme
    }

    fn identity(&self) -> String {
        [self.municipality.as_str(), &self.kind, &self.head.round, &self.head.id].join("\n")
    }
}

impl Printable for Paper {
    fn theme(&self) -> &Theme {
        &self.theme
    }

    fn identity(&self) -> String {
        let head = &self.head;
        [self.municipality.as_str(), &self.kind, &head.round, &head.id, &head.title].join("\n")
    }
}

impl Printable for PackPage {
    fn theme(&self) -> &Theme {
        &self.theme
    }

    fn identity(&self) -> String {
        [self.municipality.as_str(), &self.kind, &self.head.round, &self.head.title].join("\n")
    }
}
