//! Whatever a reader is given, it answers or refuses: no panic, no hang, no output that steers a
//! terminal, and two ways to the same answer agree.
//!
//! Each test reads the inputs of `fuzz/READER/` and some thousand mutants of good files.
//! `FENGCE_FUZZ` says how many instead, `FENGCE_SEED` another beginning; each input depends on the
//! seed and its number alone. `CONTRIBUTING.md` has the command for millions.

#[path = "support/mutate.rs"]
mod mutate;
mod support;

use std::fs;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use fengce::assess::{Evaluator, Program};
use fengce::check::check;
use fengce::config::Config;
use fengce::diagnostic::{Diagnostics, Source};
use fengce::dossier::{Dossier, Material};
use fengce::interview::Interview;
use fengce::policy::source::PackFiles;
use fengce::policy::{Fact, FactId, FactKind, Policy, load, load_embedded};
use fengce::profile::{Answers, Benchmarks, Profile, read, source_from_reader, to_toml};
use fengce::quantity::{Money, Percent};
use fengce::report::{View, to_json, to_text};
use fengce::screen::{self, Bytes, Event, Format, Job, Options, ScreenError};
use fengce::text::{Lang, is_unsafe};
use fengce::typed::{Understood, understand};
use mutate::Dice;
use toml::de::DeTable;

fn policy() -> &'static Policy {
    static POLICY: OnceLock<Policy> = OnceLock::new();
    POLICY.get_or_init(|| load_embedded().unwrap_or_else(|faults| panic!("{faults}")))
}

fn program() -> &'static Program {
    static PROGRAM: OnceLock<Program> = OnceLock::new();
    PROGRAM.get_or_init(|| Program::compile(policy(), &policy().default_readings()))
}

fn setting(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// Reads the committed inputs, then so many made ones, and says which one failed; the law says
/// whether an input was accepted, as a good part of them must be.
fn fuzz(
    reader: &str,
    ordinary: u64,
    make: impl Fn(&mut Dice) -> Vec<u8>,
    law: impl Fn(&[u8], &mut Dice) -> bool,
) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz").join(reader);
    for file in files(&folder, "") {
        eprintln!("{}", file.display());
        let _ = law(&fs::read(&file).expect("a committed input"), &mut Dice::new(0, 0));
    }
    let (count, seed) = (setting("FENGCE_FUZZ", ordinary), setting("FENGCE_SEED", 1));
    let at = Arc::new(AtomicU64::new(0));
    if count > ordinary {
        watch(reader.to_owned(), at.clone());
    }
    let mut accepted = 0;
    for number in 0..count {
        at.store(number, Ordering::Relaxed);
        let mut dice = Dice::new(seed, number);
        let input = make(&mut dice);
        match catch_unwind(AssertUnwindSafe(|| law(&input, &mut dice))) {
            Ok(is_good) => accepted += u64::from(is_good),
            Err(panic) => {
                let found = format!("{reader}-{seed}-{number}");
                let found = Path::new(env!("CARGO_TARGET_TMPDIR")).join(found);
                fs::write(&found, &input).expect("kept");
                eprintln!("seed {seed}, input {number} of {reader}, kept in {}", found.display());
                resume_unwind(panic);
            }
        }
    }
    at.store(u64::MAX, Ordering::Relaxed);
    eprintln!("{reader}: {count} inputs, {accepted} accepted, {}", peak());
    assert!(accepted >= count / 50, "nearly all is refused: little is proved");
}

/// In a long run, names the input that nothing comes of, and ends.
fn watch(reader: String, at: Arc<AtomicU64>) {
    std::thread::spawn(move || {
        loop {
            let before = at.load(Ordering::Relaxed);
            std::thread::sleep(Duration::from_secs(60));
            match at.load(Ordering::Relaxed) {
                u64::MAX => return,
                now if now == before => {
                    eprintln!("{reader}: input {now} hangs");
                    std::process::exit(70);
                }
                _ => {}
            }
        }
    });
}

