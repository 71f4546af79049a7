//! The forms that spare a pack repetition: one key of an overlay, examples and texts in files of
//! their own, documents in common, one language.

use super::*;
use crate::policy::{Basis, Comparison, Effort, Operand, Standing};

fn benefit<'p>(policy: &'p Policy, id: &str) -> &'p crate::policy::Benefit {
    policy.benefit(policy.benefit_id(id).unwrap_or_else(|| panic!("{id}")))
}

#[test]
fn an_overlay_changes_one_key_of_the_award() {
    let whole = "award = { first_reaches = \"revenue\", record = \"revenue_record\", prior = \
        \"revenue_prior\", tiers = [[\"5000万元\", \"10万元\"], [\"1亿元\", \"20万元\"]], take = \"each\" }";
    let certainty = "certainty = \"ceiling\"";
    let with = |overlay: String| {
        let mut files = changed(GROWTH, certainty, &format!("{certainty}\n{overlay}"));
        change(&mut files, POLICY, BASE, &format!("{READING}\n{BASE}"));
        benefit(&good(&files), "milestone").overlays.clone()
    };
    let one_key = with("under.room.tight.take = \"each\"".to_owned());
    assert_eq!(one_key, with(format!("under.room.tight.{whole}")));
    let Some(Amount::Milestone(milestone)) = &one_key[0].patch.award else { panic!("{one_key:?}") };
    assert_eq!((milestone.take, milestone.tiers.len()), (Take::Each, 2));
    assert!(one_key[0].patch.when.is_none() && one_key[0].patch.gate.is_none());
    // Conditions alone leave the award as it is.
    let when = with("under.room.tight.when = []".to_owned());
    assert!(when[0].patch.award.is_none() && when[0].patch.when.is_some());
}

#[test]
fn examples_stand_in_a_file_of_their_own() {
    let mut files = template();
    let example = "[[example]]\nof = \"growth\"\ngiven = { revenue = \"1元\" }\n\
        expect = { status = \"ineligible\" }\n";
    let before = benefit(&good(&files), "growth").examples.len();
    files.examples.push(Source::new("examples/02.toml", example));
    let policy = good(&files);
    let examples = &benefit(&policy, "growth").examples;
    assert_eq!(examples.len(), before + 1);
    assert_eq!(examples[before].file, "examples/02.toml");
    files.examples[0] = Source::new("examples/02.toml", example.replace("growth", "growht"));
    let faults = load(&files).expect_err("no such benefit");
    assert_eq!(faults.0[0].code, "pack/unknown-id");
}

#[test]
fn documents_in_common_are_listed_with_each_benefit() {
    let common = "[[evidence]]\ntext = { zh = \"甲\", en = \"A\" }\nplace = \"first\"\n\
        [[evidence]]\ntext = { zh = \"乙\", en = \"B\" }\nplace = \"first\"\n\
        [[evidence]]\ntext = { zh = \"丙\", en = \"C\" }\ngate = \"gate-validity\"\nmoney = true\n";
    let mut files = changed(POLICY, BASE, &format!("{common}\n{BASE}"));
    let certainty = "certainty = \"ceiling\"";
    change(
        &mut files,
        GROWTH,
        certainty,
        &format!(
            "{certainty}\ngate = [\"gate-location\"]\nevidence = [{{ zh = \"丁\", en = \"D\" }}]"
        ),
    );
    let policy = good(&files);
    let listed = |id: &str| -> Vec<&str> {
        benefit(&policy, id).evidence.iter().map(|text| text.en.as_str()).collect()
    };
    // The milestone asks for the first gate condition only.
    assert_eq!(listed("milestone"), ["A", "B", "D"]);
    assert!(listed("growth").starts_with(&["A", "B"]) && listed("growth").ends_with(&["C"]));
}

#[test]
fn a_language_may_stand_in_a_file_of_its_own() {
    let files = template();
    let title = benefit(&good(&files), "growth").title.clone();
    let mut split = changed(
        GROWTH,
        &format!("{{ zh = \"{}\", en = \"{}\" }}", title.zh, title.en),
        &format!("\"{}\"", title.zh),
    );
    let faults = load(&split).expect_err("the English is wanted");
    assert_eq!(faults.0[0].code, "toml/type");
    let english = format!("[benefit.growth]\ntitle = \"{}\"\n", title.en);
    split.overlays.push((crate::text::Lang::En, Source::new("en.toml", english)));
    assert_eq!(benefit(&good(&split), "growth").title, title);
}

