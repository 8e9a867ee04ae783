//! What a caseworker types wrong in a file: one finding for each slip, at its place, with its mend,
//! and all else read on.

use budgetnotat::project::Project;
use budgetnotat::text::Lang;

use crate::case::{Case, Outcome};

/// A table whose last post has another slip, which must be found whatever stands before it.
const REST: &str = "\n[[tabel.post]]\ntekst = \"B\"\n2020 = 1 000\n";

/// What is said of that other slip.
const OTHER: &str = "tal-mellemrum";

/// A note whose table has these lines in its head and in its first post.
fn note(head: &str, post: &str) -> String {
    format!(
        "[[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\ntitel = \"A\"\nalene = \"Kun her.\"\n{head}\n[[tabel.post]]\ntekst = \"A\"\n{post}\n{REST}"
    )
}

fn check(toml: &str) -> Outcome {
    Case::new().note("BI1", toml).check()
}

/// One finding of `rule` for this post, beside the other slip.
#[track_caller]
fn post(lines: &str, rule: &str) -> Outcome {
    check(&note("", lines)).only(&[rule, OTHER]).fails(rule)
}

/// One finding of `rule` for these lines of the table's head, beside the other slip.
#[track_caller]
fn head(lines: &str, rule: &str) -> Outcome {
    check(&note(lines, "2020 = 1")).only(&[rule, OTHER]).fails(rule)
}

/// A table of the type `tal` with these columns.
fn figures(columns: &str, rest: &str) -> String {
    format!(
        "[[tabel]]\nid = \"a\"\ntype = \"tal\"\ntitel = \"A\"\nalene = \"Kun her.\"\n{columns}\n{rest}"
    )
}

fn mend(outcome: &Outcome) -> Option<&str> {
    outcome.picked().replacement.as_deref()
}

#[test]
fn a_columns_year_that_is_none_is_said() {
    let toml = figures(
        "kolonner = [{ id = \"x\", tekst = \"X\", aar = 20 }]",
        "[[tabel.post]]\ntekst = \"A\"\nx = 1 000\n",
    );
    check(&toml)
        .only(&["forkert-slags", OTHER])
        .fails("forkert-slags")
        .points_at("20")
        .holds("fx 2020");
}

#[test]
fn a_figure_without_a_place_is_not_lost() {
    post("overskrift = true\n2020 = 7\n2021 = 8", "tal-uden-plads")
        .points_at("7")
        .holds("der står et tal i en mellemoverskrift");
    post("varig = true\n2020 = 1\ni_alt = 1", "tal-uden-plads").holds("posten er varig");
    let toml = note("varig = true", "2020 = 1\ni_alt = 1");
    check(&(toml + "i_alt = 2\n"))
        .only(&["tal-uden-plads", OTHER])
        .fails("tal-uden-plads")
        .holds("tabellen er varig");
    let toml = note("i_alt = { i_alt = 2 }", "varig = true\n2020 = 1");
    check(&toml)
        .only(&["tal-uden-plads", OTHER])
        .fails("tal-uden-plads")
        .points_at("2")
        .holds("en post er varig");
    let columns = "kolonner = [{ id = \"x\", tekst = \"X\" }, { id = \"p\", tekst = \"P\", sum = false }]\ni_alt = { p = 7 }";
    check(&figures(columns, "[[tabel.post]]\ntekst = \"A\"\nx = 1 000\np = 5\n"))
        .only(&["tal-uden-plads", OTHER])
        .fails("tal-uden-plads")
        .points_at("7")
        .holds("kolonnen `p` lægges ikke sammen");
}

#[test]
fn what_the_table_must_give_is_a_figure_like_the_others() {
    let case = |value: &str| check(&note(&format!("skal_give = {value}"), "2020 = 9_000"));
    assert_eq!(mend(&case("10.000").fails("tal-punktum").points_at("10.000")), Some("10_000"));
    case("1.5")
        .fails("for-mange-decimaler")
        .points_at("1.5")
        .holds("har 1 decimal, men tabellen har ingen");
}