/// The most memory this process had so far, where the system tells.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let Some(peak) = line.map(str::trim) else { return "memory unknown".to_owned() };
    let kib: u64 = peak.trim_end_matches(" kB").parse().expect("a number");
    // The largest input has some megabytes.
    assert!(kib < 1 << 20, "{peak} at most");
    format!("{peak} of memory at most")
}

fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.is_file() && path.to_string_lossy().ends_with(end));
    files.sort();
    files
}

/// Whole files as seeds.
fn seeds(folders: &[(&str, &str)]) -> Vec<Vec<u8>> {
    let all = folders.iter().flat_map(|(folder, end)| files(Path::new(folder), end));
    let seeds: Vec<_> = all.map(|path| fs::read(path).expect("a seed")).collect();
    assert!(!seeds.is_empty());
    seeds
}

/// Names of facts and options.
fn words() -> Vec<&'static str> {
    let facts = policy().facts.iter();
    facts
        .flat_map(|fact| {
            let options = fact.kind.options().iter();
            let names = options.flat_map(|option| [option.id.as_str(), option.label.zh.as_str()]);
            names.chain([fact.id.as_str(), fact.label.zh.as_str()])
        })
        .collect()
}

#[track_caller]
fn assert_calm(text: &str) {
    let bad = text.chars().find(|c| is_unsafe(*c) && *c != '\n');
    assert_eq!(bad, None, "{text}");
}

/// Refused: in few calm words, each with its place and what to do.
#[track_caller]
fn refused(faults: &Diagnostics, names: &[&Source]) -> bool {
    assert!(!faults.0.is_empty());
    for lang in [Lang::Zh, Lang::En] {
        let shown = faults.render(lang);
        assert!(!shown.is_empty() && shown.len() < 8_000, "{}", shown.len());
        assert_calm(&shown);
    }
    for fault in &faults.0 {
        let place = &fault.place;
        let whole = ["file/", "profile/empty", "pack/", "dossier/", "toml/missing"];
        let source = names.iter().find(|source| source.name == place.file);
        match source {
            Some(source) if place.line > 0 => {
                // A line break at the end begins another line.
                let line = source.text.split('\n').nth(place.line - 1);
                let line = line.unwrap_or_else(|| panic!("line {}: {faults}", place.line));
                let most = line.chars().count() + 1;
                assert!((1..=most).contains(&place.column), "column {}: {faults}", place.column);
            }
            _ => assert!(whole.iter().any(|code| fault.code.starts_with(code)), "{faults}"),
        }
        assert!(!fault.what.zh.is_empty() && !fault.what.en.is_empty());
        assert!(!fault.remedy.zh.is_empty() && !fault.remedy.en.is_empty(), "{faults}");
    }
    false
}

/// All that a profile says.
fn said(profile: &Profile) -> String {
    let answers = policy().facts().map(|(id, _)| profile.answers.get(id)).collect::<Vec<_>>();
    let Profile { year, enterprise, unsure, notes, .. } = profile;
    format!("{year} {enterprise:?} {unsure:?} {notes:?} {answers:?}")
}

#[test]
fn a_profile_is_refused_or_means_the_same_when_written_and_read_again() {
    let good = seeds(&[("profiles", ".toml"), ("tests/data/cases", ".toml")]);
    let (bad, words) = (seeds(&[("tests/data/bad", ".toml")]), words());
    let make = |dice: &mut Dice| {
        let seeds = if dice.one_in(8) { &bad } else { &good };
        dice.mutated(seeds, &words)
    };
    fuzz("profile", 1_000, make, |bytes, dice| {
        let source = match source_from_reader("p.toml", bytes) {
            Ok(source) => source,
            Err(faults) => {
                // A file that is not UTF-8 is quoted up to the fault.
                let before = Source::new("p.toml", String::from_utf8_lossy(bytes));
                return refused(&faults, &[&before]);
            }
        };
        let loaded = match read(policy(), &source) {
            Ok(loaded) => loaded,
            Err(faults) => return refused(&faults, &[&source]),
        };
        let profile = loaded.profile;
        let written = to_toml(policy(), &profile);
        let again = read(policy(), &Source::new("again.toml", &*written));
        let again = again.unwrap_or_else(|faults| panic!("{faults}\n{written}")).profile;
        assert_eq!(said(&profile), said(&again), "{written}");
        assert_eq!(to_toml(policy(), &again), written, "a second save changes nothing");
        let year = profile.year;
        let mut evaluator = Evaluator::new(program());
        evaluator.run(&profile.answers, year);
        let sum = evaluator.totals().clone();
        assert!(sum.amount <= sum.at_most);
        if dice.one_in(16) {
            let view = View::new(policy(), program(), &profile, profile.answers.clone(), year);
            for lang in [Lang::Zh, Lang::En] {
                assert_calm(&to_text(&view, lang, true));
                let json = to_json(&view, lang, true).expect("JSON");
                assert_calm(&json);
                serde_json::from_str::<serde_json::Value>(&json).expect("JSON");
            }
        }
        true
    });
}

