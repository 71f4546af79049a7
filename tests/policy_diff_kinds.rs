//! Twenty kinds of change, each made by hand against the measure: what `policy diff` names as the
//! cause, and the money worked out by hand over nine enterprises.
#![cfg(feature = "app")]

#[path = "support/pack.rs"]
mod pack;
#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::Path;

use program::fengce;
use serde_json::Value;

const EMBEDDED: &str = "policies/fengtai-smart-manufacturing";

/// By default:
/// - plant: 1.2亿 before 8000万, record 9000万: 达档 30万; (1.2亿−8000万−500万) × 1% = 35万 is superseded by
///   × 1.5% = 52.5万. Together 82.5万.
/// - software: 6亿 before 4亿: 达档 50万, 2亿 × 0.5% = 100万. Together 150万.
/// - robot: 1000万 × 30% = 300万, at most 200万.
/// - leader: 4 × 5万 = 20万, not in the library.
/// - giant: 17万 in the first year, later 33万.
/// - outside: 100万 × 30% = 30万, but not in the library: nothing.
/// - even: growth exactly the average; (520万 − 500万) × 1% = 2000元.
/// - small: an increase of 800万, below 1000万: nothing.
/// - large: 2.5亿 before 1.5亿: (1亿 − 500万) × 1% = 95万.
const ENTERPRISES: &str = r#"
{"id":"plant","year":2026,"answers":{"operates_in_fengtai":true,"in_enterprise_library":true,"exclusions":[],"category":"manufacturer","above_scale":true,"industrial_output":"1.2亿元","industrial_output_prior":"8000万元","industrial_output_record":"9000万元","district_output_growth":"5.2%","activities":["outsourcing"],"keeps_core_in_fengtai":true}}
{"id":"software","year":2026,"answers":{"operates_in_fengtai":true,"in_enterprise_library":true,"exclusions":[],"category":"software","revenue":"6亿元","revenue_prior":"4亿元","revenue_record":"4.5亿元","district_revenue_growth":"7%"}}
{"id":"robot","year":2026,"answers":{"operates_in_fengtai":true,"in_enterprise_library":true,"exclusions":[],"category":"manufacturer","funding":["robot_first_use"],"robot_first_use_funding":"1000万元"}}
{"id":"leader","year":2026,"answers":{"operates_in_fengtai":true,"in_enterprise_library":false,"exclusions":[],"category":"other","activities":["landing_partners"],"chain_leader_partner":true,"landed_enterprises":4}}
{"id":"giant","year":2026,"answers":{"operates_in_fengtai":true,"in_enterprise_library":true,"exclusions":[],"category":"manufacturer","qualifications":["little_giant"],"little_giant_since":2026,"revenue":"1.2亿元","revenue_prior":"1亿元","industry_revenue_growth":"9.1%"}}
{"id":"outside","year":2026,"answers":{"operates_in_fengtai":true,"in_enterprise_library":false,"exclusions":[],"category":"manufacturer","funding":["robot_first_use"],"robot_first_use_funding":"100万元"}}
{"id":"even","year":2026,"answers":{"operates_in_fengtai":true,"in_enterprise_library":true,"exclusions":[],"category":"manufacturer","industrial_output":"1.052亿元","industrial_output_prior":"1亿元","industrial_output_record":"2亿元","district_output_growth":"5.2%"}}
{"id":"small","year":2026,"answers":{"operates_in_fengtai":true,"in_enterprise_library":true,"exclusions":[],"category":"software","revenue":"1.08亿元","revenue_prior":"1亿元","revenue_record":"1亿元","district_revenue_growth":"7%"}}
{"id":"large","year":2026,"answers":{"operates_in_fengtai":true,"in_enterprise_library":true,"exclusions":[],"category":"manufacturer","industrial_output":"2.5亿元","industrial_output_prior":"1.5亿元","industrial_output_record":"1.5亿元","district_output_growth":"5.2%"}}
"#;

/// A change of the pack, and what is told of it.
struct Kind {
    name: &'static str,
    change: fn(&Path),
    /// Read as by default but for this.
    reading: &'static str,
    /// The part outside the articles that differs, if one does.
    part: &'static str,
    /// The article whose rules differ, if one does.
    article: u64,
    /// How many changes are counted.
    count: u64,
    /// What all enterprises gain together, in yuan.
    gain: &'static str,
    gainers: u64,
    losers: u64,
    /// Words of the cause of the largest gain or loss.
    because: &'static str,
}