#[test]
fn a_number_that_may_be_two_is_not_trusted() {
    post("2020 = 10,000", "tal-komma")
        .points_at("10,000")
        .holds("mente du 10_000? (komma er ikke tusindtalsskilletegn");
    post("2020 = 5 mia. kr.", "tal-tekst").points_at("5 mia. kr.").holds("i tabellens enhed");
    post("2020 = \"5 mia. kr.\"", "tal-tekst").holds("i tabellens enhed");
    // In a table of thousands the figure in millions is offered, and not trusted.
    let outcome = post("2020 = 5 mio. kr.", "tal-tekst").points_at("5 mio. kr.");
    assert_eq!(mend(&outcome.holds("mente du 5_000 (5 mio. kr.)?")), Some("5_000"));
    let outcome = post("2020 = 50 %", "tal-tekst");
    assert_eq!(mend(&outcome), None);
    let read = |outcome: &Outcome| outcome.project.notes[0].tables[0].posts[0].cells[0].amount();
    assert_eq!(read(&outcome), None);
    assert_eq!(read(&post("2020 = 10,000", "tal-komma")), None);
}

#[test]
fn a_misspelled_header_takes_nothing_along() {
    let whole = note("", "2020 = 1")
        + "\n[[afsnit]]\noverskrift = \"A\"\ntekst = '''\n{{ tabel(\"a\") }}\n'''\n";
    for (right, wrong, rule, mended) in [
        ("[[tabel]]", "[[tabl]]", "ukendt-noegle", "[[tabel]]"),
        ("[[tabel]]", "[tabel]", "forkert-slags", "[[tabel]]"),
        ("[[tabel]]", "[[tabel]", "syntaks", "[[tabel]]"),
        ("[[tabel.post]]", "[tabel.post]", "forkert-slags", "[[tabel.post]]"),
        ("[[tabel.post]]", "[[tabel post]]", "ukendt-noegle", "[[tabel.post]]"),
        ("[[tabel.post]]", "[[tabel.pst]]", "ukendt-noegle", "[[tabel.post]]"),
        ("[[tabel.post]]", "[[post]]", "ukendt-noegle", "[[tabel.post]]"),
        ("[[tabel.post]]", "”[[tabel.post]]", "syntaks", "[[tabel.post]]"),
        ("[[tabel.post]]", "[“tabel.post]]", "syntaks", "[[tabel.post]]"),
        ("[[tabel.post]]", "[[tabel.p“ost]]", "ukendt-noegle", "[[tabel.post]]"),
    ] {
        let outcome = check(&whole.replacen(right, wrong, 1))
            .only(&[rule, OTHER])
            .fails(rule)
            .points_at(wrong)
            .holds(mended);
        assert_eq!(mend(&outcome), Some(mended), "{wrong}");
    }
    let sections =
        "[[afsnt]]\noverskrift = \"A\"\ntekst = '''\n[[tabl]]\n'''\n\n[[sted]]\nadresse = Vej 1\n";
    check(sections)
        .only(&["ukendt-noegle", "forkert-slags", "anfoerselstegn"])
        .fails("forkert-slags")
        .holds("`sted` skal stå i enkelte klammer");
    let round = "titel = \"B\"\ndato = 2019-09-25\naar = [2020, 2021]\n\n[aftale]\nnavn = \"X\"\n\n[[aftaler]]\nnavn = Y\n";
    Case::new().round("budget-2020", round).note("BI1", "").check().only(&[
        "forkert-slags",
        "ukendt-noegle",
        "anfoerselstegn",
    ]);
}

#[test]
fn a_misspelled_key_is_not_missing_too() {
    let toml = "[[afsnit]]\noverskrft = \"A\"\ntekst = Tekst\n";
    let outcome = check(toml)
        .only(&["ukendt-noegle", "anfoerselstegn"])
        .fails("ukendt-noegle")
        .holds("mente du overskrift?");
    assert_eq!(outcome.project.notes[0].sections[0].heading.value, "A");
    let round = "titel = \"B\"\ndato = 2019-09-25\naarr = [2020, 2021]\n";
    Case::new()
        .round("budget-2020", round)
        .note("BI1", &note("", "2021 = 1"))
        .check()
        .only(&[OTHER, "ukendt-noegle"])
        .fails("ukendt-noegle")
        .holds("mente du aar?");
    let toml = figures(
        "kolonner = [{ id = \"service\", tekst = \"S\" }]",
        "[[tabel.post]]\ntekst = \"A\"\nservce = 1 000\n",
    );
    let outcome = check(&toml).only(&["ukendt-noegle", OTHER]);
    assert_eq!(outcome.project.notes[0].tables[0].posts[0].cells.len(), 1);
}

