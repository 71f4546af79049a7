//! Writing the page for the caller: HTML, Markdown and the short text, beside each other in the
//! documents folder; the short text to the clipboard, too.

use std::io;
use std::path::{Path, PathBuf};

use crate::disk;
use crate::document::{html, markdown};
use crate::profile::{StoreError, file_name, write_atomically};
use crate::quantity::calendar::today_text;
use crate::report::{Assessment, PageOptions, page, short};
use crate::text::Lang;

use crate::tui::model::Model;
use crate::tui::popups::page::Page as Printed;

/// Writes the page of the profile at hand; `data` is the folder that the profiles' folder is in.
pub fn write(model: &Model, notes: bool, data: Option<&Path>) -> Printed {
    let Some(work) = &model.work else { return Printed::default() };
    let year = work.profile.year;
    let view =
        Assessment::new(&model.policy, &model.program, &work.profile, work.filled.clone(), year);
    let today = today_text();
    let route = work.route;
    let options = PageOptions { lang: model.lang, date: &today, notes, route };
    let page = page(&view, options);
    let text = short(&view, route, model.lang);
    let mut done = Printed { text, notes, ..Printed::default() };
    let name = work.title().unwrap_or(model.strings().unnamed);
    let contents = [
        ("html", html(&page).into_bytes()),
        ("md", markdown(&page).into_bytes()),
        ("txt", done.text.clone().into_bytes()),
    ];
    (done.files, done.fault) = write_files(data, &format!("{name} {today}"), &contents, model.lang);
    crate::tui::clipboard::copy(&done.text);
    done
}

/// Writes contents under one name with an ending each; returns the files, and what went wrong.
pub fn write_files(
    data: Option<&Path>,
    name: &str,
    contents: &[(&str, Vec<u8>)],
    lang: Lang,
) -> (Vec<String>, Option<String>) {
    let Some(folder) = folder(data) else {
        let none = crate::text!("系统没有给出文件夹", "the system names no folder");
        return (Vec::new(), Some(none.get(lang).to_owned()));
    };
    let file = |stem: &str, end: &str| folder.join(format!("{stem}.{end}"));
    // What cannot be looked at is not written over.
    let is_free = |stem: &String| {
        contents.iter().all(|(end, _)| matches!(disk::is_there(&file(stem, end)), Ok(false)))
    };
    let first = file_name(name);
    let numbered = (2..10_000).map(|number| format!("{first} ({number})"));
    let stem = std::iter::once(first.clone()).chain(numbered).find(is_free).unwrap_or(first);
    let (mut files, mut fault) = (Vec::new(), None);
    for (end, bytes) in contents {
        let path = file(&stem, end);
        match save(&path, bytes) {
            Ok(unconfirmed) => {
                files.push(path.display().to_string());
                let told = unconfirmed.map(|why| why.text().get(lang).to_owned());
                fault = fault.take().or(told);
            }
            Err(error) => {
                fault = Some(format!("{}: {error}", path.display()));
                break;
            }
        }
    }
    (files, fault)
}

/// The documents folder of the user, else that of the program's data.
pub fn folder(data: Option<&Path>) -> Option<PathBuf> {
    let documents = dirs::document_dir().filter(|dir| dir.is_dir());
    documents.map(|dir| dir.join("fengce")).or_else(|| data.map(Path::to_owned))
}

fn save(path: &Path, bytes: &[u8]) -> io::Result<Option<StoreError>> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    write_atomically(path, bytes)
}
