//! The options that every command takes.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};

/// The options that every command takes.
#[derive(Debug, Args)]
pub struct Globals {
    /// 界面语言 / language: zh or en
    #[arg(long, global = true, value_name = "LANG", value_parser = Language, hide_possible_values = true)]
    pub lang: Option<String>,

    /// 使用此目录中的政策包 / use the pack in this folder instead of the built-in one
    #[arg(long, global = true, value_name = "DIR")]
    pub policy: Option<PathBuf>,

    /// 改变一处读法，可重复，后者为准 / choose another reading; repeatable, the last one counts
    #[arg(long, global = true, value_name = "ID=OPTION")]
    pub reading: Vec<String>,

    /// 全区与行业平均增速文件 / file with district and industry averages
    #[arg(long, global = true, value_name = "FILE")]
    pub benchmarks: Option<PathBuf>,

    /// 保存档案的目录 / folder where profiles are saved
    #[arg(long, global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,

    /// 写到此文件，而不是标准输出 / write to this file instead of standard output
    #[arg(short, long, global = true, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// 只用 ASCII 符号画界面 / draw with ASCII characters only
    #[arg(long, global = true)]
    pub ascii: bool,
}

/// Any text is taken, and told in the user's language where it is none; a shell offers the two.
#[derive(Clone, Copy, Debug)]
struct Language;

impl TypedValueParser for Language {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(["zh", "en"].into_iter().map(PossibleValue::new)))
    }
}