#[test]
fn a_long_text_with_wrong_ends_hides_nothing() {
    let text = |open: &str, close: &str| {
        format!(
            "[[afsnit]]\noverskrift = \"A\"\ntekst = {open}\nTekst med = og [x].\n{close}\n\n{}",
            note("", "2020 = 1")
        )
    };
    let placed = |open: &str, close: &str| {
        check(&text(open, close).replace("Tekst med", "{{ tabel(\"a\") }}\n\nTekst med"))
    };
    placed("'''", "'''").only(&[OTHER]);
    for (open, close, pointed) in [
        ("'''", "''' og mere", "og mere"),
        ("’’’", "’’’", "’’’"),
        ("’’’", "'''", "’’’"),
        ("```", "```", "```"),
        ("'=''", "'''", "'=''"),
        ("'''", "’’’", "'''"),
    ] {
        placed(open, close)
            .only(&["uafsluttet-tekst", OTHER])
            .fails("uafsluttet-tekst")
            .points_at(pointed);
    }
    placed("'''", "En linje med ''' i midten.\n'''")
        .only(&["uafsluttet-tekst", OTHER])
        .fails("uafsluttet-tekst")
        .holds("midt i teksten");
    let glued = text("", "'''").replace("tekst = \nTekst", "tekst = {{ tabel(\"a\") }}\n\nTekst");
    check(&glued)
        .only(&["uafsluttet-tekst", OTHER])
        .fails("uafsluttet-tekst")
        .holds("begynder ikke med");
    let unequal = text("'''", "'''").replace("= '''\nTekst", "'''\n{{ tabel(\"a\") }}\n\nTekst");
    check(&unequal).only(&["uafsluttet-tekst", OTHER]);
    let muddled = text("'''", "'''").replace("tekst = '''", "=ekst = '''");
    assert_eq!(check(&muddled).findings().iter().filter(|f| f.rule.name == "syntaks").count(), 1);
    placed("’’’", "").only(&["uafsluttet-tekst", OTHER]);
    placed("", "").only(&["uafsluttet-tekst", OTHER]);
}

