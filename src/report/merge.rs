//! A row of a sheet put into a profile, and what that changes.

use crate::policy::Policy;
use crate::profile::Profile;
use crate::text;
use crate::text::{Lang, Text};

use super::phrase::label;

/// Puts what the row says into a profile, and says what changes; what the row leaves empty
/// stays.
pub fn merge(policy: &Policy, profile: &mut Profile, row: &Profile) -> Vec<Text> {
    let mut changes = Vec::new();
    let mut field = |name: Text, there: &mut String, given: &str| {
        if !given.is_empty() && *there != given {
            changes.push(change(&name, there, given));
            there.replace_range(.., given);
        }
    };
    let (own, given) = (&mut profile.enterprise, &row.enterprise);
    field(text!("企业名称", "Enterprise name"), &mut own.name, &given.name);
    let codes = [
        (
            text!("统一社会信用代码", "Unified social credit code"),
            &mut own.credit_code,
            &given.credit_code,
        ),
        (text!("行业代码", "Industry code"), &mut own.industry_code, &given.industry_code),
    ];
    for (name, own, given) in codes {
        if let Some(given) = given {
            field(name, own.get_or_insert_default(), given);
        }
    }
    for (id, fact) in policy.facts() {
        let Some(value) = row.answers.get(id) else { continue };
        let there = profile.answers.get(id);
        if there.as_ref() == Some(&value) {
            continue;
        }
        let name = |lang| label(policy, id, row.year, lang);
        let name = Text::new(name(Lang::Zh), name(Lang::En));
        let shown = |lang| {
            let there = there.as_ref().map(|value| value.display(fact, lang));
            (there.unwrap_or_default(), value.display(fact, lang))
        };
        let ((zh_old, zh_new), (en_old, en_new)) = (shown(Lang::Zh), shown(Lang::En));
        changes.push(Text::new(
            change(&name, &zh_old, &zh_new).zh,
            change(&name, &en_old, &en_new).en,
        ));
        profile.answers.set(id, Some(value));
        profile.unsure.remove(&id);
    }
    changes
}

/// One change: the name, what there was, what comes.
fn change(name: &Text, there: &str, given: &str) -> Text {
    let (zh, en) = (&name.zh, &name.en);
    match there {
        "" => text!("{zh}：（空）→ {given}", "{en}: (empty) → {given}"),
        there => text!("{zh}：{there} → {given}", "{en}: {there} → {given}"),
    }
}
