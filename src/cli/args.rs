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

/// 丰策：企业对照政策能申报什么、估算上限多少、还缺什么 / fengce: what a policy measure gives an enterprise, and what is still missing
#[derive(Debug, Parser)]
#[command(name = "fengce", version, max_term_width = 100)]
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
    /// 列出、复制、改名、删除、恢复、导入、导出 / list, copy, rename, delete, import, export
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
    /// 版本、政策包、文件夹；清理残留的临时文件 / show version and folders; clear leftovers
    Info,
    /// 写出供填写的 Excel 表 / write an Excel sheet to fill in
    Template(TemplateArgs),
    /// 检查、查看、比较、新建政策包 / check, show, compare and create packs
    Policy(PolicyArgs),
}
