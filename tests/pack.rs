//! The embedded pack, changed: nothing in it is silently left out.

use std::path::Path;

use fengce::diagnostic::Source;
use fengce::policy::load;
use fengce::policy::source::PackFiles;

#[test]
fn a_condition_that_cannot_be_read_is_told_never_left_out() {
    for wrong in ["\"2026\"", "\"X-1\"", "\"Y-99999999999\""] {
        let mut files = PackFiles::embedded();
        let article = files.articles.iter_mut().find(|file| file.text.contains("year = \"Y\" }"));
        let article = article.expect("an article with a year");
        let text = article.text.replacen("year = \"Y\" }", &format!("year = {wrong} }}"), 1);
        *article = Source::new(&*article.name, text);
        let faults = load(&files).expect_err("refused");
        assert_eq!(faults.0.len(), 1, "{faults}");
        assert!(faults.0[0].what.en.contains("\"Y-1\" or the like"), "{faults}");
    }
}

/// The small pack with one text in place of another, which must stand there once.
fn changed(file: &str, find: &str, with: &str) -> PackFiles {
    let mut files = PackFiles::from_dir(Path::new("tests/packs/second")).expect("readable");
    let others = files.facts.iter_mut().chain(&mut files.articles);
    let mut all = std::iter::once(&mut files.policy).chain(others);
    let source = all.find(|source| source.name.ends_with(file)).expect("a file of the pack");
    assert_eq!(source.text.matches(find).count(), 1, "{file}: {find}");
    let text = source.text.replace(find, with);
    *source = Source::new(&*source.name, text);
    files
}

#[test]
fn every_fault_of_a_pack_is_told_with_its_place() {
    let award = "award = { each = \"300元\", of = \"children\", cap = \"900元\" }";
    let exclusive = "benefits = [\"rent\", \"shared-rent\", \"loan\"]";
    let children = "label = { zh = \"子女数\", en = \"Children\" }";
    let reading = "[[reading]]\nid = \"r\"\ntitle = { zh = \"a\", en = \"a\" }\n[[reading.option]]\nid = \"o\"\ntitle = { zh = \"a\", en = \"a\" }\n[example_base]";
    for (file, find, with, code) in [
        ("policy.toml", "schema = 1", "schema = 2", "pack/schema"),
        ("policy.toml", "schema = 1", "schema = \"1\"", "toml/type"),
        ("policy.toml", "[example_base]", reading, "pack/reading"),
        ("policy.toml", exclusive, "benefits = [\"rant\", \"loan\"]", "pack/unknown-id"),
        (
            "policy.toml",
            "[example_base]",
            "[renamed]\nold = \"nope\"\n[example_base]",
            "pack/unknown-id",
        ),
        ("facts/1.toml", children, "label = 1", "toml/type"),
        ("articles/6.toml", award, "award = { nothing = 1 }", "pack/award"),
        (
            "articles/6.toml",
            award,
            "award = { each = \"300元\", of = \"works_here\" }",
            "pack/award-type",
        ),
        (
            "articles/6.toml",
            award,
            "award = { each = \"300元\", of = \"nope\" }",
            "pack/unknown-id",
        ),
        ("articles/6.toml", award, "award = { rate = \"x\", of = \"monthly_rent\" }", "toml/type"),
        ("articles/6.toml", award, "award = \"300\"", "toml/type"),
        (
            "articles/6.toml",
            award,
            "words = { nope = \"x\" }\naward = \"300元\"",
            "pack/unknown-id",
        ),
        (
            "articles/6.toml",
            award,
            "under.r99.other.award = \"1元\"\naward = \"300元\"",
            "pack/unknown-id",
        ),
        ("articles/6.toml", "number = 6", "number = -6", "toml/type"),
    ] {
        let files = changed(file, find, with);
        let faults = match load(&files) {
            Err(faults) => faults,
            Ok(_) => panic!("{file}: {with} is taken"),
        };
        let found = faults.0.iter().find(|fault| fault.code == code);
        let found = found.unwrap_or_else(|| panic!("{with}: expected {code}\n{faults}"));
        assert!(found.place.file.ends_with(file) && found.place.line > 0, "{faults}");
    }
}
