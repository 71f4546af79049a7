//! Working a dossier out again, and saying what differs.

use crate::assess::{Evaluator, Program};
use crate::diagnostic::{Diagnostics, Source, found};
use crate::policy::Policy;
use crate::profile;
use crate::profile::parse::{Raw, parse};
use crate::text;
use crate::text::Text;

use super::{BenefitJson, Dossier, ResultJson, TotalJson};

/// Whether a dossier still holds.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// The day it was made.
    pub made: String,
    /// What does not come out as the dossier says.
    pub changes: Vec<Text>,
    /// What is otherwise, but changes no result.
    pub remarks: Vec<Text>,
}

impl Verdict {
    /// Whether everything comes out as the dossier says.
    pub fn holds(&self) -> bool {
        self.changes.is_empty()
    }
}

impl Dossier {
    /// Works the dossier out again by a pack, whose digest is given.
    ///
    /// # Errors
    /// It is about another measure, or its profile cannot be read any more.
    pub fn verify(
        &self,
        source: &Source,
        policy: &Policy,
        sha256: &str,
    ) -> Result<Verdict, Diagnostics> {
        let mut verdict = Verdict { made: self.made.clone(), ..Verdict::default() };
        if self.seal.is_none() || self.seal != self.digest() {
            verdict.changes.push(text!(
                "文件的内容与它的校验值不符：写出之后被改动过",
                "the file does not match its digest: it was changed after it was written"
            ));
        }
        self.compare_pack(policy, sha256, &mut verdict);
        let name = format!("{}: profile", source.name);
        let loaded = profile::read(policy, &Source::new(name, self.profile.as_str()))?;
        verdict.remarks.extend(loaded.remarks);
        let mut readings = policy.default_readings();
        for (reading, option) in &self.readings {
            if let Err(why) = readings.choose(policy, reading, option) {
                verdict.changes.push(why);
            }
        }
        let mut answers = loaded.profile.answers;
        for (id, value) in &self.benchmarks {
            let fact = policy.fact_id(id);
            let parsed = fact.and_then(|fact| {
                parse(policy.fact(fact), &Raw::Str(value)).ok().map(|value| (fact, value))
            });
            match parsed {
                Some((fact, value)) => answers.set(fact, Some(value)),
                None => {
                    let (id, value) = (found(id), found(value));
                    verdict.changes.push(text!(
                        "平均增速“{id}”为“{value}”，本政策包不认",
                        "the average \"{id}\" of \"{value}\" is unknown to this pack"
                    ));
                }
            }
        }
        let program = Program::compile(policy, &readings);
        let mut evaluator = Evaluator::new(&program);
        evaluator.run(&answers, self.year);
        self.compare_result(policy, &ResultJson::new(policy, &evaluator), &mut verdict);
        Ok(verdict)
    }

    fn compare_pack(&self, policy: &Policy, sha256: &str, verdict: &mut Verdict) {
        if self.policy.sha256 == sha256 {
            return;
        }
        let short = |hash: &str| found(&hash.chars().take(12).collect::<String>());
        let (was, is) = (short(&self.policy.sha256), short(sha256));
        let (old, new) = (found(&self.policy.edition), &policy.edition);
        verdict.remarks.push(text!(
            "政策包不同：测算时 {old}（{was}…），现在 {new}（{is}…）",
            "another pack: {old} ({was}…) then, {new} ({is}…) now"
        ));
    }

    fn compare_result(&self, policy: &Policy, now: &ResultJson, verdict: &mut Verdict) {
        let then = &self.result;
        let changes = &mut verdict.changes;
        let mut differs = |name: &Text, then: &str, now: &str| {
            if then != now {
                let (zh, en, then) = (&name.zh, &name.en, found(then));
                changes
                    .push(text!("{zh}：当时 {then}，现在 {now}", "{en}: {then} then, {now} now"));
            }
        };
        let totals = |total: &TotalJson| {
            [
                total.amount.clone(),
                total.at_most.clone(),
                total.later.clone(),
                total.discretionary.clone(),
                total.unbounded.join(" "),
            ]
        };
        let names = [
            text!("估算上限合计", "Total of the estimated ceilings"),
            text!("最多可达合计", "Total at most"),
            text!("后续年度合计", "Total of later years"),
            text!("综合评定合计", "Discretionary total"),
            text!("没有上限的事项", "Items without an upper bound"),
        ];
        for ((name, then), now) in names.iter().zip(totals(&then.total)).zip(totals(&now.total)) {
            differs(name, &then, &now);
        }
        let line = |benefit: Option<&BenefitJson>| match benefit {
            Some(benefit) => {
                let at_most = benefit.at_most.as_deref().unwrap_or("unbounded");
                let BenefitJson { status, amount, later, .. } = benefit;
                format!("{status} {amount} / {at_most} / {later}")
            }
            None => "—".to_owned(),
        };
        let mut ids: Vec<&String> = then.benefits.keys().chain(now.benefits.keys()).collect();
        ids.sort_unstable();
        ids.dedup();
        for id in ids {
            let title = policy.benefit_id(id).map(|id| policy.benefit(id).title.clone());
            let title = title.unwrap_or_else(|| Text::same(found(id)));
            differs(&title, &line(then.benefits.get(id)), &line(now.benefits.get(id)));
        }
    }
}
