//! What the wizard reads and writes: the effects that `update` asks for.

mod colleague;
pub mod memory;
pub mod page;
pub mod profiles;
mod settings;

use std::path::Path;

use crate::diagnostic::Diagnostics;
use crate::policy::packs;
use crate::profile::{self, Opened, Session, Store, Told};
use crate::text;
use crate::text::{Lang, Text};

use crate::tui::colleague::Sheets;
use crate::tui::disk::memory::Memory;
use crate::tui::editor::Draft;
use crate::tui::effect::{Configure, Effect};
use crate::tui::model::Model;
use crate::tui::popups;
use crate::tui::popups::choice::Chooser;
use crate::tui::popups::compared::Compared;
use crate::tui::popups::notice::Notice;
use crate::tui::popups::reading::Reader;
use crate::tui::popups::take_back::TakeBack;
use crate::tui::popups::take_over::TakeOver;
use crate::tui::popups::unsaved::Unsaved;
use crate::tui::screens::start::shelf::FirstRun;
use crate::tui::session::Saved;
use crate::tui::work;

/// What is read and written.
pub struct Disk {
    /// Where saved profiles are; none where the system names no folder.
    pub store: Option<Store>,
    /// The place of the profile at hand.
    pub session: Option<Session>,
    /// The places of the profiles put aside, by their numbers.
    pub parked: Vec<(u32, Session)>,
    /// Where one was in the profiles, and what was typed there.
    pub memory: Memory,
    /// What was typed and not confirmed when it was last remembered.
    pub typed: Option<Draft>,
    /// Workbooks in and out.
    pub sheets: Option<Box<dyn Sheets>>,
    /// The user was told on leaving that nothing takes the answers.
    pub told: bool,
    /// What became of them then.
    pub left: Option<Text>,
}

impl Disk {
    /// Over the folder of saved profiles.
    pub fn new(store: Option<Store>) -> Self {
        let memory = Memory::read(store.as_ref().and_then(|store| store.dir().parent()));
        let (session, parked) = (None, Vec::new());
        Self { store, session, parked, memory, typed: None, sheets: None, told: false, left: None }
    }

    /// Runs an effect; true when the wizard ends.
    pub fn perform(&mut self, model: &mut Model, effect: Effect) -> bool {
        if model.shelf.first_run == FirstRun::Taken {
            model.shelf.first_run = FirstRun::No;
            // Written even if all is as built in: it is asked once.
            model.settings.config.help_desk.get_or_insert(false);
            self.configure(model, Configure::Save);
        }
        match effect {
            Effect::None => {}
            Effect::Quit => return self.may_leave(model),
            Effect::Save => {
                self.save(model);
                // What is new since then was not part of what was told.
                self.told = false;
                // Listed again once the list is looked at: a save must not wait for the folder.
                model.shelf.stale = true;
            }
            Effect::Page { notes } => {
                let data = self.store.as_ref().and_then(|store| store.dir().parent());
                let written = page::write(model, notes, data);
                popups::page::done(model, written);
            }
            Effect::Browse(file) => {
                if open::that_detached(&file).is_err() {
                    let lead = model.strings().page_no_browser;
                    model.message = Some(format!("{lead}{file}"));
                }
            }
            Effect::Configure(change) => self.configure(model, change),
            Effect::Told(text) => self.told(model, text),
            Effect::Hand { who, facts } => self.hand(model, &who, &facts),
            Effect::Sheets => model.push(TakeBack::from(self.sheets_there())),
            Effect::TakeBack(file) => self.take_back(model, &file),
            Effect::Beside(name) => {
                let Some(store) = &self.store else { return false };
                match store.load(&model.policy, &name) {
                    Ok(loaded) => popups::beside::show(model, &loaded.profile),
                    Err(faults) => {
                        let first = faults.0.first().map(|fault| fault.what.get(model.lang));
                        model.message = Some(first.unwrap_or_default().to_owned());
                    }
                }
            }
            Effect::New => self.memory.go_on(model, None),
            Effect::StoreCommand(command) => self.whole(model, command),
            Effect::Load(name) => {
                let Some(store) = &self.store else { return false };
                let path = store.path(&name);
                if let Err(faults) = self.open(model, &path) {
                    let first = faults.0.first().map(|fault| fault.what.get(model.lang));
                    model.message = Some(first.unwrap_or_default().to_owned());
                }
            }
        }
        false
    }

