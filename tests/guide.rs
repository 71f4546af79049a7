//! The guide's example pack is built by following the guide, and checks.

use std::collections::BTreeMap;
use std::fs;

use fengce::keeper::check::check;
use fengce::policy::source::PackFiles;
use fengce::policy::vocabulary::reference;
use fengce::text::Lang;

/// The blocks that name a file.
fn blocks(guide: &str) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut lines = guide.lines();
    while let Some(line) = lines.next() {
        let whole = line.starts_with("```") && !line.starts_with("```diff");
        let Some((_, name)) = line.split_once(" file=").filter(|_| whole) else {
            continue;
        };
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let body = format!("{}\n", body.join("\n"));
        assert!(files.insert(name.to_owned(), body).is_none(), "{name} stands twice");
    }
    files
}

/// The reference tables stand between these lines; `FENGCE_ACCEPT=1` writes them anew.
const FROM: &str = "<!-- reference -->\n";
const TO: &str = "<!-- end of reference -->";

#[test]
fn the_reference_is_the_vocabulary() {
    for (path, lang) in [("docs/guide.zh.md", Lang::Zh), ("docs/guide.en.md", Lang::En)] {
        let guide = fs::read_to_string(path).expect("the guide");
        let (before, rest) = guide.split_once(FROM).expect("where it begins");
        let (told, after) = rest.split_once(TO).expect("where it ends");
        let now = reference(lang);
        if std::env::var_os("FENGCE_ACCEPT").is_some() {
            fs::write(path, format!("{before}{FROM}{now}{TO}{after}")).expect("writable");
        } else {
            assert_eq!(told, now, "{path}");
        }
    }
}

/// The recipes: what stands in backquotes on the right of the table of clauses, without those
/// that leave something out.
fn recipes(guide: &str) -> Vec<String> {
    let rows =
        guide.lines().filter(|line| line.starts_with("| ") && line.matches('|').count() >= 3);
    let code = rows.flat_map(|row| row.split('`').skip(1).step_by(2));
    code.filter(|code| !code.contains('…')).map(str::to_owned).collect()
}

/// Every key of every table within is one that the vocabulary has.
fn is_known(value: &toml::Value, keys: &[&str]) -> Result<(), String> {
    match value {
        toml::Value::Table(table) => table.iter().try_for_each(|(key, value)| {
            // The cells of a table of awards go by the options.
            let known = keys.contains(&key.as_str());
            match known {
                true if key == "awards" => Ok(()),
                true => is_known(value, keys),
                false => Err(key.clone()),
            }
        }),
        toml::Value::Array(all) => all.iter().try_for_each(|one| is_known(one, keys)),
        _ => Ok(()),
    }
}

#[test]
fn the_recipes_are_written_in_the_vocabulary() {
    let reference = reference(Lang::En);
    let keys: Vec<&str> =
        reference.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    for path in ["docs/guide.zh.md", "docs/guide.en.md"] {
        let guide = fs::read_to_string(path).expect("the guide");
        let section = guide.split("\n## 8.").nth(1).expect("the recipes");
        let section = section.split("\n## 9.").next().expect("its end");
        let mut count = 0;
        for code in recipes(section) {
            let text = match code.starts_with('{') {
                true => format!("when = [{code}]"),
                false if code.contains(" = ") => code.clone(),
                false => continue,
            };
            let table: toml::Table =
                text.parse().unwrap_or_else(|error| panic!("{path}: {code}: {error}"));
            let known = is_known(&toml::Value::Table(table), &keys);
            assert_eq!(known, Ok(()), "{path}: {code}");
            count += 1;
        }
        assert!(count >= 60, "{path}: {count} recipes");
    }
}

/// The changes that the guide shows by example: name, file, lines.
fn edits(guide: &str) -> Vec<(String, String, Vec<String>)> {
    let mut edits = Vec::new();
    let mut lines = guide.lines();
    while let Some(line) = lines.next() {
        let Some(rest) = line.strip_prefix("```diff edit=") else { continue };
        let (name, file) = rest.split_once(" file=").expect("the file it changes");
        let body = lines.by_ref().take_while(|line| *line != "```").map(str::to_owned);
        edits.push((name.to_owned(), file.to_owned(), body.collect()));
    }
    edits
}

