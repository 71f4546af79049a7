//! The arguments.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// 丰策：对照政策措施，看企业能申报什么、估算上限多少、还缺什么。不带命令时打开向导。
///
/// What a policy measure gives an enterprise, and what is still missing. Without a command
/// the wizard starts.
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
    /// 打开向导（默认） / open the wizard (the default)
    Wizard(WizardArgs),
    /// 评估一家企业 / assess one profile
    Assess(AssessArgs),
    /// 批量筛查：每行一家企业 / screen many enterprises, one a line
    Screen(ScreenArgs),
    /// 政策包 / the policy pack
    Policy(PolicyArgs),
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
    /// Lines for a person.
    Text,
    /// For programs.
    Json,
    /// The page for the caller, to paste or edit.
    Markdown,
    /// The page for the caller, to print or send.
    Html,
}

/// Arguments of `screen`.
#[derive(Debug, Args)]
pub struct ScreenArgs {
    /// 文件，或 - 表示标准输入 / a file, or - for standard input
    pub input: PathBuf,

    /// 输入格式，默认看扩展名 / form of the input; by the file's name if not given
    #[arg(long, value_enum)]
    pub from: Option<ScreenFormat>,

    /// 输出格式 / form of the output
    #[arg(long, value_enum, default_value_t = ScreenFormat::Ndjson)]
    pub format: ScreenFormat,

    /// 没有年度的行用此年度 / the year of lines that name none
    #[arg(long, value_name = "Y")]
    pub year: Option<i32>,

    /// 输出文件，默认标准输出 / output file, standard output if not given
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// 只输出合计 / totals without the benefits
    #[arg(long)]
    pub totals_only: bool,

    /// 另输出门槛、冲突和缺项 / add gate, conflicts and missing parts
    #[arg(long)]
    pub missing: bool,

    /// 线程数，默认全部核心 / how many threads, all cores if not given
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,

    /// 略过不认识的列 / ignore unknown columns
    #[arg(long)]
    pub ignore_unknown: bool,

    /// CSV：不认识的列抄到结果 / CSV: copy unknown columns to the result
    #[arg(long)]
    pub carry: bool,

    /// 输出 Excel 能直接打开的 CSV / CSV that Excel opens rightly
    #[arg(long)]
    pub excel: bool,
}

/// Forms of many enterprises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ScreenFormat {
    /// One JSON object a line.
    Ndjson,
    /// Comma-separated values.
    Csv,
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
    /// Lines for a person.
    Text,
    /// For programs.
    Json,
    /// A page.
    Html,
}
