//! `budgetnotat new`: a note that already checks, and its round where that is missing. Never
//! overwrites.

use crate::command::outcome::{Failure, Outcome};
use crate::command::{self, files, terminal};
use crate::document::{DOCUMENT_TYPES, Edition, document_type, own_types};
use crate::paths;
use crate::project::{Input, Project};
use crate::read::is_note_id;
use crate::register::{Administration, Round};
use crate::scaffold::{NewNote, NewRound, budget_year};
use crate::schema;
use crate::suggest;
use crate::text;
use crate::text::{Lang, Text};

/// Make a note that already checks, with the sections of its type and the round's years
///
/// Makes the round too, where it is missing. Comments in the note say what belongs where. Never
/// overwrites.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The note's id, as it is printed: BI8
    id: String,
    /// The round's folder: budget-2027
    #[arg(long, value_name = "ROUND")]
    round: String,
    /// The document type
    #[arg(long = "type", value_name = "TYPE", default_value = "budgetnotat")]
    kind: String,
    /// The note's title
    #[arg(long)]
    title: Option<String>,
    /// The administration that writes it [default: the one of the id's prefix, else the first]
    #[arg(long, value_name = "CODE")]
    administration: Option<String>,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, Failure> {
    let (id, folder) = (args.id.as_str(), args.round.as_str());
    if !is_note_id(id) {
        return Err(Failure::new(text!(
            "`{id}` kan ikke være et notats id: brug bogstaver, tal, - og _, fx BI8",
            "`{id}` can't be a note's id: use letters, digits, - and _, e.g. BI8"
        )));
    }
    if !is_note_id(folder) {
        return Err(Failure::new(text!(
            "`{folder}` kan ikke være en rundes mappe: brug bogstaver, tal, - og _, fx budget-2027",
            "`{folder}` can't be a round's folder: use letters, digits, - and _, e.g. budget-2027"
        )));
    }
    let (root, _) = files::locate(&[], files::canonical)?;
    let mut inputs = files::inputs(&root)?;
    let mut project = Project::read(inputs.clone());
    let mut written = Vec::new();
    let round_path = paths::round(folder);
    if !inputs.iter().any(|input| input.path == round_path) {
        let (toml, frames) = new_round(&project, folder)?;
        inputs.push(Input { path: round_path.clone(), bytes: toml.clone().into_bytes() });
        project = Project::read(inputs);
        written.push((round_path, toml));
        let frames_path = paths::frames(folder);
        if root.join(&frames_path).symlink_metadata().is_err() {
            written.push((frames_path, frames));
        }
    }
    let Some(round) = project.rounds.get(folder) else {
        return Err(Failure::new(text!(
            "runden {folder} kan ikke læses",
            "the round {folder} can't be read"
        )));
    };
    let path = paths::note(folder, id);
    let taken = project.notes.iter().find(|note| note.round == folder && note.id.value == id);
    let there =
        taken.and_then(|note| project.sources.get(note.file)).map(|source| source.path.as_str());
    if let Some(there) =
        there.or_else(|| root.join(&path).symlink_metadata().is_ok().then_some(&path))
    {
        return Err(Failure::new(text!(
            "{there} findes allerede; intet er skrevet",
            "{there} exists already; nothing was written"
        )));
    }
    let known = round.known.iter().find(|known| known.id.value == id);
    let title = args.title.as_deref().or(known.map(|known| known.title.value.as_str()));
    let note = NewNote {
        id,
        title: title.unwrap_or("Notatets titel"),
        kind: &args.kind,
        edition: edition(&project, &args.kind)?,
        administration: administration(&project, round, id, args.administration.as_deref())?,
        municipality: &project.municipality,
        round,
    };
    written.push((path.clone(), note.toml()));
    // What an editor completes from stands beside the note.
    let beside = paths::folder(folder) + "/";
    let schemas = schema::files(&project).into_iter().filter(|(path, _)| path.starts_with(&beside));
    let schemas: Vec<_> =
        schemas.filter(|(path, _)| root.join(path).symlink_metadata().is_err()).collect();
    for (path, _) in written.iter().chain(&schemas) {
        files::target(&root, path)?;
    }
    for (path, text) in written.iter().chain(&schemas) {
        terminal::write_whole(&root.join(path), text.as_bytes())?;
    }
    let mut lines: Vec<Text> =
        written.iter().map(|(path, _)| text!("skrev {path}\n", "wrote {path}\n")).collect();
    lines.extend(command::schema::editor_files_message(
        schemas.iter().map(|(path, _)| path.as_str()),
    ));
    if known.is_some() {
        lines.push(text!(
            "slet nu [[note]] for {id} i notes/{folder}/runde.toml: notatet har en fil\n",
            "now delete [[note]] for {id} in notes/{folder}/runde.toml: the note has a file\n"
        ));
    }
    lines.push(text!(
        "skriv afsnittene og tallene i filen, og kør `budgetnotat check`\n",
        "write the sections and the figures in the file, and run `budgetnotat check`\n"
    ));
    terminal::print(&lines.iter().map(|text: &Text| text.get(lang)).collect::<String>());
    Ok(Outcome::Clean)
}

