//! What templates are told of their data is what they get: the schemas are made from the types, and
//! hold for the notes.
//!
//! The schemas are held against the data here, by few lines: a crate for it would turn on features
//! of what Typst is built with, and Typst would be built once for `cargo run` and once more for
//! `cargo test`.

use std::path::PathBuf;

use budgetnotat::export::json::Exported;
use budgetnotat::page::pack::{InPack, PackPage};
use budgetnotat::page::paper::Paper;
use budgetnotat::page::{Page, Theme};
use budgetnotat::report::changes::Report;
use budgetnotat::report::frames;
use budgetnotat::view;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use crate::case::{Case, root};
use crate::pages::generated;
use crate::real::{self, BI8, BI25, BIF, PRINTED, REAL};

/// The schema of `T` as it is written to JSON. `file` is the file that it is.
fn schema<T: JsonSchema>(file: &str) -> Value {
    let mut schema =
        SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), file.into());
    schema.to_value()
}

fn page_schema() -> Value {
    schema::<Page>("/data.json")
}

fn theme_schema() -> Value {
    schema::<Theme>("/theme.json")
}

fn pack_schema() -> Value {
    schema::<PackPage>("/data.json")
}

fn in_pack_schema() -> Value {
    schema::<InPack>("/pack.json")
}

pub(crate) fn figures_schema() -> Value {
    schema::<Exported>("build --outputs json")
}

fn paper_schema() -> Value {
    schema::<Paper>("/data.json")
}

pub(crate) fn changes_schema() -> Value {
    schema::<Report<'static>>("changes --format json")
}

pub(crate) fn frames_schema() -> Value {
    schema::<frames::Report<'static>>("rammer --format json")
}

fn path(name: &str) -> PathBuf {
    root().join("docs").join(name)
}

#[test]
fn the_schemas_are_the_types_own() {
    for (name, schema) in [
        ("templates.schema.json", page_schema()),
        ("templates.pack.schema.json", pack_schema()),
        ("templates.in-pack.schema.json", in_pack_schema()),
        ("theme.schema.json", theme_schema()),
        ("figures.schema.json", figures_schema()),
        ("templates.paper.schema.json", paper_schema()),
        ("changes.schema.json", changes_schema()),
        ("frames.schema.json", frames_schema()),
    ] {
        let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        generated(&path(name), &text).unwrap_or_else(|fault| panic!("{fault}"));
    }
}

/// Everything that has a name in a schema is described, for readers: no links of the documentation,
/// no words of the code.
#[test]
fn every_field_is_described() {
    fn walk(value: &Value, at: &str, faults: &mut Vec<String>) {
        let Value::Object(object) = value else { return };
        if let Some(Value::Object(properties)) = object.get("properties") {
            for (name, property) in properties {
                // `type` of a block is described by the block itself; what refers to a type may
                // leave it at that.
                let said = property["description"].as_str().unwrap_or_default();
                if name != "type"
                    && (!said.ends_with(['.', '?']) || said.contains("[`") || said.contains("::"))
                {
                    faults.push(format!("{at}.{name}: {said:?}"));
                }
            }
        }
        for (key, inner) in object {
            walk(inner, &format!("{at}.{key}"), faults);
            for (number, item) in inner.as_array().into_iter().flatten().enumerate() {
                walk(item, &format!("{at}.{key}[{number}]"), faults);
            }
        }
    }
    let mut faults = Vec::new();
    walk(&page_schema(), "page", &mut faults);
    walk(&theme_schema(), "theme", &mut faults);
    walk(&pack_schema(), "pack", &mut faults);
    walk(&in_pack_schema(), "in pack", &mut faults);
    walk(&figures_schema(), "figures", &mut faults);
    walk(&paper_schema(), "paper", &mut faults);
    walk(&changes_schema(), "changes", &mut faults);
    walk(&frames_schema(), "frames", &mut faults);
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// The pages of a project's notes, finished and as drafts.
fn pages(project: &Case) -> Vec<Page> {
    let solved = project.solved();
    let mut out = Vec::new();
    for note in &solved.project().notes {
        for draft in [false, true] {
            out.push(view::page(&solved, note, draft).expect("a round"));
        }
    }
    out
}

#[test]
fn the_data_of_the_notes_are_as_the_schemas_say() {
    let (page, theme) = (page_schema(), theme_schema());
    let slip = real::slip(
        real::project(REAL),
        BI8,
        "bevilling = \"32.00\"",
        "2020 = 1_200",
        "2020 = 1_300",
    );
    let slip = real::slip(slip, BI25, "[[tabel.post]]", "2016 = ", "2016 = 1");
    let projects =
        [REAL, PRINTED, BIF, "tests/projekter/vestby"].map(real::project).into_iter().chain([slip]);
    let mut disputed = 0;
    for seen in projects.flat_map(|project| pages(&project)) {
        let data = serde_json::to_value(&seen).unwrap();
        let faults = faults(&page, &data);
        assert!(
            faults.is_empty(),
            "{} of {}\n{}",
            seen.head.id,
            seen.head.round,
            faults.join("\n")
        );
        let faults = self::faults(&theme, &serde_json::to_value(&seen.theme).unwrap());
        assert!(faults.is_empty(), "{}", faults.join("\n"));
        disputed += data.to_string().matches("\"disputed\":\"").count();
    }
    assert!(disputed > 2, "the slips mark figures in the drafts");
}

/// What the schemas say binds: data that a template could not use are refused.
#[test]
fn data_of_another_shape_are_refused() {
    let schema = page_schema();
    let good = serde_json::to_value(&pages(&real::project(REAL))[0]).unwrap();
    assert_eq!(faults(&schema, &good), [""; 0]);
    let table =
        good["sections"].as_array().unwrap().iter().enumerate().find_map(|(section, value)| {
            let block =
                value["blocks"].as_array()?.iter().position(|block| block["type"] == "table")?;
            Some(format!("/sections/{section}/blocks/{block}/table"))
        });
    let table = table.expect("a table");
    for (at, value) in [
        ("/draft".to_owned(), json!("ja")),
        ("/head/administration".to_owned(), json!(1)),
        ("/metadata/date".to_owned(), json!([2019, 9])),
        (format!("{table}/rows/0/kind"), json!("sum")),
        (format!("{table}/rows/0/cells/0/text"), json!(7150)),
        (format!("{table}/rows/0/cells/0"), json!({})),
        ("/sections/0/blocks/0".to_owned(), json!({"type": "picture"})),
        ("/head".to_owned(), json!(null)),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(&at).unwrap_or_else(|| panic!("{at}")) = value;
        assert!(!faults(&schema, &bad).is_empty(), "{at}");
    }
    let mut more = good;
    more["head"]["author"] = json!("X");
    assert_eq!(faults(&schema, &more), ["/head/author is not described"]);
}

/// What of `data` is not as `schema` says, each with its place.
pub(crate) fn faults(schema: &Value, data: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    Held { root: schema }.hold(schema, data, "", &mut faults);
    faults
}

/// A schema that data are held against.
struct Held<'a> {
    root: &'a Value,
}