const NONE: Kind = Kind {
    name: "",
    change: |_| {},
    reading: "",
    part: "",
    article: 0,
    count: 1,
    gain: "0.00",
    gainers: 0,
    losers: 0,
    because: "",
};

/// Takes away what stands from one text up to another.
fn cut(dir: &Path, file: &str, from: &str, to: &str) {
    let path = dir.join(file);
    let text = fs::read_to_string(&path).expect("readable");
    let start = text.find(from).unwrap_or_else(|| panic!("{file}: {from}"));
    let end = start + text[start..].find(to).unwrap_or_else(|| panic!("{file}: {to}"));
    fs::write(path, format!("{}{}", &text[..start], &text[end..])).expect("writable");
}

/// Replaces a text wherever it stands in the pack.
fn everywhere(dir: &Path, find: &str, with: &str) {
    for entry in fs::read_dir(dir).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            everywhere(&path, find, with);
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            let text = fs::read_to_string(&path).expect("UTF-8");
            fs::write(&path, text.replace(find, with)).expect("writable");
        }
    }
}

fn kinds() -> Vec<Kind> {
    vec![
        Kind {
            name: "a gate replaced",
            change: |dir| {
                let (old, new) = ("when = \"in_enterprise_library\"", "when = \"above_scale\"");
                pack::replace(dir, "policy.toml", old, new);
            },
            part: "gate gate-library",
            // Only the plant is above scale: −150万 −200万 −17万 −0.2万 −95万.
            gain: "-4622000.00",
            losers: 5,
            because: "已纳入规模以上统计",
            ..NONE
        },
        Kind {
            name: "a gate removed",
            change: |dir| {
                let next = "[[gate]]\nid = \"gate-category\"";
                cut(dir, "policy.toml", "[[gate]]\nid = \"gate-library\"", next);
                // Its document is asked of the same benefits by another gate.
                let (old, new) = ("gate = \"gate-library\"\n", "gate = \"gate-category\"\n");
                pack::replace(dir, "policy.toml", old, new);
                everywhere(dir, "\"gate-library\", ", "");
            },
            part: "gate gate-library",
            // The one outside gets its 30万.
            gain: "300000.00",
            gainers: 1,
            because: "纳入丰台区智能制造企业库",
            ..NONE
        },
        Kind {
            name: "an exclusive pair removed",
            change: |dir| {
                let pair = "[[exclusive]]\nbenefits = [\"a06-output-growth\"";
                cut(
                    dir,
                    "policy.toml",
                    pair,
                    "[[exclusive]]\nbenefits = [\"a06-output-milestone\"",
                );
            },
            part: "exclusive a06-output-growth + a06-outsourcing-growth",
            // The plant's 35万 is no longer superseded.
            gain: "350000.00",
            gainers: 1,
            because: "只取较高的一项",
            ..NONE
        },
        Kind {
            name: "a pool removed",
            change: |dir| {
                let pool = "[[exclusive]]\nbenefits = [\"a06-output-milestone\"";
                cut(
                    dir,
                    "policy.toml",
                    pool,
                    "[[exclusive]]\nbenefits = [\"a06-software-milestone\"",
                );
            },
            reading: "r06-stack=larger",
            part: "exclusive a06-output-milestone + a06-output-growth + a06-outsourcing-growth",
            // Of 30万 and 52.5万 only the larger counted; now both do.
            gain: "300000.00",
            gainers: 1,
            because: "r06-stack=larger",
            ..NONE
        },
        Kind {
            name: "a default reading swapped",
            change: |dir| {
                let one = "[[reading.option]]\nid = \"exclusive\"\nlabel = { zh = \"只取较高的一项\", en = \"Only the larger one\" }\n";
                let both = "[[reading.option]]\nid = \"both\"\nlabel = { zh = \"两项都给\", en = \"Both\" }\n";
                let (old, new) = (format!("{one}{both}"), format!("{both}{one}"));
                pack::replace(dir, "policy.toml", &old, &new);
            },
            part: "reading r06-pair",
            gain: "350000.00",
            gainers: 1,
            because: "默认 both",
            ..NONE
        },
        Kind {
            name: "a reading removed",
            change: |dir| {
                cut(dir, "policy.toml", "[[reading]]\nid = \"r19-solver\"", "# ——— 不能并得");
                cut(
                    dir,
                    "articles/19.toml",
                    "under.r19-solver.any.when",
                    "hints = [\n  { zh = \"“新入区”只",
                );
                fs::remove_file(dir.join("examples/19.toml")).expect("there");
            },
            part: "reading r19-solver",
            article: 19,
            count: 2,
            ..NONE
        },
        Kind {
            name: "a computed fact changed",
            change: |dir| {
                let old = "[\"output_growth\", \">=\", \"district_output_growth\"]";
                pack::replace(dir, "facts/02-growth.toml", old, &old.replace(">=", ">"));
            },
            part: "derived output_growth_reaches_district",
            // Exactly the average no longer will do.
            gain: "-2000.00",
            losers: 1,
            because: "本年度工业产值增速 ≥ 本年度全区产值平均增速 → 本年度工业产值增速 >",
            ..NONE
        },
        Kind {
            name: "a fact's option removed",
            change: |dir| {
                let path = dir.join("facts/07-activities.toml");
                let text = fs::read_to_string(&path).expect("UTF-8");
                let kept = text.lines().filter(|line| !line.contains("id = \"smart_medical\""));
                fs::write(path, kept.collect::<Vec<_>>().join("\n")).expect("writable");
            },
            part: "fact pilot_sector",
            ..NONE
        },
        Kind {
            name: "a fact renamed",
            change: |dir| {
                everywhere(dir, "\"keeps_core_in_fengtai\"", "\"keeps_core\"");
                everywhere(dir, "keeps_core_in_fengtai = ", "keeps_core = ");
                let line = "[renamed]\nkeeps_core_in_fengtai = \"keeps_core\"\n";
                pack::replace(dir, "policy.toml", "[renamed]\n", line);
            },
            ..NONE
        },
        Kind {
            name: "a benefit renamed",
            change: |dir| everywhere(dir, "\"a13-robot-first-use\"", "\"a13-robots\""),
            ..NONE
        },
        Kind {
            name: "a cap raised",
            change: |dir| {
                let old = "of = \"robot_first_use_funding\", cap = \"200万元\"";
                pack::replace(dir, "articles/13.toml", old, &old.replace("200", "250"));
            },
            article: 13,
            // Of 300万 now 250万.
            gain: "500000.00",
            gainers: 1,
            because: "最高 200万元 → ",
            ..NONE
        },
        Kind {
            name: "a threshold lowered",
            change: |dir| {
                let old = "fact = \"revenue_increase\", at_least = \"1000万元\"";
                everywhere(dir, old, &old.replace("1000", "500"));
            },
            article: 6,
            // 800万 × 0.5% = 4万.
            gain: "40000.00",
            gainers: 1,
            because: "≥ 1000万元",
            ..NONE
        },
        Kind {
            name: "a tier added",
            change: |dir| {
                let old = "[\"1亿元\", \"30万元\"], [\"5亿元\", \"50万元\"]";
                let new =
                    "[\"1亿元\", \"30万元\"], [\"2亿元\", \"40万元\"], [\"5亿元\", \"50万元\"]";
                pack::replace(dir, "articles/06.toml", old, new);
            },
            article: 6,
            // 2.5亿 first reaches 2亿.
            gain: "400000.00",
            gainers: 1,
            because: "首次达到",
            ..NONE
        },
        Kind {
            name: "a year of stages taken away",
            change: |dir| {
                let old = "stages = [\"17万元\", \"16.5万元\", \"16.5万元\"]";
                pack::replace(dir, "articles/10.toml", old, "stages = [\"17万元\", \"16.5万元\"]");
            },
            article: 10,
            ..NONE
        },
        Kind {
            name: "another certainty",
            change: |dir| {
                let old = "certainty = \"competitive\"";
                pack::replace(dir, "articles/04.toml", old, "certainty = \"ceiling\"");
            },
            article: 4,
            ..NONE
        },
        Kind {
            name: "another document",
            change: |dir| {
                let new = "evidence = [\n  { zh = \"机器人清单\", en = \"List of robots\" },\n";
                pack::replace(dir, "articles/13.toml", "evidence = [\n", new);
            },
            article: 13,
            ..NONE
        },
        Kind {
            name: "a date set",
            change: |dir| {
                let new = "effective_from = \"2026-07-01\"";
                pack::replace(dir, "policy.toml", "effective_from = \"unknown\"", new);
            },
            part: "date dates",
            ..NONE
        },
        Kind {
            name: "the term shortened",
            change: |dir| {
                pack::replace(dir, "policy.toml", "valid_through = 2029", "valid_through = 2025")
            },
            part: "gate gate-validity",
            // Nobody gets anything in 2026: −82.5万 −150万 −200万 −20万 −17万 −0.2万 −95万.
            gain: "-5647000.00",
            losers: 7,
            because: "2025",
            ..NONE
        },
        Kind {
            name: "a term explained otherwise",
            change: |dir| {
                let old = "拿哪一年的成果来申报";
                pack::replace(dir, "glossary.toml", old, "拿哪一年的业绩来申报");
            },
            part: "term assessment-year",
            ..NONE
        },
        Kind {
            name: "a text of every result",
            change: |dir| {
                let old = "zh = \"所列金额是估算上限，不是承诺。\"";
                pack::replace(dir, "policy.toml", old, "zh = \"所列金额是估算的上限，不是承诺。\"");
            },
            part: "text texts",
            ..NONE
        },
    ]
}

