//! The auditor on files for other programs: what is to be written is read back, byte for byte, and
//! held against the pages.

use budgetnotat::audit::{self, Breach, File, Kind, read_back};
use budgetnotat::export::csv::{self, Dialect};
use budgetnotat::export::{Export, json, workbook};
use budgetnotat::note::Note;
use budgetnotat::pack::SolvedPack;
use budgetnotat::project::Project;
use budgetnotat::solved::Solved;
use budgetnotat::view;

use crate::audit::{audited, page};
use crate::case::Case;
use crate::packs::{case_of, generated, service};
use crate::real::{self, REAL};

/// What the files of a note or a pack are to be: each with what it is called.
struct Files {
    comma: Vec<u8>,
    danish: Vec<u8>,
    json: Vec<u8>,
    book: workbook::Made,
}

impl Files {
    fn of(export: &Export<'_>) -> Self {
        Self {
            comma: csv::write(export, Dialect::Comma).unwrap(),
            danish: csv::write(export, Dialect::Danish).unwrap(),
            json: json::write(export).unwrap(),
            book: workbook::made(export).unwrap(),
        }
    }

    fn all(&self) -> [File<'_>; 4] {
        [
            File::Csv { bytes: &self.comma, danish: false },
            File::Csv { bytes: &self.danish, danish: true },
            File::Json(&self.json),
            File::Sheets(&self.book.cells),
        ]
    }
}

/// What is wrong in a file of a note.
fn wrong(project: &Project, note: &Note, file: File<'_>) -> Vec<Breach> {
    let page = page(project, note, false);
    assert_eq!(audited(project, note, &page).breaches, []);
    match read_back(file) {
        Ok(figures) => {
            audit::exported(
                note,
                &project.municipality,
                project.round(note).unwrap(),
                &page,
                &figures,
            )
            .breaches
        }
        Err(breach) => vec![*breach],
    }
}

/// Posts whose texts a spreadsheet takes for something else, decimals, a minus, and an
/// appropriation with points.
fn awkward() -> Case {
    let register = std::fs::read_to_string(crate::case::root().join("notes/kommune.toml")).unwrap();
    let number =
        "\n[[bevilling]]\nudvalg = \"BIU\"\nnummer = \"0.25.10\"\nstyringsomraade = \"service\"\n";
    let post = |text: &str, amount: &str| {
        format!(
            "[[tabel.post]]\ntekst = \"{text}\"\nstyringsomraade = \"service\"\n2020 = {amount}\n\n"
        )
    };
    let posts = [
        post("- heraf vikarer", "-1.5"),
        post("10-12", "0.25"),
        post("=1+1", "1_000"),
        post("a;b, \\\"c\\\"", "7"),
    ]
    .concat();
    let toml = format!(
        "[[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\ntitel = \"A\"\nalene = \"x\"\ndecimaler = 2\n\n{posts}\
         [[tabel]]\nid = \"b\"\ntype = \"bevillinger\"\ntitel = \"B\"\nudsnit = true\n\n[[tabel.post]]\nstyringsomraade = \"service\"\n\
         udvalg = \"BIU\"\nbevilling = \"02510\"\nui = \"U\"\n2020 = -1\n"
    );
    Case::new().municipality(&format!("{register}{number}")).note("BI1", &toml)
}

#[test]
fn files_of_notes_are_what_their_pages_say() {
    let mut figures = 0;
    for case in [real::project(REAL), real::project(real::PRINTED), awkward()] {
        let solved = case.solved();
        let project = solved.project();
        for note in &project.notes {
            let files = Files::of(&Export::of_note(&solved, note, false).unwrap());
            for file in files.all() {
                assert_eq!(wrong(project, note, file), [], "{} {file:?}", note.id.value);
                figures += read_back(file).unwrap().len();
            }
        }
    }
    assert!(figures > 400, "{figures}");
}

/// A part of a file changed to something else of the same kind.
fn changed(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    assert!(text.contains(from), "{from}: {text}");
    text.replacen(from, to, 1).into_bytes()
}

#[test]
fn what_is_changed_in_a_file_is_seen() {
    let solved = awkward().solved();
    let (project, note) = (solved.project(), &solved.project().notes[0]);
    let files = Files::of(&Export::of_note(&solved, note, false).unwrap());
    let first =
        |file: File<'_>| wrong(project, note, file).into_iter().next().map(|breach| breach.kind);
    let elsewhere = Some(Kind::Elsewhere(audit::Elsewhere::File));
    for (from, to, is) in [
        ("-1.5", "-15", elsewhere.clone()),
        ("\"=\"\"10-12\"\"\"", "10-12", Some(Kind::Formula)),
        ("\"=\"\"=1+1\"\"\"", "=1+1", Some(Kind::Formula)),
        ("\"=\"\"0.25.10\"\"\"", "02510", Some(Kind::Words("0.25.10".to_owned()))),
        (",0.25,", ",x,", elsewhere.clone()),
    ] {
        let bytes = changed(&files.comma, from, to);
        assert_eq!(first(File::Csv { bytes: &bytes, danish: false }), is, "{from}");
    }
    let bytes = changed(&files.danish, ";0,25;", ";25;");
    assert_eq!(first(File::Csv { bytes: &bytes, danish: true }), elsewhere);
    let bytes = changed(&files.json, "\"amount\": \"0.25\"", "\"amount\": \"0.3\"");
    assert_eq!(first(File::Json(&bytes)), elsewhere);
    assert!(matches!(first(File::Json(b"{")), Some(Kind::Unreadable)));
    let mut cells = files.book.cells.clone();
    cells
        .iter_mut()
        .filter(|cell| cell.text == "1000")
        .for_each(|cell| cell.text = "100".to_owned());
    assert_eq!(first(File::Sheets(&cells)), elsewhere);
}

