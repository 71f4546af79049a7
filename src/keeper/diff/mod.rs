//! Two editions of a measure: what differs in text and rules, and what that does to
//! enterprises.

mod effect;
mod html;
mod plain;
mod rules;
mod update;

pub use effect::{Effect, ItemEffect, effect};
pub use html::to_html;
pub use plain::{to_json, to_text};
pub use rules::{ArticleChange, Comparison, Piece, RuleChange, compare};
pub use update::{Update, update};
