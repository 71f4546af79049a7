//! Each step of a save made to fail in turn: the old content or the new one is there, never
//! neither, and the next save makes it good.

use std::fs;
use std::io::{self, ErrorKind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

use tempfile::NamedTempFile;

use super::*;
use crate::policy::load_embedded;
use crate::profile::Profile;

/// What happens at the step that fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// The system refuses this step, and the next one works again.
    Once(ErrorKind),
    /// From this step on nothing works: the disk is full, the folder unplugged.
    From(ErrorKind),
    /// The program is killed: nothing more is done, and temporary files stay.
    Killed,
}

/// A disk on which one step fails.
#[derive(Debug)]
struct Faulty {
    steps: AtomicUsize,
    fails_at: usize,
    fault: Fault,
}

impl Faulty {
    fn new(fails_at: usize, fault: Fault) -> Arc<Self> {
        Arc::new(Self { steps: AtomicUsize::new(0), fails_at, fault })
    }

    /// A fault met: it is told apart from what is really there or not there.
    fn step(&self) -> io::Result<()> {
        let step = self.steps.fetch_add(1, Ordering::SeqCst);
        match self.fault {
            Fault::Once(kind) if step == self.fails_at => Err(kind.into()),
            Fault::From(kind) if step >= self.fails_at => Err(kind.into()),
            Fault::Killed if step >= self.fails_at => Err(ErrorKind::Interrupted.into()),
            _ => Ok(()),
        }
    }

    /// Leaves the temporary file lying about, as a killed program does.
    fn leave(&self, file: NamedTempFile) {
        if self.fault == Fault::Killed {
            let _ = file.keep();
        }
    }
}

impl Files for Faulty {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.step()?;
        Disk.read(path)
    }

    fn entries(&self, dir: &Path) -> io::Result<Vec<Found>> {
        self.step()?;
        Disk.entries(dir)
    }

    fn create_dir(&self, dir: &Path) -> io::Result<()> {
        self.step()?;
        Disk.create_dir(dir)
    }

    fn temp(&self, dir: &Path) -> io::Result<NamedTempFile> {
        self.step()?;
        Disk.temp(dir)
    }

    fn write(&self, file: &mut NamedTempFile, bytes: &[u8]) -> io::Result<()> {
        if let Err(error) = self.step() {
            // Half of it is there.
            Disk.write(file, &bytes[..bytes.len() / 2])?;
            return Err(error);
        }
        Disk.write(file, bytes)
    }

    fn sync(&self, file: &NamedTempFile) -> io::Result<()> {
        self.step()?;
        Disk.sync(file)
    }

    fn persist(&self, file: NamedTempFile, path: &Path) -> io::Result<()> {
        if let Err(error) = self.step() {
            self.leave(file);
            return Err(error);
        }
        Disk.persist(file, path)
    }

    fn persist_new(&self, file: NamedTempFile, path: &Path) -> io::Result<()> {
        if let Err(error) = self.step() {
            self.leave(file);
            return Err(error);
        }
        Disk.persist_new(file, path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        Disk.rename(from, to)
    }

    fn move_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        Disk.move_new(from, to)
    }

    fn look(&self, path: &Path) -> io::Result<Option<Seen>> {
        self.step()?;
        Disk.look(path)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        Disk.remove(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        Disk.remove_folder(path)
    }

    fn sweep(&self, dir: &Path) -> io::Result<Vec<PathBuf>> {
        self.step()?;
        Disk.sweep(dir)
    }

    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        self.step()?;
        Disk.sync_dir(dir)
    }
}

const FAULTS: [Fault; 5] = [
    Fault::Once(ErrorKind::StorageFull),
    Fault::Once(ErrorKind::NotFound),
    Fault::From(ErrorKind::StorageFull),
    Fault::From(ErrorKind::PermissionDenied),
    Fault::Killed,
];

fn profile(policy: &Policy, year: i32) -> Profile {
    let mut profile = Profile::new(policy, year);
    profile.enterprise.name = "甲".into();
    profile
}

/// The years of all profiles that a person would find, histories and bin included.
fn years(policy: &Policy, store: &Store) -> Vec<i32> {
    let mut years = Vec::new();
    let mut dirs = vec![store.dir().to_owned()];
    while let Some(dir) = dirs.pop() {
        for found in Disk.entries(&dir).expect("listed") {
            if found.seen.kind == crate::disk::Kind::Folder {
                dirs.push(found.path);
            } else if found.path.extension().is_some_and(|end| end == "toml") {
                let loaded = read_path(policy, &found.path);
                years.push(loaded.unwrap_or_else(|faults| panic!("{faults}")).profile.year);
            }
        }
    }
    years.sort_unstable();
    years
}

