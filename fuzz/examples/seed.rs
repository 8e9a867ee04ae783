//! Writes seeds for the targets into `fuzz/corpus/`: every note of `notes/` and of the tests'
//! projects with its round and municipality, each text of theirs, two changed versions of each, the
//! bad examples of the rules' pages, and the tables in lines among all of these.
//!
//! Run from the repository's folder: `cargo run --manifest-path fuzz/Cargo.toml --example seed`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use budgetnotat_fuzz::PART;

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let corpus = |target: &str| root.join("fuzz/corpus").join(target);
    let (reader, prose, merge) = (corpus("reader"), corpus("prose"), corpus("merge"));
    let grid = corpus("grid");
    for folder in [&reader, &prose, &merge, &grid] {
        fs::create_dir_all(folder)?;
    }
    let mut projects = vec![root.join("notes")];
    projects.extend(
        entries(&root.join("tests/projekter"))?.into_iter().map(|project| project.join("notes")),
    );
    let mut texts = Vec::new();
    let mut count = 0;
    for notes in projects {
        let municipality = fs::read(notes.join("kommune.toml"))?;
        for folder in entries(&notes)?.into_iter().filter(|path| path.join("runde.toml").is_file())
        {
            let round = fs::read(folder.join("runde.toml"))?;
            for path in entries(&folder)? {
                if path.extension().is_none_or(|ending| ending != "toml")
                    || path.ends_with("runde.toml")
                    || path.ends_with("rammer.toml")
                {
                    continue;
                }
                let note = fs::read(&path)?;
                texts.extend(between(&String::from_utf8_lossy(&note), "'''", "'''"));
                fs::write(
                    reader.join(format!("note-{count}")),
                    [&note, PART, &round, PART, &municipality].concat(),
                )?;
                // Two sides that change each its own figures, and some of them both.
                let (ours, theirs) = (changed(&note, b'1', b'7'), changed(&note, b'0', b'5'));
                fs::write(
                    merge.join(format!("note-{count}")),
                    [&note, PART, &ours, PART, &theirs].concat(),
                )?;
                count += 1;
            }
        }
    }
    for page in entries(&root.join("docs/regler"))? {
        let text = fs::read_to_string(&page)?;
        let name = page.file_stem().unwrap_or_default().to_string_lossy();
        for (number, block) in between(&text, "```toml", "```").into_iter().enumerate() {
            let toml = block.split_once('\n').map_or("", |(_, toml)| toml);
            fs::write(reader.join(format!("{name}-{number}")), toml)?;
            texts.extend(between(toml, "'''", "'''"));
        }
    }
    for (number, text) in texts.iter().enumerate() {
        // A table's lines begin with a bar, or have tabs.
        let lines = text.trim_start().starts_with('|') || text.contains('\t');
        let folder = if lines { &grid } else { &prose };
        fs::write(folder.join(format!("text-{number}")), text)?;
    }
    println!("{count} notes and {} texts", texts.len());
    Ok(())
}

/// Every fourth of a byte made another, after an equals sign.
fn changed(note: &[u8], from: u8, to: u8) -> Vec<u8> {
    let (mut value, mut seen) = (false, 0);
    let each = |byte: &u8| {
        value = *byte == b'=' || (value && *byte != b'\n');
        seen += usize::from(value && *byte == from);
        if value && *byte == from && seen % 4 == 0 { to } else { *byte }
    };
    note.iter().map(each).collect()
}

/// A folder's entries in order.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut out: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    out.sort();
    Ok(out)
}

/// What stands between marks.
fn between(text: &str, open: &str, close: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once(open) {
        let Some((inner, later)) = after.split_once(close) else { break };
        out.push(inner.to_owned());
        rest = later;
    }
    out
}
