//! 下一步: what to do by time and person. What the measure leaves open is said to be open.

use crate::advise::outlook::Outlook;
use crate::advise::remedy::Remedy;
use crate::document::{Block, Document, Item, Line, List, Mark, Section, Tone};
use crate::interview::Route;
use crate::policy::{BenefitId, Contact, Possible};
use crate::text;
use crate::text::{Lang, Text};

use super::Assessment;
use super::parts::Parts;
use super::remedy::remedy_line;

/// How many pieces of advice a year has.
const ADVICE: usize = 5;

/// What to do after the result: now, this year, next year; whom to ask for what.
pub fn next_steps(view: &Assessment<'_>, route: Route, lang: Lang) -> Document {
    let parts = Parts { view, route, lang };
    let mut document = Document::new(lang, parts.say(&text!("下一步", "Next steps")));
    document.add(view.verdict_line(route, lang));
    let year = view.year;
    let next = year.saturating_add(1);
    let boxes = |items| List { mark: Mark::Box, items };
    document.add(Section::new(parts.say(&text!("现在", "Now"))).with(boxes(now(&parts))));
    let mut this = Section::new(parts.say(&text!("{year} 年度", "For {year}")));
    this.add(Block::Pairs(dates(&parts)));
    this.add(boxes(advice(&parts, Possible::Now)));
    let papers = parts.papers();
    if !papers.items.is_empty() {
        this.add(Section::new(parts.say(&text!("备齐材料", "Papers to prepare"))).with(papers));
    }
    document.add(this);
    let mut later = Section::new(parts.say(&text!("{next} 年以后", "From {next}")));
    later.add(boxes(advice(&parts, Possible::NextYear)));
    later.add(parts.years(next));
    document.add(later);
    document.add(
        Section::new(parts.say(&text!("找谁", "Whom to turn to")))
            .with(Block::Pairs(contacts(&parts))),
    );
    for outlook in [Outlook::NotAsked, Outlook::RuledOut] {
        let ids = parts.items(outlook);
        let title = parts.counted(outlook, ids.len());
        let items = ids
            .into_iter()
            .map(|id| Item::from(view.item_line(id, lang)).about(&view.policy.benefit(id).id));
        document
            .add(Section::closed(title).with(List { mark: Mark::Point, items: items.collect() }));
    }
    document.add(Section::new(parts.say(&text!("说明", "Notes"))).with(parts.notice_list()));
    document
}

/// What can be done at once: meet the common conditions, ask each person, fix what is close.
pub(super) fn now(parts: &Parts<'_, '_>) -> Vec<Item> {
    let (view, lang) = (parts.view, parts.lang);
    let mut items: Vec<Item> = view
        .waits_for()
        .map(|gate| {
            let gate = &view.policy.gates[gate.index()];
            Item::from(Line::strong(gate.title.get(lang))).over([gate.todo.get(lang)])
        })
        .collect();
    for (who, needs) in parts.needs() {
        let open: Vec<&super::parts::Need> = needs.iter().filter(|need| need.open).collect();
        if open.is_empty() {
            continue;
        }
        let who = if who.is_empty() {
            parts.say(&text!("企业自己核实", "Check within the enterprise"))
        } else {
            parts.say(&text!("问 {who}", "Ask {who}"))
        };
        items.push(
            Item::from(Line::strong(who)).over(open.into_iter().map(|need| parts.need_item(need))),
        );
    }
    if !parts.papers().items.is_empty() {
        let papers = text!("按材料清单备齐材料", "Prepare the papers listed");
        let when = text!("申报的时间和方式：", "When and how to apply: ");
        let when = Line::from(parts.say(&when)).and(unstated(parts));
        items.push(Item::from(Line::strong(parts.say(&papers))).over([when]));
    }
    for (_, needs) in parts.needs() {
        for need in needs.iter().filter(|need| need.close && !need.open) {
            items.push(parts.need_item(need));
        }
    }
    items
}

/// Changes that can be brought about by a time, in the order of their effort.
fn advice(parts: &Parts<'_, '_>, when: Possible) -> Vec<Item> {
    let (view, lang) = (parts.view, parts.lang);
    let ids: Vec<BenefitId> = parts.route.benefits(view.policy);
    let wanted = |(id, remedy): &&(BenefitId, Remedy)| {
        ids.contains(id) && remedy.when() == when && remedy.gain.fen() > 0
    };
    let advice = view.advice();
    let items = advice.iter().filter(wanted).take(ADVICE).map(|(id, remedy)| {
        let line = Line::strong(parts.name(*id)).and(lang.colon());
        Item::from(line.and(remedy_line(view, remedy, lang))).about(&view.policy.benefit(*id).id)
    });
    items.collect()
}

/// What the measure does not say, in its own words.
fn unstated(parts: &Parts<'_, '_>) -> Line {
    Line::toned(parts.say(&parts.view.policy.wording.unstated), Tone::Open)
}

/// The dates of the measure, those that it does not give said to be open.
pub(super) fn dates(parts: &Parts<'_, '_>) -> Vec<(Line, Line)> {
    let policy = parts.view.policy;
    let from = policy.effective_from.as_ref().map_or_else(|| unstated(parts), Line::from);
    let deadline = policy.contact.deadline.as_ref();
    let deadline = deadline.map_or_else(|| unstated(parts), |text| parts.say(text).into());
    vec![
        (parts.say(&text!("施行日", "In force from")).into(), from),
        (parts.say(&text!("申报截止", "Deadline for applications")).into(), deadline),
    ]
}

/// How the office is reached, each way under its name.
fn reach(contact: &Contact) -> [(Text, &Option<Text>); 5] {
    [
        (text!("办公室", "Office"), &contact.office),
        (text!("电话", "Telephone"), &contact.telephone),
        (text!("地址", "Address"), &contact.address),
        (text!("时间", "Hours"), &contact.hours),
        (text!("网址", "Web site"), &contact.website),
    ]
}

/// What is known of how the office is reached and by when, in a line; none where nothing is.
pub fn contact_line(contact: &Contact, lang: Lang) -> Option<String> {
    let deadline = (text!("申报截止", "Deadline for applications"), &contact.deadline);
    let known = reach(contact).into_iter().chain([deadline]).filter_map(|(name, said)| {
        Some(format!("{}{}{}", name.get(lang), lang.colon(), said.as_ref()?.get(lang)))
    });
    let known: Vec<String> = known.collect();
    (!known.is_empty()).then(|| known.join(lang.clause()))
}

/// Who receives and decides, and how to reach them.
fn contacts(parts: &Parts<'_, '_>) -> Vec<(Line, Line)> {
    let policy = parts.view.policy;
    let offices = policy.authorities.iter().map(|office| {
        let office = parts.say(office);
        match office.split_once(['：', ':']) {
            Some((duty, name)) => (Line::from(duty), Line::from(name.trim())),
            None => (Line::default(), Line::from(office)),
        }
    });
    let reach = reach(&policy.contact);
    let known = reach.iter().filter_map(|(name, text)| {
        let text = text.as_ref()?;
        Some((Line::from(parts.say(name)), Line::from(parts.say(text))))
    });
    let open = reach.iter().filter(|(_, text)| text.is_none());
    let open: Vec<String> = open.map(|(name, _)| parts.say(name)).collect();
    let open =
        (!open.is_empty()).then(|| (Line::from(open.join(parts.lang.list())), unstated(parts)));
    offices.chain(known).chain(open).collect()
}
