//! A pack drafted from a measure's text: its articles as they are printed, every clause quoted,
//! and one thing to do for each clause that has money in it.

use std::fmt::Write as _;

use super::check::figure::{Compare, Figure, Kind, figures};
use super::check::todo::TODO;
use crate::policy::numbering::{article_number, article_range};
use crate::policy::sentence::clauses;
use crate::text;
use crate::text::{Lang, Text};

/// A drafted pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its files: path within the pack, and what stands there.
    pub files: Vec<(String, String)>,
    /// How many articles the text has.
    pub articles: usize,
    /// How many clauses have money in them, and are to be written.
    pub todo: usize,
}

/// Drafts a pack of this id from the text of a measure, its examples in a year unless the text says
/// when it applies; nothing where it has no numbered articles.
pub fn draft(id: &str, text: &str, year: i32) -> Option<Draft> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let numbers: Vec<u32> = text.lines().filter_map(|line| article_number(&text, line)).collect();
    let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let lang = if text.chars().any(is_chinese) { Lang::Zh } else { Lang::En };
    let first = text.lines().position(|line| article_number(&text, line).is_some())?;
    let mut writer = Writer { lang, text: &text, gates: String::new(), todo: 0, term: None };
    let mut files = Vec::new();
    let mut seen: Vec<u32> = Vec::new();
    for number in numbers {
        if !seen.contains(&number) {
            seen.push(number);
            files.push((format!("articles/{number:02}.toml"), writer.article(number)?));
        }
    }
    let policy = writer.policy(id, &writer.title(first), &seen, year);
    files.push(("policy.toml".to_owned(), policy));
    files.push(("facts/01-who.toml".to_owned(), writer.facts()));
    let todo = writer.todo;
    files.push(("source.txt".to_owned(), text));
    Some(Draft { files, articles: seen.len(), todo })
}

struct Writer<'t> {
    lang: Lang,
    text: &'t str,
    gates: String,
    todo: usize,
    /// The last year of the term, where the text names one.
    term: Option<String>,
}

/// A string as TOML has it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A text cut to so many characters, at its first mark if there is one.
fn short(text: &str, most: usize) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = flat.find(['，', '。', '；', '：', ',', ';', ':']).unwrap_or(flat.len());
    let piece = &flat[..end];
    if piece.chars().count() <= most {
        return piece.to_owned();
    }
    piece.chars().take(most - 1).chain(['…']).collect()
}