#[test]
fn averages_are_refused_or_fill_what_is_absent() {
    let good = "[2026]\ndistrict_output_growth = \"5.2%\"\n[2026.industry.C3964]\nindustry_output_growth = \"8%\"\n[2027]\n";
    let mut seeds = seeds(&[("tests/data/bad", ".benchmarks.toml")]);
    seeds.extend(std::iter::repeat_n(good.as_bytes().to_vec(), seeds.len() / 2));
    let words = words();
    let make = |dice: &mut Dice| dice.mutated(&seeds, &words);
    fuzz("benchmarks", 2_000, make, |bytes, _| {
        let Ok(source) = source_from_reader("b.toml", bytes) else { return false };
        match Benchmarks::read(policy(), &source) {
            Ok(benchmarks) => {
                let mut answers = Answers::new(policy());
                benchmarks.fill(policy(), 2026, Some("C3964"), &mut answers);
                assert!(answers.answered().all(|fact| policy().fact(fact).benchmark.is_some()));
                true
            }
            Err(faults) => refused(&faults, &[&source]),
        }
    });
}

#[test]
fn settings_are_refused_or_kept_as_they_are_by_a_save() {
    let good = "# mine\nlang = \"en\" # keep\ntheme = \"dark\"\nascii = true\nmouse = false\ndata_dir = \"/tmp/资料\"\nyear = 2027\nbenchmarks = \"b.toml\"\ninterface = \"ask\"\nedition = \"2026\"\n[readings]\nr06-tiers = \"each\"\n[keys]\nsave = \"f5\"\n";
    let seeds = [good.as_bytes().to_vec(), b"readings = {a = \"b\"}\n".to_vec()];
    let words = ["lang", "theme", "readings", "keys", "r06-tiers", "interface", "wizard", "[keys]"];
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("config.toml");
    let make = |dice: &mut Dice| dice.mutated(&seeds, &words);
    fuzz("config", 1_000, make, |bytes, _| {
        fs::write(&path, bytes).expect("written");
        match Config::read(&path) {
            Ok((config, unknown)) => {
                let unknown = Diagnostics(unknown);
                assert_calm(&unknown.render(Lang::Zh));
                if let Err(why) = config.save(&path) {
                    // What can be read past but not written, such as a number beyond 64 bits in
                    // a key that is not known: the file stays as it is.
                    assert!(why.en.contains("was not written"), "{}", why.en);
                    assert_eq!(fs::read(&path).expect("read"), bytes);
                    return false;
                }
                let (again, still) =
                    Config::read(&path).unwrap_or_else(|faults| panic!("{faults}"));
                assert_eq!(config, again);
                assert_eq!(unknown.0.len(), still.len());
                true
            }
            Err(faults) => {
                let text = String::from_utf8_lossy(bytes);
                let source = Source::new(path.display().to_string(), text);
                refused(&faults, &[&source])
            }
        }
    });
}

/// A dossier of each sample.
fn dossiers() -> Vec<Vec<u8>> {
    let samples = seeds(&[("profiles", ".toml")]);
    let one = |bytes: &Vec<u8>| {
        let source = source_from_reader("p.toml", &bytes[..]).expect("a sample");
        let profile = read(policy(), &source).unwrap_or_else(|faults| panic!("{faults}")).profile;
        let mut evaluator = Evaluator::new(program());
        evaluator.run(&profile.answers, profile.year);
        let material = Material {
            policy: policy(),
            sha256: "00",
            profile: &profile,
            answers: &profile.answers,
            evaluator: &evaluator,
            made: "2026-01-02",
            notes: true,
        };
        Dossier::new(material).to_json().expect("JSON").into_bytes()
    };
    samples.iter().map(one).collect()
}

