//! `fengce screen --summary`, through the real binary; every figure worked out by hand.

mod support {
    pub mod program;
    pub mod screened;
}

use serde_json::{Value, json};
use support::program::fengce;
use support::screened::{said, screen};

/// Four enterprises of which each count can be worked out by hand.
#[test]
fn the_summary_counts_and_adds_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let gate = "\"operates_in_fengtai\":true,\"category\":\"manufacturer\",\"exclusions\":[],\"funding\":[\"robot_first_use\"]";
    let input = format!(
        "{{\"id\":\"<a>\",\"answers\":{{{gate},\"in_enterprise_library\":true,\"robot_first_use_funding\":1000000}}}}\n\
         {{\"id\":\"b\",\"answers\":{{{gate},\"in_enterprise_library\":false,\"robot_first_use_funding\":2000000}}}}\n\
         {{\"id\":\"c\",\"answers\":{{{gate},\"in_enterprise_library\":true}}}}\n\
         {{\"id\":\"d\",\"answers\":{{{gate},\"in_enterprise_library\":false}}}}\n\
         bad\n"
    );
    std::fs::write(folder.path().join("in.ndjson"), input).expect("written");
    let of = |arguments: &[&str]| {
        let all = [&["--year", "2026", "--summary"], arguments].concat();
        let output = screen(folder.path(), "in.ndjson", &all);
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let json: serde_json::Value = serde_json::from_str(&of(&["--format", "json"])).expect("JSON");
    assert_eq!((&json["enterprises"], &json["bad"]), (&4.into(), &1.into()));
    let benefits = json["benefits"].as_array().expect("a list");
    let robot = benefits.iter().find(|benefit| benefit["id"] == "a13-robot-first-use");
    let robot = robot.expect("the benefit");
    // a has it; b only lacks the library; c's amount is open; d lacks both.
    for (key, count) in [
        ("eligible", 1),
        ("undetermined", 1),
        ("ineligible", 2),
        ("one_step", 1),
        ("one_answer", 1),
    ] {
        assert_eq!(robot[key], count, "{key}");
    }
    // 30% of 100万.
    assert_eq!(robot["amount"], "300000.00");
    assert_eq!(robot["largest"]["id"], "<a>");
    assert_eq!(json["total"]["amount"], "300000.00");
    for threads in ["1", "3"] {
        assert_eq!(of(&["--threads", threads]), of(&[]));
    }
    assert!(of(&[]).contains("not a budget"));
    let html = of(&["--format", "html"]);
    assert!(html.contains("<svg") && html.contains("&lt;a&gt;") && !html.contains("<a>"));
    assert!(!html.contains("<script") && !html.contains("http"));
    let refused = screen(folder.path(), "in.ndjson", &["--summary", "--format", "csv"]);
    assert_eq!(refused.status.code(), Some(2));
}

/// Five makers. a: output from 8,000万 to 12,000万, so the tier of 1亿 is new (30万), the increase
/// gives (4,000 − 500)万 × 1% = 35万, the first robots 30% of 300万 = 90万. b: from 4,000万 to
/// 12,000万: 30万, and (8,000 − 500)万 × 1% = 75万. c is not in the library. d: from 3,000万 to
/// 4,000万: (1,000 − 500)万 × 1% = 5万; what its robots got is not known. e is not in Fengtai.
const FIVE: &str = "id,year,operates_in_fengtai,in_enterprise_library,category,exclusions,above_scale,industrial_output,industrial_output_prior,industrial_output_record,district_output_growth,funding,robot_first_use_funding\n\
    a,2026,true,true,manufacturer,none,true,1.2亿元,8000万元,8000万元,5.2%,robot_first_use,300万元\n\
    b,2026,true,true,manufacturer,none,true,1.2亿元,4000万元,4000万元,5.2%,none,\n\
    c,2026,true,false,manufacturer,none,true,1.2亿元,8000万元,8000万元,5.2%,robot_first_use,100万元\n\
    d,2026,true,true,manufacturer,none,true,4000万元,3000万元,3000万元,5.2%,robot_first_use,\n\
    e,2026,false,true,manufacturer,none,true,1.2亿元,4000万元,4000万元,5.2%,robot_first_use,100万元\n";