impl Writer<'_> {
    fn say(&self, text: &Text) -> String {
        text.get(self.lang).to_owned()
    }

    /// What stands before the first article, up to an empty line or a chapter.
    fn title(&self, first: usize) -> String {
        let head = self.text.lines().take(first).skip_while(|line| line.trim().is_empty());
        let lines: Vec<&str> =
            head.take_while(|line| !line.trim().is_empty()).map(str::trim).collect();
        let title = lines.join(if self.lang == Lang::Zh { "" } else { " " });
        if title.is_empty() { self.say(&text!("待填", "To be written")) } else { title }
    }

    fn article(&mut self, number: u32) -> Option<String> {
        let range = article_range(self.text, number)?;
        let all: Vec<&str> =
            clauses(self.text, range).into_iter().map(|range| self.text[range].trim()).collect();
        let title = short(all.first().copied().unwrap_or_default(), 18);
        let gist = short(all.iter().max_by_key(|clause| money(clause).len())?, 60);
        let mut out = format!(
            "[article]\nnumber = {number}\ntitle = {}\ngist = {}\n",
            quoted(&title),
            quoted(&gist)
        );
        let mut benefits = String::new();
        let mut count = 0;
        for clause in all {
            if !money(clause).is_empty() {
                count += 1;
                self.todo += 1;
                benefits.push_str(&self.benefit(number, count, clause));
            } else if !self.gate(clause) {
                let reason = text!(
                    "不含金额（起草时归入，请核对）",
                    "Has no money (put here by the draft; check it)"
                );
                let _ = write!(
                    out,
                    "\n[[article.exception]]\nquote = {}\nreason = {}\n",
                    quoted(clause),
                    quoted(reason.get(self.lang))
                );
            }
        }
        Some(out + &benefits)
    }

    /// A benefit still to be written, with the figures of its clause.
    fn benefit(&self, number: u32, count: usize, clause: &str) -> String {
        let found: Vec<String> =
            money(clause).iter().map(|figure| clause[figure.range.clone()].to_owned()).collect();
        let found = found.join(if self.lang == Lang::Zh { "、" } else { ", " });
        let todo = text!("引文里的数：{found}", "figures: {found}");
        let award = self.award(clause);
        format!(
            "\n# {TODO} {}\n# award = {award}\n[[benefit]]\nid = \"a{number:02}-{count}\"\ntitle = {}\nquote = {}\ncertainty = \"none\"\nwhen = []\n",
            todo.get(self.lang),
            quoted(&format!("{} {number:02}-{count}", short(clause, 14))),
            quoted(clause),
        )
    }

    /// How the award may look: its rate, ceiling or amount.
    fn award(&self, clause: &str) -> String {
        let all = money(clause);
        let amount = |figure: &&Figure| figure.kind == Kind::Money && !threshold(figure);
        let shown = |figure: &Figure| super::check::shown(figure.kind, figure.value);
        let rate = all.iter().find(|figure| figure.kind == Kind::Percent && !threshold(figure));
        let cap = all.iter().filter(amount).find(|figure| figure.compare == Some(Compare::AtMost));
        let fact = self.say(&text!("事实编号", "fact-id"));
        match (rate, cap, all.iter().find(amount)) {
            (Some(rate), Some(cap), _) => {
                format!(
                    "{{ rate = \"{}\", of = \"{fact}\", cap = \"{}\" }}",
                    shown(rate),
                    shown(cap)
                )
            }
            (Some(rate), None, _) => format!("{{ rate = \"{}\", of = \"{fact}\" }}", shown(rate)),
            (None, _, Some(amount)) => format!("\"{}\"", shown(amount)),
            (None, _, None) => "…".to_owned(),
        }
    }

    /// Whether a clause says whom the measure is for or until when; it becomes a common condition.
    fn gate(&mut self, clause: &str) -> bool {
        let scope = ["适用于", "applies to", "is for", "is open to"];
        let term =
            ["有效期", "执行至", "施行至", "ends", "valid until", "in force until", "expires"];
        let years: Vec<Figure> =
            figures(clause).into_iter().filter(|figure| figure.kind == Kind::Calendar).collect();
        let has = |words: &[&str]| words.iter().any(|word| clause.contains(word));
        let mut quoted = false;
        if self.term.is_none()
            && has(&term)
            && let Some(last) = years.last()
        {
            let year = last.value.to_string();
            let (title, todo) = (
                text!("在有效期内（至{year}年）", "Within the term (to {year})"),
                text!("有效期至{year}年，已过的不再受理。", "The term ends in {year}."),
            );
            let when = format!("{{ valid_through = {year} }}");
            self.push_gate(["gate-term", &when, "never"], clause, &title, &todo);
            self.term = Some(year);
            quoted = true;
        }
        if !self.gates.contains("gate-scope") && has(&scope) {
            let title = text!("在适用范围内", "Within the scope");
            let todo = text!("对照原文的适用范围。", "Compare with the scope in the text.");
            self.push_gate(["gate-scope", "\"in_scope\"", "next_year"], clause, &title, &todo);
            quoted = true;
        }
        quoted
    }

    fn push_gate(
        &mut self,
        [id, when, possible]: [&str; 3],
        clause: &str,
        title: &Text,
        todo: &Text,
    ) {
        let (title, todo) = (quoted(title.get(self.lang)), quoted(todo.get(self.lang)));
        let _ = write!(
            self.gates,
            "\n[[gate]]\nid = \"{id}\"\ntitle = {title}\nquote = {}\nwhen = {when}\npossible = \"{possible}\"\ntodo = {todo}\neffort = \"event\"\n",
            quoted(clause)
        );
    }

    fn policy(&self, id: &str, title: &str, articles: &[u32], year: i32) -> String {
        let draft = ["征求意见稿", "草案", "draft"].iter().any(|word| title.contains(word));
        let status = if draft { "draft" } else { "final" };
        let lang = if self.lang == Lang::Zh { "zh" } else { "en" };
        // A year in which it is in force as far as the text says, for the examples.
        let begins = begins(self.text);
        let number = |text: &str| text.get(..4).and_then(|year| year.parse::<i32>().ok());
        let last = self.term.as_deref().and_then(number).unwrap_or(year);
        let year = begins.as_deref().and_then(number).unwrap_or(year.min(last));
        let says = |text: Text| quoted(text.get(self.lang));
        let mut out = format!(
            "schema = 1\nid = {}\nlanguages = [\"{lang}\"]\ntitle = {}\nshort_title = {}\nstatus = \"{status}\"\nedition = \"{year}\"\neffective_from = {}\nnotices = [{}]\nunchecked_duplicates = {}\nundated = {}\nauthorities = [{}]\ncovered_articles = {articles:?}\n",
            quoted(id),
            quoted(title),
            quoted(&short(title, 20)),
            begins.as_deref().map_or_else(|| "\"unknown\"".to_owned(), quoted),
            says(text!("金额以主管部门审定为准。", "The authority decides the amounts.")),
            says(text!(
                "未核对是否已享受同类政策。",
                "It was not checked whether similar support was received."
            )),
            says(text!("施行日未定。", "There is no effective date yet.")),
            says(text!("主管部门", "The competent authority")),
        );
        out.push_str(&self.gates);
        let given = if self.gates.contains("in_scope") { " in_scope = true " } else { "" };
        let _ = write!(out, "\n[example_base]\nyear = {year}\ngiven = {{{given}}}\n");
        out
    }

    fn facts(&self) -> String {
        let says = |text: Text| quoted(text.get(self.lang));
        let title = says(text!("主体", "Who"));
        let mut out = format!("[section]\nid = \"who\"\ntitle = {title}\n");
        if self.gates.contains("in_scope") {
            let _ = write!(
                out,
                "\n[[fact]]\nid = \"in_scope\"\ntype = \"bool\"\nlabel = {}\nquestion = {}\nhelp = {}\nwho_knows = {}\ntodo = {}\npossible = \"next_year\"\n",
                says(text!("在适用范围内", "Within the scope")),
                says(text!("企业是否在适用范围内？", "Is the enterprise within the scope?")),
                says(text!("对照原文。", "Compare with the text.")),
                says(text!("行政人员", "Administration staff")),
                says(text!("先符合适用范围。", "Come within the scope first.")),
            );
        }
        out
    }
}

