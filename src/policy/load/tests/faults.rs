//! What a pack must not say, each told at its place.

use super::*;

/// The file, the text in it, what it becomes, the code, and what is at the place told.
type Seeded = (&'static str, &'static str, String, &'static str, &'static str);

fn seeded() -> Vec<Seeded> {
    let base = |tables: &str| format!("{tables}\n{BASE}");
    let with_reading = |tables: &str| format!("{READING}{tables}\n{BASE}");
    let own = |text: &str| text.to_owned();
    let award = "award = { each = \"2000元\", of = \"new_staff\", cap = \"20万元\" }";
    let when = "when = [{ fact = \"new_staff\", at_least = 1 }]";
    let purchases = "type = \"set\"";
    let certainty = "certainty = \"ceiling\"";
    let options = "options = [\n  { id = \"machines\", label = { zh = \"一般设备\", en = \"Machines\" } },\n  \
        { id = \"green\", label = { zh = \"绿色设备\", en = \"Green equipment\" } },\n]";
    let many: String = (0..129)
        .map(|at| format!("{{ id = \"o{at}\", label = {{ zh = \"一\", en = \"One\" }} }},"))
        .collect();
    let increase = "derived = { increase = [\"revenue\", \"revenue_prior\"] }";
    let floor = "at_least = \"revenue_prior\"";
    let tiers = "tiers = [[\"5000万元\", \"10万元\"], [\"1亿元\", \"20万元\"]]";
    let mut all: Vec<Seeded> = vec![
        (POLICY, "schema = 1", own("schema = 2"), "pack/schema", "2\nid"),
        (POLICY, "schema = 1", own("schema = \"1\""), "toml/type", "\"1\"\nid"),
        (POLICY, "[1, 2, 3, 4, 5]", own("[1, -2]"), "toml/type", "-2]"),
        (POLICY, "= 2030", own("= 99999999999"), "toml/type", "99999999999"),
        (POLICY, "year = 2026", own("year = 99999999999"), "toml/type", "99999999999"),
        (POLICY, "\"in_district\"", own("\"in_distric\""), "pack/unknown-id", "\"in_distric\""),
        (POLICY, "\"next_year\"", own("\"some_day\""), "toml/type", "\"some_day\""),
        (POLICY, "edition = ", own("editoin = "), "toml/missing-key", "# "),
        (
            POLICY,
            BASE,
            base(
                "[[reading]]\nid = \"room\"\ntitle = { zh = \"一\", en = \"One\" }\n\
                [[reading.option]]\nid = \"wide\"\nlabel = { zh = \"宽\", en = \"Wide\" }",
            ),
            "pack/reading",
            "reading",
        ),
        (
            POLICY,
            BASE,
            base("[[exclusive]]\nbenefits = [\"growth\", \"growht\"]"),
            "pack/unknown-id",
            "\"growht\"",
        ),
        (
            POLICY,
            BASE,
            with_reading("[[exclusive]]\nbenefits = [\"growth\"]\nunder = { rooms = \"wide\" }"),
            "pack/unknown-id",
            "\"wide\" }",
        ),
        (
            POLICY,
            BASE,
            with_reading("[[exclusive]]\nbenefits = [\"growth\"]\nunder = { room = \"widest\" }"),
            "pack/unknown-id",
            "\"widest\" }",
        ),
        (
            POLICY,
            BASE,
            with_reading("[[exclusive]]\nbenefits = [\"growth\"]\nunder = {}"),
            "toml/type",
            "{}",
        ),
        (POLICY, BASE, base("[renamed]\nold = \"nowhere\""), "pack/unknown-id", "\"nowhere\""),
        (POLICY, BASE, base("[retired]\nold = \"gone\""), "toml/type", "\"gone\""),
        (POLICY, BASE, base("[[allow]]\nlint = \"x\"\nof = \"y\""), "toml/missing-key", "allow"),
        (FIGURES, "id = \"purchases\"", own("id = \"revenue\""), "pack/doubled-id", ""),
        (FIGURES, "type = \"count\"", own("type = \"number\""), "toml/type", "\"number\""),
        (FIGURES, options, own("options = []"), "pack/options", "[]"),
        (FIGURES, options, format!("options = [{many}]"), "pack/options", "[{ id = \"o0\""),
        (
            FIGURES,
            increase,
            own("derived = { increase = [\"revenue\"] }"),
            "toml/type",
            "[\"revenue\"] }",
        ),
        (
            FIGURES,
            increase,
            own("derived = { compare = [\"revenue\", \"=\", \"revenue_prior\"] }"),
            "toml/type",
            "\"=\"",
        ),
        (
            FIGURES,
            increase,
            own("derived = { compare = [\"revenue\", \">\"] }"),
            "toml/type",
            "[\"revenue\", \">\"]",
        ),
        (
            FIGURES,
            increase,
            own("carry = { from = \"new_staff\" }"),
            "pack/carry",
            "{ from = \"new_staff\" }",
        ),
        (
            FIGURES,
            floor,
            own("carry = { largest = [\"revenue\", \"new_staff\"] }"),
            "pack/carry",
            "{ largest",
        ),
        (
            FIGURES,
            "type = \"count\"",
            own("type = \"count\"\ncarry = { largest = [\"new_staff\"] }"),
            "pack/carry",
            "{ largest",
        ),
        (FIGURES, floor, own("carry = \"forget\""), "toml/type", "\"forget\""),
        (FIGURES, floor, own("known_by = \"nobody\""), "toml/type", "\"nobody\""),
        (FIGURES, floor, own("benchmark = \"world\""), "toml/type", "\"world\""),
        (
            FIGURES,
            floor,
            own(
                "assumed = { value = \"0元\", when = { fact = \"new_staff\", equals = 99999999999999999999 } }",
            ),
            "toml/type",
            "99999999999999999999",
        ),
        (
            FIGURES,
            floor,
            own("assumed = { value = \"0\", when = { fact = \"new_staff\", equals = 0 } }"),
            "toml/type",
            "\"0\"",
        ),
        (
            FIGURES,
            purchases,
            own("type = \"set\"\noptions_from = \"facts\""),
            "toml/type",
            "\"facts\"",
        ),
        (JOBS, "number = 4", own("number = -4"), "toml/type", "-4"),
        (JOBS, "id = \"staff-bonus\"", own("id = \"growth\""), "pack/doubled-id", "\"growth\""),
        (
            GROWTH,
            certainty,
            own("certainty = \"none\""),
            "pack/award",
            "benefit]]\nid = \"milestone\"",
        ),
        (GROWTH, certainty, own("certainty = \"sure\""), "toml/type", "\"sure\""),
        (
            GROWTH,
            certainty,
            own("certainty = \"ceiling\"\nwords = { revenu = \"年度\" }"),
            "pack/unknown-id",
            "\"年度\" }",
        ),
        (
            GROWTH,
            certainty,
            own("certainty = \"ceiling\"\ngate = [\"gate-locaton\"]"),
            "pack/unknown-id",
            "\"gate-locaton\"",
        ),
        (
            GROWTH,
            certainty,
            own("certainty = \"ceiling\"\nhints = [{ zh = \"一\", en = 1 }]"),
            "toml/type",
            "1 }]",
        ),
        (
            GROWTH,
            certainty,
            own("certainty = \"ceiling\"\nunder.room.wide.gate = []"),
            "pack/unknown-id",
            "room",
        ),
        (GROWTH, tiers, own("tiers = []"), "pack/tiers", "[] }"),
        (GROWTH, tiers, own("tiers = [[\"0元\", \"1元\"]]"), "pack/tiers", "[[\"0元\""),
        (
            GROWTH,
            tiers,
            own("tiers = [[\"1元\", \"2元\"], [\"2元\", \"1元\"]]"),
            "pack/tiers",
            "[[\"1元\"",
        ),
        (
            GROWTH,
            tiers,
            own("tiers = [[\"1元\", \"2元\"], [\"1元\", \"2元\"]]"),
            "pack/tiers",
            "[[\"1元\"",
        ),
        (GROWTH, tiers, own("tiers = [[\"1元\"]]"), "toml/type", "[\"1元\"]"),
        (GROWTH, tiers, format!("{tiers}, take = \"all\""), "toml/type", "\"all\""),
        (EQUIPMENT, "has = \"green\"", own("has = \"blue\""), "pack/unknown-id", "\"blue\""),
        (EQUIPMENT, "rate = \"10%\"", own("rate = \"-10%\""), "toml/type", "\"-10%\""),
        (EQUIPMENT, "rate = \"10%\"", own("rate = \"0.0000001%\""), "toml/type", "\"0.0000001%\""),
        (EQUIPMENT, "rate = \"10%\"", own("rate = \"10\""), "toml/type", "\"10\""),
        (
            JOBS,
            "given = { new_staff = 120 }",
            own("year = 99999999999\ngiven = { new_staff = 120 }"),
            "toml/type",
            "99999999999",
        ),
        (JOBS, "given = { new_staff = 120 }", own("given = 120"), "toml/type", "120\nexpect"),
    ];
    for (becomes, code, at) in [
        ("when = [\"revenue\"]", "pack/test", "\"revenue\"]"),
        (
            "when = [{ fact = \"new_staff\", is = \"x\" }]",
            "pack/test",
            "{ fact = \"new_staff\", is",
        ),
        (
            "when = [{ fact = \"new_staff\", year = \"Y\" }]",
            "pack/test",
            "{ fact = \"new_staff\", y",
        ),
        (
            "when = [{ fact = \"new_staff\", empty = true }]",
            "pack/test",
            "{ fact = \"new_staff\", em",
        ),
        (
            "when = [{ fact = \"purchases\", one_of = [] }]",
            "pack/test",
            "{ fact = \"purchases\", o",
        ),
        ("when = [{ fact = \"in_district\", at_least = 1 }]", "pack/test", "1 }]"),
        ("when = [{ fact = \"new_staff\", answered = false }]", "toml/type", "false }]"),
        (
            "when = [{ fact = \"new_staff\", at_least = 9223372036854775808 }]",
            "toml/type",
            "9223372036854775808",
        ),
        ("when = [{ fact = \"new_staff\", at_least = \"1元\" }]", "toml/type", "\"1元\" }]"),
        ("when = [{ fact = \"revenue\", at_least = 1 }]", "toml/type", "1 }]"),
        ("when = [{ fact = \"revenue\", at_least = \"-1元\" }]", "toml/type", "\"-1元\" }]"),
    ] {
        all.push((JOBS, when, own(becomes), code, at));
    }
    for (becomes, code, at) in [
        ("award = { most = \"1元\" }", "toml/unknown-key", "most = \"1元\" }"),
        ("award = { of = \"revenue\" }", "pack/award", "{ of = \"revenue\" }"),
        ("award = { each = \"1元\", of = \"revenue\" }", "pack/award-type", "\"revenue\" }"),
        ("award = { rate = \"1%\", of = \"new_staff\" }", "pack/award-type", "\"new_staff\" }"),
        ("award = { rate = \"1%\", of_each = \"revenue\" }", "pack/award-type", "\"revenue\" }"),
        ("award = { stages = [\"1元\"], of = \"revenue\" }", "pack/award-type", "\"revenue\" }"),
        (
            "award = { rate = \"1%\", of = \"revenue\", beyond = { rate = \"revenue_prior\", of = \"revenue_record\" } }",
            "pack/award-type",
            "\"revenue_prior\", of",
        ),
        (
            "award = { rate = \"1%\", of = \"revenue\", less = \"new_staff\" }",
            "pack/award-type",
            "\"new_staff\" }",
        ),
        (
            "award = { rate = \"1%\", of = \"revenue\", less = \"revenue\" }",
            "pack/award-both-ways",
            "{ rate",
        ),
        ("award = \"2000\"", "toml/type", "\"2000\""),
        ("award = \"1元\"\nlater = { again = -1 }", "toml/type", "-1 }"),
        ("award = \"1元\"\nlater = { fixed = 7 }", "toml/type", "7 }"),
        ("award = \"1元\"\nlater = { stages = 7 }", "toml/type", "7 }"),
    ] {
        all.push((JOBS, award, own(becomes), code, at));
    }
    all
}

