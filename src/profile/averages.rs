//! Averages of the district and of industries, which the enterprise cannot know of itself.

use std::collections::BTreeMap;

use crate::diagnostic::reader::{Item, Reader, Table};
use crate::diagnostic::{Diagnostics, Source, found, nearest};
use crate::policy::{Benchmark, FactId, Policy};
use crate::text;

use super::head::MOST_FAULTS;
use super::parse::{YEARS, parse};
use super::read::raw;
use super::{Answers, Value};

/// The key of a year under which the industries stand.
const INDUSTRY: &str = "industry";

/// The averages of a benchmark file, by year.
#[derive(Clone, Debug, Default)]
pub struct Averages {
    years: BTreeMap<i32, Year>,
}

type Row = Vec<(FactId, Value)>;

#[derive(Clone, Debug, Default)]
struct Year {
    district: Row,
    industries: BTreeMap<String, Row>,
}

impl Averages {
    /// Reads a benchmark file.
    ///
    /// # Errors
    /// Every fault found, with its place.
    pub fn read(policy: &Policy, source: &Source) -> Result<Self, Diagnostics> {
        let root = Reader::parse(source)?;
        let reader = Reader::new(source);
        let file = File { policy, reader: &reader };
        let mut years = BTreeMap::new();
        for item in Table::new(&reader, root.get_ref(), 0..0).entries() {
            if file.is_full() {
                break;
            }
            if let Some((year, averages)) = file.year(&item) {
                years.insert(year, averages);
            }
        }
        let faults = reader.into_faults();
        if faults.is_empty() { Ok(Self { years }) } else { Err(Diagnostics(faults)) }
    }

    /// Fills in the averages of the year and industry that are not answered.
    pub fn fill(
        &self,
        policy: &Policy,
        year: i32,
        industry_code: Option<&str>,
        answers: &mut Answers,
    ) {
        let Some(year) = self.years.get(&year) else { return };
        let industry = industry_code.and_then(|code| year.industries.get(code));
        for (id, value) in year.district.iter().chain(industry.into_iter().flatten()) {
            if value.fits(&policy.fact(*id).kind) && !answers.is_answered(*id) {
                answers.set(*id, Some(value.clone()));
            }
        }
    }
}

/// What reading needs everywhere.
struct File<'r, 's> {
    policy: &'r Policy,
    reader: &'r Reader<'s>,
}

impl File<'_, '_> {
    fn is_full(&self) -> bool {
        self.reader.count() >= MOST_FAULTS
    }

    fn year(&self, item: &Item<'_, '_>) -> Option<(i32, Year)> {
        let year = item.key.parse::<i32>().ok().filter(|year| {
            // Not "+2026" or "02026".
            YEARS.contains(year) && item.key == year.to_string()
        });
        let Some(year) = year else {
            let (shown, first, last) = (found(item.key), YEARS.start(), YEARS.end());
            self.reader.report(
                "benchmarks/year",
                item.key_span.clone(),
                text!(
                    "“{shown}”不是 {first} 至 {last} 之间的年份",
                    "\"{shown}\" is no year from {first} to {last}"
                ),
                text!(
                    "表名写成年份，如 [2026] 或 [2026.{INDUSTRY}.C3964]。",
                    "Name the table by its year: [2026] or [2026.{INDUSTRY}.C3964]."
                ),
            );
            return None;
        };
        let table = item.table()?;
        let mut averages = Year::default();
        if let Some(item) = table.take(INDUSTRY)
            && let Some(industries) = item.table()
        {
            for item in industries.entries() {
                if self.is_full() {
                    break;
                }
                if self.code(&item)
                    && let Some(table) = item.table()
                {
                    let values = self.averages(table.entries(), Benchmark::Industry);
                    averages.industries.insert(item.key.to_owned(), values);
                }
            }
        }
        averages.district = self.averages(table.rest(), Benchmark::District);
        Some((year, averages))
    }

    fn code(&self, item: &Item<'_, '_>) -> bool {
        let good = !item.key.is_empty() && !item.key.chars().any(char::is_control);
        if !good {
            let shown = found(item.key);
            self.reader.report(
                "benchmarks/industry-code",
                item.key_span.clone(),
                text!(
                    "行业代码“{shown}”为空或含有控制字符",
                    "the industry code \"{shown}\" is empty or has control characters"
                ),
                text!(
                    "写成如 [2026.{INDUSTRY}.C3964]。",
                    "Write [2026.{INDUSTRY}.C3964], for instance."
                ),
            );
        }
        good
    }

