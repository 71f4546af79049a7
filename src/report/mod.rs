//! What people and programs see of an assessment: each report is a function from an
//! [`Assessment`] to a [`crate::document::Document`]; JSON stands apart.

#![cfg_attr(not(test), deny(clippy::wildcard_enum_match_arm))]

mod asking;
mod assessment;
mod award;
mod compare;
mod compare_json;
pub mod dossier;
mod explain;
mod json;
mod lacking;
mod merge;
mod page;
mod parts;
mod phrase;
mod readings;
mod reasons;
mod remedy;
mod result;
mod review;
mod rules;
mod short;
mod steps;
mod turning;
mod verdict;
mod whatif;
mod years;

pub use asking::{Source, idle_text, sources, stake_text};
pub use assessment::Assessment;
pub use compare::{Compared, comparison};
pub use compare_json::compare_json;
pub use explain::{Explanation, Origin, explanation_line};
pub use json::to_json;
pub use merge::merge;
pub use page::{PageOptions, page};
pub use phrase::{
    article_text, certainty_text, condition_text, gap_text, label, named_article, notices,
    notices_for_many, readings_in_force, status_text,
};
pub use readings::{Other, Touched, option_lines, outcome_text, range_line, touched, touched_line};
pub use reasons::{Reasons, reason_items};
pub use remedy::{possible_text, remedy_line};
pub use result::{Detail, result, to_text};
pub use review::review;
pub use rules::{amount_sentence, benefit_rules, condition_sentence, derivation_sentence};
pub use short::{SHORT, short};
pub use steps::{contact_line, next_steps};
pub use whatif::{
    ChartStyle, chart, point_lines, question, whatif, whatif_heading, without_points,
};
pub use years::{LaterJson, Year, YearEntry, step_text, years};