impl Held<'_> {
    /// Holds `data` at the place `at` against one schema. A keyword that is not known here is a
    /// fault of its own, so that nothing a schema says is passed over.
    fn hold(&self, schema: &Value, data: &Value, at: &str, faults: &mut Vec<String>) {
        let empty = serde_json::Map::new();
        let object = data.as_object();
        let items = data.as_array().map_or(&[][..], Vec::as_slice);
        for (keyword, says) in schema.as_object().expect("a schema is an object") {
            let bound = || says.as_u64().expect("a number");
            let listed = || says.as_array().expect("a list").iter();
            let fits = match keyword.as_str() {
                "$schema" | "$defs" | "title" | "description" | "format" => true,
                "$ref" => {
                    let pointer = says
                        .as_str()
                        .and_then(|says| says.strip_prefix('#'))
                        .expect("a reference within the schema");
                    self.hold(self.root.pointer(pointer).expect("a definition"), data, at, faults);
                    true
                }
                "type" => says
                    .as_str()
                    .map_or_else(|| listed().any(|name| is(data, name)), |_| is(data, says)),
                "const" => data == says,
                "enum" => listed().any(|value| value == data),
                // These bind only numbers and lists; that it is one, `type` says.
                "minimum" => data.as_u64().is_none_or(|number| number >= bound()),
                "maximum" => data.as_u64().is_none_or(|number| number <= bound()),
                "minItems" => data.as_array().is_none_or(|items| items.len() as u64 >= bound()),
                "maxItems" => data.as_array().is_none_or(|items| items.len() as u64 <= bound()),
                "items" => {
                    items
                        .iter()
                        .enumerate()
                        .for_each(|(n, item)| self.hold(says, item, &format!("{at}/{n}"), faults));
                    true
                }
                "prefixItems" => {
                    let pairs = listed().zip(items).enumerate();
                    pairs.for_each(|(n, (says, item))| {
                        self.hold(says, item, &format!("{at}/{n}"), faults);
                    });
                    true
                }
                "required" => {
                    let missing = |name: &&Value| {
                        object.is_some_and(|object| !object.contains_key(name.as_str().unwrap()))
                    };
                    faults
                        .extend(listed().filter(missing).map(|name| format!("{at} lacks {name}")));
                    true
                }
                "properties" => {
                    for (name, value) in object.unwrap_or(&empty) {
                        match says.get(name) {
                            Some(says) => self.hold(says, value, &format!("{at}/{name}"), faults),
                            None => faults.push(format!("{at}/{name} is not described")),
                        }
                    }
                    true
                }
                "oneOf" | "anyOf" => {
                    let tried = listed().map(|one| {
                        let mut own = Vec::new();
                        self.hold(one, data, at, &mut own);
                        own
                    });
                    let tried: Vec<_> = tried.collect();
                    let fitting = tried.iter().filter(|own| own.is_empty()).count();
                    if fitting == 0 {
                        faults.extend(tried.into_iter().min_by_key(Vec::len).unwrap_or_default());
                    }
                    fitting == 1 || fitting == 0 || keyword == "anyOf"
                }
                _ => panic!("{at}: the keyword {keyword} is not known here"),
            };
            if !fits {
                faults.push(format!("{at}: {keyword} {says}, and there is {data}"));
            }
        }
    }
}

/// True for data of a type that a schema names.
fn is(data: &Value, name: &Value) -> bool {
    match name.as_str().expect("a type's name") {
        "null" => data.is_null(),
        "boolean" => data.is_boolean(),
        "integer" => data.is_u64(),
        "string" => data.is_string(),
        "array" => data.is_array(),
        "object" => data.is_object(),
        other => panic!("the type {other} is not known here"),
    }
}