#[test]
fn slips_within_brackets_are_mended_where_they_stand() {
    let range = |value: &str| check(&note("", &format!("2020 = 1\n2027-2032 = {value}")));
    range("{ aarligt = 9 198 }")
        .only(&[OTHER, OTHER])
        .fails(OTHER)
        .points_at("9 198")
        .holds("skriv 9_198");
    range("{ sum = −5 }").only(&["tal-minus", OTHER]).fails("tal-minus").points_at("−5");
    range("{ sum = 1,5 }").only(&["tal-komma", OTHER]).fails("tal-komma").points_at("1,5");
    range("{ aarligt = 1 198, antal = ukendt }")
        .only(&[OTHER, "tal-tekst", OTHER])
        .fails("tal-tekst")
        .points_at("ukendt");
    let share = "id = \"x\"\n2020 = 10\n\n[[tabel.post]]\ntekst = \"C\"\nandel = { af = \"x\", pct = 12,5 }";
    post(share, "tal-komma").points_at("12,5").holds("skriv 12.5");
    post(&share.replace("12,5", "50 %"), "tal-tekst").points_at("50 %").holds("skriv 50");
    head("i_alt = { tekst = ”Sum” }", "anfoerselstegn").points_at("”Sum”").holds("skriv \"Sum\"");
    let place = |list: &str| check(&format!("[sted]\nbydele = {list}\nadresse = Vej 1\n"));
    for (list, rule, pointed) in [
        ("[Valby, \"Indre By\"]", "anfoerselstegn", "Valby"),
        ("[\"Valby\" \"Indre By\"]", "syntaks", "\"Valby\" \"Indre By\""),
        ("[\n  \"Valby\",\n  ”Indre By”,\n]", "anfoerselstegn", "”Indre By”"),
        ("[\n  \"Valby\"\n  \"Indre By\",\n]", "syntaks", "\"Valby\""),
        ("[\n  \"Valby\",\n  \"Indre By\"", "syntaks", "bydele = ["),
    ] {
        let outcome = place(list).fails(rule).points_at(pointed);
        let words = |outcome: &Outcome| {
            outcome.project.notes[0].place.as_ref().map(|place| format!("{:?}", place.districts))
        };
        assert!(
            words(&outcome)
                .is_some_and(|all| all.contains("\"Valby\"") && all.contains("\"Indre By\"")),
            "{}",
            outcome.all()
        );
        let other = if rule == "anfoerselstegn" { 2 } else { 1 };
        assert_eq!(
            outcome.findings().iter().filter(|f| f.rule.name == "anfoerselstegn").count(),
            other,
            "{}",
            outcome.all()
        );
        assert_eq!(outcome.findings().len(), 2, "{}", outcome.all());
    }
    let columns =
        "kolonner = [\n  { id = \"x\", tekst = \"X\" },\n  { id = \"y\", tekst = ”Y” },\n]";
    check(&figures(columns, "[[tabel.post]]\ntekst = \"A\"\nx = 1 000\ny = 2\n"))
        .only(&["anfoerselstegn", OTHER])
        .fails("anfoerselstegn")
        .points_at("”Y”");
    for wrong in [
        "{ id = \"x\", tekst = \"X\",\n  { id = \"y\", tekst = \"Y\" },",
        "{ id = \"x\", tekst = \"X\" },\n  { id = \"y\", tekst = \"Y\",",
    ] {
        let columns = format!("kolonner = [\n  {wrong}\n]");
        check(&figures(&columns, "[[tabel.post]]\ntekst = \"A\"\nx = 1 000\ny = 2\n"))
            .only(&["syntaks", OTHER]);
    }
}

#[test]
fn what_is_plainly_meant_is_read_on() {
    let unit = |word: &str| {
        check(&note(&format!("enhed = \"{word}\""), "2020 = 1.5"))
            .only(&["ukendt-ord", OTHER])
            .fails("ukendt-ord")
    };
    unit("mio.kr.").holds("mente du mio. kr.?");
    unit("guld").holds("skriv et af ordene");
    let outcome = check(&note("enhed = \"t.kr.\"", "2020 = 1"))
        .fails("ukendt-ord")
        .holds("mente du 1.000 kr.?");
    assert_eq!(outcome.project.notes[0].tables[0].unit.name(), "1.000 kr.");
    check(&note("decimaler = \"1\"", "2020 = 1.5"))
        .only(&["forkert-slags", OTHER])
        .fails("forkert-slags")
        .holds("skriv 1 uden");
    let municipality =
        String::from_utf8(std::fs::read(crate::case::root().join("notes/kommune.toml")).unwrap())
            .unwrap();
    let at = municipality.find("til = 20").unwrap();
    let year = &municipality[at + 6..at + 10];
    let wrong = format!("{}til = \"{year}\"{}", &municipality[..at], &municipality[at + 10..]);
    Case::new()
        .municipality(&wrong)
        .note("BI1", "")
        .check()
        .only(&["forkert-slags"])
        .fails("forkert-slags")
        .holds(year);
    head("varig = \"ja\"", "forkert-slags").holds("skriv true uden anførselstegn");
    head("varig = truee", "syntaks").points_at("truee").holds("hjælp: skriv true");
    head("varig = måske", "syntaks").points_at("måske").holds("hjælp: skriv true eller false");
    check("dato = \"2019-09-13\"\n[sted]\nadresse = Vej 1\n")
        .only(&["forkert-slags", "anfoerselstegn"])
        .fails("forkert-slags")
        .holds("skriv 2019-09-13 uden");
}

