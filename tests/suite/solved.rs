//! The solved project: a note is reconciled once, whoever asks; another text in one note's place
//! leaves the others as they are, and gives what reading everything anew would.

use std::collections::BTreeMap;
use std::sync::Arc;

use budgetnotat::cancel::Cancel;
use budgetnotat::pack::selected;
use budgetnotat::project::{Input, Project, Selection};
use budgetnotat::register::NoteIds;
use budgetnotat::report::plain;
use budgetnotat::rule::{Checked, Checker, check};
use budgetnotat::solved::{Solved, SolvedNote};
use budgetnotat::text::Lang;
use budgetnotat::view;

use crate::case::Case;
use crate::real::{self, REAL};

fn reported(solved: &Solved, checked: &Checked) -> Vec<String> {
    let place = |file| solved.project().path(file).to_owned();
    let line = |finding: &budgetnotat::diagnostic::Diagnostic| {
        let span = finding.primary.span;
        format!("{}:{:?} {}", place(span.file), span.range(), plain(finding, Lang::Da))
    };
    checked
        .findings
        .iter()
        .map(line)
        .chain([format!("{:?} {:?}", checked.counts, checked.amounts)])
        .collect()
}

fn all(solved: &Solved) -> Vec<Arc<SolvedNote>> {
    (0..solved.project().notes.len()).map(|place| Arc::clone(solved.at(place).unwrap())).collect()
}

#[test]
fn a_solved_project_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Solved>();
    shared::<SolvedNote>();
    shared::<Checker>();
}

#[test]
fn check_pages_and_packs_read_the_same_solved_notes() {
    let solved = real::project(REAL).solved();
    let before = all(&solved);
    assert!(!before.is_empty());
    check(&solved, &Selection::All);
    for note in &solved.project().notes {
        view::page(&solved, note, false).unwrap();
    }
    let packs = selected(&solved, &Selection::All);
    for pack in &packs {
        let once = std::ptr::from_ref(pack.overview());
        view::pack::page(
            solved.project(),
            &pack.packed,
            pack.overview(),
            &NoteIds::default(),
            None,
        );
        assert!(std::ptr::eq(once, pack.overview()));
    }
    assert!(before.iter().zip(all(&solved)).all(|(one, other)| Arc::ptr_eq(one, &other)));
}

/// Takes lines out of each file of a project, one at a time: what is then found is what reading
/// everything anew finds.
#[test]
fn an_edit_gives_what_checking_everything_anew_gives() {
    let round = "titel = \"R\"\ndato = 2019-09-01\naar = [2020, 2021]\nenhed = \"1.000 kr.\"\nprisniveau = 2020\n";
    let note = |id: &str, more: &str| {
        format!(
            "id = \"{id}\"\ntitel = \"N\"\ntype = \"budgetnotat\"\nforvaltning = \"BIF\"\n{more}\n[[afsnit]]\n\
             overskrift = \"Økonomi\"\ntekst = '''\nDer søges 5 t.kr. i 2020.\n\n{{{{ tabel(\"a\") }}}}\n'''\n\n[[tabel]]\nid = \"a\"\n\
             type = \"aktiviteter\"\ntitel = \"A\"\nstyringsomraade = \"service\"\n\n[tabel.i_alt]\n2020 = 7\n\n[[tabel.post]]\n\
             tekst = \"x\"\n2020 = 5\n2021 = 1\n\n[[tabel.post]]\ntekst = \"y\"\n2020 = 2\n"
        )
    };
    let files = Case::new()
        .without("notes/budget-2020/runde.toml")
        .bytes("notes/r/runde.toml", round)
        .bytes("notes/r/A.toml", note("A", "forudsaetter = [\"B\"]"))
        .bytes("notes/r/B.toml", note("B", "udelukker = [\"C\"]"))
        .bytes("notes/r/C.toml", note("C", ""))
        .bytes("notes/r/pakker/p.toml", "titel = \"P\"\n");
    let inputs = files.inputs();
    let read = |changed: &BTreeMap<&str, String>| {
        let input = |input: &Input| {
            let bytes = changed
                .get(input.path.as_str())
                .map_or_else(|| input.bytes.clone(), |text| text.clone().into_bytes());
            Input { path: input.path.clone(), bytes }
        };
        Solved::new(Project::read(inputs.iter().map(input).collect()))
    };
    let (mut solved, mut checker) = (read(&BTreeMap::new()), Checker::default());
    let mut edits = 0;
    for path in ["notes/r/A.toml", "notes/r/B.toml", "notes/r/C.toml"] {
        let text = String::from_utf8(
            inputs.iter().find(|input| input.path == path).unwrap().bytes.clone(),
        )
        .unwrap();
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let file =
            solved.project().sources.iter().find(|(_, source)| source.path == path).unwrap().0;
        for without in 0..=lines.len() {
            let left: String = lines
                .iter()
                .enumerate()
                .filter(|(line, _)| *line != without)
                .map(|(_, line)| *line)
                .collect();
            let others = all(&solved);
            assert!(solved.replace(file, left.as_bytes()));
            let kept = others
                .iter()
                .zip(all(&solved))
                .filter(|(one, other)| Arc::ptr_eq(one, other))
                .count();
            assert_eq!(kept, others.len() - 1, "the others stay as they are solved");
            let (found, _) = checker.check(&solved, &Selection::All);
            let anew = read(&BTreeMap::from([(path, left)]));
            assert_eq!(
                reported(&solved, &found),
                reported(&anew, &check(&anew, &Selection::All)),
                "{path} without line {without}"
            );
            edits += 1;
        }
    }
    assert!(edits > 70, "{edits}");
}

