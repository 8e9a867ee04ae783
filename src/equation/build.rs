//! A note's figures and equations, gathered from all that adds any.

use crate::equation::dimensions::Names;
use crate::equation::grid::Grid;
use crate::equation::{System, declared, dimensions, rows, same_money, sum_of_tables};
use crate::note::Note;
use crate::register::{Municipality, Round};

impl System {
    /// The system of a note whose derived tables are expanded
    /// ([`derive::expand`](crate::equation::derive::expand)).
    pub fn new(note: &Note, municipality: &Municipality, round: &Round) -> Self {
        let names = Names::new(municipality, round);
        let dims = note.tables.iter().map(|table| names.posts(table)).collect();
        let grids = note.tables.iter().map(Grid::new).collect();
        let mut system = Self { money: dimensions::money(note), dims, grids, ..Self::default() };
        for (index, table) in note.numbered_tables() {
            rows::add(&mut system, index, table, note);
        }
        for (index, table) in note.numbered_tables() {
            rows::relate(&mut system, index, table, note, &names);
        }
        for index in
            note.table_numbers().filter(|index| dimensions::is_sum_of_tables(&note.tables[*index]))
        {
            sum_of_tables::add(&mut system, note, index);
        }
        same_money::add(&mut system, note, &names);
        declared::add(&mut system, note, &names);
        system
    }
}
