//! `config.toml`: what the user set for good. The file is the user's: comments and what this
//! program does not know survive a change.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use toml_edit::{DocumentMut, Item, Value, value};

use crate::diagnostic::reader::{Reader, Table};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::policy::Contact;
use crate::profile::parse::YEARS;
use crate::profile::{source_from_path, write_atomically};
use crate::text;
use crate::text::{Lang, Text};

/// The themes by name, the first being used unless another is chosen.
pub const THEMES: [&str; 5] = ["plain", "dark", "light", "contrast", "none"];

const KEYS: [&str; 14] = [
    "lang",
    "theme",
    "ascii",
    "ambiguous",
    "mouse",
    "data_dir",
    "year",
    "benchmarks",
    "interface",
    "help_desk",
    "contact",
    "edition",
    "readings",
    "keys",
];

/// The folder `data` beside the program, where there is one: on a USB stick everything is kept
/// there, the settings too, and nothing on the computer.
pub fn portable_dir() -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?;
    let dir = program.parent()?.join("data");
    dir.is_dir().then_some(dir)
}

/// The folder of the user's data, unless another is named: beside the program, or the system's.
pub fn data_home() -> Option<PathBuf> {
    portable_dir().or_else(|| dirs::data_dir().map(|dir| dir.join("fengce")))
}

/// Another key for an action of the wizard, and where the file says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebinding {
    /// The action by its name: `page`.
    pub action: String,
    /// The key as written: `Ctrl-G`.
    pub key: String,
    /// Where the action stands.
    pub action_at: Place,
    /// Where the key stands.
    pub key_at: Place,
}

/// What is set; none where the built-in value holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// The language.
    pub lang: Option<Lang>,
    /// The theme, one of [`THEMES`].
    pub theme: Option<String>,
    /// Whether only ASCII symbols are drawn.
    pub ascii: Option<bool>,
    /// Whether the terminal draws characters of ambiguous width two cells wide.
    pub wide: Option<bool>,
    /// Whether the wizard listens to the mouse.
    pub mouse: Option<bool>,
    /// The folder of the saved profiles' folder.
    pub data_dir: Option<PathBuf>,
    /// The assessment year that a new profile starts with.
    pub year: Option<i32>,
    /// The file of averages.
    pub benchmarks: Option<PathBuf>,
    /// Whether plain questions are asked instead of opening the wizard.
    pub ask: Option<bool>,
    /// Whether enterprises come by telephone.
    pub help_desk: Option<bool>,
    /// The office's own telephone, address, deadline; they stand before those of the pack.
    pub contact: Contact,
    /// Edition of the pack in use; the embedded one if none.
    pub edition: Option<String>,
    /// Readings other than the default: id and option.
    pub readings: Vec<(String, String)>,
    /// Other keys for some actions of the wizard.
    pub keys: Vec<Rebinding>,
}

impl Config {
    /// Reads a file; also returns the keys that this program does not know.
    ///
    /// # Errors
    /// Every fault found, with its place.
    pub fn read(path: &Path) -> Result<(Self, Vec<Diagnostic>), Diagnostics> {
        let source = source_from_path(path)?;
        let document = Reader::parse(&source)?;
        let reader = Reader::new(&source);
        let table = Table::new(&reader, document.get_ref(), 0..0);
        let mut config = Self::default();
        if let Some(item) = table.take("lang") {
            config.lang = item.str().and_then(Lang::from_code);
            if config.lang.is_none() && item.str().is_some() {
                item.wrong_type(&text!("\"zh\" 或 \"en\"", "\"zh\" or \"en\""));
            }
        }
        if let Some(item) = table.take("theme") {
            config.theme = item.str().filter(|name| THEMES.contains(name)).map(str::to_owned);
            if config.theme.is_none() && item.str().is_some() {
                let list = THEMES.join(", ");
                item.wrong_type(&text!("其中之一：{list}", "one of: {list}"));
            }
        }
        let path_of = |key: &str| table.take(key).and_then(|item| item.str()).map(PathBuf::from);
        config.data_dir = path_of("data_dir");
        config.benchmarks = path_of("benchmarks");
        config.ascii = table.take("ascii").and_then(|item| item.bool());
        config.mouse = table.take("mouse").and_then(|item| item.bool());
        config.wide = one_of(&table, "ambiguous", [("narrow", false), ("wide", true)]);
        config.help_desk = table.take("help_desk").and_then(|item| item.bool());
        if let Some(table) = table.take("contact").and_then(|item| item.table()) {
            let line = |key| table.take(key).and_then(|item| item.str()).map(Text::same);
            config.contact = Contact::of(line);
            table.refuse_rest(&Contact::KEYS);
        }
        if let Some(item) = table.take("year") {
            let year = item.integer().and_then(|year| i32::try_from(year).ok());
            config.year = year.filter(|year| YEARS.contains(year));
            if config.year.is_none() {
                item.wrong_type(&text!("1949 至 2100 的年份", "a year from 1949 to 2100"));
            }
        }
        config.edition = table.take("edition").and_then(|item| item.str()).map(str::to_owned);
        config.ask = one_of(&table, "interface", [("wizard", false), ("ask", true)]);
        if let Some(readings) = table.take("readings").and_then(|item| item.table()) {
            for item in readings.entries() {
                if let Some(option) = item.str() {
                    config.readings.push((item.key.to_owned(), option.to_owned()));
                }
            }
        }
        if let Some(keys) = table.take("keys").and_then(|item| item.table()) {
            for item in keys.entries() {
                if let Some(key) = item.str() {
                    config.keys.push(Rebinding {
                        action: item.key.to_owned(),
                        key: key.to_owned(),
                        action_at: source.place(item.key_span.start),
                        key_at: source.place(item.span().start),
                    });
                }
            }
        }
        table.refuse_rest(&KEYS);
        let (unknown, faults): (Vec<_>, Vec<_>) =
            reader.into_faults().into_iter().partition(|fault| fault.code == "toml/unknown-key");
        if faults.is_empty() { Ok((config, unknown)) } else { Err(Diagnostics(faults)) }
    }

