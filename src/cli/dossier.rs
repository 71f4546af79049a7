//! `fengce export` and `fengce verify`.

use std::path::PathBuf;

use clap::Args;

use super::exit::{Exit, Failure, print};
use super::input;
use super::settings::Settings;
use super::target::refuse_input;
use super::whole;
use crate::assess::{Evaluator, Program};
use crate::cli::globals::Globals;
use crate::policy::load;
use crate::policy::source::PackFiles;
use crate::profile::source_from_path;
use crate::quantity::calendar::today_text;
use crate::report::dossier::{Dossier, Material};
use crate::text;
use crate::text::{printable, printable_lines};

/// Arguments of `export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// 档案：路径、- 或已保存的名称 / profile: a path, - for standard input, or a saved name
    pub profile: String,

    /// 写到此文件 / file to write
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,

    /// 改用此评估年度 / assess another year
    #[arg(long, value_name = "Y")]
    pub year: Option<i32>,

    /// 连同备注和信用代码 / include notes and credit codes
    #[arg(long)]
    pub notes: bool,
}

/// Arguments of `verify`.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// export 写的文件 / a file written by export
    pub file: PathBuf,
}

fn pack(globals: &Globals) -> Result<PackFiles, Failure> {
    Ok(match globals.policy.as_deref() {
        Some(dir) => PackFiles::from_dir(dir)?,
        None => PackFiles::embedded(),
    })
}

/// Writes a result with all that it was worked out from.
pub fn export(args: &ExportArgs, globals: &Globals, settings: &Settings) -> Result<Exit, Failure> {
    let files = pack(globals)?;
    let policy = load(&files)?;
    let readings = settings.readings(&policy, &globals.reading)?;
    let profile = input::file(&args.profile, settings.data_dir.as_deref())?;
    refuse_input(Some(&args.output), Some(&profile), globals, settings)?;
    let (loaded, answers, year) =
        input::answers(&policy, &args.profile, args.year, globals, settings)?;
    let program = Program::compile(&policy, &readings);
    let mut evaluator = Evaluator::new(&program);
    evaluator.run(&answers, year);
    let dossier = Dossier::new(Material {
        policy: &policy,
        sha256: &files.digest(),
        profile: &loaded.profile,
        answers: &answers,
        evaluator: &evaluator,
        made: &today_text(),
        notes: args.notes,
    });
    let json = dossier.to_json()?;
    let shown = args.output.display().to_string();
    whole::write(&args.output, json.as_bytes(), settings.lang)?;
    let shown = printable(&shown).into_owned();
    let said = text!("已写入 {shown}\n", "written to {shown}\n");
    print(said.get(settings.lang))?;
    Ok(Exit::Success)
}

/// Works a dossier out again and says whether it still holds.
pub fn verify(args: &VerifyArgs, globals: &Globals, settings: &Settings) -> Result<Exit, Failure> {
    let lang = settings.lang;
    let files = pack(globals)?;
    let policy = load(&files)?;
    let source = source_from_path(&args.file)?;
    let verdict = Dossier::read(&source)?.verify(&source, &policy, &files.digest())?;
    let made = &verdict.made;
    let holds = verdict.holds();
    let head = if holds {
        text!("成立：{made} 的结果重算后相同", "holds: the result of {made} comes out the same")
    } else {
        text!(
            "不成立：{made} 的结果与重算不符",
            "does not hold: the result of {made} comes out otherwise"
        )
    };
    let mut lines = vec![head.get(lang).to_owned()];
    let all = verdict.changes.iter().chain(&verdict.remarks);
    lines.extend(all.map(|text| format!("  - {}", text.get(lang))));
    print(&printable_lines(&format!("{}\n", lines.join("\n"))))?;
    Ok(if holds { Exit::Success } else { Exit::DoesNotHold })
}
