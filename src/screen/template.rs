//! The sheet to fill in: one row an enterprise, one column a fact.

use std::io::{self, Write};

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, Format, FormatAlign,
    FormatBorder, Formula, Note, Workbook, Worksheet, XlsxError,
};

use super::columns::letters;
use super::xlsx_out::to_io;
use crate::policy::{Fact, FactId, FactKind, Policy};
use crate::profile::parse::YEARS;
use crate::text;
use crate::text::{Lang, Text};

/// Rows with drop-downs.
const ROWS: u32 = 5_000;
/// Row of the header; above it the sections.
const HEADER: u32 = 1;
/// Background of every second section.
const TINT: u32 = 0x00E8_EEF7;
const PLAIN: u32 = 0x00F3_F3F3;

/// The name under which a fact stands in the header, without unit.
fn header_name(fact: &Fact) -> String {
    let label = fact.label.zh.as_str();
    if let Some(rest) = label.strip_prefix("{Y} 年") {
        return match rest.strip_prefix('的') {
            Some(rest) => rest.to_owned(),
            None if rest.starts_with('之') => format!("本年{rest}"),
            None => rest.to_owned(),
        };
    }
    match label.strip_prefix("{Y-1} 年") {
        Some(rest) => format!("上年{rest}"),
        // A year elsewhere in the name is not understood in a header: the id is.
        None if label.contains("{Y") => fact.id.clone(),
        None => label.to_owned(),
    }
}

/// The unit that the header names.
fn unit(kind: &FactKind) -> &'static str {
    match kind {
        FactKind::Money { .. } | FactKind::MoneyList => "（万元）",
        FactKind::Percent => "（%）",
        _ => "",
    }
}

/// Writes the sheet.
///
/// # Errors
/// When it cannot be written.
pub fn template(policy: &Policy, lang: Lang, year: i32, to: impl Write + Send) -> io::Result<()> {
    let mut book = Workbook::new();
    build(&mut book, policy, lang, year).map_err(to_io)?;
    book.save_to_writer(to).map_err(to_io)
}

fn build(book: &mut Workbook, policy: &Policy, lang: Lang, year: i32) -> Result<(), XlsxError> {
    let options = text!("选项", "Options").get(lang).to_owned();
    let mut lists = Vec::new();
    let sheet = book.add_worksheet();
    sheet.set_name(text!("企业库", "Enterprises").get(lang))?;
    let head = |color: u32| {
        Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_border(FormatBorder::Thin)
            .set_background_color(Color::RGB(color))
    };
    let example = Format::new().set_italic().set_font_color(Color::RGB(0x0080_8080));
    let identity = [
        ("企业名称", "【示例】某某机器人有限公司", 30.0),
        ("统一社会信用代码", "91110106MA01ABCDX0", 22.0),
        ("年度", "", 8.0),
        ("行业代码", "C3964", 10.0),
    ];
    let said = [
        text!(
            "每行一家企业。灰色斜体的示例行评估时自动略过，可以留着。不知道的格子空着：空着就是不知道。",
            "One enterprise a row. The grey example row is passed over; it may stay. Leave empty what is not known."
        ),
        text!("可不填；填了就用作编号。", "Optional; serves as the id if given."),
        text!(
            "评估年度。下面写“上年”的是它的前一年。",
            "The assessment year; 上年 is the year before."
        ),
        text!(
            "可不填；国民经济行业代码，用来查行业平均增速。",
            "Optional; the industry code, to look up industry averages."
        ),
    ];
    for (at, (name, value, width)) in (0u16..).zip(identity) {
        sheet.write_string_with_format(HEADER, at, name, &head(PLAIN))?;
        sheet.set_column_width(at, width)?;
        note(sheet, at, said[usize::from(at)].get(lang))?;
        match name {
            "年度" => sheet.write_number_with_format(HEADER + 1, at, year, &example)?,
            _ => sheet.write_string_with_format(HEADER + 1, at, value, &example)?,
        };
    }
    whole(sheet, 2, *YEARS.start(), *YEARS.end(), lang)?;
    let mut at = 4u16;
    for (number, section) in policy.sections.iter().enumerate() {
        let color = if number % 2 == 0 { TINT } else { PLAIN };
        sheet.write_string_with_format(0, at, section.title.get(lang), &head(color))?;
        for id in &section.facts {
            column(sheet, policy, *id, at, lang, year, &mut lists, &options)?;
            let name = format!("{}{}", header_name(policy.fact(*id)), unit(&policy.fact(*id).kind));
            sheet.write_string_with_format(HEADER, at, name, &head(color))?;
            if let Some(value) = example_value(policy.fact(*id), year) {
                sheet.write_string_with_format(HEADER + 1, at, value, &example)?;
            }
            at += 1;
        }
    }
    let rest = text!("企业（每行一家）", "Enterprise, one a row");
    sheet.write_string_with_format(0, 0, rest.get(lang), &head(PLAIN))?;
    sheet.set_row_height(HEADER, 48)?;
    sheet.set_freeze_panes(HEADER + 1, 1)?;
    let sheet = book.add_worksheet();
    sheet.set_name(&options)?;
    option_lists(sheet, &lists, &head(PLAIN))?;
    let sheet = book.add_worksheet();
    sheet.set_name(text!("填写说明", "How to fill in").get(lang))?;
    sheet.set_column_width(0, 110)?;
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (row, said) in (0u32..).zip(instructions(policy)) {
        sheet.write_string_with_format(row, 0, said.get(lang), &wrap)?;
    }
    Ok(())
}

