//! The page for the caller, as Markdown and HTML: what users typed stays text.

#[path = "support/program.rs"]
mod program;

fn page(profile: &str, arguments: &[&str]) -> String {
    let home = tempfile::tempdir().expect("a folder");
    let all: Vec<&str> = ["assess", profile].iter().chain(arguments).copied().collect();
    let output = program::fengce(home.path(), &all, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn every_sample_has_a_page_in_both_languages() {
    for entry in std::fs::read_dir("profiles").expect("the samples") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let path = path.to_str().expect("UTF-8");
        for lang in ["zh", "en"] {
            let html = page(path, &["--format", "html", "--lang", lang]);
            assert_eq!(html.matches("<h1").count(), 1, "{path}");
            assert!(html.starts_with("<!DOCTYPE html>") && html.contains("<html lang="));
            for outside in ["<script", "http:", "https:", "src="] {
                assert!(!html.contains(outside), "{path}: {outside}");
            }
            let markdown = page(path, &["--format", "markdown", "--lang", lang]);
            assert!(markdown.starts_with("# "), "{path}");
        }
    }
}

#[test]
fn the_robot_makers_amounts_are_on_its_page() {
    for format in ["html", "markdown"] {
        let page = page("profiles/robot-maker.toml", &["--format", format]);
        for amount in ["155万元", "165万元", "30万元", "35万元", "90万元"] {
            assert!(page.contains(amount), "{format}: {amount}");
        }
        assert!(page.contains("征求意见稿"), "{format}");
        assert!(!page.contains("财务口径，待审计"), "{format}: notes are not exported unasked");
    }
}

#[test]
fn what_was_typed_stays_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("p.toml");
    let name = r#"name = "<script>alert(1)</script> ](x) \u202E &amp;""#;
    let text = format!(
        "schema = 1\npolicy = \"fengtai-smart-manufacturing\"\nyear = 2026\n[enterprise]\n{name}\n"
    );
    std::fs::write(&path, text).expect("writable");
    let path = path.to_str().expect("UTF-8");
    let html = page(path, &["--format", "html"]);
    assert!(!html.contains("<script>") && html.contains("&lt;script&gt;"));
    assert!(html.contains("&amp;amp;"));
    let markdown = page(path, &["--format", "markdown"]);
    assert!(!markdown.contains("<script>"));
    assert!(!markdown.contains(" ](x)"), "{}", &markdown[..400.min(markdown.len())]);
    for page in [html, markdown] {
        assert!(!page.contains('\u{202e}'));
    }
}