#[test]
fn five_enterprises_by_benefit_and_by_reading() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("five.csv"), FIVE).expect("written");
    let of = |arguments: &[&str]| {
        let all = [&["--summary"], arguments].concat();
        let output = screen(folder.path(), "five.csv", &all);
        assert_eq!((output.status.code(), said(&output).as_str()), (Some(0), ""));
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let json: Value = serde_json::from_str(&of(&["--format", "json"])).expect("JSON");
    assert_eq!((&json["enterprises"], &json["through_gate"]), (&json!(5), &json!(3)));
    // 155 + 105 + 5.
    assert_eq!(json["total"]["amount"], "2650000.00");
    assert_eq!(json["total"]["largest"], json!({ "id": "a", "amount": "1550000.00" }));
    let counts: Vec<&Value> = json["total"]["distribution"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|band| &band["count"])
        .collect();
    // 5万 in the first band, 105万 and 155万 in that from 100万.
    assert_eq!(json!(counts), json!([1, 0, 0, 2, 0, 0, 0]));
    let benefit = |id: &str| {
        let benefits = json["benefits"].as_array().expect("a list");
        let it = benefits.iter().find(|benefit| benefit["id"] == id).expect("the benefit");
        json!([it["eligible"], it["undetermined"], it["one_step"], it["one_answer"], it["amount"]])
    };
    // One step: c lacks the library, for which it can apply, and d the tier, which is a figure; to
    // be in Fengtai, which e lacks, has to happen. What the robots of d got is one answer.
    assert_eq!(benefit("a06-output-milestone"), json!([2, 0, 2, 0, "600000.00"]));
    assert_eq!(benefit("a06-output-growth"), json!([3, 0, 1, 0, "1150000.00"]));
    assert_eq!(benefit("a13-robot-first-use"), json!([1, 1, 1, 1, "900000.00"]));
    let other = |id: &str, option: &str| {
        let others = json["other_readings"].as_array().expect("a list");
        let it = others.iter().find(|it| it["id"] == id && it["option"] == option);
        let it = it.expect("the option");
        json!([it["amount"], it["change"], it["more"], it["less"], it["benefits"]])
    };
    // The tiers added up: b passes two, 20 + 30.
    let changed = |id: &str, amount: &str, change: &str| json!([{ "id": id, "amount": amount, "change": change }]);
    assert_eq!(
        other("r06-tiers", "each"),
        json!([
            "2850000.00",
            "200000.00",
            1,
            0,
            changed("a06-output-milestone", "800000.00", "200000.00")
        ])
    );
    // The tier less the one reached before: of a, 30 − 20.
    assert_eq!(
        other("r06-tiers", "difference"),
        json!([
            "2450000.00",
            "-200000.00",
            0,
            1,
            changed("a06-output-milestone", "400000.00", "-200000.00")
        ])
    );
    // Beyond the average: 1% of 4,000 − 416, 8,000 − 208, 1,000 − 156 is 35.84 + 77.92 + 8.44.
    assert_eq!(
        other("r06-excess", "over_average"),
        json!([
            "2722000.00",
            "72000.00",
            3,
            0,
            changed("a06-output-growth", "1222000.00", "72000.00")
        ])
    );
    assert_eq!(other("r08-cap", "each"), json!(["2650000.00", "0.00", 0, 0, []]));
    for (arguments, sums) in [
        (&[][..], ["not a budget", "¥2,650,000", "¥1,222,000", "+¥72,000"]),
        (&["--format", "html"], ["not a budget", "¥2,650,000", "¥1,222,000", "+¥72,000"]),
    ] {
        let text = of(arguments);
        for sum in sums {
            assert!(text.contains(sum), "{sum} in {text}");
        }
    }
    let path = folder.path().join("five.csv");
    let path = path.to_str().expect("UTF-8");
    let output = fengce(folder.path(), &["screen", path, "--summary"], &[]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    for sum in ["估算上限合计（非预算）", "265万元", "122.2万元", "+7.2万元"] {
        assert!(text.contains(sum), "{sum} in {text}");
    }
    // Each other reading's sum is the sum of a run under it.
    let under = of(&["--format", "json", "--reading", "r06-excess=over_average"]);
    let under: Value = serde_json::from_str(&under).expect("JSON");
    assert_eq!(under["total"]["amount"], "2722000.00");
}