#[test]
fn the_same_key_twice_is_reported_with_both_places() {
    let outcome = check(&note("", "2020 = 1\n\"2020\" = 2")).fails("dobbelt-noegle");
    assert_eq!(outcome.project.sources.slice(outcome.picked().labels[0].span), "2020");
    let outcome = check(&note("", "2020 = 1\n2027-2032 = { sum = 1, sum = 2 }"))
        .only(&["dobbelt-noegle", OTHER])
        .fails("dobbelt-noegle");
    assert_eq!(outcome.project.sources.slice(outcome.picked().labels[0].span), "sum");
    assert!(outcome.picked().labels[0].span < outcome.picked().primary.span);
}

#[test]
fn a_tables_key_after_its_posts_is_read_as_the_tables() {
    for lines in ["i_alt = false", "i_alt = { tekst = \"Sum\" }"] {
        post(&format!("2020 = 1\n{lines}"), "forkert-sted")
            .points_at("i_alt")
            .holds("flyt linjen op over tabellens første");
    }
    let toml = note("", "2020 = 1").replace("titel = \"A\"\n", "") + "titel = \"Sen\"\n";
    let outcome = check(&format!(
        "titel = \"N\"\nid = \"BI1\"\ntype = \"budgetnotat\"\nforvaltning = \"BIF\"\nudgave = \"2019\"\n{toml}"
    ));
    let outcome = outcome.only(&[OTHER, "forkert-sted"]);
    assert_eq!(
        outcome.project.notes[0].tables[0].title.as_ref().map(|t| t.value.as_str()),
        Some("Sen")
    );
    post("2020 = 1\nkategori = \"need to\"", "forkert-sted")
        .holds("flyt linjen op over filens første blok");
    head("2020 = 5\n2021 = 5", "forkert-sted")
        .points_at("2020")
        .holds("flyt linjen ned i en [[tabel.post]]");
}

#[test]
fn words_where_a_figure_should_stand() {
    for word in ["ukendt", "-", "ca. hundrede"] {
        let outcome =
            post(&format!("2020 = {word}"), "tal-tekst").points_at(word).holds("er ikke et tal");
        assert!(
            outcome.shown(outcome.picked(), Lang::Da).contains("mangler tallet, så slet linjen")
        );
        assert_eq!(mend(&outcome), None);
    }
    assert_eq!(mend(&post("2020 = (100)", "tal-tekst").holds("mente du -100?")), Some("-100"));
    assert_eq!(mend(&post("2020 = 5.", "syntaks")), Some("5"));
    let toml = figures(
        "kolonner = [{ id = \"x\", tekst = \"X\" }]",
        "[[tabel.post]]\ntekst = \"A\"\nx = ukendt\n",
    );
    check(&(toml + &REST.replace("2020", "x"))).only(&["tal-tekst", OTHER]);
}

#[test]
fn a_control_area_may_be_written_by_its_name() {
    let case = |value: &str| {
        check(&note("", &format!("styringsomraade = \"{value}\"\n2020 = 1"))).silent("ugyldigt-id")
    };
    case("Overførsler mv.");
    case("Service");
}

#[test]
fn dates_that_are_none() {
    let head = |lines: &str| check(&format!("{lines}\n[sted]\nadresse = Vej 1\n"));
    let outcome = head("revideret = 2019-02-30")
        .only(&["syntaks", "anfoerselstegn"])
        .fails("syntaks")
        .holds("findes ikke");
    assert_eq!(mend(&outcome), None);
    head("dato = 2019-09-13T12:00:00")
        .only(&["forkert-slags", "anfoerselstegn"])
        .fails("forkert-slags")
        .holds("har et klokkeslæt");
}

