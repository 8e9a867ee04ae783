//! A table's lines, by themselves and in an otherwise sound note.
#![no_main]

use budgetnotat::grid::{Sheet, parse, same};
use budgetnotat::key::Section;
use budgetnotat::layout;
use budgetnotat_fuzz::{MUNICIPALITY, PACK, ROUND, survives};
use libfuzzer_sys::fuzz_target;

const HEAD: &str = "id = \"BI8\"\ntitel = \"T\"\ntype = \"budgetnotat\"\nudgave = \"2019\"\nforvaltning = \"BIF\"\n[[afsnit]]\noverskrift = \"O\"\ntekst = '''\n{{ tabel(\"t\") }}\n'''\n";
const BESIDE: &str = "[[tabel.post]]\nid = \"a\"\nvarig = true\n";

fuzz_target!(|lines: &str| {
    let grid = parse(lines);
    for line in &grid.lines {
        assert!(line.cells.len() <= grid.header.len(), "more cells than headers");
        for cell in &line.cells {
            let written = lines.get(cell.range.clone()).expect("a cell is in the text");
            assert_eq!(written.is_empty(), cell.is_blank(), "a blank cell is where something is");
        }
    }
    let Some(tidy) = Sheet::of(&grid).map(|sheet| sheet.text()) else { return };
    if grid.faults.is_empty() && same(lines, &tidy) {
        assert_eq!(Sheet::of(&parse(&tidy)).unwrap().text(), tidy, "laid out twice is another layout");
    }
    // The first byte chooses the table's type.
    let kinds = ["aktiviteter", "bevillinger", "tal", "tekst", "varige"];
    let kind = kinds[lines.bytes().next().map_or(0, usize::from) % kinds.len()];
    let note = format!(
        "{HEAD}[[tabel]]\nid = \"t\"\ntype = \"{kind}\"\ntitel = \"T\"\nraekker = '''\n{lines}\n'''\n{BESIDE}"
    );
    let _ = layout::format(&note, Section::Note);
    survives([MUNICIPALITY.to_vec(), ROUND.to_vec(), note.into_bytes(), PACK.to_vec()]);
});
