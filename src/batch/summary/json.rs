//! The sums for programs.

use serde_json::{Map, Value, json};

use super::Summary;
use super::line::{Amounts, BANDS, Whose};
use super::other::Other;
use super::tables::{Shown, plain};
use crate::assess::Named;

fn whose(whose: &Whose, more: Value) -> Value {
    let mut json = json!({ "id": whose.id });
    if !whose.name.is_empty() {
        json["name"] = whose.name.as_str().into();
    }
    if let (Some(json), Value::Object(more)) = (json.as_object_mut(), more) {
        json.extend(more);
    }
    json
}

fn largest(amounts: &Amounts) -> Option<Value> {
    let (id, amount) = amounts.largest.iter().next()?;
    Some(whose(id, json!({ "amount": amount.to_plain() })))
}

fn bands(amounts: &Amounts) -> Vec<Value> {
    let bands = BANDS.iter().zip(amounts.bands);
    bands.map(|(from, count)| json!({ "from": plain(i128::from(*from)), "count": count })).collect()
}

impl Shown<'_> {
    pub(super) fn json(&self) -> Value {
        let Summary { good, bad, amounts, years, groups, .. } = self.summary;
        let readings: Map<String, Value> = self
            .policy
            .readings
            .iter()
            .zip(&self.program.readings().0)
            .map(|(reading, option)| {
                (reading.id.clone(), reading.options[*option].id.as_str().into())
            })
            .collect();
        let years: Map<String, Value> =
            years.iter().map(|(year, count)| (year.to_string(), (*count).into())).collect();
        let units = self.summary.units.iter();
        let units =
            units.map(|(unit, columns)| json!({ "unit": unit.get(self.lang), "columns": columns }));
        let mut json = json!({
            "policy": {
                "id": self.policy.id, "title": self.policy.title.get(self.lang),
                "status": self.policy.status.as_str(),
            },
            "notice": self.notices(),
            "readings": readings,
            "years": years,
            "units": units.collect::<Vec<_>>(),
            "enterprises": good,
            "bad": bad,
            "through_gate": self.summary.through_gate,
            "with_amount": amounts.count(),
            "total": {
                "amount": plain(amounts.sum), "at_most": plain(self.summary.at_most),
                "later": plain(self.summary.later),
                "discretionary": plain(self.summary.discretionary),
                "largest": largest(amounts), "distribution": bands(amounts),
            },
            "articles": self.articles_json(),
            "benefits": self.benefits_json(),
            "other_readings": self.others_json(),
        });
        if let Some(groups) = groups {
            let rows = groups.sorted().into_iter().map(|(value, group)| {
                json!({
                    "value": value, "enterprises": group.enterprises,
                    "eligible": group.eligible, "undetermined": group.undetermined,
                    "one_step": group.one_step,
                    "amount": plain(group.amounts.sum), "at_most": plain(group.at_most),
                    "later": plain(group.later), "discretionary": plain(group.discretionary),
                    "largest": largest(&group.amounts),
                })
            });
            json["by"] = json!({ "column": groups.name, "groups": rows.collect::<Vec<_>>() });
        }
        json
    }

    fn articles_json(&self) -> Vec<Value> {
        let articles = self.policy.articles.iter().zip(&self.summary.articles);
        articles
            .filter(|(article, _)| {
                self.policy.benefits.iter().any(|benefit| benefit.article == article.number)
            })
            .map(|(article, line)| {
                let (amount, apart) = self.sums_of(article.number);
                json!({
                    "article": article.number, "title": article.title.get(self.lang),
                    "eligible": line.eligible, "undetermined": line.undetermined,
                    "one_step": line.one_step,
                    "amount": plain(amount), "discretionary": plain(apart),
                })
            })
            .collect()
    }

    fn benefits_json(&self) -> Vec<Value> {
        let benefits = self.policy.benefits.iter().zip(&self.summary.benefits);
        benefits
            .map(|(benefit, line)| {
                let top = line.amounts.largest.iter();
                let top = top.map(|(id, amount)| whose(id, json!({ "amount": amount.to_plain() })));
                let unpaid = line.unpaid.iter().map(|(id, ())| whose(id, json!({})));
                let near = line.near.iter().map(|(id, short)| {
                    let missing = match short.named {
                        Named::Gate(gate) => &self.policy.gates[gate.index()].id,
                        Named::Fact(fact) => &self.policy.fact(fact).id,
                    };
                    let gap = short.gap.map(|gap| gap.to_plain());
                    whose(id, json!({ "year": id.year, "missing": missing, "gap": gap }))
                });
                json!({
                    "id": benefit.id, "article": benefit.article,
                    "title": benefit.title.get(self.lang),
                    "eligible": line.eligible, "undetermined": line.undetermined,
                    "ineligible": line.ineligible, "duplicate": line.duplicate,
                    "superseded": line.superseded, "one_step": line.one_step,
                    "one_answer": line.one_answer, "unbounded": line.unbounded,
                    "amount": plain(line.amounts.sum), "at_most": plain(line.at_most),
                    "later": plain(line.later), "largest": largest(&line.amounts),
                    "distribution": bands(&line.amounts),
                    "top": top.chain(unpaid).collect::<Vec<_>>(),
                    "near": near.collect::<Vec<_>>(),
                })
            })
            .collect()
    }

    fn others_json(&self) -> Vec<Value> {
        let other = |((reading, option), other): ((usize, usize), &Other)| {
            let reading = &self.policy.readings[reading];
            let changed = self.changed(other).into_iter().map(|(at, sum, change)| {
                let id = &self.policy.benefits[at].id;
                json!({ "id": id, "amount": plain(sum), "change": plain(change) })
            });
            json!({
                "id": reading.id, "option": reading.options[option].id,
                "amount": plain(other.amount), "at_most": plain(other.at_most),
                "change": plain(other.amount - self.summary.amounts.sum),
                "more": other.more, "less": other.less,
                "benefits": changed.collect::<Vec<_>>(),
            })
        };
        self.others().map(other).collect()
    }
}
