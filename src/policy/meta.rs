//! The measure as a whole.

use std::collections::HashMap;

use crate::diagnostic::found;
use crate::text;
use crate::text::{Lang, Text};

use super::numbering::{Numbering, article_range};
use super::{
    Article, Benefit, BenefitId, Ceiling, Condition, Contact, Effort, Exclusive, Fact, FactId,
    Plausible, Possible, Question, Section, Seldom, Standing, Wording,
};

/// A condition common to the benefits.
#[derive(Clone, Debug)]
pub struct Gate {
    /// Stable id.
    pub id: String,
    /// Short name.
    pub title: Text,
    /// The sentence of the measure, verbatim.
    pub quotes: Vec<String>,
    /// The condition.
    pub when: Condition,
    /// Whether an enterprise that fails it can still meet it, and when.
    pub possible: Possible,
    /// What to do.
    pub todo: Text,
    /// What it takes to meet it, where the pack says so.
    pub effort: Option<Effort>,
}

/// A place where the text leaves room, with the options of reading it; the first is the default.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Stable id.
    pub id: String,
    /// The question left open.
    pub title: Text,
    /// The options, the default first.
    pub options: Vec<ReadingOption>,
}

/// One option of a reading.
#[derive(Clone, Debug)]
pub struct ReadingOption {
    /// Stable id.
    pub id: String,
    /// What it says.
    pub label: Text,
}

/// The readings in force: for each reading of the policy the position of the chosen option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readings(pub Vec<usize>);

/// A clause that nothing needs to quote, with the reason.
#[derive(Clone, Debug)]
pub struct Exception {
    /// The clause, verbatim.
    pub quote: String,
    /// Why nothing quotes it.
    pub reason: Text,
}

/// A finding of the check that the pack means as it is, with the reason.
#[derive(Clone, Debug)]
pub struct Allowed {
    /// Code of the lint.
    pub lint: String,
    /// Id of what it speaks of.
    pub of: String,
    /// The figure that is meant, as the text or the rule writes it; none where all are.
    pub figure: Option<String>,
    /// Why it is meant.
    pub reason: Text,
}

/// A term explained.
#[derive(Clone, Debug)]
pub struct Term {
    /// Stable id.
    pub id: String,
    /// The term.
    pub name: Text,
    /// Other names.
    pub aliases: Vec<String>,
    /// What it means.
    pub definition: Text,
    /// Where the meaning comes from.
    pub source: Text,
    /// Whether the standard was revised or changes: 以现行文件为准.
    pub revised: bool,
}

impl Policy {
    /// What to tell where another edition supersedes this one.
    pub fn superseded(&self) -> Option<Text> {
        let (edition, newer) = (&self.edition, self.superseded_by.as_ref()?);
        Some(text!(
            "这份政策包（{edition}）已被新的一版（{newer}）取代，结果可能过时；把新版放进数据目录的 packs/，再用 edition = \"{newer}\"",
            "edition {newer} supersedes this pack ({edition}), so results may be out of date; put it into packs/ of the data folder and set edition = \"{newer}\""
        ))
    }
}

