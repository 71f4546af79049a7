//! What is done to whole profiles on the disk: copies, names, the bin, parked ones.

use std::path::Path;

use crate::profile::{Entry, Session, Store, StoreError, carry_over};
use crate::quantity::calendar::{stamp, today_text};
use crate::text;

use crate::tui::calls;
use crate::tui::disk::{Disk, is_owed};
use crate::tui::effect::StoreCommand;
use crate::tui::model::Model;
use crate::tui::popups::bin::Kept;
use crate::tui::popups::choice::Chooser;
use crate::tui::popups::elsewhere::Elsewhere;
use crate::tui::popups::unsaved::Unsaved;
use crate::tui::popups::{bin, carry, rename};
use crate::tui::screens::start::shelf::About;
use crate::tui::screens::start::sums::sums;
use crate::tui::session::Saved;
use crate::tui::work;

impl Disk {
    /// Does something with whole profiles.
    pub fn whole(&mut self, model: &mut Model, command: StoreCommand) {
        match command {
            StoreCommand::NewCall { parked } => {
                self.remember(model);
                let session = self.session.take();
                if let (Some(number), Some(session)) = (parked, session) {
                    self.parked.push((number, session));
                }
                calls::call(model, &stamp(std::time::SystemTime::now()));
                return;
            }
            StoreCommand::Resume(number) => return self.resume(number),
            StoreCommand::Switch { parked, to } => {
                let session = self.session.take();
                self.resume(to);
                self.parked.extend(parked.zip(session));
                return;
            }
            StoreCommand::LetGo(number) => {
                self.parked.retain(|(parked, _)| *parked != number);
                return;
            }
            StoreCommand::TakeOver => return self.take_over(model),
            StoreCommand::Places => {
                self.save_owed(model);
                return places(model);
            }
            StoreCommand::SaveIn(place) => return self.save_in(model, &place),
            StoreCommand::Copy(_)
            | StoreCommand::Carry(_)
            | StoreCommand::SaveAs(_)
            | StoreCommand::Rename { .. }
            | StoreCommand::Delete(_)
            | StoreCommand::Purge(_)
            | StoreCommand::Bin(_)
            | StoreCommand::Restore(_)
            | StoreCommand::BringBack { .. }
            | StoreCommand::EmptyBin => {}
        }
        let Some(store) = self.store.clone() else {
            model.message = Some(model.strings().no_folder.to_owned());
            return;
        };
        if let Err(error) = self.in_store(model, &store, command) {
            model.message = Some(error.text().get(model.lang).to_owned());
        }
    }

    fn in_store(
        &mut self,
        model: &mut Model,
        store: &Store,
        command: StoreCommand,
    ) -> Result<(), StoreError> {
        let strings = model.strings();
        let said = match command {
            StoreCommand::Copy(name) => {
                let to = store.free_name(&name)?;
                store.copy(&name, &to)?;
                format!("{}{to}", strings.copied_as)
            }
            StoreCommand::Carry(name) => {
                match store.load(&model.policy, &name) {
                    Ok(loaded) => match carry_over(&model.policy, &loaded.profile) {
                        Some(carried) => carry::carried(model, name, loaded.profile.year, carried),
                        None => model.message = Some(strings.no_next_year.to_owned()),
                    },
                    Err(faults) => {
                        let first = faults.0.first().map(|fault| fault.what.get(model.lang));
                        model.message = Some(first.unwrap_or_default().to_owned());
                    }
                }
                return Ok(());
            }
            StoreCommand::SaveAs(name) => {
                let name = store.free_name(&name)?;
                self.session = Some(Session::named(store, &name));
                if let Some(work) = &mut model.work {
                    work.file = Some(name);
                }
                self.save(model);
                model.shelf.stale = true;
                return Ok(());
            }
            StoreCommand::Rename { from, to } => {
                self.leave(model, &from);
                store.rename(&from, &to)?;
                self.memory.rename(&from, &to);
                model.close(rename::NAME);
                format!("{}{to}", strings.renamed_to)
            }
            StoreCommand::Delete(name) => {
                if self.leave(model, &name) || !store.is_open(&name) {
                    store.delete(&name)?;
                    format!("{name}{}", model.keymap.spell(strings.deleted))
                } else {
                    strings.open_elsewhere.to_owned()
                }
            }
            StoreCommand::Purge(name) => {
                if self.leave(model, &name) || !store.is_open(&name) {
                    store.purge(&name)?;
                    self.memory.forget(&name);
                    format!("{}{name}", strings.purged)
                } else {
                    strings.open_elsewhere.to_owned()
                }
            }
            StoreCommand::Bin(name) => {
                let mut kept = Vec::new();
                if let Some(name) = name {
                    let states = store.history(&name)?.into_iter();
                    kept.extend(states.map(|state| Kept::State { name: name.clone(), state }));
                }
                kept.extend(store.bin()?.into_iter().map(Kept::Deleted));
                bin::open(model, kept);
                return Ok(());
            }
            StoreCommand::Restore(id) => format!("{}{}", strings.restored_as, store.restore(&id)?),
            StoreCommand::BringBack { name, number } => {
                self.leave(model, &name);
                store.bring_back(&name, number)?;
                format!("{name}{}", strings.brought_back)
            }
            StoreCommand::EmptyBin => format!("{}{}", strings.bin_emptied, store.empty_bin()?),
            StoreCommand::NewCall { .. }
            | StoreCommand::Resume(_)
            | StoreCommand::Switch { .. }
            | StoreCommand::LetGo(_)
            | StoreCommand::TakeOver
            | StoreCommand::Places
            | StoreCommand::SaveIn(_) => return Ok(()),
        };
        model.shelf.stale = true;
        self.list(model);
        model.message = Some(said);
        Ok(())
    }

