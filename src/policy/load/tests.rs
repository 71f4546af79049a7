//! What a pack must not say, each told at its place, and what it says when it is right.

mod faults;
mod forms;
mod language;
mod meaning;

use std::path::Path;

use super::*;
use crate::policy::{
    Amount, Beyond, Carry, Case, Certainty, Condition, Derivation, FactKind, Later, Milestone,
    Part, Possible, Rate, Stages, Take, Test, Threshold, Tier,
};
use crate::quantity::Money;

fn template() -> PackFiles {
    PackFiles::from_dir(Path::new("policies/template")).unwrap_or_else(|faults| panic!("{faults}"))
}

/// A file of the pack by the end of its name.
fn file<'f>(files: &'f mut PackFiles, end: &str) -> &'f mut Source {
    let PackFiles { policy, facts, articles, .. } = files;
    let mut all = std::iter::once(policy).chain(facts).chain(articles);
    all.find(|source| source.name.ends_with(end)).unwrap_or_else(|| panic!("{end}"))
}

/// The template with one text, which stands once, put for another.
#[track_caller]
fn changed(end: &str, find: &str, with: &str) -> PackFiles {
    let mut files = template();
    change(&mut files, end, find, with);
    files
}

#[track_caller]
fn change(files: &mut PackFiles, end: &str, find: &str, with: &str) {
    let source = file(files, end);
    assert_eq!(source.text.matches(find).count(), 1, "{end}: {find}");
    *source = Source::new(source.name.clone(), source.text.replacen(find, with, 1));
}

fn good(files: &PackFiles) -> Policy {
    load(files).unwrap_or_else(|faults| panic!("{faults}"))
}

const POLICY: &str = "policy.toml";
const WHO: &str = "01-who.toml";
const FIGURES: &str = "02-figures.toml";
const GROWTH: &str = "02.toml";
const EQUIPMENT: &str = "03.toml";
const JOBS: &str = "04.toml";

/// `[example_base]` of the template, before which tables can be put.
const BASE: &str = "[example_base]";
const READING: &str = "[[reading]]\nid = \"room\"\ntitle = { zh = \"一\", en = \"One\" }\n\
    [[reading.option]]\nid = \"wide\"\nlabel = { zh = \"宽\", en = \"Wide\" }\n\
    [[reading.option]]\nid = \"tight\"\nlabel = { zh = \"紧\", en = \"Tight\" }\n";