/// A measure, loaded and checked.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Stable id, as in profiles.
    pub id: String,
    /// Title.
    pub title: Text,
    /// Short title for headings.
    pub short_title: Text,
    /// Whether it is a draft.
    pub status: Standing,
    /// Edition of the pack.
    pub edition: String,
    /// The edition that supersedes it.
    pub superseded_by: Option<String>,
    /// The languages of the pack, the main one first.
    pub languages: Vec<Lang>,
    /// The day from which the measure applies; none for a draft without one.
    pub effective_from: Option<String>,
    /// What every result says.
    pub notices: Vec<Text>,
    /// What the result says when the question about other support was not answered.
    pub unchecked_duplicates: Text,
    /// What the result says when the measure has no effective date.
    pub undated: Text,
    /// What whoever is supported must mind, for the page that a caller takes home.
    pub duties: Vec<Text>,
    /// The notices in one sentence, for a short message.
    pub short_notice: Option<Text>,
    /// The authorities: organiser, decider.
    pub authorities: Vec<Text>,
    /// The program's words for the measure.
    pub wording: Wording,
    /// Whom to ask, and by when.
    pub contact: Contact,
    /// What is asked often.
    pub faq: Seldom<Question>,
    /// Figures that are probably slips.
    pub plausible: Vec<Plausible>,
    /// The text, verbatim.
    pub text: String,
    /// Sections of the interview in order.
    pub sections: Vec<Section>,
    /// All facts.
    pub facts: Vec<Fact>,
    /// The conditions common to the benefits.
    pub gates: Vec<Gate>,
    /// Where the text leaves room.
    pub readings: Vec<Reading>,
    /// Benefits in the order of the measure.
    pub benefits: Vec<Benefit>,
    /// Benefits that exclude each other.
    pub exclusives: Vec<Exclusive>,
    /// Ceilings over several benefits, the narrower ones first.
    pub ceilings: Vec<Ceiling>,
    /// Articles in order.
    pub articles: Vec<Article>,
    /// Clauses that nothing needs to quote.
    pub exceptions: Vec<Exception>,
    /// Numbers of the articles whose clauses must all be quoted or excepted.
    pub covered_articles: Vec<u32>,
    /// Findings of the check that are meant, with reasons.
    pub allowed: Vec<Allowed>,
    /// Terms explained.
    pub terms: Seldom<Term>,
    /// Old ids and the ids they have now.
    pub renamed: Vec<(String, String)>,
    /// Old ids that have no successor, with the reason.
    pub retired: Vec<(String, Text)>,
    /// Year and answers on which the examples build.
    pub example_base: ExampleBase,
    /// The fact that lists what was supported elsewhere.
    pub already_supported: Option<FactId>,
    pub(super) fact_index: HashMap<String, FactId>,
}

/// What every example starts from.
#[derive(Clone, Debug, Default)]
pub struct ExampleBase {
    /// The assessment year.
    pub year: i32,
    /// Answers by fact id.
    pub given: Vec<(String, toml::Value)>,
}

impl Policy {
    /// The measure in which the fields of a list stand for the facts, to say or work out what
    /// holds of each item.
    #[must_use]
    pub fn of_items(&self, list: FactId) -> Self {
        let facts = self.fact(list).kind.fields().to_vec();
        Self { facts, ..self.clone() }
    }

    /// The fact with an id.
    pub fn fact_id(&self, id: &str) -> Option<FactId> {
        self.fact_index.get(id).copied()
    }

    /// The fact with an id, or that an old id was renamed to.
    pub fn fact_named(&self, id: &str) -> Option<FactId> {
        let now = || self.renamed.iter().find(|(old, _)| old == id);
        self.fact_id(id).or_else(|| self.fact_id(&now()?.1))
    }

    /// A fact.
    pub fn fact(&self, id: FactId) -> &Fact {
        &self.facts[id.index()]
    }

    /// The benefit with an id.
    pub fn benefit_id(&self, id: &str) -> Option<BenefitId> {
        let at = self.benefits.iter().position(|benefit| benefit.id == id)?;
        u16::try_from(at).ok().map(BenefitId)
    }

    /// A benefit.
    pub fn benefit(&self, id: BenefitId) -> &Benefit {
        &self.benefits[id.index()]
    }

    /// All benefits with their ids, in order.
    pub fn benefits(&self) -> impl Iterator<Item = (BenefitId, &Benefit)> {
        (0u16..).map(BenefitId).zip(&self.benefits)
    }

    /// All facts with their ids, in order.
    pub fn facts(&self) -> impl Iterator<Item = (FactId, &Fact)> {
        (0u16..).map(FactId).zip(&self.facts)
    }

    /// The article in which a quote of the measure stands.
    pub fn article_of(&self, quote: &str) -> Option<u32> {
        let at = self.text.find(quote)?;
        let before = self.text[..at].lines().rev();
        // The line on which the quote begins may be the article's own first line.
        let numbering = Numbering::of(&self.text);
        before.filter_map(|line| Some(numbering.split(line)?.0)).next()
    }

    /// An unofficial English rendering of a quote, where the pack has one.
    pub fn rendering(&self, quote: &str) -> Option<&str> {
        let all = self.articles.iter().flat_map(|article| &article.renderings);
        let mut found = all.filter(|(of, _)| of == quote);
        found.next().map(|(_, en)| en.as_str())
    }

