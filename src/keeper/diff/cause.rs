//! Why a benefit comes out differently: the parts that changed and bear on it.

use super::{Comparison, ItemEffect, Part};
use crate::text;
use crate::text::Text;

/// The causes, the benefit's own rule first; never empty.
pub fn causes(comparison: &Comparison, item: &ItemEffect) -> Vec<Text> {
    let mut causes = Vec::new();
    if let Some((_, rule)) = comparison.of(&item.benefit) {
        causes.extend(change(&rule.old, &rule.new));
    }
    let bears = |benefits: &[String]| {
        benefits.contains(&item.benefit)
            || benefits.iter().any(|id| id == comparison.was(&item.benefit))
    };
    for part in comparison.parts.iter().filter(|part| part.part.pays() && bears(&part.benefits)) {
        // Words of a question pay nothing; an option that is new or gone may.
        if part.part == Part::Fact && !part.old.is_empty() && !part.new.is_empty() {
            continue;
        }
        let name = part.part.name();
        let Some(said) = change(&part.old, &part.new) else { continue };
        let (kind_zh, kind_en) = (&name.zh, &name.en);
        let (title_zh, title_en) = (&part.title.zh, &part.title.en);
        let (zh, en) = (&said.zh, &said.en);
        causes.push(text!("{kind_zh}“{title_zh}”：{zh}", "{kind_en} “{title_en}”: {en}"));
    }
    if causes.is_empty() {
        causes.push(text!(
            "因与它不能并得的事项变了",
            "because what it cannot be had together with has changed"
        ));
    }
    causes
}

/// The causes in one line.
pub fn because(comparison: &Comparison, item: &ItemEffect) -> Text {
    let causes = causes(comparison, item);
    let join = |pick: fn(&Text) -> &str| causes.iter().map(pick).collect::<Vec<_>>().join("; ");
    Text::new(join(|text| &text.zh), join(|text| &text.en))
}

/// `old → new`, or that it is new or gone; nothing where only advice differs.
fn change(old: &[Text], new: &[Text]) -> Option<Text> {
    let advice = |line: &&Text| !line.zh.starts_with("提示：") && !line.zh.starts_with("材料：");
    let join = |lines: &[Text]| {
        let zh: Vec<&str> = lines.iter().filter(advice).map(|line| line.zh.as_str()).collect();
        let en: Vec<&str> = lines.iter().filter(advice).map(|line| line.en.as_str()).collect();
        Text::new(zh.join(" / "), en.join(" / "))
    };
    let (old, new) = (join(old), join(new));
    let (old_zh, old_en, new_zh, new_en) = (&old.zh, &old.en, &new.zh, &new.en);
    match (old_zh.is_empty(), new_zh.is_empty()) {
        (true, true) => None,
        (true, false) => Some(text!("新增：{new_zh}", "new: {new_en}")),
        (false, true) => Some(text!("删去：{old_zh}", "removed: {old_en}")),
        (false, false) => Some(text!("{old_zh} → {new_zh}", "{old_en} → {new_en}")),
    }
}
