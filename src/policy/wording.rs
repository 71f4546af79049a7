//! What a pack says of its measure in its own words: to the program, and to who asks.

use super::vocabulary;
use crate::text;
use crate::text::Text;

/// Whether a measure is in force or only proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A draft.
    Draft,
    /// Adopted.
    Final,
}

impl Standing {
    /// The name in packs and JSON.
    pub fn as_str(self) -> &'static str {
        vocabulary::STATUS.word(&self)
    }
}

/// The program's words for a measure.
#[derive(Clone, Debug)]
pub struct Wording {
    /// The state of the text (征求意见稿).
    pub status: Text,
    /// How "eligible" is said.
    pub eligible: Text,
    /// What the text is called (草案).
    pub basis: Text,
    /// What similar policies are called.
    pub similar: Text,
    /// A disclaimer in one sentence.
    pub disclaimer: Text,
    /// What an article is called; `{n}` is its number, `{一}` the number in Chinese.
    pub article: Text,
    /// What is said where the text does not say.
    pub unstated: Text,
}

impl Wording {
    /// What holds for any measure of a standing.
    pub fn of(standing: Standing) -> Self {
        Self {
            status: match standing {
                Standing::Draft => text!("草案", "draft"),
                Standing::Final => text!("正式文件", "adopted"),
            },
            eligible: text!("符合条件", "eligible"),
            basis: text!("原文", "the text"),
            similar: text!("同类政策", "a similar policy"),
            disclaimer: text!(
                "所列金额是估算上限，不是承诺。",
                "The amounts are estimated ceilings, not promises."
            ),
            article: Text::new("第{一}条", "Art. {n}"),
            unstated: text!(
                "原文未写明，请向主管部门核实。",
                "The text does not say; ask the authority."
            ),
        }
    }
}

/// Whom to ask, and by when; what is absent the measure does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// The office.
    pub office: Option<Text>,
    /// The telephone number.
    pub telephone: Option<Text>,
    /// The address.
    pub address: Option<Text>,
    /// The office hours.
    pub hours: Option<Text>,
    /// The web site.
    pub website: Option<Text>,
    /// The deadline of applications.
    pub deadline: Option<Text>,
}

impl Contact {
    /// What can be said, by its keys.
    pub const KEYS: [&'static str; 6] =
        ["office", "telephone", "address", "hours", "website", "deadline"];

    /// Made of what is said under each key.
    pub fn of(said: impl FnMut(&'static str) -> Option<Text>) -> Self {
        let [office, telephone, address, hours, website, deadline] = Self::KEYS.map(said);
        Self { office, telephone, address, hours, website, deadline }
    }

    /// This, and where it says nothing what another says.
    pub fn or(self, other: Self) -> Self {
        Self {
            office: self.office.or(other.office),
            telephone: self.telephone.or(other.telephone),
            address: self.address.or(other.address),
            hours: self.hours.or(other.hours),
            website: self.website.or(other.website),
            deadline: self.deadline.or(other.deadline),
        }
    }
}

/// A question that is asked often.
#[derive(Clone, Debug)]
pub struct Question {
    /// Stable id.
    pub id: String,
    /// The question.
    pub question: Text,
    /// Words by which it is found.
    pub words: Vec<String>,
    /// The answer.
    pub answer: Text,
    /// The words of the measure that it rests on, verbatim.
    pub quotes: Vec<String>,
    /// What the answer rests on.
    pub basis: Basis,
}

/// What an answer rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The measure's text.
    Text,
    /// Custom (惯例), not the text.
    Practice,
    /// The text leaves it open.
    Open,
}
