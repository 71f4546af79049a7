//! `fengce template`.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::path::PathBuf;

use clap::Args;

use super::exit::{Exit, Failure, complain};
use super::input;
use super::interrupt::Interrupt;
use super::settings::Settings;
use super::target::{Target, refuse_input};
use crate::batch;
use crate::cli::globals::Globals;
use crate::quantity::calendar::today;
use crate::text;
use crate::text::printable;

/// Arguments of `template`.
#[derive(Debug, Args)]
pub struct TemplateArgs {
    /// 写到哪里，名称以 .xlsx 结尾 / file to write; its name ends in .xlsx
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,

    /// 示例行和批注中的评估年度，默认今年 / assessment year in the example row and the notes; this year by default
    #[arg(long, value_name = "Y")]
    pub year: Option<i32>,
}

/// A sheet that stands there may be filled in: days of work, which nothing brings back.
fn refuse_filled_in(output: &Path) -> Result<(), Failure> {
    match fs::metadata(output) {
        Ok(there) if there.is_file() && there.len() > 0 => {}
        Ok(_) => return Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Failure::Write(output.display().to_string(), error)),
    }
    let output = printable(&output.to_string_lossy()).into_owned();
    Err(Failure::Argument(text!(
        "已经有 {output}，可能填过了；请用 -o 给出另一个文件名，或先把它移走",
        "{output} is there already and may be filled in; name another file with -o, or move that one away"
    )))
}

/// Writes the sheet to fill in.
pub fn run(args: &TemplateArgs, globals: &Globals, settings: &Settings) -> Result<Exit, Failure> {
    let policy = input::policy(globals.policy.as_deref(), settings)?;
    let year = args.year.unwrap_or_else(|| today().0);
    super::screen::check_year(Some(year))?;
    refuse_input(Some(&args.output), None, globals, settings)?;
    // A device may have any name.
    let known = args.output.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
    if !known && args.output.metadata().map_or(true, |meta| meta.is_file()) {
        return Err(Failure::Argument(text!(
            "模板是 Excel 工作簿：-o 的文件名应以 .xlsx 结尾，例如 -o 模板.xlsx",
            "the template is an Excel workbook: the name after -o should end in .xlsx, as in -o template.xlsx"
        )));
    }
    refuse_filled_in(&args.output)?;
    let interrupt = Interrupt::listen().map_err(Failure::Signals)?;
    let name = args.output.display().to_string();
    let fault = |error| Failure::Write(name.clone(), error);
    let mut target = Target::open(&args.output, &interrupt).map_err(fault)?;
    batch::template(&policy, settings.lang, year, None, target.file()).map_err(fault)?;
    target.keep().map_err(fault)?;
    let shown = printable(&name);
    let said = text!(
        "已写 {shown}。填好后：fengce screen {shown} -o 结果.xlsx\n",
        "wrote {shown}. Once filled in: fengce screen {shown} -o RESULT.xlsx\n"
    );
    complain(said.get(settings.lang));
    Ok(Exit::Success)
}
