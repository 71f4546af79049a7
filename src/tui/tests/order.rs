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

/// Runs the loop over what is there to be read at once, then a signal.
fn ran(text: &str, last: Vec<Incoming>, full: bool, fails_at: Option<usize>) -> Ran {
    let folder = tempfile::tempdir().expect("a folder");
    let log = Log::default();
    let files = Arc::new(Noted { log: log.clone(), full });
    let store = Store::with_files(folder.path(), files);
    let mut disk = Disk::new(Some(store));
    let mut model = model(Lang::Zh);
    let (sender, queue) = channel();
    for c in text.chars() {
        let code = if c == '\n' { KeyCode::Enter } else { KeyCode::Char(c) };
        let key = Incoming::Event(Event::Key(KeyEvent::new(code, KeyModifiers::NONE)));
        sender.send(key).expect("queued");
    }
    for incoming in last {
        sender.send(incoming).expect("queued");
    }
    drop(sender);
    let frames = Rc::default();
    let mut canvas = Painted { log: log.clone(), frames: Rc::clone(&frames), fails_at };
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

/// A new profile, the year, its name, then two answers: all of it waits to be read at once.
const TYPED: &str = "\n2甲\n12";

#[test]
fn each_answer_is_painted_then_saved_and_only_then_is_a_key_read() {
    let ran = ran(TYPED, vec![Incoming::Pause, Incoming::End(15)], false, None);
    assert_eq!(ran.ended.as_ref().ok(), Some(&Some(15)));
    // The start; then the name and each answer: painted as being saved, saved, painted as saved.
    // What the screen can wait for (a signal too) comes after it.
    let one = ["painted 正在保存", "saved", "painted 已保存"];
    let expected: Vec<&str> = [&["painted -"][..], &one, &one, &one, &["paused"]]
        .into_iter()
        .flatten()
        .copied()
        .collect();
    assert_eq!(ran.log, expected);
    let text = on_disk(&ran);
    assert!(text.contains("operates_in_fengtai = true"), "{text}");
    assert!(text.contains("in_enterprise_library = false"), "{text}");
    // The frame before the save has the answer already: the next question is there.
    assert!(ran.frames[1].contains("是否在丰台区依法合规开展经营活动"), "{}", ran.frames[1]);
}

#[test]
fn no_frame_claims_what_a_full_disk_refused() {
    let ran = ran(TYPED, vec![Incoming::End(15)], true, None);
    assert!(ran.log.iter().filter(|what| *what == "disk full").count() >= 3, "{:?}", ran.log);
    assert!(!ran.log.iter().any(|what| what.contains("已保存")), "{:?}", ran.log);
    assert!(ran.frames.last().is_some_and(|frame| frame.contains("保存失败")));
}

#[test]
fn a_terminal_lost_before_the_save_loses_no_answer() {
    // The start is painted; the frame with the name is not.
    let mut ran = ran(TYPED, Vec::new(), false, Some(1));
    assert!(ran.ended.is_err());
    assert_eq!(on_disk(&ran), "");
    ran.disk.save_at_the_end(&mut ran.model, true);
    let text = on_disk(&ran);
    assert!(text.contains("name = \"甲\""), "{text}");
}
