//! A text missing in one of the languages.

use toml::de::DeValue;

use super::{Context, finding};
use crate::keeper::check::finding::Finding;
use crate::text;

/// Looks at every `{ zh, en }` of the pack.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    context.locate.walk(&mut |source, value| {
        let DeValue::Table(table) = value.get_ref() else { return };
        let (Some(zh), Some(en)) = (table.get("zh"), table.get("en")) else { return };
        let (Some(zh_text), Some(en_text)) = (zh.get_ref().as_str(), en.get_ref().as_str()) else {
            return;
        };
        let missing_zh = zh_text.trim().is_empty()
            || !zh_text.chars().any(is_chinese)
                && zh_text.trim() == en_text.trim()
                && zh_text.contains(' ');
        let missing_en = en_text.trim().is_empty()
            || en_text.chars().any(is_chinese) && !en_text.chars().any(|c| c.is_ascii_alphabetic());
        let (at, name, word) = match (missing_zh, missing_en) {
            // Both empty: nothing is said here at all, in either language.
            (true, true) | (false, false) => return,
            (true, false) => (zh, "zh", text!("中文", "Chinese")),
            (false, true) => (en, "en", text!("英文", "English")),
        };
        let (zh_word, en_word) = (&word.zh, &word.en);
        out.push(finding(
            "lint/label-missing",
            source.place(at.span().start),
            "",
            text!("缺{zh_word}文字（{name}）", "the {en_word} text ({name}) is missing"),
            text!(
                "补上{zh_word}；界面两种语言都要有。",
                "Write it in {en_word}; the interface has both languages."
            ),
        ));
    });
}

fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}
