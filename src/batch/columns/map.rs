//! A mapping file: what the columns of a foreign sheet are, their units, and what its words mean.

use std::borrow::Cow;

use super::ColumnUnit;
use super::header::{INDUSTRY, YEAR, is_naming};
use super::labels::{Label, fact, labels, plain};
use crate::batch::cells;
use crate::diagnostic::reader::{Item, Reader, Table};
use crate::diagnostic::{Diagnostics, Source, found, nearest};
use crate::policy::{FactId, Policy};
use crate::quantity::read::folded;
use crate::text;
use crate::text::Text;

/// The keys of a column.
const KEYS: [&str; 4] = ["name", "fact", "unit", "words"];
/// Instead of a fact: the column of ids, of years, of industry codes.
const OTHERS: [&str; 3] = ["id", "year", "industry_code"];

/// What a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Id,
    Year,
    Industry,
    Fact(FactId),
    /// No fact: it is copied or ignored as any other.
    Nothing,
}

/// A column as the file has it.
#[derive(Clone, Debug)]
pub(super) struct Mapped {
    pub name: String,
    pub target: Target,
    pub unit: Option<ColumnUnit>,
    pub words: Words,
}

/// What words of a column mean, as the grammar of cells has it; nothing for what is not known.
#[derive(Clone, Debug, Default)]
pub(in crate::batch) struct Words(Vec<(String, String)>);

impl Words {
    /// A cell reworded: as a whole, or each of several parts.
    pub(in crate::batch) fn of<'c>(&self, cell: &'c str) -> Cow<'c, str> {
        let find = |said: &str| {
            let said = folded(said);
            self.0.iter().find(|(word, _)| *word == said).map(|(_, meaning)| meaning.as_str())
        };
        if let Some(meaning) = find(cell) {
            return meaning.to_owned().into();
        }
        let parts: Vec<&str> = cell.split([';', '；', '、', ',', '，', '\n']).collect();
        if self.0.is_empty() || parts.iter().all(|part| find(part).is_none()) {
            return cell.into();
        }
        let parts = parts.iter().map(|part| find(part).unwrap_or(part));
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("；").into()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A mapping file that was read.
#[derive(Clone, Debug, Default)]
pub struct ColumnMap {
    columns: Vec<Mapped>,
}

impl ColumnMap {
    /// Reads a file.
    ///
    /// # Errors
    /// Every fault found, with its place.
    pub fn read(policy: &Policy, source: &Source) -> Result<Self, Diagnostics> {
        let root = Reader::parse(source)?;
        let reader = Reader::new(source);
        let file = File { policy, reader: &reader, labels: labels(policy, None) };
        let table = Table::new(&reader, root.get_ref(), 0..0);
        let mut columns: Vec<Mapped> = Vec::new();
        for item in table.take("column").and_then(|item| item.array()).unwrap_or_default() {
            let Some(mapped) = item.table().and_then(|table| file.column(&table)) else { continue };
            file.check_twice(&columns, &mapped, &item);
            columns.push(mapped);
        }
        table.refuse_rest(&["column"]);
        if reader.is_clean() && columns.is_empty() {
            reader.report_whole(
                "map/empty",
                text!("里面一列也没有", "there is no column in it"),
                text!(
                    "用 fengce screen 名单 --write-map 列.toml 写一份，再照着改。",
                    "Let fengce screen LIST --write-map FILE write one, and change it."
                ),
            );
        }
        let faults = reader.into_faults();
        if faults.is_empty() { Ok(Self { columns }) } else { Err(Diagnostics(faults)) }
    }

    /// What a column of that name is.
    pub(super) fn column(&self, name: &str) -> Option<&Mapped> {
        if self.columns.is_empty() {
            return None;
        }
        let name = plain(name);
        self.columns.iter().find(|column| plain(&column.name) == name)
    }

    /// The first column that a header does not have.
    pub(super) fn not_in(&self, names: &[&str]) -> Option<&Mapped> {
        let there: Vec<String> = names.iter().map(|name| plain(name)).collect();
        let used = self.columns.iter().filter(|column| column.target != Target::Nothing);
        used.into_iter().find(|column| !there.contains(&plain(&column.name)))
    }
}

/// What reading needs everywhere.
struct File<'r, 's> {
    policy: &'r Policy,
    reader: &'r Reader<'s>,
    labels: Vec<Label>,
}

impl File<'_, '_> {
    fn column(&self, table: &Table<'_, '_>) -> Option<Mapped> {
        let name = table.string("name");
        let target = match table.take("fact") {
            None => Some(Target::Nothing),
            Some(item) => self.target(&item),
        };
        let unit = table.take("unit");
        let words = table.take("words").and_then(|item| item.table());
        table.refuse_rest(&KEYS);
        let (name, target) = (name?, target?);
        let unit = unit.and_then(|item| self.unit(&item, target));
        let words = words.map(|table| self.words(&table, target, unit)).unwrap_or_default();
        Some(Mapped { name, target, unit, words })
    }

