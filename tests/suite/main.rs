//! One integration binary: the library as its callers see it.
//!
//! [`case`] is how a test says what a project holds and what must be said of it. The pages in `docs/` are tests too
//! ([`pages`]): `OPDATER=1 cargo test` writes what is generated in them anew; without it a
//! difference fails.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[allow(dead_code, reason = "a builder for the tests to come")]
mod case;
mod pages;
mod posts_misplaced;
mod addresses;
mod amounts;
mod amounts_reckoned;
mod amounts_said;
mod appropriations;
mod audit;
#[cfg(feature = "export")]
mod audit_files;
mod audit_made_up;
mod audit_packs;
mod audit_tampered;
mod registries;
mod binaries;
mod structure;
mod rooms;
#[cfg(not(feature = "typeset"))]
mod exercise;
mod glossary;
#[cfg(feature = "typeset")]
mod build;
mod business;
mod changes;
mod changes_run;
mod ci;
#[cfg(feature = "typeset")]
mod correction;
mod cli;
mod copied;
mod desk;
#[cfg(feature = "typeset")]
mod again;
mod elsewhere;
mod detection;
#[cfg(feature = "typeset")]
mod compare;
#[cfg(feature = "typeset")]
mod exports;
#[cfg(feature = "typeset")]
mod kept;
mod frames;
mod left_over;
mod generated;
mod note_heads;
mod notes;
mod options;
#[cfg(feature = "typeset")]
mod pack_parts;
mod packs;
mod printed;
mod reading;
mod typed;
mod table_keys;
mod table_heads;
mod no_committee;
mod text_against_code;
mod text_typed;
mod readme;
mod real;
mod real_tables;
mod editor;
mod effect_marks;
mod guides;
mod layout;
mod lines;
mod mends;
mod merged_figures;
mod merging;
mod mutants;
mod score;
mod shares;
mod slips;
mod solved;
mod start;
mod statuses;
mod stops;
mod watch;
mod equations;
mod rows_related;
mod figures;
mod forms;
mod reports;
mod repository;
mod since;
mod unverified;
mod vanish;
mod versions;
mod robust;
mod limits;
mod lines_broken;
mod lines_laid_out;
mod lines_lost;
mod lines_merged;
mod lines_over_lines;
mod lines_read;
mod lines_shifted;
mod lines_slips;
mod made_up;
#[cfg(all(unix, feature = "typeset"))]
mod killed;
#[cfg(unix)]
mod outside;
#[cfg(feature = "typeset")]
mod out_follows;
#[cfg(feature = "export")]
mod tidy;
mod toml_suite;
mod commonmark;
mod rounding;
#[cfg(feature = "typeset")]
mod schema;
#[cfg(feature = "typeset")]
mod templates;