#[test]
fn files_saved_by_windows_are_read_on() {
    let toml = "titel = \"A – ø\"\nid = \"X1\"\ntype = \"budgetnotat\"\nforvaltning = \"BIF\"\nudgave = \"2019\"\n";
    let path = "notes/budget-2020/X1.toml";
    let ansi: Vec<u8> = toml
        .chars()
        .map(|c| if c == '–' { 0x96 } else { u8::try_from(u32::from(c)).unwrap() })
        .collect();
    let wide: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(toml.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for bytes in [ansi, wide] {
        let outcome = Case::new().bytes(path, bytes).check().only(&["tegnsaet"]);
        assert_eq!(outcome.project.notes[0].title.value, "A – ø");
    }
}

#[test]
fn columns_that_a_table_does_not_take_are_said_once() {
    let columns = "udledt_af = \"b\"\nkolonner = [{ id = \"x\", tekst = \"X\" }]";
    check(&note(columns, "2020 = 1\nx = 5"))
        .only(&["ukendt-tabel", "forkert-sted", OTHER])
        .fails("forkert-sted")
        .holds("har sine kolonner fra dem, den er lavet af");
}

#[test]
fn a_table_of_amounts_has_no_years() {
    let toml = note("", "beloeb = 1").replace("2020 = 1 000", "beloeb = 1 000");
    let outcome = check(&toml).only(&[OTHER]);
    assert_eq!(outcome.project.notes[0].tables[0].columns.len(), 1);
    let outcome = check(&note("", "beloeb = 1")).only(&[OTHER]);
    assert_eq!(outcome.project.notes[0].tables[0].columns.len(), 5);
}

#[test]
fn empty_texts_are_missing() {
    check(
        "titel = \"\"\nid = \"BI1\"\ntype = \"budgetnotat\"\nforvaltning = \"BIF\"\nudgave = \"2019\"\n[sted]\nadresse = Vej 1\n",
    )
    .only(&["manglende-noegle", "anfoerselstegn"])
    .fails("manglende-noegle")
    .points_at("\"\"")
    .holds("`titel` er tom");
    let toml = note("", "2020 = 1").replace("Kun her.", "");
    check(&toml).fails("manglende-noegle").holds("`alene` er tom");
    check("[eksekveringsparat]\nudvalgsbehandlet = \"\"\nkan_igangsaettes = \"\"\n").only(&[]);
}

#[test]
fn messages_tell_what_to_write() {
    let toml = figures(
        "kolonner = [{ id = \"x\", tekst = \"X\", decimaler = 1 }]",
        "[[tabel.post]]\ntekst = \"A\"\nx = 1.25\n",
    );
    check(&toml)
        .fails("for-mange-decimaler")
        .holds("har 2 decimaler, men kolonnen har 1")
        .holds("på kolonnen");
    head("tom = 5", "forkert-slags").holds("et af ordene \"blank\", \"0\", \"-\"");
    check("ref = \"BI2\"\n").fails("forkert-slags").holds("skriv [\"BI2\"]");
    post("andel = 50\n2020 = 1", "forkert-slags").holds("skriv andel = { af = \"…\", pct = 50 }");
    post("2020 = 1\n2027-2032 = {}", "forkert-slags").holds("skriv { sum = … }");
    let number = post("id = 5\n2020 = 1", "nummer-uden-anfoerselstegn");
    assert!(!number.shown(number.picked(), Lang::Da).contains("nuller"));
    check("titel = \"N\"\nid = \"BI1\"\ntype = \"budgetnotat\"\nforvaltning = \"BIF\"\nudgave = \"2019\"\n[[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\ntitel = \"A\"\n[[tabel.post]]\n2020 = 1\n")
        .fails("manglende-noegle")
        .holds("en post i `a` mangler");
}

#[test]
fn on_any_number_of_threads_the_same_is_read() {
    let case = (0..40).fold(Case::new(), |case, number| {
        case.note(&format!("BI{number}"), &note("", &format!("2020 = {number} 000")))
    });
    let read = |threads| {
        let project = Project::read_on(case.inputs(), threads);
        let reported = project.findings.iter().map(|finding| {
            (project.path(finding.primary.span.file).to_owned(), finding.message.da.clone())
        });
        let notes = project.notes.iter().map(|note| note.id.value.clone());
        (notes.collect::<Vec<_>>(), reported.collect::<Vec<_>>())
    };
    let (notes, reported) = read(1);
    assert_eq!((notes.len(), reported.len()), (40, 80));
    for threads in [0, 2, 3, 100] {
        assert_eq!(read(threads), (notes.clone(), reported.clone()), "{threads}");
    }
}