    fn target(&self, item: &Item<'_, '_>) -> Option<Target> {
        let said = item.str()?;
        match plain(said).as_str() {
            "" => return Some(Target::Nothing),
            name if is_naming(name) => return Some(Target::Id),
            name if YEAR.contains(&name) => return Some(Target::Year),
            name if INDUSTRY.contains(&name) => return Some(Target::Industry),
            _ => {}
        }
        if let Some((id, _)) = fact(self.policy, &self.labels, said) {
            return Some(Target::Fact(id));
        }
        let shown = found(said);
        let ids = self.policy.facts.iter().map(|fact| fact.id.as_str()).chain(OTHERS);
        let near = nearest(said, ids.chain(self.labels.iter().map(|label| label.name.as_str())));
        let remedy = match near {
            Some(near) => text!("改成“{near}”。", "Change it to \"{near}\"."),
            None => text!(
                "写事实的 id 或名称，或 id、year、industry_code；不是事实的列写 \"\"。",
                "Write the id or name of a fact, or id, year, industry_code; \"\" for no fact."
            ),
        };
        self.reader.report(
            "map/unknown-fact",
            item.span(),
            text!("没有名为“{shown}”的事实", "there is no fact \"{shown}\""),
            remedy,
        );
        None
    }

    fn unit(&self, item: &Item<'_, '_>, target: Target) -> Option<ColumnUnit> {
        let said = item.str().filter(|said| !said.is_empty())?;
        let unit = ColumnUnit::named(said);
        let fits = |unit: &ColumnUnit| match target {
            Target::Fact(id) => unit.fits(&self.policy.fact(id).kind),
            Target::Id | Target::Year | Target::Industry | Target::Nothing => false,
        };
        let fit = unit.filter(fits);
        if fit.is_none() {
            let shown = found(said);
            self.reader.report(
                "map/unit",
                item.span(),
                text!("这一列不以“{shown}”计", "the column is not counted in \"{shown}\""),
                text!(
                    "金额写 元、千元、万元、百万元、千万元 或 亿元，百分比写 % 或 小数，别的不写单位。",
                    "Amounts take 元, 千元, 万元, 百万元, 千万元 or 亿元, percentages % or 小数, others none."
                ),
            );
        }
        fit
    }

    fn words(&self, table: &Table<'_, '_>, target: Target, unit: Option<ColumnUnit>) -> Words {
        let mut words = Vec::new();
        for item in table.entries() {
            let Some(meaning) = item.str() else { continue };
            let wrong = match target {
                Target::Fact(id) => {
                    let fact = self.policy.fact(id);
                    cells::read(fact, meaning, unit).err().map(|error| error.text(fact, meaning))
                }
                Target::Id | Target::Year | Target::Industry | Target::Nothing => Some(text!(
                    "这一列不是事实，没有词可以换",
                    "the column is no fact, and no words of it can be changed"
                )),
            };
            match wrong {
                None => words.push((folded(item.key), meaning.to_owned())),
                Some(what) => self.reader.report(
                    "map/word",
                    item.span(),
                    what,
                    text!(
                        "左边写表里的词，右边写选项的 id 或名称（是、否、数字也可以）；不知道写 \"\"。",
                        "On the left a word of the sheet, on the right an option by id or name (是, 否, a number); \"\" for unknown."
                    ),
                ),
            }
        }
        Words(words)
    }

    /// Two columns of one name, or two for one thing: which counts would be a guess.
    fn check_twice(&self, before: &[Mapped], mapped: &Mapped, item: &Item<'_, '_>) {
        let twice = |earlier: &&Mapped| {
            plain(&earlier.name) == plain(&mapped.name)
                || (earlier.target == mapped.target && mapped.target != Target::Nothing)
        };
        let Some(earlier) = before.iter().find(twice) else { return };
        let (first, second) = (found(&earlier.name), found(&mapped.name));
        self.reader.report(
            "map/twice",
            item.span(),
            text!(
                "“{second}”和前面的“{first}”对到同一项，或是同一列",
                "\"{second}\" is the same column as \"{first}\" above, or stands for the same"
            ),
            text!(
                "留下一列，另一列写 fact = \"\"。",
                "Keep one of the two, and write fact = \"\" for the other."
            ),
        );
    }
}

/// A column that the file names and the sheet does not have.
pub(super) fn missing(mapped: &Mapped, names: &[&str]) -> Text {
    let shown = found(&mapped.name);
    let (zh, en) = match nearest(&mapped.name, names.iter().copied()) {
        Some(near) => (format!("，是否为“{}”", found(near)), format!("; \"{}\"?", found(near))),
        None => Default::default(),
    };
    text!(
        "--map：表头里没有名为“{shown}”的列{zh}；改正映射文件里的 name，或删去那一段",
        "--map: the header has no column \"{shown}\"{en}; correct its name in the mapping file, or delete that part"
    )
}
