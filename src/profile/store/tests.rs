use std::fs;
use std::time::SystemTime;

use super::name::{file_name, with_ending};
use super::*;
use crate::disk::Kind;
use crate::policy::load_embedded;
use crate::profile::Profile;

/// A store in a new folder, and a profile called 甲.
struct Desk {
    policy: Policy,
    store: Store,
    profile: Profile,
    home: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let policy = load_embedded().expect("the pack");
        let home = tempfile::tempdir().expect("a folder");
        let store = Store::new(home.path().join("a/profiles"));
        let mut profile = Profile::new(&policy, 2026);
        profile.enterprise.name = "甲".into();
        Self { policy, store, profile, home }
    }

    /// Saves the profile again with a year, and returns its session.
    fn begin(&mut self, year: i32) -> Session {
        let mut session = Session::new(Some(&self.store));
        self.save(&mut session, year).expect("saved");
        session
    }

    fn save(&mut self, session: &mut Session, year: i32) -> Result<Saved, StoreError> {
        self.profile.year = year;
        session.save(&self.policy, &self.profile, "未命名")
    }

    fn open(&self, name: &str) -> Session {
        self.store.open(&self.policy, name).unwrap_or_else(|faults| panic!("{faults}")).session
    }

    fn year(&self, name: &str) -> i32 {
        let loaded = self.store.load(&self.policy, name);
        loaded.unwrap_or_else(|faults| panic!("{faults}")).profile.year
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<_> =
            self.store.list().expect("listed").into_iter().map(|entry| entry.name).collect();
        names.sort();
        names
    }

    fn state_years(&self, name: &str) -> Vec<(u32, String)> {
        let states = self.store.history(name).expect("a history");
        let year = |state: &State| {
            let text = fs::read_to_string(&state.path).expect("read");
            text.lines().find(|line| line.starts_with("year")).expect("a year").to_owned()
        };
        states.iter().map(|state| (state.number, year(state))).collect()
    }

    /// Whatever is in the folder, hidden or not.
    fn all_files(&self) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(self.store.dir())
            .expect("listed")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

#[test]
fn saves_lists_and_loads() {
    let mut desk = Desk::new();
    assert_eq!(desk.store.list().expect("no folder yet"), []);
    let mut session = desk.begin(2026);
    assert_eq!(session.name().as_deref(), Some("甲"));
    let first = session.path().expect("a file").to_owned();
    assert_eq!(
        desk.save(&mut session, 2027).expect("saved"),
        Saved { path: first.clone(), note: None }
    );
    let second = desk.begin(2028);
    assert_eq!(second.name().as_deref(), Some("甲-2"), "a name is never taken from another");
    fs::write(desk.store.dir().join("other.txt"), "x").expect("written");
    let old = fs::File::options().write(true).open(&first).expect("open");
    old.set_modified(SystemTime::UNIX_EPOCH).expect("dated");
    let names: Vec<_> = desk.store.list().expect("listed").into_iter().map(|e| e.name).collect();
    assert_eq!(names, ["甲-2", "甲"]);
    assert_eq!(desk.year("甲"), 2027);
    assert!(desk.store.load(&desk.policy, "丙").is_err());
    assert_eq!(desk.store.path("../../x").parent(), Some(desk.store.dir()));
    drop((session, second));
    assert_eq!(desk.all_files(), ["other.txt", "甲-2.toml", "甲.toml"], "nothing left lying about");
}

#[cfg(unix)]
#[test]
fn others_cannot_read_and_links_stay() {
    use std::os::unix::fs::PermissionsExt as _;
    let mut desk = Desk::new();
    let path = desk.begin(2026).path().expect("a file").to_owned();
    let mut session = desk.open("甲");
    desk.save(&mut session, 2027).expect("saved");
    let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
    let state = desk.store.history("甲").expect("a history").remove(0).path;
    for file in [&path, &state, &desk.store.dir().join(".甲.toml.lock")] {
        assert_eq!(mode(file), 0o600, "{}", file.display());
    }
    let dirs = [desk.store.dir(), desk.store.dir().parent().expect("a folder")];
    for dir in dirs.into_iter().chain([state.parent().expect("a folder")]) {
        assert_eq!(mode(dir), 0o700, "{}", dir.display());
    }
    let link = desk.home.path().join("link.toml");
    std::os::unix::fs::symlink(&path, &link).expect("linked");
    write_atomically(&link, b"new").expect("written");
    assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
    assert_eq!(fs::read(&path).expect("read"), b"new");
}

