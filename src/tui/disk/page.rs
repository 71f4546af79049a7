//! Writing the page for the caller: HTML, Markdown and the short text, beside each other in the
//! documents folder; the short text to the clipboard, too.

use std::io;
use std::path::{Path, PathBuf};

use crate::disk;
use crate::document::{html, markdown};
use crate::profile::{StoreError, file_name, write_atomically};
use crate::quantity::calendar::today_text;
use crate::report::{Assessment, PageOptions, page, short};

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
    let Some(folder) = folder(data) else {
        done.fault = Some(
            crate::text!("系统没有给出文件夹", "the system names no folder")
                .get(model.lang)
                .to_owned(),
        );
        return done;
    };
    let name = match work.profile.enterprise.name.as_str() {
        "" => work.file.clone().unwrap_or_else(|| model.strings().unnamed.to_owned()),
        name => name.to_owned(),
    };
    let contents = [("html", html(&page)), ("md", markdown(&page)), ("txt", done.text.clone())];
    let stem = free_stem(&folder, &format!("{} {today}", file_name(&name)));
    for (end, text) in contents {
        let path = folder.join(format!("{stem}.{end}"));
        match save(&path, &text) {
            Ok(unconfirmed) => {
                done.files.push(path.display().to_string());
                let told = unconfirmed.map(|why| why.text().get(model.lang).to_owned());
                done.fault = done.fault.take().or(told);
            }
            Err(error) => {
                done.fault = Some(format!("{}: {error}", path.display()));
                break;
            }
        }
    }
    crate::tui::clipboard::copy(&done.text);
    done
}

/// The documents folder of the user, else that of the program's data.
fn folder(data: Option<&Path>) -> Option<PathBuf> {
    let documents = dirs::document_dir().filter(|dir| dir.is_dir());
    documents.map(|dir| dir.join("fengce")).or_else(|| data.map(Path::to_owned))
}

/// The stem with a number where a page of that name stands there already.
fn free_stem(folder: &Path, stem: &str) -> String {
    // A page that cannot be looked at is not written over.
    let taken = |stem: &str| {
        let page = |end: &&str| folder.join(format!("{stem}.{end}"));
        ["html", "md", "txt"].iter().any(|end| !matches!(disk::is_there(&page(end)), Ok(false)))
    };
    if !taken(stem) {
        return stem.to_owned();
    }
    let numbered = (2..10_000).map(|number| format!("{stem} ({number})"));
    numbered.into_iter().find(|stem| !taken(stem)).unwrap_or_else(|| stem.to_owned())
}

fn save(path: &Path, text: &str) -> io::Result<Option<StoreError>> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    write_atomically(path, text.as_bytes())
}
