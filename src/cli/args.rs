//! The command line as a whole: the options of all commands, and which command.

use clap::{Parser, Subcommand};

use super::ask::AskArgs;
use super::assess::AssessArgs;
use super::backup::BackupArgs;
use super::compare::CompareArgs;
use super::dossier::{ExportArgs, VerifyArgs};
use super::globals::Globals;
use super::pages::PagesArgs;
use super::policy::PolicyArgs;
use super::profiles::ProfilesArgs;
use super::restore::RestoreArgs;
use super::screen::ScreenArgs;
use super::template::TemplateArgs;
use super::whatif::WhatifArgs;
use super::wizard::WizardArgs;

/// The help of the program: one screen, by what one wants.
const HELP: &str = "\
丰策 fengce：对照政策措施，看企业能申报什么、估算上限多少、还缺什么。
What a policy measure gives an enterprise, and what is still missing.

用法 Usage: fengce [COMMAND] [OPTIONS]   不带命令：向导 / no command: the wizard

问答 Ask     wizard 向导；ask 逐行问答（读屏用） / the wizard; plain questions
一家 One     assess 评估；whatif 改一个数；compare 对照
             one enterprise; one figure moved; two profiles, years or readings
名单 Many    template 供填写的表；screen 评估一张名单；pages 每家一页
             the sheet to fill in; a list; a page for each
档案 Keep    profiles 列出、改名、删除、历史；backup、restore 备份、恢复
             the saved profiles; all of them in one file, and back
依据 Prove   export 结果连同依据；verify 重算 / a result with its grounds; again
政策 Policy  policy 原文、检查、对比、编写 / text, check, differences, writing
其他 More    info 版本和文件夹；man 手册页；completions 命令行补全

选项 Options, of every command
  --lang zh|en         语言 / language   -o, --output FILE  写到文件 / to a file
  --policy DIR         另一个政策包 / another pack
  --reading ID=OPTION  一处读法，可重复 / a reading; repeatable
  --benchmarks FILE    平均增速 / averages   --data-dir DIR  档案目录 / profiles
  --ascii              只用 ASCII / ASCII only     -V, --version  版本 / version
fengce COMMAND --help 看一个命令的选项 / for the options of one command
";

/// 丰策：对照政策措施，看企业能申报什么、估算上限多少、还缺什么。不带命令时打开向导。
/// 读屏软件、简单终端和脚本请用 fengce ask（逐行问答）。
///
/// What a policy measure gives an enterprise, and what is still missing. Without a command
/// the wizard starts; for screen readers, plain terminals and scripts use fengce ask.
#[derive(Debug, Parser)]
#[command(name = "fengce", version, max_term_width = 100, override_help = HELP)]
pub struct Cli {
    /// Options of all commands.
    #[command(flatten)]
    pub globals: Globals,

    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Command {
    /// Whether what the command prints may go into a file instead. The others write one by
    /// themselves, or speak with the user.
    pub fn prints(&self) -> bool {
        match self {
            Self::Assess(_)
            | Self::Compare(_)
            | Self::Verify(_)
            | Self::Whatif(_)
            | Self::Completions { .. }
            | Self::Man
            | Self::Restore(_)
            | Self::Info
            | Self::Policy(_) => true,
            // A workbook has its own -o.
            Self::Profiles(args) => !args.writes(),
            Self::Ask(_)
            | Self::Wizard(_)
            | Self::Screen(_)
            | Self::Pages(_)
            | Self::Export(_)
            | Self::Backup(_)
            | Self::Template(_) => false,
        }
    }

    /// The files and profiles that it reads by name, which its output must not replace.
    pub fn reads(&self) -> Vec<String> {
        match self {
            Self::Assess(args) => vec![args.profile.clone()],
            Self::Compare(args) => {
                std::iter::once(args.profile.clone()).chain(args.second.clone()).collect()
            }
            Self::Whatif(args) => vec![args.profile.clone()],
            Self::Verify(args) => vec![args.file.display().to_string()],
            Self::Restore(args) => vec![args.file.display().to_string()],
            Self::Profiles(_)
            | Self::Completions { .. }
            | Self::Man
            | Self::Info
            | Self::Policy(_)
            | Self::Ask(_)
            | Self::Wizard(_)
            | Self::Screen(_)
            | Self::Pages(_)
            | Self::Export(_)
            | Self::Backup(_)
            | Self::Template(_) => Vec::new(),
        }
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 逐行问答：适合读屏软件、简单终端和脚本 / ask line by line, for screen readers and scripts
    Ask(AskArgs),
    /// 打开向导（默认） / open the wizard (the default)
    Wizard(WizardArgs),
    /// 评估一家企业 / assess one enterprise
    Assess(AssessArgs),
    /// 批量筛查：每行一家企业 / assess many enterprises, one per row
    Screen(ScreenArgs),
    /// 名单上的每家企业一页，另加目录 / write a page for each enterprise, and an index
    Pages(PagesArgs),
    /// 对照两份档案、两个年度或两种读法 / compare two profiles, years or readings
    Compare(CompareArgs),
    /// 把档案、政策包、读法和结果写成一个文件 / save a result with everything it rests on
    Export(ExportArgs),
    /// 重算 export 写的文件，看是否还成立 / recompute an exported file and compare
    Verify(VerifyArgs),
    /// 移动一个数字，看估算上限怎样变 / vary one figure and see how the total changes
    Whatif(WhatifArgs),
    /// 已存的档案：列出、复制、改名、删除、恢复 / the saved profiles
    Profiles(ProfilesArgs),
    /// 命令行补全脚本 / print a shell completion script
    Completions {
        /// bash, zsh, fish, elvish, powershell
        shell: clap_complete::Shell,
    },
    /// 手册页（roff） / print the manual page (roff)
    Man,
    /// 备份全部档案、历史、设置和平均增速 / back up profiles, history and settings
    Backup(BackupArgs),
    /// 恢复备份；先检查，再替换 / restore a backup; checks before it replaces
    Restore(RestoreArgs),
    /// 版本、政策包、文件夹；清理被强行结束的程序留下的文件 / show version, pack and folders; clear what killed runs left
    Info,
    /// 写出供填写的 Excel 表 / write the Excel sheet to fill in
    Template(TemplateArgs),
    /// 政策包 / the policy pack
    Policy(PolicyArgs),
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::text::columns;

    #[test]
    fn the_help_fits_a_screen_and_names_every_command_and_option() {
        assert!(HELP.lines().count() <= 24);
        for line in HELP.lines() {
            assert!(columns(line) <= 80, "{} {line}", columns(line));
        }
        let command = Cli::command();
        let words: Vec<&str> =
            HELP.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').collect();
        for known in command.get_subcommands() {
            assert!(words.contains(&known.get_name()), "{}", known.get_name());
        }
        for known in command.get_arguments().filter_map(|argument| argument.get_long()) {
            assert!(known == "help" || words.contains(&&*format!("--{known}")), "--{known}");
        }
    }
}
