//! Profiles as rows of a sheet that can be screened and imported again.

use std::io::{self, Write};
use std::path::Path;

use super::book::{Book, Cell, Style};
use super::columns::{SAVED_AS, header_name, header_unit};
use super::output::Layout;
use super::words::push_wan;
use crate::policy::{Fact, FactKind, Policy};
use crate::profile::{Profile, Value, item_text};
use crate::text;
use crate::text::Lang;

/// Digits that a number of a sheet keeps.
const DIGITS: usize = 15;

/// Writes profiles, each with the name it is saved under, as the rows of one sheet; its header is
/// that of the template, without the facts that none of them answers.
///
/// # Errors
/// When it cannot be written, or the folder takes no temporary file.
pub fn profile_rows(
    policy: &Policy,
    lang: Lang,
    profiles: &[(String, Profile)],
    folder: &Path,
    to: &mut (dyn Write + Send),
) -> io::Result<()> {
    let answered = |id| profiles.iter().any(|(_, profile)| profile.answers.is_answered(id));
    let facts: Vec<_> = policy.facts().filter(|(id, _)| answered(*id)).collect();
    let [zh, en] = SAVED_AS;
    let own = [
        (text!("企业名称", "Enterprise name"), 30),
        (text!("统一社会信用代码", "Unified social credit code"), 22),
        (text!("年度", "Year"), 8),
        (text!("行业代码", "Industry code"), 10),
        (text!("{zh}", "{en}"), 24),
    ];
    let mut layout = Layout {
        name: text!("企业库", "Enterprises").get(lang).to_owned(),
        frozen: 1,
        ..Layout::default()
    };
    for (name, width) in own {
        layout.heads.push(name.get(lang).to_owned());
        layout.widths.push(width);
    }
    for (_, fact) in &facts {
        layout.heads.push(format!("{}{}", header_name(fact, lang), header_unit(&fact.kind, lang)));
        layout.widths.push(16);
    }
    let mut book = Book::new(folder.to_owned());
    let sheet = book.add(layout)?;
    for (saved_as, profile) in profiles {
        let enterprise = &profile.enterprise;
        let year = profile.year.to_string();
        let text = |text| Cell::Text(text, Style::Plain);
        // Without a name and a code the row would be nobody's.
        let name = match (enterprise.name.as_str(), &enterprise.credit_code) {
            ("", None) => saved_as.as_str(),
            (name, _) => name,
        };
        let own = [
            text(name),
            text(enterprise.credit_code.as_deref().unwrap_or_default()),
            Cell::Number(&year, Style::Number),
            text(enterprise.industry_code.as_deref().unwrap_or_default()),
            text(saved_as),
        ];
        let answers: Vec<Option<(String, bool)>> = facts
            .iter()
            .map(|(id, fact)| profile.answers.get(*id).map(|value| written(fact, &value, lang)))
            .collect();
        let answers = answers.iter().map(|answer| match answer {
            None => Cell::Empty,
            Some((number, true)) => Cell::Number(number, Style::Number),
            Some((said, false)) => text(said),
        });
        book.row(sheet, own.into_iter().chain(answers))?;
    }
    book.save(to)
}

/// An answer as a cell that is read as the same, and whether it is a number.
fn written(fact: &Fact, value: &Value, lang: Lang) -> (String, bool) {
    let semicolon = lang.clause();
    let none = || text!("无", "none").get(lang).to_owned();
    match value {
        Value::Bool(true) => (text!("是", "yes").get(lang).to_owned(), false),
        Value::Bool(false) => (text!("否", "no").get(lang).to_owned(), false),
        Value::Money(money) => {
            let mut wan = Vec::new();
            push_wan(&mut wan, money.fen().into());
            let wan = String::from_utf8_lossy(&wan).into_owned();
            match wan.bytes().filter(u8::is_ascii_digit).count() > DIGITS {
                true => (money.to_profile(), false),
                false => (wan, true),
            }
        }
        Value::MoneyList(list) if list.is_empty() => (none(), false),
        Value::Items(items) if items.is_empty() => (none(), false),
        Value::Items(items) => {
            let items: Vec<String> =
                items.iter().map(|item| item_text(fact.kind.fields(), item, lang)).collect();
            (items.join(" | "), false)
        }
        Value::MoneyList(list) => {
            let amounts: Vec<String> = list.iter().map(|money| money.to_profile()).collect();
            (amounts.join(semicolon), false)
        }
        Value::Percent(percent) => (percent.to_string(), false),
        Value::Count(count) => (count.to_string(), true),
        Value::Year(year) => (year.to_string(), true),
        Value::Day(day) => (day.to_string(), false),
        Value::Choice(_) | Value::Set(_) => {
            let labels: Vec<&str> = options(&fact.kind, value, lang).collect();
            match labels.is_empty() {
                true => (none(), false),
                false => (labels.join(semicolon), false),
            }
        }
    }
}

/// The names of the options of a value; an id where the name holds what separates several.
fn options<'f>(kind: &'f FactKind, value: &Value, lang: Lang) -> impl Iterator<Item = &'f str> {
    let bits = match value {
        Value::Choice(at) => 1 << at,
        Value::Set(bits) => *bits,
        Value::Bool(_)
        | Value::Money(_)
        | Value::MoneyList(_)
        | Value::Items(_)
        | Value::Percent(_)
        | Value::Count(_)
        | Value::Year(_)
        | Value::Day(_) => 0,
    };
    let options = kind.options().iter().enumerate();
    options.filter(move |(at, _)| bits >> at & 1 == 1).map(move |(_, option)| {
        let label = option.label.get(lang);
        if label.contains([';', '；', '、', ',']) { option.id.as_str() } else { label }
    })
}
