//! Whatever lines come in: no panic, no line out that steers a terminal, and what is taken can be
//! saved and read again.
//!
//! `FENGCE_FUZZ` gives the number of interviews, `FENGCE_SEED` another beginning.

#[path = "../../../tests/support/mutate.rs"]
mod mutate;

use std::panic::{catch_unwind, resume_unwind};

use super::session::{Kept, Session, Setting};
use crate::assess::Program;
use crate::diagnostic::Source;
use crate::interview::Route;
use crate::policy::{Policy, load_embedded};
use crate::profile::{Averages, Profile, read, to_toml};
use crate::text::{Lang, Text, is_unsafe};
use mutate::Dice;

const LINES: [&str; 39] = [
    "1",
    "2",
    "3",
    "0",
    "09",
    "1 3",
    "1、2",
    "",
    "是",
    "否",
    "无",
    "不知道",
    "unknown",
    "返回",
    "back",
    "为什么",
    "why",
    "备注",
    "备注 电话核实",
    "note",
    "结果",
    "保存",
    "帮助",
    "1.2亿元",
    "3500万",
    "3500",
    "-5万元",
    "8%",
    "8.5",
    "2025",
    "12",
    "300万元；1,200万元",
    "[\"300万元\", \"1200万元\"]",
    "year = 2027",
    "year = 1",
    "name = 启元",
    "industry_code = C3964",
    "revenue = \"1.5亿元\"",
    "exclusions = []",
];

fn line(policy: &Policy, dice: &mut Dice, seeds: &[Vec<u8>]) -> Vec<u8> {
    let fact = &policy.facts[dice.below(policy.facts.len())];
    match dice.below(6) {
        0 => {
            let mut bytes = format!("{} = ", fact.id).into_bytes();
            bytes.extend(dice.mutated(seeds, &[&*fact.id]));
            bytes
        }
        1 => dice.mutated(seeds, &["name = ", "返回", "退出", &*fact.id, "备注 ", " = "]),
        _ => seeds[dice.below(seeds.len())].clone(),
    }
}

fn all(policy: &Policy, profile: &Profile) -> String {
    let answers: Vec<_> = policy.facts().map(|(id, _)| profile.answers.get(id)).collect();
    let Profile { year, enterprise, unsure, notes, .. } = profile;
    format!("{year} {enterprise:?} {unsure:?} {notes:?} {answers:?}")
}

fn setting(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// Goes through an interview; how often something was saved.
fn interview(policy: &Policy, input: &[u8], way: Route, lang: Lang) -> usize {
    let program = Program::compile(policy, &policy.default_readings());
    let benchmarks = Averages::default();
    let setting = Setting { policy, program: &program, benchmarks: &benchmarks, way, lang };
    let mut output = Vec::new();
    let mut saved = Vec::new();
    let mut save = |profile: &Profile| {
        saved.push(profile.clone());
        Kept { said: Text::same("saved"), urgent: false }
    };
    let profile = Profile::new(policy, 2026);
    let mut session = Session::new(setting, profile, input, &mut output, &mut save);
    session.run().expect("memory can be written");
    let (changed, profile) = (session.changed, session.profile);
    let shown = String::from_utf8(output).expect("UTF-8");
    let bad = shown.chars().find(|c| is_unsafe(*c) && *c != '\n');
    assert_eq!(bad, None, "{shown}");
    if changed {
        let last = saved.last().expect("what is changed is saved");
        assert_eq!(all(policy, last), all(policy, &profile));
        let written = to_toml(policy, last);
        let again = read(policy, &Source::new("p.toml", &*written));
        let again = again.unwrap_or_else(|faults| panic!("{faults}"));
        assert_eq!(all(policy, &again.profile), all(policy, &profile), "{written}");
    }
    saved.len()
}

#[test]
fn random_lines_neither_panic_nor_give_what_cannot_be_read_again() {
    let policy = load_embedded().unwrap_or_else(|faults| panic!("{faults}"));
    let finds = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fuzz/ask"));
    for find in finds.expect("the committed finds") {
        let input = std::fs::read(find.expect("an entry").path()).expect("a find");
        interview(&policy, &input, Route::Section, Lang::En);
    }
    let seeds: Vec<Vec<u8>> = LINES.iter().map(|line| line.as_bytes().to_vec()).collect();
    let (count, seed) = (setting("FENGCE_FUZZ", 60), setting("FENGCE_SEED", 1));
    let (mut lines, mut saves) = (0, 0);
    for number in 0..count {
        let mut dice = Dice::new(seed, number);
        let mut input = Vec::new();
        for _ in 0..dice.below(40) {
            input.extend(line(&policy, &mut dice, &seeds));
            input.push(b'\n');
        }
        lines += input.split(|byte| *byte == b'\n').count();
        let ways = [Route::Section, Route::Quickest, Route::Article(6)];
        let way = ways[dice.below(ways.len())];
        let lang = if dice.one_in(2) { Lang::Zh } else { Lang::En };
        saves += catch_unwind(|| interview(&policy, &input, way, lang)).unwrap_or_else(|panic| {
            eprintln!("seed {seed}, interview {number}: {}", input.escape_ascii());
            resume_unwind(panic)
        });
    }
    eprintln!("{count} interviews, {lines} lines, {saves} saves");
    assert!(saves as u64 > count, "answers were taken");
}
