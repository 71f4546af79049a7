//! Each step of a save made to fail in turn: the old content or the new one is there, never
//! neither, and the next save makes it good.

use std::io::ErrorKind;
use std::sync::atomic::{AtomicUsize, Ordering};

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

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        Disk.remove(path)
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
            if found.is_dir {
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
        assert!(steps >= 5, "{fault:?}: {steps} steps were made to fail");
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
        (ErrorKind::IsADirectory, Why::IsFolder),
    ] {
        let error = StoreError::io(&kind.into(), Path::new("/x/甲.toml"));
        assert_eq!(error.why, why);
        let text = error.text();
        assert!(text.zh.contains("/x/甲.toml") && text.zh.ends_with('。'), "{}", text.zh);
        assert!(text.en.contains("/x/甲.toml") && text.en.ends_with('.'), "{}", text.en);
    }
}
