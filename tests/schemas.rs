//! Packs and profiles fit the committed JSON schemas, misspelt ones do not.

use std::fs;
use std::path::Path;

use boon::{Compiler, SchemaIndex, Schemas};
use fengce::policy::schema;
use serde_json::Value;

fn json(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    let table: toml::Value =
        toml::from_str(&text).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    serde_json::to_value(table).expect("JSON")
}

fn compiled(name: &str, schemas: &mut Schemas) -> SchemaIndex {
    let text = fs::read_to_string(format!("schemas/{name}.schema.json")).expect("a schema");
    let mut compiler = Compiler::new();
    let value: Value = serde_json::from_str(&text).expect("JSON");
    let address = format!("{name}.json");
    compiler.add_resource(&address, value).expect("a schema");
    compiler.compile(&address, schemas).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn files(dir: &str) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(dir).unwrap_or_else(|error| panic!("{dir}: {error}"));
    let mut files: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "toml"));
    files
}

#[test]
fn packs_and_profiles_fit() {
    let mut schemas = Schemas::new();
    let packs = ["policies/fengtai-smart-manufacturing", "policies/template", "tests/packs/second"];
    let mut all: Vec<(&str, std::path::PathBuf)> = Vec::new();
    for pack in packs {
        all.push(("policy", Path::new(pack).join("policy.toml")));
        all.extend(files(&format!("{pack}/facts")).into_iter().map(|path| ("facts", path)));
        all.extend(files(&format!("{pack}/articles")).into_iter().map(|path| ("article", path)));
    }
    let examples = files("policies/fengtai-smart-manufacturing/examples");
    all.extend(examples.into_iter().map(|path| ("examples", path)));
    all.push(("faq", Path::new(packs[0]).join("faq.toml")));
    all.push(("glossary", Path::new(packs[0]).join("glossary.toml")));
    all.extend(files("profiles").into_iter().map(|path| ("profile", path)));
    assert!(all.len() > 60, "{}", all.len());
    for name in schema::NAMES {
        let index = compiled(name, &mut schemas);
        for (_, path) in all.iter().filter(|(of, _)| *of == name) {
            let value = json(path);
            if let Err(error) = schemas.validate(&value, index) {
                panic!("{}: {error}", path.display());
            }
        }
    }
}

#[test]
fn misspelt_files_do_not_fit() {
    let mut schemas = Schemas::new();
    for (name, text) in [
        (
            "profile",
            "schema = 1\npolicy = \"fengtai-smart-manufacturing\"\nyear = 2026\nanswer = 1",
        ),
        (
            "profile",
            "schema = 1\npolicy = \"fengtai-smart-manufacturing\"\nyear = 2026\n[answers]\nrevenue = 1.5",
        ),
        (
            "profile",
            "schema = 1\npolicy = \"fengtai-smart-manufacturing\"\nyear = 2026\n[answers]\ncategory = \"bank\"",
        ),
        ("facts", "[section]\nid = \"x\"\ntitel = { zh = \"一\", en = \"One\" }"),
        (
            "article",
            "[article]\nnumber = 0\ntitle = { zh = \"一\", en = \"One\" }\ngist = { zh = \"一\", en = \"One\" }",
        ),
    ] {
        let index = compiled(name, &mut schemas);
        let value = serde_json::to_value(text.parse::<toml::Table>().expect("TOML")).expect("JSON");
        assert!(schemas.validate(&value, index).is_err(), "{text}");
    }
}
