//! Arguments of `screen`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::batch::ColumnUnit;

/// Arguments of `screen`.
#[derive(Debug, Args)]
pub struct ScreenArgs {
    /// 文件，或 - 表示标准输入 / a file, or - for standard input
    pub input: PathBuf,

    /// 输入格式，默认看扩展名 / input format; by the file extension if not given
    #[arg(long, value_enum)]
    pub from: Option<InputFormat>,

    /// 工作表：名称，或 all 表示表头相同的全部；默认第一张表头里有事实的 / sheet to read: its name, or all for every sheet with the same header; by default the first whose header names facts
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,

    /// 输出格式：默认 ndjson；-o 以 .xlsx、.csv 结尾则如名；汇总为 text、json、html / output format: ndjson, or xlsx or csv by the name given with -o; text, json or html for the summary
    #[arg(long, value_enum)]
    pub format: Option<ScreenFormat>,

    /// 只输出汇总 / print a summary instead of one line per enterprise
    #[arg(long)]
    pub summary: bool,

    /// 列名不一样的表：按此文件读（列→事实、单位、词→选项） / a sheet with other names: what its columns
    /// are, their units, and what its words mean
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,

    /// 写一份 --map 用的文件：为每一列提出最相近的事实，核对后再用；不评估 / write a file for --map that
    /// proposes the nearest fact for each column, to be checked; nothing is assessed
    #[arg(long, value_name = "FILE", conflicts_with_all = ["map", "summary", "format", "output"])]
    pub write_map: Option<PathBuf>,

    /// 一列没有单位的数字以什么计，可多次：--unit 工业产值=万元（元、千元、万元、百万元、亿元；% 或 小数） / unit of the bare numbers in a column, such as --unit 工业产值=万元; repeatable (元, 千元, 万元, 百万元, 亿元; % or 小数)
    #[arg(long, value_name = "COLUMN=UNIT", value_parser = unit)]
    pub unit: Vec<(String, ColumnUnit)>,

    /// 有读不出的单元格的行：error 算写错（默认），unknown 当作不知道并在结果里列出 / rows with cells that cannot be read
    #[arg(long, value_enum, default_value_t, hide_default_value = true)]
    pub unreadable: UnreadableCells,

    /// 同一企业同一年度重复时算哪一行：keep 都算（默认）、first、last，或 error 拒绝 / rows that repeat an enterprise and year
    #[arg(long, value_enum, default_value_t, hide_default_value = true)]
    pub duplicates: DuplicateRows,
    /// 汇总和结果工作簿：另按此列分组（镇街、园区、行业……） / also group the summary and the workbook by this column (town, park, industry)
    #[arg(long, value_name = "COLUMN")]
    pub by: Option<String>,

    /// 没有年度的行用此年度 / assessment year of rows that name none
    #[arg(long, value_name = "Y")]
    pub year: Option<i32>,

    /// 输出文件，默认标准输出 / output file; standard output by default
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// 只输出合计 / print totals only, without the benefits
    #[arg(long)]
    pub totals_only: bool,

    /// NDJSON：另输出门槛、冲突和缺项 / add the gate, conflicts and missing conditions (NDJSON)
    #[arg(long)]
    pub missing: bool,

    /// 线程数，默认全部核心 / number of threads; all cores by default
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,

    /// 替换别的程序写的或别种格式的文件 / replace the output file even if another program wrote it or it has another format
    #[arg(long)]
    pub force: bool,

    /// 略过不认识的列 / ignore unknown columns
    #[arg(long)]
    pub ignore_unknown: bool,

    /// CSV：不认识的列抄到结果（.xlsx 默认如此） / copy unknown columns to the result (CSV; .xlsx always does)
    #[arg(long)]
    pub carry: bool,

    /// 输出 Excel 能直接打开的 CSV：单写它，输出就是 CSV / CSV that Excel opens correctly; on its own it also selects CSV
    #[arg(long)]
    pub excel: bool,
}

/// Reads `COLUMN=UNIT`; a column may hold the sign itself.
pub fn unit(argument: &str) -> Result<(String, ColumnUnit), String> {
    let (column, unit) = argument
        .rsplit_once(['=', '＝'])
        .ok_or("应写成 列=单位，如 工业产值=万元 / write COLUMN=UNIT, such as 工业产值=万元")?;
    let unit = ColumnUnit::named(unit).ok_or(
        "单位应为 元、千元、万元、百万元、千万元、亿元、% 或 小数 / the unit is 元, 千元, 万元, 百万元, 千万元, 亿元, % or 小数",
    )?;
    Ok((column.trim().to_owned(), unit))
}

/// What becomes of rows with cells that cannot be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum UnreadableCells {
    /// 这一行算写错 / the row counts as wrong
    #[default]
    Error,
    /// 当作不知道，照样评估 / treat these cells as unknown and assess the row
    Unknown,
}

/// Which row of an enterprise counts that comes again in the same year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum DuplicateRows {
    /// 都算 / count all of them
    #[default]
    Keep,
    /// 第一行 / the first row
    First,
    /// 最后一行 / the last row
    Last,
    /// 拒绝 / refuse the input
    Error,
}

/// Forms of many enterprises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ScreenFormat {
    /// 每行一个 JSON 对象 / one JSON object per line
    Ndjson,
    /// 逗号分隔的表 / comma-separated values
    Csv,
    /// 每家企业每个事项一行的 CSV / CSV with one row per enterprise and benefit
    Long,
    /// Excel 工作簿 / Excel workbook
    Xlsx,
    /// 汇总，给人看的文字 / summary to read
    Text,
    /// 汇总，供程序读 / summary for programs
    Json,
    /// 汇总，带图的页 / summary as a page with charts
    Html,
}

/// Forms of many enterprises to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// 每行一个 JSON 对象 / one JSON object per line
    Ndjson,
    /// 逗号分隔的表 / comma-separated values
    Csv,
    /// Excel 工作簿 / Excel workbook
    Xlsx,
}