/// A column of the list of options: its name and what can be chosen.
type List = (String, Vec<String>);

#[allow(clippy::too_many_arguments, reason = "one column has this much to it")]
fn column(
    sheet: &mut Worksheet,
    policy: &Policy,
    id: FactId,
    at: u16,
    lang: Lang,
    year: i32,
    lists: &mut Vec<List>,
    options: &str,
) -> Result<(), XlsxError> {
    let fact = policy.fact(id);
    let name = header_name(fact);
    let mut said = vec![fact.question.dated(year).get(lang).to_owned()];
    said.push(fact.help.dated(year).get(lang).to_owned());
    let mut list_of = |labels: Vec<String>| {
        let letter = letters(lists.len());
        let last = labels.len() + 1;
        lists.push((name.clone(), labels));
        Formula::new(format!("='{options}'!${letter}$2:${letter}${last}"))
    };
    match &fact.kind {
        FactKind::Bool => {
            let list = DataValidation::new().allow_list_strings(&["是", "否"])?;
            validate(
                sheet,
                at,
                list,
                text!("请选“是”或“否”，不知道就空着", "是 (yes) or 否 (no); empty if not known")
                    .get(lang),
            )?;
        }
        FactKind::Choice(choices) => {
            let list = list_of(choices.iter().map(|choice| choice.label.zh.clone()).collect());
            let list = DataValidation::new().allow_list_formula(list);
            validate(sheet, at, list, text!("请从列表中选一项", "choose from the list").get(lang))?;
        }
        FactKind::Set(choices) => {
            let labels = choices.iter().map(|choice| choice.label.zh.clone());
            let list = list_of(std::iter::once("无".to_owned()).chain(labels).collect());
            // Several may stand in one cell, which a list cannot hold: it only offers.
            let list = DataValidation::new()
                .allow_list_formula(list)
                .show_error_message(false)
                .ignore_blank(true);
            sheet.add_data_validation(HEADER + 1, at, ROWS, at, &list)?;
            said.push(text!(
                "可多选：列表里选一项；有几项的，把名称都写在这一格里，用分号“；”隔开。都没有写“无”。名称见“{options}”表。",
                "Several: choose one from the list, or write the names into this cell, separated by ；. 无 if none. The names are on the sheet {options}."
            ).get(lang).to_owned());
        }
        FactKind::Money { .. } => {
            said.push(
                text!(
                    "只写数字是万元；也可写“1.2亿元”“800元”。",
                    "A bare number is 万元 (10,000 yuan); 1.2亿元 and 800元 are understood, too."
                )
                .get(lang)
                .to_owned(),
            );
        }
        FactKind::MoneyList => {
            said.push(
                text!(
                    "有几笔的用分号“；”隔开，如 300；1200。没有写“无”。",
                    "Several amounts are separated by ；: 300；1200. 无 if none."
                )
                .get(lang)
                .to_owned(),
            );
        }
        FactKind::Percent => {
            said.push(
                text!(
                    "只写数字就是百分数：5.2 是 5.2%。",
                    "A bare number is a percentage: 5.2 is 5.2%."
                )
                .get(lang)
                .to_owned(),
            );
        }
        FactKind::Count => whole(sheet, at, 0, 1_000_000_000, lang)?,
        FactKind::Year => whole(sheet, at, *YEARS.start(), *YEARS.end(), lang)?,
    }
    if fact.derived.is_some() {
        said.push(
            text!(
                "由别的列算得出的，可以空着。",
                "Computed where the other columns allow; it may stay empty."
            )
            .get(lang)
            .to_owned(),
        );
    }
    said.push(fact.who_knows.get(lang).to_owned());
    note(sheet, at, &said.join("\n"))?;
    sheet.set_column_width(at, 16)?;
    Ok(())
}