#[test]
fn each_fault_is_told_at_its_place() {
    for (end, find, with, code, at) in seeded() {
        let mut files = changed(end, find, &with);
        let say = format!("{end}: {with}");
        let Err(faults) = load(&files) else { panic!("{say}: loads") };
        let fault = faults.0.iter().find(|fault| fault.code == code);
        let fault = fault.unwrap_or_else(|| panic!("{say}: {faults}"));
        assert!(fault.place.file.ends_with(end), "{say}: {fault:?}");
        let source = file(&mut files, end);
        let shown = source.text.find(at).unwrap_or_else(|| panic!("{say}: {at}"));
        if !at.is_empty() {
            let place = source.place(shown);
            let told = (fault.place.line, fault.place.column);
            assert_eq!(told, (place.line, place.column), "{say}: {fault:?}");
        }
    }
}

/// Every table refuses a key that nobody asked for.
#[test]
fn unknown_keys_are_told_everywhere() {
    let seeded = [
        (POLICY, "id = \"gate-location\"", "id = \"gate-location\"\nodd = 1"),
        (POLICY, "year = 2026", "year = 2026\nodd = 1"),
        (FIGURES, "id = \"figures\"", "id = \"figures\"\nodd = 1"),
        (FIGURES, "id = \"green\"", "odd = 1, id = \"green\""),
        (FIGURES, "{ increase =", "{ odd = 1, increase ="),
        (FIGURES, "at_least = \"revenue_prior\"", "carry = { odd = 1, from = \"revenue\" }"),
        (GROWTH, "number = 2", "number = 2\nodd = 1"),
        (GROWTH, "quote = \"支持企业成长\"", "quote = \"支持企业成长\"\nodd = 1"),
        (GROWTH, "id = \"growth\"", "id = \"growth\"\nodd = 1"),
        (GROWTH, "at_least = \"100万元\"", "at_least = \"100万元\", odd = 1"),
        (GROWTH, "cap = \"50万元\"", "cap = \"50万元\", odd = 1"),
        (GROWTH, "missing = [\"revenue_record\"]", "missing = [\"revenue_record\"], odd = 1"),
        (EQUIPMENT, "fixed = \"40万元\"", "fixed = \"40万元\", odd = 1"),
    ];
    for (end, find, with) in seeded {
        let Err(faults) = load(&changed(end, find, with)) else { panic!("{with}: loads") };
        let all: Vec<_> = faults.0.iter().map(|fault| fault.code).collect();
        assert_eq!(all, ["toml/unknown-key"], "{with}");
    }
}

