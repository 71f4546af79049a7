//! The embedded pack: all of it is there, and nothing in it is silently left out.

use fengce::diagnostic::Source;
use fengce::policy::source::PackFiles;
use fengce::policy::{load, load_embedded};

#[test]
fn a_condition_that_cannot_be_read_is_told_never_left_out() {
    for wrong in ["\"2026\"", "\"X-1\"", "\"Y-99999999999\""] {
        let mut files = PackFiles::embedded();
        let article = files.articles.iter_mut().find(|file| file.text.contains("year = \"Y\" }"));
        let article = article.expect("an article with a year");
        let text = article.text.replacen("year = \"Y\" }", &format!("year = {wrong} }}"), 1);
        *article = Source::new(&*article.name, text);
        let faults = load(&files).expect_err("refused");
        assert_eq!(faults.0.len(), 1, "{faults}");
        assert!(faults.0[0].what.en.contains("\"Y-1\" or the like"), "{faults}");
    }
}

#[test]
fn loads_and_lists_the_whole_measure() {
    let policy = load_embedded().unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(policy.benefits.len(), 34);
    assert_eq!(policy.articles.len(), 28);
    assert_eq!(policy.gates.len(), 5);
    assert_eq!(policy.readings.len(), 16);
}
