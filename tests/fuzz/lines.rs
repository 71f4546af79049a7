//! Lines of JSON, rows of sheets, and the amounts in them.

use super::*;

/// What a run of the screening gave: the lines, and which of the input's were told as bad.
pub struct Screened {
    pub lines: Vec<String>,
    pub bad: Vec<u64>,
}

pub fn screened(input: &[u8], from: Format, format: Format, threads: usize) -> Option<Screened> {
    ran(from, format, threads, |job, output, tell| batch::run(job, input, output, tell))
}

/// What a screening told and put out; none if its input was refused.
pub fn ran(
    from: Format,
    format: Format,
    threads: usize,
    run: impl FnOnce(
        &Job<'_>,
        &mut Bytes<Vec<u8>>,
        &mut dyn FnMut(Event<'_>),
    ) -> Result<(Tally, Option<Summary>), ScreenError>,
) -> Option<Screened> {
    let options = Options {
        format,
        year: Some(2026),
        missing: format == Format::Ndjson,
        carry: from != Format::Ndjson,
        threads: NonZeroUsize::new(threads).expect("not 0"),
        ..Options::new(from, Lang::En)
    };
    let benchmarks = Averages::default();
    let (policy, program) = (policy(), program());
    let job = Job { policy, program, benchmarks: &benchmarks, options: &options, others: &[] };
    let mut output = Bytes(Vec::new());
    let mut bad = Vec::new();
    let ran = run(&job, &mut output, &mut |event| {
        if let Event::Bad(record) = event {
            for said in [&record.error.zh, &record.error.en] {
                assert!(!said.is_empty());
            }
            bad.push(record.line);
        }
    });
    let tally = match ran {
        Ok((tally, _)) => tally,
        Err(ScreenError::Input(why)) => {
            for said in [&why.zh, &why.en] {
                assert_calm(said);
                assert!(!said.is_empty() && said.len() < 8_000, "{said}");
            }
            return None;
        }
        Err(error) => panic!("{error}"),
    };
    assert_eq!(tally.bad, bad.len() as u64);
    let text = String::from_utf8(output.0).expect("UTF-8");
    assert_calm(&text);
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if format == Format::Ndjson {
        assert_eq!(tally.good + tally.bad, lines.len() as u64);
    }
    Some(Screened { lines, bad })
}

/// The id of a result and, of a good one, all of it.
pub fn result(line: &str) -> (serde_json::Value, Option<&str>) {
    let json: serde_json::Value = serde_json::from_str(line).expect("JSON");
    (json["id"].clone(), json.get("error").is_none().then_some(line))
}

const LINES: [&str; 9] = [
    r#"{"id":"a","answers":{"operates_in_fengtai":true,"in_enterprise_library":true,"category":"manufacturer","exclusions":[]}}"#,
    r#"{"id":"b","year":2027,"industry_code":"C3964","answers":{"revenue":"1.5亿元","revenue_prior":120000000}}"#,
    r#" { "answers" : { "revenue" : 12 , "issuer_contracts" : [ "1万元" , 5 ] } , "id" : "丰台" } "#,
    r#"{"id":"A\n","answers":{"output_increase":"-3万元","industrial_output":0}}"#,
    r#"{"id":"d","answers":{"district_output_growth":"5.2%","landed_enterprises":12,"above_scale_since":2025}}"#,
    r#"{"id":"e","answers":{"operates_in_fengtai":true,}}"#,
    r#"{"id":"f","answers":{"exclusions":["restricted_catalogue","accident"],"funding":["robot_first_use"],"robot_first_use_funding":"100万元"}}"#,
    r#"{"id":"g","year":2026,"answers":{"activities":["outsourcing"],"category":"software"}}"#,
    r#"{"id":"","answers":{}}"#,
];

#[test]
fn both_readers_of_json_lines_agree() {
    let seeds: Vec<_> = LINES.iter().map(|line| line.as_bytes().to_vec()).collect();
    let words = words();
    let make = |dice: &mut Dice| {
        let mut lines = Vec::new();
        for _ in 0..16 {
            let line = dice.mutated(&seeds, &words);
            lines.extend(line.into_iter().filter(|byte| *byte != b'\n'));
            lines.push(b'\n');
        }
        lines
    };
    fuzz("ndjson", 150, make, |bytes, _| {
        // An escape in a key means the same and leaves the line to the general reader.
        let mut escaped = Vec::new();
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            let at = line.windows(4).position(|piece| piece == b"\"id\"");
            let (before, after) = line.split_at(at.unwrap_or(line.len()));
            escaped.extend_from_slice(before);
            if let Some(after) = after.strip_prefix(b"\"id\"") {
                escaped.extend_from_slice(b"\"\\u0069d\"");
                escaped.extend_from_slice(after);
            }
        }
        let fast = screened(bytes, Format::Ndjson, Format::Ndjson, 1).expect("lines");
        let general = screened(&escaped, Format::Ndjson, Format::Ndjson, 2).expect("lines");
        assert_eq!(fast.bad, general.bad);
        assert_eq!(fast.lines.len(), general.lines.len());
        for (one, other) in fast.lines.iter().zip(&general.lines) {
            assert_eq!(result(one), result(other));
        }
        fast.bad.len() < fast.lines.len()
    });
}

