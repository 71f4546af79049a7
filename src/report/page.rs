//! The page for the caller: what was asked answered first, then what it rests on, what is
//! missing, what to bring and what to do.

use crate::advise::outlook::Outlook;
use crate::assess::Named;
use crate::document::{Bar, Block, Chart, Document, Item, Line, List, Mark, Section, Table, Tone};
use crate::interview::Route;
use crate::policy::{BenefitId, FactId};
use crate::text;
use crate::text::{Lang, Text};

use super::Assessment;
use super::explain::Origin;
use super::parts::Parts;
use super::phrase::{label, readings_in_force};
use super::readings::{option_lines, range_line};
use super::steps;

/// What a page is made for.
#[derive(Clone, Copy, Debug)]
pub struct PageOptions<'o> {
    /// The language.
    pub lang: Lang,
    /// The day it is made.
    pub date: &'o str,
    /// Whether the staff's notes go with it: they may name the caller.
    pub notes: bool,
    /// What was asked about.
    pub route: Route,
}

/// The page for the caller.
pub fn page(view: &Assessment<'_>, options: PageOptions<'_>) -> Document {
    let PageOptions { lang, date, notes, route } = options;
    let parts = Parts { view, route, lang };
    let mut page =
        Document::new(lang, parts.say(&text!("政策对照单", "What the measure may give")));
    page.add(Block::Note(view.verdict_line(route, lang)));
    let about = [
        (text!("企业", "Enterprise"), parts.enterprise()),
        (text!("评估年度", "Assessment year"), view.year.to_string()),
        (text!("日期", "Date"), date.to_owned()),
        (text!("依据", "By"), parts.say(&view.policy.title)),
    ];
    let about = about.map(|(name, text)| (Line::from(parts.say(&name)), Line::from(text)));
    page.add(Block::Pairs(about.into()));
    items(&parts, &mut page);
    page.add(answers(&parts));
    page.add(decides(&parts));
    page.add(lacking(&parts));
    page.add(section(&parts, text!("材料（备齐打勾）", "Papers to bring"), parts.papers().into()));
    page.add(dates(&parts));
    page.add(section(
        &parts,
        text!("下一步", "Next steps"),
        Block::List(List { mark: Mark::Box, items: steps::now(&parts) }),
    ));
    page.add(section(
        &parts,
        text!("数据不一致（以计算值为准）", "Figures that disagree (the computed one counts)"),
        List { mark: Mark::Point, items: parts.conflicts() }.into(),
    ));
    if notes {
        page.add(section(&parts, text!("备注", "Notes"), Block::Pairs(staff_notes(&parts))));
    }
    page.add(others(&parts));
    page.add(last(&parts));
    page
}

fn section(parts: &Parts<'_, '_>, title: Text, block: Block) -> Section {
    Section::new(parts.say(&title)).with(block)
}

/// The items that are to be had or may be, with the common conditions said once.
fn items(parts: &Parts<'_, '_>, page: &mut Document) {
    let view = parts.view;
    let heads = [
        text!("事项", "Item"),
        text!("金额", "Amount"),
        text!("怎么算，还缺什么", "How it is worked out, what is missing"),
    ];
    let mut table = Table::new(heads.map(|head| parts.say(&head))).figures([1]);
    let near = parts.items(Outlook::Near);
    let kept = [Outlook::Duplicate, Outlook::Superseded].into_iter();
    let others = kept.flat_map(|outlook| parts.items(outlook));
    let shown: Vec<BenefitId> = parts.possible().into_iter().chain(near).chain(others).collect();
    for id in &shown {
        let outlook = view.outlook(*id);
        let tone = match outlook {
            Outlook::Granted => Tone::Met,
            Outlook::Waiting | Outlook::Open => Tone::Open,
            Outlook::Near | Outlook::Lacking => Tone::Unmet,
            Outlook::Duplicate | Outlook::Superseded | Outlook::NotAsked | Outlook::RuledOut => {
                Tone::Quiet
            }
        };
        let missing = view.lacks(*id);
        let own = missing.iter().filter(|part| matches!(part.named, Named::Fact(_)));
        let lacks: Vec<String> = own.map(|part| view.lack(part, parts.lang)).collect();
        let heading = parts.say(&parts.heading(outlook));
        let mut said: Vec<Line> = vec![Line::toned(super::parts::capital(&heading), tone)];
        said.extend(parts.award(*id).map(Line::from));
        said.extend(lacks.into_iter().map(Line::from));
        said.extend(parts.hints(*id).into_iter().map(|hint| Line::toned(hint, Tone::Quiet)));
        let id_of = view.policy.benefit(*id).id.clone();
        let amount = Line::toned(parts.amount(*id), Tone::Figure);
        table.row_about(Some(id_of), [parts.name(*id).into(), amount, Line::join(said, "\n")]);
    }
    let title = if parts.route.is_narrow() {
        text!("事项", "The item")
    } else {
        text!("可能适用的事项", "Items that may apply")
    };
    let mut section = Section::new(parts.say(&title));
    for line in parts.common() {
        section.add(line);
    }
    if table.rows.is_empty() && !parts.route.is_narrow() {
        section.add(Line::from(
            parts.say(&text!("按现有回答，还没有。", "None yet by the answers given.")),
        ));
    }
    section.add(table);
    page.add(section);
    if !parts.route.is_narrow() {
        page.add(chart(parts, &shown));
    }
}

