//! `budgetnotat merge-driver`: two changed notes become one; nothing is lost, nothing is made up.

use std::fs;

use budgetnotat::key::Section;
use budgetnotat::layout::format;
use budgetnotat::merge::{MARKS, Merged, merge};

use crate::case::root;
use crate::desk::{BI8, BI25, Desk};

const BS2: &str = "tests/projekter/vestby/notes/budget-2027/BS2.toml";

pub(crate) fn note(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

fn slip(text: &str, old: &str, new: &str) -> String {
    assert!(text.contains(old), "{old}");
    text.replacen(old, new, 1)
}

pub(crate) fn merged(base: &str, ours: &str, theirs: &str) -> (String, Vec<String>) {
    let Merged { bytes, conflicts, by_line } =
        merge(base.as_bytes(), ours.as_bytes(), theirs.as_bytes(), Section::Note, MARKS);
    assert_eq!(by_line, None);
    (
        String::from_utf8(bytes).unwrap(),
        conflicts.iter().map(|conflict| conflict.message().da).collect(),
    )
}

#[test]
fn neighbouring_figures_of_one_post_are_both_taken() {
    let base = note(BI8);
    let ours = slip(&base, "2020 = 10_000", "2020 = 10_500  # ny pris");
    let theirs = slip(&base, "2021 = 10_000", "2021 = 9_500");
    let both = slip(&ours, "2021 = 10_000", "2021 = 9_500");
    assert_eq!(merged(&base, &ours, &theirs), (both.clone(), vec![]));
    assert_eq!(merged(&base, &theirs, &ours), (both, vec![]));
}

#[test]
fn the_same_figure_changed_twice_is_a_conflict_and_the_rest_is_merged() {
    let base = note(BI8);
    let ours = slip(&base, "2020 = 10_000", "2020 = 10_500");
    let theirs =
        slip(&slip(&base, "2020 = 10_000", "2020 = 10_400"), "2021 = 10_000", "2021 = 9_500");
    let (text, reported) = merged(&base, &ours, &theirs);
    assert_eq!(
        reported,
        ["tabel oekonomi, post sagsstammer, 2020: før 10_000, vores 10_500, deres 10_400"]
    );
    let marked =
        "<<<<<<< vores\n2020 = 10_500\n=======\n2020 = 10_400\n>>>>>>> deres\n2021 = 9_500\n";
    assert_eq!(text, slip(&base, "2020 = 10_000\n2021 = 10_000\n", marked));
    // Written in another way, it is the same figure.
    let theirs = slip(&base, "2020 = 10_000", "2020   = 10500");
    assert_eq!(merged(&base, &ours, &theirs), (ours, vec![]));
}

#[test]
fn removed_here_and_changed_there_is_a_conflict() {
    let base = note(BI8);
    let post = base.find("[[tabel.post]]\nid = \"tvaerfaglig\"").unwrap();
    let next = base.find("[[tabel.post]]\nid = \"social_sundhed\"").unwrap();
    let ours = base[..post].to_owned() + &base[next..];
    let theirs = slip(&base, "2021 = 1_800", "2021 = 1_900");
    let (text, reported) = merged(&base, &ours, &theirs);
    assert_eq!(reported.len(), 1);
    assert!(
        reported[0].starts_with(
            "tabel oekonomi, post tvaerfaglig: før en tekst på flere linjer, vores slettet, deres"
        ),
        "{}",
        reported[0]
    );
    assert!(
        text.contains("<<<<<<< vores\n=======\n\n[[tabel.post]]\nid = \"tvaerfaglig\"\n")
            || text.contains("<<<<<<< vores\n=======\n[[tabel.post]]\nid = \"tvaerfaglig\"\n"),
        "{text}"
    );
    assert!(text.contains("2021 = 1_900\n>>>>>>> deres\n"), "{text}");
    // Removed by one and left alone by the other, it is gone.
    assert_eq!(merged(&base, &ours, &base), (ours.clone(), vec![]));
    let elsewhere = slip(&base, "2021 = 1_200", "2021 = 1_300");
    assert_eq!(
        merged(&base, &ours, &elsewhere),
        (slip(&ours, "2021 = 1_200", "2021 = 1_300"), vec![])
    );
    let line = slip(&base, "2021 = 1_800\n", "");
    let (_, reported) = merged(&base, &line, &theirs);
    assert_eq!(
        reported,
        ["tabel oekonomi, post tvaerfaglig, 2021: før 1_800, vores slettet, deres 1_900"]
    );
}

#[test]
fn posts_and_tables_are_added_moved_and_removed() {
    let base = note(BI25);
    let drift =
        "\n[[tabel.post]]\nid = \"drift\"\ntekst = \"Drift\"\nforvaltning = \"BIF\"\n2016 = 100\n";
    let kurser =
        "\n[[tabel.post]]\nid = \"kurser\"\ntekst = \"Kurser\"\nforvaltning = \"SUF\"\n2016 = 50\n";
    let end = "2018 = 150\n2019 = 0\n";
    let ours = slip(&base, end, &format!("{end}{drift}"));
    let theirs = slip(&slip(&base, end, &format!("{end}{kurser}")), "2016 = 150\n", "2016 = 175\n");
    let both =
        slip(&slip(&base, end, &format!("{end}{drift}{kurser}")), "2016 = 150\n", "2016 = 175\n");
    assert_eq!(merged(&base, &ours, &theirs), (both, vec![]));
    // Both have made a post of the same name: their figures are held against each other.
    let theirs =
        slip(&base, end, &format!("{end}{}", drift.replace("2016 = 100", "2016 = 110\n2017 = 5")));
    let (text, reported) = merged(&base, &ours, &theirs);
    assert_eq!(
        reported,
        ["tabel serviceudgifter, post drift, 2016: før ikke skrevet, vores 100, deres 110"]
    );
    assert!(text.contains("2017 = 5\n"), "{text}");
    // One moves a table, the other changes a figure in it.
    let at = base.find("[[tabel]]\nid = \"fordeling\"").unwrap();
    let first = base.find("[[tabel]]\nid = \"effekter\"").unwrap();
    let moved = format!(
        "{}{}\n{}",
        &base[..first],
        &base[at..],
        base[first..at].trim_end_matches('\n').to_owned() + "\n"
    );
    let theirs = slip(&base, "2016 = 3_700", "2016 = 3_800");
    let expected = slip(&moved, "2016 = 3_700", "2016 = 3_800");
    let trimmed = |(text, reported): (String, Vec<String>)| {
        (text.split_whitespace().map(str::to_owned).collect::<Vec<_>>(), reported)
    };
    assert_eq!(trimmed(merged(&base, &moved, &theirs)), trimmed((expected.clone(), vec![])));
    assert_eq!(trimmed(merged(&base, &theirs, &moved)), trimmed((expected, vec![])));
}

/// Twelve schools have posts of the same five texts, without ids: what tells them apart is where
/// they stand.
#[test]
fn posts_without_ids_are_known_by_what_they_say_and_where_they_stand() {
    let base = note(BS2);
    let heading = "[[tabel.post]]\noverskrift = true\ntekst = \"Fjordskolen\"\n";
    let school = "[[tabel.post]]\noverskrift = true\ntekst = \"Engskolen\"\n\n[[tabel.post]]\ntekst = \"Lærertid i indskolingen\"\n2027 = 5\n\n\
                  [[tabel.post]]\ntekst = \"Pædagogtid\"\n2027 = 6\n\n[[tabel.post]]\ndelsum = true\ntekst = \"Engskolen i alt\"\n\n";
    let ours = slip(&base, heading, &format!("{school}{heading}"));
    // Figures of Fjordskolen and of the last school, and a text.
    let change = |text: &str| {
        let text = slip(
            text,
            "2027 = 450\n2028 = 525\n2029 = 350\n2030 = 225",
            "2027 = 455\n2028 = 525\n2029 = 350\n2030 = 230",
        );
        let text = slip(&text, "2027 = 150\n2028 = 475", "2027 = 155\n2028 = 475");
        slip(&text, "Pædagogtid\"\n2027 = 550", "Pædagogtid (nyt)\"\n2027 = 550")
    };
    assert_eq!(merged(&base, &ours, &change(&base)), (change(&ours), vec![]));
    assert_eq!(merged(&base, &change(&base), &ours), (change(&ours), vec![]));
}

#[test]
fn the_only_post_of_a_table_is_the_same_one_however_much_of_it_is_changed() {
    let post = |text: &str, figures: [u32; 2]| {
        let [first, last] = figures;
        format!(
            "[[tabel]]\nid = \"t\"\n\n[[tabel.post]]\ntekst = \"{text}\"\n2020 = {first}\n2021 = {last}\n"
        )
    };
    let (base, ours) = (post("Løn", [1, 2]), post("Drift", [3, 4]));
    let (_, reported) = merged(&base, &ours, &post("Andet", [5, 2]));
    assert_eq!(
        reported,
        [
            "tabel t, post Drift, tekst: før \"Løn\", vores \"Drift\", deres \"Andet\"",
            "tabel t, post Drift, 2020: før 1, vores 3, deres 5",
        ]
    );
}

#[test]
fn prose_is_merged_by_line() {
    let base = note(BI8);
    let ours = slip(&base, "Fra 2015 til 2019 er", "Fra 2014 til 2019 er");
    let theirs = slip(&base, "På trods af de gode resultater", "Trods de gode resultater");
    let both = slip(&ours, "På trods af de gode resultater", "Trods de gode resultater");
    assert_eq!(merged(&base, &ours, &theirs), (both, vec![]));
    let theirs = slip(&base, "Fra 2015 til 2019 er", "Fra 2013 til 2019 er");
    let (text, reported) = merged(&base, &ours, &theirs);
    assert_eq!(
        reported,
        [
            "afsnit Baggrund, tekst: før en tekst på flere linjer, vores en tekst på flere linjer, deres en tekst på flere linjer"
        ]
    );
    assert_eq!(text.matches("<<<<<<< vores\nFra 2014").count(), 1, "{text}");
    assert!(text.contains("=======\nFra 2013"), "{text}");
}

#[test]
fn comments_come_along_and_the_layout_of_ours_stays() {
    let base = note(BI8);
    let ours = slip(&base, "2020 = 10_000", "# regnet med 30 årsværk\n2020   =  10000")
        .replace('\n', "\r\n");
    let theirs = slip(
        &slip(&base, "2020 = 10_000", "# se regnearket\n2020 = 10_250"),
        "2021 = 1_800",
        "2021 = 1_800  # som i 2020",
    );
    let (text, reported) = merged(&base, &ours, &theirs);
    assert_eq!(reported, Vec::<String>::new());
    assert!(
        text.contains("# regnet med 30 årsværk\r\n# se regnearket\r\n2020 = 10_250\r\n"),
        "{text}"
    );
    assert!(
        text.contains("2021 = 1_800  # som i 2020\r\n") && !text.replace("\r\n", "").contains('\n'),
        "{text}"
    );
}

/// A comment above a post is about that post: it goes when its post does, and no other comment goes
/// along.
#[test]
fn a_post_that_is_deleted_takes_its_own_comment_and_leaves_the_next_ones() {
    let post = |id: &str, figure: u32| {
        format!(
            "# {id} er aftalt med SUF\n[[tabel.post]]\nid = \"{id}\"\ntekst = \"{id}\"\n2020 = {figure}\n"
        )
    };
    let table = "[[tabel]]\nid = \"t\"\ntype = \"aktiviteter\"\ntitel = \"T\"\n";
    let note = |posts: &[String]| format!("id = \"X\"\n\n{table}\n{}", posts.join("\n"));
    let (drift, kurser, leje) = (post("drift", 10), post("kurser", 20), post("leje", 30));
    let base = note(&[drift.clone(), kurser.clone(), leje.clone()]);
    let without = note(&[drift.clone(), leje.clone()]);
    assert_eq!(format(&without, Section::Note).unwrap().matches("er aftalt med").count(), 2);
    assert!(
        format(&without, Section::Note)
            .unwrap()
            .contains("\n# leje er aftalt med SUF\n[[tabel.post]]\nid = \"leje\"")
    );
    // Deleted by one, and the next one changed by the other.
    let changed = note(&[drift.clone(), kurser, post("leje", 31)]);
    let both = note(&[drift.clone(), post("leje", 31)]);
    assert_eq!(merged(&base, &without, &changed), (both.clone(), vec![]));
    assert_eq!(merged(&base, &changed, &without), (both, vec![]));
    // The first one and the last one too.
    assert_eq!(merged(&base, &note(std::slice::from_ref(&leje)), &base), (note(&[leje]), vec![]));
    assert_eq!(merged(&base, &base, &note(std::slice::from_ref(&drift))), (note(&[drift]), vec![]));
}

#[test]
fn what_is_no_toml_is_merged_by_line() {
    let base = note(BI8);
    let ours = slip(&base, "2020 = 10_000", "2020 = 10.000 kr.");
    let theirs = slip(&base, "2021 = 1_200", "2021 = 1_300");
    let merge = |theirs: &[u8]| merge(base.as_bytes(), ours.as_bytes(), theirs, Section::Note, 9);
    let merged = merge(theirs.as_bytes());
    assert!(merged.by_line.unwrap().da.contains("i vores udgave kan ikke læses"));
    assert_eq!(
        (merged.bytes, merged.conflicts),
        (slip(&ours, "2021 = 1_200", "2021 = 1_300").into_bytes(), vec![])
    );
    let theirs = slip(&base, "2020 = 10_000", "2020 = 11_000");
    let marked = String::from_utf8(merge(theirs.as_bytes()).bytes).unwrap();
    assert!(
        marked.contains(
            "<<<<<<<<< vores\n2020 = 10.000 kr.\n=========\n2020 = 11_000\n>>>>>>>>> deres\n"
        ),
        "{marked}"
    );
    let changed = slip(&base, "2020 = 10_000", "2020 = 11_000");
    let latin = budgetnotat::merge::merge(
        base.as_bytes(),
        changed.as_bytes(),
        b"titel = \"\xe6\"\n",
        Section::Note,
        MARKS,
    );
    assert!(latin.by_line.unwrap().da.contains("deres udgave er ikke gemt som UTF-8"));
    assert!(latin.bytes.windows(3).any(|part| part == b"\"\xe6\""));
}

/// Two that are each in order, and together are not.
#[test]
fn the_same_block_written_in_two_ways_is_merged_by_line() {
    let (base, ours, theirs) = (
        "id = \"A\"\n",
        "id = \"A\"\nsted = { bydele = \"alle\" }\n",
        "id = \"A\"\n\n[sted]\nbydele = \"alle\"\n",
    );
    let merged = merge(base.as_bytes(), ours.as_bytes(), theirs.as_bytes(), Section::Note, MARKS);
    assert!(merged.by_line.is_some() && merged.conflicts.len() == 1);
}

/// What is far above a note is not searched for ever: it is merged by line, or is a conflict whole,
/// and nothing is lost.
#[test]
fn what_no_note_is_like_is_not_searched_for_ever() {
    let posts = |figure: &dyn Fn(usize) -> usize, count| {
        let posts =
            (0..count).map(|at| format!("[[tabel.post]]\ntekst = \"x\"\n2020 = {}\n", figure(at)));
        format!("[[tabel]]\nid = \"t\"\n{}", posts.collect::<String>())
    };
    let merge = |base: &str, ours: &str, theirs: &str| {
        merge(base.as_bytes(), ours.as_bytes(), theirs.as_bytes(), Section::Note, MARKS)
    };
    let base = posts(&|at| at, 300);
    let by_line = merge(
        &base,
        &posts(&|at| at + usize::from(at < 200), 300),
        &posts(&|at| at + 2 * usize::from(at > 100), 300),
    );
    assert!(by_line.by_line.unwrap().da.contains("mange poster har hverken id"));
    let (base, ours, theirs) =
        (posts(&|at| at, 5_000), posts(&|at| at + 1, 5_000), posts(&|at| at + 2, 5_000));
    let whole = merge(&base, &ours, &theirs);
    assert_eq!(
        String::from_utf8(whole.bytes).unwrap(),
        format!("<<<<<<< vores\n{ours}=======\n{theirs}>>>>>>> deres\n")
    );
    assert_eq!(whole.conflicts[0].message().da, "linjer, som mærkerne viser");
}

#[test]
fn git_merges_two_branches_that_change_neighbouring_lines() {
    let desk = Desk::new(".");
    let git = |args: &[&str]| desk.git(args);
    let change = |old: &str, new: &str| {
        let text = fs::read_to_string(desk.path(BI8)).unwrap();
        fs::write(desk.path(BI8), slip(&text, old, new)).unwrap();
        assert_eq!(git(&["commit", "-qam", new]).0, Some(0));
    };
    // The lines of the guide, with the program of this test.
    let guide = fs::read_to_string(root().join("docs/fletning.md")).unwrap();
    let line = guide
        .lines()
        .find_map(|line| line.strip_prefix("git config merge.budgetnotat.driver "))
        .unwrap()
        .trim_matches('"');
    let driver =
        line.replacen("budgetnotat", &format!("'{}'", env!("CARGO_BIN_EXE_budgetnotat")), 1);
    let attributes = guide.lines().find(|line| line.ends_with("merge=budgetnotat")).unwrap();
    fs::write(desk.path(".gitattributes"), format!("{attributes}\n")).unwrap();
    for args in [
        &["init", "-q", "-b", "main"][..],
        &["config", "merge.budgetnotat.driver", &driver],
        &["add", "."],
        &["commit", "-qm", "base"],
        &["branch", "anden"],
    ] {
        assert_eq!(git(args).0, Some(0), "{args:?}");
    }
    change("2020 = 10_000", "2020 = 10_500");
    assert_eq!(git(&["checkout", "-q", "anden"]).0, Some(0));
    change("2021 = 10_000", "2021 = 9_500");
    assert_eq!(git(&["checkout", "-q", "main"]).0, Some(0));
    let (status, reported) = git(&["merge", "-q", "--no-edit", "anden"]);
    assert_eq!(status, Some(0), "{reported}");
    assert!(fs::read_to_string(desk.path(BI8)).unwrap().contains("2020 = 10_500\n2021 = 9_500\n"));
    // The same figure, in two ways.
    change("2020 = 1_800", "2020 = 1_900");
    assert_eq!(git(&["checkout", "-q", "anden"]).0, Some(0));
    change("2020 = 1_800", "2020 = 1_700");
    let (status, reported) = git(&["merge", "-q", "--no-edit", "main"]);
    assert_eq!(status, Some(1), "{reported}");
    assert!(
        reported.contains(
            "notes/budget-2020/BI8.toml: tabel oekonomi, post tvaerfaglig, 2020: før 1_800, vores 1_700, deres 1_900\n"
        ),
        "{reported}"
    );
    assert!(reported.contains("begge har ændret 1 sted; resten er flettet."), "{reported}");
    assert!(git(&["status", "--short"]).1.contains("UU notes/budget-2020/BI8.toml"));
    assert!(
        fs::read_to_string(desk.path(BI8))
            .unwrap()
            .contains("<<<<<<< vores\n2020 = 1_700\n=======\n2020 = 1_900\n>>>>>>> deres\n")
    );
}

/// Nobody gave them ids: what they are about says that they are the same.
#[test]
fn a_post_that_both_have_added_with_other_figures_is_a_conflict() {
    let base =
        "id = \"BI1\"\n\n[[tabel]]\nid = \"a\"\n\n[[tabel.post]]\ntekst = \"Løn\"\n2020 = 1\n";
    let added = |figure: u32| {
        format!(
            "{base}\n[[tabel.post]]\ntekst = \"Rekruttering\"\nudvalg = \"SUD\"\n2020 = {figure}\n"
        )
    };
    let (text, conflicts) = merged(base, &added(500), &added(550));
    assert_eq!(conflicts.len(), 1, "{text}");
    assert_eq!(text.matches("Rekruttering").count(), 1, "{text}");
    assert!(
        text.contains("<<<<<<< vores\n2020 = 500\n=======\n2020 = 550\n>>>>>>> deres\n"),
        "{text}"
    );
    // With other codes they are two.
    let other = added(550).replace("SUD", "SOU");
    let (text, conflicts) = merged(base, &added(500), &other);
    assert_eq!((conflicts.len(), text.matches("Rekruttering").count()), (0, 2), "{text}");
    // In lines, and where the whole note is new.
    let lines = |figure: u32| {
        format!(
            "id = \"BI1\"\n\n[[tabel]]\nid = \"a\"\nraekker = '''\n| tekst | 2020 |\n| Løn | {figure} |\n'''\n"
        )
    };
    let (text, conflicts) = merged("", &lines(5), &lines(6));
    assert_eq!(conflicts.len(), 1, "{text}");
    let (text, conflicts) = merged("", &added(500), &added(550));
    assert_eq!((conflicts.len(), text.matches("Rekruttering").count()), (1, 1), "{text}");
}

/// As git leaves it where no driver ran: two figures on lines beside each other.
#[test]
fn a_file_with_git_s_marks_is_merged_by_meaning() {
    let desk = Desk::new(".");
    let path = desk.path(BI8);
    let sound = fs::read_to_string(&path).unwrap();
    let (old, ours, theirs) = (
        "2020 = 10_000\n2021 = 10_000\n",
        "2020 = 10_500\n2021 = 10_000\n",
        "2020 = 10_000\n2021 = 9_500\n",
    );
    let marked = |base: &str| {
        let text = format!("<<<<<<< HEAD\n{ours}{base}=======\n{theirs}>>>>>>> gren\n");
        slip(&sound, old, &text)
    };
    fs::write(&path, marked(&format!("||||||| 1234567\n{old}"))).unwrap();
    let output = desk.run(&["merge-driver", "--marked", BI8]);
    assert_eq!(output.status.code(), Some(0));
    let both = slip(&sound, old, "2020 = 10_500\n2021 = 9_500\n");
    assert_eq!(fs::read_to_string(&path).unwrap(), both);
    // Without the common version, which figure is the new one can't be told.
    fs::write(&path, marked("")).unwrap();
    let output = desk.run(&["merge-driver", "--marked", BI8]);
    assert_eq!(output.status.code(), Some(1));
    // No marks, or one too few.
    fs::write(&path, &sound).unwrap();
    assert_eq!(desk.run(&["merge-driver", "--marked", BI8]).status.code(), Some(2));
    fs::write(&path, marked("").replace(">>>>>>> gren\n", "")).unwrap();
    assert_eq!(desk.run(&["merge-driver", "--marked", BI8]).status.code(), Some(2));
    assert_eq!(fs::read_to_string(&path).unwrap(), marked("").replace(">>>>>>> gren\n", ""));
}