#[test]
fn any_sheet_is_refused_or_read_row_by_row() {
    let gbk: &[u8] = b"\xc6\xf3\xd2\xb5\xc3\xfb\xb3\xc6,year\n\xb7\xe1\xcc\xa8,2026\n";
    let wide: Vec<u8> =
        "id,revenue\n丰台,1亿元\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let seeds = [
        "id,year,industry_code,operates_in_fengtai,revenue,issuer_contracts,exclusions\na,2026,C39,true,1.5亿元,1万元;5,none\nb,,,否,12,,restricted_catalogue;accident\n".as_bytes().to_vec(),
        "\u{feff}企业名称,营业收入（万元）,备注\r\n\"甲, \"\"乙\"\"\n丙\",\"1,200\",\"=1+1\"\r\n丁,不知道,\r\n".as_bytes().to_vec(),
        "id,revenue,other\n\"a\"tail,１２万,\"open\n".as_bytes().to_vec(),
        gbk.to_vec(),
        [b"\xff\xfe".as_slice(), &wide].concat(),
    ];
    let words = words();
    let make = |dice: &mut Dice| dice.mutated(&seeds, &words);
    fuzz("csv", 1_000, make, |bytes, _| {
        let alone = screened(bytes, Format::Csv, Format::Ndjson, 1);
        let together = screened(bytes, Format::Csv, Format::Ndjson, 3);
        assert_eq!(alone.is_some(), together.is_some());
        let (Some(alone), Some(together)) = (alone, together) else { return false };
        assert_eq!((&alone.lines, &alone.bad), (&together.lines, &together.bad));
        let sheet = screened(bytes, Format::Csv, Format::Csv, 1).expect("as before");
        assert_eq!(sheet.bad, alone.bad);
        let text = sheet.lines.join("\n");
        let mut rows = csv::ReaderBuilder::new().from_reader(text.as_bytes());
        // Every row has as many cells as the header.
        assert_eq!(rows.records().filter(Result::is_ok).count(), alone.lines.len(), "{text}");
        alone.bad.len() < alone.lines.len()
    });
}

/// A value for a fact as JSON and as a cell, mostly good.
pub fn value_and_cell(fact: &Fact, dice: &mut Dice) -> (serde_json::Value, String) {
    use serde_json::Value as Json;
    let amount = |dice: &mut Dice| match dice.below(24) {
        0 => Json::from(dice.token()),
        1 => Json::from(dice.next() as i64 >> dice.below(60)),
        2 => Json::from(format!("{}元", dice.next() >> dice.below(60))),
        3..8 => Json::from(dice.next() % 2_000_000_000),
        n => {
            let unit = ["万元", "亿元", "万", "亿"][n % 4];
            Json::from(format!("{}.{}{unit}", dice.below(9_999), dice.below(100)))
        }
    };
    let plain = |json: &Json| json.as_str().map_or_else(|| json.to_string(), str::to_owned);
    let json = match &fact.kind {
        FactKind::Bool => Json::from(dice.one_in(2)),
        FactKind::Choice(options) => Json::from(&*options[dice.below(options.len())].id),
        FactKind::Set(options) => {
            let chosen = options.iter().filter(|_| dice.one_in(3));
            Json::from(chosen.map(|option| &*option.id).collect::<Vec<_>>())
        }
        FactKind::Money { .. } => amount(dice),
        FactKind::Percent => Json::from(match dice.below(12) {
            0 => dice.token().to_owned(),
            1 => format!("-{}%", dice.below(200)),
            _ => format!("{}.{}%", dice.below(200), dice.next() >> dice.below(60)),
        }),
        FactKind::Count if dice.one_in(12) => Json::from(dice.next() as i64 >> dice.below(64)),
        FactKind::Count => Json::from(dice.below(2_000)),
        FactKind::Day => {
            Json::from(format!("{}-{:02}-01", 1_945 + dice.below(160), dice.below(13)))
        }
        FactKind::Year => Json::from(1_945 + dice.below(160)),
        FactKind::Items(_) => Json::from(Vec::<Json>::new()),
        FactKind::MoneyList => {
            Json::from((0..dice.below(4)).map(|_| amount(dice)).collect::<Vec<_>>())
        }
    };
    let cell = match &json {
        Json::Array(items) if items.is_empty() => "none".to_owned(),
        Json::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(";"),
        other => plain(other),
    };
    (json, cell)
}

