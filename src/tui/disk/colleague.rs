//! Open questions written for a colleague, and the filled sheet read.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::document::{Document, Item, Layout, Line, List, Mark, plain};
use crate::policy::FactId;
use crate::profile::Profile;
use crate::report::merge;
use crate::text;
use crate::text::{Text, printable};
use crate::tui::colleague::Ask;
use crate::tui::disk::{Disk, page};
use crate::tui::model::Model;
use crate::tui::popups::choice::Chooser;
use crate::tui::popups::compared::Compared;
use crate::tui::popups::reading::Reader;
use crate::tui::popups::take_back::Changes;

/// The questions as a text to send.
fn text(ask: &Ask<'_>) -> String {
    let (lang, year, name) = (ask.lang, ask.year, ask.name);
    let say = |text: &Text| text.get(lang).to_owned();
    let title = text!("请帮忙核实：{name}（{year} 年度）", "Please find out: {name} ({year})");
    let mut document = Document::new(lang, say(&title));
    document.add(Line::from(ask.policy.title.get(lang)));
    let items = ask.facts.iter().map(|id| {
        let fact = ask.policy.fact(*id);
        let question = Line::strong(fact.question.dated(year).get(lang));
        let help = fact.help.dated(year);
        Item::from(question).over(Some(help.get(lang)).filter(|help| !help.is_empty()))
    });
    document.add(List { mark: Mark::Number, items: items.collect() });
    let back = text!(
        "可以直接回复，也可以填在附带的表里（第 3 行）发回；不知道的空着。",
        "Reply, or fill in row 3 of the sheet and send it back; leave empty what is not known."
    );
    document.add(Line::from(say(&back)));
    plain(&document, Layout::new(70))
}

impl Disk {
    /// Writes the questions of one person as a workbook and as a text.
    pub fn hand(&mut self, model: &mut Model, who: &str, facts: &[FactId]) {
        let Some(work) = &model.work else { return };
        let name = work.title().unwrap_or(model.strings().unnamed);
        let profile = &work.profile;
        let ask = Ask {
            policy: &model.policy,
            lang: model.lang,
            year: profile.year,
            name,
            enterprise: &profile.enterprise,
            facts,
        };
        let said = text(&ask);
        let mut sheet = Vec::new();
        let asked = text!("问 {who}", "for {who}");
        let asked: String = asked.get(model.lang).chars().take(24).collect();
        let written = match &self.sheets {
            Some(sheets) => sheets.write(&ask, &mut sheet).err(),
            None => None,
        };
        let mut contents = vec![("txt", said.clone().into_bytes())];
        if !sheet.is_empty() {
            contents.insert(0, ("xlsx", sheet));
        }
        let data = self.store.as_ref().and_then(|store| store.dir().parent());
        let stem = format!("{name} {asked}");
        let (files, fault) = page::write_files(data, &stem, &contents, model.lang);
        crate::tui::clipboard::copy(&said);
        let strings = model.strings();
        let fault = fault.or(written.map(|error| error.to_string()));
        let failed = fault.map(|why| format!("{}{why}\n", strings.page_failed));
        let head = format!(
            "{}{}\n{}\n\n{}",
            failed.unwrap_or_default(),
            strings.page_written,
            files.join("\n"),
            strings.page_copied
        );
        let title = strings.key_hand;
        model.push(Reader::new(Compared { title, text: format!("{head}\n{said}") }));
    }

    /// The sheets that may have come back, the newest first: those beside what was written, and
    /// what was downloaded.
    pub fn sheets_there(&self) -> Vec<PathBuf> {
        let data = self.store.as_ref().and_then(|store| store.dir().parent());
        let folders = [page::folder(data), dirs::download_dir()];
        let mut found: Vec<(SystemTime, PathBuf)> = Vec::new();
        for entry in folders.into_iter().flatten().filter_map(|dir| dir.read_dir().ok()).flatten() {
            let Ok(path) = entry.map(|entry| entry.path()) else { continue };
            let ends = |end: &str| path.extension().is_some_and(|is| is.eq_ignore_ascii_case(end));
            if !["xlsx", "xls", "ods", "csv"].into_iter().any(ends) {
                continue;
            }
            let changed = path.metadata().and_then(|meta| meta.modified());
            found.push((changed.unwrap_or(SystemTime::UNIX_EPOCH), path));
        }
        found.sort();
        found.reverse();
        found.into_iter().map(|(_, path)| path).take(9).collect()
    }

    /// Reads a filled sheet and shows what it would change in the profile at hand.
    pub fn take_back(&self, model: &mut Model, file: &Path) {
        let read = match &self.sheets {
            Some(sheets) => sheets.read(&model.policy, model.lang, file),
            None => Err(text!("这个程序不带表格。", "This program is built without sheets.")),
        };
        let changes = read.and_then(|rows| compare(model, &rows));
        match changes {
            Ok(changes) => model.push(Chooser::new(changes, 0)),
            Err(why) => {
                let shown = printable(&file.display().to_string()).into_owned();
                let text = format!("{shown}\n{}", why.get(model.lang));
                let title = model.strings().key_take_back;
                model.push(Reader::new(Compared { title, text }));
            }
        }
    }
}

/// What the row about the enterprise at hand would change; whether it may be another one's.
fn compare(model: &Model, rows: &[Profile]) -> Result<Changes, Text> {
    let Some(work) = &model.work else { return Err(Text::default()) };
    let own = &work.profile;
    let year = own.year;
    let is_own = |row: &&Profile| {
        let codes = (&own.enterprise.credit_code, &row.enterprise.credit_code);
        match codes {
            (Some(own), Some(code)) => own == code,
            (None | Some(_), None | Some(_)) => Some(row.enterprise.name.as_str()) == work.title(),
        }
    };
    let of_year: Vec<&Profile> = rows.iter().filter(|row| row.year == year).collect();
    let row = of_year.iter().find(|row| is_own(row)).or(match of_year.as_slice() {
        [only] => Some(only),
        [] | [_, ..] => None,
    });
    let Some(row) = row else {
        return Err(match (rows.first(), of_year.is_empty()) {
            (None, _) => text!("表里没有填好的一行。", "There is no row that is filled in."),
            (Some(row), true) => {
                let is = row.year;
                text!(
                    "表里是 {is} 年度的，这份档案是 {year} 年度的：没有取回。",
                    "The sheet is of {is}, this profile of {year}: nothing was taken."
                )
            }
            (Some(_), false) => text!(
                "表里有几家企业，没有这一家：没有取回。",
                "The sheet has several enterprises, and not this one: nothing was taken."
            ),
        });
    };
    let stranger = !is_own(row);
    let mut row = (*row).clone();
    // It stands there because the profile had no name.
    if own.enterprise.name.is_empty() && Some(row.enterprise.name.as_str()) == work.title() {
        row.enterprise.name.clear();
    }
    let mut profile = own.clone();
    let changes = merge(&model.policy, &mut profile, &row);
    if changes.is_empty() {
        return Err(text!(
            "表里填的和档案里一样，没有要改的。",
            "The sheet says what the profile says: nothing changes."
        ));
    }
    let from = stranger.then(|| row.enterprise.name.clone());
    Ok(Changes { profile: Some(profile), changes, from })
}