    /// Notes what was said to the caller, with the time.
    fn told(&mut self, model: &mut Model, text: String) {
        let Some(work) = &mut model.work else { return };
        let now = crate::quantity::calendar::stamp(std::time::SystemTime::now());
        let Ok(time) = format!("{}:00+08:00", now.replace(' ', "T")).parse() else { return };
        work.undo.remember(&work.profile, work.editor.target);
        work.profile.told.push(Told { time, text });
        work.saved = Saved::Due;
        model.message = Some(model.strings().told_kept.to_owned());
        self.save(model);
    }

    /// Remembers where one is in the profile at hand, and what is typed there.
    pub fn remember(&mut self, model: &Model) {
        if let Some(work) = &model.work {
            let file = self.session.as_ref().and_then(Session::path);
            self.memory.keep(&model.policy, work, file);
        }
    }

    /// Remembers what is typed and not confirmed as soon as no key waits: nothing tells of a power
    /// cut, and too late of a Windows console that is closed.
    pub fn remember_typed(&mut self, model: &Model) {
        let typed = model.work.as_ref().and_then(|work| work.editor.draft());
        if typed != self.typed {
            self.typed = typed;
            self.remember(model);
        }
    }

    /// Goes on with the profile in a file.
    pub fn open(&mut self, model: &mut Model, path: &Path) -> Result<(), Diagnostics> {
        self.remember(model);
        // Opened again, it must not find our own lock.
        if self.session.as_ref().and_then(Session::path) == Some(path) {
            self.session = None;
        }
        let opened = Session::open(&model.policy, path, self.store.as_ref())?;
        let Opened { loaded, session } = opened;
        // Saved with another edition: what changed is told before anything is saved.
        let packs = self.store.as_ref().and_then(|store| store.dir().parent());
        let packs = packs.map(|data| data.join("packs"));
        let other = loaded.edition.as_deref().filter(|edition| **edition != *model.policy.edition);
        let old = other.and_then(|edition| packs::find(packs.as_deref(), edition).ok());
        let changed = crate::keeper::diff::update(old.as_ref(), &model.policy, &loaded);
        let remarks = loaded.remarks;
        work::loaded(model, loaded.profile, session.name().unwrap_or_default());
        self.memory.go_on(model, Some(path));
        let read_only = session.is_read_only();
        if let Some(work) = &mut model.work {
            work.read_only = read_only;
        }
        if read_only {
            model.push_unasked(Chooser::new(TakeOver, 0));
        }
        if let Some(changed) = &changed {
            let lines = std::iter::once(changed.headline()).chain(changed.changes.iter().cloned());
            let lines: Vec<String> = lines.map(|line| line.get(model.lang).to_owned()).collect();
            let (title, text) = (model.strings().notice_title, lines.join("\n"));
            model.push_unasked(Reader::new(Compared { title, text }));
        }
        if let Some(superseded) = model.policy.superseded() {
            model.push_unasked(Reader::new(Notice(superseded)));
        }
        let elsewhere = session.is_read_only().then(|| session.read_only_notice());
        if let Some(remark) = elsewhere.as_ref().or(remarks.first()) {
            model.message = Some(remark.get(model.lang).to_owned());
        }
        self.session = Some(session);
        Ok(())
    }

    /// Whether the window is closed that had the profile open, so that it can be saved here.
    fn is_free_again(&self) -> bool {
        let Some(session) = self.session.as_ref().filter(|open| open.is_read_only()) else {
            return false;
        };
        let open = |path: &Path| {
            session
                .name()
                .is_some_and(|name| Store::new(path.parent().unwrap_or(path)).is_open(&name))
        };
        session.path().is_some_and(|path| !open(path))
    }

