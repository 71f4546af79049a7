use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use super::*;
use crate::diagnostic::Source;
use crate::policy::{FactId, FactKind, load_embedded};
use crate::profile::{Enterprise, Loaded, read};
use crate::quantity::{Day, Money, Percent};
use crate::text::Text;

const HEAD: &str = "schema = 1\npolicy = \"fengtai-smart-manufacturing\"\nyear = 2026\n";

fn policy() -> Policy {
    load_embedded().expect("the pack")
}

fn reread(policy: &Policy, text: &str) -> Loaded {
    read(policy, &Source::new("p.toml", text)).unwrap_or_else(|faults| panic!("{faults}{text}"))
}

fn assert_same(policy: &Policy, left: &Profile, right: &Profile) {
    assert_eq!(left.year, right.year);
    assert_eq!(left.enterprise, right.enterprise);
    assert_eq!(left.notes, right.notes);
    assert_eq!(left.unsure, right.unsure);
    for (id, fact) in policy.facts() {
        // As written, so that the precision of a percentage counts.
        let written =
            |profile: &Profile| profile.answers.get(id).map(|value| toml(fact, &value).to_string());
        assert_eq!(written(left), written(right), "{}", fact.id);
    }
}

fn value(kind: &FactKind) -> BoxedStrategy<Value> {
    let money = || (0..=Money::MAX.fen()).prop_map(Money::from_fen);
    match kind {
        FactKind::Bool => any::<bool>().prop_map(Value::Bool).boxed(),
        FactKind::Choice(options) => {
            let count = u8::try_from(options.len()).expect("few options");
            (0..count).prop_map(Value::Choice).boxed()
        }
        FactKind::Set(options) => {
            let all = u128::MAX >> (128 - options.len());
            any::<u128>().prop_map(move |bits| Value::Set(bits & all)).boxed()
        }
        FactKind::Money { signed } => {
            let signed = *signed;
            (money(), any::<bool>())
                .prop_map(move |(money, minus)| {
                    let fen = if signed && minus { -money.fen() } else { money.fen() };
                    Value::Money(Money::from_fen(fen))
                })
                .boxed()
        }
        FactKind::Percent => "-?[0-9]{1,5}(\\.[0-9]{1,20})?%"
            .prop_map(|text| Value::Percent(Percent::parse(&text).expect("a percentage")))
            .boxed(),
        FactKind::Count => (0..=1_000_000_000i64).prop_map(Value::Count).boxed(),
        FactKind::Year => (1949..=2100).prop_map(Value::Year).boxed(),
        FactKind::Day => {
            (-7_670i32..47_800).prop_map(|days| Value::Day(Day::from_days(days))).boxed()
        }
        FactKind::Items(_) => Just(Value::Items(Vec::new())).boxed(),
        FactKind::MoneyList => vec(money(), 0..4).prop_map(Value::MoneyList).boxed(),
    }
}

/// For each fact a value, unsure, or nothing.
fn states(policy: &Policy) -> BoxedStrategy<Vec<(u8, Value)>> {
    let facts: Vec<_> = policy.facts.iter().map(|f| (0..3u8, value(&f.kind))).collect();
    facts.boxed()
}