#[test]
fn a_changed_dossier_never_holds() {
    let seeds = dossiers();
    // What is null may be left out.
    let value = |bytes: &[u8]| -> Option<serde_json::Value> {
        let mut value: serde_json::Value = serde_json::from_slice(bytes).ok()?;
        for benefit in value["result"]["benefits"].as_object_mut()?.values_mut() {
            benefit.as_object_mut()?.retain(|_, value| !value.is_null());
        }
        Some(value)
    };
    let good: Vec<_> = seeds.iter().map(|seed| value(seed)).collect();
    let words = ["dossier", "made", "result", "seal", "eligible", "0.00", "profile", "benchmarks"];
    let make = |dice: &mut Dice| dice.mutated(&seeds, &words);
    fuzz("dossier", 1_000, make, |bytes, _| {
        let Ok(source) = source_from_reader("d.json", bytes) else { return false };
        let dossier = match Dossier::read(&source) {
            Ok(dossier) => dossier,
            Err(faults) => return refused(&faults, &[&source]),
        };
        if let Ok(verdict) = dossier.verify(&source, policy(), "00")
            && verdict.holds()
        {
            assert!(good.contains(&value(source.text.as_bytes())), "{}", source.text);
        }
        true
    });
}

/// The small pack, one file of it changed: by its own pieces and by those of the embedded pack.
fn pack(dice: &mut Dice, whole: &PackFiles, seeds: &[Vec<u8>], words: &[&str]) -> PackFiles {
    let mut files = whole.clone();
    let (facts, articles) = (files.facts.len(), files.articles.len());
    for _ in 0..1 + dice.below(2) {
        let at = dice.below(facts + articles + 2);
        let of = |files: &PackFiles| match at {
            0 => files.text.clone(),
            1 => files.policy.text.to_string(),
            at if at < 2 + facts => files.facts[at - 2].text.to_string(),
            at => files.articles[at - 2 - facts].text.to_string(),
        };
        let mut bytes = of(&files).into_bytes();
        let other = &seeds[dice.below(seeds.len())];
        for _ in 0..1 + dice.below(3) {
            dice.change(&mut bytes, other, words);
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let put = |source: &mut Source| *source = Source::new(&*source.name, &*text);
        match at {
            0 => files.text.clone_from(&text),
            1 => put(&mut files.policy),
            at if at < 2 + facts => put(&mut files.facts[at - 2]),
            at => put(&mut files.articles[at - 2 - facts]),
        }
    }
    files
}

/// What stands in the files is in the policy.
fn assert_nothing_passed_over(files: &PackFiles, policy: &Policy) {
    let tables: Vec<_> = files
        .sources()
        .map(|source| DeTable::parse(&source.text).expect("TOML").into_inner())
        .collect();
    let all = |key: &str| -> Vec<_> {
        let lists = tables.iter().filter_map(|table| table.get(key)?.get_ref().as_array());
        lists.flat_map(|list| list.iter()).collect()
    };
    assert_eq!(policy.facts.len(), all("fact").len());
    assert_eq!(policy.benefits.len(), all("benefit").len());
    assert_eq!(policy.gates.len(), all("gate").len());
    assert_eq!(policy.readings.len(), all("reading").len());
    assert_eq!(policy.exclusives.len(), all("exclusive").len());
    for (benefit, written) in policy.benefits.iter().zip(all("benefit")) {
        let examples = written.get_ref().as_table().and_then(|table| table.get("example"));
        let examples = examples.and_then(|list| list.get_ref().as_array()).map_or(0, |l| l.len());
        assert_eq!(benefit.examples.len(), examples, "{}", benefit.id);
    }
}

/// Uses a pack as the program does.
fn use_pack(files: &PackFiles, dice: &mut Dice) -> bool {
    let policy = match load(files) {
        Ok(policy) => policy,
        Err(faults) => return refused(&faults, &files.sources().collect::<Vec<_>>()),
    };
    assert_nothing_passed_over(files, &policy);
    let program = Program::compile(&policy, &policy.default_readings());
    let mut profile = Profile::new(&policy, 2026);
    for (at, _) in (0u16..).zip(&policy.facts) {
        if dice.one_in(2) {
            let value = support::value(&policy, FactId(at), 2026, dice.next(), dice.next());
            profile.answers.set(FactId(at), Some(value));
        }
    }
    let view = View::new(&policy, &program, &profile, profile.answers.clone(), 2026);
    let totals = view.evaluator.totals();
    assert!(totals.amount <= totals.at_most);
    assert_calm(&to_text(&view, Lang::Zh, true));
    let asked = Interview::new(&policy, &program, &profile, &profile.answers);
    assert!(asked.questions().count() <= policy.facts.len());
    if dice.one_in(8)
        && let Ok((_, report)) = check(files)
    {
        for finding in report.findings() {
            assert_calm(&Diagnostics(vec![finding.diagnostic.clone()]).render(Lang::En));
        }
    }
    true
}

#[test]
fn a_pack_is_refused_or_can_be_used() {
    let whole = PackFiles::from_dir(Path::new("tests/packs/second")).expect("readable");
    let embedded = PackFiles::embedded();
    let sources = whole.sources().chain(embedded.sources());
    let seeds: Vec<_> = sources.map(|source| source.text.as_bytes().to_vec()).collect();
    let words = [
        "lot",
        "drawn",
        "rent",
        "benefit",
        "when",
        "award",
        "first",
        "rate",
        "of",
        "cap",
        "each",
        "beyond",
        "later",
        "stages",
        "sum",
        "less",
        "under",
        "reading",
        "gate",
        "gate-location",
        "exclusive",
        "derived",
        "is",
        "one_of",
        "has",
        "has_any",
        "any",
        "all",
        "not",
        "fact",
        "quote",
        "quotes",
        "[[benefit]]",
        "[[fact]]",
        "[renamed]",
        "[retired]",
        "kind",
        "money",
        "choice",
        "set",
        "options",
        "take",
        "tiers",
        "first_reaches",
        "record",
        "prior",
        "unit",
        "{year}",
        "{year-1}",
        "{Y}",
        "第一百条",
        "第二条",
    ];
    let seed_of = |bytes: &[u8]| u64::from_le_bytes(bytes.try_into().expect("eight bytes"));
    let make = |dice: &mut Dice| dice.next().to_le_bytes().to_vec();
    let changed = |bytes: &[u8]| match bytes.len() {
        // A number stands for the changes that it makes.
        8 => pack(&mut Dice::new(seed_of(bytes), 0), &whole, &seeds, &words),
        // A committed find takes the place of the file that its first line names.
        _ => {
            let mut files = whole.clone();
            let text = String::from_utf8_lossy(bytes);
            let name =
                text.lines().next().and_then(|line| line.strip_prefix("# ")).expect("a name");
            let others = files.facts.iter_mut().chain(&mut files.articles);
            let mut all = std::iter::once(&mut files.policy).chain(others);
            let source =
                all.find(|source| source.name.ends_with(name)).expect("a file of the pack");
            *source = Source::new(&*source.name, &*text);
            files
        }
    };
    fuzz("pack", 400, make, |bytes, dice| use_pack(&changed(bytes), dice));
}

/// What a run of the screening gave: the lines, and which of the input's were told as bad.
struct Screened {
    lines: Vec<String>,
    bad: Vec<u64>,
}

fn screened(input: &[u8], from: Format, format: Format, threads: usize) -> Option<Screened> {
    let options = Options {
        from,
        format,
        year: Some(2026),
        totals_only: false,
        missing: format == Format::Ndjson,
        ignore_unknown: false,
        carry: from == Format::Csv,
        excel: false,
        summary: false,
        lang: Lang::En,
        threads: NonZeroUsize::new(threads).expect("not 0"),
        stop: Arc::default(),
    };
    let benchmarks = Benchmarks::default();
    let (policy, program) = (policy(), program());
    let job = Job { policy, program, benchmarks: &benchmarks, options: &options, others: &[] };
    let mut output = Bytes(Vec::new());
    let mut bad = Vec::new();
    let ran = screen::run(&job, input, &mut output, |event| {
        if let Event::Bad(record) = event {
            bad.push(record.line);
        }
    });
    let tally = match ran {
        Ok((tally, _)) => tally,
        Err(ScreenError::Input(why)) => {
            assert_calm(&why.zh);
            return None;
        }
        Err(error) => panic!("{error}"),
    };
    assert_eq!(tally.bad, bad.len() as u64);
    let text = String::from_utf8(output.0).expect("UTF-8");
    assert_calm(&text);
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if format == Format::Ndjson {
        assert_eq!(tally.good + tally.bad, lines.len() as u64);
    }
    Some(Screened { lines, bad })
}

/// The id of a result and, of a good one, all of it.
fn result(line: &str) -> (serde_json::Value, Option<&str>) {
    let json: serde_json::Value = serde_json::from_str(line).expect("JSON");
    (json["id"].clone(), json.get("error").is_none().then_some(line))
}

const LINES: [&str; 9] = [
    r#"{"id":"a","answers":{"operates_in_fengtai":true,"in_enterprise_library":true,"category":"manufacturer","exclusions":[]}}"#,
    r#"{"id":"b","year":2027,"industry_code":"C3964","answers":{"revenue":"1.5亿元","revenue_prior":120000000}}"#,
    r#" { "answers" : { "revenue" : 12 , "issuer_contracts" : [ "1万元" , 5 ] } , "id" : "丰台" } "#,
    r#"{"id":"A\n","answers":{"output_increase":"-3万元","industrial_output":0}}"#,
    r#"{"id":"d","answers":{"district_output_growth":"5.2%","landed_enterprises":12,"above_scale_since":2025}}"#,
    r#"{"id":"e","answers":{"operates_in_fengtai":true,}}"#,
    r#"{"id":"f","answers":{"exclusions":["restricted_catalogue","accident"],"funding":["robot_first_use"],"robot_first_use_funding":"100万元"}}"#,
    r#"{"id":"g","year":2026,"answers":{"activities":["outsourcing"],"category":"software"}}"#,
    r#"{"id":"","answers":{}}"#,
];

#[test]
fn both_readers_of_json_lines_agree() {
    let seeds: Vec<_> = LINES.iter().map(|line| line.as_bytes().to_vec()).collect();
    let words = words();
    let make = |dice: &mut Dice| {
        let mut lines = Vec::new();
        for _ in 0..16 {
            let line = dice.mutated(&seeds, &words);
            lines.extend(line.into_iter().filter(|byte| *byte != b'\n'));
            lines.push(b'\n');
        }
        lines
    };
    fuzz("ndjson", 150, make, |bytes, _| {
        // An escape in a key means the same and leaves the line to the general reader.
        let mut escaped = Vec::new();
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            let at = line.windows(4).position(|piece| piece == b"\"id\"");
            let (before, after) = line.split_at(at.unwrap_or(line.len()));
            escaped.extend_from_slice(before);
            if let Some(after) = after.strip_prefix(b"\"id\"") {
                escaped.extend_from_slice(b"\"\\u0069d\"");
                escaped.extend_from_slice(after);
            }
        }
        let fast = screened(bytes, Format::Ndjson, Format::Ndjson, 1).expect("lines");
        let general = screened(&escaped, Format::Ndjson, Format::Ndjson, 2).expect("lines");
        assert_eq!(fast.bad, general.bad);
        assert_eq!(fast.lines.len(), general.lines.len());
        for (one, other) in fast.lines.iter().zip(&general.lines) {
            assert_eq!(result(one), result(other));
        }
        fast.bad.len() < fast.lines.len()
    });
}

