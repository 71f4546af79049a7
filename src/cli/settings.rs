//! Settings: command line > `FENGCE_*` > profile > `config.toml` > built in.

use std::ffi::OsString;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use super::exit::{Failure, complain};
use crate::cli::globals::Globals;
use crate::config::{Config, data_home, portable_dir};
use crate::diagnostic::Diagnostic;
use crate::disk;
use crate::policy::{Policy, Readings};
use crate::profile::{Averages, Store, source_from_path};
use crate::text;
use crate::text::width::Drawing;
use crate::text::{Lang, Text};

/// The settings in force, apart from what one command is given.
#[derive(Debug, Default)]
pub struct Settings {
    /// Language of the interface.
    pub lang: Lang,
    /// Folder of the saved profiles' folder.
    pub data_dir: Option<PathBuf>,
    /// What the terminal is given.
    pub drawing: Drawing,
    /// Without a command ask plain questions instead of opening the wizard.
    pub ask: bool,
    /// What `config.toml` says.
    pub config: Config,
    /// Where it is, or would be.
    pub config_path: Option<PathBuf>,
    /// What it says that is not known.
    pub unknown: Vec<Diagnostic>,
    /// Whether the command line or the environment names the folder.
    pub folder_is_given: bool,
    /// Edition of the pack in use; the embedded one if none.
    pub edition: Option<String>,
    benchmarks: Option<PathBuf>,
    readings: Vec<(String, String)>,
}

/// The language that messages about the settings themselves are in.
pub fn language(globals: &Globals) -> Lang {
    let given = globals.lang.as_deref().map(|code| Lang::from_code(code).unwrap_or_default());
    given.unwrap_or_else(language_of_environment)
}

/// The language where the arguments do not fit: as they say all the same, or else the settings.
pub fn language_of_arguments(arguments: &[OsString]) -> Lang {
    let given =
        |(at, argument): (usize, &OsString)| match argument.to_str()?.strip_prefix("--lang")? {
            "" => Lang::from_code(arguments.get(at + 1)?.to_str()?),
            joined => Lang::from_code(joined.strip_prefix('=')?),
        };
    let set = || Config::read(&config_dir()?.join("config.toml")).ok()?.0.lang;
    let given = arguments.iter().enumerate().find_map(given);
    let environment = std::env::var_os("FENGCE_LANG").map(|_| language_of_environment());
    given.or(environment).or_else(set).unwrap_or_default()
}

/// The language that the environment says.
fn language_of_environment() -> Lang {
    let variable = std::env::var("FENGCE_LANG").ok();
    variable.as_deref().and_then(Lang::from_code).unwrap_or_default()
}

impl Settings {
    /// Reads the environment and `config.toml`.
    pub fn load(globals: &Globals, lang: Lang) -> Result<Self, Failure> {
        if let Some(code) = globals.lang.as_deref().filter(|code| Lang::from_code(code).is_none()) {
            let code = crate::diagnostic::found(code);
            return Err(Failure::Argument(text!(
                "没有语言“{code}”，应为 zh 或 en",
                "there is no language \"{code}\", expected zh or en"
            )));
        }
        let mut settings = Self { lang, ..Self::default() };
        let chosen = globals.lang.is_some() || std::env::var_os("FENGCE_LANG").is_some();
        settings.config_path = config_dir().map(|dir| dir.join("config.toml"));
        if let Some(path) = &settings.config_path
            && is_there(path)?
        {
            (settings.config, settings.unknown) = Config::read(path)?;
        }
        let config = &settings.config;
        if let Some(lang) = config.lang.filter(|_| !chosen) {
            settings.lang = lang;
        }
        let usual = usual_drawing();
        settings.drawing = Drawing {
            ascii: globals.ascii || config.ascii.unwrap_or(usual.ascii),
            wide: config.wide.unwrap_or(usual.wide),
        };
        settings.ask = config.ask.unwrap_or(false);
        settings.benchmarks.clone_from(&config.benchmarks);
        settings.readings.clone_from(&config.readings);
        settings.edition.clone_from(&config.edition);
        settings.data_dir.clone_from(&config.data_dir);
        if let Some(path) = std::env::var_os("FENGCE_BENCHMARKS").filter(|path| !path.is_empty()) {
            settings.benchmarks = Some(path.into());
        }
        if let Ok(readings) = std::env::var("FENGCE_READINGS") {
            let pairs = readings.split([',', ' ']).filter(|pair| !pair.is_empty());
            for pair in pairs {
                settings.readings.push(reading_pair(pair)?);
            }
        }
        let variable = std::env::var_os("FENGCE_DATA").filter(|dir| !dir.is_empty());
        settings.folder_is_given = globals.data_dir.is_some() || variable.is_some();
        settings.data_dir = globals
            .data_dir
            .clone()
            .or_else(|| variable.map(PathBuf::from))
            .or(settings.data_dir)
            .or_else(data_home);
        Ok(settings)
    }