/// Does something on a disk whose steps fail one after the other, until none fails any more.
fn at_each_step(policy: &Policy, act: impl Fn(&Store, &Store, Fault) -> bool) {
    for fault in FAULTS {
        let mut steps = 0;
        loop {
            let home = tempfile::tempdir().expect("a folder");
            let real = Store::new(home.path().join("profiles"));
            let mut first = Session::new(Some(&real));
            first.save(policy, &profile(policy, 2001), "x").expect("saved");
            drop(first);
            let faulty = Faulty::new(steps, fault);
            let store = Store::with_files(real.dir(), faulty.clone());
            let done = act(&real, &store, fault);
            steps += 1;
            if faulty.steps.load(Ordering::SeqCst) < steps {
                assert!(done, "without a fault it is done");
                break;
            }
            assert!(steps < 100, "it ends");
        }
        assert!(steps > 1, "{fault:?}: {steps} steps were made to fail");
    }
}

/// The names that are listed.
fn names(store: &Store) -> Vec<String> {
    store.list().expect("listed").into_iter().map(|entry| entry.name).collect()
}

/// The disk hiccups: neither what is there nor what is not can be told.
const HICCUP: Fault = Fault::Once(ErrorKind::Other);

#[test]
fn whatever_fails_nothing_is_taken_to_be_absent() {
    type Act = fn(&Policy, &Store) -> Result<(), StoreError>;
    let policy = load_embedded().expect("the pack");
    let acts: [(&str, Act); 13] = [
        ("find", |_, store| {
            assert!(store.find("甲")?.is_some(), "it is there");
            Ok(())
        }),
        ("list", |_, store| {
            assert_eq!(store.list()?.len(), 1, "it is listed");
            Ok(())
        }),
        ("history", |_, store| {
            assert_eq!(store.history("甲")?.len(), 1, "it has a state");
            Ok(())
        }),
        ("bin", |_, store| {
            assert_eq!(store.bin()?.len(), 1, "one is in the bin");
            Ok(())
        }),
        ("older", |_, store| {
            let old = store.older_than(SystemTime::now() + std::time::Duration::from_secs(99))?;
            assert_eq!((old.profiles.len(), old.deleted.len()), (1, 1), "both are old");
            Ok(())
        }),
        ("free name", |_, store| {
            assert_eq!(store.free_name("甲")?, "甲-2", "甲 is taken");
            Ok(())
        }),
        ("at", |_, store| {
            let session = Session::at(&store.path("甲"), Some(store))?;
            assert!(session.holds_something(), "there is something");
            Ok(())
        }),
        ("first save", |policy, store| {
            let saved = Session::new(Some(store)).save(policy, &profile(policy, 2040), "x")?;
            assert!(saved.path.ends_with("甲-2.toml"), "甲 is another's: {saved:?}");
            Ok(())
        }),
        ("copy", |_, store| store.copy("甲", "丙").map(drop)),
        ("rename", |_, store| store.rename("甲", "丙").map(drop)),
        ("delete", |_, store| store.delete("甲").map(drop)),
        ("restore", |_, store| store.restore("乙").map(drop)),
        ("bring back", |_, store| store.bring_back("甲", 1).map(drop)),
    ];
    for (what, act) in acts {
        let mut steps = 0;
        loop {
            let home = tempfile::tempdir().expect("a folder");
            let real = Store::new(home.path().join("profiles"));
            // 甲 with a state of 2001, and 乙, deleted.
            for year in [2001, 2002] {
                let mut session = match year {
                    2001 => Session::new(Some(&real)),
                    _ => real.open(&policy, "甲").expect("opened").session,
                };
                session.save(&policy, &profile(&policy, year), "x").expect("saved");
            }
            let mut other = profile(&policy, 2003);
            other.enterprise.name = "乙".into();
            Session::new(Some(&real)).save(&policy, &other, "x").expect("saved");
            real.delete("乙").expect("deleted");
            let faulty = Faulty::new(steps, HICCUP);
            let done = act(&policy, &Store::with_files(real.dir(), faulty.clone()));
            let found = years(&policy, &real);
            for year in [2001, 2002, 2003] {
                assert!(found.contains(&year), "{what}, step {steps}: {year} is lost: {found:?}");
            }
            if let Err(error) = &done {
                let text = error.text();
                assert!(matches!(error.why, Why::Other(_)), "{what}, step {steps}: {error:?}");
                assert!(text.zh.contains("系统报告") && text.zh.ends_with('。'), "{}", text.zh);
                assert!(text.zh.contains(home.path().to_str().expect("UTF-8")), "{}", text.zh);
                if error.step == Step::LookUp {
                    assert!(text.zh.contains("没法确定这里有没有档案"), "{}", text.zh);
                    assert!(text.en.contains("nothing was changed"), "{}", text.en);
                    assert_eq!(names(&real), ["甲"], "{what}, step {steps}: nothing is written");
                }
            }
            steps += 1;
            if faulty.steps.load(Ordering::SeqCst) < steps {
                done.unwrap_or_else(|error| panic!("{what}: {error}"));
                break;
            }
        }
        assert!(steps > 1, "{what}: {steps} steps were made to fail");
    }
}