#[test]
fn any_sheet_is_refused_or_read_row_by_row() {
    let gbk: &[u8] = b"\xc6\xf3\xd2\xb5\xc3\xfb\xb3\xc6,year\n\xb7\xe1\xcc\xa8,2026\n";
    let wide: Vec<u8> =
        "id,revenue\n丰台,1亿元\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let seeds = [
        "id,year,industry_code,operates_in_fengtai,revenue,issuer_contracts,exclusions\na,2026,C39,true,1.5亿元,1万元;5,none\nb,,,否,12,,restricted_catalogue;accident\n".as_bytes().to_vec(),
        "\u{feff}企业名称,营业收入（万元）,备注\r\n\"甲, \"\"乙\"\"\n丙\",\"1,200\",\"=1+1\"\r\n丁,不知道,\r\n".as_bytes().to_vec(),
        "id,revenue,other\n\"a\"tail,１２万,\"open\n".as_bytes().to_vec(),
        gbk.to_vec(),
        [b"\xff\xfe".as_slice(), &wide].concat(),
    ];
    let words = words();
    let make = |dice: &mut Dice| dice.mutated(&seeds, &words);
    fuzz("csv", 1_000, make, |bytes, _| {
        let alone = screened(bytes, Format::Csv, Format::Ndjson, 1);
        let together = screened(bytes, Format::Csv, Format::Ndjson, 3);
        assert_eq!(alone.is_some(), together.is_some());
        let (Some(alone), Some(together)) = (alone, together) else { return false };
        assert_eq!((&alone.lines, &alone.bad), (&together.lines, &together.bad));
        let sheet = screened(bytes, Format::Csv, Format::Csv, 1).expect("as before");
        assert_eq!(sheet.bad, alone.bad);
        let text = sheet.lines.join("\n");
        let mut rows = csv::ReaderBuilder::new().from_reader(text.as_bytes());
        // Every row has as many cells as the header.
        assert_eq!(rows.records().filter(Result::is_ok).count(), alone.lines.len(), "{text}");
        alone.bad.len() < alone.lines.len()
    });
}