/// The figures of a clause if it has money or a share in it, else none.
fn money(clause: &str) -> Vec<Figure> {
    let all = figures(clause);
    let pays = |figure: &Figure| {
        matches!(figure.kind, Kind::Money) || figure.kind == Kind::Percent && !figure.spelt
    };
    if all.iter().any(pays) { all } else { Vec::new() }
}

fn threshold(figure: &Figure) -> bool {
    matches!(figure.compare, Some(Compare::AtLeast | Compare::Above | Compare::Below))
}

/// The day from which the text says that it applies.
fn begins(text: &str) -> Option<String> {
    let (_, (year, month, day)) = super::check::begins(text)?;
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keeper::check::check;
    use crate::policy::source::PackFiles;

    /// Writes a draft and checks it: it loads, and nothing is left but what is to be written.
    fn left(text: &str) -> (Draft, Vec<&'static str>) {
        let draft = draft("measure", text, 2027).expect("articles");
        let home = tempfile::tempdir().expect("a folder");
        for (path, content) in &draft.files {
            let path = home.path().join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
            std::fs::write(path, content).expect("writable");
        }
        let files = PackFiles::from_dir(home.path()).unwrap_or_else(|faults| panic!("{faults}"));
        let (_, report) = check(&files).unwrap_or_else(|faults| panic!("{faults}"));
        let codes = report.found.iter().map(|finding| finding.diagnostic.code).collect();
        (draft, codes)
    }

    #[test]
    fn a_measure_in_four_numberings_is_drafted() {
        let texts = [
            (
                "甲县若干措施\n\n第一条  本措施适用于甲县企业。\n第二条  支持投资。对投资100万元以上的企业，按投资的5%给予支持，最高20万元；首次上规的奖励10万元。\n第三条  有效期至2030年12月31日。\n",
                3,
                2,
            ),
            (
                "乙市若干意见\n\n一、适用范围\n（一）本意见适用于乙市企业，执行至2031年12月31日。\n二、办法\n（二）新增就业不少于二十人的，奖励三万元。\n（三）由商务局解释。\n",
                3,
                1,
            ),
            (
                "丙区办法（征求意见稿）\n\n一、本办法适用于丙区企业。\n二、展位费补助一半，至多两万元。\n",
                2,
                1,
            ),
            (
                "Harbour scheme\n\nArticle 1. This scheme is for companies of the harbour; it ends in 2031.\n\nArticle 2. A company may claim 25% of its costs, up to 3 million.\n",
                2,
                1,
            ),
        ];
        for (text, articles, todo) in texts {
            let (draft, codes) = left(text);
            assert_eq!((draft.articles, draft.todo), (articles, todo), "{text}");
            assert_eq!(codes, vec!["pack/todo"; todo], "{text}");
        }
        assert_eq!(super::draft("m", "没有编号的一段话。", 2027), None);
    }

    #[test]
    fn the_embedded_measure_is_drafted_with_its_figures() {
        let (draft, codes) = left(&PackFiles::embedded().text);
        assert_eq!(draft.articles, 28);
        assert_eq!(codes, vec!["pack/todo"; draft.todo]);
        let file = |name: &str| draft.files.iter().find(|(path, _)| path == name).map(|f| &f.1);
        let fourth = file("articles/04.toml").expect("the fourth article");
        assert!(
            fourth.contains("{ rate = \"20%\", of = \"事实编号\", cap = \"500万元\" }"),
            "{fourth}"
        );
        assert!(file("policy.toml").is_some_and(|policy| policy.contains("valid_through = 2029")));
    }
}