#[test]
fn a_line_a_row_and_a_profile_with_the_same_values_give_the_same() {
    let make = |dice: &mut Dice| dice.next().to_le_bytes().to_vec();
    fuzz("same", 50, make, |_, dice| {
        let facts: Vec<_> = policy().facts.iter().filter(|_| dice.one_in(6)).collect();
        let mut sheet = csv::Writer::from_writer(Vec::new());
        let ids = facts.iter().map(|fact| &*fact.id);
        sheet.write_record(["id"].into_iter().chain(ids)).expect("a row");
        let (mut lines, mut profiles) = (String::new(), Vec::new());
        for number in 0..16 {
            let mut answers = serde_json::Map::new();
            let mut cells = vec![number.to_string()];
            let mut toml =
                format!("schema = 1\npolicy = \"{}\"\nyear = 2026\n[answers]\n", policy().id);
            for fact in &facts {
                let (json, cell) = value_and_cell(fact, dice);
                toml.push_str(&format!("{} = {json}\n", fact.id));
                answers.insert(fact.id.clone(), json);
                cells.push(cell);
            }
            sheet.write_record(&cells).expect("a row");
            let line = serde_json::json!({"id": number.to_string(), "answers": answers});
            lines.push_str(&format!("{line}\n"));
            profiles.push(toml);
        }
        let sheet = sheet.into_inner().expect("a sheet");
        let of_lines =
            screened(lines.as_bytes(), Format::Ndjson, Format::Ndjson, 1).expect("lines");
        let of_sheet = screened(&sheet, Format::Csv, Format::Ndjson, 1).expect("a sheet");
        let rows = of_lines.lines.iter().zip(&of_sheet.lines).zip(&profiles);
        for (at, ((line, row), toml)) in rows.enumerate() {
            let input = || format!("{}\n{toml}", lines.lines().nth(at).unwrap_or_default());
            let good = result(line).1.is_some();
            // A cell is read more kindly than a value.
            if good {
                assert_eq!(line, row, "{}", input());
            }
            let loaded = read(policy(), &Source::new("p.toml", &**toml));
            assert_eq!(loaded.is_ok(), good, "{line}\n{}", input());
            if let Ok(loaded) = loaded {
                let mut evaluator = Evaluator::new(program());
                evaluator.run(&loaded.profile.answers, 2026);
                let json: serde_json::Value = serde_json::from_str(line).expect("JSON");
                let totals = evaluator.totals();
                assert_eq!(json["total"]["amount"], totals.amount.to_plain(), "{}", input());
                assert_eq!(json["total"]["at_most"], totals.at_most.to_plain(), "{}", input());
            }
        }
        assert_eq!(of_lines.lines.len(), 16);
        of_lines.bad.len() < 16
    });
}

#[test]
fn an_amount_is_refused_or_written_as_it_is_read() {
    let seeds: Vec<Vec<u8>> = [
        "1.2亿元",
        "3500万",
        "0.01元",
        "-3万元",
        "1,200万元",
        "１２．５万元",
        "999999999999999元",
        "5%",
        "-0.5%",
        "1000000%",
        "5.00000000000000000001%",
        "2025年3月",
        "12",
        "一百万",
    ]
    .iter()
    .map(|text| text.as_bytes().to_vec())
    .collect();
    let kinds: Vec<_> = policy().facts.iter().map(|fact| &fact.kind).collect();
    let make =
        |dice: &mut Dice| dice.mutated(&seeds, &["万", "亿", "元", "千", "百", "，", "．", "￥"]);
    fuzz("amount", 5_000, make, |bytes, dice| {
        let text = String::from_utf8_lossy(bytes);
        if let Ok(money) = Money::parse(&text, true) {
            assert_eq!(Money::parse(&money.to_profile(), true), Ok(money), "{text}");
            assert_eq!(Money::from_decimal(money.to_decimal()), Ok(money), "{text}");
        }
        if let Ok(percent) = Percent::parse(&text) {
            assert_eq!(Percent::from_decimal(percent.to_decimal()), Some(percent), "{text}");
        }
        let kind = kinds[dice.below(kinds.len())];
        let unit = dice.below(5).checked_sub(1).map(|at| UNITS[at].1);
        let understood = understand(kind, &text, unit);
        if let Err(error) = understood {
            assert_calm(&error.text().zh);
        }
        understood.is_ok()
    });
}