/// A value for a fact as JSON and as a cell, mostly good.
fn value_and_cell(fact: &Fact, dice: &mut Dice) -> (serde_json::Value, String) {
    use serde_json::Value as Json;
    let amount = |dice: &mut Dice| match dice.below(24) {
        0 => Json::from(dice.token()),
        1 => Json::from(dice.next() as i64 >> dice.below(60)),
        2 => Json::from(format!("{}元", dice.next() >> dice.below(60))),
        3..8 => Json::from(dice.next() % 2_000_000_000),
        n => {
            let unit = ["万元", "亿元", "万", "亿"][n % 4];
            Json::from(format!("{}.{}{unit}", dice.below(9_999), dice.below(100)))
        }
    };
    let plain = |json: &Json| json.as_str().map_or_else(|| json.to_string(), str::to_owned);
    let json = match &fact.kind {
        FactKind::Bool => Json::from(dice.one_in(2)),
        FactKind::Choice(options) => Json::from(&*options[dice.below(options.len())].id),
        FactKind::Set(options) => {
            let chosen = options.iter().filter(|_| dice.one_in(3));
            Json::from(chosen.map(|option| &*option.id).collect::<Vec<_>>())
        }
        FactKind::Money { .. } => amount(dice),
        FactKind::Percent => Json::from(match dice.below(12) {
            0 => dice.token().to_owned(),
            1 => format!("-{}%", dice.below(200)),
            _ => format!("{}.{}%", dice.below(200), dice.next() >> dice.below(60)),
        }),
        FactKind::Count if dice.one_in(12) => Json::from(dice.next() as i64 >> dice.below(64)),
        FactKind::Count => Json::from(dice.below(2_000)),
        FactKind::Year => Json::from(1_945 + dice.below(160)),
        FactKind::MoneyList => {
            Json::from((0..dice.below(4)).map(|_| amount(dice)).collect::<Vec<_>>())
        }
    };
    let cell = match &json {
        Json::Array(items) if items.is_empty() => "none".to_owned(),
        Json::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(";"),
        other => plain(other),
    };
    (json, cell)
}

