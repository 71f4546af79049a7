//! One message a cause: what only follows from another finding is left out.

use super::finding::Finding;

/// Findings that say why a rule is wrong; what its examples then show follows from them.
const CAUSES: &[&str] = &[
    "lint/figure-differs",
    "lint/figure-not-in-text",
    "lint/figure-unused",
    "lint/comparison",
    "lint/average",
    "lint/order",
    "lint/cap-missing",
    "lint/beyond",
    "lint/base",
    "lint/stages",
    "lint/later",
    "lint/year",
    "lint/who",
    "lint/option",
    "lint/negation",
    "lint/joined",
    "lint/words",
    "lint/list-empty",
    "lint/derived",
    "lint/alternatives",
];

/// What follows from a wrong rule; what shows it by itself, with facts, is told all the same.
const FOLLOWING: &[&str] = &["pack/example", "lint/example-missing"];

/// The findings without those that follow from others.
pub fn without(found: Vec<Finding>) -> Vec<Finding> {
    let is = |finding: &Finding, code: &str| finding.diagnostic.code == code;
    let any = |code: &str| found.iter().any(|finding| is(finding, code));
    let whole = found.iter().any(|finding| {
        // A computed fact is wrong for all who use it, the start of the examples for all of them.
        is(finding, "lint/derived") && finding.diagnostic.place.file.contains("facts")
            || is(finding, "lint/average") && finding.diagnostic.place.file.contains("facts")
            || is(finding, "pack/example") && finding.of == "example_base"
    });
    // So is what all benefits need.
    let common = |finding: &Finding| {
        CAUSES.contains(&finding.diagnostic.code)
            && finding.diagnostic.place.file.ends_with("policy.toml")
    };
    let whole = whole || found.iter().any(common);
    let misread = found.iter().any(|finding| finding.diagnostic.code.starts_with("toml/"));
    let misplaced: Vec<&str> = found
        .iter()
        .filter(|finding| is(finding, "lint/article-file") || is(finding, "lint/article-number"))
        .map(|finding| finding.diagnostic.place.file.as_str())
        .collect();
    let follows = |finding: &Finding| {
        let code = finding.diagnostic.code;
        let file = finding.diagnostic.place.file.as_str();
        let caused = |other: &Finding| {
            CAUSES.contains(&other.diagnostic.code)
                && !other.of.is_empty()
                && other.of == finding.of
        };
        // What is not written yet has no rule, no examples, no words of its own.
        let unwritten = |other: &Finding| is(other, "pack/todo") && other.of == finding.of;
        if code != "pack/todo" && !finding.of.is_empty() && found.iter().any(unwritten) {
            return true;
        }
        match code {
            // What a faulty file says is not read, so its ids are missing elsewhere.
            "pack/unknown-id" => any("pack/doubled-id") || misread,
            "lint/article-missing" => !misplaced.is_empty(),
            "lint/prose-figure" | "lint/quote-elsewhere" | "lint/words" => {
                misplaced.contains(&file)
            }
            "lint/repeated" => any("pack/doubled-id"),
            "lint/question-idle" | "lint/question-unasked" => {
                ["lint/average", "lint/derived", "lint/base", "lint/words"].into_iter().any(any)
            }
            "lint/option-idle" => any("lint/option") || any("lint/negation"),
            "lint/example-missing" if any("lint/no-example") => {
                found.iter().any(|other| is(other, "lint/no-example") && other.of == finding.of)
            }
            "lint/stages" => {
                found.iter().any(|other| is(other, "lint/figure-differs") && other.of == finding.of)
            }
            "pack/example" if finding.of == "example_base" => false,
            // What the empty list or the wrong figure makes impossible.
            "lint/never-eligible" => found.iter().any(|other| {
                (is(other, "lint/list-empty") || is(other, "lint/derived"))
                    && other.of == finding.of
            }),
            code if FOLLOWING.contains(&code) => whole || found.iter().any(caused),
            // A figure that is left over where stages or tiers are wrong.
            "lint/figure-unused" => found.iter().any(|other| {
                (is(other, "lint/stages") || is(other, "lint/order")) && other.of == finding.of
            }),
            // What a wrong comparison puts on the wrong side.
            "lint/order" => {
                found.iter().any(|other| is(other, "lint/comparison") && other.of == finding.of)
            }
            _ => false,
        }
    };
    let mut kept: Vec<Finding> = Vec::new();
    for finding in &found {
        let same = |known: &Finding| {
            known.diagnostic.code == finding.diagnostic.code
                && known.diagnostic.place == finding.diagnostic.place
        };
        if !follows(finding) && !kept.iter().any(same) {
            kept.push(finding.clone());
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostic, Place};
    use crate::text;

    #[test]
    fn a_faulty_file_is_the_cause_of_ids_it_would_have_given() {
        let kept = |codes: &[&'static str]| -> Vec<&'static str> {
            let finding = |(code, line): (&&'static str, usize)| {
                let place = Place { file: "p".to_owned(), line, column: 1 };
                let what = text!("一", "a");
                Finding::new(Diagnostic { code, place, what: what.clone(), remedy: what }, "")
            };
            let found = codes.iter().zip(1..).map(finding).collect();
            without(found).iter().map(|finding| finding.diagnostic.code).collect()
        };
        assert_eq!(kept(&["pack/unknown-id", "toml/syntax"]), ["toml/syntax"]);
        assert_eq!(
            kept(&["toml/type", "pack/unknown-id", "pack/test"]),
            ["toml/type", "pack/test"]
        );
        assert_eq!(kept(&["pack/unknown-id", "pack/test"]), ["pack/unknown-id", "pack/test"]);
    }
}
