//! `fengce wizard`, and `fengce` without a command.

use std::io::{self, Write};
use std::path::Path;

use clap::Args;

use super::ask;
use super::enterprises::{self, EnterprisesArgs};
use super::exit::{self, Exit, Failure};
use super::globals::Globals;
use super::input;
use super::interrupt::Interrupt;
use super::settings::{Settings, not_used};
use crate::batch;
use crate::policy::Policy;
use crate::profile::Profile;
use crate::text::{Lang, Text};
use crate::tui::{Ask, Sheets};

/// Arguments of `wizard`.
#[derive(Debug, Args)]
pub struct WizardArgs {
    /// 直接打开的档案：路径或已保存的名称 / profile to open: a path or a saved name
    pub profile: Option<String>,
}

/// Which way led here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Started {
    /// `fengce` alone: the settings may ask for plain questions instead.
    Bare,
    /// `fengce wizard`.
    ByName,
}

/// Opens the wizard; where it cannot draw, the plain questions.
///
/// # Errors
/// A faulty profile, pack or setting, and what the terminal fails at.
pub fn run(
    open: Option<&str>,
    started: Started,
    globals: &Globals,
    settings: &Settings,
) -> Result<Exit, Failure> {
    let policy = input::policy(globals.policy.as_deref(), settings)?;
    let readings = settings.readings(&policy, &globals.reading)?;
    let benchmarks = settings.benchmarks(&policy, globals.benchmarks.as_deref())?;
    let open = open.map(|name| input::file(name, settings.data_dir.as_deref())).transpose()?;
    // Refused here, a faulty profile is told in the user's language, on the normal screen.
    if let Some(path) = &open {
        crate::profile::read_path(&policy, path)?;
    }
    if ask::is_needed() || (settings.ask && started == Started::Bare) {
        return ask::instead(open.as_deref(), globals, settings);
    }
    let (keymap, faults) = crate::tui::Keymap::rebound(&settings.config.keys);
    let mut unknown = settings.unknown_keys();
    unknown.extend(not_used(&faults));
    let options = crate::tui::Options {
        lang: settings.lang,
        data_dir: settings.data_dir.as_ref().map(|dir| dir.join("profiles")),
        policy,
        readings,
        benchmarks,
        drawing: settings.drawing,
        keymap,
        open,
        config: settings.config.clone(),
        config_path: settings.config_path.clone(),
        unknown,
        folder_is_given: settings.folder_is_given,
        sheets: Some(Box::new(Workbooks)),
    };
    let end = crate::tui::run(options).map_err(Failure::Wizard)?;
    if let Some(message) = &end.message {
        exit::complain(&format!("{}\n", crate::text::printable(message.get(settings.lang))));
    }
    Ok(end.signal.map_or(Exit::Success, Exit::Signal))
}

/// The sheets of the batch, for what the wizard hands to a colleague.
struct Workbooks;

impl Sheets for Workbooks {
    fn write(&self, ask: &Ask<'_>, to: &mut (dyn Write + Send)) -> io::Result<()> {
        let Ask { policy, lang, year, name, enterprise, facts } = *ask;
        batch::template(policy, lang, year, Some(batch::Asked { name, enterprise, facts }), to)
    }

    fn read(&self, policy: &Policy, lang: Lang, file: &Path) -> Result<Vec<Profile>, Text> {
        let args = EnterprisesArgs { input: file.to_owned(), ..EnterprisesArgs::default() };
        let mut rows = Vec::new();
        let mut said: Vec<Text> = Vec::new();
        let each = |profile, _: batch::Read<'_>| {
            rows.push(profile);
            Ok(())
        };
        let say = |text: &Text| said.push(text.clone());
        match enterprises::read_in(&args, policy, lang, &Interrupt::default(), each, say) {
            Err(failure) => Err(failure.text()),
            Ok(tally) if tally.bad > 0 => {
                let lines = |lang| said.iter().map(|text| text.get(lang)).collect::<Vec<_>>();
                Err(Text::new(lines(Lang::Zh).join("\n"), lines(Lang::En).join("\n")))
            }
            Ok(_) => Ok(rows),
        }
    }
}
