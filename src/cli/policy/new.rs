//! `fengce policy new`.

use std::path::Path;

use crate::cli::exit::{Exit, Failure, print};
use crate::disk::{self, Kind};
use crate::policy::source::template;
use crate::text;
use crate::text::{Lang, printable};

/// Writes the small example pack into a folder that does not hold one yet.
pub fn run(dir: &Path, lang: Lang) -> Result<Exit, Failure> {
    let io = |error| Failure::Write(dir.display().to_string(), error);
    let taken = match disk::look(dir).map_err(io)?.map(|seen| seen.kind) {
        None => false,
        Some(Kind::Folder) => disk::names(dir).map_err(io)?.is_some_and(|names| !names.is_empty()),
        Some(_) => true,
    };
    if taken {
        let shown = crate::diagnostic::found(&dir.display().to_string());
        return Err(Failure::Argument(text!(
            "“{shown}”已经有内容；请给一个新的目录",
            "\"{shown}\" is not empty; name a new folder"
        )));
    }
    for (path, bytes) in template() {
        let target = dir.join(path);
        if let Some(folder) = target.parent() {
            std::fs::create_dir_all(folder).map_err(io)?;
        }
        std::fs::write(&target, bytes).map_err(io)?;
    }
    let shown = dir.display().to_string();
    let shown = printable(&shown);
    let said = text!(
        "已建好 {shown}。改成你的措施后，运行 fengce policy check {shown}\n",
        "Made {shown}. Change it into your measure, then run fengce policy check {shown}\n"
    );
    print(said.get(lang))?;
    Ok(Exit::Success)
}
