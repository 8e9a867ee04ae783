//! `budgetnotat compare`, as it is run in a git repository: what it says, what it writes, and what
//! it never reads.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::case::root;
use crate::real::{BI8, BI25};
use crate::repository::Repository;

impl Repository {
    fn run(&self, args: &[&str]) -> Output {
        run(&self.project, args)
    }

    fn report(&self) -> String {
        fs::read_to_string(self.project.join("out/sammenligning/index.html")).unwrap()
    }
}

fn run(folder: &Path, args: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_budgetnotat"));
    program.arg("compare").args(args).current_dir(folder).output().unwrap()
}

/// The exit status and what was said on standard output.
fn reported(output: &Output) -> (Option<i32>, String) {
    (output.status.code(), String::from_utf8(output.stdout.clone()).unwrap())
}

/// A sentence on standard error, and exit status 2.
fn refused(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(2));
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// What is said of the pack that has BI8: its cover, introduction, overviews, list and frames.
const PACK: &str = "pakken flere-skal-med: alle 6 sider er ændret\n";

const WRITTEN: &str = "skrev out/sammenligning/index.html\n";

/// What the pictures of a report show, in words.
fn alts(report: &str) -> Vec<&str> {
    report.split("<img alt=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn nothing_changed_ends_with_0() {
    let here = Repository::new("");
    let said = format!("{WRITTEN}5 notater sammenlignet: 0 ændret, 5 uændret\n");
    assert_eq!(reported(&here.run(&["HEAD"])), (Some(0), said));
    assert!(alts(&here.report()).is_empty());
    // Neither is it a change that a template's source has another comment, or that the index is
    // another.
    let template = fs::read_to_string(root().join("templates/main.typ")).unwrap();
    here.write("templates/main.typ", &format!("// Nye ord.\n{template}"));
    here.git(&["rm", "--quiet", "--cached", BI8]);
    assert_eq!(reported(&here.run(&["HEAD"])).0, Some(0));
}

#[test]
fn a_changed_figure_is_reported_by_its_pages_and_shown_before_and_after() {
    let here = Repository::new("");
    here.edit(BI8, "id = \"sagsstammer\"", "2020 = 10_000", "2020 = 10_100");
    here.edit(BI8, "id = \"service_biu\"", "2020 = 10_000", "2020 = 10_100");
    let (status, said) = reported(&here.run(&["HEAD"]));
    assert_eq!(status, Some(1));
    assert_eq!(
        said,
        format!(
            "BI8: side 3 og 4 af 5 er ændret\n{PACK}{WRITTEN}5 notater sammenlignet: 1 ændret, 4 uændret\n"
        )
    );
    let report = here.report();
    assert_eq!(
        alts(&report).into_iter().filter(|alt| alt.starts_with("BI8")).collect::<Vec<_>>(),
        ["BI8, side 3, før", "BI8, side 3, efter", "BI8, side 4, før", "BI8, side 4, efter"]
    );
    assert!(
        report.contains("<html lang=\"da\">")
            && report.contains("<title>Sammenligning af sider: HEAD (")
    );
    // The texts that differ, and no others.
    let own = report.split("<section id=\"n2\">").next().unwrap();
    assert_eq!(own.matches("<tr><td>10.000</td><td>10.100</td></tr>").count(), 2);
    assert_eq!(own.matches("<tr><td>").count(), 9);
    // The figures by row and year, sums last in each row; the year that did not change is not there.
    let figures = "<td>2020</td><td class=\"tal\">10.000</td><td class=\"tal\">10.100</td><td class=\"tal\">+100</td>";
    assert!(own.contains(figures), "{own}");
    assert!(!own.contains("<td>2021</td>"));
    // Nothing outside the file, and the same bytes again.
    assert!(!report.contains("<script") && !report.contains("src=\"http"));
    let english = reported(&here.run(&["HEAD", "--lang", "en"])).1;
    assert!(
        english.starts_with(
            "BI8: pages 3 and 4 of 5 changed\nthe pack flere-skal-med: all 6 pages changed\nwrote "
        ),
        "{english}"
    );
    assert!(here.report().contains("<html lang=\"en\">"));
    here.run(&["HEAD"]);
    assert_eq!(here.report(), report);
    // The other note is as it was; two revisions can be compared, and the report can lie elsewhere.
    assert_eq!(reported(&here.run(&["HEAD", BI25])).0, Some(0));
    here.commit();
    assert_eq!(reported(&here.run(&["HEAD"])).0, Some(0));
    let (status, said) = reported(&here.run(&["HEAD~1", "--head", "HEAD", "--out", "her"]));
    assert_eq!(status, Some(1));
    assert!(
        said.contains(&format!(
            "BI8: side 3 og 4 af 5 er ændret\n{PACK}skrev her/sammenligning/index.html\n"
        )),
        "{said}"
    );
}

#[test]
fn a_page_more_changes_no_page_that_only_counts_them() {
    let here = Repository::new("");
    let many = "Der er meget mere at sige om sagen. ".repeat(150);
    here.edit(
        BI8,
        "overskrift = \"Bevillingstekniske oplysninger\"",
        "'''\n",
        &format!("'''\n{many}\n\n"),
    );
    let (status, said) = reported(&here.run(&["HEAD"]));
    assert_eq!(status, Some(1));
    // Of the first three, only `side 1 af 5` became `side 1 af 6`.
    assert!(
        said.starts_with("BI8: fra 5 til 6 sider; side 4 og 5 er ændret, side 6 er ny\n"),
        "{said}"
    );
}

#[test]
fn new_deleted_and_mistaken_notes_are_reported() {
    let here = Repository::new("");
    let note = fs::read_to_string(here.project.join(BI8)).unwrap();
    here.write("notes/budget-2020/BI9.toml", &note.replacen("id = \"BI8\"", "id = \"BI9\"", 1));
    here.write("notes/budget-2020/BI10.toml", &"#".repeat(2 << 20));
    fs::remove_file(here.project.join(BI25)).unwrap();
    here.edit(BI8, "id = \"sagsstammer\"", "2020 = 10_000", "2020 = 10_100");
    let (status, said) = reported(&here.run(&["HEAD"]));
    assert_eq!(status, Some(1));
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(
        lines,
        [
            "budget-2016/BI25: slettet, 4 sider",
            "BI10: kan ikke sammenlignes: filen er over 1 MB og er ikke læst",
            "BI8: side 3 og 4 af 5 er ændret (vist som udkast: der er fejl i notatet)",
            "BI9: nyt notat, 5 sider",
            "pakken flere-skal-med: kan ikke sammenlignes: der er fejl i pakken eller i et af dens notater",
            "skrev out/sammenligning/index.html",
            "7 notater sammenlignet: 1 ændret, 1 nyt, 1 slettet, 1 kan ikke sammenlignes, 3 uændret",
        ]
    );
    assert_eq!(alts(&here.report()).len(), 4 + 4 + 5);
    // A note that is no more can be asked for by its path.
    assert!(reported(&here.run(&["HEAD", BI25])).1.starts_with("BI25: slettet, 4 sider\n"));
    assert!(
        refused(&here.run(&["HEAD", "notes/budget-2020/BI99.toml"])).contains("ingen notater i")
    );
}

#[test]
fn each_side_has_its_own_templates() {
    let here = Repository::new("");
    here.write("templates/budgetnotat.typ", "#let budgetnotat(page) = heading(page.head.title)\n");
    here.commit();
    here.write(
        "templates/budgetnotat.typ",
        "#let budgetnotat(page) = text(fill: red, heading(page.head.title))\n",
    );
    let (status, said) = reported(&here.run(&["HEAD"]));
    assert_eq!(status, Some(1));
    assert!(
        said.starts_with("budget-2016/BI25: side 1 af 1 er ændret\n")
            && said.contains("\nBI8: side 1 af 1 er ændret\n"),
        "{said}"
    );
    assert!(here.report().contains("Teksten er den samme"));
    here.write("templates/budgetnotat.typ", "#let budgetnotat(page) = page.findesikke\n");
    let (status, said) = reported(&here.run(&["HEAD"]));
    assert_eq!(status, Some(1));
    assert!(
        said.starts_with("budget-2016/BI25: kan ikke sammenlignes: templates/budgetnotat.typ:1:"),
        "{said}"
    );
}

#[test]
fn what_git_can_not_answer_ends_with_2_and_a_sentence() {
    let here = Repository::new("");
    assert!(refused(&here.run(&["findesikke"])).contains("git kender ingen revision `findesikke`"));
    assert!(
        refused(&here.run(&["HEAD", "--head", "findesikke", "--lang", "en"]))
            .contains("git knows no revision")
    );
    // An option to git is no revision.
    assert!(refused(&here.run(&["--", "--all"])).contains("git kender ingen revision `--all`"));
    assert!(!here.project.join("out").exists());
    let bare = Repository::new("");
    fs::remove_dir_all(bare.project.join(".git")).unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_budgetnotat"));
    let program = program.args(["compare", "HEAD"]).current_dir(&bare.project);
    // A repository above the folder of temporary files is not this one's.
    let output =
        program.env("GIT_CEILING_DIRECTORIES", bare.project.parent().unwrap()).output().unwrap();
    assert!(refused(&output).contains("ligger ikke i et git-arkiv"));
    let output = program.env("PATH", bare.project.join("tom")).output().unwrap();
    assert!(refused(&output).contains("git er ikke installeret"));
}

#[test]
fn a_project_in_a_folder_of_the_repository_is_found_there() {
    let here = Repository::new("kommuner/øst og vest");
    // Notes elsewhere in the repository are not the project's.
    fs::create_dir_all(here.top.path().join("notes/budget-2020")).unwrap();
    fs::write(here.top.path().join("notes/budget-2020/BI1.toml"), "id = \"BI1\"\n").unwrap();
    here.commit();
    assert_eq!(reported(&here.run(&["HEAD"])).0, Some(0));
    here.edit(BI8, "id = \"sagsstammer\"", "lavt sagsantal", "højt sagsantal");
    let (status, said) =
        reported(&run(&here.project.join("notes/budget-2020"), &["HEAD", "BI8.toml"]));
    assert_eq!(status, Some(1));
    assert!(said.starts_with("BI8: side 3 af 5 er ændret\n"), "{said}");
    // A git that started the program points it to no other repository.
    let mut program = Command::new(env!("CARGO_BIN_EXE_budgetnotat"));
    let program = program
        .args(["compare", "HEAD"])
        .current_dir(&here.project)
        .env("GIT_DIR", here.top.path().join("intet"));
    assert_eq!(program.output().unwrap().status.code(), Some(1));
}

#[cfg(unix)]
#[test]
fn a_link_in_the_revision_is_not_followed() {
    let here = Repository::new("");
    let link = here.project.join("notes/budget-2020/BI9.toml");
    std::os::unix::fs::symlink("/etc/hostname", &link).unwrap();
    std::os::unix::fs::symlink("BI8.toml", here.project.join("notes/budget-2020/BI10.toml"))
        .unwrap();
    here.commit();
    fs::remove_file(&link).unwrap();
    fs::remove_file(here.project.join("notes/budget-2020/BI10.toml")).unwrap();
    let said = format!("{WRITTEN}5 notater sammenlignet: 0 ændret, 5 uændret\n");
    assert_eq!(reported(&here.run(&["HEAD"])), (Some(0), said));
}