#[test]
fn a_line_a_row_and_a_profile_with_the_same_values_give_the_same() {
    let make = |dice: &mut Dice| dice.next().to_le_bytes().to_vec();
    fuzz("same", 50, make, |_, dice| {
        let facts: Vec<_> = policy().facts.iter().filter(|_| dice.one_in(6)).collect();
        let mut sheet = csv::Writer::from_writer(Vec::new());
        let ids = facts.iter().map(|fact| &*fact.id);
        sheet.write_record(["id"].into_iter().chain(ids)).expect("a row");
        let (mut lines, mut profiles) = (String::new(), Vec::new());
        for number in 0..16 {
            let mut answers = serde_json::Map::new();
            let mut cells = vec![number.to_string()];
            let mut toml =
                format!("schema = 1\npolicy = \"{}\"\nyear = 2026\n[answers]\n", policy().id);
            for fact in &facts {
                let (json, cell) = value_and_cell(fact, dice);
                toml.push_str(&format!("{} = {json}\n", fact.id));
                answers.insert(fact.id.clone(), json);
                cells.push(cell);
            }
            sheet.write_record(&cells).expect("a row");
            let line = serde_json::json!({"id": number.to_string(), "answers": answers});
            lines.push_str(&format!("{line}\n"));
            profiles.push(toml);
        }
        let sheet = sheet.into_inner().expect("a sheet");
        let of_lines =
            screened(lines.as_bytes(), Format::Ndjson, Format::Ndjson, 1).expect("lines");
        let of_sheet = screened(&sheet, Format::Csv, Format::Ndjson, 1).expect("a sheet");
        let rows = of_lines.lines.iter().zip(&of_sheet.lines).zip(&profiles);
        for (at, ((line, row), toml)) in rows.enumerate() {
            let input = || format!("{}\n{toml}", lines.lines().nth(at).unwrap_or_default());
            let good = result(line).1.is_some();
            // A cell is read more kindly than a value.
            if good {
                assert_eq!(line, row, "{}", input());
            }
            let loaded = read(policy(), &Source::new("p.toml", &**toml));
            assert_eq!(loaded.is_ok(), good, "{line}\n{}", input());
            if let Ok(loaded) = loaded {
                let mut evaluator = Evaluator::new(program());
                evaluator.run(&loaded.profile.answers, 2026);
                let json: serde_json::Value = serde_json::from_str(line).expect("JSON");
                let totals = evaluator.totals();
                assert_eq!(json["total"]["amount"], totals.amount.to_plain(), "{}", input());
                assert_eq!(json["total"]["at_most"], totals.at_most.to_plain(), "{}", input());
            }
        }
        assert_eq!(of_lines.lines.len(), 16);
        of_lines.bad.len() < 16
    });
}

