//! The shape within a room: the files of a folder lean on each other in one direction, and what
//! they share has a file of its own.
//!
//! A room is a module that is a folder. Its files, and the room's own `mod.rs`, are held against
//! each other by the names that each takes: from `use`, and from paths in the code. What `mod.rs`
//! only hands on (`pub use`, and no use of its own) does not count as leaning; a file that takes a
//! name through the room, in place of from the file that has it, leans on `mod.rs`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::case::root;
use crate::structure::{code, files, modules as top_modules};

/// The circles that are natural: the room, its files, and why.
const NATURAL: &[(&str, &[&str], &str)] = &[(
    "schema",
    &["kind", "section"],
    "a block's keys have values, and a value may be a block: the format itself nests",
)];

/// The room's own `mod.rs` among its files.
const OWN: &str = "mod.rs";

/// A module's path from the crate's root, without `crate`.
type Path = Vec<String>;

/// Every module with its code, tests left out.
type Modules = BTreeMap<Path, String>;

fn modules() -> Modules {
    let mut out = Modules::new();
    for (path, text) in files() {
        let inner = path.trim_start_matches("src/").trim_end_matches(".rs");
        let path: Path =
            inner.split('/').filter(|part| *part != "mod").map(str::to_owned).collect();
        let top = path.first().is_none_or(|first| matches!(first.as_str(), "lib" | "main"));
        if !top && !path.iter().any(|part| part == "tests") {
            let code = code(&text);
            let end = code.find("#[cfg(test)]\nmod tests {").unwrap_or(code.len());
            out.insert(path, code[..end].to_owned());
        }
    }
    out
}

/// What is within a module: the next part of the paths that begin with its own.
fn within<'m>(modules: &'m Modules, own: &[String]) -> BTreeSet<&'m str> {
    let inner = modules.keys().filter(|path| path.len() > own.len() && path.starts_with(own));
    inner.map(|path| path[own.len()].as_str()).collect()
}

/// Where each `use` stands in code, and whether it hands on what it names.
fn uses(code: &str) -> Vec<(Range<usize>, bool)> {
    let starts = code.match_indices("use ").filter_map(|(at, _)| {
        let line = code[..at].rsplit('\n').next().unwrap_or_default().trim();
        let public = line == "pub" || (line.starts_with("pub(") && line.ends_with(')'));
        let end = code[at..].find(';')?;
        (public || line.is_empty()).then_some((at..at + end, public))
    });
    starts.collect()
}

/// The paths of `a::{b, c::d as e}`, each with the name that it gets.
fn tree(text: &str, above: &[String], out: &mut Vec<(Path, String)>) {
    for part in split(text) {
        let (head, rest) =
            part.split_once('{').map_or((part, None), |(head, rest)| (head, rest.rsplit_once('}')));
        let (head, alias) = head
            .split_once(" as ")
            .map_or((head, None), |(head, alias)| (head, Some(alias.trim())));
        let mut path = above.to_vec();
        path.extend(
            head.split("::").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned),
        );
        if let Some((inner, _)) = rest {
            tree(inner, &path, out);
            continue;
        }
        path.pop_if(|last| last == "self");
        if let Some(name) = alias.map(str::to_owned).or_else(|| path.last().cloned()) {
            out.push((path, name));
        }
    }
}

