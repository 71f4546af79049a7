//! The order of things: an answer is painted, then saved, then the next key is read.

use std::cell::RefCell;
use std::io;
use std::path::Path;
use std::rc::Rc;
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use tempfile::NamedTempFile;

use super::{drawn, model};
use crate::profile::{Files, Store};
use crate::text::Lang;
use crate::tui::disk::Disk;
use crate::tui::editor::own::Own;
use crate::tui::editor::rows::Target;
use crate::tui::events::{Events, Incoming};
use crate::tui::main_loop::{Canvas, run};
use crate::tui::model::Model;

/// What happened, in order.
type Log = Arc<Mutex<Vec<String>>>;

fn note(log: &Log, what: impl Into<String>) {
    log.lock().expect("no thread panics").push(what.into());
}

/// A disk that says when a profile gets its name there.
#[derive(Debug)]
struct Noted {
    log: Log,
    full: bool,
}

impl Files for Noted {
    fn sync(&self, file: &NamedTempFile) -> io::Result<()> {
        if self.full {
            note(&self.log, "disk full");
            return Err(io::ErrorKind::StorageFull.into());
        }
        file.as_file().sync_all()
    }

    fn persist(&self, file: NamedTempFile, path: &Path) -> io::Result<()> {
        note(&self.log, "saved");
        file.persist(path).map(drop).map_err(|error| error.error)
    }

    fn persist_new(&self, file: NamedTempFile, path: &Path) -> io::Result<()> {
        note(&self.log, "saved");
        file.persist_noclobber(path).map(drop).map_err(|error| error.error)
    }
}

/// Says what the header claims whenever it is painted.
struct Painted {
    log: Log,
    frames: Rc<RefCell<Vec<String>>>,
    /// The frame that cannot be painted any more.
    fails_at: Option<usize>,
    /// What comes next, each burst once the wizard rests.
    bursts: std::collections::VecDeque<Vec<Incoming>>,
    sender: Option<std::sync::mpsc::Sender<Incoming>>,
}

impl Canvas for Painted {
    fn paint(&mut self, model: &Model) -> anyhow::Result<()> {
        let mut frames = self.frames.borrow_mut();
        if self.fails_at == Some(frames.len()) {
            anyhow::bail!("the terminal is gone");
        }
        let frame = drawn(model, 100, 30);
        let header = frame.lines().next().unwrap_or_default();
        let claims = ["正在保存", "已保存", "未保存", "保存失败"];
        let claim = claims.into_iter().find(|claim| header.contains(claim));
        note(&self.log, format!("painted {}", claim.unwrap_or("-")));
        frames.push(frame);
        // What is painted as being saved is not what one waits for.
        if claim != Some("正在保存") {
            let next = self.bursts.pop_front();
            if let Some(sender) = &self.sender {
                next.into_iter().flatten().for_each(|come| sender.send(come).expect("queued"));
            }
            if self.bursts.is_empty() {
                self.sender = None;
            }
        }
        Ok(())
    }

    fn pause(&mut self) -> anyhow::Result<()> {
        note(&self.log, "paused");
        Ok(())
    }

    fn resume(&mut self) -> anyhow::Result<()> {
        Ok(())
    }
}

struct Ran {
    log: Vec<String>,
    frames: Vec<String>,
    model: Model,
    disk: Disk,
    ended: anyhow::Result<Option<u8>>,
    folder: tempfile::TempDir,
}

/// A burst of keys.
fn keys(text: &str) -> Vec<Incoming> {
    let count = text.chars().count();
    let key = |(at, c): (usize, char)| {
        let code = if c == '\n' { KeyCode::Enter } else { KeyCode::Char(c) };
        let event = Event::Key(KeyEvent::new(code, KeyModifiers::NONE));
        Incoming::Event(event, at + 1 < count)
    };
    text.chars().enumerate().map(key).collect()
}

/// Runs the loop over bursts of keys, each typed when the frame before is seen, then what comes
/// last.
fn ran(texts: &[&str], last: Vec<Incoming>, full: bool, fails_at: Option<usize>) -> Ran {
    let folder = tempfile::tempdir().expect("a folder");
    let log = Log::default();
    let files = Arc::new(Noted { log: log.clone(), full });
    let store = Store::with_files(folder.path(), files);
    let mut disk = Disk::new(Some(store));
    let mut model = model(Lang::Zh);
    let (sender, queue) = channel();
    let mut bursts: std::collections::VecDeque<_> = texts.iter().map(|text| keys(text)).collect();
    bursts.push_back(last);
    let frames = Rc::default();
    let mut canvas = Painted {
        log: log.clone(),
        frames: Rc::clone(&frames),
        fails_at,
        bursts,
        sender: Some(sender),
    };
    let ended = run(&mut canvas, &mut Events::from(queue), &mut model, &mut disk);
    let log = std::mem::take(&mut *log.lock().expect("no thread panics"));
    let frames = std::mem::take(&mut *frames.borrow_mut());
    Ran { log, frames, model, disk, ended, folder }
}