/// A round shaped after the one before it, and its frames.
fn new_round(project: &Project, folder: &str) -> Result<(String, String), Failure> {
    let Some(year) = budget_year(folder) else {
        return Err(Failure::new(text!(
            "runden {folder} findes ikke: giv den et navn med budgetåret i, fx budget-2027, så bliver den lavet",
            "there is no round {folder}: give it a name with the budget year, e.g. budget-2027, and it is made"
        )));
    };
    let rounds = || project.rounds.values().filter(|round| round.year() > 0);
    let before = rounds().filter(|round| round.year() <= year).max_by_key(|round| round.year());
    let like = before.or_else(|| rounds().min_by_key(|round| round.year()));
    let round = NewRound { folder, year, like };
    Ok((round.toml(), round.frames()))
}

/// The newest form of a document type.
fn edition(project: &Project, name: &str) -> Result<&'static Edition, Failure> {
    document_type(name, &project.templates).and_then(|kind| kind.edition(None)).ok_or_else(|| {
        let names =
            || DOCUMENT_TYPES.iter().map(|kind| kind.name).chain(own_types(&project.templates));
        let listed = names().collect::<Vec<_>>().join(", ");
        let help = suggest::did_you_mean(name, names())
            .unwrap_or_else(|| text!("typerne er {listed}", "the types are {listed}"));
        let (da, en) = (help.da, help.en);
        Failure::new(text!(
            "der er ingen dokumenttype `{name}`; {da}",
            "there is no document type `{name}`; {en}"
        ))
    })
}

/// The administration asked for, else the one whose ids begin as this one, else the first that holds
/// in the round's year.
fn administration<'p>(
    project: &'p Project,
    round: &Round,
    id: &str,
    word: Option<&str>,
) -> Result<&'p Administration, Failure> {
    let (all, year) = (&project.municipality.administrations, round.year());
    let Some(word) = word else {
        let holding = || all.iter().filter(|one| one.years.contain(year));
        let m = &project.municipality;
        if let Some(own) = m.administration_of_id(id, year) {
            return Ok(own);
        }
        // Rather one whose committee has appropriations: then the note's codes belong together.
        let funded = holding().find(|one| {
            let committee = m
                .committee_of(&one.code.value, year)
                .map(|committee| committee.code.value.as_str());
            m.appropriations
                .iter()
                .any(|a| Some(a.committee.value.as_str()) == committee && a.years.contain(year))
        });
        return funded.or_else(|| holding().next()).ok_or_else(|| {
            Failure::new(text!(
                "notes/kommune.toml har ingen forvaltning i {year}: skriv den der først",
                "notes/kommune.toml has no administration in {year}: write it there first"
            ))
        });
    };
    project.municipality.administration(word, year).current().ok_or_else(|| {
        let codes =
            || all.iter().filter(|one| one.years.contain(year)).map(|one| one.code.value.as_str());
        let listed = codes().collect::<Vec<_>>().join(", ");
        let help = suggest::did_you_mean(word, codes()).unwrap_or_else(|| {
            text!("forvaltningerne er {listed}", "the administrations are {listed}")
        });
        let (da, en) = (help.da, help.en);
        Failure::new(text!(
            "der er ingen forvaltning `{word}` i {year}; {da}",
            "there is no administration `{word}` in {year}; {en}"
        ))
    })
}
