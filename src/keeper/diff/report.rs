//! A comparison to decide from: the headline, the total, by clause, then the enterprises.

use super::cause::because;
use super::price::step_name;
use super::{ArticleChange, Comparison, Effect, Price, Side, Sums};
use crate::document::{Block, Document, Line, Section, Table, Tone};
use crate::policy::Policy;
use crate::quantity::Money;
use crate::report::named_article;
use crate::text;
use crate::text::{Lang, Text};

/// An article of either edition.
fn article_name(number: u32, lang: Lang) -> String {
    named_article(&Text::new("第{一}条", "Art. {n}"), number, lang)
}

/// The heading of an article: both numbers where they differ.
pub fn heading(article: &ArticleChange, lang: Lang) -> String {
    let title = article.title.get(lang);
    let name = |number| article_name(number, lang);
    let said = match (article.old, article.new) {
        (Some(old), Some(new)) if old == new => return format!("{} {title}", name(new)),
        (Some(old), Some(new)) => {
            let (old, new) = (name(old), name(new));
            text!("{new} {title}（原{old}）", "{new} {title} (was {old})")
        }
        (None, Some(new)) => {
            let new = name(new);
            text!("{new} {title}（新增）", "{new} {title} (new)")
        }
        (Some(old), None) => {
            let old = name(old);
            text!("原{old} {title}（删去）", "{old} {title} (removed)")
        }
        (None, None) => Text::default(),
    };
    said.get(lang).to_owned()
}

/// Money with a sign.
fn signed(money: Money, lang: Lang) -> String {
    if money > Money::ZERO { format!("+{}", money.display(lang)) } else { money.display(lang) }
}

/// One side of an item: the amount, or why there is none.
fn side(side: &Option<Side>, lang: Lang) -> String {
    let Some(side) = side else {
        return text!("没有此项", "no such item").get(lang).to_owned();
    };
    let said = match side.status.as_str() {
        "eligible" => return side.amount.display(lang),
        "ineligible" => text!("不符合", "not eligible"),
        "undetermined" => {
            let most = side.at_most.map_or_else(|| "—".to_owned(), |most| most.display(lang));
            text!("待定（最多 {most}）", "undetermined (at most {most})")
        }
        "duplicate" => text!("已享受同类", "already supported"),
        "superseded" => text!("另一项较高", "another one is larger"),
        other => text!("{other}", "{other}"),
    };
    said.get(lang).to_owned()
}

/// The comparison with what it does to the enterprises.
pub fn document(
    old: &Policy,
    new: &Policy,
    comparison: &Comparison,
    effects: &[Effect],
    lang: Lang,
) -> Document {
    let mut document = Document::new(lang, new.title.get(lang));
    let (was, is, count) = (&old.edition, &new.edition, comparison.count());
    let headline = text!("{was} → {is}：{count} 项变化", "{was} → {is}: {count} changes");
    document.add(Block::Paragraph(Line::from(headline.get(lang))));
    let price = Price::of(effects);
    if !effects.is_empty() {
        total(&price, effects, lang, &mut document);
    }
    for article in &comparison.articles {
        document.add(Block::Section(clause(article, lang)));
    }
    parts(comparison, lang, &mut document);
    if !effects.is_empty() {
        enterprises(comparison, effects, lang, &mut document);
    }
    document
}

/// How much in all, by benefit, who gains and who loses.
fn total(price: &Price, effects: &[Effect], lang: Lang, document: &mut Document) {
    let (changed, all) = (price.changed(), price.enterprises);
    let (gainers, losers) = (price.gainers, price.losers);
    let gain = signed(price.gain(), lang);
    let said = text!(
        "{all} 家企业中 {changed} 家有变化：{gainers} 家增加，{losers} 家减少；合计 {gain}",
        "{changed} of {all} enterprises change: {gainers} gain, {losers} lose; in all {gain}"
    );
    document.add(Block::Note(Line::strong(said.get(lang))));
    let mut sums = Table::new([
        text!("合计", "In all").get(lang),
        text!("原", "before").get(lang),
        text!("新", "after").get(lang),
        text!("增减", "change").get(lang),
    ])
    .figures([1, 2, 3]);
    type Of = fn(&Sums) -> Money;
    let rows: [(Text, Of); 3] = [
        (text!("今年", "this year"), |sums| sums.amount),
        (text!("最多", "at most"), |sums| sums.at_most),
        (text!("以后年度", "later years"), |sums| sums.later),
    ];
    for (name, of) in rows {
        let (was, is) = (of(&price.old), of(&price.new));
        let change = Money::from_fen(is.fen().saturating_sub(was.fen()));
        sums.row([
            name.get(lang).to_owned(),
            was.display(lang),
            is.display(lang),
            signed(change, lang),
        ]);
    }
    document.add(Block::Table(sums));
    let mut items = Table::new([
        text!("事项", "Item").get(lang),
        text!("原", "before").get(lang),
        text!("新", "after").get(lang),
        text!("增减", "change").get(lang),
        text!("增加家数", "gain").get(lang),
        text!("减少家数", "lose").get(lang),
    ])
    .figures([1, 2, 3, 4, 5]);
    for item in &price.items {
        let change = Money::from_fen(item.new.fen().saturating_sub(item.old.fen()));
        items.row([
            format!("{} {}", article_name(item.article, lang), item.title.get(lang)),
            item.old.display(lang),
            item.new.display(lang),
            signed(change, lang),
            item.gainers.to_string(),
            item.losers.to_string(),
        ]);
    }
    let by_item = Section::new(text!("按事项", "By item").get(lang)).with(Block::Table(items));
    document.add(Block::Section(by_item));
    if price.gainers + price.losers > 0 {
        let mut spread = Table::new([
            text!("增减多少", "Change of").get(lang),
            text!("增加家数", "gain").get(lang),
            text!("减少家数", "lose").get(lang),
        ])
        .figures([1, 2]);
        for (at, (_, gainers, losers)) in price.spread.iter().enumerate() {
            let name = step_name(&price.spread, at);
            spread.row([name.get(lang).to_owned(), gainers.to_string(), losers.to_string()]);
        }
        let mut section =
            Section::new(text!("分布", "Distribution").get(lang)).with(Block::Table(spread));
        let most = price.most.map(|at| (text!("增加最多", "Largest gain"), at));
        let least = price.least.map(|at| (text!("减少最多", "Largest loss"), at));
        for (name, at) in most.into_iter().chain(least) {
            let effect = &effects[at];
            let gain = signed(effect.gain(), lang);
            let who = who(effect);
            let line = format!("{}: {who} {gain}", name.get(lang));
            section.add(Block::Paragraph(Line::from(line.as_str())));
        }
        document.add(Block::Section(section));
    }
}

