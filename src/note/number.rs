//! The numbers of tables, posts and total rows: one can't be taken for another.
//!
//! A number is good only in the note, or the table, that it comes from, as that is now: what lasts
//! is an
//! [address](crate::address).

use std::marker::PhantomData;
use std::ops::{Deref, Index};

/// What a list is numbered by.
pub trait Number: Copy {
    /// That of the place, from 0.
    fn at(place: usize) -> Self;

    /// The place, from 0.
    fn place(self) -> usize;
}

macro_rules! number {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub usize);

        impl Number for $name {
            fn at(place: usize) -> Self {
                Self(place)
            }

            fn place(self) -> usize {
                self.0
            }
        }
    )+};
}

number! {
    /// A table's place among its note's, from 0.
    TableNo
    /// A post's place among its table's, from 0.
    PostNo
    /// A partial total's place among its table's, from 0.
    TotalNo
}

/// Lets a list be asked for what has a number.
macro_rules! listed_by {
    ($number:ident, $listed:ty) => {
        impl std::ops::Index<$number> for Vec<$listed> {
            type Output = $listed;

            fn index(&self, number: $number) -> &$listed {
                &self.as_slice()[number.0]
            }
        }

        impl std::ops::IndexMut<$number> for Vec<$listed> {
            fn index_mut(&mut self, number: $number) -> &mut $listed {
                &mut self.as_mut_slice()[number.0]
            }
        }
    };
}

pub(super) use listed_by;

impl PostNo {
    /// The posts beside it: the one before it and the one after it, where there could be any.
    pub fn beside(self) -> impl Iterator<Item = Self> {
        [self.0.checked_sub(1), self.0.checked_add(1)].into_iter().flatten().map(Self)
    }
}

/// Something for each table of a note, or for each post of a table: in their order, and asked for
/// by their numbers alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered<N, T> {
    list: Vec<T>,
    by: PhantomData<N>,
}

impl<N: Number, T> Numbered<N, T> {
    /// That of a number.
    pub fn at(&self, number: N) -> Option<&T> {
        self.list.get(number.place())
    }

    /// That of a number, to be changed.
    pub fn at_mut(&mut self, number: N) -> Option<&mut T> {
        self.list.get_mut(number.place())
    }

    /// All with their numbers.
    pub fn numbered(&self) -> impl Iterator<Item = (N, &T)> {
        numbered(&self.list)
    }

    /// The number of the first that is like `one`.
    pub fn number_of<U: ?Sized>(&self, one: &U) -> Option<N>
    where
        T: PartialEq<U>,
    {
        self.list.iter().position(|own| own == one).map(N::at)
    }
}

impl<N, T> Default for Numbered<N, T> {
    fn default() -> Self {
        Self { list: Vec::new(), by: PhantomData }
    }
}

impl<N, T> Deref for Numbered<N, T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.list
    }
}

impl<'l, N, T> IntoIterator for &'l Numbered<N, T> {
    type Item = &'l T;
    type IntoIter = std::slice::Iter<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

impl<N: Number, T> Index<N> for Numbered<N, T> {
    type Output = T;

    fn index(&self, number: N) -> &T {
        &self.list[number.place()]
    }
}

impl<N, T> FromIterator<T> for Numbered<N, T> {
    fn from_iter<I: IntoIterator<Item = T>>(list: I) -> Self {
        Self { list: list.into_iter().collect(), by: PhantomData }
    }
}

pub(super) fn numbered<N: Number, T>(
    list: &[T],
) -> impl DoubleEndedIterator<Item = (N, &T)> + Clone {
    list.iter().enumerate().map(|(place, one)| (N::at(place), one))
}
