//! A dossier is worked out again, and says what changed.

#[path = "support/program.rs"]
mod program;

use std::path::Path;

fn run(home: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = program::fengce(home, arguments, &[]);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn exported(home: &Path, arguments: &[&str]) -> String {
    let file = home.join("d.json");
    let file = file.to_str().expect("UTF-8");
    let mut all = vec!["export", "-o", file];
    all.extend(arguments);
    let (status, _, error) = run(home, &all);
    assert_eq!(status, Some(0), "{error}");
    std::fs::read_to_string(file).expect("written")
}

fn verified(home: &Path, text: &str, arguments: &[&str]) -> (Option<i32>, String, String) {
    let file = home.join("v.json");
    std::fs::write(&file, text).expect("writable");
    let mut all = vec!["verify", file.to_str().expect("UTF-8")];
    all.extend(arguments);
    run(home, &all)
}

#[test]
fn every_sample_holds() {
    let home = tempfile::tempdir().expect("a folder");
    for entry in std::fs::read_dir("profiles").expect("the samples") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let text = exported(home.path(), &[path.to_str().expect("UTF-8")]);
            let (status, out, _) = verified(home.path(), &text, &[]);
            assert_eq!(status, Some(0), "{}: {out}", path.display());
        }
    }
}

/// Averages, year and readings that were not the profile's go with it.
#[test]
fn it_holds_elsewhere() {
    let home = tempfile::tempdir().expect("a folder");
    let profile = home.path().join("p.toml");
    let text = std::fs::read_to_string("profiles/robot-maker.toml").expect("the sample");
    std::fs::write(&profile, text.replace("district_output_growth = \"5%\"\n", ""))
        .expect("written");
    let averages = home.path().join("b.toml");
    std::fs::write(&averages, "[2026]\ndistrict_output_growth = \"7.5%\"\n").expect("written");
    let profile = profile.to_str().expect("UTF-8");
    let averages = averages.to_str().expect("UTF-8");
    let text = exported(
        home.path(),
        &[profile, "--benchmarks", averages, "--reading", "r06-excess=over_average"],
    );
    // (4000万 − 7.5 % × 8000万) × 1% = 34万 beside 30万 and 90万.
    assert!(text.contains("\"1540000.00\"") && text.contains("7.5%"), "{text}");
    for told in ["财务口径", "一次性大单"] {
        assert!(!text.contains(told), "notes are not exported unasked");
    }
    let (status, out, _) = verified(home.path(), &text, &["--lang", "en"]);
    assert_eq!(status, Some(0), "{out}");
    let with_notes = exported(home.path(), &["profiles/robot-maker.toml", "--notes"]);
    assert!(with_notes.contains("一次性大单"));
}

#[test]
fn tampering_shows() {
    let home = tempfile::tempdir().expect("a folder");
    let text = exported(home.path(), &["profiles/robot-maker.toml"]);
    for (what, from, to, said) in [
        ("an amount", "\"350000.00\"", "\"950000.00\"", "工业产值增量奖励"),
        (
            "an answer",
            "industrial_output = \\\"1.2亿元\\\"",
            "industrial_output = \\\"2.2亿元\\\"",
            "工业产值增量奖励",
        ),
        ("a reading", "\"highest\"", "\"difference\"", "工业产值达档奖励"),
        ("the name", "启元", "启示", "校验值"),
    ] {
        assert!(text.contains(from), "{what}: {text}");
        let (status, out, error) = verified(home.path(), &text.replacen(from, to, 1), &[]);
        assert_eq!(status, Some(1), "{what}: {out}{error}");
        assert!(out.contains(said) && out.contains("校验值"), "{what}: {out}");
    }
    for bad in ["", "{}", "not json", &text[..text.len() / 2]] {
        let (status, _, error) = verified(home.path(), bad, &[]);
        assert_eq!(status, Some(2), "{bad}");
        assert!(error.contains("dossier/syntax"), "{error}");
    }
}

fn copied(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copied(&path, &target);
        } else {
            std::fs::copy(&path, target).expect("copied");
        }
    }
}

/// A pack with other words gives the same; one that pays 2 % instead of 1 % does not:
/// (1.2亿 − 8000万 − 500万) × 2% = 70万.
#[test]
fn another_pack_is_told() {
    let home = tempfile::tempdir().expect("a folder");
    let text = exported(home.path(), &["profiles/robot-maker.toml"]);
    let pack = home.path().join("pack");
    copied(Path::new("policies/fengtai-smart-manufacturing"), &pack);
    let dir = pack.to_str().expect("UTF-8");
    let (status, out, _) = verified(home.path(), &text, &["--policy", dir]);
    assert_eq!(status, Some(0), "{out}");
    assert!(!out.contains("政策包不同"), "the same files from a folder: {out}");

    let article = pack.join("articles/06.toml");
    let sixth = std::fs::read_to_string(&article).expect("readable");
    std::fs::write(&article, format!("{sixth}# another\n")).expect("writable");
    let (status, out, _) = verified(home.path(), &text, &["--policy", dir]);
    assert_eq!(status, Some(0), "{out}");
    assert!(out.contains("政策包不同"), "{out}");

    let dearer = "award = { rate = \"2%\", of = \"output_increase\", beyond = \"500万元\"";
    let cheaper = dearer.replace("2%", "1%");
    assert!(sixth.contains(&cheaper));
    std::fs::write(&article, sixth.replacen(&cheaper, dearer, 1)).expect("writable");
    let (status, out, _) = verified(home.path(), &text, &["--policy", dir]);
    assert_eq!(status, Some(1), "{out}");
    assert!(out.contains("政策包不同") && out.contains("700000.00"), "{out}");
}