fn whole(sheet: &mut Worksheet, at: u16, from: i32, to: i32, lang: Lang) -> Result<(), XlsxError> {
    let rule = DataValidation::new().allow_whole_number(DataValidationRule::Between(from, to));
    let said = text!("应为 {from} 至 {to} 的整数", "a whole number from {from} to {to}");
    validate(sheet, at, rule, said.get(lang))
}

fn validate(
    sheet: &mut Worksheet,
    at: u16,
    rule: DataValidation,
    said: &str,
) -> Result<(), XlsxError> {
    let rule = rule
        .ignore_blank(true)
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_error_title(said.chars().take(30).collect::<String>())?
        .set_error_message(said)?;
    sheet.add_data_validation(HEADER + 1, at, ROWS, at, &rule)?;
    Ok(())
}

fn note(sheet: &mut Worksheet, at: u16, said: &str) -> Result<(), XlsxError> {
    let lines = said.lines().map(|line| 1 + crate::text::columns(line) / 44).sum::<usize>();
    let height = u32::try_from(lines * 18 + 16).unwrap_or(200);
    let note = Note::new(said).set_width(340).set_height(height).add_author_prefix(false);
    sheet.insert_note(HEADER, at, &note)?;
    Ok(())
}

/// A value of the kind, to show how it is written.
fn example_value(fact: &Fact, year: i32) -> Option<String> {
    let label = |at: usize| fact.kind.options().get(at).map(|option| option.label.zh.clone());
    Some(match &fact.kind {
        _ if fact.derived.is_some() => return None,
        FactKind::Bool => "是".to_owned(),
        FactKind::Choice(_) => label(0)?,
        FactKind::Set(options) if options.len() > 4 && !fact.lists_benefits => {
            format!("{}；{}", label(0)?, label(1)?)
        }
        FactKind::Set(_) => "无".to_owned(),
        FactKind::Money { .. } => "1200".to_owned(),
        FactKind::MoneyList => "300；1200".to_owned(),
        FactKind::Percent => "5.2".to_owned(),
        FactKind::Count => "1".to_owned(),
        FactKind::Year => year.to_string(),
    })
}

fn option_lists(sheet: &mut Worksheet, lists: &[List], head: &Format) -> Result<(), XlsxError> {
    for (at, (name, labels)) in (0u16..).zip(lists) {
        sheet.write_string_with_format(0, at, name, head)?;
        sheet.set_column_width(at, 36)?;
        for (row, label) in (1u32..).zip(labels) {
            sheet.write_string(row, at, label)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn instructions(policy: &Policy) -> Vec<Text> {
    let mut said = vec![
        policy.title.clone(),
        text!(
            "在第一张表里每行填一家企业，第 2 行的列名不要改；不需要的列可以删掉，也可以加自己的列（联系人等），会抄到结果里。",
            "Fill in one enterprise a row on the first sheet. Keep the names in row 2; columns that are not needed may be deleted, and own columns added: they are copied to the result."
        ),
        text!(
            "空着就是不知道，不等于“否”或 0。确实没有的写“否”、0 或“无”。",
            "Empty means not known, which is neither no nor 0. Write 否, 0 or 无 where there is none."
        ),
        text!(
            "金额的列只写数字就是万元。也可以带单位：1.2亿元、800元。",
            "A bare number in a column of money is 万元 (10,000 yuan). With a unit: 1.2亿元, 800元."
        ),
        text!(
            "可多选的格子里用分号“；”隔开几项；都没有写“无”。选项的名称在“选项”表里。",
            "Separate several options in one cell by ；; 无 if none. Their names are on the sheet of options."
        ),
        text!(
            "每个列名上有批注：问的是什么、看什么材料、谁知道。",
            "The note on each column's name says what is asked, where to look, and who knows."
        ),
        text!(
            "填好后运行：fengce screen 模板.xlsx -o 结果.xlsx；汇总用 fengce screen 模板.xlsx --summary",
            "Then run: fengce screen TEMPLATE.xlsx -o RESULT.xlsx; for the sums: fengce screen TEMPLATE.xlsx --summary"
        ),
    ];
    said.extend(policy.notices.iter().cloned());
    said
}
