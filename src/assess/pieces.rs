//! The shape of a whole assessment.

use crate::profile::Answers;
use crate::quantity::Truth;

use super::evaluate::Evaluator;
use super::outcome::Status;
use super::shape::Shape;

impl Evaluator<'_> {
    /// The shape of the last run over the answers.
    pub(crate) fn shape(&self, answers: &Answers, shape: &mut Shape) {
        shape.clear();
        for at in 0..self.program.atoms.len() {
            let atom = super::atom::AtomId(u16::try_from(at).unwrap_or(u16::MAX));
            shape.push(match self.truth(atom) {
                Truth::False => 0,
                Truth::Unknown => 1,
                Truth::True => 2,
            });
        }
        let view = self.view(answers);
        for (rule, outcome) in self.program.rules.iter().zip(self.outcomes()) {
            // Which of an excluding pair stays shows below, free of the cut to fen.
            let status = match outcome.status {
                Status::Superseded => Status::Eligible,
                Status::Eligible
                | Status::Ineligible
                | Status::Undetermined
                | Status::Duplicate => outcome.status,
            };
            shape.push(status as i128);
            if let Some(award) = &rule.award {
                award.node.shape(view, shape);
            }
        }
        for held in &self.totals.ceilings {
            shape.push(i128::from(held.cut > crate::quantity::Money::ZERO));
        }
        for picked in self.best_picks(answers) {
            shape.push(picked.map_or(-1, |value| value as i128));
        }
        for group in &self.program.exclusives {
            let exact = |at: usize| {
                let award = self.program.rules[at].award.as_ref()?;
                Some((award.node.bounds(view).lo()?, award.scale))
            };
            for (at, first) in group.iter().enumerate() {
                for second in &group[at + 1..] {
                    let (a, b) = (exact(first.index()), exact(second.index()));
                    let (a, b) = match (a, b) {
                        (Some((a, of_a)), Some((b, of_b))) => {
                            (a.checked_mul(of_b), b.checked_mul(of_a))
                        }
                        _ => (None, None),
                    };
                    shape.compare(a, b);
                }
            }
        }
    }
}
