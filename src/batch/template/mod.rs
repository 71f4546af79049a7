//! The sheet to fill in: one row an enterprise, one column a fact.

use std::io::{self, Write};

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, Format, FormatAlign,
    FormatBorder, Formula, Note, Workbook, Worksheet, XlsxError,
};

mod example;
mod wording;

use example::Example;

use super::columns::{header_name, header_unit, letters};
use super::workbook::sheet_name;
use crate::policy::{Choice, Fact, FactId, FactKind, Policy};
use crate::profile::Enterprise;
use crate::profile::parse::YEARS;
use crate::text;
use crate::text::Lang;

/// The last row with drop-downs, which is the last one that a sheet has.
const LAST: u32 = 1_048_575;
/// Row of the header; above it the sections.
const HEADER: u32 = 1;
/// Background of every second section.
const TINT: u32 = 0x00E8_EEF7;
const PLAIN: u32 = 0x00F3_F3F3;

/// The one enterprise that a sheet is for, and what is asked of it.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// What it is called.
    pub name: &'a str,
    /// The credit and industry codes, where they are known.
    pub enterprise: &'a Enterprise,
    /// The questions.
    pub facts: &'a [FactId],
}

/// Writes the sheet: for any number of enterprises, or for the one that something is asked of.
///
/// # Errors
/// When it cannot be written.
pub fn template(
    policy: &Policy,
    lang: Lang,
    year: i32,
    asked: Option<Asked<'_>>,
    to: &mut (dyn Write + Send),
) -> io::Result<()> {
    let mut book = Workbook::new();
    build(&mut book, policy, lang, year, asked).and_then(|()| book.save_to_writer(to)).map_err(
        |error| match error {
            XlsxError::IoError(error) => error,
            other => io::Error::other(other),
        },
    )
}

fn build(
    book: &mut Workbook,
    policy: &Policy,
    lang: Lang,
    year: i32,
    asked: Option<Asked<'_>>,
) -> Result<(), XlsxError> {
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
    // The title of a section runs on over its columns.
    let title = |color: u32| Format::new().set_bold().set_background_color(Color::RGB(color));
    let example = Format::new().set_italic().set_font_color(Color::RGB(0x0080_8080));
    for (at, column) in (0u16..).zip(wording::identity()) {
        sheet.write_string_with_format(HEADER, at, column.name.get(lang), &head(PLAIN))?;
        sheet.set_column_width(at, column.width)?;
        note(sheet, at, column.said.get(lang))?;
        match (asked, column.example) {
            (None, None) => sheet.write_number_with_format(HEADER + 1, at, year, &example)?,
            (Some(_), None) => sheet.write_number(HEADER + 1, at, year)?,
            (None, Some(text)) => {
                sheet.write_string_with_format(HEADER + 1, at, text.get(lang), &example)?
            }
            (Some(asked), Some(_)) => {
                let code = match at {
                    0 => asked.name,
                    1 => asked.enterprise.credit_code.as_deref().unwrap_or_default(),
                    _ => asked.enterprise.industry_code.as_deref().unwrap_or_default(),
                };
                sheet.write_string(HEADER + 1, at, code)?
            }
        };
    }
    whole(sheet, 2, *YEARS.start(), *YEARS.end(), lang)?;
    let mut at = 4u16;
    let wanted = |id: &&FactId| asked.is_none_or(|asked| asked.facts.contains(id));
    let sections = policy.sections.iter();
    let sections = sections.filter(|section| section.facts.iter().any(|id| wanted(&id)));
    for (number, section) in sections.enumerate() {
        let color = if number % 2 == 0 { TINT } else { PLAIN };
        sheet.write_string_with_format(0, at, section.title.get(lang), &title(color))?;
        for (number, id) in section.facts.iter().filter(wanted).enumerate() {
            if number > 0 {
                sheet.write_blank(0, at, &title(color))?;
            }
            column(sheet, policy, *id, at, lang, year, &mut lists, &options)?;
            let fact = policy.fact(*id);
            let name = format!("{}{}", header_name(fact, lang), header_unit(&fact.kind, lang));
            sheet.write_string_with_format(HEADER, at, name, &head(color))?;
            match example::of(policy, *id, year, lang).filter(|_| asked.is_none()) {
                None => {}
                Some(Example::Text(text)) => {
                    sheet.write_string_with_format(HEADER + 1, at, text, &example)?;
                }
                Some(Example::Number(number, form)) => {
                    let format = example.clone().set_num_format(form);
                    sheet.write_number_with_format(HEADER + 1, at, number, &format)?;
                }
            }
            at += 1;
        }
    }
    let rest = text!("企业（每行一家）", "Enterprise, one a row");
    sheet.write_string_with_format(0, 0, rest.get(lang), &title(PLAIN))?;
    sheet.set_row_height(HEADER, 48)?;
    // The code and the name stay in sight, and on every page.
    sheet.set_freeze_panes(HEADER + 1, 2)?;
    sheet.set_repeat_rows(0, HEADER)?.set_repeat_columns(0, 1)?;
    sheet.set_landscape().set_paper_size(9);
    for fact in policy.facts.iter().filter(|fact| !fact.kind.fields().is_empty()) {
        let sheet = book.add_worksheet();
        sheet.set_name(sheet_name(fact, lang))?;
        items(sheet, fact, lang, year, (&head(PLAIN), &example))?;
    }
    let sheet = book.add_worksheet();
    sheet.set_name(&options)?;
    option_lists(sheet, &lists, &head(PLAIN))?;
    let sheet = book.add_worksheet();
    sheet.set_name(text!("填写说明", "How to fill in").get(lang))?;
    sheet.set_column_width(0, 110)?;
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let said = match asked {
        None => wording::instructions(policy),
        Some(_) => wording::instructions_for_one(policy),
    };
    for (row, said) in (0u32..).zip(said) {
        sheet.write_string_with_format(row, 0, said.get(lang), &wrap)?;
    }
    Ok(())
}

