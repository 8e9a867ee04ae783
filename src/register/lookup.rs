//! Looking names and codes up by year: exact, by an alias, by the name of other years, or not at
//! all.

use crate::register::{
    Administration, Committee, ControlArea, District, Municipality, Years, no_committee,
};
use crate::source::Spanned;

/// What looking a name up gave.
#[derive(Debug)]
pub enum Found<'a, T> {
    /// The name or code itself.
    Exact(&'a T),
    /// Another spelling of it.
    Alias(&'a T),
    /// Something that holds in other years only.
    OtherYears(&'a T),
    /// Nothing of that name.
    Unknown,
}

impl<T> Clone for Found<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Found<'_, T> {}

impl<'a, T> Found<'a, T> {
    /// What it stands for, however it was written.
    pub fn any(self) -> Option<&'a T> {
        match self {
            Self::Exact(found) | Self::Alias(found) | Self::OtherYears(found) => Some(found),
            Self::Unknown => None,
        }
    }

    /// What it stands for in the year asked for.
    pub fn current(self) -> Option<&'a T> {
        match self {
            Self::Exact(found) | Self::Alias(found) => Some(found),
            Self::OtherYears(_) | Self::Unknown => None,
        }
    }
}

/// What has a code, a name and other spellings.
pub trait Named {
    /// What it is written as in notes.
    fn code(&self) -> &str;
    /// Its full name.
    fn name(&self) -> &str;
    /// Other spellings.
    fn aliases(&self) -> &[Spanned<String>];
    /// When it holds.
    fn years(&self) -> Years;
    /// The code it took over from.
    fn succeeds(&self) -> Option<&str> {
        None
    }
}

/// What has a code that holds in some years, and may have taken over from another.
macro_rules! named_by_years {
    ($($kind:ident),*) => {$(
        impl Named for $kind {
            fn code(&self) -> &str {
                &self.code.value
            }
            fn name(&self) -> &str {
                &self.name
            }
            fn aliases(&self) -> &[Spanned<String>] {
                &self.aliases
            }
            fn years(&self) -> Years {
                self.years
            }
            fn succeeds(&self) -> Option<&str> {
                self.succeeds.as_ref().map(|code| code.value.as_str())
            }
        }
    )*};
}

named_by_years!(Committee, Administration);

impl Named for ControlArea {
    fn code(&self) -> &str {
        &self.id.value
    }
    fn name(&self) -> &str {
        &self.name
    }
    fn aliases(&self) -> &[Spanned<String>] {
        &self.aliases
    }
    fn years(&self) -> Years {
        Years::default()
    }
}

impl Named for District {
    fn code(&self) -> &str {
        &self.name.value
    }
    fn name(&self) -> &str {
        &self.name.value
    }
    fn aliases(&self) -> &[Spanned<String>] {
        &self.aliases
    }
    fn years(&self) -> Years {
        Years::default()
    }
}

/// Looks `word` up among `all`, as of `year`: by code, then by name or alias, then in other years.
pub fn find<'a, T: Named>(all: &'a [T], word: &str, year: u16) -> Found<'a, T> {
    if let Some(entry) =
        all.iter().find(|entry| entry.years().contain(year) && entry.code() == word)
    {
        return Found::Exact(entry);
    }
    let wanted: Vec<char> = word.trim().chars().flat_map(char::to_lowercase).collect();
    let same = |a: &str| a.trim().chars().flat_map(char::to_lowercase).eq(wanted.iter().copied());
    let other_name = |entry: &&T| {
        same(entry.code()) || same(entry.name()) || entry.aliases().iter().any(|a| same(&a.value))
    };
    if let Some(entry) = all.iter().filter(|entry| entry.years().contain(year)).find(other_name) {
        return Found::Alias(entry);
    }
    all.iter().find(other_name).map_or(Found::Unknown, Found::OtherYears)
}

/// What holds in `year` in place of `old`: the entry with the same code, or the one that took over
/// from it (or that it took over from).
pub fn current<'a, T: Named>(all: &'a [T], old: &T, year: u16) -> Option<&'a T> {
    let holds = |entry: &&T| entry.years().contain(year);
    all.iter().filter(holds).find(|entry| entry.code() == old.code()).or_else(|| {
        all.iter().filter(holds).find(|entry| {
            entry.succeeds() == Some(old.code()) || old.succeeds() == Some(entry.code())
        })
    })
}

impl Municipality {
    /// The committee written `word`, as of `year`; what stands for none where that is said.
    pub fn committee(&self, word: &str, year: u16) -> Found<'_, Committee> {
        match find(&self.committees, word, year) {
            Found::Unknown => no_committee::said(word).map_or(Found::Unknown, Found::Exact),
            found => found,
        }
    }

    /// The administration written `word`, as of `year`.
    pub fn administration(&self, word: &str, year: u16) -> Found<'_, Administration> {
        find(&self.administrations, word, year)
    }

    /// The control area written `word`.
    pub fn area(&self, word: &str) -> Found<'_, ControlArea> {
        find(&self.areas, word, 0)
    }

    /// The district written `word`.
    pub fn district(&self, word: &str) -> Found<'_, District> {
        find(&self.districts, word, 0)
    }

    /// The administration whose notes' ids begin as this one does, as of `year`; `None` where none or
    /// several say so.
    pub fn administration_of_id(&self, id: &str, year: u16) -> Option<&Administration> {
        let letters = id.find(|c: char| !c.is_alphabetic()).map_or(id, |end| &id[..end]);
        let mut all = self.administrations.iter().filter(|one| {
            one.years.contain(year) && one.prefixes.iter().any(|own| own.value == letters)
        });
        all.next().filter(|_| all.next().is_none())
    }

    /// The committee that an administration is under, as of `year`.
    pub fn committee_of(&self, administration: &str, year: u16) -> Option<&Committee> {
        self.committees.iter().find(|committee| {
            committee.years.contain(year)
                && committee
                    .administration
                    .as_ref()
                    .is_some_and(|code| code.value == administration)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn district(name: &str, alias: &str) -> District {
        let word = |text: &str| Spanned::new(text.to_owned(), Span::default());
        District { name: word(name), aliases: vec![word(alias)] }
    }

    #[test]
    fn a_word_is_found_by_code_then_alias() {
        let all = [district("Valby", "2500"), district("Indre By", "City")];
        assert!(matches!(find(&all, "Valby", 0), Found::Exact(_)));
        assert!(matches!(find(&all, "valby", 0), Found::Alias(_)));
        assert!(matches!(find(&all, "city", 0), Found::Alias(d) if d.name.value == "Indre By"));
        assert!(matches!(find(&all, "Vejle", 0), Found::Unknown));
    }
}
