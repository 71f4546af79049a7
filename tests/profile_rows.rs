//! Profiles as rows of a sheet and back, and a page for each row.

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::Path;

use program::fengce;
use serde_json::Value;

/// Runs with the data folder `home/data`; returns the exit status and both outputs.
fn run(home: &Path, arguments: &[&str]) -> (i32, String, String) {
    let data = home.join("data");
    let output = fengce(home, arguments, &[("FENGCE_DATA", data.to_str().expect("UTF-8"))]);
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

#[track_caller]
fn ok(home: &Path, arguments: &[&str]) -> String {
    let (status, out, error) = run(home, arguments);
    assert_eq!(status, 0, "{arguments:?}: {out}{error}");
    out
}

/// A home with every profile of the samples saved.
fn home() -> (tempfile::TempDir, Vec<String>) {
    let home = tempfile::tempdir().expect("a folder");
    let dir = home.path().join("data/profiles");
    fs::create_dir_all(&dir).expect("made");
    let mut names = Vec::new();
    for entry in fs::read_dir("profiles").expect("the samples") {
        let path = entry.expect("read").path();
        if path.extension().is_some_and(|end| end == "toml") {
            let name = path.file_stem().and_then(|name| name.to_str()).expect("a name").to_owned();
            fs::copy(&path, dir.join(format!("{name}.toml"))).expect("copied");
            names.push(name);
        }
    }
    names.sort();
    (home, names)
}

fn assessed(home: &Path, name: &str) -> Value {
    let json = ok(home, &["assess", name, "--format", "json"]);
    let json: Value = serde_json::from_str(&json).expect("JSON");
    serde_json::json!([
        json["year"],
        json["enterprise"],
        json["gate"],
        json["benefits"],
        json["total"]
    ])
}

#[test]
fn profiles_come_back_as_they_went_out() {
    let (home, names) = home();
    for lang in ["zh", "en"] {
        let sheet = home.path().join(format!("{lang}.xlsx"));
        let sheet = sheet.to_str().expect("UTF-8");
        ok(home.path(), &["profiles", "export", "-o", sheet, "--lang", lang]);
        // Into an empty home: each has the same results under the same name.
        let other = tempfile::tempdir().expect("a folder");
        let said = ok(other.path(), &["profiles", "import", sheet, "--lang", "en"]);
        assert!(said.contains(&format!("{} made, 0 changed", names.len())), "{said}");
        for name in &names {
            assert_eq!(assessed(other.path(), name), assessed(home.path(), name), "{lang} {name}");
        }
        // Where they are already, nothing changes.
        let said = ok(home.path(), &["profiles", "import", sheet, "--lang", "en"]);
        let same = format!("0 made, 0 changed, {} as they were", names.len());
        assert!(said.contains(&same), "{said}");
        // And screened they give what they give one by one.
        let lines = ok(home.path(), &["screen", sheet]);
        assert_eq!(lines.lines().count(), names.len());
        for (line, name) in lines.lines().zip(&names) {
            let line: Value = serde_json::from_str(line).expect("JSON");
            assert_eq!(line["total"], assessed(home.path(), name)[4], "{lang} {name}");
        }
    }
}

#[test]
fn what_would_change_is_shown_first_and_nothing_is_lost() {
    let home = tempfile::tempdir().expect("a folder");
    let sheet = home.path().join("a.csv");
    let path = sheet.to_str().expect("UTF-8");
    let write = |output: &str| {
        let text = format!(
            "企业名称,统一社会信用代码,year,工业产值（万元）,企业类别\n\
             甲,91110106MA00000001,2026,{output},\n乙,91110106MA00000002,2026,,manufacturer\n"
        );
        fs::write(&sheet, text).expect("written");
    };
    write("8000");
    let said = ok(home.path(), &["profiles", "import", path, "--row", "2"]);
    assert!(said.contains("新建：甲") && said.contains("新建 1 份"), "{said}");
    assert_eq!(run(home.path(), &["profiles", "import", path, "--row", "9"]).0, 2);
    let file = home.path().join("data/profiles/甲.toml");
    let mut text = fs::read_to_string(&file).expect("read");
    text.push_str("\n[notes]\nprofile = \"别丢\"\n");
    fs::write(&file, &text).expect("written");
    write("12000");
    // Shown and left; the one that is new is made.
    let (status, said, _) = run(home.path(), &["profiles", "import", path]);
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("8000万元 → 1.2亿元") && said.contains("--force"), "{said}");
    assert!(said.contains("新建：乙"), "{said}");
    assert_eq!(fs::read_to_string(&file).expect("read"), text);
    let (status, said, _) = run(home.path(), &["profiles", "import", path, "--force"]);
    assert_eq!((status, said.contains("修改 1 份，没有变化 1 份")), (0, true), "{said}");
    let now = fs::read_to_string(&file).expect("read");
    assert!(now.contains("1.2亿元") && now.contains("别丢"), "{now}");
    let history = ok(home.path(), &["profiles", "history", "甲"]);
    assert!(history.contains("restore"), "{history}");
    let before = ok(home.path(), &["profiles", "show", "甲", "--state", "1"]);
    assert_eq!(before, text);
    // The same name and another code, or another year, is another profile.
    let other = "企业名称,统一社会信用代码,year,企业类别\n\
                 甲,91110106MA00000009,2026,manufacturer\n甲,91110106MA00000001,2025,manufacturer\n";
    fs::write(&sheet, other).expect("written");
    ok(home.path(), &["profiles", "import", path]);
    let list = ok(home.path(), &["profiles", "list"]);
    assert_eq!(list.lines().count(), 4, "{list}");
}

#[test]
fn a_page_for_each_row_with_an_index() {
    let home = tempfile::tempdir().expect("a folder");
    let sheet = home.path().join("a.csv");
    let path = sheet.to_str().expect("UTF-8");
    let long = "长".repeat(200);
    let names = ["甲", "甲", "CON", "a/b:c?", "index", "<b>&", &long];
    let mut text = "企业名称,year,企业类别\n".to_owned();
    for name in names {
        text += &format!("{name},2026,manufacturer\n");
    }
    fs::write(&sheet, &text).expect("written");
    for (format, ending) in [("html", "html"), ("markdown", "md")] {
        let to = home.path().join(format);
        let folder = to.to_str().expect("UTF-8");
        let arguments = ["pages", path, "-o", folder, "--format", format];
        ok(home.path(), &arguments);
        let mut files: Vec<String> = fs::read_dir(&to)
            .expect("the folder")
            .map(|entry| entry.expect("read").file_name().into_string().expect("UTF-8"))
            .collect();
        files.sort();
        assert_eq!(files.len(), names.len() + 1, "{files:?}");
        for file in &files {
            assert!(file.len() < 120 && !file.contains(['/', ':', '?', '<']), "{file}");
        }
        assert!(
            files.contains(&format!("甲-2.{ending}")) && !files.contains(&format!("CON.{ending}"))
        );
        let index = fs::read_to_string(to.join(format!("index.{ending}"))).expect("read");
        assert!(!index.contains("<b>&"), "{index}");
        let links = index.matches(&format!(".{ending}")).count();
        assert_eq!(links, names.len(), "{index}");
        // Nothing is replaced unasked.
        assert_eq!(run(home.path(), &arguments).0, 2);
        ok(home.path(), &[&arguments[..], &["--force"]].concat());
    }
}
