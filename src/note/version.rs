//! Which version of a paper one has before one: typed, never taken from git or a clock.

use crate::note::word::{Date, Word};
use crate::source::Spanned;

/// A paper's version and when it was revised, as typed.
#[derive(Clone, Debug, Default)]
pub struct Version {
    /// What it is called, `2` or `2.1`.
    pub name: Option<Word>,
    /// When it was last revised.
    pub revised: Option<Spanned<Date>>,
}

impl Version {
    /// What stands on every page: `Version 2, revideret 9. september 2026`; none where neither is
    /// typed.
    pub fn on_pages(&self) -> Option<String> {
        let (name, revised) = (self.name(), self.revised.map(|date| date.value.danish()));
        match (name, revised) {
            (Some(name), Some(date)) => Some(format!("Version {name}, revideret {date}")),
            (Some(name), None) => Some(format!("Version {name}")),
            (None, Some(date)) => Some(format!("Revideret {date}")),
            (None, None) => None,
        }
    }

    /// What stands in a list: `2, rev. 9.9.2026`; empty where neither is typed.
    pub fn in_list(&self) -> String {
        let revised = self.revised.map(|date| format!("rev. {}", date.value.short()));
        let parts: Vec<String> =
            self.name().map(str::to_owned).into_iter().chain(revised).collect();
        parts.join(", ")
    }

    fn name(&self) -> Option<&str> {
        self.name.as_ref().map(|word| word.value.as_str()).filter(|name| !name.trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    #[test]
    fn what_is_typed_is_what_is_said() {
        let span = Span::new(FileId(0), 0..0);
        let of = |name: Option<&str>, date: Option<Date>| Version {
            name: name.map(|name| Spanned::new(name.to_owned(), span)),
            revised: date.map(|date| Spanned::new(date, span)),
        };
        let day = Date::new(2026, 9, 9);
        for (version, pages, list) in [
            (
                of(Some("2.1"), day),
                "Version 2.1, revideret 9. september 2026",
                "2.1, rev. 9.9.2026",
            ),
            (of(Some("2"), None), "Version 2", "2"),
            (of(None, day), "Revideret 9. september 2026", "rev. 9.9.2026"),
            (of(Some(" "), None), "", ""),
            (of(None, None), "", ""),
        ] {
            assert_eq!(version.on_pages().unwrap_or_default(), pages);
            assert_eq!(version.in_list(), list);
        }
    }
}