    /// Writes what is set into a file, and leaves everything else in it as it is.
    ///
    /// # Errors
    /// Why it was not written, the file being as before then; or that it is written and may not
    /// last.
    pub fn save(&self, path: &Path) -> Result<(), Text> {
        let refused = |why: String| {
            let path = path.display();
            text!("{path} 没能写入：{why}", "{path} was not written: {why}")
        };
        let before = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            Err(error) => return Err(refused(error.to_string())),
        };
        let after = self.written_into(&before).map_err(refused)?;
        if after == before {
            return Ok(());
        }
        if let Some(dir) = path.parent() {
            std::fs::create_dir_all(dir).map_err(|error| refused(error.to_string()))?;
        }
        match write_atomically(path, after.as_bytes()) {
            Ok(None) => Ok(()),
            Ok(Some(unconfirmed)) => Err(unconfirmed.text()),
            Err(error) => Err(refused(error.to_string())),
        }
    }

    fn written_into(&self, text: &str) -> Result<String, String> {
        let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            format!("{}: {}", before.matches('\n').count() + 1, error.message())
        })?;
        let path = |path: &Option<PathBuf>| {
            path.as_ref().map(|path| Value::from(path.to_string_lossy().into_owned()))
        };
        let width = |wide: bool| Value::from(if wide { "wide" } else { "narrow" });
        let interface = |ask: bool| Value::from(if ask { "ask" } else { "wizard" });
        let values = [
            ("lang", self.lang.map(|lang| Value::from(lang.code()))),
            ("theme", self.theme.as_deref().map(Value::from)),
            ("ascii", self.ascii.map(Value::from)),
            ("ambiguous", self.wide.map(width)),
            ("mouse", self.mouse.map(Value::from)),
            ("help_desk", self.help_desk.map(Value::from)),
            ("data_dir", path(&self.data_dir)),
            ("year", self.year.map(|year| Value::from(i64::from(year)))),
            ("benchmarks", path(&self.benchmarks)),
            ("interface", self.ask.map(interface)),
        ];
        for (key, new) in values {
            match new {
                Some(new) => put(document.entry(key).or_insert(Item::None), new),
                None => {
                    document.remove(key);
                }
            }
        }
        if self.readings.is_empty() && document.get("readings").is_none() {
            return Ok(document.to_string());
        }
        let readings = document.entry("readings").or_insert(toml_edit::table());
        let Some(readings) = readings.as_table_like_mut() else {
            return Err("readings".to_owned());
        };
        let set = |key: &str| self.readings.iter().any(|(reading, _)| reading == key);
        let gone: Vec<String> =
            readings.iter().map(|(key, _)| key.to_owned()).filter(|key| !set(key)).collect();
        for key in gone {
            readings.remove(&key);
        }
        for (reading, option) in &self.readings {
            match readings.get_mut(reading) {
                Some(item) => put(item, Value::from(option.as_str())),
                None => {
                    readings.insert(reading, value(option.as_str()));
                }
            }
        }
        Ok(document.to_string())
    }
}

