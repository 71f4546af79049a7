//! What people and programs see of an assessment: text, JSON and the page for the
//! caller over one [`View`].

mod explain;
mod html;
mod json;
mod markdown;
mod page;
mod phrase;
mod plain;
mod remedy;
mod rules;
mod view;

pub use explain::{Explanation, explanation_lines};
pub use html::to_html;
pub use json::to_json;
pub use markdown::to_markdown;
pub use page::{Bar, Block, Item, Page, Section};
pub use phrase::{
    article_text, certainty_text, condition_text, gap_text, missing_line, notices,
    readings_in_force, status_text,
};
pub use plain::to_text;
pub use remedy::{possible_text, remedy_line};
pub use rules::{amount_sentence, benefit_rules, condition_sentence, derivation_sentence};
pub use view::View;
