//! Arguments of `screen`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

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