    /// What could not be saved because another window had the profile open is saved once that is
    /// closed: the header does not go on saying that it is not.
    pub fn save_if_free(&mut self, model: &mut Model) {
        if is_owed(model) && self.is_free_again() {
            self.save(model);
        }
    }

    pub fn save(&mut self, model: &mut Model) {
        if self.is_free_again() {
            self.session.iter_mut().for_each(Session::take_over);
            model.work.iter_mut().for_each(|work| work.read_only = false);
        }
        let Some(work) = &model.work else { return };
        // Without a file it is a new profile.
        if work.file.is_none() && self.session.as_ref().is_some_and(|open| open.path().is_some()) {
            self.session = None;
        }
        let session = self.session.get_or_insert_with(|| Session::new(self.store.as_ref()));
        let unnamed = work.call.as_deref().unwrap_or(model.strings().unnamed);
        let saved = session.save(&model.policy, &work.profile, unnamed);
        let lang = model.lang;
        // Under another name, or not as it was: it stays until it is read.
        if let Ok(profile::Saved { note: Some(note), .. }) = &saved {
            model.push_unasked(Reader::new(Notice(note.text())));
        }
        let outcome = saved.map(|_| session.name().unwrap_or_default()).map_err(|error| {
            // Without the path, which may be long: the reason is what must be seen.
            let (what, remedy) = (error.what(), error.remedy());
            let stop = if lang == Lang::Zh { "。" } else { ". " };
            format!("{}{stop}{}", what.get(lang), remedy.get(lang))
        });
        work::saved(model, outcome);
        if let Some(work) = &mut model.work {
            let now = crate::quantity::calendar::stamp(std::time::SystemTime::now());
            work.saved_at = now.split(' ').nth(1).unwrap_or_default().to_owned();
        }
    }

    /// Saves the profile at hand where something of it is not on the disk.
    pub fn save_owed(&mut self, model: &mut Model) {
        if is_owed(model) {
            self.save(model);
        }
    }

    /// Whether the wizard may end: not with answers that no place takes, unless that was told.
    fn may_leave(&mut self, model: &mut Model) -> bool {
        if !is_owed(model) || std::mem::take(&mut self.told) {
            return true;
        }
        self.save(model);
        self.left = self.rescue(model);
        self.told = is_owed(model);
        if self.told {
            model.close("unsaved");
            model.push_unasked(Chooser::new(Unsaved, 0));
        }
        !self.told
    }

    /// Saves what is not on the disk yet, elsewhere if it must be; what is typed and not confirmed
    /// is no answer. Returns what to tell.
    pub fn save_at_the_end(&mut self, model: &mut Model) -> Option<Text> {
        self.save_owed(model);
        match model.work.as_ref()?.saved {
            Saved::Yes => Some(text!("回答都已存档。", "Every answer is saved.")),
            Saved::Failed(_) => self.rescue(model),
            Saved::Not | Saved::Due => None,
        }
    }

    /// Saves what its own place did not take in the first of the other places that does; returns
    /// what became of it.
    pub fn rescue(&mut self, model: &mut Model) -> Option<Text> {
        let work = model.work.as_ref()?;
        let Saved::Failed(why) = work.saved.clone() else { return None };
        let session = self.session.get_or_insert_with(|| Session::new(self.store.as_ref()));
        let unnamed = model.strings().unnamed;
        let saved = Store::other_places().into_iter().find_map(|place| {
            session.save_elsewhere(&model.policy, &work.profile, &place, unnamed).ok()
        });
        Some(match saved {
            Some(saved) => {
                let name = session.name().unwrap_or_default();
                work::saved(model, Ok(name));
                let path = saved.path.display();
                text!(
                    "原处没能保存（{why}），已另存到：{path}",
                    "not saved in its place ({why}); saved instead as: {path}"
                )
            }
            None => text!("没能保存：{why}", "not saved: {why}"),
        })
    }
}

/// Whether there are answers that are not on the disk.
pub fn is_owed(model: &Model) -> bool {
    model.work.as_ref().is_some_and(|work| work.saved.is_owed())
}