#[test]
fn a_pack_may_have_one_language() {
    let title = "title = { zh = \"示例区支持企业成长若干措施\", en = \"Measures of Example District to help enterprises grow\" }";
    let one = "languages = [\"zh\"]\ntitle = \"示例区支持企业成长若干措施\"";
    let policy = good(&changed(POLICY, title, one));
    assert_eq!(policy.languages, [crate::text::Lang::Zh]);
    assert_eq!(policy.title.zh, "示例区支持企业成长若干措施");
    // What one language lacks is shown in the other, marked.
    assert_eq!(policy.title.en, "[zh] 示例区支持企业成长若干措施");
    let faults = load(&changed(POLICY, title, "title = \"示例\"")).expect_err("two languages");
    assert_eq!(faults.0[0].code, "toml/type");
}

#[test]
fn an_id_of_a_gate_condition_stands_once() {
    let again = "[[gate]]\nid = \"gate-location\"\ntitle = { zh = \"一\", en = \"One\" }\nquote = \"x\"\n\
        when = \"in_district\"\npossible = \"never\"\ntodo = { zh = \"一\", en = \"One\" }\n";
    let faults = load(&changed(POLICY, BASE, &format!("{again}\n{BASE}"))).expect_err("twice");
    assert_eq!(faults.0[0].code, "pack/doubled-id");
}

#[test]
fn what_is_asked_often_and_what_is_a_slip_are_read() {
    let mut files = changed(
        POLICY,
        BASE,
        &format!(
            "[wording]\nbasis = {{ zh = \"草案\", en = \"the draft\" }}\n[contact]\ntelephone = {{ zh = \"12345\", en = \"12345\" }}\n\
            [[plausible]]\nid = \"p\"\nwhen = [{{ fact = \"revenue\", above = {{ times = 10, of = \"revenue_prior\" }}, at_most = \"5元\" }}]\n\
            text = {{ zh = \"一\", en = \"One\" }}\n{BASE}"
        ),
    );
    let faq = "[[faq]]\nid = \"a\"\nquestion = { zh = \"一\", en = \"One\" }\nwords = [\"x\"]\nanswer = { zh = \"二\", en = \"Two\" }\n";
    let all = format!("{faq}quote = \"支持企业成长\"\n{faq}practice = true\n{faq}open = true\n");
    files.faq = Some(Source::new("faq.toml", all));
    let policy = good(&files);
    let basis: Vec<Basis> = policy.faq.iter().map(|question| question.basis).collect();
    assert_eq!(basis, [Basis::Text, Basis::Practice, Basis::Open]);
    assert_eq!(policy.faq[0].quotes, ["支持企业成长"]);
    assert_eq!((policy.wording.basis.en.as_str(), policy.status), ("the draft", Standing::Draft));
    assert_eq!(policy.wording.eligible.en, "eligible");
    assert_eq!(policy.contact.telephone.as_ref().map(|text| text.zh.as_str()), Some("12345"));
    assert!(policy.contact.deadline.is_none());
    let relations = &policy.plausible[0].when;
    let prior = policy.fact_id("revenue_prior").expect("a fact");
    assert_eq!(relations[0].than, Operand::Share { rate: Rate { num: 10, den: 1 }, of: prior });
    assert_eq!((relations[0].is, relations[1].is), (Comparison::Above, Comparison::AtMost));
    for (bad, code) in [
        ("{ fact = \"revenue\" }", "pack/relation"),
        ("{ fact = \"revenue\", above = 5 }", "pack/test"),
        ("{ fact = \"revenue\", above = { of = \"new_staff\" } }", "pack/test"),
    ] {
        let table = format!(
            "[[plausible]]\nid = \"p\"\nwhen = [{bad}]\ntext = {{ zh = \"一\", en = \"One\" }}\n{BASE}"
        );
        let faults = load(&changed(POLICY, BASE, &table)).expect_err(bad);
        assert_eq!(faults.0[0].code, code, "{bad}");
    }
}

#[test]
fn effort_and_aliases_are_read() {
    let policy = crate::policy::load_embedded().unwrap_or_else(|faults| panic!("{faults}"));
    let fact = policy.fact(policy.fact_id("in_enterprise_library").expect("a fact"));
    assert_eq!(fact.effort, Some(Effort::Apply));
    assert!(fact.aliases.iter().any(|alias| alias == "入库"));
    // Whatever the applicant can change says what it takes.
    for (_, fact) in policy.facts() {
        let changes = fact.possible != Possible::Never && fact.benchmark.is_none();
        assert!(!changes || fact.effort.is_some() || fact.lists_benefits, "{}", fact.id);
    }
    assert!(policy.gates.iter().all(|gate| gate.effort.is_some()));
    assert!(policy.benefits.iter().all(|benefit| !benefit.aliases.is_empty()));
    assert_eq!(policy.faq.len(), 20);
    assert!(policy.plausible.len() >= 12);
}
