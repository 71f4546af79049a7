//! Settings: command line > `FENGCE_*` > profile > `config.toml` > built in.

use std::path::{Path, PathBuf};

use super::args::Cli;
use super::exit::Failure;
use crate::diagnostic::Diagnostics;
use crate::policy::{Policy, Readings};
use crate::profile::{Benchmarks, source_from_path};
use crate::reader::{Reader, Table};
use crate::text;
use crate::text::Lang;

/// The settings in force, apart from what one command is given.
#[derive(Debug, Default)]
pub struct Settings {
    /// Language of the interface.
    pub lang: Lang,
    /// Folder of the saved profiles' folder.
    pub data_dir: Option<PathBuf>,
    /// Draw with ASCII symbols only.
    pub ascii: bool,
    /// Without a command ask plain questions instead of opening the wizard.
    pub ask: bool,
    benchmarks: Option<PathBuf>,
    readings: Vec<(String, String)>,
    /// Other keys for some actions of the wizard.
    pub keys: Vec<(String, String)>,
}

const KEYS: [&str; 7] =
    ["lang", "data_dir", "benchmarks", "ascii", "readings", "interface", "keys"];

/// The language that messages about the settings themselves are in.
pub fn language(cli: &Cli) -> Lang {
    let variable = std::env::var("FENGCE_LANG").ok();
    cli.lang.as_deref().or(variable.as_deref()).and_then(Lang::from_code).unwrap_or_default()
}

impl Settings {
    /// Reads the environment and `config.toml`.
    pub fn load(cli: &Cli, lang: Lang) -> Result<Self, Failure> {
        if let Some(code) = cli.lang.as_deref().filter(|code| Lang::from_code(code).is_none()) {
            let code = crate::diagnostic::found(code);
            return Err(Failure::Argument(text!(
                "没有语言“{code}”，应为 zh 或 en",
                "there is no language \"{code}\", expected zh or en"
            )));
        }
        let mut settings = Self { lang, ..Self::default() };
        let chosen = cli.lang.is_some() || std::env::var_os("FENGCE_LANG").is_some();
        if let Some(path) =
            config_dir().map(|dir| dir.join("config.toml")).filter(|path| path.exists())
        {
            settings.read_config(&path, chosen)?;
        }
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
        settings.data_dir = cli
            .data_dir
            .clone()
            .or_else(|| variable.map(PathBuf::from))
            .or(settings.data_dir)
            .or_else(|| dirs::data_dir().map(|dir| dir.join("fengce")));
        Ok(settings)
    }

    fn read_config(&mut self, path: &Path, lang_chosen: bool) -> Result<(), Failure> {
        let source = source_from_path(path)?;
        let document = Reader::parse(&source)?;
        let reader = Reader::new(&source);
        let table = Table::new(&reader, document.get_ref(), 0..0);
        if let Some(item) = table.take("lang") {
            match item.str().map(Lang::from_code) {
                Some(Some(lang)) if !lang_chosen => self.lang = lang,
                Some(None) => item.wrong_type(&text!("\"zh\" 或 \"en\"", "\"zh\" or \"en\"")),
                _ => {}
            }
        }
        let path_of = |key: &str| table.take(key).and_then(|item| item.str()).map(PathBuf::from);
        self.data_dir = path_of("data_dir");
        self.benchmarks = path_of("benchmarks");
        self.ascii = table.take("ascii").and_then(|item| item.bool()).unwrap_or(false);
        if let Some(item) = table.take("interface") {
            match item.str() {
                Some("ask") => self.ask = true,
                Some("wizard") => {}
                Some(_) => {
                    item.wrong_type(&text!("\"wizard\" 或 \"ask\"", "\"wizard\" or \"ask\""))
                }
                None => {}
            }
        }
        if let Some(readings) = table.take("readings").and_then(|item| item.table()) {
            for item in readings.entries() {
                if let Some(option) = item.str() {
                    self.readings.push((item.key.to_owned(), option.to_owned()));
                }
            }
        }
        if let Some(keys) = table.take("keys").and_then(|item| item.table()) {
            for item in keys.entries() {
                if let Some(key) = item.str() {
                    self.keys.push((item.key.to_owned(), key.to_owned()));
                }
            }
        }
        table.refuse_rest(&KEYS);
        let faults = reader.into_faults();
        if faults.is_empty() { Ok(()) } else { Err(Diagnostics(faults).into()) }
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

    /// The averages: of the file given, of the one configured, or of the default place.
    pub fn benchmarks(&self, policy: &Policy, given: Option<&Path>) -> Result<Benchmarks, Failure> {
        let default =
            || config_dir().map(|dir| dir.join("benchmarks.toml")).filter(|path| path.exists());
        let path =
            given.map(Path::to_path_buf).or_else(|| self.benchmarks.clone()).or_else(default);
        Ok(match path {
            Some(path) => Benchmarks::read(policy, &source_from_path(&path)?)?,
            None => Benchmarks::default(),
        })
    }
}

/// The user's configuration folder of this program.
pub fn config_dir() -> Option<PathBuf> {
    let variable = std::env::var_os("FENGCE_CONFIG").filter(|dir| !dir.is_empty());
    variable.map(PathBuf::from).or_else(|| dirs::config_dir().map(|dir| dir.join("fengce")))
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
