//! The sums for programs.

use serde_json::{Value, json};

use super::shown::{Shown, plain};
use super::{Amounts, BANDS, Other, Summary};

impl Shown<'_> {
    pub(super) fn json(&self) -> Value {
        let Summary { good, bad, amounts, .. } = self.summary;
        let largest = |amounts: &Amounts| {
            amounts.largest.as_ref().map(|largest| {
                let mut json = json!({ "id": largest.id, "amount": largest.amount.to_plain() });
                if !largest.name.is_empty() {
                    json["name"] = largest.name.as_str().into();
                }
                json
            })
        };
        let bands = |amounts: &Amounts| {
            let bands = BANDS.iter().zip(amounts.bands);
            bands
                .map(|(from, count)| json!({ "from": plain(i128::from(*from)), "count": count }))
                .collect::<Vec<_>>()
        };
        let articles = self.policy.articles.iter().zip(&self.summary.articles);
        let articles: Vec<Value> = articles
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
            .collect();
        let benefits = self.policy.benefits.iter().zip(&self.summary.benefits);
        let benefits: Vec<Value> = benefits
            .map(|(benefit, line)| {
                json!({
                    "id": benefit.id, "article": benefit.article,
                    "title": benefit.title.get(self.lang),
                    "eligible": line.eligible, "undetermined": line.undetermined,
                    "ineligible": line.ineligible, "duplicate": line.duplicate,
                    "superseded": line.superseded, "one_step": line.one_step,
                    "amount": plain(line.amounts.sum), "at_most": plain(line.at_most),
                    "later": plain(line.later), "largest": largest(&line.amounts),
                    "distribution": bands(&line.amounts),
                })
            })
            .collect();
        let other = |((reading, option), other): ((usize, usize), &Other)| {
            let reading = &self.policy.readings[reading];
            let changed = self.changed(other).into_iter().map(|(at, sum, change)| {
                let id = &self.policy.benefits[at].id;
                json!({ "id": id, "amount": plain(sum), "change": plain(change) })
            });
            json!({
                "id": reading.id, "option": reading.options[option].id,
                "amount": plain(other.amount), "at_most": plain(other.at_most),
                "change": plain(other.amount - amounts.sum),
                "more": other.more, "less": other.less,
                "benefits": changed.collect::<Vec<_>>(),
            })
        };
        let others: Vec<Value> = self.others().map(other).collect();
        let readings: serde_json::Map<String, Value> = self
            .policy
            .readings
            .iter()
            .zip(&self.program.readings().0)
            .map(|(reading, option)| {
                (reading.id.clone(), reading.options[*option].id.as_str().into())
            })
            .collect();
        json!({
            "policy": {
                "id": self.policy.id, "title": self.policy.title.get(self.lang),
                "status": self.policy.status.as_str(),
            },
            "notice": self.notices(),
            "readings": readings,
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
            "articles": articles,
            "benefits": benefits,
            "other_readings": others,
        })
    }
}
