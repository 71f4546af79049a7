//! Settings on the disk: checked where they name something there, then written.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::disk;
use crate::profile::{Averages, Store, source_from_path};

use crate::tui::disk::Disk;
use crate::tui::effect::Configure;
use crate::tui::model::Model;

impl Disk {
    /// Checks a setting, puts it in force and writes it.
    pub fn configure(&mut self, model: &mut Model, change: Configure) {
        let checked = match change {
            Configure::Save => Ok(()),
            Configure::DataDir(dir) => self.move_to(model, dir),
            Configure::Averages(file) => take_benchmarks(model, file),
        };
        if let Err(why) = checked {
            model.settings.fault = Some(why);
            return;
        }
        model.settings.input = None;
        let Some(path) = &model.settings.path else {
            model.settings.fault = Some(model.strings().set_no_place.to_owned());
            return;
        };
        if let Err(why) = model.settings.config.save(path) {
            // In force now, but not remembered.
            model.settings.fault = Some(why.get(model.lang).to_owned());
        }
    }

    fn move_to(&mut self, model: &mut Model, dir: Option<PathBuf>) -> Result<(), String> {
        let chosen = match &dir {
            Some(dir) if !dir.is_absolute() => {
                return Err(model.strings().set_folder_whole.to_owned());
            }
            Some(dir) => {
                std::fs::create_dir_all(dir).map_err(|error| error.to_string())?;
                Some(dir.clone())
            }
            None => crate::config::data_home(),
        };
        model.settings.config.data_dir = dir;
        if model.settings.folder_is_given {
            model.message = Some(model.strings().set_next_time.to_owned());
            return Ok(());
        }
        self.store = chosen.map(|dir| Store::new(dir.join("profiles")));
        model.shelf.entries.clear();
        model.shelf.stale = true;
        self.list(model);
        Ok(())
    }
}

fn take_benchmarks(model: &mut Model, file: Option<PathBuf>) -> Result<(), String> {
    // Another run starts in another folder.
    let file = file.map(|path| std::path::absolute(&path).unwrap_or(path));
    let beside = model.settings.path.as_deref().and_then(Path::parent);
    let default = beside.map(|dir| dir.join("benchmarks.toml"));
    let default = match default.as_deref().map(disk::is_there).transpose() {
        Ok(there) => default.filter(|_| there == Some(true)),
        Err(error) => return Err(error.to_string()),
    };
    let benchmarks = match file.clone().or(default) {
        None => Averages::default(),
        Some(path) => source_from_path(&path)
            .and_then(|source| Averages::read(&model.policy, &source))
            .map_err(|faults| faults.render(model.lang))?,
    };
    model.settings.config.benchmarks = file;
    let policy = Rc::clone(&model.policy);
    model.fill = Rc::new(move |year, industry, answers| {
        benchmarks.fill(&policy, year, industry, answers);
    });
    model.shelf.forget_sums();
    model.refresh();
    Ok(())
}