#[test]
fn a_purge_that_fails_half_way_can_be_done_again() {
    let policy = load_embedded().expect("the pack");
    at_each_step(&policy, |real, store, fault| {
        let done = store.purge("甲");
        if done.is_err() && fault != Fault::Killed {
            real.purge("甲")
                .map(drop)
                .or_else(|error| match error.why {
                    // All that was left to do was to make it last.
                    Why::Missing => Ok(()),
                    _ => Err(error),
                })
                .expect("done again");
        }
        if fault != Fault::Killed {
            assert_eq!(years(&policy, real), [0; 0], "{fault:?}");
        }
        done.is_ok()
    });
}

#[test]
fn what_is_in_its_place_is_never_said_not_to_be_saved() {
    let policy = load_embedded().expect("the pack");
    let mut told = 0;
    at_each_step(&policy, |real, store, fault| {
        let Ok(opened) = store.open(&policy, "甲") else { return false };
        let mut session = opened.session;
        let saved = session.save(&policy, &profile(&policy, 2002), "x");
        let there = read_path(&policy, &real.path("甲")).expect("it reads").profile.year;
        if fault == Fault::Once(ErrorKind::StorageFull) && saved.is_err() {
            assert_eq!(there, 2001, "it is said not to be saved: {saved:?}");
        }
        saved.is_ok_and(|saved| saved.note.is_none())
    });
    // The folder cannot be made to last, however often that is tried.
    let home = tempfile::tempdir().expect("a folder");
    let store = Store::with_files(home.path().join("profiles"), Arc::new(NoSync));
    let mut session = Session::new(Some(&store));
    for year in [2001, 2002] {
        let saved = session.save(&policy, &profile(&policy, year), "x").expect("in its place");
        let Some(note @ Note::NotConfirmed(_)) = saved.note else { panic!("{saved:?}") };
        let text = note.text();
        assert!(text.zh.contains("已写入") && !text.zh.contains("没有保存"), "{}", text.zh);
        assert!(text.zh.contains("甲.toml") && text.zh.contains("再保存一次"), "{}", text.zh);
        assert_eq!(read_path(&policy, &saved.path).expect("it reads").profile.year, year);
        told += 1;
    }
    assert_eq!(told, 2);
}

/// A disk that does not confirm that names last.
#[derive(Debug)]
struct NoSync;

impl Files for NoSync {
    fn sync_dir(&self, _: &Path) -> io::Result<()> {
        Err(ErrorKind::Other.into())
    }
}

