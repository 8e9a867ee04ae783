//! Whatever bytes a file holds: findings, never a panic or a hang, and every finding at a place
//! that exists.
//!
//! Notes come from word processors, mail and old systems, half saved and half pasted. A panic would
//! take the other notes' findings down with it, and a wrong place sends the caseworker to the wrong
//! line. So three sorts of input are made up here: arbitrary bytes as any of the files, real notes
//! that somebody cut, doubled and mixed with what editors and people put in ([`TRAPS`]), and
//! arbitrary prose in an otherwise sound note. Each is read, checked, shown in every format and
//! language, and put on its page, as draft and not.
//!
//! What longer runs of the same found stands in the tests at the end, as small as it could be made.

use std::fs;
use std::path::Path;

use budgetnotat::audit;
use budgetnotat::diagnostic::Severity;
use budgetnotat::pack::selected;
use budgetnotat::project::{Input, Project};
use budgetnotat::register::NoteIds;
use budgetnotat::report::{self, Format, Style};
use budgetnotat::rule::{self, Selection};
use budgetnotat::solved::Solved;
use budgetnotat::text::Lang;
use budgetnotat::view;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::RngSeed;

use crate::reports;

/// A project's files: municipality, round, note and pack.
pub(crate) type Files = [Vec<u8>; 4];

const PATHS: [&str; 4] = [
    "notes/kommune.toml",
    "notes/budget-2020/runde.toml",
    "notes/budget-2020/BI8.toml",
    "notes/budget-2020/pakker/flere-skal-med.toml",
];

/// A head, to put prose and tables under.
pub(crate) const HEAD: &str = "id = \"BI8\"\ntitel = \"T\"\ntype = \"budgetnotat\"\nudgave = \"2019\"\nforvaltning = \"BIF\"\n";

/// A table, for prose to refer to.
pub(crate) const TABLE: &str = "
[[tabel]]
id = \"t\"
type = \"aktiviteter\"
titel = \"T\"

[[tabel.post]]
id = \"a\"
tekst = \"A\"
styringsomraade = \"service\"
2020 = 10
";

/// What is put into real notes, on a line of its own or in the middle of one.
pub(crate) const TRAPS: &[&str] = &[
    "'''",
    "\"\"\"",
    "\"",
    "'",
    "\n",
    "\r",
    "\r\n",
    "\0",
    "\u{feff}",
    "\u{2028}",
    "\u{202e}",
    "a\u{301}",
    "\u{e000}",
    "\u{e001}",
    "\u{e000}0\u{e001}",
    "\\",
    "\\u00e6",
    "[",
    "]]",
    "{",
    "=",
    "# '''",
    "[[tabel]]\n",
    "[tabel]\n",
    "[tabel.i_alt]\n",
    "[[tabel.post]]\n",
    "[[tabel.post.x]]\n",
    "tabel = []\n",
    "a.b.c = 1\n",
    "2020 = \n",
    "2020 = 1e999\n",
    "2020 = -0\n",
    "2020 = 0x10\n",
    "2020 = nan\n",
    "2020 = 12,5\n",
    "2020 = 10.000 kr.\n",
    "2020 = 1000000000000000\n",
    "2020 = 7.9228162514264337593543950335\n",
    "2020-2199 = { aarligt = 1000000000000000, antal = 4294967295 }\n",
    "\"9999/00\" = 5\n",
    "decimaler = 6\n",
    "id = \"a\"\n",
    "rest = true\n",
    "delsum = true\n",
    "sum_af = [\"a\", \"a\", \"-1000000000000000*a\"]\n",
    "andel = { af = \"a\", pct = 1000000000000000 }\n",
    "udledt_af = \"oekonomi\"\n",
    "finansierer = \"oekonomi\"\n",
    "skal_give = 0\n",
    "enhed = \"mia. kr.\"\n",
    "kolonner = [{ id = \"a\" }, { id = \"b\", sum_af = [\"b\", \"-0.5*a\"] }]\n",
    "[[afstemning]]\nled = [\"oekonomi\", \"-1000000000000000*bevillinger\"]\nfor_hver = [\"aar\", \"udvalg\"]\n",
    "[[afstemning]]\nled = [\"oekonomi\", \"-bevillinger\"]\nfor_hver = [\"post\"]\n",
    "[[afstemning]]\nled = [\"oekonomi[i_alt]\", \"-0.5*oekonomi[2020]\", \"bevillinger[2020]\"]\nfor_hver = [\"aar\", \"post\", \"post\"]\n",
    "titel = \"Foo\n",
    "titel = “Foo”\n",
    "[[tabel]\n",
    "{{",
    "}}",
    "{% x %}",
    "{{ oekonomi.sagsstammer[2020] | mio }}",
    "{{ ref(\"oekonomi\") }}",
    "{{ oekonomi.æ[2020] }}",
    "\n\n{{ tabel(\"oekonomi\") }}\n\n",
    "[^1]",
    "\n[^1]: x\n",
    "\n- - - - - - - - - - - - - - - - x\n",
    "\n> > > > > > > > > > > > > > > > x\n",
    "notater = [\"BI8\", \"BI8\"]\n",
    "udvalg = [\"BIU\", \"\"]\n",
    "taelles_ikke = [\"BI8\"]\n",
    "raekkefoelge = \"beloeb\"\n",
    "dele = []\n",
    "[[valg]]\nnotat = \"BI8\"\nvalg = \"A\"\n",
    "[[ramme]]\nnavn = \"R\"\nstyringsomraade = \"alle\"\nkilde = \"K\"\n2020 = -999999999999999\n",
    "[[prisfaktor]]\naar = 2020\nfaktor = 0\nkilde = \"K\"\n",
    "prisniveau = 2019\n",
    "{{ udvalg[\"BIU\"][2020] | mio }}",
    "\n| a |\n|---|\n| {{ tabel(\"oekonomi\") }} |\n",
];