#[test]
fn every_change_that_the_guide_shows_leaves_a_pack_that_checks() {
    let zh = fs::read_to_string("docs/guide.zh.md").expect("the guide");
    let en = fs::read_to_string("docs/guide.en.md").expect("the guide");
    let all = edits(&zh);
    assert_eq!(all, edits(&en), "both guides show the same changes");
    let mut names: Vec<&str> = all.iter().map(|(name, _, _)| name.as_str()).collect();
    names.dedup();
    assert_eq!(names, ["allow", "renumber", "rename", "retire", "reading"]);
    for name in names {
        let home = tempfile::tempdir().expect("a folder");
        let mut pack = blocks(&zh);
        for (_, file, lines) in all.iter().filter(|(of, _, _)| of == name) {
            let side = |mark: char| -> String {
                let kept = lines.iter().filter(|line| line.starts_with([' ', mark]));
                kept.map(|line| format!("{}\n", &line[1..])).collect()
            };
            let (old, new) = (side('-'), side('+'));
            let text = pack.entry(file.clone()).or_default();
            if old.is_empty() {
                text.push_str(&new);
                continue;
            }
            assert_eq!(text.matches(&old).count(), 1, "{name}: {file}: {old}");
            *text = text.replacen(&old, &new, 1);
        }
        for (name, text) in &pack {
            let path = home.path().join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
            fs::write(path, text).expect("writable");
        }
        let files = PackFiles::from_dir(home.path()).expect("the files are all there");
        let (_, report) = check(&files).unwrap_or_else(|faults| panic!("{name}: {faults}"));
        let found: String = report.findings().map(|finding| finding.render(Lang::En)).collect();
        assert!(found.is_empty(), "{name}: {found}");
    }
}

/// What `^(.+?):(\d+):(\d+): (error|warning|note)\[(.+?)\]: (.+)$` finds in a line.
fn matched(line: &str) -> Option<[&str; 6]> {
    line.match_indices(':').find_map(|(at, _)| {
        let (row, rest) = line[at + 1..].split_once(':')?;
        let (column, rest) = rest.split_once(": ")?;
        let (severity, rest) = rest.split_once('[')?;
        let (code, message) = rest.split_once("]: ")?;
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let fits =
            digits(row) && digits(column) && ["error", "warning", "note"].contains(&severity);
        (at > 0 && fits).then_some([&line[..at], row, column, severity, code, message])
    })
}

#[test]
fn the_problem_matcher_of_the_guide_reads_what_check_prints() {
    let pattern = r#""regexp": "^(.+?):(\\d+):(\\d+): (error|warning|note)\\[(.+?)\\]: (.+)$""#;
    for path in ["docs/guide.zh.md", "docs/guide.en.md"] {
        assert!(fs::read_to_string(path).expect("the guide").contains(pattern), "{path}");
    }
    let guide = fs::read_to_string("docs/guide.en.md").expect("the guide");
    let home = tempfile::tempdir().expect("a folder");
    for (name, text) in &blocks(&guide) {
        let path = home.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
        let text = text.replace("rate = \"5%\", of_each", "rate = \"6%\", of_each");
        fs::write(path, text).expect("writable");
    }
    let files = PackFiles::from_dir(home.path()).expect("the files are all there");
    let (_, report) = check(&files).unwrap_or_else(|faults| panic!("{faults}"));
    let first = report.findings().next().expect("a fault");
    let said = first.render(Lang::En);
    let found = said.lines().find_map(matched).expect("a line that fits");
    let place = &first.diagnostic.place;
    let (line, column) = (place.line.to_string(), place.column.to_string());
    assert_eq!(found[..3], [place.file.as_str(), &line, &column]);
    assert_eq!(found[3..], ["error", "lint/figure-differs", first.diagnostic.what.en.as_str()]);
}

#[test]
fn following_the_guide_gives_a_pack_that_checks() {
    let zh = blocks(&fs::read_to_string("docs/guide.zh.md").expect("the guide"));
    let en = blocks(&fs::read_to_string("docs/guide.en.md").expect("the guide"));
    assert_eq!(zh, en, "both guides show the same pack");
    assert!(zh.len() >= 12, "{} files", zh.len());
    let home = tempfile::tempdir().expect("a folder");
    for (name, text) in &zh {
        let path = home.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
        fs::write(path, text).expect("writable");
    }
    let files = PackFiles::from_dir(home.path()).expect("the files are all there");
    let (policy, report) = check(&files).unwrap_or_else(|faults| panic!("{faults}"));
    let found: String = report.findings().map(|finding| finding.render(Lang::En)).collect();
    assert!(found.is_empty(), "{found}");
    assert_eq!(policy.benefits.len(), 7);
    assert!(report.examples >= 20, "{}", report.examples);
}
