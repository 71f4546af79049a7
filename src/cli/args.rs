//! The arguments.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// 丰策：对照政策措施，看企业能申报什么、估算上限多少、还缺什么。不带命令时打开向导。
/// 读屏软件、简单终端和脚本请用 fengce ask（逐行问答）。
///
/// What a policy measure gives an enterprise, and what is still missing. Without a command
/// the wizard starts; for screen readers, plain terminals and scripts use fengce ask.
#[derive(Debug, Parser)]
#[command(name = "fengce", version, max_term_width = 100)]
pub struct Cli {
    /// 界面语言 / language of the interface: zh, en
    #[arg(long, global = true, value_name = "LANG")]
    pub lang: Option<String>,

    /// 使用此目录中的政策包 / use the pack in this folder, not the embedded one
    #[arg(long, global = true, value_name = "DIR")]
    pub policy: Option<PathBuf>,

    /// 改变一处读法，可重复，后者为准 / put a reading in force; repeatable, the last wins
    #[arg(long, global = true, value_name = "ID=OPTION")]
    pub reading: Vec<String>,

    /// 全区与行业平均增速文件 / file with the averages of district and industries
    #[arg(long, global = true, value_name = "FILE")]
    pub benchmarks: Option<PathBuf>,

    /// 保存档案的目录 / folder in which profiles are kept
    #[arg(long, global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,

    /// 只用 ASCII 符号画界面 / draw with ASCII symbols only
    #[arg(long, global = true)]
    pub ascii: bool,

    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 逐行问答：适合读屏软件、简单终端和脚本 / plain questions, for screen readers and scripts
    Ask(AskArgs),
    /// 打开向导（默认） / open the wizard (the default)
    Wizard(WizardArgs),
    /// 评估一家企业 / assess one profile
    Assess(AssessArgs),
    /// 批量筛查：每行一家企业 / screen many enterprises, one a line
    Screen(ScreenArgs),
    /// 对照两份档案、两个年度或两种读法 / compare two profiles, years or readings
    Compare(CompareArgs),
    /// 把档案、政策包、读法和结果写成一个文件 / write a result with all it rests on
    Export(ExportArgs),
    /// 重算 export 写的文件，看是否还成立 / work such a file out again
    Verify(VerifyArgs),
    /// 移动一个数字，看估算上限怎样变 / move one figure and see the ceiling move
    Whatif(WhatifArgs),
    /// 已存的档案：列出、复制、改名、删除、恢复 / the saved profiles
    Profiles(ProfilesArgs),
    /// 命令行补全脚本 / completions for a shell
    Completions {
        /// bash, zsh, fish, elvish, powershell
        shell: clap_complete::Shell,
    },
    /// 手册页（roff） / the manual page (roff)
    Man,
    /// 版本、政策包、文件夹，不含任何回答 / version, pack and folders; no answers
    Info,
    /// 写出供填写的 Excel 表 / write the Excel sheet to fill in
    Template(TemplateArgs),
    /// 政策包 / the policy pack
    Policy(PolicyArgs),
}

/// Arguments of `profiles`.
#[derive(Debug, Args)]
pub struct ProfilesArgs {
    /// What to do with the saved profiles.
    #[command(subcommand)]
    pub command: ProfilesCommand,
}