/// The repository's own files: BI8 with its round and municipality.
pub(crate) fn real() -> Files {
    PATHS.map(|path| fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path))
}

/// One thing that happens to a file: at a place, with a length, a trap and another place.
#[derive(Clone, Debug)]
enum Change {
    Flip(Index, u8),
    Cut(Index, usize),
    Insert(Index, &'static str),
    InsertLine(Index, &'static str),
    DropLines(Index, usize),
    Repeat(Index, usize, Index),
    Value(Index, &'static str),
    Latin1,
    WindowsLineEnds,
    Truncate(Index),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    let trap = || select(TRAPS);
    prop_oneof![
        1 => (at(), any::<u8>()).prop_map(|(at, with)| Change::Flip(at, with)),
        1 => (at(), 1_usize..40).prop_map(|(at, length)| Change::Cut(at, length)),
        4 => (at(), trap()).prop_map(|(at, trap)| Change::Insert(at, trap)),
        6 => (at(), trap()).prop_map(|(at, trap)| Change::InsertLine(at, trap)),
        2 => (at(), 1_usize..6).prop_map(|(at, lines)| Change::DropLines(at, lines)),
        2 => (at(), 1_usize..12, at()).prop_map(|(at, lines, to)| Change::Repeat(at, lines, to)),
        3 => (at(), trap()).prop_map(|(at, trap)| Change::Value(at, trap)),
        1 => Just(Change::Latin1),
        1 => Just(Change::WindowsLineEnds),
        1 => at().prop_map(Change::Truncate),
    ]
}

/// Does `change` to a file.
fn apply(bytes: &mut Vec<u8>, change: &Change) {
    let mut lines: Vec<Vec<u8>> =
        bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let line = |at: &Index| at.index(lines.len() + 1);
    match change {
        Change::Flip(at, with) if !bytes.is_empty() => {
            let at = at.index(bytes.len());
            bytes[at] ^= with;
        }
        Change::Cut(at, length) => {
            let at = at.index(bytes.len() + 1);
            bytes.drain(at..bytes.len().min(at + length));
        }
        Change::Insert(at, trap) => {
            let at = at.index(bytes.len() + 1);
            bytes.splice(at..at, trap.bytes());
        }
        Change::InsertLine(at, trap) => {
            let at = line(at);
            lines.insert(at, trap.as_bytes().to_vec());
            *bytes = lines.concat();
        }
        Change::DropLines(at, count) => {
            let at = line(at);
            lines.drain(at..lines.len().min(at + count));
            *bytes = lines.concat();
        }
        Change::Repeat(at, count, to) => {
            let (at, to) = (line(at), line(to));
            let block: Vec<_> = lines[at..lines.len().min(at + count)].to_vec();
            lines.splice(to..to, block);
            *bytes = lines.concat();
        }
        Change::Value(at, trap) => {
            let at = line(at).min(lines.len().saturating_sub(1));
            if let Some(line) = lines.get_mut(at)
                && let Some(equals) = line.iter().position(|byte| *byte == b'=')
            {
                line.truncate(equals + 1);
                line.extend(trap.bytes());
                line.push(b'\n');
            }
            *bytes = lines.concat();
        }
        Change::Latin1 => *bytes = latin1(bytes),
        Change::WindowsLineEnds => {
            *bytes = String::from_utf8_lossy(bytes).replace('\n', "\r\n").into_bytes();
        }
        Change::Truncate(at) => bytes.truncate(at.index(bytes.len() + 1)),
        Change::Flip(..) => {}
    }
}

/// The text as an old editor saves it.
fn latin1(bytes: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(bytes)
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?'))
        .collect()
}

/// Reads, checks, shows and lays out a project, and holds every finding against the files.
pub(crate) fn survives(files: &Files) {
    let inputs = PATHS
        .iter()
        .zip(files)
        .map(|(path, bytes)| Input { path: (*path).to_owned(), bytes: bytes.clone() });
    let solved = Solved::new(Project::read(inputs.collect()));
    let project = solved.project();
    let checked = rule::check(&solved, &Selection::All);
    for finding in &checked.findings {
        let name = finding.rule.name;
        assert!(
            !finding.message.da.is_empty() && !finding.message.en.is_empty(),
            "{name} says nothing"
        );
        for label in std::iter::once(&finding.primary).chain(&finding.labels) {
            let source = project.sources.get(label.span.file).expect("a finding is in a file");
            let range = label.span.range();
            assert!(
                source.text.get(range.clone()).is_some(),
                "{name} points at {range:?}, which is no text of {}",
                source.path
            );
            let (start, end) = (source.position(range.start), source.position(range.end));
            assert!(
                start <= end && end.line <= source.line_count(),
                "{name} has no line and column"
            );
        }
    }
    let keys: Vec<_> =
        checked.findings.iter().map(|finding| (finding.primary.span, finding.rule.name)).collect();
    assert!(keys.is_sorted(), "findings are not in source order");
    for lang in [Lang::Da, Lang::En] {
        for format in [Format::Human, Format::Short, Format::Json]
            .into_iter()
            .chain(reports::FORMATS.map(|(format, _)| format))
        {
            let shown = report::render(
                &checked,
                &project.sources,
                Style { format, lang, width: Some(80), ..Style::default() },
            );
            assert!(shown.ends_with('\n'));
            reports::is_whole(&shown, format, &checked);
        }
    }
    // What `check` finds no error in is printed as it adds up.
    let broken = checked.findings.iter().any(|finding| finding.severity() == Severity::Error);
    for note in &project.notes {
        for draft in [true, false] {
            let page = view::page(&solved, note, draft).expect("a note has a round");
            assert_eq!(page.draft, draft);
            let round = project.round(note).expect("a note has a round");
            let audit = audit::note(note, &project.municipality, round, &page);
            let text = || project.sources.get(note.file).map_or("", |source| &source.text);
            assert!(broken || audit.breaches.is_empty(), "{:#?}\n{}", audit.breaches, text());
        }
    }
    for pack in selected(&solved, &Selection::All) {
        let (packed, round) = (&pack.packed, pack.packed.round);
        let page = view::pack::page(project, packed, pack.overview(), &NoteIds::default(), None);
        let notes: Vec<_> = project.notes_of(&packed.pack.round).map(|(_, note)| note).collect();
        let audit = audit::pack(
            packed.pack,
            &project.municipality,
            round,
            &notes,
            &page,
            &packed.money(),
            &[],
        );
        assert!(broken || audit.breaches.is_empty(), "{:#?}", audit.breaches);
        assert!(page.frames.len() <= round.frames.len());
    }
}

/// The same inputs in each run, so that a failure is everybody's; nothing is written beside the
/// tests.
pub(crate) fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(2020),
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn arbitrary_bytes_as_any_file(bytes in prop::collection::vec(any::<u8>(), 0..400), which in 0_usize..4) {
        let mut files = [b"navn = \"K\"\n".to_vec(), b"titel = \"R\"\naar = [2020]\n".to_vec(), HEAD.as_bytes().to_vec(), b"titel = \"P\"\n".to_vec()];
        files[which] = bytes;
        survives(&files);
    }

    #[test]
    fn arbitrary_toml_words(words in prop::collection::vec(select(TRAPS), 0..40)) {
        let mut files = real();
        files[2] = words.concat().into_bytes();
        survives(&files);
    }

    #[test]
    fn arbitrary_prose(prose in prop::collection::vec(prop_oneof![select(TRAPS).prop_map(str::to_owned), ".{0,12}"], 0..30), quote in 0_usize..3) {
        let quote = ["'''", "\"\"\"", "\""][quote];
        let prose = prose.concat();
        let text = format!("{HEAD}\n[[afsnit]]\noverskrift = \"A\"\ntekst = {quote}{prose}\n{{{{ tabel(\"t\") }}}}{quote}\n{TABLE}");
        let mut files = real();
        files[2] = text.into_bytes();
        survives(&files);
    }
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn a_real_project_with_changes(changes in prop::collection::vec((prop_oneof![1 => 0_usize..2, 4 => Just(2), 2 => Just(3)], change()), 1..8)) {
        let mut files = real();
        for (file, change) in &changes {
            apply(&mut files[*file], change);
        }
        survives(&files);
    }
}

/// A note of [`HEAD`] and `rest`.
fn note_survives(rest: &str) {
    let mut files = real();
    files[2] = format!("{HEAD}{rest}").into_bytes();
    survives(&files);
}

#[test]
fn a_table_placed_in_its_own_note_or_cell_is_not_laid_out_for_ever() {
    let section = "[[afsnit]]\noverskrift = \"A\"\ntekst = '''\n{{ tabel(\"t\") }}\n'''\n";
    let own_note = TABLE.replace("[[tabel.post]]", "note = '{{ tabel(\"t\") }}'\n\n[[tabel.post]]");
    note_survives(&format!("{section}{own_note}"));
    let cell = "[[tabel]]\nid = \"t\"\ntype = \"tekst\"\ntitel = \"T\"\nkolonner = [{ id = \"a\" }]\n\n[[tabel.post]]\na = '{{ tabel(\"t\") }}'\n";
    note_survives(&format!("{section}{cell}"));
}

#[test]
fn places_hold_when_a_line_is_given_up() {
    note_survives(
        "t='''\ne=\"\"\n\n[^: Evaluering, 2017\n[]: Politiske instrumenter på området, æ",
    );
}

#[test]
fn an_escape_that_is_none_before_a_wide_letter_keeps_places() {
    note_survives("[afsnit\ntekst=\"\"\"\n\\æ\n{{t}}\"");
}

#[test]
fn weights_too_large_to_subtract_are_no_panic() {
    note_survives(
        "
[[tabel]]
id = \"t\"
type = \"tal\"
titel = \"T\"
kolonner = [{ id = \"a\" }, { id = \"b\" }, { id = \"c\", sum_af = [\"500000000000000*a\", \"-500000000000000*b\"] }]
i_alt = false

[[tabel.post]]
id = \"p\"
tekst = \"P\"
a = 1

[[tabel.post]]
id = \"s\"
tekst = \"S\"
sum_af = [\"100000000000000*p\"]
c = 5
",
    );
}

/// A table of these posts.
fn posts(posts: &str) -> String {
    format!(
        "[[tabel]]\nid = \"t\"\ntype = \"tal\"\ntitel = \"T\"\nkolonner = [{{ id = \"a\", tekst = \"A\" }}]\n{posts}"
    )
}

/// Words of hundreds of thousands of letters, each perhaps a slip of the other: measuring them
/// would fill the memory.
#[test]
fn words_too_long_to_be_slips_are_not_measured() {
    let (name, slip) = ("a".repeat(300_000), "a".repeat(299_999));
    note_survives(&posts(&format!(
        "[[tabel.post]]\nid = \"{name}\"\na = 1\n[[tabel.post]]\nid = \"s\"\nsum_af = [\"{slip}b\"]\n"
    )));
}

/// A circle of as many posts as a note can have: each waits on all.
#[test]
fn a_circle_of_thousands_of_posts_is_walked_once() {
    let circle: String = (0..4_000).fold(String::new(), |all, n| {
        all + &format!("[[tabel.post]]\nid = \"p{n}\"\nsum_af = [\"p{}\"]\n", (n + 1) % 4_000)
    });
    note_survives(&posts(&circle));
}

/// Lines that each may begin a text, in a file that the parser refuses: the rest of the file is not
/// looked at for each of them.
#[test]
fn a_long_file_of_slips_is_not_gone_through_for_each_of_them() {
    note_survives(&"2020 = 1,5\n".repeat(20_000));
}

/// The fuzzer's: a place among the returns that end a line lay outside of the lines that were
/// shown.
#[test]
fn a_line_that_ends_in_several_returns_can_be_shown() {
    note_survives(
        "\n[[t]\nid = \"i\"\n\n[[tabel.post]]\r\r\r\r\r\ntekst = \"Mentorindsats\"\n2020 = 14_300\n",
    );
}