    /// Saves the profile at hand in another folder and goes on there.
    fn save_in(&mut self, model: &mut Model, place: &Path) {
        let Some(work) = &model.work else { return };
        let session = self.session.get_or_insert_with(|| Session::new(self.store.as_ref()));
        let unnamed = model.strings().unnamed;
        match session.save_elsewhere(&model.policy, &work.profile, place, unnamed) {
            Ok(saved) => {
                work::saved(model, Ok(session.name().unwrap_or_default()));
                if let Some(work) = &mut model.work {
                    work.read_only = false;
                }
                let path = saved.path.display();
                model.message = Some(format!("{}{path}", model.strings().saved_as));
            }
            Err(error) => {
                let why = error.text().get(model.lang).to_owned();
                // What failed last is what is told beside the choices.
                if let Some(work) = model.work.as_mut().filter(|work| work.saved.is_owed()) {
                    work.saved = Saved::Failed(why.clone());
                }
                model.message = Some(why);
                // The choices again, of which another place is one.
                match is_owed(model) {
                    true => model.push_unasked(Chooser::new(Unsaved, 1)),
                    false => model.push_unasked(Chooser::new(Elsewhere(Store::other_places()), 0)),
                }
            }
        }
    }

    /// From now on answers are saved here, whoever else has the profile open; those given so far
    /// too.
    fn take_over(&mut self, model: &mut Model) {
        let Some(session) = &mut self.session else { return };
        session.take_over();
        if let Some(work) = &mut model.work {
            work.read_only = false;
        }
        model.message = Some(model.strings().taken_over.to_owned());
        self.save_owed(model);
    }

    /// Lets go of a profile that is still at hand, so that its file can be changed; true if it
    /// was.
    fn leave(&mut self, model: &mut Model, name: &str) -> bool {
        let open = self.session.as_ref().and_then(Session::name);
        if open.as_deref() != Some(name) {
            return false;
        }
        self.session = None;
        model.work = None;
        true
    }

    fn resume(&mut self, number: u32) {
        let at = self.parked.iter().position(|(parked, _)| *parked == number);
        self.session = at.map(|at| self.parked.remove(at).1);
    }

    /// Saves what was put aside and is not on the disk; returns why one was not.
    pub fn save_parked(&mut self, model: &mut Model) -> Option<text::Text> {
        let mut failed = None;
        for parked in std::mem::take(&mut model.shelf.parked) {
            self.resume(parked.number);
            model.work = Some(parked.work);
            self.remember(model);
            self.save_owed(model);
            if let (Some(what), Some(work)) = (self.rescue(model), &model.work) {
                let name = &work.profile.enterprise.name;
                let (zh, en) = (what.zh, what.en);
                failed = Some(text!("搁置的“{name}”：{zh}", "the parked profile \"{name}\": {en}"));
            }
        }
        failed
    }

    /// Lists the folder.
    pub fn list(&self, model: &mut Model) {
        let Some(store) = &self.store else { return };
        take_list(model, store.list());
    }

    /// Reads one more profile of the list while nothing else is to do; true if it did.
    pub fn read_one(&self, model: &mut Model) -> bool {
        let Some(store) = &self.store else { return false };
        if model.screen != crate::tui::model::Screen::Start {
            return false;
        }
        if model.shelf.stale {
            self.list(model);
            return true;
        }
        let Some(at) = model.shelf.next_pending() else { return false };
        let Some(name) = model.shelf.entries.get(at).map(|entry| entry.name.clone()) else {
            return false;
        };
        let about = match store.load(&model.policy, &name) {
            Ok(loaded) => About::Read(Box::new(sums(model, &loaded.profile))),
            Err(faults) => {
                About::Faulty(faults.0.into_iter().next().map(|f| f.what).unwrap_or_default())
            }
        };
        if let Some(entry) = model.shelf.entries.get_mut(at) {
            entry.about = about;
        }
        if model.shelf.next_pending().is_none() {
            model.shelf.arrange();
        }
        true
    }
}

/// Offers other folders to save in.
fn places(model: &mut Model) {
    let places = Store::other_places();
    if places.is_empty() {
        model.message = Some(model.strings().elsewhere_none.to_owned());
        // What else can be done stays on the screen.
        if is_owed(model) {
            model.push_unasked(Chooser::new(Unsaved, 1));
        }
    } else {
        model.push(Chooser::new(Elsewhere(places), 0));
    }
}

/// Takes in what is in the folder.
pub fn take_list(model: &mut Model, listed: Result<Vec<Entry>, StoreError>) {
    match listed {
        Ok(entries) => {
            let entries = entries.into_iter().map(|entry| (entry.name, entry.modified)).collect();
            model.shelf.take_in(entries, today_text());
        }
        Err(error) => model.message = Some(error.text().get(model.lang).to_owned()),
    }
}
