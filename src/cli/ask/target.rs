//! Where the answers are read from and saved to.

use std::path::Path;

use super::session::Kept;
use crate::cli::ask::AskArgs;
use crate::cli::exit::Failure;
use crate::cli::input;
use crate::cli::settings::{Settings, is_there};
use crate::policy::Policy;
use crate::profile::{Profile, Saved, Session, Store, StoreError, Why, check_name};
use crate::quantity::calendar::{today, today_text};
use crate::text;
use crate::text::Text;

/// The file of an interview. It is watched from the moment it is read: a change by another
/// program is noticed, and another window that has it open.
pub struct Target {
    session: Session,
    unnamed: String,
}

impl Target {
    /// The file, and the profile to go on with; a new one where there is none of that name yet.
    /// Saved where `-o` says, else where it came from, else in the store.
    pub fn open(
        args: &AskArgs,
        policy: &Policy,
        settings: &Settings,
    ) -> Result<(Self, Profile), Failure> {
        let store = settings.store();
        let store = store.as_ref();
        let named = args.profile.as_deref();
        let (there, new) = match (named, store) {
            (None, _) => (None, Session::new(store)),
            (Some(name), Some(store)) if !input::is_path(name)? => match store.find(name)? {
                Some(file) => (Some(file), Session::new(Some(store))),
                // Told before the first question is asked, not after the first answer.
                None => (None, named_anew(store, name)?),
            },
            (Some(path), _) => {
                let path = Path::new(path);
                let there = is_there(path)?.then(|| path.to_owned());
                let new =
                    if there.is_some() { Session::new(store) } else { Session::at(path, store)? };
                (there, new)
            }
        };
        let (session, profile) = match there {
            Some(file) => {
                let opened = Session::open(policy, &file, store)?;
                input::tell_of_update(policy, &opened.loaded, settings);
                (opened.session, opened.loaded.profile)
            }
            None => (new, Profile::new(policy, today().0 - 1)),
        };
        let session = match &args.output {
            // The same file again would find its own lock.
            Some(output) if session.path() != Some(output) => {
                drop(session);
                Session::at(output, store)?
            }
            _ => session,
        };
        Ok((Self { session, unnamed: today_text() }, profile))
    }

    /// What is to be said before the first question.
    pub fn notice(&self) -> Option<Text> {
        self.session.is_read_only().then(|| self.session.read_only_notice())
    }

    /// Puts the profile on the disk.
    ///
    /// # Errors
    /// Why it is not.
    pub fn save(&mut self, policy: &Policy, profile: &Profile) -> Result<Saved, Failure> {
        let saved = self.session.save(policy, profile, &self.unnamed);
        saved.map_err(|error| Failure::Argument(not_saved(&error)))
    }

    /// Puts the profile on the disk; what became of it, in words.
    pub fn kept(&mut self, policy: &Policy, profile: &Profile) -> Kept {
        match self.session.save(policy, profile, &self.unnamed) {
            Ok(Saved { note: Some(note), .. }) => Kept { said: note.text(), urgent: true },
            Ok(Saved { path, .. }) => {
                let path = path.display();
                Kept { said: text!("已保存到 {path}", "Saved to {path}"), urgent: false }
            }
            Err(error) => Kept { said: not_saved(&error), urgent: true },
        }
    }
}

/// The place of a profile that does not exist yet.
fn named_anew(store: &Store, name: &str) -> Result<Session, StoreError> {
    let bad = |fault| StoreError::new(Why::BadName(fault), name.as_ref());
    check_name(name).map_err(bad)?;
    Ok(Session::named(store, name))
}

fn not_saved(error: &StoreError) -> Text {
    let why = error.text();
    Text::new(
        format!("没有保存：{} 也可用 -o 指定文件。", why.zh),
        format!("Not saved: {} A file can be named with -o.", why.en),
    )
}
