//! What a draft leaves to be written: a line `# TODO …` before a benefit.

use super::finding::{Finding, Mark};
use crate::diagnostic::Diagnostic;
use crate::policy::source::PackFiles;
use crate::text;
use crate::text::Text;

/// What such a line begins with, after the `#`.
pub const TODO: &str = "TODO";

/// A finding for each line that says what is still to be written.
pub fn check(files: &PackFiles, out: &mut Vec<Finding>) {
    for source in files.sources() {
        let mut at = 0;
        for line in source.text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let comment = line.trim().strip_prefix('#').map(str::trim_start);
            let Some(said) = comment.and_then(|comment| comment.strip_prefix(TODO)) else {
                continue;
            };
            let said = said.trim_start_matches([':', '：', ' ']).trim_end();
            let of = following_id(&source.text[at..]).unwrap_or_default();
            let name =
                if of.is_empty() { Text::default() } else { text!("“{of}”", "\"{of}\"") };
            let (zh, en) = (&name.zh, &name.en);
            let at_word = start + line.find(TODO).unwrap_or_default();
            let mark = Mark::new(source, at_word..at_word + TODO.len(), Text::default());
            let diagnostic = Diagnostic {
                code: "pack/todo",
                place: mark.place.clone(),
                what: text!("{zh}还没写完：{said}", "{en} is still to be written: {said}"),
                remedy: text!(
                    "照引文写条件（when）和金额（award），改 certainty，加算例，再删去这一行。",
                    "Write when and award from the quote, change certainty, add examples, and delete this line."
                ),
            };
            out.push(Finding::new(diagnostic, of).marked(Some(mark)));
        }
    }
}

/// The id of the entry that follows a line.
fn following_id(rest: &str) -> Option<&str> {
    let line = rest.lines().find(|line| line.starts_with("id"))?;
    line.split('"').nth(1)
}
