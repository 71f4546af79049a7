//! Whole profiles on a real disk: deleted for good, taken over, saved elsewhere.

use std::fs;
use std::path::PathBuf;

use super::{KeyCode, drawn, model};
use crate::profile::Store;
use crate::text::Lang;
use crate::tui::disk::Disk;
use crate::tui::keys::Action;
use crate::tui::model::Model;
use crate::tui::popups::choice::Chooser;
use crate::tui::popups::{elsewhere::Elsewhere, unsaved::Unsaved};
use crate::tui::session::Saved;
use crate::tui::update::update;

/// A window on a folder.
struct Window {
    model: Model,
    disk: Disk,
}

impl Window {
    fn open(store: &Store, lang: Lang) -> Self {
        let disk = Disk::new(Some(store.clone()));
        let mut model = model(lang);
        disk.list(&mut model);
        Self { model, disk }
    }

    fn act(&mut self, action: Action) {
        let effect = update(&mut self.model, action);
        self.disk.perform(&mut self.model, effect);
    }

    fn press(&mut self, code: KeyCode) {
        let key = super::KeyEvent::new(code, super::KeyModifiers::NONE);
        let model = &self.model;
        if let Some(action) = model.keymap.resolve(model.place(), model.takes_text(), key) {
            self.act(action);
        }
    }

    /// Goes to a row by its number and takes it.
    fn take(&mut self, number: char) {
        self.press(KeyCode::Char(number));
        self.press(KeyCode::Enter);
    }

    fn screen(&self) -> String {
        drawn(&self.model, 60, 18)
    }

    fn header(&self) -> String {
        self.screen().lines().next().unwrap_or_default().to_owned()
    }
}

const TEXT: &str = "schema = 1\npolicy = \"fengtai-smart-manufacturing\"\nyear = 2026\n[enterprise]\nname = \"甲\"\n[answers]\noperates_in_fengtai = true\n";

fn store() -> (tempfile::TempDir, Store, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::new(folder.path().join("profiles"));
    fs::create_dir_all(store.dir()).expect("made");
    let path = store.path("甲");
    fs::write(&path, TEXT).expect("written");
    (folder, store, path)
}

/// Every file below a folder.
fn files(dir: &std::path::Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).expect("listed").flatten() {
        match entry.path() {
            path if path.is_dir() => found.extend(files(&path)),
            path => found.push(path),
        }
    }
    found
}

#[test]
fn a_profile_is_deleted_for_good_only_after_the_question() {
    for lang in [Lang::Zh, Lang::En] {
        let (_folder, store, path) = store();
        // An earlier state, and one of the same name in the bin.
        let mut window = Window::open(&store, lang);
        window.take('2');
        window.take('1');
        window.act(Action::Back);
        window.take('2');
        drop(window);
        store.copy("甲", "乙").expect("copied");
        store.delete("甲").expect("deleted");
        store.rename("乙", "甲").expect("renamed");
        assert!(files(store.dir()).len() >= 2, "{:?}", files(store.dir()));

        let mut window = Window::open(&store, lang);
        window.press(KeyCode::Down);
        window.act(Action::Purge);
        let screen = window.screen();
        let sure = if lang == Lang::Zh { "彻底删除：甲" } else { "Delete for good: 甲" };
        assert!(screen.contains(sure), "{screen}");
        window.press(KeyCode::Enter);
        assert!(path.exists(), "the first row keeps it");
        window.act(Action::Purge);
        window.press(KeyCode::Esc);
        assert!(path.exists(), "escape keeps it");
        window.act(Action::Purge);
        window.press(KeyCode::Down);
        window.press(KeyCode::Enter);
        assert_eq!(files(store.dir()), Vec::<PathBuf>::new());
        let gone = if lang == Lang::Zh { "已彻底删除：甲" } else { "Deleted for good: 甲" };
        assert!(window.header().contains(gone), "{}", window.header());
    }
}