#[test]
fn names_are_safe_and_free() {
    for (text, name) in [
        ("启元机器人（北京）有限公司", "启元机器人（北京）有限公司"),
        ("../../etc/passwd", "etcpasswd"),
        (" .hidden. ", "hidden"),
        ("--help", "help"),
        ("a\u{1b}[31m\n\u{202e}b:c*?", "a[31mbc"),
        ("con", "_con"),
        ("COM1.x", "_COM1.x"),
        ("COMPANY", "COMPANY"),
        ("a.toml", "a"),
        ("", "profile"),
        ("///", "profile"),
    ] {
        assert_eq!(file_name(text), name, "{text:?}");
    }
    let long = "名".repeat(100);
    assert_eq!(file_name(&long), "名".repeat(26));
    assert_eq!(
        file_name(&with_ending(&long, "-conflict")),
        format!("{}-conflict", "名".repeat(23))
    );
    let home = tempfile::tempdir().expect("a folder");
    let store = Store::new(home.path());
    assert_eq!(store.free_name("a").expect("told"), "a");
    fs::write(store.path("a"), "").expect("written");
    fs::write(store.path("a-2"), "").expect("written");
    assert_eq!(store.free_name("a").expect("told"), "a-3");
}

#[test]
fn a_save_keeps_what_others_wrote() {
    let mut desk = Desk::new();
    fs::create_dir_all(desk.store.dir()).expect("made");
    let id = &desk.policy.id;
    let text = format!(
        "# 抬头\nschema = 1\npolicy = \"{id}\"\nyear = 2026 # 年\n[enterprise]\nname = '甲'\nphone = \"1\" # 电话\n[notes]\nlater = 'x'\n"
    );
    fs::write(desk.store.path("甲"), &text).expect("written");
    let mut opened = desk.store.open(&desk.policy, "甲").expect("opened");
    opened.loaded.profile.year = 2027;
    opened.session.save(&desk.policy, &opened.loaded.profile, "x").expect("saved");
    let saved = fs::read_to_string(desk.store.path("甲")).expect("read");
    assert!(saved.starts_with("# 抬头\nschema = 1\n"), "{saved}");
    assert!(saved.contains("year = 2027 # 年\n"), "{saved}");
    assert!(saved.contains("phone = \"1\" # 电话\n[notes]\nlater = 'x'\n"), "{saved}");
    drop(opened);
    // What the session found is in the history, to the byte.
    let state = desk.store.history("甲").expect("a history").remove(0);
    assert_eq!(fs::read_to_string(state.path).expect("read"), text);
    desk.profile.year = 1;
}

#[test]
fn each_session_leaves_the_state_it_found() {
    let mut desk = Desk::new();
    let mut session = desk.begin(2001);
    desk.save(&mut session, 2002).expect("saved");
    assert_eq!(desk.state_years("甲"), [], "a new profile has no earlier session");
    drop(session);
    for year in [2003, 2004] {
        let mut session = desk.open("甲");
        desk.save(&mut session, year).expect("saved");
        desk.save(&mut session, year).expect("saved twice");
    }
    drop(desk.open("甲"));
    let states = [(2, "year = 2003".to_owned()), (1, "year = 2002".to_owned())];
    assert_eq!(desk.state_years("甲"), states);
    // Bringing one back keeps the present one.
    desk.store.bring_back("甲", 1).expect("brought back");
    assert_eq!(desk.year("甲"), 2002);
    assert_eq!(desk.state_years("甲")[0], (3, "year = 2004".to_owned()));
    let error = desk.store.bring_back("甲", 9).expect_err("no such state");
    assert_eq!(error.why, Why::NoState(9));
}

#[test]
fn the_history_is_bounded_and_a_clock_that_jumps_back_does_not_mix_it_up() {
    let mut desk = Desk::new();
    drop(desk.begin(1949));
    for year in 1950..1990 {
        let mut session = desk.open("甲");
        // The clock stands still, then jumps back.
        session.modified = Some(SystemTime::UNIX_EPOCH);
        desk.save(&mut session, year).expect("saved");
    }
    let states = desk.state_years("甲");
    assert_eq!(states.len(), 30);
    assert_eq!(states[0], (40, "year = 1988".to_owned()));
    assert_eq!(states[29], (11, "year = 1959".to_owned()));
    let shown = desk.store.history("甲").expect("a history");
    assert!(shown.iter().all(|state| state.modified == SystemTime::UNIX_EPOCH));
}

