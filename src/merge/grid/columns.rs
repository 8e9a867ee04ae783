//! Which columns of three versions are the same, and what their rows are known by.

use std::collections::BTreeSet;

use crate::grid::{self, Holds, Sheet, SheetRow};
use crate::key::post;
use crate::merge::order::{Places, order};
use crate::merge::pairing::Known;

/// The columns of three versions that are the same: those of one header, and one whose header is
/// another one in the same place. Years are never called anything else.
pub(super) fn columns(sheets: &[Sheet; 3]) -> Vec<Places> {
    let at = |side: usize, name: &str| sheets[side].header.iter().position(|own| own == name);
    let renamed = |side: usize, place: usize| {
        let (old, new) = (&sheets[0].header, &sheets[side].header);
        let name = new.get(place).filter(|_| old.len() == new.len())?;
        let free = at(0, name).is_none() && at(side, &old[place]).is_none();
        let words = [&old[place], name].iter().all(|name| grid::holds(name) != Holds::Money);
        (free && words).then_some(place)
    };
    let mut out: Vec<Places> = Vec::new();
    for (place, name) in sheets[0].header.iter().enumerate() {
        let of = |side| at(side, name).or_else(|| renamed(side, place));
        out.push([Some(place), of(1), of(2)]);
    }
    for side in [1, 2] {
        for (place, name) in sheets[side].header.iter().enumerate() {
            if out.iter().any(|places| places[side] == Some(place)) {
                continue;
            }
            let added = |places: &&mut Places| {
                places[0].is_none() && places[1].is_some_and(|own| sheets[1].header[own] == *name)
            };
            if let Some(places) = out.iter_mut().find(added).filter(|_| side == 2) {
                places[2] = Some(place);
            } else {
                let mut places = [None; 3];
                places[side] = Some(place);
                out.push(places);
            }
        }
    }
    out
}

/// The columns that are in the result, in order.
pub(super) fn kept(columns: &[Places]) -> Vec<Places> {
    let is_kept = |places: &Places| match places {
        [Some(_), own, other] => own.is_some() && other.is_some(),
        _ => true,
    };
    order(columns).into_iter().map(|column| columns[column]).filter(is_kept).collect()
}

/// What the rows of a version are known by: cells of columns that all three have.
pub(super) fn known(
    sheets: &[Sheet; 3],
    side: usize,
    columns: &[Places],
    shared: &BTreeSet<&str>,
) -> Vec<Known> {
    // A column is called what the common version calls it.
    let called: Vec<(usize, &str)> = columns
        .iter()
        .filter_map(|places| {
            let name = &sheets[0].header[places[0]?];
            shared.contains(name.as_str()).then_some((places[side]?, name.as_str()))
        })
        .collect();
    let row = |row: &SheetRow| {
        let filled = called.iter().filter(|(place, _)| !row.cells[*place].is_empty());
        let said: Vec<(&str, &str)> =
            filled.map(|(place, name)| (*name, row.cells[*place].as_str())).collect();
        let id = said.iter().find(|(name, _)| *name == post::ID.name);
        let codes = said.iter().filter(|(name, cell)| {
            *name != post::ID.name
                && grid::holds(name) != Holds::Money
                && grid::parted(cell).is_none()
        });
        let codes: Vec<String> = codes.map(|(name, cell)| format!("{name}={cell}")).collect();
        let line = |name: &str, line: &str| {
            format!("{name}={}", grid::parted(line).unwrap_or_else(|| line.to_owned()))
        };
        // A cell that goes on over lines is like another by each of them.
        let cell = |(name, cell): &(&str, &str)| {
            let lines = cell.split('\n').filter(|own| !own.is_empty());
            lines.map(|own| line(name, own)).collect::<Vec<_>>()
        };
        let mut lines: Vec<String> = said.iter().flat_map(cell).collect();
        let text = format!("{} {}", row.mark.text(), lines.join("\n"));
        lines.sort_unstable();
        Known {
            name: String::new(),
            id: id.map(|(_, id)| (*id).to_owned()),
            codes: (!codes.is_empty()).then(|| codes.join("\n")),
            lines,
            text,
        }
    };
    sheets[side].rows.iter().map(row).collect()
}