#[test]
fn one_that_is_open_elsewhere_is_not_deleted_for_good() {
    let (_folder, store, path) = store();
    let mut other = Window::open(&store, Lang::Zh);
    other.take('2');
    let mut window = Window::open(&store, Lang::Zh);
    window.press(KeyCode::Down);
    window.act(Action::Purge);
    window.take('2');
    assert!(path.exists());
    assert!(window.header().contains("另一个窗口"), "{}", window.header());
}

#[test]
fn a_second_window_reads_only_until_it_takes_over() {
    for lang in [Lang::Zh, Lang::En] {
        let (_folder, store, path) = store();
        let mut first = Window::open(&store, lang);
        first.take('2');
        // Nobody else has it open: there is nothing to take over, in the menu neither.
        first.act(Action::TakeOver);
        assert!(first.model.popup().is_none() && first.model.message.is_some());

        let mut second = Window::open(&store, lang);
        second.take('2');
        let title = if lang == Lang::Zh { "另一个窗口" } else { "another window" };
        assert!(second.screen().contains(title), "{}", second.screen());
        second.press(KeyCode::Enter);
        assert!(second.header().contains(if lang == Lang::Zh { "只读" } else { "read-only" }));
        second.take('2');
        assert!(matches!(second.model.work.as_ref().map(|w| &w.saved), Some(Saved::Failed(_))));
        assert!(!fs::read_to_string(&path).expect("read").contains("in_enterprise_library"));

        second.act(Action::TakeOver);
        second.take('2');
        // What was answered meanwhile is saved with it.
        assert_eq!(second.model.work.as_ref().map(|w| &w.saved), Some(&Saved::Yes));
        let text = fs::read_to_string(&path).expect("read");
        assert!(text.contains("in_enterprise_library = false"), "{text}");

        // The first window saves its own beside it: both are there.
        first.take('1');
        assert_eq!(fs::read_to_string(&path).expect("read"), text);
        let all: Vec<String> =
            files(store.dir()).iter().filter_map(|file| fs::read_to_string(file).ok()).collect();
        assert!(all.iter().any(|text| text.contains("in_enterprise_library = true")));
    }
}

#[test]
fn what_cannot_be_saved_is_offered_another_place() {
    let (folder, store, path) = store();
    let mut window = Window::open(&store, Lang::Zh);
    window.take('2');
    // A folder stands in the way.
    fs::remove_file(&path).expect("removed");
    fs::create_dir(&path).expect("made");
    window.take('1');
    let header = window.header();
    assert!(header.contains("保存失败·档案的位置上是一个文件夹"), "{header}");
    assert!(header.contains("Ctrl-A 另存"), "{header}");
    // It is told once, with the choices: try again, elsewhere, go on.
    assert!(window.screen().contains("回答都还在"), "{}", window.screen());
    window.take('3');
    window.take('1');
    assert_eq!(window.model.popup(), None);
    // Trying again tells it again.
    window.act(Action::SaveElsewhere);
    window.press(KeyCode::Esc);
    window.model.push(Chooser::new(Unsaved, 0));
    window.press(KeyCode::Enter);
    assert_eq!(window.model.popup(), Some("unsaved"));
    window.take('2');
    assert!(window.screen().contains("另存到哪里"), "{}", window.screen());
    let other = folder.path().join("别处");
    fs::create_dir(&other).expect("made");
    window.press(KeyCode::Esc);
    window.model.push(Chooser::new(Elsewhere(vec![other.clone()]), 0));
    window.press(KeyCode::Enter);
    let text = fs::read_to_string(other.join("甲.toml")).expect("saved there");
    assert!(text.contains("in_enterprise_library = true"), "{text}");
    // From now on it is saved there.
    window.take('1');
    let text = fs::read_to_string(other.join("甲.toml")).expect("saved there");
    assert!(text.contains("category"), "{text}");
}