/// The sheet of a list: one item a row, with the enterprise whose it is.
fn items(
    sheet: &mut Worksheet,
    fact: &Fact,
    lang: Lang,
    year: i32,
    (head, example): (&Format, &Format),
) -> Result<(), XlsxError> {
    let identity = wording::identity();
    let own = identity.iter().filter(|column| column.example.is_some()).take(2);
    let mut at = 0u16;
    for column in own {
        sheet.write_string_with_format(0, at, column.name.get(lang), head)?;
        let text = column.example.as_ref().map_or("", |text| text.get(lang));
        sheet.write_string_with_format(1, at, text, example)?;
        sheet.set_column_width(at, column.width)?;
        at += 1;
    }
    for field in fact.kind.fields() {
        let name = format!("{}{}", field.label.get(lang), header_unit(&field.kind, lang));
        sheet.write_string_with_format(0, at, name, head)?;
        sheet.set_column_width(at, 16)?;
        let label = |choices: &[Choice]| {
            choices.iter().map(|choice| choice.label.get(lang).to_owned()).collect::<Vec<_>>()
        };
        let said = match &field.kind {
            FactKind::Bool => wording::yes_no(lang)[0].to_owned(),
            FactKind::Choice(choices) => {
                let labels = label(choices);
                // A list in the rule itself holds 255 characters.
                if labels.iter().map(|label| label.chars().count() + 1).sum::<usize>() < 255 {
                    let list = DataValidation::new().allow_list_strings(&labels)?;
                    sheet.add_data_validation(1, at, LAST, at, &list.ignore_blank(true))?;
                }
                labels.first().cloned().unwrap_or_default()
            }
            FactKind::Day => {
                sheet.set_column_format(at, &Format::new().set_num_format("yyyy-mm-dd"))?;
                format!("{year}-03-15")
            }
            FactKind::Year => year.to_string(),
            FactKind::Money { .. } => "300".to_owned(),
            FactKind::Percent => "5.2".to_owned(),
            FactKind::Count => "1".to_owned(),
            FactKind::Set(_) | FactKind::MoneyList | FactKind::Items(_) => String::new(),
        };
        sheet.write_string_with_format(1, at, said, example)?;
        at += 1;
    }
    sheet.set_freeze_panes(1, 1)?;
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
    let name = header_name(fact, lang);
    let mut said = vec![fact.question.dated(year).get(lang).to_owned()];
    said.push(fact.help.dated(year).get(lang).to_owned());
    let mut list_of = |labels: Vec<String>| {
        let letter = letters(lists.len());
        let last = labels.len() + 1;
        lists.push((name.clone(), labels));
        Formula::new(format!("='{options}'!${letter}$2:${letter}${last}"))
    };
    let label = |choice: &Choice| choice.label.get(lang).to_owned();
    match &fact.kind {
        FactKind::Bool => {
            let list = DataValidation::new().allow_list_strings(&wording::yes_no(lang))?;
            validate(sheet, at, list, wording::choose_yes_no().get(lang))?;
        }
        FactKind::Choice(choices) => {
            let list = list_of(choices.iter().map(label).collect());
            let list = DataValidation::new().allow_list_formula(list);
            validate(sheet, at, list, text!("请从列表中选一项", "choose from the list").get(lang))?;
        }
        FactKind::Set(choices) => {
            let none = wording::none(lang).to_owned();
            let list = list_of(std::iter::once(none).chain(choices.iter().map(label)).collect());
            // Several may stand in one cell, which a list cannot hold: it only offers.
            let list = DataValidation::new()
                .allow_list_formula(list)
                .show_error_message(false)
                .ignore_blank(true);
            sheet.add_data_validation(HEADER + 1, at, LAST, at, &list)?;
        }
        FactKind::Count => whole(sheet, at, 0, 1_000_000_000, lang)?,
        FactKind::Year => whole(sheet, at, *YEARS.start(), *YEARS.end(), lang)?,
        FactKind::Day => {
            let day = Format::new().set_num_format("yyyy-mm-dd");
            sheet.set_column_format(at, &day)?;
        }
        FactKind::Money { .. } | FactKind::MoneyList | FactKind::Items(_) | FactKind::Percent => {}
    }
    said.extend(wording::how_to(fact, options).map(|text| text.get(lang).to_owned()));
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
    sheet.add_data_validation(HEADER + 1, at, LAST, at, &rule)?;
    Ok(())
}

fn note(sheet: &mut Worksheet, at: u16, said: &str) -> Result<(), XlsxError> {
    let lines = said.lines().map(|line| 1 + crate::text::columns(line) / 44).sum::<usize>();
    let height = u32::try_from(lines * 18 + 16).unwrap_or(200);
    let note = Note::new(said).set_width(340).set_height(height).add_author_prefix(false);
    sheet.insert_note(HEADER, at, &note)?;
    Ok(())
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
