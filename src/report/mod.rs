//! What people and programs see of an assessment: text and JSON over one [`View`].

mod explain;
mod json;
mod phrase;
mod plain;
mod remedy;
mod view;

pub use explain::{Explanation, explanation_lines};
pub use json::to_json;
pub use phrase::{
    certainty_text, condition_text, gap_text, missing_line, notices, readings_in_force, status_text,
};
pub use plain::to_text;
pub use remedy::{possible_text, remedy_line};
pub use view::View;
