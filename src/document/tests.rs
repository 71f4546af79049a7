//! One document through every renderer.

use super::*;

/// A document with one block of every kind, told by whoever may be hostile.
fn sample() -> Document {
    let mut document = Document::new(Lang::Zh, "对照单 <b>\u{1b}[31m");
    document.add(Block::Note(Line::from("估算上限 ").and(Line::strong("35万元")).and("。")));
    document.add(Block::Pairs(vec![
        ("企业".into(), "某某".into()),
        ("评估年度".into(), "2026".into()),
    ]));
    let mut table = Table::new(["事项", "金额"]).figures([1]);
    table.row_about(Some("a06".to_owned()), ["增量|奖励", "35万元"]);
    table.row(["首次达到", "5万元"]);
    document.add(Section::new("项目").with(table));
    let list = List::new(
        Mark::Box,
        [Item::from("营业执照").over(["复印件"]).about("licence"), Item::from("承诺书")],
    );
    document.add(Section::closed("材料 2 项").with(list));
    document.add(Chart {
        title: "各项金额".into(),
        legend: "实心：估算上限".into(),
        bars: vec![
            Bar { label: "甲".into(), said: "35万元".into(), value: 35, certain: true },
            Bar { label: "乙".into(), said: "7万元".into(), value: 7, certain: false },
        ],
    });
    document.add(Block::Drawing(vec!["  |##".into(), "  +--".into()]));
    document
}

#[test]
fn a_terminal_gets_rows_with_meanings_and_targets() {
    let rows = rows(&sample(), Layout::new(30));
    let texts: Vec<String> = rows.iter().map(Row::text).collect();
    assert_eq!(
        texts,
        [
            "对照单 <b>\\u{1b}[31m",
            "· 估算上限 35万元。",
            "企业      某某",
            "评估年度  2026",
            "",
            "【项目】",
            "  事项         金额",
            "  增量|奖励  35万元",
            "  首次达到    5万元",
            "",
            "▸ 材料 2 项",
            // The longer bar fills the room: 30 less "甲" and "35万元" with three spaces.
            "各项金额",
            "甲 ███████████████████ 35万元",
            // A fifth of 19, rounded down.
            "乙 ░░░ 7万元",
            "实心：估算上限",
            "  |##",
            "  +--",
        ]
    );
    assert_eq!(rows[7].target.as_deref(), Some("a06"));
    let strong = rows[1].spans().iter().find(|span| span.tone() == Tone::Strong);
    assert_eq!(strong.map(Span::text), Some("35万元"));
}

#[test]
fn folds_open_when_asked_and_boxes_stand_before_what_is_to_be_brought() {
    let open = plain(&sample(), Layout { folds: Folds::Open, ..Layout::new(60) });
    assert!(open.contains("【材料 2 项】\n  □ 营业执照\n    - 复印件\n  □ 承诺书\n"), "{open}");
    let ascii = plain(&sample(), Layout { ascii: true, folds: Folds::Open, width: 60 });
    assert!(ascii.contains("[ ] 营业执照") && ascii.contains("###") && !ascii.contains('█'));
}

#[test]
fn no_row_is_wider_than_the_terminal_and_no_text_is_lost() {
    let long = "年度产值增速达到全区平均水平以上且正增长，增量达到500万元以上的，按照超出部分增量的1.5%给予支持";
    let mut document = Document::new(Lang::Zh, "题");
    let mut table = Table::new(["条款", "说明", "金额"]).figures([2]);
    table.row(["第六条", long, "300万元"]);
    table.row(["第七条 English words that wrap", "短", "5万元"]);
    document.add(table);
    document.add(Block::Pairs(vec![(long.into(), long.into()), ("短".into(), long.into())]));
    document.add(List::new(Mark::Number, [Line::from(long).and(Line::strong("重点"))]));
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    for width in 20..120 {
        let rows = rows(&document, Layout::new(width));
        for row in &rows {
            assert!(crate::text::columns(&row.text()) <= width, "{width}: {}", row.text());
        }
        let all: String = rows.iter().map(|row| squeezed(&row.text())).collect();
        assert!(all.contains("300万元") && all.contains("重点"), "{width}");
        assert_eq!(all.matches("奖励").count(), 0);
    }
}

#[test]
fn a_wrapped_line_keeps_the_meaning_of_every_character() {
    let line = Line::from("金额 ").and(Line::toned("一二三 四五六", Tone::Figure)).and(" 完");
    let pieces = line.spread(&["金额".to_owned(), "一二三".to_owned(), "四五六 完".to_owned()]);
    let toned: Vec<(String, Tone)> = pieces
        .iter()
        .flat_map(Line::spans)
        .map(|span| (span.text().to_owned(), span.tone()))
        .collect();
    assert_eq!(
        toned,
        [
            ("金额".to_owned(), Tone::Plain),
            ("一二三".to_owned(), Tone::Figure),
            ("四五六".to_owned(), Tone::Figure),
            (" 完".to_owned(), Tone::Plain),
        ]
    );
}

#[test]
fn markdown_has_tables_boxes_and_nothing_that_was_typed_as_markup() {
    let text = markdown(&sample());
    assert!(text.starts_with("# 对照单 &lt;b&gt;\\\\u\\{1b\\}\\[31m\n"), "{text}");
    assert!(text.contains("\n> 估算上限 **35万元**。\n"), "{text}");
    assert!(text.contains("| 事项 | 金额 |\n| --- | ---: |\n| 增量\\|奖励 | 35万元 |\n"), "{text}");
    assert!(
        text.contains("\n## 材料 2 项\n\n- [ ] 营业执照\n  - 复印件\n- [ ] 承诺书\n"),
        "{text}"
    );
    assert!(text.contains("```text\n  |##\n  +--\n```\n"), "{text}");
}

#[test]
fn html_escapes_folds_sorts_and_runs_nothing() {
    let mut document = sample();
    let mut table = Table::new(["名称", "金额"]).figures([1]);
    table.row(["乙", "1"]);
    table.row(["甲", "2"]);
    table.orders = vec![("按金额".into(), vec![1, 0]), ("按名称".into(), vec![0, 1])];
    document.add(table);
    let page = html(&document);
    assert!(page.contains("<h1>对照单 &lt;b&gt;\\u{1b}[31m</h1>"), "{page}");
    assert!(page.contains("<details>\n<summary><h2>材料 2 项</h2></summary>"), "{page}");
    assert!(page.contains("<td class=\"end\" data-head=\"金额\">35万元</td>"), "{page}");
    // A body for each order, of which the style shows the one chosen.
    assert_eq!(page.matches("<tbody>").count(), 3);
    assert_eq!(page.matches("type=\"radio\"").count(), 2);
    for outside in ["<script", "http:", "https:", "src=", "onclick", "\u{1b}"] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn two_languages_stand_side_by_side() {
    let mut english = sample();
    english.lang = Lang::En;
    let page = html_pair(&sample(), &english);
    assert_eq!(page.matches("<div lang=\"zh-CN\">").count(), sample().blocks.len());
    assert_eq!(page.matches("<div lang=\"en\">").count(), sample().blocks.len());
    assert_eq!(page.matches("<h1>").count(), 1);
}

#[test]
fn spoken_lines_are_sentences_without_layout() {
    let lines = spoken(&sample());
    assert_eq!(
        lines,
        [
            "对照单 <b>\\u{1b}[31m",
            "估算上限 35万元。",
            "企业：某某",
            "评估年度：2026",
            "项目",
            "增量|奖励；金额：35万元",
            "首次达到；金额：5万元",
            "材料 2 项",
        ]
    );
}