fn chart(parts: &Parts<'_, '_>, ids: &[BenefitId]) -> Chart {
    let bars = ids.iter().filter_map(|id| {
        let outcome = parts.view.expected(*id);
        let certain = parts.view.outlook(*id) == Outlook::Granted;
        let amount = if certain { Some(outcome.amount) } else { outcome.at_most }?;
        (amount.fen() > 0).then(|| Bar {
            label: parts.name(*id).into(),
            said: amount.display(parts.lang).into(),
            value: amount.fen().into(),
            certain,
        })
    });
    let bars: Vec<Bar> = bars.collect();
    if bars.len() < 2 {
        return Chart::default();
    }
    let legend = text!(
        "实心：估算上限；斜纹：待确认，最多可达",
        "Solid: estimated ceiling; hatched: to be confirmed, at most"
    );
    Chart {
        title: parts.say(&text!("各项金额", "The amounts of the items")).into(),
        legend: parts.say(&legend).into(),
        bars,
    }
}

/// The facts that the items rest on, those that others are computed from among them.
fn facts_of(parts: &Parts<'_, '_>) -> Vec<FactId> {
    let view = parts.view;
    let ids = parts.route.benefits(view.policy);
    let narrow = parts.route.is_narrow();
    let mut used: Vec<FactId> =
        ids.iter().flat_map(|id| view.evaluator.program().facts_of(*id)).collect();
    let mut at = 0;
    while let Some(fact) = used.get(at) {
        let inputs = view.policy.fact(*fact).derived.map(|rule| rule.inputs());
        let new = inputs.into_iter().flatten().filter(|input| !used.contains(input));
        used.extend(new.collect::<Vec<_>>());
        at += 1;
    }
    let sections = view.policy.sections.iter().flat_map(|section| section.facts.iter().copied());
    sections.filter(|fact| !narrow || used.contains(fact)).collect()
}

/// What was answered, with where each figure comes from.
fn answers(parts: &Parts<'_, '_>) -> Section {
    let view = parts.view;
    let heads =
        [text!("我的情况", "What is known"), text!("回答", "Answer"), text!("来源", "Source")];
    let mut table = Table::new(heads.map(|head| parts.say(&head)));
    for fact in facts_of(parts) {
        let Some(value) = view.evaluator.effective(view.policy, &view.answers, fact, parts.lang)
        else {
            continue;
        };
        let source = origin_text(view.origin(fact));
        let name = label(view.policy, fact, view.year, parts.lang);
        table.row_about(
            Some(view.policy.fact(fact).id.clone()),
            [name.into(), Line::strong(value), Line::toned(parts.say(&source), Tone::Quiet)],
        );
    }
    section(parts, text!("我回答的情况", "What I answered"), table.into())
}

/// Where a value comes from, in words.
pub(super) fn origin_text(origin: Origin) -> Text {
    match origin {
        Origin::Answered => text!("企业提供", "given by the enterprise"),
        Origin::Benchmark => text!("平均增速文件", "file of averages"),
        Origin::Computed => text!("由上面的数算出", "computed"),
        Origin::Assumed => text!("未填，按默认", "not given, the default"),
        Origin::Unsure => text!("问过，不知道", "asked, not known"),
        Origin::Open => text!("未填写", "not given"),
    }
}