fn who(effect: &Effect) -> String {
    if effect.enterprise.is_empty() {
        effect.profile.clone()
    } else {
        format!("{} {}", effect.profile, effect.enterprise)
    }
}

/// An article: its text, then its rules.
fn clause(article: &ArticleChange, lang: Lang) -> Section {
    let mut section = Section::new(heading(article, lang));
    let changed = |tag: char| match tag {
        '-' => Tone::Removed,
        '+' => Tone::Added,
        _ => Tone::Quiet,
    };
    let pieces = article.text.iter().filter(|piece| piece.tag != '=').map(|piece| {
        let tag = piece.tag;
        Line::toned(format!("{tag} "), Tone::Quiet).and(Line::toned(&piece.text, changed(tag)))
    });
    section.add(Block::Paragraph(Line::join(pieces, "\n")));
    for rule in &article.rules {
        let name = format!("{} {}", rule.benefit, rule.title.get(lang));
        section.add(Block::Paragraph(Line::strong(name)));
        section.add(Block::Paragraph(lines(&rule.old, &rule.new, lang)));
    }
    if section.blocks.is_empty() {
        let said = text!("只是条号变了。", "Only its number changed.");
        section.add(Block::Paragraph(Line::toned(said.get(lang), Tone::Quiet)));
    }
    section
}

fn lines(old: &[Text], new: &[Text], lang: Lang) -> Line {
    let line = |tag: &str, text: &Text, tone: Tone| {
        Line::toned(tag, Tone::Quiet).and(Line::toned(text.get(lang), tone))
    };
    let old = old.iter().map(|text| line("- ", text, Tone::Removed));
    Line::join(old.chain(new.iter().map(|text| line("+ ", text, Tone::Added))), "\n")
}

/// Everything outside the articles.
fn parts(comparison: &Comparison, lang: Lang, document: &mut Document) {
    for part in &comparison.parts {
        let name = part.part.name();
        let title = format!("{}：{} {}", name.get(lang), part.id, part.title.get(lang));
        let mut section = Section::new(title);
        section.add(Block::Paragraph(lines(&part.old, &part.new, lang)));
        document.add(Block::Section(section));
    }
    if !comparison.renamed.is_empty() {
        let renamed = comparison
            .renamed
            .iter()
            .map(|(old, new)| Line::from(format!("{old} → {new}").as_str()));
        let title = text!("改名", "Renamed");
        let list = Block::Paragraph(Line::join(renamed, "\n"));
        document.add(Block::Section(Section::new(title.get(lang)).with(list)));
    }
}

/// The enterprises that change, one after the other; the others in one line.
fn enterprises(comparison: &Comparison, effects: &[Effect], lang: Lang, document: &mut Document) {
    let title = text!("各家企业", "Enterprises");
    let mut section = Section::new(title.get(lang));
    let mut order: Vec<&Effect> = effects.iter().filter(|effect| effect.is_changed()).collect();
    order.sort_by_key(|effect| std::cmp::Reverse(effect.gain().fen().abs()));
    for effect in order {
        let gain = signed(effect.gain(), lang);
        let (was, is) = (effect.old.amount.display(lang), effect.new.amount.display(lang));
        let mut one = Section::new(who(effect));
        let said = text!("{was} → {is}（{gain}）", "{was} → {is} ({gain})");
        one.add(Block::Paragraph(Line::strong(said.get(lang))));
        for item in &effect.items {
            let (was, is) = (side(&item.old, lang), side(&item.new, lang));
            let (article, title) = (article_name(item.article, lang), item.title.get(lang));
            let line = format!("{article} {title}: {was} → {is}");
            let why = because(comparison, item);
            one.add(Block::Paragraph(
                Line::from(line.as_str()).and("\n").and(Line::toned(why.get(lang), Tone::Quiet)),
            ));
        }
        for remark in &effect.remarks {
            one.add(Block::Paragraph(Line::from(remark.get(lang))));
        }
        section.add(Block::Section(one));
    }
    let same: Vec<&str> = effects
        .iter()
        .filter(|effect| !effect.is_changed())
        .map(|effect| effect.profile.as_str())
        .collect();
    if !same.is_empty() {
        let (count, list) = (same.len(), same.join(lang.list()));
        let said = text!("不变的 {count} 家：{list}", "{count} do not change: {list}");
        section.add(Block::Paragraph(Line::toned(said.get(lang), Tone::Quiet)));
    }
    document.add(Block::Section(section));
}
