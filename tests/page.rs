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

const ROBOT: &str = "profiles/robot-maker.toml";

/// The elements of a page in order, checked to be closed in the order they were opened; with
/// their attributes.
fn elements(html: &str) -> Vec<String> {
    const VOID: [&str; 3] = ["br", "meta", "!DOCTYPE"];
    let (mut open, mut all) = (Vec::new(), Vec::new());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '>']) {
        assert!(rest[at..].starts_with('<'), "a stray > in {}", &rest[..at.min(80)]);
        let end = at + rest[at..].find('>').expect("every tag ends");
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        let name = tag.split([' ', '/']).next().expect("a name");
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(closed), "closed in order");
        } else {
            all.push(tag.to_owned());
            if name == "style" {
                rest = &rest[rest.find("</style>").expect("it ends")..];
            }
            if !VOID.contains(&name) && !tag.ends_with('/') {
                open.push(name.to_owned());
            }
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
    all
}

#[test]
fn the_html_is_well_formed_and_accessible() {
    for entry in std::fs::read_dir("profiles").expect("the samples") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let path = path.to_str().expect("UTF-8");
        for (lang, named) in [("zh", "lang=\"zh-CN\""), ("en", "lang=\"en\"")] {
            let html = page(path, &["--format", "html", "--lang", lang]);
            let elements = elements(&html);
            assert!(elements.iter().any(|tag| tag == &format!("html {named}")), "{path}");
            // No level of heading is left out.
            let mut level = 0;
            for tag in &elements {
                if let Some(digit) = tag.strip_prefix('h').and_then(|h| h.parse::<u32>().ok()) {
                    assert!(digit <= level + 1, "{path}: h{digit} after h{level}");
                    level = digit;
                }
            }
            let mut heads = elements.iter().filter(|tag| tag.split(' ').next() == Some("th"));
            assert!(heads.all(|tag| tag.contains("scope=\"")), "{path}");
            let svg = elements.iter().filter(|tag| tag.starts_with("svg"));
            assert!(
                svg.clone().all(|tag| tag.contains("role=\"img\"") && tag.contains("labelledby"))
            );
        }
    }
}

#[test]
fn notes_go_with_it_only_when_asked() {
    for format in ["html", "markdown"] {
        let without = page(ROBOT, &["--format", format]);
        let with = page(ROBOT, &["--format", format, "--notes"]);
        for note in ["财务口径，待审计", "一次性大单"] {
            assert!(!without.contains(note) && with.contains(note), "{format}: {note}");
        }
    }
}

/// As a person reads it, from yuan with two decimals.
fn in_chinese(plain: &str) -> String {
    let (yuan, fen) = plain.split_once('.').expect("two decimals");
    assert_eq!(fen, "00");
    let yuan: u64 = yuan.parse().expect("a number");
    match yuan {
        0 => "0元".to_owned(),
        _ if yuan.is_multiple_of(100_000_000) => format!("{}亿元", yuan / 100_000_000),
        _ if yuan.is_multiple_of(10_000) => format!("{}万元", yuan / 10_000),
        _ => format!(
            "{}.{}万元",
            yuan / 10_000,
            format!("{:04}", yuan % 10_000).trim_end_matches('0')
        ),
    }
}

#[test]
fn the_amounts_are_those_of_the_json() {
    for sample in ["robot-maker", "little-giant", "mostly-unknown", "challenge"] {
        let path = format!("profiles/{sample}.toml");
        let json: serde_json::Value =
            serde_json::from_str(&page(&path, &["--format", "json"])).expect("JSON");
        let html = page(&path, &["--format", "html"]);
        for benefit in json["benefits"].as_array().expect("a list") {
            let title = benefit["title"].as_str().expect("a title");
            let text = |key: &str| benefit[key].as_str().map(in_chinese);
            let amount = match benefit["status"].as_str() {
                Some("eligible") if benefit["certainty"] != "none" => text("amount"),
                Some("undetermined") if benefit["certainty"] != "none" => text("at_most"),
                _ => None,
            };
            if let Some(amount) = amount {
                let mut rows = html.split("<tr>").filter(|row| row.contains(title));
                assert!(rows.any(|row| row.contains(&amount)), "{sample}: {title} {amount}");
            }
        }
        for (key, name) in [("amount", "估算上限"), ("at_most", "最多可达")] {
            let amount = in_chinese(json["total"][key].as_str().expect("an amount"));
            // The answer begins the page; what is all certain has no upper bound of its own.
            let answer = html.split("</p>").next().expect("the answer");
            let said = answer.contains(&format!("{name} <strong>{amount}</strong>"));
            let certain = json["total"]["amount"] == json["total"]["at_most"];
            assert!(said || key == "at_most" && certain, "{sample}: {name} {amount}: {answer}");
        }
    }
}