/// The range of the result, and what decides within it.
fn decides(parts: &Parts<'_, '_>) -> Section {
    let (view, lang) = (parts.view, parts.lang);
    let mut lines = Vec::new();
    let points = parts.items(Outlook::Waiting).into_iter().flat_map(|id| view.turning_points(id));
    lines.extend(points.map(|point| parts.say(&point)));
    let readings = readings_in_force(view.policy, view.evaluator.program().readings(), lang);
    lines.extend(readings);
    if !parts.route.is_narrow() {
        let effect = view.readings_effect();
        lines.extend(range_line(&effect, lang));
        lines.extend(option_lines(view, &effect, lang));
    }
    lines.dedup();
    section(
        parts,
        text!("金额范围，由什么决定", "The range, and what decides it"),
        List::new(Mark::Point, lines).into(),
    )
}

/// What is missing, by who can tell, the closest first.
fn lacking(parts: &Parts<'_, '_>) -> Section {
    let mut section =
        Section::new(parts.say(&text!("还缺什么、问谁", "What is missing, and whom to ask")));
    for (who, needs) in parts.needs() {
        let items = needs.iter().map(|need| parts.need_item(need));
        let list = List { mark: Mark::Point, items: items.collect() };
        let who = if who.is_empty() {
            parts.say(&text!("企业自己", "The enterprise itself"))
        } else {
            parts.say(&text!("问：{who}", "Ask: {who}"))
        };
        section.add(Section::new(who).with(list));
    }
    section
}

/// When the measure applies, and what later years can bring.
fn dates(parts: &Parts<'_, '_>) -> Section {
    let mut section =
        Section::new(parts.say(&text!("时间节点和以后年度", "Dates and later years")));
    section.add(Block::Pairs(steps::dates(parts)));
    if let Some(line) = steps::contact_line(&parts.view.policy.contact, parts.lang) {
        section.add(Line::from(line));
    }
    section.add(parts.years(parts.view.year));
    section
}

/// What the staff noted.
fn staff_notes(parts: &Parts<'_, '_>) -> Vec<(Line, Line)> {
    let view = parts.view;
    let notes = view.profile.notes.iter().filter(|(_, note)| !note.trim().is_empty());
    let notes = notes.map(|(id, note)| {
        let name = match view.policy.fact_id(id) {
            Some(fact) => label(view.policy, fact, view.year, parts.lang),
            None if id == "profile" => parts.say(&text!("备注", "Note")),
            None => id.clone(),
        };
        (Line::from(name), Line::from(note.trim().replace("\r\n", "\n")))
    });
    notes.collect()
}

/// What is further away, folded: names only.
fn others(parts: &Parts<'_, '_>) -> Section {
    let mut count = 0;
    let groups = [Outlook::Lacking, Outlook::NotAsked, Outlook::RuledOut];
    let groups = groups.into_iter().filter_map(|outlook| {
        let ids = parts.items(outlook);
        count += ids.len();
        let pair = (Line::from(parts.say(&parts.heading(outlook))), Line::from(parts.names(&ids)));
        (!ids.is_empty()).then_some(pair)
    });
    let groups: Vec<(Line, Line)> = groups.collect();
    let title = text!("其他事项 {count} 项", "Other items: {count}");
    Section::closed(parts.say(&title)).with(Block::Pairs(groups))
}

/// Who decides, and what every result says.
fn last(parts: &Parts<'_, '_>) -> Section {
    let policy = parts.view.policy;
    let mut section = Section::new(parts.say(&text!("说明", "Notes")));
    let offices = policy.authorities.iter().map(|text| Item::from(parts.say(text)));
    let all = policy.readings.len();
    let (zh, en) = (&policy.wording.basis.zh, &policy.wording.basis.en);
    let default = text!(
        "{zh}留有余地的 {all} 处都取默认读法。",
        "The default reading is taken in all {all} places where {en} leaves room."
    );
    let readings = readings_in_force(policy, parts.view.evaluator.program().readings(), parts.lang);
    let default = readings.is_empty().then(|| Item::from(parts.say(&default)));
    section.add(List { mark: Mark::Point, items: offices.chain(default).collect() });
    let duties = policy.duties.iter().map(|text| parts.say(text));
    let said: Vec<String> = parts.notices().into_iter().chain(duties).collect();
    section.add(Line::toned(said.join(text!("", " ").get(parts.lang)), Tone::Quiet));
    section
}