/// What can be done with saved profiles.
#[derive(Debug, Subcommand)]
pub enum ProfilesCommand {
    /// 列出已存的档案 / list the saved profiles
    List {
        /// 列出已删除的 / list the deleted ones
        #[arg(long)]
        bin: bool,
        /// 输出 JSON / print JSON
        #[arg(long)]
        json: bool,
    },
    /// 打印档案的内容 / print a profile
    Show {
        /// 名称 / its name
        name: String,
        /// 打印此编号的历史状态 / print the earlier state of this number
        #[arg(long, value_name = "N")]
        state: Option<u32>,
    },
    /// 复制 / copy
    Copy {
        /// 名称 / its name
        name: String,
        /// 副本的名称 / the copy's name
        to: String,
    },
    /// 改名，历史一起走 / rename; the history goes with it
    Rename {
        /// 名称 / its name
        name: String,
        /// 新名称 / the new name
        to: String,
        /// 即使在别的窗口里开着 / even if it is open in another window
        #[arg(long)]
        force: bool,
    },
    /// 删除，可以恢复 / delete; it can be restored
    Delete {
        /// 名称 / its name
        name: String,
        /// 即使在别的窗口里开着 / even if it is open in another window
        #[arg(long)]
        force: bool,
    },
    /// 恢复已删除的，或用 --state 回到一个历史状态 / restore a deleted one, or an earlier state
    Restore {
        /// 名称 / its name
        name: String,
        /// 回到此编号的历史状态 / go back to the earlier state of this number
        #[arg(long, value_name = "N")]
        state: Option<u32>,
        /// 即使在别的窗口里开着 / even if it is open in another window
        #[arg(long)]
        force: bool,
    },
    /// 列出历史状态 / list the earlier states
    History {
        /// 名称 / its name
        name: String,
    },
    /// 彻底删除，连同历史和回收站里的，不能恢复 / delete for good, with its history and the bin's
    Purge {
        /// 名称 / its name
        #[arg(required_unless_present = "bin")]
        name: Option<String>,
        /// 清空回收站 / empty the bin
        #[arg(long, conflicts_with = "name")]
        bin: bool,
        /// 不再询问 / do not ask
        #[arg(long)]
        yes: bool,
        /// 即使在别的窗口里开着 / even if it is open in another window
        #[arg(long)]
        force: bool,
    },
}

/// Arguments of `ask`.
#[derive(Debug, Default, Args)]
pub struct AskArgs {
    /// 接着问的档案：路径或已保存的名称；没有则新建 / a path or saved name; made if there is none
    pub profile: Option<String>,

    /// 只问一条，例如 11 / ask for one article only
    #[arg(long, value_name = "N", conflicts_with_all = ["benefit", "quickest"])]
    pub article: Option<u32>,

    /// 只问一个事项 / ask for one benefit only
    #[arg(long, value_name = "ID", conflicts_with = "quickest")]
    pub benefit: Option<String>,

    /// 先问最能定下金额的题 / the question that settles the most money first
    #[arg(long)]
    pub quickest: bool,

    /// 评估年度 / the assessment year
    #[arg(long, value_name = "Y")]
    pub year: Option<i32>,

    /// 保存到此文件 / save to this file
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Arguments of `template`.
#[derive(Debug, Args)]
pub struct TemplateArgs {
    /// 写到哪里，名称以 .xlsx 结尾 / where to write it; a name ending in .xlsx
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,

    /// 示例行和批注中的评估年度，默认今年 / assessment year of the example and the notes
    #[arg(long, value_name = "Y")]
    pub year: Option<i32>,
}

/// Arguments of `wizard`.
#[derive(Debug, Args)]
pub struct WizardArgs {
    /// 直接打开的档案 / the profile to open
    pub profile: Option<PathBuf>,
}

/// Arguments of `assess`.
#[derive(Debug, Args)]
pub struct AssessArgs {
    /// 档案：路径、- 表示标准输入、或已保存的名称 / a path, - for standard input, or a saved name
    pub profile: String,

    /// 输出格式 / form of the output
    #[arg(long, value_enum, default_value_t = AssessFormat::Text)]
    pub format: AssessFormat,

    /// 改用此评估年度 / another assessment year
    #[arg(long, value_name = "Y")]
    pub year: Option<i32>,

    /// 改用政策的这一版（数据目录 packs/ 中） / another edition of the policy, from packs/
    #[arg(long, value_name = "EDITION", conflicts_with = "policy")]
    pub edition: Option<String>,