/// What is wrong in a file of a pack's sums.
fn sums(solved: &Solved, change: impl Fn(&mut Files)) -> Vec<Breach> {
    let project = solved.project();
    let own = SolvedPack::new(solved, &project.packs[0]).unwrap();
    let packed = &own.packed;
    let front =
        view::pack::page(project, packed, own.overview(), solved.known(&packed.pack.round), None);
    let mut files = Files::of(&Export::of_pack(solved, packed, false));
    change(&mut files);
    let notes: Vec<&Note> = project.notes_of(&packed.pack.round).map(|(_, note)| note).collect();
    let (pack, round) = (packed.pack, packed.round);
    // What the program has of its money is not looked at: each of these notes can be reckoned.
    audit::pack(pack, &project.municipality, round, &notes, &front, &[], &files.all()).breaches
}

#[test]
fn sums_of_packs_are_what_their_notes_come_to_and_what_is_printed() {
    let made = case_of(&generated(12)).solved();
    for solved in [real::project(REAL).solved(), made] {
        assert_eq!(sums(&solved, |_| ()), []);
        let cell = |files: &mut Files, sheet: &str, heading: &str| {
            let column = files
                .book
                .cells
                .iter()
                .find(|cell| cell.sheet == sheet && cell.row == 0 && cell.text == heading);
            let column = column.unwrap_or_else(|| panic!("{heading}")).column;
            let cell = files
                .book
                .cells
                .iter_mut()
                .find(|cell| cell.sheet == sheet && cell.row == 1 && cell.column == column);
            cell.unwrap().text = "1".to_owned();
        };
        let year = solved.project().rounds[&solved.project().packs[0].round].year().to_string();
        for sheet in ["Udvalg", "Styringsområder"] {
            assert!(!sums(&solved, |files| cell(files, sheet, &year)).is_empty(), "{sheet}");
        }
        let json = |files: &mut Files| {
            let text = String::from_utf8(files.json.clone()).unwrap();
            let at = text.find("\"totals\"").unwrap();
            let (before, after) = text.split_at(at);
            files.json =
                format!("{before}{}", after.replacen("\"amount\": \"", "\"amount\": \"1", 1))
                    .into_bytes();
        };
        assert!(!sums(&solved, json).is_empty());
    }
}

/// A pack whose document rounds its figures: the workbook's columns *som trykt* are those of the
/// document.
#[test]
fn figures_as_printed_in_a_workbook_are_those_that_are_printed() {
    let pack = "titel = \"P\"\nenhed = \"mio. kr.\"\ndecimaler = 1\n";
    let case = Case::new()
        .round(
            "budget-2020",
            "titel = \"Budget 2020\"\ndato = 2019-09-25\naar = [2020, 2021]\nprisniveau = 2020\nenhed = \"1.000 kr.\"\n",
        )
        .pack("p", pack)
        .note("BI1", &service("", "2020 = 1_250"))
        .note("BI2", &service("", "2020 = 1_250"))
        .note("BI3", &crate::packs::note("", "overfoersler", "BIU", "35.30", "2020 = 250\n2021 = 1_250"));
    let solved = case.solved();
    assert_eq!(sums(&solved, |_| ()), []);
    for sheet in ["Udvalg", "Styringsområder"] {
        let mut held = 0;
        for row in 1..4 {
            let reported = sums(&solved, |files| {
                let book = &mut files.book.cells;
                let column = book.iter().find(|cell| {
                    cell.sheet == sheet && cell.row == 0 && cell.text == "2020 som trykt"
                });
                let column = column.expect("a column of printed figures").column;
                let own = book
                    .iter_mut()
                    .find(|cell| cell.sheet == sheet && (cell.row, cell.column) == (row, column));
                own.expect("a printed figure").text = "9.9".to_owned();
            });
            assert!(
                matches!(reported[0].kind, Kind::Elsewhere(audit::Elsewhere::Table(_))),
                "{sheet} {row}: {reported:?}"
            );
            held += 1;
        }
        assert_eq!(held, 3);
    }
}