fn on_disk(ran: &Ran) -> String {
    let file = std::fs::read_dir(ran.folder.path()).expect("a folder").flatten();
    let file = file
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|end| end == "toml"));
    file.map_or(String::new(), |path| std::fs::read_to_string(path).expect("read"))
}

/// A new profile, the year, its name, then two answers, each typed in one burst.
const TYPED: [&str; 5] = ["\n", "\n", "甲\n", "1\n", "2\n"];

#[test]
fn each_answer_is_painted_then_saved_and_only_then_is_a_key_read() {
    let ran = ran(&TYPED, vec![Incoming::End(15)], false, None);
    assert_eq!(ran.ended.as_ref().ok(), Some(&Some(15)));
    // Painted as being saved, saved, painted as saved: the name and each answer.
    let saves: Vec<&str> = ran.log.iter().map(String::as_str).collect();
    let one = ["painted 正在保存", "saved", "painted 已保存"];
    let places: Vec<usize> = (0..saves.len()).filter(|at| saves[*at] == "saved").collect();
    assert_eq!(places.len(), 3, "{saves:?}");
    for at in places {
        assert_eq!(saves[at - 1..=at + 1], one, "{saves:?}");
    }
    let text = on_disk(&ran);
    assert!(text.contains("operates_in_fengtai = true"), "{text}");
    assert!(text.contains("in_enterprise_library = false"), "{text}");
    // The frame before the save has the answer already: the next question is there.
    let saving = ran.frames.iter().find(|frame| frame.contains("正在保存")).expect("a frame");
    assert!(saving.contains("是否在丰台区依法合规开展经营活动"), "{saving}");
}

#[test]
fn no_frame_claims_what_a_full_disk_refused() {
    // The popup that tells it is closed, then one more answer is given.
    let typed = ["\n", "\n", "甲\n", "3\n", "1\n", "2\n"];
    let ran = ran(&typed, vec![Incoming::End(15)], true, None);
    assert!(ran.log.iter().filter(|what| *what == "disk full").count() >= 3, "{:?}", ran.log);
    assert!(!ran.log.iter().any(|what| what.contains("已保存")), "{:?}", ran.log);
    assert!(ran.frames.last().is_some_and(|frame| frame.contains("保存失败")));
}

#[test]
fn a_terminal_lost_before_the_save_loses_no_answer() {
    let seen = ran(&TYPED[..3], vec![Incoming::End(15)], false, None);
    let saving = seen.frames.iter().position(|frame| frame.contains("正在保存"));
    // The frame that has the name as being saved cannot be painted.
    let mut ran = ran(&TYPED[..3], Vec::new(), false, saving);
    assert!(ran.ended.is_err());
    assert_eq!(on_disk(&ran), "");
    ran.disk.save_at_the_end(&mut ran.model);
    let text = on_disk(&ran);
    assert!(text.contains("name = \"甲\""), "{text}");
}

/// What was typed ahead of a jump into another kind of question answers nothing there.
#[test]
fn a_burst_never_answers_a_question_of_another_kind() {
    // The name, then in the same burst a figure: the next question is yes or no.
    let ran = ran(&["\n", "\n", "甲\n4100万\n1\n"], vec![Incoming::End(15)], false, None);
    let text = on_disk(&ran);
    assert!(text.contains("name = \"甲\"") && !text.contains("operates_in_fengtai"), "{text}");
    assert!(ran.frames.iter().any(|frame| frame.contains("没有收下")), "{:?}", ran.frames.last());
}

/// From the year to the name: what is typed ahead stands in the field and waits for Enter.
#[test]
fn a_burst_stays_in_the_field_it_comes_to() {
    let ran = ran(&["\n", "\n甲\n1\n"], vec![Incoming::End(15)], false, None);
    assert_eq!(on_disk(&ran), "");
    let work = ran.model.work.as_ref().expect("a profile");
    assert_eq!((work.editor.target, work.editor.field.text()), (Target::Own(Own::Name), "甲1"));
    assert_eq!(work.profile.enterprise.name, "");
}