#[test]
fn it_says_what_binds_and_what_is_open() {
    for format in ["html", "markdown"] {
        let page = page(ROBOT, &["--format", format]);
        for said in [
            "第二十一条",
            "第二十二条",
            "第二十四条",
            "第二十六条",
            "征求意见稿",
            "不是承诺",
            "施行日未定，发布前的业绩、资质能否申报，草案未写明",
        ] {
            assert!(page.contains(said), "{format}: {said}");
        }
    }
    let text = page(ROBOT, &[]);
    assert!(text.contains("施行日未定，发布前的业绩、资质能否申报，草案未写明"));
    // 2025 is the first of three years: 2027 the last, if growth holds.
    let html = page(ROBOT, &["--format", "html"]);
    assert!(html.contains("第 3/3 年") && html.contains("营收增速超过行业平均"));
}

/// Escape sequences and characters that turn the direction stay text, in notes too.
#[test]
fn nothing_typed_steers_a_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("p.toml");
    let text = "schema = 1\npolicy = \"fengtai-smart-manufacturing\"\nyear = 2026\n[enterprise]\n\
        name = \"\\u202E\\u200B<b onclick='x'>\\u2066\"\n[notes]\nindustrial_output = \"\\u001B[31m</li><script>\\u009B\"\n";
    std::fs::write(&path, text).expect("writable");
    let path = path.to_str().expect("UTF-8");
    for format in ["html", "markdown"] {
        let page = page(path, &["--format", format, "--notes"]);
        for steering in ['\u{1b}', '\u{9b}', '\u{202e}', '\u{200b}', '\u{2066}'] {
            assert!(!page.contains(steering), "{format}: {steering:?}");
        }
        assert!(!page.contains("<script") && !page.contains("<b "), "{format}");
        if format == "html" {
            elements(&page);
        }
    }
}

/// The table by year has each amount once, in its own column.
#[test]
fn an_amount_of_a_year_is_said_once() {
    let page = page("profiles/little-giant.toml", &["--format", "markdown"]);
    let row = |year: &str| {
        let mut rows = page.lines().filter(|line| line.starts_with(&format!("| {year} |")));
        rows.find(|line| line.contains("小巨人")).expect("the little giant's row").to_owned()
    };
    // Three years of which this is the second: 16.5万 in each.
    assert_eq!(row("2026").matches("16.5万元").count(), 1, "{}", row("2026"));
    assert_eq!(row("2026").matches("第 2/3 年").count(), 1);
    assert_eq!(row("2027").matches("16.5万元").count(), 1, "{}", row("2027"));
    assert!(row("2027").contains("第 3/3 年；届时须："), "{}", row("2027"));
}

/// What is asked about is answered first, and nothing else is listed: 1% of 4000万 − 500万 is 35万.
#[test]
fn a_page_about_one_item_holds_only_that_item() {
    let one = ["--format", "markdown", "--benefit", "a06-output-growth"];
    let page = page(ROBOT, &one);
    let answer = page.lines().find(|line| line.starts_with("> ")).expect("the answer");
    assert!(answer.contains("工业产值增量奖励") && answer.contains("35万元"), "{answer}");
    // The figures that it rests on, with their sources, and none of the others.
    let row = |name: &str| page.lines().any(|line| line.starts_with(&format!("| {name} |")));
    assert!(row("2026 年工业产值") && row("2026 年全区产值平均增速"), "{page}");
    assert!(!row("企业划型") && !page.contains("机器人首试首用配套"), "{page}");
    assert!(page.contains("- [ ] 本年度和上一年度的工业统计报表"), "{page}");
}

