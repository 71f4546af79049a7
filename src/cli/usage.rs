//! Arguments that do not fit, in the user's language.

use std::ffi::OsString;

use clap::CommandFactory as _;
use clap::error::{ContextKind, ErrorKind};

use super::args::Cli;
use super::exit::{complain, error};
use crate::diagnostic::found;
use crate::text;
use crate::text::{Lang, Text, printable_lines};

/// Tells what is wrong with the arguments, and where the usage stands.
pub fn report(fault: &clap::Error, arguments: &[OsString], lang: Lang) {
    let Some(what) = what(fault) else {
        // The help itself, where a command needs another one after it.
        return complain(&printable_lines(&fault.render().to_string()));
    };
    let command = Cli::command();
    let named = |argument: &OsString| command.find_subcommand(argument).map(|it| it.get_name());
    let name = arguments.iter().skip(1).find_map(named).map(|name| format!(" {name}"));
    let name = name.unwrap_or_default();
    let see = text!("用法见 fengce{name} --help", "See fengce{name} --help");
    let end = |said: &str, stop| if said.ends_with(['？', '?']) { "" } else { stop };
    let said = Text::new(
        format!("{}{}{}", what.zh, end(&what.zh, "。"), see.zh),
        format!("{}{} {}", what.en, end(&what.en, "."), see.en),
    );
    error(lang, said.get(lang));
}

#[expect(clippy::wildcard_enum_match_arm, reason = "clap may add kinds of errors")]
fn what(fault: &clap::Error) -> Option<Text> {
    let of = |kind| fault.get(kind).map(|value| found(&value.to_string())).unwrap_or_default();
    let (argument, value) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    let said = match fault.kind() {
        ErrorKind::UnknownArgument => {
            text!("没有参数“{argument}”", "there is no argument \"{argument}\"")
        }
        ErrorKind::InvalidSubcommand => {
            let name = of(ContextKind::InvalidSubcommand);
            text!("没有命令“{name}”", "there is no command \"{name}\"")
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            text!("{argument} 缺少后面的值", "{argument} lacks its value")
        }
        ErrorKind::InvalidValue => {
            text!("{argument} 没有“{value}”这个值", "{argument} has no value \"{value}\"")
        }
        // All that are looked at so are numbers.
        ErrorKind::ValueValidation => {
            let (zh, en) = match value.parse::<i128>() {
                Ok(0) => ("应为 1 或更大的整数", "expected a whole number, 1 or more"),
                Ok(_) => ("数字超出范围", "the number is out of range"),
                Err(_) => ("应为整数", "expected a whole number"),
            };
            text!("{argument} 为“{value}”，{zh}", "{argument} is \"{value}\": {en}")
        }
        ErrorKind::MissingRequiredArgument => text!("缺少 {argument}", "{argument} is missing"),
        ErrorKind::ArgumentConflict => {
            let other = of(ContextKind::PriorArg);
            match other == argument {
                true => text!("{argument} 写了两次", "{argument} is given twice"),
                false => {
                    text!("{argument} 不能与 {other} 一起用", "{argument} does not go with {other}")
                }
            }
        }
        ErrorKind::TooManyValues => {
            text!(
                "{argument} 不带值，得到“{value}”",
                "{argument} takes no value, found \"{value}\""
            )
        }
        ErrorKind::WrongNumberOfValues => {
            let number = of(ContextKind::ExpectedNumValues);
            text!("{argument} 要带 {number} 个值", "{argument} takes {number} values")
        }
        ErrorKind::InvalidUtf8 => text!("有参数不是 UTF-8", "an argument is not UTF-8"),
        _ => return None,
    };
    let near =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let near = near.into_iter().map(of).find(|near| !near.is_empty());
    let valid = of(ContextKind::ValidValue);
    let (zh, en) = (said.zh, said.en);
    Some(match near {
        Some(near) => text!("{zh}，是否为 {near}？", "{en}; is it {near}?"),
        None if !valid.is_empty() => text!("{zh}，应为 {valid}", "{en}, expected {valid}"),
        None => text!("{zh}", "{en}"),
    })
}