    /// 逐条说明依据和算式 / the reasoning and the worked amount of each benefit
    #[arg(long)]
    pub explain: bool,

    /// 把备注也写进 markdown、html / put the notes on the page, too (markdown, html)
    #[arg(long)]
    pub notes: bool,
}

/// Forms of an assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AssessFormat {
    /// 给人看的文字 / lines for a person
    Text,
    /// 供程序读 / for programs
    Json,
    /// 给来电者的页，可粘贴、修改 / the page for the caller, to paste or edit
    Markdown,
    /// 给来电者的页，可打印、发送 / the page for the caller, to print or send
    Html,
    /// 至多 500 字的短消息，不含企业所说的 / a message of at most 500 characters; nothing the enterprise told
    Short,
}

/// Arguments of `compare`.
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// 第一份档案 / the first profile
    pub profile: String,

    /// 第二份档案；不写则同一份，按两个年度或另一种读法对照 / the second; the same one if not given
    pub second: Option<String>,

    /// 输出格式 / form of the output
    #[arg(long, value_enum, default_value_t = CompareFormat::Text)]
    pub format: CompareFormat,

    /// 两个评估年度 / two assessment years
    #[arg(long, num_args = 2, value_names = ["Y1", "Y2"], conflicts_with_all = ["year", "year2"])]
    pub years: Vec<i32>,

    /// 第一份的评估年度 / assessment year of the first
    #[arg(long, value_name = "Y1")]
    pub year: Option<i32>,

    /// 第二份的评估年度 / assessment year of the second
    #[arg(long, value_name = "Y2")]
    pub year2: Option<i32>,
}

/// Forms of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CompareFormat {
    /// 给人看的文字 / lines for a person
    Text,
    /// 供程序读 / for programs
    Json,
    /// 供粘贴 / to paste
    Markdown,
}

/// Arguments of `export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// 档案：路径、- 或已保存的名称 / a path, - for standard input, or a saved name
    pub profile: String,

    /// 写到此文件 / the file to write
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,

    /// 改用此评估年度 / another assessment year
    #[arg(long, value_name = "Y")]
    pub year: Option<i32>,

    /// 连同备注和信用代码 / with the notes and the credit code
    #[arg(long)]
    pub notes: bool,
}

/// Arguments of `verify`.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// export 写的文件 / a file that export wrote
    pub file: PathBuf,
}

/// Arguments of `whatif`.
#[derive(Debug, Args)]
pub struct WhatifArgs {
    /// 档案：路径、- 或已保存的名称 / a path, - for standard input, or a saved name
    pub profile: String,

    /// 金额、百分比或个数的事实编号 / id of an amount, percentage or count
    pub fact: String,

    /// 从多少，写法同档案 / from, written as in a profile
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true)]
    pub from: Option<String>,

    /// 到多少 / to
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true)]
    pub to: Option<String>,

    /// 改用此评估年度 / another assessment year
    #[arg(long, value_name = "Y")]
    pub year: Option<i32>,
}

/// Arguments of `screen`.
#[derive(Debug, Args)]
pub struct ScreenArgs {
    /// 文件，或 - 表示标准输入 / a file, or - for standard input
    pub input: PathBuf,

    /// 输入格式，默认看扩展名 / form of the input; by the file's name if not given
    #[arg(long, value_enum)]
    pub from: Option<InputFormat>,

    /// 工作表，默认第一张表头里有事实的 / the sheet; the first with facts in its header if not given
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,

    /// 输出格式：默认 ndjson；-o 以 .xlsx、.csv 结尾则如名；汇总为 text、json、html / form of the
    /// output: ndjson, or xlsx or csv by the name after -o; text, json, html for the summary
    #[arg(long, value_enum)]
    pub format: Option<ScreenFormat>,

    /// 只输出汇总 / the sums instead of the lines
    #[arg(long)]
    pub summary: bool,

