//! A whole project from bytes: a note, and after `PART`s its round, its municipality with the
//! theme, and a pack.
#![no_main]

use budgetnotat_fuzz::{files, survives};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| survives(files(data)));
