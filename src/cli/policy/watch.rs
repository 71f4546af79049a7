//! `fengce policy watch`: checks again when a file of the pack was saved.

use std::path::Path;
use std::time::{Duration, SystemTime};

use super::check;
use crate::cli::exit::{Exit, Failure, print};
use crate::policy::source::PackFiles;
use crate::text;
use crate::text::{Lang, Text};

/// How often the files are looked at.
const PAUSE: Duration = Duration::from_secs(1);

/// Checks, and checks again after each save, until interrupted or the folder is gone.
pub fn run(dir: &Path, lang: Lang) -> Result<Exit, Failure> {
    let mut seen = Vec::new();
    let mut before = None;
    loop {
        let now = stamps(dir);
        if now.is_empty() {
            PackFiles::from_dir(dir)?;
        }
        if now != seen {
            seen = now;
            // A pack that cannot be read just now is told, and watched on.
            match check::watched(PackFiles::from_dir(dir), lang) {
                Ok(left) => {
                    print(progress(before, left).get(lang))?;
                    before = Some(left);
                }
                Err(Failure::Write(name, error)) => return Err(Failure::Write(name, error)),
                Err(failure) => {
                    failure.report(lang);
                }
            }
            let again = text!(
                "——— 保存后再查，Ctrl-C 结束 ———\n",
                "——— checked again after each save; Ctrl-C ends ———\n"
            );
            print(again.get(lang))?;
        }
        std::thread::sleep(PAUSE);
    }
}

/// How many findings are left, and how many there were.
fn progress(before: Option<usize>, left: usize) -> Text {
    let was = before.filter(|before| *before != left).map_or_else(Text::default, |before| {
        text!("（上次 {before} 处）", " ({before} the last time)")
    });
    let (zh, en) = (&was.zh, &was.en);
    match left {
        0 => text!("没有要改的了{zh}\n", "Nothing is left to fix{en}\n"),
        _ => text!("还剩 {left} 处{zh}\n", "{left} left{en}\n"),
    }
}

/// The files of the folder with the times they were saved.
fn stamps(dir: &Path) -> Vec<(std::path::PathBuf, Option<SystemTime>, u64)> {
    let mut all = Vec::new();
    for folder in [dir.to_owned(), dir.join("facts"), dir.join("articles"), dir.join("examples")] {
        // What cannot be read now is told by the check, and looked at again.
        for name in crate::disk::names(&folder).ok().flatten().unwrap_or_default() {
            let path = folder.join(name);
            if let Ok(about) = path.metadata() {
                all.push((path, about.modified().ok(), about.len()));
            }
        }
    }
    all.sort();
    all
}