/// The parts between commas that stand in no braces.
fn split(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0;
    let parts = text.split(move |c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    parts.map(str::trim).filter(|part| !part.is_empty())
}

/// The paths in code outside `use`: names with `::` between them.
fn paths(code: &str) -> BTreeSet<Path> {
    let name = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let runs = code.split(|c| !name(c)).filter(|run| run.contains("::") && !run.starts_with(':'));
    runs.map(|run| run.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect())
        .collect()
}

/// The names in code that nothing stands before: no path, no value.
fn first_words(code: &str) -> BTreeSet<&str> {
    let mut out = BTreeSet::new();
    let mut before = "";
    for part in code.split_inclusive(|c: char| !(c.is_alphanumeric() || c == '_')) {
        let word = part.trim_end_matches(|c: char| !(c.is_alphanumeric() || c == '_'));
        if !before.ends_with(['.', ':']) {
            out.insert(word);
        }
        before = part;
    }
    out
}

/// What a module takes from others, by path from the crate's root; what it only hands on is told
/// apart.
fn taken(modules: &Modules, own: &[String], code: &str) -> (BTreeSet<Path>, BTreeSet<Path>) {
    let children = within(modules, own);
    let absolute = |path: &[String], bound: &BTreeMap<String, Path>| -> Option<Path> {
        let (first, rest) = path.split_first()?;
        let mut from = match first.as_str() {
            "crate" => Vec::new(),
            "self" => own.to_vec(),
            "super" => own[..own.len().saturating_sub(1)].to_vec(),
            name => match bound.get(name) {
                Some(bound) => bound.clone(),
                None if children.contains(name) => [own, &path[..1]].concat(),
                None => return None,
            },
        };
        for part in rest {
            if part == "super" {
                from.pop();
            } else {
                from.push(part.clone());
            }
        }
        Some(from)
    };
    let (mut taken, mut handed_on, mut bound) = (BTreeSet::new(), BTreeSet::new(), BTreeMap::new());
    let mut body = code.to_owned();
    for (place, public) in uses(code).into_iter().rev() {
        let mut named = Vec::new();
        tree(&code[place.start + "use ".len()..place.end], &[], &mut named);
        for (path, name) in named {
            let Some(path) = absolute(&path, &bound) else { continue };
            if public { &mut handed_on } else { &mut taken }.insert(path.clone());
            bound.insert(name, path);
        }
        body.replace_range(place, "");
    }
    taken.extend(paths(&body).iter().filter_map(|path| absolute(path, &bound)));
    // What is handed on, and used here too.
    let first = first_words(&body);
    taken.extend(
        bound
            .iter()
            .filter(|(name, _)| first.contains(name.as_str()))
            .map(|(_, path)| path.clone()),
    );
    (taken, handed_on)
}

/// Which of a room's files each leans on.
fn leanings(modules: &Modules, room: &[String]) -> BTreeMap<String, BTreeSet<String>> {
    let children = within(modules, room);
    let mut out = BTreeMap::new();
    for (path, code) in modules.iter().filter(|(path, _)| path.starts_with(room)) {
        let own = path.get(room.len()).map_or(OWN, String::as_str);
        let (mut all, handed_on) = taken(modules, path, code);
        if own != OWN {
            all.extend(handed_on);
        }
        let others = all
            .iter()
            .filter(|path| path.starts_with(room))
            .filter_map(|path| path.get(room.len()));
        let others =
            others.map(|name| if children.contains(name.as_str()) { name.as_str() } else { OWN });
        let leans: &mut BTreeSet<String> = out.entry(own.to_owned()).or_default();
        leans.extend(others.filter(|other| *other != own).map(str::to_owned));
    }
    out
}

/// The files that lean on each other, all the way round.
fn circles(leanings: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<BTreeSet<String>> {
    let reach = |from: &String| {
        let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
        while let Some(file) = next.pop() {
            let more = leanings.get(file).into_iter().flatten();
            next.extend(more.filter(|other| seen.insert((*other).clone())));
        }
        seen
    };
    let reached: BTreeMap<&String, BTreeSet<String>> =
        leanings.keys().map(|file| (file, reach(file))).collect();
    let round = |file: &String| -> BTreeSet<String> {
        let back =
            |other: &&String| reached.get(other).is_some_and(|reached| reached.contains(file));
        reached[file].iter().filter(back).cloned().collect()
    };
    leanings.keys().map(round).filter(|circle| circle.len() > 1).collect()
}

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn no_room_goes_round_in_a_circle() {
    let modules = modules();
    let rooms: BTreeSet<&[String]> =
        modules.keys().flat_map(|path| (1..path.len()).map(|end| &path[..end])).collect();
    assert!(rooms.len() > 20, "{rooms:?}");
    let mut found = BTreeSet::new();
    for room in rooms {
        let name = room.join("/");
        for circle in circles(&leanings(&modules, room)) {
            found.insert((name.clone(), circle));
        }
    }
    let natural: BTreeSet<_> =
        NATURAL.iter().map(|(room, circle, _)| ((*room).to_owned(), set(circle))).collect();
    assert!(natural.len() <= 1 && NATURAL.iter().all(|(_, _, why)| !why.is_empty()));
    assert_eq!(found, natural, "give what they share a file of its own");
}

#[test]
fn a_circle_is_seen() {
    let made = |files: &[(&str, &str)]| -> BTreeSet<BTreeSet<String>> {
        let modules = files
            .iter()
            .map(|(path, text)| (path.split('/').map(str::to_owned).collect(), code(text)))
            .collect();
        circles(&leanings(&modules, &["room".to_owned()]))
    };
    // A file takes a type from the room, which calls the file.
    let through = [
        ("room", "mod a;\npub struct T;\nfn f() { a::go(T) }\n"),
        ("room/a", "use super::T;\npub fn go(_: T) {}\n"),
    ];
    assert_eq!(made(&through), BTreeSet::from([set(&["a", OWN])]));
    let used = [
        ("room", "mod a;\npub use a::A;\npub struct T(A);\n"),
        ("room/a", "use super::T;\npub struct A;\n"),
    ];
    assert_eq!(made(&used), BTreeSet::from([set(&["a", OWN])]));
    let another = [
        ("room", "mod a;\nmod b;\npub use a::go;\npub struct T;\nfn f() { other::go(b.go) }\n"),
        ("room/a", "use super::T;\npub fn go() {}\n"),
    ];
    assert_eq!(made(&another), BTreeSet::new());
    // What is only handed on is no leaning, and a type with a file of its own breaks the circle.
    let apart = [
        ("room", "mod a;\nmod t;\npub use t::T;\nfn f() { a::go(T) }\n"),
        ("room/a", "use crate::room::t::T;\npub fn go(_: T) {}\n"),
        ("room/t", "pub struct T;\n"),
    ];
    assert_eq!(made(&apart), BTreeSet::new());
    // Taken through the room, it is one again.
    let hidden = [
        apart[0],
        ("room/a", "use crate::{other, room::{T, t as u}};\npub fn go(_: T) {}\n"),
        apart[2],
    ];
    assert_eq!(made(&hidden), BTreeSet::from([set(&["a", OWN])]));
    // Three files, by paths in the code; comments and texts are none.
    let three = [
        ("room/a", "use crate::room::b;\nfn f() { b::g() }\n"),
        ("room/b", "pub fn g() { crate::room::c::h() }\n"),
        ("room/c", "use crate::room::a as first;\npub fn h() { first::f() }\n"),
        ("room/d", "// crate::room::e\npub fn i() { let _ = \"crate::room::e\"; }\n"),
        ("room/e", "use super::d;\npub fn j() { d::i() }\n"),
    ];
    assert_eq!(made(&three), BTreeSet::from([set(&["a", "b", "c"])]));
}

/// Where every `rule!` stands: the module, and the name of its static.
fn declared(modules: &Modules) -> BTreeSet<Path> {
    let mut out = BTreeSet::new();
    for (path, code) in modules {
        for (at, start) in code.match_indices("rule!(") {
            if code[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ' ')) {
                continue;
            }
            let name = code[at + start.len()..]
                .split('=')
                .next()
                .unwrap_or_default()
                .split_whitespace()
                .last();
            out.insert([path, &[name.unwrap_or_default().to_owned()][..]].concat());
        }
    }
    out
}

/// What a name stands for, where modules hand it on.
fn meant(handed_on: &BTreeMap<Path, BTreeSet<Path>>, mut path: Path) -> Path {
    while let Some((name, module)) = path.split_last() {
        let from = handed_on
            .get(module)
            .and_then(|paths| paths.iter().find(|from| from.last() == Some(name)));
        match from {
            Some(from) => path = from.clone(),
            None => break,
        }
    }
    path
}

/// The rooms whose files declare rules, and how many.
fn rooms_of_rules() -> BTreeMap<String, usize> {
    declared(&modules()).into_iter().fold(BTreeMap::new(), |mut rooms, path| {
        *rooms.entry(path[0].clone()).or_default() += 1;
        rooms
    })
}

#[test]
fn a_rule_stands_where_it_is_raised() {
    let modules = modules();
    let declared = declared(&modules);
    assert!(declared.len() > 100, "{declared:?}");
    let (mut handed_on, mut named) = (BTreeMap::new(), BTreeMap::new());
    for (path, code) in &modules {
        let (taken, handed) = taken(&modules, path, code);
        named.insert(path, taken);
        handed_on.insert(path.clone(), handed);
    }
    let list = vec!["rule".to_owned()];
    let mut wrong = Vec::new();
    for rule in &declared {
        let (name, home) = rule.split_last().expect("a name");
        let own = modules[home]
            .split(|c: char| !(c.is_alphanumeric() || c == '_'))
            .filter(|word| word == name)
            .count()
            > 1;
        let raises = |(path, names): &(&&Path, &BTreeSet<Path>)| {
            ***path != list
                && path.as_slice() != home
                && names.iter().any(|path| meant(&handed_on, path.clone()) == *rule)
        };
        let others: Vec<&Path> = named.iter().filter(raises).map(|(path, _)| *path).collect();
        let shared = home.last().is_some_and(|file| file == "faults");
        let checks = home[0] == "rule" && others.iter().all(|path| path[0] == "rule");
        let room = others.iter().filter(|path| path[0] == home[0]).count();
        if shared && !own && room + usize::from(others.len() > room) < 2 {
            wrong.push(format!("{} is raised in one place: put it there", rule.join("::")));
        }
        if !shared && !checks && (!own || !others.is_empty()) {
            wrong.push(format!(
                "{} is raised in {others:?}: what several files raise stands in their room's faults.rs",
                rule.join("::")
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `docs/architecture.md` says which rooms declare rules.
#[test]
fn the_architecture_says_where_rules_live() {
    let text =
        std::fs::read_to_string(root().join("docs/architecture.md")).expect("docs/architecture.md");
    let line = text
        .lines()
        .find(|line| line.starts_with("Rules are declared in "))
        .expect("the line that says where rules live");
    let said: BTreeSet<&str> = line.split('`').skip(1).step_by(2).collect();
    let rooms = rooms_of_rules();
    assert_eq!(said, rooms.keys().map(String::as_str).collect(), "{rooms:?}");
}

/// `docs/architecture.md` lists every module of `src/lib.rs` once, and what it speaks of in code is
/// there.
#[test]
fn the_architecture_speaks_of_what_is_there() {
    let text =
        std::fs::read_to_string(root().join("docs/architecture.md")).expect("docs/architecture.md");
    let table = text.split_once("| module | what |\n|---|---|\n").expect("the table of modules").1;
    let cells = table
        .lines()
        .take_while(|line| line.starts_with('|'))
        .filter_map(|line| line.split('|').nth(1));
    let mut listed: Vec<&str> = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect();
    listed.sort_unstable();
    let mut declared = top_modules();
    declared.sort();
    assert_eq!(listed, declared);
    let modules = modules();
    for word in text.split('`').filter(|word| {
        word.contains("::") && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | ':'))
    }) {
        let path: Path =
            word.trim_start_matches("crate::").split("::").map(str::to_owned).collect();
        assert!(
            modules.contains_key(&path),
            "docs/architecture.md speaks of `{word}`, which is no module"
        );
    }
}
