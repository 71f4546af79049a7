//! Packs.

use super::*;

/// The small pack, one file of it changed: by its own pieces and by those of the embedded pack.
fn pack(dice: &mut Dice, whole: &PackFiles, seeds: &[Vec<u8>], words: &[&str]) -> PackFiles {
    let mut files = whole.clone();
    let (facts, articles) = (files.facts.len(), files.articles.len());
    for _ in 0..1 + dice.below(2) {
        let at = dice.below(facts + articles + 2);
        let of = |files: &PackFiles| match at {
            0 => files.text.clone(),
            1 => files.policy.text.to_string(),
            at if at < 2 + facts => files.facts[at - 2].text.to_string(),
            at => files.articles[at - 2 - facts].text.to_string(),
        };
        let mut bytes = of(&files).into_bytes();
        let other = &seeds[dice.below(seeds.len())];
        for _ in 0..1 + dice.below(3) {
            dice.change(&mut bytes, other, words);
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let put = |source: &mut Source| *source = Source::new(&*source.name, &*text);
        match at {
            0 => files.text.clone_from(&text),
            1 => put(&mut files.policy),
            at if at < 2 + facts => put(&mut files.facts[at - 2]),
            at => put(&mut files.articles[at - 2 - facts]),
        }
    }
    files
}

/// What stands in the files is in the policy.
fn assert_nothing_passed_over(files: &PackFiles, policy: &Policy) {
    let tables: Vec<_> = files
        .sources()
        .map(|source| DeTable::parse(&source.text).expect("TOML").into_inner())
        .collect();
    let all = |key: &str| -> Vec<_> {
        let lists = tables.iter().filter_map(|table| table.get(key)?.get_ref().as_array());
        lists.flat_map(|list| list.iter()).collect()
    };
    assert_eq!(policy.facts.len(), all("fact").len());
    assert_eq!(policy.benefits.len(), all("benefit").len());
    assert_eq!(policy.gates.len(), all("gate").len());
    assert_eq!(policy.readings.len(), all("reading").len());
    assert_eq!(policy.exclusives.len(), all("exclusive").len());
    for (benefit, written) in policy.benefits.iter().zip(all("benefit")) {
        let examples = written.get_ref().as_table().and_then(|table| table.get("example"));
        let examples = examples.and_then(|list| list.get_ref().as_array()).map_or(0, |l| l.len());
        assert_eq!(benefit.examples.len(), examples, "{}", benefit.id);
    }
}

/// Uses a pack as the program does.
fn use_pack(files: &PackFiles, dice: &mut Dice) -> bool {
    let policy = match load(files) {
        Ok(policy) => policy,
        Err(faults) => return refused(&faults, &files.sources().collect::<Vec<_>>()),
    };
    assert_nothing_passed_over(files, &policy);
    let program = Program::compile(&policy, &policy.default_readings());
    let mut profile = Profile::new(&policy, 2026);
    for (at, _) in (0u16..).zip(&policy.facts) {
        if dice.one_in(2) {
            let value = support::value(&policy, FactId(at), 2026, dice.next(), dice.next());
            profile.answers.set(FactId(at), Some(value));
        }
    }
    let view = Assessment::new(&policy, &program, &profile, profile.answers.clone(), 2026);
    let totals = view.evaluator.totals();
    assert!(totals.amount <= totals.at_most);
    assert_calm(&to_text(&view, Route::Section, Lang::Zh, Detail::Reasons));
    let asked = Interview::new(&policy, &program, &profile, &profile.answers);
    assert!(asked.questions().count() <= policy.facts.len());
    if dice.one_in(8)
        && let Ok((_, report)) = check(files)
    {
        for finding in report.findings() {
            assert_calm(&Diagnostics(vec![finding.diagnostic.clone()]).render(Lang::En));
        }
    }
    true
}

#[test]
fn a_pack_is_refused_or_can_be_used() {
    let whole = PackFiles::from_dir(Path::new("tests/packs/second")).expect("readable");
    let embedded = PackFiles::embedded();
    let sources = whole.sources().chain(embedded.sources());
    let seeds: Vec<_> = sources.map(|source| source.text.as_bytes().to_vec()).collect();
    let words = [
        "lot",
        "drawn",
        "rent",
        "benefit",
        "when",
        "award",
        "first",
        "rate",
        "of",
        "cap",
        "each",
        "beyond",
        "later",
        "stages",
        "sum",
        "less",
        "under",
        "reading",
        "gate",
        "gate-location",
        "exclusive",
        "derived",
        "is",
        "one_of",
        "has",
        "has_any",
        "any",
        "all",
        "not",
        "fact",
        "quote",
        "quotes",
        "[[benefit]]",
        "[[fact]]",
        "[renamed]",
        "[retired]",
        "kind",
        "money",
        "choice",
        "set",
        "options",
        "take",
        "tiers",
        "first_reaches",
        "record",
        "prior",
        "unit",
        "{year}",
        "{year-1}",
        "{Y}",
        "第一百条",
        "第二条",
    ];
    let seed_of = |bytes: &[u8]| u64::from_le_bytes(bytes.try_into().expect("eight bytes"));
    let make = |dice: &mut Dice| dice.next().to_le_bytes().to_vec();
    let changed = |bytes: &[u8]| match bytes.len() {
        // A number stands for the changes that it makes.
        8 => pack(&mut Dice::new(seed_of(bytes), 0), &whole, &seeds, &words),
        // A committed find takes the place of the file that its first line names.
        _ => {
            let mut files = whole.clone();
            let text = String::from_utf8_lossy(bytes);
            let name =
                text.lines().next().and_then(|line| line.strip_prefix("# ")).expect("a name");
            let others = files.facts.iter_mut().chain(&mut files.articles);
            let mut all = std::iter::once(&mut files.policy).chain(others);
            let source =
                all.find(|source| source.name.ends_with(name)).expect("a file of the pack");
            *source = Source::new(&*source.name, &*text);
            files
        }
    };
    fuzz("pack", 400, make, |bytes, dice| use_pack(&changed(bytes), dice));
}