    fn averages(&self, items: Vec<Item<'_, '_>>, kind: Benchmark) -> Row {
        let mut averages = Vec::new();
        for item in items {
            if self.is_full() {
                break;
            }
            let id = self.policy.fact_id(item.key);
            let Some(id) = id.filter(|id| self.policy.fact(*id).benchmark == Some(kind)) else {
                self.misplaced(&item, kind);
                continue;
            };
            match parse(self.policy.fact(id), &raw(item.value())) {
                Ok(value) => averages.push((id, value)),
                Err(error) => item.fault("benchmarks/value", error.what, error.remedy),
            }
        }
        averages
    }

    /// Reports a key that is no average of this kind.
    fn misplaced(&self, item: &Item<'_, '_>, kind: Benchmark) {
        let facts = self.policy.facts.iter().filter(|fact| fact.benchmark == Some(kind));
        let mut names: Vec<&str> = facts.map(|fact| fact.id.as_str()).collect();
        let elsewhere = self.policy.fact_id(item.key).and_then(|id| self.policy.fact(id).benchmark);
        if kind == Benchmark::District {
            names.push(INDUSTRY);
        }
        let remedy = match (elsewhere, nearest(item.key, names.iter().copied())) {
            (Some(Benchmark::District), _) => {
                text!("移到该年份的表 [年份] 中。", "Move it to the table of the year, [YEAR].")
            }
            (Some(Benchmark::Industry), _) => {
                text!("移到 [年份.{INDUSTRY}.行业代码] 中。", "Move it to [YEAR.{INDUSTRY}.CODE].")
            }
            (None, Some(near)) => {
                text!("改成“{near}”，或删去。", "Change it to \"{near}\", or delete it.")
            }
            (None, None) => {
                let list = names.join(", ");
                text!("删去，或改成其中之一：{list}。", "Delete it, or use one of: {list}.")
            }
        };
        let shown = found(item.key);
        self.reader.report(
            "benchmarks/unknown-key",
            item.key_span.clone(),
            text!("这里不能有“{shown}”", "\"{shown}\" does not belong here"),
            remedy,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::load_embedded;
    use crate::text::Lang;

    fn ids(policy: &Policy, kind: Benchmark) -> Vec<FactId> {
        policy.facts().filter(|(_, fact)| fact.benchmark == Some(kind)).map(|(id, _)| id).collect()
    }

    #[test]
    fn only_what_is_absent_is_filled_of_the_right_year_and_industry() {
        let policy = load_embedded().expect("the pack");
        let (district, industry) =
            (ids(&policy, Benchmark::District), ids(&policy, Benchmark::Industry));
        assert_eq!((district.len(), industry.len()), (3, 2));
        let name = |id: FactId| &policy.fact(id).id;
        let text = format!(
            "[2026]\n{} = \"5.2%\"\n{} = \"7%\"\n[2026.industry.C3964]\n{} = \"8%\"\n[2025]\n",
            name(district[0]),
            name(district[1]),
            name(industry[0]),
        );
        let read = Averages::read(&policy, &Source::new("b.toml", text));
        let benchmarks = read.unwrap_or_else(|faults| panic!("{faults}"));
        let shown = |answers: &Answers, id: FactId| {
            answers.get(id).map(|value| value.display(policy.fact(id), Lang::En))
        };
        let mut answers = Answers::new(&policy);
        let own = parse(policy.fact(district[1]), &super::super::parse::Raw::Str("1%"));
        answers.set(district[1], Some(own.expect("a percentage")));
        benchmarks.fill(&policy, 2026, Some("C3964"), &mut answers);
        assert_eq!(shown(&answers, district[0]).as_deref(), Some("5.2%"));
        assert_eq!(shown(&answers, district[1]).as_deref(), Some("1%"));
        assert_eq!(shown(&answers, industry[0]).as_deref(), Some("8%"));
        assert_eq!(answers.answered().count(), 3);
        for (year, code, count) in
            [(2026, None, 2), (2026, Some("C1"), 2), (2025, Some("C3964"), 0)]
        {
            let mut answers = Answers::new(&policy);
            benchmarks.fill(&policy, year, code, &mut answers);
            assert_eq!(answers.answered().count(), count, "{year} {code:?}");
        }
        let mut answers = Answers::new(&policy);
        Averages::default().fill(&policy, 2026, None, &mut answers);
        assert_eq!(answers.answered().count(), 0);
    }
}