#[test]
fn the_second_window_starts_read_only_and_may_take_over() {
    let mut desk = Desk::new();
    let mut first = desk.begin(2026);
    assert!(desk.store.is_open("甲"));
    let mut second = desk.open("甲");
    assert!(second.is_read_only());
    let error = desk.save(&mut second, 2030).expect_err("only read");
    assert_eq!(error.why, Why::OpenElsewhere);
    assert_eq!(desk.year("甲"), 2026);
    second.take_over();
    desk.save(&mut second, 2030).expect("saved");
    // The first finds the file changed: its own version goes beside.
    let saved = desk.save(&mut first, 2027).expect("saved");
    let Some(Note::Conflict { theirs, ours }) = saved.note else { panic!("{saved:?}") };
    assert_eq!((theirs, &ours), (desk.store.path("甲"), &desk.store.path("甲-conflict")));
    assert_eq!((desk.year("甲"), desk.year("甲-conflict")), (2030, 2027));
    // It goes on there without a further word.
    assert_eq!(desk.save(&mut first, 2028).expect("saved"), Saved { path: ours, note: None });
    assert_eq!((desk.year("甲"), desk.year("甲-conflict")), (2030, 2028));
    drop((first, second));
    assert!(!desk.store.is_open("甲"));
    assert!(!desk.open("甲").is_read_only());
    assert_eq!(desk.names(), ["甲", "甲-conflict"]);
}

#[test]
fn what_another_program_did_is_noticed() {
    let mut desk = Desk::new();
    // Half-written by another program.
    let mut session = desk.begin(2026);
    fs::write(desk.store.path("甲"), "schema = 1\npoli").expect("written");
    let saved = desk.save(&mut session, 2027).expect("saved");
    assert!(matches!(saved.note, Some(Note::Conflict { .. })), "{saved:?}");
    assert_eq!(fs::read_to_string(desk.store.path("甲")).expect("read"), "schema = 1\npoli");
    assert_eq!(desk.year("甲-conflict"), 2027);
    // Removed: written again.
    fs::remove_file(desk.store.path("甲-conflict")).expect("removed");
    let saved = desk.save(&mut session, 2028).expect("saved");
    assert_eq!(saved.note, Some(Note::WrittenAgain));
    assert_eq!(desk.year("甲-conflict"), 2028);
    // The whole folder removed: made again.
    fs::remove_dir_all(desk.store.dir()).expect("removed");
    let saved = desk.save(&mut session, 2029).expect("saved");
    assert_eq!(saved.note, Some(Note::WrittenAgain));
    assert_eq!(desk.year("甲-conflict"), 2029);
    // The same content is no conflict.
    let bytes = fs::read(desk.store.path("甲-conflict")).expect("read");
    fs::write(desk.store.path("甲-conflict"), bytes).expect("written");
    assert_eq!(desk.save(&mut session, 2030).expect("saved").note, None);
}

#[test]
fn what_stands_in_the_way_is_named_and_left_alone() {
    let mut desk = Desk::new();
    let mut session = desk.begin(2026);
    let path = desk.store.path("甲");
    fs::remove_file(&path).expect("removed");
    fs::create_dir(&path).expect("made");
    let error = desk.save(&mut session, 2027).expect_err("a folder is there");
    assert_eq!((error.why.clone(), &error.path), (Why::Stands(Kind::Folder), &path));
    assert!(error.text().zh.contains("另存到别处"), "{}", error.text().zh);
    // Out of the way, the next save makes it good.
    fs::remove_dir(&path).expect("removed");
    desk.save(&mut session, 2027).expect("saved");
    assert_eq!(desk.year("甲"), 2027);
    // A profile outside the store whose folder goes: nothing is made in its place.
    let outside = desk.home.path().join("out/x.toml");
    fs::create_dir(desk.home.path().join("out")).expect("made");
    fs::copy(&path, &outside).expect("copied");
    let opened = Session::open(&desk.policy, &outside, Some(&desk.store)).expect("opened");
    let mut session = opened.session;
    fs::remove_dir_all(desk.home.path().join("out")).expect("removed");
    let error = desk.save(&mut session, 2028).expect_err("the folder is gone");
    assert_eq!(error.why, Why::FolderGone);
    assert!(!outside.exists());
}

#[test]
fn a_profile_without_a_place_can_be_saved_elsewhere() {
    let mut desk = Desk::new();
    // No home: there is no store.
    let mut session = Session::new(None);
    let error = desk.save(&mut session, 2026).expect_err("no folder");
    assert_eq!(error.why, Why::NoFolder);
    let place = &desk.home.path().to_owned();
    let saved = session.save_elsewhere(&desk.policy, &desk.profile, place, "x").expect("saved");
    assert_eq!(saved.path, place.join("甲.toml"));
    desk.save(&mut session, 2027).expect("saved there from now on");
    assert!(fs::read_to_string(&saved.path).expect("read").contains("year = 2027"));
    // Another name; the ending is added; what is there is not overwritten.
    let other = place.join("乙");
    session.save_elsewhere(&desk.policy, &desk.profile, &other, "x").expect("saved");
    assert!(place.join("乙.toml").exists());
    let again = session.save_elsewhere(&desk.policy, &desk.profile, &other, "x");
    assert_eq!(again.expect_err("taken").why, Why::Taken);
    let gone = session.save_elsewhere(&desk.policy, &desk.profile, &place.join("no/丙"), "x");
    assert_eq!(gone.expect_err("no folder").why, Why::FolderGone);
    desk.save(&mut session, 2028).expect("goes on where it was");
    assert!(fs::read_to_string(place.join("乙.toml")).expect("read").contains("year = 2028"));
}

