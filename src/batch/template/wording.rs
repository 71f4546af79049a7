//! What the sheet to fill in says, in both languages.

use crate::policy::{Fact, FactKind, Policy};
use crate::profile::typed::names;
use crate::text;
use crate::text::{Lang, Text};

/// A column that says who the enterprise is.
pub(super) struct Identity {
    pub name: Text,
    /// None: the year.
    pub example: Option<Text>,
    pub width: f64,
    pub said: Text,
}

pub(super) fn identity() -> [Identity; 4] {
    [
        Identity {
            name: text!("企业名称", "Enterprise name"),
            example: Some(text!("【示例】某某机器人有限公司", "[Example] Some Robot Co., Ltd.")),
            width: 30.0,
            said: text!(
                "每行一家企业。灰色斜体的示例行评估时自动略过，可以留着。不知道的格子空着：空着就是不知道。",
                "One enterprise a row. The grey example row is passed over; it may stay. Leave empty what is not known."
            ),
        },
        Identity {
            name: text!("统一社会信用代码", "Unified social credit code"),
            example: Some(Text::same("91350100M000100Y43")),
            width: 22.0,
            said: text!("可不填；填了就用作编号。", "Optional; serves as the id if given."),
        },
        Identity {
            name: text!("年度", "Year"),
            example: None,
            width: 8.0,
            said: text!(
                "评估年度。下面写“上年”的是它的前一年。",
                "The assessment year; \"prior year\" is the year before."
            ),
        },
        Identity {
            name: text!("行业代码", "Industry code"),
            example: Some(Text::same("C3964")),
            width: 10.0,
            said: text!(
                "可不填；国民经济行业代码，用来查行业平均增速。",
                "Optional; the industry code, to look up industry averages."
            ),
        },
    ]
}

pub(super) fn yes_no(lang: Lang) -> [&'static str; 2] {
    match lang {
        Lang::Zh => ["是", "否"],
        Lang::En => ["yes", "no"],
    }
}

pub(super) fn none(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "无",
        Lang::En => "none",
    }
}

/// Between several values of a cell.
pub(super) fn semicolon(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "；",
        Lang::En => "; ",
    }
}

pub(super) fn choose_yes_no() -> Text {
    text!("请选“是”或“否”，不知道就空着", "yes or no; leave it empty if not known")
}

/// How the cells of a fact are filled in; the options stand on the sheet of that name.
pub(super) fn how_to(fact: &Fact, options: &str) -> impl Iterator<Item = Text> {
    let by_kind = match &fact.kind {
        FactKind::Set(_) => Some(text!(
            "可多选：列表里选一项；有几项的，把名称都写在这一格里，用分号“；”隔开。都没有写“无”。名称见“{options}”表。",
            "Several: choose one from the list, or write the names into this cell, separated by semicolons; none if there are none. The names are on the sheet {options}."
        )),
        FactKind::Money { .. } => Some(text!(
            "只写数字是万元；也可写“1.2亿元”“800元”。",
            "A bare number counts 10,000 yuan (万元): 1200 is 12,000,000 yuan. 1.2亿元 and 800元 are understood, too."
        )),
        FactKind::Items(fields) => {
            let (zh, en) = (names(fields, Lang::Zh), names(fields, Lang::En));
            Some(text!(
                "每项一行，填在同名的工作表里；或写在这一格：各栏用分号隔开，几项之间用“|”：{zh}。没有写“无”。",
                "One item a row on the sheet of this name; or in this cell, fields with semicolons between, items with |: {en}. none if there are none."
            ))
        }
        FactKind::MoneyList => Some(text!(
            "有几笔的用分号“；”隔开，如 300；1200。没有写“无”。",
            "In 10,000 yuan. Several amounts are separated by semicolons: 300; 1200; none if there are none."
        )),
        FactKind::Percent => Some(text!(
            "只写数字就是百分数：5.2 是 5.2%。",
            "A bare number is a percentage: 5.2 is 5.2%."
        )),
        FactKind::Day => {
            Some(text!("写年-月-日，如 2026-02-07。", "Year, month and day: 2026-02-07."))
        }
        FactKind::Bool | FactKind::Choice(_) | FactKind::Count | FactKind::Year => None,
    };
    let derived = fact.derived.is_some().then(|| {
        text!(
            "由别的列算得出的，可以空着。",
            "Computed where the other columns allow; it may stay empty."
        )
    });
    by_kind.into_iter().chain(derived)
}

/// The sheet that says how to fill in the others.
pub(super) fn instructions(policy: &Policy) -> Vec<Text> {
    let first = text!(
        "在第一张表里每行填一家企业，第 2 行的列名不要改；不需要的列可以删掉，也可以加自己的列（联系人等），会抄到结果里。",
        "Fill in one enterprise a row on the first sheet. Keep the names in row 2; columns that are not needed may be deleted, and own columns added: they are copied to the result."
    );
    let last = text!(
        "填好后运行：fengce screen 模板.xlsx -o 结果.xlsx；汇总用 fengce screen 模板.xlsx --summary",
        "Then run: fengce screen TEMPLATE.xlsx -o RESULT.xlsx; for the sums: fengce screen TEMPLATE.xlsx --summary"
    );
    said(policy, first, last)
}

/// The same for who is asked about one enterprise.
pub(super) fn instructions_for_one(policy: &Policy) -> Vec<Text> {
    let first = text!(
        "请在第一张表的第 3 行填写，一列一题；第 2 行的列名和已填好的企业、年度不要改。",
        "Please fill in row 3 of the first sheet, a column a question; leave the names in row 2, the enterprise and the year as they are."
    );
    let last =
        text!("填好后把这个文件发回给问你的人。", "Then send this file back to whoever asked you.");
    said(policy, first, last)
}

fn said(policy: &Policy, first: Text, last: Text) -> Vec<Text> {
    let mut said = vec![
        policy.title.clone(),
        first,
        text!(
            "空着就是不知道，不等于“否”或 0。确实没有的写“否”、0 或“无”。",
            "Empty means not known, which is neither no nor 0. Write no, 0 or none where there is none."
        ),
        text!(
            "金额的列只写数字就是万元。也可以带单位：1.2亿元、800元。",
            "A bare number in a column of money counts 10,000 yuan (万元): 1200 is 12,000,000 yuan. With a unit: 1.2亿元, 800元."
        ),
        text!(
            "可多选的格子里用分号“；”隔开几项；都没有写“无”。选项的名称在“选项”表里。",
            "Separate several options in one cell by semicolons; none if there are none. Their names are on the sheet of options."
        ),
        text!(
            "每个列名上有批注：问的是什么、看什么材料、谁知道。",
            "The note on each column's name says what is asked, where to look, and who knows."
        ),
        last,
    ];
    said.extend(policy.notices.iter().cloned());
    said
}