    /// 没有年度的行用此年度 / the year of lines that name none
    #[arg(long, value_name = "Y")]
    pub year: Option<i32>,

    /// 输出文件，默认标准输出 / output file, standard output if not given
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// 只输出合计 / totals without the benefits
    #[arg(long)]
    pub totals_only: bool,

    /// NDJSON：另输出门槛、冲突和缺项 / NDJSON: add gate, conflicts and missing parts
    #[arg(long)]
    pub missing: bool,

    /// 线程数，默认全部核心 / how many threads, all cores if not given
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,

    /// 略过不认识的列 / ignore unknown columns
    #[arg(long)]
    pub ignore_unknown: bool,

    /// CSV：不认识的列抄到结果（.xlsx 默认如此） / CSV: copy unknown columns to the result (.xlsx: always)
    #[arg(long)]
    pub carry: bool,

    /// 输出 Excel 能直接打开的 CSV：单写它，输出就是 CSV / CSV that Excel opens rightly; given
    /// alone it makes the output CSV
    #[arg(long)]
    pub excel: bool,
}

/// Forms of many enterprises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ScreenFormat {
    /// 每行一个 JSON 对象 / one JSON object a line
    Ndjson,
    /// 逗号分隔的表 / comma-separated values
    Csv,
    /// Excel 工作簿 / an Excel workbook
    Xlsx,
    /// 汇总，给人看的文字 / the summary as lines for a person
    Text,
    /// 汇总，供程序读 / the summary for programs
    Json,
    /// 汇总，带图的页 / the summary as a page with charts
    Html,
}

/// Forms of many enterprises to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// 每行一个 JSON 对象 / one JSON object a line
    Ndjson,
    /// 逗号分隔的表 / comma-separated values
    Csv,
    /// Excel 工作簿 / an Excel workbook
    Xlsx,
}

/// Arguments of `policy`.
#[derive(Debug, Args)]
pub struct PolicyArgs {
    /// What to do with the pack.
    #[command(subcommand)]
    pub command: PolicyCommand,
}

/// What can be done with a pack.
#[derive(Debug, Subcommand)]
pub enum PolicyCommand {
    /// 检查政策包：引文、覆盖、算例 / check a pack: quotes, coverage, examples
    Check {
        /// 政策包目录，默认内置 / folder of the pack; the embedded one if not given
        dir: Option<PathBuf>,

        /// 供程序读的 JSON / JSON for programs
        #[arg(long)]
        json: bool,
    },
    /// 看一条、一个事项或一个事实：原文、规则、算例 / an article, benefit or fact: text, rules, examples
    Show {
        /// 条号、事项或事实的编号；不写则列出目录 / number or id; a table of contents if not given
        id: Option<String>,
    },
    /// 新建一个通得过检查的小政策包 / make a small pack that checks
    New {
        /// 新目录 / the folder to make
        dir: PathBuf,
    },
    /// 每次保存后重新检查 / check again after each save
    Watch {
        /// 政策包目录 / folder of the pack
        dir: PathBuf,
    },
    /// 两个政策包有何不同，各家企业得失多少 / what differs, who gains and who loses
    Diff {
        /// 旧的：目录或 embedded / the old one: a folder, or embedded
        old: PathBuf,
        /// 新的：目录或 embedded / the new one: a folder, or embedded
        new: PathBuf,
        /// 档案目录，默认已保存的档案 / folder of profiles; the saved ones if not given
        #[arg(long, value_name = "DIR")]
        profiles: Option<PathBuf>,
        /// 输出格式 / form of the output
        #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
        format: DiffFormat,
    },
    /// 政策包和档案的 JSON Schema（供编辑器） / JSON schemas of packs and profiles, for editors
    Schema {
        /// policy、facts、article、glossary 或 profile / one of them
        which: String,
    },
}

/// Forms of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// 给人看的文字 / lines for a person
    Text,
    /// 供程序读 / for programs
    Json,
    /// 网页 / a page
    Html,
}