    /// The readings with every default.
    pub fn default_readings(&self) -> Readings {
        Readings(vec![0; self.readings.len()])
    }

    /// An article.
    pub fn article(&self, number: u32) -> Option<&Article> {
        self.articles.iter().find(|article| article.number == number)
    }

    /// The glossary term with an id.
    pub fn term(&self, id: &str) -> Option<&Term> {
        self.terms.iter().find(|term| term.id == id)
    }

    /// The text of an article as in the measure, from its heading to the next one.
    pub fn article_text(&self, number: u32) -> Option<&str> {
        article_range(&self.text, number).map(|range| &self.text[range])
    }
}

impl Readings {
    /// Puts one option of one reading in force.
    ///
    /// # Errors
    /// Says which ids there are.
    pub fn choose(&mut self, policy: &Policy, reading: &str, option: &str) -> Result<(), Text> {
        let Some(at) = policy.readings.iter().position(|known| known.id == reading) else {
            let ids: Vec<&str> = policy.readings.iter().map(|known| known.id.as_str()).collect();
            let (shown, list) = (found(reading), ids.join(", "));
            return Err(text!(
                "没有名为“{shown}”的读法；有：{list}",
                "there is no reading \"{shown}\"; there are: {list}"
            ));
        };
        let options = &policy.readings[at].options;
        let Some(chosen) = options.iter().position(|known| known.id == option) else {
            let ids: Vec<&str> = options.iter().map(|known| known.id.as_str()).collect();
            let (shown, list) = (found(option), ids.join(", "));
            return Err(text!(
                "读法“{reading}”没有选项“{shown}”；有：{list}",
                "the reading \"{reading}\" has no option \"{shown}\"; there are: {list}"
            ));
        };
        self.0[at] = chosen;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::policy::load_embedded;

    #[test]
    fn things_are_found_by_their_ids() {
        let policy = load_embedded().expect("the pack");
        for (id, benefit) in policy.benefits() {
            assert_eq!(policy.benefit_id(&benefit.id), Some(id));
            assert_eq!(policy.benefit(id).id, benefit.id);
            let article = policy.article_of(&benefit.quotes[0]);
            assert_eq!(article, Some(benefit.article), "{}", benefit.id);
        }
        for (id, fact) in policy.facts() {
            assert_eq!(policy.fact_id(&fact.id), Some(id));
            assert_eq!(policy.fact(id).id, fact.id);
        }
        for number in 1..=28 {
            let text = policy.article_text(number).expect("28 articles");
            assert!(text.starts_with('第') && policy.text.contains(text));
            assert_eq!(policy.article(number).map(|article| article.number), Some(number));
        }
        for term in policy.terms.iter() {
            assert_eq!(policy.term(&term.id).map(|found| &found.name), Some(&term.name));
        }
        assert!(policy.benefit_id("no-such").is_none() && policy.fact_id("no-such").is_none());
        assert!(policy.article(29).is_none() && policy.article_text(29).is_none());
        assert!(policy.term("no-such").is_none());
        assert_eq!(policy.article_of("no such words"), None);
        // 征求意见稿 stands before any article.
        assert_eq!(policy.article_of("征求意见稿"), None);
    }

    #[test]
    fn a_reading_is_chosen_by_its_ids() {
        let policy = load_embedded().expect("the pack");
        let mut readings = policy.default_readings();
        assert_eq!(readings.0, vec![0; policy.readings.len()]);
        let at = policy.readings.iter().position(|r| r.id == "r06-tiers").expect("a reading");
        let option = policy.readings[at].options.iter().position(|o| o.id == "each");
        readings.choose(&policy, "r06-tiers", "each").expect("both are there");
        assert_eq!(Some(readings.0[at]), option);
        assert!(readings.0.iter().enumerate().all(|(other, chosen)| other == at || *chosen == 0));
        let before = readings.clone();
        let error = readings.choose(&policy, "r06", "each").expect_err("no such reading");
        assert!(error.en.contains("\"r06\"") && error.en.contains("r06-tiers"), "{}", error.en);
        let error = readings.choose(&policy, "r06-tiers", "some").expect_err("no such option");
        assert!(error.en.contains("\"some\"") && error.en.contains("each"), "{}", error.en);
        assert_eq!(readings, before);
    }
}
