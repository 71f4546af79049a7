//! A fault of the program itself: a report without answers, and a message that says where it is.

use std::io::Write as _;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};

use super::exit::complain;
use super::info::versions;
use crate::text;
use crate::text::{Lang, printable};

/// From now on a panic writes a report into a folder, or the one for temporary files.
pub fn report_to(folder: Option<&Path>, lang: Lang) {
    let folder = folder.map(Path::to_path_buf);
    std::panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map_or_else(|| "?".to_owned(), ToString::to_string);
        let report = folder
            .as_deref()
            .and_then(|folder| write(folder, panic, &place))
            .or_else(|| write(&std::env::temp_dir(), panic, &place));
        let mut message = text!(
            "程序自身出错（{place}）。已确定的回答都已存档。",
            "the program has a fault ({place}). Every confirmed answer is saved."
        );
        if let Some(report) = report {
            let report = report.display();
            let more = text!(
                "报告（不含任何回答）在：{report}",
                " A report (no answers in it) is in: {report}"
            );
            message.zh += &more.zh;
            message.en += &more.en;
        }
        complain(&format!("{}\n", printable(message.get(lang))));
    }));
}

fn write(folder: &Path, panic: &PanicHookInfo<'_>, place: &str) -> Option<PathBuf> {
    let thread = std::thread::current();
    // Only a text of the source: a formatted one may quote an answer.
    let words = panic.payload().downcast_ref::<&'static str>().copied().unwrap_or("-");
    let report = format!(
        "{}place       {place}\nthread      {}\nmessage     {words}\n",
        versions(None),
        thread.name().unwrap_or("-")
    );
    let mut file = tempfile::Builder::new()
        .prefix("fengce-report-")
        .suffix(".txt")
        .tempfile_in(folder)
        .ok()?;
    file.write_all(report.as_bytes()).ok()?;
    file.keep().ok().map(|(_, path)| path)
}