/// One of two words that stand for off and on.
fn one_of(table: &Table<'_, '_>, key: &str, words: [(&str, bool); 2]) -> Option<bool> {
    let item = table.take(key)?;
    let said = item.str()?;
    let on = words.into_iter().find(|(word, _)| *word == said).map(|(_, on)| on);
    if on.is_none() {
        let [(off, _), (on, _)] = words;
        item.wrong_type(&text!("\"{off}\" 或 \"{on}\"", "\"{off}\" or \"{on}\""));
    }
    on
}

/// Puts a value in place, with the comment beside the old one; an equal one stays as written.
fn put(item: &mut Item, mut new: Value) {
    if let Some(old) = item.as_value() {
        let same = match (old, &new) {
            (Value::String(a), Value::String(b)) => a.value() == b.value(),
            (Value::Boolean(a), Value::Boolean(b)) => a.value() == b.value(),
            (Value::Integer(a), Value::Integer(b)) => a.value() == b.value(),
            _ => false,
        };
        if same {
            return;
        }
        *new.decor_mut() = old.decor().clone();
    }
    *item = Item::Value(new);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_unknown_content_survive() {
        let text = "# mine\nlang = 'zh' # keep\nmine = 1\n\n[readings]\n# why\na = \"x\"\nb = \"y\"\n\n[other]\nz = [1, 2]\n";
        let config = Config {
            lang: Some(Lang::En),
            mouse: Some(false),
            readings: vec![("a".to_owned(), "x".to_owned()), ("c".to_owned(), "w".to_owned())],
            ..Config::default()
        };
        let after = config.written_into(text).expect("written");
        let expected = "# mine\nlang = \"en\" # keep\nmine = 1\nmouse = false\n\n[readings]\n# why\na = \"x\"\nc = \"w\"\n\n[other]\nz = [1, 2]\n";
        assert_eq!(after, expected);
        assert_eq!(config.written_into(&after).expect("written"), after);
    }

    #[test]
    fn what_is_written_is_read_again() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("deep/config.toml");
        let config = Config {
            lang: Some(Lang::En),
            theme: Some("contrast".to_owned()),
            ascii: Some(true),
            wide: Some(true),
            mouse: Some(false),
            data_dir: Some("/tmp/资料".into()),
            year: Some(2027),
            benchmarks: Some("b.toml".into()),
            ask: Some(true),
            help_desk: Some(true),
            contact: Contact::default(),
            readings: vec![("r06-tiers".to_owned(), "each".to_owned())],
            edition: None,
            keys: Vec::new(),
        };
        config.save(&path).expect("saved");
        assert_eq!(Config::read(&path), Ok((config, Vec::new())));
        Config::default().save(&path).expect("saved");
        assert_eq!(Config::read(&path), Ok((Config::default(), Vec::new())));
    }

    #[test]
    fn a_broken_file_is_not_touched() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("config.toml");
        std::fs::write(&path, "lang = = 1").expect("written");
        assert!(Config::default().save(&path).is_err());
        assert_eq!(std::fs::read_to_string(&path).expect("read"), "lang = = 1");
    }

    #[test]
    fn the_office_says_how_it_is_reached() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("config.toml");
        let text = "[contact]\ntelephone = \"010-1\"\nfax = \"2\"\n";
        std::fs::write(&path, text).expect("written");
        let (config, unknown) = Config::read(&path).expect("read");
        let own = config.contact.clone().or(Contact {
            telephone: Some(Text::same("12345")),
            deadline: Some(Text::same("6月30日")),
            ..Contact::default()
        });
        assert_eq!(own.telephone, Some(Text::same("010-1")));
        assert_eq!(own.deadline, Some(Text::same("6月30日")));
        assert!(unknown.len() == 1 && unknown[0].what.en.contains("fax"), "{unknown:?}");
        // It is the user's: a change of another setting leaves it.
        config.save(&path).expect("saved");
        assert_eq!(std::fs::read_to_string(&path).expect("read"), text);
    }

    #[test]
    fn unknown_keys_are_told_and_do_not_stop() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("config.toml");
        std::fs::write(&path, "lnag = \"en\"\nyear = 2026\n").expect("written");
        let (config, unknown) = Config::read(&path).expect("read");
        assert_eq!(config.year, Some(2026));
        assert_eq!(unknown.len(), 1);
        assert!(unknown[0].what.en.contains("lnag") && unknown[0].remedy.en.contains("lang"));
    }
}
