//! The faults that `.ci/mutants` puts back: each fits the sources as they are, and names a test
//! that there is.

use std::fs;

use crate::case::root;

/// A patch's head and its changes: the file, and the lines there with what they become.
struct Patch {
    name: String,
    fault: String,
    own: String,
    hunks: Vec<(String, String, String)>,
}

fn patches() -> Vec<Patch> {
    let mut files: Vec<_> = fs::read_dir(root().join("tests/mutanter"))
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    let read = |path: std::path::PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let said = |key: &str| {
            text.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default().to_owned()
        };
        let (mut file, mut hunks) = (String::new(), Vec::new());
        for line in text.lines() {
            if let Some(path) = line.strip_prefix("+++ b/") {
                path.clone_into(&mut file);
            } else if line.starts_with("@@") {
                hunks.push((file.clone(), String::new(), String::new()));
            } else if let (Some((_, before, after)), false) =
                (hunks.last_mut(), line.starts_with("---"))
            {
                let rest = line.get(1..).unwrap_or_default();
                for (side, marks) in [(before, [' ', '-']), (after, [' ', '+'])] {
                    if line.starts_with(marks) {
                        side.push_str(rest);
                        side.push('\n');
                    }
                }
            }
        }
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        Patch { name, fault: said("fault: "), own: said("own: "), hunks }
    };
    files.into_iter().map(read).collect()
}

#[test]
fn each_fault_can_still_be_put_back() {
    let all = patches();
    assert!(all.len() > 15);
    for Patch { name, fault, own, hunks } in &all {
        assert!(!fault.is_empty() && !hunks.is_empty(), "{name}");
        for (file, before, after) in hunks {
            let text = fs::read_to_string(root().join(file))
                .unwrap_or_else(|_| panic!("{name}: {file} is not there"));
            assert_eq!(
                text.matches(before.as_str()).count(),
                1,
                "{name} does not fit {file}: make it anew"
            );
            assert_ne!(before, after, "{name}");
        }
        if own != "-" {
            let (module, test) = own.split_once("::").unwrap_or_else(|| panic!("{name}: {own}"));
            let text = fs::read_to_string(root().join(format!("tests/suite/{module}.rs"))).unwrap();
            assert!(text.contains(&format!("fn {test}()")), "{name}: there is no test {own}");
        }
    }
}