#[test]
fn who_checks_once_keeps_no_solved_note_and_finds_the_same() {
    let (kept, once) = (real::project(REAL).solved(), real::project(REAL).solved());
    let (found, packs) = Checker::once().check(&once, &Selection::All);
    assert_eq!(reported(&once, &found), reported(&kept, &check(&kept, &Selection::All)));
    assert!(!packs.is_empty() && !packs[0].packed.members.is_empty());
    let place = 0;
    assert!(
        !Arc::ptr_eq(
            &once.solve_without_keeping(place).unwrap(),
            &once.solve_without_keeping(place).unwrap()
        ),
        "nothing is kept"
    );
    assert!(
        Arc::ptr_eq(&kept.solve_without_keeping(place).unwrap(), kept.at(place).unwrap()),
        "what is kept is taken"
    );
}

#[test]
fn what_others_depend_on_is_not_put_in_place() {
    let mut solved = real::project(REAL).solved();
    let municipality = solved.project().municipality.file;
    assert!(!solved.replace(municipality, b"navn = \"x\"\n"));
    let note = solved.project().notes[0].file;
    let large = vec![b' '; budgetnotat::limit::FILE.most + 1];
    assert!(!solved.replace(note, &large));
}

#[test]
fn what_is_cancelled_is_not_kept_and_can_be_asked_for_again() {
    let solved = real::project(REAL).solved();
    let cancel = Cancel::default();
    cancel.cancel();
    assert!(solved.solve(&Selection::All, &cancel).is_err());
    assert!(solved.solve(&Selection::All, &Cancel::default()).is_ok());
    let anew = real::project(REAL).solved();
    assert_eq!(
        reported(&solved, &check(&solved, &Selection::All)),
        reported(&anew, &check(&anew, &Selection::All))
    );
}

/// Twenty notes, each third of them with a total that is off, two with one id.
#[test]
fn what_is_found_on_many_threads_stands_in_one_order() {
    let mut files = Case::new();
    for number in 0..20 {
        let (id, total) = (format!("N{}", number.max(1)), if number % 3 == 0 { 8 } else { 7 });
        let text = format!(
            "id = \"{id}\"\ntitel = \"N\"\ntype = \"budgetnotat\"\nforvaltning = \"BIF\"\n\n[[afsnit]]\noverskrift = \"Ø\"\n\
             tekst = '''\nDer søges 7 t.kr. i 2020.\n\n{{{{ tabel(\"a\") }}}}\n'''\n\n[[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\n\
             titel = \"A\"\n\n[tabel.i_alt]\n2020 = {total}\n\n[[tabel.post]]\ntekst = \"x\"\nstyringsomraade = \"service\"\n\
             2020 = 5\n\n[[tabel.post]]\ntekst = \"y\"\nstyringsomraade = \"service\"\n2020 = 2\n"
        );
        files = files.bytes(&format!("notes/budget-2020/N{number}.toml"), text);
    }
    let on = |threads, mut checker: Checker, solve: bool| {
        let solved = files.solved().on_threads(threads);
        if solve {
            assert!(solved.solve(&Selection::All, &Cancel::default()).is_ok());
        }
        let first = checker.check(&solved, &Selection::All).0;
        let told_first = reported(&solved, &first);
        assert_eq!(told_first, reported(&solved, &checker.check(&solved, &Selection::All).0));
        told_first
    };
    let one = on(1, Checker::once(), false);
    assert!(one.iter().filter(|line| line.contains("kolonnesum")).count() > 6, "{one:#?}");
    for threads in [2, 3, 7] {
        assert_eq!(one, on(threads, Checker::once(), false));
        assert_eq!(one, on(threads, Checker::default(), true));
    }
}