/// A misspelt id is told with the one that was meant.
#[test]
fn the_id_that_was_meant_is_named() {
    let faults = load(&changed(
        JOBS,
        "when = [{ fact = \"new_staff\", at_least = 1 }]",
        "when = [\"in_distrct\"]",
    ));
    let text = faults.expect_err("unknown").to_string();
    assert!(text.contains("in_district"), "{text}");
    let faults = load(&changed(FIGURES, "type = \"count\"", "type = \"number\""));
    let text = faults.expect_err("unknown").to_string();
    assert!(
        text.contains("bool, choice, set, money, percent, count, year, day, money_list, items"),
        "{text}"
    );
}

/// A file that is no TOML is told, whichever half of the files it is in, with those beside it.
#[test]
fn every_file_that_does_not_parse_is_told() {
    let mut files = template();
    for end in [WHO, "01.toml", "05.toml"] {
        let source = file(&mut files, end);
        *source = Source::new(source.name.clone(), "= 1");
    }
    let faults = load(&files).expect_err("no TOML");
    let mut told: Vec<&str> = faults.0.iter().map(|fault| fault.place.file.as_str()).collect();
    told.sort_unstable();
    let ends = ["articles/01.toml", "articles/05.toml", "facts/01-who.toml"];
    assert!(told.iter().zip(ends).all(|(is, end)| is.ends_with(end)), "{told:?}");
    assert_eq!(told.len(), 3);
}
