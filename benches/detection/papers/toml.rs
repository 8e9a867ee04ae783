//! Papers as the program's notes.

use std::fmt::Write as _;

use budgetnotat::project::Input;

use super::{Figure, Paper, Print, Row, Table};

/// The first of a paper's years.
const FIRST_YEAR: usize = 2020;

/// A paper's files, and the line of the note that each figure stands in.
#[derive(Clone, Debug)]
pub(crate) struct Note {
    pub(crate) inputs: Vec<Input>,
    pub(crate) lines: Vec<usize>,
}

impl Paper {
    /// A figure as it is printed.
    pub(crate) fn written(&self, printed: i64) -> String {
        let sign = if printed < 0 { "-" } else { "" };
        match self.print {
            Print::Millions => format!("{sign}{}.{}", printed.abs() / 10, printed.abs() % 10),
            Print::Exact | Print::Thousands => printed.to_string(),
        }
    }

    /// What a figure is called: its table, its row and its column.
    pub(crate) fn name(&self, figure: &Figure) -> String {
        let row = figure.row.map_or("total".to_owned(), |row| format!("post{row}"));
        format!("{}.{row}.{}", id(self.tables[figure.table].0), key(figure))
    }

    /// The note, with its round and its municipality.
    pub(crate) fn note(&self) -> Note {
        let (mut out, mut lines) = (String::new(), vec![0; self.figures.len()]);
        out.push_str("id = \"PR1\"\ntitel = \"Prøve\"\ntype = \"budgetnotat\"\nudgave = \"2019\"\nforvaltning = \"AAF\"\n");
        out.push_str("[[afsnit]]\noverskrift = \"Økonomi\"\ntekst = '''\n");
        for (kind, _) in &self.tables {
            let _ = writeln!(out, "{{{{ tabel(\"{}\") }}}}\n", id(*kind));
        }
        out.push_str("'''\n");
        for (table, (kind, rows)) in self.tables.iter().enumerate() {
            let id = id(*kind);
            let _ = writeln!(out, "[[tabel]]\nid = \"{id}\"\ntype = \"{id}\"\ntitel = \"{id}\"");
            if !self.shape.linked() {
                out.push_str("alene = \"papiret har én tabel\"\n");
            }
            out.push_str("[tabel.i_alt]\n");
            self.figures(&mut out, &mut lines, table, None);
            for (index, row) in rows.iter().enumerate() {
                head(&mut out, row);
                self.figures(&mut out, &mut lines, table, Some(index));
            }
        }
        let unit = if self.print == Print::Millions { "mio. kr." } else { "1.000 kr." };
        let years: Vec<usize> = (0..self.years).map(|year| FIRST_YEAR + year).collect();
        let rounded = self.print.rounded();
        let round = format!(
            "titel = \"Budget 2020\"\ndato = 2019-09-25\naar = {years:?}\nprisniveau = 2020\nenhed = \"{unit}\"\nafrundet = {rounded}\n"
        );
        let input = |path: &str, text: &str| Input {
            path: path.to_owned(),
            bytes: text.as_bytes().to_vec(),
        };
        let inputs = vec![
            input("notes/kommune.toml", include_str!("../kommune.toml")),
            input("notes/budget-2020/runde.toml", &round),
            input("notes/budget-2020/PR1.toml", &out),
        ];
        Note { inputs, lines }
    }

    fn figures(&self, out: &mut String, lines: &mut [usize], table: usize, row: Option<usize>) {
        for (index, figure) in self.figures.iter().enumerate() {
            if figure.table == table && figure.row == row {
                lines[index] = out.lines().count() + 1;
                let _ = writeln!(out, "{} = {}", key(figure), self.written(figure.printed));
            }
        }
    }
}

fn id(kind: Table) -> &'static str {
    match kind {
        Table::Activities => "aktiviteter",
        Table::Allocation => "fordeling",
        Table::Appropriations => "bevillinger",
    }
}

fn key(figure: &Figure) -> String {
    figure.year.map_or("i_alt".to_owned(), |year| (FIRST_YEAR + year).to_string())
}

fn head(out: &mut String, row: &Row) {
    out.push_str("[[tabel.post]]\n");
    if let Some(text) = row.text {
        let _ = writeln!(out, "tekst = \"Aktivitet {}\"", text + 1);
    }
    for (key, value) in
        [("styringsomraade", row.area), ("udvalg", row.committee), ("bevilling", row.appropriation)]
    {
        if let Some(value) = value {
            let _ = writeln!(out, "{key} = \"{value}\"");
        }
    }
    if row.appropriation.is_some() {
        let _ = writeln!(out, "ui = \"{}\"", if row.income { "I" } else { "U" });
    }
}
