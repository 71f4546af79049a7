//! `fengce policy`: a command a file.

mod check;
mod diff;
mod new;
mod show;
mod watch;

use std::path::Path;
use std::path::PathBuf;

use clap::{Args, Subcommand};

use self::check::Deny;
use self::diff::DiffFormat;
use super::exit::{Exit, Failure};
use crate::cli::globals::Globals;
use crate::cli::settings::Settings;
use crate::policy::load;
use crate::policy::source::PackFiles;

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
        /// 政策包目录，默认内置 / folder of the pack; the built-in one by default
        dir: Option<PathBuf>,

        /// 供程序读的 JSON / print JSON for programs
        #[arg(long)]
        json: bool,

        /// 有警告也算不通过（退出码 1） / fail on warnings as well (exit code 1)
        #[arg(long, value_enum)]
        deny: Option<Deny>,
    },
    /// 检查代码是什么意思；不写则全部列出 / explain a code that check reports; without one, list them all
    Explain {
        /// 代码，例如 lint/figure-differs / the code, for example lint/figure-differs
        code: Option<String>,
    },
    /// 看一条、一个事项或一个事实：原文、规则、算例 / show an article, benefit or fact: text, rules, examples
    Show {
        /// 条号、事项或事实的编号，all 是全文；不写则列出目录 / number of an article, id of a benefit or fact, or all; without one, a table of contents
        id: Option<String>,
    },
    /// 新建一个通得过检查的小政策包，或照措施原文起草 / make a small pack that checks, or draft one from a text
    New {
        /// 新目录 / folder to create
        dir: PathBuf,

        /// 措施原文（UTF-8 文本），按条起草 / the text of a measure (UTF-8), to draft from
        #[arg(long, value_name = "FILE")]
        text: Option<PathBuf>,
    },
    /// 每次保存后重新检查 / check again after every save
    Watch {
        /// 政策包目录 / folder of the pack
        dir: PathBuf,
    },
    /// 两个政策包有何不同，各家企业得失多少 / compare two packs: what differs, who gains, who loses
    Diff {
        /// 旧的：目录或 embedded / the old pack: a folder, or embedded
        old: PathBuf,
        /// 新的：目录或 embedded / the new pack: a folder, or embedded
        new: PathBuf,
        /// 企业：.csv、.xlsx、.ndjson 或档案目录，默认已保存的档案 / enterprises: a .csv, .xlsx or .ndjson file, or a folder of profiles; the saved profiles by default
        #[arg(long, alias = "profiles", value_name = "FILE|DIR")]
        enterprises: Option<PathBuf>,
        /// 输出格式 / output format
        #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
        format: DiffFormat,
    },
    /// 政策包和档案的 JSON Schema（供编辑器） / print JSON schemas of packs and profiles, for editors
    Schema {
        /// policy、facts、article、glossary 或 profile / one of policy, facts, article, glossary, profile
        which: String,
    },
}

/// Runs a command on a pack.
pub fn run(args: &PolicyArgs, globals: &Globals, settings: &Settings) -> Result<Exit, Failure> {
    let named =
        |dir: &Option<std::path::PathBuf>| files(dir.as_deref().or(globals.policy.as_deref()));
    match &args.command {
        PolicyCommand::Check { dir, json, deny } => {
            check::run(named(dir), *json, *deny, settings.lang)
        }
        PolicyCommand::Explain { code } => check::explain(code.as_deref(), settings.lang),
        PolicyCommand::Show { id } => {
            let policy = match (&globals.policy, &settings.edition) {
                // The program itself reads the pack in the binary without its examples.
                (None, None) => load(&PackFiles::embedded())?,
                (dir, _) => super::input::policy(dir.as_deref(), settings)?,
            };
            show::run(&policy, id.as_deref(), settings.lang)
        }
        PolicyCommand::New { dir, text } => new::run(dir, text.as_deref(), settings.lang),
        PolicyCommand::Watch { dir } => watch::run(dir, settings.lang),
        PolicyCommand::Diff { old, new, enterprises, format } => {
            diff::run(old, new, enterprises.as_deref(), *format, globals, settings)
        }
        PolicyCommand::Schema { which } => {
            let policy = super::input::policy(globals.policy.as_deref(), settings)?;
            super::exit::print(&crate::policy::schema::text(&policy, which)?)?;
            Ok(Exit::Success)
        }
    }
}

/// The pack in a folder, or the embedded one.
fn files(dir: Option<&Path>) -> Result<PackFiles, crate::diagnostic::Diagnostics> {
    match dir {
        Some(dir) => PackFiles::from_dir(dir),
        None => Ok(PackFiles::embedded()),
    }
}
