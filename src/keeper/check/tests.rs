//! Packs with one seeded fault each, as patches of the template: every fault is found, in both
//! languages, with its place and, where one exists, a counter-example that really shows it.
//! The good packs are clean.

use std::fs;
use std::path::Path;

use super::{Finding, check, refused};
use crate::patched as pack;
use crate::policy::source::PackFiles;
use crate::text::Lang;

/// What a check of the pack in a folder says.
fn findings(dir: &Path) -> Vec<Finding> {
    let files = match PackFiles::from_dir(dir) {
        Ok(files) => files,
        Err(faults) => return faults.0.into_iter().map(|fault| Finding::new(fault, "")).collect(),
    };
    match check(&files) {
        Ok((_, report)) => report.found,
        Err(faults) => refused(&files, faults),
    }
}

#[test]
fn every_seeded_fault_is_found() {
    let mut count = 0;
    let mut wrong = Vec::new();
    let mut folders: Vec<_> = fs::read_dir("tests/packs/bad")
        .expect("the bad packs")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    folders.sort();
    for folder in folders {
        count += 1;
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(folder.join("patch.toml")).expect("a patch");
        let patch: toml::Table = text.parse().expect("TOML");
        let home = tempfile::tempdir().expect("a folder");
        let base = patch.get("pack").and_then(|pack| pack.as_str());
        pack::copy(Path::new(base.unwrap_or("policies/template")), home.path());
        pack::patch(home.path(), &patch);
        if let Some(encoding) = patch.get("encode").and_then(|encoding| encoding.as_str()) {
            recode(&home.path().join(patch["file"].as_str().expect("a file")), encoding);
        }
        let found = findings(home.path());
        let prefix = format!("{}/", home.path().display());
        let render = |lang| {
            let all: String = found.iter().map(|finding| finding.render(lang)).collect();
            all.replace(&prefix, "")
        };
        let said = format!("{}\n{}", render(Lang::Zh), render(Lang::En));
        // Of a pack that grows, what is said is compared, not where its lines are now.
        let said = if base == Some(EMBEDDED) { without_lines(&said) } else { said };
        let expected = folder.join("expected.txt");
        if std::env::var_os("FENGCE_ACCEPT").is_some() {
            fs::write(&expected, &said).expect("writable");
        }
        let wanted: Vec<&str> =
            patch["codes"].as_array().expect("codes").iter().filter_map(|c| c.as_str()).collect();
        let codes: Vec<&str> = {
            let mut codes: Vec<&str> = found.iter().map(|f| f.diagnostic.code).collect();
            codes.dedup();
            codes
        };
        let missing: Vec<_> = wanted.iter().filter(|code| !codes.contains(code)).collect();
        if !missing.is_empty() {
            wrong.push(format!("{name}: {missing:?} not found\n{said}"));
            continue;
        }
        let first = found.iter().find(|f| f.diagnostic.code == wanted[0]).expect("found");
        if let Some(file) = patch.get("file").and_then(|file| file.as_str()) {
            let place = &first.diagnostic.place;
            let at = place.file.replace(&prefix, "");
            if at != file || place.line == 0 && name != "allow-unused" {
                wrong.push(format!("{name}: found at {at}:{}, not in {file}", place.line));
            }
        }
        if patch["facts"].as_bool() == Some(true) && first.facts.is_empty() {
            wrong.push(format!("{name}: no counter-example\n{said}"));
        }
        if fs::read_to_string(&expected).ok().as_deref() != Some(said.as_str()) {
            wrong.push(format!("{name}: expected.txt differs\n{said}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 130, "{count} packs");
}

const EMBEDDED: &str = "policies/fengtai-smart-manufacturing";

/// What is said, without the lines that are shown and their numbers.
fn without_lines(said: &str) -> String {
    let told = said.lines().filter(|line| !line.contains(" | ") && !line.contains(" ::: "));
    let bare = |line: &str| match line.split_once(".toml:") {
        Some((file, rest)) => {
            let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
            format!("{file}.toml:{rest}\n")
        }
        None => format!("{line}\n"),
    };
    told.map(bare).collect()
}

/// Writes a file in another encoding.
fn recode(path: &Path, encoding: &str) {
    let text = fs::read_to_string(path).expect("UTF-8");
    let bytes = match encoding {
        "gbk" => encoding_rs::GBK.encode(&text).0.into_owned(),
        _ => text.encode_utf16().fold(vec![0xff, 0xfe], |mut bytes, unit| {
            bytes.extend(unit.to_le_bytes());
            bytes
        }),
    };
    fs::write(path, bytes).expect("writable");
}

#[test]
fn the_good_packs_are_clean() {
    for (dir, examples) in [
        ("policies/template", 18),
        (EMBEDDED, 439),
        ("tests/packs/second", 19),
        ("tests/packs/county", 47),
        ("tests/packs/foreign", 14),
        ("tests/packs/town", 29),
    ] {
        let files = PackFiles::from_dir(Path::new(dir)).unwrap_or_else(|faults| panic!("{faults}"));
        let (_, report) = check(&files).unwrap_or_else(|faults| panic!("{dir}: {faults}"));
        assert_eq!(report.examples, examples, "{dir}");
        let found = report.found;
        assert!(
            found.is_empty(),
            "{}",
            found.iter().map(|f| f.render(Lang::Zh)).collect::<String>()
        );
    }
}