#[test]
fn the_bin_gives_back_what_was_deleted_with_its_history() {
    let mut desk = Desk::new();
    drop(desk.begin(2001));
    let mut session = desk.open("甲");
    desk.save(&mut session, 2002).expect("saved");
    drop(session);
    desk.store.delete("甲").expect("deleted");
    assert_eq!(desk.names(), [""; 0]);
    // Another of the same name has nothing of the deleted one's history.
    drop(desk.begin(2010));
    assert_eq!(desk.state_years("甲"), []);
    let second = desk.store.delete("甲").expect("deleted, too");
    assert_eq!((second.name.as_str(), second.id.as_str()), ("甲", "甲-2"));
    assert_eq!(desk.store.bin().expect("listed").len(), 2);
    // The one deleted last comes first; then the name is taken.
    assert_eq!(desk.store.restore("甲").expect("restored"), "甲");
    assert_eq!(desk.year("甲"), 2010);
    assert_eq!(desk.store.restore("甲").expect("restored"), "甲-2");
    assert_eq!(desk.year("甲-2"), 2002);
    assert_eq!(desk.state_years("甲-2"), [(1, "year = 2001".to_owned())]);
    assert_eq!(desk.store.bin().expect("listed"), []);
    assert_eq!(desk.store.restore("甲").expect_err("empty").why, Why::Missing);
    assert_eq!(desk.store.delete("丙").expect_err("none").why, Why::Missing);
}

#[test]
fn copies_and_names() {
    let mut desk = Desk::new();
    drop(desk.begin(2001));
    let mut session = desk.open("甲");
    desk.save(&mut session, 2002).expect("saved");
    drop(session);
    desk.store.copy("甲", "乙").expect("copied");
    assert_eq!((desk.year("乙"), desk.state_years("乙").len()), (2002, 0));
    desk.store.rename("甲", "丙").expect("renamed");
    assert_eq!(desk.names(), ["丙", "乙"]);
    assert_eq!(desk.state_years("丙").len(), 1);
    assert_eq!(desk.store.copy("丙", "乙").expect_err("taken").why, Why::Taken);
    assert_eq!(desk.store.rename("丙", "乙").expect_err("taken").why, Why::Taken);
    assert_eq!(desk.store.rename("甲", "丁").expect_err("none").why, Why::Missing);
    let error = desk.store.copy("丙", "../x").expect_err("no name");
    assert_eq!(error.why, Why::BadName(NameFault::Character('/')));
    assert!(
        error.text().en.contains("\"..x\" would do") || error.text().en.contains("\"x\" would do")
    );
    assert_eq!(desk.year("乙"), 2002);
}

#[test]
fn purged_is_gone_for_good() {
    let mut desk = Desk::new();
    for _ in 0..2 {
        drop(desk.begin(2001));
        let mut session = desk.open("甲");
        desk.save(&mut session, 2002).expect("saved");
        drop(session);
        desk.store.delete("甲").expect("deleted");
    }
    drop(desk.begin(2003));
    desk.profile.enterprise.name = "乙".into();
    drop(desk.begin(2004));
    // What a killed program left.
    fs::write(desk.store.dir().join(".fengce-x.tmp"), "secret").expect("written");
    fs::write(desk.store.dir().join(".甲.toml.lock"), "").expect("written");
    assert_eq!(desk.store.purge("甲").expect("purged"), 3);
    assert_eq!(desk.names(), ["乙"]);
    let mut left = Vec::new();
    let mut dirs = vec![desk.store.dir().to_owned()];
    while let Some(dir) = dirs.pop() {
        for found in Disk.entries(&dir).expect("listed") {
            if found.seen.kind == Kind::Folder {
                dirs.push(found.path);
            } else {
                left.push(found.path);
            }
        }
    }
    assert_eq!(left, [desk.store.path("乙")]);
    assert_eq!(desk.store.purge("甲").expect_err("none").why, Why::Missing);
    desk.store.delete("乙").expect("deleted");
    assert_eq!(desk.store.empty_bin().expect("emptied"), 1);
    assert_eq!(desk.store.bin().expect("listed"), []);
}