fn fill(policy: &Policy, profile: &mut Profile, states: Vec<(u8, Value)>) {
    profile.unsure.clear();
    for ((id, _), (state, value)) in policy.facts().zip(states) {
        profile.answers.set(id, (state == 0).then_some(value));
        if state == 1 {
            profile.unsure.insert(id);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn what_is_written_is_read_again(
        first in states(&policy()),
        second in states(&policy()),
        year in 1949..=2100i32,
        name in "\\PC{0,12}",
        code in proptest::option::of("[\"'#=\\\\A-Z0-9\u{202e}]{0,9}"),
        notes in btree_map(".{0,6}", "(?s).{0,20}", 0..4),
    ) {
        let policy = policy();
        let mut profile = Profile::new(&policy, year);
        let industry_code = code.clone();
        profile.enterprise = Enterprise { name, credit_code: code, industry_code };
        profile.notes = notes;
        fill(&policy, &mut profile, first);
        let mut loaded = reread(&policy, &to_toml(&policy, &profile)).profile;
        assert_same(&policy, &profile, &loaded);
        // Once more, over the document it was read from.
        fill(&policy, &mut loaded, second);
        loaded.notes.clear();
        let again = reread(&policy, &to_toml(&policy, &loaded)).profile;
        assert_same(&policy, &loaded, &again);
        prop_assert_eq!(to_toml(&policy, &again), to_toml(&policy, &loaded));
    }
}

fn first(policy: &Policy, is: impl Fn(&FactKind) -> bool) -> (FactId, String) {
    let mut facts = policy.facts().filter(|(_, fact)| is(&fact.kind));
    let (id, fact) = facts.next().expect("a fact of this kind");
    (id, fact.id.clone())
}

#[test]
fn what_others_wrote_survives() {
    let policy = policy();
    let (money, amount) = first(&policy, |kind| matches!(kind, FactKind::Money { .. }));
    let (_, percent) = first(&policy, |kind| matches!(kind, FactKind::Percent));
    let (flag, yes) = first(&policy, |kind| matches!(kind, FactKind::Bool));
    let edition = &policy.edition;
    let text = format!(
        "# 抬头\n{HEAD}edition = \"{edition}\"\n[enterprise]\nname = \"甲\" # 名\nmood = {{ a = [1, 2] }}\n\n\
             # 回答\n[answers] # 表\n{percent} = '5.20%'   # 百分比\n{amount} = 80_000_000\n{yes} = true\n\
             [notes]\nprofile = \"\"\"\na\nb\"\"\"\nelse = 'x'\n[aside]\nold.deep = 1979-05-27\n# 末尾\n"
    );
    let mut profile = reread(&policy, &text).profile;
    assert_eq!(to_toml(&policy, &profile), text);
    profile.answers.set(money, Some(Value::Money(Money::from_fen(12_000_000_000))));
    profile.answers.set(flag, None);
    let expected =
        text.replace("80_000_000", "\"1.2亿元\"").replace(&format!("{yes} = true\n"), "");
    assert_eq!(to_toml(&policy, &profile), expected);
}

#[test]
fn other_layouts_are_written_too() {
    let policy = policy();
    let (flag, yes) = first(&policy, |kind| matches!(kind, FactKind::Bool));
    for layout in [
        format!("{HEAD}answers = {{ {yes} = true }}\n"),
        format!("{HEAD}answers = {{\n  {yes} = true, # c\n}}\n"),
        format!("{HEAD}answers.\"{yes}\" = true\nnotes.a = 'b'\n"),
        format!("[answers]\r\n{yes} = true\r\n[unsure]\r\n").replacen("[", &format!("{HEAD}["), 1),
        HEAD.to_owned(),
        format!("unsure.facts = []\nenterprise = {{}}\n{HEAD}"),
    ] {
        let mut profile = reread(&policy, &layout).profile;
        profile.enterprise.name = "乙".into();
        for (id, fact) in policy.facts().filter(|(id, _)| *id != flag) {
            if fact.kind == FactKind::Bool {
                profile.answers.set(id, Some(Value::Bool(false)));
            } else {
                profile.unsure.insert(id);
            }
        }
        let again = reread(&policy, &to_toml(&policy, &profile)).profile;
        assert_same(&policy, &profile, &again);
    }
}

#[test]
fn old_ids_are_followed_or_put_aside() {
    let mut policy = policy();
    let (flag, yes) = first(&policy, |kind| matches!(kind, FactKind::Bool));
    let (amount, money) = first(&policy, |kind| matches!(kind, FactKind::Money { .. }));
    policy.renamed.push(("old_flag".into(), yes.clone()));
    policy.renamed.push(("old_money".into(), money));
    policy.retired.push(("gone".into(), Text::same("why it went")));
    let text = format!("{HEAD}[answers]\nold_flag = true # c\nold_money = 'x'\ngone = [1]\n");
    let loaded = reread(&policy, &text);
    assert_eq!(loaded.profile.answers.get(flag), Some(Value::Bool(true)));
    assert_eq!(loaded.profile.answers.get(amount), None);
    let remarks: Vec<_> = loaded.remarks.iter().map(|remark| remark.en.as_str()).collect();
    assert_eq!(remarks.len(), 3);
    assert!(remarks.iter().any(|r| r.contains("gone") && r.contains("why it went")));
    let saved = to_toml(&policy, &loaded.profile);
    assert!(saved.contains(&format!("{yes} = true # c\n")), "{saved}");
    assert!(saved.contains("[aside]\nold_money = 'x'\ngone = [1]\n"), "{saved}");
    let again = reread(&policy, &saved);
    assert_eq!(again.remarks, []);
    assert_same(&policy, &loaded.profile, &again.profile);
}

#[test]
fn today_s_id_wins_over_its_old_one() {
    let mut policy = policy();
    let (flag, yes) = first(&policy, |kind| matches!(kind, FactKind::Bool));
    policy.renamed.push(("old_flag".into(), yes.clone()));
    let text = format!("{HEAD}[answers]\nold_flag = true\n{yes} = false\n");
    let loaded = reread(&policy, &text);
    assert_eq!(loaded.profile.answers.get(flag), Some(Value::Bool(false)));
    assert!(to_toml(&policy, &loaded.profile).contains("[aside]\nold_flag = true\n"));
}
