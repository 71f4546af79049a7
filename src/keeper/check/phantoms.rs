//! One message a cause: what only follows from another finding is left out.

use super::finding::{Finding, Mark};

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

/// What follows from another finding of the same benefit, gate or fact, and is not told beside it;
/// what shows a fault by itself, with facts, is told all the same.
const FOLLOWS: &[(&str, &[&str])] = &[
    ("pack/example", CAUSES),
    ("lint/example-missing", CAUSES),
    ("lint/example-missing", &["lint/no-example"]),
    ("lint/figure-unused", &["lint/stages", "lint/order", "lint/cap-missing"]),
    ("lint/stages", &["lint/figure-differs"]),
    ("lint/later", &["lint/year", "lint/stages", "lint/figure-differs"]),
    ("lint/order", &["lint/comparison", "lint/alternatives", "lint/figure-differs"]),
    ("lint/comparison", &["lint/figure-differs"]),
    ("lint/words", &["lint/base", "lint/average", "lint/when-empty"]),
    ("lint/option", &["lint/who", "lint/quote-elsewhere"]),
    ("lint/base", &["lint/quote-elsewhere"]),
    ("lint/same-base", &["lint/base"]),
    // What the empty list or the wrong figure makes impossible.
    ("lint/never-eligible", &["lint/list-empty", "lint/derived"]),
];

/// What follows from another finding wherever that is.
const FOLLOWS_ANY: &[(&str, &[&str])] = &[
    ("pack/unknown-id", &["pack/doubled-id"]),
    ("lint/repeated", &["pack/doubled-id"]),
    ("lint/question-idle", &["lint/average", "lint/derived", "lint/base", "lint/words"]),
    ("lint/question-unasked", &["lint/average", "lint/derived", "lint/base", "lint/overlay-idle"]),
    ("lint/option-idle", &["lint/option", "lint/negation", "lint/when-empty"]),
    ("lint/reading-idle", &["lint/overlay-idle"]),
];

/// What follows from another finding on the same line, or on the next.
const FOLLOWS_NEAR: &[(&str, &[&str])] = &[
    ("lint/exclusive", &["lint/repeated"]),
    ("lint/threshold-idle", &["lint/repeated"]),
    ("lint/label-equal", &["lint/placeholder", "lint/label-missing"]),
];

/// The findings without those that follow from others.
pub fn without(found: Vec<Finding>) -> Vec<Finding> {
    let is = |finding: &Finding, code: &str| finding.diagnostic.code == code;
    let whole = found.iter().any(|finding| {
        let file = &finding.diagnostic.place.file;
        // A computed fact is wrong for all who use it; so is what all benefits need, and where
        // the examples begin.
        (is(finding, "lint/derived") || is(finding, "lint/average")) && file.contains("facts")
            || CAUSES.contains(&finding.diagnostic.code) && file.ends_with("policy.toml")
            || is(finding, "pack/example") && finding.of == "example_base"
    });
    let misread = found.iter().any(|finding| finding.diagnostic.code.starts_with("toml/"));
    let misplaced: Vec<&str> = found
        .iter()
        .filter(|finding| is(finding, "lint/article-file") || is(finding, "lint/article-number"))
        .map(|finding| finding.diagnostic.place.file.as_str())
        .collect();
    let follows = |finding: &Finding| {
        let code = finding.diagnostic.code;
        let place = &finding.diagnostic.place;
        let caused = |table: &[(&str, &[&str])], by: &dyn Fn(&Finding) -> bool| {
            let causes = table.iter().filter(|(follower, _)| *follower == code);
            let causes: Vec<&str> = causes.flat_map(|(_, causes)| *causes).copied().collect();
            found.iter().any(|other| causes.contains(&other.diagnostic.code) && by(other))
        };
        // What is not written yet has no rule, no examples, no words of its own.
        let unwritten = |other: &Finding| is(other, "pack/todo") && other.of == finding.of;
        // The sentence that a lost quote was of is told with the quote.
        let lost = |other: &Finding| {
            let told = |mark: &Mark| other.diagnostic.remedy.zh.contains(mark.piece().trim());
            is(other, "pack/quote-lost") && finding.marks.first().is_some_and(told)
        };
        match code {
            "pack/example" if finding.of == "example_base" => false,
            "pack/todo" => false,
            "pack/example" | "lint/example-missing" if whole => true,
            // What a faulty file says is not read, so its ids are missing elsewhere.
            "pack/unknown-id" if misread => true,
            "pack/clause-unquoted" if found.iter().any(lost) => true,
            "lint/article-missing" => !misplaced.is_empty(),
            "lint/prose-figure" | "lint/quote-elsewhere" | "lint/words"
                if misplaced.contains(&place.file.as_str()) =>
            {
                true
            }
            _ => {
                !finding.of.is_empty()
                    && (found.iter().any(unwritten)
                        || caused(FOLLOWS, &|other| other.of == finding.of))
                    || caused(FOLLOWS_ANY, &|_| true)
                    || caused(FOLLOWS_NEAR, &|other| {
                        let (a, b) = (&other.diagnostic.place, place);
                        a.file == b.file && a.line.abs_diff(b.line) <= 1
                    })
            }
        }
    };
    let mut kept: Vec<Finding> = Vec::new();
    for finding in &found {
        // The same at one place, or of one rule under several readings.
        let same = |known: &Finding| {
            let (a, b) = (&known.diagnostic, &finding.diagnostic);
            a.code == b.code
                && (a.place == b.place
                    || known.of == finding.of && !known.of.is_empty() && a.what == b.what)
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