    /// Each key of `config.toml` that is not known, with what to do.
    pub fn unknown_keys(&self) -> Vec<Text> {
        not_used(&self.unknown)
    }

    /// Tells of the keys of `config.toml` that are not known; everything else goes on.
    pub fn warn_of_unknown(&self) {
        for unknown in self.unknown_keys() {
            let (zh, en) = ("提醒", "note");
            let lead = if self.lang == Lang::Zh { zh } else { en };
            let said = format!("{lead}: {}\n", unknown.get(self.lang));
            complain(&crate::text::printable_lines(&said));
        }
    }

    /// The saved profiles; none where the system names no folder.
    pub fn store(&self) -> Option<Store> {
        self.data_dir.as_ref().map(|dir| Store::new(dir.join("profiles")))
    }

    /// Folder of the user's packs.
    pub fn packs_dir(&self) -> Option<PathBuf> {
        self.data_dir.as_ref().map(|dir| dir.join("packs"))
    }

    /// The readings in force: of the configuration, then of the environment, then of the
    /// command line.
    pub fn readings(&self, policy: &Policy, given: &[String]) -> Result<Readings, Failure> {
        let mut readings = policy.default_readings();
        for (reading, option) in &self.readings {
            readings.choose(policy, reading, option)?;
        }
        for pair in given {
            let (reading, option) = reading_pair(pair)?;
            readings.choose(policy, &reading, &option)?;
        }
        Ok(readings)
    }

    /// The files that the settings rest on: `config.toml`, and that of the averages.
    ///
    /// # Errors
    /// Whether there are averages cannot be told.
    pub fn files(&self, benchmarks: Option<&Path>) -> Result<Vec<PathBuf>, Failure> {
        let averages = self.benchmark_file(benchmarks)?;
        Ok(self.config_path.clone().into_iter().chain(averages).collect())
    }

    /// The file of the averages: the one given, the one configured, or that of the default place.
    ///
    /// # Errors
    /// Whether there is one in the default place cannot be told.
    pub fn benchmark_file(&self, given: Option<&Path>) -> Result<Option<PathBuf>, Failure> {
        if let Some(named) = given.or(self.benchmarks.as_deref()) {
            return Ok(Some(named.to_path_buf()));
        }
        let Some(default) = config_dir().map(|dir| dir.join("benchmarks.toml")) else {
            return Ok(None);
        };
        Ok(is_there(&default)?.then_some(default))
    }

    /// The averages: of the file given, of the one configured, or of the default place.
    pub fn benchmarks(&self, policy: &Policy, given: Option<&Path>) -> Result<Averages, Failure> {
        Ok(match self.benchmark_file(given)? {
            Some(path) => Averages::read(policy, &source_from_path(&path)?)?,
            None => Averages::default(),
        })
    }
}

/// What the kind of terminal is usually given. What is no terminal is read elsewhere.
fn usual_drawing() -> Drawing {
    if !std::io::stdout().is_terminal() {
        return Drawing::default();
    }
    // Older Windows consoles lack the symbols, and draw them two cells wide where they speak
    // Chinese; GNOME's and its kin say so where they were told to.
    let old_console = cfg!(windows) && std::env::var_os("WT_SESSION").is_none();
    let told = std::env::var_os("VTE_CJK_WIDTH").is_some_and(|width| width == "wide");
    Drawing { ascii: old_console, wide: old_console || told }
}

/// The user's configuration folder of this program.
pub fn config_dir() -> Option<PathBuf> {
    let variable = std::env::var_os("FENGCE_CONFIG").filter(|dir| !dir.is_empty());
    let of_the_system = || dirs::config_dir().map(|dir| dir.join("fengce"));
    variable.map(PathBuf::from).or_else(portable_dir).or_else(of_the_system)
}

/// `ID=OPTION`.
fn reading_pair(pair: &str) -> Result<(String, String), Failure> {
    match pair.split_once('=') {
        Some((reading, option)) => Ok((reading.to_owned(), option.to_owned())),
        None => {
            let shown = crate::diagnostic::found(pair);
            Err(Failure::Argument(text!(
                "读法应写成 编号=选项，得到“{shown}”",
                "a reading is written ID=OPTION, found \"{shown}\""
            )))
        }
    }
}

/// What of the settings file was not used, and what to write instead.
pub fn not_used(faults: &[Diagnostic]) -> Vec<Text> {
    let said = |fault: &Diagnostic| {
        let (file, line) = (&fault.place.file, fault.place.line);
        let (what, remedy) = (&fault.what, &fault.remedy);
        Text::new(
            format!("{file}:{line}: {}，没有用上。{}", what.zh, remedy.zh),
            format!("{file}:{line}: {}, not used. {}", what.en, remedy.en),
        )
    };
    faults.iter().map(said).collect()
}

/// Whether a path leads to anything.
///
/// # Errors
/// It cannot be told.
pub fn is_there(path: &Path) -> Result<bool, Failure> {
    disk::is_there(path).map_err(|error| Failure::Read(path.display().to_string(), error))
}
