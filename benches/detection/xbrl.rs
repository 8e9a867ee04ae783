//! Placeholder.
use std::path::Path;
pub(crate) fn export(_: &Path, _: &[crate::count::Job], _: u64) -> std::io::Result<()> { Ok(()) }