#[test]
fn every_kind_of_change_is_named_and_priced() {
    let home = tempfile::tempdir().expect("a folder");
    let list = home.path().join("enterprises.ndjson");
    fs::write(&list, ENTERPRISES.trim_start()).expect("writable");
    let list = list.to_str().expect("UTF-8");
    for (at, kind) in kinds().iter().enumerate() {
        let name = kind.name;
        let dir = home.path().join(at.to_string());
        pack::copy(Path::new(EMBEDDED), &dir);
        (kind.change)(&dir);
        let dir = dir.to_str().expect("UTF-8");
        let mut arguments =
            vec!["policy", "diff", "embedded", dir, "--enterprises", list, "--format", "json"];
        if !kind.reading.is_empty() {
            arguments.extend(["--reading", kind.reading]);
        }
        let output = fengce(home.path(), &arguments, &[]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{name}: {said}");
        let json: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let price = &json["price"];
        assert_eq!(price["gain"], kind.gain, "{name}");
        assert_eq!(
            (&price["gainers"], &price["losers"]),
            (&kind.gainers.into(), &kind.losers.into()),
            "{name}"
        );
        assert_eq!(json["changes"], kind.count, "{name}");
        let all = |key: &str| json[key].as_array().expect("a list").clone();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let parts: Vec<String> = all("parts")
            .iter()
            .map(|part| format!("{} {}", text(&part["part"]), text(&part["id"])))
            .collect();
        let wanted: Vec<&str> = [kind.part].into_iter().filter(|part| !part.is_empty()).collect();
        assert_eq!(parts, wanted, "{name}");
        let articles: Vec<u64> = all("articles").iter().filter_map(|a| a["new"].as_u64()).collect();
        let wanted: Vec<u64> = [kind.article].into_iter().filter(|number| *number > 0).collect();
        assert_eq!(articles, wanted, "{name}");
        let renamed = all("renamed").len();
        assert_eq!(renamed, usize::from(name.ends_with("renamed")), "{name}");
        let of = |key: &str| price[key]["profile"].as_str().unwrap_or_default().to_owned();
        let most = if kind.gainers > 0 { of("largest_gain") } else { of("largest_loss") };
        assert_eq!(most.is_empty(), kind.gain == "0.00", "{name}");
        let causes: Vec<String> = all("profiles")
            .iter()
            .filter(|profile| profile["profile"] == most.as_str())
            .flat_map(|profile| profile["items"].as_array().expect("a list").clone())
            .filter(|item| item["gain"] != "0.00")
            .map(|item| text(&item["because"]["zh"]))
            .collect();
        assert!(
            kind.because.is_empty() || causes.iter().any(|cause| cause.contains(kind.because)),
            "{name}: {causes:?}"
        );
        // 16.5万 of the giant's third year.
        let later = (text(&price["old"]["later"]), text(&price["new"]["later"]));
        let wanted = match name {
            "a year of stages taken away" => ("330000.00", "165000.00"),
            "the term shortened" => ("330000.00", "0.00"),
            _ => ("330000.00", "330000.00"),
        };
        assert_eq!((later.0.as_str(), later.1.as_str()), wanted, "{name}");
    }
}
