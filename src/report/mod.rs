//! What people and programs see of an assessment: text, JSON and the page for the
//! caller over one [`Assessment`].

mod asking;
mod assessment;
mod award;
mod chart;
mod compare;
mod compare_faces;
pub mod dossier;
mod explain;
mod html;
mod json;
mod markdown;
mod page;
mod phrase;
mod plain;
mod readings;
mod reasons;
mod remedy;
mod rules;
mod short;
mod verdict;
mod years;

pub use asking::{Source, idle_text, sources, stake_text};
pub use assessment::Assessment;
pub use chart::{ChartStyle, chart, point_lines, question, whatif_heading, without_points};
pub use compare::Compared;
pub use compare_faces::{compare_json, compare_markdown, compare_text};
pub use explain::{Explanation, Origin, explanation_line, explanation_lines};
pub(crate) use html::escape;
pub use html::to_html;
pub use json::to_json;
pub use markdown::to_markdown;
pub use page::{Bar, Block, Item, Page, Section};
pub use phrase::{
    article_text, certainty_text, condition_text, gap_text, label, missing_line, notices,
    notices_for_many, readings_in_force, status_text,
};
pub use plain::to_text;
pub use readings::{Other, Touched, option_lines, outcome_text, range_line, touched, touched_line};
pub use reasons::{Reasons, reason_lines};
pub use remedy::{possible_text, remedy_line};
pub use rules::{amount_sentence, benefit_rules, condition_sentence, derivation_sentence};
pub use short::{SHORT, short};
pub use verdict::{only_authority_knows, turning_points};
pub use years::{LaterJson, Year, YearEntry, step_text, years};
