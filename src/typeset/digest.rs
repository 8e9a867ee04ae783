//! Content identified by its digest: what has not changed need not be made again.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// A SHA-256 being taken of pieces. Each counts with its length, so that the same bytes cut
/// otherwise are something else.
#[derive(Clone, Default)]
pub(super) struct Digest(Sha256);

impl Digest {
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    pub(super) fn hex(self) -> String {
        hex(&self.0.finalize())
    }
}

/// The SHA-256 of `bytes`, in hexadecimal.
pub fn digest_of(bytes: &[u8]) -> String {
    digest_of_all([bytes])
}

/// The SHA-256 of several pieces, in hexadecimal: of each with its length, so that the same bytes
/// cut otherwise are something else.
pub fn digest_of_all<'b>(pieces: impl IntoIterator<Item = &'b [u8]>) -> String {
    let mut digest = Digest::default();
    pieces.into_iter().for_each(|piece| digest.add(piece));
    digest.hex()
}

/// What git calls a file of these bytes (its *blob*): `git log --find-object` finds the commits
/// that brought it, in any checkout and without one the same.
pub fn git_blob(bytes: &[u8]) -> String {
    use sha1::Digest as _;
    let mut hash = sha1::Sha1::new();
    hash.update(format!("blob {}\0", bytes.len()));
    hash.update(bytes);
    hex(&hash.finalize())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `printf 'id = "BI8"\n' | git hash-object --stdin`, and git's own for nothing.
    #[test]
    fn a_blob_is_named_as_git_names_it() {
        assert_eq!(git_blob(b""), "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
        assert_eq!(git_blob(b"id = \"BI8\"\n"), "13236eb4761da26505aaaf7c5142f57d811dec62");
    }

    #[test]
    fn bytes_cut_otherwise_are_something_else() {
        let of = |pieces: &[&[u8]]| {
            let mut digest = Digest::default();
            for piece in pieces {
                digest.add(piece);
            }
            digest.hex()
        };
        assert_ne!(of(&[b"ab", b"c"]), of(&[b"a", b"bc"]));
        assert_eq!(of(&[b"abc"]), digest_of(b"abc"));
    }
}
