//! What the keeper can find: every code with its severity and what it means.

mod loading;
mod rules;
mod wording;

use crate::text;
use crate::text::Text;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The pack is wrong.
    Error,
    /// The pack is probably wrong.
    Warning,
    /// The pack could be better.
    Note,
}

impl Severity {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }

    /// The name for people.
    pub fn name(self) -> Text {
        match self {
            Self::Error => text!("错误", "error"),
            Self::Warning => text!("警告", "warning"),
            Self::Note => text!("提示", "note"),
        }
    }
}

/// A code with what it means.
#[derive(Clone, Copy, Debug)]
pub struct Code {
    /// The code.
    pub code: &'static str,
    /// How grave.
    pub severity: Severity,
    /// In one line, Chinese and English.
    pub title: (&'static str, &'static str),
    /// What to know.
    pub explained: (&'static str, &'static str),
}

/// How grave a code is; what is not listed stops a pack from loading.
pub fn severity(code: &str) -> Severity {
    find(code).map_or(Severity::Error, |code| code.severity)
}

/// A code by its name, with or without its first part.
pub fn find(name: &str) -> Option<&'static Code> {
    all().find(|code| {
        code.code == name || code.code.split_once('/').is_some_and(|(_, short)| short == name)
    })
}

const fn code(
    code: &'static str,
    severity: Severity,
    title: (&'static str, &'static str),
    explained: (&'static str, &'static str),
) -> Code {
    Code { code, severity, title, explained }
}

/// All of them, in the order in which a keeper meets them.
pub fn all() -> impl Iterator<Item = &'static Code> {
    [loading::CODES, wording::CODES, rules::CODES].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained_once() {
        let mut seen: Vec<&str> = super::all().map(|code| code.code).collect();
        seen.sort_unstable();
        let all = seen.len();
        seen.dedup();
        assert_eq!(seen.len(), all);
        let mut files = vec![
            std::path::PathBuf::from("src/keeper"),
            "src/policy".into(),
            "src/diagnostic".into(),
        ];
        while let Some(path) = files.pop() {
            if path.is_dir() {
                files.extend(
                    std::fs::read_dir(&path)
                        .expect("readable")
                        .map(|e| e.expect("readable").path()),
                );
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("UTF-8");
            let literals = text.split('"').filter(|word| {
                ["lint/", "pack/", "toml/"].iter().any(|kind| {
                    word.strip_prefix(kind).is_some_and(|rest| {
                        !rest.is_empty() && rest.chars().all(|c| c.is_ascii_lowercase() || c == '-')
                    })
                })
            });
            for code in literals.filter(|code| *code != "lint/x") {
                assert!(find(code).is_some(), "{code} of {} is not explained", path.display());
            }
        }
    }
}
