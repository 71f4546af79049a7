//! What can be said at every prompt besides an answer: by word, or by a number with a leading
//! zero, which no answer has.

use crate::quantity::read::folded;
use crate::text::Lang;

/// A command of the interview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// To the question before.
    Back,
    /// Not known.
    Unsure,
    /// Why this question.
    Why,
    /// A note on this question.
    Note,
    /// The result so far.
    Result,
    /// Save now.
    Save,
    /// What can be said.
    Help,
    /// Save and leave.
    Quit,
}

/// A command with its number, its words, and how it is named in both languages.
struct Entry(Word, &'static str, &'static [&'static str], &'static str, &'static str);

const WORDS: [Entry; 8] = [
    Entry(Word::Back, "01", &["返回", "上一题", "back"], "返回", "back"),
    Entry(
        Word::Unsure,
        "02",
        &["不知道", "不清楚", "unknown", "unsure", "don't know", "dont know"],
        "不知道",
        "unknown",
    ),
    Entry(Word::Why, "03", &["为什么", "why"], "为什么", "why"),
    Entry(Word::Note, "04", &["备注", "note"], "备注", "note"),
    Entry(Word::Result, "05", &["结果", "result", "results"], "结果", "result"),
    Entry(Word::Save, "06", &["保存", "save"], "保存", "save"),
    Entry(Word::Help, "07", &["帮助", "help", "?"], "帮助", "help"),
    Entry(Word::Quit, "08", &["退出", "完成", "quit", "exit", "done"], "退出", "quit"),
];

impl Word {
    /// The command that a line gives, with what follows it (a note, a name).
    pub fn of(line: &str) -> Option<(Self, &str)> {
        let line = line.trim();
        let lower = folded(line);
        let exact = WORDS.iter().find(|entry| entry.1 == lower || entry.2.contains(&&*lower));
        if let Some(entry) = exact {
            return Some((entry.0, ""));
        }
        // Only a note takes more: `备注 财务口径`.
        let entry = WORDS.iter().find(|entry| entry.0 == Self::Note)?;
        entry.2.iter().chain([&entry.1]).find_map(|word| {
            let said: String = line.chars().take(word.chars().count()).collect();
            let rest = (folded(&said) == **word).then(|| line.get(said.len()..)).flatten()?;
            let said = rest.trim_start_matches([':', '：']).trim_start();
            (said.len() < rest.len()).then_some((Self::Note, said))
        })
    }

    /// All of them in one sentence.
    pub fn list(lang: Lang) -> String {
        match lang {
            Lang::Zh => {
                let said: Vec<String> =
                    WORDS.iter().map(|entry| format!("{} {}", entry.1, entry.3)).collect();
                format!("随时可以输入：{}。", said.join("，"))
            }
            Lang::En => {
                let said: Vec<String> =
                    WORDS.iter().map(|entry| format!("{} {}", entry.1, entry.4)).collect();
                format!("At any time you can type: {}.", said.join(", "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_numbers_name_the_same() {
        for (line, word) in [
            ("返回", Word::Back),
            ("01", Word::Back),
            ("０１", Word::Back),
            (" Back ", Word::Back),
            ("不知道", Word::Unsure),
            ("don't know", Word::Unsure),
            ("03", Word::Why),
            ("RESULT", Word::Result),
            ("06", Word::Save),
            ("？", Word::Help),
            ("完成", Word::Quit),
        ] {
            assert_eq!(Word::of(line), Some((word, "")), "{line}");
        }
        assert_eq!(Word::of("备注 财务口径"), Some((Word::Note, "财务口径")));
        assert_eq!(Word::of("note: audited"), Some((Word::Note, "audited")));
        for answer in ["1", "0", "8", "500万元", "notes", "是", ""] {
            assert_eq!(Word::of(answer), None, "{answer}");
        }
    }
}
