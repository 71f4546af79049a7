//! `fengce profiles purge`: for good, after a question.

use std::time::{Duration, SystemTime};

use super::confirm::confirmed;
use super::exit::{Exit, Failure, complain};
use crate::profile::{Old, Store};
use crate::quantity::calendar::stamp;
use crate::text;
use crate::text::{Lang, Text, printable};

const DAY: u64 = 24 * 3600;

/// What is to go.
#[derive(Clone, Copy, Debug)]
pub enum Purge<'a> {
    /// A profile, with its history and those of its name in the bin.
    Named(&'a str),
    /// The bin.
    Bin,
    /// What was last saved so long ago.
    Older(Duration),
}

/// An age as it is written: `180d`, `26w`, `2y`, or `180天`.
///
/// # Errors
/// It is none.
pub fn age(written: &str) -> Result<Duration, String> {
    let at = written.find(|c: char| !c.is_ascii_digit()).unwrap_or(written.len());
    let (number, unit) = written.split_at(at);
    let days = match unit.trim() {
        "d" | "天" | "日" => 1,
        "w" | "周" => 7,
        "y" | "年" => 365,
        _ => 0,
    };
    match number.parse::<u64>().ok().and_then(|number| number.checked_mul(days * DAY)) {
        Some(seconds) if seconds > 0 => Ok(Duration::from_secs(seconds)),
        _ => Err("应写成 180d（天）、26w（周）或 2y（年） / expected 180d, 26w or 2y".to_owned()),
    }
}

/// Asks, then removes.
///
/// # Errors
/// It cannot be removed, or nobody is there to ask.
pub fn run(store: &Store, what: Purge<'_>, yes: bool, lang: Lang) -> Result<Exit, Failure> {
    let count = match what {
        Purge::Named(name) => {
            let question = text!(
                "彻底删除“{name}”，连同历史和回收站里的同名档案，不能恢复",
                "delete \"{name}\" for good, with its history and those of its name in the bin"
            );
            if !yes && !confirmed(&question, lang)? {
                return Ok(Exit::DoesNotHold);
            }
            store.purge(name)?
        }
        Purge::Bin => {
            let question = text!("清空回收站，不能恢复", "empty the bin for good");
            if !yes && !confirmed(&question, lang)? {
                return Ok(Exit::DoesNotHold);
            }
            store.empty_bin()?
        }
        Purge::Older(age) => {
            let moment = SystemTime::now().checked_sub(age).unwrap_or(SystemTime::UNIX_EPOCH);
            let old = store.older_than(moment)?;
            let since = stamp(moment);
            if old.is_empty() {
                let said = text!(
                    "没有 {since} 以后没存过的档案\n",
                    "nothing was last saved before {since}\n"
                );
                super::exit::print(said.get(lang))?;
                return Ok(Exit::Success);
            }
            // What would go is seen before it is confirmed, and when it is not asked, too.
            complain(&listed(&old, lang));
            let question = text!(
                "彻底删除以上 {since} 以后没存过的档案和历史状态，不能恢复",
                "delete these, last saved before {since}, for good"
            );
            if !yes && !confirmed(&question, lang)? {
                return Ok(Exit::DoesNotHold);
            }
            store.forget(&old)?;
            old.profiles.len() + old.deleted.len()
        }
    };
    let said = text!("已彻底删除 {count} 份\n", "{count} deleted for good\n");
    super::exit::print(said.get(lang))?;
    Ok(Exit::Success)
}

fn listed(old: &Old, lang: Lang) -> String {
    let line = |name: &str, modified, note: Text| {
        format!("  {}  {}{}\n", stamp(modified), printable(name), note.get(lang))
    };
    let mut lines = String::new();
    for entry in &old.profiles {
        lines += &line(&entry.name, entry.modified, text!("（连同历史）", " (with its history)"));
    }
    for deleted in &old.deleted {
        lines += &line(&deleted.id, deleted.modified, text!("（回收站）", " (bin)"));
    }
    if !old.states.is_empty() {
        let count = old.states.len();
        let also = text!(
            "  其他档案的历史状态 {count} 个\n",
            "  {count} earlier states of other profiles\n"
        );
        lines += also.get(lang);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_has_a_number_and_a_unit() {
        let days = |written: &str| age(written).ok().map(|age| age.as_secs() / DAY);
        for (written, expected) in
            [("180d", Some(180)), ("26w", Some(182)), ("2y", Some(730)), ("180天", Some(180))]
        {
            assert_eq!(days(written), expected, "{written}");
        }
        for written in ["", "180", "d", "-1d", "0d", "1.5d", "180m", "99999999999999999999y"] {
            assert_eq!(days(written), None, "{written}");
        }
    }
}