/// The short text about one article: no list of others; why nothing is to be had, where a common
/// condition fails.
#[test]
fn a_short_text_keeps_to_what_was_asked() {
    let short = page(ROBOT, &["--format", "short", "--article", "13"]);
    assert!(short.contains("90万元") && !short.contains("第六条"), "{short}");
    for lang in ["zh", "en"] {
        let failing = "profiles/fails-the-gate.toml";
        let short = page(failing, &["--format", "short", "--article", "6", "--lang", lang]);
        let (reason, notice) = match lang {
            "zh" => ("没有第二十三条的情形", "非承诺"),
            _ => ("No ground for exclusion", "no promise"),
        };
        assert!(short.contains(reason) && short.contains(notice), "{short}");
    }
}

#[test]
fn both_languages_stand_side_by_side() {
    let page = page(ROBOT, &["--format", "html", "--both"]);
    elements(&page);
    assert!(page.contains("政策对照单") && page.contains("What the measure may give"));
    assert!(page.contains("估算上限 <strong>155万元") && page.contains("<strong>¥1,550,000"));
}

/// What is asked of the bureau stands with the bureau; what the text leaves open is said to be.
#[test]
fn the_next_steps_go_by_time_and_person() {
    let steps = page(ROBOT, &["--format", "steps"]);
    let at = |words: &str| steps.find(words).unwrap_or_else(|| panic!("{words} in {steps}"));
    assert!(at("【现在】") < at("问 区科信局") && at("问 区科信局") < at("具备高成长性：待确认"));
    assert!(at("【2026 年度】") < at("【2027 年以后】"));
    assert!(at("申报截止") > 0 && steps.contains("未写明"), "{steps}");
    assert!(steps.contains("□ ") && steps.contains("▸ 不适用 7 项"), "{steps}");
    let all = page(ROBOT, &["--format", "steps", "--all"]);
    assert!(all.lines().count() > steps.lines().count());
}

/// Figures that disagree come first: 2亿 − 1.5亿 is 5000万, yet 1000万 was answered.
#[test]
fn the_review_has_what_is_doubtful_first_and_every_answer_with_its_source() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("p.toml");
    let text = "schema = 1\npolicy = \"fengtai-smart-manufacturing\"\nyear = 2026\n[answers]\n\
        industrial_output = \"2亿元\"\nindustrial_output_prior = \"1.5亿元\"\n\
        output_increase = \"1000万元\"\n[unsure]\nfacts = [\"high_growth\"]\n";
    std::fs::write(&path, text).expect("writable");
    let review = page(path.to_str().expect("UTF-8"), &["--format", "review"]);
    let at = |words: &str| review.find(words).unwrap_or_else(|| panic!("{words} in {review}"));
    assert!(at("填写 1000万元，计算得 5000万元") < at("问 区科信局"), "{review}");
    assert!(at("问 区科信局") < at("2026 年工业产值 "), "{review}");
    assert!(review.contains("企业提供") && review.contains("由上面的数算出"), "{review}");
}

#[test]
fn what_nobody_asked_for_is_counted_and_listed_when_asked() {
    let brief = page(ROBOT, &[]);
    // 7 items of other categories and years; 21 for which there is no project, title or funding.
    assert!(brief.contains("没有这类事项 21 项") && brief.contains("不适用 7 项"), "{brief}");
    assert!(!brief.contains("揭榜挂帅发榜企业补贴"), "{brief}");
    let all = page(ROBOT, &["--all"]);
    assert!(all.contains("揭榜挂帅发榜企业补贴"), "{all}");
    // The answer stands before everything else but the name.
    let second = brief.lines().nth(1).expect("the answer");
    assert!(second.contains("155万元") && second.contains("165万元"), "{second}");
}

#[test]
fn an_option_that_changes_nothing_is_refused() {
    let home = tempfile::tempdir().expect("a folder");
    for (option, format, told) in [
        (&["--both"][..], "text", "--both"),
        (&["--all"], "html", "--all"),
        (&["--notes"], "text", "--notes"),
        (&["--article", "6"], "json", "--article"),
        // No support is given by it; the nearest name is told.
        (&["--article", "2"], "html", "2"),
        (&["--benefit", "a06-output-grow"], "html", "a06-output-growth"),
    ] {
        let mut all = vec!["assess", ROBOT, "--format", format];
        all.extend(option);
        let output = program::fengce(home.path(), &all, &[]);
        assert_eq!(output.status.code(), Some(2), "{all:?}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains(told), "{said}");
    }
}
