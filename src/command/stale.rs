//! What a full build once made and makes no longer: the PDF and the figures of a note or pack that is
//! gone. Only what the record says was made here, and is byte for byte as it was made, is taken
//! away.

use std::collections::BTreeSet;
use std::path::Path;

use crate::command::build_record::BuildRecord;
use crate::command::folder::Folder;
use crate::text;
use crate::text::Text;

/// What became of files that are made no longer.
#[derive(Default)]
pub(super) struct Swept {
    /// Names, from the folder, of those that were removed.
    pub(super) removed: Vec<String>,
    /// Those that someone has changed since: they are left.
    pub(super) changed: Vec<String>,
    /// Those that could not be removed, and why.
    pub(super) failed: Vec<(String, String)>,
}

/// Removes what the record has and the project makes no longer. `stems` are the files that it makes,
/// from the folder and without their endings: `budget-2020/BI8`.
pub(super) fn sweep(record: &mut BuildRecord, folder: &Folder, stems: &BTreeSet<String>) -> Swept {
    let mut swept = Swept::default();
    let gone: Vec<String> =
        record.names().filter(|name| !stems.contains(stem(name))).map(str::to_owned).collect();
    for name in gone {
        if !record.is_as_made(folder.path(), &name) {
            if folder.path().join(&name).is_file() {
                swept.changed.push(name.clone());
            }
            record.forget(&name);
            continue;
        }
        match folder.remove(&name) {
            Ok(()) => {
                record.forget(&name);
                swept.removed.push(name);
            }
            Err(error) => swept.failed.push((name, error.to_string())),
        }
    }
    swept
}

/// A name without its ending: `budget-2020/BI8` of `budget-2020/BI8.semikolon.csv`.
fn stem(name: &str) -> &str {
    [".semikolon.csv", ".csv", ".json", ".xlsx", ".pdf"]
        .iter()
        .find_map(|ending| name.strip_suffix(ending))
        .unwrap_or(name)
}

impl Swept {
    /// What is said of them; `shown` makes a name a path as people read it.
    pub(super) fn lines(&self, shown: impl Fn(&Path) -> String) -> Vec<Text> {
        let path = |name: &String| shown(Path::new(name));
        let removed = self.removed.iter().map(|name| {
            let path = path(name);
            text!(
                "slettede {path}: det, den er bygget af, findes ikke mere\n",
                "removed {path}: what it was built from is gone\n"
            )
        });
        let changed = self.changed.iter().map(|name| {
            let path = path(name);
            text!(
                "{path} hører til noget, der ikke findes mere, men er ændret i hånden: slet den selv, hvis den skal væk\n",
                "{path} belongs to what is gone, but was changed by hand: delete it yourself if it is to go\n"
            )
        });
        let failed = self.failed.iter().map(|(name, why)| {
            let path = path(name);
            text!(
                "{path} hører til noget, der ikke findes mere, men kunne ikke slettes: {why}\n",
                "{path} belongs to what is gone, but could not be removed: {why}\n"
            )
        });
        removed.chain(changed).chain(failed).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_ending_that_a_build_makes_is_taken_off() {
        for name in ["r/BI8.pdf", "r/BI8.csv", "r/BI8.semikolon.csv", "r/BI8.json", "r/BI8.xlsx"] {
            assert_eq!(stem(name), "r/BI8");
        }
        assert_eq!(stem("r/a.b.pdf"), "r/a.b");
    }
}
