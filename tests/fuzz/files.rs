//! Profiles, averages, settings and dossiers.

use super::*;

/// All that a profile says.
fn said(profile: &Profile) -> String {
    let answers = policy().facts().map(|(id, _)| profile.answers.get(id)).collect::<Vec<_>>();
    let Profile { year, enterprise, unsure, notes, .. } = profile;
    format!("{year} {enterprise:?} {unsure:?} {notes:?} {answers:?}")
}

#[test]
fn a_profile_is_refused_or_means_the_same_when_written_and_read_again() {
    let good = seeds(&[("profiles", ".toml"), ("tests/data/cases", ".toml")]);
    let (bad, words) = (seeds(&[("tests/data/bad", ".toml")]), words());
    let make = |dice: &mut Dice| {
        let seeds = if dice.one_in(8) { &bad } else { &good };
        dice.mutated(seeds, &words)
    };
    fuzz("profile", 1_000, make, |bytes, dice| {
        let source = match source_from_reader("p.toml", bytes) {
            Ok(source) => source,
            Err(faults) => {
                // A file that is not UTF-8 is quoted up to the fault.
                let before = Source::new("p.toml", String::from_utf8_lossy(bytes));
                return refused(&faults, &[&before]);
            }
        };
        let loaded = match read(policy(), &source) {
            Ok(loaded) => loaded,
            Err(faults) => return refused(&faults, &[&source]),
        };
        let profile = loaded.profile;
        let written = to_toml(policy(), &profile);
        let again = read(policy(), &Source::new("again.toml", &*written));
        let again = again.unwrap_or_else(|faults| panic!("{faults}\n{written}")).profile;
        assert_eq!(said(&profile), said(&again), "{written}");
        assert_eq!(to_toml(policy(), &again), written, "a second save changes nothing");
        let year = profile.year;
        let mut evaluator = Evaluator::new(program());
        evaluator.run(&profile.answers, year);
        let sum = evaluator.totals().clone();
        assert!(sum.amount <= sum.at_most);
        if dice.one_in(16) {
            let view =
                Assessment::new(policy(), program(), &profile, profile.answers.clone(), year);
            for lang in [Lang::Zh, Lang::En] {
                assert_calm(&to_text(&view, Route::Section, lang, Detail::Reasons));
                let json = to_json(&view, lang, true).expect("JSON");
                assert_calm(&json);
                serde_json::from_str::<serde_json::Value>(&json).expect("JSON");
            }
        }
        true
    });
}

#[test]
fn averages_are_refused_or_fill_what_is_absent() {
    let good = "[2026]\ndistrict_output_growth = \"5.2%\"\n[2026.industry.C3964]\nindustry_output_growth = \"8%\"\n[2027]\n";
    let mut seeds = seeds(&[("tests/data/bad", ".benchmarks.toml")]);
    seeds.extend(std::iter::repeat_n(good.as_bytes().to_vec(), seeds.len() / 2));
    let words = words();
    let make = |dice: &mut Dice| dice.mutated(&seeds, &words);
    fuzz("benchmarks", 2_000, make, |bytes, _| {
        let Ok(source) = source_from_reader("b.toml", bytes) else { return false };
        match Averages::read(policy(), &source) {
            Ok(benchmarks) => {
                let mut answers = Answers::new(policy());
                benchmarks.fill(policy(), 2026, Some("C3964"), &mut answers);
                assert!(answers.answered().all(|fact| policy().fact(fact).benchmark.is_some()));
                true
            }
            Err(faults) => refused(&faults, &[&source]),
        }
    });
}

#[test]
fn settings_are_refused_or_kept_as_they_are_by_a_save() {
    let good = "# mine\nlang = \"en\" # keep\ntheme = \"dark\"\nascii = true\nmouse = false\ndata_dir = \"/tmp/资料\"\nyear = 2027\nbenchmarks = \"b.toml\"\ninterface = \"ask\"\nedition = \"2026\"\n[readings]\nr06-tiers = \"each\"\n[keys]\nsave = \"f5\"\n";
    let seeds = [good.as_bytes().to_vec(), b"readings = {a = \"b\"}\n".to_vec()];
    let words = ["lang", "theme", "readings", "keys", "r06-tiers", "interface", "wizard", "[keys]"];
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("config.toml");
    let make = |dice: &mut Dice| dice.mutated(&seeds, &words);
    fuzz("config", 1_000, make, |bytes, _| {
        fs::write(&path, bytes).expect("written");
        match Config::read(&path) {
            Ok((config, unknown)) => {
                let unknown = Diagnostics(unknown);
                assert_calm(&unknown.render(Lang::Zh));
                if let Err(why) = config.save(&path) {
                    // What can be read past but not written, such as a number beyond 64 bits in
                    // a key that is not known: the file stays as it is.
                    assert!(why.en.contains("was not written"), "{}", why.en);
                    assert_eq!(fs::read(&path).expect("read"), bytes);
                    return false;
                }
                let (again, still) =
                    Config::read(&path).unwrap_or_else(|faults| panic!("{faults}"));
                assert_eq!(config, again);
                assert_eq!(unknown.0.len(), still.len());
                true
            }
            Err(faults) => {
                let text = String::from_utf8_lossy(bytes);
                let source = Source::new(path.display().to_string(), text);
                refused(&faults, &[&source])
            }
        }
    });
}

/// A dossier of each sample.
fn dossiers() -> Vec<Vec<u8>> {
    let samples = seeds(&[("profiles", ".toml")]);
    let one = |bytes: &Vec<u8>| {
        let source = source_from_reader("p.toml", &bytes[..]).expect("a sample");
        let profile = read(policy(), &source).unwrap_or_else(|faults| panic!("{faults}")).profile;
        let mut evaluator = Evaluator::new(program());
        evaluator.run(&profile.answers, profile.year);
        let material = Material {
            policy: policy(),
            sha256: "00",
            profile: &profile,
            answers: &profile.answers,
            evaluator: &evaluator,
            made: "2026-01-02",
            notes: true,
        };
        Dossier::new(material).to_json().expect("JSON").into_bytes()
    };
    samples.iter().map(one).collect()
}

#[test]
fn a_changed_dossier_never_holds() {
    let seeds = dossiers();
    // What is null may be left out.
    let value = |bytes: &[u8]| -> Option<serde_json::Value> {
        let mut value: serde_json::Value = serde_json::from_slice(bytes).ok()?;
        for benefit in value["result"]["benefits"].as_object_mut()?.values_mut() {
            benefit.as_object_mut()?.retain(|_, value| !value.is_null());
        }
        Some(value)
    };
    let good: Vec<_> = seeds.iter().map(|seed| value(seed)).collect();
    let words = ["dossier", "made", "result", "seal", "eligible", "0.00", "profile", "benchmarks"];
    let make = |dice: &mut Dice| dice.mutated(&seeds, &words);
    fuzz("dossier", 1_000, make, |bytes, _| {
        let Ok(source) = source_from_reader("d.json", bytes) else { return false };
        let dossier = match Dossier::read(&source) {
            Ok(dossier) => dossier,
            Err(faults) => return refused(&faults, &[&source]),
        };
        if let Ok(verdict) = dossier.verify(&source, policy(), "00")
            && verdict.holds()
        {
            assert!(good.contains(&value(source.text.as_bytes())), "{}", source.text);
        }
        true
    });
}
