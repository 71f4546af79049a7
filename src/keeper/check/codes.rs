//! What the keeper can find: every code with its severity and what it means, as `codes.txt` has
//! it: a block a code, its title and its explanation in Chinese and in English.

use std::sync::LazyLock;

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
    const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

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
#[derive(Clone, Debug)]
pub struct Code {
    /// The code.
    pub code: &'static str,
    /// How grave.
    pub severity: Severity,
    /// In one line.
    pub title: Text,
    /// What to know.
    pub explained: Text,
}

static CODES: LazyLock<Vec<Code>> = LazyLock::new(|| {
    include_str!("codes.txt").split("\n\n").filter_map(|block| code(block.trim())).collect()
});

fn code(block: &'static str) -> Option<Code> {
    let mut lines = block.lines();
    let (code, severity) = lines.next()?.split_once(' ')?;
    let severity = Severity::ALL.into_iter().find(|known| known.as_str() == severity)?;
    let mut both = || Some(Text::new(lines.next()?, lines.next()?));
    Some(Code { code, severity, title: both()?, explained: both()? })
}

/// How grave a code is; what is not listed stops a pack from loading.
pub fn severity(code: &str) -> Severity {
    find(code).map_or(Severity::Error, |code| code.severity)
}

/// A code by its name, with or without its first part.
pub fn find(name: &str) -> Option<&'static Code> {
    let short = |code: &Code| code.code.split_once('/').is_some_and(|(_, short)| short == name);
    all().find(|code| code.code == name || short(code))
}

/// All of them, in the order in which a keeper meets them.
pub fn all() -> impl Iterator<Item = &'static Code> {
    CODES.iter()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::*;

    #[test]
    fn every_code_is_explained_once() {
        let blocks = include_str!("codes.txt").split("\n\n").count();
        assert_eq!(all().count(), blocks, "a block of codes.txt cannot be read");
        let mut seen: Vec<&str> = all().map(|code| code.code).collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), blocks);
        let mut files = ["src/keeper", "src/policy", "src/diagnostic"].map(PathBuf::from).to_vec();
        while let Some(path) = files.pop() {
            if path.is_dir() {
                let entries = fs::read_dir(&path).expect("readable");
                files.extend(entries.map(|entry| entry.expect("readable").path()));
                continue;
            }
            let text = fs::read_to_string(&path).expect("UTF-8");
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