#[test]
fn a_save_leaves_the_old_content_or_the_new_one() {
    let policy = load_embedded().expect("the pack");
    at_each_step(&policy, |real, store, fault| {
        let path = real.path("甲");
        let Ok(opened) = store.open(&policy, "甲") else {
            assert_eq!(years(&policy, real), [2001]);
            return false;
        };
        let mut session = opened.session;
        let new = profile(&policy, 2002);
        let saved = session.save(&policy, &new, "x");
        let there = read_path(&policy, &path).expect("it reads").profile.year;
        match &saved {
            // A file that is there and yet was not found a moment ago is another's, to be safe.
            Ok(saved) if saved.path != path => {
                assert_eq!(fault, Fault::Once(ErrorKind::NotFound));
                assert_eq!((there, fs::exists(&saved.path).ok()), (2001, Some(true)));
                return false;
            }
            Ok(_) => assert_eq!(there, 2002, "acknowledged"),
            Err(error) => {
                assert!([2001, 2002].contains(&there), "{fault:?}: {error}");
                assert!(!error.text().zh.is_empty());
            }
        }
        // The user's program goes on once the disk works again: no conflict is made up.
        if fault != Fault::Killed {
            session.files = Arc::new(Disk);
            let again = session.save(&policy, &profile(&policy, 2003), "x").expect("made good");
            assert_eq!((again.path, again.note), (path.clone(), None), "{fault:?}");
            assert_eq!(read_path(&policy, &path).expect("it reads").profile.year, 2003);
            let temps = Disk.entries(real.dir()).expect("listed");
            assert!(temps.iter().all(|f| !f.path.to_string_lossy().ends_with(".tmp")));
        }
        saved.is_ok_and(|saved| saved.note.is_none())
    });
}

#[test]
fn a_first_save_is_there_or_said_not_to_be() {
    let policy = load_embedded().expect("the pack");
    at_each_step(&policy, |real, store, fault| {
        let mut session = Session::new(Some(store));
        let saved = session.save(&policy, &profile(&policy, 2002), "x");
        let found = years(&policy, real);
        match saved {
            Ok(_) => assert_eq!(found, [2001, 2002]),
            Err(_) => assert!(found == [2001] || found == [2001, 2002], "{fault:?} {found:?}"),
        }
        saved.is_ok()
    });
}

#[test]
fn a_conflict_keeps_both_whatever_fails() {
    let policy = load_embedded().expect("the pack");
    at_each_step(&policy, |real, store, fault| {
        let Ok(opened) = store.open(&policy, "甲") else { return false };
        let mut session = opened.session;
        let theirs = crate::profile::to_toml(&policy, &profile(&policy, 2050));
        fs::write(real.path("甲"), &theirs).expect("another program writes");
        let saved = session.save(&policy, &profile(&policy, 2002), "x");
        assert_eq!(fs::read_to_string(real.path("甲")).expect("read"), theirs, "{fault:?}");
        if saved.is_ok() {
            let found = years(&policy, real);
            assert!(found.contains(&2002) && found.contains(&2050), "{fault:?} {found:?}");
        }
        saved.is_ok()
    });
}

#[test]
fn moving_a_profile_about_never_loses_it() {
    type Act = fn(&Store) -> Result<(), StoreError>;
    let policy = load_embedded().expect("the pack");
    let acts: [Act; 4] = [
        |store| store.delete("甲").map(drop),
        |store| store.rename("甲", "乙").map(drop),
        |store| store.bring_back("甲", 1).map(drop),
        |store| store.delete("甲").and_then(|_| store.restore("甲")).map(drop),
    ];
    for act in acts {
        at_each_step(&policy, |real, store, fault| {
            // An earlier state, 2001; the profile itself is of 2002.
            let mut session = real.open(&policy, "甲").expect("opened").session;
            session.save(&policy, &profile(&policy, 2002), "x").expect("saved");
            drop(session);
            let done = act(store).is_ok();
            let found = years(&policy, real);
            for year in [2001, 2002] {
                assert!(found.contains(&year), "{fault:?}: {year} is lost: {found:?}");
            }
            done
        });
    }
}

#[test]
fn what_the_system_says_is_told_in_both_languages() {
    for (kind, why) in [
        (ErrorKind::StorageFull, Why::Full),
        (ErrorKind::QuotaExceeded, Why::Quota),
        (ErrorKind::ReadOnlyFilesystem, Why::ReadOnlyDisk),
        (ErrorKind::PermissionDenied, Why::Permission),
        (ErrorKind::NotFound, Why::FolderGone),
        (ErrorKind::IsADirectory, Why::Stands(crate::disk::Kind::Folder)),
    ] {
        let error = StoreError::io(&kind.into(), Path::new("/x/甲.toml"), Step::Write);
        assert_eq!(error.why, why);
        let text = error.text();
        assert!(text.zh.contains("/x/甲.toml") && text.zh.ends_with('。'), "{}", text.zh);
        assert!(text.en.contains("/x/甲.toml") && text.en.ends_with('.'), "{}", text.en);
    }
}
