//! The help in the user's language: the commands by task on one screen, and one page a command.
//!
//! The words stand once, at the arguments, as `中文 / English`.

use std::ffi::OsString;
use std::fmt::Write as _;

use clap::{Arg, Command, CommandFactory as _};

use super::args::Cli;
use crate::text::{Lang, columns};

/// The commands by what one wants to do.
const TASKS: [(&str, &[&str]); 5] = [
    (
        "一家企业 / One enterprise",
        &["wizard", "ask", "assess", "whatif", "compare", "export", "verify"],
    ),
    ("一份名单 / A whole list", &["screen", "pages", "template"]),
    ("存的档案 / Saved profiles", &["profiles", "backup", "restore"]),
    ("政策 / Policy", &["policy"]),
    ("程序 / Program", &["info", "completions", "man"]),
];

/// The help of the command that the arguments name.
pub fn of_command(arguments: &[OsString], lang: Lang) -> String {
    asked_for(&[arguments, &["--help".into()]].concat(), lang)
}

/// The help, or the version, that the arguments ask for.
pub fn asked_for(arguments: &[OsString], lang: Lang) -> String {
    let shown = command(lang).try_get_matches_from(arguments);
    let text = shown.err().map(|shown| shown.render().to_string()).unwrap_or_default();
    match lang {
        Lang::Zh => {
            text.replace("[OPTIONS]", "[选项]").replace("COMMAND", "命令").replace(":\n", "：\n")
        }
        Lang::En => text,
    }
}

fn command(lang: Lang) -> Command {
    let mut command = Cli::command();
    command.build();
    let first = first_page(&command, lang);
    in_language(command, lang).override_help(first)
}

/// All commands by task.
fn first_page(command: &Command, lang: Lang) -> String {
    let pick = |zh: &'static str, en: &'static str| if lang == Lang::Zh { zh } else { en };
    let mut out = String::new();
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let _ = writeln!(out, "{}", half(&about, lang));
    let usage = pick(
        "用法：fengce [命令] [选项]；不带命令打开向导，读屏软件和脚本请用 fengce ask",
        "Usage: fengce [COMMAND] [OPTIONS]; the wizard without a command",
    );
    let _ = writeln!(out, "{usage}\n");
    let wide = TASKS.iter().map(|(task, _)| columns(&half(task, lang))).max().unwrap_or(0);
    for (task, names) in TASKS {
        let mut task = half(task, lang);
        for name in names {
            let about = command.find_subcommand(name).and_then(Command::get_about);
            let about = about.map(|about| half(&about.to_string(), lang)).unwrap_or_default();
            let pad = " ".repeat(wide - columns(&task));
            let _ = writeln!(out, "{task}{pad}  {name:<11} {about}");
            task.clear();
        }
    }
    let rest = pick(
        "\n各命令都有：--lang --policy --reading --benchmarks --data-dir -o --ascii\n\
         详细：fengce 命令 --help　　In English: fengce --lang en --help",
        "\nEvery command takes --lang --policy --reading --benchmarks --data-dir -o --ascii\n\
         Details: fengce COMMAND --help      中文：fengce --lang zh --help",
    );
    out + rest
}

/// A command and those below it, with the words of one language.
fn in_language(command: Command, lang: Lang) -> Command {
    let globals = lang_heading(lang, "所有命令的选项 / Options of every command");
    let own = lang_heading(lang, "选项 / Options");
    let positional = lang_heading(lang, "参数 / Arguments");
    let about = command.get_about().map(|about| half(&about.to_string(), lang));
    let usage = if lang == Lang::Zh { "用法：" } else { "Usage: " };
    let template = format!("{{about-with-newline}}\n{usage}{{usage}}\n\n{{all-args}}");
    let command = command
        .about(about.unwrap_or_default())
        .help_template(template)
        .subcommand_help_heading(lang_heading(lang, "命令 / Commands"))
        .mut_args(|arg| {
            let heading = match (arg.is_positional(), arg.is_global_set()) {
                (true, _) => positional,
                (false, true) => globals,
                (false, false) => own,
            };
            let help = words(&arg, lang);
            arg.help(help)
                .long_help(None::<&str>)
                .hide_possible_values(true)
                .hide_default_value(true)
                .help_heading(heading)
        });
    command.mut_subcommands(|below| in_language(below, lang))
}

fn lang_heading(lang: Lang, both: &'static str) -> &'static str {
    let (zh, en) = both.split_once(" / ").unwrap_or((both, both));
    if lang == Lang::Zh { zh } else { en }
}

/// What an argument is for, with the values that it takes, each on a line.
fn words(arg: &Arg, lang: Lang) -> String {
    let both = match arg.get_id().as_str() {
        "help" => "显示帮助 / show this help".to_owned(),
        "version" => "显示版本 / show the version".to_owned(),
        _ => arg.get_help().map(ToString::to_string).unwrap_or_default(),
    };
    let mut out = half(&both, lang);
    if !arg.is_hide_possible_values_set() {
        let values = arg.get_possible_values();
        let described =
            values.iter().filter_map(|value| Some((value.get_name(), value.get_help()?)));
        for (name, help) in described {
            let _ = write!(out, "\n{name:<8} {}", half(&help.to_string(), lang));
        }
    }
    let default = arg.get_default_values().first().and_then(|value| value.to_str());
    if let Some(default) = default.filter(|_| arg.get_action().takes_values()) {
        let said = if lang == Lang::Zh {
            format!("\n（默认 {default}）")
        } else {
            format!("\n[default: {default}]")
        };
        out.push_str(&said);
    }
    out
}

/// One language of `中文 / English`, beginning as a sentence does.
fn half(both: &str, lang: Lang) -> String {
    let (zh, en) = both.split_once(" / ").unwrap_or((both, both));
    match lang {
        Lang::Zh => zh.to_owned(),
        Lang::En => {
            let mut letters = en.chars();
            letters
                .next()
                .map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn help(lang: Lang, arguments: &[&str]) -> String {
        let all = std::iter::once("fengce").chain(arguments.iter().copied()).chain(["--help"]);
        asked_for(&all.map(OsString::from).collect::<Vec<_>>(), lang)
    }

    #[test]
    fn the_first_page_is_one_screen_with_every_command() {
        for lang in [Lang::Zh, Lang::En] {
            let page = help(lang, &[]);
            assert!(page.trim_end().lines().count() <= 24, "{page}");
            for line in page.lines() {
                assert!(columns(line) <= 80, "{line}");
            }
            for command in Cli::command().get_subcommands() {
                let name = format!(" {} ", command.get_name());
                assert!(page.contains(&name), "no {name} in {page}");
            }
        }
    }

    #[test]
    fn every_page_is_in_one_language() {
        fn each(command: &Command, path: &[&str]) {
            for lang in [Lang::Zh, Lang::En] {
                let page = help(lang, path);
                let foreign = match lang {
                    Lang::Zh => {
                        ["Usage", "Options", "default"].iter().any(|word| page.contains(word))
                    }
                    // Names of units are what the reader writes.
                    Lang::En => page.contains(['，', '。', '；']),
                };
                assert!(!foreign && !page.contains(" / "), "{path:?} {lang:?}\n{page}");
            }
            for below in command.get_subcommands() {
                each(below, &[path, &[below.get_name()]].concat());
            }
        }
        each(&Cli::command(), &[]);
    }
}
