//! `fengce policy watch`: checks again when a file of the pack was saved.

use std::path::Path;
use std::time::{Duration, SystemTime};

use super::check;
use crate::cli::exit::{Exit, Failure, print};
use crate::policy::source::PackFiles;
use crate::text;
use crate::text::Lang;

/// How often the files are looked at.
const PAUSE: Duration = Duration::from_secs(1);

/// Checks, and checks again after each save, until interrupted or the folder is gone.
pub fn run(dir: &Path, lang: Lang) -> Result<Exit, Failure> {
    let mut seen = Vec::new();
    loop {
        let now = stamps(dir);
        if now.is_empty() {
            PackFiles::from_dir(dir)?;
        }
        if now != seen {
            seen = now;
            // A pack that cannot be read just now is told, and watched on.
            match check::run(PackFiles::from_dir(dir), false, None, lang) {
                Ok(_) => {}
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

/// The files of the folder with the times they were saved.
fn stamps(dir: &Path) -> Vec<(std::path::PathBuf, Option<SystemTime>, u64)> {
    let mut all = Vec::new();
    for folder in [dir.to_owned(), dir.join("facts"), dir.join("articles")] {
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
