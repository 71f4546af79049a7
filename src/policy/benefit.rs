//! Benefits: the support items that can be claimed, with their worked examples.

use std::ops::Range;

use crate::text::Text;

use super::{Amount, BenefitId, Condition, FactId, GateId, vocabulary};

/// One claimable support item of one article.
#[derive(Clone, Debug)]
pub struct Benefit {
    /// Stable id.
    pub id: String,
    /// Number of the article.
    pub article: u32,
    /// Short name.
    pub title: Text,
    /// What people call it.
    pub aliases: Vec<String>,
    /// The sentences of the measure that give it, verbatim.
    pub quotes: Vec<String>,
    /// How sure the amount is.
    pub certainty: Certainty,
    /// The words of the measure that the conditions follow, verbatim, by fact.
    pub words: Vec<(FactId, String)>,
    /// The gate conditions it needs.
    pub gate: Vec<GateId>,
    /// Its own conditions, all of which must hold.
    pub when: Vec<Condition>,
    /// The award in the assessment year; none when it is not money.
    pub award: Option<Amount>,
    /// What the same event can still bring in later years.
    pub later: Option<Later>,
    /// What the applicant should know besides.
    pub hints: Vec<Hint>,
    /// The documents to prepare.
    pub evidence: Vec<Text>,
    /// What readings change.
    pub overlays: Vec<Overlay>,
    /// Examples worked out by hand from the text.
    pub examples: Vec<Example>,
}

/// Where a document common to all benefits is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvidencePlace {
    /// Before a benefit's own documents.
    First,
    /// After them.
    Last,
}

/// How sure an amount is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// Computed by a formula of the text.
    Formula,
    /// Computed by a rate that is itself a ceiling (按照不超过…的20%).
    RateCeiling,
    /// The text gives only a ceiling.
    Ceiling,
    /// The best applicants are chosen (择优).
    Competitive,
    /// Decided as a whole (综合评定), counted apart from the totals.
    Discretionary,
    /// Not money.
    None,
}

impl Certainty {
    /// The name in packs and JSON.
    pub fn as_str(self) -> &'static str {
        vocabulary::CERTAINTY.word(&self)
    }
}

/// What later years can bring.
#[derive(Clone, Debug, PartialEq)]
pub enum Later {
    /// A fixed sum when the conditions are known to hold, whatever this year's status.
    Fixed {
        /// The sum.
        amount: crate::quantity::Money,
        /// The conditions.
        when: Vec<Condition>,
    },
    /// The stages of the award that come after this year.
    Stages {
        /// The conditions beside the year of recognition.
        when: Vec<Condition>,
    },
    /// The same award again, when eligible.
    Again(Again),
}

/// The same award in further years, from what is left where something was received before.
#[derive(Clone, Debug, PartialEq)]
pub struct Again {
    /// In so many further years.
    pub times: u32,
    /// The conditions.
    pub when: Vec<Condition>,
}

/// A remark, shown when its condition is not known to fail.
#[derive(Clone, Debug, PartialEq)]
pub struct Hint {
    /// The remark.
    pub text: Text,
    /// Shown only if this holds.
    pub when: Option<Condition>,
}

/// What one option of a reading changes in a benefit.
#[derive(Clone, Debug, PartialEq)]
pub struct Overlay {
    /// Position of the reading.
    pub reading: usize,
    /// Position of the option.
    pub option: usize,
    /// The keys replaced.
    pub patch: Patch,
}

/// Keys of a benefit that a reading replaces whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Patch {
    /// Replaces the gate conditions.
    pub gate: Option<Vec<GateId>>,
    /// Replaces the conditions.
    pub when: Option<Vec<Condition>>,
    /// Replaces the award.
    pub award: Option<Amount>,
}

/// Benefits that exclude each other: the larger award counts, a tie keeps the first.
#[derive(Clone, Debug)]
pub struct Exclusive {
    /// The members in the order of the table.
    pub members: Vec<BenefitId>,
    /// In force only under this option of this reading (positions); always if none.
    pub under: Option<(usize, usize)>,
}

/// A ceiling over several benefits together.
#[derive(Clone, Debug)]
pub struct Ceiling {
    /// Stable id.
    pub id: String,
    /// What it says, in short.
    pub title: Text,
    /// The sentences of the measure, verbatim.
    pub quotes: Vec<String>,
    /// The benefits, in the order of the table.
    pub members: Vec<BenefitId>,
    /// Not more than this together.
    pub limit: Amount,
    /// Over what time.
    pub span: Span,
    /// In force only under this option of this reading (positions); always if none.
    pub under: Option<(usize, usize)>,
}

/// The time over which a ceiling counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// Each year by itself.
    Year,
    /// This year and the later ones together.
    AllYears,
}

/// An article of the measure.
#[derive(Clone, Debug)]
pub struct Article {
    /// Its number.
    pub number: u32,
    /// What it is about.
    pub title: Text,
    /// An unofficial English summary, and a short Chinese one.
    pub gist: Text,
    /// The clauses that its file quotes beside the benefits, with what is made of them.
    pub notes: Vec<(String, Text)>,
    /// Clauses with an unofficial English rendering each.
    pub renderings: Vec<(String, String)>,
}

/// An example of a benefit, worked out by hand from the text.
#[derive(Clone, Debug)]
pub struct Example {
    /// Where it stands: file name and byte span.
    pub file: String,
    /// Byte span of the example in the file.
    pub span: Range<usize>,
    /// The profile's year, if not the base year.
    pub year: Option<i32>,
    /// Answers as TOML, by fact id, kept as text until the examples are run.
    pub given: Vec<(String, toml::Value)>,
    /// Answers of the base that are taken away.
    pub without: Vec<String>,
    /// Readings by id.
    pub readings: Vec<(String, String)>,
    /// What must come out.
    pub expect: Expectation,
}

/// What an example expects.
#[derive(Clone, Debug, Default)]
pub struct Expectation {
    /// The status.
    pub status: String,
    /// The award.
    pub amount: Option<String>,
    /// The upper bound; `unbounded` where there is none.
    pub at_most: Option<String>,
    /// What later years bring.
    pub later: Option<String>,
    /// The total of all benefits, under the ceilings over several.
    pub total: Option<String>,
    /// The upper bound of the total.
    pub total_at_most: Option<String>,
    /// What later years bring of all benefits.
    pub total_later: Option<String>,
    /// The ids missing, in any order.
    pub missing: Option<Vec<String>>,
}