#[test]
fn an_amount_is_refused_or_written_as_it_is_read() {
    let seeds: Vec<Vec<u8>> = [
        "1.2亿元",
        "3500万",
        "0.01元",
        "-3万元",
        "1,200万元",
        "１２．５万元",
        "999999999999999元",
        "5%",
        "-0.5%",
        "1000000%",
        "5.00000000000000000001%",
        "2025年3月",
        "12",
        "一百万",
    ]
    .iter()
    .map(|text| text.as_bytes().to_vec())
    .collect();
    let kinds: Vec<_> = policy().facts.iter().map(|fact| &fact.kind).collect();
    let make =
        |dice: &mut Dice| dice.mutated(&seeds, &["万", "亿", "元", "千", "百", "，", "．", "￥"]);
    fuzz("amount", 5_000, make, |bytes, dice| {
        let text = String::from_utf8_lossy(bytes);
        if let Ok(money) = Money::parse(&text, true) {
            assert_eq!(Money::parse(&money.to_profile(), true), Ok(money), "{text}");
            assert_eq!(Money::from_decimal(money.to_decimal()), Ok(money), "{text}");
        }
        if let Ok(percent) = Percent::parse(&text) {
            assert_eq!(Percent::from_decimal(percent.to_decimal()), Some(percent), "{text}");
        }
        let kind = kinds[dice.below(kinds.len())];
        let unit = dice.below(5).checked_sub(1);
        let understood = understand(kind, &text, unit);
        if let Understood::Wrong(wrong) = understood {
            assert_calm(&wrong.text().zh);
        }
        matches!(understood, Understood::Value(_))
    });
}
